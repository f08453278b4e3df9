"""Helpers for tests that look at pixels and move fingers: one widget on white, a finger that goes along places."""

from collections.abc import Callable
from typing import Any

from kivy.base import EventLoop
from kivy.core.window import Window
from kivy.graphics.opengl import GL_PACK_ALIGNMENT, GL_RGB, GL_UNSIGNED_BYTE, glPixelStorei, glReadPixels
from kivy.uix.boxlayout import BoxLayout
from kivy.uix.widget import Widget

from app.theme.tokens import Colour
from tests.ui.harness import Finger, Harness, Place, box

WHITE = (255, 255, 255)


def mount(harness: Harness, widget: Widget) -> Any:
    """The widget alone on white, laid out and painted."""
    page = BoxLayout(padding=20)
    page.add_widget(widget)
    Window.clearcolor = (1, 1, 1, 1)
    harness.mount(page, frames=6)
    return widget


def press(harness: Harness, key: Widget) -> None:
    """A key of a pad acts when the finger comes down: nothing has to settle."""
    finger = put_down(harness, middle(key))
    EventLoop.post_dispatch_input("end", finger)
    harness.frames(1)


def draw(harness: Harness, places: list[Place], button: str = "") -> Finger:
    """A finger, or a mouse with a button, that goes along these places and is lifted."""
    finger = put_down(harness, places[0], button)
    for place in places[1:]:
        move(harness, finger, place)
    EventLoop.post_dispatch_input("end", finger)
    harness.frames(2)
    return finger


def put_down(harness: Harness, place: Place, button: str = "") -> Finger:
    finger = Finger(*place)
    if button:
        finger.profile = ["pos", "button"]
        finger.button = button
    EventLoop.post_dispatch_input("begin", finger)
    harness.frames(1)
    return finger


def move(harness: Harness, finger: Finger, place: Place) -> None:
    finger.move({"x": place[0] / (Window.width - 1), "y": place[1] / (Window.height - 1)})
    EventLoop.post_dispatch_input("update", finger)
    harness.frames(1)


def snapshot() -> Callable[[float, float], tuple[int, int, int]]:
    """The window as it is now, to ask for the colours of many pixels."""
    Window.dispatch("on_draw")
    width, height = (int(side) for side in Window.size)
    glPixelStorei(GL_PACK_ALIGNMENT, 1)
    pixels = glReadPixels(0, 0, width, height, GL_RGB, GL_UNSIGNED_BYTE)

    def pixel(x: float, y: float) -> tuple[int, int, int]:
        start = (int(y) * width + int(x)) * 3
        return (pixels[start], pixels[start + 1], pixels[start + 2])

    return pixel


def near(colour: tuple[int, int, int], wanted: Colour | tuple[int, ...], by: int = 6) -> bool:
    scale = 255 if isinstance(wanted[0], float) else 1
    return all(abs(part - other * scale) <= by for part, other in zip(colour, wanted[:3], strict=True))


def middle(widget: Widget) -> Place:
    left, bottom, right, top = box(widget)
    return ((left + right) / 2, (bottom + top) / 2)
