"""What a community, or one of its committees, did in a period, as its assembly may see it: trees, survival, and who
worked on how many days.

There is no money in it and no way back to money: neither amounts nor rates, and no count beside a name, since a count
times the rate is what somebody earned. Names come from the side rows as they are here today. Whoever has none any more,
or not yet, and whoever is under age is counted and not named.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from core.domain.identity import name_sort_key
from core.domain.nurseries import BatchStarted, OpeningBatch, ReadyAccepted
from core.domain.people import Committee, Community, is_minor
from core.domain.plantings import Planting, Replanting
from core.domain.problems import Problem
from core.domain.survival import Share, together
from core.fold.facts import thing_fact
from core.fold.rows import Acceptance, Attendance, EffectiveRecord, Thing
from core.usecases.views.monitoring import SurvivalView
from core.usecases.views.reference import PersonEntry
from sync_server.audit.source import Source
from sync_server.audit.tables.care import COUNTED, by_species

_BATCHES = (BatchStarted.kind, OpeningBatch.kind)
_BY_NAME = (Planting.kind, Replanting.kind, ReadyAccepted.kind)
"""Kinds of work that may be counted for each person, without a list of who came."""
_MEASURES = ("planted", "replanted", "lost")


@dataclass(frozen=True, slots=True)
class Worker:
    """A person by their listed name. `half_days` are those of lists of attendance; on `days_by_name` other days work
    was counted under the name, of which nobody wrote down whether it was a whole day.
    """

    name: str
    half_days: int
    days_by_name: int


@dataclass(frozen=True, slots=True)
class Unnamed:
    """People who are counted and not named, and what they worked, as of a Worker."""

    people: int = 0
    half_days: int = 0
    days_by_name: int = 0


@dataclass(frozen=True, slots=True)
class Part:
    """A committee, or all of them together. `survival` is of the units that were counted in the period, each by its
    last count; None where there was none.
    """

    name: str
    raised: int
    planted: int
    replanted: int
    lost: int
    survival: Share | None
    units_counted: int
    people: int
    half_days: int
    workers: tuple[Worker, ...]
    nameless: Unnamed
    minors: Unnamed

    @property
    def is_empty(self) -> bool:
        sums = (self.raised, self.planted, self.replanted, self.lost, self.people)
        return self.survival is None and not any(sums)


@dataclass(frozen=True, slots=True)
class Assembly:
    """The paper's content. `whole` has the sums of all `parts`, and lists nobody."""

    about: str
    place: str
    from_day: str
    to_day: str
    parts: tuple[Part, ...]
    whole: Part


@dataclass
class _Work:
    """What one person did in one committee."""

    half_days: int = 0
    by_name: set[str] = field(default_factory=set)


@dataclass
class _Sums:
    """A committee on the way to its Part. `counts` are (alive, share) of its units, `workers` by person."""

    trees: dict[str, int] = field(default_factory=lambda: dict.fromkeys(("raised", *_MEASURES), 0))
    counts: list[tuple[int, Share]] = field(default_factory=list)
    workers: dict[str, _Work] = field(default_factory=lambda: defaultdict(_Work))


def places_of(source: Source) -> list[tuple[str, str]]:
    """(id, name) of every community that has a committee, and of every committee of one that has several, by name."""
    found: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for thing, fact in _live(source, Committee.kind):
        found[fact.community].append((thing.id, fact.name))
    places = []
    for thing, fact in _live(source, Community.kind):
        committees = found.get(thing.id, [])
        places += [(thing.id, fact.name)] if committees else []
        places += [(key, f"{fact.name} · {name}") for key, name in committees] if len(committees) > 1 else []
    return sorted(places, key=lambda place: name_sort_key(place[1]))


def assembly_of(source: Source, about: str) -> Assembly:
    """What the assembly of a community or a committee (id) is shown. Raises Problem handout_place_unknown."""
    place, names = _place(source, about)
    found = {committee: _Sums() for committee in names}
    _add_trees(source, found)
    _add_survival(source, found)
    people = {one.id: one for one in source.session.reference().people()}
    _add_work(source, found, people)
    parts = tuple(_part(source, names[key], [sums], people) for key, sums in found.items())
    return Assembly(
        about, place, source.from_day, source.to_day, parts,
        _part(source, place, list(found.values()), people, listed=False),
    )  # fmt: skip


def _place(source: Source, about: str) -> tuple[str, dict[str, str]]:
    """What the place is called, and its committees' names by id in the order of their codes."""
    committees = _live(source, Committee.kind)
    communities = {thing.id: fact.name for thing, fact in _live(source, Community.kind)}
    mine = {thing.id: fact for thing, fact in committees if about in (thing.id, fact.community)}
    if not mine:
        raise Problem("handout_place_unknown")
    names = {key: fact.name for key, fact in mine.items()}
    if about in communities:
        return communities[about], names
    return names[about], names


