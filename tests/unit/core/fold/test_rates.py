"""The rate in force on the day of the work counts, whenever either is recorded."""

import pytest

from core.domain.bodies import Amount, Count, Day
from core.domain.funds import CarbonSale, ExchangeRate, Fund
from core.domain.people import Committee
from core.domain.rates import Rate
from core.fold.rows import Correction, Refusal
from tests.fakes.programme import BEGAN_ON, TODAY, Village
from tests.fakes.state import Follower


def plant(village: Village, day: str = TODAY) -> str:
    return village.tablet.say(village.planting(100, people={village.members[0]: 100}), day)


def test_a_new_rate_pays_from_its_day_on(village: Village, state: Follower) -> None:
    village.office.rate("tree_planted", 60, "2026-03-05")
    before, after = plant(village, "2026-03-04"), plant(village, "2026-03-05")
    state.follow()
    assert (state.effective(before).centimos, state.effective(after).centimos) == (5000, 6000)


def test_a_rate_that_arrives_late_reverses_and_enters_again(village: Village, state: Follower) -> None:
    before, after = plant(village, "2026-03-04"), plant(village, "2026-03-05")
    state.follow()
    rate = village.office.rate("tree_planted", 60, "2026-03-05")
    state.follow()
    assert [item.centimos for item in state.items(before)] == [5000]
    assert [(item.kind, item.centimos, item.rate) for item in state.items(after)] == [
        ("share", 5000, village.planted_rate), ("reversal", -5000, village.planted_rate), ("share", 6000, rate),
    ]  # fmt: skip
    assert {item.cause for item in state.items(after)[1:]} == {rate}


def test_a_wrong_rate_is_replaced(village: Village, state: Follower) -> None:
    planting = plant(village)
    village.office.replace_rate(village.planted_rate, Rate("tree_planted", Count(55), BEGAN_ON))
    assert [item.centimos for item in state.follow().items(planting)] == [5000, -5000, 5500]


@pytest.mark.parametrize(("starts_on", "early", "late"), [("2026-03-05", 0, 5000), ("2025-12-01", 5000, 5000)])
def test_a_rate_moved_in_time(village: Village, state: Follower, starts_on: str, early: int, late: int) -> None:
    first, second = plant(village, "2026-03-04"), plant(village, "2026-03-06")
    village.office.replace_rate(village.planted_rate, Rate("tree_planted", Count(50), starts_on))
    state.follow()
    assert (state.effective(first).centimos, state.effective(second).centimos) == (early, late)


def test_a_rate_moved_to_other_work_takes_from_one_and_gives_to_the_other(village: Village, state: Follower) -> None:
    planting = plant(village)
    accepted = village.tablet.say(village.accepted(100, people={village.members[0]: 1}))
    village.office.void_rate(village.ready_rate)
    state.follow()
    assert (state.effective(planting).centimos, state.effective(accepted).centimos) == (5000, 0)
    village.office.replace_rate(village.planted_rate, Rate("sapling_ready", Count(50), BEGAN_ON))
    state.follow()
    assert (state.effective(planting).centimos, state.effective(accepted).centimos) == (0, 5000)


def test_a_void_rate_takes_back_and_a_reinstated_one_pays_again(village: Village, state: Follower) -> None:
    planting = plant(village)
    village.office.void_rate(village.planted_rate)
    assert state.follow().effective(planting).centimos == 0
    village.office.replace_rate(village.planted_rate, Rate("tree_planted", Count(50), BEGAN_ON))
    assert [item.centimos for item in state.follow().items(planting)] == [5000, -5000, 5000]


def test_a_rate_made_unreadable_pays_nothing_until_it_is_right(village: Village, state: Follower) -> None:
    planting = plant(village)
    village.office.replace_rate(village.planted_rate, {"activity": "tree_planted"})
    village.office.replace_rate(village.planted_rate, {"activity": "tree_planted", "centimos": "many"})
    assert state.follow().effective(planting).centimos == 0
    village.office.replace_rate(village.planted_rate, Rate("tree_planted", Count(50), BEGAN_ON))
    assert state.follow().effective(planting).centimos == 5000


def test_a_rate_for_a_species_or_community_pays_there_alone(village: Village, state: Follower) -> None:
    elsewhere = village.office.community("C-02")
    alder = village.office.species("AL")
    planting = plant(village)
    village.office.rate("tree_planted", 70, community=elsewhere)
    village.office.rate("tree_planted", 80, species=alder)
    assert state.follow().effective(planting).centimos == 5000
    village.office.rate("tree_planted", 60, community=village.community)
    assert state.follow().effective(planting).centimos == 6000
    village.office.rate("tree_planted", 65, species=village.species)
    assert state.follow().effective(planting).centimos == 6500


