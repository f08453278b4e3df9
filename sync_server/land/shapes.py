"""What a file with borders has in it, before anybody has looked whether it makes sense."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from core.domain.surveys import Position

LONGEST_NAME = 60


@dataclass(frozen=True, slots=True)
class Shape:
    """A border as a file has it: outer ring, number of holes, and what the file says of it, such as its code. `parts`
    is of how many pieces the thing consists to which it belongs.
    """

    name: str
    positions: tuple[Position, ...]
    holes: int = 0
    parts: int = 1
    said: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Contents:
    """What is in a file; `ignored` things are no borders."""

    shapes: tuple[Shape, ...]
    ignored: int = 0


def tidy_name(text: str) -> str:
    """A name as it fits into a table: one line, no more than LONGEST_NAME letters, nothing that cannot be seen."""
    seen = "".join(sign if sign.isprintable() else " " for sign in text)
    return " ".join(seen.split())[:LONGEST_NAME]
