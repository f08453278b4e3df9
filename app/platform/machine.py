"""The eyes, ears and voice of a machine, by the name that Kivy gives its platform.

Each is imported and made when a screen first asks for it, so that none of them delays the start.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property

from app.bare import NoScanner
from app.ports import Camera, Passing, PhotoSize, Positioning, Scanner, Speaker


class OwnMachine:
    """app.ports.Machine on `platform`."""

    def __init__(self, platform: str) -> None:
        self._platform = platform

    def camera(self, size: Callable[[], PhotoSize]) -> Camera:
        from app.platform.camera import camera

        return camera(self._platform, size)

    def positioning(self) -> Positioning:
        from app.platform.position import positioning

        return positioning(self._platform)

    @cached_property
    def speaker(self) -> Speaker:
        from app.platform.speaker import speaker

        return speaker(self._platform)

    @cached_property
    def scanner(self) -> Scanner:
        """None yet: a photo is not enough, something has to find the code in it."""
        return NoScanner()

    @cached_property
    def passing(self) -> Passing:
        from app.platform.passing import passing

        return passing(self._platform)
