"""Whatever an office, its technicians and their tablets do in whatever order, no céntimo is lost or paid unseen."""

import pytest

from tests.simulation.money.machine import MoneyMachine
from tests.simulation.money.moods import MOODS
from tests.simulation.money.running import done_by_step, run_histories, table_of
from tests.simulation.money.stages import Stages

SEED = 2014
RARE = frozenset({"sync cut", "redraft", "abandon", "distribute"})
"""Steps that no sample need have seen succeed."""
MISSED_AT_MOST = 6


@pytest.fixture(scope="module")
def machine(stages: Stages) -> type[MoneyMachine]:
    class Machine(MoneyMachine):
        pass

    Machine.stages = stages
    return Machine


def test_the_books_hold_in_every_history(machine: type[MoneyMachine], campaign: bool) -> None:
    told = run_histories(machine, 2_000 if campaign else 60, SEED)
    assert not told.failure, told.failure
    print(table_of(told.outcomes))  # noqa: T201 - shown with -s, or where the next line fails
    never = [step for step, done in done_by_step(told.outcomes).items() if not done and step not in RARE]
    # A small sample may miss a step or two; that it sees nearly all is what makes it worth its time.
    assert len(never) <= (0 if campaign else MISSED_AT_MOST), never
    assert len({key.split(", ")[1] for key in told.histories}) == len(MOODS)
