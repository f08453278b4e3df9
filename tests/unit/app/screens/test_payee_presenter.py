"""Paying one person as plain code, over a real tablet: what is in the way, what is kept, what nobody else may see."""

import pytest

from app.screens.payee.presenter import PayeePresenter
from app.screens.payee.states import Hand, Sign
from app.screens.paying.chosen import chosen_today
from app.screens.paying.states import Blank
from core.domain.problems import Problem
from tests.fakes.runner import Waiting
from tests.unit.app.screens.paydays import INK, NoPhotos, NoVoice, OtherViews, pay_desk_of, payees


@pytest.fixture
def desk(tmp_path, payday):
    made = pay_desk_of(tmp_path, payday)
    yield made
    made.store.engine.dispose()


@pytest.fixture
def shown():
    return []


def page_of(desk, shown, number=0):
    presenter = PayeePresenter(desk, shown.append, NoPhotos(), NoVoice())
    view = payees(desk)[number]
    presenter.enter(view.payee, view.sheet)
    return presenter, view


def test_nothing_is_shown_before_it_is_known_and_nothing_stays(tmp_path, payday, shown):
    """Nobody's amount is on the screen while another's page is being read."""
    lane = Waiting()
    desk = pay_desk_of(tmp_path, payday, lane)
    presenter = PayeePresenter(desk, shown.append, NoPhotos(), NoVoice())
    first, second = payees(desk)[:2]
    presenter.enter(first.payee, first.sheet)
    assert (shown[-1].title, shown[-1].body) == ("", Blank())
    presenter.enter(second.payee, second.sheet)
    lane.go()
    assert {page.title for page in shown} == {"", "Leonor Gladys Bermeo Granda"}
    presenter.leave()
    assert shown[-1].body == Blank()
    presenter.tap("yes")
    assert shown[-1].body == Blank()
    desk.store.engine.dispose()


class LitTablet:
    """app.ports.Handset that writes down what it was asked for."""

    def __init__(self):
        self.told = []

    def __getattr__(self, name):
        return lambda: self.told.append(name)


def test_the_screen_stays_lit_while_somebody_is_paid_and_saving_is_felt(desk, shown):
    desk.handset = hand = LitTablet()
    presenter, _ = page_of(desk, shown)
    assert hand.told == ["stay_awake"]
    presenter.tap("yes")
    presenter.drawn(INK)
    presenter.tap("confirm")
    assert hand.told == ["stay_awake", "buzz"]
    presenter.leave()
    assert hand.told == ["stay_awake", "buzz", "may_sleep"]


def test_a_second_touch_while_saving_pays_once(tmp_path, payday, shown):
    lane = Waiting()
    desk = pay_desk_of(tmp_path, payday, lane)
    presenter, view = page_of(desk, shown)
    lane.go()
    presenter.tap("yes")
    presenter.drawn(INK)
    presenter.tap("confirm")
    assert not shown[-1].right.enabled
    presenter.tap("confirm")
    presenter.tap("back")
    presenter.choose("mark")
    assert isinstance(shown[-1].body, Sign)
    lane.go()
    assert shown[-1].body.title == "Pagado"
    with desk.store.reading() as session:
        assert len(session.money().payments(sheet=view.sheet)) == 1
    desk.store.engine.dispose()


def test_what_was_taken_off_is_told_once_and_before_the_money(desk, shown):
    desk.store = OtherViews(desk.store, recovered_centimos=500)
    presenter, _ = page_of(desk, shown)
    assert shown[-1].body.title == "Antes de entregar, dígale esto"
    presenter.tap("told")
    assert isinstance(shown[-1].body, Hand)
    presenter.tap("other")
    presenter.choose("less")
    presenter.tap("less/1000")
    assert isinstance(shown[-1].body, Hand)


def test_a_full_tablet_loses_nothing(desk, shown, monkeypatch):
    from app.screens.payee import acts

    def refuse(*_arguments, **_more):
        raise Problem("storage_full")

    presenter, view = page_of(desk, shown)
    presenter.tap("yes")
    presenter.drawn(INK)
    monkeypatch.setattr(acts, "pay", refuse)
    presenter.tap("confirm")
    assert "no tiene espacio" in shown[-1].problem or "No hay espacio" in shown[-1].problem
    assert shown[-1].body.strokes == INK
    assert shown[-1].right.enabled
    monkeypatch.undo()
    presenter.tap("confirm")
    assert shown[-1].body.title == "Pagado"
    assert chosen_today(desk).payee == view.payee


