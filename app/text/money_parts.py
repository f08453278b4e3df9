"""Money as the tablet knows it, in three parts. No Kivy here: presenters make these."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class MoneyParts:
    """Amounts and words ready for people, e.g. `S/ 310.00` and `confirmado`. A part that is nothing stays visible."""

    confirmed: str
    confirmed_word: str
    pending: str
    pending_word: str
    observed: str
    observed_word: str
