"""How much is said at once: little after a cut, more while the road holds, never outside of its bounds."""

from hypothesis import given
from hypothesis import strategies as st

from core.sync.turns.batch_size import FIRST_BYTES, LEAST_BYTES, MOST_BYTES, BatchSize


def test_it_begins_small_and_doubles_after_two_turns() -> None:
    batch = BatchSize()
    sizes = [batch.size_bytes]
    for _ in range(8):
        batch.came_through()
        sizes.append(batch.size_bytes)
    assert sizes == [16_000, 16_000, 32_000, 32_000, 64_000, 64_000, 128_000, 128_000, 128_000]


def test_a_cut_halves_it_and_counts_until_something_comes_through() -> None:
    batch = BatchSize()
    assert [batch.was_cut() for _ in range(4)] == [1, 2, 3, 4]
    assert batch.size_bytes == LEAST_BYTES
    batch.came_through()
    assert batch.was_cut() == 1


def test_one_turn_before_a_cut_is_no_half_of_a_doubling() -> None:
    batch = BatchSize()
    batch.came_through()
    batch.was_cut()
    batch.came_through()
    assert batch.size_bytes == FIRST_BYTES // 2
    batch.came_through()
    assert batch.size_bytes == FIRST_BYTES


@given(st.lists(st.booleans(), max_size=200))
def test_it_stays_within_its_bounds(turns: list[bool]) -> None:
    batch = BatchSize()
    for is_good in turns:
        batch.came_through() if is_good else batch.was_cut()
        assert LEAST_BYTES <= batch.size_bytes <= MOST_BYTES
