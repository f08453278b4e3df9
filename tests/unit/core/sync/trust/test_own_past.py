"""A log that holds what was never written there is not as it was signed; a mistake of ours says nothing about it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from core.storage.engine import open_sqlite
from core.storage.store import SqlStore
from core.sync.trust import own_past
from core.sync.trust.own_past import CHANGED, compare_past
from tests.sample import copied_server, sample_template
from tests.stores import by_hand
from tools.sample import PROGRAMME

LAST = "WHERE size = (SELECT max(size) FROM checkpoint)"
STRANGE = {
    "a record that is a text": "UPDATE log SET data = CAST(data AS TEXT) WHERE seq = 3",
    "a record that is a number": "UPDATE log SET data = 5 WHERE seq = 3",
    "a record's number that is a text": "UPDATE log SET seq = 'three' WHERE seq = 3",
    "a place's length that is a text": "UPDATE feed SET number = 'many'",
    "a place's length that is a fraction": "UPDATE feed SET number = number + 0.5",
    "a place's record that is a text": "UPDATE feed SET first_seq = 'first'",
    "a place's origin that is no text": "UPDATE feed SET origin = X'41'",
    "a place that is a text": "UPDATE feed SET first_position = 'first' WHERE first_position = 1",
    "the feed's end that is a text": "UPDATE feed_end SET size = 'end'",
    "a tree whose size is a text": "UPDATE tree SET size = 'large'",
    "a tree of text": "UPDATE tree SET frontier = 'leaves'",
    "a tree that is a number": "UPDATE tree SET frontier = 7",
    "a tree that is too short": "UPDATE tree SET frontier = X'00'",
    "a checkpoint whose size is a text": f"UPDATE checkpoint SET size = 'large' {LAST}",
    "a checkpoint whose root is a text": "UPDATE checkpoint SET root = 'root'",
    "a checkpoint whose note is bytes": "UPDATE checkpoint SET note = X'00'",
    "a checkpoint of nobody": "UPDATE checkpoint SET note = ''",
    "a key that is a text": "UPDATE origin SET public_key = 'key'",
    "a key that is too short": "UPDATE origin SET public_key = X'00'",
    "an origin's end that is a text": "UPDATE origin SET seq = 'last'",
    "an origin's head that is a number": "UPDATE origin SET head = 5",
}


@pytest.fixture
def store(tmp_path: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[SqlStore]:
    copied_server(sample_template(tmp_path_factory), tmp_path).store.engine.dispose()
    store = SqlStore(open_sqlite(tmp_path / "server.db"), PROGRAMME)
    yield store
    store.engine.dispose()


def changed(store: SqlStore) -> bytes | None:
    with store.reading() as session:
        return session.note(CHANGED)


def test_what_was_signed_is_as_it_was_signed(store: SqlStore) -> None:
    assert compare_past(store)
    assert not changed(store)


@pytest.mark.parametrize("name", STRANGE)
def test_what_is_of_a_sort_that_was_never_written_is_noted(store: SqlStore, name: str) -> None:
    with by_hand(store) as asked:
        asked(STRANGE[name])
    assert not compare_past(store)
    assert changed(store) == b"1"


@pytest.mark.parametrize("mistake", [TypeError, AttributeError, ValueError])
def test_a_mistake_of_ours_is_not_told_as_a_change_by_hand(
    store: SqlStore, monkeypatch: pytest.MonkeyPatch, mistake: type[Exception]
) -> None:
    def mistaken(*_: object) -> None:
        raise mistake("a mistake of ours")

    monkeypatch.setattr(own_past, "grow", mistaken)
    with pytest.raises(mistake):
        compare_past(store)
    assert not changed(store)
