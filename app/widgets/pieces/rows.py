"""How groups of pieces are laid out in rows, and what is written under each. No Kivy here."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from app.widgets.pieces.faces import is_note, value_figures
from core.domain.money import figures_of

SHOWN_AT_MOST = 5
"""So many pieces of a group are drawn; more are told by a number."""

# How far the next piece lies from the one before, as a part of its width: the more there are, the closer they lie.
_NOTE_STEPS = {2: 0.30, 3: 0.24, 4: 0.22, 5: 0.20}
_COIN_STEPS = {2: 0.86, 3: 0.80, 4: 0.75, 5: 0.72}


@dataclass(frozen=True, slots=True)
class Group:
    """All pieces of one value: `caption` says what they make, `running` is the sum up to here."""

    piece_centimos: int
    number: int
    caption: str
    running: str
    is_last: bool


def groups_of(pieces: Iterable[tuple[int, int]]) -> list[Group]:
    """The groups of [(piece, how many)], largest piece first; a piece that is not there has no group."""
    numbers: dict[int, int] = {}
    for piece, number in pieces:
        numbers[piece] = numbers.get(piece, 0) + number
    there = sorted((piece for piece, number in numbers.items() if number), reverse=True)
    groups = []
    sum_centimos = 0
    for place, piece in enumerate(there, start=1):
        number = numbers[piece]
        sum_centimos += piece * number
        subtotal = figures_of(piece * number)
        caption = f"{number:,d} × {value_figures(piece)} = {subtotal}" if number > 1 else subtotal
        groups.append(Group(piece, number, caption, figures_of(sum_centimos), place == len(there)))
    return groups


def step_of(piece_centimos: int, number: int) -> float:
    """How far apart the pieces of a group lie, as a part of a piece's width; 0 for a single one."""
    steps = _NOTE_STEPS if is_note(piece_centimos) else _COIN_STEPS
    return steps.get(min(number, SHOWN_AT_MOST), 0)


def rows_of(widths: list[float], available: float, gap: float) -> list[list[int]]:
    """Which groups, by place, stand together in a row; every row holds at least one."""
    rows: list[list[int]] = []
    taken = 0.0
    for place, width in enumerate(widths):
        if rows and taken + gap + width <= available:
            rows[-1].append(place)
            taken += gap + width
        else:
            rows.append([place])
            taken = width
    return rows
