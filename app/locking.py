"""The lock of the screen: by a touch of a button, or when nobody has touched anything for as long as was chosen.

It only decides; what covers the screen and what is done with the right PIN is in `furnishing`. Practice is never
locked, nor a tablet on which nobody is signed in.
"""

from __future__ import annotations

from collections.abc import Callable

from app.desk import Desk
from app.preferences import preferences

LOOK_SECONDS = 5
"""How often it is looked whether somebody is still here."""
_MINUTE_MS = 60_000


class Locker:
    """app.ports.Guarding. `cover` is called once each time the screen is to be locked; `opened` ends that."""

    def __init__(self, desk: Desk, cover: Callable[[], None]) -> None:
        self._desk = desk
        self._cover = cover
        self._last_touch = desk.uptime()
        self.is_locked = False

    def touched(self) -> None:
        self._last_touch = self._desk.uptime()

    def look(self) -> None:
        idle = self._desk.uptime() - self._last_touch
        if idle >= _MINUTE_MS and idle >= _MINUTE_MS * int(preferences(self._desk).lock_minutes):
            self.lock()

    def lock(self) -> None:
        if self.is_locked or self._desk.user is None or self._desk.is_practice:
            return
        self.is_locked = True
        self._cover()

    def opened(self) -> None:
        """The right PIN was typed."""
        self.is_locked = False
        self.touched()
