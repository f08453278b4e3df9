"""A committee that looks after its trees, as records of a sample tablet: counts, losses, visits, complaints, papers."""

from dataclasses import dataclass

from app.desk import Desk
from core.domain.agreements import Agreement
from core.domain.bodies import Count, Day
from core.domain.complaints import Complaint
from core.domain.stands import Harvest, LossEvent
from core.domain.survival import RowCount, SurvivalCount, SurvivalDrawn
from core.domain.visits import Visit
from core.usecases.tablet.record import record_fact
from core.usecases.words import words_row
from tests.sample import DAY


@dataclass
class Cared:
    """Record ids."""

    count: str
    loss: str
    visit: str
    complaint: str
    agreement: str


def keep(desk: Desk, fact, day: str = DAY, **words: str) -> str:
    sides = {name: row for name, text in words.items() if (row := words_row(text))}
    return record_fact(desk.store, desk.clock, desk.author, fact, day, sides=sides)


def care_views(desk: Desk):
    with desk.store.reading() as session:
        return session.monitoring().units(desk.committee_id)


def planted_units(desk: Desk):
    return [view for view in care_views(desk) if view.planted]


def draw(desk: Desk, unit: str, rows_total: int = 64, first: int = 3, day: str = DAY, every: int = 10) -> str:
    fact = SurvivalDrawn(desk.committee_id, unit, Count(every), Count(first), Count(rows_total))
    return keep(desk, fact, day)


def count(desk: Desk, unit: str, day: str = DAY, dead: int = 3) -> str:
    drawn = draw(desk, unit, day=day)
    rows = tuple(
        RowCount(Count(row), Count(30 - (row % 4)), Count(max(0, dead + row % 3 - 1))) for row in range(3, 65, 10)
    )
    return keep(desk, SurvivalCount(desk.committee_id, drawn, rows), day)


def cared_for(desk: Desk) -> Cared:
    """A season of it."""
    committee = desk.committee_id
    first, second, *_ = planted_units(desk)
    species = first.species[0].species
    counted = count(desk, first.unit.id, "2014-10-12")
    if second.unit.id != first.unit.id:
        draw(desk, second.unit.id, day="2014-12-02")
    loss = keep(desk, LossEvent(committee, first.unit.id, "fire", Count(85), species, Count(700)), "2014-11-20",
                note_side="Quema de la chacra vecina")  # fmt: skip
    keep(desk, Harvest(committee, first.unit.id, species, "poles", Count(40)), "2014-11-25")
    visit = keep(
        desk, Visit(committee, first.unit.id, Day("2014-12-17")), "2014-12-01",
        seen_side="Hormigas en la parte alta; cerco roto por el ganado del camino",
        agreed_side="Arreglar el cerco el sábado y poner ceniza; el presidente avisa a los dueños del ganado",
    )  # fmt: skip
    complaint = keep(desk, Complaint(committee, "pay", "in_person"), office_side="Falta mi día del 28")
    keep(desk, Complaint(committee, "other", "tablet"), "2014-11-30", office_side="Otra cosa")
    agreement = keep(
        desk,
        Agreement(committee, "CD-2010-04", "carbon_rights", "community", "community", "cooperative",
                  Day("2010-05-14"), ends_on=Day("2035-05-14")),
    )  # fmt: skip
    return Cared(counted, loss, visit, complaint, agreement)
