"""What the parts of the verifier hand to each other: entries of the log, the books that come of them, and a report.

Everything is plain: texts, whole numbers, tuples, lists and dictionaries, named in the terms of docs/rules.md. What is
absent is the empty text, except where something else is said. Days are YYYY-MM-DD, amounts are céntimos.
"""

from __future__ import annotations

import json
from collections import Counter
from typing import Any, NamedTuple

KEPT_OF_A_CODE = 200
"""So many disagreements of one code are told one by one; all of them are counted."""


class Entry:
    """A record at its position. `data` are its bytes, `record` what they say, or None where they are no record of this
    origin and seq, and `kind` is empty; `head` is the chain head that the package states. Where a kind is named and
    nothing else, what the bytes say is read when somebody asks for it.
    """

    __slots__ = ("_record", "data", "head", "kind", "origin", "position", "seq")

    def __init__(
        self, position: int, origin: str, seq: int, head: bytes, data: bytes, record: dict[str, Any] | None,
        kind: str = "",
    ) -> None:  # fmt: skip
        self.position = position
        self.origin = origin
        self.seq = seq
        self.head = head
        self.data = data
        self._record = record
        self.kind: str = kind if record is None else record["kind"]

    @property
    def id(self) -> str:
        return f"{self.origin}-{self.seq}"

    @property
    def record(self) -> dict[str, Any] | None:
        if self._record is None and self.kind:
            self._record = json.loads(self.data)
        return self._record


class Finding(NamedTuple):
    """A disagreement: what the package says at a place (`said`), and what it should be (`found`)."""

    code: str
    where: str
    said: str
    found: str


class Report:
    """Disagreements as they are found, and what was looked at. Nothing is printed here."""

    def __init__(self) -> None:
        self.findings: list[Finding] = []
        self.counts: dict[str, int] = Counter()
        """How many disagreements of each code."""
        self.seen: dict[str, int] = Counter()
        """How many of what was looked at, by what."""
        self.questions: list[Finding] = []
        """Verdicts that a check made again would state otherwise. They are an opinion and no disagreement: who judged
        knew less then, or more.
        """
        self.unchecked: list[tuple[str, str]] = []
        """What could not be looked at: code and detail."""

    def add(self, code: str, where: str, said: Any, found: Any) -> None:
        """One disagreement: `where` is a file with a line, row or record."""
        self.counts[code] += 1
        if self.counts[code] <= KEPT_OF_A_CODE:
            self.findings.append(Finding(code, where, str(said), str(found)))

    def looked_at(self, what: str, number: int = 1) -> None:
        self.seen[what] += number

    def could_not_look(self, code: str, detail: str = "") -> None:
        if (code, detail) not in self.unchecked:
            self.unchecked.append((code, detail))

    def begin_with(self, other: Report) -> None:
        """Put what another one has before all of this one's."""
        self.findings[:0] = other.findings
        self.unchecked[:0] = other.unchecked
        counts, seen = Counter(other.counts), Counter(other.seen)
        counts.update(self.counts)
        seen.update(self.seen)
        self.counts, self.seen = counts, seen

    def end_with(self, other: Report) -> None:
        """Put what another one has, its questions as well, behind all of this one's."""
        self.findings += other.findings
        self.unchecked += [one for one in other.unchecked if one not in self.unchecked]
        self.questions += other.questions
        self.counts.update(other.counts)
        self.seen.update(other.seen)

    @property
    def number(self) -> int:
        """How many disagreements there are in all."""
        return sum(self.counts.values())


class State:
    """What became of a record by the last position: rules, part 3.

    `happened_on`, `committee`, `subject`, `count` are by the body in force; `body` is that body with the ids of what
    was recorded again already replaced, None where there is none to be read; `counts_as` is the id under which the
    record counts where it was said before under another one; `why` says why it has no effect, as far as the rules
    name a code; `centimos` is what it pays now, `holds` how many verdicts hold it.
    """

    __slots__ = (
        "author", "body", "body_id", "centimos", "committee", "count", "counts_as", "happened_on", "holds", "id",
        "kind", "kind_version", "origin", "position", "posting", "recorded_at", "seq", "status", "subject", "version",
        "version_position", "why",
    )  # fmt: skip

    def __init__(self, entry: Entry) -> None:
        self.id = entry.id
        self.origin = entry.origin
        self.seq = entry.seq
        self.position = entry.position
        record = entry.record
        self.kind: str = record["kind"] if record else "unreadable"
        self.kind_version: int = record["kind_version"] if record else 0
        self.author: str = record["author"] if record else ""
        self.recorded_at: int = record["recorded_at"] if record else 0
        self.happened_on: str = record["happened_on"] if record else ""
        self.status = "unreadable"
        self.committee = ""
        self.subject = ""
        self.count = 0
        self.body: dict[str, Any] | None = None
        self.body_id = self.id
        self.version = self.id
        self.version_position = entry.position
        self.counts_as = ""
        self.why = ""
        self.posting = 0
        self.centimos = 0
        self.holds = 0

    @property
    def has_body(self) -> bool:
        """Whether there is a body to be read."""
        return self.body is not None


class Item(NamedTuple):
    """An amount owed to one payee: rules, 4.1. Its key is (record, posting, kind, line)."""

    record: str
    posting: int
    kind: str
    line: int
    member: str
    committee: str
    happened_on: str
    centimos: int
    number: int
    """The count of the rules; a tuple has a `count` of its own."""
    half_days: int
    activity: str
    species: str
    rate: str
    cause: str
    position: int


