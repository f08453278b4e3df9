"""A tablet with something to say, a server with something to say, and what must hold whatever happened between them.

The two databases are made once and put back for every try: SQLite's own copying writes into the file that a server is
using, so neither end has to be started anew. The log is the same every time, hence what was once compared with a refold
need not be refolded again.
"""

from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path

import pytest

from app.sending.transport import HttpTransport
from core.domain.attendance import Presence, Workday
from core.domain.bodies import Count
from core.domain.calendar import MS_PER_HOUR, local_day
from core.domain.nurseries import PersonCount
from core.domain.plantings import Planting
from core.domain.problems import Problem
from core.domain.records import RecordId
from core.fold.facts import thing_fact
from core.storage.compare import fingerprints
from core.storage.projections import TABLES, kept_shapes
from core.storage.store import SqlStore
from core.sync.turns.conversation import Progress, converse
from core.usecases.tablet.record import record_fact
from tests.crashing import open_field, opened_server
from tests.e2e.processes import StandingClock, patient_transport
from tests.fieldwork import Field, assert_chain, assert_same_history
from tests.sample import START_MS, copied_server, copied_tablet, sample_template
from tests.stores import EVERYTHING
from tools.sample import SteppingClock

MS_PER_DAY = 24 * MS_PER_HOUR
A_DAY = 4
"""How many records a tablet makes on a day."""
CUT_OFF = frozenset({"server_unreachable", "answer_unreadable"})
"""What a person is told when the line was cut, whichever byte it was."""


