"""Packages and papers that left the office: who handed what to whom, and what for. The record comes after they are
whole, behind everything that is in them, so that it never changes what it tells of.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar, Literal

from core.domain.bodies import Count, Day
from core.domain.records import RecordId

Profile = Literal["auditor", "donor", "community", "person"]


@dataclass(frozen=True, slots=True)
class Exported:
    """A package for a profile over the days from `from_day` to `to_day`, of the log's first `size` records with this
    root (hex). `why` is in the words of whoever made it; everybody who has the log reads them. `about` is the
    community, the committee or the member that it was made about, where it is about one alone.
    """

    kind: ClassVar[str] = "exported"
    version: ClassVar[int] = 2
    since: ClassVar[dict[str, int]] = {"about": 2}

    profile: Profile
    from_day: Day
    to_day: Day
    size: Count
    root: str
    why: str
    photos: Literal[0, 1] = 0
    about: RecordId | None = None
