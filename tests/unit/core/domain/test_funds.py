from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.domain.bodies import Amount, Count, Day, UnreadableBody, body_of, fact_from, version_of
from core.domain.funds import (
    RATE_SCALE,
    CarbonSale,
    ExchangeRate,
    Fund,
    MonthClosed,
    SaleParts,
    StillOpen,
    in_soles,
    read_rate,
    sale_parts,
)
from core.domain.records import RecordId

DOLLAR_2014 = 31_250
POUND = 45_321
CAFEDIRECT_GBP = (12_000, 11_000, 10_000, 9000, 8000, 5000)
CAFEDIRECT_TONNES = (1111, 1018, 926, 833, 741, 463)
MINOR = st.integers(0, 10**9)
RATES = st.integers(1, 10**6)


@pytest.mark.parametrize(
    ("minor", "soles_scaled", "centimos"),
    [
        (100, DOLLAR_2014, 313),  # 312.5
        (8, DOLLAR_2014, 25),
        (16, DOLLAR_2014, 50),
        (480, DOLLAR_2014, 1500),
        (1, 5000, 1),
        (1, 4999, 0),
        (3, 5000, 2),
        (100, RATE_SCALE, 100),
        (0, DOLLAR_2014, 0),
        (15_269_000, DOLLAR_2014, 47_715_625),
        (1_200_000, POUND, 5_438_520),
    ],
)
def test_foreign_money_in_soles(minor: int, soles_scaled: int, centimos: int) -> None:
    found = in_soles(minor, soles_scaled)
    assert (found, type(found)) == (centimos, int)


@given(MINOR, RATES)
def test_foreign_money_is_rounded_to_the_nearest_centimo(minor: int, soles_scaled: int) -> None:
    exact = Fraction(minor * soles_scaled, RATE_SCALE)
    assert -Fraction(1, 2) <= exact - in_soles(minor, soles_scaled) < Fraction(1, 2)


def test_all_sales_in_dollars_less_the_fee_of_each_credit() -> None:
    # USD 152,690.00 at 3.125, and USD 0.37 for each of 5,092 credits: USD 1,884.04, S/ 5,887.625.
    assert sum(CAFEDIRECT_TONNES) == 5092
    assert sale_parts(15_269_000, 37 * 5092, DOLLAR_2014, 10) == SaleParts(47_715_625, 4_771_562, 42_944_063, 588_763)
    assert SaleParts(47_715_625, 4_771_562, 42_944_063, 588_763).to_communities_centimos == 42_355_300


def test_what_cafedirect_paid_in_pounds() -> None:
    # 12,000; 11,000; 10,000; 9,000; 8,000; 5,000 pounds at 4.5321, a tenth of each for adaptation.
    parts = [sale_parts(pounds * 100, 0, POUND, 10) for pounds in CAFEDIRECT_GBP]
    assert [part.gross_centimos for part in parts] == [5_438_520, 4_985_310, 4_532_100, 4_078_890, 3_625_680, 2_266_050]
    assert [part.adaptation_centimos for part in parts] == [543_852, 498_531, 453_210, 407_889, 362_568, 226_605]
    assert sum(CAFEDIRECT_GBP) == 55_000
    assert sum(part.gross_centimos for part in parts) == in_soles(5_500_000, POUND) == 24_926_550
    assert sum(part.upstream_centimos for part in parts) == 22_433_895
    assert {part.fees_centimos for part in parts} == {0}


@given(MINOR, MINOR, RATES, st.integers(0, 100))
def test_the_parts_of_a_sale_add_up(gross: int, fees: int, soles_scaled: int, percent: int) -> None:
    parts = sale_parts(gross, fees, soles_scaled, percent)
    assert parts.adaptation_centimos + parts.upstream_centimos == parts.gross_centimos == in_soles(gross, soles_scaled)
    assert 0 <= parts.gross_centimos * percent - parts.adaptation_centimos * 100 < 100
    assert parts.upstream_centimos >= 0
    assert parts.fees_centimos == in_soles(fees, soles_scaled)


@pytest.mark.parametrize(("percent", "adaptation"), [(-10, 0), (0, 0), (100, 5_000), (101, 5_000), (2**53 - 1, 5_000)])
def test_whatever_part_was_set_the_adaptation_fund_gets_between_nothing_and_all(percent: int, adaptation: int) -> None:
    assert sale_parts(5_000, 0, RATE_SCALE, percent) == SaleParts(5_000, adaptation, 5_000 - adaptation, 0)


def test_funds_come_back_from_their_bodies() -> None:
    fund = RecordId("OFFICE-9")
    for fact in (
        Fund("CAR", "Venta de carbono", "Cafédirect"),
        ExchangeRate("GBP", Count(POUND), Day("2015-06-30"), "SBS"),
        CarbonSale("Cafédirect", Count(1111), "GBP", Amount(1_200_000), Amount(0), fund, fund, fund, "Factura 3"),
    ):
        assert fact_from(type(fact), body_of(fact)) == fact


def test_only_known_currencies_are_read() -> None:
    with pytest.raises(UnreadableBody, match="currency"):
        fact_from(ExchangeRate, {"currency": "EUR", "soles_scaled": 40_000, "day": "2015-06-30", "source": "SBS"})


def test_a_month_in_which_nothing_is_left_open_is_stated_as_it_always_was() -> None:
    whole = body_of(MonthClosed(Day("2026-05-01")))
    assert (whole, version_of(MonthClosed, whole)) == ({"month": "2026-05-01"}, 1)
    left = body_of(MonthClosed(Day("2026-05-01"), (StillOpen("tablets", Count(2)),)))
    assert version_of(MonthClosed, left) == 2
    assert fact_from(MonthClosed, left).still_open == (StillOpen("tablets", Count(2)),)


def test_what_is_left_open_is_one_of_what_there_is() -> None:
    with pytest.raises(UnreadableBody):
        fact_from(MonthClosed, {"month": "2026-05-01", "still_open": [{"matter": "weather", "number": 1}]})


@pytest.mark.parametrize(
    ("text", "scaled"),
    [
        ("3.125", 31_250), (" 4 ", 40_000), ("0.0001", 1), ("1000", 10_000_000),
        ("0", None), ("3.12345", None), ("1000.0001", None), ("4,9", None), ("-1", None), ("", None), ("٣", None),
    ],
)  # fmt: skip
def test_a_rate_is_read_as_it_is_typed(text: str, scaled: int | None) -> None:
    assert read_rate(text) == scaled
