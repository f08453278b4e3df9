"""What the checks ask, answered from the rows of the fold.

One of these is good for as long as nothing is folded: it remembers what it has read, so make a new one after each
fold.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from typing import Any, ClassVar, Protocol, TypeVar

from core.domain.calendar import local_day
from core.domain.checks.finding import Subject
from core.domain.checks.known import ANYTHING, KnownPayment, KnownTrip, NamedWorkday
from core.domain.nurseries import BatchStarted, BatchStock, OpeningBatch, SeedLot, Species
from core.domain.people import Member, Officer, is_officer_on
from core.domain.plantings import OpeningPlanted, Planting, Replanting
from core.domain.plots import CycleOpened, Unit, WaterBody
from core.domain.programme import Programme
from core.domain.rates import DatedRate
from core.domain.records import LATEST_INSTANT_MS
from core.fold.boxes import box_of
from core.fold.cash import trip_centimos
from core.fold.corrections import works_for
from core.fold.drawing import records_of_other_funds, waived_and_owed
from core.fold.earnings import earns_by_setting, produced_when_pricked_out, rate_for
from core.fold.facts import (
    code_of,
    fact_in_force,
    is_confirmed,
    is_office,
    live_thing,
    revoked_after,
    setting,
    thing_fact,
)
from core.fold.money_rows import Payment, SheetLine, Trip
from core.fold.outcomes import batch_of
from core.fold.rows import Acceptance, Attendance, EffectiveRecord, Thing, Total, WorkdayUse
from core.fold.state import State


class _Named(Protocol):
    """A fact's type, which carries the name of its kind."""

    kind: ClassVar[str]


_T = TypeVar("_T")
_ThingT = TypeVar("_ThingT", bound=_Named)
_LAST_DAY = local_day(LATEST_INSTANT_MS)
_LAST_POSITION = 1 << 62


def _order(row: EffectiveRecord) -> tuple[str, int, int, str, int]:
    """Where a record stands in time: by day of the work, then as recorded, then by id."""
    return (row.happened_on, row.recorded_at, 0 if row.position else 1, row.origin, row.seq)


def subject_of(state: State, row: EffectiveRecord) -> Subject | None:
    """The record as the checks judge it; None where it is void or cannot be read, and there is nothing to judge."""
    fact = fact_in_force(state, row)
    if fact is None:
        return None
    in_force = state.record(row.body_id)
    recorded_at = in_force.recorded_at if in_force else row.recorded_at
    earns = earns_by_setting(state, row, fact)
    return Subject(row.id, row.kind, fact, row.happened_on, recorded_at, row.committee, earns, row.author)


