"""A brake on guessing: every address has a few tries at once and then one every so often.

This process's memory stops a flood before it reaches the database; what memory lets through is counted once more in the
database, since the next try may come to another process.
"""

from __future__ import annotations

import ipaddress
import time
from collections.abc import Callable

from core.domain.calendar import MS_PER_SECOND
from core.domain.problems import Problem
from core.storage.brakes import Brake, brake, put_brake
from core.storage.session import SqlSession

_MOST_KEYS = 10_000
_IPV6_HOME_BITS = 64


class Slowdown:
    """`burst` tries at once, then one every `seconds_per_try`. Used from the event loop only."""

    def __init__(self, burst: int, seconds_per_try: int, now: Callable[[], float] = time.monotonic) -> None:
        self._burst = burst
        self._seconds = seconds_per_try
        self._now = now
        self._free_at: dict[str, float] = {}
        """When an address would have all its tries again."""

    def charge(self, address: str) -> None:
        """Take one try from an address; raises Problem sign_in_slowed where it has none left."""
        key = home_of(address)
        now = self._now()
        free_at = self._charged(self._free_at.get(key, now), now, 1)
        if key not in self._free_at and len(self._free_at) >= _MOST_KEYS:
            self._forget(now)
        self._free_at[key] = free_at

    def refund(self, address: str) -> None:
        """Give a try back after one that was right."""
        key = home_of(address)
        if key in self._free_at:
            self._free_at[key] -= self._seconds

    def charge_common(self, session: SqlSession, name: str, address: str, now_ms: int) -> None:
        """The same among all processes, for the brake of this name; at the instant `now_ms`."""
        standing = brake(session, f"{name}/{home_of(address)}")
        free_at = int(self._charged(standing.until, now_ms, MS_PER_SECOND))
        put_brake(session, Brake(standing.name, 0, free_at, free_at), now_ms)

    def refund_common(self, session: SqlSession, name: str, address: str, now_ms: int) -> None:
        standing = brake(session, f"{name}/{home_of(address)}")
        free_at = max(now_ms, standing.until - self._seconds * MS_PER_SECOND)
        put_brake(session, Brake(standing.name, 0, free_at, free_at), now_ms)

    def _charged(self, free_at: float, now: float, units_per_second: int) -> float:
        """When all tries are there again after one more; raises Problem where none is left."""
        step = self._seconds * units_per_second
        free_at = max(free_at, now) + step
        over = free_at - now - self._burst * step
        if over > 0:
            raise Problem("sign_in_slowed", seconds=int(over / units_per_second) + 1)
        return free_at

    def _forget(self, now: float) -> None:
        self._free_at = {key: free_at for key, free_at in self._free_at.items() if free_at > now}
        while len(self._free_at) >= _MOST_KEYS:
            self._free_at.pop(next(iter(self._free_at)))


def home_of(address: str) -> str:
    """What stands for one house: an IPv4 address, or the network of an IPv6 one, since houses have a great many."""
    try:
        parsed = ipaddress.ip_address(address)
    except ValueError:
        return address
    if parsed.version == 4:
        return address
    return str(ipaddress.ip_network((parsed, _IPV6_HOME_BITS), strict=False))
