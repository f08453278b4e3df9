"""What the checks ask, answered from plain dictionaries, and a village in which every record is in order.

`FakeKnown()` knows one committee with two members, a unit, a batch and two workdays; a test changes the one
thing it is about. Sums are given as they are without the record under judgement.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from string import Formatter
from typing import Any

from core.domain.attendance import Presence, Workday
from core.domain.bodies import Count, Day, SideHash
from core.domain.calendar import LIMA, instant_ms
from core.domain.checks import check_all
from core.domain.checks.finding import Finding, Subject
from core.domain.checks.known import ANYTHING, KnownCount, KnownDraw, KnownPayment, KnownTrip, NamedWorkday, T
from core.domain.nurseries import (
    BatchStarted,
    BatchStock,
    OpeningBatch,
    PersonCount,
    ReadyAccepted,
    SeedLot,
    Species,
)
from core.domain.people import Member
from core.domain.plantings import Planting
from core.domain.plots import Point, Unit, WaterBody
from core.domain.programme import SETTING_DEFAULTS
from core.domain.rates import DatedRate, Rate
from core.domain.records import RecordId
from core.domain.texts.findings import FINDING_TEXTS

BEGAN_ON, DAY_BEFORE, DAY, DAY_AFTER = "2026-01-01", "2026-03-05", "2026-03-06", "2026-03-07"
COMMITTEE, OTHER_COMMITTEE = RecordId("OFFICE-1"), RecordId("OFFICE-2")
PINE, ALISO = RecordId("OFFICE-3"), RecordId("OFFICE-4")
LOT = RecordId("OFFICE-5")
UNIT = RecordId("OFFICE-6")
ANA, BEA, CLOTILDE = RecordId("OFFICE-7"), RecordId("OFFICE-8"), RecordId("OFFICE-9")
BATCH, OPENING = RecordId("OFFICE-10"), RecordId("OFFICE-11")
RATE = RecordId("OFFICE-12")
WORKDAY, NURSERY_DAY = RecordId("TABLET-1"), RecordId("TABLET-2")
SUBJECT, OTHER = RecordId("TABLET-50"), RecordId("TABLET-51")
UNHEARD_OF = RecordId("TABLET-99")
CORNERS = tuple(Point(-5_100_000 + a, -79_680_000 + b) for a, b in ((0, 0), (0, 2000), (2000, 2000), (2000, 0)))
INSIDE = Point(-5_099_000, -79_679_000)
PICKED = SeedLot("S-01", PINE, "seed", certificate="SENASA 12")


def recorded(day: str) -> int:
    """The instant of noon in Lima."""
    return instant_ms(datetime.fromisoformat(f"{day}T12:00:00").replace(tzinfo=LIMA))


def member(code: str, committee: RecordId = COMMITTEE) -> Member:
    return Member(committee, code, "F", Day(BEGAN_ON), SideHash("0" * 64))


def workday(*present: RecordId, activity: Any = "planting", half_days: Any = 2) -> Workday:
    """A list of whole days, closed by Ana."""
    return Workday(COMMITTEE, activity, tuple(Presence(who, half_days) for who in present), closed_by=ANA)


def planting(count: int = 100, **changes: Any) -> Planting:
    """Pines from the batch at the unit, done by those of the workday."""
    return replace(Planting(COMMITTEE, UNIT, PINE, BATCH, Count(count), (WORKDAY,)), **changes)


def accepted(total: int = 1900, **changes: Any) -> ReadyAccepted:
    return replace(ReadyAccepted(BATCH, Count(total), (NURSERY_DAY,), closed_by=ANA), **changes)


def people(**counts: int) -> tuple[PersonCount, ...]:
    """Counts by first name: people(ana=60, bea=40)."""
    by_name = {"ana": ANA, "bea": BEA, "clotilde": CLOTILDE}
    return tuple(PersonCount(by_name[name], Count(count)) for name, count in counts.items())


def subject(
    fact: Any,
    day: str = DAY,
    identifier: str = SUBJECT,
    recorded_on: str = "",
    committee: str = COMMITTEE,
    *,
    earns_by_setting: bool = False,
) -> Subject:
    """The record that states a fact, written down on the day of the work unless told otherwise."""
    return Subject(identifier, fact.kind, fact, day, recorded(recorded_on or day), committee, earns_by_setting)


def batch(**changes: Any) -> BatchStarted:
    return replace(BatchStarted(COMMITTEE, PINE, LOT, "L-01", "seed_bed"), **changes)


def opening_batch(pricked_out: int, ready: int, dispatched: int, dead: int) -> OpeningBatch:
    sums = (Count(pricked_out), Count(ready), Count(dispatched), Count(dead))
    return OpeningBatch(COMMITTEE, PINE, LOT, "L-00", *sums)


def found(record: Subject, known: FakeKnown) -> dict[str, Finding]:
    """Findings by rule, or by rule and member as `under_18 OFFICE-7`; each is shown once to be speakable."""
    findings: dict[str, Finding] = {}
    for finding in check_all(record, known):
        name = f"{finding.rule} {finding.member}".strip()
        assert name not in findings, "a verdict is kept by rule and member, so no two findings share them"
        findings[name] = finding
        for text in FINDING_TEXTS[finding.rule]:
            assert {part for _, part, _, _ in Formatter().parse(text) if part} <= finding.numbers.keys()
    return findings


@dataclass
class FakeKnown:
    """Implements `Known`. Every field may be changed by the test."""

    today: str = DAY_AFTER
    programme_began_on: str = BEGAN_ON
    settings: dict[str, int] = field(default_factory=lambda: dict(SETTING_DEFAULTS))
    batches: dict[str, BatchStarted | OpeningBatch] = field(default_factory=lambda: {BATCH: batch()})
    all_species: dict[str, Species] = field(
        default_factory=lambda: {
            PINE: Species("PP", "Pinus patula", "pino pátula", "exotic", ("seed",)),
            ALISO: Species("AJ", "Alnus jorullensis", "aliso", "native", ("seed", "wildling"), "moist"),
        }
    )
    lots: dict[str, SeedLot] = field(default_factory=lambda: {LOT: PICKED})
    units: dict[str, Unit] = field(
        default_factory=lambda: {
            UNIT: Unit(COMMITTEE, RecordId("OFFICE-20"), "U-01", Count(10_000), Count(300), CORNERS)
        }
    )
    members: dict[str, Member] = field(default_factory=lambda: {ANA: member("M-01"), BEA: member("M-02")})
    water: list[WaterBody] = field(default_factory=list)
    stocks: dict[str, BatchStock] = field(
        default_factory=lambda: {
            BATCH: BatchStock(pricked_out=3000, ready=1240, dispatched=1000, planted=500, dead=100)
        }
    )
    accepted_totals: dict[str, int] = field(default_factory=lambda: {BATCH: 1240})
    planted_trees: dict[str, int] = field(default_factory=dict)
    later: dict[str, int] = field(default_factory=dict)
    births: dict[str, str] = field(default_factory=lambda: {ANA: "1980-05-01"})
    confirmed: set[str] = field(default_factory=set)
    strangers: set[tuple[str, str]] = field(default_factory=set)
    officers: set[tuple[str, str, str]] = field(default_factory=lambda: {(ANA, COMMITTEE, DAY)})
    workdays: dict[str, NamedWorkday] = field(
        default_factory=lambda: {
            WORKDAY: NamedWorkday(WORKDAY, COMMITTEE, DAY, workday(ANA, BEA)),
            NURSERY_DAY: NamedWorkday(NURSERY_DAY, COMMITTEE, DAY, workday(ANA, BEA, activity="nursery")),
        }
    )
    elsewhere: dict[tuple[str, str, str], list[str]] = field(default_factory=dict)
    log: list[Subject] = field(default_factory=list)
    rates: dict[str, DatedRate] = field(
        default_factory=lambda: {
            activity: DatedRate(RATE, Rate(activity, Count(50), Day(BEGAN_ON)))
            for activity in ("sapling_ready", "tree_planted")
        }
    )

    payments: dict[str, KnownPayment] = field(default_factory=dict)
    operations: dict[tuple[str, str], int] = field(default_factory=dict)
    trips: dict[str, int] = field(default_factory=dict)
    explained: dict[str, int] = field(default_factory=dict)
    known_trips: dict[str, KnownTrip] = field(default_factory=dict)
    offices: set[str] = field(default_factory=lambda: {"OFFICE"})
    shared: dict[str, list[str]] = field(default_factory=dict)
    waived: dict[str, dict[str, tuple[int, int]]] = field(default_factory=dict)

    revoked: dict[str, int] = field(default_factory=dict)
    draws: dict[str, KnownDraw] = field(default_factory=dict)
    drawn_before: list[str] = field(default_factory=list)
    counts: dict[str, list[str]] = field(default_factory=dict)
    stands: dict[tuple[str, str], int] = field(default_factory=dict)

    def draw(self, identifier: str) -> KnownDraw | None:
        return self.draws.get(identifier)

    def draws_before(self, unit: str, subject: str) -> Sequence[str]:
        assert subject == SUBJECT
        return self.drawn_before if unit == UNIT else []

    def counts_of(self, draw: str, without: str) -> Sequence[str]:
        assert without == SUBJECT
        return self.counts.get(draw, [])

    def standing(self, unit: str, species: str, day: str, subject: str) -> int:
        assert (day, subject) == (DAY, SUBJECT)
        return self.stands.get((unit, species), 0)

    def revoked_after(self, origin: str) -> int | None:
        return self.revoked.get(origin)

    def payment(self, payout: str) -> KnownPayment | None:
        return self.payments.get(payout)

    def operation_uses(self, way: str, operation: str) -> int:
        return self.operations.get((way, operation), 0)

    def count(self, trip: str, subject: str) -> KnownCount:
        assert subject == SUBJECT
        return KnownCount(self.trips.get(trip, 0), self.explained.get(trip, 0))

    def trip(self, trip: str, subject: str) -> KnownTrip | None:
        return self.known_trips.get(trip)

    def is_office(self, origin: str) -> bool:
        return origin in self.offices

    def records_of_other_funds(self, sheet: str) -> Sequence[str]:
        return self.shared.get(sheet, [])

    def waived_and_owed(self, record: str) -> Mapping[str, tuple[int, int]]:
        return self.waived.get(record, {})

    def setting(self, name: str, day: str) -> int:
        return self.settings[name]

    def batch(self, identifier: str) -> BatchStarted | OpeningBatch | None:
        return self.batches.get(identifier)

    def species(self, identifier: str) -> Species | None:
        return self.all_species.get(identifier)

    def seed_lot(self, identifier: str) -> SeedLot | None:
        return self.lots.get(identifier)

    def unit(self, identifier: str) -> Unit | None:
        return self.units.get(identifier)

    def member(self, identifier: str) -> Member | None:
        return self.members.get(identifier)

    def all_units(self) -> Sequence[Unit]:
        return list(self.units.values())

    def water_bodies(self) -> Sequence[WaterBody]:
        return self.water

    def stock(self, batch: str, without: str) -> BatchStock:
        assert without == SUBJECT, "the record under judgement is always left out"
        return self.stocks[batch]

    def planted_later(self, batch: str, subject: str) -> int:
        assert subject == SUBJECT
        return self.later.get(batch, 0)

    def accepted(self, batch: str, day: str, without: str) -> int:
        assert without == SUBJECT
        return self.accepted_totals.get(batch, 0)

    def planted(self, unit: str, day: str, without: str) -> int:
        assert without == SUBJECT
        return self.planted_trees.get(unit, 0)

    def births_of(self, members: Collection[str]) -> Mapping[str, str]:
        return {who: self.births[who] for who in members if who in self.births}

    def was_theirs_to_state(self, record: str, committee: str) -> bool:
        return (record.partition("-")[0], committee) not in self.strangers

    def is_confirmed(self, member: str) -> bool:
        return member in self.confirmed

    def is_officer(self, member: str, committee: str, day: str) -> bool:
        return (member, committee, day) in self.officers

    def workday(self, identifier: str) -> NamedWorkday | None:
        return self.workdays.get(identifier)

    def present_elsewhere(self, member: str, day: str, committee: str) -> Sequence[str]:
        return self.elsewhere.get((member, day, committee), [])

    def records(self, kind: str, day: str, committee: str, about: str, without: str) -> Sequence[Subject]:
        return [
            record
            for record in self.log
            if (record.kind, record.happened_on, record.committee) == (kind, day, committee)
            and record.id != without
            and about in (ANYTHING, *(getattr(record.fact, name, "") for name in ("unit", "batch", "activity")))
        ]

    def records_naming(self, workday: str, without: str) -> Sequence[Subject]:
        return [
            record for record in self.log if workday in getattr(record.fact, "workdays", ()) and record.id != without
        ]

    def once(self, name: tuple[str, ...], work: Callable[[], T]) -> T:
        return work()

    def rate(self, activity: str, day: str, species: str, committee: str) -> DatedRate | None:
        return self.rates.get(activity)

    def pays_when_pricked_out(self, batch: str, day: str) -> bool:
        return bool(self.settings["produced_when_pricked_out"])

    def put_workday(
        self, identifier: RecordId, fact: Workday | None, day: str = DAY, committee: str = COMMITTEE
    ) -> None:
        self.workdays[identifier] = NamedWorkday(identifier, committee, day, fact)
