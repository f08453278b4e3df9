import hashlib
from itertools import permutations
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.domain.bodies import Amount, Count, Day, SideHash, UnreadableBody, body_of, fact_from
from core.domain.records import RecordId
from core.domain.sheets import (
    PAYABLE_STATES,
    RECOVERY,
    SHEET_STATES,
    DistributedAmount,
    Distribution,
    DrawnLine,
    LinesAssigned,
    OpenAmount,
    PaySheet,
    Rest,
    SheetLocked,
    SheetState,
    carried_over,
    draw_line,
    hash_of_lines,
    is_lines_code,
    lines_code,
    release_message,
    settle_line,
    work_by_record,
)

CUT_OFF = "2026-03-31"
LATER = "2026-04-01"
RECORDS = st.sampled_from(["TABLET-1", "TABLET-2", "TABLET-3"])
ITEMS = st.lists(
    st.builds(
        OpenAmount,
        RECORDS,
        st.sampled_from(["share", "reversal", "remainder", "opening", RECOVERY]),
        st.sampled_from(["2026-01-15", CUT_OFF, LATER]),
        st.integers(-60_000, 90_000),
    ),
    max_size=12,
)
PERCENT = st.integers(0, 100)


def item(centimos: int, about: str = "TABLET-1", day: str = "2026-03-06", kind: str = "share") -> OpenAmount:
    return OpenAmount(about, kind, day, centimos)


def recovery(centimos: int, day: str = "2026-03-06") -> OpenAmount:
    return OpenAmount("OFFICE-9", RECOVERY, day, -centimos)


@pytest.mark.parametrize(("payable", "left_over"), [(15_000, 3), (15_010, -7)])
def test_what_coins_cannot_hand_over_is_carried(payable: int, left_over: int) -> None:
    """Rounded up in the payee's favour it is below zero."""
    assert carried_over(20_003, 5000, payable) == left_over
    assert DrawnLine((), 20_003, 8000, 5000, payable).carried_centimos == left_over


def line(*items: OpenAmount, up: bool = False, exact: bool = False, percent: int = 50) -> DrawnLine | None:
    return draw_line(items, CUT_OFF, up=up, exact=exact, recovery_percent=percent)


def test_work_is_told_by_record_and_recoveries_are_none() -> None:
    items = [item(100), item(-40, day=LATER), item(30, "TABLET-2", LATER), recovery(25)]
    assert work_by_record(items, CUT_OFF) == {"TABLET-1": 60}


# --- drawing ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("gross", "down", "up", "exact"),
    [
        (27_775, 27_770, 27_780, 27_775),
        (55_550, 55_550, 55_550, 55_550),
        (8325, 8320, 8330, 8325),
        (25, 20, 30, 25),
        (10, 10, 10, 10),
        (11, 10, 20, 11),
        (9, None, 10, None),
        (1, None, 10, None),
        (0, None, None, None),
        (-500, None, None, None),
    ],
)
def test_what_is_handed_over(gross: int, down: int | None, up: int | None, exact: int | None) -> None:
    for drawn, payable in (
        (line(item(gross)), down),
        (line(item(gross), up=True), up),
        (line(item(gross), exact=True), exact),
        (line(item(gross), exact=True, up=True), exact),
    ):
        assert drawn == (None if payable is None else DrawnLine((0,), gross, 0, 0, payable))
        assert drawn is None or drawn.carried_centimos == gross - drawn.payable_centimos
        assert drawn is None or drawn.claimed_centimos == gross


def test_a_programme_rounds_down_unless_it_is_told_otherwise() -> None:
    assert draw_line([item(25)], CUT_OFF, recovery_percent=50) == DrawnLine((0,), 25, 0, 0, 20)


def test_nothing_open_makes_no_line() -> None:
    assert line() is None


def test_the_day_of_the_cut_off_is_still_paid_and_the_next_is_not() -> None:
    items = [item(1000, "TABLET-1", LATER), item(300, "TABLET-2", CUT_OFF), item(40, "TABLET-3", "2026-03-30")]
    assert line(*items) == DrawnLine((1, 2), 340, 0, 0, 340)
    assert line(items[0]) is None


def test_a_record_is_paid_with_all_its_corrections() -> None:
    items = [item(16_500), item(-16_500, kind="reversal"), item(15_250), item(500, "TABLET-2")]
    assert line(*items) == DrawnLine((0, 1, 2, 3), 15_750, 0, 0, 15_750)


