"""The tour by touch: page by page, back, skipped, and again from the help; every page fits in every size."""

import pytest

from app.preferences import choose_language
from app.screens.tour.presenter import PAGES
from app.text.texts import t
from tests.tablet import take_pictures, whole_app


@pytest.fixture
def touring(harness, desk):
    desk.navigator.go("today")
    harness.mount(whole_app(desk))
    desk.show_tour()
    harness.frames(3)
    return desk


@pytest.mark.parametrize("language", ["es", "en"])
def test_six_pages_one_after_another(harness, desk, pictures, language) -> None:
    desk.navigator.go("today")
    harness.mount(whole_app(desk))
    choose_language(desk, language)
    desk.show_tour()
    harness.frames(3)
    for place, page in enumerate(PAGES, start=1):
        assert harness.reads(t(f"tour.{page}"))
        assert harness.reads(t(f"tour.{page}_sentence"))
        take_pictures(harness, pictures, f"tour-{place}-{page}-{language}")
        harness.touch(t("tour.begin") if page == PAGES[-1] else t("common.next"))
    assert harness.reads(t("today.nursery_action"))


def test_it_is_left_at_any_page_and_gone_back_in(harness, touring) -> None:
    harness.touch("Siguiente")
    harness.touch("Siguiente")
    assert touring.go_back()
    harness.frames(2)
    assert harness.reads("El dinero va en tres partes")
    harness.touch("Saltar el recorrido")
    assert harness.reads("Registrar vivero")


def test_no_touch_reaches_what_is_only_a_picture(harness, touring) -> None:
    harness.touch("Registrar plantación")
    assert harness.reads("Registre en el momento")
    assert touring.navigator.current.name == "today"


def test_it_is_seen_again_from_the_help(harness, touring) -> None:
    harness.touch("Saltar el recorrido")
    touring.navigator.go("help")
    harness.frames(3)
    harness.touch("Ver el recorrido")
    assert harness.reads("Registre en el momento")
    touring.go_back()
    harness.frames(2)
    assert touring.navigator.current.name == "help"
