"""Payouts in the fold: of all that claim to have paid a line the first that may have done so has, and every other
céntimo that left a box is booked until a person decides what it was.

Facts are never refused: a payout that pays no line waits in suspense. The order is the feed's.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from core.domain.money import format_soles
from core.domain.payouts import WALLETS, Payout, RecoveryDecided, SuspenseAction, SuspenseDecided
from core.domain.problems import Problem
from core.domain.sheets import PAYABLE_STATES, RECOVERY
from core.fold.cash import OWED, move
from core.fold.facts import code_of, fact_in_force, holds_back, is_held, is_office, revoked_after
from core.fold.money_rows import Claim, Item, Payment, Sheet, SheetLine, WaitingPayment
from core.fold.outcome import NOTHING, Contributions, Leg, Outcome
from core.fold.posting import Booking
from core.fold.rests import bring
from core.fold.rows import Answer, EffectiveRecord, Hold
from core.fold.sheets import rebook
from core.fold.state import State

MAY_PAY = frozenset({"holder", "former", "paper"})
_DECIDED = {"payee_owes", "technician_owes", "loss"}
_LAST = 1 << 62


def keep_payment(
    state: State, row: EffectiveRecord, before: Payout | None, now: Payout | None, booking: Booking
) -> None:
    """A payout came or was taken back: see anew what each payout of its line was."""
    is_new = now is not None and state.get(Payment, row.id) is None
    if now is not None and is_new:
        line = state.get(SheetLine, now.sheet, now.payee)
        source = f"{now.technician or ''}/{now.operation or ''}"
        from_paper = int(is_office(state, row.origin) and now.acknowledged == "paper" and source != "/")
        standing = _standing(state, row, line)
        state.put(
            Payment(
                row.id, now.sheet, now.payee, row.position, row.seq, now.centimos, from_paper, source, standing,
                "suspense", 0, 0, "",
            )
        )  # fmt: skip
    fact = now or before
    if fact is not None:
        _settle_payments(state, fact.sheet, fact.payee, row.id, booking, is_new=is_new)


def vouch_for(state: State, identifier: str, row: EffectiveRecord, booking: Booking) -> None:
    """The same payout has come from another origin, as whose word it counts as well: recorded again by a tablet that
    does not hold its line any more, it pays the line once its original has come from the one that did.
    """
    payment = state.get(Payment, identifier)
    if payment is None or payment.standing in MAY_PAY:
        return
    standing = _standing(state, row, state.get(SheetLine, payment.sheet, payment.payee))
    if standing in MAY_PAY:
        state.put(replace(payment, standing=standing))
        _settle_payments(state, payment.sheet, payment.payee, payment.id, booking)


def decide_suspense(state: State, row: EffectiveRecord, fact: SuspenseDecided, booking: Booking) -> None:
    """Say what a payout in suspense, or a copy to be confirmed, was. Raises as `decidable`."""
    payment = decidable(state, fact.payout, fact.action)
    state.put(replace(payment, decision=fact.action))
    state.put(Answer(fact.payout, row.id, row.kind, row.author))
    _settle_payments(state, payment.sheet, payment.payee, payment.id, booking)


def decidable(state: State, identifier: str, action: SuspenseAction) -> Payment:
    """The payout, of which this can be said. Raises Problem payout_unknown, payout_not_waiting, line_paid_before,
    sheet_is_locked, line_not_paid, payout_sums_differ or payout_of_nobody.
    """
    payment = state.get(Payment, identifier)
    if payment is None:
        raise Problem("payout_unknown", id=identifier)
    if not is_waiting(payment):
        raise Problem("payout_not_waiting", id=identifier)
    if action == "paid":
        _check_unpaid(state, payment)
    if action == "same_payment":
        _check_same(state, payment)
    payout = _live_payout(state, payment.id)
    if action == "technician_owes" and (payout is None or not payout.technician):
        raise Problem("payout_of_nobody", id=identifier)  # The books would have a debt that is nobody's.
    return payment


def _check_unpaid(state: State, payment: Payment) -> None:
    line, sheet = state.get(SheetLine, payment.sheet, payment.payee), state.get(Sheet, payment.sheet)
    if line is None or line.payout:
        raise Problem("line_paid_before", name=code_of(state, payment.payee))
    if sheet is not None and sheet.state == "locked":
        raise Problem("sheet_is_locked", number=sheet.number)  # Its lines are nobody's to pay before the approval.


def _check_same(state: State, payment: Payment) -> None:
    line = state.get(SheetLine, payment.sheet, payment.payee)
    if line is None or line.payout in ("", payment.id):
        raise Problem("line_not_paid", name=code_of(state, payment.payee))
    payer = state.get(Payment, line.payout)
    if payer is not None and payer.centimos != payment.centimos:
        # One of the two is wrong, and the difference would be booked nowhere.
        sums = {"paid": format_soles(payer.centimos), "other": format_soles(payment.centimos)}
        raise Problem("payout_sums_differ", id=payer.id, **sums)


def taken_back(state: State, fact: RecoveryDecided) -> list[Item]:
    """The open items of a record that a payee was paid too much for, of which it can be decided; none where nothing is
    to be recovered, or where a verdict holds the payee's share.
    """
    items = [item for item in state.open_items(fact.payee) if item.record == fact.about and item.kind != RECOVERY]
    centimos = -sum(item.centimos for item in items)
    return [] if centimos <= 0 or keeps_back(state, items[0]) else items


def decide_recovery(state: State, row: EffectiveRecord, fact: RecoveryDecided, booking: Booking) -> None:
    """Recover or waive what a correction took back of money already paid. Raises Problem nothing_to_recover."""
    items = taken_back(state, fact)
    if not items:
        raise Problem("nothing_to_recover")
    centimos = -sum(item.centimos for item in items)
    for item in items:
        state.put(Claim(item.record, item.posting, item.kind, item.line, row.id, fact.payee))
    kinds = {"waived": (centimos, 0)}
    if fact.action == "recover":
        kinds = {"moved": (centimos, 0), RECOVERY: (0, -centimos)}
    wanted = {(str(fact.payee), kind): amounts for kind, amounts in kinds.items()}
    bring(state, row.id, wanted, {fact.payee: row.committee}, items[0].happened_on, row.id, booking)
    legs: tuple[Leg, ...] = (
        Leg("to_recover", centimos, fact.payee, "", row.committee),
        Leg("payable", -centimos, fact.payee, "", row.committee),
    )
    if fact.action == "waive":
        legs += (
            Leg("waived", centimos, "", "", row.committee),
            Leg("to_recover", -centimos, fact.payee, "", row.committee),
        )
    booking.enter(row, legs)


def _settle_payments(
    state: State, sheet_id: str, payee: str, changed: str, booking: Booking, *, is_new: bool = False
) -> None:
    """See anew which payout paid a line, book what is now something else than it was and the one that has just
    `changed`, and bring a settled sheet's rests up to date.
    """
    line = state.get(SheetLine, sheet_id, payee)
    payments = sorted(state.find(Payment, sheet_id, payee), key=_order)
    payer = _first_that_may_pay(state, payments) if line is not None else None
    has_copy = False
    if is_new and (line is None or line.payout == (payer.id if payer else "")):
        # A new one that does not pay changes nothing about those before it, of which one tablet can say thousands.
        has_copy = any(payment.role == "copy" for payment in payments)
        payments = [payment for payment in payments if payment.id == changed]
    for payment in payments:
        row, fact = state.get(EffectiveRecord, payment.id), _live_payout(state, payment.id)
        settled = _settled(payment, fact, line, payer, has_copy=has_copy)
        has_copy = has_copy or settled.role == "copy"
        if payer is not None and settled.id == payer.id:
            payer = settled
        if settled != payment:
            state.put(settled)
        if settled != payment or payment.id == changed:
            _keep_waiting(state, settled, is_new=is_new and payment.id == changed)
        if row is not None and (settled != payment or payment.id == changed):
            _book(state, row, fact, settled, booking)
    if line is not None:
        paid = (payer.id, payer.paid_centimos) if payer else ("", 0)
        if (line.payout, line.paid_centimos) != paid:
            state.put(replace(line, payout=paid[0], paid_centimos=paid[1]))
            _advance_sheet(state, sheet_id, booking)


def _order(payment: Payment) -> tuple[int, int]:
    return (payment.position or _LAST, payment.seq)


def _standing(state: State, row: EffectiveRecord, line: SheetLine | None) -> str:
    """What the payout's origin is to the line now, when it arrives; it stays that whatever comes later."""
    sheet = state.get(Sheet, line.sheet) if line else None
    if line is None or sheet is None or sheet.state not in (*PAYABLE_STATES, "settled", "closed"):
        return "stranger"
    if is_office(state, row.origin):
        return "paper"
    if revoked_after(state, row.origin) is not None:
        return "revoked"
    if line.holder == row.origin:
        return "stranger" if line.released_to else "holder"
    # From whom a line was taken by force may have paid it before it knew; who let it go knew.
    taken_from = set(line.held_before.split(",")) - set(line.let_go.split(","))
    return "former" if row.origin in taken_from else "stranger"


