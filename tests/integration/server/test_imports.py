"""Entering and undoing on both databases: what others do meanwhile, and who may."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import pytest

from core.domain.bodies import Centimos
from core.domain.funds import Fund
from core.domain.items import OpeningBalance
from core.domain.problems import Problem
from core.fold.rows import EffectiveRecord
from core.usecases.office.imports.entering import enter, keep_file, look_at_entered, preview, undo
from core.usecases.office.imports.looking import Line
from core.usecases.office.steps import take_step
from core.usecases.office.written.names import code_alone
from core.usecases.ports import ImportedFile
from tools.sample import SampleServer

LINES = [
    Line(2, {"committee": "CHO", "member": "CHO-001", "centimos": "30", "document": "Libro 3"}, {}),
    Line(3, {"committee": "CHO", "member": "CHO-002", "centimos": "-2.50", "document": "Libro 3"}, {}),
]
KIND = OpeningBalance.kind


@pytest.fixture
def here(sample: SampleServer) -> Iterator[SampleServer]:
    yield sample
    sample.store.engine.dispose()


class Overtaken:
    """A store on which the office says something else between a look and the writing."""

    def __init__(self, store: Any, others: Iterator[Callable[[], object]]) -> None:
        self._store, self._others = store, others

    def __getattr__(self, name: str) -> Any:
        return getattr(self._store, name)

    @contextmanager
    def writing(self) -> Iterator[Any]:
        next(self._others, lambda: None)()
        with self._store.writing() as session:
            yield session


def kept(sample: SampleServer, name: str = "a") -> ImportedFile:
    file = ImportedFile(name, KIND, f"{name}.csv", "C01", sample.clock.now_ms(), 0, len(LINES), b"x")
    keep_file(sample.store, file, 0)
    return file


def entered(sample: SampleServer, file: ImportedFile, lines: list[Line], number: int, store: Any = None) -> int:
    return enter(store or sample.store, sample.clock, sample.origin, "C01", file, lines, code_alone, number)


def states(sample: SampleServer, file: str) -> list[str]:
    with sample.store.reading() as session:
        state = session.state()
        rows = [state.get(EffectiveRecord, record) for _, record in session.imports().lines(file)]
    return [row.status for row in rows if row]


def test_a_file_is_entered_whole_and_undone_whole(here: SampleServer) -> None:
    file = kept(here)
    assert entered(here, file, LINES, 2) == 2
    assert states(here, "a") == ["live", "live"]
    with here.store.reading() as session:
        known = session.imports().file("a")
        assert known is not None
        assert (known.data, known.entered_at > 0) == (b"", True)
        assert [one.id for one in session.imports().files(5)] == ["a"]
    seen = preview(here.store, here.clock, here.origin, "C01", KIND, LINES, code_alone)
    assert [one.record for one in seen.seen] == [one.record for one in look_at_entered(here.store, "a")]
    with pytest.raises(Problem, match="import_nothing_new"):
        entered(here, kept(here, "b"), LINES, 2)
    assert undo(here.store, here.clock, here.origin, "C01", "a") == 2
    assert states(here, "a") == ["void", "void"]
    assert entered(here, kept(here, "c"), LINES, 2) == 2


def test_what_says_the_same_is_there_whoever_has_said_it(here: SampleServer) -> None:
    ids = here.ids
    fact = OpeningBalance(ids["committee:CHO"], ids["member:CHO-001"], Centimos(3_000), "Libro 3")
    record = take_step(here.store, here.clock, here.origin, "C01", fact)
    seen = preview(here.store, here.clock, here.origin, "C01", KIND, LINES, code_alone)
    assert [one.record for one in seen.seen] == [record, ""]


def test_whoever_is_overtaken_looks_again_and_enters_all_the_same(here: SampleServer) -> None:
    others = [lambda: take_step(here.store, here.clock, here.origin, "C01", Fund("OTRO", "Otro", "Otro"))] * 2
    overtaken = Overtaken(here.store, iter(others))
    assert entered(here, kept(here), LINES, 2, overtaken) == 2
    assert states(here, "a") == ["live", "live"]


def test_the_same_file_entered_by_two_at_once_is_entered_once(here: SampleServer) -> None:
    file = kept(here)
    overtaken = Overtaken(here.store, iter([lambda: entered(here, file, LINES, 2)]))
    with pytest.raises(Problem, match=r"import_(nothing_new|entered_before)"):
        entered(here, file, LINES, 2, overtaken)
    assert states(here, "a") == ["live", "live"]


def test_nobody_enters_what_their_role_does_not_reach(here: SampleServer) -> None:
    for author in ("T01", "nobody"):
        with pytest.raises(Problem, match=r"role_not_allowed|user_unknown"):
            preview(here.store, here.clock, here.origin, author, KIND, LINES, code_alone)
    with pytest.raises(Problem, match="import_missing"):
        entered(here, ImportedFile("z", KIND, "z", "C01", 1, 0, 2), LINES, 2)


def test_what_waits_too_long_is_forgotten(here: SampleServer) -> None:
    old = kept(here)
    entered(here, kept(here, "b"), LINES, 2)
    with here.store.writing() as session:
        session.imports().drop_waiting(old.uploaded_at + 1_000_000)
    with here.store.reading() as session:
        assert [one.id for one in session.imports().files(5)] == ["b"]
