"""From what people call a thing to its record: by id, by code or by name, without minding accents and case.

Names of people, batches and units are looked for in one committee where it is known; a code or an id may be of another.
A person may also be named by DNI, a committee by its community, a workday by its day, and a pay sheet by its number.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches

from core.domain.attendance import Workday
from core.domain.bodies import Fact
from core.domain.funds import ExchangeRate
from core.domain.kinds import KINDS
from core.domain.people import Committee, Person, read_person
from core.domain.problems import Problem
from core.domain.records import RecordId, is_record_id
from core.domain.sheets import SHEET_STATES, PaySheet
from core.domain.survival import SurvivalDrawn
from core.fold.facts import fact_in_force, live_things, thing_fact
from core.fold.money_rows import Sheet
from core.fold.rows import EffectiveRecord, Thing
from core.usecases.office.written.values import day, fold_name
from core.usecases.ports import Session

Spoken = Callable[[str, str], Sequence[str]]
"""The words that people have for a code in a field, such as (activity, holes) → (hoyos, hole-digging); the first of
them is what a sentence says.
"""
_LISTED_AT_MOST = 5
_NEAR_AT_MOST = 30
"""How many unknown names are compared with all known ones; more are strange altogether."""
_NAMES = ("name", "local_name", "latin_name", "label")


def code_alone(_: str, code: str) -> Sequence[str]:
    """For whoever has no words for codes."""
    return (code,)


@dataclass(frozen=True, slots=True)
class _Named:
    """The live things of a kind by their codes and by their other names, as they are compared."""

    by_code: Mapping[str, list[Thing]]
    by_name: Mapping[str, list[Thing]]


class Names:
    """The names of one programme, as of one session; what was read once is remembered."""

    def __init__(self, session: Session, spoken: Spoken = code_alone) -> None:
        self.spoken = spoken
        self._session = session
        self._state = session.state()
        self._named: dict[str, _Named] = {}
        self._codes: dict[tuple[str, tuple[str, ...]], Mapping[str, str]] = {}
        self._found: dict[tuple[str, tuple[str, ...], str], RecordId] = {}
        self._compared = 0

    def find(self, text: str, kinds: Collection[str], committee: str = "") -> RecordId:
        """The record that somebody means, of one of these kinds or of any where there are none.

        Raises Problem written_unknown, written_unknown_near, written_ambiguous or written_other_kind.
        """
        wanted = text.strip()
        asked = (wanted, tuple(kinds), committee)
        known = self._found.get(asked)
        if known is None:
            known = self._found[asked] = self._find(wanted, kinds, committee)
        return known

    def _find(self, wanted: str, kinds: Collection[str], committee: str) -> RecordId:
        if is_record_id(wanted.upper()):
            known = self._by_id(wanted.upper(), kinds)
            if known:
                return known
        found: dict[str, Thing | EffectiveRecord] = {**self._things_of(kinds, wanted, committee)}
        if not found:
            found = {row.id: row for row in self._records(kinds, wanted, committee)}
        if not found:
            raise self._unknown(wanted, kinds)
        if len(found) > 1:
            known_ones = [self._called(one) for one in found.values()]
            raise Problem("written_ambiguous", text=wanted, known=_listed(known_ones))
        return RecordId(next(iter(found)))

    def holders(self, text: str, kinds: Collection[str], committee: str = "") -> list[str]:
        """Everything of these kinds that has this code or name, of one committee or of all."""
        found = self._things_of(kinds, text.strip(), committee)
        return [thing.id for thing in found.values() if not committee or thing.committee in ("", committee)]

    def code(self, name: str, codes: tuple[str, ...], text: str) -> str:
        """The code of a closed list that somebody means. Raises Problem written_code."""
        key = (name, codes)
        if key not in self._codes:
            words = {fold_name(word): code for code in codes for word in self.spoken(name, code)}
            self._codes[key] = words | {fold_name(code): code for code in codes}
        found = self._codes[key].get(fold_name(text))
        if found is None:
            raise Problem("written_code", text=text, known=", ".join(self.spoken(name, code)[0] for code in codes))
        return found

    def committee_of(self, identifier: str) -> str:
        """Whose a thing or record is; empty where it is common to all."""
        thing = self._state.get(Thing, identifier)
        if thing is not None:
            return thing.id if thing.kind == Committee.kind else thing.committee
        row = self._state.get(EffectiveRecord, identifier)
        return row.committee if row else ""

    def written(self, identifier: str, kinds: Collection[str], committee: str = "") -> str:
        """What somebody would type for a record so that it is found again: its code, or else its id."""
        thing = self._state.get(Thing, identifier)
        if thing is None or not thing.code.strip() or is_record_id(thing.code.strip().upper()):
            return identifier
        return thing.code if set(self._things_of(kinds, thing.code.strip(), committee)) == {identifier} else identifier

    def _by_id(self, identifier: str, kinds: Collection[str]) -> RecordId | None:
        row = self._state.get(EffectiveRecord, identifier)
        if row is None or row.status in ("void", "unreadable"):
            return None
        if kinds and row.kind not in kinds:
            raise Problem("written_other_kind", id=identifier)
        return RecordId(identifier)

    def _things_of(self, kinds: Collection[str], wanted: str, committee: str) -> dict[str, Thing]:
        return {thing.id: thing for kind in kinds for thing in self._things(kind, wanted, committee)}

    def _things(self, kind: str, wanted: str, committee: str) -> list[Thing]:
        if not KINDS[kind].is_thing:
            return []
        named, key = self._of_kind(kind), fold_name(wanted)
        by_code = named.by_code.get(key, [])
        near = [thing for thing in by_code if not committee or thing.committee in ("", committee)]
        if near or by_code:
            return near or by_code
        return [
            thing for thing in named.by_name.get(key, []) if not committee or thing.committee in ("", committee)
        ]  # fmt: skip

    def _records(self, kinds: Collection[str], wanted: str, committee: str) -> Iterator[EffectiveRecord]:
        """What is no thing: a workday by its day, with its activity where there are several; a sheet by number."""
        if Workday.kind in kinds and committee:
            yield from self._workdays(wanted, committee)
        if PaySheet.kind in kinds:
            number = wanted.removeprefix("N°").strip()
            for sheet in self._sheets(number):
                row = self._state.get(EffectiveRecord, sheet.id)
                if row is not None:
                    yield row

    def _workdays(self, wanted: str, committee: str) -> list[EffectiveRecord]:
        first, _, rest = wanted.partition(" ")
        try:
            on = day(first)
        except Problem:
            return []
        rows = [row for row in self._state.find(EffectiveRecord, Workday.kind, on, committee) if row.status == "live"]
        if not rest:
            return rows
        activity = fold_name(rest)
        return [
            row
            for row in rows
            if activity in [fold_name(word) for word in (row.subject, *self.spoken("activity", row.subject))]
        ]

    def _sheets(self, number: str) -> list[Sheet]:
        if not (number.isascii() and number.isdigit() and len(number) < 10):
            return []
        all_sheets = [sheet for state in SHEET_STATES for sheet in self._state.find(Sheet, state)]
        return [sheet for sheet in all_sheets if sheet.number == int(number)]

    def _of_kind(self, kind: str) -> _Named:
        if kind not in self._named:
            things = live_things(self._state, kind)
            facts = [(thing, thing_fact(thing)) for thing in things]
            people = self._people(fact.person_side for _, fact in facts if hasattr(fact, "person_side"))
            by_code, by_name = defaultdict(list), defaultdict(list)
            for thing, fact in facts:
                by_code[fold_name(thing.code)].append(thing)
                person = people.get(getattr(fact, "person_side", ""))
                for name in {fold_name(name) for name in self._names(fact, person)} - {""}:
                    by_name[name].append(thing)
            by_code.pop("", None)
            self._named[kind] = _Named(by_code, by_name)
        return self._named[kind]

    def _names(self, fact: Fact, person: Person | None) -> Iterator[str]:
        yield from (name for attribute in _NAMES if isinstance(name := getattr(fact, attribute, None), str))
        yield from getattr(fact, "other_names", ())
        if person is not None:
            yield from (person.full_name, person.listed_name, person.dni or "")
            yield from (f"{person.given_names} {person.first_surname}", f"{person.first_surname} {person.given_names}")
        if isinstance(fact, Committee):
            yield from self._names_of_thing(fact.community)
        if isinstance(fact, ExchangeRate):
            yield from (fact.day, f"{fact.currency} {fact.day}")
        if isinstance(fact, SurvivalDrawn):
            yield from self._names_of_thing(fact.unit)

    def _names_of_thing(self, identifier: str) -> Iterator[str]:
        thing = self._state.get(Thing, identifier)
        if thing is not None:
            yield thing.code
            yield from self._names(thing_fact(thing), None)

    def _people(self, hashes: Iterable[str]) -> dict[str, Person]:
        rows = self._session.side_rows(hashes)
        return {row.hash: person for row in rows if (person := read_person(row.data)) is not None}

    def _unknown(self, wanted: str, kinds: Collection[str]) -> Problem:
        self._compared += 1
        if self._compared > _NEAR_AT_MOST:
            return Problem("written_unknown", text=wanted)
        known: dict[str, Thing] = {}
        for kind in kinds:
            if KINDS[kind].is_thing:
                named = self._of_kind(kind)
                for names in (named.by_name, named.by_code):
                    known |= {name: things[0] for name, things in names.items()}
        begun = sorted(name for name in known if name.startswith(f"{fold_name(wanted)} "))
        near = begun[:_LISTED_AT_MOST] or get_close_matches(fold_name(wanted), known, n=_LISTED_AT_MOST)
        if not near:
            return Problem("written_unknown", text=wanted)
        return Problem("written_unknown_near", text=wanted, known=_listed([self._called(known[name]) for name in near]))

    def _called(self, one: Thing | EffectiveRecord) -> str:
        if isinstance(one, Thing):
            same = len(self._of_kind(one.kind).by_code.get(fold_name(one.code), [])) > 1
            return f"{one.code} ({one.id})" if same or not one.code else one.code
        fact = fact_in_force(self._state, one)
        return f"{one.id} ({self.spoken('activity', fact.activity)[0]})" if isinstance(fact, Workday) else one.id


def _listed(texts: Sequence[str]) -> str:
    each = list(dict.fromkeys(texts))
    return ", ".join(each[:_LISTED_AT_MOST]) + (" …" if len(each) > _LISTED_AT_MOST else "")
