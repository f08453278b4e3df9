"""Histories of payment made by hand, on both databases; `Town` looks through the books after every record of them."""

from __future__ import annotations

import pytest

from core.domain.bodies import Amount, Count, Day, body_of
from core.domain.corrections import Replace
from core.domain.sheets import DistributedAmount, Distribution, PaySheet
from tests.contracts.town import ROUND_TRIP, Town, identity
from tests.fakes.payday import CUT_OFF


def test_what_coins_cannot_hand_over_is_carried_to_the_next_sheet(town: Town) -> None:
    day, ana = town.payday, town.members[0]
    tablet, trip = day.tablet("tablet A"), day.advance(ROUND_TRIP)
    day.accept(333, {ana: 333})
    first = day.approved()
    day.assign(first, tablet)
    day.pay(tablet, first, ana, trip=trip)
    assert town.identity(ana) == identity(ana, accrued=8325, paid=8320, owed=5)
    day.settle(first)
    assert town.identity(ana) == identity(ana, accrued=8325, paid=8320, owed=5, carried=5)
    day.accept(334, {ana: 1})
    second = day.approved()
    line = town.line(second, ana)
    assert (line.gross_centimos, line.payable_centimos) == (30, 30)
    assert [(reason.item_kind, reason.centimos, reason.subject) for reason in line.reasons] == [
        ("share", 25, "L-01"),
        ("remainder", 5, "1"),
    ]
    day.assign(second, tablet)
    day.pay(tablet, second, ana, trip=trip)
    day.settle(second)
    assert town.identity(ana) == identity(ana, accrued=8350, paid=8350)


def test_a_late_correction_is_recovered_by_at_most_half_of_each_line(town: Town) -> None:
    day, ana = town.payday, town.members[0]
    tablet, trip = day.tablet("tablet A"), day.advance(ROUND_TRIP)
    planting = day.plant({ana: 100})
    first = day.approved()
    day.assign(first, tablet)
    day.pay(tablet, first, ana, trip=trip)
    day.settle(first)
    day.replant(planting, {ana: 80})
    assert town.identity(ana) == identity(ana, accrued=4000, paid=5000, to_recover=1000)
    assert town.balance("to_recover") == 0
    assert town.sheet(day.draft()).left == ((ana, "line_to_recover"),)
    decision = day.recover(ana, planting)
    assert town.identity(ana) == identity(ana, accrued=4000, paid=5000, to_recover=1000)
    assert town.balance("to_recover", ana) == 1000
    day.plant({ana: 20})
    second = town.money(lambda money: money.sheets())[0].id
    line = town.line(second, ana)
    assert (line.gross_centimos, line.recovery_centimos, line.recovered_centimos) == (1000, 1000, 500)
    assert (decision, "recovery", -1000) in {
        (reason.record, reason.item_kind, reason.centimos) for reason in line.reasons
    }
    day.lock(second)
    day.approve(second)
    day.assign(second, tablet)
    assert town.identity(ana) == identity(ana, accrued=5000, paid=5000, owed=1000, to_recover=1000)
    day.pay(tablet, second, ana, trip=trip)
    assert town.identity(ana) == identity(ana, accrued=5000, paid=5500, to_recover=500)
    day.settle(second)
    assert town.identity(ana) == identity(ana, accrued=5000, paid=5500, to_recover=500)
    assert town.balance("to_recover", ana) == 500


def test_a_late_correction_is_waived(town: Town) -> None:
    day, ana = town.payday, town.members[0]
    tablet, trip = day.tablet("tablet A"), day.advance(ROUND_TRIP)
    planting = day.plant({ana: 100})
    sheet = day.approved()
    day.assign(sheet, tablet)
    day.pay(tablet, sheet, ana, trip=trip)
    day.settle(sheet)
    day.unplant(planting)
    day.waive(ana, planting)
    assert town.identity(ana) == identity(ana, waived=5000, paid=5000)
    assert (town.balance("waived"), town.balance("to_recover")) == (5000, 0)
    day.waive(ana, planting)
    assert town.balance("waived") == 5000


def test_a_correction_between_lock_and_payment_leaves_the_line_as_it_was_approved(town: Town) -> None:
    day, ana = town.payday, town.members[0]
    tablet, trip = day.tablet("tablet A"), day.advance(ROUND_TRIP)
    planting = day.plant({ana: 100})
    sheet = day.approved()
    day.replant(planting, {ana: 90})
    assert town.line(sheet, ana).payable_centimos == 5000
    assert town.identity(ana) == identity(ana, accrued=4500, owed=5000, to_recover=500)
    day.assign(sheet, tablet)
    day.pay(tablet, sheet, ana, trip=trip)
    day.settle(sheet)
    assert town.identity(ana) == identity(ana, accrued=4500, paid=5000, to_recover=500)


