"""Enrolling by touch: a code from the office lets the tablet in, and every way it can go wrong is told at its field."""

import pytest

from app.preferences import LANGUAGE_NOTE, keep
from core.domain.problems import Problem, sentence
from tests.fakes.runner import Waiting
from tests.tablet import code_for, new_tablet, take_pictures, whole_app

ADDRESS = "https://oficina.norandino.pe"


@pytest.fixture
def fresh(harness, tmp_path, template):
    """A new tablet at its first screen, and its server."""
    desk, transport = new_tablet(tmp_path, template)
    keep(desk, LANGUAGE_NOTE, "es")
    root = harness.mount(whole_app(desk))
    yield desk, transport, root.host.current
    desk.store.engine.dispose()
    transport.server.store.engine.dispose()


def type_in(view, address: str, code: str) -> None:
    view.ids.address.text = address
    view.ids.code.text = code


def test_the_very_first_thing_is_the_language(harness, tmp_path, template, pictures) -> None:
    desk, transport = new_tablet(tmp_path, template)
    harness.mount(whole_app(desk))
    assert harness.reads("Español")
    assert harness.reads("Touch here to go on in English")
    assert not harness.reads("Bienvenidos a Plantón")
    take_pictures(harness, pictures, "enrol-language")
    harness.touch("English")
    assert harness.reads("Welcome to Plantón")
    take_pictures(harness, pictures, "enrol-english")
    harness.mount(whole_app(desk))
    assert harness.reads("Welcome to Plantón")
    desk.store.engine.dispose()
    transport.server.store.engine.dispose()


def test_what_was_typed_is_still_there_after_a_kill(harness, fresh) -> None:
    desk, transport, view = fresh
    type_in(view, ADDRESS, "ABCD-EFGH")
    harness.frames(2)
    again = harness.mount(whole_app(desk)).host.current
    assert (again.ids.address.text, again.ids.code.text) == (ADDRESS, "ABCD-EFGH")
    type_in(again, ADDRESS, code_for(transport))
    harness.touch("Inscribir esta tableta")
    assert harness.reads("Rosa Mondragón Peña")


def test_a_machine_that_reads_codes_asks_the_office_at_once(harness, fresh, pictures) -> None:
    desk, transport, _ = fresh
    code = code_for(transport)

    class Reader:
        can_scan = True

        def scan(self, answer, refuse):
            answer(f"PLANTON1|{code}|{ADDRESS}")

    desk.machine.scanner = Reader()
    harness.mount(whole_app(desk))
    assert harness.reads("O escriba lo que dice el papel:")
    take_pictures(harness, pictures, "enrol-scan")
    harness.touch("Escanear el papel")
    assert harness.reads("Rosa Mondragón Peña")


def test_the_first_screen_asks_for_two_things(harness, fresh, pictures) -> None:
    assert harness.reads("Bienvenidos a Plantón")
    assert not harness.reads("Historial")
    take_pictures(harness, pictures, "enrol")


def test_a_code_lets_the_tablet_in_and_the_data_follows(harness, fresh) -> None:
    desk, transport, view = fresh
    type_in(view, ADDRESS, code_for(transport).lower().replace("-", " "))
    harness.touch("Inscribir esta tableta")
    assert desk.store.programme == "PIURA"
    assert desk.navigator.current.name == "sign_in"
    assert harness.reads("Rosa Mondragón Peña")


def test_a_pasted_paper_fills_both_fields(harness, fresh) -> None:
    _, transport, view = fresh
    code = code_for(transport)
    view.ids.code.text = f"PLANTON1|{code}|{ADDRESS}"
    harness.frames(2)
    assert (view.ids.code.text, view.ids.address.text) == (code, ADDRESS)


def test_typing_by_the_keyboard_reaches_the_fields(harness, fresh) -> None:
    _, _, view = fresh
    harness.touch(view.ids.address.ids.entry)
    harness.type_text("oficina.pe")
    assert view.state.address == "oficina.pe"


@pytest.mark.parametrize(
    ("address", "code", "problem"),
    [
        ("", "ABCD", "Falta llenar «Dirección del servidor»."),
        ("oficina", "", "«oficina» no es la dirección de un servidor."),
        (ADDRESS, "ABCD-EFGH", "Ese código no existe."),
        (ADDRESS, "ABCD-EFGH-JKMN", "Ese código no existe."),
    ],
)
def test_what_was_typed_stays_beside_what_is_wrong_with_it(harness, fresh, address, code, problem) -> None:
    desk, _, view = fresh
    type_in(view, address, code)
    harness.touch("Inscribir esta tableta")
    assert harness.reads(problem)
    assert (view.ids.address.text, view.ids.code.text) == (address, code)
    assert desk.store.programme == ""


@pytest.mark.parametrize(
    "problem",
    [
        Problem("code_used"),
        Problem("code_expired"),
        Problem("not_a_planton_server", address=ADDRESS),
        Problem("certificate_wrong", address=ADDRESS),
        Problem("server_unreachable", address=ADDRESS),
    ],
    ids=lambda problem: problem.code,
)
def test_what_the_office_or_the_road_says_is_told(harness, fresh, pictures, problem) -> None:
    _, transport, view = fresh
    transport.problem = problem
    type_in(view, ADDRESS, "ABCD-EFGH-JKMN")
    harness.touch("Inscribir esta tableta")
    assert harness.reads(sentence(problem.code, "es", problem.details))
    take_pictures(harness, pictures, f"enrol-{problem.code}")
    transport.problem = None
    view.ids.code.text = code_for(transport)
    harness.frames(3)
    harness.touch("Inscribir esta tableta")
    assert harness.reads("Rosa Mondragón Peña")


def test_a_broken_first_fetching_goes_on_where_it_stopped(harness, fresh, pictures) -> None:
    _, transport, view = fresh
    type_in(view, ADDRESS, code_for(transport))
    enrol, recognise = transport.enrol, transport.recognise
    transport.recognise = lambda: None
    transport.enrol = lambda asked: (enrol(asked), setattr(transport, "problem", Problem("server_busy")))[0]
    harness.touch("Inscribir esta tableta")
    assert harness.reads("La tableta ya está inscrita.")
    assert harness.reads("El servidor está ocupado.")
    take_pictures(harness, pictures, "enrol-fetching")
    transport.problem, transport.recognise = None, recognise
    harness.touch("Intentar otra vez")
    assert harness.reads("Rosa Mondragón Peña")


def test_while_the_office_is_asked_the_button_says_so(harness, fresh) -> None:
    desk, transport, view = fresh
    desk.sync_lane = Waiting()
    type_in(view, ADDRESS, code_for(transport))
    harness.touch("Inscribir esta tableta")
    assert harness.reads("Hablando con la oficina…")
    assert harness.find(lambda widget: getattr(widget, "text", "") == "Hablando con la oficina…").disabled


def test_the_first_screen_speaks_english_too(harness, fresh) -> None:
    harness.touch("English")
    assert harness.reads("Welcome to Plantón")
    harness.touch("Español")
    assert harness.reads("Bienvenidos a Plantón")
