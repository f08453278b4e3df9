"""A season of one office and some tablets under bad conditions: machines die, disks are full, roads are cut.

The steps of people are those of the money histories; here stands what befalls them. Everything is decided by `chance`.
"""

from __future__ import annotations

import random
from collections import Counter, deque
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TypeVar

from core.domain.problems import Problem
from core.domain.records import Origin, origin_of_key
from core.storage.store import SqlStore
from core.sync.letting_in.enrolment import issue_code, join, knock, let_in
from core.sync.restore.epochs import begin_epoch
from core.sync.stages.side_rows import let_go
from core.sync.trust.checkpoints import make_checkpoint
from core.sync.trust.keys import PrivateKey
from core.sync.turns.conversation import Watch, converse
from core.sync.wire.messages import Request
from core.usecases import notes
from core.usecases.tablet.record_again import record_again
from sync_server.past.restore_mark import RestoreMark
from tests.simulation.money.founding import Village
from tests.simulation.money.world import Device, OffsetClock, World
from tests.simulation.sync import faults
from tests.simulation.sync.power import MANNERS, NO_LIMIT_PAGES, Death, FailingShelf
from tests.simulation.sync.promises import Promises
from tests.simulation.sync.road import CUT_CODES, NO_SPACE, Road
from tools.sample import PROGRAMME, SampleServer, SteppingClock, seeded_key

T = TypeVar("T")
SERVER = "server"
TOLD_STEPS = 40
MOST_RESTARTS = 20
_STATEMENTS_UNTIL_DEATH = 120
_MOMENTS_UNTIL_DEATH = (1, 1, 1, 2, 2, 3, 4, 6, 9)


@dataclass(frozen=True)
class Weather:
    """How bad a season is: the share of turns on the road and of acts in which something goes wrong."""

    road: float = 0.0
    deaths: float = 0.0


