"""Pay sheets, cash boxes and the books as a person looks at them: plain values for screens, pages, papers and exports.

Storage answers the questions (`MoneyReads`); amounts are céntimos throughout, days are local (YYYY-MM-DD).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Literal, Protocol

from core.domain.sheets import carried_over
from core.fold.boxes import Box

LineState = Literal["drawn", "unassigned", "assigned", "released", "paid", "returned"]
"""`drawn` until the sheet is approved; `returned` after settlement without a payment."""
PaymentRole = Literal["paid", "copy", "suspense", "payee_owes", "technician_owes", "loss", "void"]
WAITING_ROLES: tuple[PaymentRole, ...] = ("suspense", "copy")
"""What payouts are taken for while a person has yet to say what they were."""


@dataclass(frozen=True, slots=True)
class LineReason:
    """One claimed item of a line, down to its record: `cause` is the record whose arrival made the item, which for a
    reversal is the correction. `item_kind` is that of core.domain.items.
    """

    record: str
    item_kind: str
    happened_on: str
    activity: str
    subject: str
    species_name: str
    count: int
    half_days: int
    rate_centimos: int
    centimos: int
    cause: str
    correction_reason: str = ""


@dataclass(frozen=True, slots=True)
class SheetLineView:
    """`place` counts from 1 in the order of the printed list: by committee, then by surnames. `dni` is empty where
    there is none or it is not on this machine; `payable_centimos` is what is to be handed over.
    """

    place: int
    payee: str
    code: str
    name: str
    dni: str
    committee: str
    committee_name: str
    gross_centimos: int
    recovery_centimos: int
    recovered_centimos: int
    payable_centimos: int
    by_transfer: bool
    state: LineState
    holder: str = ""
    holder_label: str = ""
    pay_until: str = ""
    released_to: str = ""
    payout: str = ""
    way: str = ""
    paid_centimos: int = 0
    reasons: tuple[LineReason, ...] = ()

    @property
    def carried_centimos(self) -> int:
        """What it leaves over, as core.domain.sheets.carried_over."""
        return carried_over(self.gross_centimos, self.recovered_centimos, self.payable_centimos)


@dataclass(frozen=True, slots=True)
class SheetStep:
    """One step in a sheet's history; `person` is the author's name, `effective` whether it was in order."""

    record: str
    kind: str
    author: str
    person: str
    recorded_at: int
    happened_on: str
    effective: bool
    detail: str = ""


@dataclass(frozen=True, slots=True)
class SheetSummary:
    """`number` is 0 until the sheet is locked. In the list of all sheets a draft has no lines: they are drawn when
    it is opened.
    """

    id: str
    number: int
    state: str
    cut_off: str
    fund: str
    fund_name: str
    committee_names: tuple[str, ...]
    lines: int
    lines_paid: int
    payable_centimos: int
    paid_centimos: int


@dataclass(frozen=True, slots=True)
class SheetView:
    """A whole sheet: of a draft the lines as locking would draw them that day, later those that were locked. `left` are
    payees with open items that get no line, with the code of the reason in the error catalogue.
    """

    summary: SheetSummary
    heading: str
    organisation: str
    office_phone: str
    funder: str
    lines_hash: str
    drafted_by: str
    approved_by: tuple[str, ...]
    lines: tuple[SheetLineView, ...]
    left: tuple[tuple[str, str], ...]
    steps: tuple[SheetStep, ...]


@dataclass(frozen=True, slots=True)
class PaymentView:
    """A payout with what it was taken for. `role` says whether it paid its line; `why` is what was decided about it, or
    why a decision is needed: revoked, stranger, paid_before, above_line. `technician` is a user's id.
    """

    id: str
    sheet: str
    sheet_number: int
    payee: str
    payee_name: str
    centimos: int
    paid_centimos: int
    way: str
    acknowledged: str
    role: PaymentRole
    why: str
    origin: str
    author: str
    technician: str
    happened_on: str
    recorded_at: int
    position: int | None


@dataclass(frozen=True, slots=True)
class PayeeView:
    """One person a tablet may pay. `state` is all that a list shows; the amounts are for the payee's own page.

    `why_not` is the code of the sentence that says why somebody cannot be paid here, empty for who can.
    """

    sheet: str
    sheet_number: int
    payee: str
    name: str
    code: str
    committee: str
    state: Literal["to_pay", "paid", "elsewhere", "released", "not_on_sheet"]
    payable_centimos: int
    recovered_centimos: int
    carried_centimos: int
    pay_until: str
    payout: str = ""
    paid_centimos: int = 0
    why_not: str = ""


@dataclass(frozen=True, slots=True)
class TripView:
    """A trip's sums: received = paid + spent + handed_over + returned + difference + kept + balance."""

    id: str
    technician: str
    technician_name: str
    opened_on: str
    state: Literal["open", "settled"]
    received_centimos: int
    paid_centimos: int
    spent_centimos: int
    handed_over_centimos: int
    returned_centimos: int
    difference_centimos: int
    kept_centimos: int
    counted_centimos: int | None = None
    """What the last count found, or None."""

    @property
    def balance_centimos(self) -> int:
        """What should lie in the box from this trip."""
        gone = self.paid_centimos + self.spent_centimos + self.handed_over_centimos + self.returned_centimos
        return self.received_centimos - gone - self.difference_centimos - self.kept_centimos


@dataclass(frozen=True, slots=True)
class CashMove:
    """One movement of a box: a record, its signed amount, and what it was for."""

    record: str
    kind: str
    happened_on: str
    centimos: int
    detail: str
    state: str


