"""What should still stand, and what to replant."""

from hypothesis import given
from hypothesis import strategies as st

from core.domain.stands import Stand, Sums, spread

SOME = st.integers(0, 5_000)
SUMS = st.builds(Sums, SOME, SOME, SOME, SOME)


def test_without_a_count_only_what_was_noted_is_missing() -> None:
    stand = Stand(Sums(planted=1_000, replanted=50, lost=200, harvested=100))
    assert (stand.places, stand.to_replant, stand.standing) == (900, 150, 750)


def test_a_count_tells_of_those_nobody_noted() -> None:
    """Of 1,000 places one in five is dead; 30 are lost and 150 replanted since."""
    stand = Stand(Sums(planted=1_000, replanted=150, lost=30), alive=80, dead=20, since=Sums(replanted=150, lost=30))
    assert (stand.to_replant, stand.standing) == (80, 920)


def test_what_was_planted_or_cut_since_the_count_is_no_part_of_it() -> None:
    stand = Stand(Sums(planted=1_500, harvested=300), alive=3, dead=1, since=Sums(planted=500, harvested=200))
    # 900 places at the count, a quarter of them dead; 1,200 places now.
    assert (stand.places, stand.to_replant, stand.standing) == (1_200, 225, 975)


def test_the_dead_are_rounded_to_the_nearest() -> None:
    assert Stand(Sums(planted=10), alive=3, dead=1).to_replant == 3
    assert Stand(Sums(planted=10), alive=8, dead=3).to_replant == 3


def test_replanting_more_than_was_dead_makes_no_trees() -> None:
    stand = Stand(Sums(planted=100, replanted=70, lost=20))
    assert (stand.to_replant, stand.standing) == (0, 100)


def test_a_unit_that_was_cut_twice_over_is_empty() -> None:
    stand = Stand(Sums(planted=10, harvested=40, lost=5))
    assert (stand.places, stand.to_replant, stand.standing) == (0, 0, 0)


@given(SUMS, st.integers(0, 300), st.integers(0, 300), SUMS)
def test_every_place_has_a_tree_or_wants_one(sums: Sums, alive: int, dead: int, since: Sums) -> None:
    stand = Stand(sums, alive, dead, since)
    assert stand.standing + stand.to_replant == stand.places
    assert stand.standing >= 0
    assert stand.to_replant >= 0


def test_losses_of_nobody_knows_which_go_by_what_was_planted() -> None:
    assert spread(10, {"OFFICE-3": 200, "OFFICE-4": 100}) == {"OFFICE-3": 7, "OFFICE-4": 3}
    assert spread(0, {"OFFICE-3": 200}) == {"OFFICE-3": 0}
    assert spread(5, {}) == {}


def test_sums_grow_by_name() -> None:
    assert Sums(planted=1).plus(lost=2, planted=3) == Sums(planted=4, lost=2)
