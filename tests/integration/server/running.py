"""A real server on a free loopback port for a test, and what a tablet does with it. It ends with the test."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import requests

from core.domain.records import RecordId
from core.storage.engine import open_sqlite
from core.storage.store import SqlStore
from core.storage.upgrade import open_ready
from core.sync.letting_in import enrolment
from core.sync.trust.keys import PrivateKey
from core.sync.turns.conversation import Progress, converse, next_request
from core.sync.wire import packing
from core.sync.wire.messages import PROTOCOL, Answer, Request
from sync_server.bootstrap import ensure_account
from sync_server.office import Identity, Office
from sync_server.serving import listen, make_server
from sync_server.settings import Settings
from tools.sample import SampleServer, SteppingClock, seeded_key

SECONDS = 30
PASSWORD = "agua-y-sombra-27"


@dataclass
class Served:
    """A running server with the sample programme."""

    address: str
    office: Office
    ids: dict[str, RecordId]

    def code(
        self, label: str = "Choco 1", committees: tuple[str, ...] = ("CHO",), users: tuple[str, ...] = ("T01",)
    ) -> str:
        with self.office.store.writing() as session:
            return enrolment.issue_code(
                session, self.office.clock, label,
                tuple(self.ids[f"committee:{code}"] for code in committees),
                tuple(self.ids[f"user:{code}"] for code in users),
            )  # fmt: skip

    def pass_by(self, milliseconds: int) -> None:
        """Let time go by at the office."""
        clock = self.office.clock
        assert isinstance(clock, SteppingClock)
        clock.ms += milliseconds

    def knock(self, asked: enrolment.Knock) -> requests.Response:
        return requests.post(f"{self.address}/v1/enrol", data=enrolment.pack(asked), timeout=SECONDS)

    def post(self, data: Any, path: str = "/v1/sync", **options: Any) -> requests.Response:
        return requests.post(self.address + path, data=data, timeout=SECONDS, **options)

    def enrol(self, folder: Path, name: str, **chosen: Any) -> Tablet:
        return self.join(folder, name, self.code(name, **chosen))

    def join(self, folder: Path, name: str, code: str) -> Tablet:
        """What a tablet does with a code that somebody was given."""
        key = seeded_key(name)
        answer = self.knock(enrolment.knock(key, code))
        answer.raise_for_status()
        welcome = enrolment.unpack_welcome(answer.content)
        engine = open_sqlite(folder / f"{welcome.origin}.db")
        open_ready(engine, "device")
        store = SqlStore(engine, welcome.programme, tail_origin=welcome.origin)
        with store.writing() as session:
            enrolment.join(session, key, key.raw, welcome, (self.address,))
        return Tablet(self, store, key)


@dataclass
class Tablet:
    served: Served
    store: SqlStore
    key: PrivateKey

    @property
    def origin(self) -> str:
        with self.store.reading() as session:
            return (session.note("own_origin") or b"").decode("ascii")

    def request(self, batch_bytes: int = 16_000, protocol: int = PROTOCOL) -> Request:
        with self.store.reading() as session:
            return next_request(session, self.key, batch_bytes, protocol)

    def sync(self) -> Progress:
        with requests.Session() as kept:

            def exchange(request: Request) -> Answer:
                answer = kept.post(
                    f"{self.served.address}/v1/sync", data=packing.pack_request(request), timeout=SECONDS
                )
                if answer.status_code != 200:
                    raise AssertionError((answer.status_code, answer.text))
                return packing.unpack_answer(answer.content)

            return converse(self.store, self.served.office.clock, self.key, exchange)

    def look(self, question: Callable[[Any], Any]) -> Any:
        with self.store.reading() as session:
            return question(session.reads())


@contextmanager
def serving(sample: SampleServer, **options: Any) -> Iterator[Served]:
    """The sample's office behind a socket; stopped at the end, whatever happened."""
    office = Office(sample.store, sample.clock, [Identity(sample.key, sample.origin)], **options)
    ensure_account(sample.store, "oficina", PASSWORD, "coordinator", "C01")
    ensure_account(sample.store, "rosa", PASSWORD, "technician", "T01")
    with serving_office(office) as address:
        yield Served(address, office, sample.ids)


@contextmanager
def serving_office(office: Office) -> Iterator[str]:
    """The address of an office behind a socket; stopped at the end, whatever happened."""
    listening = listen(Settings("sqlite:///", port=0))
    server = make_server(office)
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]}, daemon=True)
    thread.start()
    try:
        end = time.monotonic() + SECONDS
        while not server.started and time.monotonic() < end:
            time.sleep(0.01)
        if not server.started:
            raise RuntimeError("the server did not come up")
        yield f"http://127.0.0.1:{listening.getsockname()[1]}"
    finally:
        server.should_exit = True
        thread.join(SECONDS)
        listening.close()
        if thread.is_alive():
            raise RuntimeError("the server did not stop")
