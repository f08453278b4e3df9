from app.bare import NoSpeaker
from app.screens.statement.days import HALF_SUN, SUN, day_rows, pieces_for, records_of
from app.screens.statement.presenter import WORDS, StatementPresenter
from app.screens.statement.sums import HIDDEN
from app.text.telling import days_of
from app.widgets.dated_list.rows import DayRow
from core.usecases.views.field import CorrectionView, StatementLine
from core.usecases.views.progress import AttendedView, SeasonView
from tests.fakes.voice import Voice
from tests.unit.app.screens.desks import DAY, TODAY_MS, desk_of, detail, member

ANA = member(2, "Huamán Neira, Ana")


def item(record, centimos, **changes):
    fields = {
        "record": record, "kind": "planting", "item_kind": "share", "happened_on": DAY, "subject": "01-3", "count": 0,
        "half_days": 2, "rate_centimos": 50, "centimos": centimos, "state": "confirmed",
    }  # fmt: skip
    return StatementLine(**fields | changes)


def shown_of(lines, corrections=(), voice=None, **answers):
    shown = []
    desk = desk_of(statement=lines, members=[ANA], record=lambda _id: detail(corrections=corrections), **answers)
    made = StatementPresenter(desk, shown.append, voice or NoSpeaker())
    made.enter(ANA.id)
    made.choose_way(WORDS)
    made.toggle()
    return shown[-1], made, desk


def test_the_three_parts_are_sums_of_the_lines():
    lines = [item("A-1", 1_455), item("A-2", 300, state="pending"), item("A-3", 25, state="observed")]
    view, *_ = shown_of(lines)
    assert (view.name, view.subtitle) == (ANA.name, "Choco · Lo que ganó y por qué")
    assert [(row.word, row.amounts) for row in view.sums] == [
        ("Ganado", ("S/\u00a014.55", "S/\u00a03.00", "S/\u00a00.25")),
        ("Pagado", ("S/\u00a00.00", "S/\u00a00.00", "S/\u00a00.00")),
        ("Por cobrar hoy", ("S/\u00a014.55", "S/\u00a03.00", "S/\u00a00.25")),
    ]


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
    assert [(row.word, row.amounts[:2]) for row in view.sums] == [
        ("Ganado", ("S/\u00a014.55", "S/\u00a00.00")),
        ("Redondeo y condonado", ("S/\u00a00.05", "S/\u00a00.00")),
        ("Pagado", ("S/\u00a00.00", "S/\u00a014.60")),
        ("Por cobrar hoy", ("S/\u00a00.00", "S/\u00a00.00")),
    ]


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


# --- in pictures ---


def came(day=DAY, half_days=2, workday="W-1"):
    return AttendedView(workday, day, "planting", half_days)


def pictures_of(lines, attended=(), *, shows_amounts=True):
    return day_rows(lines, attended, shows_amounts=shows_amounts)


def test_a_day_is_a_number_a_letter_suns_work_and_money():
    [row] = pictures_of([item("A-1", 1_455), item("A-2", 2_000, count=40, half_days=0)], [came()])
    assert (row.day, row.weekday, row.month) == ("3", "M", "dic 2014")
    assert row.pictures == ((SUN, ""), ("pine-tree", "40"))
    assert (row.amount, row.pieces) == ("S/\u00a034.55", ((2000, 1), (1000, 1), (200, 2), (50, 1)))
    assert records_of(row.key) == ["A-1", "A-2"]


def test_the_parts_of_a_day_are_rows_and_never_added_up():
    lines = [item("A-1", 1_455), item("A-2", 300, state="pending"), item("A-3", 25, state="observed")]
    rows = pictures_of(lines, [came(half_days=3)])
    assert [(row.day, row.amount, row.tone) for row in rows] == [
        ("3", "S/\u00a014.55", "confirmed"), ("", "S/\u00a03.00", "pending"), ("", "S/\u00a00.25", "observed"),
    ]  # fmt: skip
    assert rows[0].pictures[:2] == ((SUN, ""), (HALF_SUN, ""))
    assert SUN not in [icon for row in rows[1:] for icon, _ in row.pictures]


