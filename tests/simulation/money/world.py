"""A server, some tablets and what really happened between people, for one made-up history.

The stores, the fold and the conversation are the real ones. Steps are taken through `attempt`: a Problem is a refusal
and is counted, anything else is a fault. What was handed over is remembered here by what people did, never read back
from the books.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeVar

from core.domain.calendar import local_day
from core.domain.problems import Problem
from core.domain.records import Origin, RecordId
from core.fold.state import State
from core.storage.store import SqlStore
from core.sync.trust.keys import PrivateKey
from core.sync.turns.answering import Answering, give_answer
from core.sync.turns.conversation import converse
from core.sync.wire.messages import Answer, Request
from core.sync.wire.packing import pack_answer, pack_request, unpack_answer, unpack_request
from core.usecases import notes
from core.usecases.office.steps import take_step
from tests.simulation.money.founding import Village
from tools.sample import SampleServer, SteppingClock

T = TypeVar("T")
DAY_MS = 86_400_000
MOST_LISTENERS = 4


class CutOffError(Exception):
    """The line went dead after the server had heard."""


class Picks:
    """Numbers that decide what a step leaves open, in the order in which it asks; after the last come zeros."""

    def __init__(self, numbers: Sequence[int]) -> None:
        self._left = list(numbers)

    def below(self, limit: int) -> int:
        return (self._left.pop(0) if self._left else 0) % limit

    def one(self, options: Sequence[T]) -> T:
        return options[self.below(len(options))]

    def some(self, options: Sequence[T]) -> tuple[T, ...]:
        """One or more of them, from anywhere in their order; none of none."""
        if not options:
            return ()
        first, number = self.below(len(options)), 1 + self.below(len(options))
        return tuple(options[(first + index) % len(options)] for index in range(number))

    def rarely(self, one_in: int = 8) -> bool:
        return self.below(one_in) == one_in - 1

    def mostly(self, but_one_in: int = 8) -> bool:
        """What is usual comes of a zero, so that the smallest history is the plainest."""
        return not self.rarely(but_one_in)


@dataclass
class HandedOver:
    """Money that really changed hands for a line; `gave_back` when the payee returned it to whoever had paid."""

    payout: RecordId
    origin: str
    sheet: str
    payee: str
    centimos: int
    way: str
    technician: str
    operation: str
    gave_back: bool = False


@dataclass
class OffsetClock:
    """A tablet's clock, which may be wrong by some days."""

    true: SteppingClock
    offset_ms: int = 0

    def now_ms(self) -> int:
        return self.true.now_ms() + self.offset_ms


@dataclass
class Device:
    """One tablet in somebody's hands. `is_double`: another machine has or had the same key and another history."""

    slot: str
    name: str
    users: tuple[str, ...]
    store: SqlStore
    key: PrivateKey
    origin: Origin
    clock: OffsetClock
    where: str = "in use"
    is_double: bool = False
    is_revoked: bool = False
    backup: Path | None = None
    paid: list[HandedOver] = field(default_factory=list)
    paid_at_backup: int = 0

    @property
    def is_in_use(self) -> bool:
        return self.where == "in use"


