"""Which entry stands for a person who is on the list several times."""

import pytest

from core.storage.reads.reference import set_aside
from core.usecases.views.reference import Comparison


def same(member: str, other: str) -> Comparison:
    return Comparison(f"{member}{other}", member, other, "same_person")


@pytest.mark.parametrize(
    ("comparisons", "found"),
    [
        ([], {}),
        ([Comparison("x", "a", "b", "two_people")], {}),
        ([same("a", "b")], {"b": "a"}),
        ([same("a", "b"), same("b", "c")], {"b": "a", "c": "a"}),
        ([same("b", "c"), same("a", "b"), same("a", "d")], {"b": "a", "c": "a", "d": "a"}),
    ],
)
def test_the_last_of_a_chain_stands_for_all(comparisons: list[Comparison], found: dict[str, str]) -> None:
    assert set_aside(comparisons) == found


def test_entries_that_name_each_other_do_not_go_round_for_ever() -> None:
    assert set_aside([same("a", "b"), same("b", "a")]).keys() == {"a", "b"}
