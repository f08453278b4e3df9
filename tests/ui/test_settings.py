"""Settings: another language and text size change every screen at once, and are still there after a restart."""

import pytest
from kivy.metrics import Metrics

from app.field_app import restyle
from app.preferences import photo_size, preferences
from app.text.texts import language, set_language
from app.theme.text_scale import set_text_scale
from tests.ui.tablet import take_pictures, whole_app


@pytest.fixture(autouse=True)
def usual_text():
    yield
    set_text_scale(1.0)
    set_language("es")


def at_settings(harness, desk):
    desk.navigator.go("today")
    root = harness.mount(whole_app(desk))
    harness.touch("Rosa M.")
    harness.touch("Ajustes")
    return root


def test_the_tablet_says_which_one_it_is(harness, desk, pictures) -> None:
    at_settings(harness, desk)
    with desk.store.reading() as session:
        origin = session.note("own_origin").decode()
    for words in (origin, "PIURA", "0.1.0", "Rosa Mondragón Peña"):
        assert harness.reads(words), words
    take_pictures(harness, pictures, "settings")


def test_another_language_is_spoken_at_once_and_kept(harness, desk) -> None:
    at_settings(harness, desk)
    harness.touch("English")
    assert harness.reads("Settings")
    assert harness.reads("Today")
    set_language("es")
    restyle(desk)
    assert language() == "en"


def test_larger_text_is_larger_everywhere(harness, desk, pictures) -> None:
    at_settings(harness, desk)
    harness.touch("Muy grande")
    assert Metrics.fontscale == 1.3
    take_pictures(harness, pictures, "settings-largest")
    desk.navigator.go("today")
    harness.frames(4)
    take_pictures(harness, pictures, "today-largest")


def test_signing_out_leaves_no_way_back(harness, desk) -> None:
    at_settings(harness, desk)
    harness.touch("Cerrar sesión")
    assert desk.user is None
    assert desk.navigator.current.name == "sign_in"
    assert not desk.navigator.back()
    assert not harness.reads("Historial")


def test_the_size_of_photos_is_chosen_by_a_touch(harness, desk) -> None:
    at_settings(harness, desk)
    assert harness.reads("hasta 120 KB")
    harness.touch("800 px")
    assert harness.reads("hasta 50 KB")
    assert photo_size(desk).side == 800


def test_what_goes_by_itself_over_mobile_data_is_chosen_by_touch(harness, desk) -> None:
    at_settings(harness, desk)
    harness.touch("También fotos")
    assert preferences(desk).frugality.metered == "everything"
