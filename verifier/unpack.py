"""A package as it lies there, a ZIP or a folder into which one was unpacked, read a piece at a time.

What is in it comes from a stranger: no path may lead out of it, nothing is followed, nothing is unpacked anywhere, and
nothing becomes much larger than it says. Files are read as bytes, so that no system changes their line ends.
"""

from __future__ import annotations

import hashlib
import os
import stat
import unicodedata
import zipfile
import zlib
from collections import Counter
from collections.abc import Generator, Iterator
from pathlib import Path
from typing import IO, Any

from verifier.model import Report

PIECE = 1 << 20
LONGEST_LINE = 8 << 20
LARGEST_WHOLE = 64 << 20
"""Files that are read at once, such as the manifest."""
SUSPICIOUS_SIZE = 64 << 20
MOST_TIMES_LARGER = 400
"""A file that grows more than this much when it is unpacked, and is not small, was made to fill a disk. Honest logs and
tables come to a fiftieth of it.
"""
DAMAGES = (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError, RuntimeError, ValueError)
"""What reading a damaged file can raise."""


class UnreadablePackageError(Exception):
    """There is no package that one could look at. `code` and `detail` as in a report."""

    def __init__(self, code: str, detail: str = "") -> None:
        super().__init__(code, detail)
        self.code = code
        self.detail = detail


class DamagedFileError(Exception):
    """A file of the package cannot be read to its end."""


def is_safe(name: str) -> bool:
    """Whether a path stays within the package on every system."""
    parts = name.split("/")
    return bool(name) and not any(part in ("", ".", "..") for part in parts) and not set(name) & set('\\:\0*?"<>|\r\n')


def as_any_system(name: str) -> str:
    """A path as the least particular system takes it: without case, without dots and spaces at the end of a part, and
    with every letter put together in one way. Of two that are one there, the second is unpacked over the first.
    """
    plain = unicodedata.normalize("NFC", name).casefold()
    return "/".join(part.rstrip(" .") for part in plain.split("/"))


class Package:
    """The files of a package by their paths. Use it as a context, so that it is closed."""

    def __init__(self, path: str) -> None:
        self.path = path
        self._zip: zipfile.ZipFile | None = None
        self._places: dict[str, Any] = {}
        self._sums: dict[str, tuple[int, str]] = {}
        self.is_summed = True
        """Whether what is read is summed on its way."""
        self.refused: list[tuple[str, str]] = []
        """(code, path) of what is there and must not be read."""
        place = Path(path)
        if place.is_dir():
            self._look_into(place)
        elif place.is_file():
            self._open(place)
        else:
            raise UnreadablePackageError("no_such_file", path)

    def __enter__(self) -> Package:
        return self

    def __exit__(self, *_: object) -> None:
        if self._zip is not None:
            self._zip.close()

    def __contains__(self, name: str) -> bool:
        return name in self._places

    @property
    def names(self) -> list[str]:
        return sorted(self._places, key=lambda name: name.encode("utf-8", "surrogateescape"))

    def tell_refused(self, report: Report) -> None:
        for code, name in self.refused:
            report.add(code, name, name, "")

    def size_of(self, name: str) -> int:
        """How large a file says that it is; 0 for one that is not there."""
        place = self._places.get(name)
        if place is None:
            return 0
        return int(place.file_size if self._zip is not None else place.stat().st_size)

    def know(self, sums: dict[str, tuple[int, str]]) -> None:
        """Sums that somebody else has made of these files."""
        self._sums.update(sums)

    def pieces(self, name: str) -> Generator[bytes, None, None]:
        """The bytes of a file, which is summed on its way unless somebody else does. Raises DamagedFileError."""
        size, digest, is_summed = 0, hashlib.sha256(), self.is_summed
        try:
            with self._stream(name) as stream:
                while True:
                    piece = stream.read(PIECE)
                    if not piece:
                        if is_summed:
                            self._sums[name] = (size, digest.hexdigest())
                        return
                    if is_summed:
                        size += len(piece)
                        digest.update(piece)
                    yield piece
        except DAMAGES as error:
            raise DamagedFileError(f"{type(error).__name__}: {error}") from None

    def sum_of(self, name: str) -> tuple[int, str]:
        """Size and SHA-256 of a file, in hex; it is read unless it was before. Raises DamagedFileError."""
        if name not in self._sums:
            self.is_summed = True
            for _ in self.pieces(name):
                pass
        return self._sums[name]

    def whole(self, name: str) -> bytes:
        """All bytes of a file that is small. Raises DamagedFileError."""
        found = []
        size = 0
        for piece in self.pieces(name):
            size += len(piece)
            if size > LARGEST_WHOLE:
                raise DamagedFileError("too large")
            found.append(piece)
        return b"".join(found)

    def lines(self, name: str) -> Iterator[bytes]:
        """The lines of a file without their ends, be they LF or CR LF; an empty last one is none. Raises
        DamagedFileError.
        """
        rest = b""
        for piece in self.pieces(name):
            found = (rest + piece).split(b"\n")
            rest = found.pop()
            if len(rest) > LONGEST_LINE:
                raise DamagedFileError("a line without an end")
            for line in found:
                yield line[:-1] if line.endswith(b"\r") else line
        if rest:
            yield rest

    def _stream(self, name: str) -> IO[bytes]:
        if self._zip is not None:
            return self._zip.open(self._places[name])
        return open(self._places[name], "rb")  # noqa: PTH123 - the caller closes it, as it does the ZIP's

    def _open(self, place: Path) -> None:
        try:
            self._zip = zipfile.ZipFile(place)
            entries = self._zip.infolist()
        except DAMAGES as error:
            raise UnreadablePackageError("no_zip", f"{self.path}: {error}") from None
        twice = Counter(entry.filename for entry in entries)
        alike = Counter(map(as_any_system, twice))
        # zipfile cuts a name at a zero byte and turns the separators of the system; what was written is looked at.
        for entry in entries:
            name = entry.filename
            kind = entry.external_attr >> 16
            if not is_safe(entry.orig_filename.rstrip("/")) or not is_safe(name.rstrip("/")):
                self.refused.append(("path_unsafe", name))
            elif twice[name] > 1:
                self.refused.append(("path_twice", name))
                self._places.pop(name, None)
            elif alike[as_any_system(name)] > 1:
                self.refused.append(("path_alike", name))
            elif stat.S_ISLNK(kind) or entry.flag_bits & 1:
                self.refused.append(("path_no_file", name))
            elif entry.file_size > SUSPICIOUS_SIZE and entry.file_size > MOST_TIMES_LARGER * entry.compress_size:
                self.refused.append(("path_swells", name))
            elif not name.endswith("/"):
                self._places[name] = entry

    def _look_into(self, place: Path) -> None:
        for folder, subfolders, names in os.walk(str(place)):
            for name in sorted(subfolders + names):
                path = Path(folder, name)
                said = path.relative_to(place).as_posix()
                is_folder = name in subfolders
                if path.is_symlink() or not (is_folder or path.is_file()):
                    self.refused.append(("path_no_file", said))
                elif not is_folder:
                    self._places[said] = path
