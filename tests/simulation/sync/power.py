"""Machines that die in the middle of their work, and disks that are full: databases that ask before every statement.

A machine that was killed keeps what it had committed; one whose battery fell out keeps only what had reached the disk.
Whoever died says nothing more: its connections refuse everything until the file is opened anew.
"""

from __future__ import annotations

import sqlite3
import struct
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Any

from sqlalchemy import Engine, event

from tests.simulation.money.shelf import Shelf

KILLED, BEFORE_COMMIT, AFTER_COMMIT, POWER_CUT = MANNERS = (
    "killed",
    "killed before commit",
    "killed after commit",
    "power cut",
)
_HEARD = {
    KILLED: ("statement",),
    BEFORE_COMMIT: ("commit",),
    AFTER_COMMIT: ("committed",),
    POWER_CUT: ("statement", "committed"),
}
_PAGE_BYTES = 4096
_HEAD_BYTES, _FRAME_BYTES = 32, 24 + _PAGE_BYTES
_FRAMES_AT = 16
"""Of SQLite's write-ahead log, and where its index says how many frames are good."""
NO_LIMIT_PAGES = 1_073_741_823


class Death(BaseException):
    """A machine has died; nothing that expects mere exceptions may go on."""

    def __init__(self, machine: str, manner: str) -> None:
        super().__init__(machine, manner)
        self.machine = machine
        self.manner = manner


@dataclass
class Fate:
    """When the next machine dies, whichever it is that then writes; and who has committed since it was last asked."""

    manner: str = ""
    left: int = 0
    wrote: set[str] = field(default_factory=set)
    powers: dict[str, Power] = field(default_factory=dict)

    def arm(self, manner: str, after: int) -> None:
        """Let the machine die that comes to its `after`-th statement or commit within a transaction that writes."""
        self.manner, self.left = manner, after

    def disarm(self) -> None:
        self.manner = ""

    def tick(self, power: Power, moment: str) -> None:
        if not self.manner or moment not in _HEARD[self.manner]:
            return
        self.left -= 1
        if self.left <= 0:
            manner, self.manner = self.manner, ""
            power.die(manner)


class Power:
    """What one machine's connections ask. `room_pages` is how much its disk still takes, or None for enough."""

    def __init__(self, name: str, path: Path, fate: Fate) -> None:
        self.name = name
        self.path = path
        self.fate = fate
        self.is_dead = False
        self.manner = ""
        """Of its last death."""
        self.limit_pages = NO_LIMIT_PAGES
        self._on_disk = (b"", 0)
        """How the write-ahead log began when last it reached the disk, and how many bytes of it did."""
        self._left_behind: tuple[bytes, bytes] | None = None

    @property
    def _log(self) -> Path:
        return Path(f"{self.path}-wal")

    def reached_disk(self) -> None:
        """Everything in the write-ahead log is on the disk now. Its index says where it ends; behind that may stand
        what is older.
        """
        if self._log.exists():
            with self._log.open("rb") as log, Path(f"{self.path}-shm").open("rb") as index:
                index.seek(_FRAMES_AT)
                [frames] = struct.unpack("=I", index.read(4))
                self._on_disk = (log.read(_HEAD_BYTES), _HEAD_BYTES + frames * _FRAME_BYTES)

    def die(self, manner: str) -> None:
        self.is_dead, self.manner = True, manner
        if manner == POWER_CUT and self._log.exists():
            log, (head, size) = self._log.read_bytes(), self._on_disk
            # A log that has begun anew since then holds nothing that anybody has waited for.
            self._left_behind = (self.path.read_bytes(), log[:size] if log[:_HEAD_BYTES] == head else b"")
        raise Death(self.name, manner)

    def ask(self, moment: str) -> None:
        if self.is_dead:
            raise Death(self.name, self.manner)
        self.fate.tick(self, moment)
        if moment == "commit":
            self.fate.wrote.add(self.name)

    def come_back(self) -> None:
        """The file is as the death has left it; all connections to it must be closed."""
        self.is_dead = False
        if self._left_behind is not None:
            data, log = self._left_behind
            self._left_behind = None
            self.path.write_bytes(data)
            self._log.write_bytes(log)
            self._on_disk = (log[:_HEAD_BYTES], len(log))
            Path(f"{self.path}-shm").unlink(missing_ok=True)


