"""A page that scrolls shows a finger with the next frame, takes a short touch when it is lifted, and still scrolls."""

import pytest
from kivy.base import EventLoop

from app.widgets.button.button import AppButton
from app.widgets.page.page import ScrollPage
from tests.ui.handling import middle, move, put_down
from tests.ui.harness import Finger


@pytest.fixture
def page(harness):
    """Thirty buttons below each other; `pressed` keeps which were pressed, in order."""
    page = ScrollPage()
    page.pressed = []
    page.buttons = [AppButton(text=str(number), size_hint_y=None, height=70) for number in range(30)]
    for button in page.buttons:
        button.bind(on_release=lambda one: page.pressed.append(one.text))
        page.add_widget(button)
    harness.mount(page)
    return page


def lift(harness, finger: Finger, frames: int) -> None:
    EventLoop.post_dispatch_input("end", finger)
    harness.frames(frames)


def test_a_finger_is_seen_with_the_next_frame(harness, page) -> None:
    finger = put_down(harness, middle(page.buttons[2]))
    assert page.buttons[2].state == "down"
    assert page.pressed == []
    lift(harness, finger, 2)
    assert page.pressed == ["2"]
    harness.settle(0.5)
    assert (page.pressed, page.buttons[2].state) == (["2"], "normal")


def test_a_scroll_presses_nothing(harness, page) -> None:
    x, y = middle(page.buttons[4])
    finger = put_down(harness, (x, y))
    move(harness, finger, (x, y + 40))
    move(harness, finger, (x, y + 120))
    assert page.buttons[4].state == "normal"
    assert page.scroll_y < 1
    lift(harness, finger, 20)
    assert page.pressed == []
    assert {button.state for button in page.buttons} == {"normal"}


def test_a_finger_that_rests_presses_once(harness, page) -> None:
    finger = put_down(harness, middle(page.buttons[1]))
    harness.settle(1)
    assert (page.pressed, page.buttons[1].state) == ([], "down")
    lift(harness, finger, 20)
    assert (page.pressed, page.buttons[1].state) == (["1"], "normal")


def test_a_finger_that_slips_off_leaves_nothing_pressed(harness, page) -> None:
    """Less far than a scroll, and lifted on the button beside."""
    left, top = page.buttons[3].to_window(page.buttons[3].center_x, page.buttons[3].y + 4)
    finger = put_down(harness, (left, top))
    move(harness, finger, (left, top - 15))
    lift(harness, finger, 30)
    assert {button.state for button in page.buttons} == {"normal"}


def test_what_cannot_be_pressed_shows_nothing(harness, page) -> None:
    page.buttons[2].disabled = True
    finger = put_down(harness, middle(page.buttons[2]))
    assert page.buttons[2].state == "normal"
    lift(harness, finger, 20)
    assert page.pressed == []