class World:
    """Everybody in one history. `outcomes` counts (step, "done" or the code of the refusal)."""

    def __init__(self, server: SampleServer, clock: SteppingClock, village: Village) -> None:
        self.server = server
        self.clock = clock
        self.village = village
        self.devices: list[Device] = []
        self.spares: list[str] = []
        self.shown: list[str] = []
        """Texts of QR codes that tablets have shown; a person can scan any of them, again and again."""
        self.at_the_counter: list[HandedOver] = []
        self.operations = 0
        self.outcomes: Counter[tuple[str, str]] = Counter()
        self._settled = 0
        self.is_busy = False
        """Whether others write at the same time, so that a database may ask to come again."""
        self.tell: Callable[[str], None] = lambda _: None
        """Hears in words what was done."""

    # Looking

    @contextmanager
    def state(self, device: Device | None = None) -> Any:
        """The rows of the server, or of one tablet, as folded."""
        with (device.store if device else self.server.store).reading() as session:
            yield session.state()

    def look(self, read: Callable[[State], T], device: Device | None = None) -> T:
        with self.state(device) as state:
            return read(state)

    @property
    def today(self) -> str:
        return local_day(self.clock.ms)

    def in_use(self) -> list[Device]:
        return [device for device in self.devices if device.is_in_use]

    def handed_over(self) -> list[HandedOver]:
        """All that is still in the payees' hands, as far as people know."""
        paid = [entry for device in self.devices for entry in device.paid] + self.at_the_counter
        return [entry for entry in paid if not entry.gave_back]

    # Doing

    def attempt(self, step: str, told: str, act: Callable[[], T]) -> T | None:
        """Let somebody do something; None where the rules refuse it."""
        try:
            result = act()
        except Problem as problem:
            self.outcomes[step, problem.code] += 1
            self.tell(f"    {told}: refused, {problem.code}")
            return None
        self.outcomes[step, "done"] += 1
        self.tell(f"    {told}: {result}" if isinstance(result, str) else f"    {told}")
        return result

    def office(self, step: str, author: str, fact: Any) -> RecordId | None:
        """A fact of the office, taken as its pages take it."""
        server = self.server
        return self.attempt(
            step, f"{author} states {fact}", lambda: take_step(server.store, self.clock, server.origin, author, fact)
        )

    def next_operation(self) -> str:
        self.operations += 1
        return f"OP{self.operations}"

    # Meeting

    def sync(self, device: Device, *, cut_after: int = 0) -> bool:
        """A tablet meets the server, and hears no answer after `cut_after` turns; whether it came through."""
        turns = 0

        def exchange(request: Request) -> Answer:
            nonlocal turns
            answer = self._answer(request)
            turns += 1
            if turns == cut_after:
                raise CutOffError
            return answer

        step = "sync cut" if cut_after else "sync"
        try:
            converse(device.store, device.clock, device.key, exchange)
        except CutOffError:
            self.outcomes[step, "cut"] += 1
            return False
        except Problem as problem:
            self.outcomes[step, problem.code] += 1
            self.tell(f"    {device.slot} syncs: refused, {problem.code}")
            self._was_refused(device, problem)
            return False
        self.outcomes[step, "done"] += 1
        self.tell(f"    {device.slot} synced")
        return True

    def _answer(self, request: Request) -> Answer:
        """One turn of the server, through the bytes that would travel."""
        server, received = self.server, unpack_request(pack_request(request))
        answer = give_answer(Answering(server.store, self.clock, server.key, server.origin, self._settle), received)
        return unpack_answer(pack_answer(answer))

    def _settle(self) -> None:
        """Fold and judge what has arrived; where nothing has, there is nothing to do."""
        if self.size_of(self.server.store) != self._settled:
            self.server.settle()
            self._settled = self.size_of(self.server.store)

    def _was_refused(self, device: Device, problem: Problem) -> None:
        """Only those that were shut out, and those of whom there are two, are refused."""
        if problem.code == "tablet_revoked" and device.is_revoked:
            device.where = "shut out"
        elif problem.code in ("chain_broken", "history_differs") and device.is_double:
            device.where = "refused"
        elif problem.code != "storage_locked" or not self.is_busy:
            raise AssertionError(f"{device.slot} was refused: {problem.code}") from problem

    def sync_everybody(self, listeners: int = MOST_LISTENERS) -> list[Device]:
        """Everybody with something to tell meets the server, and then they and so many others hear what there is; those
        who have heard all. In a large world not everybody has to listen, since they would hear the same.
        """
        tellers = [device for device in self.in_use() if self.has_unsent(device)]
        for device in tellers:
            self.sync(device)
        heard = [device for device in tellers if device.is_in_use]
        heard += [device for device in self.in_use() if device not in heard][: max(0, listeners - len(heard))]
        for device in heard:
            if self.size_of(device.store) < self.size_of(self.server.store):
                self.sync(device)
        return [device for device in heard if device.is_in_use]

    @staticmethod
    def has_unsent(device: Device) -> bool:
        """Whether a tablet has still something to tell the server."""
        with device.store.reading() as session:
            return notes.number(session, "own_seq") > notes.number(session, "acked_seq")

    @staticmethod
    def size_of(store: SqlStore) -> int:
        with store.reading() as session:
            return session.feed_size()
