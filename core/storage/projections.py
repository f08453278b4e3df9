"""The fold's rows as database tables, with what was read and written in one transaction held in memory until it is
flushed.

Tables are derived from the row classes of core.fold.rows. They are made, dropped and filled again, never migrated.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Container, Iterable
from operator import attrgetter
from typing import Any, cast, get_type_hints

from sqlalchemy import BigInteger, Column, Connection, Index, MetaData, PrimaryKeyConstraint, Table, Text, text
from sqlalchemy.types import TypeEngine

from core.domain.records import Record, UnreadableRecord, read_record
from core.fold.money_rows import Claim, Item, JournalLine, Payment
from core.fold.row_keys import APPENDED, FIELDS, GROUPS, KEYS, Row
from core.fold.rows import Attendance, EffectiveRecord, PlantedSpot, Thing, Total
from core.fold.state import RowT
from core.storage.appending import append_rows
from core.storage.balances import add_to_balances, balance_table
from core.storage.engine import asking, asking_among, insert_rows
from core.storage.open_days import add_to_open_days, open_day_table, sum_open_days_anew

metadata = MetaData()
BALANCES = balance_table(metadata)
OPEN_DAYS = open_day_table(metadata)
_FILTERED = ("kind", "committee", "author", "status", "holds", "version_position")
"""What the history filters by. In the index that has its order, a filter never looks at the wide rows themselves."""
_NAMED = 3
"""So many columns of an index are in its name, of which PostgreSQL takes 63 letters."""
_EXTRA_INDEXES: dict[type[Any], tuple[tuple[str, ...], ...]] = {
    Attendance: (("member", "happened_on"),),
    EffectiveRecord: (("committee", "happened_on"), ("subject",), ("happened_on", "recorded_at", "seq", *_FILTERED)),
    Payment: (("payee",),),
    PlantedSpot: (("lat_udeg", "lon_udeg", "committee", "trees"),),
    Thing: (("kind", "committee"),),
}

ODD_ITEMS = "centimos < 0 OR kind = 'recovery'"
"""Which items an index of their own has: the few that sums of days do not tell all about."""

_CLUSTERED: dict[type[Any], tuple[str, ...]] = {
    Item: ("member",),
}
"""Fields that come first in the table's own order, where most questions are about one of them."""


def _table_name(shape: type[Any]) -> str:
    return re.sub(r"(?<!^)(?=[A-Z])", "_", shape.__name__).lower()


def _make_table(shape: type[Any]) -> Table:
    hints = get_type_hints(shape)
    keys = KEYS[shape]
    order = (*_CLUSTERED.get(shape, ()), *keys)
    columns = [Column("programme", Text, nullable=False)]
    for field in FIELDS[shape]:
        hint = hints[field]
        column_type: TypeEngine[Any] = Text() if hint is str else BigInteger()
        nullable = hint == (int | None)
        columns.append(Column(field, column_type, nullable=nullable, autoincrement=False))
    name = _table_name(shape)
    wanted = [GROUPS[shape], *_EXTRA_INDEXES.get(shape, ())]
    indexes = [
        Index(f"{name}_by_{'_'.join(group[:_NAMED])}", "programme", *group)
        for group in wanted
        if order[: len(group)] != group
    ]
    if shape is Item:
        odd = text(ODD_ITEMS)
        indexes.append(Index("item_odd", "programme", "member", "record", sqlite_where=odd, postgresql_where=odd))
    key = PrimaryKeyConstraint("programme", *order)
    return Table(name, metadata, *columns, key, *indexes, sqlite_with_rowid=False)


TABLES: dict[type[Any], Table] = {shape: _make_table(shape) for shape in KEYS}
_SHAPES: dict[str, type[Row]] = {table.name: shape for shape, table in TABLES.items()}
_AS_TUPLE: dict[type[Any], Callable[[Any], tuple[Any, ...]]] = {
    shape: cast("Callable[[Any], tuple[Any, ...]]", attrgetter(*names)) for shape, names in FIELDS.items()
}


def _getter(names: tuple[str, ...]) -> Callable[[Any], tuple[Any, ...]]:
    if len(names) == 1:
        name = names[0]
        return lambda row: (getattr(row, name),)
    return cast("Callable[[Any], tuple[Any, ...]]", attrgetter(*names))


_KEY_OF = {shape: _getter(names) for shape, names in KEYS.items()}
_GROUP_OF = {shape: _getter(names) for shape, names in GROUPS.items()}

