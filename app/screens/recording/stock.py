"""A batch as it stands without the record at hand, and the figures that bound what may be typed. No Kivy here."""

from __future__ import annotations

from dataclasses import dataclass

from app.desk import Desk
from core.domain.nurseries import BatchStock
from core.usecases.known.births import births
from core.usecases.known.known import KnownFromState


@dataclass(frozen=True)
class Standing:
    """`accepted` is the total of ready saplings before this record; `largest` what one record can hold."""

    stock: BatchStock
    accepted: int
    largest: int

    @property
    def away(self) -> int:
        """Accepted saplings that no longer stand in the batch, less those that came from elsewhere."""
        return self.accepted - self.stock.standing_ready


def standing(desk: Desk, batch: str, day: str, without: str) -> Standing:
    """`without` is the record that is being corrected, whose own figures must not count against it."""
    with desk.store.reading() as session:
        state = session.state()
        known = KnownFromState(state, births(session, state), day)
        largest = known.setting("largest_count", day)
        if not batch:
            return Standing(BatchStock(), 0, largest)
        return Standing(known.stock(batch, without), known.accepted(batch, day, without), largest)
