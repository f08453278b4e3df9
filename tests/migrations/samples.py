"""A small programme with a few records of most sorts, for the stored databases of released versions.

`python -m tests.migrations.samples` writes those of this version, once: what a released version wrote is never made
again.
"""

from __future__ import annotations

import json
import re
import shutil
import sqlite3
import tempfile
from collections import Counter
from contextlib import closing
from pathlib import Path
from typing import Any

from core.domain.attendance import Presence, Workday
from core.domain.bodies import Count
from core.domain.nurseries import OpeningBatch, ReadyAccepted
from core.domain.records import RecordId
from core.fold.facts import thing_fact
from core.fold.rows import Thing
from core.storage.upgrade import HEADS, Side
from core.sync.turns.conversation import converse
from core.usecases.office.entries import load_entries
from core.usecases.ports import Pin
from core.usecases.tablet.correct import Change, void_record
from core.usecases.tablet.record import record_fact
from tests.sample import DAY, START_MS
from tools.sample import FOLDER, SampleServer, SteppingClock, enrol_tablet, make_server

STORED = Path(__file__).parent / "stored"
OF_EACH_KIND = 3
AT_MOST = {"community": 1, "committee": 1}


def stored_path(side: Side) -> Path:
    return STORED / f"{HEADS[side].replace(f'_{side}', '')}_{side}.db"


def few_entries(folder: Path) -> None:
    """The first entries of each kind of the sample whose references are among them too."""
    kept: list[dict[str, Any]] = []
    known: set[str] = set()
    numbers: Counter[str] = Counter()
    for path in sorted(FOLDER.glob("*.json")):
        for entry in json.loads(path.read_text("utf-8")):
            needed = set(re.findall(r'"@([^"]+)"', json.dumps(entry["body"], ensure_ascii=False)))
            if needed <= known and numbers[entry["kind"]] < AT_MOST.get(entry["kind"], OF_EACH_KIND):
                numbers[entry["kind"]] += 1
                known.add(entry["ref"])
                kept.append(entry)
    (folder / "few.json").write_text(json.dumps(kept), "utf-8")


def make_samples(folder: Path) -> dict[Side, Path]:
    """A server's and a tablet's file: a history that both have, and a few records that only the tablet has."""
    paths: dict[Side, Path] = {"server": folder / "server.db", "device": folder / "device.db"}
    bare = make_server(f"sqlite:///{paths['server']}", SteppingClock(START_MS), with_sample=False)
    few_entries(folder)
    ids = load_entries(bare.store, bare.origin, folder, b"sample", START_MS)
    server = SampleServer(bare.store, bare.clock, bare.key, bare.origin, ids)
    server.settle()
    committee = next(ref for ref in ids if ref.startswith("committee:"))
    tablet = enrol_tablet(server, paths["device"], "Tableta Ñ", (committee,), ())
    store = tablet.store
    converse(store, server.clock, tablet.key, server.exchange)
    with store.writing() as session:
        session.put_pin(Pin("T01", b"salt", b"hash", 2, 0))
        session.put_draft("planting", 1, '{"count":"12"}')
        members = [RecordId(thing.id) for thing in session.state().find(Thing, "member")]
        batch = session.state().find(Thing, "opening_batch")[0]
    opening: OpeningBatch = thing_fact(batch)
    day = Workday(ids[committee], "nursery", tuple(Presence(member, 2) for member in members))
    target = record_fact(store, server.clock, "T01", day, DAY)
    ready = ReadyAccepted(RecordId(batch.id), Count(opening.ready + 100), (target,))
    record_fact(store, server.clock, "T01", ready, DAY)
    converse(store, server.clock, tablet.key, server.exchange)
    void_record(store, server.clock, "T01", Change(target, target, "wrong_count", "Se contó dos veces"))
    record_fact(store, server.clock, "T01", day, DAY)
    for one in (server.store, store):
        one.engine.dispose()
    return paths


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        for side, path in make_samples(Path(folder)).items():
            with closing(sqlite3.connect(path, isolation_level=None)) as connection:
                for statement in ("PRAGMA journal_mode = DELETE", "PRAGMA page_size = 1024", "VACUUM"):
                    connection.execute(statement)
                connection.execute("PRAGMA journal_mode = WAL")
            shutil.copy(path, stored_path(side))


if __name__ == "__main__":
    main()
