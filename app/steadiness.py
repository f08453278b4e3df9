"""The tablet's own count of time, for what must not go by a clock that anybody can set: the lock, and the waits after
wrong PINs.
"""

from __future__ import annotations

import time

NS_PER_MS = 1_000_000


def machine_uptime() -> int:
    """core.usecases.ports.Uptime."""
    awake_and_asleep = getattr(time, "CLOCK_BOOTTIME", None)
    now_ns = time.monotonic_ns() if awake_and_asleep is None else time.clock_gettime_ns(awake_and_asleep)
    return now_ns // NS_PER_MS
