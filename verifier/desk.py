"""What the rules keep at hand while they go through the log: the books, and beside them every index they need.

A `Row` is the state of a record that can say its body again from its bytes, a `Posting` all items that a record got at
one time. Items are kept by posting, because a planting that thirty people share has thirty of them; `Items` and
`JournalLines` tell them one by one.
"""

from __future__ import annotations

import datetime
import json
from collections import defaultdict
from collections.abc import Iterator
from typing import Any, NamedTuple

from verifier.canon import body_of
from verifier.model import Books, Entry, Item, JournalLine, LineBook, Report, State
from verifier.shapes import KINDS, with_names

BULKY = frozenset(
    kind.name for kind in KINDS.values() if kind.flags == "B" and kind.name not in ("payout", "hand_over", "expense")
)
"""Kinds of which there may be a million: their bodies are read again from the bytes when they are asked for."""
ID_KEYS: dict[str, tuple[str, int]] = {}


class Row(State):
    """A record, what became of it, and what it has booked."""

    __slots__ = (
        "bare",
        "batch",
        "data",
        "increase",
        "kept",
        "legs",
        "legs_day",
        "moves",
        "presence",
        "resolved",
        "species",
        "standing",
        "was",
    )

    def __init__(self, entry: Entry) -> None:
        self.data = entry.data
        self.kept: dict[str, Any] | None = None
        self.resolved: dict[str, str] | None = None
        self.bare = True
        super().__init__(entry)
        self.batch = ""
        self.species = ""
        self.increase = 0
        self.legs: tuple[Any, ...] = ()
        self.legs_day = ""
        self.moves: tuple[Any, ...] = ()
        self.presence: Any = None
        self.standing: Posting | None = None
        self.was = ""

    @property
    def body(self) -> Any:
        """The body in force, None where there is none to be read."""
        if self.kept is not None or self.bare:
            return self.kept
        body = body_of(self.data)
        return with_names(KINDS[self.kind], body, self.resolved) if self.resolved else body

    @body.setter
    def body(self, body: Any) -> None:
        self.kept = body

    @property
    def has_body(self) -> bool:
        return self.kept is not None or not self.bare

    def stated(self) -> Any:
        """The record as it was stated."""
        return json.loads(self.data)


class At(NamedTuple):
    """Where in the feed something happens: the position, and the record whose arrival makes it happen."""

    position: int
    cause: str


class Posting:
    """The items of a record that were made at one time: one of `members` each. `first` is the line of the first one;
    `counts` and `half_days` hold one number for each or one for all; `claimed` says by whom, for those that are.
    """

    __slots__ = (
        "activity", "cause", "centimos", "claimed", "committee", "counts", "first", "half_days", "happened_on", "kind",
        "members", "number", "position", "rate", "record", "species",
    )  # fmt: skip

    def __init__(self, record: str, kind: str, committee: str, happened_on: str) -> None:
        self.record = record
        self.kind = kind
        self.committee = committee
        self.happened_on = happened_on
        self.activity = ""
        self.species = ""
        self.rate = ""
        self.number = 0
        self.first = 0
        self.cause = ""
        self.position = 0
        self.members: Any = ()
        self.centimos: Any = ()
        self.counts: Any = 0
        self.half_days: Any = 0
        self.claimed: list[str] | None = None

    def of(self, member: str) -> int:
        """The amount of this member."""
        return self.centimos[self.members.index(member)]  # type: ignore[no-any-return]

    def claim(self, member: str, claimer: str) -> None:
        """This member's item is claimed, or is open again where `claimer` is empty."""
        if self.claimed is None:
            self.claimed = [""] * len(self.members)
        self.claimed[self.members.index(member)] = claimer

    def says(self) -> tuple[Any, ...]:
        """What has to be the same for two postings to be the same."""
        counts = self.counts if type(self.counts) is not int else (self.counts,) * len(self.members)
        halves = self.half_days if type(self.half_days) is not int else (self.half_days,) * len(self.members)
        return (
            self.kind, self.committee, self.happened_on, self.activity, self.species, self.rate,
            sorted(zip(self.members, self.centimos, counts, halves)),
        )  # fmt: skip

    def items(self) -> Iterator[Item]:
        """The items one by one."""
        counts, halves = self.counts, self.half_days
        for i, member in enumerate(self.members):
            yield Item(
                self.record, self.number, self.kind, self.first + i, member, self.committee, self.happened_on,
                self.centimos[i], counts if type(counts) is int else counts[i],
                halves if type(halves) is int else halves[i],
                self.activity, self.species, self.rate, self.cause, self.position,
            )  # fmt: skip


