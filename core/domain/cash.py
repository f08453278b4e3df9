"""Cash boxes: what a technician carries. A box belongs to a person, never to a tablet, so that two can share one.

A trip runs from an advance to its settlement: received = paid + spent + handed over + returned + kept + explained
difference, to the céntimo. What is kept opens the next trip. A difference is booked only when a second person agrees.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import ClassVar, Literal

from core.domain.bodies import Amount, Centimos, Count, SideHash
from core.domain.money import PIECES_CENTIMOS, break_down
from core.domain.records import RecordId

ExpenseCategory = Literal["mule", "fares", "lunch", "materials", "other"]
EXPENSE_CATEGORIES: tuple[ExpenseCategory, ...] = ("mule", "fares", "lunch", "materials", "other")
Difference = Literal["difference", "owed", "robbery"]


@dataclass(frozen=True, slots=True)
class Pieces:
    """So many notes or coins of one value, which is one of PIECES_CENTIMOS."""

    piece_centimos: Count
    number: Count

    @property
    def centimos(self) -> int:
        """What they come to."""
        return self.piece_centimos * self.number


@dataclass(frozen=True, slots=True)
class CashAdvance:
    """The office hands a technician cash. It opens a trip, or adds to the trip `tops_up`."""

    kind: ClassVar[str] = "cash_advance"
    version: ClassVar[int] = 1

    technician: RecordId
    centimos: Amount
    document: str
    pieces: tuple[Pieces, ...] = ()
    sheets: tuple[RecordId, ...] = ()
    tops_up: RecordId | None = None


@dataclass(frozen=True, slots=True)
class HandOver:
    """A technician gives cash to another, out of one trip into another; booked when the other has said so as well."""

    kind: ClassVar[str] = "hand_over"
    version: ClassVar[int] = 1

    advance: RecordId
    technician: RecordId
    to: RecordId
    centimos: Amount
    pieces: tuple[Pieces, ...] = ()


@dataclass(frozen=True, slots=True)
class HandOverReceived:
    """The other technician has the money, and puts it into their own trip."""

    kind: ClassVar[str] = "hand_over_received"
    version: ClassVar[int] = 1

    hand_over: RecordId
    advance: RecordId


@dataclass(frozen=True, slots=True)
class Expense:
    """Money spent on the trip, with the number of its voucher and a photo of it."""

    kind: ClassVar[str] = "expense"
    version: ClassVar[int] = 1

    advance: RecordId
    technician: RecordId
    centimos: Amount
    category: ExpenseCategory
    voucher: str
    photo_side: SideHash | None = None


@dataclass(frozen=True, slots=True)
class CashCount:
    """An arqueo: what lies in the box, piece by piece. A fact only; a difference is decided by people."""

    kind: ClassVar[str] = "cash_count"
    version: ClassVar[int] = 1

    advance: RecordId
    technician: RecordId
    centimos: Amount
    pieces: tuple[Pieces, ...] = ()


@dataclass(frozen=True, slots=True)
class CashReturned:
    """The office takes cash back into the bank."""

    kind: ClassVar[str] = "cash_returned"
    version: ClassVar[int] = 1

    advance: RecordId
    technician: RecordId
    centimos: Amount
    document: str
    pieces: tuple[Pieces, ...] = ()


@dataclass(frozen=True, slots=True)
class DifferenceDecided:
    """How cash that is missing (positive) or too much (negative) in a trip is explained: as a difference the programme
    bears, as owed by the technician, or as a robbery with the police report as its document. One more person approves
    it, two a robbery.
    """

    kind: ClassVar[str] = "difference_decided"
    version: ClassVar[int] = 1

    advance: RecordId
    technician: RecordId
    centimos: Centimos
    explained: Difference
    document: str | None = None


@dataclass(frozen=True, slots=True)
class TechnicianRepaid:
    """A technician pays back what they owe the programme."""

    kind: ClassVar[str] = "technician_repaid"
    version: ClassVar[int] = 1

    technician: RecordId
    centimos: Amount
    document: str


@dataclass(frozen=True, slots=True)
class TripSettled:
    """The rendición: everything is explained but what the technician keeps, with which the next trip begins."""

    kind: ClassVar[str] = "trip_settled"
    version: ClassVar[int] = 1

    advance: RecordId
    technician: RecordId
    kept_centimos: Amount


def are_real(pieces: Iterable[Pieces]) -> bool:
    """Whether there are such notes and coins."""
    return all(part.piece_centimos in PIECES_CENTIMOS for part in pieces)


def sum_of(pieces: Iterable[Pieces]) -> int:
    """What notes and coins add up to, in céntimos."""
    return sum(part.centimos for part in pieces)


def pieces_for(amounts_centimos: Iterable[int], largest_piece_centimos: int = PIECES_CENTIMOS[0]) -> tuple[Pieces, ...]:
    """The notes and coins with which every one of these amounts can be handed over in its fewest pieces, largest first.

    This is what the bank is asked for. Raises ValueError as `break_down`.
    """
    numbers: dict[int, int] = {}
    broken: dict[int, list[tuple[int, int]]] = {}
    for amount in amounts_centimos:
        if amount not in broken:
            broken[amount] = break_down(amount, largest_piece_centimos)
        for piece, number in broken[amount]:
            numbers[piece] = numbers.get(piece, 0) + number
    return tuple(Pieces(Count(piece), Count(numbers[piece])) for piece in PIECES_CENTIMOS if piece in numbers)
