"""Long rows of things taken so many at a time."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice
from typing import TypeVar

from core.storage.reads.whole import ROWS_AT_ONCE

T = TypeVar("T")


def in_batches(values: Iterable[T]) -> Iterator[tuple[T, ...]]:
    """The same values, as many at a time as whole tables are read."""
    rest = iter(values)
    while part := tuple(islice(rest, ROWS_AT_ONCE)):
        yield part
