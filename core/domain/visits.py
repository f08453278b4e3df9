"""The technician's visits: what was seen and what was agreed, which others read before they come back.

The words are side rows, for people name people in them; they go to the tablets of the committee and to nobody else.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from core.domain.bodies import Day, SideHash
from core.domain.records import RecordId


@dataclass(frozen=True, slots=True)
class Visit:
    """A visit to a committee, or to one of its units; `next_on` is when the next one was promised."""

    kind: ClassVar[str] = "visit"
    version: ClassVar[int] = 1

    committee: RecordId
    unit: RecordId | None = None
    next_on: Day | None = None
    seen_side: SideHash | None = None
    agreed_side: SideHash | None = None
