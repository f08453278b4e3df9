"""How long whoever tries a secret and is wrong waits for the next try: PINs on a tablet, passwords at the office."""

from __future__ import annotations

TRIES_BEFORE_WAIT = 5
WAITS_SECONDS = (30, 60, 300, 900, 3600)


def seconds_after(failures: int) -> int:
    """Seconds to wait after so many wrong tries one after the other; 0 while none has to be waited for."""
    over = failures - TRIES_BEFORE_WAIT
    return 0 if over < 0 else WAITS_SECONDS[min(over, len(WAITS_SECONDS) - 1)]
