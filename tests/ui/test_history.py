"""The history by touch: every record under its day, filters, and a list of thousands that is read as one scrolls."""

from pathlib import Path

import pytest

from app.desk import Desk
from app.screens.history.history import build
from app.screens.history.presenter import FIRST_PAGE
from app.screens.history.window import MOST
from core.domain.attendance import Presence, Workday
from core.domain.bodies import Count, Day, SideHash
from core.domain.people import Member
from core.usecases.own_log import side_row
from core.usecases.tablet.correct import Change, void_record
from core.usecases.tablet.record import record_fact
from tests.sample import DAY
from tests.ui import fieldday
from tests.ui.harness import Harness, box
from tests.ui.reviewing import SIZES, picture, place, show

MANY = 5_000


@pytest.mark.parametrize("size", SIZES, ids=str)
def test_records_stand_under_their_day(harness: Harness, desk: Desk, pictures: Path, size: tuple[int, int]) -> None:
    day = fieldday.golden_day(desk)
    fieldday.accept_more(desk, day.workday, 230)
    harness.resize(*size)
    show(harness, build(desk), "history")
    for said in (
        "Hoy, miércoles 3 de diciembre",
        "640 pino pátula plantados",
        "Unidad 01-3 · Rosa Mondragón",
        "Por enviar",
    ):
        assert harness.reads(said)
    picture(harness, pictures, "history")
    harness.touch("640 pino pátula plantados")
    assert place(desk) == ("record", {"id": day.planting})


def test_filters_narrow_the_list(harness: Harness, desk: Desk, pictures: Path) -> None:
    day = fieldday.golden_day(desk)
    void_record(desk.store, desk.clock, desk.author, Change(day.planting, day.planting, "entered_twice"))
    harness.resize(1024, 600)
    show(harness, build(desk), "history")
    harness.touch("Asistencia")
    assert harness.reads("Registros: 1")
    assert harness.reads("Jornada: plantación")
    assert not harness.reads("Salida a campo")
    harness.touch("Todo")
    harness.touch("Estado")
    picture(harness, pictures, "history-states")
    harness.touch("Anulado")
    assert harness.reads("640 pino pátula plantados")
    assert harness.reads("Registros: 1")
    harness.touch("Días")
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


def test_the_other_committees_come_on_a_touch(harness: Harness, desk: Desk) -> None:
    screen = show(harness, build(desk), "history")
    before = screen.total
    harness.touch("Choco")
    harness.find_text("Todos los comités")
    assert screen.total != before
    harness.touch("Todos los comités")
    assert screen.total == before


def test_five_thousand_records_scroll_to_the_end_and_back(harness: Harness, desk: Desk) -> None:
    """Pages come as one scrolls; nothing is lost or doubled, only a part is held and only what shows is built."""
    fieldday.many(desk, MANY)
    screen = show(harness, build(desk), "history")
    rows = screen._rows
    assert len(_keys(rows)) == FIRST_PAGE
    seen: dict[str, None] = {}
    while not set(_keys(rows)) <= seen.keys() or screen.presenter._window.has_older:
        seen.update(dict.fromkeys(_keys(rows)))
        assert len(_keys(rows)) <= MOST
        rows.scroll_y = 0
        harness.frames(4)
    assert len(seen) == int(screen.total.removeprefix("Registros: ").replace(",", ""))
    assert len(rows.layout_manager.children) < 30
    back: dict[str, None] = {}
    while not set(_keys(rows)) <= back.keys() or screen.presenter._window.has_newer:
        back.update(dict.fromkeys(reversed(_keys(rows))))
        rows.scroll_y = 1
        harness.frames(4)
    assert set(back) == set(seen)


@pytest.mark.parametrize("upwards", [False, True])
def test_what_one_reads_stays_when_more_comes(harness: Harness, desk: Desk, *, upwards: bool) -> None:
    fieldday.many(desk, 1_500)
    screen = show(harness, build(desk), "history")
    rows = screen._rows
    for _ in range(8):
        rows.scroll_y = 0
        harness.frames(4)
    if upwards:
        rows.scroll_y = 0.6
        harness.frames(4)
    held = _keys(rows)
    rows.scroll_y = 0.97 if upwards else 0.03
    harness.frames(1)
    before = {line.key: box(line)[1] for line in rows.layout_manager.children if line.key}
    harness.frames(4)
    assert _keys(rows) != held
    after = {line.key: box(line)[1] for line in rows.layout_manager.children if line.key}
    same = before.keys() & after.keys()
    assert same
    assert all(abs(before[key] - after[key]) < 2 for key in same)


