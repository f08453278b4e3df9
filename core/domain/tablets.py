"""Installations of the app: who was let in, with which key, for which committees, and who was shut out again."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar, Literal

from core.domain.bodies import Count
from core.domain.records import RecordId


@dataclass(frozen=True, slots=True)
class TabletEnrolled:
    """The office lets an origin in. `public_key` is hex of the raw Ed25519 key, from which the origin follows."""

    kind: ClassVar[str] = "tablet_enrolled"
    version: ClassVar[int] = 1

    origin: str
    public_key: str
    label: str
    committees: tuple[RecordId, ...]
    users: tuple[RecordId, ...]


@dataclass(frozen=True, slots=True)
class TabletRevoked:
    """The office shuts an origin out; what it said up to `last_seq` had arrived by then."""

    kind: ClassVar[str] = "tablet_revoked"
    version: ClassVar[int] = 1

    origin: str
    last_seq: Count
    reason: Literal["lost", "stolen", "broken", "replaced", "misused"]
