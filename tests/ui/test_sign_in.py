"""Signing in by touch: choosing a PIN twice, typing it, and a wait that runs down after five wrong ones."""

import pytest
from kivy.base import EventLoop

from app.widgets.number_pad.number_pad import PadKey
from core.sync.letting_in.pin_reset import code_for as code_for_pin
from core.sync.trust.sealing import own_sealing_key, state_sealing_key
from core.usecases.tablet.sign_in import check_pin
from tests.fakes.pins import with_pins
from tests.sample import copied_server
from tests.tablet import code_for, new_tablet, take_pictures, whole_app, with_server
from tests.ui.harness import Finger


@pytest.fixture
def signed_out(harness, desk):
    desk.user = None
    return desk


def type_pin(harness, pin: str) -> None:
    for digit in pin:
        press(harness, harness.find(lambda widget, digit=digit: getattr(widget, "digits", "") == digit))


def press(harness, key) -> None:
    """A key of the pad acts when the finger comes down: nothing has to settle."""
    finger = Finger(*key.to_window(*key.center))
    for phase in ("begin", "end"):
        EventLoop.post_dispatch_input(phase, finger)
        harness.frames(1)


def at_sign_in(harness, desk):
    root = harness.mount(whole_app(desk))
    return root.host.current


def test_the_first_time_a_pin_is_chosen_twice(harness, signed_out, pictures) -> None:
    at_sign_in(harness, signed_out)
    assert harness.reads("Elija un PIN de 4 dígitos")
    take_pictures(harness, pictures, "sign_in-first")
    type_pin(harness, "2580")
    assert harness.reads("Escríbalo otra vez")
    type_pin(harness, "2580")
    assert signed_out.user.code == "T01"
    assert signed_out.navigator.current.name == "today"
    assert harness.reads("Registre en el momento")
    harness.touch("Saltar el recorrido")
    assert harness.reads("Cajas")


@pytest.mark.parametrize(
    ("first", "second", "problem"),
    [
        ("2580", "2581", "Los dos PIN no son iguales."),
        ("1111", "", "«1111» repite los mismos dígitos"),
        ("1234", "", "«1234» son dígitos seguidos"),
    ],
)
def test_a_pin_that_will_not_do_is_told_why_and_asked_for_again(
    harness, signed_out, pictures, first, second, problem
) -> None:
    at_sign_in(harness, signed_out)
    type_pin(harness, first)
    type_pin(harness, second)
    assert harness.reads(problem)
    take_pictures(harness, pictures, f"sign_in-refused-{first}")
    assert harness.reads("Elija un PIN de 4 dígitos")
    type_pin(harness, "2580")
    type_pin(harness, "2580")
    assert signed_out.navigator.current.name == "today"


def test_five_wrong_pins_make_a_wait_that_runs_down(harness, signed_out, pictures) -> None:
    with_pins(signed_out.store, T01="2580")
    view = at_sign_in(harness, signed_out)
    view._seconds.cancel()
    for left in (4, 3, 2, 1):
        type_pin(harness, "9999")
        assert harness.reads(f"Intentos que quedan antes de esperar: {left}.")
    type_pin(harness, "9999")
    assert harness.reads("0:30")
    assert not any(isinstance(widget, PadKey) for widget in harness.visible())
    take_pictures(harness, pictures, "sign_in-wait")
    view.presenter.tick()
    assert harness.reads("0:29")
    for _ in range(29):
        view.presenter.tick()
    signed_out.uptime.advance(30)
    harness.frames(3)
    type_pin(harness, "2580")
    assert signed_out.navigator.current.name == "today"


def test_a_wait_is_not_over_because_the_app_was_closed(harness, signed_out) -> None:
    with_pins(signed_out.store, T01="2580")
    at_sign_in(harness, signed_out)
    for _ in range(5):
        type_pin(harness, "9999")
    again = signed_out
    at_sign_in(harness, again)
    assert harness.reads("Demasiados intentos")