def test_an_unpaid_line_returns_and_is_paid_on_the_next_sheet(town: Town) -> None:
    day, (ana, bea, *_) = town.payday, town.members
    tablet, trip = day.tablet("tablet A"), day.advance(ROUND_TRIP)
    day.plant({ana: 100, bea: 50})
    first = day.approved()
    day.assign(first, tablet)
    day.pay(tablet, first, ana, trip=trip)
    day.settle(first)
    assert town.last_step(first).detail == "sheet_lines_held"
    day.give_back(tablet, first)
    day.settle(first)
    assert (town.line(first, ana).state, town.line(first, bea).state) == ("paid", "returned")
    assert town.identity(bea) == identity(bea, accrued=2500, owed=2500)
    assert town.balance("fund", day.fund) == 5000
    second = day.approved()
    assert [(line.payee, line.payable_centimos) for line in town.sheet(second).lines] == [(bea, 2500)]
    day.assign(second, tablet)
    day.pay(tablet, second, bea, trip=trip)
    day.settle(second)
    assert town.identity(bea) == identity(bea, accrued=2500, paid=2500)
    assert town.balance("fund", day.fund) == 7500


def test_a_payout_of_a_returned_line_that_arrives_late_is_to_be_recovered(town: Town) -> None:
    """A tablet that nobody heard of any more had paid; the line was taken from it, owed again, and paid again."""
    day, ana = town.payday, town.members[0]
    tablet, other, trip = day.tablet("tablet A"), day.tablet("tablet B"), day.advance(ROUND_TRIP)
    day.plant({ana: 100})
    first = day.approved()
    day.assign(first, tablet)
    day.offline(tablet)
    day.pay(tablet, first, ana, trip=trip)
    day.reassign(first, other, ana)
    day.give_back(other, first)
    day.settle(first)
    second = day.approved()
    day.assign(second, other)
    day.pay(other, second, ana, trip=trip)
    day.deliver(tablet)
    assert town.line(first, ana).state == "paid"
    assert town.identity(ana) == identity(ana, accrued=5000, paid=10_000, to_recover=5000)
    day.settle(second)
    day.recover(ana, first)
    assert town.identity(ana) == identity(ana, accrued=5000, paid=10_000, to_recover=5000)
    assert town.balance("to_recover", ana) == 5000


def test_less_than_the_line_is_paid_when_there_is_no_change(town: Town) -> None:
    day, ana = town.payday, town.members[0]
    tablet, trip = day.tablet("tablet A"), day.advance(ROUND_TRIP)
    day.accept(333, {ana: 333})
    sheet = day.approved()
    day.assign(sheet, tablet)
    day.pay(tablet, sheet, ana, 8000, trip=trip)
    assert town.identity(ana) == identity(ana, accrued=8325, paid=8000, owed=325)
    day.settle(sheet)
    assert town.identity(ana) == identity(ana, accrued=8325, paid=8000, owed=325)
    assert town.line(day.draft(), ana).payable_centimos == 320


@pytest.mark.parametrize("why", ["setting", "leaving"])
def test_rounding_up_is_granted_when_the_sheet_is_settled(town: Town, why: str) -> None:
    day, ana = town.payday, town.members[0]
    tablet, trip = day.tablet("tablet A"), day.advance(ROUND_TRIP)
    day.accept(333, {ana: 333})
    if why == "setting":
        day.set("round_cash_up", 1)
    sheet = day.approved(leaving=(ana,) if why == "leaving" else ())
    assert town.line(sheet, ana).payable_centimos == 8330
    day.assign(sheet, tablet)
    day.pay(tablet, sheet, ana, trip=trip)
    assert town.identity(ana) == identity(ana, accrued=8325, paid=8330, owed=-5)
    day.settle(sheet)
    assert town.identity(ana) == identity(ana, accrued=8325, rounding=5, paid=8330)
    assert town.balance("rounding") == 5


