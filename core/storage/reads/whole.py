"""Whole tables of a programme, read a part at a time: for what goes out of the house from end to end.

The memory it takes does not grow with the log. Rows come in an order that both databases have alike, texts by their
bytes whatever language a database was set up for, so that the same log always gives the same rows.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import (
    BigInteger,
    ColumnElement,
    Connection,
    Select,
    Table,
    Text,
    case,
    cast,
    collate,
    exists,
    func,
    or_,
    select,
)

from core.fold.described import OFFICE_ALONE
from core.fold.money_rows import JournalLine
from core.fold.row_keys import Row
from core.fold.rows import Acceptance, Attendance, EffectiveRecord, Refusal, SideReference
from core.storage import tables
from core.storage.engine import is_sqlite, streaming
from core.storage.projections import TABLES
from core.storage.reads.lookup import CLAIMS, ITEMS, LONGEST_WORDS, in_parts, same_item

RECORDS = TABLES[EffectiveRecord]
JOURNAL = TABLES[JournalLine]
ACCEPTANCES = TABLES[Acceptance]
ATTENDANCE = TABLES[Attendance]
REFERENCES = TABLES[SideReference]
REFUSALS = TABLES[Refusal]
ROWS_AT_ONCE = 2_000
BETWEEN_CELLS = "\x1f"
"""Stands between the cells of a row that comes as one text: no id, code, day or number has it."""
_ORIGIN_SIGNS = 6
Place = tuple[str, int]
"""Origin and number of a record."""
_Query = tuple[Table, Iterable[str], Sequence[ColumnElement[bool]], Sequence[Any]]
_Joined = tuple[Table, Iterable[str], Sequence[ColumnElement[bool]], Sequence[Any], Any]


def _nothing() -> list[int]:
    return [0, 0, 0]


def _add(sums: list[int], amounts: Iterable[int]) -> None:
    for place, amount in enumerate(amounts):
        sums[place] += amount


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
        return self._rows(*self._asked(shape, order, of, days, filled, only))

    def row_lines(
        self, shape: type[Row], order: Iterable[str], *, days: tuple[str, str, str] | None = None
    ) -> Iterator[list[str]]:
        """The same rows, of nothing but ids, codes, days and numbers, each as one text with BETWEEN_CELLS in it, so
        many at a time: a database puts them together in a quarter of the time.
        """
        return self._lines(*self._asked(shape, order, {}, days, "", ()))

    def items(self, first_day: str, last_day: str) -> Iterator[tuple[Any, ...]]:
        """The items of these days by payee, each with what claims it behind its own fields, or None."""
        return self._rows(*self._items(first_day, last_day))

    def item_lines(self, first_day: str, last_day: str) -> Iterator[list[str]]:
        """The same as `row_lines` has it."""
        return self._lines(*self._items(first_day, last_day))

    def journal(self, first_day: str, last_day: str) -> Iterator[tuple[Any, ...]]:
        """The lines that were booked on these days, in their order, with debit and credit in place of the amount."""
        return self._rows(*self._journal(first_day, last_day))

    def journal_lines(self, first_day: str, last_day: str) -> Iterator[list[str]]:
        """The same as `row_lines` has it."""
        return self._lines(*self._journal(first_day, last_day))

    def journal_sums(self, first_day: str, last_day: str) -> JournalSums:
        """What the lines of the books come to."""
        amount, booked_on = JOURNAL.c.centimos, JOURNAL.c.booked_on
        month = case((booked_on < first_day, ""), else_=func.substr(booked_on, 1, 7))
        groups = (JOURNAL.c.account, JOURNAL.c.party, JOURNAL.c.committee, month)
        in_it = booked_on >= first_day
        parts = (
            func.sum(case((in_it, 0), else_=amount)),
            func.sum(case((in_it & (amount > 0), amount), else_=0)),
            func.sum(case((in_it & (amount < 0), -amount), else_=0)),
            func.sum(case((in_it, 1), else_=0)),
        )
        query = select(*groups, *parts).where(JOURNAL.c.programme == self._programme, booked_on <= last_day)
        sums = JournalSums(0, defaultdict(_nothing), defaultdict(_nothing), defaultdict(_nothing))
        for rows in streaming(self._connection, query.group_by(*groups), ROWS_AT_ONCE):
            for account, party, committee, in_month, *found in rows:
                *amounts, lines = map(int, found)
                _add(sums.parties[account, party], amounts)
                _add(sums.committees[account, committee], amounts)
                if in_month:
                    sums.lines += lines
                    _add(sums.months[in_month, account, committee], amounts)
        return sums

    def half_days(self, first_day: str, last_day: str) -> dict[str, int]:
        """The half-days of these days, by committee."""
        mine = (ATTENDANCE.c.programme == self._programme, ATTENDANCE.c.happened_on.between(first_day, last_day))
        query = select(ATTENDANCE.c.committee, func.sum(ATTENDANCE.c.half_days)).where(*mine)
        rows = self._connection.execute(query.group_by(ATTENDANCE.c.committee))
        return {committee: int(number) for committee, number in rows}

    def all_records(self, fields: Sequence[str]) -> Iterator[tuple[Any, ...]]:
        """These fields of every record that has its place, in the order of the log, and behind them why it has no
        effect, or None.
        """
        same = (REFUSALS.c.programme == RECORDS.c.programme) & (REFUSALS.c.record == RECORDS.c.id)
        columns = [*(RECORDS.c[name] for name in fields), REFUSALS.c.code]
        joined = RECORDS.outerjoin(REFUSALS, same)
        return self._rows(RECORDS, ("position",), [RECORDS.c.position.is_not(None)], columns, joined)

    def stated(self, kind: str, days: tuple[str, str] | None = None) -> Iterator[tuple[Any, ...]]:
        """The fields of every record of a kind (that happened on these days) by day and id, and behind them the bytes
        of the record that has its body in force, or None.
        """
        log, body_id = tables.log, RECORDS.c.body_id
        same = (
            (log.c.programme == RECORDS.c.programme)
            & (log.c.origin == func.substr(body_id, 1, _ORIGIN_SIGNS))
            & (log.c.seq == cast(func.substr(body_id, _ORIGIN_SIGNS + 2), BigInteger))
        )
        where = [RECORDS.c.kind == kind, *([RECORDS.c.happened_on.between(*days)] if days else [])]
        columns = [*list(RECORDS.columns)[1:], log.c.data]
        return self._rows(RECORDS, ("happened_on", "id"), where, columns, RECORDS.outerjoin(log, same))

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
        log = tables.log
        found: dict[Place, tuple[bytes, bytes]] = {}
        for origin, (low, high) in ends.items():
            query = select(log.c.seq, log.c.data, log.c.head).where(
                log.c.programme == self._programme, log.c.origin == origin, log.c.seq.between(low, high)
            )
            for rows in streaming(self._connection, query, ROWS_AT_ONCE):
                found.update(((origin, seq), (bytes(data), bytes(head))) for seq, data, head in rows)
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

    def _asked(
        self, shape: type[Row], order: Iterable[str], of: Mapping[str, Any] | None, days: tuple[str, str, str] | None,
        filled: str, only: Sequence[str],
    ) -> _Query:  # fmt: skip
        table = TABLES[shape]
        where = [table.c[name] == value for name, value in (of or {}).items()]
        if days:
            where.append(table.c[days[0]].between(days[1], days[2]))
        if filled:
            where.append(table.c[filled] != "")
        return table, order, where, [table.c[name] for name in only] or list(table.columns)[1:]

    def _items(self, first_day: str, last_day: str) -> _Joined:
        order = ("member", "record", "posting", "kind", "line")
        columns = [*list(ITEMS.columns)[1:], CLAIMS.c.claimed_by]
        where = [ITEMS.c.happened_on.between(first_day, last_day)]
        return ITEMS, order, where, columns, ITEMS.outerjoin(CLAIMS, same_item())

    def _journal(self, first_day: str, last_day: str) -> _Query:
        amount = JOURNAL.c.centimos
        columns = list(JOURNAL.columns)[1:-1]
        sides = [case((amount > 0, amount), else_=0), case((amount < 0, -amount), else_=0)]
        where = [JOURNAL.c.booked_on.between(first_day, last_day)]
        return JOURNAL, ("position", "entry", "line"), where, [*columns, *sides]

    def _rows(
        self, table: Table, order: Iterable[str], where: Sequence[ColumnElement[bool]], columns: Sequence[Any],
        joined: Any = None,
    ) -> Iterator[Any]:  # fmt: skip
        for part in streaming(self._connection, self._query(table, order, where, columns, joined), ROWS_AT_ONCE):
            yield from part

    def _lines(
        self, table: Table, order: Iterable[str], where: Sequence[ColumnElement[bool]], columns: Sequence[Any],
        joined: Any = None,
    ) -> Iterator[list[str]]:  # fmt: skip
        """The same rows, each as one text that the database has put together, so many at a time."""
        query = self._query(table, order, where, [self._as_line(columns)], joined)
        for part in streaming(self._connection, query, ROWS_AT_ONCE):
            yield [line for (line,) in part]

    def _query(
        self, table: Table, order: Iterable[str], where: Sequence[ColumnElement[bool]], columns: Sequence[Any],
        joined: Any,
    ) -> Select[Any]:  # fmt: skip
        query = select(*columns).select_from(table if joined is None else joined)
        query = query.where(table.c.programme == self._programme, *where)
        return query.order_by(*(self._in_bytes(table.c[name]) for name in order))

    def _as_line(self, columns: Sequence[Any]) -> ColumnElement[str]:
        if is_sqlite(self._connection):
            return func.printf(BETWEEN_CELLS.join(["%s"] * len(columns)), *columns)
        return func.concat_ws(BETWEEN_CELLS, *(func.coalesce(cast(column, Text), "") for column in columns))

    def _in_bytes(self, column: Any) -> Any:
        """A column to sort by."""
        if is_sqlite(self._connection) or not isinstance(column.type, Text):
            return column
        return collate(column, "C")
