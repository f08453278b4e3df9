"""A server and tablets that hold as much of the season as a bench asks for, written in bulk as pushes arrive."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from core.domain.chain import chain_over
from core.domain.records import encode_record, origin_of_key
from core.storage.engine import open_database
from core.storage.store import SqlStore
from core.storage.upgrade import open_ready
from core.sync.stages.push import Push, write_push
from core.usecases.office.opening import open_office, state_facts
from core.usecases.own_log import Statement, as_record
from core.usecases.ports import Session
from tools.bench.opening import COMMITTEES, PROGRAMME, Opening, make_opening
from tools.bench.season import RECORDS_A_DAY, CommitteeSeason, Writer, last_instant, season
from tools.sample import SampleServer, SampleTablet, SteppingClock, enrol_tablet, seeded_key

TABLETS = ("tableta 1", "tableta 2", "tableta 3", "tableta 4", "tableta 5")


@dataclass(frozen=True)
class Part:
    """Records of one origin that follow each other."""

    origin: str
    first_seq: int
    records: tuple[bytes, ...]


@dataclass
class World:
    """The office's server, and the season as its tablets are going to write it."""

    server: SampleServer
    opening: Opening
    writers: list[Writer]
    seasons: list[CommitteeSeason]

    @property
    def store(self) -> SqlStore:
        return self.server.store


def days_for(records: int, committees: int = COMMITTEES) -> int:
    """How many days of all committees make up so many records."""
    return -(-records // (committees * RECORDS_A_DAY))


def make_world(url: str, committees: int = COMMITTEES) -> World:
    """A server with the opening folded, on an empty database; the clock stands behind the longest season."""
    engine = open_database(url)
    open_ready(engine, "server")
    store = SqlStore(engine, PROGRAMME)
    key = seeded_key("banco")
    origin = open_office(store, key, key.raw)
    opening = make_opening(origin, committees)
    state_facts(store, origin, opening.statements)
    ids = {f"committee:{number}": place.committee for number, place in enumerate(opening.places)}
    ids |= {f"user:{number}": user for number, user in enumerate(opening.users)}
    server = SampleServer(store, SteppingClock(last_instant(700)), key, origin, ids)
    writers = [Writer(origin_of_key(seeded_key(name).public_key), "T01") for name in TABLETS]
    return World(server, opening, writers, season(opening, writers))


def enrol(world: World, number: int, path: Path) -> SampleTablet:
    """Tablet `number` from 0, let in for the committees whose season it writes."""
    mine = tuple(f"committee:{index}" for index, _ in enumerate(world.seasons) if index % len(TABLETS) == number)
    return enrol_tablet(world.server, path, TABLETS[number], mine, ("user:0", "user:1"))


def written(statements: Sequence[Statement], writer: Writer) -> Part:
    """The bytes of the writer's last statements: those that the season has just given."""
    first = writer.seq - len(statements) + 1
    records = [as_record(writer.origin, first + index, statement) for index, statement in enumerate(statements)]
    return Part(writer.origin, first, tuple(encode_record(record) for record in records))


def parts(world: World, days: int, writers: Sequence[Writer] | None = None, first_day: int = 0) -> Iterator[Part]:
    """The season's records as they would arrive: every tablet syncs once a day."""
    for day in range(first_day, first_day + days):
        for writer in writers or world.writers:
            mine = [season for season in world.seasons if season.writer is writer]
            statements = [statement for season in mine for statement in season.day(day)]
            if statements:
                yield written(statements, writer)


def receive(session: Session, part: Part) -> None:
    """Take a part in as the server does when a push has been verified."""
    known = session.origin(part.origin, lock=True)
    if known is None:
        raise LookupError(f"{part.origin} was not enrolled")
    head = chain_over(known.head, part.records)[-1]
    new = write_push(session, known, Push(part.first_seq, part.records, head, ()))
    session.place_in_feed(part.origin, known.seq + 1, len(new))
