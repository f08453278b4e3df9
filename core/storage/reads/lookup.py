"""Rows, things and names behind every answer: small look-ups that remember what they found within one snapshot."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from typing import Any, Protocol, TypeVar

from sqlalchemy import ARRAY, ColumnElement, Connection, Text, and_, any_, exists, func, literal, select

from core.domain import canon
from core.domain.epochs import EpochBegan
from core.domain.people import Member, Person, User, read_person
from core.domain.programme import Programme, Setting, setting_in_force
from core.domain.rates import Rate
from core.domain.records import Record, UnreadableRecord, is_record_id, read_record, record_id, split_record_id
from core.domain.survival import SurvivalDrawn
from core.fold.facts import office_origins, thing_fact
from core.fold.money_rows import Claim, Item
from core.fold.rows import EffectiveRecord, Thing, Total
from core.storage import tables
from core.storage.engine import asking, asking_among, is_sqlite
from core.storage.projections import CLAIM_OF_ITEM, TABLES

THINGS = TABLES[Thing]
TOTALS = TABLES[Total]
ITEMS = TABLES[Item]
CLAIMS = TABLES[Claim]
_IDS_PER_STATEMENT = 500
_LIVE = f"SELECT {', '.join(THINGS.c.keys())} FROM thing WHERE programme = ? AND kind = ? AND status = 'live'"
_THING = f"SELECT {', '.join(THINGS.c.keys())} FROM thing WHERE programme = ? AND id"
_ROWS = f"SELECT {', '.join(TABLES[EffectiveRecord].c.keys())} FROM effective_record WHERE programme = ? AND id"
_TOTALS = "SELECT key, measure, value FROM total WHERE programme = ? AND scope = ? AND key"
_SUMMED = """SELECT measure, sum(value) FROM total
    WHERE programme = ? AND scope = ? AND key BETWEEN ? AND ? GROUP BY measure"""
_SIDE_ROWS = "SELECT hash, data FROM side_row WHERE programme = ? AND hash"
T = TypeVar("T")
LONGEST_WORDS = 20_000
"""Bytes of a side row that may hold words; anything larger is a picture."""


class OnceFolded(Protocol):
    """core.storage.session.SqlSession.once_folded."""

    def __call__(self, name: Hashable, work: Callable[[], T]) -> T: ...


class Lookup:
    """One programme's things and people, as of one transaction."""

    def __init__(
        self,
        connection: Connection,
        programme: str,
        read_bytes: Callable[[str], bytes | None],
        once_folded: OnceFolded,
    ) -> None:
        self.connection = connection
        self.programme = programme
        self.read_bytes = read_bytes
        self.once_folded = once_folded
        self._ask = asking(connection)
        self._ask_among = asking_among(connection)
        self._things: dict[str, Thing | None] = {}
        self._of_kind: dict[tuple[str, str], list[Thing]] = {}
        self._people: dict[str, Person | None] = {}
        self._staff: dict[str, str] | None = None

    def things(self, kind: str, committee: str = "") -> list[Thing]:
        """Live things of a kind, by code; of one committee, or of all with an empty one."""
        found = self._of_kind.get((kind, committee))
        if found is None:
            mine = " AND committee = ?" if committee else ""
            values = (self.programme, kind, committee) if committee else (self.programme, kind)
            found = _by_code(self._ask(_LIVE + mine, values))
            self._of_kind[kind, committee] = found
            self._things.update((thing.id, thing) for thing in found)
        return list(found)

    def things_of(self, kind: str, committees: Sequence[str]) -> list[Thing]:
        """Live things of a kind of these committees, one committee after the other."""
        wanted = sorted({one for one in committees if one and (kind, one) not in self._of_kind})
        found: dict[str, list[Thing]] = {one: [] for one in wanted}
        for part in in_parts(wanted):
            rows = self._ask_among(f"{_LIVE} AND committee", (self.programme, kind), part)
            for thing in _by_code(rows):
                found[thing.committee].append(thing)
        for one, things in found.items():
            self._of_kind[kind, one] = things
            self._things.update((thing.id, thing) for thing in things)
        return [thing for one in committees for thing in self.things(kind, one)]

    def thing(self, identifier: str) -> Thing | None:
        if identifier not in self._things:
            rows = self._ask_for(_THING, (identifier,))
            self._things[identifier] = Thing(*rows[0][1:]) if rows else None
        return self._things[identifier]

    def know_things(self, identifiers: Iterable[str]) -> None:
        """Read these things at once, before they are asked for one by one."""
        wanted = {identifier for identifier in identifiers if "-" in identifier} - self._things.keys()
        for part in in_parts(sorted(wanted)):
            found = {thing.id: thing for thing in (Thing(*row[1:]) for row in self._ask_for(_THING, part))}
            self._things.update((identifier, found.get(identifier)) for identifier in part)

    def rows(self, identifiers: Iterable[str]) -> dict[str, EffectiveRecord]:
        """What is in force of records, by id; the few that are asked for, by their key."""
        found: dict[str, EffectiveRecord] = {}
        for part in in_parts(sorted(set(identifiers))):
            found.update(
                (row.id, row) for row in (EffectiveRecord(*values[1:]) for values in self._ask_for(_ROWS, part))
            )
        return found

    def fact(self, identifier: str) -> Any | None:
        thing = self.thing(identifier)
        return None if thing is None else thing_fact(thing)

    def totals(self, scope: str, key: str) -> dict[str, int]:
        """All sums of one key, by measure."""
        return self.totals_of_all(scope, (key,))[key]

    def totals_of_all(self, scope: str, keys: Iterable[str]) -> dict[str, dict[str, int]]:
        sums: dict[str, dict[str, int]] = {key: {} for key in keys}
        for part in in_parts(list(sums)):
            for key, measure, value in self._ask_among(_TOTALS, (self.programme, scope), part):
                sums[key][measure] = value
        return sums

    def total_between(self, scope: str, first_key: str, last_key: str) -> dict[str, int]:
        """What the sums of these keys add up to, by measure."""
        found = self._ask(_SUMMED, (self.programme, scope, first_key, last_key))
        return {measure: int(value) for measure, value in found}

    def people(self, hashes: Iterable[str]) -> dict[str, Person]:
        """Persons by side hash; those whose side row is not here are left out."""
        hashes = list(hashes)
        unknown = {key for key in hashes if key not in self._people}
        found = dict(self.side_rows(unknown))
        self._people.update((key, read_person(found.get(key))) for key in unknown)
        return {key: person for key in hashes if (person := self._people.get(key)) is not None}

    def side_rows(self, hashes: Iterable[str]) -> Iterator[tuple[str, bytes]]:
        """(hash, bytes) of each that is here."""
        for part in in_parts(sorted(hashes)):
            for key, data in self._ask_for(_SIDE_ROWS, part):
                yield key, bytes(data)

    def _ask_for(self, statement: str, names: Sequence[str]) -> list[Any]:
        """What a statement that ends with a column answers for these names."""
        return self._ask_among(statement, (self.programme,), names)

    def among(self, column: ColumnElement[str], values: Iterable[str]) -> ColumnElement[bool]:
        """That a column has one of these values, however many: PostgreSQL takes them as one array, and SQLite, which
        takes some ten thousands one by one at the most, as one text.
        """
        wanted = list(values)
        if not is_sqlite(self.connection):
            return column == any_(literal(wanted, ARRAY(Text)))
        if len(wanted) <= _IDS_PER_STATEMENT:
            return column.in_(wanted)
        each = func.json_each(json.dumps(wanted)).table_valued("value")
        return column.in_(select(each.c.value))

    def texts(self, hashes: Iterable[str]) -> dict[str, str]:
        """What side rows of words say, by their hash; pictures, people, and what is not here are left out."""
        wanted = sorted(set(hashes))
        table, found = tables.side_row, {}
        for part in in_parts(wanted):
            query = select(table.c.hash, table.c.data).where(
                table.c.programme == self.programme, table.c.hash.in_(part), func.length(table.c.data) <= LONGEST_WORDS
            )
            for row in self.connection.execute(query):
                words = _words(row.data)
                if words:
                    found[row.hash] = words
        return found

    def person_of(self, identifier: str) -> Person | None:
        """The person behind a member or user, where their side row is here."""
        fact = self.fact(identifier)
        key = getattr(fact, "person_side", "")
        return self.people([key]).get(key) if key else None

    def person_name(self, identifier: str) -> str:
        """A listed name, or the member's code where the name is not on this machine."""
        person = self.person_of(identifier)
        if person is not None:
            return person.listed_name
        thing = self.thing(identifier)
        return thing.code if thing else identifier

    def know_members(self, committees: Iterable[str]) -> None:
        """Read the members of these committees and their names at once, before they are asked for one by one."""
        near = sorted(set(committees) - {""})
        self.people(thing_fact(thing).person_side for thing in self.things_of(Member.kind, near))

    def full_name(self, identifier: str) -> str:
        """A name as one says it, or the code where the name is not on this machine."""
        person = self.person_of(identifier)
        return person.full_name if person else self.person_name(identifier)

    def staff_name(self, code: str) -> str:
        """The name of the user who signs with this code, or the code."""
        if self._staff is None:
            self._staff = {thing.code: self.full_name(thing.id) for thing in self.things(User.kind)}
        return self._staff.get(code, code)

    def readable(self, identifier: str) -> str:
        """A name for a thing, a code for an activity, the text itself for anything else."""
        thing = self.thing(identifier) if "-" in identifier else None
        if thing is None:
            return identifier
        if thing.kind in ("member", "user"):
            return self.person_name(identifier)
        if thing.kind == SurvivalDrawn.kind:
            return self.readable(thing_fact(thing).unit)
        fact = self.fact(identifier)
        return str(
            getattr(fact, "local_name", "")
            or (getattr(fact, "name", "") if thing.kind == "committee" else "")
            or thing.code
        )

    def records(self, identifiers: Iterable[str]) -> dict[str, Record]:
        """Records of the log by id; what is not there or cannot be read is left out."""
        wanted: dict[str, list[int]] = defaultdict(list)
        for identifier in dict.fromkeys(identifiers):
            if is_record_id(identifier):
                key = split_record_id(identifier)
                wanted[key[0]].append(key[1])
        log = tables.log
        found: dict[str, Record] = {}
        for origin, numbers in wanted.items():
            for part in in_parts(numbers):
                mine = (log.c.programme == self.programme, log.c.origin == origin, log.c.seq.in_(part))
                for row in self.connection.execute(select(log.c.seq, log.c.data).where(*mine)):
                    try:
                        record = read_record(row.data)
                    except UnreadableRecord:
                        continue
                    found[record_id(origin, row.seq)] = record
        return found

    def as_said(self, kind: str) -> list[Thing]:
        """The live things of a kind in the order in which they were said, as core.fold.facts has it."""
        found = self.things(kind)
        said = TABLES[EffectiveRecord]
        query = select(said.c.id, said.c.position).where(said.c.programme == self.programme, said.c.kind == kind)
        places = {row.id: row.position for row in self.connection.execute(query)}

        def place(thing: Thing) -> tuple[bool, int, str, int]:
            position = places.get(thing.id)
            return position is None, position or 0, *split_record_id(thing.id)

        return sorted(found, key=place)

    def setting(self, name: str, day: str) -> int:
        return setting_in_force([thing_fact(thing) for thing in self.as_said(Setting.kind)], name, day)

    def office_origins(self) -> list[str]:
        return office_origins(self.things(Programme.kind), self.things(EpochBegan.kind))

    def rate_centimos(self, identifier: str) -> int:
        """What a rate pays, as it stands now; 0 where there is none."""
        fact = self.fact(identifier) if identifier else None
        return fact.centimos if isinstance(fact, Rate) else 0


def _by_code(rows: Iterable[Any]) -> list[Thing]:
    """Rows of things by code: in the order of its signs, whatever language a database sorts by."""
    return sorted((Thing(*row[1:]) for row in rows), key=lambda thing: (thing.code, thing.id))


def in_parts(values: Sequence[Any]) -> Iterator[Sequence[Any]]:
    """The same values, so many at a time as one statement takes."""
    for start in range(0, len(values), _IDS_PER_STATEMENT):
        yield values[start : start + _IDS_PER_STATEMENT]


def same_item() -> ColumnElement[bool]:
    """That a claim is the one of an item."""
    return and_(*(CLAIMS.c[name] == ITEMS.c[same] for name, same in CLAIM_OF_ITEM))


def is_claimed() -> ColumnElement[bool]:
    """Whether a sheet's line or a decision has an item."""
    return exists().where(same_item()).correlate(ITEMS)


def _words(data: bytes) -> str:
    """The text of a side row that has one."""
    try:
        content = canon.read(data)
    except canon.NotCanonical:
        return ""
    words = content.get("text") if isinstance(content, dict) else None
    return words if isinstance(words, str) else ""
