"""Where the tablet is: the receiver of an Android tablet, a simulator on a desktop, or none. Works without permission.

Nothing ever depends on a position. What comes from the receiver is fixes as they are; averaging is in app.locating.
"""

from __future__ import annotations

from collections.abc import Callable

from app.bare import NoReceiver
from app.platform.walking import WalkingReceiver
from app.ports import Positioning, Receiver


def positioning(platform: str) -> Positioning:
    """For a machine, by the name that Kivy gives its platform."""
    from kivy.clock import Clock

    def every(seconds: float, call: Callable[[], None]) -> Callable[[], None]:
        event = Clock.schedule_interval(lambda _: call(), seconds)
        stop: Callable[[], None] = event.cancel
        return stop

    def now() -> float:
        return float(Clock.time())

    if platform == "android":
        from app.platform.satellites import AndroidReceiver

        return Positioning(AndroidReceiver(), now, every)
    receiver: Receiver = NoReceiver() if platform == "ios" else WalkingReceiver(now, every)
    return Positioning(receiver, now, every)
