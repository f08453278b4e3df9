"""Histories of money: Hypothesis chooses who does what, the world does it, the audit looks at the books after each
step.

A history begins at a stage, has two to twelve tablets, and ends when everybody who still can has met the server.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable

from hypothesis import event, note
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, rule

from core.storage.compare import fingerprints
from core.storage.store import SqlStore
from tests.integration.stores import projections
from tests.simulation.money import audit, cash_steps, field_steps, honesty, office_steps, paying_steps, sheet_steps
from tests.simulation.money.books import read_books
from tests.simulation.money.stages import Stages
from tests.simulation.money.trouble import Trouble
from tests.simulation.money.world import DAY_MS, Picks, World

Step = Callable[[World, Picks], None]
MOST_PICKS = 10

SHEETS: dict[str, Step] = {
    "next step": sheet_steps.next_step, "draft": sheet_steps.draft, "redraft": sheet_steps.redraft,
    "abandon": sheet_steps.abandon, "lock": sheet_steps.lock, "reopen": sheet_steps.reopen,
    "approve": sheet_steps.approve, "assign": sheet_steps.assign, "reassign": sheet_steps.reassign,
    "approve waiting": sheet_steps.approve_what_waits, "settle": sheet_steps.settle, "close": sheet_steps.close,
    "distribute": sheet_steps.distribute,
}  # fmt: skip
PAYING: dict[str, Step] = {
    "pay": paying_steps.pay_cash, "pay less": paying_steps.pay_less, "pay otherwise": paying_steps.pay_otherwise,
    "pay with witness": paying_steps.pay_with_witness, "pay by proxy": paying_steps.pay_by_proxy,
    "undo": paying_steps.undo, "give back": paying_steps.give_back, "release": paying_steps.release,
    "scan": paying_steps.scan, "return": paying_steps.return_all,
}  # fmt: skip
CASH: dict[str, Step] = {
    "advance": cash_steps.advance, "expense": cash_steps.expense, "count": cash_steps.count,
    "hand over": cash_steps.hand_over, "receive": cash_steps.receive, "return cash": cash_steps.return_cash,
    "difference": cash_steps.decide_difference, "repay": cash_steps.repay, "settle trip": cash_steps.settle_trip,
    "void cash": cash_steps.take_cash_record_back,
}  # fmt: skip
FIELD: dict[str, Step] = {
    "work": field_steps.work, "workday": field_steps.workday, "member": field_steps.member,
    "correct": field_steps.correct, "take back": field_steps.take_back,
}  # fmt: skip
OFFICE: dict[str, Step] = {
    "hold": office_steps.hold, "void work": office_steps.correct_as_office, "balance": office_steps.replace_balance,
    "rate": office_steps.replace_rate, "setting": office_steps.change_setting, "confirm": office_steps.confirm,
    "month": office_steps.close_month, "money in": office_steps.receive_money,
    "counter": office_steps.pay_at_the_counter, "paper": office_steps.type_from_paper,
    "void payout": office_steps.void_payout, "suspense": office_steps.decide_suspense,
    "recovery": office_steps.decide_recovery,
}  # fmt: skip
STEPS: dict[str, Step] = {**SHEETS, **PAYING, **CASH, **FIELD, **OFFICE}
MEETING = ("sync one", "sync all", "time")
TROUBLES = ("lose", "find", "revoke", "back up", "restore", "replace", "clone")
"""Steps of `Trouble`, which needs to know where the files are."""
MOODS: dict[str, tuple[str, ...]] = {
    "payday": (
        *["next step"] * 8, *["pay"] * 14, *PAYING, *PAYING, *SHEETS, *CASH, *OFFICE, *FIELD, *["sync one"] * 8,
        "sync all", "time",
    ),
    "office": (
        *["next step"] * 16, *["pay"] * 10, *SHEETS, *OFFICE, *OFFICE, *FIELD, *["paper", "counter"] * 2,
        *["sync one"] * 6, *["sync all"] * 2, "time",
    ),
    "cash": (
        *["next step"] * 6, *["pay"] * 8, *PAYING, *CASH, *CASH, *CASH, *["sync one"] * 8, "sync all", "time",
    ),
    "trouble": (
        *["next step"] * 8, *["pay"] * 10, *PAYING, *TROUBLES, *TROUBLES, *["reassign"] * 4, *["suspense"] * 3,
        *["sync one"] * 8, "approve waiting", "paper", "counter", "recovery", "time",
    ),
    "late truth": (
        *["next step"] * 10, *["pay"] * 10, *FIELD, *FIELD, *OFFICE, *["hold", "rate", "recovery"] * 2, "undo",
        *["sync one"] * 8, "sync all", "time",
    ),
}  # fmt: skip
OUTCOMES: Counter[tuple[str, str]] = Counter()
"""What came of every step of all histories of this process."""
HISTORIES = Counter[str]()


class MoneyMachine(RuleBasedStateMachine):
    """One history. `stages` is shared by all of a process; `server_store` may stand elsewhere than on the shelf."""

    stages: Stages

    def __init__(self) -> None:
        super().__init__()
        self.mood: tuple[str, ...] = ()
        self.world: World | None = None
        self._audited = 0
        self._is_whole = True

    def server_store(self, stage: str) -> SqlStore | None:
        return None

    @initialize(
        stage=st.sampled_from(("paying", "worked", "paying", "paying")),
        tablets=st.sampled_from((2, 2, 2, 3, 3, 4, 5, 8, 12)),
        mood=st.sampled_from(sorted(MOODS)),
        offset_days=st.sampled_from((0, 0, 0, -3, 1)),
    )
    def begin(self, stage: str, tablets: int, mood: str, offset_days: int) -> None:
        self.mood = MOODS[mood]
        self.world = self.stages.world(stage, tablets, self.server_store(stage))
        self.world.tell = note
        self.world.devices[-1].clock.offset_ms = offset_days * DAY_MS
        self.trouble = Trouble(self.stages, stage, self.world)
        HISTORIES[f"{stage}, {mood}, {tablets} tablets"] += 1

    @rule(
        what=st.runner().flatmap(lambda machine: st.sampled_from(machine.mood)),
        picks=st.tuples(*[st.integers(0, 119)] * MOST_PICKS),
    )
    def step(self, what: str, picks: tuple[int, ...]) -> None:
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
            books = read_books(self.world.server.store)
            wrong = audit.findings(books) + honesty.findings(self.world, books)
            assert not wrong, "\n".join(wrong)

    def teardown(self) -> None:
        if self.world is None or not self._is_whole:
            return
        OUTCOMES.update(self.world.outcomes)
        self.world.sync_everybody()
        self.look_at_the_books()
        expected = fingerprints(self.world.server.store)
        for device in self.world.in_use():
            assert fingerprints(device.store) == expected, f"{device.slot} differs from the server"


TROUBLE_STEPS: dict[str, Callable[[Trouble, Picks], None]] = {
    "sync one": Trouble.sync_one, "sync all": Trouble.sync_all, "time": Trouble.pass_time, "lose": Trouble.lose,
    "find": Trouble.find, "revoke": Trouble.revoke, "back up": Trouble.back_up, "restore": Trouble.restore,
    "replace": Trouble.replace_lost, "clone": Trouble.clone,
}  # fmt: skip
