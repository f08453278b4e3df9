"""What the machine does for the hand that holds it: it shakes when something was saved, and stays lit while money is
handed over. A desktop stays lit too, and does not shake.
"""

from __future__ import annotations

from contextlib import suppress
from typing import Any

from app.platform import java
from app.ports import Handset

BUZZ_MS = 60
EFFECTS_FROM_LEVEL = 26
USUAL_STRENGTH = -1
"""VibrationEffect.DEFAULT_AMPLITUDE."""


class DesktopHandset:
    """Only its screen can be kept from going dark."""

    def buzz(self) -> None:
        """There is nothing that could shake."""

    def stay_awake(self) -> None:
        self._let_sleep(is_allowed=False)

    def may_sleep(self) -> None:
        self._let_sleep(is_allowed=True)

    def _let_sleep(self, *, is_allowed: bool) -> None:
        from kivy.core.window import Window

        if Window is not None:
            Window.allow_screensaver = is_allowed


class AndroidHandset(DesktopHandset):
    """A tablet; many have no motor, and nothing happens there."""

    def buzz(self) -> None:
        with suppress(Exception):
            motor: Any = java.cast("android.os.Vibrator", java.service("vibrator"))
            if java.api_level() >= EFFECTS_FROM_LEVEL:
                effect = java.java_class("android.os.VibrationEffect")
                motor.vibrate(effect.createOneShot(BUZZ_MS, USUAL_STRENGTH))
            else:
                motor.vibrate(BUZZ_MS)


def handset(platform: str) -> Handset:
    """For a machine, by the name that Kivy gives its platform."""
    return AndroidHandset() if platform == "android" else DesktopHandset()
