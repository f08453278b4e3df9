"""The entrance: who may come in, by which PIN, and how one is set."""

from app.desk import Desk
from app.screens.sign_in.presenter import SignInPresenter
from core.usecases.tablet.sign_in import check_pin
from tests.fakes.pins import with_pins
from tests.fakes.runner import Waiting
from tests.unit.app.screens.entering import shown


def test_one_user_is_asked_at_once(desk: Desk) -> None:
    presenter, states = shown(SignInPresenter, desk)
    assert states[-1].caption == "Elija un PIN de 4 dígitos"
    presenter.pin_typed("2580")
    presenter.pin_typed("2580")
    assert desk.navigator.current.name == "today"


def test_what_is_typed_while_a_pin_is_checked_is_not_heard(desk: Desk) -> None:
    with_pins(desk.store, T01="2580")
    desk.user = None
    desk.storage_lane = Waiting()
    presenter, _ = shown(SignInPresenter, desk)
    presenter.pin_typed("9999")
    presenter.pin_typed("2580")
    desk.storage_lane.go()
    assert desk.user is None


def test_the_wait_grows(desk: Desk) -> None:
    with_pins(desk.store, T01="2580")
    presenter, states = shown(SignInPresenter, desk)
    for _ in range(5):
        presenter.pin_typed("9999")
    first = states[-1].wait
    for _ in range(30):
        presenter.tick()
    assert states[-1].wait == ""
    desk.uptime.advance(30)
    presenter.pin_typed("9999")
    assert (first, states[-1].wait) == ("0:30", "1:00")


def test_a_clock_that_is_set_ahead_ends_no_wait(desk: Desk) -> None:
    with_pins(desk.store, T01="2580")
    presenter, states = shown(SignInPresenter, desk)
    for _ in range(5):
        presenter.pin_typed("9999")
    desk.clock.ms += 86_400_000
    presenter.leave()
    desk.user = None
    presenter, states = shown(SignInPresenter, desk)
    assert states[-1].wait == "0:30"
    presenter.pin_typed("2580")
    assert desk.user is None


def test_whoever_chooses_the_first_pin_needs_no_leave_and_the_next_one_does(shared: Desk) -> None:
    presenter, states = shown(SignInPresenter, shared)
    first, second = [tile.key for tile in states[-1].people]
    presenter.choose(first)
    assert states[-1].step == "pin"
    presenter.pin_typed("2580")
    presenter.pin_typed("2580")
    assert shared.user.id == first
    presenter.leave()
    presenter, states = shown(SignInPresenter, shared)
    presenter.choose(second)
    assert (states[-1].step, [tile.key for tile in states[-1].givers]) == ("let_in", [first])
    presenter.pin_typed("1379")
    presenter.pin_typed("1379")
    assert shared.user.id == first
    with shared.store.reading() as session:
        assert session.pin("T02") is None


def test_somebody_with_a_pin_lets_another_one_choose(shared: Desk) -> None:
    with_pins(shared.store, T01="2580")
    presenter, states = shown(SignInPresenter, shared)
    first, second = [tile.key for tile in states[-1].people]
    presenter.choose(second)
    presenter.ask_leave(first)
    assert (states[-1].person.key, states[-1].caption) == (first, "Escriba su PIN")
    presenter.pin_typed("9999")
    assert states[-1].error.startswith("El PIN no es correcto.")
    presenter.pin_typed("2580")
    assert (states[-1].person.key, states[-1].caption) == (second, "Elija un PIN de 4 dígitos")
    presenter.pin_typed("1379")
    presenter.pin_typed("1379")
    assert shared.user.id == second
    check_pin(shared.store, shared.uptime, "T02", "1379")
    check_pin(shared.store, shared.uptime, "T01", "2580")


def test_leave_is_for_one_person_and_once(shared: Desk) -> None:
    with_pins(shared.store, T01="2580")
    presenter, states = shown(SignInPresenter, shared)
    first, second = [tile.key for tile in states[-1].people]
    presenter.choose(second)
    presenter.ask_leave(first)
    presenter.pin_typed("2580")
    presenter.other_person()
    presenter.choose(second)
    assert states[-1].step == "let_in"
    presenter.ask_leave(first)
    presenter.other_person()
    presenter.choose(first)
    presenter.pin_typed("2580")
    assert shared.user.id == first


def test_whoever_gives_leave_waits_after_wrong_pins_too(shared: Desk) -> None:
    with_pins(shared.store, T01="2580")
    presenter, states = shown(SignInPresenter, shared)
    first, second = [tile.key for tile in states[-1].people]
    presenter.choose(second)
    presenter.ask_leave(first)
    for _ in range(5):
        presenter.pin_typed("9999")
    assert states[-1].wait == "0:30"
    presenter.other_person()
    presenter.choose(first)
    assert states[-1].wait == "0:30"


def test_where_nobody_is_left_who_has_a_pin_the_office_is_asked(shared: Desk) -> None:
    with_pins(shared.store, T09="2580")
    presenter, states = shown(SignInPresenter, shared)
    presenter.choose(states[-1].people[1].key)
    assert (states[-1].step, states[-1].givers) == ("let_in", ())
    assert "Llame a la oficina" in states[-1].detail
    presenter.forgot()
    assert "todavía no tiene la clave de la oficina" in states[-1].error
    assert states[-1].step == "let_in"


def test_a_first_pin_is_forgotten_when_one_leaves(desk: Desk) -> None:
    presenter, _ = shown(SignInPresenter, desk)
    presenter.pin_typed("2580")
    presenter.leave()
    presenter.enter()
    presenter.pin_typed("2580")
    assert desk.navigator.stack[-1].name == "today"
    assert not desk.read(lambda reads: reads.users())[2].has_pin
