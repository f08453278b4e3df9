"""The first start, the lock, the tour, help, “more” and settings with the largest text: all is there and fits."""

import pytest
from kivy.metrics import Metrics

from app.preferences import LANGUAGE_NOTE, TEXT_SCALE_NOTE, keep
from app.text.texts import set_language, t
from app.theme.text_scale import set_text_scale
from core.usecases.sign_in import set_pin
from tests.ui.tablet import new_tablet, take_pictures, usual_day, whole_app


@pytest.fixture(autouse=True)
def usual_text():
    yield
    set_text_scale(1.0)
    set_language("es")


@pytest.fixture
def large(harness, desk):
    keep(desk, TEXT_SCALE_NOTE, "1.3")
    set_pin(desk.store, "T01", "2580", "2580")
    desk.navigator.go("today")
    harness.mount(whole_app(desk))
    assert Metrics.fontscale == 1.3
    return desk


def test_the_lock_and_a_forgotten_pin(harness, large, pictures) -> None:
    large.guard.lock()
    harness.frames(3)
    take_pictures(harness, pictures, "lock-largest")
    assert harness.reads("Olvidé mi PIN")


def test_the_tour(harness, large, pictures) -> None:
    large.show_tour()
    harness.frames(3)
    for page in ("record", "money", "send", "pay", "undo", "trouble"):
        assert harness.reads(t(f"tour.{page}_sentence"))
        take_pictures(harness, pictures, f"tour-{page}-largest")
        harness.touch(t("tour.begin") if page == "trouble" else t("common.next"))


@pytest.mark.parametrize("place", ["help", "more", "settings"])
def test_a_place(harness, large, pictures, place) -> None:
    large.navigator.go(place)
    harness.frames(4)
    take_pictures(harness, pictures, f"{place}-largest")


def test_what_needs_a_person(harness, large, tmp_path, template, pictures) -> None:
    usual_day(large, tmp_path, template).store.engine.dispose()
    with large.store.writing() as session:
        session.put_note("clock_skew_ms", b"90000000")
    large.tell_changed()
    harness.frames(4)
    take_pictures(harness, pictures, "today-alerts-largest")


def test_the_first_screens(harness, tmp_path, template, pictures) -> None:
    desk, transport = new_tablet(tmp_path, template)
    keep(desk, TEXT_SCALE_NOTE, "1.3")
    harness.mount(whole_app(desk))
    take_pictures(harness, pictures, "enrol-language-largest")
    keep(desk, LANGUAGE_NOTE, "es")
    harness.mount(whole_app(desk))
    take_pictures(harness, pictures, "enrol-largest")
    desk.store.engine.dispose()
    transport.server.store.engine.dispose()
