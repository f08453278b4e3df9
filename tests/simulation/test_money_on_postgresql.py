"""The same histories with the server on PostgreSQL, and with the office and the tablets writing at the same time."""

from __future__ import annotations

import random
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest

from core.storage.compare import fingerprints, wrong_balances, wrong_open_days
from core.storage.store import SqlStore
from tests.postgres import ENGINES
from tests.simulation.money import audit, honesty
from tests.simulation.money.books import read_books
from tests.simulation.money.elsewhere import Postgres
from tests.simulation.money.machine import MOST_PICKS, MoneyMachine
from tests.simulation.money.moods import AT_THE_DESK, ON_THE_ROAD, STEPS
from tests.simulation.money.running import run_histories
from tests.simulation.money.stages import Stages
from tests.simulation.money.world import Picks, World
from tests.stores import projections

SEED = 2015


@pytest.fixture(scope="module")
def postgres(postgres_url: str, stages: Stages) -> Iterator[Postgres]:
    databases = Postgres(postgres_url, stages)
    yield databases
    databases.close()


def test_the_books_hold_on_postgresql(stages: Stages, postgres: Postgres, campaign: bool) -> None:
    class Machine(MoneyMachine):
        def server_store(self, stage: str) -> SqlStore | None:
            return postgres.store(stage)

    Machine.stages = stages
    told = run_histories(Machine, 200 if campaign else 6, SEED)
    assert not told.failure, told.failure


@pytest.mark.parametrize("engine", ENGINES)
def test_the_books_hold_when_office_and_tablets_write_at_once(
    engine: str, stages: Stages, request: pytest.FixtureRequest, campaign: bool
) -> None:
    for number in range(60 if campaign else 2):
        store = request.getfixturevalue("postgres").store("paying") if engine == "postgresql" else None
        world = stages.world("paying", 4, store)
        world.is_busy = True
        together = Barrier(2)

        def work(kinds: tuple[str, ...], seed: int, world: World = world, together: Barrier = together) -> None:
            chance = random.Random(seed)
            together.wait()
            for _ in range(40):
                STEPS[chance.choice(kinds)](world, Picks([chance.randrange(120) for _ in range(MOST_PICKS)]))

        with ThreadPoolExecutor(2) as pool:
            done = [
                pool.submit(work, kinds, 2 * number + place) for place, kinds in enumerate((AT_THE_DESK, ON_THE_ROAD))
            ]
            for future in done:
                future.result()
        listeners = world.sync_everybody()
        books = read_books(world.server.store)
        assert not (wrong := audit.findings(books) + honesty.findings(world, books)), wrong
        expected = fingerprints(world.server.store)
        assert all(fingerprints(device.store) == expected for device in listeners)
        assert wrong_balances(world.server.store) == []
        assert wrong_open_days(world.server.store) == []
        stepped = projections(world.server.store)
        world.server.store.refold()
        assert projections(world.server.store) == stepped
        assert wrong_balances(world.server.store) == []
        assert wrong_open_days(world.server.store) == []
