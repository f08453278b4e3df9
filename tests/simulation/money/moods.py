"""The steps by their names, and the moods of histories: how often each step is taken in one.

A step that does not fit the moment does nothing or is refused; both are part of life.
"""

from __future__ import annotations

from collections.abc import Callable

from tests.simulation.money import cash_steps, field_steps, meeting, office_steps, paying_steps, progress, sheet_steps
from tests.simulation.money.world import Picks, World

Step = Callable[[World, Picks], None]

SHEETS: dict[str, Step] = {
    "next step": progress.next_step, "draft": sheet_steps.draft, "redraft": sheet_steps.redraft,
    "abandon": sheet_steps.abandon, "lock": sheet_steps.lock, "reopen": sheet_steps.reopen,
    "approve": sheet_steps.approve, "assign": sheet_steps.assign, "reassign": sheet_steps.reassign,
    "approve waiting": sheet_steps.approve_what_waits, "settle": sheet_steps.settle, "close": sheet_steps.close,
    "distribute": sheet_steps.distribute,
}  # fmt: skip
PAYING: dict[str, Step] = {
    "pay": paying_steps.pay_cash, "pay less": paying_steps.pay_less, "pay otherwise": paying_steps.pay_otherwise,
    "pay with witness": paying_steps.pay_with_witness, "pay by proxy": paying_steps.pay_by_proxy,
    "undo": paying_steps.undo, "give back": paying_steps.give_back, "release": paying_steps.release,
    "scan": paying_steps.scan, "return": paying_steps.return_all, "payday": progress.payday,
    "force": progress.take_by_force,
}  # fmt: skip
CASH: dict[str, Step] = {
    "advance": cash_steps.advance, "expense": cash_steps.expense, "count": cash_steps.count,
    "hand over": cash_steps.hand_over, "receive": cash_steps.receive, "return cash": cash_steps.return_cash,
    "difference": cash_steps.decide_difference, "repay": cash_steps.repay, "settle trip": cash_steps.settle_trip,
    "void cash": cash_steps.take_cash_record_back, "replace cash": cash_steps.replace_cash_record,
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
MEETING: dict[str, Step] = {"sync": meeting.sync_one, "sync all": meeting.sync_all, "time": meeting.pass_time}
STEPS: dict[str, Step] = {**SHEETS, **PAYING, **CASH, **FIELD, **OFFICE, **MEETING}
AT_THE_DESK = (
    *(name for name in SHEETS if name != "next step"), *["draft", "lock", "approve", "assign", "settle", "close"] * 3,
    *OFFICE, "advance", "return cash", "difference", "repay", "settle trip",
)  # fmt: skip
ON_THE_ROAD = (*PAYING, *FIELD, *["pay"] * 6, "expense", "count", "hand over", "receive", *["sync"] * 10)
"""Steps that touch the server only, and steps that touch tablets and meet it: for two who work at the same time."""
_TROUBLES = ("lose", "find", "revoke", "back up", "restore", "replace", "clone")
MOODS: dict[str, tuple[str, ...]] = {
    "payday": (
        *["next step"] * 16, *["pay"] * 8, *PAYING, *PAYING, *SHEETS, *CASH, *OFFICE, *FIELD, *["sync"] * 8,
        "sync all", "time", *["suspense", "force"] * 2,
    ),
    "office": (
        *["next step"] * 24, *["pay"] * 4, *SHEETS, *OFFICE, *OFFICE, *FIELD, *["paper", "counter"] * 2,
        *["sync"] * 6, *["sync all"] * 2, "time",
    ),
    "cash": (
        *["next step"] * 10, *["pay"] * 4, *PAYING, *CASH, *CASH, *CASH, *["sync"] * 8, "sync all", "time",
    ),
    "trouble": (
        *["next step"] * 16, *["pay"] * 5, *PAYING, *_TROUBLES, *_TROUBLES, *["reassign"] * 2, *["force"] * 8,
        *["suspense"] * 8, *["back up", "restore"] * 2,
        *["sync"] * 8, "approve waiting", "paper", "counter", "recovery", "time",
    ),
    "late truth": (
        *["next step"] * 18, *["pay"] * 4, *FIELD, *FIELD, *OFFICE,
        *["hold", "rate", "recovery", "force", "suspense"] * 2, "undo", *["sync"] * 8, "sync all", "time",
    ),
}  # fmt: skip
"""Steps that are neither here nor in STEPS are those of `trouble`."""
