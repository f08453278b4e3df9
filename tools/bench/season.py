"""A season of field work as it may really be: seeded, in the mix of the goals, and true, so that checks find nothing.

A day of a committee is twenty records: three workdays, five of the nursery and twelve plantings; four of them are
shared by the thirty people of a workday. The stock holds at every moment: trees that are planted were dispatched
before, dispatched ones were ready, ready ones were pricked out.
"""

from __future__ import annotations

import random
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from itertools import count
from typing import Any

from core.domain.attendance import Activity, Presence, Workday
from core.domain.bodies import Count
from core.domain.calendar import LIMA, add_days, instant_ms
from core.domain.nurseries import (
    BatchStarted,
    Dispatched,
    InventoryCounted,
    PersonCount,
    PrickedOut,
    ReadyAccepted,
    SaplingsLost,
)
from core.domain.plantings import Planting
from core.domain.plots import Point
from core.domain.records import RecordId, record_id
from core.usecases.own_log import Statement
from tools.bench.opening import Opening, Place

FIRST_DAY = "2024-06-03"
RECORDS_A_DAY = 20
BETWEEN_RECORDS_MS = 30 * 60_000
SHARERS = 30
BATCHES_AT_ONCE = 4
SHARED_PLANTINGS = 3
ACCEPTED_A_DAY = (2_000, 2_600)
PRICKED_OUT_A_DAY = 2_800
SHARED_TREES = (240, 420)
PERSON_TREES = (25, 90)


@dataclass
class Writer:
    """A tablet's origin and how far it has written; ids hold when its records are written in the order they come in."""

    origin: str
    author: str
    seq: int = 0

    def next_id(self) -> RecordId:
        self.seq += 1
        return record_id(self.origin, self.seq)


@dataclass
class _Batch:
    id: RecordId
    species: RecordId
    acceptances_left: int
    ready: int = 0
    in_the_field: int = 0


