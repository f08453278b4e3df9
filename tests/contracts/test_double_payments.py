"""Payouts that pay no line, or pay it twice, and what people decide about them; on both databases."""

from __future__ import annotations

from typing import Any

import pytest

from tests.contracts.town import ROUND_TRIP, Town, identity

DECISIONS = {
    "same_payment": ("copy", "", 0),
    "payee_owes": ("payee_owes", "to_recover", 5000),
    "technician_owes": ("technician_owes", "owed_by_technician", 5000),
    "loss": ("loss", "loss", 5000),
}


@pytest.mark.parametrize("action", DECISIONS)
def test_a_line_that_was_paid_twice_after_a_forced_reassignment(town: Town, action: Any) -> None:
    day, ana = town.payday, town.members[0]
    lost, other = day.tablet("tablet A"), day.tablet("tablet B")
    trip, second_trip = day.advance(ROUND_TRIP), day.advance(ROUND_TRIP, "T02")
    day.plant({ana: 100})
    sheet = day.approved()
    day.assign(sheet, lost)
    day.offline(lost)
    late = day.pay(lost, sheet, ana, trip=trip)
    forced = day.reassign(sheet, other, ana, approver="")
    assert town.line(sheet, ana).holder == lost.origin
    day.stand_for(forced, "K01")
    assert town.line(sheet, ana).holder == lost.origin, "nobody approves what they have asked for"
    day.stand_for(forced)
    assert town.line(sheet, ana).holder == other.origin
    paid = day.pay(other, sheet, ana, trip=second_trip, technician="T02")
    day.deliver(lost)
    assert [town.payment(payout).role for payout in (paid, late)] == ["paid", "suspense"]
    assert town.payment(late).why == "paid_before"
    assert town.balance("suspense", ana) == 5000
    assert town.identity(ana) == identity(ana, accrued=5000, paid=5000)
    day.settle(sheet)
    day.close(sheet)
    assert town.last_step(sheet).detail == "sheet_has_suspense"
    day.decide(late, "paid")
    assert town.last_step(sheet).detail == "line_paid_before"
    day.decide(late, action)
    role, account, booked = DECISIONS[action]
    assert (town.payment(late).role, town.payment(late).why) == (role, action)
    assert town.balance("suspense") == 0
    assert town.balance(account) == booked
    owes = 5000 if action == "payee_owes" else 0
    assert town.identity(ana) == identity(ana, accrued=5000, paid=5000 + owes, to_recover=owes)
    box = ROUND_TRIP if action == "same_payment" else ROUND_TRIP - 5000
    assert town.money(lambda money: money.box(day.staff["T01"])).booked_centimos == box
    day.decide(late, "loss")
    assert town.last_step(sheet).detail == "payout_not_waiting"
    day.close(sheet)
    assert town.sheet(sheet).summary.state == "closed"


def test_what_the_payee_owes_of_a_double_payment_is_recovered_on_the_next_sheet(town: Town) -> None:
    day, ana = town.payday, town.members[0]
    lost, other, trip = day.tablet("tablet A"), day.tablet("tablet B"), day.advance(ROUND_TRIP)
    day.plant({ana: 100})
    sheet = day.approved()
    day.assign(sheet, lost)
    day.reassign(sheet, other, ana)
    first = day.pay(other, sheet, ana, trip=trip)
    second = day.pay(lost, sheet, ana, 5000, trip=trip)
    day.decide(second, "payee_owes")
    day.settle(sheet)
    day.plant({ana: 300})
    next_sheet = day.approved()
    line = town.line(next_sheet, ana)
    assert (line.gross_centimos, line.recovered_centimos, line.payable_centimos) == (15_000, 5000, 10_000)
    taken_off = {(reason.record, reason.subject) for reason in line.reasons if reason.item_kind == "recovery"}
    assert taken_off == {(second, "1")}
    day.assign(next_sheet, other)
    day.pay(other, next_sheet, ana, trip=trip)
    day.settle(next_sheet)
    assert town.identity(ana) == identity(ana, accrued=20_000, paid=20_000)
    void = day.take_back(day.office, first)
    day.stand_for(void)
    # The second payout has paid the line after all, so that what was recovered was recovered too often.
    assert town.payment(second).role == "paid"
    assert town.identity(ana) == identity(ana, accrued=20_000, paid=15_000, owed=5000)
    assert town.line(day.draft(), ana).payable_centimos == 5000


