"""What was asked is not asked again until something is written."""

from contextlib import contextmanager
from types import SimpleNamespace

from app.pace.remembering import MOST, Remembering


class Asked:
    """A store whose answers say how often it has been asked; `beside` is done in the middle of an answer."""

    def __init__(self) -> None:
        self.version = 0
        self.asked: list[tuple[str, tuple]] = []
        self.beside = lambda: None

    @contextmanager
    def reading(self):
        yield SimpleNamespace(reads=lambda: self, monitoring=lambda: self, note=lambda name: f"{name}/{self.version}")

    def members(self, *values):
        self.asked.append(("members", values))
        self.beside()
        return [f"{values[0]}/{len(self.asked)}"]


def test_an_answer_holds_until_something_is_written() -> None:
    store, remembering = Asked(), Remembering()
    first = remembering.read(store, lambda reads: reads.members("CHO"))
    assert remembering.read(store, lambda reads: reads.members("CHO")) == first == ["CHO/1"]
    assert remembering.read(store, lambda reads: reads.members("LHU")) == ["LHU/2"]
    store.version += 1
    assert remembering.read(store, lambda reads: reads.members("CHO")) == ["CHO/3"]


def test_another_store_is_asked_itself() -> None:
    first, second, remembering = Asked(), Asked(), Remembering()
    for store in (first, second):
        remembering.read(store, lambda reads: reads.members("CHO"))
    assert len(first.asked) == len(second.asked) == 1


def test_a_list_that_was_handed_out_may_be_changed() -> None:
    store, remembering = Asked(), Remembering()
    remembering.read(store, lambda reads: reads.members("CHO")).clear()
    assert remembering.read(store, lambda reads: reads.members("CHO")) == ["CHO/1"]
    assert remembering.read(store, lambda reads: reads.members(["CHO"])) == remembering.read(
        store, lambda reads: reads.members(["CHO"])
    )
    assert len(store.asked) == 2


def test_what_was_written_meanwhile_makes_it_be_asked_in_one_moment() -> None:
    store, remembering = Asked(), Remembering()
    remembering.read(store, lambda reads: reads.members("CHO"))

    def write() -> None:
        store.version += 1
        store.beside = lambda: None

    store.beside = write
    both = remembering.read(store, lambda reads: reads.members("CHO") + reads.members("LHU"))
    assert both == ["CHO/3", "LHU/4"]
    assert remembering.read(store, lambda reads: reads.members("LHU")) == ["LHU/5"]


def test_not_everything_is_kept_for_ever() -> None:
    store, remembering = Asked(), Remembering()
    for number in range(MOST + 2):
        remembering.read(store, lambda reads, number=number: reads.members(number))
    remembering.read(store, lambda reads: reads.members(0))
    assert len(store.asked) == MOST + 3


def test_monitoring_is_remembered_beside_it_and_all_else_of_a_session_is_asked_itself() -> None:
    store, remembering = Asked(), Remembering()
    assert remembering.look(store, lambda session: session.reads().members("CHO")) == ["CHO/1"]
    assert remembering.look(store, lambda session: session.monitoring().members("CHO")) == ["CHO/2"]
    assert remembering.look(store, lambda session: session.monitoring().members("CHO")) == ["CHO/2"]
    assert remembering.look(store, lambda session: session.note("own_origin")) == "own_origin/0"