def _live_payout(state: State, identifier: str) -> Payout | None:
    row = state.get(EffectiveRecord, identifier)
    fact = fact_in_force(state, row) if row else None
    return fact if isinstance(fact, Payout) else None


def _first_that_may_pay(state: State, payments: list[Payment]) -> Payment | None:
    """The payout that pays the line: known before the others are looked at, for one of them may stand before it."""
    for payment in payments:
        if (payment.standing in MAY_PAY or payment.decision == "paid") and _live_payout(state, payment.id) is not None:
            return payment
    return None


def _settled(
    payment: Payment, fact: Payout | None, line: SheetLine | None, payer: Payment | None, *, has_copy: bool
) -> Payment:
    """What a payout is, given the one that pays the line. Of that there is one copy at most: a paper is typed once, and
    a second one like it is money that left a box.
    """
    if fact is None:
        return replace(payment, role="void", paid_centimos=0, surplus_centimos=0)
    if payer is not None and line is not None:
        if payment.id == payer.id:
            paid = min(fact.centimos, line.payable_centimos)
            return replace(payment, role="paid", paid_centimos=paid, surplus_centimos=fact.centimos - paid)
        is_one = payment.decision not in _DECIDED and _is_copy(payment, payer) and not has_copy
        if is_one or payment.decision == "same_payment":
            return replace(payment, role="copy", paid_centimos=0, surplus_centimos=0)
    role = payment.decision if payment.decision in _DECIDED else "suspense"
    return replace(payment, role=role, paid_centimos=0, surplus_centimos=fact.centimos)


