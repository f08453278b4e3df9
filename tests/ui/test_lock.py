"""The lock by touch: what was there is there again, to the widget; somebody else sees nothing of it."""

from dataclasses import replace

import pytest

from app.listeners import Listeners
from app.navigation import Navigator
from app.preferences import choose_committee
from app.screens.shell.presenter import ROOTS
from app.widgets.sheet.sheet import ActionSheet
from tests.fakes.clock import FakeUptime
from tests.fakes.pins import with_pins
from tests.tablet import code_for, new_tablet, take_pictures, user_of, whole_app
from tests.ui.starting import type_pin


@pytest.fixture
def at_work(harness, desk):
    """T01 at Today, with a PIN and a watch that tests set."""
    with_pins(desk.store, T01="2580")
    choose_committee(desk, desk.committee)
    desk.navigator.go("today")
    root = harness.mount(whole_app(desk))
    desk.uptime = FakeUptime()
    desk.guard.touched()
    return root


def idle(harness, desk, minutes: float) -> None:
    desk.uptime.advance(round(minutes * 60))
    desk.guard.look()
    harness.frames(3)


def killed(desk):
    """The desk of the next start over the same file."""
    return replace(desk, user=None, committee=None, navigator=Navigator(ROOTS), changed=Listeners())


def test_a_form_is_there_again_as_it_was(harness, at_work, desk, pictures) -> None:
    desk.navigator.go("planting")
    harness.frames(3)
    harness.touch("01-3 · Loma del Aliso")
    harness.touch("Siguiente")
    screen, shown = at_work.host.current, harness.texts()
    idle(harness, desk, 6)
    assert desk.guard.is_locked
    assert harness.reads("Plantón está bloqueado. Lo que estaba haciendo sigue ahí.")
    assert not harness.reads("Siguiente")
    assert not desk.go_back()
    take_pictures(harness, pictures, "lock")
    type_pin(harness, "1379")
    assert harness.reads("El PIN no es correcto.")
    type_pin(harness, "2580")
    harness.frames(3)
    assert at_work.host.current is screen
    assert harness.texts() == shown
    assert not desk.guard.is_locked


def test_it_waits_as_long_as_was_chosen(harness, at_work, desk) -> None:
    idle(harness, desk, 4.9)
    assert not desk.guard.is_locked
    desk.guard.touched()
    idle(harness, desk, 4.9)
    assert not desk.guard.is_locked
    desk.navigator.go("settings")
    harness.frames(3)
    harness.touch("1 min")
    desk.guard.touched()
    idle(harness, desk, 1)
    assert desk.guard.is_locked


def test_a_button_locks_at_once(harness, at_work, desk) -> None:
    desk.navigator.go("more")
    harness.frames(3)
    harness.touch("Bloquear")
    assert harness.reads("Escriba su PIN")
    type_pin(harness, "2580")
    assert desk.navigator.current.name == "more"
    assert harness.reads("Con datos inventados; nada cuenta")


def test_an_open_question_comes_back_and_a_closed_one_does_not(harness, at_work, desk) -> None:
    harness.touch("Rosa M.")
    assert harness.reads("Cerrar sesión")
    desk.guard.lock()
    harness.frames(2)
    assert not harness.reads("Cerrar sesión")
    type_pin(harness, "2580")
    harness.frames(2)
    harness.touch("Ajustes")
    assert desk.navigator.current.name == "settings"


def test_turning_the_tablet_while_it_is_locked(harness, at_work, desk) -> None:
    desk.guard.lock()
    harness.resize(800, 1280)
    type_pin(harness, "2580")
    harness.frames(4)
    assert (at_work.width, at_work.height) == (800, 1280)
    assert harness.reads("Registrar vivero")


