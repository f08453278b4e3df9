"""The ways between places and back."""

from app.navigation import Navigator


def test_a_root_with_arguments_is_a_place_like_others() -> None:
    navigator = Navigator(("today", "planting"))
    navigator.go("today")
    navigator.go("planting", correct="x")
    assert navigator.back()
    navigator.go("planting")
    assert not navigator.back()


def test_whoever_leaves_goes_to_the_place_below_or_else_to_today() -> None:
    navigator = Navigator(roots=("today",))
    navigator.go("today")
    navigator.go("record", record="R-1")
    navigator.leave()
    assert [place.name for place in navigator.stack] == ["today"]
    alone = Navigator(roots=("today",))
    alone.go("help")
    alone.leave()
    assert [place.name for place in alone.stack] == ["today"]