class Items(list):  # type: ignore[type-arg]
    """All items, told one by one from the postings."""

    def __init__(self, postings: list[Posting]) -> None:
        super().__init__()
        self.postings = postings

    def __iter__(self) -> Iterator[Item]:
        for posting in self.postings:
            yield from posting.items()

    def __len__(self) -> int:
        return sum(len(posting.members) for posting in self.postings)


class Claims(dict):  # type: ignore[type-arg]
    """Who claims an item, by its key, told from the postings."""

    def __init__(self, postings: list[Posting]) -> None:
        super().__init__()
        self.postings = postings
        self.index: dict[tuple[str, int, str], list[Posting]] = {}

    def items(self) -> Any:
        for posting in self.postings:
            for i, claimer in enumerate(posting.claimed or ()):
                if claimer:
                    yield (posting.record, posting.number, posting.kind, posting.first + i), claimer

    def get(self, key: Any, default: Any = None) -> Any:
        if not self.index:
            for posting in self.postings:
                self.index.setdefault((posting.record, posting.number, posting.kind), []).append(posting)
        for posting in self.index.get(key[:3], ()):
            if posting.claimed is not None and 0 <= key[3] - posting.first < len(posting.members):
                return posting.claimed[key[3] - posting.first] or default
        return default


class JournalLines(list):  # type: ignore[type-arg]
    """All lines of the journal, told one by one from the entries."""

    def __init__(self, entries: list[tuple[Any, ...]]) -> None:
        super().__init__()
        self.entries = entries

    def __iter__(self) -> Iterator[JournalLine]:
        for position, entry, booked_on, happened_on, record, said in self.entries:
            if type(said) is Posting:
                yield from posting_lines(position, entry, booked_on, said)
            else:
                for line, (account, centimos, party, activity, committee) in enumerate(said):
                    yield JournalLine(
                        position, entry, line, booked_on, happened_on, account, activity, committee, "", party, record,
                        centimos,
                    )  # fmt: skip

    def __len__(self) -> int:
        return sum(
            len(entry[5]) if type(entry[5]) is tuple else len(entry[5].members) + (1 if opens(entry[5]) else 3)
            for entry in self.entries
        )


def opens(posting: Posting) -> bool:
    """Is this of an opening balance?"""
    return posting.activity == "opening"


def posting_lines(position: int, entry: int, booked_on: str, posting: Posting) -> Iterator[JournalLine]:
    """The lines of a posting's entry, and of the entry behind it that takes it out of the work in kind: rules, 6.3."""
    total = sum(posting.centimos)
    tail = (posting.activity, posting.committee, posting.species)
    head = (booked_on, posting.happened_on)
    first = "opening" if opens(posting) else "expense"
    yield JournalLine(position, entry, 0, *head, first, *tail, "", posting.record, total)
    for i, member in enumerate(posting.members):
        centimos = -posting.centimos[i]
        yield JournalLine(position, entry, i + 1, *head, "payable", *tail, member, posting.record, centimos)
    if first == "expense":
        yield JournalLine(position, entry + 1, 0, *head, "in_kind_contribution", *tail, "", posting.record, total)
        yield JournalLine(position, entry + 1, 1, *head, "in_kind_labour", *tail, "", posting.record, -total)


