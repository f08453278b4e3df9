"""The rows that the fold writes about money: what is owed, what the books say, sheets, payments and trips.

Storage derives its tables from these classes as from those of rows.py. Rows that are only ever added are named tuples:
they are made by the hundred thousand, which takes a quarter of the time of a frozen dataclass.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple


class Item(NamedTuple):
    """An open item: a signed amount for one payee (`member`: a person, or a committee that is paid as one). `cause` is
    the record whose arrival made it; the journal splits its expense by activity and species.
    """

    record: str
    posting: int
    kind: str
    line: int
    member: str
    committee: str
    happened_on: str
    centimos: int
    count: int  # type: ignore[assignment]
    half_days: int
    activity: str
    species: str
    rate: str
    cause: str
    position: int | None


class JournalLine(NamedTuple):
    """One side of a double entry: debits are positive, credits negative, and each (position, entry) sums to zero.

    `booked_on` is `happened_on`, or the first day of the first open month. `party` is the payee, technician or fund.
    """

    position: int
    entry: int
    line: int
    booked_on: str
    happened_on: str
    account: str
    activity: str
    committee: str
    species: str
    party: str
    record: str
    centimos: int


@dataclass(frozen=True, slots=True)
class Booked:
    """What stands in the journal for a record that is not booked by items: its legs as text; and on a tablet too, so
    that both keep the same rows.
    """

    record: str
    legs: str


@dataclass(frozen=True, slots=True)
class Sheet:
    """A pay sheet as its steps have left it. `centimos` and `lines` are frozen by the lock; `number` is 0 before the
    first one. `drafted_by`, `locked_by` and `approved_by` (with commas) are authors, `approvers` how many it needs;
    `approval` and `settlement` are the records under whose days the sheet's money is booked.
    """

    id: str
    state: str
    number: int
    cut_off: str
    fund: str
    drafted_by: str
    locked_by: str
    approved_by: str
    lines: int
    centimos: int
    lines_hash: str
    lock: str
    approvers: int = 1
    approval: str = ""
    settlement: str = ""


@dataclass(frozen=True, slots=True)
class SheetLine:
    """What one payee gets on a sheet, as core.domain.sheets.DrawnLine; who may pay it, and what was paid.

    `holder` is an origin or empty, `held_before` those that held it earlier, with commas, and of these `let_go` those
    that gave it up by their own word; `released_to` is the origin that has still to accept it.
    """

    sheet: str
    payee: str
    committee: str
    gross_centimos: int
    recovery_centimos: int
    recovered_centimos: int
    payable_centimos: int
    exact: int
    holder: str
    held_before: str
    released_to: str
    pay_until: str
    payout: str
    paid_centimos: int
    let_go: str = ""


@dataclass(frozen=True, slots=True)
class Claim:
    """An item that is no longer open: a sheet's line has it, or a decision has settled it. `payee` is the item's
    member, so that claims can be walked through beside the items of one person.
    """

    record: str
    posting: int
    kind: str
    line: int
    claimed_by: str
    payee: str


@dataclass(frozen=True, slots=True)
class Payment:
    """A payout and what it was taken for. `standing` is what its origin was to the line when it arrived, `role` what it
    is now: of its `centimos`, `paid_centimos` pay the line and `surplus_centimos` wait or were decided upon. `source`
    is the technician and the operation number: one typed from paper and one from a tablet with the same source are one.
    """

    id: str
    sheet: str
    payee: str
    position: int | None
    seq: int
    centimos: int
    from_paper: int
    source: str
    standing: str
    role: str
    paid_centimos: int
    surplus_centimos: int
    decision: str


@dataclass(frozen=True, slots=True)
class WaitingPayment:
    """A payout that names a sheet, whether or not its payee has a line there, and waits for a person's decision."""

    sheet: str
    payout: str


@dataclass(frozen=True, slots=True)
class Trip:
    """A technician's trip, by the record that opened it: an advance, or the settlement that kept cash for the next.
    `settlement` is the record that ended it.
    """

    id: str
    technician: str
    state: str
    opened_on: str
    settlement: str = ""
