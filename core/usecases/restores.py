"""When the office's server was put back to an earlier state, and who gave it back what it had lost: for good."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from core.domain.epochs import EpochBegan, GivenBack
from core.domain.records import split_record_id
from core.domain.tablets import TabletEnrolled
from core.fold.facts import thing_fact
from core.fold.rows import EffectiveRecord, Thing
from core.usecases.ports import Session


@dataclass(frozen=True, slots=True)
class Giver:
    """A tablet that gave back `records`; `label` is empty for one that nobody let in."""

    origin: str
    label: str
    records: int


@dataclass(frozen=True, slots=True)
class Restore:
    """The server went on as `origin`, instead of `before`, from where the feed had `size` records and this root (hex).
    `began_at` is UTC milliseconds.
    """

    record: str
    began_at: int
    before: str
    origin: str
    size: int
    root: str
    givers: tuple[Giver, ...]

    @property
    def given_back(self) -> int:
        return sum(giver.records for giver in self.givers)


def restores(session: Session) -> list[Restore]:
    """All of them, the latest first."""
    state = session.state()
    labels = {thing.code: str(thing_fact(thing).label) for thing in state.find(Thing, TabletEnrolled.kind)}
    given: dict[str, Counter[str]] = {}
    for thing in state.find(Thing, GivenBack.kind):
        fact: GivenBack = thing_fact(thing)
        given.setdefault(split_record_id(thing.id)[0], Counter())[fact.giver] += fact.records
    found = []
    for thing in state.find(Thing, EpochBegan.kind):
        row, epoch = state.get(EffectiveRecord, thing.id), thing_fact(thing)
        if row is not None:
            numbers = given.get(thing.code, Counter())
            givers = tuple(Giver(origin, labels.get(origin, ""), numbers[origin]) for origin in sorted(numbers))
            at = row.recorded_at
            found.append(Restore(thing.id, at, epoch.before, thing.code, epoch.size, epoch.root, givers))
    return sorted(found, key=lambda restore: (-restore.began_at, restore.record))
