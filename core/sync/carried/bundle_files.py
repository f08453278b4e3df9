"""Files of tablets in a folder that somebody carries: which are there, reading one, writing one whole or not at all."""

from __future__ import annotations

import errno
import os
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from core.domain.problems import Problem
from core.sync.carried.bundle_format import LARGEST_BUNDLE_BYTES, file_name, read_name

MOST_FILES = 1_000
"""That are looked at in one folder."""


@dataclass(frozen=True, slots=True)
class Lying:
    """A bundle in a folder, or the reply to one; usually both."""

    origin: str
    id: bytes
    has_bundle: bool
    has_reply: bool

    @property
    def bundle_name(self) -> str:
        return file_name(self.origin, self.id, "bundle")

    @property
    def reply_name(self) -> str:
        return file_name(self.origin, self.id, "reply")


def lying_in(folder: Path) -> list[Lying]:
    """What lies in a folder, by tablet. Raises Problem memory_missing."""
    found: dict[tuple[str, bytes], set[str]] = {}
    try:
        with os.scandir(folder) as entries:
            for entry in entries:
                known = read_name(entry.name)
                if known is not None and entry.is_file() and len(found) < MOST_FILES:
                    origin, identifier, sort = known
                    found.setdefault((origin, identifier), set()).add(sort)
    except OSError as error:
        raise Problem("memory_missing", folder=str(folder)) from error
    return [
        Lying(origin, identifier, "bundle" in sorts, "reply" in sorts)
        for (origin, identifier), sorts in sorted(found.items())
    ]


def read_file(path: Path) -> bytes:
    """A whole file of a tablet. Raises Problem bundle_too_large or memory_unreadable."""
    try:
        with path.open("rb") as file:
            data = file.read(LARGEST_BUNDLE_BYTES + 1)
    except OSError as error:
        raise Problem("memory_unreadable", file=path.name) from error
    if len(data) > LARGEST_BUNDLE_BYTES:
        raise Problem("bundle_too_large", largest=LARGEST_BUNDLE_BYTES)
    return data


def write_file(path: Path, data: bytes) -> None:
    """Under its name there is never half a file, also when the memory is pulled out in the middle of it.

    Raises Problem memory_missing, memory_full or memory_unwritable.
    """
    beside = path.with_name(f".{path.name}.part")
    try:
        with beside.open("wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        beside.replace(path)
        _settle(path.parent)
    except OSError as error:
        raise Problem(_trouble(error, path.parent), folder=str(path.parent)) from error
    finally:
        with suppress(OSError):
            beside.unlink(missing_ok=True)


def drop(path: Path) -> None:
    """Take away what nobody needs any more; what cannot be taken away stays."""
    with suppress(OSError):
        path.unlink(missing_ok=True)


def _settle(folder: Path) -> None:
    """The new name on the disk as well, where the system can do that."""
    with suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def _trouble(error: OSError, folder: Path) -> str:
    if error.errno in (errno.ENOSPC, errno.EDQUOT, errno.EFBIG):
        return "memory_full"
    return "memory_unwritable" if folder.is_dir() else "memory_missing"
