"""A server of several worker processes as the command starts it, and a look at who works there."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import requests

from tools.sample import PROGRAMME

SECONDS = 60


@dataclass(frozen=True)
class Crew:
    """A running server; its parent process is ours to end, its workers its own."""

    parent: subprocess.Popen[str]
    address: str

    def workers(self) -> list[int]:
        """Process ids of the workers; the parent also has a child that looks after what they share."""
        children = Path(f"/proc/{self.parent.pid}/task/{self.parent.pid}/children").read_text("ascii").split()
        return [int(child) for child in children if "spawn_main" in _command(child)]

    def wait_for_workers(self, number: int, but: int = 0) -> list[int]:
        """The workers, once there are so many of them and `but` is not among them."""
        end = time.monotonic() + SECONDS
        while time.monotonic() < end:
            found = self.workers()
            if len(found) == number and but not in found:
                return found
            time.sleep(0.05)
        raise AssertionError(f"there are {self.workers()} instead of {number} workers")

    def wait_until_answering(self) -> None:
        end = time.monotonic() + SECONDS
        while time.monotonic() < end:
            try:
                if requests.get(f"{self.address}/v1/hello", timeout=SECONDS).status_code == 200:
                    return
            except requests.RequestException:
                time.sleep(0.05)
        raise AssertionError("nobody answers")


@contextmanager
def crew(url: str, number: int, port: int = 0) -> Iterator[Crew]:
    """The programme of the sample served by so many workers; what is left of them at the end is killed."""
    call = [sys.executable, "-m", "sync_server", "serve", "--database", url, "--programme", PROGRAMME]
    call += ["--workers", str(number), "--port", str(port)]
    with subprocess.Popen(call, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True) as parent:
        running = None
        try:
            line = parent.stdout.readline() if parent.stdout else ""
            found = re.search(r"http://\S+", line)
            assert found is not None, line
            running = Crew(parent, found.group())
            running.wait_for_workers(number)
            running.wait_until_answering()
            yield running
        finally:
            left = running.workers() if running and parent.poll() is None else []
            parent.kill()
            for worker in left:
                os.kill(worker, signal.SIGKILL)


def is_running(process: int) -> bool:
    """Whether a process is there and no mere entry of one that ended."""
    try:
        state = Path(f"/proc/{process}/stat").read_text("ascii").rpartition(")")[2].split()[0]
    except FileNotFoundError:
        return False
    return state != "Z"


def wait_until_gone(processes: list[int]) -> None:
    end = time.monotonic() + SECONDS
    while any(is_running(process) for process in processes):
        assert time.monotonic() < end, "workers are left over"
        time.sleep(0.05)


def _command(process: str) -> str:
    try:
        return Path(f"/proc/{process}/cmdline").read_text("utf-8")
    except FileNotFoundError:
        return ""
