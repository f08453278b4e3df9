"""Whom a tablet is told that it may pay, and what became of payouts, on both databases."""

from __future__ import annotations

from typing import Any

import pytest

from core.domain.records import RecordId
from core.usecases.views.field import Money
from core.usecases.views.money import PayeeView
from tests.contracts.town import NAMES, Town, identity
from tests.fakes.payday import PAY_UNTIL, PAYDAY

# Whom a tablet may pay


def payees_of(town: Town, origin: str) -> dict[str, PayeeView]:
    return {view.payee: view for view in town.money(lambda money: money.payees(origin))}


def test_a_tablet_lists_everybody_on_the_sheets_that_it_pays(town: Town) -> None:
    day = town.payday
    rosa, juana, ana = town.name(*NAMES)
    bea = town.members[1]
    tablet, other, third = day.tablet("tablet A"), day.tablet("tablet B"), day.tablet("tablet C")
    trip = day.advance(100_000)
    day.accept(1332, {rosa: 333, juana: 333, ana: 333, bea: 333})
    sheet = day.approved()
    day.assign(sheet, tablet, rosa, juana, ana)
    day.assign(sheet, other, bea)
    payout = day.pay(tablet, sheet, ana, trip=trip)
    day.release(tablet, sheet, juana, other)
    views = town.money(lambda money: money.payees(tablet.origin))
    assert [(view.name, view.state, view.why_not) for view in views] == [
        ("M-02", "elsewhere", "line_not_held"),
        ("Nuñez, Juana", "released", "line_released_before"),
        ("Ñaupari Peña, Rosa", "to_pay", ""),
        ("Zurita Ríos, Ana", "paid", "line_paid_before"),
    ]
    assert views[2] == PayeeView(
        sheet, 1, rosa, "Ñaupari Peña, Rosa", "N-01", town.village.committee, "to_pay", 8320, 0, 5, PAY_UNTIL
    )
    assert (views[3].payout, views[3].paid_centimos) == (payout, 8320)
    assert payees_of(town, other.origin)[bea].state == "to_pay"
    assert payees_of(town, third.origin) == {}
    nowhere = town.money(lambda money: money.payees(tablet.origin, "AAAAAA-1"))
    assert (nowhere, len(town.money(lambda money: money.payees(tablet.origin, town.village.committee)))) == ([], 4)
    day.give_back(tablet, sheet)
    assert payees_of(town, tablet.origin)[rosa].state == "elsewhere"
    assert payees_of(town, third.origin) == {}


def test_somebody_who_cannot_be_paid_here_is_told_why(town: Town) -> None:
    day, (ana, bea, eva, _) = town.payday, town.members
    tablet, other = day.tablet("tablet A"), day.tablet("tablet B")
    day.plant({ana: 100, bea: 50})

    def asked(origin: str, member: str) -> tuple[str, str, int]:
        view = town.money(lambda money: money.payee(origin, member))
        assert (view.payee, view.code) == (member, f"M-0{town.members.index(RecordId(member)) + 1}")
        return view.state, view.why_not, view.sheet_number

    assert asked(tablet.origin, eva) == ("not_on_sheet", "not_on_any_sheet", 0)
    sheet = day.approved()
    assert asked(tablet.origin, ana) == ("elsewhere", "line_not_held", 1)
    day.assign(sheet, tablet, ana)
    assert asked(tablet.origin, ana) == ("to_pay", "", 1)
    assert asked(tablet.origin, bea) == ("elsewhere", "line_not_held", 1)
    assert asked(tablet.origin, eva) == ("not_on_sheet", "not_on_sheet", 1)
    assert asked(other.origin, eva) == ("not_on_sheet", "not_on_any_sheet", 0)
    day.give_back(tablet, sheet)
    day.settle(sheet)
    assert asked(tablet.origin, ana) == ("not_on_sheet", "not_on_any_sheet", 0)


def test_of_two_lines_the_one_that_can_be_paid_here_is_shown(town: Town) -> None:
    day, ana = town.payday, town.members[0]
    tablet, trip = day.tablet("tablet A"), day.advance(100_000)
    day.plant({ana: 100})
    first = day.approved()
    day.assign(first, tablet)
    day.pay(tablet, first, ana, trip=trip)
    day.plant({ana: 50})
    second = day.approved()
    day.assign(second, tablet)
    assert [view.sheet_number for view in town.money(lambda money: money.payees(tablet.origin))] == [1, 2]
    assert town.money(lambda money: money.payee(tablet.origin, ana)).sheet == second


# Payouts


def test_payouts_are_found_by_sheet_and_by_role(town: Town) -> None:
    day, (ana, bea, *_) = town.payday, town.members
    tablet, stranger, trip = day.tablet("tablet A"), day.tablet("tablet B"), day.advance(100_000)
    day.plant({ana: 100, bea: 50})
    sheet = day.approved()
    day.assign(sheet, tablet)
    paid = day.pay(tablet, sheet, ana, trip=trip)
    strange = day.pay(stranger, sheet, bea, trip=trip)
    void = day.pay(tablet, sheet, bea, 10, trip=trip)
    day.take_back(tablet, void, "T01")

    def found(**chosen: Any) -> list[tuple[str, str, str]]:
        views = town.money(lambda money: money.payments(**chosen))
        return [(view.id, view.role, view.why) for view in views]

    everything = [(paid, "paid", ""), (strange, "suspense", "stranger"), (void, "void", "void")]
    assert found() == found(sheet=sheet) == everything
    assert found(sheet="AAAAAA-1") == []
    assert found(roles=("suspense", "copy")) == [everything[1]]
    assert found(roles=("paid", "void")) == [everything[0], everything[2]]
    view = town.payment(paid)
    assert (view.sheet_number, view.payee_name, view.centimos, view.paid_centimos) == (1, "M-01", 5000, 5000)
    assert (view.way, view.acknowledged, view.technician) == ("cash", "strokes", day.staff["T01"])
    assert (view.origin, view.author, view.happened_on) == (tablet.origin, "T01", PAYDAY)
    with pytest.raises(ValueError, match="no payment has the role late"):
        found(roles=("late",))


# What waits for somebody to look at it


def test_a_committees_sum_waits_as_a_whole_for_one_held_share(town: Town) -> None:
    day, committee = town.payday, town.village.committee
    ana, bea, *_ = town.members
    day.set("payee_is_committee", 1)
    work = day.plant({ana: 60, bea: 40})
    day.judge(work, "hold", ana)
    assert town.identity(committee) == identity(committee, accrued=5000, owed=5000, held=5000)
    assert [line.state for line in town.statement(committee)] == ["observed"]
    assert town.sheet(day.draft()).left == ((committee, "line_held"),)


@pytest.mark.parametrize("action", ["hold", "quarantine"])
def test_whatever_keeps_money_back_is_shown_as_observed(town: Town, action: Any) -> None:
    day, ana = town.payday, town.members[0]
    day.judge(day.plant({ana: 100}), action)
    assert town.identity(ana) == identity(ana, accrued=5000, owed=5000, held=5000)
    assert town.people()[ana] == Money(observed=5000)
