"""Seasons of tablets and a server in which much goes wrong: nothing is lost, doubled or wrongly believed."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest

from core.storage.store import SqlStore
from tests.simulation.money.elsewhere import Postgres
from tests.simulation.sync.faults import KINDS
from tests.simulation.sync.power import MANNERS
from tests.simulation.sync.running import Told, run_season, stages

FIRST_SEED = 48
"""Of the sample; a campaign begins with 0."""
SEASONS = 32
SEASONS_OF_A_CAMPAIGN = 10_000
ON_POSTGRESQL = 3
ON_POSTGRESQL_IN_A_CAMPAIGN = 200


def failures(told: Told) -> str:
    return "\n\n".join(f"seed {seed}: {words}" for seed, words in told.failures.items())


def test_nothing_is_lost_or_doubled_in_any_season(campaign: bool) -> None:
    told = Told()
    for seed in range(SEASONS_OF_A_CAMPAIGN) if campaign else range(FIRST_SEED, FIRST_SEED + SEASONS):
        run_season(seed, told)
    assert not told.failures, failures(told)
    # A fault that never happens proves nothing.
    assert [kind for kind in KINDS if not told.happened[kind]] == []


@pytest.fixture
def server_on_postgresql(postgres_url: str) -> Iterator[Callable[[str], SqlStore]]:
    databases = Postgres(postgres_url, stages())
    yield databases.store
    databases.close()


def test_nor_where_the_server_is_on_postgresql(server_on_postgresql: Callable[[str], SqlStore], campaign: bool) -> None:
    told = Told()
    for seed in range(FIRST_SEED, FIRST_SEED + (ON_POSTGRESQL_IN_A_CAMPAIGN if campaign else ON_POSTGRESQL)):
        run_season(seed, told, server_on_postgresql)
    assert not told.failures, failures(told)
    if campaign:
        assert all(told.happened[f"server {manner}"] for manner in MANNERS[:2])
