"""A reader that goes on from its last position misses nothing and sees nothing twice; with a sequence it would."""

import sys

from core.domain.chain import chain_start
from core.storage.engine import asking
from core.storage.session import SqlSession
from core.storage.store import SqlStore
from core.usecases.ports import OriginState
from tests.simulation.cursor import AT_ONCE, RATIO_GOAL, SEQUENCE, WRITERS, Run, compare, place_by_sequence, run, told
from tests.stores import PROGRAMME, opened
from tools.postgres import fresh_database

SAMPLE, CAMPAIGN = 20_000, 1_000_000
ROUNDS, ROUNDS_OF_A_CAMPAIGN = 2, 4


def test_positions_under_eight_writers(postgres_url: str, campaign: bool) -> None:
    """A campaign also does it the other way, to see that it would lose rows and what not losing them costs."""
    if campaign:
        found = compare(postgres_url, CAMPAIGN, ROUNDS_OF_A_CAMPAIGN)
        sys.stdout.write(told(found) + "\n")
        assert_all_seen_once(found.safe, CAMPAIGN)
        assert sum(one.lost for one in found.unsafe) > 0
        assert found.ratio >= RATIO_GOAL
        return
    runs = [run(fresh_database(postgres_url), SAMPLE // ROUNDS, is_safe=True) for _ in range(ROUNDS)]
    assert_all_seen_once(runs, SAMPLE)


def assert_all_seen_once(runs: list[Run], rows: int) -> None:
    assert [(one.lost, one.doubled) for one in runs] == [(0, 0)] * len(runs)
    assert sum(one.written for one in runs) >= rows - len(runs) * WRITERS * AT_ONCE


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
