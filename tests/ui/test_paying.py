"""The list of a payday by touch: names and states, no amounts, the witness once, undoing, giving back what is left."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from app.desk import Desk
from core.domain.calendar import LIMA, instant_ms
from tests.payday import PAYDAY_MS
from tests.tablet import user_of, whole_app
from tests.ui.harness import Harness
from tests.ui.payday import fits, let_work, lines, payable, payday_desk, sign, tap, view_of
from tests.ui.recording import scroll_to

DAY_MS = 86_400_000


@pytest.fixture
def pay_desk(tmp_path: Path, payday: Path) -> Iterator[Desk]:
    made = payday_desk(tmp_path, payday)
    yield made
    made.store.engine.dispose()


def open_list(harness: Harness, desk: Desk):
    """The whole app at the list."""
    root = harness.mount(whole_app(desk))
    desk.navigator.go("paying")
    harness.frames(6)
    return root


def pay_usual(harness: Harness, name: str) -> int:
    """Pays somebody of the list as one usually does; how many touches it took, back on the list."""
    touches = 0
    for step in (name, "Sí", sign, "Entregado", "Siguiente"):
        if callable(step):
            step(harness)
        else:
            tap(harness, scroll_to(harness, step) if step == name else step)
        harness.frames(4)
        touches += 1
    return touches


def test_a_tablet_without_a_sheet_says_what_to_do(harness: Harness, desk: Desk, pictures: Path) -> None:
    open_list(harness, desk)
    assert harness.reads("No hay nada que pagar con esta tableta")
    assert harness.reads("Cuando la oficina asigne una planilla a esta tableta")
    fits(harness, pictures, "paying-nothing")
    tap(harness, harness.find(lambda widget: getattr(widget, "text", "") == "Sincronizar"))
    assert desk.navigator.current.name == "sync"


def test_names_and_states_are_shown_and_no_amount(harness: Harness, pay_desk: Desk) -> None:
    open_list(harness, pay_desk)
    for said in (
        "Planilla 1",
        "Trabajo hasta el 6 dic 2014",
        "0 de 24",
        "Hasta el 24 dic",
        "Por pagar · 24",
        "Todos · 61",
    ):
        assert harness.reads(said), said
    assert harness.reads("Paga Rosa Mondragón")
    assert harness.reads(payable(pay_desk).name)
    tap(harness, "Todos · 61")
    assert harness.reads("Se paga en otro lugar")
    assert not any("S/" in text for text in harness.texts())


@pytest.mark.parametrize(
    ("day", "tone", "said"),
    [
        (21, "neutral", "Hasta el 24 dic"), (22, "pending", "Hasta el 24 dic"), (24, "pending", "Hoy es el último día"),
        (25, "observed", "El plazo para pagar, 24 dic, ya pasó. Pida a la oficina que asigne de nuevo."),
    ],
)  # fmt: skip
def test_the_last_day_is_told_before_and_after(harness, pay_desk, day, tone, said) -> None:
    from datetime import datetime

    pay_desk.clock.ms = instant_ms(datetime(2014, 12, day, 9, tzinfo=LIMA))
    root = open_list(harness, pay_desk)
    assert harness.reads(said)
    assert root.host.current.ids.panel.until_tone == tone
    if tone == "observed":
        tap(harness, payable(pay_desk).name)
        assert harness.reads("El plazo para pagar, 24 de diciembre de 2014, ya pasó")
        assert not harness.reads("Sí")


def test_four_more_touches_pay_the_usual_payee(harness: Harness, pay_desk: Desk) -> None:
    root = open_list(harness, pay_desk)
    for number in range(3):
        view = payable(pay_desk)
        assert pay_usual(harness, view.name) <= 6
        assert view_of(pay_desk, view.payee).paid_centimos == view.payable_centimos
        assert harness.reads(f"{number + 1} de 24")
    assert not harness.reads("S/")
    assert pay_desk.navigator.current.name == "paying"
    assert root.host.current.presenter._shown == "to_pay"


def test_a_payment_is_undone_until_the_next_page_is_opened(harness: Harness, pay_desk: Desk) -> None:
    open_list(harness, pay_desk)
    first = payable(pay_desk)
    pay_usual(harness, first.name)
    assert harness.reads("Pagado: Florentino Aponte Castillo")
    tap(harness, "Deshacer")
    assert view_of(pay_desk, first.payee).state == "to_pay"
    assert harness.reads("Deshecho: ese pago ya no cuenta.")
    assert harness.reads("0 de 24")
    assert not harness.reads("Deshacer")
    pay_usual(harness, first.name)
    tap(harness, payable(pay_desk).name)
    tap(harness, harness.find(lambda widget: getattr(widget, "icon", "") == "arrow-left"))
    assert not harness.reads("Deshacer")
    assert view_of(pay_desk, first.payee).state == "paid"


def test_a_part_of_a_name_finds_anybody(harness: Harness, pay_desk: Desk) -> None:
    open_list(harness, pay_desk)
    tap(harness, harness.find(lambda widget: getattr(widget, "hint_text", "") == "Buscar"))
    harness.type_text("umbo calv")
    assert harness.reads("Calva Umbo, Leonor")
    assert not harness.reads("Aponte Castillo, Florentino")
    harness.find(lambda widget: getattr(widget, "hint_text", "") == "Buscar").text = ""
    stranger = next(
        person.name for person in pay_desk.read(lambda reads: reads.members(pay_desk.committee_id, pay_desk.today()))
        if person.id not in lines(pay_desk)
    )  # fmt: skip
    harness.type_text(stranger.replace(",", ""))
    assert harness.reads("No está en la planilla")
    tap(harness, stranger)
    assert harness.reads("No está en la planilla 1. Su trabajo va en la siguiente; pregunte a la oficina.")
    assert not harness.reads("S/")


def test_nobody_of_that_name(harness: Harness, pay_desk: Desk) -> None:
    open_list(harness, pay_desk)
    tap(harness, harness.find(lambda widget: getattr(widget, "hint_text", "") == "Buscar"))
    harness.type_text("zzz")
    assert harness.reads("Nadie se llama así")


def test_the_list_is_narrowed_to_a_committee(harness: Harness, pay_desk: Desk) -> None:
    root = open_list(harness, pay_desk)
    tap(harness, "Todos · 61")
    tap(harness, "Todos los comités")
    tap(harness, "Cajas")
    assert len(root.host.current.ids.rows.data) == 37
    assert {row["note"] for row in root.host.current.ids.rows.data} == {"Cajas"}


def test_the_witness_is_chosen_once_a_day_by_each_technician(harness: Harness, pay_desk: Desk) -> None:
    open_list(harness, pay_desk)
    tap(harness, "Elegir testigo")
    assert harness.reads("¿Quién es testigo hoy?")
    tap(harness, "Calva Umbo, Leonor")
    assert harness.reads("Testigo: Leonor Calva Umbo")
    open_list(harness, pay_desk)
    assert harness.reads("Testigo: Leonor Calva Umbo"), "a restart forgot it"
    pay_desk.user = user_of(pay_desk.store, "T02")
    pay_desk.navigator.go("paying")
    harness.frames(4)
    assert harness.reads("Elegir testigo"), "somebody else's witness was taken over"
    pay_desk.user = user_of(pay_desk.store, "T01")
    pay_desk.clock.ms = PAYDAY_MS + DAY_MS
    pay_desk.navigator.go("paying")
    harness.frames(4)
    assert harness.reads("Elegir testigo"), "the witness of yesterday is not here today"


def test_what_was_not_paid_goes_back_when_it_was_said_how_many(
    harness: Harness, pay_desk: Desk, pictures: Path
) -> None:
    open_list(harness, pay_desk)
    pay_usual(harness, payable(pay_desk).name)
    tap(harness, "Más")
    tap(harness, "Devolver lo no pagado")
    assert harness.reads("¿Devolver a la oficina? Personas: 23")
    assert harness.reads("y otras personas: 19")
    assert harness.reads("Ya no podrán cobrar la planilla 1 con esta tableta")
    fits(harness, pictures, "paying-return")
    tap(harness, "Volver")
    tap(harness, "Volver")
    assert harness.reads("Por pagar · 23")
    tap(harness, "Más")
    tap(harness, "Devolver lo no pagado")
    tap(harness, "Devolver · 23")
    assert harness.reads("Devuelto a la oficina. Personas: 23.")
    assert harness.reads("Ya no queda nadie por pagar aquí")
    with pay_desk.store.reading() as session:
        origin = session.note("own_origin").decode("ascii")
    assert not [line for line in lines(pay_desk).values() if line.holder == origin and not line.payout]


def test_without_an_advance_it_is_told_before_the_first_payee(
    harness: Harness, pay_desk: Desk, payday: Path, tmp_path: Path
) -> None:
    """Somebody of the office holds the tablet, who has no box."""
    let_work(payday, tmp_path, pay_desk, "C01")
    pay_desk.user = user_of(pay_desk.store, "C01")
    open_list(harness, pay_desk)
    assert harness.reads("Usted no tiene un fondo por rendir: pida un adelanto")
    tap(harness, payable(pay_desk).name)
    assert harness.reads("Para pagar en efectivo, la oficina le entrega antes un fondo por rendir.")
    assert not harness.reads("S/")


def test_the_end_of_the_day_leads_on(harness: Harness, pay_desk: Desk) -> None:
    open_list(harness, pay_desk)
    for word, place in (("Recibir de otra tableta", "accept"), ("Mi caja", "box")):
        pay_desk.navigator.go("paying")
        harness.frames(4)
        tap(harness, "Más")
        tap(harness, word)
        assert pay_desk.navigator.current.name == place