def test_what_was_paid_too_much_is_left_to_a_person() -> None:
    items = [item(-16_500, kind="reversal"), item(15_250), item(2000, "TABLET-2")]
    assert line(*items) == DrawnLine((2,), 2000, 0, 0, 2000)
    assert line(*items[:2]) is None


def test_a_record_that_comes_to_nothing_is_out_of_the_way() -> None:
    items = [item(700), item(-700, kind="reversal"), item(50, "TABLET-2")]
    assert line(*items) == DrawnLine((0, 1, 2), 50, 0, 0, 50)


def test_what_was_paid_under_a_later_day_is_not_paid_again_under_an_earlier_one() -> None:
    moved = [item(-16_500, day=LATER, kind="reversal"), item(17_000)]
    assert line(*moved) == DrawnLine((0, 1), 500, 0, 0, 500)
    assert line(*moved, item(16_400, day=LATER)) == DrawnLine((0, 1, 2), 16_900, 0, 0, 16_900)
    assert line(moved[0], item(16_500), item(20, "TABLET-2")) == DrawnLine((0, 1, 2), 20, 0, 0, 20)
    assert line(moved[0], item(16_499), item(20, "TABLET-2")) == DrawnLine((2,), 20, 0, 0, 20)
    assert line(item(-1, day=LATER), item(21)) == DrawnLine((0, 1), 20, 0, 0, 20)


def test_a_record_that_moved_before_it_was_paid_is_paid_under_its_new_day() -> None:
    earlier = [item(16_500, day=LATER), item(-16_500, day=LATER, kind="reversal"), item(17_000)]
    assert line(*earlier) == DrawnLine((2,), 17_000, 0, 0, 17_000)
    later = [item(16_500), item(-16_500, kind="reversal"), item(17_000, day=LATER), item(20, "TABLET-2")]
    assert line(*later) == DrawnLine((0, 1, 3), 20, 0, 0, 20)


def test_a_debt_after_the_cut_off_is_left_to_a_person_too() -> None:
    assert line(item(-100, day=LATER), item(300, "TABLET-2")) == DrawnLine((1,), 300, 0, 0, 300)


@pytest.mark.parametrize(
    ("gross", "owed", "percent", "recovered", "payable", "carried"),
    [
        (1000, 800, 50, 500, 500, 0),
        (1000, 500, 50, 500, 500, 0),
        (1000, 300, 50, 300, 700, 0),
        (1000, 3, 50, 3, 990, 7),
        (27, 100, 50, 13, 10, 4),
        (1000, 999, 33, 330, 670, 0),
        (109, 999, 10, 10, 90, 9),
        (1000, 800, 99, 800, 200, 0),
        (10_000, 1, 100, 1, 9990, 9),
    ],
)
def test_at_most_a_part_of_a_line_is_recovered(
    gross: int, owed: int, percent: int, recovered: int, payable: int, carried: int
) -> None:
    for order in permutations([item(gross), recovery(owed)]):
        drawn = line(*order, percent=percent)
        assert drawn == DrawnLine((0, 1), gross, owed, recovered, payable)
        assert drawn.claimed_centimos == gross - owed
        assert drawn.carried_centimos == carried