def _live(source: Source, kind: str) -> list[tuple[Thing, Any]]:
    return [(thing, thing_fact(thing)) for thing in source.lookup.things(kind)]


def _add_trees(source: Source, found: Mapping[str, _Sums]) -> None:
    days = ("happened_on", source.from_day, source.to_day)
    for committee, sums in found.items():
        for kind in COUNTED:
            for (said,) in source.whole.rows(
                EffectiveRecord, ("happened_on", "id"), of={"kind": kind, "committee": committee}, days=days,
                filled="contributions", only=("contributions",),
            ):  # fmt: skip
                for _, measure, trees in by_species(json.loads(said)):
                    if measure in _MEASURES:
                        sums.trees[measure] += trees
    batches = {thing.id: thing.committee for kind in _BATCHES for _, thing, _ in source.things(kind)}
    for batch, increase in source.whole.rows(Acceptance, ("batch", "record"), days=days, only=("batch", "increase")):
        if batches.get(batch) in found:
            found[batches[batch]].trees["raised"] += increase


def _add_survival(source: Source, found: Mapping[str, _Sums]) -> None:
    """The last count of each unit in the period, of those in which there were trees."""
    for committee, sums in found.items():
        last: dict[str, SurvivalView] = {}
        for view in source.session.monitoring().survival_counts(committee):
            if source.from_day <= view.day <= source.to_day and view.share is not None:
                last.setdefault(view.unit, view)
        sums.counts = [(view.alive, view.share) for view in last.values() if view.share is not None]


def _add_work(source: Source, found: Mapping[str, _Sums], people: Mapping[str, PersonEntry]) -> None:
    """Days of the lists, and days on which work was counted by name and no list of any committee has the person.

    Two entries that were found to be one person are one here.
    """

    def person(member: str) -> str:
        entry = people.get(member)
        return entry.same_as or member if entry else member

    came: dict[str, set[str]] = defaultdict(set)
    for row in source.in_period(Attendance, ("workday", "member")):
        one = Attendance(*row)
        came[person(one.member)].add(one.happened_on)
        if one.committee in found:
            found[one.committee].workers[person(one.member)].half_days += one.half_days
    for stated in source.stated(*_BY_NAME, period=True):
        if stated.row.status != "live" or stated.row.committee not in found or stated.fact is None:
            continue
        for who in {person(counted.member) for counted in stated.fact.people}:
            if stated.row.happened_on not in came[who]:
                found[stated.row.committee].workers[who].by_name.add(stated.row.happened_on)


def _part(
    source: Source, name: str, sums: Iterable[_Sums], people: Mapping[str, PersonEntry], *, listed: bool = True
) -> Part:
    """The sums of some committees; a person who worked in several is one person with the days of all."""
    sums = list(sums)
    counts = [count for one in sums for count in one.counts]
    work: dict[str, _Work] = defaultdict(_Work)
    for one in sums:
        for key, mine in one.workers.items():
            work[key].half_days += mine.half_days
            work[key].by_name |= mine.by_name
    named, nameless, minors = _sorted(source.to_day, work, people)
    trees = {measure: sum(one.trees[measure] for one in sums) for measure in ("raised", *_MEASURES)}
    return Part(
        name, trees["raised"], trees["planted"], trees["replanted"], trees["lost"], together(counts), len(counts),
        len(work), sum(mine.half_days for mine in work.values()), named if listed else (), nameless, minors,
    )  # fmt: skip


def _sorted(
    last_day: str, work: Mapping[str, _Work], people: Mapping[str, PersonEntry]
) -> tuple[tuple[Worker, ...], Unnamed, Unnamed]:
    """Whom one may name, by surname; who has no name here; who was not of age on the last day."""
    workers: list[tuple[str, Worker]] = []
    nameless: list[_Work] = []
    minors: list[_Work] = []
    for key, mine in work.items():
        person = people[key].person if key in people else None
        if person is None:
            nameless.append(mine)
        elif person.birth and is_minor(person.birth, last_day):
            minors.append(mine)
        else:
            workers.append((key, Worker(person.listed_name, mine.half_days, len(mine.by_name))))
    workers.sort(key=lambda one: (name_sort_key(one[1].name), one[0]))
    return tuple(worker for _, worker in workers), _unnamed(nameless), _unnamed(minors)


def _unnamed(work: list[_Work]) -> Unnamed:
    return Unnamed(len(work), sum(one.half_days for one in work), sum(len(one.by_name) for one in work))
