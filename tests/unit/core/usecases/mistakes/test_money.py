"""What somebody in the office may not type about money."""

from __future__ import annotations

import pytest

from core.domain.bodies import Amount, Centimos, Count, Day
from core.domain.calendar import add_days
from core.domain.cash import CashAdvance, CashReturned, Difference, DifferenceDecided, Expense, TechnicianRepaid
from core.domain.funds import CarbonSale, ExchangeRate, Fund, GrantReceived
from core.domain.payouts import Payout, Way
from core.domain.problems import Problem
from core.domain.programme import Setting
from core.domain.records import RecordId
from core.usecases.mistakes.money import (
    cash_warning,
    refuse_field_cash,
    refuse_office_mistakes,
    refuse_payout,
    refuse_typed_payout,
)
from tests.fakes.programme import BEGAN_ON
from tests.fakes.saying import PAYDAY
from tests.fakes.scene import ADVANCE_CENTIMOS, Scene


@pytest.fixture
def scene() -> Scene:
    return Scene()


def typed(scene: Scene, sheet: RecordId, way: Way = "counter", day: str = PAYDAY, **more: object) -> str:
    """The code for which the office may not type that Ana was paid, or empty."""
    fact = Payout(sheet, scene.ana, Amount(5_000), way, "paper", **more)  # type: ignore[arg-type]
    try:
        refuse_typed_payout(scene.state, fact, day, PAYDAY, lambda _: {})
    except Problem as problem:
        return problem.code
    return ""


@pytest.mark.parametrize(("way", "operation"), [("counter", None), ("bank", "00412377")])
def test_the_office_pays_no_line_that_a_tablet_holds_and_may_be_paying(
    scene: Scene, way: Way, operation: str | None
) -> None:
    sheet = scene.sheet_for(100)
    assert typed(scene, sheet, way, operation=operation) == ""
    scene.day.assign(sheet, scene.one)
    assert typed(scene, sheet, way, operation=operation) == "line_held_by_other"
    scene.day.give_back(scene.one, sheet)
    scene.day.assign(sheet, scene.day.office)
    assert typed(scene, sheet, way, operation=operation) == ""


def test_what_a_technician_paid_by_paper_is_typed_while_the_tablet_holds_the_line(scene: Scene) -> None:
    sheet = scene.sheet_for(100)
    scene.day.assign(sheet, scene.one)
    technician = scene.day.staff["T01"]
    assert typed(scene, sheet, "cash", technician=technician, advance=scene.trip) == ""


def test_nobody_was_paid_from_a_sheet_before_it_was_approved(scene: Scene) -> None:
    sheet = scene.sheet_for(100)
    assert typed(scene, sheet, day=add_days(PAYDAY, -1)) == "paid_before_approval"
    assert typed(scene, sheet, day=PAYDAY) == ""


def spent(scene: Scene, centimos: int) -> str:
    """The sentence with which an expense of T01's own box is refused, or empty."""
    fact = Expense(scene.trip, scene.day.staff["T01"], Amount(centimos), "mule", "B-1")
    try:
        refuse_field_cash(scene.state, fact, "T01")
    except Problem as problem:
        return str(problem)
    return ""


def test_nobody_spends_what_they_have_handed_over_already(scene: Scene) -> None:
    given = scene.day.hand_over(scene.one, scene.trip, 40_000)
    assert spent(scene, 60_000) == ""
    assert spent(scene, 60_001).startswith("payout_above_box: The box holds S/\u00a0600.00")
    assert spent(scene, ADVANCE_CENTIMOS) != ""
    scene.day.take_back(scene.one, given, "T01")
    assert spent(scene, ADVANCE_CENTIMOS) == ""


def test_nobody_pays_or_brings_back_what_they_have_handed_over_already(scene: Scene) -> None:
    day, sheet = scene.day, scene.sheet_for(200)
    day.assign(sheet, scene.one)
    day.hand_over(scene.one, scene.trip, 95_000)
    technician = day.staff["T01"]
    payout = Payout(sheet, scene.ana, Amount(10_000), "cash", "paper", technician, scene.trip)
    with pytest.raises(Problem, match="payout_above_box"):
        refuse_payout(scene.state, payout, scene.one.origin, "T01", PAYDAY, lambda _: {})
    returned = CashReturned(scene.trip, technician, Amount(10_000), "Recibo 9")
    with pytest.raises(Problem, match="payout_above_box"):
        refuse_office_mistakes(scene.state, returned, PAYDAY, PAYDAY, lambda _: {})


def refused(scene: Scene, fact: object, day: str = PAYDAY) -> str:
    """The code for which the office may not state this, or empty."""
    try:
        refuse_office_mistakes(scene.state, fact, day, PAYDAY, lambda _: {})
    except Problem as problem:
        return problem.code
    return ""