@pytest.mark.parametrize(("gross", "percent"), [(1000, 0), (19, 5)])
def test_a_recovery_of_which_nothing_can_be_taken_stays_open(gross: int, percent: int) -> None:
    drawn = line(recovery(800), item(gross), percent=percent)
    assert drawn == DrawnLine((1,), gross, 0, 0, gross // 10 * 10)
    assert drawn.claimed_centimos == gross


def test_a_line_that_a_recovery_eats_up_is_not_drawn() -> None:
    assert line(item(19), recovery(800)) == DrawnLine((0, 1), 19, 800, 9, 10)
    assert line(item(18), recovery(800)) is None
    assert line(item(1000), recovery(1000), percent=100) is None


def test_recoveries_know_no_cut_off_and_add_up() -> None:
    items = [recovery(100, LATER), recovery(50), item(1000)]
    assert line(*items) == DrawnLine((0, 1, 2), 1000, 150, 150, 850)


def test_a_recovery_that_was_taken_back_is_paid_out() -> None:
    items = [recovery(100), recovery(-130), item(1000)]
    assert line(*items) == DrawnLine((0, 1, 2), 1030, 0, 0, 1030)
    assert line(recovery(-130)) == DrawnLine((0,), 130, 0, 0, 130)


def test_recoveries_that_cancel_out_are_out_of_the_way() -> None:
    assert line(recovery(100), recovery(-100), item(1000), percent=0) == DrawnLine((0, 1, 2), 1000, 0, 0, 1000)


def test_a_recovery_does_not_make_up_for_a_record_of_the_same_name() -> None:
    items = [item(-500, "OFFICE-9"), recovery(-100), item(1000)]
    assert line(*items) == DrawnLine((1, 2), 1100, 0, 0, 1100)


@given(ITEMS, st.booleans(), st.booleans(), PERCENT)
def test_a_line_claims_what_it_says(items: list[OpenAmount], up: bool, exact: bool, percent: int) -> None:
    drawn = line(*items, up=up, exact=exact, percent=percent)
    if drawn is None:
        return
    assert drawn.claimed == tuple(sorted(set(drawn.claimed)))
    assert drawn.claimed_centimos == sum(items[place].centimos for place in drawn.claimed)
    due = {entry.about for entry in items if entry.kind != RECOVERY and entry.happened_on <= CUT_OFF}
    assert all(items[place].kind == RECOVERY or items[place].about in due for place in drawn.claimed)
    assert drawn.payable_centimos >= 10
    assert exact or drawn.payable_centimos % 10 == 0
    assert 0 <= drawn.recovered_centimos <= drawn.recovery_centimos
    assert drawn.recovered_centimos * 100 <= drawn.gross_centimos * percent
    assert drawn.gross_centimos == drawn.recovered_centimos + drawn.payable_centimos + drawn.carried_centimos
    if exact:
        assert drawn.carried_centimos == 0
    else:
        assert (-10 < drawn.carried_centimos <= 0) if up else (0 <= drawn.carried_centimos < 10)


@given(ITEMS, PERCENT)
def test_no_record_is_paid_more_than_it_comes_to_in_all(items: list[OpenAmount], percent: int) -> None:
    drawn = line(*items, percent=percent)
    for about in {entry.about for entry in items} if drawn else ():
        whole = {place for place, entry in enumerate(items) if entry.about == about and entry.kind != RECOVERY}
        due = {place for place in whole if items[place].happened_on <= CUT_OFF}
        paid = whole & set(drawn.claimed)
        sums = [sum(items[place].centimos for place in places) for places in (whole, due)]
        expected = whole if sums[0] < sums[1] else due
        assert paid == (expected if due and min(sums) >= 0 else set())
        assert sum(items[place].centimos for place in paid) <= max(0, sums[0])


@given(ITEMS, st.randoms(), PERCENT)
def test_the_order_of_the_items_does_not_matter(items: list[OpenAmount], chance, percent: int) -> None:
    turned = list(items)
    chance.shuffle(turned)
    first, second = line(*items, percent=percent), line(*turned, percent=percent)
    if first is None or second is None:
        assert first is second
    else:
        assert sorted(map(repr, (items[place] for place in first.claimed))) == sorted(
            map(repr, (turned[place] for place in second.claimed))
        )
        assert first.payable_centimos == second.payable_centimos


# --- settling --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("gross", "owed", "recovered", "paid", "rests"),
    [
        (27_775, 0, 0, 27_770, (Rest("remainder", -5, 5),)),
        (27_775, 0, 0, 27_780, (Rest("rounding", 5, 0),)),
        (27_775, 0, 0, 27_775, ()),
        (27_775, 0, 0, 27_774, (Rest("remainder", -1, 1),)),
        (27_775, 0, 0, 27_776, (Rest("rounding", 1, 0),)),
        (1000, 301, 300, 700, (Rest("recovery", 1, -1),)),
        (27_775, 0, 0, 20_000, (Rest("remainder", -7775, 7775),)),
        (27_775, 0, 0, 0, (Rest("remainder", -27_775, 27_775),)),
        (1000, 800, 500, 500, (Rest("recovery", 300, -300),)),
        (1000, 300, 300, 700, ()),
        (1000, 300, 300, 600, (Rest("remainder", -100, 100),)),
        (1003, 800, 501, 510, (Rest("recovery", 299, -299), Rest("rounding", 8, 0))),
        (1000, 800, 500, 0, (Rest("recovery", 800, -800), Rest("remainder", -1000, 1000))),
        (0, 0, 0, 0, ()),
    ],
)
def test_what_settling_leaves(gross: int, owed: int, recovered: int, paid: int, rests: tuple[Rest, ...]) -> None:
    assert settle_line(gross, owed, recovered, paid) == rests


