"""The cash box by touch: behind the PIN, closed when left, its sums, and what the office booked."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from app.desk import Desk
from tests import cash_days
from tests.payday import payday_server
from tests.tablet import whole_app
from tests.ui.boxes import ADVANCE, WILMER, add, enter, look, opened, thumb_targets, type_pin
from tests.ui.harness import Harness, box
from tests.ui.payday import payday_desk
from tests.ui.reviewing import SIZES, picture


@pytest.fixture
def desk(tmp_path: Path, payday: Path) -> Iterator[Desk]:
    """Rosa's tablet on the payday, which Wilmer uses as well."""
    made = payday_desk(tmp_path, payday)
    cash_days.with_pins(made)
    yield made
    made.store.engine.dispose()


# --- the lock ---


@pytest.mark.parametrize("size", SIZES, ids=str)
def test_the_box_is_closed_until_the_pin_is_typed(
    harness: Harness, desk: Desk, pictures: Path, size: tuple[int, int]
) -> None:
    harness.resize(*size)
    enter(harness, desk)
    assert harness.reads("Escriba su PIN para abrir su caja")
    assert not harness.reads("S/")
    assert thumb_targets(harness) == []
    picture(harness, pictures, "box-locked")
    type_pin(harness, cash_days.OTHER_PIN)
    assert harness.reads("PIN")
    assert not harness.reads("S/")
    type_pin(harness, cash_days.PIN)
    assert harness.reads("S/\u00a01,157.10")


def test_it_is_reached_from_the_person_s_menu_and_asks_each_time(harness: Harness, desk: Desk) -> None:
    desk.navigator.go("today")
    harness.mount(whole_app(desk))
    for _ in range(2):
        harness.touch("Rosa M.")
        harness.touch("Mi caja")
        assert not harness.reads("S/\u00a01,157.10")
        type_pin(harness, cash_days.PIN)
        assert harness.reads("S/\u00a01,157.10")
        harness.touch("Hoy")
        assert not harness.reads("S/\u00a01,157.10")


def test_left_alone_it_closes_and_what_was_typed_is_still_there(harness: Harness, desk: Desk) -> None:
    screen = opened(harness, desk)
    harness.touch("Contar la caja")
    add(harness, 5000, 3)
    desk.clock.ms += 200_000
    screen.presenter.tick()
    harness.frames(4)
    assert harness.reads("Escriba su PIN para abrir su caja")
    assert not harness.reads("S/")
    type_pin(harness, cash_days.PIN)
    harness.touch("Contar la caja")
    assert harness.reads("S/\u00a0150.00")


# --- what is in it ---


def test_every_sum_stands_there_and_what_is_not_sent_is_marked(harness: Harness, desk: Desk, pictures: Path) -> None:
    paid = cash_days.pay_some(desk, 5)
    cash_days.spend(desk, 1500)
    opened(harness, desk)
    assert paid == 31_700
    left = f"S/\u00a0{(ADVANCE - paid - 1500) / 100:,.2f}"
    assert harness.texts().count(left) == 2
    for text in ("-S/\u00a0332.00", "solo en esta tableta", "S/\u00a0317.00 por enviar", "S/\u00a015.00 por enviar"):
        assert harness.reads(text), text
    for label in ("Recibido", "Pagado", "Gastado", "Entregado a otros", "Devuelto", "Diferencia anotada", "Guardado"):
        assert harness.reads(label), label
    look(harness, pictures, "box")


def test_after_a_sync_everything_is_confirmed(harness: Harness, desk: Desk, tmp_path: Path, payday: Path) -> None:
    cash_days.spend(desk, 1500)
    cash_days.sync(desk, payday_server(payday, tmp_path))
    opened(harness, desk)
    assert not harness.reads("por enviar")
    assert harness.texts().count("S/\u00a01,142.10") == 3


