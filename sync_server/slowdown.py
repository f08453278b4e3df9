"""A brake on guessing: every address has a few tries at once and then one every so often.

It is kept in memory, since it has to stop a flood and not to remember anybody; what must outlast a restart is kept
with the account.
"""

from __future__ import annotations

import ipaddress
import time
from collections.abc import Callable

from core.domain.problems import Problem

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
        free_at = max(self._free_at.get(key, now), now) + self._seconds
        over = free_at - now - self._burst * self._seconds
        if over > 0:
            raise Problem("sign_in_slowed", seconds=int(over) + 1)
        if key not in self._free_at and len(self._free_at) >= _MOST_KEYS:
            self._forget(now)
        self._free_at[key] = free_at

    def refund(self, address: str) -> None:
        """Give a try back after one that was right."""
        key = home_of(address)
        if key in self._free_at:
            self._free_at[key] -= self._seconds

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