_Key = tuple[Any, ...]


def _statement(shape: type[Any], start: str, names: tuple[str, ...], end: str = "") -> str:
    where = " AND ".join(f'"{name}" = ?' for name in ("programme", *names))
    return f'{start} "{TABLES[shape].name}" WHERE {where}{end}'


def _ordered(shape: type[Any]) -> str:
    return " ORDER BY " + ", ".join(f'"{name}"' for name in KEYS[shape])


_BY_KEY = {shape: _statement(shape, "SELECT * FROM", KEYS[shape]) for shape in KEYS}
_BY_GROUP = {shape: _statement(shape, "SELECT * FROM", GROUPS[shape], _ordered(shape)) for shape in KEYS}
_SINCE = f'SELECT * FROM "{TABLES[EffectiveRecord].name}" WHERE "programme" = ? AND "kind" = ? AND "happened_on" >= ?'
_WORKDAYS = _SINCE.replace("*", '"id"', 1) + ' AND "happened_on" <= ? ORDER BY "id"'
_PRESENCES = 'SELECT "member", "workday", "committee" FROM "attendance" WHERE "programme" = ? AND "workday" IN'
_DELETE = {shape: _statement(shape, "DELETE FROM", KEYS[shape]) for shape in KEYS}
_BY_NAME = {
    shape: f'SELECT * FROM "{TABLES[shape].name}" WHERE "programme" = ? AND "{names[0]}"'
    for shape, names in ((shape, KEYS[shape] if len(KEYS[shape]) == 1 else GROUPS[shape]) for shape in KEYS)
    if len(names) == 1
}
"""For the kinds of rows that are found by one name."""
_NAMES_PER_STATEMENT = 500
CLAIM_OF_ITEM = (("programme", "programme"), ("payee", "member"), *((name, name) for name in KEYS[Item]))
"""Which columns of a claim and of its item are the same, in the order in which both tables lie."""
_OPEN_ITEMS = (
    'SELECT * FROM "item" WHERE "programme" = ? AND "member" = ? AND NOT EXISTS (SELECT 1 FROM "claim" WHERE '
    + " AND ".join(f'"claim"."{name}" = "item"."{same}"' for name, same in CLAIM_OF_ITEM)
    + ") ORDER BY "
    + ", ".join(f'"{name}"' for name in KEYS[Item])
)


