"""The list of a payday as plain code: which sheet, whose turn, what was chosen once, and what of it is kept."""

import json
from dataclasses import replace

import pytest

from app.screens.paying import asides, sheet_cards
from app.screens.paying.chosen import Chosen, choose, chosen_today, opens
from app.screens.paying.listing import Known, Listing, view_of
from app.screens.paying.people import Person, choice_rows, letters, spoken_name
from app.screens.paying.presenter import PayingPresenter
from app.screens.paying.rows import key_of, parts_of
from core.domain.problems import Problem
from core.domain.seeking import is_sought
from core.usecases.views.money import SheetSummary
from tests.fakes.runner import Waiting
from tests.unit.app.screens.paydays import pay_desk_of, payee_view, payees, trip_view

TODAY = "2014-12-11"


@pytest.fixture
def desk(tmp_path, payday):
    made = pay_desk_of(tmp_path, payday)
    yield made
    made.store.engine.dispose()


def summary(number=12, **changes):
    fields = {
        "id": f"S-{number}", "number": number, "state": "paying", "cut_off": "2014-12-06", "fund": "F",
        "fund_name": "Fondo", "committee_names": ("Choco",), "lines": 3, "lines_paid": 1, "payable_centimos": 9,
        "paid_centimos": 3,
    }  # fmt: skip
    return SheetSummary(**fields | changes)


def listing(views, **changes):
    sheets = tuple({view.sheet: summary(view.sheet_number, id=view.sheet) for view in views}.values())
    known = Known("A", sheets, tuple(views), (), (trip_view(),), {"C-1": "Choco", "C-2": "Cajas"})
    fields = {
        "known": known, "chosen": Chosen(TODAY), "sheet": sheets[0].id, "committee": "", "sought": "",
        "shown": "to_pay", "aside": "", "aside_sought": "", "problem": "", "done": "", "payer": "Rosa", "today": TODAY,
    }  # fmt: skip
    return Listing(**fields | changes)


def line(number, state="to_pay", **changes):
    return payee_view(payee=f"M-{number}", name=f"Huamán {number}, Ana", state=state, **changes)


def test_only_this_tablets_payments_count_as_its_own():
    views = [line(1), line(2, "paid", payout="A-5"), line(3, "paid", payout="B-9"), line(4, "elsewhere")]
    card = sheet_cards.card_of(summary(), views, "A", TODAY)
    assert (card.progress, card.fraction) == ("1 de 2", 0.5)
    words = dict(view_of(listing(views)).options)
    assert words == {"to_pay": "Por pagar · 1", "paid": "Pagados · 2", "all": "Todos · 4"}


def test_an_origin_is_not_the_beginning_of_another():
    card = sheet_cards.card_of(summary(), [line(1, "paid", payout="AB-5")], "A", TODAY)
    assert card.progress == "0 de 0"


@pytest.mark.parametrize(
    ("until", "tone", "over"),
    [
        ("2014-12-24", "neutral", False), ("2014-12-13", "pending", False), ("2014-12-11", "pending", False),
        ("2014-12-10", "observed", True),
    ],
)  # fmt: skip
def test_how_near_the_last_day_is(until, tone, over):
    card = sheet_cards.card_of(summary(), [line(1, pay_until="2014-12-30"), line(2, pay_until=until)], "A", TODAY)
    assert (card.until_tone, bool(card.over)) == (tone, over)
    paid = sheet_cards.card_of(summary(), [line(2, "paid", payout="A-1", pay_until=until)], "A", TODAY)
    assert (paid.until, paid.over) == ("", "")


def test_released_lines_wait_and_are_not_given_back():
    view = view_of(listing([line(1, "released"), line(2, "paid", payout="A-1")]))
    assert [row.state_word for row in view.rows] == ["Cedido a otra tableta"]
    assert [tile.key for tile in asides.more_page(0).body.tiles] == ["accept", "box"]


def test_a_search_looks_among_all_and_finds_strangers():
    stranger = Person("M-9", "Ñaupari Ríos, Ana", "C-1", "Choco")
    shown = listing([line(1), line(2, "paid", payout="A-1")], sought="ana")
    shown = replace(shown, known=replace(shown.known, people=(stranger,)))
    assert [(row.name, row.state_word) for row in view_of(shown).rows] == [
        ("Huamán 1, Ana", "Por pagar"), ("Huamán 2, Ana", "Pagado"), ("Ñaupari Ríos, Ana", "No está en la planilla"),
    ]  # fmt: skip
    assert [row.name for row in view_of(replace(shown, sought="NAUPARI")).rows] == ["Ñaupari Ríos, Ana"]


