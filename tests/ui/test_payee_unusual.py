"""A payee where it is not as usual: less money, another way, another person, another box, nobody to be paid here."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from app.desk import Desk
from app.screens.paying.people import spoken_name
from core.domain.bodies import Amount, Day
from core.domain.cash import CashAdvance
from core.domain.programme import Setting
from core.domain.sheets import LinesReturned
from core.usecases.own_log import Statement, append_to_tail, now_ms
from tests import cash_days
from tests.payday import ids, the_payday
from tests.ui.harness import Harness
from tests.ui.payday import (
    fact_of,
    fits,
    go_back,
    keys,
    office,
    open_page,
    payable,
    payday_desk,
    sign,
    tap,
    view_of,
)
from tests.ui.recording import scroll_to, write
from tests.ui.reviewing import place


@pytest.fixture
def pay_desk(tmp_path: Path, payday: Path) -> Iterator[Desk]:
    made = payday_desk(tmp_path, payday)
    made.navigator.go("paying")
    yield made
    made.store.engine.dispose()


def test_less_because_there_is_no_change(harness: Harness, pay_desk: Desk, pictures: Path) -> None:
    view = open_page(harness, pay_desk, payable(pay_desk, 3).payee)
    tap(harness, "No")
    tap(harness, "Pagar menos")
    assert harness.reads("¿Cuánto se le entrega hoy? Le tocan S/\u00a040.30")
    keys(harness, "404")
    assert harness.reads("S/\u00a040.40")
    assert harness.reads("Es más que S/\u00a040.30")
    tap(harness, "Usar")
    assert harness.reads("Es más que"), "an amount above the line was taken"
    tap(harness, harness.find(lambda widget: getattr(widget, "icon", "") == "backspace-outline"))
    keys(harness, "1")
    assert harness.reads("Quedan S/\u00a00.20 para la siguiente planilla")
    fits(harness, pictures, "payee-less")
    tap(harness, "S/\u00a040.00")
    assert harness.reads("Quedan S/\u00a00.30 por pagarle.")
    tap(harness, "Sí")
    sign(harness)
    tap(harness, "Entregado")
    assert harness.reads("Quedan S/\u00a00.30 por pagarle: van en la siguiente planilla.")
    assert view_of(pay_desk, view.payee).paid_centimos == 4000


def test_a_transfer_has_a_number_that_is_used_once(harness: Harness, pay_desk: Desk, pictures: Path) -> None:
    first = open_page(harness, pay_desk)
    tap(harness, "Otra forma")
    tap(harness, "Sin efectivo")
    tap(harness, "Yape")
    tap(harness, "Usar")
    assert harness.reads("Escriba el número de operación de la transferencia.")
    write(harness, "Número de operación", "00451234")
    fits(harness, pictures, "payee-transfer")
    tap(harness, "Usar")
    assert harness.reads("Yape · operación 00451234")
    assert harness.reads("¿Le llegó este dinero?")
    tap(harness, "Sí")
    sign(harness)
    tap(harness, "Entregado")
    fact = fact_of(pay_desk, first.payee)
    assert (fact.way, fact.operation, fact.advance, fact.technician) == ("yape", "00451234", None, None)
    open_page(harness, pay_desk)
    tap(harness, "Otra forma")
    tap(harness, "Sin efectivo")
    tap(harness, "Yape")
    write(harness, "Número de operación", "00451234")
    tap(harness, "Usar")
    assert harness.reads("El número de operación 00451234 ya se usó en otro pago. Revise el comprobante.")


def test_somebody_else_collects_for_two_at_most(harness: Harness, pay_desk: Desk) -> None:
    proxy = payable(pay_desk, 8)
    for number in range(2):
        view = open_page(harness, pay_desk)
        tap(harness, "Otra forma")
        tap(harness, "Cobra otra persona")
        tap(harness, scroll_to(harness, proxy.name))
        tap(harness, "Enfermedad")
        assert harness.reads("(enfermedad)")
        tap(harness, "Sí")
        sign(harness)
        tap(harness, "Entregado")
        fact = fact_of(pay_desk, view.payee)
        assert (fact.proxy, fact.proxy_reason) == (proxy.payee, "ill"), number
    open_page(harness, pay_desk)
    tap(harness, "Otra forma")
    tap(harness, "Cobra otra persona")
    tap(harness, scroll_to(harness, proxy.name))
    assert harness.reads(f"{spoken_name(proxy.name)} ya cobra por 2 personas en esta planilla; por más no se puede.")
    assert harness.reads("¿Quién cobra por")


def test_a_large_sum_is_told_and_paid_all_the_same(harness, pay_desk, payday, tmp_path, pictures) -> None:
    setting = Setting("cash_warning_centimos", 1000, Day("2014-12-11"))
    office(payday, tmp_path, pay_desk, setting)
    view = open_page(harness, pay_desk)
    tap(harness, "Sí")
    assert harness.reads("Son S/\u00a010.00 o más en efectivo a una sola persona")
    fits(harness, pictures, "payee-large-sum")
    sign(harness)
    tap(harness, "Entregado")
    assert view_of(pay_desk, view.payee).state == "paid"


def test_whoever_cannot_be_paid_here_is_told_why(harness: Harness, pay_desk: Desk, pictures: Path) -> None:
    elsewhere = next(payee for payee in the_payday().payees[1])
    open_page(harness, pay_desk, elsewhere)
    assert harness.reads("Esta línea de la planilla 1 se paga en otro lugar. Llame a la oficina.")
    fits(harness, pictures, "payee-elsewhere")
    assert not harness.reads("Sí")
    go_back(harness)
    assert pay_desk.navigator.current.name == "paying"


def test_a_box_that_holds_too_little_does_not_say_how_much(harness, pay_desk, payday, tmp_path) -> None:
    cash_days.with_pins(pay_desk)
    with pay_desk.store.reading() as session:
        box = session.money().box(pay_desk.user.id).booked_centimos
    cash_days.spend(pay_desk, box - 500, voucher="B001-000777")
    open_page(harness, pay_desk)
    assert harness.reads("El efectivo de su fondo no alcanza para este pago.")
    assert not harness.reads("S/")
    tap(harness, "Otra forma")
    tap(harness, "Pagar menos")
    keys(harness, "50")
    tap(harness, "Usar")
    assert harness.reads("S/\u00a05.00")
    assert harness.reads("¿Recibió este dinero?")


def test_of_several_advances_one_is_chosen_for_the_day(harness, pay_desk, payday, tmp_path, pictures) -> None:
    office(payday, tmp_path, pay_desk, CashAdvance(ids()["user:T01"], Amount(50_000), "Recibo 009"))
    view = open_page(harness, pay_desk)
    assert harness.reads("¿De qué fondo por rendir sale el efectivo hoy?")
    assert not harness.reads("S/"), "the sums in the boxes are not for the people around the table"
    fits(harness, pictures, "payee-trip")
    with pay_desk.store.reading() as session:
        newest = max(session.money().trips(pay_desk.user.id), key=lambda trip: trip.opened_on)
    tap(harness, f"Registro {newest.id}")
    tap(harness, "Sí")
    sign(harness)
    tap(harness, "Entregado")
    assert fact_of(pay_desk, view.payee).advance == newest.id
    open_page(harness, pay_desk)
    assert harness.reads("¿Recibió este dinero?")


def test_what_was_said_is_offered_again(harness: Harness, pay_desk: Desk, pictures: Path) -> None:
    view = open_page(harness, pay_desk, payable(pay_desk, 3).payee)
    tap(harness, "Otra forma")
    tap(harness, "Pagar menos")
    tap(harness, "S/\u00a040.00")
    open_page(harness, pay_desk, view.payee)
    assert harness.reads("Esto se dijo y no se terminó")
    assert harness.reads("Se le entregan S/\u00a040.00")
    fits(harness, pictures, "payee-resume")
    tap(harness, "Seguir donde quedó")
    assert harness.reads("Quedan S/\u00a00.30 por pagarle.")
    open_page(harness, pay_desk, view.payee)
    tap(harness, "Empezar de nuevo")
    assert harness.reads("S/\u00a040.30")
    open_page(harness, pay_desk, view.payee)
    assert not harness.reads("no se terminó")


def test_a_line_that_went_back_meanwhile_is_not_paid(harness: Harness, pay_desk: Desk) -> None:
    view = open_page(harness, pay_desk)
    tap(harness, "Sí")
    with pay_desk.store.writing() as session:
        now = now_ms(session, pay_desk.clock)
        append_to_tail(session, Statement(LinesReturned(view.sheet), "2014-12-11", "T01", now, {}))
    pay_desk.store.fold()
    pay_desk.tell_changed()
    harness.frames(4)
    assert harness.reads("se paga en otro lugar")
    assert not harness.reads("Entregado")


def test_other_ways_lead_where_they_say(harness: Harness, pay_desk: Desk) -> None:
    view = open_page(harness, pay_desk)
    tap(harness, "Otra forma")
    tap(harness, "Ceder a otra tableta")
    assert place(pay_desk) == ("release", {"sheet": view.sheet, "payee": view.payee})
    open_page(harness, pay_desk)
    tap(harness, "Otra forma")
    tap(harness, "Hoy no se paga")
    assert pay_desk.navigator.current.name == "paying"
