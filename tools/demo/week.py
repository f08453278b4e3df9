"""What happened in the week: who came, what was counted and planted, and which mistakes were made and mended.

Figures are chosen so that the cases that were worked out by hand can be seen in the printed table.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from core.domain.attendance import Activity, Presence, Workday
from core.domain.bodies import Count, Fact
from core.domain.calendar import LIMA, instant_ms
from core.domain.nurseries import Dispatched, InventoryCounted, PersonCount, PrickedOut, ReadyAccepted, SaplingsLost
from core.domain.plantings import Planting, Replanting
from core.domain.records import RecordId
from core.usecases.ports import Store
from core.usecases.tablet.correct import Change, replace_record, void_record
from core.usecases.tablet.record import record_fact
from tools.sample import SampleServer, SampleTablet, SteppingClock, meet_server

START_MS = 1_417_352_400_000
"""Eight in the morning of Sunday 30 November 2014 in Lima: the day before the week."""
MONDAY, TUESDAY, WEDNESDAY, THURSDAY, FRIDAY, SATURDAY = (f"2014-12-{day:02d}" for day in range(1, 7))


@dataclass(frozen=True)
class FieldBook:
    """One technician with a tablet at one committee, far from any network."""

    server: SampleServer
    store: Store
    clock: SteppingClock
    author: str
    committee: str

    def ref(self, name: str) -> RecordId:
        return self.server.ids[name]

    def member(self, number: int) -> RecordId:
        return self.ref(f"member:{self.committee}-{number:03d}")

    def at(self, day: str, hour: int) -> None:
        """Morning comes: set the tablet's clock."""
        year, month, date = (int(part) for part in day.split("-"))
        self.clock.ms = instant_ms(datetime(year, month, date, hour, tzinfo=LIMA))

    def save(self, fact: Fact, day: str) -> RecordId:
        return record_fact(self.store, self.clock, self.author, fact, day)

    def workday(self, day: str, activity: Activity, full: range, half: range = range(0)) -> RecordId:
        """A list of members by number, closed by the president with a signature."""
        present = [Presence(self.member(number), 2) for number in full]
        present += [Presence(self.member(number), 1) for number in half]
        committee = self.ref(f"committee:{self.committee}")
        president = self.member(1)
        return self.save(
            Workday(committee, activity, tuple(present), closed_by=president, closed_with="signature"), day
        )

    def accept(self, day: str, batch: str, total: int, workdays: tuple[RecordId, ...]) -> RecordId:
        fact = ReadyAccepted(self.ref(batch), Count(total), workdays, closed_by=self.member(2), closed_with="signature")
        return self.save(fact, day)

    def dispatch(self, day: str, batch: str, count: int) -> RecordId:
        return self.save(Dispatched(self.ref(batch), Count(count)), day)

    def planting(self, unit: str, batch: str, species: str, count: int, workdays: tuple[RecordId, ...]) -> Planting:
        committee = self.ref(f"committee:{self.committee}")
        return Planting(committee, self.ref(unit), self.ref(species), self.ref(batch), Count(count), workdays)


def work_the_week(server: SampleServer, clock: SteppingClock, tablets: Sequence[SampleTablet]) -> None:
    """The whole week on two tablets, of which the first is at Choco and the other at Cajas; in the end all have met."""
    meet_server(server, tablets)
    choco = FieldBook(server, tablets[0].store, clock, "T01", "CHO")
    cajas = FieldBook(server, tablets[1].store, clock, "T02", "CAJ")
    first_half(choco, cajas)
    meet_server(server, tablets)
    second_half(choco, cajas)
    meet_server(server, tablets)


def first_half(choco: FieldBook, cajas: FieldBook) -> None:
    """Monday to Wednesday, both tablets without a network."""
    _choco_first(choco)
    _cajas_first(cajas)


def second_half(choco: FieldBook, cajas: FieldBook) -> None:
    """Thursday to Saturday, after both have met the server once."""
    _choco_second(choco)
    _cajas_second(cajas)


