"""A process of its own: a new tablet's first pull, as its app does it but for the folding.

`python -m tools.bench.child_pull FILE ADDRESS` writes {"seconds": …, "received": …, "turns": …, "memory_mb": …}.
"""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path

from app.sending.transport import HttpTransport
from core.storage.device import enrolled_programme
from core.storage.engine import open_sqlite
from core.sync.trust.keys import PrivateKey
from core.sync.turns.ahead import begin_in_thread
from core.sync.turns.conversation import Progress, converse
from tools.bench.road import UnfoldingStore
from tools.bench.row import seconds
from tools.bench.season import last_instant
from tools.bench.serving import memory_mb
from tools.sample import SteppingClock


def main(path: Path, address: str) -> None:
    engine = open_sqlite(path)
    enrolled = enrolled_programme(engine)
    if enrolled is None:
        raise RuntimeError("the tablet is not enrolled")
    store = UnfoldingStore(engine, enrolled.programme, tail_origin=enrolled.own_origin)
    with store.reading() as session:
        key = PrivateKey(session.note("own_key") or b"")
    transport, done = HttpTransport((address,)), list[Progress]()

    def pull() -> None:
        clock = SteppingClock(last_instant(700))
        done.append(converse(store, clock, key, transport.exchange, begin=begin_in_thread))

    spent = seconds(pull)
    transport.close()
    told = {"seconds": spent, "received": done[0].received, "turns": done[0].turns, "memory_mb": memory_mb(os.getpid())}
    print(json.dumps(told), flush=True)


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2])
