"""Agreements: who holds the land, the timber and the carbon, by which signed paper, since when and until when."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar, Literal

from core.domain.bodies import Day, SideHash
from core.domain.records import RecordId

AgreementSubject = Literal["carbon_rights", "land", "timber"]
Holder = Literal["community", "member", "cooperative", "ngo"]


@dataclass(frozen=True, slots=True)
class Agreement:
    """`code` is what stands on the paper. It is about a unit, an area, or all the land of the committee."""

    kind: ClassVar[str] = "agreement"
    version: ClassVar[int] = 1

    committee: RecordId
    code: str
    subject: AgreementSubject
    land_holder: Holder
    timber_holder: Holder
    carbon_holder: Holder
    signed_on: Day
    unit: RecordId | None = None
    area: RecordId | None = None
    ends_on: Day | None = None
    photo_side: SideHash | None = None
