"""A day in the field on a sample tablet, recorded as the screens do it: who came, what was planted and accepted."""

from dataclasses import dataclass

from app.desk import Desk
from core.domain.attendance import Presence, Workday
from core.domain.bodies import Count
from core.domain.nurseries import Dispatched, InventoryCounted, PersonCount, ReadyAccepted
from core.domain.plantings import Planting
from core.sync.turns.conversation import converse
from core.usecases.own_log import Statement, append_to_tail, now_ms
from core.usecases.tablet.record import record_fact
from tests.sample import DAY, copied_server


@dataclass
class FieldDay:
    """Record ids of the golden day: 640 planted by 21 full and 2 half days, S/ 320.00; and whom it names."""

    workday: str
    planting: str
    members: list[str]
    names: dict[str, str]


def golden_day(desk: Desk, day: str = DAY) -> FieldDay:
    """The jornada of 23 and its 640 trees."""
    committee = desk.committee_id
    adults = [view for view in desk.read(lambda reads: reads.members(committee, day)) if not view.minor][:23]
    unit = next(view for view in desk.read(lambda reads: reads.units(committee)) if view.code == "01-3")
    batch = best_batch(desk)
    presences = tuple(Presence(view.id, 1 if place >= 21 else 2) for place, view in enumerate(adults))
    workday = keep(desk, Workday(committee, "planting", presences, closed_by=adults[0].id, closed_with="mark"), day)
    keep(desk, Dispatched(batch.id, Count(700), unit.id), day)
    fact = Planting(committee, unit.id, batch.species, batch.id, Count(640), workdays=(workday,))
    planting = keep(desk, fact, day)
    return FieldDay(workday, planting, [view.id for view in adults], {view.id: view.name for view in adults})


def best_batch(desk: Desk):
    """The committee's batch with the most ready saplings."""
    batches = desk.read(lambda reads: reads.batches(desk.committee_id))
    return max(batches, key=lambda view: view.stock.standing_ready)


def keep(desk: Desk, fact, day: str = DAY) -> str:
    return record_fact(desk.store, desk.clock, desk.author, fact, day)


def golden_people(desk: Desk):
    """Whoever stands first in the list, with all of a count."""
    first = next(view for view in desk.read(lambda reads: reads.members(desk.committee_id, DAY)) if not view.minor)
    return lambda count: (PersonCount(first.id, Count(count)),)


def accept_more(desk: Desk, workday: str, increase: int) -> str:
    """An acceptance that adds `increase`, shared by a workday."""
    batch = best_batch(desk)
    return keep(desk, ReadyAccepted(batch.id, Count(batch.stock.ready + increase), workdays=(workday,)))


def many(desk: Desk, number: int) -> None:
    """`number` inventory counts over the days before, written in one transaction."""
    batch = best_batch(desk)
    with desk.store.writing() as session:
        now = now_ms(session, desk.clock)
        for place in range(number):
            day = f"2014-{place % 11 + 1:02}-{place % 27 + 1:02}"
            fact = InventoryCounted(batch.id, Count(place + 1))
            append_to_tail(session, Statement(fact, day, desk.author, now + place, {}))
    desk.store.fold()


def sync(desk: Desk, template, tmp_path) -> None:
    """One conversation with the sample office."""
    server = copied_server(template, tmp_path)
    converse(desk.store, desk.clock, desk.signer, server.exchange)


def detail(desk: Desk, identifier: str):
    return desk.read(lambda reads: reads.record(identifier))
