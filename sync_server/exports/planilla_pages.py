"""How a pay sheet is laid on pages: the columns, how high every payee's block is, and which blocks share a page.

Pure measuring; nothing is drawn here. A block is never divided, and the sheet's end (total, words, signatures) never
stands on a page without a payee unless that payee fills the page before it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from core.domain.problems import Language
from sync_server.exports.drawing import MM, leading, wrap
from sync_server.exports.sheet_rows import Block, WorkRow, short_committee
from sync_server.text.papers import on_paper, paper_name

COLUMNS_MM = {
    "place": 7.5, "name": 41, "dni": 16.5, "committee": 21, "activity": 32.5, "quantity": 13.5, "rate": 11.5,
    "amount": 18, "earlier": 19, "net": 21.5, "way": 15.5, "signature": 36.5, "fingerprint": 21,
}  # fmt: skip
COLUMNS = {name: width * MM for name, width in COLUMNS_MM.items()}
NUMERIC = frozenset({"place", "quantity", "rate", "amount", "earlier", "net"})
TABLE_WIDTH = sum(COLUMNS.values())
LOWEST_BLOCK = 15 * MM
"""High enough to sign and to press a thumb."""
PADDING = 1.1 * MM
HEADING_HEIGHT = 8 * MM
TOTAL_HEIGHT = 5.6 * MM
CLOSING_HEIGHT = 36 * MM
SIZE = 7.0
_SMALLER = (SIZE, 6.0, 5.0, 4.0, 3.0)
_NAME_FACTOR, _NOTE_FACTOR = 1.08, 0.82
_BESIDE_THE_END = 3
"""So many payees move to a page of their own with the sheet's end when it does not fit below them."""


@dataclass(frozen=True, slots=True)
class WorkLines:
    """One row of work with its activity wrapped."""

    row: WorkRow
    activity: list[str]


@dataclass(frozen=True, slots=True)
class Measured:
    """A block with its texts wrapped at a size of type."""

    block: Block
    size: float
    name: list[str]
    committee: list[str]
    dni: list[str]
    way: list[str]
    work: list[WorkLines]
    height: float

    @property
    def name_size(self) -> float:
        return self.size * _NAME_FACTOR

    @property
    def note_size(self) -> float:
        return self.size * _NOTE_FACTOR


@dataclass(frozen=True, slots=True)
class PageSpace:
    """What a page offers between its head and its foot."""

    height: float

    def for_blocks(self, *, is_first: bool, is_last: bool) -> float:
        above = HEADING_HEIGHT + (0 if is_first else TOTAL_HEIGHT)
        below = TOTAL_HEIGHT * 2 + (CLOSING_HEIGHT if is_last else 0)
        return self.height - above - below


def column_left(name: str) -> float:
    """From the table's left edge to the column's."""
    return sum(COLUMNS[other] for other in list(COLUMNS)[: list(COLUMNS).index(name)])


def measured(block: Block, language: Language, most: float) -> Measured:
    """The block at the usual size of type, or at the first smaller one at which it is no higher than `most`. Raises
    ValueError where it is too high at any.
    """
    for size in _SMALLER:
        found = _measured_at(block, language, size)
        if found.height <= most:
            return found
    raise ValueError(f"payee {block.line.payee} does not fit a page")


def pages_of(blocks: Sequence[Measured], space: PageSpace) -> list[list[Measured]]:
    """The blocks by page. There is always a page, and the last may be without blocks."""
    pages: list[list[Measured]] = [[]]
    for block in blocks:
        room = space.for_blocks(is_first=len(pages) == 1, is_last=False)
        if pages[-1] and _height(pages[-1]) + block.height > room:
            pages.append([])
        pages[-1].append(block)
    if _height(pages[-1]) > space.for_blocks(is_first=len(pages) == 1, is_last=True):
        room = space.for_blocks(is_first=False, is_last=True)
        last: list[Measured] = []
        while len(pages[-1]) > 1 and len(last) < _BESIDE_THE_END and _height([pages[-1][-1], *last]) <= room:
            last.insert(0, pages[-1].pop())
        pages.append(last)
    return pages


def _height(blocks: Sequence[Measured]) -> float:
    return sum(block.height for block in blocks)


def _room_of(column: str) -> float:
    return COLUMNS[column] - 2 * PADDING


def _measured_at(block: Block, language: Language, size: float) -> Measured:
    line = block.line
    name = wrap(line.name, size * _NAME_FACTOR, _room_of("name"), bold=True)
    committee = wrap(short_committee(line.committee_name, language), size, _room_of("committee"))
    dni = wrap(_dni_text(block, language), size, _room_of("dni"))
    way = wrap(_way_text(block, language), size, _room_of("way"))
    work = [WorkLines(row, wrap(_activity_text(row, language), size, _room_of("activity"))) for row in block.work]
    text_heights = (
        leading(size * _NAME_FACTOR) * len(name) + leading(size * _NOTE_FACTOR),
        leading(size) * len(committee),
        leading(size) * (3 if block.sums.recovered_centimos else 2),
        leading(size) * sum(len(lines.activity) for lines in work) + row_gap(size) * max(0, len(work) - 1),
    )
    return Measured(block, size, name, committee, dni, way, work, max(LOWEST_BLOCK, max(text_heights) + 3 * PADDING))


def row_gap(size: float) -> float:
    """What stands between two rows of work, over the distance of lines."""
    return size * 0.25


def _dni_text(block: Block, language: Language) -> str:
    line = block.line
    if line.payee == line.committee:
        return on_paper("distribution", language)
    return line.dni or on_paper("no_dni", language)


def _way_text(block: Block, language: Language) -> str:
    line = block.line
    return paper_name("way", line.way or ("transfer" if line.by_transfer else "cash"), language)


def _activity_text(row: WorkRow, language: Language) -> str:
    name = paper_name("pay", row.activity, language)
    return f"{name} {row.species_name}" if row.species_name else name
