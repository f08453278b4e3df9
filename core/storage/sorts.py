"""The rows by which a log is proved, as values, each of the sort that its column says.

SQLite takes any value anywhere, so that one which somebody has put there by hand would otherwise look like a mistake of
the program by the time that it is counted with. Whatever is of another sort raises RowsStrange.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from core.domain.merkle import HASH_BYTES, Tree
from core.usecases.ports import Checkpoint, OriginState, RowsStrange

Rows = Sequence[Sequence[Any]]


def whole(value: Any) -> int:
    """A whole number."""
    if type(value) is not int:
        raise RowsStrange("a number is none")
    return value


def raw(value: Any) -> bytes:
    """Bytes."""
    if type(value) is not bytes:
        raise RowsStrange("bytes are none")
    return value


def text(value: Any) -> str:
    """A text."""
    if type(value) is not str:
        raise RowsStrange("a text is none")
    return value


def feed_end_of(rows: Rows) -> int:
    """Where the feed ends, by the one row that says so; 0 without."""
    return whole(rows[0][0]) if rows else 0


def tree_of(rows: Rows) -> Tree:
    """The tree by its one row (size, frontier); the empty one without."""
    if not rows:
        return Tree()
    size, frontier = whole(rows[0][0]), raw(rows[0][1])
    return Tree(size, tuple(frontier[start : start + HASH_BYTES] for start in range(0, len(frontier), HASH_BYTES)))


def checkpoint_of(rows: Rows) -> Checkpoint | None:
    """The first of these checkpoints (size, root, note)."""
    if not rows:
        return None
    size, root, note = rows[0]
    return Checkpoint(whole(size), raw(root), text(note))


def origin_of(row: Sequence[Any]) -> OriginState:
    """An origin (name, key, role, seq, head, revoked, signature)."""
    name, public_key, role, seq, head, revoked, signature = row
    return OriginState(text(name), raw(public_key), role, whole(seq), raw(head), bool(revoked), signature)
