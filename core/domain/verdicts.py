"""Verdicts: what the server's checks, or a person in the office, decided about a record, as records of their own.

Only verdicts hold money back. The fold reads them and never runs a check, so a new check never alters the past.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, ClassVar, Literal

from core.domain.bodies import Count, SideHash
from core.domain.records import RecordId

Action = Literal["hold", "warn", "quarantine", "release"]


@dataclass(frozen=True, slots=True)
class Verdict:
    """`hold` keeps the record's money back (or only `member`'s share), `warn` is a finding, `release` ends either.

    `numbers` are the figures the rule saw; `decided_by` is set when a person and not a check spoke.
    """

    kind: ClassVar[str] = "verdict"
    version: ClassVar[int] = 1

    target: RecordId
    action: Action
    rule: str
    rule_version: Count
    numbers: dict[str, Any] | None = None
    member: RecordId | None = None
    decided_by: str | None = None
    reason_side: SideHash | None = None
