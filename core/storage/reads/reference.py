"""Who and what a programme is made up of, entry by entry, over one transaction; names are read all at once."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from itertools import chain
from typing import Any

from sqlalchemy import func, literal, or_, select, union

from core.domain.agreements import Agreement
from core.domain.kinds import KINDS
from core.domain.likeness import heard, may_be_same, pairs_by_dni, pairs_by_name
from core.domain.people import Committee, Household, Member, MembersCompared, Person, standing_for
from core.domain.records import split_record_id
from core.fold.facts import thing_fact
from core.fold.money_rows import Item
from core.fold.rows import Attendance, EffectiveRecord, Thing, Total
from core.storage.projections import TABLES
from core.storage.reads.lookup import THINGS, Lookup
from core.storage.reads.records import RecordReads, references, sides_in
from core.usecases.views.reference import Comparison, Entry, PersonEntry, Suspects

_Pairs = Callable[[Iterable[tuple[str, Person]]], Iterator[tuple[str, str]]]
_RECORDS = TABLES[EffectiveRecord]
_TOTALS = TABLES[Total]
_PAYEES = (Member.kind, Committee.kind)


class SqlReferenceReads:
    """The entries of a programme's lists."""

    def __init__(self, lookup: Lookup) -> None:
        self._lookup = lookup

    def counts(self) -> dict[str, int]:
        """How many live things of each kind there are, members that were set aside among them, and agreements."""
        mine = (THINGS.c.programme == self._lookup.programme, THINGS.c.status == "live")
        query = select(THINGS.c.kind, func.count()).where(*mine).group_by(THINGS.c.kind)
        counts = {kind: int(number) for kind, number in self._lookup.connection.execute(query)}
        of_records = select(func.count()).where(
            _RECORDS.c.programme == self._lookup.programme, _RECORDS.c.kind == Agreement.kind,
            _RECORDS.c.status == "live",
        )  # fmt: skip
        return counts | {Agreement.kind: int(self._lookup.connection.execute(of_records).scalar() or 0)}

    def entries(self, kind: str, *, as_said: bool = False) -> list[Entry]:
        """Everything of a kind by code, what was taken back at the end; with `as_said` in the order in which the live
        ones were said.
        """
        if not KINDS[kind].is_thing:
            return self._recorded(kind)
        if as_said:
            return [Entry(thing.id, thing_fact(thing), thing.status) for thing in self._lookup.as_said(kind)]
        query = select(THINGS).where(THINGS.c.programme == self._lookup.programme, THINGS.c.kind == kind)
        things = [Thing(*row[1:]) for row in self._lookup.connection.execute(query)]
        things.sort(key=lambda thing: (thing.status != "live", thing.committee, thing.code, split_record_id(thing.id)))
        return [Entry(thing.id, thing_fact(thing), thing.status) for thing in things]

    def names_in(self, facts: Iterable[Any]) -> dict[str, str]:
        """Words for every record that these facts name, and for the people and texts in their side rows."""
        facts = list(facts)
        named = {key for fact in facts for key in references(fact)}
        sides = {key for fact in facts for key in sides_in(fact)}
        self._lookup.know_things(named)
        known = [self._lookup.fact(key) for key in named]
        people = self._lookup.people({*sides, *(getattr(fact, "person_side", "") for fact in known)} - {""})
        names = {key: self._lookup.readable(key) for key in named}
        return names | self._lookup.texts(sides) | {key: person.listed_name for key, person in people.items()}

    def _recorded(self, kind: str) -> list[Entry]:
        """What is no thing, from its records."""
        records = RecordReads(self._lookup)
        query = select(_RECORDS).where(
            _RECORDS.c.programme == self._lookup.programme, _RECORDS.c.kind == kind,
            _RECORDS.c.status.in_(("live", "void")),
        ).order_by(_RECORDS.c.status, _RECORDS.c.happened_on.desc(), _RECORDS.c.id)  # fmt: skip
        rows = list(self._lookup.connection.execute(query))
        return [Entry(row.id, fact, row.status) for row in rows if (fact := records.fact(row)) is not None]

    def comparisons(self) -> list[Comparison]:
        """What stands about entries that were compared, in the order of their records."""
        found = [(thing.id, thing_fact(thing)) for thing in self._lookup.things(MembersCompared.kind)]
        return [Comparison(key, fact.member, fact.other, fact.verdict) for key, fact in found]

    def persons(self, hashes: Iterable[str]) -> dict[str, Person]:
        """The people in side rows, by hash; those that are not here are left out."""
        return self._lookup.people(dict.fromkeys(hashes))

    def people(self) -> list[PersonEntry]:
        """All members, also those who left, in the order in which the list has them: by code."""
        things = self._lookup.things(Member.kind)
        facts = {thing.id: thing_fact(thing) for thing in things}
        people = self._lookup.people(dict.fromkeys(fact.person_side for fact in facts.values()))
        committees = {thing.id: thing_fact(thing) for thing in self._lookup.things(Committee.kind)}
        communities = {thing.id: thing_fact(thing) for thing in self._lookup.things("community")}
        households = {thing.id: thing.code for thing in self._lookup.things(Household.kind)}
        aside, confirmed = set_aside(self.comparisons()), self._confirmed()
        offices = set(self._lookup.office_origins())
        entries = []
        for key, fact in facts.items():
            committee = committees.get(fact.committee)
            community = committee.community if committee else ""
            named = communities.get(community)
            entries.append(
                PersonEntry(
                    key, fact.code, people.get(fact.person_side), fact.sex, fact.committee,
                    named.name if named else committee.name if committee else "", community,
                    households.get(fact.household or "", ""), fact.joined_on, fact.left_on or "",
                    split_record_id(key)[0] in offices or key in confirmed, aside.get(key, ""),
                )
            )  # fmt: skip
        return entries

    def suspects(self) -> list[Suspects]:
        """Pairs about which nobody has decided: of one DNI in the whole programme, and of like names in a community.
        Entries that were set aside, and pairs who have both left, are not asked about again.
        """
        return self._undecided(self.people(), pairs_by_name)

    def suspects_of(self, member: str, people: Iterable[PersonEntry]) -> list[Suspects]:
        """The same pairs with this member in them; `people` are all there are."""

        def pairs(group: Iterable[tuple[str, Person]]) -> Iterator[tuple[str, str]]:
            names = {identifier: heard(person) for identifier, person in group}
            mine = names.pop(member, None)
            return ((member, other) for other, name in names.items() if mine is not None and may_be_same(mine, name))

        return [one for one in self._undecided(people, pairs) if member in (one.one.id, one.other.id)]

    def _undecided(self, people: Iterable[PersonEntry], by_names: _Pairs) -> list[Suspects]:
        entries = {one.id: one for one in people if one.person is not None and not one.same_as}
        decided = {frozenset((one.member, one.other)) for one in self.comparisons()}
        by_dni = set(pairs_by_dni(_named(entries.values())))
        by_community: dict[str, list[PersonEntry]] = defaultdict(list)
        for entry in entries.values():
            by_community[entry.community].append(entry)
        by_name = chain.from_iterable(by_names(_named(group)) for group in by_community.values())
        suspects = []
        for one, other in (*sorted(by_dni), *by_name):
            pair = frozenset((one, other))
            if pair not in decided and not (entries[one].left_on and entries[other].left_on):
                suspects.append(Suspects(entries[one], entries[other], (one, other) in by_dni))
            decided.add(pair)
        return suspects

    def uses(self, identifier: str) -> int:
        """How many live things and records stand on this one at least: those that name it as what they are about, whose
        they are, who came, or what paid them. Each counts once; what only a body names is not found.
        """
        programme, came, items = self._lookup.programme, TABLES[Attendance], TABLES[Item]
        things = select(THINGS.c.id).where(
            THINGS.c.programme == programme, THINGS.c.status == "live", THINGS.c.id != identifier,
            THINGS.c.body.contains(f'"{identifier}"', autoescape=True),
        )  # fmt: skip
        records = select(_RECORDS.c.id).where(
            _RECORDS.c.programme == programme, _RECORDS.c.status == "live", _RECORDS.c.id != identifier,
            or_(_RECORDS.c.subject == identifier, _RECORDS.c.committee == identifier),
            _RECORDS.c.kind.not_in(("void", "replace", "verdict")),
        )  # fmt: skip
        presences = select(came.c.workday).where(came.c.programme == programme, came.c.member == identifier)
        earned = select(items.c.record).where(
            items.c.programme == programme, or_(items.c.member == identifier, items.c.rate == identifier)
        )
        named = union(things, records, presences, earned).subquery()
        return int(self._lookup.connection.execute(select(func.count()).select_from(named)).scalar() or 0)

    def is_used(self, identifier: str, kind: str) -> bool:
        """Whether `uses` would find any of a thing of this kind, which is no rate; it stops at the first."""
        programme = self._lookup.programme
        things, records, came, items = THINGS.c, _RECORDS.c, TABLES[Attendance].c, TABLES[Item].c
        lives = (records.programme == programme, records.status == "live", records.id != identifier)
        says = records.kind.not_in(("void", "replace", "verdict"))
        ways = [
            *([[items.programme == programme, items.member == identifier]] if kind in _PAYEES else []),
            [*lives, records.committee == identifier, says],
            [
                things.programme == programme, things.status == "live", things.id != identifier,
                things.body.contains(f'"{identifier}"', autoescape=True),
            ],
            [*lives, records.subject == identifier, says],
            *([[came.programme == programme, came.member == identifier]] if kind == Member.kind else []),
        ]  # fmt: skip
        found = (self._lookup.connection.execute(select(literal(1)).where(*way).limit(1)).first() for way in ways)
        return any(row is not None for row in found)

    def _confirmed(self) -> set[str]:
        """Members whom a tablet added and the office has confirmed."""
        query = select(_TOTALS.c.key).where(
            _TOTALS.c.programme == self._lookup.programme, _TOTALS.c.scope == "member",
            _TOTALS.c.measure == "confirmed", _TOTALS.c.value > 0,
        )  # fmt: skip
        return set(self._lookup.connection.execute(query).scalars())


def set_aside(comparisons: Iterable[Comparison]) -> dict[str, str]:
    """For each entry that was found to be the same person as another, the one that stands for both in the end."""
    pairs = ((one.member, one.other) for one in comparisons if one.verdict == "same_person")
    return {entry: standing[-1] for entry, standing in standing_for(pairs).items()}


def _named(entries: Iterable[PersonEntry]) -> list[tuple[str, Person]]:
    return [(entry.id, entry.person) for entry in entries if entry.person is not None]
