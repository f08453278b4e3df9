"""The office's key for files that reach it by hand: whoever carries such a file cannot read it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

KEY_DIGITS = 64


@dataclass(frozen=True, slots=True)
class SealingKey:
    """From now on files for the office are sealed to this key. `public_key` is hex of the raw X25519 key."""

    kind: ClassVar[str] = "sealing_key"
    version: ClassVar[int] = 1

    public_key: str

    @property
    def code(self) -> str:
        """The key itself, in small letters."""
        return self.public_key.lower()

    @property
    def is_plausible(self) -> bool:
        """Whether it can be a key at all."""
        return len(self.code) == KEY_DIGITS and not set(self.code) - set("0123456789abcdef")
