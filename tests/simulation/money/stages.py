"""Where histories begin: the village as it was founded, with work done, or with a sheet in the technicians' hands.

Each stage is made once in a process by the same steps that histories take, and kept as files.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path
from typing import TypeVar

from core.domain.records import origin_of_key
from core.storage.store import SqlStore
from core.storage.upgrade import open_ready
from core.sync.letting_in import enrolment
from core.sync.letting_in.enrolment import Welcome
from core.sync.trust.introductions import new_origin
from core.sync.turns.conversation import converse
from core.usecases.office.opening import open_office
from tests.simulation.money.founding import START_MS, TECHNICIANS, Village, found_village, let_in
from tests.simulation.money.shelf import Shelf
from tests.simulation.money.world import Device, HandedOver, OffsetClock, World
from tools.sample import PROGRAMME, SampleServer, SteppingClock, seeded_key

WorldT = TypeVar("WorldT", bound=World)
MOST_TABLETS = 12
SPARES = 5
"""Tablets that were let in and never used, for those whose own was lost or came back from a backup."""
NAMES = tuple(f"tablet {number}" for number in range(1, MOST_TABLETS + SPARES + 1))


def users_of(name: str) -> tuple[str, ...]:
    """The technicians of a tablet: every third one is shared by two."""
    number = NAMES.index(name)
    mine, next_one = (TECHNICIANS[(number + step) % len(TECHNICIANS)] for step in (0, 1))
    return (mine, next_one) if number % 3 == 1 else (mine,)


@dataclass(frozen=True)
class Stage:
    """The files of a moment, the clock then, and what each tablet had paid by then."""

    folder: Path
    clock_ms: int
    paid: dict[str, tuple[HandedOver, ...]]

    def path(self, name: str) -> Path:
        return self.folder / f"{name}.db"


class Stages:
    """The stages of this process, made when they are first asked for."""

    def __init__(self, shelf: Shelf | None = None) -> None:
        self.shelf = shelf or Shelf()
        self._stages: dict[str, Stage] = {}
        self._village: Village | None = None

    @property
    def village(self) -> Village:
        if self._village is None:
            self._village = self._found()
        return self._village

    def path(self, stage: str, name: str) -> Path:
        """The file of a tablet, or of the server, as it was at a stage."""
        return self._stages[stage].path(name)

    def world(self, stage: str, tablets: int, server_store: SqlStore | None = None) -> World:
        """A fresh world at this stage with so many tablets."""
        return self.fill(World, stage, tablets, server_store)

    def fill(self, shape: type[WorldT], stage: str, tablets: int, server_store: SqlStore | None = None) -> WorldT:
        """The same of another shape of world."""
        village = self.village
        kept = self._stages[stage]
        clock = SteppingClock(kept.clock_ms)
        store = server_store or SqlStore(self.shelf.put("server", kept.path("server")), PROGRAMME)
        key = seeded_key("office")
        world = shape(SampleServer(store, clock, key, origin_of_key(key.public_key), {}), clock, village)
        for name in NAMES[:tablets]:
            world.devices.append(self.device(world, stage, name))
        world.spares = list(NAMES[MOST_TABLETS:])
        return world

    def device(self, world: World, stage: str, name: str, slot: str = "") -> Device:
        """The tablet with this name as it was at a stage."""
        engine = self.shelf.put(slot or name, self._stages[stage].path(name))
        key = seeded_key(name)
        origin = origin_of_key(key.public_key)
        store = SqlStore(engine, PROGRAMME, tail_origin=origin)
        paid = [replace(entry) for entry in self._stages[stage].paid.get(name, ())]
        return Device(slot or name, name, users_of(name), store, key, origin, OffsetClock(world.clock), paid=paid)

    def keep(self, stage: str, world: World) -> None:
        """Keep what a world's files say now as a stage."""
        folder = self.shelf.folder / stage
        folder.mkdir()
        for name in ("server", *(device.name for device in world.devices)):
            self.shelf.take(name, folder / f"{name}.db")
        self._stages[stage] = Stage(
            folder, world.clock.ms, {device.name: tuple(device.paid) for device in world.devices}
        )

    def _found(self) -> Village:
        engine = self.shelf.engine("server")
        open_ready(engine, "server")
        store, clock = SqlStore(engine, PROGRAMME), SteppingClock(START_MS)
        key = seeded_key("office")
        server = SampleServer(store, clock, key, open_office(store, key, key.raw), {})
        village = found_village(store, server.origin)
        server.settle()
        welcomes = {name: let_in(server, village, name, users_of(name)) for name in NAMES}
        server.settle()
        folder = self.shelf.folder / "founded"
        folder.mkdir()
        self._make_tablets(server, welcomes, folder)
        self.shelf.take("server", folder / "server.db")
        self._stages["founded"] = Stage(folder, clock.ms, {})
        return village

    def _make_tablets(self, server: SampleServer, welcomes: dict[str, Welcome], folder: Path) -> None:
        """The first pulls everything; the others are copies of it that know who they are."""
        first = NAMES[0]
        engine = self.shelf.engine(first)
        open_ready(engine, "device")
        store = SqlStore(engine, PROGRAMME, tail_origin=welcomes[first].origin)
        key = seeded_key(first)
        with store.writing() as session:
            enrolment.join(session, key, key.raw, welcomes[first], ())
        converse(store, server.clock, key, server.exchange)
        source = self.shelf.take(first, folder / f"{first}.db")
        for name in NAMES[1:]:
            engine = self.shelf.put(name, source)
            key = seeded_key(name)
            with SqlStore(engine, PROGRAMME, tail_origin=welcomes[name].origin).writing() as session:
                own = new_origin(PROGRAMME, welcomes[name].origin, key.public_key, "tablet")
                session.put_note("own_origin", own.origin.encode("ascii"))
                session.put_note("own_key", key.raw)
                session.put_note("own_head", own.head)
                enrolment.join(session, key, key.raw, welcomes[name], ())
            self.shelf.take(name, folder / f"{name}.db")
