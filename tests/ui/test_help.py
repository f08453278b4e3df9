"""Help by touch: the question mark at the same place on every page, three pictures, and what lies around it."""

import pytest

from app.preferences import choose_language
from app.screens.help.topics import TOPICS
from app.text.texts import t
from tests.tablet import take_pictures, whole_app
from tests.ui.harness import box

PLACES = ("today", "nursery", "earnings", "history", "planting", "workday", "settings", "more", "accept")
ICON = "help-circle-outline"


def question_mark(harness):
    return harness.find(lambda widget: type(widget).__name__ == "HelpButton" and widget.icon == ICON)


@pytest.mark.parametrize("place", PLACES)
def test_the_question_mark_leads_to_the_help_of_the_place_and_back(harness, desk, place) -> None:
    harness.mount(whole_app(desk))
    desk.navigator.go(place)
    harness.frames(3)
    harness.touch(question_mark(harness))
    assert dict(desk.navigator.current.arguments) == {"topic": place}
    assert harness.reads(t(f"help.{place}_1")) if place in TOPICS else harness.reads(t("help.general_1"))
    desk.go_back()
    assert desk.navigator.current.name == place


def test_it_stands_at_the_same_place_everywhere(harness, desk) -> None:
    harness.mount(whole_app(desk))
    edges = set()
    for place in ("today", "settings", "more", "history"):
        desk.navigator.go(place)
        harness.frames(3)
        edges.add(round(box(question_mark(harness))[2]))
    assert max(edges) - min(edges) <= 8


@pytest.mark.parametrize("language", ["es", "en"])
def test_every_topic_has_three_pictures_and_sentences(harness, desk, pictures, language) -> None:
    harness.mount(whole_app(desk))
    choose_language(desk, language)
    for topic in TOPICS:
        desk.navigator.go("help", topic=topic)
        harness.frames(3)
        for number in (1, 2, 3):
            assert harness.reads(t(f"help.{topic}_{number}"))
        if topic in ("workday", "general"):
            take_pictures(harness, pictures, f"help-{topic}-{language}")


def test_other_screens_are_explained_from_here(harness, desk, pictures) -> None:
    harness.mount(whole_app(desk))
    desk.navigator.go("more")
    harness.frames(3)
    take_pictures(harness, pictures, "more")
    harness.touch("Ayuda")
    harness.touch("Pasar lista")
    assert harness.reads("Ayuda: Pasar lista")
    desk.go_back()
    harness.frames(2)
    assert harness.reads("Otras pantallas")
