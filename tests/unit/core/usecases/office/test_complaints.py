"""Answering a complaint: once, whoever of the office does so and at whatever moment."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from core.domain.complaints import Complaint
from core.domain.people import User
from core.domain.problems import Problem
from core.domain.records import RecordId, is_record_id
from core.storage.store import SqlStore
from core.usecases.office.complaints import answer_complaint
from core.usecases.office.steps import take_step, void_as_office
from core.usecases.words import words_row
from tests.fakes.clock import FakeClock
from tests.fakes.programme import BEGAN_ON, SIDE, found_village
from tests.fakes.state import in_feed_order
from tests.histories import again, let_in
from tests.sample import copied_server, sample_template
from tests.stores import PROGRAMME, append_entries, opened, sqlite_url
from tools.sample import SampleServer

AT_ONCE = 6


@pytest.fixture
def server(tmp_path: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[SampleServer]:
    server = copied_server(sample_template(tmp_path_factory), tmp_path)
    yield server
    server.store.engine.dispose()


def complain(server: SampleServer) -> RecordId:
    fact, words = Complaint(server.ids["committee:CHO"], "pay", "phone"), words_row("Falta un día")
    assert words is not None
    return take_step(server.store, server.clock, server.origin, "C01", fact, sides={"office_side": words})


def answer(server: SampleServer, complaint: str, words: str = "Se pagará") -> RecordId:
    return answer_complaint(server.store, server.clock, server.origin, "C01", complaint, "accepted", words)


def test_of_several_who_answer_at_once_one_is_heard(server: SampleServer) -> None:
    complaint = complain(server)

    def try_once(number: int) -> str:
        try:
            return answer(server, complaint, f"Respuesta {number}")
        except Problem as problem:
            return problem.code

    with ThreadPoolExecutor(AT_ONCE) as pool:
        said = list(pool.map(try_once, range(AT_ONCE)))
    (given,) = [one for one in said if is_record_id(one)]
    assert set(said) - {given} <= {"complaint_answered_before", "storage_locked"}
    with server.store.reading() as session:
        detail = session.reads().record(complaint)
        found = session.reads().record(given)
    assert detail is not None
    assert detail.answer is not None
    assert found is not None
    assert detail.answer.text in found.names.values()


def test_an_answer_that_was_taken_back_leaves_room_for_another(server: SampleServer) -> None:
    complaint = complain(server)
    first = answer(server, complaint)
    with pytest.raises(Problem, match="complaint_answered_before"):
        answer(server, complaint)
    void_as_office(server.store, server.clock, server.origin, "C01", first, "other")
    assert answer(server, complaint) != first


def test_an_answer_to_one_complaint_is_none_to_another(server: SampleServer) -> None:
    one, other = complain(server), complain(server)
    answer(server, one)
    assert answer(server, other)


@pytest.mark.parametrize("strange", ["ZZZZZZ-9", "no id", ""])
def test_what_is_no_complaint_is_not_answered(server: SampleServer, strange: str) -> None:
    with pytest.raises(Problem, match="record_missing"):
        answer(server, strange)
    with pytest.raises(Problem, match="record_missing"):
        answer(server, server.ids["committee:CHO"])


def test_a_complaint_that_was_recorded_again_is_answered_once_by_either_id(tmp_path: Path) -> None:
    """What a tablet that begins anew states once more is the same complaint."""
    village = found_village()
    village.office.say(User("C01", "coordinator", SIDE), BEGAN_ON)
    old, new = let_in(village, "old"), let_in(village, "new")
    said = old.say(Complaint(village.committee, "pay", "phone"), author="T01")
    repeated = again(new, old, 1)
    with opened(sqlite_url(tmp_path / "server.db")) as engine:
        store = SqlStore(engine, PROGRAMME)
        append_entries(store, in_feed_order([*village.feed.entries, *old.said, *new.said]))
        store.fold()
        clock, origin = FakeClock(), village.office.origin
        assert answer_complaint(store, clock, origin, "C01", repeated, "accepted", "Se pagará")
        for complaint in (said, repeated):
            with pytest.raises(Problem, match="complaint_answered_before"):
                answer_complaint(store, clock, origin, "C01", complaint, "rejected", "No")