class ProjectionState:
    """core.fold.state.State over one transaction. Nothing is on disk until `flush`."""

    def __init__(
        self,
        connection: Connection,
        programme: str,
        read_bytes: Callable[[str], bytes | None],
        *,
        keeps_journal: bool,
    ) -> None:
        self.keeps_journal = keeps_journal
        self._connection = connection
        self._ask = asking(connection)
        self._ask_among = asking_among(connection)
        self._programme = programme
        self._read_bytes = read_bytes
        self._rows: dict[type[Any], dict[_Key, Any]] = {shape: {} for shape in KEYS}
        self._groups: dict[type[Any], dict[_Key, dict[_Key, Any]]] = {shape: {} for shape in KEYS}
        self._complete: dict[type[Any], set[_Key]] = {shape: set() for shape in KEYS}
        self._dirty: dict[type[Any], dict[_Key, Any]] = {shape: {} for shape in KEYS}
        self._added: dict[type[Any], list[Any]] = {shape: [] for shape in APPENDED}
        self._added_groups: dict[type[Any], dict[_Key, list[Any]]] = {shape: {} for shape in APPENDED}
        self._grouped: dict[type[Any], int] = dict.fromkeys(APPENDED, 0)
        self._records: dict[str, Record | None] = {}
        self._seen: dict[str, bytes] = {}
        self.facts: dict[tuple[str, str], Any] = {}
        self.terms: dict[tuple[str, ...], Any] = {}
        self._before: dict[tuple[type[Row], _Key], Any] | None = None

    def get(self, shape: type[RowT], *key: str | int) -> RowT | None:
        if shape in APPENDED:
            return next(
                (row for row in self.find(shape, *key[: len(GROUPS[shape])]) if _KEY_OF[shape](row) == key), None
            )
        rows = self._rows[shape]
        if key in rows:
            return cast("RowT | None", rows[key])
        if shape is Total:
            # A whole group is read at once: the other measures of the same key are wanted next.
            self.find(shape, *key[: len(GROUPS[shape])])
            return cast("RowT | None", rows.get(key))
        found = self._query(_BY_KEY[shape], key)
        row = shape(*found[0][1:]) if found else None
        self._remember(shape, key, row)
        return row

    def find(self, shape: type[RowT], *group: str | int) -> list[RowT]:
        if shape in APPENDED:
            return sorted(self._select_group(shape, group) + self._waiting(shape, group), key=_KEY_OF[shape])
        if group not in self._complete[shape]:
            self._remember_all(shape, self._query(_BY_GROUP[shape], group))
            self._complete[shape].add(group)
        members = self._groups[shape].get(group, {})
        return [members[key] for key in sorted(members)]

    def put(self, row: Row) -> None:
        shape = type(row)
        key = _KEY_OF[shape](row)
        self._note_before(shape, key)
        self._remember(shape, key, row)
        self._dirty[shape][key] = row

    def remove(self, row: Row) -> None:
        shape = type(row)
        key = _KEY_OF[shape](row)
        self._note_before(shape, key)
        self._remember(shape, key, None)
        self._dirty[shape][key] = None

    def add(self, row: Row) -> None:
        shape = type(row)
        self._added[shape].append(row)
        if self._before is not None:
            self._before[shape, _KEY_OF[shape](row)] = None

    def since(self, kind: str, day: str) -> list[str]:
        self.flush()
        # Whoever asks wants the rows next.
        return sorted(key[0] for key in self._remember_all(EffectiveRecord, self._query(_SINCE, (kind, day))))

    def presences(self, day: str) -> Iterable[tuple[str, str, str]]:
        if self._dirty[Attendance]:
            # Nothing else changes who came when: a workday that moves has its lists written anew.
            self.flush()
        workdays = [name for (name,) in self._query(_WORKDAYS, ("workday", day, day))]
        for start in range(0, len(workdays), _NAMES_PER_STATEMENT):
            part = workdays[start : start + _NAMES_PER_STATEMENT]
            marks = ", ".join("?" for _ in part)
            yield from self._query(f"{_PRESENCES} ({marks}) ORDER BY 2, 1", tuple(part))

    def open_items(self, payee: str) -> list[Item]:
        self.flush()
        return [Item(*row[1:]) for row in self._query(_OPEN_ITEMS, (payee,))]

    def read_ahead(self, shape: type[Row], names: Iterable[str]) -> None:
        by_key = len(KEYS[shape]) == 1
        known: Container[_Key] = self._rows[shape] if by_key else self._complete[shape]
        wanted = [name for name in dict.fromkeys(names) if (name,) not in known]
        for start in range(0, len(wanted), _NAMES_PER_STATEMENT):
            part = wanted[start : start + _NAMES_PER_STATEMENT]
            self._remember_all(shape, self._ask_among(_BY_NAME[shape], (self._programme,), part))
        for name in wanted:
            if by_key:
                self._rows[shape].setdefault((name,), None)
            else:
                self._complete[shape].add((name,))

    def saw(self, identifier: str, data: bytes) -> None:
        self._seen.setdefault(identifier, data)

    def verifies(self, public_key: bytes, message: bytes, signature: bytes) -> bool:
        from core.storage.signatures import is_signed  # A tablet that starts has no signature to look at.

        return is_signed(public_key, message, signature)

    def record(self, identifier: str) -> Record | None:
        if identifier not in self._records:
            data = self._seen.pop(identifier, None) or self._read_bytes(identifier)
            self._records[identifier] = None if data is None else _read(data)
        return self._records[identifier]

    def begin_undo(self) -> None:
        """From now on remember what every row was before it is first changed."""
        self._before = {}

    def undo_text(self) -> str:
        """What `begin_undo` collected, for `undo` in a later transaction."""
        rows = [
            [TABLES[shape].name, list(key), None if row is None else list(_AS_TUPLE[shape](row))]
            for (shape, key), row in (self._before or {}).items()
        ]
        self._before = None
        return json.dumps(rows, ensure_ascii=False, separators=(",", ":"))

    def undo(self, text: str) -> None:
        """Put every row back to what `undo_text` says it was."""
        self.terms.clear()
        for name, key, values in json.loads(text):
            shape = _SHAPES[name]
            row = None if values is None else shape(*values)
            self._remember(shape, tuple(key), row)
            self._dirty[shape][tuple(key)] = row

    def flush(self) -> None:
        """Write everything to the database, within the open transaction."""
        claimants = {payee for payee, *_ in self._dirty[Claim]} if self.keeps_journal else set()
        for shape in APPENDED:
            self._flush_added(shape)
        for shape, dirty in self._dirty.items():
            if not dirty:
                continue
            as_tuple = _AS_TUPLE[shape]
            rows = [(self._programme, *as_tuple(row)) for row in dirty.values() if row is not None]
            insert_rows(self._connection, TABLES[shape], rows, ("programme", *KEYS[shape]))
            for key in [key for key, row in dirty.items() if row is None]:
                self._delete(shape, key)
            dirty.clear()
        if claimants:
            sum_open_days_anew(self._connection, self._programme, claimants)

    def forget(self) -> None:
        """Flush, and let go of what is held in memory."""
        self.flush()
        for shape in KEYS:
            self._rows[shape].clear()
            self._groups[shape].clear()
            self._complete[shape].clear()
        self._records.clear()
        self._seen.clear()
        self.facts.clear()
        self.terms.clear()

    def _flush_added(self, shape: type[Any]) -> None:
        added = self._added[shape]
        if added:
            programme = self._programme
            append_rows(self._connection, TABLES[shape], [(programme, *row) for row in added])
            if shape is JournalLine:
                add_to_balances(self._connection, programme, added)
            elif self.keeps_journal:
                add_to_open_days(self._connection, programme, added)
            added.clear()
            self._added_groups[shape].clear()
            self._grouped[shape] = 0

    def _waiting(self, shape: type[Any], group: _Key) -> list[Any]:
        """What was added to a group and is not on the disk yet; each row is looked at once, and if anybody asks."""
        groups, group_of, added = self._added_groups[shape], _GROUP_OF[shape], self._added[shape]
        for row in added[self._grouped[shape] :]:
            groups.setdefault(group_of(row), []).append(row)
        self._grouped[shape] = len(added)
        return groups.get(group, [])

    def _delete(self, shape: type[Any], key: _Key) -> None:
        self._query(_DELETE[shape], key)

    def _query(self, statement: str, values: _Key) -> list[tuple[Any, ...]]:
        return self._ask(statement, (self._programme, *values))

    def _select_group(self, shape: type[RowT], group: _Key) -> list[RowT]:
        found = self._query(_BY_GROUP[shape], group)
        return [shape(*row[1:]) for row in found]

    def _remember(self, shape: type[Any], key: _Key, row: Any) -> None:
        rows = self._rows[shape]
        old = rows.get(key)
        groups = self._groups[shape]
        group_of = _GROUP_OF[shape]
        if old is not None:
            old_group = group_of(old)
            if row is None or group_of(row) != old_group:
                groups.get(old_group, {}).pop(key, None)
        rows[key] = row
        if row is not None:
            group = group_of(row)
            members = groups.get(group)
            if members is None:
                groups[group] = {key: row}
            else:
                members[key] = row

    def _remember_all(self, shape: type[Any], found: Iterable[tuple[Any, ...]]) -> list[_Key]:
        """Rows as they are on the disk, by their keys; what is held of them already may be newer, and stays."""
        known, key_of = self._rows[shape], _KEY_OF[shape]
        keys = []
        for values in found:
            row = shape(*values[1:])
            key = key_of(row)
            keys.append(key)
            if key not in known:
                self._remember(shape, key, row)
        return keys

    def _note_before(self, shape: type[Any], key: _Key) -> None:
        if self._before is not None and (shape, key) not in self._before:
            self._before[shape, key] = self.get(shape, *key)


def _read(data: bytes) -> Record | None:
    try:
        return read_record(data)
    except UnreadableRecord:
        return None


def kept_shapes(*, keeps_journal: bool) -> list[type[Row]]:
    """The row classes that a server (with journal) or a tablet keeps."""
    return [shape for shape in KEYS if keeps_journal or shape not in (JournalLine, PlantedSpot)]


def kept_tables(*, keeps_journal: bool) -> list[Table]:
    """The tables of the fold on a server or a tablet; on a server, the sums beside journal and items as well."""
    return [TABLES[shape] for shape in kept_shapes(keeps_journal=keeps_journal)] + [BALANCES, OPEN_DAYS] * keeps_journal


def make_tables(connection: Connection, *, keeps_journal: bool) -> None:
    """Make the projection tables that are not there yet."""
    metadata.create_all(connection, kept_tables(keeps_journal=keeps_journal))


def drop_tables(connection: Connection) -> None:
    """Throw the projections away; the log has everything they were made from."""
    metadata.drop_all(connection)
