"""A process whose files may not grow any more, which is what a full tablet looks like from inside."""

from __future__ import annotations

import random
import resource
import signal
from collections.abc import Iterator
from contextlib import contextmanager
from multiprocessing.connection import Connection
from pathlib import Path

from core.domain.attendance import Presence, Workday
from core.domain.problems import Problem
from core.sync.turns.conversation import next_request, take_answer
from core.sync.wire.packing import unpack_answer
from core.usecases.tablet.record import record_fact
from tests.crashing import open_field
from tests.fieldwork import Field, assert_as_refolded, assert_chain
from tests.sample import DAY, START_MS
from tools.sample import SteppingClock

ENOUGH = 400


@contextmanager
def no_more_than(size: int) -> Iterator[None]:
    """No file of this process may become larger; writing beyond fails, as on a disk without space."""
    _, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (hard, hard))


def save_until_full(pipe: Connection, path: Path, rounds: int) -> None:
    """Save until there is no space, look at what is there, make space and go on; tells what went wrong, or `done`."""
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    pipe.send("ready")
    field, chance = open_field(path), random.Random(rounds)
    saved: list[str] = []
    refusals = 0
    try:
        for _ in range(rounds):
            size = path.with_name(f"{path.name}-wal").stat().st_size
            with no_more_than(size + chance.randrange(80_000)):
                refusals += _save_until_refused(field, saved)
                _look(field, saved)
            _save(field, saved)
            _look(field, saved)
        assert_as_refolded(field.store)
    except BaseException as error:  # noqa: BLE001
        pipe.send(repr(error))
        return
    pipe.send(("done", saved, refusals))


def _save(field: Field, saved: list[str]) -> None:
    saved.append(str(field.workday(1 + len(saved) % 4)))


def _save_until_refused(field: Field, saved: list[str]) -> int:
    for _ in range(ENOUGH):
        try:
            _save(field, saved)
        except Problem as problem:
            if problem.code != "storage_full":
                raise
            return 1
    return 0


def _look(field: Field, saved: list[str]) -> None:
    """Exactly what was called saved is there, though there may be no space for folding it."""
    with field.store.reading() as session:
        number = len(session.records(field.origin, 1, 1 << 40))
    if number != len(saved):
        raise AssertionError(f"{len(saved)} were saved, {number} are there")
    assert_chain(field)


def sync_when_full(pipe: Connection, path: Path, answer: bytes) -> None:
    """Take a large answer without space and then with it; tells both outcomes."""
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    pipe.send("ready")
    field = open_field(path)
    clock = SteppingClock(START_MS)
    outcomes = []
    for space in (0, 60_000, 1 << 40):
        with field.store.reading() as session:
            request = next_request(session, field.tablet.key, 16_000)
        size = path.with_name(f"{path.name}-wal").stat().st_size
        limit = resource.getrlimit(resource.RLIMIT_FSIZE)[1] if space == 1 << 40 else size + space
        try:
            with no_more_than(limit), field.store.writing() as session:
                number = take_answer(session, clock, request, unpack_answer(answer))
            outcomes.append(str(number))
        except Problem as problem:
            outcomes.append(problem.code)
        with field.store.reading() as session:
            outcomes.append(str(session.feed_size() == session.tree().size))
    pipe.send(outcomes)


def draft_when_full(pipe: Connection, path: Path) -> None:
    """Save what is in a draft without space; tells the outcome."""
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    pipe.send("ready")
    field = open_field(path)
    fact = Workday(field.committees[0], "planting", (Presence(field.members()[0], 2),))
    try:
        with no_more_than(path.with_name(f"{path.name}-wal").stat().st_size):
            outcome = str(record_fact(field.store, field.clock, "T01", fact, DAY, draft="workday"))
    except Problem as problem:
        outcome = problem.code
    pipe.send(outcome)