def test_a_payout_of_a_tablet_that_was_shut_out_waits_and_may_be_the_payment(town: Town) -> None:
    day, ana = town.payday, town.members[0]
    tablet, trip = day.tablet("tablet A"), day.advance(ROUND_TRIP)
    day.plant({ana: 100})
    sheet = day.approved()
    day.assign(sheet, tablet)
    day.offline(tablet)
    payout = day.pay(tablet, sheet, ana, trip=trip)
    day.revoke(tablet)
    day.deliver(tablet)
    assert (town.payment(payout).role, town.payment(payout).why) == ("suspense", "revoked")
    assert town.identity(ana) == identity(ana, accrued=5000, owed=5000)
    assert town.balance("suspense", ana) == 5000
    day.decide(payout, "same_payment")
    assert town.last_step(sheet).detail == "line_not_paid"
    day.decide(payout, "paid")
    assert town.identity(ana) == identity(ana, accrued=5000, paid=5000)
    assert town.balance("suspense") == 0
    day.settle(sheet)
    day.close(sheet)
    assert town.sheet(sheet).summary.state == "closed"


def test_a_payout_that_waits_may_be_the_same_as_one_that_came_after_it(town: Town) -> None:
    day, ana = town.payday, town.members[0]
    lost, other, trip = day.tablet("tablet A"), day.tablet("tablet B"), day.advance(ROUND_TRIP)
    day.plant({ana: 100})
    sheet = day.approved()
    day.assign(sheet, lost)
    day.offline(lost)
    waiting = day.pay(lost, sheet, ana, trip=trip)
    day.revoke(lost)
    day.deliver(lost)
    day.reassign(sheet, other, ana)
    paid = day.pay(other, sheet, ana, trip=trip)
    assert town.payment(waiting).role == "suspense"
    day.decide(waiting, "same_payment")
    assert [town.payment(payout).role for payout in (waiting, paid)] == ["copy", "paid"]
    assert (town.balance("suspense"), town.balance("cash_box")) == (0, ROUND_TRIP - 5000)
    day.take_back(other, paid)
    assert town.payment(waiting).role == "suspense", "it is the same as nothing now, and has to be decided anew"
    day.decide(waiting, "loss")
    assert town.balance("loss") == 5000
    assert town.identity(ana) == identity(ana, accrued=5000, owed=5000)


@pytest.mark.parametrize("first", ["office", "tablet"])
def test_what_the_office_types_from_paper_and_the_tablets_own_record_are_one_payment(town: Town, first: str) -> None:
    day, ana = town.payday, town.members[0]
    tablet, trip = day.tablet("tablet A"), day.advance(ROUND_TRIP)
    day.plant({ana: 100})
    sheet = day.approved()
    day.assign(sheet, tablet)
    day.offline(tablet)
    payout = day.pay(tablet, sheet, ana, trip=trip)
    if first == "tablet":
        day.deliver(tablet)
    typed = day.type_in(sheet, ana, 5000, trip=trip)
    day.deliver(tablet)
    roles = {town.payment(key).role for key in (payout, typed)}
    assert roles == {"paid", "copy"}
    copy = typed if first == "tablet" else payout
    assert [view.id for view in town.money(lambda money: money.payments(roles=("suspense", "copy")))] == [copy]
    assert town.identity(ana) == identity(ana, accrued=5000, paid=5000)
    assert town.balance("cash_box", day.staff["T01"]) == ROUND_TRIP - 5000
    day.decide(copy, "same_payment")
    assert town.money(lambda money: money.payments(roles=("suspense", "copy"))) == []
    assert town.payment(copy).role == "copy"


def test_two_people_of_the_office_take_a_payout_back_after_settlement(town: Town) -> None:
    day, (ana, bea, *_) = town.payday, town.members
    tablet, trip = day.tablet("tablet A"), day.advance(ROUND_TRIP)
    day.accept(666, {ana: 333, bea: 333})
    sheet = day.approved()
    day.assign(sheet, tablet)
    payout = day.pay(tablet, sheet, ana, trip=trip)
    day.pay(tablet, sheet, bea, trip=trip)
    day.settle(sheet)
    assert town.identity(ana) == identity(ana, accrued=8325, paid=8320, owed=5, carried=5)
    day.take_back(tablet, payout, "T01")
    assert town.last_step(sheet).detail == "payout_settled"
    void = day.take_back(day.office, payout)
    assert not town.last_step(sheet).effective
    assert town.identity(ana).paid_centimos == 8320
    day.stand_for(void)
    assert (town.payment(payout).role, town.line(sheet, ana).state) == ("void", "returned")
    assert town.identity(ana) == identity(ana, accrued=8325, owed=8325)
    assert town.identity(bea) == identity(bea, accrued=8325, paid=8320, owed=5, carried=5)
    assert town.balance("fund", day.fund) == 8320
    assert town.balance("cash_box", day.staff["T01"]) == ROUND_TRIP - 8320
    assert town.line(day.draft(), ana).payable_centimos == 8320


