"""A clock, and the machine's own seconds, that stand still until a test moves them."""

from __future__ import annotations

NOON_ON_6_MARCH_2026_MS = 1_772_816_400_000
"""12:00 on 6 March 2026 in Lima."""


class FakeClock:
    """The `Clock` port for tests."""

    def __init__(self, now_ms: int = NOON_ON_6_MARCH_2026_MS) -> None:
        self._now_ms = now_ms

    def now_ms(self) -> int:
        return self._now_ms

    def advance(self, milliseconds: int) -> None:
        """Move the clock on, or back with a negative number: a device's clock may do that."""
        self._now_ms += milliseconds


class FakeUptime:
    """The `Uptime` port for tests: no clock moves it, and a restart sets it back to nearly nothing."""

    def __init__(self, seconds: int = 5_000) -> None:
        self._ms = seconds * 1000

    def __call__(self) -> int:
        return self._ms

    def advance(self, seconds: int) -> None:
        """Awake or asleep."""
        self._ms += seconds * 1000

    def restart(self, seconds_ago: int = 20) -> None:
        """The machine was off for nobody knows how long, and was started so long ago."""
        self._ms = seconds_ago * 1000
