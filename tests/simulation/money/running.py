"""Running many histories from a seed, in this process, and telling what came of their steps."""

from __future__ import annotations

import gc
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field

from hypothesis import HealthCheck, Phase, seed, settings
from hypothesis.stateful import get_state_machine_test

from tests.simulation.money import machine
from tests.simulation.money.machine import MoneyMachine
from tests.simulation.money.opening_acts import stages_with_acts

STEPS_OF_A_HISTORY = 20


@dataclass
class Told:
    """What came of some histories: how many, every step's outcomes, and the first failure in words ("" without)."""

    histories: Counter[str] = field(default_factory=Counter)
    outcomes: Counter[tuple[str, str]] = field(default_factory=Counter)
    failure: str = ""

    def add(self, other: Told) -> None:
        self.histories.update(other.histories)
        self.outcomes.update(other.outcomes)
        self.failure = self.failure or other.failure

    @property
    def number(self) -> int:
        return sum(self.histories.values())


def run_histories(shape: type[MoneyMachine], number: int, first_seed: int, *, steps: int = STEPS_OF_A_HISTORY) -> Told:
    """So many histories from a seed; the same every time. A failure is made as small as it gets, and told in words."""
    machine.HISTORIES.clear()
    machine.OUTCOMES.clear()
    chosen = settings(
        max_examples=number,
        stateful_step_count=steps,
        deadline=None,
        database=None,
        derandomize=False,
        print_blob=False,
        report_multiple_bugs=False,
        phases=[Phase.generate, Phase.shrink],
        suppress_health_check=list(HealthCheck),
    )
    failure = ""
    try:
        seed(first_seed)(get_state_machine_test(shape, settings=chosen))()
    except Exception as error:  # noqa: BLE001 - whatever it is, it is told with the steps that led to it
        failure = f"{type(error).__name__}: {error}\n" + "\n".join(getattr(error, "__notes__", ()))
    return Told(Counter(machine.HISTORIES), Counter(machine.OUTCOMES), failure)


def prepare() -> None:
    """Make this process's stages, before it runs chunks of histories."""
    MoneyMachine.stages = stages_with_acts()
    gc.collect()
    gc.freeze()


def run_chunk(number: int, first_seed: int) -> Told:
    return run_histories(MoneyMachine, number, first_seed)


def done_by_step(outcomes: Mapping[tuple[str, str], int]) -> dict[str, int]:
    """How often each step succeeded; 0 for one that was only ever refused."""
    done: dict[str, int] = {}
    for (step, outcome), number in outcomes.items():
        done[step] = done.get(step, 0) + (number if outcome == "done" else 0)
    return done


def table_of(outcomes: Mapping[tuple[str, str], int]) -> str:
    """A line a step: how often it succeeded, and why it was refused how often."""
    lines = []
    for step, done in sorted(done_by_step(outcomes).items()):
        refused = sorted(
            ((number, code) for (name, code), number in outcomes.items() if name == step and code != "done"),
            reverse=True,
        )
        why = ", ".join(f"{code} {number}" for number, code in refused)
        lines.append(f"{step:<22}{done:>8}   {why}".rstrip())
    return "\n".join(lines)
