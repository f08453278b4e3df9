"""The pages of a payee as plain values: what stands on them, and what never does."""

import pytest

from app.screens.payee import acknowledging, choosing, handing, why
from app.screens.payee.choosing import easier_amounts
from app.screens.payee.entry import PayeeEntry
from app.screens.payee.facts import real_piece
from app.screens.payee.states import Hand
from app.screens.payee.why import spoken_reckoning
from app.screens.payee.wording import amount_words, sentence_for, why_not_sentence
from app.screens.paying.people import Person
from app.screens.paying.states import News
from app.text.texts import set_language
from core.domain.problems import Problem
from core.domain.spoken import CLIPS, PAUSE
from tests.unit.app.screens.paydays import case_of, payee_view


def amounts(lines):
    return [(line.label, line.amount) for line in lines]


def test_the_golden_amount_of_277_soles_70():
    """1,111 produced saplings: S/ 277.75, of which 277.70 are handed over."""
    view = payee_view(payable_centimos=27770, carried_centimos=5)
    body = handing.hand_page(case_of(view)).body
    assert isinstance(body, Hand)
    assert (body.amount, body.words) == ("S/\u00a0277.70", "doscientos setenta y siete con 70/100 soles")
    assert body.pieces == ((5000, 5), (2000, 1), (500, 1), (200, 1), (50, 1), (20, 1))
    assert body.notes == ("Quedan S/\u00a00.05 para su próximo pago.",)


def test_what_was_taken_off_is_told_first_and_with_its_reason():
    view = payee_view(recovered_centimos=1000)
    lines = handing.told_page(case_of(view)).body.lines
    assert amounts(lines) == [
        ("Por su trabajo hasta el 6 de diciembre de 2014", "S/\u00a097.55"),
        ("Se descuenta", "-S/\u00a010.00"),
        ("Queda para su próximo pago", "-S/\u00a00.05"),
        ("Recibe hoy", "S/\u00a087.50"),
    ]
    assert lines[1].note == "porque antes se le pagó de más"
    assert "Se descontaron S/\u00a010.00." in why.notes(case_of(view))


def test_rounded_up_is_in_the_payees_favour():
    lines = why.reckoning(case_of(payee_view(payable_centimos=8760, carried_centimos=-5)))
    assert amounts(lines)[0][1] == "S/\u00a087.55"
    assert amounts(lines)[1] == ("Se redondea a su favor", "S/\u00a00.05")
    assert why.notes(case_of(payee_view(payable_centimos=8760, carried_centimos=-5))) == ()


def test_less_is_said_wherever_the_amount_stands():
    case = case_of(entry=PayeeEntry(centimos=8500))
    assert handing.hand_page(case).body.amount == "S/\u00a085.00"
    assert ("Queda por pagarle", "-S/\u00a02.50") in amounts(why.reckoning(case))
    assert acknowledging.sign_page(case).body.amount == "S/\u00a085.00"
    assert (
        "Quedan S/\u00a02.50 por pagarle: van en la siguiente planilla." in acknowledging.done_page(case).body.sentences
    )


@pytest.mark.parametrize(
    ("payable", "easier"),
    [(8750, [8700, 8500, 8000]), (8700, [8500, 8000]), (1000, []), (20, []), (1010, [1000]), (990, [900, 500])],
)
def test_amounts_that_need_less_change(payable, easier):
    assert easier_amounts(payable) == easier


def test_an_amount_that_coins_cannot_make_goes_by_transfer():
    view = payee_view(payable_centimos=8755, carried_centimos=0)
    page = handing.hand_page(case_of(view))
    assert page.body.title == "Este pago va por transferencia"
    assert "S/\u00a087.55 exactos" in page.body.sentences[0]
    assert handing.hand_page(case_of(view, PayeeEntry(way="counter"))).body.title == "Este pago va por transferencia"
    paid = handing.hand_page(case_of(view, PayeeEntry(way="yape", operation="7"))).body
    assert (paid.amount, paid.pieces, paid.way_text) == ("S/\u00a087.55", (), "Yape · operación 7")


def test_without_a_trip_cash_waits_and_a_transfer_does_not():
    page = handing.hand_page(case_of(facts={"trips": ()}))
    assert page.body.title == "Falta el fondo por rendir"
    assert page.right.key == "other"
    assert isinstance(handing.hand_page(case_of(entry=PayeeEntry(way="yape"), facts={"trips": ()})).body, Hand)


