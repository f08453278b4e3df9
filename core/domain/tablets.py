"""Installations of the app: who was let in, with which key, for which committees, and who was shut out again."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import ClassVar, Literal, get_args

from core.domain.bodies import Count
from core.domain.records import RecordId

RevocationReason = Literal["lost", "stolen", "broken", "replaced", "misused"]
REVOCATION_REASONS: tuple[RevocationReason, ...] = get_args(RevocationReason)


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
class Grant:
    """The committees that a tablet works for and the users who work on it, by their ids."""

    committees: tuple[str, ...] = ()
    users: tuple[str, ...] = ()


def grant_in_force(enrolments: Iterable[tuple[bool, TabletEnrolled]]) -> Grant | None:
    """Whom a tablet works for by its enrolments, each with whether it is live: by the first that is; nobody where all
    were taken back, and None where there is none (yet).
    """
    known = list(enrolments)
    if not known:
        return None
    fact = next((fact for is_live, fact in known if is_live), None)
    return Grant(tuple(fact.committees), tuple(fact.users)) if fact else Grant()


@dataclass(frozen=True, slots=True)
class TabletRevoked:
    """The office shuts an origin out; what it said up to `last_seq` had arrived by then."""

    kind: ClassVar[str] = "tablet_revoked"
    version: ClassVar[int] = 1

    origin: str
    last_seq: Count
    reason: RevocationReason