class JournalLine(NamedTuple):
    """One side of an entry: rules, 6.1. Debits are above 0."""

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


class SheetBook:
    """A sheet as its steps have left it: rules, part 5. `approved_by` are authors in order."""

    __slots__ = (
        "approval", "approved_by", "approvers", "centimos", "cut_off", "drafted_by", "fund", "id", "lines",
        "lines_hash", "lock", "locked_by", "number", "settlement", "state",
    )  # fmt: skip

    def __init__(self, identifier: str) -> None:
        self.id = identifier
        self.state = "draft"
        self.number = 0
        self.cut_off = ""
        self.fund = ""
        self.drafted_by = ""
        self.locked_by = ""
        self.approved_by: list[str] = []
        self.approvers = 1
        self.lines = 0
        self.centimos = 0
        self.lines_hash = ""
        self.lock = ""
        self.approval = ""
        self.settlement = ""


class LineBook:
    """A payee's line on a sheet. `held_before` and `let_go` are origins in order."""

    __slots__ = (
        "committee", "exact", "gross", "held_before", "holder", "let_go", "paid", "pay_until", "payable", "payee",
        "payout", "recovered", "recovery", "released_to", "sheet",
    )  # fmt: skip

    def __init__(self, sheet: str, payee: str) -> None:
        self.sheet = sheet
        self.payee = payee
        self.committee = ""
        self.gross = 0
        self.recovery = 0
        self.recovered = 0
        self.payable = 0
        self.exact = False
        self.holder = ""
        self.held_before: list[str] = []
        self.let_go: list[str] = []
        self.released_to = ""
        self.pay_until = ""
        self.payout = ""
        self.paid = 0


class PayoutBook:
    """A payout and what it was taken for: rules, 5.8."""

    __slots__ = ("centimos", "decision", "id", "paid", "payee", "position", "role", "sheet", "standing", "surplus")

    def __init__(self, identifier: str, sheet: str, payee: str) -> None:
        self.id = identifier
        self.sheet = sheet
        self.payee = payee
        self.position = 0
        self.centimos = 0
        self.standing = ""
        self.role = ""
        self.paid = 0
        self.surplus = 0
        self.decision = ""


class TripBook:
    """A technician's trip: rules, 6.7. `sums` by received, paid, spent, handed_over, returned, difference, kept."""

    __slots__ = ("id", "opened_on", "settlement", "state", "sums", "technician")

    def __init__(self, identifier: str) -> None:
        self.id = identifier
        self.technician = ""
        self.state = "open"
        self.opened_on = ""
        self.settlement = ""
        self.sums: dict[str, int] = {}


class HoldBook(NamedTuple):
    """The last word of a rule about a record, or about one member's share of it: rules, 3.8. A release leaves `action`,
    `verdict` and `numbers` (canonical JSON) as they were, and is `released_by`.
    """

    action: str
    verdict: str
    numbers: str
    decided_by: str
    released_by: str


class Identity(NamedTuple):
    """Of a payee: accrued + rounding + waived = paid + owed − to_recover: rules, 5.11."""

    accrued: int
    rounding: int
    waived: int
    paid: int
    owed: int
    carried: int
    held: int
    to_recover: int


class CorrectionBook(NamedTuple):
    """A void or replace and whether it took effect: rules, 3.5."""

    target: str
    seen: str
    action: str
    reason: str
    takes_effect: bool
    why: str


class Books:
    """What the log comes to. The engine fills it; tables and opinions read it."""

    def __init__(self) -> None:
        self.programme = ""
        self.size = 0
        self.states: dict[str, State] = {}
        """By id, in feed order."""
        self.corrections: dict[str, CorrectionBook] = {}
        """By the correction's id."""
        self.items: list[Item] = []
        self.claims: dict[tuple[str, int, str, int], str] = {}
        """Who claims an item, by its key: a sheet or the record that settled it. What is not here is open."""
        self.sheets: dict[str, SheetBook] = {}
        self.lines: dict[tuple[str, str], LineBook] = {}
        """By (sheet, payee)."""
        self.payouts: dict[str, PayoutBook] = {}
        self.trips: dict[str, TripBook] = {}
        self.boxes: dict[str, tuple[int, int]] = {}
        """(in the box, owed) by technician, for each of whom something moved."""
        self.journal: list[JournalLine] = []
        self.identities: dict[str, Identity] = {}
        """By payee, for everybody who has an item or a payout."""
        self.holds: dict[tuple[str, str, str], HoldBook] = {}
        """By (target, rule, member)."""
        self.increases: dict[str, int] = {}
        """Of every live acceptance: rules, 4.4."""
        self.totals: dict[tuple[str, str, str], int] = {}
        """By (scope, key, measure): rules, 7.1. Scopes are batch, unit, unit_species, committee, committee_day,
        species_month, payee, operation.
        """
        self.stands: dict[tuple[str, str], dict[str, int]] = {}
        """By (unit, species): the columns of the table `stands`."""
        self.surveys: dict[str, tuple[int | None, int | None]] = {}
        """(share per mille, margin) of every live survival count: rules, 7.3."""
        self.closed_through: str = ""
        """The last closed day, empty without one."""
        self.office: list[str] = []
        """The origins that speak for the office, in the order in which they began to."""

    def balances(self) -> dict[tuple[str, str], int]:
        """The sums of the journal by (account, party)."""
        sums: dict[tuple[str, str], int] = Counter()
        for line in self.journal:
            sums[line.account, line.party] += line.centimos
        return sums
