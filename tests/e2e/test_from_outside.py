"""A morning in the field driven from outside by kvaut: the app in its own process, and a real server."""

from __future__ import annotations

import re
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from http.client import HTTPException
from pathlib import Path
from typing import Any

import kvaut.client
import pytest
from kvaut.errors import KvautError

from core.storage.engine import open_sqlite
from core.storage.store import SqlStore
from core.usecases.views.field import HistoryFilter
from tools import run
from tools.sample import PROGRAMME

PATIENCE_S = 60
BETWEEN_TOUCHES_S = 0.4
NAME = r"^\w+ \w+, [\w ]+$"
"""Surnames and names, as on a list."""


class Outside:
    """Somebody with a finger and eyes, in another process."""

    def __init__(self, process: subprocess.Popen[bytes], log: Path) -> None:
        self._client = kvaut.client.Client()
        self._process = process
        self._log = log

    def wait(self, text: str, kind: str | None = None) -> int:
        """What reads so, as soon as it is there; of several the first, which is the one in front."""
        return int(self._until(lambda: self._client.query(by_text=text, by_type=kind), text)[0])

    def read(self, pattern: str) -> str:
        """What reads like that, as soon as it is there."""
        return self._until(lambda: [text for text in self.texts() if re.search(pattern, text)], pattern)[0]

    def _until(self, look: Callable[[], list[Any]], wanted: str) -> list[Any]:
        end = time.monotonic() + PATIENCE_S
        while time.monotonic() < end:
            # It answers half while the app is still being put together, or a screen is being changed.
            with suppress(KvautError, OSError, HTTPException):
                if found := look():
                    return found
            if self._process.poll() is not None:
                raise AssertionError(f"the app has ended: {self._log.read_text('utf-8', 'replace')[-3_000:]}")
            time.sleep(0.1)
        raise AssertionError(f"nobody can read {wanted!r}, only {sorted(self.texts())}")

    def touch(self, text: str, kind: str | None = None) -> None:
        self._client.click(self.wait(text, kind))
        time.sleep(BETWEEN_TOUCHES_S)

    def texts(self) -> set[str]:
        found: set[str] = set()
        left = [self._client.tree()]
        while left:
            one = left.pop()
            left += one.get("children", [])
            found |= {one["text"]} if one.get("text") and one["visible"] else set()
        return found


@pytest.fixture
def office(monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """The sample office's server and an enrolled tablet's file, in a folder of the project's as `make run` has it."""
    parent = run.ROOT / "build"
    parent.mkdir(exist_ok=True)
    folder = Path(tempfile.mkdtemp(prefix="outside-", dir=parent))
    port = free_port()
    for name, value in {
        "FOLDER": folder, "MEMORY": folder / "usb", "PORT": port, "ADDRESS": f"http://127.0.0.1:{port}",
    }.items():  # fmt: skip
        monkeypatch.setattr(run, name, value)
    run.MEMORY.mkdir()
    run.prepare()
    with run.server():
        run.first_sync()
        yield folder
    shutil.rmtree(folder)


@pytest.fixture
def person(office: Path) -> Iterator[Outside]:
    port = free_port()
    kvaut.client.SERVER_URL = f"http://127.0.0.1:{port}"
    surroundings = run.surroundings() | {
        "SDL_VIDEODRIVER": "offscreen",
        "SDL_AUDIODRIVER": "dummy",
        "KIVY_NO_ARGS": "1",
    }
    with (office / "app.log").open("wb") as log:
        process = subprocess.Popen(
            [sys.executable, "-m", "tests.e2e.driven_app", str(port)],
            cwd=run.ROOT, env=surroundings, stdout=log, stderr=subprocess.STDOUT,
        )  # fmt: skip
        try:
            yield Outside(process, office / "app.log")
        finally:
            process.kill()
            process.wait()


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def records_at_the_office(folder: Path) -> list[str]:
    """The kinds of what the office has of the tablet's, newest first."""
    engine = open_sqlite(folder / "server.db")
    with SqlStore(engine, PROGRAMME).reading() as session:
        lines = session.reads().history(HistoryFilter(), 20, 0)
    engine.dispose()
    return [line.kind for line in lines]


def test_a_morning_in_the_field(office: Path, person: Outside) -> None:
    assert "workday" not in records_at_the_office(office)[:1]
    person.touch("Rosa Mondragón Peña")
    for digit in run.PIN:
        person.touch(digit, "PadKey")
    person.touch("Pasar lista", "AppButton")
    person.touch("Plantación", "TileButton")
    person.touch("Siguiente", "AppButton")
    person.read(NAME)
    for name in [text for text in sorted(person.texts()) if re.search(NAME, text)][:3]:
        person.touch(name)
    person.read("Presentes: 3 de")
    person.touch("Siguiente", "AppButton")
    person.touch("Guardar", "AppButton")
    person.wait("Presentes: 3")
    person.touch("Más", "NavigationItem")
    person.touch("Envío")
    person.touch("Sincronizar ahora", "AppButton")
    person.read("Todo .*enviado")
    assert records_at_the_office(office)[0] == "workday"
