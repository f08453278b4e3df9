"""Work and older amounts: which items of a line are this sheet's work, by cases worked out by hand."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.usecases.views.money import LineReason
from sync_server.exports.sheet_rows import Sums, WorkRow, blocks_of, days_text, is_draft, sum_of_blocks
from tests.fakes.sheet_views import line, many_lines, planted, reason, sheet_view


def sums_of(*reasons: LineReason, up: bool = False) -> tuple[int, int, int, int, int]:
    """Work, from before, recovered, net and carried."""
    [block] = blocks_of(sheet_view([line(reasons, up=up)]))
    sums = block.sums
    return (
        sums.work_centimos, sums.earlier_centimos, sums.recovered_centimos, sums.payable_centimos,
        sums.carried_centimos,
    )  # fmt: skip


def work_of(*reasons: LineReason) -> tuple[WorkRow, ...]:
    [block] = blocks_of(sheet_view([line(reasons)]))
    return block.work


def ready(centimos: int, record: str = "7KQ2MX-1", kind: str = "share", **more: object) -> LineReason:
    return reason(record, kind, centimos, activity="sapling_ready", rate=25, **more)  # type: ignore[arg-type]


def test_work_is_importe_and_what_coins_cannot_make_is_carried() -> None:
    assert sums_of(ready(27_775, count=1111)) == (27_775, 0, 0, 27_770, 5)
    assert sums_of(ready(27_775, count=1111), up=True) == (27_775, 0, 0, 27_780, -5)


def test_what_other_sheets_left_is_from_before() -> None:
    reasons = planted(100), reason("S-1", "remainder", 5), reason("S-2", "opening", 1200)
    assert sums_of(*reasons) == (5000, 1205, 0, 6200, 5)


def test_what_is_taken_back_stands_apart() -> None:
    # Half of the line at most: S/ 25.00 of the S/ 40.00.
    assert sums_of(planted(100), reason("7KQ2MX-9", "recovery", -4000)) == (5000, 0, 2500, 2500, 0)


def test_what_was_taken_back_too_often_is_from_before() -> None:
    assert sums_of(planted(100), reason("7KQ2MX-9", "recovery", 300)) == (5000, 300, 0, 5300, 0)


def test_a_record_corrected_before_its_first_payment_is_work_as_it_stands_now() -> None:
    # DOMAIN.md: 1,900 in total corrected to 1,850: 165.00 goes, 152.50 comes.
    reasons = ready(16_500, count=660), ready(-16_500, kind="reversal", count=660), ready(15_250, count=610)
    assert sums_of(*reasons) == (15_250, 0, 0, 15_250, 0)
    assert work_of(*reasons) == (WorkRow("sapling_ready", "pino pátula", 25, 610, 0, 15_250),)


def test_a_record_corrected_after_its_payment_is_from_before_as_a_whole() -> None:
    reasons = ready(-15_250, kind="reversal", count=610), ready(16_500, count=660), planted(10, "7KQ2MX-2")
    assert sums_of(*reasons) == (500, 1250, 0, 1750, 0)
    assert [row.activity for row in work_of(*reasons)] == ["tree_planted"]


def test_a_record_corrected_after_its_payment_and_once_more_stays_from_before() -> None:
    first, second, third = (ready(centimos, count=centimos // 25) for centimos in (15_250, 16_500, 17_000))
    back = [replace(share, item_kind="reversal", centimos=-share.centimos) for share in (first, second)]
    assert sums_of(back[0], second, back[1], third) == (0, 1750, 0, 1750, 0)


def test_a_reversal_takes_back_only_its_own_share() -> None:
    # The same amount for another count is another share.
    reasons = ready(1000, count=40), ready(-1000, kind="reversal", half_days=2), ready(1500, count=60)
    assert sums_of(*reasons) == (0, 1500, 0, 1500, 0)


def test_what_settling_this_sheet_left_is_no_reason_of_it() -> None:
    settled = line([planted(100)])
    rest = reason("AAAAAA-90", "remainder", -5000)
    [block] = blocks_of(sheet_view([replace(settled, reasons=(*settled.reasons, rest))]))
    assert (block.sums.work_centimos, block.sums.earlier_centimos) == (5000, 0)
    assert block.reasons == settled.reasons


def test_a_view_without_reasons_is_refused() -> None:
    with pytest.raises(ValueError, match="do not add up"):
        blocks_of(sheet_view([replace(line([planted(100)]), reasons=())]))


def test_work_is_gathered_by_activity_species_and_rate() -> None:
    reasons = [
        planted(100, "7KQ2MX-1"), planted(50, "7KQ2MX-2"), planted(7, "7KQ2MX-3", "aliso"),
        reason("7KQ2MX-4", centimos=600, count=10, rate=60),
        reason("7KQ2MX-5", centimos=1455, half_days=2), reason("7KQ2MX-6", centimos=727, half_days=1),
    ]  # fmt: skip
    assert work_of(*reasons) == (
        WorkRow("tree_planted", "aliso", 50, 7, 0, 350),
        WorkRow("tree_planted", "pino pátula", 50, 150, 0, 7500),
        WorkRow("tree_planted", "pino pátula", 50, 0, 3, 2182),
        WorkRow("tree_planted", "pino pátula", 60, 10, 0, 600),
    )


def test_a_share_by_half_days_is_no_product_but_a_wage_is() -> None:
    assert WorkRow("tree_planted", "", 50, 0, 2, 1455).is_group_share
    assert not WorkRow("tree_planted", "", 50, 10, 0, 500).is_group_share
    assert not WorkRow("day_wage", "", 1500, 0, 3, 2250).is_group_share


@given(st.integers(1, 12), st.integers(1, 5), st.integers(0, 1000))
def test_the_sheet_is_the_sum_of_its_lines(people: int, activities: int, seed: int) -> None:
    view = sheet_view(many_lines(people, activities, seed))
    sums = sum_of_blocks(blocks_of(view))
    assert sums.payable_centimos == view.summary.payable_centimos
    assert sums.work_centimos + sums.earlier_centimos == sum(each.gross_centimos for each in view.lines)
    assert sums.carried_centimos == sum(
        each.gross_centimos - each.recovered_centimos - each.payable_centimos for each in view.lines
    )


def test_nobody_is_owed_nothing() -> None:
    assert sum_of_blocks([]) == Sums(0, 0, 0, 0)


@pytest.mark.parametrize(
    ("half_days", "text"), [(1, "½"), (2, "1"), (3, "1½"), (10, "5"), (2001, "1,000½"), (2000, "1,000")]
)
def test_half_days_are_written_as_days(half_days: int, text: str) -> None:
    assert days_text(half_days) == text


@pytest.mark.parametrize(
    ("state", "expected"), [("draft", True), ("abandoned", True), ("locked", False), ("closed", False)]
)
def test_nobody_is_paid_by_a_draft(state: str, expected: bool) -> None:
    assert is_draft(sheet_view([line([planted(100)])], state=state)) is expected
