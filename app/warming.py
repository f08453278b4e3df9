"""Screens are made ready while nobody touches the tablet, so that the first opening costs no more than the next.

One small step at a time: a module that is imported, then a screen that is built. A touch puts the next step off, and a
screen that somebody opens meanwhile is simply there already. Begins once somebody has signed in. Only the places of the
navigation are built: every screen takes some ten megabytes.
"""

from __future__ import annotations

import gc
from collections.abc import Callable, Sequence
from importlib import import_module
from typing import Any

from kivy.clock import Clock
from kivy.core.window import Window

QUIET_S = 0.6
"""So long after a touch nothing is begun."""
BETWEEN_S = 0.1
"""For the frames between two steps."""


class Warming:
    """`steps` are done in their order, one each time that `may_begin` allows it and nobody has touched the window."""

    def __init__(self, steps: Sequence[Callable[[], None]], may_begin: Callable[[], bool]) -> None:
        self._steps = list(steps)
        self._may_begin = may_begin
        self._touched_at = Clock.get_time()
        Window.bind(on_touch_down=self._touched)
        self._timer = Clock.schedule_interval(lambda _elapsed: self._go_on(), BETWEEN_S)

    @property
    def is_done(self) -> bool:
        return not self._steps

    def _touched(self, *_: Any) -> None:
        self._touched_at = Clock.get_time()

    def _go_on(self) -> None:
        if self._steps and self._may_begin() and Clock.get_time() - self._touched_at >= QUIET_S:
            self._steps.pop(0)()
            _set_aside()
        if not self._steps:
            self._timer.cancel()
            Window.unbind(on_touch_down=self._touched)


def _set_aside() -> None:
    """What was made stays for good. Python's collector would look through all of it again and again, a third of a
    second each time on a fast computer, in the middle of a scroll.
    """
    gc.collect(1)
    gc.freeze()


def steps_for(names: Sequence[str], built: Sequence[str], prepare: Callable[[str], None]) -> list[Callable[[], None]]:
    """All modules, which are most of it, then the screens named in `built`; `prepare(name)` builds one."""
    modules = [f"app.screens.{name}.{name}" for name in names]
    return [*(_importing(module) for module in modules), *(_preparing(name, prepare) for name in built)]


def _importing(module: str) -> Callable[[], None]:
    def step() -> None:
        import_module(module)

    return step


def _preparing(name: str, prepare: Callable[[str], None]) -> Callable[[], None]:
    def step() -> None:
        prepare(name)

    return step
