"""Screens are made ready while nobody touches the tablet, so that the first opening costs no more than the next.

One small step at a time: a module that is imported, then a screen that is built. A touch puts the next step off, and a
screen that somebody opens meanwhile is simply there already. Modules are imported from the first page on, screens built
once somebody has signed in. Only the places of the navigation are built: every screen takes some ten megabytes.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from importlib import import_module
from typing import Any

from kivy.clock import Clock
from kivy.core.window import Window

from app.pace.collecting import set_aside, take_out

QUIET_S = 0.6
"""So long after a touch nothing is begun."""
BETWEEN_S = 0.1
"""For the frames between two steps."""
STILL_S = 3
"""So long after a touch somebody reads, or is not there."""


class Warming:
    """Imports `modules`, and builds `places` with `prepare` once `may_build` allows it, one each time that nobody has
    touched the window for a moment.
    """

    def __init__(
        self,
        modules: Sequence[str],
        places: Sequence[str],
        prepare: Callable[[str], Any],
        may_build: Callable[[], bool],
    ) -> None:
        self._modules, self._places = list(modules), list(places)
        self._prepare, self._may_build = prepare, may_build
        self._touched_at = Clock.get_time()
        Window.bind(on_touch_down=self._touched)
        self._timer = Clock.schedule_interval(lambda _elapsed: self._go_on(), BETWEEN_S)

    @property
    def is_done(self) -> bool:
        return not self._modules and not self._places

    def _touched(self, *_: Any) -> None:
        self._touched_at = Clock.get_time()

    def _go_on(self) -> None:
        if Clock.get_time() - self._touched_at >= QUIET_S:
            self._take_a_step()
        if self.is_done:
            self._timer.cancel()
            Window.unbind(on_touch_down=self._touched)

    def _take_a_step(self) -> None:
        if self._modules:
            import_module(self._modules.pop(0))
        elif self._places and self._may_build():
            self._prepare(self._places.pop(0))
        else:
            return
        set_aside()


class Tidying:
    """The collector's turn, once nobody has touched the window for so long that they must be reading. After a screen
    was built, what there is by then is set aside.
    """

    def __init__(self) -> None:
        self._is_built = False
        self._turn = Clock.create_trigger(lambda _elapsed: self._tidy(), STILL_S)
        Window.bind(on_touch_down=lambda *_: self._put_off())

    def set_aside_soon(self) -> None:
        self._is_built = True
        self._turn()

    def _put_off(self) -> None:
        self._turn.cancel()
        self._turn()

    def _tidy(self) -> None:
        if self._is_built:
            set_aside()
        else:
            take_out()
        self._is_built = False


set_aside_soon = Tidying().set_aside_soon
