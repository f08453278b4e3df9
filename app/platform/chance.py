"""Where random numbers come from: the system's own source, which nobody can steer."""

from __future__ import annotations

import secrets


class SystemChance:
    """app.ports.Chance."""

    def number(self, most: int) -> int:
        return secrets.randbelow(most) + 1