def test_no_more_is_missing_than_should_be_there_and_nobody_robs_by_giving(scene: Scene) -> None:
    def missing(centimos: int, explained: Difference, document: str | None = "Denuncia 12") -> str:
        technician = scene.day.staff["T01"]
        return refused(scene, DifferenceDecided(scene.trip, technician, Centimos(centimos), explained, document))

    assert missing(ADVANCE_CENTIMOS, "robbery") == missing(ADVANCE_CENTIMOS, "owed") == missing(-50, "difference") == ""
    assert missing(ADVANCE_CENTIMOS + 1, "difference") == "payout_above_box"
    assert missing(-50, "robbery") == "amount_not_positive"
    assert missing(50, "robbery", " ") == "police_report_missing"
    assert missing(0, "owed") == "difference_zero"


def test_a_technician_repays_what_is_owed_and_no_more(scene: Scene) -> None:
    day = scene.day
    assert refused(scene, TechnicianRepaid(day.staff["T01"], Amount(1), "Recibo 9")) == "technician_owes_less"
    day.stand_for(day.explain(scene.trip, 700, "owed"))
    assert refused(scene, TechnicianRepaid(day.staff["T01"], Amount(700), "Recibo 9")) == ""
    assert refused(scene, TechnicianRepaid(day.staff["T01"], Amount(701), "Recibo 9")) == "technician_owes_less"


def test_cash_between_the_bank_and_a_box_is_made_of_coins(scene: Scene) -> None:
    technician = scene.day.staff["T01"]
    for centimos, code in ((1_010, ""), (1_005, "cash_not_in_coins")):
        assert refused(scene, CashAdvance(technician, Amount(centimos), "Recibo 9")) == code
        assert refused(scene, CashReturned(scene.trip, technician, Amount(centimos), "Recibo 9")) == code


def test_money_does_not_move_before_the_programme_began(scene: Scene) -> None:
    grant = GrantReceived(scene.day.fund, Amount(100), "Operación 4")
    assert refused(scene, grant, BEGAN_ON) == ""
    assert refused(scene, grant, "2025-12-31") == "day_before_programme"


def test_a_setting_changes_nothing_that_was_worked_out_already(scene: Scene) -> None:
    assert refused(scene, Setting("round_cash_up", 1, Day(PAYDAY))) == ""
    assert refused(scene, Setting("round_cash_up", 1, Day(BEGAN_ON))) == "setting_in_the_past"


def test_a_sale_is_divided_between_two_funds_and_pays_its_own_fees(scene: Scene) -> None:
    day = scene.day
    other = day.office_says(Fund("ADAPT", "Adaptación", "Norandino"))
    rate = day.office_says(ExchangeRate("USD", Count(30_000), Day(PAYDAY), "SBS"))

    def sold(fees: int, adaptation: RecordId) -> str:
        sale = CarbonSale("B", Count(1), "USD", Amount(10_000), Amount(fees), rate, day.fund, adaptation, "F-1")
        return refused(scene, sale)

    assert (sold(9_000, other), sold(9_001, other), sold(0, day.fund)) == ("", "fees_large", "funds_the_same")


# From S/ 2,000 in cash on, also in several payments of one obligation


def paid_in_part(scene: Scene, centimos: int, **way: object) -> RecordId:
    """Ana is paid so much of her line of S/ 3,000, and the rest stands on the next sheet, which she is not paid yet."""
    day = scene.day
    trip = day.advance(400_000)
    sheet = scene.sheet_for(6_000)
    day.assign(sheet, scene.one)
    day.pay(scene.one, sheet, scene.ana, centimos, trip=trip, **way)  # type: ignore[arg-type]
    day.settle(sheet)
    return day.approved()


def warned(scene: Scene, sheet: RecordId, centimos: int) -> bool:
    return cash_warning(scene.state, sheet, scene.ana, centimos, PAYDAY) is not None


def test_a_large_sum_is_warned_of_also_where_it_was_handed_over_in_parts(scene: Scene) -> None:
    rest = paid_in_part(scene, 190_000)
    assert (warned(scene, rest, 9_990), warned(scene, rest, 10_000)) == (False, True)
    assert warned(scene, scene.sheet_for(10), 199_990) is False


def test_a_third_part_counts_the_two_before_it(scene: Scene) -> None:
    day, second = scene.day, paid_in_part(scene, 100_000)
    day.assign(second, scene.one)
    day.pay(scene.one, second, scene.ana, 60_000, trip=day.advance(60_000))
    day.settle(second)
    third = day.approved()
    assert (warned(scene, third, 39_990), warned(scene, third, 40_000)) == (False, True)


def test_what_a_bank_has_paid_of_it_is_not_cash(scene: Scene) -> None:
    rest = paid_in_part(scene, 190_000, way="bank", operation="004412", acknowledged="paper")
    assert (warned(scene, rest, 199_990), warned(scene, rest, 200_000)) == (False, True)
