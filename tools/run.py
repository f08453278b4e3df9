"""`make run`: an office server with the sample programme, a tablet that is enrolled and synced, and the tablet's app.

Everything lies in build/run and stays there between runs; `make clean` or deleting that folder starts over. Where
there is no display it says so and walks through the demo instead.
"""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from app.bootstrap import FILE, HOME
from app.platform.memory import NAMED
from app.sending.transport import HttpTransport
from core.domain.problems import Problem
from core.storage.engine import open_sqlite
from core.storage.store import SqlStore
from core.sync.turns.conversation import converse
from core.usecases import notes
from core.usecases.clock import SystemClock
from core.usecases.tablet.sign_in import put_new_pin
from sync_server.bootstrap import ensure_account
from tools.payday import Round, prepare_payday, record_work
from tools.sample import PROGRAMME, enrol_tablet, make_server, seeded_key

ROOT = Path(__file__).resolve().parent.parent
FOLDER = ROOT / "build" / "run"
MEMORY = FOLDER / "usb"
"""Stands for a memory stick; `planton-server bundle read` takes this folder."""
HOST, PORT = "127.0.0.1", 8600
ADDRESS = f"http://{HOST}:{PORT}"
COMMITTEES = ("committee:CHO", "committee:CAJ")
USERS = {"T01": "user:T01", "T02": "user:T02"}
PIN = "2580"
ACCOUNT = ("oficina", "planton-2580", "coordinator", "C01")
"""Name, password, role and user of the sample office; a real programme makes its own."""
START_SECONDS = 30


def main() -> int:
    """What the shell is told at the end."""
    if not has_display():
        print("There is no display here, so the tablet's window cannot be shown. This is the demo instead:\n")
        return subprocess.run([sys.executable, "-m", "tools.demo"], cwd=ROOT, check=False).returncode
    if is_up() or is_taken():
        print(f"Something already answers at {ADDRESS}. End it (perhaps another `make run`) and start again.")
        return 1
    for folder in (MEMORY, ROOT / "build" / "kivy"):
        folder.mkdir(parents=True, exist_ok=True)
    prepare()
    try:
        with server():
            first_sync()
            print(f"\nTouch Rosa or Wilmer and type the PIN {PIN}; then record a planting and see it go to the office,")
            print("or pay the people who worked this week: a sheet waits under Pago.")
            name, password = ACCOUNT[:2]
            print(
                f"The office's page is at {ADDRESS} ({name}, {password}). Close the tablet's window to end both.\n",
                flush=True,
            )
            return subprocess.run([sys.executable, "main.py"], cwd=ROOT, env=surroundings(), check=False).returncode
    except RuntimeError as failure:
        print(failure)
        return 1
    except KeyboardInterrupt:
        return 0


def surroundings() -> dict[str, str]:
    """What the app is started with: its folder and memory, the window of a usual tablet, Kivy's own log in a file."""
    return os.environ | {
        HOME: str(FOLDER),
        NAMED: str(MEMORY),
        "KCFG_GRAPHICS_WIDTH": "1280",
        "KCFG_GRAPHICS_HEIGHT": "800",
        "KIVY_HOME": str(ROOT / "build" / "kivy"),
        "KIVY_LOG_MODE": "MIXED",
        "KIVY_NO_CONSOLELOG": "1",
    }


def has_display() -> bool:
    on_desktop = sys.platform in ("win32", "darwin")
    return on_desktop or bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


def prepare() -> None:
    """The server's file with the sample programme and the tablet's file, where they are not there yet; a pay sheet of
    the last days' work waits for its technicians.

    A run that was cut short leaves a part file, never half a file under the right name.
    """
    done, tablet = FOLDER / "server.db", FOLDER / FILE
    if done.exists() and tablet.exists():
        return
    print("Making the sample programme (once) …", flush=True)
    for name in ("server.db", "server.db.part", FILE, f"{FILE}.part"):
        for suffix in ("", "-wal", "-shm"):
            (FOLDER / f"{name}{suffix}").unlink(missing_ok=True)
    office = make_server(f"sqlite:///{FOLDER / 'server.db.part'}", SystemClock())
    enrolled = enrol_tablet(
        office, FOLDER / f"{FILE}.part", "Tableta de prueba", COMMITTEES, tuple(USERS.values()), (ADDRESS,)
    )
    converse(enrolled.store, office.clock, enrolled.key, office.exchange)
    worked_until = record_work(office, enrolled, office.clock.now_ms())
    converse(enrolled.store, office.clock, enrolled.key, office.exchange)
    prepare_payday(office, [Round(enrolled, COMMITTEES, tuple(USERS.values()))], worked_until)
    with enrolled.store.writing() as session:
        for user_code in USERS:
            put_new_pin(session, user_code, PIN, PIN)
    ensure_account(office.store, *ACCOUNT)
    for store in (office.store, enrolled.store):
        settle_file(store)
    (FOLDER / f"{FILE}.part").rename(tablet)
    (FOLDER / "server.db.part").rename(done)


def settle_file(store: SqlStore) -> None:
    """Everything in the one file, so that it may be renamed."""
    with store.engine.connect() as connection:
        connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
    store.engine.dispose()


def first_sync() -> None:
    """One conversation over the real road, so that the tablet is as it would be after a day in the office."""
    engine = open_sqlite(FOLDER / FILE)
    key = seeded_key("Tableta de prueba")
    with SqlStore(engine, PROGRAMME).reading() as session:
        own_origin = notes.text(session, "own_origin")
    store = SqlStore(engine, PROGRAMME, tail_origin=own_origin)
    transport = HttpTransport((ADDRESS,))
    converse(store, SystemClock(), key, transport.exchange)
    transport.close()
    engine.dispose()


@contextmanager
def server() -> Iterator[None]:
    """The office's server as a process of its own, ended when the app is."""
    database = f"sqlite:///{(FOLDER / 'server.db').relative_to(ROOT).as_posix()}"
    command = [sys.executable, "-m", "sync_server", "--database", database, "--port", str(PORT)]
    log = FOLDER / "server.log"
    with log.open("wb") as output:
        process = subprocess.Popen(command, cwd=ROOT, stdout=output, stderr=subprocess.STDOUT)
        try:
            wait_for(process, log)
            yield
        finally:
            process.terminate()
            try:
                process.wait(10)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()


def wait_for(process: subprocess.Popen[bytes], log: Path) -> None:
    """Raises RuntimeError with the server's own last words when it does not come up."""
    end = time.monotonic() + START_SECONDS
    while time.monotonic() < end and process.poll() is None:
        if is_up():
            return
        time.sleep(0.1)
    last = log.read_text("utf-8", "replace").strip().splitlines()[-5:]
    shown = "\n".join(last)
    raise RuntimeError(f"The server did not start. Its last words ({log.relative_to(ROOT)}):\n{shown}")


def is_up() -> bool:
    """Whether a Plantón server answers at the address."""
    transport = HttpTransport((ADDRESS,), connect_seconds=1, answer_seconds=2)
    try:
        transport.recognise()
    except Problem:
        return False
    finally:
        transport.close()
    return True


def is_taken() -> bool:
    """Whether the port cannot be had."""
    with socket.socket() as probe:
        if sys.platform != "win32":
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((HOST, PORT))
        except OSError:
            return True
    return False


if __name__ == "__main__":
    sys.exit(main())