class KnownFromState:
    """Implements `Known`. `births` gives a member's birth from the side rows that are here; `today` is a local day."""

    def __init__(self, state: State, births: Callable[[str], str | None], today: str) -> None:
        self._state = state
        self._births = births
        self._remembered: dict[tuple[str, ...], Any] = {}
        self.today = today

    @property
    def programme_began_on(self) -> str:
        return next((str(programme.began_on) for programme in self._things(Programme)), "")

    def setting(self, name: str, day: str) -> int:
        return setting(self._state, name, day)

    def batch(self, identifier: str) -> BatchStarted | OpeningBatch | None:
        return batch_of(self._state, identifier)

    def species(self, identifier: str) -> Species | None:
        return self._thing(Species, identifier)

    def seed_lot(self, identifier: str) -> SeedLot | None:
        return self._thing(SeedLot, identifier)

    def unit(self, identifier: str) -> Unit | None:
        return self._thing(Unit, identifier)

    def member(self, identifier: str) -> Member | None:
        return self._thing(Member, identifier)

    def water_bodies(self) -> Sequence[WaterBody]:
        return self._things(WaterBody)

    def stock(self, batch: str, without: str) -> BatchStock:
        sums = {total.measure: total.value for total in self._state.find(Total, "batch", batch)}
        for (scope, key, measure), value in self._contributions(without).items():
            if (scope, key) == ("batch", batch):
                sums[measure] -= value
        # What an acceptance adds depends on the others: without it, they reach what their totals say.
        sums["ready"] = self.accepted(batch, _LAST_DAY, without)
        return BatchStock(**sums)

    def planted_later(self, batch: str, subject: str) -> int:
        row = self._state.get(EffectiveRecord, subject) if subject else None
        if row is None:
            return 0
        trees = 0
        for kind in (Planting.kind, Replanting.kind):
            for identifier in self._state.since(kind, row.happened_on):
                other = self._state.get(EffectiveRecord, identifier)
                if other is not None and other.id != subject and _order(other) > _order(row):
                    trees += self._contributions(identifier).get(("batch", batch, "planted"), 0)
        return trees

    def accepted(self, batch: str, day: str, without: str) -> int:
        opening = self._thing(OpeningBatch, batch)
        totals = [
            row.total for row in self._state.find(Acceptance, batch) if row.happened_on <= day and row.record != without
        ]
        return max([*totals, opening.ready if opening else 0])

    def planted(self, unit: str, day: str, without: str) -> int:
        starts = sorted(str(cycle.starts_on) for cycle in self._things(CycleOpened) if cycle.unit == unit)
        if starts:
            first = max((start for start in starts if start <= day), default="")
            end = min((start for start in starts if start > day), default="")
            return self._planted_between(unit, first, end, without)
        own = self._contributions(without)
        totals = [self._state.get(Total, "unit", unit, measure) for measure in ("planted", "opening")]
        mine = sum(own.get(("unit", unit, measure), 0) for measure in ("planted", "opening"))
        return sum(total.value for total in totals if total) - mine

    def birth(self, member: str) -> str | None:
        return self._births(member)

    def is_office(self, origin: str) -> bool:
        return is_office(self._state, origin)

    def works_for(self, origin: str, committee: str) -> bool:
        return works_for(self._state, origin, committee)

    def revoked_after(self, origin: str) -> int | None:
        return revoked_after(self._state, origin)

    def is_confirmed(self, member: str) -> bool:
        return is_confirmed(self._state, member)

    def is_officer(self, member: str, committee: str, day: str) -> bool:
        return any(
            (officer.member, officer.committee) == (member, committee) and is_officer_on(officer, day)
            for officer in self._things(Officer)
        )

    def workday(self, identifier: str) -> NamedWorkday | None:
        return self._once(("workday", identifier), lambda: self._read_workday(identifier))

    def present_elsewhere(self, member: str, day: str, committee: str) -> Sequence[str]:
        lists = self._once(("present", day), lambda: self._read_presence(day))
        return [row.workday for row in lists.get(member, ()) if row.committee != committee]

    def records(self, kind: str, day: str, committee: str, about: str, without: str) -> Sequence[Subject]:
        rows = [
            row
            for row in self._state.find(EffectiveRecord, kind, day)
            if row.committee == committee and about in (ANYTHING, row.subject)
        ]
        return self._subjects(rows, without)

    def records_naming(self, workday: str, without: str) -> Sequence[Subject]:
        uses = self._state.find(WorkdayUse, workday)
        rows = [self._state.get(EffectiveRecord, use.record) for use in uses]
        return self._subjects([row for row in rows if row is not None], without)

    def payment(self, payout: str) -> KnownPayment | None:
        payment = self._state.get(Payment, payout) if payout else None
        if payment is None or payment.role == "void":
            return None
        line = self._state.get(SheetLine, payment.sheet, payment.payee)
        paid_by = line.payout if line else ""
        return KnownPayment(payment.role, payment.standing, payment.surplus_centimos, payment.decision, paid_by)

    def operation_uses(self, way: str, operation: str) -> int:
        total = self._state.get(Total, "operation", f"{way}/{operation}", "used")
        return total.value if total else 0

    def trip_centimos(self, trip: str) -> int:
        known = self._state.get(Trip, trip)
        under_way = box_of(self._state, known.technician).under_way.get(trip, 0) if known else 0
        return trip_centimos(self._state, trip) - under_way

    def trip(self, trip: str, subject: str) -> KnownTrip | None:
        known = self._state.get(Trip, trip)
        if known is None or known.state == "void":
            return None
        was_settled = known.state == "settled" and self._position(subject) > self._position(known.settlement)
        return KnownTrip(known.technician, code_of(self._state, known.technician), was_settled)

    def _position(self, identifier: str) -> int:
        """A record's place in the feed; behind all others for one that is only known here."""
        row = self._state.get(EffectiveRecord, identifier) if identifier else None
        return (row.position if row else None) or _LAST_POSITION

    def records_of_other_funds(self, sheet: str) -> Sequence[str]:
        return records_of_other_funds(self._state, sheet)

    def waived_and_owed(self, record: str) -> Mapping[str, tuple[int, int]]:
        return waived_and_owed(self._state, record)

    def rate(self, activity: str, day: str, species: str, committee: str) -> DatedRate | None:
        work = (activity, day, species, committee)
        return self._once(("rate", *work), lambda: rate_for(self._state, *work))

    def pays_when_pricked_out(self, batch: str, day: str) -> bool:
        return produced_when_pricked_out(self._state, batch, day)

    def _things(self, shape: type[_ThingT]) -> list[_ThingT]:
        """All live things of a kind."""
        kind = shape.kind
        return self._once(
            ("things", kind),
            lambda: [thing_fact(thing) for thing in self._state.find(Thing, kind) if thing.status == "live"],
        )

    def _thing(self, shape: type[_ThingT], identifier: str) -> _ThingT | None:
        fact = live_thing(self._state, identifier, shape.kind)
        return fact if isinstance(fact, shape) else None

    def _subjects(self, rows: list[EffectiveRecord], without: str) -> list[Subject]:
        subjects = [self._subject(row) for row in rows if row.id != without]
        return [subject for subject in subjects if subject is not None]

    def _subject(self, row: EffectiveRecord) -> Subject | None:
        return self._once(("subject", row.id), lambda: subject_of(self._state, row))

    def _read_workday(self, identifier: str) -> NamedWorkday | None:
        row = self._state.get(EffectiveRecord, identifier)
        if row is None or row.kind != "workday":
            return None
        return NamedWorkday(row.id, row.committee, row.happened_on, fact_in_force(self._state, row))

    def _read_presence(self, day: str) -> dict[str, list[Attendance]]:
        lists: dict[str, list[Attendance]] = {}
        for workday in self._state.find(EffectiveRecord, "workday", day):
            for row in self._state.find(Attendance, workday.id):
                lists.setdefault(row.member, []).append(row)
        return lists

    def _planted_between(self, unit: str, first: str, end: str, without: str) -> int:
        """Trees of a unit from one day up to but not including another; empty days leave that side open."""
        trees = 0
        for kind in (Planting.kind, OpeningPlanted.kind):
            rows = [self._state.get(EffectiveRecord, identifier) for identifier in self._state.since(kind, "")]
            for row in rows:
                if row is not None and row.subject == unit and row.id != without:
                    trees += self._trees_between(row, first, end)
        return trees

    def _trees_between(self, row: EffectiveRecord, first: str, end: str) -> int:
        fact = fact_in_force(self._state, row)
        if fact is None:
            return 0
        day = str(fact.planted_on) if isinstance(fact, OpeningPlanted) else row.happened_on
        return row.count if first <= day and (not end or day < end) else 0

    def _contributions(self, identifier: str) -> dict[tuple[str, str, str], int]:
        """What a record adds to totals as folded; nothing for one that is not folded."""
        row = self._state.get(EffectiveRecord, identifier)
        if row is None or not row.contributions:
            return {}
        return {(scope, key, measure): value for scope, key, measure, value in json.loads(row.contributions)}

    def _once(self, name: tuple[str, ...], read: Callable[[], _T]) -> _T:
        if name not in self._remembered:
            self._remembered[name] = read()
        answer: _T = self._remembered[name]
        return answer
