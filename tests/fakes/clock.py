"""A clock that stands still until a test moves it."""

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
