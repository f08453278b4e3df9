"""A reader that goes on from its last position misses nothing and sees nothing twice; with a sequence it would."""

import sys

from core.domain.chain import chain_start
from core.storage.engine import asking
from core.storage.session import SqlSession
from core.storage.store import SqlStore
from core.usecases.ports import OriginState
from tests.integration.stores import PROGRAMME, opened
from tests.simulation.cursor import AT_ONCE, RATIO_GOAL, SEQUENCE, WRITERS, compare, place_by_sequence, told

SAMPLE, CAMPAIGN = 20_000, 1_000_000


def test_positions_under_eight_writers(postgres_url: str, campaign: bool) -> None:
    rows, rounds = (CAMPAIGN, 4) if campaign else (SAMPLE, 2)
    found = compare(postgres_url, rows, rounds)
    sys.stdout.write(told(found) + "\n")
    assert [(one.lost, one.doubled) for one in found.safe] == [(0, 0)] * len(found.safe)
    assert sum(one.written for one in found.safe) >= rows - rounds * WRITERS * AT_ONCE
    if campaign:
        assert sum(one.lost for one in found.unsafe) > 0
        assert found.ratio >= RATIO_GOAL


def write(session: SqlSession, origin: str) -> None:
    key = origin.encode() * 4
    session.put_origin(OriginState(origin, key, "tablet", 0, chain_start(PROGRAMME, key)))
    session.write_records(origin, 1, [b"{}"] * AT_ONCE, [bytes(32)] * AT_ONCE)


def positions(store: SqlStore) -> list[int]:
    with store.reading() as session:
        return [first for (first,) in asking(session.connection)("SELECT first_position FROM feed ORDER BY 1", ())]


def test_with_a_sequence_a_reader_sees_a_later_position_before_an_earlier_one(postgres_database: str) -> None:
    with opened(postgres_database) as engine:
        store = SqlStore(engine, PROGRAMME)
        with store.writing() as session:
            session.connection.exec_driver_sql(f"CREATE SEQUENCE {SEQUENCE}")
        with store.writing() as slow:
            write(slow, "AAAAAA")
            earlier = place_by_sequence(slow, "AAAAAA", 1, AT_ONCE)
            with store.writing() as quick:
                write(quick, "BBBBBB")
                later = place_by_sequence(quick, "BBBBBB", 1, AT_ONCE)
            assert positions(store) == [later]
        assert positions(store) == [earlier, later]
        assert earlier < later
