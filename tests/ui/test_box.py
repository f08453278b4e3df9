"""The cash box by touch: behind the PIN, closed when left, its sums, and everything its technician says about it."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from app.desk import Desk
from app.platform.camera import FolderCamera
from app.preferences import TEXT_SCALE_NOTE, keep
from app.screens.box.box import build
from app.theme.text_scale import set_text_scale
from app.widgets.digit_keys.digit_keys import DigitKeys
from app.widgets.navigation_bar.navigation_bar import NavigationItem
from app.widgets.number_pad.number_pad import BACKSPACE, PadKey
from app.widgets.pieces.counting import CountLine, CountNumber, StepKey
from app.widgets.row_list.row_list import ListRow
from core.domain.cash import CashCount, Expense, HandOver
from tests import cash_days
from tests.payday import ids, payday_server, payday_template
from tests.ui.harness import Harness, box
from tests.ui.payday import payday_desk
from tests.ui.reviewing import SIZES, picture
from tests.ui.tablet import whole_app
from tests.ui.test_widgets import targets

WILMER, ROSA = "Wilmer Iván Saguma Elera", "Rosa Mondragón Peña"
ADVANCE = 115_710
LEAST_TOUCH = 64


@pytest.fixture(scope="session")
def payday(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return payday_template(tmp_path_factory)


@pytest.fixture
def desk(tmp_path: Path, payday: Path) -> Iterator[Desk]:
    """Rosa's tablet on the payday, which Wilmer uses as well."""
    made = payday_desk(tmp_path, payday)
    cash_days.with_pins(made)
    yield made
    made.store.engine.dispose()


@pytest.fixture
def large(desk: Desk) -> Iterator[None]:
    keep(desk, TEXT_SCALE_NOTE, "1.3")
    yield
    set_text_scale(1.0)


def enter(harness: Harness, desk: Desk, photos: Any = None) -> Any:
    """The box as it is found, in the whole app: closed."""
    desk.navigator.go("today")
    root = whole_app(desk)
    root.host._factories["box"] = lambda: build(desk, photos)
    desk.navigator.go("box")
    harness.mount(root)
    harness.frames(4)
    return root.host.current


def type_pin(harness: Harness, pin: str) -> None:
    for digit in pin:
        harness.touch(digit)
    harness.frames(4)


def opened(harness: Harness, desk: Desk, photos: Any = None) -> Any:
    screen = enter(harness, desk, photos)
    type_pin(harness, cash_days.PIN)
    return screen


def thumb_targets(harness: Harness) -> list[str]:
    """What is too small for a page about money; rows that lead nowhere and the app's navigation are no part of it."""
    return [
        f"{type(widget).__name__} {widget.width:.0f} x {widget.height:.0f}"
        for widget in targets(harness)
        if min(widget.width, widget.height) < LEAST_TOUCH
        and not isinstance(widget, NavigationItem)
        and not (isinstance(widget, ListRow) and widget.quiet)
    ]


def look(harness: Harness, pictures: Path, name: str) -> None:
    """A picture in every size, in which nothing is cut, too small or outside."""
    for size in SIZES:
        harness.resize(*size)
        harness.frames(6)
        picture(harness, pictures, name)
        assert thumb_targets(harness) == []
    harness.resize(1280, 800)
    harness.frames(6)


def key_of(harness: Harness, piece: int, hint: str) -> Any:
    """The key with one more or one less of a note or coin."""
    line = harness.find(lambda widget: isinstance(widget, CountLine) and widget.piece == piece)
    return next(key for key in harness.visible(line) if isinstance(key, StepKey) and key.hint.startswith(hint))


def add(harness: Harness, piece: int, number: int = 1) -> None:
    for _ in range(number):
        harness.touch(key_of(harness, piece, "+"))


def type_figure(harness: Harness, figure: int) -> None:
    keys = harness.find(lambda widget: isinstance(widget, DigitKeys))
    pads = {key.digits or BACKSPACE: key for key in harness.visible(keys) if isinstance(key, PadKey)}
    for digit in str(figure):
        harness.touch(pads[digit])


def write_voucher(harness: Harness, text: str) -> None:
    from app.widgets.text_field.text_field import Entry

    harness.touch(harness.find(lambda widget: isinstance(widget, Entry)))
    harness.type_text(text)


