"""What becomes of planted trees: losses, harvests, and how many of a unit's trees stand by all that is known.

A harvest is no loss: thinned trees are gone from the sums, dead ones are places to replant. None of this pays anybody.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import ClassVar, Literal

from core.domain.bodies import Count, SideHash
from core.domain.records import RecordId
from core.domain.sharing import share_by_weight

TreeLossCause = Literal["fire", "cattle", "frost", "drought", "pest", "theft", "other"]
Product = Literal["poles", "firewood", "timber"]


@dataclass(frozen=True, slots=True)
class LossEvent:
    """Pérdida: trees of a unit that died at once, and of what."""

    kind: ClassVar[str] = "loss_event"
    version: ClassVar[int] = 1

    committee: RecordId
    unit: RecordId
    cause: TreeLossCause
    trees: Count
    species: RecordId | None = None
    area_m2: Count | None = None
    photo_side: SideHash | None = None
    note_side: SideHash | None = None


@dataclass(frozen=True, slots=True)
class Harvest:
    """Aprovechamiento: trees that were cut to be used."""

    kind: ClassVar[str] = "harvest"
    version: ClassVar[int] = 1

    committee: RecordId
    unit: RecordId
    species: RecordId
    product: Product
    trees: Count


@dataclass(frozen=True, slots=True)
class Sums:
    """Trees of one species in one unit. `planted` are first plantings and what stood there before the programme."""

    planted: int = 0
    replanted: int = 0
    lost: int = 0
    harvested: int = 0

    def plus(self, **more: int) -> Sums:
        return Sums(**{name: getattr(self, name) + more.get(name, 0) for name in self.__slots__})


@dataclass(frozen=True, slots=True)
class Stand:
    """`alive` and `dead` are what the last survival count found in its rows, `since` the sums of what came after it;
    without a count all three are zero.
    """

    sums: Sums
    alive: int = 0
    dead: int = 0
    since: Sums = Sums()

    @property
    def places(self) -> int:
        """Where a tree stands or should: what was planted and has not been harvested."""
        return max(0, self.sums.planted - self.sums.harvested)

    @property
    def to_replant(self) -> int:
        """The dead by the last count, and the lost since then, less those replanted since."""
        counted = self.alive + self.dead
        if counted:
            then = self.places - self.since.planted + self.since.harvested
            dead = (2 * then * self.dead + counted) // (2 * counted)
            dead += self.since.lost - self.since.replanted
        else:
            dead = self.sums.lost - self.sums.replanted
        return min(self.places, max(0, dead))

    @property
    def standing(self) -> int:
        """Trees that should be alive today."""
        return self.places - self.to_replant


def spread(trees: int, planted: Mapping[str, int]) -> dict[str, int]:
    """Trees of which nobody has said the species, by species as they were planted."""
    return share_by_weight(trees, planted)
