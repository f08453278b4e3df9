"""What technicians do between two syncs, in a few words, and the wires that fail while they sync."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from core.domain.attendance import Presence, Workday
from core.domain.bodies import Count
from core.domain.chain import chain_next
from core.domain.corrections import Reason
from core.domain.merkle import Tree, grow, root
from core.domain.nurseries import OpeningBatch, PersonCount
from core.domain.plantings import Planting
from core.domain.records import RecordId, record_id
from core.fold.facts import thing_fact
from core.fold.rows import Thing
from core.storage.store import SqlStore
from core.sync.turns.conversation import Progress, converse
from core.sync.wire.messages import Answer, Request
from core.usecases.own_log import side_row
from core.usecases.ports import Clock
from core.usecases.tablet.correct import Change, void_record
from core.usecases.tablet.record import record_fact
from tests.fakes.clock import FakeUptime
from tests.sample import DAY, START_MS, copied_tablet, sample_template
from tests.stores import EVERYTHING, projections
from tools.sample import SampleServer, SampleTablet, SteppingClock

if TYPE_CHECKING:
    import pytest


@dataclass
class Field:
    """One tablet at work: `clock` is its own, `server` where it syncs."""

    tablet: SampleTablet
    server: SampleServer
    clock: Clock
    uptime: FakeUptime = field(default_factory=FakeUptime)
    _things: dict[str, list[Thing]] = field(default_factory=dict)

    @property
    def store(self) -> SqlStore:
        return self.tablet.store

    @property
    def origin(self) -> str:
        return self.note("own_origin").decode()

    def note(self, name: str) -> bytes:
        with self.store.reading() as session:
            return session.note(name) or b""

    def number(self, name: str) -> int:
        return int.from_bytes(self.note(name), "big")

    @property
    def committees(self) -> list[RecordId]:
        return [RecordId(key) for key in self.note("committees").decode().split(",")]

    def things(self, kind: str) -> list[Thing]:
        """Live things of the tablet's first committee, as they were when first asked for."""
        if kind not in self._things:
            with self.store.reading() as session:
                found = session.state().find(Thing, kind)
            mine = [thing for thing in found if thing.status == "live" and thing.committee == self.committees[0]]
            self._things[kind] = mine
        return self._things[kind]

    def members(self) -> list[RecordId]:
        return [RecordId(thing.id) for thing in self.things("member")]

    def workday(self, people: int = 3) -> RecordId:
        present = tuple(Presence(member, 2) for member in self.members()[:people])
        fact = Workday(self.committees[0], "planting", present)
        return record_fact(self.store, self.clock, "T01", fact, DAY)

    def workdays(self, number: int) -> list[RecordId]:
        return [self.workday(1 + index % 4) for index in range(number)]

    def planting(self, count: int = 10) -> RecordId:
        """A planting that earns its first member S/ 0.50 a tree."""
        batch = self.things("opening_batch")[0]
        fact: OpeningBatch = thing_fact(batch)
        people = (PersonCount(self.members()[0], Count(count)),)
        unit = RecordId(self.things("unit")[0].id)
        planting = Planting(self.committees[0], unit, fact.species, RecordId(batch.id), Count(count), (), people)
        return record_fact(self.store, self.clock, "T01", planting, DAY)

    def void(self, target: str, seen: str = "", reason: Reason = "wrong_count", note: str = "") -> RecordId:
        return void_record(self.store, self.clock, "T01", Change(target, seen or target, reason, note))

    def sync(self, exchange: Callable[[Request], Answer] | None = None) -> Progress:
        server = self.server
        return converse(self.store, self.clock, self.tablet.key, exchange or server.exchange, recovery=server)

    def sync_until_through(self, exchange: Callable[[Request], Answer], tries: int = 500) -> None:
        """Sync again after every cut, as the app does."""
        for _ in range(tries):
            try:
                self.sync(exchange)
            except CutOffError:
                continue
            return
        raise AssertionError("the conversation never came through")


class CutOffError(Exception):
    """The line went dead."""


def everything_of(store: SqlStore) -> tuple[Any, ...]:
    """All of a store's log, feed, tree and projections, for telling that nothing changed."""
    with store.reading() as session:
        size = session.feed_size()
        tables = ("log", "feed", "origin", "tree", "checkpoint", "side_row", "feed_end")
        rows = {
            table: sorted(tuple(row) for row in session.connection.exec_driver_sql(f"SELECT * FROM {table}"))
            for table in tables
        }
        return size, rows, session.feed(1, size, EVERYTHING), projections(store)


def assert_same_history(field: Field) -> None:
    """The tablet holds what the server holds, in its order and nothing twice, with a tree that it has recomputed."""
    with field.server.store.reading() as server, field.store.reading() as tablet:
        size = server.feed_size()
        assert tablet.feed_size() == size
        theirs = [data for span in server.feed(1, size, EVERYTHING) for data in span.records]
        ours = [data for span in tablet.feed(1, size, EVERYTHING) for data in span.records]
        assert ours == theirs
        assert len(set(ours)) == len(ours)
        assert root(tablet.tree()) == root(grow(Tree(), theirs))
        checkpoint = tablet.checkpoint()
        assert checkpoint is not None
        assert (checkpoint.size, checkpoint.root) == (size, root(tablet.tree()))
        ours_here, ours_there = tablet.origin(field.origin), server.origin(field.origin)
        assert ours_here is not None
        assert ours_there is not None
        assert (ours_here.seq, ours_here.head) == (ours_there.seq, ours_there.head)
    assert_chain(field)


def assert_chain(field: Field) -> None:
    """The tablet's own records are numbered without gaps and each head follows from the one before."""
    with field.store.reading() as session:
        end = int.from_bytes(session.note("own_seq") or b"", "big")
        records = session.records(field.origin, 1, end + 1)
        assert len(records) == end
        head = session.head(field.origin, 0)
        for seq, data in enumerate(records, start=1):
            head = chain_next(head, data)
            assert session.head(field.origin, seq) == head, record_id(field.origin, seq)
        assert session.note("own_head") == head


def assert_as_refolded(store: SqlStore) -> None:
    """The projections are what the log makes of them from the beginning."""
    store.fold()
    stepped = projections(store)
    store.refold()
    assert projections(store) == stepped


def note_row(text: str) -> Any:
    return side_row({"text": text})


def copied_field(server: SampleServer, factory: pytest.TempPathFactory, folder: Path, name: str) -> Field:
    """A tablet of the sample with a server and a clock."""
    tablet = copied_tablet(sample_template(factory), folder, name)
    return Field(tablet, server, SteppingClock(START_MS + 7_200_000))
