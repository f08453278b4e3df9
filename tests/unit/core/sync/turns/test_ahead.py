"""A tablet that asks for the next part of the feed while it keeps the last one: the same history, whatever happens
meanwhile.
"""

import threading
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from core.domain.problems import Problem
from core.sync.turns.ahead import Ahead, Exchange, Heard, begin_in_thread
from core.sync.turns.conversation import Progress, Watch, converse
from core.sync.wire.messages import Answer, Request, Unopened
from core.sync.wire.packing import look_into_answer, pack_answer
from core.sync.wire.second_protocol import with_sum
from tests.fieldwork import Field, assert_as_refolded, assert_same_history, everything_of
from tests.sample import copied_tablet, sample_template
from tests.stores import projections
from tools.sample import SampleServer

ROOM = 30
"""So much of a request's usual room that a few records fit into an answer."""


class Line:
    """Requests in the order in which they were asked, and how often one was begun ahead; answers bring little."""

    def __init__(self, field: Field) -> None:
        self.field = field
        self.asked: list[Request] = []
        self.kept_before: list[int] = []
        self.begun: list[Request] = []
        self.heard: list[Request] = []

    def exchange(self, request: Request) -> Answer:
        self.asked.append(request)
        with self.field.store.reading() as session:
            self.kept_before.append(session.feed_size())
        tight = replace(request, room=ROOM)
        signature = self.field.tablet.key.sign(tight.signed_part()).hex()
        return self.field.server.exchange(replace(tight, signature=signature))

    def begin(self, exchange: Exchange, request: Request) -> Heard:
        """The exchange is over before anything else happens; what it brought, or raised, is heard later."""
        self.begun.append(request)
        answer, trouble = None, None
        try:
            answer = exchange(request)
        except Problem as problem:
            trouble = problem

        def heard() -> Answer:
            self.heard.append(request)
            if trouble is not None:
                raise trouble
            assert answer is not None
            return answer

        return heard

    def sync(self, **more: Any) -> Progress:
        field = self.field
        exchange, begin = more.pop("exchange", self.exchange), more.pop("begin", self.begin)
        return converse(
            field.store, field.clock, field.tablet.key, exchange, Watch(**more), recovery=field.server, begin=begin
        )


@pytest.fixture
def line(one: Field, other: Field) -> Line:
    """To a server that has forty records of another tablet."""
    other.workdays(40)
    other.sync()
    return Line(one)


def test_the_next_part_is_asked_for_before_the_last_is_kept(line: Line) -> None:
    progress = line.sync()
    assert progress.received >= 40
    assert len(line.begun) > 5
    assert line.heard == line.begun
    for request, kept in zip(line.asked, line.kept_before, strict=True):
        assert (request.position > kept) == (request in line.begun)
    assert_same_history(line.field)
    assert_as_refolded(line.field.store)