class Desk(Books):
    """The books, and the indexes of the rules."""

    def __init__(self, report: Report) -> None:
        super().__init__()
        self.report = report
        self.rows: dict[str, Row] = {}
        self.states = self.rows  # type: ignore[assignment]
        self.of_kind: dict[str, list[Row]] = defaultdict(list)
        self.programme_by = ""
        self.offices: set = set()  # type: ignore[type-arg]
        self.texts: dict[str, str] = {}
        """Every id once, however often it is named."""
        # Said again: whose word counts as whose, and who claims to have said what before.
        self.stands_for: dict[str, str] = {}
        self.claimants: dict[str, list[tuple[str, Row]]] = defaultdict(list)
        # What is in force, found once and forgotten when a thing of its kind changes.
        self.memo: dict[Any, Any] = {}
        self.confirmations: dict[str, set] = defaultdict(set)  # type: ignore[type-arg]
        # Who names whom.
        self.naming: dict[str, list[Row]] = defaultdict(list)
        self.approvals: dict[str, list[str]] = defaultdict(list)
        self.corrected_by: dict[str, list[Row]] = defaultdict(list)
        # Verdicts: what stands of a record, (rule, member) -> action.
        self.standing: dict[str, dict[tuple[str, str], str]] = defaultdict(dict)
        # Items.
        self.postings: list[Posting] = []
        self.items = Items(self.postings)
        self.claims = Claims(self.postings)
        self.open: dict[str, list[Posting]] = defaultdict(list)
        self.accepted: dict[str, list[Any]] = defaultdict(list)
        self.reached: dict[str, list[int]] = defaultdict(list)
        # The journal.
        self.entries: list[tuple[Any, ...]] = []
        self.journal = JournalLines(self.entries)
        self.entry_position = 0
        self.entry_next = 0
        # Sheets.
        self.lines_of: dict[str, dict[str, LineBook]] = defaultdict(dict)
        self.line_items: dict[tuple[str, str], list[Posting]] = {}
        self.payouts_of: dict[tuple[str, str], list[str]] = defaultdict(list)
        self.payouts_to: dict[str, list[str]] = defaultdict(list)
        self.distributions: dict[str, list[Row]] = defaultdict(list)
        self.accepted_releases: set = set()  # type: ignore[type-arg]
        self.greatest_number = 0
        self.rests: dict[str, dict[tuple[str, str], list[int]]] = defaultdict(dict)
        self.rest_postings: dict[str, int] = defaultdict(int)
        # Boxes and trips.
        self.box: dict[str, list[int]] = defaultdict(lambda: [0, 0])
        self.sums: dict[str, dict[str, int]] = defaultdict(lambda: defaultdict(int))
        self.hand_overs_of: dict[str, list[Row]] = defaultdict(list)
        self.receipts: dict[str, Row] = {}

    def name(self, identifier: str) -> str:
        """The one text of this id."""
        return self.texts.setdefault(identifier, identifier)

    def live(self, identifier: str, *kinds: str) -> Row | None:
        """The live record of one of these kinds with this id."""
        row = self.rows.get(identifier)
        return row if row is not None and row.status == "live" and row.kind in kinds else None

    def live_or_void(self, identifier: str, *kinds: str) -> Row | None:
        """The thing of one of these kinds with this id, also one that was taken back."""
        row = self.rows.get(identifier)
        return row if row is not None and row.status != "no_effect" and row.kind in kinds else None

    def add_entry(self, at: At, happened_on: str, record: str, said: Any, entries: int = 1) -> None:
        """One entry of the journal (`entries` of them where a posting brings a second one): rules, 6.1 and 6.2."""
        if at.position != self.entry_position:
            self.entry_position = at.position
            self.entry_next = 0
        booked_on = happened_on if happened_on > self.closed_through else day_after(self.closed_through)
        self.entries.append((at.position, self.entry_next, booked_on, happened_on, record, said))
        self.entry_next += entries


def day_after(day: str) -> str:
    """The day behind this one."""
    return (datetime.date(int(day[:4]), int(day[5:7]), int(day[8:])) + datetime.timedelta(days=1)).isoformat()


def id_key(identifier: str) -> tuple[str, int]:
    """For sorting in origin-seq order."""
    key = ID_KEYS.get(identifier)
    if key is None:
        origin, _, seq = identifier.partition("-")
        key = ID_KEYS[identifier] = (origin, int(seq))
    return key
