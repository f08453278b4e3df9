"""A tablet's file with 50,000 records, made once and kept until the fold, the schema or the season changes."""

from __future__ import annotations

import hashlib
import shutil
from dataclasses import dataclass
from pathlib import Path

from core.domain.chain import chain_over
from core.domain.records import origin_of_key
from core.fold import FOLD_VERSION
from core.storage.engine import open_sqlite
from core.storage.store import SqlStore
from core.storage.upgrade import HEADS
from core.sync.stages.pull import receive_pull
from core.usecases.ports import Span
from tools.bench.opening import PROGRAMME, Opening, make_opening
from tools.bench.season import CommitteeSeason, Writer, season
from tools.bench.world import TABLETS, World, days_for, enrol, make_world, parts
from tools.sample import seeded_key

ROOT = Path(__file__).resolve().parents[2]
DATA = ROOT / "build" / "bench-data"
RECORDS = 50_000
DAYS = days_for(RECORDS)
FILE = "planton.db"
_SHAPING = ("core/fold", "core/storage/projections.py", "tools/bench/opening.py", "tools/bench/season.py")


@dataclass(frozen=True)
class Prepared:
    """The file, and the season of its tablet's committees, at the day after the last one in the file."""

    path: Path
    opening: Opening
    mine: list[CommitteeSeason]
    writer: Writer


def prepared() -> Prepared:
    """The tablet's file, which must be copied before it is written to."""
    folder = DATA / _key()
    if not (folder / FILE).exists():
        shutil.rmtree(DATA, ignore_errors=True)
        making = DATA / "making"
        making.mkdir(parents=True)
        _make(making)
        making.rename(folder)
    return _with_season(folder / FILE)


def open_tablet(path: Path) -> SqlStore:
    return SqlStore(open_sqlite(path), PROGRAMME, tail_origin=_writers()[0].origin)


def _with_season(path: Path) -> Prepared:
    """Play the season of the tablet's own committees again, so that it can go on."""
    opening = make_opening(_office())
    writers = _writers()
    mine = [one for one in season(opening, writers) if one.writer is writers[0]]
    for day in range(DAYS):
        for one in mine:
            for _ in one.day(day):
                pass
    return Prepared(path, opening, mine, writers[0])


def _make(folder: Path) -> None:
    world = make_world(f"sqlite:///{folder / 'server.db'}")
    tablets = [
        enrol(world, number, folder / (FILE if number == 0 else f"{number}.db")) for number in range(len(TABLETS))
    ]
    _fill(world, tablets[0].store)
    tablets[0].store.fold()
    for store in (world.store, *(tablet.store for tablet in tablets)):
        store.engine.dispose()
    for path in folder.iterdir():
        if path.name != FILE:
            path.unlink()


def _fill(world: World, store: SqlStore) -> None:
    """Everything the server has and the whole season, as if it had come in one long pull."""
    with world.store.reading() as session:
        spans = session.feed(1, session.feed_size(), 1 << 40)
        hashes = [row.hash for statement in world.opening.statements for row in statement.sides.values()]
        side_rows = session.side_rows(hashes)
    position = spans[-1].first_position + len(spans[-1].records)
    for part in parts(world, DAYS):
        spans.append(Span(position, part.origin, part.first_seq, part.records))
        position += len(part.records)
    own = world.writers[0].origin
    with store.writing() as session:
        head = session.note("own_head") or b""
        for span in spans:
            if span.origin == own:
                heads = chain_over(head, span.records)
                session.write_records(own, span.first_seq, span.records, heads)
                head = heads[-1]
        seq = world.writers[0].seq.to_bytes(8, "big")
        for name, value in (("own_seq", seq), ("acked_seq", seq), ("own_head", head)):
            session.put_note(name, value)
        session.put_tree(receive_pull(session, spans, own, session.tree()))
        session.put_side_rows(side_rows)


def _key() -> str:
    digest = hashlib.sha256(f"{FOLD_VERSION} {HEADS['device']} {RECORDS}".encode())
    for name in _SHAPING:
        path = ROOT / name
        for file in sorted(path.glob("*.py")) if path.is_dir() else [path]:
            digest.update(file.read_bytes())
    return digest.hexdigest()[:16]


def _office() -> str:
    return origin_of_key(seeded_key("banco").public_key)


def _writers() -> list[Writer]:
    return [Writer(origin_of_key(seeded_key(name).public_key), "T01") for name in TABLETS]
