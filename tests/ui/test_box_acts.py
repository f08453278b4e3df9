"""What a technician says about the cash box, by touch: expenses, counts, and cash for and from another technician."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from app.desk import Desk
from app.platform.camera import FolderCamera
from app.widgets.pieces.counting import CountLine, CountNumber
from core.domain.cash import CashCount, Expense, HandOver
from tests import cash_days
from tests.payday import ids, payday_server
from tests.ui.boxes import (
    ADVANCE,
    ROSA,
    WILMER,
    add,
    enter,
    facts_of,
    in_box,
    look,
    opened,
    type_figure,
    type_pin,
    write_voucher,
)
from tests.ui.harness import Harness
from tests.ui.payday import payday_desk
from tests.ui.reviewing import picture


@pytest.fixture
def desk(tmp_path: Path, payday: Path) -> Iterator[Desk]:
    """Rosa's tablet on the payday, which Wilmer uses as well."""
    made = payday_desk(tmp_path, payday)
    cash_days.with_pins(made)
    yield made
    made.store.engine.dispose()


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
