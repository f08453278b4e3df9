"""Which records somebody means who types a part of a name, a code or an id, or who asks for a person."""

from __future__ import annotations

import json
import re

from sqlalchemy import ColumnElement, false, or_, select

from core.domain.people import Member, Person
from core.domain.records import is_record_id
from core.fold.money_rows import Item
from core.fold.rows import Attendance, EffectiveRecord, Thing
from core.storage.projections import TABLES
from core.storage.reads.lookup import Lookup

RECORDS = TABLES[EffectiveRecord]
ITEMS = TABLES[Item]
ATTENDANCE = TABLES[Attendance]
THINGS = TABLES[Thing]
_MOST_NAMED = 40
"""People or things that a text may mean; more say that it is too short to mean anybody."""
_MOST_FOUND = 5_000
"""Records that a text means, looked up one by one; of more, each is held against the text."""
_PART_OF_ID = re.compile(r"[A-Z2-7]{0,6}(-[0-9]*)?", re.ASCII)
_DIGITS = 15
"""More than any record's number has, and fewer than a database takes."""


class Searching:
    """One snapshot's answers, each worked out once: a list and its number ask for the same."""

    def __init__(self, lookup: Lookup) -> None:
        self._lookup = lookup
        self._records_of: dict[tuple[str, ...], list[str]] = {}
        self._meant: dict[str, ColumnElement[bool]] = {}

    def concerning(self, members: tuple[str, ...]) -> list[str]:
        """Records by which people earned, workdays on which they came, and those that added them.

        They are few beside all records, so they are found first.
        """
        if members not in self._records_of:
            programme = self._lookup.programme
            # Asked for each record once, SQLite would read through an index of all records.
            earned = select(ITEMS.c.record).where(ITEMS.c.programme == programme, ITEMS.c.member.in_(members))
            came = select(ATTENDANCE.c.workday).where(
                ATTENDANCE.c.programme == programme, ATTENDANCE.c.member.in_(members)
            )
            found = set(members)
            for query in (earned, came):
                found.update(self._lookup.connection.execute(query).scalars())
            self._records_of[members] = sorted(found)
        return self._records_of[members]

    def meaning(self, text: str) -> ColumnElement[bool]:
        """A number is that of a record, whoever wrote it, and a whole id that record; anything else is a part of an id,
        or of the name or code of what records are about and of the people in them.
        """
        if text.isascii() and text.isdigit():
            return RECORDS.c.id.endswith(f"-{int(text[:_DIGITS])}")
        if is_record_id(text.upper()):
            return RECORDS.c.id == text.upper()
        if text not in self._meant:
            self._meant[text] = self._with_part(text)
        return self._meant[text]

    def _with_part(self, text: str) -> ColumnElement[bool]:
        """By their ids, unless they are too many to be named one by one."""
        members, things = self._named_like(text)
        ways = []
        if _PART_OF_ID.fullmatch(text.upper()):
            ways.append(RECORDS.c.id.contains(text.upper(), autoescape=True))
        if things:
            ways += [RECORDS.c.subject.in_(things), RECORDS.c.id.in_(things)]
        if members:
            ways.append(self._lookup.among(RECORDS.c.id, self.concerning(members)))
        if not ways:
            return false()
        query = select(RECORDS.c.id).where(RECORDS.c.programme == self._lookup.programme, or_(*ways))
        found = list(self._lookup.connection.execute(query.limit(_MOST_FOUND + 1)).scalars())
        return self._lookup.among(RECORDS.c.id, found) if len(found) <= _MOST_FOUND else or_(*ways)

    def _named_like(self, text: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """The first (members, other live things) whose name or code has this text in it, whatever its accents."""
        from core.domain.seeking import plain  # A tablet that starts looks for nobody.

        wanted = plain(text)
        query = select(THINGS.c.id, THINGS.c.kind, THINGS.c.code, THINGS.c.body).where(
            THINGS.c.programme == self._lookup.programme, THINGS.c.status == "live"
        )
        found = self._lookup.connection.execute(query.order_by(THINGS.c.code, THINGS.c.id)).all()
        # Only their names are looked at: to read each as the fact it states takes ten times as long.
        bodies = [json.loads(body) for *_, body in found]
        people = self._people_named({str(body.get("person_side", "")) for body in bodies} - {""})
        named: tuple[list[str], list[str]] = ([], [])
        for (identifier, kind, code, _), body in zip(found, bodies, strict=True):
            if kind == Member.kind:
                names = people.get(str(body.get("person_side", "")), ())
            else:
                names = (str(body.get("name", "")), str(body.get("local_name", "")))
            if any(wanted in plain(name) for name in (code, *names)):
                named[kind != Member.kind].append(identifier)
        return tuple(named[0][:_MOST_NAMED]), tuple(named[1][:_MOST_NAMED])

    def _people_named(self, hashes: set[str]) -> dict[str, tuple[str, str]]:
        """The names of people as one says and as one lists them, by side hash."""
        found: dict[str, tuple[str, str]] = {}
        for key, data in self._lookup.side_rows(hashes):
            try:
                said = json.loads(data)
                person = Person(said["given_names"], said["first_surname"], said.get("second_surname"))
                found[key] = (person.full_name, person.listed_name)
            except (ValueError, TypeError, KeyError):
                continue  # Not a person's row, so nobody's name.
        return found
