from app.platform.speaker import NoSpeaker
from app.screens.statement.presenter import StatementPresenter
from app.text.telling import days_of
from app.widgets.dated_list.rows import DayRow
from core.usecases.views import CorrectionView, StatementLine
from tests.fakes.voice import Voice
from tests.unit.app.screens.desks import DAY, TODAY_MS, desk_of, detail, member

ANA = member(2, "Huamán Neira, Ana")


def item(record, centimos, **changes):
    fields = {
        "record": record, "kind": "planting", "item_kind": "share", "happened_on": DAY, "subject": "01-3", "count": 0,
        "half_days": 2, "rate_centimos": 50, "centimos": centimos, "state": "confirmed",
    }  # fmt: skip
    return StatementLine(**fields | changes)


def shown_of(lines, corrections=(), voice=None):
    shown = []
    desk = desk_of(statement=lines, members=[ANA], record=lambda _id: detail(corrections=corrections))
    made = StatementPresenter(desk, shown.append, voice or NoSpeaker())
    made.enter(ANA.id)
    return shown[-1], made, desk


def test_the_three_parts_are_sums_of_the_lines():
    lines = [item("A-1", 1_455), item("A-2", 300, state="pending"), item("A-3", 25, state="observed")]
    view, *_ = shown_of(lines)
    assert (view.name, view.subtitle) == (ANA.name, "Choco · Lo que ganó y por qué")
    money = view.money
    assert (money.confirmed, money.pending, money.observed) == ("S/\u00a014.55", "S/\u00a03.00", "S/\u00a00.25")


def test_days_and_counts_are_explained():
    lines = [
        item("A-1", 1_455),
        item("A-2", 2_000, half_days=0, count=40, happened_on="2014-12-01"),
        item("A-3", 33, half_days=0, count=2, happened_on="2014-12-01"),
    ]
    view, *_ = shown_of(lines)
    assert [row.heading for row in view.rows if isinstance(row, DayRow)] == [
        "Hoy, miércoles 3 de diciembre",
        "Lunes 1 de diciembre",
    ]
    assert [row.detail for row in view.rows if not isinstance(row, DayRow)] == [
        "1 día · tarifa S/\u00a00.50",
        "40 × S/\u00a00.50 = S/\u00a020.00",
        "2 de lo contado",
    ]


def test_what_was_taken_back_names_the_change_that_took_effect():
    lines = [item("A-1", -1_455, item_kind="reversal"), item("A-1", 1_455)]
    made = CorrectionView("B-1", "void", "entered_twice", "T01", TODAY_MS, True)
    lost = CorrectionView("B-2", "replace", "wrong_day", "T01", TODAY_MS, False)
    view, *_ = shown_of(lines, (made, lost))
    row = view.rows[1]
    assert (row.title, row.icon, row.amount) == ("Se quita: Plantación · Unidad 01-3", "undo", "-S/\u00a014.55")
    assert row.detail == "Anulado: Anotado dos veces · Rosa Mena, el 3 dic 2014, 09:00"
    without, *_ = shown_of(lines)
    assert without.rows[1].detail == "Cambió un registro del que depende"


def test_what_was_paid_is_taken_from_what_is_confirmed_though_it_was_not_sent_yet():
    paid = {"item_kind": "payout", "kind": "payout", "half_days": 0, "subject": "12", "state": "pending"}
    rounded = {"item_kind": "rounding", "kind": "pay_sheet", "half_days": 0, "subject": "12"}
    lines = [item("B-1", -1_460, **paid), item("A-9", 5, **rounded), item("A-1", 1_455)]
    view, *_ = shown_of(lines)
    payout, rounding, _ = [row for row in view.rows if not isinstance(row, DayRow)]
    assert (payout.title, payout.detail, payout.amount) == ("Pago", "Planilla 12", "-S/\u00a014.60")
    assert (rounding.title, rounding.detail, rounding.amount) == ("Redondeo a su favor", "Planilla 12", "S/\u00a00.05")
    assert payout.quiet
    assert (view.money.confirmed, view.money.pending) == ("S/\u00a00.00", "S/\u00a00.00")


def test_what_was_waived_says_so():
    view, *_ = shown_of([item("A-9", 300, item_kind="waived", kind="recovery_decided", half_days=0)])
    assert [(row.title, row.detail) for row in view.rows[1:]] == [("Condonado", "")]


def test_a_line_leads_to_its_record():
    view, made, desk = shown_of([item("A-1", 5), item("A-1", 5)])
    assert len({row.key for row in view.rows if row.key}) == 2
    made.open(view.rows[2].key)
    assert desk.navigator.current.arguments == {"id": "A-1"}


def test_the_three_parts_are_said_one_by_one():
    voice = Voice()
    lines = [item("A-1", 1_455), item("A-2", 10_000, state="pending"), item("A-3", -25, state="observed")]
    view, made, _ = shown_of(lines, voice=voice)
    assert (view.listen, voice.said) == (("volume-high", "Escuchar", "quiet"), [])
    shown = []
    made._render = shown.append
    made.listen()
    said = "confirmado catorce soles con cincuenta y cinco céntimos · solo en esta tableta cien soles · "
    assert voice.said == [f"{said}observado menos veinticinco céntimos"]
    assert shown[-1].listen == ("stop", "Parar", "primary")
    made.listen()
    assert (voice.is_speaking, shown[-1].listen[1]) == (False, "Escuchar")
    made.listen()
    made.leave()
    assert not voice.is_speaking


def test_a_part_that_is_nothing_is_not_said():
    voice = Voice()
    _, made, _ = shown_of([item("A-2", 100, state="pending")], voice=voice)
    made.listen()
    assert voice.said == ["solo en esta tableta un sol"]
    _, made, _ = shown_of([item("A-1", 100), item("A-1", -100, item_kind="reversal")], voice=voice)
    made.listen()
    assert voice.said[-1] == "confirmado cero soles"


def test_nobody_is_offered_to_listen_without_a_voice_or_without_anything():
    assert shown_of([item("A-1", 100)])[0].listen is None
    assert shown_of([], voice=Voice())[0].listen is None


def test_nothing_earned_says_so():
    view, *_ = shown_of([])
    assert view.empty_title == "Todavía no hay nada anotado"


def test_days_in_words():
    assert [days_of(number) for number in (1, 2, 3, 4, 44)] == ["½ día", "1 día", "1 ½ días", "2 días", "22 días"]