def facts_of(desk: Desk, shape: Any) -> list[Any]:
    """What records of a kind say, as they are in force."""
    with desk.store.reading() as session:
        found = session.state().since(shape.kind, "")
        details = [session.reads().record(identifier) for identifier in found]
    return [detail.fact for detail in details if detail and detail.line.state != "void"]


def in_box(desk: Desk, ref: str = "user:T01") -> int:
    with desk.store.reading() as session:
        return session.money().box_centimos(ids()[ref])


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


def test_in_large_letters(harness: Harness, desk: Desk, pictures: Path, large: None) -> None:
    cash_days.pay_some(desk, 3)
    cash_days.spend(desk, 1500)
    cash_days.give(desk, "user:T02", (5000, 1))
    opened(harness, desk)
    look(harness, pictures, "box-large")
    for act in ("Contar la caja", "Lo que devuelvo"):
        harness.touch(act)
        look(harness, pictures, f"box-large-{act.split()[0].lower()}")
        harness.touch("Volver")
    harness.touch("Anotar gasto")
    harness.touch("Pasajes")
    look(harness, pictures, "box-large-expense")


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


# --- an expense ---


def test_an_expense_is_typed_and_saved_once(harness: Harness, desk: Desk, pictures: Path) -> None:
    opened(harness, desk)
    harness.touch("Anotar gasto")
    look(harness, pictures, "box-category")
    harness.touch("Mula")
    type_figure(harness, 155)
    assert harness.reads("S/\u00a015.50")
    harness.touch("Guardar gasto")
    assert harness.reads("Escriba el número.")
    look(harness, pictures, "box-expense-missing")
    write_voucher(harness, "B001-77")
    look(harness, pictures, "box-expense")
    harness.touch("Guardar gasto")
    (fact,) = facts_of(desk, Expense)
    assert (fact.centimos, fact.category, fact.voucher, fact.technician) == (1550, "mule", "B001-77", ids()["user:T01"])
    assert harness.reads("Comprobante B001-77")
    assert in_box(desk) == ADVANCE - 1550
    assert harness.reads("Gasto guardado: S/\u00a015.50")
    harness.touch("Deshacer")
    assert in_box(desk) == ADVANCE
    assert not harness.reads("B001-77")


def test_more_than_the_box_holds_is_refused_with_its_sentence(harness: Harness, desk: Desk) -> None:
    opened(harness, desk)
    harness.touch("Anotar gasto")
    harness.touch("Otro gasto")
    type_figure(harness, 99999)
    assert harness.reads("En la caja no hay tanto")
    write_voucher(harness, "X-1")
    harness.touch("Guardar gasto")
    assert harness.reads("En la caja hay S/\u00a01,157.10; no alcanza para S/\u00a09,999.90")
    assert facts_of(desk, Expense) == []


def test_where_there_is_a_camera_the_voucher_s_photo_goes_with_it(harness: Harness, desk: Desk, tmp_path: Path) -> None:
    folder = tmp_path / "photos"
    folder.mkdir()
    harness.screenshot(folder / "recibo.png")
    opened(harness, desk, FolderCamera(folder))
    harness.touch("Anotar gasto")
    harness.touch("Almuerzo de minga")
    type_figure(harness, 400)
    write_voucher(harness, "R-2")
    harness.touch("Foto del comprobante")
    assert harness.reads("La foto del comprobante está tomada")
    harness.touch("Guardar gasto")
    (fact,) = facts_of(desk, Expense)
    with desk.store.reading() as session:
        (row,) = session.side_rows([fact.photo_side])
    assert row.data[:2] == b"\xff\xd8"
    assert len(row.data) <= 120_000


# --- counting ---


def test_the_box_is_counted_blindly_and_then_compared(harness: Harness, desk: Desk, pictures: Path) -> None:
    opened(harness, desk)
    harness.touch("Contar la caja")
    assert not harness.reads("1,157.10")
    add(harness, 20000, 4)
    add(harness, 10000, 3)
    line = harness.find(lambda widget: isinstance(widget, CountLine) and widget.piece == 5000)
    harness.touch(next(part for part in harness.visible(line) if isinstance(part, CountNumber)))
    assert harness.reads("¿Cuántos billetes de 50?")
    type_figure(harness, 1)
    look(harness, pictures, "box-piece")
    harness.touch("Listo")
    add(harness, 100, 2)
    look(harness, pictures, "box-count")
    harness.touch("Comparar")
    for text in ("Faltan S/\u00a05.10", "S/\u00a01,152.00", "S/\u00a01,157.10", "-S/\u00a05.10", "decide otra persona"):
        assert harness.reads(text), text
    look(harness, pictures, "box-compared")
    harness.touch("Guardar el arqueo")
    (fact,) = facts_of(desk, CashCount)
    assert fact.centimos == 115_200
    assert [(part.piece_centimos, part.number) for part in fact.pieces] == [(20000, 4), (10000, 3), (5000, 1), (100, 2)]
    assert in_box(desk) == ADVANCE
    harness.touch("Lo que devuelvo")
    assert harness.reads("S/\u00a01,152.00, el 11 dic")
    harness.touch("Contar la caja")
    assert harness.reads("S/\u00a00.00")