@dataclass
class Season(Field):
    """A tablet that works with the `place`-th of its committees, a few records a day, from the sample's day on."""

    place: int = 0

    @property
    def committees(self) -> list[RecordId]:
        return super().committees[self.place :]

    def work(self, number: int) -> None:
        """Workdays, plantings, and at the end a correction with a note, which is a side row; so many records."""
        members, unit, batch = self.members(), self.things("unit")[0], self.things("opening_batch")[0]
        target = ""
        for index in range(number - 1):
            day = self._day(index // A_DAY)
            if index % A_DAY == 1:
                people = (PersonCount(members[index % len(members)], Count(2)),)
                planting = Planting(
                    self.committees[0], RecordId(unit.id), thing_fact(batch).species, RecordId(batch.id), Count(2),
                    people=people,
                )  # fmt: skip
                record_fact(self.store, self.clock, "T01", planting, day)
                continue
            present = tuple(Presence(members[(index + offset) % len(members)], 2) for offset in range(1 + index % 3))
            target = record_fact(self.store, self.clock, "T01", Workday(self.committees[0], "nursery", present), day)
        self.void(target, note="Se anotó dos veces")

    def _day(self, number: int) -> str:
        """The local day so many days after the sample's; the tablet's clock goes along."""
        self.clock = SteppingClock(START_MS + number * MS_PER_DAY + 7_200_000)
        return local_day(self.clock.ms)


def prepare(tmp_path_factory: pytest.TempPathFactory, up: int, down: int) -> Path:
    """A folder with server.db, to which another tablet brought `down` records, and a.db with `up` unsent ones."""
    template = sample_template(tmp_path_factory)
    folder = tmp_path_factory.mktemp("crossing")
    server = copied_server(template, folder)
    server = replace(server, clock=StandingClock())
    other = Season(copied_tablet(template, folder, "b"), server, SteppingClock(START_MS), place=1)
    other.work(down)
    other.sync()
    here = Season(copied_tablet(template, folder, "a"), server, SteppingClock(START_MS))
    here.work(up)
    for store in (server.store, other.store, here.store):
        store.engine.dispose()
    return folder


class _Watched:
    """A database file, and whether any other connection has committed something since it was begun."""

    def __init__(self, path: Path) -> None:
        self._connection = sqlite3.connect(path, timeout=20)
        self._version = -1

    def begin(self) -> None:
        self._version = self._now()

    def has_changed(self) -> bool:
        return self._now() != self._version

    def close(self) -> None:
        self._connection.close()

    def _now(self) -> int:
        (version,) = self._connection.execute("PRAGMA data_version").fetchone()
        return int(version)


@dataclass
class Crossing:
    """Both ends in a folder of their own; `server` and `tablet` are opened here, whoever else has the files open."""

    template: Path
    folder: Path
    refolded: dict[str, str] = field(default_factory=dict)
    """Fingerprint of the projections by digest of the log that they were folded from, as a refold gave it."""
    ends: set[str] = field(default_factory=set)
    _rows: dict[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self._watched = {name: _Watched(self.folder / name) for name in ("server.db", "a.db")}
        self.put_back()
        self.tablet = open_field(self.folder / "a.db")
        server = opened_server(self.server_url)
        self.whole = Field(self.tablet.tablet, server, self.tablet.clock)
        self.own = self.own_now()
        assert self.own

    @property
    def server_url(self) -> str:
        return f"sqlite:///{self.folder / 'server.db'}"

    def put_back(self) -> None:
        """Both ends are as they were prepared."""
        for name, watched in self._watched.items():
            if watched.has_changed():
                source = sqlite3.connect(self.template / name)
                target = sqlite3.connect(self.folder / name, timeout=20)
                with closing(source), closing(target):
                    source.backup(target)
                watched.begin()

    def sync(self, address: str, answer_seconds: float = 60) -> Progress:
        transport = patient_transport(address, answer_seconds)
        try:
            return self.sync_over(transport)
        finally:
            transport.close()

    def sync_over(self, transport: HttpTransport) -> Progress:
        return converse(self.tablet.store, StandingClock(), self.tablet.tablet.key, transport.exchange)

    def server_has_all(self) -> bool:
        """Whether everything of the tablet has arrived, though the tablet may not know it."""
        with self.whole.server.store.reading() as session:
            known = session.origin(self.whole.origin)
        return known is not None and known.seq == len(self.own)

    def sync_until_through(self, address: str, tries: int = 1_000) -> int:
        """How many tries it took; every trouble was one that a cut line may make."""
        for number in range(1, tries + 1):
            code = told_instead(self, address)
            if not code:
                return number
            assert code in CUT_OFF
        raise AssertionError("the conversation never came through")

    def check_tablet(self) -> None:
        """Nothing of the tablet's own is lost or changed, its chain holds, and its rows are those of its log. A
        file that nobody has written to since it was put back is as it was.
        """
        if not self._watched["a.db"].has_changed():
            return
        assert self.own_now() == self.own
        assert_chain(self.tablet)
        with self.tablet.store.reading() as session:
            assert session.feed_size() == session.tree().size
        self._check_fold(self.tablet.store)

    def check_server(self) -> None:
        """The tablet's records that are there are the first ones, each once, and the rows are those of the log."""
        if not self._watched["server.db"].has_changed():
            return
        server = self.whole.server.store
        with server.reading() as session:
            arrived = session.records(self.whole.origin, 1, EVERYTHING)
            feed = [data for span in session.feed(1, session.feed_size(), EVERYTHING) for data in span.records]
        assert arrived == self.own[: len(arrived)]
        assert len(set(feed)) == len(feed)
        self._check_fold(server)

    def check_end(self) -> None:
        """Both ends hold the same, whole: the same history, and the same rows made of it."""
        self.check_tablet()
        self.check_server()
        assert_same_history(self.whole)
        with self.whole.server.store.reading() as session:
            assert session.records(self.whole.origin, 1, EVERYTHING) == self.own
        assert self._rows["server"] == self._rows["tablet"]
        self.ends.add(log_digest(self.whole.server.store))

    def own_now(self) -> list[bytes]:
        """The tablet's own records as they stand in its file."""
        with self.tablet.store.reading() as session:
            return list(session.records(self.tablet.origin, 1, EVERYTHING))

    def close(self) -> None:
        for watched in self._watched.values():
            watched.close()
        for store in (self.tablet.store, self.whole.server.store):
            store.engine.dispose()

    def _check_fold(self, store: SqlStore) -> None:
        store.fold()
        found, key = rows_digest(store), log_digest(store)
        if key not in self.refolded:
            store.refold()
            self.refolded[key] = rows_digest(store)
        assert found == self.refolded[key]
        self._rows["server" if store.keeps_journal else "tablet"] = found


def log_digest(store: SqlStore) -> str:
    """A hash of everything in the feed in its order, and of a tablet's unsent records behind it."""
    digest = hashlib.sha256(b"tablet" if not store.keeps_journal else b"server")
    with store.reading() as session:
        for span in session.feed(1, session.feed_size(), EVERYTHING):
            for data in span.records:
                digest.update(hashlib.sha256(data).digest())
        own = (session.note("own_origin") or b"").decode()
        if not store.keeps_journal:
            digest.update(b"own")
            for data in session.records(own, 1, EVERYTHING):
                digest.update(hashlib.sha256(data).digest())
    return digest.hexdigest()


def rows_digest(store: SqlStore) -> str:
    """A hash of the fold's rows, the journal's left out; as `fingerprints`, at a fifth of its time on SQLite."""
    if store.engine.dialect.name != "sqlite":
        return hashlib.sha256(repr(sorted(fingerprints(store).items())).encode()).hexdigest()
    digest = hashlib.sha256()
    with store.reading() as session:
        driver = session.connection.connection.driver_connection
        for name in sorted(TABLES[shape].name for shape in kept_shapes(keeps_journal=False)):
            rows = driver.execute(f'SELECT * FROM "{name}"').fetchall()
            digest.update(repr((name, sorted(map(repr, rows)))).encode())
    return digest.hexdigest()


@contextmanager
def crossing(template: Path, folder: Path) -> Iterator[Crossing]:
    made = Crossing(template, folder)
    try:
        yield made
    finally:
        made.close()


def told_instead(crossed: Crossing, address: str, answer_seconds: float = 60) -> str:
    """The code of what a sync failed with; empty where it came through."""
    try:
        crossed.sync(address, answer_seconds)
    except Problem as problem:
        return problem.code
    return ""
