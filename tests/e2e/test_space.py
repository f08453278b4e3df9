"""No space, on the server or on the tablet: told in plain words, nothing half done, and it goes on with space again.

The limit is on how large a process lets its files become, which SQLite meets as it meets a full disk; unlike a small
file system of its own it needs nobody's permission.
"""

import random
import sqlite3
from contextlib import closing
from pathlib import Path

from core.domain.problems import sentence
from tests.e2e.crossing import Crossing, told_instead
from tests.e2e.processes import Serving, sync_without_space, told_by
from tools.fault_proxy import FaultProxy


def log_bytes(path: Path) -> int:
    """The size of the file that a transaction makes grow."""
    log = path.with_name(f"{path.name}-wal")
    return log.stat().st_size if log.exists() else 0


def leave_no_room_in_the_log(path: Path) -> None:
    """A log that was long before has room for the next transactions, which need no space then."""
    with closing(sqlite3.connect(path, timeout=20)) as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")


def test_a_server_without_space_says_so_and_takes_everything_later(
    crossed: Crossing, server: Serving, line: FaultProxy, campaign: bool
) -> None:
    chance, told = random.Random(38), []
    database = crossed.folder / "server.db"
    for number in range(300 if campaign else 12):
        crossed.put_back()
        space = int(400_000 * chance.random() ** 2) if number else 0
        server.limit_files(log_bytes(database) + space)
        told.append(told_instead(crossed, line.address))
        crossed.check_tablet()
        server.limit_files(None)
        crossed.check_server()
        crossed.sync(line.address)
        crossed.check_end()
    print(f"{len(told)} tries: { ({code: told.count(code) for code in set(told)}) }")  # noqa: T201
    assert set(told) <= {"", "server_full"}
    assert told[0] == "server_full"
    assert "espacio" in sentence("server_full", "es", {})


def test_a_tablet_without_space_says_so_and_takes_everything_later(
    crossed_at_length: Crossing, line: FaultProxy, campaign: bool
) -> None:
    crossed, chance = crossed_at_length, random.Random(39)
    for number in range(25 if campaign else 1):
        crossed.put_back()
        leave_no_room_in_the_log(crossed.folder / "a.db")
        spaces = [0, *(chance.randrange(6_000_000) for _ in range(5))]
        outcomes = told_by(sync_without_space, crossed.folder / "a.db", line.address, spaces)
        print(f"{number}: {outcomes}")  # noqa: T201
        assert outcomes[0] == "storage_full"
        assert set(outcomes) <= {"", "storage_full"}
        assert outcomes[-1] == ""
        crossed.check_end()
