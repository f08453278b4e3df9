"""The history by touch: every record under its day, filters, and a list of thousands that is read as one scrolls."""

from pathlib import Path

import pytest

from app.desk import Desk
from app.screens.history.history import build
from core.usecases.correct import void_record
from tests.ui import fieldday
from tests.ui.harness import Harness
from tests.ui.reviewing import SIZES, picture, place, show

MANY = 5_000


@pytest.mark.parametrize("size", SIZES, ids=str)
def test_records_stand_under_their_day(harness: Harness, desk: Desk, pictures: Path, size: tuple[int, int]) -> None:
    day = fieldday.golden_day(desk)
    fieldday.accept_more(desk, day.workday, 230)
    harness.resize(*size)
    show(harness, build(desk), "history")
    for said in ("Hoy, miércoles 3 de diciembre", "640 pino pátula plantados", "Unidad 01-3", "Por enviar"):
        assert harness.reads(said)
    picture(harness, pictures, "history")
    harness.touch("640 pino pátula plantados")
    assert place(desk) == ("record", {"id": day.planting})


def test_filters_narrow_the_list(harness: Harness, desk: Desk, pictures: Path) -> None:
    day = fieldday.golden_day(desk)
    void_record(desk.store, desk.clock, desk.author, day.planting, day.planting, "entered_twice")
    harness.resize(1024, 600)
    show(harness, build(desk), "history")
    harness.touch("Asistencia")
    assert harness.reads("Registros: 1")
    assert harness.reads("Jornada: plantación")
    assert not harness.reads("Salida a campo")
    harness.touch("Todo")
    harness.touch("Todos los estados")
    picture(harness, pictures, "history-states")
    harness.touch("Anulado")
    assert harness.reads("640 pino pátula plantados")
    assert harness.reads("Registros: 1")
    harness.touch("Todos los días")
    picture(harness, pictures, "history-days")
    harness.touch("Los últimos 7 días")
    assert harness.reads("Registros: 1")
    harness.touch("Los últimos 7 días")
    harness.touch("Elegir los días")
    picture(harness, pictures, "history-range")
    for _ in range(2):
        harness.touch(_lowest(harness, "− 1 mes"))
    harness.touch("Mostrar")
    assert harness.reads("No hay registros así")
    picture(harness, pictures, "history-empty")
    harness.touch("Ver todo")
    assert harness.reads("Salida a campo")


@pytest.mark.parametrize("size", SIZES[:2], ids=str)
def test_the_sheets_of_the_filters_fit(harness: Harness, desk: Desk, pictures: Path, size: tuple[int, int]) -> None:
    harness.resize(*size)
    screen = show(harness, build(desk), "history")
    screen.ask_range()
    picture(harness, pictures, "history-range")


def test_the_other_committees_come_on_a_touch(harness: Harness, desk: Desk) -> None:
    screen = show(harness, build(desk), "history")
    before = screen.total
    harness.touch("Choco")
    harness.find_text("Todos los comités")
    assert screen.total != before
    harness.touch("Todos los comités")
    assert screen.total == before


def test_five_thousand_records_scroll_smoothly(harness: Harness, desk: Desk) -> None:
    """Pages come as one scrolls; nothing is lost or doubled, and only what shows is built."""
    fieldday.many(desk, MANY)
    screen = show(harness, build(desk), "history")
    rows = screen._rows
    assert harness.reads("Registros")
    first = sum(1 for row in rows.data if row["widget"] == "RecordLine")
    assert first == 100
    for _ in range(12):
        rows.scroll_y = 0
        harness.frames(4)
    keys = [row["key"] for row in rows.data if row["widget"] == "RecordLine"]
    assert len(keys) >= 1_000
    assert len(set(keys)) == len(keys)
    assert len(rows.layout_manager.children) < 30


def test_what_one_scrolled_to_stays_when_more_comes(harness: Harness, desk: Desk) -> None:
    fieldday.many(desk, 400)
    screen = show(harness, build(desk), "history")
    rows = screen._rows
    content, before = rows.layout_manager, len(rows.data)
    above = 0.9 * (content.height - rows.height)
    rows.scroll_y = 0.1
    harness.frames(4)
    assert len(rows.data) > before
    assert abs((1 - rows.scroll_y) * (content.height - rows.height) - above) < 2


def test_a_saved_record_appears_without_losing_the_filter(harness: Harness, desk: Desk) -> None:
    screen = show(harness, build(desk), "history")
    harness.touch("Asistencia")
    fieldday.golden_day(desk)
    desk.tell_changed()
    harness.frames(4)
    assert harness.reads("Jornada: plantación")
    screen.leave()
    assert desk.changed == []


def _lowest(harness: Harness, text: str):
    found = [widget for widget in harness.visible() if getattr(widget, "text", "") == text]
    return min(found, key=lambda widget: widget.to_window(widget.x, widget.y)[1])
