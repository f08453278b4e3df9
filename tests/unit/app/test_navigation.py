"""The ways between places and back."""

from app.navigation import Navigator


def test_a_root_with_arguments_is_a_place_like_others() -> None:
    navigator = Navigator(("today", "planting"))
    navigator.go("today")
    navigator.go("planting", correct="x")
    assert navigator.back()
    navigator.go("planting")
    assert not navigator.back()