def test_a_committee_moved_to_another_community_is_paid_by_its_rate(village: Village, state: Follower) -> None:
    """Otherwise what a planting pays would depend on whether it arrived before the correction or after."""
    elsewhere = village.office.community("C-02")
    village.office.rate("tree_planted", 70, community=elsewhere)
    early = plant(village)
    state.follow()
    village.office.replace(village.committee, Committee("CR-01", "Comité de Choco", elsewhere))
    late = plant(village)
    state.follow()
    assert (state.effective(early).centimos, state.effective(late).centimos) == (7000, 7000)


def test_a_day_wage_pays_nothing_by_the_piece(village: Village, state: Follower) -> None:
    planting = plant(village)
    before = state.follow().items(planting)
    village.office.rate("day_wage", 1500)
    assert state.follow().items(planting) == before


def test_a_tablet_sets_no_rate(village: Village, state: Follower) -> None:
    rate = village.tablet.say(Rate("tree_planted", Count(5000), BEGAN_ON))
    planting = plant(village)
    assert state.follow().effective(planting).centimos == 5000
    assert state.effective(rate).status == "no_effect"


def test_a_wrong_rate_stays_in_force_until_a_second_person_approves(village: Village, state: Follower) -> None:
    planting = plant(village)
    right = Rate("tree_planted", Count(55), BEGAN_ON)
    correction = village.office.replace(village.planted_rate, right)
    assert state.follow().effective(planting).centimos == 5000
    assert state.effective(correction).status == "waiting"
    assert state.find(Correction, village.planted_rate) == []
    own = village.office.approve(correction, by=village.office.name)
    assert state.follow().effective(own).status == "no_effect"
    assert state.effective(planting).centimos == 5000
    village.office.approve(correction)
    assert state.follow().effective(planting).centimos == 5500
    assert [row.takes_effect for row in state.find(Correction, village.planted_rate)] == [1]


def test_of_two_corrections_of_a_rate_the_one_approved_first_counts(village: Village, state: Follower) -> None:
    planting = plant(village)
    first = village.office.replace(village.planted_rate, Rate("tree_planted", Count(55), BEGAN_ON))
    seen = village.planted_rate
    second = village.office.replace(village.planted_rate, Rate("tree_planted", Count(60), BEGAN_ON), seen=seen)
    village.office.approve(second)
    village.office.approve(first)
    assert state.follow().effective(planting).centimos == 6000
    assert (state.effective(first).status, state.effective(second).status) == ("no_effect", "live")


def test_an_exchange_rate_put_right_enters_its_sales_again(village: Village, state: Follower) -> None:
    fund = village.office.say(Fund("F-1", "Carbono", "Cafédirect"))
    rates = [village.office.say(ExchangeRate("USD", Count(30_000), Day(TODAY), "SBS")) for _ in range(2)]
    sales = [
        village.office.say(CarbonSale("B", Count(10), "USD", Amount(10_000), Amount(0), rate, fund, fund, "F001"))
        for rate in rates
    ]
    state.follow()
    village.office.replace(rates[0], ExchangeRate("USD", Count(31_000), Day(TODAY), "SBS"))
    state.follow()
    assert [[line.centimos for line in state.journal(sale) if line.account == "bank"] for sale in sales] == [
        [30_000, -30_000, 31_000], [30_000],
    ]  # fmt: skip
    village.office.setting("adaptation_percent", 20, TODAY)
    adaptation = [line.centimos for line in state.follow().journal(sales[1]) if line.account == "fund"]
    assert adaptation == [-3_000, -27_000, 3_000, 27_000, -6_000, -24_000]


def test_an_exchange_rate_is_not_taken_from_the_sale_that_it_turned_into_soles(
    village: Village, state: Follower
) -> None:
    """The sale would leave the books with its rate, though the money is in the bank."""
    fund = village.office.say(Fund("F-1", "Carbono", "Cafédirect"))
    used, spare = [village.office.say(ExchangeRate("USD", Count(30_000), Day(TODAY), "SBS")) for _ in range(2)]
    sale = village.office.say(CarbonSale("B", Count(10), "USD", Amount(10_000), Amount(0), used, fund, fund, "F001"))
    wrong = village.office.void(used)
    other = village.office.replace(used, ExchangeRate("GBP", Count(49_000), Day(TODAY), "SBS"), seen=used)
    village.office.void(spare)
    state.follow()
    assert [state.effective(correction).status for correction in (wrong, other)] == ["no_effect", "no_effect"]
    refusal = state.get(Refusal, wrong)
    assert refusal is not None
    assert (refusal.code, refusal.details) == ("exchange_rate_used", f'{{"sale":"{sale}"}}')
    assert state.effective(spare).status == "void"
    assert sum(line.centimos for line in state.journal(sale) if line.account == "bank") == 30_000
    village.office.void(sale)
    taken_back = village.office.void(used, seen=used)
    assert state.follow().effective(taken_back).status == "live"
