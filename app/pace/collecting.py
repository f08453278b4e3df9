"""When Python's collector works: between touches, and not in the middle of what somebody waits for.

By itself it begins whenever enough was made, which is while a screen is built; then it takes as long as the screen. No
Kivy here: a start calls `collect_rarely` first of all.
"""

from __future__ import annotations

import gc

YOUNG, ROUNDS = 20_000, 40
"""Eight hundred thousand new things, some eighty megabytes, make it look at everything although nobody ever rests."""


def collect_rarely() -> None:
    gc.set_threshold(YOUNG, ROUNDS, 0)


def set_aside() -> None:
    """What was made stays for good. The collector would look through all of it again and again, a third of a second
    each time on a fast computer. Garbage is taken out before; that is soon done, since what was set aside earlier is
    not looked at.
    """
    gc.collect()
    gc.freeze()


def take_out() -> None:
    """The garbage among what was made since something was last set aside."""
    gc.collect()


def look_again() -> None:
    """What was set aside has been thrown away: the collector may have it."""
    gc.unfreeze()