def test_a_fault_of_the_program_is_raised(desk, shown, monkeypatch):
    from app.screens.payee import acts

    def broken(*_arguments, **_more):
        raise ZeroDivisionError

    presenter, _ = page_of(desk, shown)
    presenter.tap("yes")
    presenter.drawn(INK)
    monkeypatch.setattr(acts, "pay", broken)
    with pytest.raises(ZeroDivisionError):
        presenter.tap("confirm")


def test_what_saving_refuses_is_mended_on_its_own_page(desk, shown):
    presenter, _ = page_of(desk, shown)
    presenter.tap("other")
    presenter.choose("transfer")
    presenter.choose("bank")
    presenter.tap("back")
    presenter.tap("back")
    presenter.tap("yes")
    presenter.drawn(INK)
    presenter.tap("confirm")
    assert shown[-1].problem == "Escriba el número de operación de la transferencia."
    assert shown[-1].body.field_label == "Número de operación"
    presenter.write("0099")
    assert shown[-1].problem == ""
    presenter.tap("use_way")
    assert shown[-1].body.way_text == "Banco · operación 0099"
    presenter.tap("yes")
    presenter.tap("confirm")
    assert shown[-1].body.title == "Pagado", "the signature was lost on the way"


def test_a_proxy_without_a_reason_is_asked_for_it(desk, shown):
    presenter, _ = page_of(desk, shown)
    presenter.tap("other")
    presenter.choose("proxy")
    presenter.choose(payees(desk)[4].payee)
    presenter.tap("back")
    presenter.tap("back")
    presenter.tap("back")
    assert shown[-1].body.receiver.startswith("Recibe ")
    presenter.tap("yes")
    presenter.drawn(INK)
    presenter.tap("confirm")
    assert shown[-1].problem == "Diga por qué cobra otra persona en su lugar."
    presenter.choose("away")
    assert shown[-1].body.receiver.endswith("(está de viaje)")


def test_an_impossible_amount_is_not_kept_by_going_back(desk, shown):
    presenter, view = page_of(desk, shown)
    presenter.tap("other")
    presenter.choose("less")
    presenter.number(view.payable_centimos)
    assert not shown[-1].right.enabled
    presenter.tap("back")
    presenter.tap("back")
    assert shown[-1].body.amount.endswith(f"{view.payable_centimos // 100}.{view.payable_centimos % 100:02d}")


def test_all_of_it_is_not_less(desk, shown):
    presenter, view = page_of(desk, shown)
    presenter.tap("other")
    presenter.choose("less")
    presenter.number(view.payable_centimos // 10)
    assert shown[-1].body.check == "Es todo lo que le toca"
    presenter.tap("use_less")
    assert not any("por pagarle" in note for note in shown[-1].body.notes)


def test_the_undo_is_gone_when_somebody_else_was_opened(desk, shown):
    presenter, view = page_of(desk, shown)
    presenter.tap("yes")
    presenter.drawn(INK)
    presenter.tap("confirm")
    payout = chosen_today(desk).payout
    assert payout
    presenter.enter(view.payee, view.sheet)
    assert shown[-1].right.key == "undo", "the same page again is nobody else"
    presenter.enter(payees(desk)[0].payee)
    assert chosen_today(desk).payout == ""
    presenter.enter(view.payee, view.sheet)
    assert shown[-1].right.key == "void"


def test_a_dot_is_no_signature(desk, shown):
    presenter, view = page_of(desk, shown)
    presenter.tap("yes")
    presenter.drawn(((500, 500),))
    presenter.tap("confirm")
    assert shown[-1].problem.startswith("Falta la firma")
    presenter.tap("back")
    presenter.tap("yes")
    presenter.drawn(INK)
    presenter.tap("confirm")
    presenter.enter(payees(desk)[0].payee)
    presenter.enter(view.payee)
    presenter.tap("void")
    presenter.tap("give_back")
    assert shown[-1].problem.startswith("Para anular este pago tiene que estar la persona")


def test_unusual_things_are_drafts_and_a_signature_is_not(desk, shown):
    presenter, view = page_of(desk, shown)
    presenter.tap("yes")
    presenter.drawn(INK)
    presenter.choose("mark")
    presenter.leave()
    presenter.enter(view.payee, view.sheet)
    assert isinstance(shown[-1].body, Hand), "a way to sign is no reason to ask anything"
    presenter.tap("yes")
    assert [tile.key for tile in shown[-1].body.ways if tile.chosen] == ["mark"]
    assert shown[-1].body.strokes == ()
