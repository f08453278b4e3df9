"""Complaints and their answers.

A complaint may be about the very technician whose tablet the log goes to next. So its record says only what it is
about, like all others: the words, and the name of whoever complains if they give it, are a side row for the office
alone. Never add a field that says whom it is about or who has spoken.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar, Literal

from core.domain.bodies import SideHash
from core.domain.records import RecordId

About = Literal["pay", "attendance", "work", "land", "other"]
Channel = Literal["tablet", "phone", "book", "email", "in_person"]
Outcome = Literal["accepted", "rejected", "explained"]


@dataclass(frozen=True, slots=True)
class Complaint:
    """Reclamo: anybody's, also without a name."""

    kind: ClassVar[str] = "complaint"
    version: ClassVar[int] = 1

    committee: RecordId
    about: About
    channel: Channel
    office_side: SideHash | None = None


@dataclass(frozen=True, slots=True)
class ComplaintAnswered:
    """What the office answers; its words go to the committee's tablets, to be read to whoever asks by the number."""

    kind: ClassVar[str] = "complaint_answered"
    version: ClassVar[int] = 1

    complaint: RecordId
    outcome: Outcome
    text_side: SideHash | None = None
