"""What people earned, by touch: names first, amounts when asked for, always in three parts."""

from pathlib import Path

import pytest

from app.desk import Desk
from app.screens.earnings.earnings import build
from tests.ui import fieldday
from tests.ui.harness import Harness
from tests.ui.reviewing import SIZES, picture, place, show


@pytest.mark.parametrize("size", SIZES, ids=str)
def test_amounts_are_hidden_until_asked_for(
    harness: Harness, desk: Desk, pictures: Path, size: tuple[int, int]
) -> None:
    day = fieldday.golden_day(desk)
    harness.resize(*size)
    screen = show(harness, build(desk), "earnings")
    assert harness.reads("S/\u00a0320.00")
    assert harness.reads(min(day.names.values()))
    assert not harness.reads("S/\u00a014.5")
    picture(harness, pictures, "earnings")
    harness.touch("Mostrar montos")
    assert harness.reads("S/\u00a014.5")
    picture(harness, pictures, "earnings-shown")
    screen.leave()
    screen.enter()
    harness.frames(4)
    assert not harness.reads("S/\u00a014.5")


def test_everybody_is_there_and_the_three_parts_add_up(harness: Harness, desk: Desk) -> None:
    day = fieldday.golden_day(desk)
    screen = show(harness, build(desk), "earnings")
    screen.presenter.toggle()
    rows = screen._rows.data
    people = desk.read(lambda reads: reads.members(desk.committee_id, desk.today()))
    assert {view.id for view in people} <= {row["key"] for row in rows}
    pending = {row["key"]: row["pending"] for row in rows}
    assert sorted(pending[member] for member in day.members).count("S/\u00a014.55") == 12
    assert sum(round(float(text.split("\u00a0")[1]) * 100) for text in pending.values()) == 32_000


def test_a_part_of_the_name_finds_a_person(harness: Harness, desk: Desk, pictures: Path) -> None:
    screen = show(harness, build(desk), "earnings")
    harness.touch(harness.find(lambda widget: getattr(widget, "hint_text", "") == "Buscar integrante"))
    harness.type_text("naupas jose")
    assert [row["name"] for row in screen._rows.data] == ["Bermeo Ñaupas, José Ramón"]
    harness.type_text("zzz")
    assert harness.reads("Nadie se llama así")


def test_a_person_leads_to_their_statement(harness: Harness, desk: Desk) -> None:
    day = fieldday.golden_day(desk)
    show(harness, build(desk), "earnings")
    first = min(day.names.values())
    harness.touch(first)
    member = next(key for key, name in day.names.items() if name == first)
    assert place(desk) == ("statement", {"member": member})
