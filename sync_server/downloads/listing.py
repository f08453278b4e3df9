"""What a list is, whatever file it becomes: its columns, its lines a part at a time, and where its lines lie.

Names of columns are for programs and never change with the language; people read the word of the column in a workbook.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from core.domain.problems import Language
from sync_server.office import Office

Kind = Literal["text", "code", "count", "centimos", "half_days", "day", "moment", "flag", "plain"]
"""`moment` is UTC milliseconds, `plain` whatever the list says of it, a figure or a text."""
Cell = str | int | bool | None
Geometry = dict[str, Any]
AT_ONCE = 500


@dataclass(frozen=True, slots=True)
class Column:
    """`of` takes the cell out of a line. `word` is the key of its heading, where that is not `listing.` and its name;
    `group` whose words a code has.
    """

    name: str
    kind: Kind
    of: Callable[[Any], Cell]
    group: str = ""
    word: str = ""


@dataclass(frozen=True, slots=True)
class Asked:
    """What an address asks for: `query` behind its question mark, `path` what stands in the place of its names."""

    office: Office
    query: Mapping[str, str]
    path: Mapping[str, str]
    language: Language


@dataclass(frozen=True, slots=True)
class Listing:
    """`name` goes into the file's name, `title` is the key of its text. `parts` are read one after the other, each in a
    look at the database of its own, so that nothing is held open while somebody's connection is slow.
    """

    name: str
    title: str
    columns: tuple[Column, ...]
    parts: Iterable[Sequence[Any]]
    place: Callable[[Any], Geometry | None] | None = None

    def rows(self) -> Iterator[list[Cell]]:
        """The cells of every line."""
        for part in self.parts:
            for line in part:
                yield [column.of(line) for column in self.columns]


Make = Callable[[Asked], Listing]


def text(name: str, of: Callable[[Any], str | None], word: str = "") -> Column:
    return Column(name, "text", of, word=word)


def code(name: str, group: str, of: Callable[[Any], str | None], word: str = "") -> Column:
    return Column(name, "code", of, group, word)


def count(name: str, of: Callable[[Any], int | None], word: str = "") -> Column:
    return Column(name, "count", of, word=word)


def centimos(name: str, of: Callable[[Any], int | None]) -> Column:
    """`name` without its unit, which every column of money has behind it."""
    return Column(f"{name}_centimos" if name else "centimos", "centimos", of)


def day(name: str, of: Callable[[Any], str | None], word: str = "") -> Column:
    return Column(name, "day", of, word=word)


def moment(name: str, of: Callable[[Any], int | None]) -> Column:
    """An instant; nothing where it never came."""
    return Column(f"{name}_utc_ms", "moment", lambda line: of(line) or None)


def flag(name: str, of: Callable[[Any], bool]) -> Column:
    return Column(name, "flag", of)


def half_days(name: str, of: Callable[[Any], int]) -> Column:
    return Column(name, "half_days", of)
