"""One person's statement by touch: three parts, every item with its reason, and what was taken back."""

from dataclasses import replace
from pathlib import Path

import pytest

from app.desk import Desk
from app.screens.statement.statement import build
from core.domain.attendance import Presence, Workday
from core.domain.bodies import Count
from core.domain.nurseries import Dispatched, PersonCount
from core.domain.plantings import Planting
from core.usecases.tablet.correct import Change, replace_record
from tests.sample import DAY
from tests.ui import fieldday
from tests.ui.harness import Harness
from tests.ui.reviewing import SIZES, picture, place, show


@pytest.mark.parametrize("size", SIZES, ids=str)
def test_a_person_sees_what_they_earned_and_why(
    harness: Harness, desk: Desk, pictures: Path, size: tuple[int, int]
) -> None:
    day = fieldday.golden_day(desk)
    fieldday.accept_more(desk, day.workday, 230)
    member = day.members[-1]
    harness.resize(*size)
    show(harness, build(desk), "earnings", member=member)
    for part in ("confirmado", "por enviar", "observado", "Ganado", "Pagado", "Por cobrar hoy"):
        assert harness.reads(part)
    assert not harness.reads("S/\u00a0")
    picture(harness, pictures, "statement-closed")
    harness.touch("Mostrar montos")
    picture(harness, pictures, "statement-pictures")
    harness.touch("Palabras")
    for said in (day.names[member], "Plantación · Unidad 01-3", "½ día · tarifa S/\u00a00.50", "S/\u00a07.27"):
        assert harness.reads(said)
    others = [name for key, name in day.names.items() if key != member]
    assert not any(harness.reads(name) for name in others)
    picture(harness, pictures, "statement")
    harness.touch("Plantación · Unidad 01-3")
    assert place(desk) == ("record", {"id": day.planting})


@pytest.mark.parametrize("size", SIZES, ids=str)
def test_what_was_taken_back_says_by_which_change(
    harness: Harness, desk: Desk, pictures: Path, template: Path, tmp_path: Path, size: tuple[int, int]
) -> None:
    day = fieldday.golden_day(desk)
    fieldday.sync(desk, template, tmp_path)
    found = fieldday.detail(desk, day.planting)
    fact = replace(found.fact, count=Count(600))
    replace_record(desk.store, desk.clock, desk.author, Change(day.planting, found.version, "wrong_count"), fact, DAY)
    harness.resize(*size)
    show(harness, build(desk), "earnings", member=day.members[-1])
    harness.touch("Mostrar montos")
    picture(harness, pictures, "statement-reversed-pictures")
    harness.touch("Palabras")
    assert harness.reads("Se quita: Plantación · Unidad 01-3")
    assert harness.reads("Corregido: Cantidad equivocada · Rosa Mondragón")
    assert harness.reads("-S/\u00a07.27")
    assert harness.reads("-S/\u00a00.45")
    picture(harness, pictures, "statement-reversed")


def test_somebody_who_earned_nothing_yet(harness: Harness, desk: Desk, pictures: Path) -> None:
    earning = {person.member for person in desk.read(lambda reads: reads.people_money(desk.committee_id))}
    members = desk.read(lambda reads: reads.members(desk.committee_id, desk.today()))
    member = next(view for view in members if view.id not in earning)
    show(harness, build(desk), "earnings", member=member.id)
    assert harness.reads(member.name)
    assert harness.reads("Todavía no hay nada anotado")
    picture(harness, pictures, "statement-empty")


@pytest.fixture
def months(desk: Desk):
    """A person with half a year of days, shared and of their own, and what the first of them says."""
    day = fieldday.golden_day(desk)
    fieldday.accept_more(desk, day.workday, 230)
    for turn, when in enumerate(("2014-05-20", "2014-09-02", "2014-10-14", "2014-11-27")):
        presences = (Presence(day.members[0], 1 if turn == 2 else 2),)
        fieldday.keep(desk, Workday(desk.committee_id, "maintenance", presences), when)
        if turn % 2:
            batch = fieldday.best_batch(desk)
            people = (PersonCount(day.members[0], Count(37 + turn)),)
            fieldday.keep(desk, Dispatched(batch.id, Count(80)), when)
            unit = desk.read(lambda reads: reads.units(desk.committee_id))[2]
            fact = Planting(
                desk.committee_id, unit.id, batch.species, batch.id, Count(37 + turn), people=people
            )  # fmt: skip
            fieldday.keep(desk, fact, when)
    return day


@pytest.mark.parametrize("size", SIZES, ids=str)
def test_days_as_pictures(harness: Harness, desk: Desk, months, pictures: Path, size: tuple[int, int]) -> None:
    harness.resize(*size)
    screen = show(harness, build(desk), "earnings", member=months.members[0])
    harness.touch("Mostrar montos")
    assert harness.reads("S/\u00a0")
    picture(harness, pictures, "statement-days")
    assert [row["day"] for row in screen._days.data if row["day"]] == ["3", "27", "14", "2", "20"]
    harness.touch("2014-15")
    assert [row["day"] for row in screen._days.data if row["day"]] == ["3", "27", "14", "2"]
    harness.touch("Ocultar montos")
    assert not harness.reads("S/\u00a0")
    picture(harness, pictures, "statement-hidden")


def test_a_day_leads_to_what_is_behind_it(harness: Harness, desk: Desk, months) -> None:
    show(harness, build(desk), "earnings", member=months.members[0])
    harness.touch("27")
    assert place(desk)[0] == "record"
    harness.touch("3")
    harness.touch("Plantación · Unidad 01-3")
    assert place(desk) == ("record", {"id": months.planting})
