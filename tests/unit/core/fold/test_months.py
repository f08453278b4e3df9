"""Closing a month and opening it again: what comes late is booked in the first open month, whichever that is."""

import pytest

from core.domain.bodies import Count, Day, body_of
from core.domain.corrections import Replace
from core.domain.funds import MonthClosed
from core.domain.records import RecordId
from core.fold.money_rows import JournalLine
from tests.fakes.scene import Scene
from tests.fakes.state import Follower

MARCH, APRIL, MAY = "2026-03-01", "2026-04-01", "2026-05-01"
LATER = "2026-06-15"


@pytest.fixture
def scene() -> Scene:
    return Scene()


def close(scene: Scene, month: str) -> RecordId:
    return scene.day.office_says(MonthClosed(Day(month)), day=LATER)


def reopen(scene: Scene, closing: RecordId) -> RecordId:
    return scene.day.take_back(scene.day.office, closing)


def booked_on(scene: Scene, day: str) -> str:
    """Under which day the books take a planting of this day that comes now."""
    planting = scene.day.plant({scene.ana: 10}, day)
    lines = [line for line in scene.state.rows(JournalLine) if line.record == planting]
    return {line.booked_on for line in lines}.pop()


def test_what_comes_after_a_reopening_is_booked_on_its_own_day_again(scene: Scene) -> None:
    closing = close(scene, MAY)
    assert booked_on(scene, "2026-05-20") == "2026-06-01"
    reopen(scene, closing)
    assert scene.status(closing) == "void"
    assert booked_on(scene, "2026-05-20") == "2026-05-20"
    assert Follower(scene.village.feed.entries).follow().dump() == scene.state.dump()


def test_the_books_stay_closed_as_far_as_the_closings_say_that_stand(scene: Scene) -> None:
    close(scene, MARCH)
    reopen(scene, close(scene, MAY))
    assert booked_on(scene, "2026-03-20") == "2026-04-01"
    assert booked_on(scene, "2026-04-20") == "2026-04-20"


def test_the_last_month_is_opened_first(scene: Scene) -> None:
    april, may = close(scene, APRIL), close(scene, MAY)
    too_early = reopen(scene, april)
    assert (scene.why_not(too_early), scene.refusal(too_early)) == ("month_closed_after", "month_closed_after")
    reopen(scene, may)
    reopen(scene, april)
    assert booked_on(scene, "2026-04-20") == "2026-04-20"


def test_a_month_is_closed_again_after_it_was_opened(scene: Scene) -> None:
    reopen(scene, close(scene, MAY))
    assert scene.status(close(scene, MAY)) == "live"
    assert booked_on(scene, "2026-05-20") == "2026-06-01"


def test_a_closing_that_had_no_effect_opens_nothing(scene: Scene) -> None:
    close(scene, MAY)
    again = close(scene, APRIL)
    assert scene.refusal(again) == "month_closed"
    assert scene.why_not(reopen(scene, again)) == "not_correctable"
    assert booked_on(scene, "2026-05-20") == "2026-06-01"


def test_a_closing_is_not_made_another_months(scene: Scene) -> None:
    closing = close(scene, MAY)
    other = Replace(closing, closing, "other", body_of(MonthClosed(Day(APRIL))), Count(1))
    assert scene.why_not(scene.day.office_says(other, day=LATER)) == "not_correctable"


def test_a_tablet_opens_no_month(scene: Scene) -> None:
    closing = close(scene, MAY)
    assert scene.why_not(scene.day.take_back(scene.one, closing)) == "office_only"
    assert booked_on(scene, "2026-05-20") == "2026-06-01"
