"""What a technician has typed about the cash box and not yet saved. It goes into a draft and comes back out of it.

The photo of a voucher has a draft of its own. No Kivy here.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from core.domain.bodies import Count
from core.domain.cash import Pieces
from core.domain.money import PIECES_CENTIMOS


@dataclass
class BoxEntry:
    """`counted` and `given` are how many there are by the piece, written as text because a draft knows no other keys;
    `to` is who gets what is given. What was typed on another `day` is of no use any more.
    """

    day: str = ""
    category: str = ""
    spent_centimos: int = 0
    voucher: str = ""
    counted: dict[str, int] = field(default_factory=dict)
    to: str = ""
    given: dict[str, int] = field(default_factory=dict)


def set_number(pieces: dict[str, int], piece_centimos: int, number: int) -> None:
    """So many of this note or coin; none is not written down."""
    if number:
        pieces[str(piece_centimos)] = number
    else:
        pieces.pop(str(piece_centimos), None)


def as_pairs(pieces: Mapping[str, int]) -> tuple[tuple[int, int], ...]:
    """(piece in céntimos, how many), the largest piece first."""
    return tuple((piece, pieces[str(piece)]) for piece in PIECES_CENTIMOS if pieces.get(str(piece)))


def as_pieces(pieces: Mapping[str, int]) -> tuple[Pieces, ...]:
    """As a fact states them."""
    return tuple(Pieces(Count(piece), Count(number)) for piece, number in as_pairs(pieces))


def sum_of_pairs(pairs: tuple[tuple[int, int], ...]) -> int:
    return sum(piece * number for piece, number in pairs)


def without_expense(entry: BoxEntry) -> BoxEntry:
    """The expense is saved; the next one begins empty."""
    return replace(entry, category="", spent_centimos=0, voucher="")


def without_count(entry: BoxEntry) -> BoxEntry:
    return replace(entry, counted={})


def without_gift(entry: BoxEntry) -> BoxEntry:
    """The hand-over is saved."""
    return replace(entry, to="", given={})
