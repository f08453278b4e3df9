"""Histories of money: Hypothesis chooses who does what, the world does it, the audit looks at the books after each
step.

A history begins at a stage, has two to twelve tablets, and ends when everybody who still can has met the server.
"""

from __future__ import annotations

from collections import Counter
from typing import Any

from hypothesis import note
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, rule

from core.storage.compare import fingerprints, wrong_balances, wrong_open_days
from core.storage.store import SqlStore
from tests.simulation.money import audit, honesty
from tests.simulation.money.books import read_books
from tests.simulation.money.moods import MOODS, STEPS
from tests.simulation.money.stages import Stages
from tests.simulation.money.trouble import TROUBLE_STEPS, Trouble
from tests.simulation.money.world import DAY_MS, Picks, World
from tests.stores import projections

MOST_PICKS = 12
OUTCOMES: Counter[tuple[str, str]] = Counter()
"""What came of every step of all histories of this process, by (step, "done" or the code of the refusal)."""
HISTORIES: Counter[str] = Counter()
"""How many histories there were, by where they began, mood and tablets."""


class MoneyMachine(RuleBasedStateMachine):
    """One history. `stages` is shared by all of a process."""

    stages: Stages
    world: World
    trouble: Trouble

    def __init__(self) -> None:
        super().__init__()
        self.mood: tuple[str, ...] = ()
        self._rebuilds = False
        self._audited = 0
        self._is_whole = False
        self._remembered: dict[tuple[str, str], Any] = {}

    def server_store(self, stage: str) -> SqlStore | None:
        """Where the server's database stands, if not on the shelf."""
        return None

    @initialize(
        stage=st.sampled_from(("paying", "disputed", "settled", "worked")),
        tablets=st.sampled_from((2, 2, 2, 2, 2, 3, 3, 3, 4, 4, 5, 7, 12)),
        mood=st.sampled_from(sorted(MOODS)),
        clock_days=st.sampled_from((0, 0, 0, -3, 1)),
        rebuilds=st.sampled_from((*[False] * 7, True)),
    )
    def begin(self, stage: str, tablets: int, mood: str, clock_days: int, rebuilds: bool) -> None:
        """So many tablets at a stage; the clock of the last may be wrong by some days."""
        self.mood, self._rebuilds = MOODS[mood], rebuilds
        self.world = self.stages.world(stage, tablets, self.server_store(stage))
        self.world.tell = note
        self.world.devices[-1].clock.offset_ms = clock_days * DAY_MS
        self.trouble = Trouble(self.stages, stage, self.world)
        self._is_whole = True
        HISTORIES[f"{stage}, {mood}, {tablets} tablets"] += 1

    @rule(
        what=st.runner().flatmap(lambda machine: st.sampled_from(machine.mood)),
        picks=st.tuples(*[st.integers(0, 119)] * MOST_PICKS),
    )
    def step(self, what: str, picks: tuple[int, ...]) -> None:
        """One person does one thing."""
        self._is_whole = False
        if what in STEPS:
            STEPS[what](self.world, Picks(picks))
        else:
            TROUBLE_STEPS[what](self.trouble, Picks(picks))
        self.look_at_the_books()
        self._is_whole = True

    def look_at_the_books(self) -> None:
        """Where something has arrived since the last look."""
        size = self.world.size_of(self.world.server.store)
        if size != self._audited:
            self._audited = size
            books = read_books(self.world.server.store, self._remembered)
            wrong = audit.findings(books) + honesty.findings(self.world, books)
            assert not wrong, "\n".join(wrong)

    def teardown(self) -> None:
        """Everybody meets; all hold the same, and the log gives the same rows and the same journal once more."""
        if not self._is_whole:
            return
        OUTCOMES.update(self.world.outcomes)
        listeners = self.world.sync_everybody()
        self.look_at_the_books()
        server = self.world.server.store
        assert not (apart := wrong_balances(server)), f"kept balances are not those of the journal: {apart}"
        assert not (apart := wrong_open_days(server)), f"kept sums of days are not those of the items: {apart}"
        expected = fingerprints(server)
        for device in listeners:
            assert fingerprints(device.store) == expected, f"{device.slot} differs from the server"
        books = read_books(server, self._remembered)
        assert not (missing := honesty.not_booked(self.world, books)), "\n".join(missing)
        for store in (server, *[device.store for device in listeners[:1]]):
            assert not (wrong := audit.disagreements(store, books)), "\n".join(wrong)
        if self._rebuilds:
            stepped = projections(server)
            server.refold()
            rebuilt = projections(server)
            for name, rows in stepped.items():
                assert rebuilt[name] == rows, f"{name} is another when it is rebuilt"
            assert not wrong_balances(server)
            assert not wrong_open_days(server)
