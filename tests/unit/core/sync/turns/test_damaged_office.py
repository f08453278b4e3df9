"""An office whose database lost or changed something: a tablet comes to an end with it, and keeps nothing wrong."""

from contextlib import suppress
from dataclasses import replace

import pytest

from core.domain.problems import Problem
from core.sync.stages.side_rows import belongs
from core.sync.turns.conversation import converse
from core.sync.wire.messages import Answer, Request
from core.usecases.ports import SideRow
from tests.fieldwork import Field, assert_same_history, everything_of, note_row
from tests.stores import by_hand
from tools.sample import SampleServer

MOST_TURNS = 20


class Counting:
    """The road to a server for so many turns: whoever wants more goes round in circles."""

    def __init__(self, server: SampleServer) -> None:
        self.server = server
        self.turns = 0

    def __call__(self, request: Request) -> Answer:
        self.turns += 1
        if self.turns > MOST_TURNS:
            raise AssertionError("the conversation does not end")
        return self.server.exchange(request)


@pytest.fixture
def noted(one: Field, other: Field) -> Field:
    """A tablet that has yet to hear of a correction with a note."""
    one.sync()
    other.void(other.workday(), note="contado dos veces")
    other.sync()
    return one


def hashes(field: Field) -> set[str]:
    with field.store.reading() as session:
        return {key for (key,) in session.connection.exec_driver_sql("SELECT hash FROM side_row")}


@pytest.mark.parametrize(
    "damage",
    [
        "UPDATE side_row SET data = CAST(data || ' ' AS BLOB)",
        "UPDATE side_row SET data = X''",
        "UPDATE side_row SET salt = X'00'",
        "UPDATE side_row SET salt = zeroblob(16)",
    ],
)
@pytest.mark.parametrize("protocol", [1, 2])
def test_names_that_were_changed_in_the_office_are_not_asked_for_without_end(
    noted: Field, server: SampleServer, damage: str, protocol: int
) -> None:
    with server.store.writing() as session:
        session.connection.exec_driver_sql(damage)
    before = hashes(noted)
    road = Counting(server)

    def exchange(request: Request) -> Answer:
        if protocol < request.protocol:
            raise Problem("protocol_unknown", theirs=request.protocol, ours=protocol)
        return road(request)

    converse(noted.store, noted.clock, noted.tablet.key, exchange)
    assert hashes(noted) == before
    assert_same_history(noted)


def test_whoever_sends_other_names_than_were_asked_for_is_not_asked_without_end(
    noted: Field, server: SampleServer
) -> None:
    """Names of one's own making are what their hash says."""
    road = Counting(server)

    def exchange(request: Request) -> Answer:
        row: SideRow = note_row(f"{road.turns}")
        assert belongs(row)
        return replace(road(request), side_rows=(row,))

    converse(noted.store, noted.clock, noted.tablet.key, exchange)
    assert_same_history(noted)


def test_records_that_the_office_has_lost_raise_the_alarm(one: Field, other: Field, server: SampleServer) -> None:
    other.workdays(3)
    other.sync()
    with by_hand(server.store) as asked:
        asked("DELETE FROM log WHERE origin = ?", (other.origin,))
    # What stands before them in the feed still comes.
    with suppress(Problem):
        one.sync(Counting(server))
    kept = everything_of(one.store)
    with pytest.raises(Problem, match="history_differs"):
        one.sync(Counting(server))
    assert everything_of(one.store) == kept
    assert one.note("alarm") == b"history_differs"


def test_a_server_that_always_has_more_and_brings_nothing_is_given_up(
    one: Field, other: Field, server: SampleServer
) -> None:
    other.workdays(3)
    other.sync()
    road = Counting(server)
    with pytest.raises(Problem, match="answer_unreadable"):
        one.sync(lambda request: replace(road(request), spans=(), more=True))
    one.sync()
    assert_same_history(one)