@dataclass
class CommitteeSeason:
    """One committee's season, day by day."""

    opening: Opening
    place: Place
    writer: Writer
    dice: random.Random
    numbers: Iterator[int] = field(default_factory=lambda: count(1))
    batches: dict[int, _Batch] = field(default_factory=dict)
    old_batches: list[_Batch] = field(default_factory=list)
    nursery_days: list[RecordId] = field(default_factory=list)

    def day(self, number: int) -> Iterator[Statement]:
        """The twenty records of day `number`, from 0, in the order in which they are written."""
        day = add_days(FIRST_DAY, number)
        morning = instant_ms(datetime.fromisoformat(f"{day}T07:00:00").replace(tzinfo=LIMA))
        for index, fact in enumerate(self._facts(number)):
            # People record at any millisecond; a minute's sharp would make the bytes on the wire look too few.
            moment = morning + index * BETWEEN_RECORDS_MS + self.dice.randrange(BETWEEN_RECORDS_MS)
            yield Statement(fact, day, self.writer.author, moment)

    def _facts(self, number: int) -> Iterator[Any]:
        start = number // 16 * 7 % len(self.place.members)
        nursery = self.present(start, SHARERS)
        planting = self.present(start + 20, SHARERS)
        nursery_day, fact = self.workday("nursery", nursery)
        yield fact
        self.nursery_days = [*self.nursery_days[1 - BATCHES_AT_ONCE :], nursery_day]
        planting_day, fact = self.workday("planting", planting)
        yield fact
        yield self.workday("holes", self.present(start + 10, 8))[1]
        yield from self._nursery(number, nursery_day)
        yield from self._plantings(number, planting_day, self.present(start + 35, 2 * 9))

    def present(self, start: int, size: int) -> list[RecordId]:
        members = self.place.members
        return [members[(start + index) % len(members)] for index in range(size)]

    def workday(self, activity: Activity, members: Iterable[RecordId]) -> tuple[RecordId, Workday]:
        identifier = self.writer.next_id()
        halves = [1 if self.dice.random() < 0.15 else 2 for _ in members]
        present = tuple(Presence(member, half) for member, half in zip(members, halves, strict=True))  # type: ignore[arg-type]
        closed_by = self.place.officer
        return identifier, Workday(
            self.place.committee, activity, present, closed_by=closed_by, closed_with="signature"
        )

    def _nursery(self, number: int, nursery_day: RecordId) -> Iterator[Any]:
        """Five records of the batch whose turn it is."""
        batch = self.batches.get(number % BATCHES_AT_ONCE)
        first: BatchStarted | SaplingsLost
        if batch is None or not batch.acceptances_left:
            if batch is not None:
                self.old_batches.append(batch)
            batch, first = self._new_batch()
            self.batches[number % BATCHES_AT_ONCE] = batch
        else:
            self.writer.next_id()
            first = SaplingsLost(batch.id, Count(self.dice.randint(1, 40)), "growing", "frost")
        yield first
        increase = self.dice.randint(*ACCEPTED_A_DAY)
        batch.ready += increase
        batch.acceptances_left -= 1
        batch.in_the_field += increase
        for fact in (
            PrickedOut(batch.id, Count(PRICKED_OUT_A_DAY), (nursery_day,)),
            ReadyAccepted(
                batch.id, Count(batch.ready), tuple(self.nursery_days), closed_by=self.place.officer, closed_with="mark"
            ),
            InventoryCounted(batch.id, Count(PRICKED_OUT_A_DAY)),
            Dispatched(batch.id, Count(increase)),
        ):
            self.writer.next_id()
            yield fact

    def _new_batch(self) -> tuple[_Batch, BatchStarted]:
        place = self.dice.randrange(len(self.opening.species))
        species, lot = self.opening.species[place], self.opening.lots[place]
        batch = _Batch(self.writer.next_id(), species, self.dice.randint(5, 20))
        code = f"L-{next(self.numbers):03d}"
        return batch, BatchStarted(self.place.committee, species, lot, code, "seed_bed")

    def _plantings(self, number: int, planting_day: RecordId, planters: list[RecordId]) -> Iterator[Planting]:
        for index in range(12):
            is_shared = index < SHARED_PLANTINGS
            trees = self.dice.randint(*(SHARED_TREES if is_shared else PERSON_TREES))
            pair = planters[2 * index - 2 * SHARED_PLANTINGS :][: 1 + index % 2]
            trees = self._at_most_there(trees, 1 if is_shared else len(pair))
            people = () if is_shared else tuple(PersonCount(member, Count(trees)) for member in pair)
            planted = trees if is_shared else trees * len(people)
            batch = self._batch_with(planted)
            batch.in_the_field -= planted
            unit, middle = self.place.units[(number * 12 + index) % len(self.place.units)]
            lat_udeg, lon_udeg = (
                middle.lat_udeg + self.dice.randint(-900, 900),
                middle.lon_udeg + self.dice.randint(-900, 900),
            )
            position = Point(lat_udeg, lon_udeg, Count(self.dice.randint(3, 12)))
            workdays = (planting_day,) if is_shared else ()
            self.writer.next_id()
            yield Planting(
                self.place.committee, unit, batch.species, batch.id, Count(planted), workdays, people, position
            )

    def _at_most_there(self, trees: int, people: int) -> int:
        """So many trees for each, or where no batch has them all, as on a busy first day, a share of what is there."""
        there = max(batch.in_the_field for batch in (*self.old_batches, *self.batches.values()))
        return trees if trees * people <= there else max(1, there // (4 * people))

    def _batch_with(self, trees: int) -> _Batch:
        """A batch with this many trees in the field: what is left of old ones first."""
        while self.old_batches and self.old_batches[0].in_the_field < trees:
            self.old_batches.pop(0)
        return next(batch for batch in (*self.old_batches, *self.batches.values()) if batch.in_the_field >= trees)


def season(opening: Opening, writers: list[Writer], seed: int = 1) -> list[CommitteeSeason]:
    """The seasons of all committees, spread over the writers in turn."""
    return [
        CommitteeSeason(opening, place, writers[index % len(writers)], random.Random(seed * 1_000 + index))
        for index, place in enumerate(opening.places)
    ]


def last_instant(days: int) -> int:
    """An instant after everything that was recorded in the first so many days."""
    moment = datetime.fromisoformat(FIRST_DAY).replace(tzinfo=LIMA) + timedelta(days=days)
    return instant_ms(moment)
