"""The server as people run it, in a process of its own, for benches in which it must not share a tablet's processor."""

from __future__ import annotations

import re
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tools.bench.opening import PROGRAMME
from tools.bench.prepared import ROOT

_READY_S = 60


@contextmanager
def serving(url: str, state: Path) -> Iterator[tuple[str, subprocess.Popen[str]]]:
    """One server process over this database, as the command starts it, and its address; what the machine is to know of
    it lies in the folder `state`.
    """
    where = ("--database", url, "--state", str(state), "--programme", PROGRAMME, "--port", "0")
    with _running("sync_server", "serve", *where) as running:
        yield running


@contextmanager
def serving_unfolded(path: Path, seed: str) -> Iterator[tuple[str, subprocess.Popen[str]]]:
    """The same over a file whose log was never folded, which the command would do before it serves."""
    with _running("tools.bench.child_serve", str(path), seed) as running:
        yield running


@contextmanager
def _running(*call: str) -> Iterator[tuple[str, subprocess.Popen[str]]]:
    with (
        tempfile.TemporaryFile("w+") as said,
        subprocess.Popen(
            [sys.executable, "-m", *call], cwd=ROOT, stdout=subprocess.PIPE, stderr=said, text=True
        ) as server,
    ):
        try:
            if server.stdout is None:
                raise RuntimeError("the server has no output")
            found = re.search(r"http://\S+", server.stdout.readline())
            if found is None:
                server.wait(_READY_S)
                said.seek(0)
                raise RuntimeError(f"the server did not come up: {said.read()}")
            yield found.group(), server
        finally:
            server.terminate()
            server.wait(_READY_S)


def memory_mb(process: int) -> float:
    """The most that a process has held in memory so far."""
    found = re.search(r"VmHWM:\s+(\d+) kB", Path(f"/proc/{process}/status").read_text("ascii"))
    if found is None:
        raise RuntimeError("this system does not tell what a process holds in memory")
    return int(found.group(1)) / 1_024
