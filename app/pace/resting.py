"""Half as many frames while nobody touches the tablet: a battery has to last for days.

Every frame asks for input and looks whether anything has to be drawn, also where nothing has. A touch, and whatever
moves by itself for a moment afterwards, has all frames again.
"""

from __future__ import annotations

from typing import Any

from kivy.clock import Clock
from kivy.core.window import Window

BRISK_FPS, RESTING_FPS = 60, 24
"""Kivy sleeps a little less than it is told to: 24 make some thirty frames a second."""
BRISK_S = 3
"""For a list that still rolls, and for a message that leaves."""
LOOK_S = 1


class Resting:
    """Bound to the window as long as the app runs."""

    def __init__(self) -> None:
        self._touched_at = Clock.get_time()
        for event in ("on_touch_down", "on_touch_move", "on_touch_up"):
            Window.bind(**{event: self._touched})
        Clock.schedule_interval(lambda _elapsed: self._look(), LOOK_S)

    def _touched(self, *_: Any) -> None:
        self._touched_at = Clock.get_time()
        _show(BRISK_FPS)

    def _look(self) -> None:
        if Clock.get_time() - self._touched_at >= BRISK_S:
            _show(RESTING_FPS)


def _show(frames_a_second: int) -> None:
    """Kivy has no public way to change this after its start; where it is 0 nobody waits for frames at all."""
    if Clock._max_fps:  # noqa: SLF001
        Clock._max_fps = frames_a_second  # noqa: SLF001
