"""The acts of the nursery as a table: which steps each has, its picture, and the fact it becomes. No Kivy here.

An inventory never pays and an acceptance does: they are two acts with two pictures and never share a button.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from app.screens.recording.closing import Closing, closing_of
from app.screens.recording.crew import Crew, crew_of
from app.screens.recording.entries import Entry
from core.domain.bodies import Count
from core.domain.nurseries import (
    BatchStarted,
    CountPart,
    Dispatched,
    GivenAway,
    InventoryCounted,
    PrickedOut,
    ReadyAccepted,
    Received,
    Returned,
    SaplingsLost,
    Transferred,
)
from core.domain.records import RecordId


@dataclass(frozen=True)
class Action:
    """One act: its icon and its steps after the batch has been chosen."""

    icon: str
    steps: tuple[str, ...]


ACTIONS: dict[str, Action] = {
    "inventory_counted": Action("counter", ("count",)),
    "ready_accepted": Action("hand-coin", ("count", "crew", "review", "close")),
    "pricked_out": Action("grass", ("count", "crew")),
    "dispatched": Action("truck-delivery-outline", ("count",)),
    "returned": Action("undo", ("count",)),
    "saplings_lost": Action("grave-stone", ("cause", "count")),
    "transferred": Action("swap-horizontal", ("to_batch", "count")),
    "given_away": Action("gift-outline", ("to", "count")),
    "received": Action("tray-arrow-down", ("count",)),
    "batch_started": Action("seed", ("species", "seed_lot", "code")),
}
CAUSES = {
    "frost": "snowflake",
    "drought": "white-balance-sunny",
    "pest": "bug",
    "disease": "leaf",
    "cattle": "cow",
    "handling": "basket-outline",
    "theft": "lock-open-variant-outline",
    "other": "help-circle-outline",
}
RECIPIENTS = {"families": "home-group", "school": "school", "other": "account-group"}
METHODS = ("seed_bed", "cuttings", "wildlings")
METHOD_OF = {"seed": "seed_bed", "cutting": "cuttings", "wildling": "wildlings"}
CONTAINERS = ("bed", "tray", "crate")


@dataclass
class PartEntry:
    """The part that is being counted; `at` is the figure that the pad types into."""

    container: str = "tray"
    containers: int = 0
    each: int = 0
    loose: int = 0
    at: str = "containers"

    @property
    def sum(self) -> int:
        return self.containers * self.each + self.loose


@dataclass
class NurseryEntry(Entry):
    """What is typed of an act in the nursery; `parts` are [container, containers, each, loose]."""

    action: str = ""
    batch: str = ""
    species: str = ""
    seed_lot: str = ""
    code: str = ""
    method: str = ""
    count: int = 0
    parts: list[list[Any]] = field(default_factory=list)
    part: PartEntry = field(default_factory=PartEntry)
    stage: str = "growing"
    cause: str = ""
    unit: str = ""
    to_batch: str = ""
    to: str = ""
    crew: Crew = field(default_factory=Crew)
    closing: Closing = field(default_factory=Closing)

    @property
    def counted(self) -> int:
        """What the beds, trays and crates add up to."""
        return sum(containers * each + loose for _, containers, each, loose in self.parts)


def fact_from_entry(entry: NurseryEntry, committee: str) -> Any | None:
    """The fact as typed; None while something it cannot be without is missing."""
    if entry.action == "batch_started":
        return _batch_started(entry, committee)
    if not entry.batch or not entry.count or entry.action not in _MAKERS:
        return None
    return _MAKERS[entry.action](entry, RecordId(entry.batch), Count(entry.count))


def entry_from_fact(fact: Any) -> NurseryEntry:
    """What a record says, to be corrected."""
    entry = NurseryEntry(action=fact.kind, batch=str(getattr(fact, "batch", "")))
    entry.count = int(getattr(fact, "count", 0) or getattr(fact, "total", 0))
    entry.parts = [_part_line(part) for part in getattr(fact, "parts", ())]
    for name in ("species", "seed_lot", "code", "method", "stage", "cause", "unit", "to_batch", "to"):
        value = getattr(fact, name, None)
        if value:
            setattr(entry, name, str(value))
    if hasattr(fact, "workdays"):
        entry.crew = crew_of(fact)
    if hasattr(fact, "closed_by"):
        entry.closing = closing_of(fact)
    return entry


def _batch_started(entry: NurseryEntry, committee: str) -> BatchStarted | None:
    method: Any = entry.method
    if not (entry.species and entry.seed_lot and entry.code.strip() and method):
        return None
    return BatchStarted(
        committee=RecordId(committee),
        species=RecordId(entry.species),
        seed_lot=RecordId(entry.seed_lot),
        code=entry.code.strip(),
        method=method,
    )


def _part_line(part: CountPart) -> list[Any]:
    return [part.container, int(part.containers), int(part.each), int(part.loose)]


def _parts(entry: NurseryEntry) -> tuple[CountPart, ...]:
    return tuple(
        CountPart(container, Count(containers), Count(each), Count(loose))
        for container, containers, each, loose in entry.parts
    )


def _ready_accepted(entry: NurseryEntry, batch: RecordId, total: Count) -> ReadyAccepted:
    """Parts are what was counted standing; a record holds them only where they are the whole total."""
    parts = _parts(entry) if entry.counted == total else ()
    return ReadyAccepted(batch=batch, total=total, parts=parts, **entry.crew.stated(), **entry.closing.stated())


def _lost(entry: NurseryEntry, batch: RecordId, count: Count) -> SaplingsLost | None:
    stage: Any = entry.stage
    cause: Any = entry.cause
    return SaplingsLost(batch=batch, count=count, stage=stage, cause=cause) if cause else None


def _given(entry: NurseryEntry, batch: RecordId, count: Count) -> GivenAway | None:
    to: Any = entry.to
    return GivenAway(batch=batch, count=count, to=to) if to else None


def _transferred(entry: NurseryEntry, batch: RecordId, count: Count) -> Transferred | None:
    return Transferred(batch=batch, to_batch=RecordId(entry.to_batch), count=count) if entry.to_batch else None


_MAKERS: dict[str, Callable[[NurseryEntry, RecordId, Count], Any]] = {
    "pricked_out": lambda entry, batch, count: PrickedOut(
        batch=batch, count=count, workdays=tuple(RecordId(key) for key in entry.crew.workdays)
    ),
    "inventory_counted": lambda entry, batch, count: InventoryCounted(batch=batch, count=count, parts=_parts(entry)),
    "ready_accepted": _ready_accepted,
    "saplings_lost": _lost,
    "dispatched": lambda entry, batch, count: Dispatched(
        batch=batch, count=count, unit=RecordId(entry.unit) if entry.unit else None
    ),
    "returned": lambda _entry, batch, count: Returned(batch=batch, count=count),
    "transferred": _transferred,
    "given_away": _given,
    "received": lambda _entry, batch, count: Received(batch=batch, count=count),
}
