import hashlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.domain.merkle import EMPTY_ROOT, Levels, Tree, completed, grow, root

# The leaves and roots with which implementations of RFC 6962 are usually tested.
LEAVES = [
    bytes.fromhex(text)
    for text in (
        "", "00", "10", "2021", "3031", "40414243", "5051525354555657", "606162636465666768696a6b6c6d6e6f",
    )
]  # fmt: skip
ROOTS = [
    "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
    "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
    "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
    "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
    "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
    "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
    "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
    "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
]


def plain_root(leaves: list[bytes]) -> bytes:
    """The definition of RFC 6962, section 2.1, word by word."""
    if not leaves:
        return hashlib.sha256(b"").digest()
    if len(leaves) == 1:
        return hashlib.sha256(b"\x00" + leaves[0]).digest()
    cut = 1 << ((len(leaves) - 1).bit_length() - 1)
    return hashlib.sha256(b"\x01" + plain_root(leaves[:cut]) + plain_root(leaves[cut:])).digest()


@pytest.mark.parametrize("size", range(9))
def test_the_known_roots(size: int) -> None:
    assert root(grow(Tree(), LEAVES[:size])).hex() == ROOTS[size]


def test_the_root_of_nothing() -> None:
    assert root(Tree()) == EMPTY_ROOT == hashlib.sha256(b"").digest()


@given(st.lists(st.binary(max_size=4), max_size=70))
def test_the_root_is_that_of_the_definition(leaves: list[bytes]) -> None:
    tree = grow(Tree(), leaves)
    assert (tree.size, root(tree)) == (len(leaves), plain_root(leaves))


@given(st.lists(st.lists(st.binary(max_size=4), max_size=9), max_size=9))
def test_growing_in_parts_is_growing_at_once(parts: list[list[bytes]]) -> None:
    tree = Tree()
    for part in parts:
        tree = grow(tree, part)
    assert tree == grow(Tree(), [leaf for part in parts for leaf in part])


@given(st.integers(0, 300))
def test_the_frontier_has_one_root_per_set_bit(size: int) -> None:
    assert len(grow(Tree(), [b""] * size).frontier) == size.bit_count()


def test_growing_leaves_the_old_tree_as_it_was() -> None:
    old = grow(Tree(), LEAVES[:3])
    grow(old, LEAVES[3:])
    assert root(old).hex() == ROOTS[3]


# A run of leaves on its own


RUNS = st.lists(st.binary(max_size=3), max_size=40).flatmap(
    lambda leaves: st.tuples(
        st.just(leaves), st.tuples(st.integers(0, len(leaves)), st.integers(0, len(leaves))).map(sorted)
    )
)


def taken_out(leaves: list[bytes], start: int, end: int) -> tuple[Tree, list[bytes], tuple[bytes, ...]]:
    levels = Levels(leaves)
    return levels.left_of(start), leaves[start:end], levels.right_of(end)


@given(RUNS)
def test_a_run_with_what_stands_left_and_right_of_it_comes_to_the_whole(run: tuple[list[bytes], list[int]]) -> None:
    leaves, (start, end) = run
    left, part, right = taken_out(leaves, start, end)
    assert left == grow(Tree(), leaves[:start])
    assert completed(grow(left, part), len(leaves), right) == grow(Tree(), leaves)


@given(RUNS, st.data())
def test_no_other_run_comes_to_it(run: tuple[list[bytes], list[int]], data: st.DataObject) -> None:
    leaves, (start, end) = run
    left, part, right = taken_out(leaves, start, end)
    lie = data.draw(st.lists(st.binary(max_size=3), max_size=len(part) + 2))
    try:
        tree = completed(grow(left, lie), len(leaves), right)
    except ValueError:
        assert len(lie) != len(part)
    else:
        assert (root(tree) == plain_root(leaves)) == (lie == part)


@given(RUNS, st.integers(-2, 2), st.integers(-2, 2), st.booleans())
def test_a_run_is_nowhere_but_in_its_place(
    run: tuple[list[bytes], list[int]], shift: int, longer: int, is_left: bool
) -> None:
    """Neither another place, nor another size, nor a root too many or too few makes the same of it."""
    leaves, (start, end) = run
    leaves = [bytes([place]) + leaf for place, leaf in enumerate(leaves)]
    left, part, right = taken_out(leaves, start, end)
    frontier = left.frontier[:-1] if is_left else left.frontier
    if (shift, longer, frontier) == (0, 0, left.frontier) or start + shift < 0:
        return
    try:
        tree = completed(grow(Tree(start + shift, frontier), part), len(leaves) + longer, right)
    except (ValueError, IndexError):
        return
    assert (tree.size, root(tree)) != (len(leaves), plain_root(leaves)) or not part


@pytest.mark.parametrize("size", [0, 4])
def test_what_is_more_than_the_whole_is_no_part_of_it(size: int) -> None:
    with pytest.raises(ValueError, match="not the roots"):
        completed(grow(Tree(), LEAVES[:5]), size, ())


def test_the_levels_over_nothing() -> None:
    assert (Levels([]).size, Levels([]).left_of(0), Levels([]).right_of(0)) == (0, Tree(), ())
