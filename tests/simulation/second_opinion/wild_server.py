"""A server that holds a wild log in the place of one that it was told: appended as it is, and folded."""

from __future__ import annotations

from itertools import groupby
from pathlib import Path

from core.domain.chain import chain_start
from core.domain.records import Origin
from core.storage.engine import open_sqlite
from core.storage.store import SqlStore
from core.storage.upgrade import open_ready
from core.sync.trust.keys import PrivateKey
from core.usecases.ports import OriginState
from tests.simulation.second_opinion.wild import PROGRAMME, WILD_LENGTH, grown_wild
from tools.sample import SampleServer, SteppingClock

_NOW_MS = 1_420_000_000_000


def wild_server(seed: int, path: Path, length: int = WILD_LENGTH) -> SampleServer:
    """The server of this seed, over a new file. Whoever has it disposes of its engine."""
    wild = grown_wild(seed, length)
    engine = open_sqlite(path)
    open_ready(engine, "server")
    store = SqlStore(engine, PROGRAMME)
    with store.writing() as session:
        for origin, key in wild.keys.items():
            role = "office" if origin == wild.office else "tablet"
            session.put_origin(OriginState(origin, key, role, 0, chain_start(PROGRAMME, key)))
        for origin, run in groupby(wild.log, key=lambda one: one[0]):
            _, seqs, records, heads = zip(*run, strict=True)
            known = session.origin(origin, lock=True)
            if known is None:
                raise LookupError(origin)
            session.write_records(origin, seqs[0], records, heads)
            session.put_origin(known.grown(len(records), heads[-1]))
            session.place_in_feed(origin, seqs[0], len(records))
    store.fold()
    return SampleServer(store, SteppingClock(_NOW_MS), PrivateKey(wild.office_key), Origin(wild.office), {})
