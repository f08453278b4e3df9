"""What happens to tablets: lost, found again, shut out, put back from a backup, copied."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from dataclasses import replace

from core.storage.store import SqlStore
from core.usecases.office.tablets import shut_out
from tests.simulation.money.founding import COORDINATOR
from tests.simulation.money.stages import Stages
from tests.simulation.money.world import Device, Picks, World
from tools.sample import PROGRAMME


class Trouble:
    """Needs the shelf that the files stand on."""

    def __init__(self, stages: Stages, stage: str, world: World) -> None:
        self._stages = stages
        self._stage = stage
        self._world = world

    def lose(self, picks: Picks) -> None:
        """Somewhere on the way; with it everything that was not sent."""
        if len(self._world.in_use()) > 1:
            picks.one(self._world.in_use()).where = "lost"
            self._done("lose")

    def find(self, picks: Picks) -> None:
        lost = [device for device in self._world.devices if device.where == "lost"]
        if lost:
            picks.one(lost).where = "in use"
            self._done("find again")

    def revoke(self, picks: Picks) -> None:
        """The office shuts a tablet out: by preference one that is lost."""
        world = self._world
        lost = [device for device in world.devices if not device.is_in_use and not device.is_revoked]
        chosen = lost or (world.in_use() if len(world.in_use()) > 1 and picks.rarely(3) else [])
        if chosen:
            device, server = picks.one(chosen), world.server
            world.attempt(
                "revoke", f"the office revokes {device.slot}",
                lambda: shut_out(server.store, world.clock, server.origin, COORDINATOR, device.origin, "lost"),
            )  # fmt: skip
            for other in world.devices:
                other.is_revoked = other.is_revoked or other.origin == device.origin

    def back_up(self, picks: Picks) -> None:
        """Somebody copies a tablet's file."""
        if self._world.in_use():
            device = picks.one(self._world.in_use())
            shelf = self._stages.shelf
            device.backup = shelf.take(device.slot, shelf.folder / f"{device.slot}.backup")
            device.paid_at_backup = len(device.paid)
            self._done("back up")

    def restore(self, picks: Picks) -> None:
        """A tablet comes back from its backup. Mostly it notices, and is let in anew with nothing but a new key."""
        kept = [device for device in self._world.devices if device.backup and device.where != "shut out"]
        if not kept:
            return
        device = picks.one(kept)
        if picks.mostly(3) and self._world.spares:
            self._let_in_anew(device)
        elif device.backup:
            self._make_double(device)
            shutil.copyfile(device.backup, self._stages.shelf.folder / "restored.db")
            self._stages.shelf.put(device.slot, self._stages.shelf.folder / "restored.db")
            device.where = "in use"
            self._done("restore unnoticed")

    def replace_lost(self, _picks: Picks) -> None:
        """Whoever lost a tablet gets another."""
        lost = [device for device in self._world.devices if device.where in ("lost", "shut out", "refused")]
        if lost and self._world.spares:
            self._let_in_anew(lost[0], "new")

    def _let_in_anew(self, device: Device, why: str = "restored") -> None:
        world = self._world
        name = world.spares.pop(0)
        new = self._stages.device(world, self._stage, name)
        new.users = device.users
        device.where = "replaced"
        world.devices.append(new)
        world.tell(f"    {device.slot} is {why}: {new.slot} is let in with a new key")
        self._done(f"let in {why}")

    def clone(self, picks: Picks) -> None:
        """Two tablets with one key, each with its own history from now on."""
        world = self._world
        if world.in_use() and sum(device.is_double for device in world.devices) < 4:
            device, shelf = picks.one(world.in_use()), self._stages.shelf
            slot = f"{device.slot} double {len(world.devices)}"
            source = shelf.take(device.slot, shelf.folder / "cloned.db")
            store = SqlStore(shelf.put(slot, source), PROGRAMME, tail_origin=device.origin)
            self._make_double(device)
            world.devices.append(replace(device, slot=slot, store=store, paid=[], backup=None, is_double=True))
            self._done("clone")

    def _make_double(self, device: Device) -> None:
        for other in self._world.devices:
            other.is_double = other.is_double or other.origin == device.origin

    def _done(self, step: str) -> None:
        self._world.outcomes[step, "done"] += 1
        self._world.tell(f"    {step}")


TROUBLE_STEPS: dict[str, Callable[[Trouble, Picks], None]] = {
    "lose": Trouble.lose, "find": Trouble.find, "revoke": Trouble.revoke, "back up": Trouble.back_up,
    "restore": Trouble.restore, "replace": Trouble.replace_lost, "clone": Trouble.clone,
}  # fmt: skip
