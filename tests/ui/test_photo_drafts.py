"""A photo that was taken and not yet saved: it survives a kill with its form, and goes with a correction."""

from pathlib import Path

import pytest

from app.desk import Desk
from app.screens.monitoring_form.monitoring_form import build as build_care
from app.screens.planting.planting import build as build_planting
from core.domain.cash import Expense
from tests import cash_days
from tests.fakes.places import FakeCamera
from tests.sample import copied_server
from tests.tablet import after_a_kill, user_of, with_server
from tests.ui import fieldday
from tests.ui.boxes import facts_of, opened, type_figure, write_voucher
from tests.ui.caring import cared_for, planted_units
from tests.ui.harness import Harness
from tests.ui.payday import payday_desk
from tests.ui.recording import bring, latest, open_screen, touch_row, type_number

TAKEN = "Tomada. Toque para repetirla."


class Shots(FakeCamera):
    """A camera whose next picture a test holds before it."""

    def __init__(self, photo: bytes = FakeCamera.photo) -> None:
        self.photo = photo


def planting(photo: bytes = FakeCamera.photo):
    return lambda desk: build_planting(desk, eye=Shots(photo))


def photo_of(desk: Desk, key: str) -> bytes:
    with desk.store.reading() as session:
        [row] = session.side_rows([key])
    return row.data


def to_the_photo(harness: Harness) -> None:
    touch_row(harness, "01-3 · Loma del Aliso")
    harness.touch("Siguiente")
    touch_row(harness, "Pino pátula")
    harness.touch("Siguiente")
    type_number(harness, 10)
    harness.touch("Sin foto")
    assert harness.reads(TAKEN)


def test_the_photo_of_a_planting_survives_a_kill(harness: Harness, desk: Desk) -> None:
    fieldday.golden_day(desk)
    open_screen(harness, planting(), desk)
    to_the_photo(harness)
    again = after_a_kill(desk)
    open_screen(harness, planting(b"\xff\xd8 another"), again)
    harness.touch("Seguir donde quedó")
    assert harness.reads(TAKEN)
    for _ in range(2):
        harness.touch("Siguiente")
    assert harness.reads("Con foto")
    harness.touch("Guardar")
    fact = latest(again, "planting").fact
    assert (fact.count, photo_of(again, fact.photo_side)) == (10, FakeCamera.photo)
    open_screen(harness, planting(), again)
    assert not harness.reads("Seguir donde quedó"), "saved, the draft is gone, and its photo with it"
    to_the_photo_step_without(harness)
    again.store.engine.dispose()


def to_the_photo_step_without(harness: Harness) -> None:
    touch_row(harness, "01-3 · Loma del Aliso")
    harness.touch("Siguiente")
    touch_row(harness, "Pino pátula")
    harness.touch("Siguiente")
    assert harness.reads("Sin foto")


def test_who_starts_anew_starts_without_the_photo(harness: Harness, desk: Desk) -> None:
    open_screen(harness, planting(), desk)
    to_the_photo(harness)
    open_screen(harness, planting(), desk)
    harness.touch("Empezar de nuevo")
    to_the_photo_step_without(harness)


def test_another_person_of_the_tablet_is_not_given_the_photo(harness: Harness, tmp_path: Path, payday: Path) -> None:
    desk = payday_desk(tmp_path, payday)
    open_screen(harness, planting(), desk)
    to_the_photo(harness)
    desk.user = user_of(desk.store, "T02")
    open_screen(harness, planting(), desk)
    assert not harness.reads("Seguir donde quedó")
    to_the_photo_step_without(harness)
    desk.user = user_of(desk.store, "T01")
    open_screen(harness, planting(), desk)
    harness.touch("Seguir donde quedó")
    assert harness.reads(TAKEN)
    desk.store.engine.dispose()


def test_the_photo_of_a_loss_survives_a_kill(harness: Harness, desk: Desk) -> None:
    view = planted_units(desk)[0]
    open_screen(harness, lambda given: build_care(given, Shots()), desk, action="loss_event")
    touch_row(harness, f"{view.unit.code} · {view.unit.area_name}")
    harness.touch("Incendio")
    type_number(harness, 85)
    harness.touch(bring(harness, "Tomar foto"))
    again = after_a_kill(desk)
    open_screen(harness, lambda given: build_care(given, Shots(b"\xff\xd8 another")), again, action="loss_event")
    harness.touch("Seguir donde quedó")
    assert bring(harness, "Foto tomada; va a la oficina.")
    harness.touch("Guardar")
    fact = latest(again, "loss_event").fact
    assert photo_of(again, fact.photo_side) == FakeCamera.photo
    again.store.engine.dispose()