class Season(World):
    """`happened` counts the faults that really occurred; `told` are the last steps in words."""

    shelf: FailingShelf
    mark: RestoreMark

    def __init__(self, server: SampleServer, clock: SteppingClock, village: Village) -> None:
        super().__init__(server, clock, village)
        self.chance = random.Random(0)
        self.weather = Weather()
        self.happened: Counter[str] = Counter()
        self.told: deque[str] = deque(maxlen=TOLD_STEPS)
        self.tell = self.told.append
        self.promises = Promises()
        self.late: dict[str, list[tuple[Request, bytes]]] = {}
        """Answers that were not heard in their time, by tablet, with what had been asked."""
        self.damaged: set[str] = set()
        """Tablets whose requests or answers were ever damaged on the way."""
        self.backups: list[Path] = []
        self.backup_holds: dict[Path, tuple[int, str]] = {}
        """How many records a copy of the server's file has, and as whom it speaks, if all are judged and signed."""
        self.set_aside: dict[str, dict[str, bytes]] = {}
        """What tablets that began anew from a file were to record again unless it arrived, by tablet and id."""
        self.restores = 0
        self.is_open = False
        """Whether also that may happen which is known to be open."""
        self.is_said_to_be_put_back = False
        """What a person says of a server that this machine has no note of."""
        self.is_on_files = True
        self.is_quiet = False
        self._epochs = 0
        self.server_clock = OffsetClock(clock)
        self.server = replace(server, clock=self.server_clock)

    # Doing

    def attempt(self, step: str, told: str, act: Callable[[], T]) -> T | None:
        """Let somebody do something, during which a machine may die."""
        try:
            with_result = self.daring(lambda: super(Season, self).attempt(step, told, act))
        except Death as death:
            self.outcomes[step, "died"] += 1
            self.tell(f"    {told}: {death.machine} dies ({death.manner})")
            self.restart(death)
            return None
        for code in NO_SPACE:
            if self.outcomes.pop((step, code), 0):
                self.outcomes[step, "no space"] += 1
                self._was_full()
        if with_result is not None:
            self.promises.were_made(self, self.shelf.fate.wrote, with_result)
        elif kept := self.promises.kept_in_silence(self, self.shelf.fate.wrote):
            raise AssertionError(f"{told} was refused, and yet {kept} is kept")
        return with_result

    def daring(self, act: Callable[[], T]) -> T:
        """Do it with death near, now and then."""
        fate = self.shelf.fate
        fate.wrote.clear()
        if not self.is_quiet and self.chance.random() < self.weather.deaths:
            manner = self.chance.choice(MANNERS)
            is_early = manner in MANNERS[1:3]
            after = self.chance.choice(_MOMENTS_UNTIL_DEATH) if is_early else self._statements()
            fate.arm(manner, after)
        try:
            return act()
        finally:
            fate.disarm()

    def _statements(self) -> int:
        return 1 + int(_STATEMENTS_UNTIL_DEATH * self.chance.random() ** 2)

    def _was_full(self) -> None:
        for name in self.shelf.fate.powers:
            if self.shelf.is_full(name):
                self.happened[faults.FULL[name == SERVER]] += 1

    # Dying and coming back

    def restart(self, death: Death) -> None:
        """Open the machine's file anew, as its program does when it starts; it may die again while it does."""
        self.happened[f"{'server' if death.machine == SERVER else 'tablet'} {death.manner}"] += 1
        for _ in range(MOST_RESTARTS):
            machine = death.machine
            self.shelf.close(machine)
            self.shelf.fate.powers[machine].come_back()
            try:
                self.open(machine)
            except Death as again:
                death = again
                continue
            return
        raise AssertionError(f"{death.machine} does not come back")

    def open(self, machine: str) -> None:
        self.shelf.fate.powers[machine].limit_pages = NO_LIMIT_PAGES  # Somebody has made room, or it would not start.
        if machine == SERVER:
            self.open_server()
            return
        for device in self.devices:
            if device.slot == machine:
                device.store = SqlStore(self.shelf.engine(machine), PROGRAMME, tail_origin=device.origin)
                device.store.fold()
                self.promises.is_shown(device)

    def open_server(self) -> None:
        """The office's program starts over its file; it may notice that this was put back."""
        engine = self.shelf.engine(SERVER) if self.is_on_files else self.server.store.engine
        engine.dispose()
        store = SqlStore(engine, PROGRAMME)
        with store.reading() as session:
            key = PrivateKey(session.note("own_key") or b"")
            origin = Origin(notes.text(session, "own_origin"))
            is_said = self.is_said_to_be_put_back and self.mark.is_missing(session)
            before = origin if self.mark.is_lost_in(session) or is_said else ""
        self.server = SampleServer(store, self.server_clock, key, origin, {})
        if before:
            self.go_on(before)
        self.server.settle()
        self._settled = self.size_of(store)
        with store.writing() as session:
            checkpoint = make_checkpoint(session, self.server.key, self.server.origin)
        self.mark.keep(checkpoint)

    def go_on(self, before: str) -> None:
        """The office speaks under a new origin from now on, in the place of `before`."""
        self._epochs += 1
        key = seeded_key(f"office {self._epochs}")
        self.mark.expect(origin_of_key(key.public_key))
        origin = begin_epoch(self.server.store, self.server_clock, key, before)
        self.server = SampleServer(self.server.store, self.server_clock, key, origin, {})
        self.tell(f"    the server goes on as {origin}")

    def let_in(
        self, slot: str, store: SqlStore, key: PrivateKey, committees: tuple[str, ...], users: tuple[str, ...]
    ) -> Origin:
        """The office gives somebody a code for a tablet, which is let in under its key, on a good day; its origin."""
        self.shelf.free()
        was_quiet, self.is_quiet = self.is_quiet, True
        server, named = self.server, tuple(self.village.users[code] for code in users)
        with server.store.writing() as session:
            code = issue_code(session, self.server_clock, slot, committees, named)
        welcome = let_in(server.store, self.server_clock, server.origin, server.key.public_key, knock(key, code))
        with store.writing() as session:
            join(session, key, key.raw, welcome, ("http://127.0.0.1:8600",))
        self.is_quiet = was_quiet
        return welcome.origin

    # Meeting

    def sync(self, device: Device, *, cut_after: int = 0) -> bool:
        """A tablet meets the server over a road that may be bad; whether it came through."""
        road = Road(self, device)
        self.tell(f"    {device.slot} syncs")
        step = "sync"
        try:
            self.daring(lambda: self._talk(device, road))
        except Death as death:
            self.outcomes[step, "died"] += 1
            self.tell(f"        {death.machine} dies ({death.manner})")
            if road.is_giving_back:
                self.happened[faults.DEATH_ON_THE_WAY_OVER] += 1
            self.restart(death)
            return False
        except Problem as problem:
            self.outcomes[step, problem.code] += 1
            self.tell(f"        refused, {problem.code}")
            self._was_turned_away(device, problem, road)
            return False
        finally:
            self._after_sync(device, road)
        self.outcomes[step, "done"] += 1
        if device.where == "shut out" and not road.was_flipped and not road.was_cancelled:
            device.where, device.is_revoked = "in use", False
            self.tell(f"        {device.slot} is let in: the server has lost that it was shut out")
        return True

    def _talk(self, device: Device, road: Road) -> None:
        """As the app does it: whoever began anew says once more what had not arrived, when it has seen everything."""

        def talk() -> None:
            watch = Watch(is_cancelled=road.is_cancelled, goes_on=road.goes_on)
            converse(device.store, device.clock, device.key, road.exchange, watch, recovery=road, begin=road.begin)

        talk()
        if not road.was_cancelled and record_again(device.store):
            self.happened[faults.RECORDED_AGAIN] += 1
            talk()
        else:
            let_go(device.store)

    def _after_sync(self, device: Device, road: Road) -> None:
        if road.gave_back:
            self.happened[faults.GIVEN_BACK] += 1
        if self.shelf.fate.powers[device.slot].is_dead:
            return
        self.promises.is_shown(device)
        device.store.tidy()
        self.server.store.tidy()
        if road.hear_late():
            self.happened[faults.LATE] += 1
        self.promises.has_confirmed(self, device)

    def _was_turned_away(self, device: Device, problem: Problem, road: Road) -> None:
        """By a bad road, by a full disk, or for having been shut out; by nothing else."""
        if problem.code == "tablet_revoked" and self.is_shut_out(device):
            device.where, device.is_revoked = "shut out", True
        elif problem.code == "tablet_unknown" and device.slot in self.set_aside:
            # The server was put back to before it was let in, and nobody else had heard of that.
            self.let_in(device.slot, device.store, device.key, self.village.committees, device.users)
        elif problem.code == "storage_full" and self.shelf.is_full(device.slot):
            self._was_full()
        elif road.was_flipped or (problem.code in CUT_CODES and (road.was_cut or not self.is_quiet)):
            pass
        else:
            raise AssertionError(f"{device.slot} was refused: {problem}") from problem

    def is_shut_out(self, device: Device) -> bool:
        with self.server.store.reading() as session:
            known = session.origin(device.origin)
        return known is not None and known.revoked

    def settle(self) -> None:
        self._settle()

    @property
    def is_settled(self) -> bool:
        """Whether the office has judged all that it has: a full disk may have kept it from that."""
        return self.size_of(self.server.store) == self._settled

    # Peace

    def be_quiet(self) -> None:
        """From now on nothing goes wrong any more."""
        self.is_quiet = True
        self.shelf.free()
        self.weather = Weather()