def test_a_day_without_pay_is_there_as_well():
    [row] = pictures_of([], [came(half_days=1, workday="W-7")])
    assert (row.pictures, row.amount, row.pieces, row.key) == (((HALF_SUN, ""),), "", (), "W-7")


def test_what_coins_cannot_make_is_in_the_figure_alone():
    assert pieces_for(1_455) == ((1000, 1), (200, 2), (50, 1))
    assert pieces_for(9) == pieces_for(-500) == ()
    assert pieces_for(20_000) == ((5000, 4),)


def test_a_payout_shows_what_was_handed_over():
    paid = item("B-1", -1_460, item_kind="payout", kind="payout", half_days=0, subject="12")
    [row] = pictures_of([paid])
    assert (row.pictures, row.amount, row.quiet) == ((("hand-coin", "Pago"),), "S/\u00a014.60", True)
    assert row.pieces[0] == (1000, 1)


def test_what_was_taken_back_is_no_work_and_no_coin():
    lines = [item("A-1", -1_455, item_kind="reversal", state="pending"), item("A-1", 1_455)]
    confirmed, pending = pictures_of(lines)
    assert confirmed.pictures == (("pine-tree", ""),)
    assert (pending.pictures, pending.pieces, pending.amount) == ((("undo", ""),), (), "-S/\u00a014.55")


def test_many_days_at_once_are_told_by_a_number():
    [row] = pictures_of([], [came(half_days=2, workday=f"W-{place}") for place in range(5)])
    assert row.pictures == ((SUN, "× 5"),)


def test_amounts_are_hidden_wherever_they_stand():
    lines = [item("A-1", 1_455)]
    _, made, _ = shown_of(lines)
    shown = []
    made._render = shown.append
    made.toggle()
    assert {amount for row in shown[-1].sums for amount in row.amounts} == {HIDDEN}
    assert {(row.amount, row.detail) for row in shown[-1].rows if not isinstance(row, DayRow)} == {("", "")}
    made.choose_way("pictures")
    assert [(row.amount, row.pieces) for row in shown[-1].days] == [("", ())]
    assert shown[-1].toggle_text == "Mostrar montos"


def test_amounts_wait_until_they_are_asked_for():
    lines = [item("A-1", 1_455), item("A-2", 300, state="pending")]
    _, made, _ = shown_of(lines, voice=Voice())
    shown = []
    made._render = shown.append

    def are_shown(member=ANA.id):
        made.leave()
        made.enter(member)
        return shown[-1].are_shown

    assert not are_shown()
    assert {amount for row in shown[-1].sums for amount in row.amounts} == {HIDDEN}
    assert {part for row in shown[-1].sums for part in row.are_nothing} == {True}
    assert shown[-1].listen is None
    made.toggle()
    made.open("A-1/0")
    assert are_shown()
    assert not are_shown()
    made.toggle()
    made.open("A-1/0")
    assert not are_shown("OFFICE-3")


def test_a_season_counts_its_own_days_and_owes_what_is_owed():
    seasons = [
        SeasonView("S-2", "2014-15", "Campaña 2014-15", "2014-06-01", "2015-05-31"),
        SeasonView("S-1", "2013-14", "Campaña 2013-14", "2013-06-01", "2014-05-31"),
    ]
    lines = [item("A-2", 300), item("A-1", 1_455, happened_on="2014-02-03")]
    view, made, _ = shown_of(lines, seasons=seasons, attended=[came("2014-02-03")])
    assert view.periods == (("S-2", "2014-15"), ("S-1", "2013-14"), ("all", "Todo"))
    shown = []
    made._render = shown.append
    made.choose_way("pictures")
    made.choose_period("S-1")
    assert [row.day for row in shown[-1].days] == ["3"]
    assert [row.amounts[0] for row in shown[-1].sums] == ["S/\u00a014.55", "S/\u00a00.00", "S/\u00a017.55"]


def test_the_records_behind_a_day_have_words():
    _, made, _ = shown_of([item("A-1", 1_455)])
    assert made.records("A-1/W-1") == [
        ("A-1", "pine-tree", "Plantación · Unidad 01-3"),
        ("W-1", "account-multiple-check", "Jornada"),
    ]
