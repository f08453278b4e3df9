"""Trying again on a road that is cut: after waits of any length up to a longer and longer one, so that a whole valley
does not ring at the same moment when its mast comes back. The first is short: most cuts are over before they are seen.

One conversation gives up after some tries in a row; the next one by the clock goes on where it stopped, for ever.
"""

from __future__ import annotations

import random
from collections.abc import Callable

FIRST_SECONDS = 1.0
LONGEST_SECONDS = 60.0
TRIES = 7

Wait = Callable[[float], bool]
"""Waits so many seconds; True where somebody stopped it meanwhile."""


class Patience:
    """`core.sync.turns.conversation.converse` asks `goes_on` after each cut."""

    def __init__(self, wait: Wait, dice: random.Random | None = None) -> None:
        self._wait = wait
        self._dice = dice or random.Random()  # noqa: S311 - nothing secret hangs on it

    def goes_on(self, cuts: int) -> bool:
        """After the n-th cut in a row: wait, and say whether to try again."""
        if cuts > TRIES:
            return False
        longest = min(LONGEST_SECONDS, FIRST_SECONDS * 2 ** (cuts - 1))
        return not self._wait(longest * self._dice.random())
