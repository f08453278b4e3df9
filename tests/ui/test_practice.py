"""Practice by touch: entered from the first screen and from help, seen as such everywhere, and nothing of it counts."""

import pytest

from app.practice.practising import FILE
from app.preferences import LANGUAGE_NOTE, choose_language, keep
from tests.fakes.pins import with_pins
from tests.tablet import new_tablet, take_pictures, whole_app
from tests.ui.starting import type_pin, with_practice

BAND = "Práctica: nada de esto cuenta"


@pytest.fixture
def practising(harness, desk, tmp_path):
    """In practice, from a tablet at work."""
    with_pins(desk.store, T01="2580")
    file = with_practice(desk, tmp_path)
    desk.navigator.go("today")
    harness.mount(whole_app(desk))
    desk.navigator.go("more")
    harness.frames(3)
    harness.touch("Práctica")
    harness.frames(4)
    yield desk
    file.close()


def leave(harness, words: str = "Salir y guardar lo practicado") -> None:
    harness.touch("Salir")
    harness.touch(words)
    harness.frames(3)


def the_practice_desk(harness):
    return harness.find(lambda widget: type(widget).__name__ == "PracticeFrame")._desk


def test_the_band_is_above_every_screen(harness, practising, pictures) -> None:
    desk = the_practice_desk(harness)
    for name in (
        "today",
        "nursery",
        "planting",
        "workday",
        "earnings",
        "paying",
        "history",
        "sync",
        "settings",
    ):
        desk.navigator.go(name)
        harness.frames(3)
        assert harness.reads(BAND), name
        if name in ("today", "paying", "planting"):
            take_pictures(harness, pictures, f"practice-{name}")


def test_what_is_recorded_here_is_nowhere_else(harness, practising) -> None:
    desk = the_practice_desk(harness)
    before = practising.read(lambda reads: reads.sync())
    desk.navigator.go("workday")
    harness.frames(3)
    desk.synchroniser.start()
    assert desk.store is not practising.store
    assert desk.enroller is None
    assert desk.memories.found() == ()
    assert not desk.sharing.can_share
    assert practising.read(lambda reads: reads.sync()) == before


def test_leaving_asks_for_the_pin_and_goes_back_to_where_one_was(harness, practising) -> None:
    leave(harness)
    assert not harness.reads(BAND)
    assert harness.reads("Escriba su PIN")
    type_pin(harness, "2580")
    assert practising.navigator.current.name == "more"


def test_it_goes_on_where_it_was_left_or_begins_anew(harness, practising, tmp_path) -> None:
    leave(harness)
    assert (tmp_path / FILE).exists()
    type_pin(harness, "2580")
    harness.touch("Práctica")
    harness.frames(3)
    assert harness.reads(BAND)
    leave(harness, "Salir y borrar lo practicado")
    assert not (tmp_path / FILE).exists()


def test_the_way_back_of_the_system_leads_out_of_it_at_last(harness, practising) -> None:
    desk = the_practice_desk(harness)
    desk.navigator.go("settings")
    assert practising.go_back()
    assert desk.navigator.current.name == "today"
    assert practising.go_back()
    harness.frames(2)
    assert harness.reads("¿Salir de la práctica?")
    harness.touch("Seguir practicando")
    assert harness.reads(BAND)


def test_another_language_in_practice_stays_in_practice(harness, practising) -> None:
    choose_language(the_practice_desk(harness), "en")
    harness.frames(3)
    assert harness.reads("Record nursery")
    assert harness.reads("Practice: nothing of this counts")
    harness.touch("Leave")
    harness.touch("Leave and keep what was practised")
    harness.frames(2)
    type_pin(harness, "2580")
    assert harness.reads("Con datos inventados; nada cuenta")


def test_a_new_tablet_practises_before_it_is_let_in(harness, tmp_path, template, pictures) -> None:
    desk, transport = new_tablet(tmp_path, template)
    keep(desk, LANGUAGE_NOTE, "es")
    file = with_practice(desk, tmp_path)
    harness.mount(whole_app(desk))
    take_pictures(harness, pictures, "enrol-can-practise")
    harness.touch("Practicar primero")
    harness.frames(4)
    assert harness.reads(BAND)
    assert harness.reads("Choco")
    leave(harness)
    assert harness.reads("Bienvenidos a Plantón")
    assert desk.user is None
    file.close()
    desk.store.engine.dispose()
    transport.server.store.engine.dispose()


def test_where_the_data_is_missing_a_sentence_says_so(harness, desk, tmp_path) -> None:
    file = with_practice(desk, tmp_path)
    desk.practice._log = tmp_path / "nothing.json"
    desk.navigator.go("more")
    harness.mount(whole_app(desk))
    desk.user = None
    harness.touch("Práctica")
    harness.frames(3)
    assert harness.reads("Los datos de práctica no están en esta instalación.")
    file.close()
