"""One payee by touch: the money in pictures, the signature, and every way in which it is not as usual."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from app.bare import NoCamera, NoSpeaker
from app.desk import Desk
from app.widgets.pieces.pieces import PieceGroups
from app.widgets.strokes.strokes import StrokesPad
from tests.fakes.voice import Voice
from tests.payday import ids, the_payday
from tests.tablet import user_of
from tests.ui.harness import Harness
from tests.ui.payday import (
    Photos,
    fact_of,
    fits,
    go_back,
    open_page,
    payable,
    payday_desk,
    sign,
    soles,
    tap,
    view_of,
)
from tests.ui.reviewing import place


@pytest.fixture
def pay_desk(tmp_path: Path, payday: Path) -> Iterator[Desk]:
    made = payday_desk(tmp_path, payday)
    made.navigator.go("paying")
    yield made
    made.store.engine.dispose()


def test_the_money_is_shown_as_it_will_lie_in_the_hand(harness: Harness, pay_desk: Desk) -> None:
    view = open_page(harness, pay_desk, payable(pay_desk, 3).payee, voice=NoSpeaker())
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
    assert voice.said == ["cuarenta soles con treinta céntimos"]
    assert not harness.reads("Escuchar")
    tap(harness, "Parar")
    assert harness.reads("Escuchar"), "the second touch breaks it off"
    tap(harness, "Escuchar")
    voice.end()
    harness.frames(2)
    assert harness.reads("Escuchar"), "when all is said the button rests"
    tap(harness, "Escuchar")
    tap(harness, "¿Por qué?")
    assert not voice.is_speaking, "another page is not the one that was being said"
    tap(harness, "Escuchar")
    assert voice.said[-1] == (
        "por su trabajo cuarenta soles con treinta y nueve céntimos · queda para su próximo pago nueve céntimos · "
        "recibe hoy cuarenta soles con treinta céntimos"
    )
    go_back(harness)
    assert not voice.is_speaking
    tap(harness, "Escuchar")
    pay_desk.navigator.go("today")
    harness.frames(2)
    assert not voice.is_speaking, "nobody hears it on another screen"


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
    open_page(harness, pay_desk, photos=NoCamera())
    tap(harness, "Sí")
    tap(harness, "Papel")
    assert not harness.reads("Tomar foto del papel")


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


def test_two_technicians_pay_from_their_own_boxes(harness: Harness, pay_desk: Desk) -> None:
    for code, ref in (("T01", "user:T01"), ("T02", "user:T02")):
        pay_desk.user = user_of(pay_desk.store, code)
        view = open_page(harness, pay_desk)
        tap(harness, "Sí")
        sign(harness)
        tap(harness, "Entregado")
        fact = fact_of(pay_desk, view.payee)
        assert (fact.technician, fact.advance) == (ids()[ref], the_payday().advances[ref])
