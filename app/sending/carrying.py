"""Files for the office on a memory that somebody carries: writing ours, reading the replies to it, and handing over
those of other tablets, which nobody here can read.

Everything here waits for a slow memory, so it runs off the UI thread. What a memory holds is never the only copy.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

from app.ports import Handed, Memory
from core.domain.problems import Problem
from core.domain.tablets import TabletEnrolled
from core.fold.facts import thing_fact
from core.fold.rows import Thing
from core.sync.carried.bundle_files import Lying, drop, lying_in, read_file, write_file
from core.sync.carried.bundle_format import read_head
from core.sync.carried.bundles import Bundle, Receipt, read_reply, write_bundle
from core.sync.trust.awaited_replies import written_order
from core.usecases import notes
from core.usecases.ports import Clock, Signer, Store

_OF_A_FILE = ("bundle_", "memory_unreadable")
"""Problems that lie in a file, and not in the road or in the memory."""
_REFUSED = (*_OF_A_FILE, "chain_", "history_", "request_", "signature_", "tablet_")
"""What the office has against what a file says."""
_MOST_FAILURES = 2


@dataclass(frozen=True, slots=True)
class Load:
    """What lies on a memory: whether ours waits there or was answered, and the bundles of others by tablet."""

    memory: Memory
    is_ours_waiting: bool = False
    is_ours_answered: bool = False
    others: tuple[OfOther, ...] = ()


@dataclass(frozen=True, slots=True)
class OfOther:
    """What another tablet has on the memory: `waiting` files to be handed over, the rest has its reply beside it."""

    origin: str
    label: str
    waiting: int
    answered: int


@dataclass(frozen=True, slots=True)
class Read:
    """What reading a memory brought: `receipt` is of the last reply, or None where there was none for this tablet;
    `problem` is what is wrong with a file that stays there.
    """

    receipt: Receipt | None
    received: int
    problem: Problem | None = None


def look(store: Store, memory: Memory) -> Load:
    """Raises Problem memory_missing."""
    with store.reading() as session:
        own = notes.text(session, "own_origin")
        readable = set(written_order(session))
        labels = {thing.code: thing_fact(thing).label for thing in session.state().find(Thing, TabletEnrolled.kind)}
    lying = lying_in(Path(memory.path))
    ours = [each for each in lying if each.origin == own and each.id in readable]
    others: dict[str, OfOther] = {}
    for each in lying:
        if each.origin == own:
            continue
        known = others.get(each.origin) or OfOther(each.origin, labels.get(each.origin, each.origin), 0, 0)
        waits = int(each.has_bundle and not each.has_reply)
        others[each.origin] = replace(known, waiting=known.waiting + waits, answered=known.answered + 1 - waits)
    by_label = sorted(others.values(), key=lambda other: (other.label.casefold(), other.origin))
    is_answered = any(each.has_reply for each in ours)
    return Load(memory, bool(ours) and not is_answered, is_answered, tuple(by_label))


def save(store: Store, signer: Signer, memory: Memory) -> Bundle:
    """Write everything that the office has not said it has. An earlier file of ours that nobody has answered holds
    nothing more and goes. Raises Problem.
    """
    folder = Path(memory.path)
    lying = lying_in(folder)
    with store.reading() as session:
        own = notes.text(session, "own_origin")
    bundle = write_bundle(store, signer)
    write_file(folder / bundle.name, bundle.data)
    for each in lying:
        if each.origin == own and not each.has_reply:
            drop(folder / each.bundle_name)
    return bundle


def read(store: Store, clock: Clock, memory: Memory) -> Read:
    """Read all replies to this tablet, oldest first. What was read, and what is past, is taken off the memory; a file
    that cannot be read stays, and keeps none from being read.

    Raises Problem.
    """
    folder = Path(memory.path)
    with store.reading() as session:
        own, order = notes.text(session, "own_origin"), written_order(session)
    ours = [each for each in lying_in(folder) if each.origin == own and each.has_reply]
    done = Read(None, 0)
    for each in sorted(ours, key=lambda each: order.index(each.id) if each.id in order else -1):
        try:
            if each.id in order:
                receipt = read_reply(store, clock, read_file(folder / each.reply_name))
                done = replace(done, receipt=receipt, received=done.received + receipt.received)
        except Problem as problem:
            if not problem.code.startswith(_OF_A_FILE):
                raise
            done = replace(done, problem=problem)
        else:
            drop(folder / each.bundle_name)
            drop(folder / each.reply_name)
    return done


class Carrier:
    """Hands the bundles of others over by `carry`; remembers which ones the office refuses, so that it is not asked
    about them every few minutes.
    """

    def __init__(self) -> None:
        self._refused: dict[bytes, Problem] = {}

    def hand_over(
        self, store: Store, memory: Memory, carry: Callable[[bytes], bytes], is_cancelled: Callable[[], bool]
    ) -> Handed:
        """Raises Problem where the office cannot be reached, or the memory is gone; what was handed over stays so."""
        folder = Path(memory.path)
        with store.reading() as session:
            own = notes.text(session, "own_origin")
        handed, failures = Handed(), 0
        for each in lying_in(folder):
            if each.origin == own or not each.has_bundle or each.has_reply or is_cancelled():
                continue
            try:
                problem = self._refused.get(each.id) or self._hand_over(folder, each, carry)
            except Problem as failure:
                # One file may be the reason of a failure, two after each other are not. It is tried again next time.
                failures += 1
                if failure.code != "server_failed" or failures == _MOST_FAILURES:
                    raise
                handed = replace(handed, refused=each.origin, problem=failure)
                continue
            failures = 0
            if problem is None:
                handed = replace(handed, number=handed.number + 1)
            else:
                self._refused[each.id] = problem
                handed = replace(handed, refused=each.origin, problem=problem)
        return handed

    def _hand_over(self, folder: Path, each: Lying, carry: Callable[[bytes], bytes]) -> Problem | None:
        """What the office, or the file itself, has against it."""
        try:
            data = read_file(folder / each.bundle_name)
            reply = carry(data)
        except Problem as problem:
            if problem.code.startswith(_REFUSED):
                return problem
            raise
        head, _, _ = read_head(reply, "reply")
        if (head.origin, head.id) != (each.origin, each.id):
            raise Problem("answer_unreadable")
        write_file(folder / each.reply_name, reply)
        return None
