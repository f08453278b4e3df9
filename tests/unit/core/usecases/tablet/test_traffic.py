"""Bytes are added up within a month and begin anew with the next."""

from datetime import datetime
from pathlib import Path

import pytest

from core.domain.calendar import LIMA, instant_ms
from core.storage.engine import open_sqlite
from core.storage.store import SqlStore
from core.storage.upgrade import open_ready
from core.usecases.tablet.traffic import keep_traffic, traffic_bytes
from tests.fakes.clock import FakeClock


@pytest.fixture
def store(tmp_path: Path) -> SqlStore:
    engine = open_sqlite(tmp_path / "tablet.db")
    open_ready(engine, "device")
    return SqlStore(engine, "PIURA", tail_origin="AAAAAA")


def test_a_month_is_added_up_and_then_forgotten(store: SqlStore) -> None:
    clock = FakeClock(instant_ms(datetime(2014, 12, 31, 20, 0, tzinfo=LIMA)))
    for number in (300, 0, -5, 700):
        keep_traffic(store, clock, number)
    with store.reading() as session:
        assert traffic_bytes(session, "2014-12-31") == 1_000
        assert traffic_bytes(session, "2015-01-01") == 0
    keep_traffic(store, FakeClock(instant_ms(datetime(2015, 1, 1, 0, 1, tzinfo=LIMA))), 50)
    with store.reading() as session:
        assert traffic_bytes(session, "2015-01-20") == 50
    store.engine.dispose()