@dataclass(frozen=True, slots=True)
class Identity:
    """accrued + rounding + waived = paid + owed − to_recover, for one payee or for all."""

    payee: str
    accrued_centimos: int
    rounding_centimos: int
    waived_centimos: int
    paid_centimos: int
    owed_centimos: int
    carried_centimos: int
    held_centimos: int
    to_recover_centimos: int

    @property
    def holds(self) -> bool:
        given = self.accrued_centimos + self.rounding_centimos + self.waived_centimos
        return given == self.paid_centimos + self.owed_centimos - self.to_recover_centimos


@dataclass(frozen=True, slots=True)
class TakenBack:
    """What is open of a record for a payee, where something of it was taken back or is recovered: below zero is what
    the payee was paid too much.
    """

    payee: str
    record: str
    is_recovery: bool
    centimos: int


@dataclass(frozen=True, slots=True)
class AccountBalance:
    """`party` is a member, technician or fund id; empty in sums over all."""

    account: str
    party: str
    debit_centimos: int
    credit_centimos: int

    @property
    def balance_centimos(self) -> int:
        return self.debit_centimos - self.credit_centimos


@dataclass(frozen=True, slots=True)
class PartyName:
    """What somebody is called whose money stands in an account; `committee` is the name of a member's, else empty."""

    id: str
    name: str
    code: str
    committee: str


@dataclass(frozen=True, slots=True)
class Standing:
    """Where the programme's money stands by its books: what work has earned (with what was owed before it began), what
    was paid for it, what is owed, what members owe back, what lies in the technicians' boxes, and what was paid for no
    work and left to people.

    The books set what people were paid too much against what is owed until somebody decides about it. Where that is
    known apart (`undecided`), it is part of what members owe back instead, and of nothing else.
    """

    accrued_centimos: int
    paid_centimos: int
    owed_centimos: int
    to_recover_centimos: int
    in_boxes_centimos: int
    waived_centimos: int
    undecided_centimos: int = 0


@dataclass(frozen=True, slots=True)
class JournalEntryLine:
    """One line of the journal, with codes in place of ids where a thing has one. Debits are positive."""

    position: int
    entry: int
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
class InKind:
    """A committee's unpaid work in a season (`season` is its code, empty for days that lie in none): `labour` is what
    the days came to at the day's wage in force on each, `cash` what was earned for work of these days, `nominal` the
    multiple of it that the programme counts as given in kind. `unvalued_half_days` had no wage in force.
    """

    committee: str
    committee_name: str
    season: str
    half_days: int
    unvalued_half_days: int
    labour_centimos: int
    cash_centimos: int
    nominal_centimos: int

    @property
    def measured_centimos(self) -> int:
        """What was given in kind as the lists show it; the memorandum accounts of the books have the same."""
        return self.labour_centimos - self.cash_centimos

    @property
    def gap_centimos(self) -> int:
        """By how much the nominal figure exceeds the measured one; negative where more was given than it says."""
        return self.nominal_centimos - self.measured_centimos


class MoneyReads(Protocol):
    """The questions about money, each answered from one consistent snapshot."""

    def sheets(self) -> list[SheetSummary]: ...
    def sheet(self, identifier: str, today: str, *, reasons: bool = True, payee: str = "") -> SheetView | None:
        """With `reasons` those of every line, or of one payee's alone. `today` is the local day of whoever looks: what
        is not locked is drawn and worded as of it, as a lock would.
        """

    def payments(self, *, sheet: str = "", roles: tuple[str, ...] = ()) -> list[PaymentView]:
        """In the order of the feed. The roles suspense and copy find what waits for a decision, and nothing else."""

    def payments_number(self, roles: tuple[str, ...]) -> int:
        """How many `payments` there are of these roles."""

    def payees(self, origin: str, committee: str = "") -> list[PayeeView]:
        """Everybody with a line on a sheet that this origin holds lines of, in the order of names."""

    def payee(self, origin: str, member: str) -> PayeeView:
        """One person, also one who cannot be paid here: then `why_not` says why."""

    def trips(self, technician: str = "") -> list[TripView]: ...
    def trip(self, identifier: str) -> TripView | None: ...
    def cash_moves(self, trip: str) -> list[CashMove]:
        """Everything that moved a trip's money, in the order of the feed; it adds up to the trip's balance."""

    def box(self, technician: str) -> Box: ...
    def identity(self, payee: str) -> Identity: ...
    def identities(self) -> list[Identity]:
        """Of every payee with any item or payment, in the order of their ids."""

    def taken_back(self) -> list[TakenBack]:
        """In the order of payees, of their records, and what is recovered last."""

    def in_kind(self) -> list[InKind]:
        """By committee and season, where there was any work or pay."""

    def balances(self, *, by_party: bool = False) -> list[AccountBalance]: ...
    def party_names(self, parties: Iterable[str]) -> dict[str, PartyName]:
        """By id, of members, technicians, committees and funds."""

    def standing(self) -> Standing:
        """From figures that are kept: it takes no longer in the programme's last year than in its first."""

    def paid(self, from_day: str, to_day: str) -> int:
        """What was paid for work on these days, in céntimos; empty days are no bound."""

    def journal(self, from_day: str = "", to_day: str = "") -> list[JournalEntryLine]: ...
    def journal_lines(self, from_day: str = "", to_day: str = "") -> Iterator[JournalEntryLine]:
        """The same for a journal of any length; to be read while the session is open."""
