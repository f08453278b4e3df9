"""The nursery: a batch of one species from seed bed to dispatch, and every way saplings come and go.

Two acts are never the same: an inventory count is a look at what stands there and pays nothing; the acceptance of
ready saplings states the batch's cumulative total, and only its increase is paid.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar, Literal

from core.domain.bodies import Count, Day
from core.domain.records import RecordId

LossCause = Literal["frost", "drought", "pest", "disease", "cattle", "handling", "theft", "other"]
Closing = Literal["signature", "mark"]


@dataclass(frozen=True, slots=True)
class Species:
    kind: ClassVar[str] = "species"
    version: ClassVar[int] = 1

    code: str
    latin_name: str
    local_name: str
    status: Literal["native", "exotic"]
    grown_from: tuple[Literal["seed", "cutting", "wildling"], ...]
    soil: Literal["any", "moist"] = "any"
    harvest: Literal["never", "poles", "firewood"] = "never"


@dataclass(frozen=True, slots=True)
class SeedLot:
    """Where a batch comes from. Seed needs a certificate that it is not genetically modified, the others stand and
    day.
    """

    kind: ClassVar[str] = "seed_lot"
    version: ClassVar[int] = 1

    code: str
    species: RecordId
    source: Literal["seed", "cutting", "wildling"]
    certificate: str | None = None
    stand: str | None = None
    collected_on: Day | None = None


@dataclass(frozen=True, slots=True)
class CountPart:
    """Part of a counted figure: `containers` beds, trays or crates of `each` saplings and `loose` ones beside them."""

    container: Literal["bed", "tray", "crate"]
    containers: Count
    each: Count
    loose: Count = Count(0)


@dataclass(frozen=True, slots=True)
class PersonCount:
    """What one person did of a counted record."""

    member: RecordId
    count: Count


@dataclass(frozen=True, slots=True)
class BatchStarted:
    kind: ClassVar[str] = "batch_started"
    version: ClassVar[int] = 1

    committee: RecordId
    species: RecordId
    seed_lot: RecordId
    code: str
    method: Literal["seed_bed", "cuttings", "wildlings"]


@dataclass(frozen=True, slots=True)
class OpeningBatch:
    """A batch that was there before the programme used Plantón, with its sums so far; nothing in it is paid."""

    kind: ClassVar[str] = "opening_batch"
    version: ClassVar[int] = 1

    committee: RecordId
    species: RecordId
    seed_lot: RecordId
    code: str
    pricked_out: Count
    ready: Count
    dispatched: Count
    dead: Count


@dataclass(frozen=True, slots=True)
class PrickedOut:
    """Saplings moved from the bed into bags; `workdays` say who was there, for the pace alone."""

    kind: ClassVar[str] = "pricked_out"
    version: ClassVar[int] = 1

    batch: RecordId
    count: Count
    workdays: tuple[RecordId, ...] = ()


@dataclass(frozen=True, slots=True)
class InventoryCounted:
    """What stands in the batch today. Never paid."""

    kind: ClassVar[str] = "inventory_counted"
    version: ClassVar[int] = 1

    batch: RecordId
    count: Count
    parts: tuple[CountPart, ...] = ()


@dataclass(frozen=True, slots=True)
class ReadyAccepted:
    """The batch's cumulative total of ready saplings: standing + dispatched + dead since accepted. Its increase is
    paid.

    Either `workdays` or `people` say who shares it; an officer closes it by signature or mark after it was read
    aloud.
    """

    kind: ClassVar[str] = "ready_accepted"
    version: ClassVar[int] = 1

    batch: RecordId
    total: Count
    workdays: tuple[RecordId, ...] = ()
    people: tuple[PersonCount, ...] = ()
    parts: tuple[CountPart, ...] = ()
    closed_by: RecordId | None = None
    closed_with: Closing | None = None


@dataclass(frozen=True, slots=True)
class SaplingsLost:
    """Merma: saplings that died, before or after they were accepted as ready."""

    kind: ClassVar[str] = "saplings_lost"
    version: ClassVar[int] = 1

    batch: RecordId
    count: Count
    stage: Literal["growing", "ready"]
    cause: LossCause


@dataclass(frozen=True, slots=True)
class Dispatched:
    """Salida a campo."""

    kind: ClassVar[str] = "dispatched"
    version: ClassVar[int] = 1

    batch: RecordId
    count: Count
    unit: RecordId | None = None


@dataclass(frozen=True, slots=True)
class Returned:
    """Saplings that came back from the field unplanted."""

    kind: ClassVar[str] = "returned"
    version: ClassVar[int] = 1

    batch: RecordId
    count: Count


@dataclass(frozen=True, slots=True)
class Transferred:
    """Saplings moved to a batch in another nursery."""

    kind: ClassVar[str] = "transferred"
    version: ClassVar[int] = 1

    batch: RecordId
    to_batch: RecordId
    count: Count


@dataclass(frozen=True, slots=True)
class GivenAway:
    kind: ClassVar[str] = "given_away"
    version: ClassVar[int] = 1

    batch: RecordId
    count: Count
    to: Literal["families", "school", "other"]


@dataclass(frozen=True, slots=True)
class Received:
    """Saplings that arrived from outside the programme, ready to plant."""

    kind: ClassVar[str] = "received"
    version: ClassVar[int] = 1

    batch: RecordId
    count: Count


def counted(parts: tuple[CountPart, ...]) -> int:
    """The figure that the counted beds, trays and crates add up to."""
    return sum(part.containers * part.each + part.loose for part in parts)


@dataclass(frozen=True, slots=True)
class BatchStock:
    """The sums of a batch, as counted so far. `ready` is the last accepted cumulative total."""

    pricked_out: int = 0
    ready: int = 0
    dispatched: int = 0
    planted: int = 0
    dead: int = 0
    dead_ready: int = 0
    returned: int = 0
    given_away: int = 0
    transferred_in: int = 0
    transferred_out: int = 0
    received: int = 0

    @property
    def growing(self) -> int:
        """Pricked out, alive and not yet accepted as ready."""
        return self.pricked_out - self.ready - (self.dead - self.dead_ready)

    @property
    def standing_ready(self) -> int:
        """Ready saplings that can be dispatched now."""
        came = self.ready + self.received + self.transferred_in + self.returned
        return came - self.dispatched - self.dead_ready - self.given_away - self.transferred_out

    @property
    def in_the_field(self) -> int:
        """Dispatched, not returned and not yet planted."""
        return self.dispatched - self.returned - self.planted
