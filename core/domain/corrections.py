"""Corrections: records that take back or replace what another record said, naming the version their author saw.

A version is the id of the record itself or of its last correction that took effect. Of two corrections of one version
the first in the feed wins; the other stays visible and has no effect. Undo is always a void.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, ClassVar, Literal

from core.domain.bodies import Count, SideHash
from core.domain.records import RecordId

Reason = Literal[
    "wrong_count", "wrong_people", "wrong_place", "wrong_day", "wrong_kind", "entered_twice", "undone", "other"
]
REASONS: tuple[Reason, ...] = (
    "wrong_count", "wrong_people", "wrong_place", "wrong_day", "wrong_kind", "entered_twice", "other",
)  # fmt: skip

NOTE_SIDE = "note_side"
"""The field of a correction that names the side row with what its author wrote to it."""


@dataclass(frozen=True, slots=True)
class Void:
    kind: ClassVar[str] = "void"
    version: ClassVar[int] = 1

    target: RecordId
    seen: RecordId
    reason: Reason
    note_side: SideHash | None = None


@dataclass(frozen=True, slots=True)
class Replace:
    """The target's new body, of the target's kind; the day of the work is this record's own `happened_on`.

    Replacing a voided record reinstates it.
    """

    kind: ClassVar[str] = "replace"
    version: ClassVar[int] = 1

    target: RecordId
    seen: RecordId
    reason: Reason
    body: dict[str, Any]
    body_version: Count
    note_side: SideHash | None = None
