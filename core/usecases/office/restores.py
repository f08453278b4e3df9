"""When the office's server was put back to an earlier state, which epoch it began so, and who gave it back what it had
lost: for good.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from core.domain.bodies import UnreadableBody
from core.domain.epochs import EpochBegan, GivenBack
from core.domain.kinds import UnknownKind, fact_of
from core.domain.records import UnreadableRecord, decode_record, split_record_id
from core.domain.tablets import TabletEnrolled
from core.fold.facts import thing_fact
from core.fold.rows import EffectiveRecord, Thing
from core.usecases import notes
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


def records_of_epochs(session: Session) -> list[bytes]:
    """The records that began this server's epochs, oldest first: its own and that of each server before. One that was
    lost by a later restore and given back is none of them, and nobody is to go over to it.

    Read from the log: a tablet may ask before anybody has folded an epoch that has just begun.
    """
    found: list[bytes] = []
    origin = notes.text(session, "own_origin")
    while (first := session.records(origin, 1, 1)) and (epoch := _epoch(first[0])):
        found.insert(0, first[0])
        origin = epoch.before
    return found


def _epoch(data: bytes) -> EpochBegan | None:
    try:
        fact = fact_of(decode_record(data))
    except (UnreadableRecord, UnknownKind, UnreadableBody):
        return None
    return fact if isinstance(fact, EpochBegan) else None
