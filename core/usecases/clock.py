"""The clock of the machine that the programme runs on, for whoever puts things together; a test has one of its own."""

from __future__ import annotations

import time


class SystemClock:
    """core.usecases.ports.Clock over this machine's clock."""

    def now_ms(self) -> int:
        return time.time_ns() // 1_000_000
