"""A small programme, said by its office and its tablets in few words.

A `Writer` is one origin with its own numbering. Given a `Feed`, what it says arrives at once; without one it is
offline and keeps what it said for the test to deliver. Nothing here folds anything.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from core.domain.attendance import Presence, Workday
from core.domain.bodies import Count, Day, SideHash, body_of, version_of
from core.domain.corrections import Replace, Void
from core.domain.items import OpeningBalance
from core.domain.nurseries import BatchStarted, OpeningBatch, PersonCount, ReadyAccepted, SeedLot, Species
from core.domain.people import Committee, Community, Member
from core.domain.plantings import Planting, Replanting
from core.domain.plots import Area, Point, Unit
from core.domain.programme import Programme, Setting
from core.domain.rates import Rate
from core.domain.records import Origin, Record, RecordId, encode_record, origin_of_key, record_id
from core.domain.sheets import Approval
from core.domain.tablets import TabletEnrolled
from core.domain.verdicts import Verdict
from core.fold.fold import Entry
from tests.fakes.clock import FakeClock

BEGAN_ON = "2026-01-01"
TODAY = "2026-03-06"
SIDE = SideHash("0" * 64)
CORNERS = tuple(Point(-5_100_000 + a, -79_680_000 + b) for a, b in ((0, 0), (0, 2000), (2000, 2000), (2000, 0)))


@dataclass
class Feed:
    """The server's order of arrival."""

    entries: list[Entry] = field(default_factory=list)

    def add(self, origin: str, seq: int, data: bytes) -> None:
        self.entries.append(Entry(origin, seq, len(self.entries) + 1, data))

    def deliver(self, writer: Writer) -> None:
        """Everything that a writer said and that is not here yet, in its order."""
        arrived = sum(entry.origin == writer.origin for entry in self.entries)
        for entry in writer.said[arrived:]:
            self.add(entry.origin, entry.seq, entry.data)


class Writer:
    """One origin; its name decides its six characters, so every run has the same ids."""

    def __init__(self, name: str, feed: Feed | None = None, clock: FakeClock | None = None) -> None:
        self.name = name
        self.origin: Origin = origin_of_key(name.encode("utf-8"))
        self.feed = feed
        self.clock = clock or FakeClock()
        self.said: list[Entry] = []
        self.versions: dict[str, RecordId] = {}

    # Anything at all

    def say(self, fact: Any, day: str = TODAY, author: str = "") -> RecordId:
        """State a fact as a record, in the name of a person or of the writer; its id."""
        body = body_of(fact)
        return self.say_raw(fact.kind, body, day, version_of(type(fact), body), author)

    def say_raw(
        self, kind: str, body: dict[str, Any], day: str = TODAY, version: int = 1, author: str = ""
    ) -> RecordId:
        """State a body that may have any shape, of a kind that may be unknown."""
        number = len(self.said) + 1
        record = Record(self.origin, number, kind, version, author or self.name, self.clock.now_ms(), day, body)
        return self.say_bytes(encode_record(record))

    def say_bytes(self, data: bytes) -> RecordId:
        """Put any bytes where the next record belongs."""
        seq = len(self.said) + 1
        self.said.append(Entry(self.origin, seq, None, data))
        if self.feed is not None:
            self.feed.add(self.origin, seq, data)
        return record_id(self.origin, seq)

    # Corrections: `seen` is the version this writer made last unless told otherwise

    def void(self, target: str, seen: str | None = None, day: str = TODAY) -> RecordId:
        identifier = self.say(Void(RecordId(target), self._seen(target, seen), "wrong_count"), day)
        self.versions[target] = identifier
        return identifier

    def replace(self, target: str, fact: Any, seen: str | None = None, day: str = TODAY) -> RecordId:
        body = fact if isinstance(fact, dict) else body_of(fact)
        version = Count(1 if isinstance(fact, dict) else version_of(type(fact), body_of(fact)))
        correction = Replace(RecordId(target), self._seen(target, seen), "wrong_count", body, version)
        identifier = self.say(correction, day)
        self.versions[target] = identifier
        return identifier

    def _seen(self, target: str, seen: str | None) -> RecordId:
        return RecordId(seen) if seen else self.versions.get(target, RecordId(target))

    # What tablets and the office both record

    def member(self, committee: RecordId, code: str = "M-01") -> RecordId:
        return self.say(Member(committee, code, "F", Day(BEGAN_ON), SIDE), BEGAN_ON)

    def batch(self, committee: RecordId, species: RecordId, lot: RecordId, code: str = "L-01") -> RecordId:
        return self.say(BatchStarted(committee, species, lot, code, "seed_bed"), BEGAN_ON)

    def workday(self, committee: RecordId, present: dict[RecordId, int], day: str = TODAY) -> RecordId:
        return self.say(workday(committee, present), day)


class Tablet(Writer):
    """A technician's tablet."""


