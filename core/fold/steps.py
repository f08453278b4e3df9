"""Steps: records that do something to what is there, or nothing at all, in the order in which they stand in the feed.

Each function checks first and writes then; it raises a Problem for a step that is out of order.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from core.domain.cash import DifferenceDecided, HandOverReceived, TripSettled
from core.domain.corrections import Replace, Void
from core.domain.funds import MonthClosed
from core.domain.payouts import Payout, RecoveryDecided, SuspenseDecided
from core.domain.problems import Problem
from core.domain.rates import Rate
from core.domain.records import Record
from core.domain.sheets import (
    Distribution,
    LineAccepted,
    LineReleased,
    LinesAssigned,
    LinesReassigned,
    LinesReturned,
    PaySheet,
    SheetApproved,
    SheetClosed,
    SheetLocked,
    SheetReopened,
    SheetSettled,
)
from core.fold import cash, funds, payouts, sheets
from core.fold.facts import fact_in_force, is_office, revoked_after
from core.fold.posting import Booking
from core.fold.rows import EffectiveRecord, Sheet, Trip
from core.fold.state import State

Step = Callable[[State, EffectiveRecord, Any, Booking], None]

STEPS: dict[type[Any], Step] = {
    PaySheet: sheets.draft,
    SheetLocked: sheets.lock,
    SheetReopened: sheets.reopen,
    SheetApproved: sheets.approve,
    LinesAssigned: sheets.assign,
    LinesReassigned: sheets.reassign,
    LineReleased: sheets.release,
    LineAccepted: sheets.accept,
    LinesReturned: sheets.give_back,
    SheetSettled: sheets.settle,
    SheetClosed: sheets.close,
    Distribution: sheets.distribute,
    SuspenseDecided: payouts.decide_suspense,
    RecoveryDecided: payouts.decide_recovery,
    HandOverReceived: cash.receive_hand_over,
    TripSettled: cash.settle_trip,
    MonthClosed: funds.close_month,
}
_ROBBERY_APPROVALS = 2
_CASH_KINDS = frozenset({"expense", "cash_count", "hand_over"})
_OFFICE_CASH = frozenset({"cash_advance", "cash_returned", "technician_repaid"})


def take_step(state: State, row: EffectiveRecord, fact: Any, booking: Booking) -> None:
    """Do what a step does, or raise the Problem that keeps it from having an effect."""
    if revoked_after(state, row.origin) is not None:
        raise Problem("tablet_revoked")
    STEPS[type(fact)](state, row, fact, booking)


def approvals_needed(state: State, record: Record, fact: Any) -> int:
    """How many other people of the office have to approve a record before it takes effect."""
    if isinstance(fact, LinesReassigned):
        return 1
    if isinstance(fact, DifferenceDecided):
        return _ROBBERY_APPROVALS if fact.explained == "robbery" else 1
    if isinstance(fact, Void | Replace) and is_office(state, record.origin):
        return int(_needs_two(state, fact.target))
    return 0


def why_not_corrected(state: State, record: Record, fact: Void | Replace, target: EffectiveRecord) -> str:
    """Why a record about money is not corrected like this, or empty; all other kinds are no matter of this."""
    if target.kind == PaySheet.kind:
        # A draft that was out of order has no sheet; that it is taken back must not stop what comes behind it.
        sheet = state.get(Sheet, target.id)
        return "" if sheet is not None and sheet.state == "draft" else "sheet_not_draft"
    if target.kind == Payout.kind:
        return _why_payout_stays(state, record, fact, target)
    if target.kind in _CASH_KINDS and not is_office(state, record.origin):
        if record.origin != target.origin:
            return "office_only"
        return "trip_settled" if _is_of_settled_trip(state, target) else ""
    return ""


def _why_payout_stays(state: State, record: Record, fact: Void | Replace, target: EffectiveRecord) -> str:
    if isinstance(fact, Replace):
        return "not_correctable"
    if is_office(state, record.origin):
        return ""
    if record.origin != target.origin:
        return "office_only"
    return "payout_settled" if payouts.is_settled(state, fact_in_force(state, target)) else ""


def _needs_two(state: State, identifier: str) -> bool:
    target = state.get(EffectiveRecord, identifier)
    if target is None:
        return False
    if target.kind in (Rate.kind, DifferenceDecided.kind):
        return True
    if target.kind == Payout.kind:
        return payouts.is_settled(state, fact_in_force(state, target))
    return target.kind in (_CASH_KINDS | _OFFICE_CASH) and _is_of_settled_trip(state, target)


def _is_of_settled_trip(state: State, row: EffectiveRecord) -> bool:
    fact = fact_in_force(state, row)
    trip = state.get(Trip, getattr(fact, "advance", None) or getattr(fact, "tops_up", None) or row.id)
    return trip is not None and trip.state == "settled"