@pytest.mark.parametrize(
    ("code", "has_way_round"), [("payout_above_box", True), ("payee_under_18", False), ("pay_until_over", False)]
)
def test_what_keeps_it_from_being_paid_comes_before_the_money(code, has_way_round):
    details = {"payout_above_box": {"box": "S/ 5.00", "amount": "S/ 87.50"}, "payee_under_18": {"name": "CHO-001"}}
    problem = Problem(code, **details.get(code, {"pay_until": "2014-12-24"}))
    page = handing.hand_page(case_of(refusal=problem))
    assert isinstance(page.body, News)
    assert (page.right is not None) == has_way_round
    assert "S/" not in page.body.sentences[0], "the box is nobody's business"
    assert "CHO-001" not in page.body.sentences[0]


def test_a_person_has_a_name_in_every_sentence():
    people = (Person("M-9", "Ríos Peña, Leo", "C-1", "Choco", code="CHO-009"),)
    facts = case_of(facts={"people": people}).facts
    for code, details, said in (
        ("line_paid_before", {"name": "CHO-001"}, "Juana Huamán Neira ya cobró"),
        ("proxy_for_too_many", {"name": "CHO-009", "payees": 2}, "Leo Ríos Peña ya cobra por 2 personas"),
        ("proxy_for_too_many", {"name": "CAJ-002", "payees": 2}, "CAJ-002 ya cobra por 2 personas"),
    ):
        assert sentence_for(Problem(code, **details), facts).startswith(said)


@pytest.mark.parametrize(
    ("state", "why_not", "said"),
    [
        ("elsewhere", "line_not_held", "Esta línea de la planilla 12 se paga en otro lugar."),
        ("released", "line_released_before", "La línea de Juana Huamán Neira ya se cedió a otra tableta."),
        ("not_on_sheet", "not_on_sheet", "No está en la planilla 12."),
        ("not_on_sheet", "not_on_any_sheet", "No está en ninguna planilla que se paga con esta tableta."),
    ],
)
def test_why_somebody_cannot_be_paid_here(state, why_not, said):
    page = acknowledging.stop_page(case_of(payee_view(state=state, why_not=why_not)))
    assert page.body.sentences[0].startswith(said)
    assert (page.right.key if page.right else "") == ("release" if state == "released" else "")
    assert why_not_sentence(payee_view()) == ""


def test_a_payment_of_another_tablet_is_not_taken_back_here():
    view = payee_view(state="paid", payout="B-7", paid_centimos=8750)
    page = acknowledging.paid_page(case_of(view))
    assert page.right is None
    assert page.body.sentences == ("No se pagó con esta tableta. Si hay un error, llame a la oficina.",)


def test_paper_needs_no_reminder_of_the_paper():
    usual, paper = (
        case_of(entry=PayeeEntry(acknowledged=way), facts={"wants_paper": True}) for way in ("strokes", "paper")
    )
    assert acknowledging.done_page(usual).body.sentences == ("Que firme también la planilla impresa.",)
    assert acknowledging.done_page(paper).body.sentences == ()


def test_as_usual_is_offered_when_something_is_not():
    def keys(entry):
        return [tile.key for tile in choosing.other_page(case_of(entry=entry)).body.tiles]

    assert "usual" not in keys(PayeeEntry(acknowledged="mark"))
    for entry in (PayeeEntry(way="bank"), PayeeEntry(centimos=100), PayeeEntry(proxy="M-2")):
        assert "usual" in keys(entry)


def test_a_receipt_s_words_stay_as_they_are():
    set_language("en")
    try:
        assert amount_words(8750) == "ochenta y siete con 50/100 soles"
    finally:
        set_language("es")


def test_how_an_amount_came_about_is_said_line_by_line():
    case = case_of(payee_view(recovered_centimos=500), PayeeEntry(centimos=8000))
    said = "".join(f" {'·' if clip == PAUSE else CLIPS[clip]}" for clip in spoken_reckoning(case))
    assert said.strip() == (
        "por su trabajo noventa y dos soles con cincuenta y cinco céntimos · se descuenta cinco soles · "
        "queda para su próximo pago cinco céntimos · queda por pagarle siete soles con cincuenta céntimos · "
        "recibe hoy ochenta soles"
    )


def test_a_page_is_heard_where_there_is_a_voice():
    for page in (handing.hand_page, handing.why_page, handing.told_page):
        assert "listen" not in [act.key for act in page(case_of()).acts]
        rest, speaking = (page(case_of(can_speak=True, is_speaking=said)).acts[0] for said in (False, True))
        assert (rest.key, rest.icon, rest.text) == ("listen", "volume-high", "Escuchar")
        assert (speaking.key, speaking.icon, speaking.text) == ("listen", "stop", "Parar")


@pytest.mark.parametrize(("setting", "piece"), [(5000, 5000), (4999, 2000), (30000, 20000), (0, 10)])
def test_the_largest_piece_is_one_that_exists(setting, piece):
    assert real_piece(setting) == piece
