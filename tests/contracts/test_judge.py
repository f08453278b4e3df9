"""Judging gives the same verdicts however much of what it asks for is read at once."""

from collections.abc import Iterable

import pytest

from core.fold.state import State
from core.storage.store import SqlStore
from core.usecases.office import judge as judging
from core.usecases.office.judge import judge
from tests.fakes.clock import FakeClock
from tests.stores import append_entries, feed_of, random_history

SEEDS = range(5)


def judged(store: SqlStore, programme: str, seed: int) -> list[tuple[str, int, bytes]]:
    """The whole feed of a programme after its history was judged piece by piece, as it came."""
    history = random_history(seed, steps=80)
    one = SqlStore(store.engine, programme)
    office = history[0].origin
    for start in range(0, len(history), 30):
        append_entries(one, history[start : start + 30])
        one.fold()
        judge(one, FakeClock(), office)
        one.fold()
    return [(entry.origin, entry.seq, entry.data) for entry in feed_of(one)]


@pytest.mark.parametrize("at_once", [7, 2_000])
def test_verdicts_do_not_depend_on_what_is_read_ahead(
    store: SqlStore, at_once: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(judging, "JUDGED_AT_ONCE", at_once)
    ahead = [judged(store, f"A{seed}", seed) for seed in SEEDS]

    def nothing(_state: State, _entries: Iterable[object]) -> None: ...

    monkeypatch.setattr(judging, "_read_ahead", nothing)
    one_by_one = [judged(store, f"B{seed}", seed) for seed in SEEDS]
    assert ahead == one_by_one
    assert sum(b'"kind":"verdict"' in data for feed in ahead for _, _, data in feed) > 100
