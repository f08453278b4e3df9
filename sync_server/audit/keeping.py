"""Rows that several parts of a package are made of: worked out once, and left on the disk for whoever comes next."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack
from tempfile import TemporaryFile
from typing import IO, Any, Self

from sync_server.audit.batches import in_batches


class KeptRows:
    """Rows of texts, whole numbers, truth values and None, by the name of what they are the rows of; memory holds a
    few of them at a time. As a context it keeps them until its end; outside of it they are worked out each time.
    """

    def __init__(self) -> None:
        self._open: ExitStack | None = None
        self._files: dict[str, IO[bytes]] = {}

    def __enter__(self) -> Self:
        self._open = ExitStack()
        return self

    def __exit__(self, *_: object) -> None:
        if self._open is not None:
            self._open.close()
        self._open = None
        self._files.clear()

    def of(self, name: str, work: Callable[[], Iterable[tuple[Any, ...]]]) -> Iterator[tuple[Any, ...]]:
        """What `work` comes to. Only what somebody has read to its end is there for the next."""
        if name in self._files:
            yield from _read(self._files[name])
        elif self._open is None:
            yield from work()
        else:
            file = self._open.enter_context(TemporaryFile())  # noqa: SIM115 - the stack closes it
            for part in in_batches(work()):
                file.write(json.dumps(part).encode("ascii") + b"\n")
                yield from part
            self._files[name] = file


def _read(file: IO[bytes]) -> Iterator[tuple[Any, ...]]:
    file.seek(0)
    for line in file:
        yield from map(tuple, json.loads(line))
