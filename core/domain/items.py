"""Open items: immutable signed amounts owed to one payee, each with the record it comes from and the one that caused
it.

A balance is the sum of items. Nothing is ever changed: a correction adds reversals and new shares.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar, NamedTuple

from core.domain.bodies import Centimos
from core.domain.records import RecordId


@dataclass(frozen=True, slots=True)
class OpeningBalance:
    """What the programme owed somebody before it used Plantón, from a document; never an earning."""

    kind: ClassVar[str] = "opening_balance"
    version: ClassVar[int] = 1

    committee: RecordId
    member: RecordId
    centimos: Centimos
    document: str


class Earning(NamedTuple):
    """What a record gives one member: the amount, and the count or half-days that explain it. A named tuple, since the
    fold makes one for every share.
    """

    member: str
    centimos: int
    count: int = 0  # type: ignore[assignment]
    half_days: int = 0