class Office(Writer):
    """The origin that opens the programme; making one says the programme record."""

    def __init__(self, feed: Feed | None = None, name: str = "office") -> None:
        super().__init__(name, feed)
        self.programme = self.say(Programme("SP-26", "Sierra Piura", Day(BEGAN_ON)), BEGAN_ON)

    def let_in(self, tablet: Tablet, *committees: RecordId) -> RecordId:
        """Enrol a tablet for these committees."""
        return self.say(TabletEnrolled(tablet.origin, "00" * 32, "tablet", committees, committees[:1]), BEGAN_ON)

    def community(self, code: str = "C-01") -> RecordId:
        return self.say(Community(code, "Choco", "2004100015", -5_117_730, -79_672_970), BEGAN_ON)

    def committee(self, community: RecordId, code: str = "CR-01") -> RecordId:
        return self.say(Committee(code, "Comité de Choco", community), BEGAN_ON)

    def species(self, code: str = "PP") -> RecordId:
        return self.say(Species(code, "Pinus patula", "pino pátula", "exotic", ("seed",)), BEGAN_ON)

    def seed_lot(self, species: RecordId, code: str = "S-01") -> RecordId:
        return self.say(SeedLot(code, species, "seed", certificate="SENASA 12"), BEGAN_ON)

    def unit(self, committee: RecordId, community: RecordId, code: str = "U-01") -> RecordId:
        area = self.say(Area("A-01", "Cerro Alto", community), BEGAN_ON)
        return self.say(Unit(committee, area, code, Count(20_000), Count(300), CORNERS), BEGAN_ON)

    def opening_batch(
        self, committee: RecordId, species: RecordId, lot: RecordId, ready: int, pricked_out: int = 5000
    ) -> RecordId:
        sums = (Count(pricked_out), Count(ready), Count(0), Count(0))
        return self.say(OpeningBatch(committee, species, lot, "L-00", *sums), BEGAN_ON)

    def rate(self, activity: Any, centimos: int, starts_on: str = BEGAN_ON, **narrower: Any) -> RecordId:
        return self.say(Rate(activity, Count(centimos), Day(starts_on), **narrower), BEGAN_ON)

    def setting(self, name: str, value: int, starts_on: str = BEGAN_ON) -> RecordId:
        return self.say(Setting(name, value, Day(starts_on)), BEGAN_ON)

    def approve(self, target: str, by: str = "rosa") -> RecordId:
        """A second person stands for what waits for one."""
        return self.say(Approval(RecordId(target)), author=by)

    def replace_rate(self, target: str, fact: Any, by: str = "rosa") -> RecordId:
        """Replace a wrong rate, as two people do; the id of the correction."""
        correction = self.replace(target, fact, day=BEGAN_ON)
        self.approve(correction, by)
        return correction

    def void_rate(self, target: str, by: str = "rosa") -> RecordId:
        correction = self.void(target)
        self.approve(correction, by)
        return correction

    def opening_balance(self, committee: RecordId, member: RecordId, centimos: int) -> RecordId:
        return self.say(OpeningBalance(committee, member, centimos, "Libro 3, folio 12"), BEGAN_ON)

    def verdict(self, target: str, action: Any, rule: str = "pace", **more: Any) -> RecordId:
        return self.say(Verdict(RecordId(target), action, rule, Count(1), **more))


@dataclass
class Village:
    """A programme with one committee, ready to work: what most tests begin with."""

    feed: Feed
    office: Office
    tablet: Tablet
    community: RecordId
    committee: RecordId
    species: RecordId
    lot: RecordId
    unit: RecordId
    batch: RecordId
    members: list[RecordId]
    ready_rate: RecordId
    planted_rate: RecordId

    def planting(
        self, count: int, *, workdays: tuple[RecordId, ...] = (), people: dict[RecordId, int] | None = None
    ) -> Planting:
        return Planting(
            self.committee, self.unit, self.species, self.batch, Count(count), workdays, people_counts(people or {})
        )

    def replanting(self, count: int, workdays: tuple[RecordId, ...]) -> Replanting:
        return Replanting(self.committee, self.unit, self.species, self.batch, Count(count), workdays)

    def accepted(
        self, total: int, *, workdays: tuple[RecordId, ...] = (), people: dict[RecordId, int] | None = None
    ) -> ReadyAccepted:
        return ReadyAccepted(self.batch, Count(total), workdays, people_counts(people or {}))

    def everyone(self, half_days: int = 2) -> dict[RecordId, int]:
        return dict.fromkeys(self.members, half_days)


def found_village(members: int = 3, feed: Feed | None = None) -> Village:
    """Everything up to the first working day, said by the office: S/ 0.25 a ready sapling, S/ 0.50 a planted tree."""
    feed = Feed() if feed is None else feed
    office = Office(feed)
    community = office.community()
    committee = office.committee(community)
    species = office.species()
    lot = office.seed_lot(species)
    village = Village(
        feed=feed,
        office=office,
        tablet=Tablet("tablet 1", feed),
        community=community,
        committee=committee,
        species=species,
        lot=lot,
        unit=office.unit(committee, community),
        batch=office.batch(committee, species, lot),
        members=[office.member(committee, f"M-{number:02d}") for number in range(1, members + 1)],
        ready_rate=office.rate("sapling_ready", 25),
        planted_rate=office.rate("tree_planted", 50),
    )
    office.let_in(village.tablet, committee)
    return village


def workday(committee: RecordId, present: dict[RecordId, int], activity: Any = "planting") -> Workday:
    """A workday from half-days by member, in the order given."""
    return Workday(committee, activity, tuple(Presence(member, number) for member, number in present.items()))


def people_counts(counts: dict[RecordId, int]) -> tuple[PersonCount, ...]:
    return tuple(PersonCount(member, Count(number)) for member, number in counts.items())