def is_waiting(payment: Payment) -> bool:
    """Whether a person still has to say what a payout was. What was decided about it may since have come to nothing."""
    is_open = payment.surplus_centimos > 0 or payment.role == "copy"
    return payment.role == "suspense" or (is_open and not payment.decision)


def _keep_waiting(state: State, payment: Payment, *, is_new: bool) -> None:
    """A sheet is not closed over these, so they are found by the sheet alone. A new payout was not among them yet."""
    waiting = WaitingPayment(payment.sheet, payment.id)
    if is_waiting(payment):
        state.put(waiting)
    elif not is_new and state.get(WaitingPayment, payment.sheet, payment.id) is not None:
        state.remove(waiting)


def _is_copy(payment: Payment, payer: Payment) -> bool:
    """Whether one of the two is what somebody in the office typed from the paper that goes with the other."""
    return payer.from_paper != payment.from_paper and payer.source == payment.source


def _book(state: State, row: EffectiveRecord, fact: Payout | None, payment: Payment, booking: Booking) -> None:
    committee = row.committee
    outcome = NOTHING if fact is None or payment.role == "copy" else _outcome(fact, payment, committee)
    booking.post(state.get(EffectiveRecord, row.id) or row, outcome)
    owes = payment.surplus_centimos if payment.decision == "payee_owes" else 0
    wanted = {(payment.payee, "surplus"): (owes, 0), (payment.payee, RECOVERY): (0, -owes)} if owes else {}
    if wanted or state.find(Item, row.id):
        bring(state, row.id, wanted, {payment.payee: committee}, row.happened_on, row.id, booking)


def _outcome(fact: Payout, payment: Payment, committee: str) -> Outcome:
    total = payment.paid_centimos + payment.surplus_centimos
    owes = payment.surplus_centimos if payment.decision == "payee_owes" else 0
    contributions: Contributions = {
        ("payee", fact.payee, "paid"): payment.paid_centimos + owes,
        ("committee", committee, "paid"): payment.paid_centimos + owes,
    }
    if fact.operation:
        contributions["operation", f"{fact.way}/{fact.operation.strip()}", "used"] = 1
    legs = (
        Leg("payable", payment.paid_centimos, fact.payee, "", committee),
        _surplus_leg(fact, payment, committee),
        Leg(_source(fact), -total, fact.technician or "" if fact.way == "cash" else ""),
    )
    if fact.way == "cash" and fact.technician:
        contributions.update(move(fact.technician, fact.advance, "paid", total))
    if fact.technician and payment.decision == "technician_owes":
        contributions["box", fact.technician, OWED] = payment.surplus_centimos
    return Outcome(contributions, legs=legs)


def _surplus_leg(fact: Payout, payment: Payment, committee: str) -> Leg:
    centimos = payment.surplus_centimos
    if payment.decision == "payee_owes":
        return Leg("to_recover", centimos, fact.payee, "", committee)
    if payment.decision == "technician_owes":
        return Leg("owed_by_technician", centimos, fact.technician or "", "", committee)
    if payment.decision == "loss":
        return Leg("loss", centimos, "", "", committee)
    return Leg("suspense", centimos, fact.payee, "", committee)


def _source(fact: Payout) -> str:
    """The account that a payout came from; cash that names no technician was paid at the office's counter."""
    if fact.way in WALLETS:
        return "wallet"
    return "cash_box" if fact.way == "cash" and fact.technician else "bank"


def _advance_sheet(state: State, identifier: str, booking: Booking) -> None:
    sheet = state.get(Sheet, identifier)
    if sheet is None:
        return
    if sheet.state in ("settled", "closed"):
        rebook(state, sheet, booking.cause, booking)
    elif sheet.state in ("approved", "assigned"):
        state.put(replace(sheet, state="paying"))


def keeps_back(state: State, item: Item) -> bool:
    """Whether a verdict holds what an item gives to its payee."""
    row = state.get(EffectiveRecord, item.record)
    if row is None or not row.holds:
        return False
    held = {hold.member for hold in state.find(Hold, item.record) if holds_back(hold)}
    return is_held(held, item.member, item.committee)


def is_settled(state: State, payout: Any) -> bool:
    """Whether the sheet of a payout has been settled, after which only two people of the office take it back."""
    sheet = state.get(Sheet, payout.sheet) if isinstance(payout, Payout) else None
    return sheet is not None and sheet.state in ("settled", "closed")