def test_it_takes_as_many_turns_as_without_and_ends_alike(
    line: Line, tmp_path: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    (tmp_path / "again").mkdir()
    copy = copied_tablet(sample_template(tmp_path_factory), tmp_path / "again", "a")
    again = Line(replace(line.field, tablet=copy))
    again.sync(begin=None)
    assert again.begun == []
    line.sync()
    assert [request.position for request in line.asked] == [request.position for request in again.asked]
    assert projections(line.field.store) == projections(copy.store)
    assert_same_history(line.field)
    copy.store.engine.dispose()


def test_what_is_saved_meanwhile_goes_with_a_later_turn(line: Line) -> None:
    saved = iter(range(3))

    def save(_: Progress) -> None:
        if next(saved, None) is not None:
            line.field.workday()

    assert line.sync(on_progress=save).sent == 3
    assert any(request.records for request in line.begun)
    assert_same_history(line.field)


def test_own_records_go_up_while_the_feed_comes_down(line: Line, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("core.sync.stages.push.ROOM_BYTES", 1_500)
    line.field.workdays(12)
    assert line.sync().sent == 12
    assert sum(len(request.records) for request in line.begun) >= 6
    assert_same_history(line.field)


@pytest.mark.parametrize("code", ["server_unreachable", "answer_unreadable", "server_busy"])
def test_a_cut_of_what_was_asked_ahead_is_a_cut(line: Line, code: str) -> None:
    cuts: list[int] = []

    def cut(request: Request) -> Answer:
        answer = line.exchange(request)
        if len(line.asked) in (3, 6, 7):
            raise Problem(code, address="")
        return answer

    line.sync(exchange=cut, goes_on=lambda number: cuts.append(number) or True)
    assert cuts == [1, 1, 2]
    assert_same_history(line.field)


def test_whoever_does_not_try_again_keeps_what_came_before(line: Line) -> None:
    def cut(request: Request) -> Answer:
        answer = line.exchange(request)
        if len(line.asked) == 4:
            raise Problem("server_unreachable", address="")
        return answer

    with pytest.raises(Problem, match="server_unreachable"):
        line.sync(exchange=cut)
    with line.field.store.reading() as session:
        assert session.feed_size() == session.tree().size == line.asked[3].position
    line.sync()
    assert_same_history(line.field)


def test_what_cannot_be_kept_ends_it_and_nothing_is_left_on_its_way(
    line: Line, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept = everything_of(line.field.store)

    def full(*_: Any) -> None:
        raise Problem("storage_full", file="a.db")

    with monkeypatch.context() as patch:
        patch.setattr("core.sync.turns.conversation.receive_pull", full)
        with pytest.raises(Problem, match="storage_full"):
            line.sync()
    assert len(line.begun) == 1
    assert line.heard == line.begun
    assert everything_of(line.field.store) == kept
    line.sync()
    assert_same_history(line.field)


def test_a_cancelled_pull_keeps_what_is_on_its_way_and_asks_no_more(line: Line) -> None:
    progress = line.sync(is_cancelled=lambda: len(line.asked) >= 3)
    assert len(line.asked) == 3
    with line.field.store.reading() as session:
        last = line.asked[-1]
        assert session.feed_size() == session.tree().size > last.position
    assert progress.turns == 3
    line.sync()
    assert_same_history(line.field)


def test_a_server_that_has_lost_its_past_meanwhile_is_noticed(line: Line) -> None:
    def changed(request: Request) -> Answer:
        answer = line.exchange(request)
        if len(line.asked) == 4:
            raise Problem("history_differs")
        return answer

    with pytest.raises(Problem, match="history_differs"):
        line.sync(exchange=changed)
    assert line.field.note("alarm") == b"history_differs"


def test_what_comes_on_another_way_meanwhile_is_not_asked_for_again(line: Line) -> None:
    """As from a file that somebody carried here."""
    elsewhere = Line(line.field)

    def and_elsewhere(request: Request) -> Answer:
        answer = line.exchange(request)
        if len(line.asked) == 2:
            elsewhere.sync(begin=None)
        return answer

    progress = line.sync(exchange=and_elsewhere)
    assert progress.turns < len(elsewhere.asked)
    assert_same_history(line.field)


def test_the_first_protocol_asks_for_one_after_the_other(line: Line) -> None:
    def old(request: Request) -> Answer:
        if request.protocol > 1:
            raise Problem("protocol_unknown", theirs=request.protocol, ours=1)
        return line.exchange(request)

    line.sync(exchange=old)
    assert line.begun == []
    assert_same_history(line.field)


def test_side_rows_that_have_come_are_not_asked_for_twice(line: Line, server: SampleServer) -> None:
    field = line.field
    with field.store.writing() as session:
        session.connection.exec_driver_sql("DELETE FROM side_row")
    line.sync()
    asked = [row for request in line.asked for row in request.misses]
    assert asked
    assert len(set(asked)) == len(asked)


def test_records_are_opened_when_the_next_ones_are_on_their_way(line: Line) -> None:
    opened: list[tuple[int, int]] = []

    def unopened(request: Request) -> Unopened:
        packed = pack_answer(line.exchange(request))
        answer = look_into_answer(packed)

        def open_it() -> Answer:
            opened.append((len(line.asked), request.position))
            return answer.open()

        return replace(answer, open=open_it)

    line.sync(exchange=unopened)
    ahead = [asked for asked, position in opened if line.asked[asked - 1].position > position]
    assert len(ahead) > 5
    assert_same_history(line.field)


def test_unopened_records_that_are_damaged_are_a_cut(line: Line) -> None:
    def unopened(request: Request) -> Unopened:
        packed = pack_answer(line.exchange(request))
        return look_into_answer(with_sum(packed[:-13] + bytes(9)) if len(line.asked) == 4 else packed)

    cuts: list[int] = []
    line.sync(exchange=unopened, goes_on=lambda number: cuts.append(number) or True)
    assert cuts == [1]
    assert line.heard == line.begun
    assert_same_history(line.field)


# In a thread


def test_a_thread_hears_the_answer_while_this_one_goes_on() -> None:
    may_answer, threads = threading.Event(), []

    def exchange(request: Any) -> Any:
        threads.append(threading.current_thread())
        assert may_answer.wait(10)
        return request

    heard = begin_in_thread(exchange, "request")  # type: ignore[arg-type]
    may_answer.set()
    assert heard() == "request"
    assert threads != [threading.current_thread()]


@pytest.mark.parametrize("error", [Problem("server_busy"), ZeroDivisionError()])
def test_what_a_thread_raises_is_raised_where_it_is_heard(error: Exception) -> None:
    def exchange(_: Any) -> Any:
        raise error

    heard = begin_in_thread(exchange, "request")  # type: ignore[arg-type]
    with pytest.raises(type(error)):
        heard()


def test_nothing_is_on_its_way_any_more_behind_the_end() -> None:
    ended: list[str] = []
    begin: Callable[..., Any] = lambda _, request: lambda: ended.append(request)  # noqa: E731
    with Ahead(lambda _: pytest.fail("it was asked again"), begin) as ahead:
        ahead.begin("request")  # type: ignore[arg-type]
    assert ended == ["request"]


def test_a_whole_pull_in_threads_ends_alike(line: Line) -> None:
    line.sync(begin=begin_in_thread)
    assert_same_history(line.field)
    assert_as_refolded(line.field.store)
