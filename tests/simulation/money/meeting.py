"""Tablets meet the server, and time goes by."""

from __future__ import annotations

from tests.simulation.money.world import DAY_MS, Picks, World


def sync_one(world: World, picks: Picks) -> None:
    """Some tablet; now and then the line goes dead before the answer is heard."""
    if world.in_use():
        device = picks.one(world.in_use())
        world.sync(device, cut_after=1 + picks.below(2) if picks.rarely() else 0)


def sync_all(world: World, _picks: Picks) -> None:
    world.sync_everybody()


def pass_time(world: World, picks: Picks) -> None:
    """Some hours, days, or a whole month."""
    world.clock.ms += picks.one((1, 1, 2, 5, 15, 31)) * DAY_MS // picks.one((1, 1, 6))
    world.outcomes["time", "done"] += 1
    world.tell(f"    it is {world.today}")
