"""Positions under load: eight writers append to one programme on PostgreSQL while a reader follows by position.

The same is done with positions from a plain sequence, as one might do without thinking: a number is taken before the
row can be seen, so a reader that has gone on to a later one never comes back for it. That way is for comparison only.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from multiprocessing.connection import Connection as Pipe
from typing import Any

from core.domain.chain import chain_start
from core.storage.engine import asking, insert_rows, open_database
from core.storage.session import SqlSession
from core.storage.store import SqlStore
from core.storage.tables import feed
from core.storage.upgrade import open_ready
from core.usecases.ports import OriginState
from tests.crashing import PROCESSES
from tools.postgres import fresh_database, throwaway_server

PROGRAMME = "CURSOR"
WRITERS = 8
AT_ONCE = 20
"""Records in a transaction, as in a small push."""
RATIO_GOAL = 0.8
ROUNDS = 4
_READ_AT_ONCE = 1_000
SEQUENCE = "unsafe_position"
_AFTER = """SELECT first_position, origin, first_seq, number FROM feed WHERE programme = ? AND first_position > ?
    ORDER BY first_position LIMIT ?"""
_DATA = b'{"body":{"count":120},"kind":"planting","recorded_at":1417615200000}' + b"." * 120
Place = Callable[[SqlSession, str, int, int], int]
Rows = list[tuple[int, int]]


@dataclass(frozen=True)
class Run:
    """What one way came to: `lost` rows that the reader never saw, `doubled` ones that it saw more than once."""

    written: int
    seconds: float
    lost: int
    doubled: int

    @property
    def rate(self) -> float:
        return self.written / self.seconds


@dataclass(frozen=True)
class Comparison:
    safe: list[Run]
    unsafe: list[Run]

    @property
    def ratio(self) -> float:
        """Of the middle rates, since one stumble of the machine should decide nothing."""
        return _middle(self.safe) / _middle(self.unsafe)


def compare(maintenance_url: str, rows: int, rounds: int = ROUNDS) -> Comparison:
    """Both ways in turn on fresh databases, `rows` in all for each of them."""
    found: dict[bool, list[Run]] = {True: [], False: []}
    for number in range(rounds):
        # Neither way always goes first.
        for is_safe in (True, False) if number % 2 else (False, True):
            found[is_safe].append(run(fresh_database(maintenance_url), rows // rounds, is_safe=is_safe))
    return Comparison(found[True], found[False])


def run(url: str, rows: int, *, is_safe: bool) -> Run:
    """Eight writers and a reader, each a process with its own connection, begun at one moment."""
    with _prepared(url, is_safe=is_safe):
        go = PROCESSES.Event()
        done = PROCESSES.Event()
        each = max(1, rows // (WRITERS * AT_ONCE))
        writers = [_begun(_write, url, number, each, is_safe, go) for number in range(WRITERS)]
        written = each * AT_ONCE * WRITERS
        reader, pipe = _begun(_follow, url, written, is_safe, go, done)
        start = time.perf_counter()
        go.set()
        for writer, told in writers:
            told.recv()
            writer.join()
        seconds = time.perf_counter() - start
        done.set()
        lost, doubled = pipe.recv()
        reader.join()
    return Run(written, seconds, lost, doubled)


def place_by_sequence(session: SqlSession, origin: str, first_seq: int, number: int) -> int:
    """The unsafe way: as place_in_feed, but positions come from a sequence, which waits for nobody."""
    ask = asking(session.connection)
    ((last,),) = ask(f"SELECT nextval('{SEQUENCE}') * ?", (AT_ONCE,))
    first = int(last) - number + 1
    insert_rows(session.connection, feed, [(session.programme, first, origin, first_seq, number)])
    return first


@contextmanager
def _prepared(url: str, *, is_safe: bool) -> Iterator[None]:
    engine = open_database(url)
    open_ready(engine, "server")
    with SqlStore(engine, PROGRAMME).writing() as session:
        for number in range(WRITERS):
            key = bytes([number]) * 32
            state = OriginState(_origin(number), key, "tablet", 0, chain_start(PROGRAMME, key))
            session.put_origin(state)
        if not is_safe:
            session.connection.exec_driver_sql(f"CREATE SEQUENCE {SEQUENCE}")
    engine.dispose()
    yield


def _begun(work: Callable[..., None], *arguments: Any) -> tuple[Any, Pipe]:
    ours, theirs = PROCESSES.Pipe()
    process = PROCESSES.Process(target=work, args=(theirs, *arguments), daemon=True)
    process.start()
    theirs.close()
    ours.recv()
    return process, ours


def _write(pipe: Pipe, url: str, number: int, transactions: int, is_safe: bool, go: Any) -> None:
    """One tablet's pushes as the server writes them: the origin locked, the log, and the position last."""
    store = SqlStore(open_database(url), PROGRAMME)
    origin, seq = _origin(number), 0
    place: Place = SqlSession.place_in_feed if is_safe else place_by_sequence
    records, heads = [_DATA] * AT_ONCE, [bytes(32)] * AT_ONCE
    pipe.send("ready")
    go.wait()
    for _ in range(transactions):
        with store.writing() as session:
            session.origin(origin, lock=True)
            session.write_records(origin, seq + 1, records, heads)
            place(session, origin, seq + 1, AT_ONCE)
        seq += AT_ONCE
    pipe.send("done")


