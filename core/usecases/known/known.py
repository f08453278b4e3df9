"""What the checks ask, answered from the rows of the fold.

One of these is good for as long as nothing is folded: it remembers what it has read, so make a new one after each
fold.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any, ClassVar, Protocol, TypeVar

from core.domain.calendar import local_day
from core.domain.checks.finding import LISTED_AT_MOST, Subject
from core.domain.checks.known import ANYTHING, KnownCount, KnownDraw, KnownPayment, KnownTrip, NamedWorkday
from core.domain.nurseries import BatchStarted, BatchStock, OpeningBatch, SeedLot, Species
from core.domain.people import Member, Officer, is_officer_on
from core.domain.plots import CycleOpened, Unit, WaterBody
from core.domain.programme import Programme
from core.domain.rates import DatedRate
from core.domain.records import LATEST_INSTANT_MS
from core.fold.boxes import trip_in_hand
from core.fold.drawing import records_of_other_funds, waived_and_owed
from core.fold.earnings import earns_by_setting, produced_when_pricked_out, rate_for
from core.fold.facts import (
    code_of,
    fact_in_force,
    is_confirmed,
    is_office,
    live_thing,
    live_things,
    revoked_after,
    setting,
    thing_fact,
)
from core.fold.grants import was_theirs_to_state, works_for
from core.fold.money_rows import Payment, SheetLine, Trip
from core.fold.outcomes import batch_of
from core.fold.rows import Acceptance, EffectiveRecord, Total, WorkdayUse
from core.fold.state import State
from core.usecases.known.aftercare import Aftercare
from core.usecases.known.births import Births
from core.usecases.known.counted import moves_in, should_have_found
from core.usecases.known.cycles import WHOLE_TIME, Cycle, cycle_around
from core.usecases.known.planted import Planted, contributions_of


class _Named(Protocol):
    """A fact's type, which carries the name of its kind."""

    kind: ClassVar[str]