def test_what_is_paid_above_the_line_waits_for_a_decision(town: Town) -> None:
    day, ana = town.payday, town.members[0]
    tablet, trip = day.tablet("tablet A"), day.advance(ROUND_TRIP)
    day.plant({ana: 100})
    sheet = day.approved()
    day.assign(sheet, tablet)
    payout = day.pay(tablet, sheet, ana, 6000, trip=trip)
    assert [(view.id, view.why) for view in town.money(lambda money: money.payments(roles=("suspense",)))] == [
        (payout, "above_line")
    ]
    day.settle(sheet)
    day.close(sheet)
    assert town.last_step(sheet).detail == "sheet_has_suspense"
    day.decide(payout, "technician_owes")
    assert town.balance("owed_by_technician", day.staff["T01"]) == 1000
    assert town.identity(ana) == identity(ana, accrued=5000, paid=5000)
    day.close(sheet)
    assert town.sheet(sheet).summary.state == "closed"


def test_a_line_is_released_from_tablet_to_tablet_once(town: Town) -> None:
    day, ana = town.payday, town.members[0]
    first, second = day.tablet("tablet A"), day.tablet("tablet B")
    trip = day.advance(ROUND_TRIP, "T02")
    day.plant({ana: 100})
    sheet = day.approved()
    day.assign(sheet, first)
    scanned = day.release(first, sheet, ana, second)
    assert town.line(sheet, ana).state == "released"
    day.take_over(second, scanned)
    assert (town.line(sheet, ana).state, town.line(sheet, ana).holder) == ("assigned", second.origin)
    back = day.release(second, sheet, ana, first)
    day.take_over(first, back)
    day.take_over(second, scanned)
    assert town.last_step(sheet).detail == "release_used"
    assert town.line(sheet, ana).holder == first.origin
    kinds = [step.kind for step in town.sheet(sheet).steps]
    assert kinds[4:] == ["line_released", "line_accepted", "line_released", "line_accepted", "line_accepted"]
    day.pay(first, sheet, ana, trip=trip, technician="T02")
    assert town.identity(ana) == identity(ana, accrued=5000, paid=5000)


def test_no_technician_owes_what_came_out_of_nobodys_box(town: Town) -> None:
    day, ana = town.payday, town.members[0]
    tablet = day.tablet("tablet A")
    day.plant({ana: 100})
    sheet = day.approved()
    day.assign(sheet, tablet)
    payout = day.pay(tablet, sheet, ana, 6000, way="yape", acknowledged="paper", operation="004412")
    day.decide(payout, "technician_owes")
    assert town.last_step(sheet).detail == "payout_of_nobody"
    assert (town.balance("owed_by_technician"), town.balance("suspense", ana)) == (0, 1000)
    day.decide(payout, "payee_owes")
    assert town.balance("to_recover", ana) == 1000


def test_two_records_of_different_sums_are_not_confirmed_as_one_payment(town: Town) -> None:
    """One of the two is wrong: whichever it is, what really left the box is booked once that one is taken back."""
    day, ana = town.payday, town.members[0]
    tablet, trip = day.tablet("tablet A"), day.advance(ROUND_TRIP)
    day.plant({ana: 100})
    sheet = day.approved()
    day.assign(sheet, tablet)
    day.offline(tablet)
    payout = day.pay(tablet, sheet, ana, trip=trip)
    mistyped = day.type_in(sheet, ana, 500, trip=trip)
    day.deliver(tablet)
    assert [town.payment(one).role for one in (mistyped, payout)] == ["paid", "copy"]
    day.decide(payout, "same_payment")
    assert town.last_step(sheet).detail == "payout_sums_differ"
    day.settle(sheet)
    day.close(sheet)
    assert town.last_step(sheet).detail == "sheet_has_suspense"
    day.stand_for(day.take_back(day.office, mistyped))
    assert (town.payment(payout).role, town.identity(ana)) == ("paid", identity(ana, accrued=5000, paid=5000))
    assert town.balance("cash_box", day.staff["T01"]) == ROUND_TRIP - 5000
    day.close(sheet)
    assert town.sheet(sheet).summary.state == "closed"