def _choco_first(book: FieldBook) -> None:
    batch, species, unit = "opening_batch:CHO-2013-1", "species:PPAT", "unit:01-3"
    book.at(MONDAY, 9)
    nursery = book.workday(MONDAY, "nursery", range(1, 13))
    book.save(InventoryCounted(book.ref(batch), Count(7300)), MONDAY)
    # 1,240 new ready saplings, shared by twelve: S/ 310.00.
    book.accept(MONDAY, batch, 7440, (nursery,))
    book.at(TUESDAY, 10)
    holes = book.workday(TUESDAY, "holes", range(3, 9))
    book.dispatch(TUESDAY, batch, 1700)
    book.at(WEDNESDAY, 15)
    # 640 planted by 21 full and 2 half days: S/ 320.00 = 12 × 14.55 + 9 × 14.54 + 2 × 7.27.
    planting = book.workday(WEDNESDAY, "planting", range(1, 22), range(22, 24))
    book.save(book.planting(unit, batch, species, 640, (planting,)), WEDNESDAY)
    # Three who had dug the holes are put on the list of another record, twice by mistake; the second is taken back.
    extra = book.planting(unit, batch, species, 90, (holes,))
    book.save(extra, WEDNESDAY)
    mistake = book.save(extra, WEDNESDAY)
    void_record(book.store, book.clock, book.author, Change(mistake, mistake, "entered_twice"))


def _cajas_first(book: FieldBook) -> None:
    batch, species, unit = "opening_batch:CAJ-2013-1", "species:PPAT", "unit:04-2"
    book.at(TUESDAY, 9)
    nursery = book.workday(TUESDAY, "nursery", range(1, 10), range(10, 13))
    book.save(PrickedOut(book.ref("opening_batch:CAJ-2013-2"), Count(900), (nursery,)), TUESDAY)
    # 333 new ready saplings: S/ 83.25.
    book.accept(TUESDAY, batch, 7683, (nursery,))
    book.save(SaplingsLost(book.ref(batch), Count(40), "growing", "frost"), TUESDAY)
    book.dispatch(TUESDAY, batch, 1500)
    book.at(WEDNESDAY, 16)
    # 1,000 planted, shared by 37: S/ 500.00 = 13 people at 13.52 + 24 people at 13.51.
    planting = book.workday(WEDNESDAY, "planting", range(1, 38))
    book.save(book.planting(unit, batch, species, 1000, (planting,)), WEDNESDAY)


def _choco_second(book: FieldBook) -> None:
    batch, species = "opening_batch:CHO-2013-1", "species:PPAT"
    book.at(THURSDAY, 11)
    nursery = book.workday(THURSDAY, "nursery", range(5, 15))
    # 660 more are accepted, then the total is corrected to 610: S/ 165.00 goes back and S/ 152.50 is entered.
    accepted = book.accept(THURSDAY, batch, 8100, (nursery,))
    corrected = ReadyAccepted(
        book.ref(batch), Count(8050), (nursery,), closed_by=book.member(2), closed_with="signature"
    )
    replace_record(book.store, book.clock, book.author, Change(accepted, accepted, "wrong_count"), corrected, THURSDAY)
    book.at(FRIDAY, 14)
    planting = book.workday(FRIDAY, "planting", range(10, 20))
    book.save(book.planting("unit:01-3", batch, species, 300, (planting,)), FRIDAY)
    # Aliso wants moist ground, and 02-4 is dry.
    aliso = "opening_batch:CHO-2013-2"
    book.dispatch(FRIDAY, aliso, 120)
    book.save(book.planting("unit:02-4", aliso, "species:AJOR", 120, (planting,)), FRIDAY)


def _cajas_second(book: FieldBook) -> None:
    batch, species, unit = "opening_batch:CAJ-2013-1", "species:PPAT", "unit:04-2"
    book.at(FRIDAY, 9)
    committee = book.ref("committee:CAJ")
    people = tuple(PersonCount(book.member(number), Count(15)) for number in range(20, 24))
    book.save(
        Replanting(committee, book.ref("unit:04-1"), book.ref(species), book.ref(batch), Count(60), people=people),
        FRIDAY,
    )
    # More than was dispatched so far; the dispatch that was forgotten follows on Saturday, before the server ever
    # looks.
    planting = book.workday(FRIDAY, "planting", range(1, 31))
    book.save(book.planting(unit, batch, species, 700, (planting,)), FRIDAY)
    book.at(SATURDAY, 8)
    book.dispatch(SATURDAY, batch, 300)