class FailingCursor(sqlite3.Cursor):
    connection: FailingConnection

    def execute(self, statement: str, values: Any = (), /) -> FailingCursor:
        self.connection.ask(statement)
        super().execute(statement, values)
        self.connection.done(statement)
        return self

    def executemany(self, statement: str, values: Any, /) -> FailingCursor:
        self.connection.ask(statement)
        super().executemany(statement, values)
        return self


class FailingConnection(sqlite3.Connection):
    """Counts what is done within transactions that write."""

    def __init__(self, power: Power, *arguments: Any, **named: Any) -> None:
        super().__init__(*arguments, **named)
        self._power = power
        self._writes = False
        self._is_light = False

    def cursor(self, factory: Any = FailingCursor) -> Any:
        return super().cursor(factory)

    def execute(self, statement: str, values: Any = (), /) -> Any:
        """sqlite3's own shortcut does not ask its cursor."""
        return self.cursor().execute(statement, values)

    def ask(self, statement: str) -> None:
        power = self._power
        if power.is_dead:
            raise Death(power.name, power.manner)
        if statement == "BEGIN IMMEDIATE":
            self._limit(power.limit_pages)
            self._writes = True
        elif self._writes:
            power.fate.tick(power, "statement")

    def done(self, statement: str) -> None:
        if statement.startswith("PRAGMA synchronous"):
            self._is_light = statement.endswith("NORMAL")
        elif statement.startswith("PRAGMA wal_checkpoint"):
            self._power.reached_disk()

    def _limit(self, pages: int) -> None:
        sqlite3.Cursor(self).execute(f"PRAGMA max_page_count = {pages}").close()

    def commit(self) -> None:
        power = self._power
        if power.is_dead:
            raise Death(power.name, power.manner)
        if not self._writes:
            super().commit()
            return
        power.fate.tick(power, "commit")
        super().commit()
        self._writes = False
        power.fate.wrote.add(power.name)
        if not self._is_light:
            power.reached_disk()
        power.fate.tick(power, "committed")

    def rollback(self) -> None:
        self._writes = False
        super().rollback()


class FailingShelf(Shelf):
    """A shelf whose machines share one fate."""

    def __init__(self) -> None:
        super().__init__()
        self.fate = Fate()

    def engine(self, name: str) -> Engine:
        is_new = name not in self._engines
        engine = super().engine(name)
        if is_new:
            power = self.fate.powers[name] = Power(name, self.path(name), self.fate)
            event.listen(engine, "do_connect", partial(_connect_through, power))
        return engine

    def fill(self, name: str, room_pages: int) -> None:
        """The disk of a machine takes only so much more."""
        pages = self.path(name).stat().st_size // _PAGE_BYTES
        self.fate.powers[name].limit_pages = pages + room_pages

    def free(self) -> None:
        for power in self.fate.powers.values():
            power.limit_pages = NO_LIMIT_PAGES

    def is_full(self, name: str) -> bool:
        return self.fate.powers[name].limit_pages != NO_LIMIT_PAGES

    def begin_anew(self) -> None:
        """For the next season: all are well again."""
        self.close_all()
        self.free()
        self.fate.disarm()
        for power in self.fate.powers.values():
            power.come_back()


def _connect_through(
    power: Power, _dialect: Any, _record: Any, _arguments: Sequence[Any], named: dict[str, Any]
) -> None:
    named["factory"] = partial(FailingConnection, power)


def watch(engine: Engine, power: Power) -> None:
    """Let a server on another database die as well: before a statement or a commit, of which nothing is then kept."""
    event.listen(engine, "before_cursor_execute", lambda *_: power.ask("statement"))
    event.listen(engine, "commit", lambda *_: power.ask("commit"))
