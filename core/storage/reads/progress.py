"""How a programme gets on: sums of the fold's totals, and what happened to a nursery's batches and on a person's days.

Only amounts that a verdict holds back are added up here; there are few of them, and a verdict moves no total.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from typing import Any

from sqlalchemy import and_, func, select

from core.domain.calendar import add_days
from core.domain.expectations import expected_ready
from core.domain.nurseries import Dispatched, PrickedOut, ReadyAccepted, SaplingsLost
from core.domain.plantings import Planting
from core.domain.plots import Unit, planted_m2
from core.domain.programme import Season, Setting, setting_in_force
from core.fold.facts import thing_fact
from core.fold.money_rows import Item
from core.fold.posting import EARNED, EARNED_HERE
from core.fold.rows import Acceptance, Attendance, EffectiveRecord, Hold, Thing, Total
from core.storage.projections import TABLES
from core.storage.reads.lookup import Lookup
from core.storage.reads.records import IS_HELD
from core.storage.reads.units import planted_anew
from core.usecases.views.field import BatchView, CommitteeMoney, Money
from core.usecases.views.progress import (
    AttendedView,
    ExpectedView,
    MonthView,
    NurseryMove,
    PlantedView,
    SeasonView,
)

ACCEPTANCES = TABLES[Acceptance]
ATTENDANCE = TABLES[Attendance]
HOLDS = TABLES[Hold]
ITEMS = TABLES[Item]
RECORDS = TABLES[EffectiveRecord]
TOTALS = TABLES[Total]
_MOVES = (PrickedOut.kind, Dispatched.kind, SaplingsLost.kind)
_AFTER_ALL_DAYS, _AFTER_A_SLASH = "9999-12-31", "0"
"""Ends of spans of keys, which come after what they are to come after however a database sorts."""


class ProgressReads:
    def __init__(self, lookup: Lookup) -> None:
        self._lookup = lookup

    def seasons(self) -> list[SeasonView]:
        """All campaigns, the last one first."""
        views = [
            SeasonView(thing.id, fact.code, fact.name, fact.starts_on, fact.ends_on)
            for thing in self._lookup.things(Season.kind)
            for fact in (thing_fact(thing),)
        ]
        return sorted(views, key=lambda view: (view.starts_on, view.code), reverse=True)

    def planted(self, names: Mapping[str, str]) -> list[PlantedView]:
        """Every committee that has units, in the order of `names`, which are by id."""
        units: dict[str, list[tuple[int, int, int]]] = defaultdict(list)
        for thing, there in self._planted_units():
            unit: Unit = thing_fact(thing)
            units[thing.committee].append((there, unit.target_trees, unit.area_m2))
        return [
            _planted_view(committee, name, units[committee]) for committee, name in names.items() if committee in units
        ]

    def beyond_room(self, day: str) -> dict[str, int]:
        """First plantings from a day on for which their units had no room, by committee."""
        over = {
            thing.id: (thing.committee, there - thing_fact(thing).target_trees)
            for thing, there in self._planted_units()
            if there > thing_fact(thing).target_trees
        }
        query = (
            select(RECORDS.c.subject, func.sum(RECORDS.c.count))
            .where(
                RECORDS.c.programme == self._lookup.programme,
                RECORDS.c.committee.in_({committee for committee, _ in over.values()}),
                RECORDS.c.kind == Planting.kind,
                RECORDS.c.status == "live",
                RECORDS.c.happened_on >= day,
                RECORDS.c.subject.in_(over),
            )
            .group_by(RECORDS.c.subject)
        )
        found: dict[str, int] = defaultdict(int)
        for unit, trees in self._ask(query) if over else ():
            committee, beyond = over[unit]
            found[committee] += min(int(trees), beyond)
        return found

    def _planted_units(self) -> Iterator[tuple[Thing, int]]:
        """Every unit with the trees that were planted in its cycle."""
        trees, anew = [self._sums("unit", name) for name in ("planted", "opening")], planted_anew(self._lookup)
        for thing in self._lookup.things(Unit.kind):
            if thing.id in anew:
                yield thing, anew[thing.id].get("planted", 0)
            else:
                yield thing, sum(sums.get(thing.id, 0) for sums in trees)

    def by_month(self, committee: str, from_month: str, to_month: str) -> list[MonthView]:
        """Of one committee, or of all with an empty one; months and species of which there is nothing are left out."""
        where = [TOTALS.c.programme == self._lookup.programme, TOTALS.c.scope == "species_month"]
        if committee:
            where.append(TOTALS.c.key.between(f"{committee}/{from_month}", f"{committee}/{to_month}{_AFTER_A_SLASH}"))
        sums: dict[tuple[str, str], dict[str, int]] = defaultdict(lambda: defaultdict(int))
        query = select(TOTALS.c.key, TOTALS.c.measure, TOTALS.c.value).where(*where)
        for key, measure, value in self._lookup.connection.execute(query):
            _, month, species = key.split("/")
            if from_month <= month <= to_month:
                sums[month, species][measure] += value
        return [
            MonthView(
                month, species, self._lookup.readable(species), found["ready"], found["planted"], found["replanted"]
            )
            for (month, species), found in sorted(sums.items())
            if any(found.values())
        ]

    def sums(self, committee: str, from_day: str, to_day: str) -> dict[str, int]:
        """What a committee's work of a span of days adds up to, by measure; of all days where both are empty, and then
        also what was there before.
        """
        if not from_day and not to_day:
            return self._lookup.totals("committee", committee)
        days = (f"{committee}/{from_day}", f"{committee}/{to_day or _AFTER_ALL_DAYS}")
        return self._lookup.total_between("committee_day", *days)

    def money(self, names: Mapping[str, str], from_day: str, to_day: str) -> list[CommitteeMoney]:
        """What the work of a span of days came to, or of all days where both are empty, for every committee."""
        held = self._held(from_day, to_day)
        views = []
        for committee, name in names.items():
            earned = self.sums(committee, from_day, to_day)
            held_of_all, held_here = held.get((committee, False), 0), held.get((committee, True), 0)
            parts = Money(
                earned.get(EARNED, 0) - held_of_all, earned.get(EARNED_HERE, 0) - held_here, held_of_all + held_here
            )
            views.append(CommitteeMoney(committee, name, parts))
        return views

    def nursery_moves(self, committee: str) -> list[NurseryMove]:
        """What was pricked out, became ready, left and died in a committee's batches, the oldest first."""
        where = (
            RECORDS.c.programme == self._lookup.programme,
            RECORDS.c.committee == committee,
            RECORDS.c.status == "live",
        )
        plain = select(RECORDS.c.subject, RECORDS.c.kind, RECORDS.c.happened_on, RECORDS.c.count)
        moves = [NurseryMove(*row) for row in self._ask(plain.where(*where, RECORDS.c.kind.in_(_MOVES)))]
        same = and_(ACCEPTANCES.c.programme == RECORDS.c.programme, ACCEPTANCES.c.record == RECORDS.c.id)
        accepted = select(ACCEPTANCES.c.batch, ACCEPTANCES.c.happened_on, ACCEPTANCES.c.increase)
        accepted = accepted.join(RECORDS, and_(same, ACCEPTANCES.c.batch == RECORDS.c.subject))
        for batch, day, increase in self._ask(accepted.where(*where, RECORDS.c.kind == ReadyAccepted.kind)):
            moves.append(NurseryMove(batch, ReadyAccepted.kind, day, increase))
        return sorted(moves, key=lambda move: move.happened_on)

    def expected_ready(self, batches: Sequence[BatchView], moves: Sequence[NurseryMove]) -> list[ExpectedView]:
        """What still grows in these batches, by the day on which it is expected to be ready.

        When the saplings were pricked out that a batch had before Plantón nobody has said: not on the day of that
        record, but not after it either, so that there is only a last day for them.
        """
        settings = [thing_fact(thing) for thing in self._lookup.as_said(Setting.kind)]
        pricked_out: dict[str, list[tuple[str, int]]] = {}
        for move in moves:
            if move.kind == PrickedOut.kind:
                pricked_out.setdefault(move.batch, []).append((move.happened_on, move.count))
        views = []
        for batch in batches:
            pricked = pricked_out.get(batch.id, [])
            before = batch.stock.pricked_out - sum(count for _, count in pricked)
            code = self._lookup.thing(batch.species)
            name = f"nursery_days:{code.code}" if code else "nursery_days"
            days_for = partial(setting_in_force, settings, name)
            found = expected_ready(pricked, batch.stock.growing, days_for)
            views += [ExpectedView(batch.id, one.pricked_out_on, one.ready_on, one.count) for one in found]
            from_before = min(before, batch.stock.growing - sum(one.count for one in found))
            if from_before > 0:
                last_day = add_days(batch.began_on, days_for(batch.began_on))
                views.append(ExpectedView(batch.id, "", last_day, from_before))
        return sorted(views, key=lambda view: (view.ready_on, view.batch))

    def attended(self, member: str) -> list[AttendedView]:
        """Live workdays on which a member came, the last first."""
        thing = self._lookup.thing(member)
        same = and_(ATTENDANCE.c.programme == RECORDS.c.programme, ATTENDANCE.c.workday == RECORDS.c.id)
        query = (
            select(RECORDS.c.id, RECORDS.c.happened_on, RECORDS.c.subject, ATTENDANCE.c.half_days)
            .join(ATTENDANCE, same)
            .where(
                RECORDS.c.programme == self._lookup.programme,
                RECORDS.c.committee == (thing.committee if thing else ""),
                RECORDS.c.kind == "workday",
                RECORDS.c.status == "live",
                ATTENDANCE.c.member == member,
            )
        )
        views = [AttendedView(*row) for row in self._ask(query)]
        return sorted(views, key=lambda view: (view.happened_on, view.workday), reverse=True)

    def _ask(self, query: Any) -> list[Any]:
        return list(self._lookup.connection.execute(query).all())

    def _sums(self, scope: str, measure: str) -> dict[str, int]:
        """A measure of a scope by key."""
        query = select(TOTALS.c.key, TOTALS.c.value).where(
            TOTALS.c.programme == self._lookup.programme, TOTALS.c.scope == scope, TOTALS.c.measure == measure
        )
        return {row.key: row.value for row in self._ask(query)}

    def _held(self, from_day: str, to_day: str) -> dict[tuple[str, bool], int]:
        """What verdicts hold back, by committee and by whether only this tablet knows it."""
        sums: dict[tuple[str, bool], int] = defaultdict(int)
        for committee, is_here, day, centimos in self._lookup.once_folded("held_by_day", self._held_by_day):
            if from_day <= day and (not to_day or day <= to_day):
                sums[committee, bool(is_here)] += int(centimos)
        return sums

    def _held_by_day(self) -> list[Any]:
        doubted = select(HOLDS.c.target).where(
            HOLDS.c.programme == self._lookup.programme, HOLDS.c.released_by == "", HOLDS.c.action != "warn"
        )
        here = ITEMS.c.position.is_(None).label("here")
        where = (
            ITEMS.c.programme == self._lookup.programme, ITEMS.c.record.in_(doubted),
            ITEMS.c.activity.not_in(("opening", "")), IS_HELD,
        )  # fmt: skip
        query = select(ITEMS.c.committee, here, ITEMS.c.happened_on, func.sum(ITEMS.c.centimos)).where(*where)
        return self._ask(query.group_by(ITEMS.c.committee, "here", ITEMS.c.happened_on))


def _planted_view(committee: str, name: str, units: Sequence[tuple[int, int, int]]) -> PlantedView:
    """Of units that are given as (trees that were planted, trees that fit, square metres)."""
    return PlantedView(
        committee,
        name,
        len(units),
        sum(there for there, _, _ in units),
        sum(target for _, target, _ in units),
        sum(max(0, target - there) for there, target, _ in units),
        sum(area_m2 for _, _, area_m2 in units),
        sum(planted_m2(area_m2, there, target) for there, target, area_m2 in units),
    )
