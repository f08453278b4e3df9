"""One person's statement by touch: three parts, every item with its reason, and what was taken back."""

from dataclasses import replace
from pathlib import Path

import pytest

from app.desk import Desk
from app.screens.statement.statement import build
from core.domain.bodies import Count
from core.usecases.correct import replace_record
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
    for said in (day.names[member], "Plantación · Unidad 01-3", "½ día · tarifa S/\u00a00.50", "S/\u00a07.27"):
        assert harness.reads(said)
    for part in ("confirmado", "solo en esta tableta", "observado"):
        assert harness.reads(part)
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
    replace_record(desk.store, desk.clock, desk.author, day.planting, found.version, "wrong_count", fact, DAY)
    harness.resize(*size)
    show(harness, build(desk), "earnings", member=day.members[-1])
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
