"""Measures everything, prints the table and writes build/bench.json. A goal that is missed is said and is no failure.

Exit status 1 means that something could not be measured.
"""

from __future__ import annotations

import json
import shutil
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

from tools.bench import (
    appending,
    auditing,
    bad_link,
    crowd,
    filtering,
    folding,
    importing,
    known,
    money,
    paging,
    pulling,
    reading,
    saving,
    travelling,
    window,
)
from tools.bench.databases import Database, databases
from tools.bench.prepared import ROOT, prepared
from tools.bench.row import Row
from tools.postgres import PostgresMissingError, throwaway_server

RESULT = ROOT / "build" / "bench.json"
Bench = Callable[[], list[Row]]


def main(names: list[str]) -> int:
    """Run the benches whose names begin with one of `names`; only a run of all of them is written down."""
    failures: list[str] = []
    rows: list[Row] = []
    with ExitStack() as cleanup:
        folder = cleanup.enter_context(_folder())
        for name, bench in _benches(folder, cleanup, failures).items():
            if names and not name.startswith(tuple(names)):
                continue
            start = time.monotonic()
            try:
                found = bench()
            except Exception as error:  # noqa: BLE001 - one that cannot be measured must not hide the others
                failures.append(f"{name}: {type(error).__name__}: {error}")
                continue
            rows += found
            for row in found:
                print(_line(row), flush=True)
            print(f"  … {name}: {time.monotonic() - start:.0f} s", file=sys.stderr, flush=True)
    if not names:
        RESULT.write_text(json.dumps([row.as_object() for row in rows], ensure_ascii=False, indent=1) + "\n", "utf-8")
    missed = [row.name for row in rows if not row.ok]
    if missed:
        print(f"Goals missed: {', '.join(missed)}")
    for failure in failures:
        print(f"Not measured: {failure}", file=sys.stderr)
    return 1 if failures else 0


def _benches(folder: Path, cleanup: ExitStack, failures: list[str]) -> dict[str, Bench]:
    """All benches by name, in the order in which they run; what needs the prepared file comes last."""
    benches: dict[str, Bench] = {}
    for database in _databases(folder, cleanup, failures):
        add = _server_benches(database, folder)
        benches |= {f"{name}_{database.name}": bench for name, bench in add.items()}
    return benches | {
        "travel": lambda: travelling.bench(folder),
        "link": lambda: bad_link.bench(folder),
        "crowd": lambda: crowd.bench(databases(_made(folder / "crowd"), "")[0]),
        "pull": lambda: pulling.bench(folder),
        "verify": lambda: auditing.bench_verify(folder),
        "save": lambda: saving.bench(prepared(), folder),
        "read": lambda: reading.bench(prepared()),
        "start": lambda: window.bench_start(prepared(), folder),
        "screens": lambda: window.bench_screens(prepared(), folder),
        "list": lambda: window.bench_list(prepared(), folder),
        "filter": lambda: filtering.bench(prepared()),
        "scroll": lambda: window.bench_history(prepared(), folder),
    }


def _made(folder: Path) -> Path:
    folder.mkdir(exist_ok=True)
    return folder


def _server_benches(database: Database, folder: Path) -> dict[str, Bench]:
    only_here: dict[str, Bench] = {} if database.name != "sqlite" else {"money": lambda: money.bench(database, folder)}
    return only_here | {
        "append": lambda: appending.bench(database, folder),
        "known": lambda: known.bench(database, folder),
        "fold": lambda: folding.bench(database, folder, with_checks=database.name == "sqlite"),
        "page": lambda: paging.bench(database),
        "import": lambda: importing.bench(database),
        "audit": lambda: auditing.bench_export(database, folder),
    }


def _databases(folder: Path, cleanup: ExitStack, failures: list[str]) -> list[Database]:
    try:
        return databases(folder, cleanup.enter_context(throwaway_server()))
    except PostgresMissingError as problem:
        failures.append(f"postgresql: {problem}")
        return databases(folder, "")[:1]


@contextmanager
def _folder() -> Iterator[Path]:
    """A folder on the disk that the project lies on: a temporary one may be in memory."""
    parent = ROOT / "build"
    parent.mkdir(exist_ok=True)
    folder = Path(tempfile.mkdtemp(prefix="bench-", dir=parent))
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _line(row: Row) -> str:
    verdict = "" if not row.goal else "ok" if row.ok else "MISSED"
    numbers = f"{row.value:>12,.4g}" if row.value < 1_000 else f"{row.value:>12,.0f}"
    limit = f"{row.limit:>12,.4g}" if row.limit < 1_000 else f"{row.limit:>12,.0f}"
    return f"{row.name:<36}{numbers} {row.unit:<10}{limit} {row.ratio:>7.3g}×  {row.goal:<24}{verdict}"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
