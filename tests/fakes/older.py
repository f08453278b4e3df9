"""A machine of before, which does not know some kinds of records yet."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from core.domain.kinds import KINDS


@contextmanager
def not_knowing(*kinds: str) -> Iterator[None]:
    """Everything in this process is without these kinds for a while; the list is as it was afterwards, in its order."""
    before = dict(KINDS)
    for kind in kinds:
        del KINDS[kind]
    try:
        yield
    finally:
        KINDS.clear()
        KINDS.update(before)
