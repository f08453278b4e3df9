"""What is said of one payee's payment before it is made: how much, in which way, to whom, and how it is acknowledged.

It goes into a draft and comes back out of it. The signature does not: it is given with the money on the table, or anew.
No Kivy here.
"""

from __future__ import annotations

from dataclasses import dataclass

from core.domain.bodies import Amount
from core.domain.payouts import Payout
from core.domain.records import RecordId

CASH, COUNTER = "cash", "counter"
STROKES, MARK, PAPER = "strokes", "mark", "paper"
ACKNOWLEDGEMENTS = (STROKES, MARK, PAPER)
PROXY_REASONS = ("ill", "away", "old_age", "child_care", "other")


@dataclass
class PayeeEntry:
    """`centimos` 0 is all of the line; `witness` is set where this payee has another one than the day's."""

    way: str = CASH
    operation: str = ""
    centimos: int = 0
    proxy: str = ""
    proxy_reason: str = ""
    acknowledged: str = STROKES
    witness: str = ""

    @property
    def is_cash(self) -> bool:
        return self.way == CASH

    @property
    def is_unusual(self) -> bool:
        """Whether it is anything but all of it, in cash, into the payee's own hand."""
        return not self.is_cash or bool(self.centimos or self.proxy)

    @property
    def needs_operation(self) -> bool:
        return self.way not in (CASH, COUNTER)


@dataclass(frozen=True)
class Source:
    """The box that cash comes from: a user's record and the advance of an open trip."""

    technician: str = ""
    trip: str = ""


def payout_of(entry: PayeeEntry, sheet: str, payee: str, centimos: int, source: Source, witness: str) -> Payout:
    """The fact as it stands. What is missing is left out; the rules say so."""
    return Payout(
        RecordId(sheet),
        RecordId(payee),
        Amount(entry.centimos or centimos),
        entry.way,  # type: ignore[arg-type]
        entry.acknowledged,  # type: ignore[arg-type]
        technician=_id(source.technician) if entry.is_cash else None,
        advance=_id(source.trip) if entry.is_cash else None,
        operation=(entry.operation.strip() or None) if entry.needs_operation else None,
        witness=_id(witness) if entry.acknowledged == MARK else None,
        proxy=_id(entry.proxy),
        proxy_reason=entry.proxy_reason or None,  # type: ignore[arg-type]
    )


def _id(identifier: str) -> RecordId | None:
    return RecordId(identifier) if identifier else None