def test_the_photo_of_a_voucher_survives_a_kill(harness: Harness, tmp_path: Path, payday: Path) -> None:
    desk = payday_desk(tmp_path, payday)
    cash_days.with_pins(desk)
    opened(harness, desk, Shots())
    harness.touch("Anotar gasto")
    harness.touch("Mula")
    type_figure(harness, 155)
    harness.touch("Foto del comprobante")
    again = after_a_kill(desk)
    opened(harness, again, Shots(b"\xff\xd8 another"))
    harness.touch("Anotar gasto")
    assert harness.reads("La foto del comprobante está tomada")
    assert harness.reads("S/\u00a015.50")
    write_voucher(harness, "B001-77")
    harness.touch("Guardar gasto")
    [fact] = facts_of(again, Expense)
    assert photo_of(again, fact.photo_side) == FakeCamera.photo
    harness.touch("Anotar gasto")
    harness.touch("Mula")
    assert not harness.reads("La foto del comprobante está tomada")
    again.store.engine.dispose()


# --- corrections ---


@pytest.fixture
def planted(desk: Desk) -> str:
    """The golden planting, which has no photo."""
    return fieldday.golden_day(desk).planting


def correct(harness: Harness, desk: Desk, planted: str, photo: bytes, was: str) -> None:
    """A correction by touch that does nothing but take a photo."""
    open_screen(harness, planting(photo), desk, correct=planted, kind="planting")
    for _ in range(2):
        harness.touch("Siguiente")
    harness.touch(was)
    assert harness.reads(TAKEN)
    for _ in range(3):
        harness.touch("Siguiente")
    harness.touch("Otro motivo")
    harness.touch("Guardar")


def test_a_correction_adds_a_photo_and_another_changes_it(
    harness: Harness, desk: Desk, planted: str, tmp_path: Path, template: Path
) -> None:
    first, second = b"\xff\xd8 the row\xff\xd9", b"\xff\xd8 the whole unit\xff\xd9"
    server = copied_server(template, tmp_path)
    with_server(desk, server)
    correct(harness, desk, planted, first, "Sin foto")
    added = fieldday.detail(desk, planted).fact.photo_side
    assert photo_of(desk, added) == first
    desk.synchroniser.start()
    correct(harness, desk, planted, second, "Hay una. Toque para cambiarla.")
    changed = fieldday.detail(desk, planted).fact.photo_side
    desk.synchroniser.start()
    with server.store.reading() as session:
        held = {row.hash: row.data for row in session.side_rows([added, changed])}
        assert session.reads().record(planted).fact.photo_side == changed
    assert held == {added: first, changed: second}, "what was there before stays with the office as well"
    desk.undos[-1][1]()
    assert fieldday.detail(desk, planted).fact.photo_side == added


def test_a_correction_of_something_else_keeps_the_photo(harness: Harness, desk: Desk, planted: str) -> None:
    correct(harness, desk, planted, FakeCamera.photo, "Sin foto")
    before = fieldday.detail(desk, planted).fact.photo_side
    open_screen(harness, planting(b"\xff\xd8 another"), desk, correct=planted, kind="planting")
    for _ in range(2):
        harness.touch("Siguiente")
    type_number(harness, 630)
    assert harness.reads("Hay una. Toque para cambiarla.")
    for _ in range(3):
        harness.touch("Siguiente")
    harness.touch("Cantidad equivocada")
    harness.touch("Guardar")
    fact = fieldday.detail(desk, planted).fact
    assert (fact.count, fact.photo_side) == (630, before)


def test_the_photo_of_an_unfinished_correction_survives_a_kill(harness: Harness, desk: Desk, planted: str) -> None:
    open_screen(harness, planting(), desk, correct=planted, kind="planting")
    for _ in range(2):
        harness.touch("Siguiente")
    harness.touch("Sin foto")
    again = after_a_kill(desk)
    open_screen(harness, planting(b"\xff\xd8 another"), again, correct=planted, kind="planting")
    harness.touch("Seguir donde quedó")
    for _ in range(3):
        harness.touch("Siguiente")
    harness.touch("Otro motivo")
    harness.touch("Guardar")
    assert photo_of(again, fieldday.detail(again, planted).fact.photo_side) == FakeCamera.photo
    again.store.engine.dispose()


def test_a_loss_is_given_another_photo(harness: Harness, desk: Desk) -> None:
    made = cared_for(desk)
    open_screen(
        harness, lambda given: build_care(given, Shots()), desk, action="loss_event", correct=made.loss
    )  # fmt: skip
    for _ in range(2):
        harness.touch("Siguiente")
    harness.touch(bring(harness, "Tomar foto"))
    harness.touch("Siguiente")
    harness.touch("Otro motivo")
    harness.touch("Guardar")
    assert photo_of(desk, fieldday.detail(desk, made.loss).fact.photo_side) == FakeCamera.photo
