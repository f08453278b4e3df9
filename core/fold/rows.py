"""The rows that the fold writes about records, things and work. Storage derives its tables from these classes, so each
is stated once; row_keys.py has their keys.

`position` is the place in the feed; it is absent (None) while a record is known only to this tablet.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class EffectiveRecord:
    """A record as it stands after its corrections.

    `version` is the id of the last correction that took effect (or its own) and `version_position` its place;
    `body_id` is the record with the body in force, `posting` how often money was posted for it, `centimos` what it
    pays now, `contributions` what it adds to totals.
    """

    id: str
    origin: str
    seq: int
    position: int | None
    kind: str
    kind_version: int
    author: str
    recorded_at: int
    happened_on: str
    committee: str
    subject: str
    count: int
    body_id: str
    version: str
    version_position: int | None
    status: str
    posting: int
    centimos: int
    holds: int
    contributions: str


@dataclass(frozen=True, slots=True)
class Thing:
    """What other records refer to (a member, a unit, a batch, a rate …), with its body in force as canonical text."""

    id: str
    kind: str
    kind_version: int
    committee: str
    code: str
    status: str
    body: str


@dataclass(frozen=True, slots=True)
class Correction:
    id: str
    target: str
    seen: str
    action: str
    reason: str
    takes_effect: int
    why_not: str
    position: int | None


@dataclass(frozen=True, slots=True)
class Hold:
    """A verdict on a record or on one member's share of it (`member` is empty otherwise), until `released_by` is
    filled.
    """

    target: str
    rule: str
    member: str
    action: str
    verdict: str
    numbers: str
    decided_by: str
    released_by: str


@dataclass(frozen=True, slots=True)
class WorkdayUse:
    """A counted record names a workday, and must be worked out again when that changes."""

    workday: str
    record: str


@dataclass(frozen=True, slots=True)
class Attendance:
    workday: str
    member: str
    committee: str
    activity: str
    happened_on: str
    half_days: int


@dataclass(frozen=True, slots=True)
class Acceptance:
    """A live acceptance of a batch, its cumulative total, and by how much that exceeds all before it."""

    batch: str
    record: str
    happened_on: str
    total: int
    increase: int


@dataclass(frozen=True, slots=True)
class PlantedSpot:
    """Where a live planting or replanting says that it was done, in millionths of a degree; only a server draws maps of
    them.
    """

    record: str
    committee: str
    lat_udeg: int
    lon_udeg: int
    trees: int


@dataclass(frozen=True, slots=True)
class SideReference:
    """A record refers to a side row. A hash belongs to the committee of the first record in the feed that names it
    (if empty, to all); only the office (`by_office`) can let others have it. A photo (`is_photo`) is for the office
    alone and travels in a lane of its own.
    """

    record: str
    hash: str
    committee: str
    by_office: int
    position: int | None
    is_photo: int


@dataclass(frozen=True, slots=True)
class Total:
    """A running sum, such as (batch, 7KQ2MX-9, dispatched). Zero rows stay."""

    scope: str
    key: str
    measure: str
    value: int


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why a step that was recorded has no effect: a code of the catalogue, with its figures as text."""

    record: str
    code: str
    details: str


@dataclass(frozen=True, slots=True)
class Restated:
    """What `record` says it was under a former origin; no more than a claim until the two are compared."""

    origin: str
    seq: int
    hash: str
    record: str


@dataclass(frozen=True, slots=True)
class Answer:
    """A record that answers another: an approval, the receipt of a hand-over, a decision about a payout."""

    target: str
    record: str
    kind: str
    author: str