@given(ITEMS, st.booleans(), PERCENT, st.integers(0, 200_000))
def test_a_settled_line_comes_to_what_was_paid(items: list[OpenAmount], up: bool, percent: int, paid: int) -> None:
    drawn = line(*items, up=up, percent=percent)
    if drawn is None:
        return
    rests = settle_line(drawn.gross_centimos, drawn.recovery_centimos, drawn.recovered_centimos, paid)
    assert drawn.claimed_centimos + sum(rest.claimed_centimos for rest in rests) == paid
    recovered = drawn.recovered_centimos if paid else 0
    opened = {rest.kind: rest.open_centimos for rest in rests}
    assert len(opened) == len(rests)
    # Owed again and paid is what was earned, less what was recovered, but for what the programme rounds up.
    assert opened.get("remainder", 0) == max(0, drawn.gross_centimos - recovered - paid)
    assert opened.get("recovery", 0) == recovered - drawn.recovery_centimos
    assert opened.get("rounding", 0) == 0


# --- what is signed --------------------------------------------------------------------------------------------------


def test_the_hash_of_lines_is_over_ids_and_amounts_in_the_order_of_the_ids() -> None:
    lines = [("TABLET-2", 27_775, 27_770), ("TABLET-10", 25, 20), ("OFFICE-3", 10, 10)]
    text = b'[["OFFICE-3",10,10],["TABLET-10",25,20],["TABLET-2",27775,27770]]'
    assert {hash_of_lines(order) for order in permutations(lines)} == {hashlib.sha256(text).hexdigest()}
    assert hash_of_lines(iter(lines)) == hashlib.sha256(text).hexdigest()


@pytest.mark.parametrize("other", [("TABLET-3", 25, 20), ("TABLET-2", 26, 20), ("TABLET-2", 25, 10)])
def test_every_part_of_a_line_changes_the_hash(other: tuple[str, int, int]) -> None:
    assert hash_of_lines([other]) != hash_of_lines([("TABLET-2", 25, 20)])
    assert hash_of_lines([]) == hashlib.sha256(b"[]").hexdigest()


def test_what_a_releasing_tablet_signs() -> None:
    assert release_message("planton-ñ", '{"a":1}') == 'planton/release/1\nplanton-ñ\n{"a":1}'.encode()


def test_a_hash_of_lines_is_told_in_eight_signs_that_people_can_read_and_type() -> None:
    lines_hash = "1a2b3c4d" + "0" * 56
    assert (lines_code(lines_hash), lines_code("")) == ("1A2B-3C4D", "")
    for typed in ("1A2B-3C4D", "1a2b 3c4d", "1a2b3c4d", "1a2b3c4d00", lines_hash):
        assert is_lines_code(typed, lines_hash)
    for typed in ("", "1A2B", "1A2B-3C4", "1A2B-3C4E", "1A2B-3C4D-1", "-", "zzzzzzzz"):
        assert not is_lines_code(typed, lines_hash)


# --- records ---------------------------------------------------------------------------------------------------------


def test_the_states_of_a_sheet() -> None:
    assert get_args(SheetState) == SHEET_STATES
    assert {"approved", "assigned", "paying"} == PAYABLE_STATES
    assert set(SHEET_STATES) > PAYABLE_STATES


def test_sheets_come_back_from_their_bodies() -> None:
    committee, member = RecordId("OFFICE-3"), RecordId("TABLET-7")
    for fact in (
        PaySheet(Day(CUT_OFF), RecordId("OFFICE-9"), (committee,)),
        PaySheet(Day(CUT_OFF), RecordId("OFFICE-9"), (committee,), (member,), (member,), (member,)),
        LinesAssigned(RecordId("OFFICE-20"), "TABLET", Day(LATER)),
        Distribution(RecordId("OFFICE-30"), (DistributedAmount(member, Amount(50)),), (member, committee), "Acta 3"),
    ):
        assert fact_from(type(fact), body_of(fact)) == fact
    assert "payees" not in body_of(LinesAssigned(RecordId("OFFICE-20"), "TABLET", Day(LATER)))


def test_a_sheet_is_never_locked_over_a_debt() -> None:
    locked = SheetLocked(RecordId("OFFICE-20"), Count(1), Count(1), Amount(-10), SideHash("a" * 64))
    with pytest.raises(UnreadableBody, match="centimos"):
        fact_from(SheetLocked, body_of(locked))
