"""Findings as people read them: names, units with their committee, tablets by their labels, records by their kind."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from core.domain.calendar import local_time
from core.fold.rows import EffectiveRecord
from core.storage.session import SqlSession
from core.usecases.views.field import HistoryFilter
from sync_server.pages.told.found import Findings
from tests.sample import copied_server
from tools.sample import SampleServer


@pytest.fixture
def server(payday: Path, tmp_path: Path) -> Iterator[SampleServer]:
    made = copied_server(payday, tmp_path)
    yield made
    made.store.engine.dispose()


@pytest.fixture
def session(server: SampleServer) -> Iterator[SqlSession]:
    with server.store.reading() as session:
        yield session


def says(server: SampleServer, session: SqlSession, rule: str, *, names: bool = True, **numbers: Any) -> str:
    told = Findings(session, "es", server.clock.now_ms(), names=names)
    return told.says(rule, numbers, server.ids["committee:CHO"])


def test_people_are_called_by_their_names_where_names_are_shown(server: SampleServer, session: SqlSession) -> None:
    choco = session.reads().members(server.ids["committee:CHO"], "2014-12-03")
    first, second = (next(one.name for one in choco if one.code == code) for code in ("CHO-003", "CHO-004"))
    twice = "CHO-003, CHO-004, XYZ-001"
    assert says(server, session, "person_twice", name=twice).startswith(f"{first}; {second}; XYZ-001 está dos veces")
    assert says(server, session, "person_twice", names=False, name=twice).startswith(f"{twice} está dos veces")


def test_a_unit_is_named_with_its_committee(server: SampleServer, session: SqlSession) -> None:
    figures = {"planted": 900, "target": 800, "limit": 880}
    assert "La unidad 01-3 (Choco) llegaría" in says(server, session, "density_above_target", unit="01-3", **figures)
    assert "La unidad 99-9 llegaría" in says(server, session, "density_above_target", unit="99-9", **figures)


def test_tablets_and_records_are_called_by_what_they_are(server: SampleServer, session: SqlSession) -> None:
    chosen = HistoryFilter(kinds=("planting",), committee=server.ids["committee:CHO"])
    planting = session.reads().history(chosen, 1, 0)[0].id
    origin = planting.partition("-")[0]
    assert "Llegó de la tableta choco cuando" in says(server, session, "tablet_was_revoked", origin=origin)
    double = says(server, session, "duplicate_suspect", day="2014-12-01", other=planting)
    row = session.state().get(EffectiveRecord, planting)
    assert row is not None
    said = f"(Plantación, 1 dic 2014, {local_time(row.recorded_at):%H:%M}, {row.count:,d}, de choco)"
    assert f"se parece a otro {said}" in double
    assert "(ZZZZZZ-9)" in says(server, session, "workday_unknown", workday="ZZZZZZ-9")


def test_a_trip_is_called_by_whose_it_is(server: SampleServer, session: SqlSession) -> None:
    (trip,) = session.money().trips()
    name = next(one.name for one in session.reads().users() if one.code == "T01")
    words = says(server, session, "trip_of_another", trip=trip.id, name="T01", amount="S/\xa05.00")
    assert f"del fondo de {name} ({name}, 3 dic 2014) en nombre de otra persona" in words
