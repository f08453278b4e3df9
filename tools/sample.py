"""A server with the sample programme, and tablets enrolled to it, for the demo, the benches, the tests and a first
look.

Keys are made from seeds, so that everything is the same every time. Never use such keys for a real programme.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from core.domain.records import Origin, RecordId
from core.storage.engine import open_database
from core.storage.store import SqlStore
from core.storage.upgrade import open_ready
from core.sync.letting_in import enrolment
from core.sync.restore.epoch_format import Told, pack_told, unpack_told
from core.sync.restore.epochs import tell
from core.sync.restore.offers import take_back
from core.sync.trust.keys import PrivateKey
from core.sync.turns.answering import Answering, give_answer
from core.sync.turns.conversation import converse
from core.sync.wire import packing
from core.sync.wire.messages import Answer, Request
from core.usecases.office.entries import load_entries
from core.usecases.office.judge import judge
from core.usecases.office.opening import open_office
from core.usecases.office.restores import records_of_epochs
from core.usecases.ports import Clock

PROGRAMME = "PIURA"
FOLDER = Path(__file__).resolve().parent.parent / "assets" / "sample"


@dataclass
class SteppingClock:
    """A clock that goes on by a second whenever somebody looks."""

    ms: int

    def now_ms(self) -> int:
        self.ms += 1000
        return self.ms


@dataclass(frozen=True)
class SampleServer:
    """The office's side in one process; `ids` are record ids by the refs of the sample files."""

    store: SqlStore
    clock: Clock
    key: PrivateKey
    origin: Origin
    ids: dict[str, RecordId]

    @property
    def answering(self) -> Answering:
        return Answering(self.store, self.clock, self.key, self.origin, self.settle)

    def settle(self) -> None:
        """Fold what has arrived, check it, and fold the verdicts."""
        self.store.fold()
        judge(self.store, self.clock, self.origin)
        self.store.fold()

    def exchange(self, request: Request) -> Answer:
        """One turn, through the bytes that would travel."""
        received = packing.unpack_request(packing.pack_request(request))
        answer = give_answer(self.answering, received)
        return packing.unpack_answer(packing.pack_answer(answer, with_lzma=bool(received.reads_lzma)))

    def epochs(self, _note: str) -> Told:
        """core.sync.turns.conversation.Recovery, as this server's web address has it."""
        with self.store.reading() as session:
            return unpack_told(pack_told(tell(session, records_of_epochs(session))))

    def give_back(self, offer: bytes) -> bool:
        taken = take_back(self.store, self.clock, offer)
        if taken.is_last:
            self.settle()
        return taken.is_in_order


@dataclass(frozen=True)
class SampleTablet:
    """An enrolled tablet's store and key."""

    store: SqlStore
    key: PrivateKey
    path: Path


def seeded_key(seed: str) -> PrivateKey:
    """A key that anybody can make again from the seed."""
    return PrivateKey(hashlib.sha256(b"planton sample " + seed.encode("utf-8")).digest())


def make_server(url: str, clock: Clock, *, with_sample: bool = True, programme: str = PROGRAMME) -> SampleServer:
    """An office with the sample programme in an empty database, checked and folded."""
    engine = open_database(url)
    open_ready(engine, "server")
    store = SqlStore(engine, programme)
    key = seeded_key("office")
    origin = open_office(store, key, key.raw)
    ids = load_entries(store, origin, FOLDER, b"sample", clock.now_ms()) if with_sample else {}
    server = SampleServer(store, clock, key, origin, ids)
    server.settle()
    return server


def enrol_tablet(
    server: SampleServer,
    path: Path,
    label: str,
    committees: tuple[str, ...],
    users: tuple[str, ...],
    addresses: tuple[str, ...] = ("http://127.0.0.1:8600",),
) -> SampleTablet:
    """A tablet with its own file, let in by a code for these committees and users (refs of the sample files)."""
    key = seeded_key(label)
    with server.store.writing() as session:
        code = enrolment.issue_code(
            session,
            server.clock,
            label,
            tuple(server.ids[ref] for ref in committees),
            tuple(server.ids[ref] for ref in users),
        )
    welcome = enrolment.let_in(
        server.store, server.clock, server.origin, server.key.public_key, enrolment.knock(key, code)
    )
    engine = open_database(f"sqlite:///{path}")
    open_ready(engine, "device")
    store = SqlStore(engine, welcome.programme, tail_origin=welcome.origin)
    with store.writing() as session:
        enrolment.join(session, key, key.raw, welcome, addresses)
    return SampleTablet(store, key, path)


def meet_server(server: SampleServer, tablets: Sequence[SampleTablet]) -> None:
    """Everybody syncs; all but the last once more, for what the others brought."""
    for tablet in (*tablets, *tablets[:-1]):
        converse(tablet.store, server.clock, tablet.key, server.exchange)
