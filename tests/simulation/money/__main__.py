"""`make fuzz-money N=20000 SEED=1`: as many histories of money as asked, on every core, from one seed.

Histories come in chunks, chunk k from the seed plus k; the line of a failed chunk says how to repeat that one alone.
"""

from __future__ import annotations

import argparse
import os
import secrets
import sys
import time
from concurrent.futures import ProcessPoolExecutor, as_completed
from multiprocessing import get_context

from tests.simulation.money.running import Told, prepare, run_chunk, table_of

CHUNK = 250


def main() -> int:
    asked = argparse.ArgumentParser(prog="make fuzz-money")
    asked.add_argument("--histories", type=int, default=1_000)
    asked.add_argument("--seed", type=int, default=None)
    asked.add_argument("--processes", type=int, default=os.cpu_count() or 1)
    chosen = asked.parse_args()
    first = secrets.randbelow(1_000_000) if chosen.seed is None else chosen.seed
    _print(f"{chosen.histories} histories from seed {first}")
    began, told = time.monotonic(), Told()
    sizes = [min(CHUNK, chosen.histories - start) for start in range(0, chosen.histories, CHUNK)]
    with ProcessPoolExecutor(chosen.processes, mp_context=get_context("spawn"), initializer=prepare) as pool:
        waiting = {pool.submit(run_chunk, size, first + number): number for number, size in enumerate(sizes)}
        for future in as_completed(waiting):
            number, part = waiting[future], future.result()
            told.add(part)
            state = "FAILED" if part.failure else "held"
            _print(f"seed {first + number}: {part.number} histories {state}; {told.number} so far")
            if part.failure:
                _print(f"{part.failure}\nRepeat with: make fuzz-money N={sizes[number]} SEED={first + number}")
    seconds = time.monotonic() - began
    _print(
        f"{table_of(told.outcomes)}\n{told.number} histories in {seconds:.0f} s, {told.number / seconds:.1f} a second"
    )
    return 1 if told.failure else 0


def _print(text: str) -> None:
    sys.stdout.write(text + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main())
