"""The rows that the fold writes. Storage derives its tables from these classes, so each is stated once.

`KEYS` names the fields that identify a row, `GROUPS` the one further way in which the fold looks rows up. `position`
is the place in the feed; it is absent (None) while a record is known only to this tablet. Rows that are only ever
added are named tuples: they are made by the hundred thousand, which takes a quarter of the time of a frozen dataclass.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, NamedTuple


@dataclass(frozen=True, slots=True)
class EffectiveRecord:
    """A record as it stands after its corrections.

    `version` is the id of the last correction that took effect (or its own) and `version_position` its place;
    `body_id` is the record with the body in force, `posting` how often money was posted for it, `centimos` what it
    pays now, `contributions` what it adds to totals.
    """

    id: str
    origin: str
    seq: int
    position: int | None
    kind: str
    kind_version: int
    author: str
    recorded_at: int
    happened_on: str
    committee: str
    subject: str
    count: int
    body_id: str
    version: str
    version_position: int | None
    status: str
    posting: int
    centimos: int
    holds: int
    contributions: str


@dataclass(frozen=True, slots=True)
class Thing:
    """What other records refer to (a member, a unit, a batch, a rate …), with its body in force as canonical text."""

    id: str
    kind: str
    kind_version: int
    committee: str
    code: str
    status: str
    body: str


@dataclass(frozen=True, slots=True)
class Correction:
    id: str
    target: str
    seen: str
    action: str
    reason: str
    takes_effect: int
    why_not: str
    position: int | None


@dataclass(frozen=True, slots=True)
class Hold:
    """A verdict on a record or on one member's share of it (`member` is empty otherwise), until `released_by` is
    filled.
    """

    target: str
    rule: str
    member: str
    action: str
    verdict: str
    numbers: str
    decided_by: str
    released_by: str


@dataclass(frozen=True, slots=True)
class WorkdayUse:
    """A counted record names a workday, and must be worked out again when that changes."""

    workday: str
    record: str


@dataclass(frozen=True, slots=True)
class Attendance:
    workday: str
    member: str
    committee: str
    activity: str
    happened_on: str
    half_days: int


@dataclass(frozen=True, slots=True)
class Acceptance:
    """A live acceptance of a batch, its cumulative total, and by how much that exceeds all before it."""

    batch: str
    record: str
    happened_on: str
    total: int
    increase: int


@dataclass(frozen=True, slots=True)
class SideReference:
    """A record refers to a side row. A hash belongs to the committee of the first record in the feed that names it
    (if empty, to all); only the office (`by_office`) can let others have it. A photo (`is_photo`) is for the office
    alone and travels in a lane of its own.
    """

    record: str
    hash: str
    committee: str
    by_office: int
    position: int | None
    is_photo: int


@dataclass(frozen=True, slots=True)
class Total:
    """A running sum, such as (batch, 7KQ2MX-9, dispatched). Zero rows stay."""

    scope: str
    key: str
    measure: str
    value: int


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
class Refusal:
    """Why a step that was recorded has no effect: a code of the catalogue, with its figures as text."""

    record: str
    code: str
    details: str


@dataclass(frozen=True, slots=True)
class Restated:
    """What `record` says it was under a former origin; no more than a claim until the two are compared."""

    origin: str
    seq: int
    hash: str
    record: str


@dataclass(frozen=True, slots=True)
class Answer:
    """A record that answers another: an approval, the receipt of a hand-over, a decision about a payout."""

    target: str
    record: str
    kind: str
    author: str


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


Row = (
    EffectiveRecord
    | Thing
    | Correction
    | Hold
    | WorkdayUse
    | Attendance
    | Acceptance
    | SideReference
    | Total
    | Item
    | JournalLine
    | Booked
    | Refusal
    | Answer
    | Sheet
    | SheetLine
    | Claim
    | Payment
    | WaitingPayment
    | Trip
    | Restated
)

KEYS: dict[type[Any], tuple[str, ...]] = {
    EffectiveRecord: ("id",),
    Thing: ("id",),
    Correction: ("id",),
    Hold: ("target", "rule", "member"),
    WorkdayUse: ("workday", "record"),
    Attendance: ("workday", "member"),
    Acceptance: ("batch", "record"),
    SideReference: ("record", "hash"),
    Total: ("scope", "key", "measure"),
    Item: ("record", "posting", "kind", "line"),
    JournalLine: ("position", "entry", "line"),
    Booked: ("record",),
    Refusal: ("record",),
    Answer: ("target", "record"),
    Sheet: ("id",),
    SheetLine: ("sheet", "payee"),
    Claim: ("payee", "record", "posting", "kind", "line"),
    Payment: ("id",),
    WaitingPayment: ("sheet", "payout"),
    Trip: ("id",),
    Restated: ("origin", "seq", "hash", "record"),
}

GROUPS: dict[type[Any], tuple[str, ...]] = {
    EffectiveRecord: ("kind", "happened_on"),
    Thing: ("kind",),
    Correction: ("target",),
    Hold: ("target",),
    WorkdayUse: ("workday",),
    Attendance: ("workday",),
    Acceptance: ("batch",),
    SideReference: ("hash",),
    Total: ("scope", "key"),
    Item: ("record",),
    JournalLine: ("position",),
    Booked: ("record",),
    Refusal: ("record",),
    Answer: ("target",),
    Sheet: ("state",),
    SheetLine: ("sheet",),
    Claim: ("claimed_by",),
    Payment: ("sheet", "payee"),
    WaitingPayment: ("sheet",),
    Trip: ("technician",),
    Restated: ("origin", "seq", "hash"),
}

FIELDS: dict[type[Any], tuple[str, ...]] = {shape: tuple(shape.__annotations__) for shape in KEYS}
"""The names of a row's fields, in their order."""

APPENDED: frozenset[type[Any]] = frozenset({Item, JournalLine})
"""Rows that are only ever added."""
