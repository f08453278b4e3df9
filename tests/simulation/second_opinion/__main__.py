"""`python -m tests.simulation.second_opinion --histories 50 --seed 7`: honest histories are played with the program,
and the verifier works each out again from its log. Every disagreement is told with its record and both values.

Histories are kept in build/second_opinion as they are played; `--again` compares those that are there already, which is
what one wants while a rule is being mended. `--only records,items` looks at some tables alone. With `--packages` the
audit package of each is made and verified as well.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections import Counter
from pathlib import Path

from tests.simulation.second_opinion.program import Kept
from tools.sample import SampleServer

FOLDER = Path("build/second_opinion")


def main() -> int:
    asked = argparse.ArgumentParser(prog="python -m tests.simulation.second_opinion")
    asked.add_argument("--histories", type=int, default=20)
    asked.add_argument("--seed", type=int, default=1)
    asked.add_argument("--source", choices=("money", "sync", "wild"), default="money")
    asked.add_argument(
        "--store", default="", help="instead: the database of a server, as a URL; build/demo/server.db, say"
    )
    asked.add_argument("--steps", type=int, default=20, help="steps of a history of money")
    asked.add_argument("--packages", action="store_true", help="make and verify the package of each as well")
    asked.add_argument("--again", action="store_true", help="compare the histories kept before; play none")
    asked.add_argument("--name", default="", help="only kept histories whose file name has this in it")
    asked.add_argument("--only", default="", help="tables to compare, with commas")
    asked.add_argument("--most", type=int, default=12, help="tell so many disagreements of a history")
    asked.add_argument("--keep", type=Path, default=FOLDER)
    chosen = asked.parse_args()
    chosen.keep.mkdir(parents=True, exist_ok=True)
    telling = Telling([name for name in chosen.only.split(",") if name], chosen.most)
    if chosen.again:
        for path in sorted(chosen.keep.glob(f"*{chosen.name}*.json.gz")):
            telling.hear(Kept.read(path))
    else:
        play(chosen, telling)
    return telling.end()


def play(chosen: argparse.Namespace, telling: Telling) -> None:
    from tests.simulation.second_opinion import histories
    from tests.simulation.second_opinion.packages import found_in_package
    from tests.simulation.second_opinion.program import keep

    def hear(name: str, server: SampleServer) -> None:
        kept = keep(name, server.store)
        kept.write(chosen.keep / f"{name.replace(' ', '_')}.json.gz")
        telling.hear(kept)
        if chosen.packages:
            telling.hear_of_package(found_in_package(name, server))

    if chosen.store:
        histories.take(chosen.store, hear)
    elif chosen.source == "wild":
        histories.play_wild(chosen.histories, chosen.seed, hear)
    elif chosen.source == "money":
        histories.play_money(chosen.histories, chosen.seed, hear, steps=chosen.steps)
    else:
        histories.play_sync(chosen.histories, chosen.seed, hear)


class Telling:
    """Prints what is found, history by history, and in the end how much by table and column."""

    def __init__(self, only: list[str], most: int) -> None:
        self.only, self.most = only, most
        self.histories = self.records = self.wrong = self.packages = 0
        self.by_column: Counter[str] = Counter()
        self.began = time.monotonic()

    def hear(self, kept: Kept) -> None:
        from tests.simulation.second_opinion.opinion import disagreements

        self.histories += 1
        self.records += len(kept.log)
        found = disagreements(kept, self.only)
        self.wrong += bool(found)
        self.by_column.update(f"{one.table}.{one.column or '(row)'}" for one in found)
        if found:
            _print(f"{kept.name}, {len(kept.log)} records: {len(found)} disagreements")
            for one in found[: self.most]:
                _print(f"    {one}")

    def hear_of_package(self, found: list[str]) -> None:
        self.packages += 1
        self.wrong += bool(found)
        for one in found[: self.most]:
            _print(f"    package: {one}")

    def end(self) -> int:
        for name, number in self.by_column.most_common():
            _print(f"{number:>8} {name}")
        seconds = time.monotonic() - self.began
        _print(
            f"{self.histories} histories with {self.records} records and {self.packages} packages in {seconds:.0f} s:"
            f" {self.wrong} with disagreements"
        )
        return 1 if self.wrong or not self.histories else 0


def _print(text: str) -> None:
    sys.stdout.write(text + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main())
