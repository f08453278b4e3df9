"""Whole tables of a programme, read a part at a time: for what goes out of the house from end to end.

The memory it takes does not grow with the log. Rows come in an order that both databases have alike, texts by their
bytes whatever language a database was set up for, so that the same log always gives the same rows.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Connection, Table, Text, case, collate, exists, func, or_, select

from core.fold.described import OFFICE_ALONE
from core.fold.money_rows import JournalLine
from core.fold.row_keys import Row
from core.fold.rows import Acceptance, EffectiveRecord, Refusal, SideReference
from core.storage import tables
from core.storage.engine import is_sqlite
from core.storage.projections import TABLES
from core.storage.reads.lookup import CLAIMS, ITEMS, LONGEST_WORDS, in_parts, same_item

RECORDS = TABLES[EffectiveRecord]
JOURNAL = TABLES[JournalLine]
ACCEPTANCES = TABLES[Acceptance]
REFERENCES = TABLES[SideReference]
REFUSALS = TABLES[Refusal]
ROWS_AT_ONCE = 2_000
Place = tuple[str, int]
"""Origin and number of a record."""
_CREDITS = 2


def _nothing() -> list[int]:
    return [0, 0, 0]


@dataclass
class JournalSums:
    """What the journal comes to by the last day of a period: balance before it, debits and credits in it (both above
    0), by (account, party) and by (account, committee); of the period alone by (month, account, committee) as well, and
    how many `lines` it has.
    """

    lines: int
    parties: dict[tuple[str, str], list[int]]
    committees: dict[tuple[str, str], list[int]]
    months: dict[tuple[str, str, str], list[int]]


class WholeReads:
    """One programme's rows, as of one transaction."""

    def __init__(self, connection: Connection, programme: str) -> None:
        self._connection = connection
        self._programme = programme

    def rows(
        self, shape: type[Row], order: Iterable[str], *, of: Mapping[str, Any] | None = None,
        days: tuple[str, str, str] | None = None, filled: str = "", only: Sequence[str] = (),
    ) -> Iterator[tuple[Any, ...]]:  # fmt: skip
        """The fields of the fold's rows of a class (or `only` some of them), sorted. `of` are values that fields have,
        `days` a field with the first and the last day that it may have, `filled` a field that is not empty.
        """
        table = TABLES[shape]
        where = [table.c[name] == value for name, value in (of or {}).items()]
        if days:
            where.append(table.c[days[0]].between(days[1], days[2]))
        if filled:
            where.append(table.c[filled] != "")
        columns = [table.c[name] for name in only] or list(table.columns)[1:]
        return self._rows(table, order, where, columns)

    def items(self, first_day: str, last_day: str) -> Iterator[tuple[Any, ...]]:
        """The items of these days by payee, each with what claims it behind its own fields, or None."""
        order = ("member", "record", "posting", "kind", "line")
        columns = [*list(ITEMS.columns)[1:], CLAIMS.c.claimed_by]
        where = [ITEMS.c.happened_on.between(first_day, last_day)]
        return self._rows(ITEMS, order, where, columns, ITEMS.outerjoin(CLAIMS, same_item()))

    def journal(self, first_day: str, last_day: str) -> Iterator[tuple[Any, ...]]:
        """The lines that were booked on these days, in their order, with debit and credit in place of the amount."""
        amount = JOURNAL.c.centimos
        columns = list(JOURNAL.columns)[1:-1]
        sides = [case((amount > 0, amount), else_=0), case((amount < 0, -amount), else_=0)]
        where = [JOURNAL.c.booked_on.between(first_day, last_day)]
        return self._rows(JOURNAL, ("position", "entry", "line"), where, [*columns, *sides])

    def journal_sums(self, first_day: str, last_day: str) -> JournalSums:
        """What the lines of the books come to. They are gone through in their order: to be sorted by accounts first,
        all of them would have to be held at once.
        """
        sums = JournalSums(0, defaultdict(_nothing), defaultdict(_nothing), defaultdict(_nothing))
        names = ("account", "party", "committee", "booked_on", "centimos")
        columns = [JOURNAL.c[name] for name in names]
        rows = self._rows(JOURNAL, ("position", "entry", "line"), [JOURNAL.c.booked_on <= last_day], columns)
        for account, party, committee, booked_on, centimos in rows:
            place = 0 if booked_on < first_day else 1 if centimos > 0 else 2
            amount = -centimos if place == _CREDITS else centimos
            sums.parties[account, party][place] += amount
            sums.committees[account, committee][place] += amount
            if place:
                sums.lines += 1
                sums.months[booked_on[:7], account, committee][place] += amount
        return sums

    def increases(self, batches: Iterable[str]) -> dict[str, int]:
        """What each live acceptance of these batches adds, by its record."""
        found: dict[str, int] = {}
        for part in in_parts(sorted(batches)):
            query = select(ACCEPTANCES.c.record, ACCEPTANCES.c.increase).where(
                ACCEPTANCES.c.programme == self._programme, ACCEPTANCES.c.batch.in_(part)
            )
            found.update((record, increase) for record, increase in self._connection.execute(query))
        return found

    def records(self, identifiers: Iterable[str]) -> dict[str, EffectiveRecord]:
        """The rows of these records, by id."""
        found: dict[str, EffectiveRecord] = {}
        for part in in_parts(list(identifiers)):
            query = select(RECORDS).where(RECORDS.c.programme == self._programme, RECORDS.c.id.in_(part))
            found.update((row.id, EffectiveRecord(*row[1:])) for row in self._connection.execute(query))
        return found

    def about(self, kind: str, subject: str) -> list[EffectiveRecord]:
        """The live records of a kind about one thing or record, in the order of the log."""
        query = select(RECORDS).where(
            RECORDS.c.programme == self._programme, RECORDS.c.kind == kind, RECORDS.c.subject == subject,
            RECORDS.c.status == "live",
        ).order_by(RECORDS.c.position)  # fmt: skip
        return [EffectiveRecord(*row[1:]) for row in self._connection.execute(query)]

    def authors_about(self, subject: str) -> set[str]:
        """The codes of those who stated anything that counts about a thing."""
        mine = (RECORDS.c.programme == self._programme, RECORDS.c.subject == subject, RECORDS.c.status == "live")
        return set(self._connection.execute(select(RECORDS.c.author).where(*mine).distinct()).scalars())

    def why_not(self, identifiers: Iterable[str]) -> dict[str, str]:
        """Why these records have no effect, as codes, of those that have none."""
        found: dict[str, str] = {}
        for part in in_parts(list(identifiers)):
            mine = (REFUSALS.c.programme == self._programme, REFUSALS.c.record.in_(part))
            query = select(REFUSALS.c.record, REFUSALS.c.code).where(*mine)
            found.update((row.record, row.code) for row in self._connection.execute(query))
        return found

    def has_any(self, first_day: str, last_day: str) -> bool:
        """Whether any record happened on these days."""
        mine = (RECORDS.c.programme == self._programme, RECORDS.c.happened_on.between(first_day, last_day))
        return self._connection.execute(select(RECORDS.c.id).where(*mine).limit(1)).first() is not None

    def feed(self) -> Iterator[tuple[int, str, int, int]]:
        """(first position, origin, first number, how many) of the feed, in its order."""
        return self._rows(tables.feed, ("first_position",), [], list(tables.feed.columns)[1:])

    def log(self, places: Iterable[Place]) -> dict[Place, tuple[bytes, bytes]]:
        """Bytes and head of these records. Of an origin all that stand between the first and the last are read."""
        ends: dict[str, tuple[int, int]] = {}
        for origin, seq in places:
            low, high = ends.get(origin, (seq, seq))
            ends[origin] = (min(low, seq), max(high, seq))
        log, found = tables.log, {}
        for origin, (low, high) in ends.items():
            query = select(log.c.seq, log.c.data, log.c.head).where(
                log.c.programme == self._programme, log.c.origin == origin, log.c.seq.between(low, high)
            )
            for seq, data, head in self._connection.execute(query):
                found[origin, seq] = (bytes(data), bytes(head))
        return found

    def checkpoints(self, size: int) -> Iterator[tuple[int, bytes, str]]:
        """(size, root, note) of every checkpoint up to a size."""
        table = tables.checkpoint
        return self._rows(table, ("size",), [table.c.size <= size], list(table.columns)[1:])

    def words(self) -> Iterator[tuple[str, bytes, bytes]]:
        """(hash, salt, data) of side rows that may be words for everybody in a committee, by hash: no pictures, and
        nothing that any record names for the office alone.
        """
        other, rows = REFERENCES.alias(), tables.side_row
        kept_back = exists().where(
            other.c.programme == REFERENCES.c.programme, other.c.hash == REFERENCES.c.hash,
            or_(other.c.committee == OFFICE_ALONE, other.c.is_photo == 1),
        )  # fmt: skip
        named = exists().where(REFERENCES.c.programme == rows.c.programme, REFERENCES.c.hash == rows.c.hash, ~kept_back)
        where = [named, func.length(rows.c.data) <= LONGEST_WORDS]
        return self._rows(rows, ("hash",), where, list(rows.columns)[1:])

    def photos(self, first_day: str, last_day: str) -> Iterator[tuple[str, str]]:
        """(hash, record) of every photo that records of these days name, by hash."""
        joined = REFERENCES.join(
            RECORDS, (RECORDS.c.programme == REFERENCES.c.programme) & (RECORDS.c.id == REFERENCES.c.record)
        )
        where = [REFERENCES.c.is_photo == 1, RECORDS.c.happened_on.between(first_day, last_day)]
        return self._rows(REFERENCES, ("hash", "record"), where, [REFERENCES.c.hash, REFERENCES.c.record], joined)

    def _rows(
        self, table: Table, order: Iterable[str], where: Sequence[ColumnElement[bool]], columns: Sequence[Any],
        joined: Any = None,
    ) -> Iterator[Any]:  # fmt: skip
        query = select(*columns).select_from(table if joined is None else joined)
        query = query.where(table.c.programme == self._programme, *where)
        query = query.order_by(*(self._in_bytes(table.c[name]) for name in order))
        yield from self._connection.execute(query.execution_options(yield_per=ROWS_AT_ONCE))

    def _in_bytes(self, column: Any) -> Any:
        """A column to sort by."""
        if is_sqlite(self._connection) or not isinstance(column.type, Text):
            return column
        return collate(column, "C")
