"""What is made ready while nobody touches the tablet, and when."""

import gc
import sys
import weakref

import pytest

from app.pace.collecting import look_again
from app.pace.warming import BETWEEN_S, QUIET_S, STILL_S, Warming, set_aside_soon
from tests.ui.harness import FRAME_SECONDS

MODULE = "colorsys"
"""Any that nobody else here has imported."""
pytestmark = pytest.mark.usefixtures("real_collector")


def pass_quiet(harness, seconds: float) -> None:
    harness.frames(round(seconds / FRAME_SECONDS) + 1)


def test_modules_come_before_anybody_signs_in_and_places_one_by_one_after_it(harness, monkeypatch) -> None:
    monkeypatch.delitem(sys.modules, MODULE, raising=False)
    built: list[str] = []
    signed_in: list[bool] = []
    warming = Warming([MODULE], ["today", "nursery"], built.append, lambda: bool(signed_in))
    pass_quiet(harness, QUIET_S + BETWEEN_S)
    assert MODULE in sys.modules
    pass_quiet(harness, 3 * BETWEEN_S)
    assert not built
    signed_in.append(True)
    harness.frames(round(BETWEEN_S / FRAME_SECONDS))
    assert built == ["today"]
    pass_quiet(harness, 2 * BETWEEN_S)
    assert built == ["today", "nursery"]
    assert warming.is_done


def test_a_touch_puts_the_next_step_off(harness) -> None:
    built: list[str] = []
    warming = Warming([], ["today"], built.append, lambda: True)
    pass_quiet(harness, QUIET_S / 2)
    harness.touch((5.0, 5.0))
    harness.frames(2)
    assert not built
    pass_quiet(harness, QUIET_S)
    assert built == ["today"]
    assert warming.is_done


def test_a_screen_that_was_built_is_set_aside_when_nobody_touches_anything(harness) -> None:
    look_again()
    set_aside_soon()
    pass_quiet(harness, STILL_S / 2)
    harness.touch((5.0, 5.0))
    pass_quiet(harness, STILL_S / 2)
    assert not gc.get_freeze_count()
    pass_quiet(harness, STILL_S / 2)
    assert gc.get_freeze_count()
    look_again()
    assert not gc.get_freeze_count()


class Ring:
    """Something that only the collector can throw away."""

    def __init__(self) -> None:
        self.itself = self


def test_garbage_is_taken_out_when_nobody_has_touched_anything_for_a_while(harness) -> None:
    harness.touch((5.0, 5.0))
    thrown_away = weakref.ref(Ring())
    pass_quiet(harness, STILL_S)
    assert thrown_away() is None
    assert not gc.get_freeze_count()