def test_two_technicians_on_one_tablet_see_their_own_box_only(
    harness: Harness, desk: Desk, tmp_path: Path, payday: Path
) -> None:
    cash_days.spend(desk, 1500)
    wilmer = payday_desk(tmp_path, payday, user="T02")
    enter(harness, wilmer)
    type_pin(harness, cash_days.PIN)
    assert not harness.reads("S/")
    type_pin(harness, cash_days.OTHER_PIN)
    assert harness.reads(WILMER)
    assert not harness.reads("B001-000123")
    assert not harness.reads("S/\u00a01,157.10")
    wilmer.store.engine.dispose()


# --- what the office says ---


def test_what_the_office_booked_is_told(
    harness: Harness, desk: Desk, tmp_path: Path, payday: Path, pictures: Path
) -> None:
    server = payday_server(payday, tmp_path)
    office = cash_days.Office(server)
    office.take_in("user:T01", 50_000)
    office.explain("user:T01", 510, "owed")
    office.join("C03")
    office.explain("user:T01", 30_000, "robbery", ("C02", "C03"))
    cash_days.sync(desk, server)
    opened(harness, desk)
    assert harness.reads("usted debe S/\u00a05.10")
    assert harness.reads("robo de S/\u00a0300.00, denuncia PNP-2014-118")
    assert harness.reads("-S/\u00a0500.00")
    assert harness.reads("-S/\u00a0305.10")
    look(harness, pictures, "box-office")


def test_kept_cash_opens_the_next_trip(harness: Harness, desk: Desk, tmp_path: Path, payday: Path) -> None:
    server = payday_server(payday, tmp_path)
    office = cash_days.Office(server)
    office.take_in("user:T01", ADVANCE - 2000)
    office.settle("user:T01", 2000)
    cash_days.sync(desk, server)
    opened(harness, desk)
    assert harness.reads("Guardado del fondo anterior")
    assert harness.texts().count("S/\u00a020.00") >= 3


def test_without_an_advance_it_says_what_to_do(
    harness: Harness, desk: Desk, tmp_path: Path, payday: Path, pictures: Path
) -> None:
    server = payday_server(payday, tmp_path)
    office = cash_days.Office(server)
    office.take_in("user:T01", ADVANCE)
    office.settle("user:T01", 0)
    cash_days.sync(desk, server)
    opened(harness, desk)
    assert harness.reads("No tiene ningún fondo por rendir abierto")
    look(harness, pictures, "box-none")
    harness.touch("Sincronizar")
    assert desk.navigator.current.name == "sync"


def test_several_trips_are_looked_at_one_by_one(
    harness: Harness, desk: Desk, tmp_path: Path, payday: Path, pictures: Path
) -> None:
    server = payday_server(payday, tmp_path)
    cash_days.Office(server).advance("user:T01", 30_000)
    cash_days.sync(desk, server)
    opened(harness, desk)
    assert harness.reads("S/\u00a0300.00")
    look(harness, pictures, "box-trips")
    harness.touch("Fondo del 10 dic")
    assert harness.reads("S/\u00a01,157.10")


def test_what_goes_back_to_the_office(harness: Harness, desk: Desk, pictures: Path) -> None:
    cash_days.pay_some(desk, 4)
    cash_days.spend(desk, 1500)
    cash_days.spend(desk, 800, "fares", "DJ-4")
    cash_days.give(desk, "user:T02", (5000, 1))
    opened(harness, desk)
    harness.touch("Lo que devuelvo")
    for text in ("2 · S/\u00a023.00", "N.° DJ-4 · 11 dic", "Todavía no se contó", "7 movimientos"):
        assert harness.reads(text), text
    look(harness, pictures, "box-bring")


def test_the_box_is_above_nothing(harness: Harness, desk: Desk) -> None:
    """Going back from the overview leads to where one came from, and the box is closed by that."""
    screen = opened(harness, desk)
    arrow = harness.find(
        lambda widget: getattr(widget, "icon", "") == "arrow-left" and widget.collide_point(*box(widget)[:2])
    )
    harness.touch(arrow)
    assert desk.navigator.current.name == "today"
    assert screen.children == []
