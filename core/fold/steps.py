"""Steps: records that do something to what is there, or nothing at all, in the order in which they stand in the feed.

Each function checks first and writes then; it raises a Problem for a step that is out of order.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from core.domain.bodies import Fact
from core.domain.cash import CashAdvance, DifferenceDecided, HandOver, HandOverReceived, TripSettled
from core.domain.corrections import Replace, Void
from core.domain.funds import ExchangeRate, MonthClosed
from core.domain.kinds import fact_or_none
from core.domain.payouts import Payout, RecoveryDecided, SuspenseDecided
from core.domain.problems import Problem
from core.domain.programme import Setting
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
from core.fold import cash, distributions, funds, lines, payouts, sheets, trips
from core.fold.boxes import hand_overs_under_way
from core.fold.facts import body_in_force, fact_in_force, is_office, revoked_after
from core.fold.money_rows import Sheet, Trip
from core.fold.posting import Booking
from core.fold.rows import Answer, EffectiveRecord, Total
from core.fold.state import State

Step = Callable[[State, EffectiveRecord, Any, Booking], None]

STEPS: dict[type[Any], Step] = {
    PaySheet: sheets.draft,
    SheetLocked: sheets.lock,
    SheetReopened: sheets.reopen,
    SheetApproved: sheets.approve,
    LinesAssigned: lines.assign,
    LinesReassigned: lines.reassign,
    LineReleased: lines.release,
    LineAccepted: lines.accept,
    LinesReturned: lines.give_back,
    SheetSettled: sheets.settle,
    SheetClosed: sheets.close,
    Distribution: distributions.distribute,
    SuspenseDecided: payouts.decide_suspense,
    RecoveryDecided: payouts.decide_recovery,
    HandOverReceived: cash.receive_hand_over,
    TripSettled: trips.settle_trip,
    MonthClosed: funds.close_month,
}
_ROBBERY_APPROVALS = 2
_CASH_KINDS = frozenset({"expense", "cash_count", "hand_over"})
_OF_TRIPS = _CASH_KINDS | {"cash_advance", "cash_returned", "technician_repaid", "payout"}


def take_step(state: State, row: EffectiveRecord, fact: Fact, booking: Booking) -> None:
    """Do what a step does, or raise the Problem that keeps it from having an effect."""
    if revoked_after(state, row.origin) is not None:
        raise Problem("tablet_revoked")
    STEPS[type(fact)](state, row, fact, booking)


def approvals_needed(state: State, record: Record, fact: Fact) -> int:
    """How many other people of the office have to approve a record before it takes effect."""
    if isinstance(fact, LinesReassigned):
        return 1
    if isinstance(fact, DifferenceDecided):
        return _approvals_of_difference(fact)
    if isinstance(fact, Void | Replace) and is_office(state, record.origin):
        # What it would say from now on counts as well: else a trifle is stated, and replaced by a robbery.
        would_say = _replacement(state, fact)
        return max(int(_needs_two(state, fact)), 0 if would_say is None else _approvals_of_difference(would_say))
    return 0


def why_not_in_effect(state: State, fact: Fact) -> None:
    """Raise the Problem that keeps a record which has waited for its approval from taking effect now."""
    if isinstance(fact, DifferenceDecided):
        cash.check_trip(state, fact.advance, fact.technician)


def why_not_corrected(state: State, record: Record, fact: Void | Replace, target: EffectiveRecord) -> str:
    """Why a record about money is not corrected like this, or empty; all other kinds are no matter of this. Raises
    the Problem of a draft's new terms, which are looked at like those of a new draft, or of a rate that sales need.
    """
    if target.kind == PaySheet.kind:
        # A draft that was out of order has no sheet; that it is taken back must not stop what comes behind it.
        sheet = state.get(Sheet, target.id)
        if sheet is None or sheet.state != "draft":
            return "sheet_not_draft"
        terms = _replacement(state, fact)
        if terms is not None:
            sheets.check_terms(state, terms, record.happened_on, target.id)
        return ""
    if target.kind == Payout.kind:
        return _why_payout_stays(state, record, fact, target)
    if target.kind in _CASH_KINDS and not is_office(state, record.origin):
        if record.origin != target.origin:
            return "office_only"
        if target.kind == HandOver.kind and (isinstance(fact, Replace) or _received(state, target) is not None):
            return "office_only"  # Two people have said how much it was, and one of them would now say another sum.
        return "trip_settled" if _is_of_settled_trip(state, target, _replacement(state, fact)) else ""
    if target.kind == CashAdvance.kind and _strands_a_trip(state, target, _replacement(state, fact)):
        return "trip_has_moves"
    if target.kind == MonthClosed.kind:
        return _why_month_stays(state, fact, target)
    if target.kind == ExchangeRate.kind:
        funds.refuse_lost_rate(state, target, _replacement(state, fact))
    if target.kind == Distribution.kind and isinstance(fact, Replace):
        return "not_correctable"  # Whether it adds up is looked at once, when it is stated.
    return ""


def _why_month_stays(state: State, fact: Void | Replace, target: EffectiveRecord) -> str:
    if isinstance(fact, Replace):
        return "not_correctable"  # It is closed once more instead.
    closed = fact_in_force(state, target)
    if isinstance(closed, MonthClosed):
        funds.refuse_reopening(state, closed)
    return ""


def _strands_a_trip(state: State, target: EffectiveRecord, now: Any) -> bool:
    """Whether an open trip would be gone, or another's, although more has moved in it than the advance itself: what was
    paid out of it would lie in no trip that anybody settles.
    """
    trip, stated = state.get(Trip, target.id), fact_in_force(state, target)
    if trip is None or trip.state != "open" or not isinstance(stated, CashAdvance):
        return False
    if isinstance(now, CashAdvance) and now.tops_up is None and now.technician == trip.technician:
        return False
    moved = {total.measure: total.value for total in state.find(Total, "trip", trip.id) if total.value}
    given = any(hand_over.advance == trip.id for _, hand_over in hand_overs_under_way(state, trip.opened_on))
    return given or moved != {"received": stated.centimos}


def _why_payout_stays(state: State, record: Record, fact: Void | Replace, target: EffectiveRecord) -> str:
    if isinstance(fact, Replace):
        return "not_correctable"
    if is_office(state, record.origin):
        return ""
    if record.origin != target.origin:
        return "office_only"
    if payouts.is_settled(state, fact_in_force(state, target)):
        return "payout_settled"
    return "trip_settled" if _is_of_settled_trip(state, target) else ""


def _approvals_of_difference(fact: Fact) -> int:
    if not isinstance(fact, DifferenceDecided):
        return 0
    return _ROBBERY_APPROVALS if fact.explained == "robbery" else 1


def _needs_two(state: State, fact: Void | Replace) -> bool:
    target = state.get(EffectiveRecord, fact.target)
    if target is None or (target.status == "waiting" and isinstance(fact, Void)):
        return False  # What has had no effect is withdrawn by one person.
    if target.kind in (Rate.kind, Setting.kind, DifferenceDecided.kind):
        return True
    if target.kind == Payout.kind and payouts.is_settled(state, fact_in_force(state, target)):
        return True
    return target.kind in _OF_TRIPS and _is_of_settled_trip(state, target, _replacement(state, fact))


def _replacement(state: State, fact: Void | Replace) -> Any:
    """What a replacement would make its target say, or None."""
    target = state.get(EffectiveRecord, fact.target)
    return fact_or_none(target.kind, fact.body_version, fact.body) if isinstance(fact, Replace) and target else None


def _is_of_settled_trip(state: State, row: EffectiveRecord, replacement: Any = None) -> bool:
    """Whether a record moves, moved before it was taken back, or would move, the money of a trip that is settled."""
    record = state.record(row.body_id)
    stated = fact_or_none(row.kind, *body_in_force(record)) if record is not None else None
    facts = [stated, _received(state, row), *([] if replacement is None else [replacement])]
    named = [getattr(fact, "advance", None) or getattr(fact, "tops_up", None) for fact in facts]
    trips = [state.get(Trip, identifier) for identifier in (row.id, *filter(None, named))]
    return any(trip is not None and trip.state == "settled" for trip in trips)


def _received(state: State, row: EffectiveRecord) -> Any:
    """The receipt of a hand-over, or None."""
    answers = state.find(Answer, row.id) if row.kind == HandOver.kind else []
    receipts = [state.get(EffectiveRecord, answer.record) for answer in answers]
    return next((fact_in_force(state, receipt) for receipt in receipts if receipt is not None), None)
