"""`make test`: every test, in a lane for each processor, which takes the longest part that is left whenever it is free.

So the lanes end together on whatever computer, and nobody has to weigh them against each other. A part is a process of
its own, or some of them one after the other: what a folder prepares once is shared by all of its tests. Neither a
failure nor a death keeps the others from running.
"""

from __future__ import annotations

import os
import subprocess
import sys
import threading
import time
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
FOLDER = ROOT / "build" / "tests"
MOST_LANES = 4
"""A container says how many processors its computer has, and not how many it may use."""
NO_TESTS = 5
"""What pytest ends with where there is nothing to run."""
COVERED = ("--cov=core.domain", "--cov-branch", "--cov-fail-under=100")


@dataclass(frozen=True)
class Part:
    """Patterns of test files below `tests`, each for a process; these run one after the other."""

    name: str
    runs: tuple[str, ...]
    options: tuple[str, ...] = ()
    may_die: bool = False
    """Whether a process that was ended by a signal is started once more."""

    def files(self, run: str) -> list[str]:
        """Paths from the root, in the order in which they are collected."""
        return sorted(path.relative_to(ROOT).as_posix() for path in (ROOT / "tests").glob(run))


PARTS = (
    # Windows leave much behind, so two processes live half as long each. One has been seen to die in C code while
    # Python collected garbage: then, and only then, it is run again.
    Part("windows", ("ui/test_[a-l]*.py", "ui/test_[m-z]*.py"), may_die=True),
    Part("server", ("integration/server/test_[a-f]*.py",)),
    Part("server, rest", ("integration/server/test_[g-z]*.py", "integration/test_*.py")),
    Part("contracts", ("contracts/test_*.py",)),
    Part("simulation", ("simulation/test_*.py",)),
    Part("rooms", ("unit/[!c]*/**/test_*.py",)),
    Part("core", ("unit/core/[!d]*/**/test_*.py",)),
    Part("pages", ("pages/test_*.py",)),
    Part("lines", ("e2e/test_*.py",)),
    # Its own unit tests alone hold the domain's rules to full branch coverage.
    Part("domain", ("unit/core/domain/**/test_*.py",), COVERED),
    Part("house", ("migrations/test_*.py", "tidy/test_*.py")),
)
"""The longest first."""


@dataclass(frozen=True)
class End:
    part: Part
    seconds: float
    codes: tuple[int, ...]
    """What each process ended with; less than zero: the signal that it died by."""

    @property
    def is_good(self) -> bool:
        return not any(self.codes)


def main() -> int:
    """What the shell is told: 0 where everything passed."""
    lanes = min(MOST_LANES, max(2, len(os.sched_getaffinity(0))))
    print(f"{len(PARTS)} parts in {lanes} lanes; each tells what it found when it is through.", flush=True)
    FOLDER.mkdir(parents=True, exist_ok=True)
    began = time.monotonic()
    ends = run_in_lanes(PARTS, lanes)
    for end in sorted(ends, key=lambda end: -end.seconds):
        print(f"{end.seconds:6.0f} s  {end.part.name}{'' if end.is_good else '  FAILED'}")
    print(f"{time.monotonic() - began:6.0f} s  in all")
    return 0 if len(ends) == len(PARTS) and all(end.is_good for end in ends) else 1


def run_in_lanes(parts: Iterable[Part], lanes: int) -> list[End]:
    """Run all of them, so many at a time, in their order; how they ended, in the order in which they did."""
    waiting = list(parts)
    ends: list[End] = []
    one_at_a_time = threading.Lock()

    def work() -> None:
        while True:
            with one_at_a_time:
                if not waiting:
                    return
                part = waiting.pop(0)
            end = run(part)
            with one_at_a_time:
                ends.append(end)
                print(f"== {part.name}\n{log_of(part).read_text('utf-8', 'replace')}", flush=True)

    threads = [threading.Thread(target=work) for _ in range(lanes)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return ends


def run(part: Part) -> End:
    """Its processes one after the other; what they say is kept in a file until it is through."""
    began = time.monotonic()
    codes = []
    with log_of(part).open("w", encoding="utf-8") as log:
        for each in part.runs:
            files = part.files(each)
            code = call(part, files, log.fileno())
            if code < 0 and part.may_die:
                print("The window's process died; once more:", file=log, flush=True)
                code = call(part, files, log.fileno())
            codes.append(code)
    return End(part, time.monotonic() - began, tuple(codes))


def call(part: Part, files: Sequence[str], log: int) -> int:
    """What the process ended with. Without any file it would look for tests of its own choice."""
    if not files:
        return NO_TESTS
    surroundings = os.environ | {"COVERAGE_FILE": str(FOLDER / "coverage")}
    command = [sys.executable, "-m", "pytest", *part.options, *files]
    done = subprocess.run(
        command, cwd=ROOT, env=surroundings, stdin=subprocess.DEVNULL, stdout=log, stderr=subprocess.STDOUT, check=False
    )
    return done.returncode


def log_of(part: Part) -> Path:
    return FOLDER / f"{part.name.replace(', ', '-')}.log"


if __name__ == "__main__":
    sys.exit(main())
