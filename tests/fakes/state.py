"""The fold's `State` over dictionaries: what a database does, without one.

It is stricter than it has to be: rows that are only ever added can neither be put, nor removed, nor added twice.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace

from core.domain.records import Record, UnreadableRecord, decode_record, record_id
from core.fold.fold import Entry, take
from core.fold.money_rows import Claim, Item, JournalLine
from core.fold.row_keys import APPENDED, GROUPS, KEYS, Row
from core.fold.rows import Attendance, EffectiveRecord, Total
from core.fold.state import RowT
from core.storage.signatures import is_signed

Key = tuple[str | int, ...]


class MemoryState:
    """Rows by key, an index by group, and the log; `keeps_journal` is what makes it a server's or a tablet's."""

    def __init__(self, *, keeps_journal: bool = True) -> None:
        self._keeps_journal = keeps_journal
        self._rows: dict[type[Row], dict[Key, Row]] = {shape: {} for shape in KEYS}
        self._groups: dict[type[Row], dict[Key, set[Key]]] = {shape: defaultdict(set) for shape in KEYS}
        self.log: dict[str, bytes] = {}
        self._records: dict[str, Record | None] = {}
        self.facts: dict[tuple[str, str], object] = {}
        self.terms: dict[tuple[str, ...], object] = {}

    # What the fold sees

    @property
    def keeps_journal(self) -> bool:
        return self._keeps_journal

    def get(self, shape: type[RowT], *key: str | int) -> RowT | None:
        assert len(key) == len(KEYS[shape])
        return self._rows[shape].get(key)

    def find(self, shape: type[RowT], *group: str | int) -> list[RowT]:
        full = len(GROUPS[shape])
        assert len(group) == full
        return [self._rows[shape][key] for key in sorted(self._groups[shape].get(group, ()))]

    def put(self, row: Row) -> None:
        if type(row) in APPENDED:
            raise TypeError(f"{type(row).__name__} is only ever added")
        self.remove(row)
        self._insert(row)

    def remove(self, row: Row) -> None:
        if type(row) in APPENDED:
            raise TypeError(f"{type(row).__name__} is never removed")
        old = self._rows[type(row)].pop(_key(row), None)
        if old is not None:
            self._groups[type(row)][_group(old)].discard(_key(old))

    def add(self, row: Row) -> None:
        if type(row) not in APPENDED:
            raise TypeError(f"{type(row).__name__} is put, not added")
        if _key(row) in self._rows[type(row)]:
            raise ValueError(f"there already is {row}")
        self._insert(row)

    def since(self, kind: str, day: str) -> list[str]:
        rows = self.rows(EffectiveRecord)
        return sorted(row.id for row in rows if row.kind == kind and row.happened_on >= day)

    def presences(self, day: str) -> Iterable[tuple[str, str, str]]:
        workdays = {row.id for row in self.rows(EffectiveRecord) if (row.kind, row.happened_on) == ("workday", day)}
        return [(row.member, row.workday, row.committee) for row in self.rows(Attendance) if row.workday in workdays]

    def open_items(self, payee: str) -> list[Item]:
        claimed = {_key(claim) for claim in self.rows(Claim)}
        open_ones = [item for item in self.rows(Item) if item.member == payee and (payee, *_key(item)) not in claimed]
        return sorted(open_ones, key=_key)

    def verifies(self, public_key: bytes, message: bytes, signature: bytes) -> bool:
        return is_signed(public_key, message, signature)

    def record(self, identifier: str) -> Record | None:
        if identifier not in self._records and identifier in self.log:
            try:
                self._records[identifier] = decode_record(self.log[identifier])
            except UnreadableRecord:
                self._records[identifier] = None
        return self._records.get(identifier)

    def flush(self) -> None:
        """Everything is where it is kept."""

    def read_ahead(self, shape: type[Row], names: Iterable[str]) -> None:
        """Everything is here."""

    def saw(self, identifier: str, data: bytes) -> None:
        assert self.log[identifier] == data

    # What a test does with it

    def journal(self, record: str) -> list[JournalLine]:
        """The lines that a record caused, in order."""
        return [line for line in self.rows(JournalLine) if line.record == record]

    def append(self, entry: Entry) -> None:
        """Keep the bytes of an entry in the log, without folding them."""
        self.log[record_id(entry.origin, entry.seq)] = entry.data

    def load(self, entries: Iterable[Entry]) -> MemoryState:
        """Append and fold entries one by one, in the order given."""
        for entry in entries:
            self.append(entry)
            take(self, entry)
        return self

    def rows(self, shape: type[RowT]) -> list[RowT]:
        """Every row of a kind, in the order of its key."""
        return [row for _, row in sorted(self._rows[shape].items())]

    def dump(self) -> dict[str, list[Row]]:
        """All rows by the name of their kind, for comparing two states as a whole."""
        return {shape.__name__: self.rows(shape) for shape in KEYS}

    def effective(self, identifier: str) -> EffectiveRecord:
        """The row of a record that must be there."""
        row = self.get(EffectiveRecord, identifier)
        assert row is not None, identifier
        return row

    def items(self, identifier: str) -> list[Item]:
        """The items of a record, in the order in which they were posted."""
        return sorted(self.find(Item, identifier), key=lambda item: (item.posting, item.kind == "reversal", item.line))

    def paid(self, identifier: str) -> dict[str, int]:
        """What a record comes to for each member, reversals included."""
        return _sums((item.member, item.centimos) for item in self.items(identifier))

    def balances(self) -> dict[str, int]:
        """Céntimos by member over all items; members whose items cancel out are left out."""
        return _sums((item.member, item.centimos) for item in self.rows(Item))

    def totals(self) -> dict[tuple[str, str, str], int]:
        """The running sums that are not zero."""
        return {(row.scope, row.key, row.measure): row.value for row in self.rows(Total) if row.value}

    def total(self, scope: str, key: str, measure: str) -> int:
        row = self.get(Total, scope, key, measure)
        return row.value if row else 0

    def entries(self) -> dict[tuple[int, int], list[JournalLine]]:
        """The journal by (position, entry)."""
        journal: dict[tuple[int, int], list[JournalLine]] = {}
        for line in self.rows(JournalLine):
            journal.setdefault((line.position, line.entry), []).append(line)
        return journal

    def _insert(self, row: Row) -> None:
        self._rows[type(row)][_key(row)] = row
        self._groups[type(row)][_group(row)].add(_key(row))


class Follower(MemoryState):
    """A state that takes in whatever is new in a feed each time it is asked to."""

    def __init__(self, entries: list[Entry], *, keeps_journal: bool = True) -> None:
        super().__init__(keeps_journal=keeps_journal)
        self._entries = entries
        self._taken = 0

    def follow(self) -> Follower:
        new = self._entries[self._taken :]
        self._taken += len(new)
        self.load(new)
        return self


def in_feed_order(entries: Iterable[Entry]) -> list[Entry]:
    """The same entries with positions from 1 on, as a server would have placed them."""
    return [replace(entry, position=position) for position, entry in enumerate(entries, start=1)]


def _key(row: Row) -> Key:
    return tuple(getattr(row, name) for name in KEYS[type(row)])


def _group(row: Row) -> Key:
    return tuple(getattr(row, name) for name in GROUPS[type(row)])


def _sums(pairs: Iterable[tuple[str, int]]) -> dict[str, int]:
    sums: dict[str, int] = {}
    for name, number in pairs:
        sums[name] = sums.get(name, 0) + number
    return {name: number for name, number in sums.items() if number}
