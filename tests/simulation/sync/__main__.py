"""`make sim SEEDS=100 SEED=1`: so many seasons of tablets and a server, from one seed on, in this process."""

from __future__ import annotations

import argparse
import sys
import time

from tests.simulation.sync.faults import KINDS
from tests.simulation.sync.running import Told, run_season, stages

_TOLD_EVERY_S = 20


def main() -> int:
    asked = argparse.ArgumentParser(prog="make sim")
    asked.add_argument("--seeds", type=int, default=100)
    asked.add_argument("--seed", type=int, default=0)
    asked.add_argument("--seconds", type=float, default=None, help="begin no season after so many seconds")
    asked.add_argument("--open", action="store_true", help="let also happen what is known to be open")
    chosen = asked.parse_args()
    stages()
    began, told = time.monotonic(), Told()
    next_word = began + _TOLD_EVERY_S
    for seed in range(chosen.seed, chosen.seed + chosen.seeds):
        run_season(seed, told, is_open=chosen.open)
        if seed in told.failures:
            _print(f"seed {seed} FAILED\n{told.failures[seed]}")
        now = time.monotonic()
        if now >= next_word:
            _print(f"{told.seasons} seasons, {len(told.failures)} failed, {told.seasons / (now - began):.2f} a second")
            next_word = now + _TOLD_EVERY_S
        if chosen.seconds is not None and now - began >= chosen.seconds:
            break
    seconds = time.monotonic() - began
    for kind in (*KINDS, *sorted(set(told.happened) - set(KINDS))):
        _print(f"{kind:<40}{told.happened[kind]:>8}")
    _print(f"{told.seasons} seasons, {told.acts} acts, {seconds:.0f} s, {told.seasons / seconds:.2f} seasons a second")
    _print(f"failed: {sorted(told.failures) or 'none'}")
    return 1 if told.failures else 0


def _print(text: str) -> None:
    sys.stdout.write(text + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main())