_T = TypeVar("_T")
_ThingT = TypeVar("_ThingT", bound=_Named)
_LAST_DAY = local_day(LATEST_INSTANT_MS)
_LAST_POSITION = 1 << 62


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
    """Implements `Known`. `births` gives members' births from the side rows that are here; `today` is a local day."""

    def __init__(self, state: State, births: Births, today: str) -> None:
        self._state = state
        self._planted = Planted(state)
        self._aftercare = Aftercare(state)
        self._remembered: dict[tuple[str, ...], Any] = {}
        self.births_of = births
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

    def all_units(self) -> Sequence[Unit]:
        return self._things(Unit)

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
        return 0 if row is None else self._planted.later(batch, row)

    def accepted(self, batch: str, day: str, without: str) -> int:
        opening = self._thing(OpeningBatch, batch)
        totals = [
            row.total for row in self._state.find(Acceptance, batch) if row.happened_on <= day and row.record != without
        ]
        return max([*totals, opening.ready if opening else 0])

    def planted(self, unit: str, day: str, without: str) -> int:
        cycle = self._cycle(unit, day)
        if cycle != WHOLE_TIME:
            return self._planted.between(unit, cycle.first, cycle.end, without)
        own = self._contributions(without)
        totals = [self._state.get(Total, "unit", unit, measure) for measure in ("planted", "opening")]
        mine = sum(own.get(("unit", unit, measure), 0) for measure in ("planted", "opening"))
        return sum(total.value for total in totals if total) - mine

    def draw(self, identifier: str) -> KnownDraw | None:
        return self._aftercare.draw(identifier)

    def draws_before(self, unit: str, subject: str) -> Sequence[str]:
        return self._aftercare.draws_before(unit, subject)

    def counts_of(self, draw: str, without: str) -> Sequence[str]:
        return self._aftercare.counts_of(draw, without)

    def standing(self, unit: str, species: str, day: str, subject: str) -> int:
        return self._aftercare.standing(unit, species, subject, self._cycle(unit, day))

    def is_office(self, origin: str) -> bool:
        return self.once(("office", origin), lambda: is_office(self._state, origin))

    def was_theirs_to_state(self, record: str, committee: str) -> bool:
        origin = record.partition("-")[0]
        if self.once(("works for", origin, committee), lambda: works_for(self._state, origin, committee)):
            return True
        return was_theirs_to_state(self._state, record, committee)

    def revoked_after(self, origin: str) -> int | None:
        return self.once(("revoked", origin), lambda: revoked_after(self._state, origin))

    def is_confirmed(self, member: str) -> bool:
        return is_confirmed(self._state, member)

    def is_officer(self, member: str, committee: str, day: str) -> bool:
        officers = self.once(("officers",), self._read_officers)
        return any(is_officer_on(officer, day) for officer in officers.get((member, committee), ()))

    def workday(self, identifier: str) -> NamedWorkday | None:
        return self.once(("workday", identifier), lambda: self._read_workday(identifier))

    def present_elsewhere(self, member: str, day: str, committee: str) -> Sequence[str]:
        lists = self.once(("presences", day), lambda: self._read_presences(day)).get(member, ())

        def elsewhere() -> Sequence[str]:
            return sorted(workday for workday, where in lists if where != committee)[:LISTED_AT_MOST]

        # Nearly everybody is on one list, of which nothing has to be remembered.
        return self.once(("elsewhere", member, day, committee), elsewhere) if len(lists) > 1 else elsewhere()

    def records(self, kind: str, day: str, committee: str, about: str, without: str) -> Sequence[Subject]:
        slices = self.once(("records", kind, day, committee), lambda: self._read_records(kind, day, committee))
        return self._subjects(slices.get(about, []), without)

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

    def count(self, trip: str, subject: str) -> KnownCount:
        known = self._state.get(Trip, trip)
        row = self._state.get(EffectiveRecord, subject) if subject else None
        if known is None or row is None:
            return KnownCount(trip_in_hand(self._state, trip))
        moves = self.once(("moves", trip), lambda: moves_in(self._state, known))
        return should_have_found(self._state, known, row, moves)

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
        return self.once(("rate", *work), lambda: rate_for(self._state, *work))

    def pays_when_pricked_out(self, batch: str, day: str) -> bool:
        return produced_when_pricked_out(self._state, batch, day)

    def _things(self, shape: type[_ThingT]) -> list[_ThingT]:
        """All live things of a kind."""
        kind = shape.kind
        return self.once(
            ("things", kind),
            lambda: [thing_fact(thing) for thing in live_things(self._state, kind)],
        )

    def _thing(self, shape: type[_ThingT], identifier: str) -> _ThingT | None:
        fact = live_thing(self._state, identifier, shape.kind)
        return fact if isinstance(fact, shape) else None

    def _subjects(self, rows: list[EffectiveRecord], without: str) -> list[Subject]:
        subjects = [self.subject(row) for row in rows if row.id != without]
        return [subject for subject in subjects if subject is not None]

    def subject(self, row: EffectiveRecord) -> Subject | None:
        """As `subject_of`."""
        return self.once(("subject", row.id), lambda: subject_of(self._state, row))

    def _read_workday(self, identifier: str) -> NamedWorkday | None:
        row = self._state.get(EffectiveRecord, identifier)
        if row is None or row.kind != "workday":
            return None
        return NamedWorkday(row.id, row.committee, row.happened_on, fact_in_force(self._state, row))

    def _read_presences(self, day: str) -> dict[str, list[tuple[str, str]]]:
        """By member the workdays of a day with their committees."""
        lists: dict[str, list[tuple[str, str]]] = {}
        last = ("", "")
        for member, *where in self._state.presences(day):
            # One pair for a whole list of people: there may be many days of many committees in memory.
            last = last if last == (where[0], where[1]) else (where[0], where[1])
            lists.setdefault(member, []).append(last)
        return lists

    def _read_records(self, kind: str, day: str, committee: str) -> dict[str, list[EffectiveRecord]]:
        """By what they are about; and all of them, about ANYTHING."""
        slices: dict[str, list[EffectiveRecord]] = {}
        for row in self._state.find(EffectiveRecord, kind, day, committee):
            for about in {ANYTHING, row.subject}:
                slices.setdefault(about, []).append(row)
        return slices

    def _read_officers(self) -> dict[tuple[str, str], list[Officer]]:
        officers: dict[tuple[str, str], list[Officer]] = {}
        for officer in self._things(Officer):
            officers.setdefault((officer.member, officer.committee), []).append(officer)
        return officers

    def _cycle(self, unit: str, day: str) -> Cycle:
        return cycle_around(self.once(("cycles",), self._read_cycles).get(unit, ()), day)

    def _read_cycles(self) -> dict[str, list[str]]:
        starts: dict[str, list[str]] = {}
        for cycle in self._things(CycleOpened):
            starts.setdefault(cycle.unit, []).append(str(cycle.starts_on))
        return starts

    def _contributions(self, identifier: str) -> dict[tuple[str, str, str], int]:
        return contributions_of(self._state.get(EffectiveRecord, identifier))

    def once(self, name: tuple[str, ...], work: Callable[[], _T]) -> _T:
        if name not in self._remembered:
            self._remembered[name] = work()
        answer: _T = self._remembered[name]
        return answer