def test_a_box_that_fits_says_so(harness: Harness, desk: Desk, pictures: Path) -> None:
    cash_days.spend(desk, 5710)
    opened(harness, desk)
    harness.touch("Contar la caja")
    add(harness, 20000, 5)
    add(harness, 10000)
    harness.touch("Comparar")
    assert harness.reads("La caja cuadra")
    picture(harness, pictures, "box-fits")


# --- to and from another technician ---


def test_cash_is_handed_over_on_one_tablet(harness: Harness, desk: Desk, pictures: Path) -> None:
    """Rosa gives, Wilmer signs in on the same tablet and says that he has it."""
    opened(harness, desk)
    harness.touch("Entregar efectivo")
    look(harness, pictures, "box-whom")
    harness.touch(WILMER)
    add(harness, 10000, 2)
    add(harness, 500)
    look(harness, pictures, "box-giving")
    harness.touch("Siguiente")
    look(harness, pictures, "box-check")
    harness.touch("Ya lo entregué")
    (fact,) = facts_of(desk, HandOver)
    assert (fact.centimos, fact.to) == (20_500, ids()["user:T02"])
    look(harness, pictures, "box-given")
    harness.touch("Cambiar de persona")
    assert desk.user is None
    harness.touch(WILMER)
    type_pin(harness, cash_days.OTHER_PIN)
    before = in_box(desk, "user:T02")
    desk.navigator.go("box")
    harness.frames(4)
    type_pin(harness, cash_days.OTHER_PIN)
    assert harness.reads(f"{ROSA} le entregó S/\u00a0205.00")
    look(harness, pictures, "box-waiting")
    harness.touch("Recibir")
    look(harness, pictures, "box-receive")
    harness.touch("Sí, lo recibí")
    assert in_box(desk, "user:T02") == before + 20_500
    assert in_box(desk) == ADVANCE - 20_500
    assert harness.reads(f"De {ROSA}")
    assert not harness.reads("le entregó")


def test_cash_is_handed_over_between_two_tablets(harness: Harness, desk: Desk, tmp_path: Path, payday: Path) -> None:
    """Rosa's tablet and Wilmer's own one meet the office, and each shows what the other said."""
    (tmp_path / "other").mkdir()
    server = payday_server(payday, tmp_path)
    wilmer = payday_desk(tmp_path / "other", payday, "b", "T02")
    cash_days.with_pins(wilmer)
    cash_days.give(desk, "user:T02", (5000, 2))
    opened(harness, desk)
    assert harness.reads(f"Entregó S/\u00a0100.00 a {WILMER}")
    assert harness.reads("S/\u00a01,057.10")
    cash_days.sync(desk, server)
    cash_days.sync(wilmer, server)
    enter(harness, wilmer)
    type_pin(harness, cash_days.OTHER_PIN)
    harness.touch("Recibir")
    harness.touch("Sí, lo recibí")
    cash_days.sync(wilmer, server)
    cash_days.sync(desk, server)
    opened(harness, desk)
    assert not harness.reads("Falta que diga")
    assert harness.reads(f"A {WILMER}")
    assert harness.reads("S/\u00a01,057.10")
    wilmer.store.engine.dispose()


def test_a_hand_over_that_was_a_mistake_is_taken_back(harness: Harness, desk: Desk) -> None:
    cash_days.give(desk, "user:T02", (5000, 2))
    opened(harness, desk)
    harness.touch("Ver")
    harness.touch("Anular esta entrega")
    assert not harness.reads("Falta que diga")
    assert harness.texts().count("S/\u00a01,157.10") >= 3
    assert facts_of(desk, HandOver) == []


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
