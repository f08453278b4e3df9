"""A package on its way into a file: a ZIP written from front to back, part by part, with the sums of what is in it.

Every file in it has the same date and the same rights, so that the same contents give the same sums anywhere. What is
not whole never stands under its name.
"""

from __future__ import annotations

import csv
import hashlib
import io
import json
import os
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO, Any, Self
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from core.domain.problems import Problem
from core.storage.reads.whole import BETWEEN_CELLS
from sync_server.audit.batches import in_batches
from sync_server.audit.source import Source
from sync_server.audit.tables.schema import FILE_FORMAT, Cell, Row, Table

FIRST_DAY_OF_ZIP = (1980, 1, 1, 0, 0, 0)
_PLAIN_FILE = 0o100644 << 16
_UNIX = 3
LEVEL = 5
"""A hundredth larger than with the 6 that most programs take, in two thirds of the time."""
_PARTS_WAITING = 3


class Writing:
    """The ZIP, as a context. `add` puts a file into it; the manifest comes last, by `end`."""

    def __init__(self, file: IO[bytes]) -> None:
        self._zip = ZipFile(file, "w", ZIP_DEFLATED, allowZip64=True)
        self._evidence: list[dict[str, Any]] = []
        self._presentation: list[dict[str, Any]] = []

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, *_: object) -> None:
        if kind is not None:
            # What is not whole is thrown away, and the ZIP must not try to finish it when it is collected.
            self._zip.fp = None

    def add(self, path: str, parts: Iterable[bytes], *, is_evidence: bool = True) -> None:
        """Put a file of these parts into the package."""
        checked = _checked(path)
        summed, size = hashlib.sha256(), 0
        with self._zip.open(_info(checked), "w", force_zip64=True) as file, ThreadPoolExecutor(1) as packer:

            def pack(part: bytes) -> None:
                nonlocal size
                file.write(part)
                summed.update(part)
                size += len(part)

            # The next part is made while this one is packed; a few wait at the most.
            waiting: deque[Future[None]] = deque()
            for part in parts:
                waiting.append(packer.submit(pack, part))
                if len(waiting) > _PARTS_WAITING:
                    waiting.popleft().result()
            for one in waiting:
                one.result()
        listed = self._evidence if is_evidence else self._presentation
        listed.append({"path": path, "bytes": size, "sha256": summed.hexdigest()})

    def add_table(self, table: Table, source: Source) -> None:
        """Put a table into the package."""
        names = [column.name for column in table.columns]
        if table.lines is not None:
            self.add(table.path, csv_of_lines(names, table.lines(source)))
            return
        has_flags = any(column.type == "boolean" for column in table.columns)
        self.add(table.path, csv_parts(names, table.rows(source), has_flags=has_flags))

    def end_plainly(self) -> None:
        """End the file without a manifest: what is in it proves nothing by itself."""
        self._zip.close()

    def end(self, said: dict[str, Any]) -> None:
        """Put the manifest behind everything, and end the file."""
        lists = {"evidence": self._evidence, "presentation": self._presentation}
        named = {name: sorted(files, key=lambda one: one["path"].encode()) for name, files in lists.items()}
        text = json.dumps(said | named, ensure_ascii=False, sort_keys=True, indent=1)
        with self._zip.open(_info("manifest.json"), "w") as file:
            file.write(text.encode("utf-8") + b"\n")
        self._zip.close()


def csv_parts(names: Iterable[str], rows: Iterable[Row], *, has_flags: bool = False) -> Iterator[bytes]:
    """A CSV file as `FILE_FORMAT` says, some rows at a time. Only where it `has_flags` may a cell be true or false."""
    yield _csv([tuple(names)])
    for part in in_batches(rows):
        yield _csv([tuple(map(_cell, row)) for row in part] if has_flags else part)


def csv_of_lines(names: Sequence[str], parts: Iterable[list[str]]) -> Iterator[bytes]:
    """The same file of rows that come as texts, their cells with BETWEEN_CELLS between them. Raises ValueError where a
    cell has that sign itself.
    """
    yield _csv([tuple(names)])
    end = FILE_FORMAT["lineTerminator"]
    for lines in parts:
        text = end.join([*lines, ""])
        if text.count(BETWEEN_CELLS) != len(lines) * (len(names) - 1):
            raise ValueError("a cell has the sign that stands between cells")
        if _wants_quotes(text, len(lines)):
            yield _csv([tuple(line.split(BETWEEN_CELLS)) for line in lines])
        else:
            yield text.replace(BETWEEN_CELLS, FILE_FORMAT["delimiter"]).encode("utf-8")


def _wants_quotes(text: str, lines: int) -> bool:
    """Whether any cell has a sign that the format uses itself; the ends of lines are no cell's."""
    ends = text.count("\r") != lines or text.count("\n") != lines
    return ends or FILE_FORMAT["delimiter"] in text or FILE_FORMAT["quoteChar"] in text


def line_parts(lines: Iterable[bytes]) -> Iterator[bytes]:
    """Lines, many at a time."""
    yield from (b"".join(part) for part in in_batches(lines))


def write_whole(path: Path, write: Callable[[IO[bytes]], Any]) -> Any:
    """Write a new file beside its place, and put it there when it is whole; what `write` came to. Raises Problem
    package_there or package_not_written.
    """
    if path.exists():
        raise Problem("package_there", path=str(path))
    beside = path.with_name(f".{path.name}.part")
    try:
        with _plainly(path):
            with beside.open("wb") as file:
                found = write(file)
                file.flush()
                os.fsync(file.fileno())
            beside.replace(path)
    finally:
        with suppress(OSError):
            beside.unlink(missing_ok=True)
    return found


@contextmanager
def _plainly(path: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise Problem("package_not_written", path=str(path), cause=error.strerror or str(error)) from error


def _csv(rows: Iterable[Row]) -> bytes:
    text = io.StringIO()
    writer = csv.writer(
        text, delimiter=FILE_FORMAT["delimiter"], quotechar=FILE_FORMAT["quoteChar"],
        lineterminator=FILE_FORMAT["lineTerminator"],
    )  # fmt: skip
    writer.writerows(rows)
    return text.getvalue().encode("utf-8")


def _cell(cell: Cell) -> Cell:
    return str(cell).lower() if cell is True or cell is False else cell


def _checked(path: str) -> str:
    parts = path.split("/")
    if not all(part.strip(".") and part.isprintable() and "\\" not in part and ":" not in part for part in parts):
        raise ValueError(f"{path!r} is no path of a package")
    return path


def _info(path: str) -> ZipInfo:
    info = ZipInfo(path, FIRST_DAY_OF_ZIP)
    info.compress_type, info.external_attr, info.create_system = ZIP_DEFLATED, _PLAIN_FILE, _UNIX
    # Of a file that brings its own date along a ZipFile asks nothing else. Until 3.13 the name has a bar in front.
    setattr(info, "compress_level" if hasattr(info, "compress_level") else "_compresslevel", LEVEL)
    return info
