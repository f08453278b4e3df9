"""The only place where concrete things are put together: the data file, the clock, the key, the lanes, the server.

A start must be fast: what only sync or an upgrade needs is imported when it is needed.
"""

from __future__ import annotations

import os
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

from app.desk import Desk, explain
from app.navigation import Navigator
from app.ports import Transport
from app.text.texts import t
from core.domain.problems import Problem
from core.usecases.clock import SystemClock

if TYPE_CHECKING:
    from core.storage.store import SqlStore
    from core.usecases.ports import Signer, Store

_BEGAN = time.perf_counter()
VERSION = "0.1.0"
FILE = "planton.db"
HOME = "PLANTON_HOME"
KIVY = {"KIVY_NO_ARGS": "1", "KCFG_GRAPHICS_MULTISAMPLES": "0"}
"""What Kivy is told before it is imported. All that is round or slanted here brings its own smooth edge; four samples
of each pixel would take a window without a graphics card twice the time.
"""


class KeptKey:
    """core.usecases.ports.Signer over the key in the data file, which is read when something is signed."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._signer: Signer | None = None

    @property
    def public_key(self) -> bytes:
        return self._key().public_key

    def sign(self, message: bytes) -> bytes:
        return self._key().sign(message)

    def _key(self) -> Signer:
        if self._signer is None:
            from core.sync.trust.keys import PrivateKey

            with self._store.reading() as session:
                self._signer = PrivateKey(session.note("own_key") or b"")
        return self._signer


def data_folder() -> Path:
    """Where this installation keeps its file: PLANTON_HOME, or the system's place for an app's data."""
    named = os.environ.get(HOME)
    if named:
        return Path(named).expanduser()
    private = os.environ.get("ANDROID_PRIVATE")
    if private:
        return Path(private)
    if sys.platform == "win32":
        return Path(os.environ.get("APPDATA", Path.home())) / "Planton"
    if sys.platform == "darwin":
        return Path.home() / "Library" / "Application Support" / "Planton"
    return Path(os.environ.get("XDG_DATA_HOME", Path.home() / ".local" / "share")) / "planton"


def open_store(folder: Path) -> SqlStore:
    """The tablet's file, brought to this version and folded to its end, as the store of the programme it belongs to.

    While it is not enrolled it is the store of no programme, and empty. Raises Problem where it cannot be used.
    """
    from core.storage.device import enrolled_programme
    from core.storage.engine import open_sqlite
    from core.storage.store import SqlStore
    from core.storage.upgrade import open_ready

    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise Problem("storage_read_only", file=str(folder)) from error
    engine = open_sqlite(folder / FILE)
    open_ready(engine, "device")
    enrolled = enrolled_programme(engine)
    if enrolled is None:
        return SqlStore(engine, "")
    store = SqlStore(engine, enrolled.programme, tail_origin=enrolled.own_origin)
    # What was saved and not folded when the battery fell out is folded before anybody looks.
    store.fold()
    return store


def transport_for(addresses: tuple[str, ...]) -> Transport:
    from app.sending.transport import HttpTransport

    return HttpTransport(addresses)


def main() -> None:
    """Open the tablet's file and run the app until its window is closed."""
    os.environ.update(KIVY)
    try:
        store = open_store(data_folder())
    except Problem as problem:
        from app.field_app import ClosedApp

        ClosedApp(t("shell.cannot_open"), explain(problem)).run()
        return
    run_tablet(store, data_folder())


def run_tablet(store: SqlStore, folder: Path) -> None:
    """Put the desk together over the store in a folder and run; what is under way is finished before the file is
    closed.
    """
    from app.pace.collecting import collect_rarely

    collect_rarely()
    from kivy.utils import platform

    from app.background import lane
    from app.field_app import FieldApp
    from app.platform.device import device
    from app.platform.handset import handset
    from app.platform.machine import OwnMachine
    from app.platform.memory import memories
    from app.platform.sharing import sharing
    from app.platform.space import FolderSpace
    from app.practice.file import FilePractice
    from app.practice.practising import FILE as PRACTICE
    from app.practice.practising import Practice
    from app.preferences import preferences
    from app.screens.shell.presenter import ROOTS
    from app.sending.enrolling import Enroller
    from app.sending.installation import belongs_here, forget_key, is_copied, is_marked
    from app.sending.synchronise import Synchroniser
    from core.storage.store import SqlStore

    def open_joined(programme: str, own_origin: str) -> SqlStore:
        return SqlStore(store.engine, programme, tail_origin=own_origin)

    is_copy = bool(store.programme) and is_copied(store, folder)
    if is_copy:
        copied, store = store, SqlStore(store.engine, "")
        forget_key(copied, store)
    elif store.programme and not is_marked(store):
        belongs_here(store, folder)
    storage_lane, sync_lane = lane("storage"), lane("sync")
    desk = Desk(store, SystemClock(), KeptKey(store), Navigator(ROOTS), storage_lane, sync_lane, version=VERSION)
    desk.memories, desk.device, desk.handset = memories(platform), device(platform), handset(platform)
    desk.machine = OwnMachine(platform)
    desk.space, desk.sharing = FolderSpace(folder / FILE), sharing(platform)
    practice = FilePractice(folder / PRACTICE)
    desk.practice = Practice(
        practice, SystemClock(), storage_lane, ROOTS, lambda: preferences(desk), VERSION, machine=desk.machine
    )
    synchroniser = Synchroniser(desk, transport_for)
    desk.synchroniser = synchroniser
    desk.is_copy = is_copy
    desk.enroller = Enroller(desk, transport_for, open_joined, lambda joined: belongs_here(joined, folder))
    try:
        FieldApp(desk, synchroniser, _BEGAN).run()
    finally:
        synchroniser.cancel()
        storage_lane.close()
        sync_lane.close()
        practice.close()
        store.engine.dispose()
