"""One payee by touch: the money in pictures, the signature, and every way in which it is not as usual."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from app.desk import Desk
from app.preferences import choose_text_scale
from app.screens.payee.payee import build
from app.theme.text_scale import set_text_scale
from app.widgets.number_pad.number_pad import PadKey
from app.widgets.pieces.pieces import PieceGroups
from app.widgets.strokes.strokes import StrokesPad
from core.domain.bodies import Amount, Day
from core.domain.cash import CashAdvance
from core.domain.payouts import Payout
from core.domain.programme import Setting
from core.domain.sheets import LinesReturned
from core.usecases.office_steps import take_step
from core.usecases.own_log import Statement, append_to_tail, now_ms
from tests import cash_days
from tests.payday import ids, payday_server, payday_template, the_payday
from tests.ui.harness import Harness
from tests.ui.payday import fits, payable, payday_desk, sign, tap, view_of
from tests.ui.recording import scroll_to, write
from tests.ui.reviewing import place
from tests.ui.tablet import user_of, whole_app

BACK = "arrow-left"


class Voice:
    """app.ports.Speaker that remembers what it was asked to say."""

    can_speak = True

    def __init__(self) -> None:
        self.said: list[str] = []

    def say(self, text: str) -> None:
        self.said.append(text)


class Photos:
    """app.ports.Camera that always takes the same picture."""

    can_take = True

    def take(self, answer: Any, refuse: Any) -> None:
        answer(b"\xff\xd8 a photo of a paper \xff\xd9")


@pytest.fixture(scope="session")
def payday(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return payday_template(tmp_path_factory)


@pytest.fixture
def pay_desk(tmp_path: Path, payday: Path) -> Iterator[Desk]:
    made = payday_desk(tmp_path, payday)
    made.navigator.go("paying")
    yield made
    made.store.engine.dispose()


def open_page(harness: Harness, desk: Desk, member: str = "", **ports: Any) -> Any:
    """The page of somebody, by default of the first who is to be paid; the PayeeView is answered."""
    view = view_of(desk, member) if member else payable(desk)
    if not hasattr(desk, "root") or ports:
        desk.root = harness.mount(whole_app(desk))
        desk.root.host._factories["payee"] = lambda: build(desk, **ports)
    desk.navigator.go("paying")
    desk.navigator.go("payee", member=view.payee, sheet=view.sheet)
    harness.frames(6)
    return view


def soles(centimos: int) -> str:
    return f"S/\u00a0{centimos // 100:,d}.{centimos % 100:02d}"


def fact_of(desk: Desk, payee: str) -> Payout:
    """The payout in force of somebody."""
    return desk.read(lambda reads: reads.record(view_of(desk, payee).payout)).fact


def go_back(harness: Harness) -> None:
    tap(harness, harness.find(lambda widget: getattr(widget, "icon", "") == BACK and hasattr(widget, "hint")))


def keys(harness: Harness, digits: str) -> None:
    """Types on the keys for a smaller amount."""
    for digit in digits:
        tap(harness, harness.find(lambda widget, wanted=digit: isinstance(widget, PadKey) and widget.digits == wanted))


def office(payday: Path, folder: Path, desk: Desk, *facts: Any) -> None:
    """The office takes these steps, and the tablet hears of them."""
    server = payday_server(payday, folder, desk.clock.ms - 7_200_000)
    for fact in facts:
        take_step(server.store, server.clock, server.origin, "C01", fact)
    cash_days.sync(desk, server)
    server.store.engine.dispose()


def test_the_money_is_shown_as_it_will_lie_in_the_hand(harness: Harness, pay_desk: Desk) -> None:
    view = open_page(harness, pay_desk, payable(pay_desk, 3).payee)
    assert harness.reads("Leonor Calva Umbo")
    assert harness.reads("S/\u00a040.30")
    assert harness.reads("cuarenta con 30/100 soles")
    groups = harness.find(lambda widget: isinstance(widget, PieceGroups))
    assert sum(piece * number for piece, number in groups.pieces) == view.payable_centimos == 4030
    for running in ("40.00", "40.20", "40.30"):
        assert harness.reads(running)
    assert harness.reads("Quedan S/\u00a00.09 para su próximo pago.")
    assert not harness.reads("Escuchar"), "there is no voice on this machine"
    others = [person.name for person in pay_desk.read(lambda reads: reads.members(pay_desk.committee_id, "2014-12-11"))]
    assert not any(harness.reads(name) for name in others if name != view.name)


def test_the_amount_is_said_when_it_is_asked_for(harness: Harness, pay_desk: Desk) -> None:
    voice = Voice()
    open_page(harness, pay_desk, payable(pay_desk, 3).payee, voice=voice)
    assert voice.said == []
    tap(harness, "Escuchar")
    assert voice.said == ["40 soles con 30 céntimos"]


def test_why_it_is_this_amount(harness: Harness, pay_desk: Desk) -> None:
    view = open_page(harness, pay_desk, payable(pay_desk, 3).payee)
    tap(harness, "¿Por qué?")
    for said in ("Por su trabajo hasta el 6 de diciembre de 2014", "S/\u00a040.39", "-S/\u00a00.09", "Recibe hoy"):
        assert harness.reads(said), said
    tap(harness, "Ver trabajo por trabajo")
    assert place(pay_desk) == ("statement", {"member": view.payee})


def test_a_payee_signs(harness: Harness, pay_desk: Desk) -> None:
    view = open_page(harness, pay_desk)
    tap(harness, "Sí")
    tap(harness, "Entregado")
    assert harness.reads("Falta la firma. Pida que firme en el recuadro, o elija marca con testigo.")
    assert view_of(pay_desk, view.payee).state == "to_pay"
    sign(harness)
    assert not harness.reads("Falta la firma")
    tap(harness, "Entregado")
    assert harness.reads("Pagado")
    assert harness.reads(soles(view.payable_centimos))
    assert harness.reads("Que firme también la planilla impresa.")
    fact = fact_of(pay_desk, view.payee)
    assert (fact.way, fact.acknowledged, fact.centimos) == ("cash", "strokes", view.payable_centimos)
    assert fact.advance == the_payday().advances["user:T01"]
    assert fact.strokes_side
    tap(harness, "Siguiente")
    assert pay_desk.navigator.current.name == "paying"


def test_a_mark_needs_a_witness_who_is_kept_for_the_day(harness: Harness, pay_desk: Desk) -> None:
    view = open_page(harness, pay_desk)
    tap(harness, "Sí")
    tap(harness, "Marca")
    assert harness.reads("Toque para elegir")
    tap(harness, "Entregado")
    assert harness.reads("Una marca necesita un testigo. Elija a la persona que estuvo presente.")
    tap(harness, "Toque para elegir")
    tap(harness, "Calva Umbo, Leonor")
    assert harness.reads("Leonor Calva Umbo")
    sign(harness)
    tap(harness, "Entregado")
    fact = fact_of(pay_desk, view.payee)
    assert (fact.acknowledged, view_of(pay_desk, fact.witness).name) == ("mark", "Calva Umbo, Leonor")
    assert fact.strokes_side
    witness = fact.witness
    # The witness is paid in turn, and cannot stand by for themselves.
    open_page(harness, pay_desk, witness)
    tap(harness, "Sí")
    tap(harness, "Marca")
    assert harness.reads("Elija a otra persona: cobra ahora")
    tap(harness, "Elija a otra persona: cobra ahora")
    assert harness.reads("El testigo de hoy es quien cobra ahora.")
    assert not harness.reads("Calva Umbo, Leonor")
    tap(harness, "García Carhuapoma, Elvia Mercedes")
    tap(harness, "Entregado")
    assert view_of(pay_desk, fact_of(pay_desk, witness).witness).name == "García Carhuapoma, Elvia Mercedes"
    # For the next one it is the day's witness again.
    open_page(harness, pay_desk)
    tap(harness, "Sí")
    tap(harness, "Marca")
    assert harness.reads("Leonor Calva Umbo")


def test_on_paper_with_a_photo(harness: Harness, pay_desk: Desk, pictures: Path) -> None:
    view = open_page(harness, pay_desk, photos=Photos())
    tap(harness, "Sí")
    tap(harness, "Papel")
    assert harness.reads("Firma o pone su huella en la planilla impresa, en su línea.")
    tap(harness, "Tomar foto del papel")
    assert harness.reads("La foto está guardada con este pago.")
    fits(harness, pictures, "payee-paper")
    tap(harness, "Entregado")
    fact = fact_of(pay_desk, view.payee)
    assert (fact.acknowledged, fact.strokes_side) == ("paper", None)
    with pay_desk.store.reading() as session:
        [row] = session.side_rows([fact.photo_side])
    assert row.data.startswith(b"\xff\xd8")


def test_without_a_camera_nobody_is_asked_for_a_photo(harness: Harness, pay_desk: Desk) -> None:
    open_page(harness, pay_desk)
    tap(harness, "Sí")
    tap(harness, "Papel")
    assert not harness.reads("Tomar foto del papel")


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
    assert harness.reads("ya cobra por 2 personas en esta planilla; por más no se puede.")
    assert harness.reads("¿Quién cobra por")


def test_a_large_sum_is_told_and_paid_all_the_same(harness, pay_desk, payday, tmp_path, pictures) -> None:
    setting = Setting("cash_warning_centimos", 1000, Day("2014-12-10"))
    office(payday, tmp_path, pay_desk, setting)
    view = open_page(harness, pay_desk)
    tap(harness, "Sí")
    assert harness.reads("Son S/\u00a010.00 o más en efectivo a una sola persona")
    fits(harness, pictures, "payee-large-sum")
    sign(harness)
    tap(harness, "Entregado")
    assert view_of(pay_desk, view.payee).state == "paid"


def test_undone_at_once_and_given_back_later(harness: Harness, pay_desk: Desk, pictures: Path) -> None:
    view = open_page(harness, pay_desk)
    for _ in range(2):
        tap(harness, "Sí")
        sign(harness)
        tap(harness, "Entregado")
        tap(harness, "Deshacer")
        assert view_of(pay_desk, view.payee).state == "to_pay"
        assert harness.reads(soles(view.payable_centimos)), "the money is on the table again"
    tap(harness, "Sí")
    assert harness.find(lambda widget: isinstance(widget, StrokesPad)).strokes == [], "a signature was used twice"
    sign(harness)
    tap(harness, "Entregado")
    open_page(harness, pay_desk)
    open_page(harness, pay_desk, view.payee)
    assert harness.reads("Ya cobró en la planilla 1")
    assert harness.reads("pagó Rosa Mondragón")
    assert not harness.reads("Deshacer")
    fits(harness, pictures, "payee-paid")
    tap(harness, "Anular el pago")
    assert harness.reads("La persona tiene que estar aquí, devolver el dinero y firmar.")
    tap(harness, "Anular el pago")
    assert harness.reads("Para anular este pago tiene que estar la persona")
    assert view_of(pay_desk, view.payee).state == "paid"
    sign(harness)
    fits(harness, pictures, "payee-void")
    tap(harness, "Anular el pago")
    assert harness.reads("El pago quedó anulado.")
    assert view_of(pay_desk, view.payee).state == "to_pay"
    assert harness.reads("¿Recibió este dinero?")


def test_a_mark_gives_money_back_before_a_witness(harness: Harness, pay_desk: Desk) -> None:
    view = open_page(harness, pay_desk)
    tap(harness, "Sí")
    sign(harness)
    tap(harness, "Entregado")
    open_page(harness, pay_desk)
    open_page(harness, pay_desk, view.payee)
    tap(harness, "Anular el pago")
    tap(harness, "Marca")
    tap(harness, "Anular el pago")
    assert harness.reads("Una marca necesita un testigo.")
    tap(harness, "Toque para elegir")
    tap(harness, "Calva Umbo, Leonor")
    tap(harness, "Anular el pago")
    assert view_of(pay_desk, view.payee).state == "to_pay"


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
        box = session.money().box_centimos(pay_desk.user.id)
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


def test_two_technicians_pay_from_their_own_boxes(harness: Harness, pay_desk: Desk) -> None:
    for code, ref in (("T01", "user:T01"), ("T02", "user:T02")):
        pay_desk.user = user_of(pay_desk.store, code)
        view = open_page(harness, pay_desk)
        tap(harness, "Sí")
        sign(harness)
        tap(harness, "Entregado")
        fact = fact_of(pay_desk, view.payee)
        assert (fact.technician, fact.advance) == (ids()[ref], the_payday().advances[ref])


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


@pytest.mark.parametrize("scale", [1.0, 1.3], ids=["usual", "large"])
def test_pictures_of_the_way_through(harness, pay_desk, pictures, scale) -> None:
    choose_text_scale(pay_desk, str(scale))
    suffix = "-large" if scale > 1 else ""
    try:
        open_page(harness, pay_desk, payable(pay_desk, 9).payee, voice=Voice())
        to = pay_desk.root.host.current.presenter
        steps = {
            "hand": lambda: None, "why": lambda: to.tap("why"), "other": lambda: (to.tap("back"), to.tap("other")),
            "proxy": lambda: to.choose("proxy"), "reason": lambda: to.choose(payable(pay_desk, 2).payee),
            "hand-proxy": lambda: to.choose("ill"), "sign": lambda: (to.tap("yes"), harness.frames(2), sign(harness)),
            "mark": lambda: to.choose("mark"), "witness": lambda: to.tap("witness"),
            "done": lambda: (to.tap("back"), to.choose("strokes"), to.tap("confirm")),
        }  # fmt: skip
        for name, act in steps.items():
            act()
            fits(harness, pictures, f"payee-{name}{suffix}")
    finally:
        set_text_scale(1.0)
