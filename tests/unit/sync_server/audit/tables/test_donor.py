"""Nobody is told alone: groups under five are told together, with as few others as it takes."""

from sync_server.audit.tables.donor import Seasons, _Group, told


def group(name: str, number: int) -> _Group:
    return _Group([name], {f"{name}{one}" for one in range(number)}, number, 100 * number)


def sizes(groups: list[_Group]) -> list[tuple[list[str], int, int]]:
    return [(one.committees, len(one.people), one.centimos) for one in groups]


def test_groups_of_five_stand_alone() -> None:
    assert sizes(told([group("A", 5), group("B", 9)])) == [(["A"], 5, 500), (["B"], 9, 900)]


def test_small_groups_are_one() -> None:
    assert sizes(told([group("A", 3), group("B", 9), group("C", 2)])) == [(["B"], 9, 900), (["A", "C"], 5, 500)]


def test_where_they_are_still_too_few_the_smallest_other_is_with_them() -> None:
    found = told([group("A", 1), group("B", 9), group("C", 6), group("D", 0)])
    assert sizes(found) == [(["B"], 9, 900), (["A", "C", "D"], 7, 700)]


def test_where_all_are_too_few_there_is_one_row() -> None:
    assert sizes(told([group("A", 1), group("B", 2)])) == [(["A", "B"], 3, 300)]
    assert told([]) == []


def test_of_two_seasons_the_later_one_counts() -> None:
    seasons = Seasons((("2014-07-01", "2014-12-31", "a"), ("2014-12-01", "2015-06-30", "b")))
    assert [seasons.code(day) for day in ("2014-11-30", "2014-12-05", "2015-07-01")] == ["a", "b", ""]