def test_somebody_else_begins_at_today_with_drafts_of_their_own(harness, tmp_path, template, pictures) -> None:
    desk, transport = new_tablet(tmp_path, template)
    desk.enroller.take_over(desk.enroller.enrol(code_for(transport, ("user:T01", "user:T02")), ("https://oficina.pe",)))
    desk.synchroniser.start()
    with_pins(desk.store, T01="2580", T02="2580")
    desk.user = user_of(desk.store, "T01")
    harness.mount(whole_app(desk))
    desk.navigator.go("workday")
    harness.frames(3)
    harness.touch("Plantación")
    harness.touch("Siguiente")
    desk.guard.lock()
    harness.frames(2)
    take_pictures(harness, pictures, "lock-two")
    harness.touch("Soy otra persona")
    harness.touch("Wilmer Iván Saguma Elera")
    type_pin(harness, "2580")
    assert desk.user.code == "T02"
    assert desk.navigator.current.name == "today"
    desk.navigator.go("workday")
    harness.frames(3)
    assert not harness.reads("Quedó algo sin terminar")
    assert harness.reads("Paso 1 de 3")
    desk.store.engine.dispose()
    transport.server.store.engine.dispose()


def test_nobody_opens_a_locked_tablet_by_choosing_a_first_pin(harness, tmp_path, template) -> None:
    desk, transport = new_tablet(tmp_path, template)
    desk.enroller.take_over(desk.enroller.enrol(code_for(transport, ("user:T01", "user:T02")), ("https://oficina.pe",)))
    desk.synchroniser.start()
    with_pins(desk.store, T01="2580")
    desk.user = user_of(desk.store, "T01")
    harness.mount(whole_app(desk))
    desk.guard.lock()
    harness.frames(2)
    harness.touch("Soy otra persona")
    harness.touch("Wilmer Iván Saguma Elera")
    assert not harness.reads("Elija un PIN de 4 dígitos")
    harness.touch("Rosa Mondragón Peña")
    type_pin(harness, "1379")
    type_pin(harness, "1379")
    assert desk.guard.is_locked
    assert desk.user.code == "T01"
    desk.store.engine.dispose()
    transport.server.store.engine.dispose()


def test_what_stood_open_is_not_shown_to_somebody_else(harness, tmp_path, template) -> None:
    desk, transport = new_tablet(tmp_path, template)
    desk.enroller.take_over(desk.enroller.enrol(code_for(transport, ("user:T01", "user:T02")), ("https://oficina.pe",)))
    desk.synchroniser.start()
    with_pins(desk.store, T01="2580", T02="2580")
    desk.user = user_of(desk.store, "T01")
    desk.navigator.go("today")
    harness.mount(whole_app(desk))
    sheet = ActionSheet(title="S/ 277.70 de Rosa", actions=[("void", "delete-outline", "Anular", "primary")])
    chosen = []
    sheet.bind(on_choose=lambda _sheet, key: chosen.append(key))
    sheet.open(animation=False)
    harness.frames(3)
    assert harness.reads("S/ 277.70 de Rosa")
    desk.guard.lock()
    harness.frames(2)
    assert not harness.reads("S/ 277.70 de Rosa")
    harness.touch("Soy otra persona")
    harness.touch("Wilmer Iván Saguma Elera")
    type_pin(harness, "2580")
    harness.frames(3)
    assert desk.user.code == "T02"
    assert not harness.reads("S/ 277.70 de Rosa")
    assert harness.reads("Registrar vivero")
    desk.store.engine.dispose()
    transport.server.store.engine.dispose()


def test_after_a_kill_one_is_led_back_to_the_form_and_what_was_typed(harness, at_work, desk) -> None:
    desk.navigator.go("planting")
    harness.frames(3)
    harness.touch("01-3 · Loma del Aliso")
    harness.touch("Siguiente")
    desk = killed(desk)
    harness.mount(whole_app(desk))
    type_pin(harness, "2580")
    assert desk.navigator.current.name == "planting"
    harness.touch("Seguir donde quedó")
    assert harness.reads("2 de 5")


def test_whoever_left_the_form_begins_at_today(harness, at_work, desk) -> None:
    desk.navigator.go("planting")
    harness.frames(3)
    harness.touch("01-3 · Loma del Aliso")
    desk.navigator.go("today")
    desk = killed(desk)
    harness.mount(whole_app(desk))
    type_pin(harness, "2580")
    assert desk.navigator.current.name == "today"
    harness.frames(3)
    assert harness.reads("Quedó sin guardar: Registrar plantación (Hoy")
    harness.touch("Seguir")
    assert desk.navigator.current.name == "planting"