def test_several_people_choose_themselves_first(harness, tmp_path, template, pictures) -> None:
    desk, transport = new_tablet(tmp_path, template)
    harness.mount(whole_app(desk))
    view_of = desk.navigator
    enrolled = desk.enroller.enrol(code_for(transport, ("user:T01", "user:T02")), ("https://oficina.pe",))
    desk.enroller.take_over(enrolled)
    desk.synchroniser.start()
    view_of.go("sign_in")
    harness.frames(3)
    take_pictures(harness, pictures, "sign_in")
    harness.touch("Wilmer Iván Saguma Elera")
    assert harness.reads("Elija un PIN de 4 dígitos")
    harness.touch("Soy otra persona")
    assert harness.reads("¿Quién va a trabajar?")
    desk.store.engine.dispose()
    transport.server.store.engine.dispose()


def test_a_further_person_is_let_in_by_somebody_who_has_a_pin(harness, tmp_path, template, pictures) -> None:
    desk, transport = new_tablet(tmp_path, template)
    desk.enroller.take_over(desk.enroller.enrol(code_for(transport, ("user:T01", "user:T02")), ("https://oficina.pe",)))
    desk.synchroniser.start()
    with_pins(desk.store, T01="2580")
    desk.navigator.go("sign_in")
    harness.mount(whole_app(desk))
    harness.touch("Wilmer Iván Saguma Elera")
    assert harness.reads("todavía no tiene PIN aquí")
    take_pictures(harness, pictures, "sign_in-let-in")
    harness.touch("Pedir un código a la oficina")
    assert harness.reads("todavía no tiene la clave de la oficina")
    harness.touch("Rosa Mondragón Peña")
    assert harness.reads("Con su PIN permite que Wilmer Iván Saguma Elera entre y elija el suyo.")
    type_pin(harness, "2580")
    assert harness.reads("Wilmer Iván Saguma Elera")
    assert harness.reads("Elija un PIN de 4 dígitos")
    type_pin(harness, "1379")
    type_pin(harness, "1379")
    assert (desk.user.code, desk.navigator.current.name) == ("T02", "today")
    desk.store.engine.dispose()
    transport.server.store.engine.dispose()


def test_an_enrolled_tablet_without_data_fetches_it_first(harness, tmp_path, template, pictures) -> None:
    desk, transport = new_tablet(tmp_path, template)
    desk.enroller.take_over(desk.enroller.enrol(code_for(transport), ("https://oficina.pe",)))
    harness.mount(whole_app(desk))
    assert harness.reads("Faltan los datos de la oficina")
    take_pictures(harness, pictures, "sign_in-no-data")
    harness.touch("Traer los datos")
    assert harness.reads("Elija un PIN de 4 dígitos")
    desk.store.engine.dispose()
    transport.server.store.engine.dispose()


def test_a_forgotten_pin_is_set_anew_with_a_code_from_the_office(
    harness, signed_out, tmp_path, template, pictures
) -> None:
    server = copied_server(template, tmp_path)
    state_sealing_key(server.store, server.clock, server.origin)
    server.settle()
    with_server(signed_out, server)
    signed_out.synchroniser.start()
    with_pins(signed_out.store, T01="2580")
    view = at_sign_in(harness, signed_out)
    harness.touch("Olvidé mi PIN")
    assert harness.reads("Llame a la oficina y dicte estas letras")
    take_pictures(harness, pictures, "sign_in-forgot")
    letters = view.reset.letters
    with signed_out.store.reading() as session:
        origin = session.note("own_origin").decode()
    with server.store.reading() as session:
        code = code_for_pin(session, own_sealing_key(session), origin, "T01", letters)
    type_pin(harness, f"{(int(code) + 1) % 10**8:08d}")
    assert harness.reads("Ese código no corresponde a estas letras.")
    type_pin(harness, code)
    assert harness.reads("Elija un PIN de 4 dígitos")
    type_pin(harness, "3691")
    type_pin(harness, "3691")
    assert signed_out.navigator.current.name == "today"
    check_pin(signed_out.store, signed_out.uptime, "T01", "3691")
    server.store.engine.dispose()


def test_whoever_remembers_goes_back_to_the_pad(harness, signed_out) -> None:
    with_pins(signed_out.store, T01="2580")
    at_sign_in(harness, signed_out)
    harness.touch("Olvidé mi PIN")
    assert harness.reads("todavía no tiene la clave de la oficina")
    type_pin(harness, "2580")
    assert signed_out.navigator.current.name == "today"