def test_a_wallet_pays_to_the_centimo(town: Town) -> None:
    day, ana = town.payday, town.members[0]
    tablet = day.tablet("tablet A")
    day.accept(333, {ana: 333})
    sheet = day.approved(by_transfer=(ana,))
    line = town.line(sheet, ana)
    assert (line.payable_centimos, line.by_transfer) == (8325, True)
    day.assign(sheet, tablet)
    payout = day.pay(tablet, sheet, ana, way="yape", operation="0042")
    day.settle(sheet)
    assert town.identity(ana) == identity(ana, accrued=8325, paid=8325)
    assert town.balance("wallet") == -8325
    view = town.payment(payout)
    assert (view.way, view.technician, town.line(sheet, ana).way) == ("yape", "", "yape")


def test_a_hold_keeps_one_share_off_the_sheet_and_touches_no_line(town: Town) -> None:
    day, (ana, bea, *_) = town.payday, town.members
    planting = day.plant({ana: 100, bea: 50})
    day.judge(planting, "hold", ana)
    assert town.identity(ana) == identity(ana, accrued=5000, owed=5000, held=5000)
    assert town.identity(bea) == identity(bea, accrued=2500, owed=2500)
    sheet = day.draft()
    assert town.sheet(sheet).left == ((ana, "line_held"),)
    day.lock(sheet)
    day.judge(planting, "hold", bea)
    assert town.identity(bea) == identity(bea, accrued=2500, owed=2500)
    assert town.people()[bea].confirmed == 2500
    assert town.people()[ana].observed == 5000
    day.judge(planting, "release", ana)
    assert town.identity(ana) == identity(ana, accrued=5000, owed=5000)


def test_a_balance_from_before_is_owed_or_to_be_recovered(town: Town) -> None:
    day, (ana, bea, *_) = town.payday, town.members
    day.office.opening_balance(town.village.committee, ana, 1250)
    about = day.office.opening_balance(town.village.committee, bea, -400)
    town.check()
    assert town.identity(ana) == identity(ana, accrued=1250, owed=1250)
    assert town.identity(bea) == identity(bea, accrued=-400, to_recover=400)
    day.waive(bea, about)
    assert town.identity(bea) == identity(bea, accrued=-400, waived=400)


def test_a_committee_is_paid_as_one_against_a_signed_list(town: Town) -> None:
    day, (ana, bea, *_), committee = town.payday, town.members, town.village.committee
    day.set("payee_is_committee", 1)
    tablet, trip = day.tablet("tablet A"), day.advance(ROUND_TRIP)
    day.plant({ana: 60, bea: 40})
    sheet = day.approved()
    line = town.line(sheet, committee)
    assert (line.name, line.dni, line.code) == ("Comité de Choco", "", "CR-01")
    day.assign(sheet, tablet)
    payout = day.pay(tablet, sheet, committee, trip=trip)
    day.settle(sheet)
    assert town.identity(committee) == identity(committee, accrued=5000, paid=5000)
    day.plant({ana: 60})
    draft = day.draft()
    assert town.sheet(draft).left == ((committee, "distribution_missing"),)
    people = (DistributedAmount(ana, Amount(3000)), DistributedAmount(bea, Amount(2000)))
    signed = day.office_says(Distribution(payout, people, day.elect(ana, bea), "Acta 3"))
    assert town.sheet(draft).left == ()
    day.take_back(day.office, signed)
    assert town.sheet(draft).left == ((committee, "distribution_missing"),)


def test_a_draft_that_was_out_of_order_is_taken_back_without_harm(town: Town) -> None:
    day, ana = town.payday, town.members[0]
    day.plant({ana: 100})
    sheet, refused = day.draft(), day.draft()
    day.take_back(day.office, refused)
    tablet = day.tablet("tablet A")
    strange = day.tablet_says(tablet, PaySheet(Day(CUT_OFF), day.fund, (town.village.committee,)))
    day.take_back(tablet, strange, "T01")
    assert [summary.id for summary in town.money(lambda money: money.sheets())] == [sheet]
    day.lock(sheet)
    assert town.sheet(sheet).summary.state == "locked"


def test_nobody_approves_a_sheet_whose_terms_they_have_changed(town: Town) -> None:
    day, (ana, bea, *_) = town.payday, town.members
    day.plant({ana: 100, bea: 100})
    sheet = day.draft()
    terms = PaySheet(Day(CUT_OFF), day.fund, (town.village.committee,), left_out=(bea,))
    day.office_says(Replace(sheet, sheet, "other", body_of(terms), Count(1)), "A01")
    day.lock(sheet)
    day.approve(sheet, "A01")
    assert town.last_step(sheet).detail == "approver_drafted"
    day.approve(sheet, "A02")
    assert town.sheet(sheet).summary.state == "approved"
    assert [line.payee for line in town.sheet(sheet).lines] == [ana]
