"""Settings: another language and text size change every screen at once, and are still there after a restart."""

import pytest
from kivy.metrics import Metrics

from app.field_app import restyle
from app.platform.sharing import FolderSharing
from app.preferences import has_sound, photo_size, preferences
from app.screens.monitoring.unit_cards import UnitCard, UnitCards
from app.text.texts import language, set_language
from app.theme.text_scale import set_text_scale
from tests.tablet import take_pictures, whole_app


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


def at_the_foot_of_settings(harness, desk):
    at_settings(harness, desk)
    view = harness.find(lambda widget: type(widget).__name__ == "SettingsView")
    view.scroll_y = 0
    harness.frames(3)
    return view


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


def test_rows_that_were_shown_before_grow_with_the_text(harness, desk) -> None:
    """Kivy keeps rows for the next list; those of the former size must not come back."""
    desk.navigator.go("monitoring")
    harness.mount(whole_app(desk))
    [before] = heights_of_figures(harness)
    cards = harness.find(lambda widget: isinstance(widget, UnitCards))
    cards.data = cards.data[:1]
    harness.frames(4)
    desk.navigator.go("settings")
    harness.frames(4)
    harness.touch("Muy grande")
    desk.navigator.go("monitoring")
    harness.frames(4)
    assert all(abs(height - 1.3 * before) <= 2 for height in heights_of_figures(harness))


def heights_of_figures(harness):
    return {card.children[1].height for card in harness.visible() if isinstance(card, UnitCard)}


def test_signing_out_leaves_no_way_back(harness, desk) -> None:
    at_settings(harness, desk)
    harness.touch("Cerrar sesión")
    assert desk.user is None
    assert desk.navigator.current.name == "sign_in"
    assert not desk.navigator.back()
    assert not harness.reads("Historial")


def test_the_size_of_photos_is_chosen_by_a_touch(harness, desk) -> None:
    at_the_foot_of_settings(harness, desk)
    assert harness.reads("hasta 120 KB")
    harness.touch("800 px")
    assert harness.reads("hasta 50 KB")
    assert photo_size(desk).side == 800


def test_what_goes_by_itself_over_mobile_data_is_chosen_by_touch(harness, desk) -> None:
    at_the_foot_of_settings(harness, desk)
    harness.touch("También fotos")
    assert preferences(desk).frugality.metered == "everything"


def test_sound_and_lock_are_chosen_by_touch_and_kept(harness, desk) -> None:
    at_settings(harness, desk)
    harness.touch("Sin sonido")
    harness.touch("15 min")
    assert preferences(desk).sound == "off"
    assert not has_sound(desk)
    assert preferences(desk).lock_minutes == "15"


def test_little_room_is_warned_of_and_saving_goes_on(harness, desk, pictures) -> None:
    desk.space = Room(150_000_000)
    at_settings(harness, desk)
    view = harness.find(lambda widget: type(widget).__name__ == "SettingsView")
    assert view.state.storage_warning.startswith("Queda poco espacio.")
    assert ("Libre", "150 MB") in view.state.storage
    view.scroll_y = 0
    harness.frames(3)
    take_pictures(harness, pictures, "settings-storage")
    desk.navigator.go("today")
    harness.frames(3)
    assert harness.reads("Queda poco espacio: 150 MB.")
    harness.touch("Ver el espacio")
    assert desk.navigator.current.name == "settings"


def test_the_report_is_shared_by_a_touch(harness, desk, tmp_path) -> None:
    desk.sharing = FolderSharing(tmp_path / "out")
    at_the_foot_of_settings(harness, desk)
    harness.touch("Compartir el informe")
    assert harness.reads("Informe guardado en")
    assert len(list((tmp_path / "out").iterdir())) == 1


class Room:
    """app.ports.Space with so much left."""

    def __init__(self, free: int) -> None:
        self.free = free

    def free_bytes(self) -> int:
        return self.free

    def file_bytes(self) -> int:
        return 4_300_000
