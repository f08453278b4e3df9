from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.domain.records import split_record_id
from core.domain.sharing import share_by_weight

MEMBERS = st.builds("{}-{}".format, st.sampled_from(["AAAAAA", "7KQ2MX", "ZZZZZZ"]), st.integers(1, 120))
WEIGHTS = st.dictionaries(MEMBERS, st.integers(0, 400), max_size=50)
TOTALS = st.integers(0, 10**12)


@given(TOTALS, WEIGHTS)
def test_shares_add_up_and_are_within_a_centimo_of_exact(total: int, weights: dict[str, int]) -> None:
    whole = sum(weights.values())
    parts = share_by_weight(total, weights)
    assert set(parts) == {member for member, weight in weights.items() if weight}
    assert sum(parts.values()) == (total if whole else 0)
    assert all(abs(part * whole - total * weights[member]) < whole for member, part in parts.items())


@given(TOTALS, WEIGHTS, st.randoms())
def test_the_order_of_the_list_does_not_matter(total: int, weights: dict[str, int], chance) -> None:
    turned = list(weights.items())
    chance.shuffle(turned)
    assert share_by_weight(total, dict(turned)) == share_by_weight(total, weights)


@given(TOTALS, st.dictionaries(MEMBERS, st.just(2), min_size=1, max_size=50))
def test_with_equal_weights_those_who_stand_first_in_the_log_get_the_centimo(
    total: int, weights: dict[str, int]
) -> None:
    parts = share_by_weight(total, weights)
    in_log_order = [parts[member] for member in sorted(parts, key=split_record_id)]
    assert in_log_order == sorted(in_log_order, reverse=True)
    assert max(in_log_order) - min(in_log_order) <= 1


@given(TOTALS, WEIGHTS)
def test_who_worked_more_never_gets_less(total: int, weights: dict[str, int]) -> None:
    parts = share_by_weight(total, weights)
    ordered = sorted(parts, key=lambda member: (weights[member], parts[member]))
    assert [parts[member] for member in ordered] == sorted(parts.values())


def test_the_largest_remainder_comes_first() -> None:
    # 100 by 5 + 1 + 1: 71.43, 14.29 and 14.29; the one céntimo left goes to the largest fraction, not to the first.
    for order in permutations([("7KQ2MX-9", 1), ("7KQ2MX-10", 1), ("ZZZZZZ-1", 5)]):
        assert share_by_weight(100, dict(order)) == {"7KQ2MX-9": 14, "7KQ2MX-10": 14, "ZZZZZZ-1": 72}


def test_number_nine_stands_before_number_ten() -> None:
    assert share_by_weight(1, {"7KQ2MX-10": 1, "7KQ2MX-9": 1}) == {"7KQ2MX-10": 0, "7KQ2MX-9": 1}


def test_nobody_present_gets_nothing() -> None:
    assert share_by_weight(100, {}) == {}
    assert share_by_weight(100, {"7KQ2MX-9": 0}) == {}


def test_who_came_alone_for_half_a_day_gets_all_of_it() -> None:
    assert share_by_weight(2500, {"7KQ2MX-9": 1}) == {"7KQ2MX-9": 2500}


def test_nothing_is_shared_as_nothing() -> None:
    assert share_by_weight(0, {"7KQ2MX-9": 2, "7KQ2MX-10": 1}) == {"7KQ2MX-9": 0, "7KQ2MX-10": 0}


@pytest.mark.parametrize(
    ("total", "weights"), [(-1, {"7KQ2MX-9": 1}), (1, {"7KQ2MX-9": -1}), (1, {"7KQ2MX-9": 2, "7KQ2MX-10": -1})]
)
def test_negative_figures_are_refused(total: int, weights: dict[str, int]) -> None:
    with pytest.raises(ValueError, match=r"^neither an amount to share nor a weight is ever negative$"):
        share_by_weight(total, weights)
