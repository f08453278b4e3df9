"""`make mutants`: do the tests of the money rules notice when one of them is changed a little?

mutmut changes one sign, number or word at a time and runs the tests that touch it, on a copy in build/mutants. A change
that no test notices has to stand in tests/mutants.toml with the reason why nobody could notice it; never list one there
that a test could catch. Statements outside functions and decorated functions are not changed by mutmut.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
FOLDER = ROOT / "build" / "mutants"
LIST = ROOT / "tests" / "mutants.toml"
MUTMUT = Path(sys.executable).with_name("mutmut")
COPIED = ("core", "tools", "pyproject.toml", "tests/*.py", "tests/unit/core/domain")
LEAST_KILLED_PERCENT = 95
KILLED = ("killed", "timeout")
"""A change after which a test never ends is noticed as well."""


@dataclass(frozen=True, slots=True)
class Mutant:
    """A change that no test has noticed: in `function`, the line `before` became `after`."""

    function: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a run has shown; `unknown` are not listed, `stale` are listed but did not survive."""

    total: int
    killed: int
    known: tuple[Mutant, ...]
    unknown: tuple[Mutant, ...]
    stale: tuple[Mutant, ...]

    @property
    def is_good(self) -> bool:
        enough = self.killed * 100 >= self.total * LEAST_KILLED_PERCENT
        return self.total > 0 and enough and not self.unknown and not self.stale


def main() -> int:
    """What the shell is told at the end."""
    print(f"Changing the money rules one sign at a time (a minute or two); all of it is in {FOLDER.relative_to(ROOT)}.")
    copy_project()
    log = FOLDER / "mutmut.log"
    with log.open("w", encoding="utf-8") as file:
        done = subprocess.run([MUTMUT, "run"], cwd=FOLDER, env=surroundings(), stdout=file, stderr=file, check=False)
    if done.returncode:
        print(log.read_text(encoding="utf-8", errors="replace")[-3000:])
        return 1
    statuses = statuses_in(mutmut("results", "--all", "true"))
    survivors = [
        mutant_in(name, mutmut("show", name)) for name, status in sorted(statuses.items()) if status not in KILLED
    ]
    reasons = listed(LIST.read_text(encoding="utf-8"))
    verdict = judge(len(statuses), survivors, reasons)
    print(report(verdict, reasons))
    return 0 if verdict.is_good else 1


def copy_project() -> None:
    """A fresh copy of what the tests need, so that no change ever touches a file of the project."""
    shutil.rmtree(FOLDER, ignore_errors=True)
    FOLDER.mkdir(parents=True)
    for pattern in COPIED:
        for source in ROOT.glob(pattern):
            target = FOLDER / source.relative_to(ROOT)
            target.parent.mkdir(parents=True, exist_ok=True)
            if source.is_dir():
                shutil.copytree(source, target, ignore=shutil.ignore_patterns("__pycache__"))
            else:
                shutil.copy2(source, target)


def surroundings() -> dict[str, str]:
    """The long examples of a campaign would take hours here."""
    return {name: value for name, value in os.environ.items() if name != "PLANTON_CAMPAIGN"}


def mutmut(*arguments: str) -> str:
    command: list[str | Path] = [MUTMUT, *arguments]
    done = subprocess.run(command, cwd=FOLDER, env=surroundings(), capture_output=True, encoding="utf-8", check=True)
    return done.stdout


def statuses_in(text: str) -> dict[str, str]:
    """By the name of each mutant what became of it, from `mutmut results`."""
    return dict(re.findall(r"^\s+(\S+__mutmut_\d+): (.+)$", text, flags=re.MULTILINE))


def mutant_in(name: str, text: str) -> Mutant:
    """The change that `mutmut show` prints as a diff. Its number is left out: it moves with every edit."""
    module, _, mangled = name.rpartition("__mutmut_")[0].rpartition(".")
    function = mangled.removeprefix("x_").removeprefix("xǁ").replace("ǁ", ".")
    return Mutant(f"{module}.{function}", _changed(text, "-"), _changed(text, "+"))


def _changed(text: str, sign: str) -> str:
    lines = (line for line in text.splitlines() if line.startswith(sign) and not line.startswith(sign * 3))
    return " ".join(line[1:].strip() for line in lines)


def listed(text: str) -> dict[Mutant, str]:
    """The survivors that are known, each with the reason."""
    entries = tomllib.loads(text).get("survivor", [])
    return {Mutant(entry["function"], entry["before"], entry["after"]): entry["why"] for entry in entries}


def judge(total: int, survivors: Iterable[Mutant], known: Iterable[Mutant]) -> Verdict:
    """Hold the survivors of a run against the list."""
    found, expected = list(survivors), set(known)
    return Verdict(
        total=total,
        killed=total - len(found),
        known=tuple(mutant for mutant in found if mutant in expected),
        unknown=tuple(mutant for mutant in found if mutant not in expected),
        stale=tuple(sorted(expected - set(found), key=repr)),
    )


def report(verdict: Verdict, reasons: dict[Mutant, str]) -> str:
    """All of it in words, the faults last, where they are seen."""
    tenths = verdict.killed * 1000 // max(verdict.total, 1)
    percent = f"{tenths // 10}.{tenths % 10} % (at least {LEAST_KILLED_PERCENT} % wanted)"
    lines = [f"{verdict.killed} of {verdict.total} changes were noticed by a test, {percent}."]
    groups = (
        ("Survived, and nobody could notice:", verdict.known),
        ("SURVIVED, and no reason is listed in tests/mutants.toml:", verdict.unknown),
        ("LISTED in tests/mutants.toml, but it did not survive or is no longer there:", verdict.stale),
    )
    for title, mutants in groups:
        if mutants:
            lines.append(f"\n{title}")
        for mutant in mutants:
            lines += [f"  {mutant.function}", f"    - {mutant.before}", f"    + {mutant.after}"]
            if mutant in reasons:
                lines.append(f"    {reasons[mutant]}")
    return "\n".join(lines)


if __name__ == "__main__":
    sys.exit(main())
