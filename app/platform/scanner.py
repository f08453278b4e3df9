"""Reading a QR code from another tablet's screen. No machine of ours can do that yet: a photo is not enough, something
has to find the code in it. A screen shows its button only where `can_scan`.
"""

from __future__ import annotations

from collections.abc import Callable

from app.ports import Scanner
from core.domain.problems import Problem


class NoScanner:
    """A machine that cannot read codes."""

    can_scan = False

    def scan(self, answer: Callable[[str], None], refuse: Callable[[Problem], None]) -> None:  # noqa: ARG002 - the port
        refuse(Problem("camera_missing"))


def scanner(platform: str) -> Scanner:  # noqa: ARG001 - the camera will depend on it
    """The reader of codes of a machine, by the name that Kivy gives its platform."""
    return NoScanner()
