"""Checks on the ground: what somebody who neither recorded nor paid found at a plot, at a batch, or with a payee.

They are drawn from the log by a number that is printed with them (`planton-server export sample`), so that nobody
picks the good ones. What they find moves no money; it stands beside what was recorded.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar, Literal, get_args

from core.domain.bodies import Count, SideHash
from core.domain.nurseries import BatchStarted, OpeningBatch
from core.domain.payouts import Payout
from core.domain.plots import Unit
from core.domain.records import RecordId

Outcome = Literal["agrees", "differs", "missing"]
OUTCOMES: tuple[Outcome, ...] = get_args(Outcome)
CHECKED_KINDS = (Unit.kind, BatchStarted.kind, OpeningBatch.kind, Payout.kind)
"""What is checked on the ground: units by their trees, batches by their saplings, payouts by what the payee says."""


@dataclass(frozen=True, slots=True)
class VerifiedOnSite:
    """`stated` is what the log said (trees, saplings, or céntimos), `found` what was there; `missing` says that there
    was nothing, or nobody. `checked_by` is the code or the name of whoever looked, who is none of those who recorded or
    paid it; everybody who has the log reads it. `seed` is the number that drew it, None where nobody drew it.
    """

    kind: ClassVar[str] = "verified_on_site"
    version: ClassVar[int] = 1

    target: RecordId
    stated: Count
    found: Count
    verdict: Outcome
    checked_by: str
    seed: str | None = None
    note_side: SideHash | None = None