def _follow(pipe: Pipe, url: str, written: int, is_safe: bool, go: Any, done: Any) -> None:
    """Goes on from the last position it has, as a tablet does, until all is written and nothing more comes; tells how
    many positions it never saw and how many more than once.
    """
    store = SqlStore(open_database(url), PROGRAMME)
    seen = bytearray(written + 1)
    position = 0
    look = _by_feed if is_safe else _by_rows
    pipe.send("ready")
    go.wait()
    while True:
        is_last_look = done.is_set()
        with store.reading() as session:
            rows = look(session, position)
        for first, number in rows:
            for place in range(first, first + number):
                seen[place] += 1
            position = first + number - 1
        if is_last_look and not rows:
            break
        if not rows:
            time.sleep(0.001)
    pipe.send((seen.count(0, 1), sum(times - 1 for times in seen if times > 1)))


def _by_feed(session: SqlSession, position: int) -> Rows:
    """Through the real way to read the feed."""
    end = session.feed_size()
    if position >= end:
        return []
    spans = session.feed(position + 1, min(end, position + _READ_AT_ONCE), 1 << 40)
    return [(span.first_position, len(span.records)) for span in spans]


def _by_rows(session: SqlSession, position: int) -> Rows:
    """Whatever stands behind the position: without a counter nobody can tell where the feed ends."""
    found = asking(session.connection)(_AFTER, (PROGRAMME, position, _READ_AT_ONCE // AT_ONCE))
    return [(first, len(session.records(origin, seq, seq + number - 1))) for first, origin, seq, number in found]


def _origin(number: int) -> str:
    return f"WRITE{'ABCDEFGH'[number]}"


def _middle(runs: list[Run]) -> float:
    rates = sorted(one.rate for one in runs)
    half = len(rates) // 2
    return rates[half] if len(rates) % 2 else (rates[half - 1] + rates[half]) / 2


def told(found: Comparison) -> str:
    lines = []
    for name, runs in (("counter", found.safe), ("sequence", found.unsafe)):
        written, lost = sum(one.written for one in runs), sum(one.lost for one in runs)
        doubled, rate = sum(one.doubled for one in runs), _middle(runs)
        lines.append(
            f"{name:<9} {written:>11,d} rows  {rate:>9,.0f} rows/s  "
            f"lost {lost:,d} ({lost / written:.2%})  seen twice {doubled:,d}"
        )
    return "\n".join([*lines, f"ratio     {found.ratio:.2f} (goal {RATIO_GOAL})"])


def main(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(prog="cursor-test")
    parser.add_argument("--rows", type=int, default=10_000_000)
    chosen = parser.parse_args(arguments)
    with throwaway_server() as url:
        found = compare(url, chosen.rows)
    sys.stdout.write(told(found) + "\n")
    kept = all(one.lost == one.doubled == 0 for one in found.safe)
    if not kept:
        sys.stderr.write("The counter has lost or doubled rows.\n")
    return 0 if kept else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
