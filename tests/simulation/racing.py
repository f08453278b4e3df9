"""Several processes that do the same to one database at the same moment."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from core.storage import store as stores
from core.storage.engine import open_database
from core.storage.store import SqlStore
from core.storage.upgrade import open_ready
from tests.crashing import PROCESSES
from tests.stores import PROGRAMME


def run_processes(work: Callable[[str, Any], None], url: str) -> list[int | None]:
    """Four processes that begin at the same moment; how each of them ended (None: not within a minute)."""
    go = PROCESSES.Event()
    processes = [PROCESSES.Process(target=work, args=(url, go), daemon=True) for _ in range(4)]
    for process in processes:
        process.start()
    go.set()
    for process in processes:
        process.join(60)
    ends = [process.exitcode for process in processes]
    for process in processes:
        process.kill()
    return ends


def fold_as_process(url: str, go: Any) -> None:
    engine = open_database(url)
    stores.FOLD_BATCH = 3
    go.wait(60)
    SqlStore(engine, PROGRAMME).fold()
    engine.dispose()


def start_as_process(url: str, go: Any) -> None:
    engine = open_database(url)
    go.wait(60)
    open_ready(engine, "server")
    engine.dispose()
