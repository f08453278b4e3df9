"""Where histories come from. Honest are those of money, whose every step Hypothesis chooses, and those of the sync,
whose servers are also put back to an earlier state and whose tablets are lost, copied and begun anew. Wild ones nobody
would live. Each is handed on as its name and its server, in the end.
"""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from pathlib import Path

from core.domain.records import Origin
from core.storage.engine import open_database
from core.storage.store import SqlStore
from core.sync.trust.keys import PrivateKey
from tests.simulation.money import machine as money_machine
from tests.simulation.money.machine import MoneyMachine
from tests.simulation.money.opening_acts import stages_with_acts
from tests.simulation.money.running import run_histories
from tests.simulation.money.stages import Stages
from tests.simulation.second_opinion.program import Kept, keep
from tests.simulation.second_opinion.wild_server import wild_server
from tests.simulation.sync import running as seasons
from tools.sample import PROGRAMME, SampleServer, SteppingClock

Hear = Callable[[str, SampleServer], None]


def keeping(hear: Callable[[Kept], None]) -> Hear:
    """For who wants the log and the rows alone."""
    return lambda name, server: hear(keep(name, server.store))


class _KeptMachine(MoneyMachine):
    """A history that ends when everybody has met the server, and is handed on. What else must hold at the end is looked
    at elsewhere.
    """

    hear: Hear
    seed = 0
    number = 0

    def look_at_the_books(self) -> None:
        """Not here."""

    def teardown(self) -> None:
        if self._is_whole:
            shape = type(self)
            shape.number += 1
            self.world.sync_everybody()
            hear = shape.__dict__["hear"]
            hear(f"money seed {shape.seed} history {shape.number}", self.world.server)


def play_money(number: int, seed: int, hear: Hear, *, steps: int = 20, stages: Stages | None = None) -> None:
    """So many histories of money from a seed, each handed on as it ends. Raises what went wrong in one."""
    made = stages or stages_with_acts()

    class Machine(_KeptMachine):
        pass

    Machine.stages, Machine.hear, Machine.seed = made, staticmethod(hear), seed
    money_machine.MoneyMachine.stages = made
    told = run_histories(Machine, number, seed, steps=steps)
    if told.failure:
        raise RuntimeError(told.failure)


def play_sync(number: int, seed: int, hear: Hear) -> None:
    """So many seasons of the sync, one a seed."""
    for one in range(seed, seed + number):
        season = seasons.begun(one)
        seasons.live(season)
        seasons.peace(season)
        hear(f"sync seed {one}", season.server)


def play_wild(number: int, seed: int, hear: Hear) -> None:
    """So many wild logs, one a seed."""
    for one in range(seed, seed + number):
        with tempfile.TemporaryDirectory() as folder:
            server = wild_server(one, Path(folder, "wild.db"))
            hear(f"wild seed {one}", server)
            server.store.engine.dispose()


def take(url: str, hear: Hear) -> None:
    """A server's database as it stands: the demo's, say. Nothing is written to it."""
    store = SqlStore(open_database(url), PROGRAMME)
    with store.reading() as session:
        origin, key = session.note("own_origin") or b"", session.note("own_key") or b""
    server = SampleServer(store, SteppingClock(0), PrivateKey(key), Origin(origin.decode()), {})
    hear(f"store {Path(url).parent.name}", server)