def test_two_sheets_are_looked_at_one_by_one():
    views = [line(1, sheet="S-1", sheet_number=1), line(2, sheet="S-2", sheet_number=2)]
    view = view_of(listing(views, sheet="S-2"))
    assert view.sheets == (("S-1", "Planilla 1"), ("S-2", "Planilla 2"))
    assert [row.name for row in view.rows] == ["Huamán 2, Ana"]


def test_everybody_paid_is_good_news():
    view = view_of(listing([line(1, "paid", payout="A-1")]))
    assert (view.empty_icon, view.empty_title) == ("check-circle", "Ya no queda nadie por pagar aquí")
    assert view_of(listing([line(1)], sought="zz")).empty_title == "Nadie se llama así"


def test_without_a_trip_it_is_told_only_while_somebody_waits():
    for views, told in (([line(1)], True), ([line(1, "paid", payout="A-1")], False)):
        shown = listing(views)
        shown = replace(shown, known=replace(shown.known, trips=()))
        assert bool(view_of(shown).notice) == told


def test_the_question_names_four_and_counts_the_others():
    names = ["Ana", "Bea", "Cleo", "Dina", "Eva", "Fe"]
    body = asides.return_page(names, 3, "").body
    assert body.title == "¿Devolver a la oficina? Personas: 6"
    assert body.sentences[0] == "Ana, Bea, Cleo, Dina y otras personas: 2"
    assert asides.return_page(names[:4], 3, "").body.sentences[0] == "Ana, Bea, Cleo, Dina"


def test_people_are_found_and_officers_come_first():
    people = [
        Person("1", "Abad Ríos, Ana", "C", "Choco"),
        Person("2", "Peña Cruz, Eva", "C", "Choco", role="president"),
        Person("3", "Niño Ríos, Leo", "C", "Choco", minor=True),
    ]
    rows = choice_rows(people, "", chosen="1")
    assert [(row.key, row.subtitle, row.chosen) for row in rows] == [
        ("2", "Presidente · Choco", False),
        ("1", "Choco", True),
    ]
    assert [row.key for row in choice_rows(people, "rios")] == ["1"]
    assert spoken_name("Abad Ríos, Ana") == "Ana Abad Ríos"
    assert spoken_name("Comité Choco") == "Comité Choco"
    assert (letters("Abad Ríos, Ana María"), letters("Comité Choco")) == ("AA", "CC")
    assert is_sought("Abad Ríos, Ana", "ana abad")
    assert parts_of(key_of("", "M-1")) == ("", "M-1")


def test_what_was_chosen_lasts_a_day_and_belongs_to_one_person(desk):
    choose(desk, witness="M-1", trip="T-1")
    choose(desk, payout="A-1", payee="M-2")
    assert chosen_today(desk) == Chosen(TODAY, "M-1", "T-1", "A-1", "M-2")
    opens(desk, "M-2")
    assert chosen_today(desk).payout == "A-1"
    opens(desk, "M-3")
    assert (chosen_today(desk).payout, chosen_today(desk).witness) == ("", "M-1")
    rosa = desk.user
    desk.user = replace(rosa, code="T02")
    assert chosen_today(desk) == Chosen(TODAY)
    desk.user = rosa
    desk.clock.ms += 86_400_000
    assert chosen_today(desk) == Chosen("2014-12-12")


@pytest.mark.parametrize("kept", ["{", "[]", json.dumps({"day": TODAY, "of_a_later_version": 1})])
def test_a_note_that_cannot_be_read_is_no_note(desk, kept):
    with desk.store.writing() as session:
        session.put_draft(f"payday/{desk.author}", 1, kept)
    assert chosen_today(desk) == Chosen(TODAY)


def test_an_empty_list_is_not_shown_before_anything_is_known(tmp_path, payday):
    lane, shown = Waiting(), []
    desk = pay_desk_of(tmp_path, payday, lane)
    presenter = PayingPresenter(desk, shown.append)
    presenter.enter()
    presenter.search("")
    assert shown == []
    lane.go()
    assert len(shown[-1].rows) == 24
    presenter.leave()
    desk.tell_changed()
    assert lane.calls == []
    desk.store.engine.dispose()


def test_giving_back_is_refused_with_a_sentence(desk, monkeypatch):
    from app.screens.paying import presenter as module

    def refuse(*_arguments):
        raise Problem("storage_full")

    shown = []
    presenter = PayingPresenter(desk, shown.append)
    presenter.enter()
    monkeypatch.setattr(module, "return_lines", refuse)
    presenter.ask_more()
    presenter.choose("return")
    presenter.tap("return")
    assert "espacio" in shown[-1].aside.problem
    assert len(payees(desk)) == 24


def test_a_person_leads_to_their_page(desk):
    presenter = PayingPresenter(desk, lambda _view: None)
    presenter.enter()
    view = payees(desk)[0]
    presenter.open(key_of(view.sheet, view.payee))
    assert desk.navigator.current.arguments == {"member": view.payee, "sheet": view.sheet}