def test_a_persons_records(harness: Harness, desk: Desk, pictures: Path) -> None:
    day = fieldday.golden_day(desk)
    fieldday.many(desk, 30)
    show(harness, build(desk), "history")
    harness.touch("Persona")
    picture(harness, pictures, "history-people")
    name = day.names[day.members[0]]
    harness.touch(harness.find(lambda widget: getattr(widget, "hint_text", "") == "Nombre o apellido"))
    harness.type_text(name.split(",")[0])
    harness.touch(name)
    assert harness.reads(name)
    assert harness.reads("640 pino pátula plantados")
    assert harness.reads("Jornada: plantación")
    assert not harness.reads("Conteo:")
    picture(harness, pictures, "history-person")
    harness.touch(name)
    harness.touch("Quién anotó")
    harness.touch("Rosa Mondragón Peña")
    assert harness.reads("Salida a campo")
    harness.touch("Rosa Mondragón Peña")
    harness.touch("Todas las personas")
    assert harness.reads("Persona")


def test_who_has_left_the_committee_is_found_as_well(harness: Harness, desk: Desk, pictures: Path) -> None:
    left = one_who_left(desk)
    show(harness, build(desk), "history")
    harness.touch("Persona")
    harness.touch(harness.find(lambda widget: getattr(widget, "hint_text", "") == "Nombre o apellido"))
    harness.type_text("saavedra")
    assert harness.reads("Choco, hasta el 30 nov 2014")
    picture(harness, pictures, "history-left")
    harness.touch("Saavedra Ñopo, Eulogio")
    assert harness.reads("Jornada: mantenimiento")
    assert not harness.reads("Salida a campo")
    assert left not in [view.id for view in desk.read(lambda reads: reads.members(desk.committee_id, DAY))]


def one_who_left(desk: Desk) -> str:
    """Somebody who came on 20 November and left ten days later."""
    person = side_row(
        {"given_names": "Eulogio", "first_surname": "Saavedra", "second_surname": "Ñopo", "birth": "1980"}
    )
    fact = Member(
        desk.committee_id, "CHO-900", "M", Day("2014-01-10"), SideHash(person.hash), left_on=Day("2014-11-30")
    )
    joined = record_fact(desk.store, desk.clock, desk.author, fact, "2014-11-01", sides={"person_side": person})
    fieldday.keep(desk, Workday(desk.committee_id, "maintenance", (Presence(joined, Count(2)),)), "2014-11-20")
    fieldday.golden_day(desk)
    return joined


def test_a_record_is_found_by_its_number(harness: Harness, desk: Desk, pictures: Path) -> None:
    day = fieldday.golden_day(desk)
    fieldday.many(desk, 30)
    screen = show(harness, build(desk), "history")
    harness.touch(harness.find(lambda widget: getattr(widget, "hint_text", "") == "Número"))
    harness.type_text(day.planting.partition("-")[2])
    assert not harness.reads("Jornada: plantación")
    assert harness.reads("640 pino pátula plantados")
    picture(harness, pictures, "history-number")
    screen.presenter.search(day.planting.lower())
    assert harness.reads("Registros: 1")


def test_who_changed_what_is_seen_in_the_list(harness: Harness, desk: Desk) -> None:
    day = fieldday.golden_day(desk)
    void_record(desk.store, desk.clock, "T02", Change(day.planting, day.planting, "entered_twice"))
    show(harness, build(desk), "history")
    assert harness.reads("Unidad 01-3 · anuló Wilmer Iván Saguma Elera, 3 dic 2014")


def test_a_saved_record_appears_without_losing_the_filter(harness: Harness, desk: Desk) -> None:
    screen = show(harness, build(desk), "history")
    harness.touch("Asistencia")
    fieldday.golden_day(desk)
    desk.tell_changed()
    harness.frames(4)
    assert harness.reads("Jornada: plantación")
    screen.leave()
    assert not desk.changed


def _lowest(harness: Harness, text: str):
    found = [widget for widget in harness.visible() if getattr(widget, "text", "") == text]
    return min(found, key=lambda widget: widget.to_window(widget.x, widget.y)[1])


def _keys(rows) -> list[str]:
    return [row["key"] for row in rows.data if row["widget"] == "RecordLine"]
