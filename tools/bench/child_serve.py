"""A process of its own: a server that does not fold what lies in its file, for benches that look at the road alone.

`python -m tools.bench.child_serve FILE SEED` writes its address; it ends when it is told to.
"""

from __future__ import annotations

import sys
from pathlib import Path

from core.domain.records import origin_of_key
from core.storage.engine import open_sqlite
from core.storage.store import SqlStore
from sync_server.office import Identity
from sync_server.serving import listen, make_server
from sync_server.settings import Settings
from tools.bench.opening import PROGRAMME
from tools.bench.road import UnfoldingOffice
from tools.bench.season import last_instant
from tools.sample import SteppingClock, seeded_key


def main(path: Path, seed: str) -> None:
    key = seeded_key(seed)
    store = SqlStore(open_sqlite(path), PROGRAMME)
    office = UnfoldingOffice(store, SteppingClock(last_instant(700)), [Identity(key, origin_of_key(key.public_key))])
    listening = listen(Settings("sqlite:///", port=0))
    print(f"http://127.0.0.1:{listening.getsockname()[1]}", flush=True)
    make_server(office).run(sockets=[listening])


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2])
