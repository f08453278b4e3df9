"""A server that is put back to a backup, and what tests of it ask again and again."""

import shutil
from dataclasses import dataclass, field, replace
from pathlib import Path

import pytest

from core.domain.epochs import EpochBegan, GivenBack, epoch_message
from core.domain.programme import Setting
from core.domain.records import origin_of_key
from core.fold.facts import thing_fact
from core.fold.rows import Thing
from core.storage.engine import open_sqlite
from core.storage.store import SqlStore
from core.sync.restore.epochs import begin_epoch
from core.sync.wire.messages import Answer, Request
from core.usecases.office.opening import state_facts
from core.usecases.own_log import Statement
from core.usecases.ports import Session
from tests.fieldwork import Field, assert_as_refolded, assert_same_history
from tests.sample import DAY, START_MS
from tests.stores import EVERYTHING
from tools.sample import PROGRAMME, SampleServer, seeded_key

YESTERDAYS = "yesterday.db"


class Shelf:
    """Backups of the server, and how one is put back."""

    def __init__(self, server: SampleServer, folder: Path) -> None:
        self._server = server
        self._folder = folder
        self._opened: list[SqlStore] = []

    def back_up(self, server: SampleServer | None = None, backup: str = YESTERDAYS) -> None:
        store = (server or self._server).store
        with store.writing() as session:
            session.connection.exec_driver_sql("SELECT 1")
        store.tidy()
        shutil.copy(str(store.engine.url.database), self._folder / backup)

    def put_back(
        self, name: str = "new office", before: SampleServer | None = None, backup: str = YESTERDAYS
    ) -> SampleServer:
        """The server as it was, gone on under a new origin."""
        former = before or self._server
        path = self._folder / f"{name}.db"
        shutil.copy(self._folder / backup, path)
        store = SqlStore(open_sqlite(path), PROGRAMME)
        self._opened.append(store)
        origin = begin_epoch(store, former.clock, seeded_key(name), former.origin)
        server = replace(former, store=store, key=seeded_key(name), origin=origin)
        server.settle()
        return server

    def close(self) -> None:
        for store in self._opened:
            store.engine.dispose()


def said_by_office(server: SampleServer, value: int) -> str:
    fact = Setting("water_strip_m", value, DAY)  # type: ignore[arg-type]
    return state_facts(server.store, server.origin, [Statement(fact, DAY, "C01", server.clock.now_ms())])[0]


def seq_of(server: SampleServer, origin: str) -> int:
    with server.store.reading() as session:
        known = session.origin(origin)
    return known.seq if known else 0


def records_of(server: SampleServer, origin: str) -> list[bytes]:
    with server.store.reading() as session:
        return session.records(origin, 1, EVERYTHING)


def tampered(session: Session) -> None:
    connection = session.connection  # type: ignore[attr-defined]
    for action in ("update", "delete", "replace"):
        connection.exec_driver_sql(f"DROP TRIGGER log_refuses_{action}")
    first = "SELECT data FROM log WHERE origin = ? AND seq = 1"
    (office,) = connection.exec_driver_sql("SELECT value FROM note WHERE name = 'own_origin'").first()
    (data,) = connection.exec_driver_sql(first, (office.decode(),)).first()
    changed = data.replace(b'"recorded_at":1', b'"recorded_at":2')
    assert changed != data
    connection.exec_driver_sql("UPDATE log SET data = ? WHERE origin = ? AND seq = 1", (changed, office.decode()))


def forged(server: SampleServer, **changes: str | int) -> bytes:
    """An epoch of somebody who has no key of the office."""
    thief = seeded_key("thief")
    said = (thief.public_key.hex(), 1, "00" * 32)
    signature = thief.sign(epoch_message(PROGRAMME, *said)).hex()
    fact = EpochBegan(server.origin, server.key.public_key.hex(), *said, signature)  # type: ignore[arg-type]
    fact = replace(fact, **changes)  # type: ignore[arg-type]
    from core.domain.records import encode_record
    from core.usecases.own_log import as_record

    statement = Statement(fact, DAY, "office", START_MS)
    return encode_record(as_record(origin_of_key(thief.public_key), 1, statement))


@dataclass(frozen=True)
class Failing(SampleServer):
    """A restored server that is lost when it has been given back a part."""

    given: list[bool] = field(default_factory=list)

    def give_back(self, offer: bytes) -> bool:
        self.given.append(super().give_back(offer))
        return self.given[-1]

    def exchange(self, request: Request) -> Answer:
        if self.given:
            raise ConnectionError
        return super().exchange(request)


def give_back_and_see_nothing(one: Field, new: SampleServer) -> None:
    """The tablet goes over to a restored server, which is lost before it says a word."""
    one.server = Failing(new.store, new.clock, new.key, new.origin, new.ids)
    with pytest.raises(ConnectionError):
        one.sync()
    assert one.note("server_origin").decode() == new.origin


def lost_with_its_tablet(one: Field, other: Field, server: SampleServer) -> dict[str, list[bytes]]:
    """What nobody but this tablet holds by now: of a tablet that is gone, and of the office."""
    other.workdays(3)
    other.sync()
    said_by_office(server, 35)
    one.workday()
    one.sync()
    return {origin: records_of(server, origin) for origin in (server.origin, other.origin)}


def assert_nothing_is_lost(one: Field, before: dict[str, list[bytes]]) -> None:
    for origin, records in before.items():
        assert records_of(one.server, origin)[: len(records)] == records
    assert_same_history(one)
    assert_as_refolded(one.store)
    assert_as_refolded(one.server.store)


PART_BYTES = 120
"""On the road: half a dozen records."""


class Keeping(SampleServer):
    """A restored server that shows what it was offered, and is lost after so many parts."""

    @classmethod
    def of(cls, server: SampleServer, lives: int = 1_000) -> "Keeping":
        made = cls(server.store, server.clock, server.key, server.origin, server.ids)
        object.__setattr__(made, "offers", [])
        object.__setattr__(made, "lives", [lives])
        return made

    def give_back(self, offer: bytes) -> bool:
        self.lives[0] -= 1
        if self.lives[0] < 0:
            raise ConnectionError
        self.offers.append(offer)
        return super().give_back(offer)


def make_parts_small(patch: pytest.MonkeyPatch) -> None:
    for name in ("FIRST_BYTES", "MOST_BYTES"):
        patch.setattr(f"core.sync.turns.batch_size.{name}", PART_BYTES)
    patch.setattr("core.sync.turns.batch_size.BatchSize.__init__.__defaults__", (PART_BYTES, 0, 0))


def given(server: SampleServer) -> list[GivenBack]:
    with server.store.reading() as session:
        return [thing_fact(thing) for thing in session.state().find(Thing, GivenBack.kind)]
