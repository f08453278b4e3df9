"""While the fold makes its rows no rings of objects are looked for; afterwards everything is as it was before."""

import gc
from collections.abc import Iterator

import pytest

from core.fold import fold
from core.storage.store import SqlStore
from tests.histories import history_of
from tests.stores import PROGRAMME, append_entries, opened, sqlite_url


@pytest.fixture
def store(tmp_path) -> Iterator[SqlStore]:
    with opened(sqlite_url(tmp_path / "server.db")) as engine:
        store = SqlStore(engine, PROGRAMME)
        append_entries(store, history_of([], 2).arrived([]))
        yield store


@pytest.fixture
def collection() -> Iterator[None]:
    was_on = gc.isenabled()
    yield
    if was_on:
        gc.enable()
    else:
        gc.disable()


@pytest.mark.parametrize("fails", [False, True])
@pytest.mark.parametrize("is_on", [False, True])
def test_collection_is_paused_and_put_back(store, collection, monkeypatch, is_on: bool, fails: bool) -> None:
    seen: list[bool] = []
    take = fold.take

    def watched(state, entry):
        seen.append(gc.isenabled())
        if fails:
            raise ZeroDivisionError
        take(state, entry)

    monkeypatch.setattr(fold, "take", watched)
    if is_on:
        gc.enable()
    else:
        gc.disable()
    if fails:
        with pytest.raises(ZeroDivisionError):
            store.fold()
    else:
        store.fold()
    assert seen
    assert not any(seen)
    assert gc.isenabled() == is_on
