"""A real Kivy window without a display, driven the way a person would: by what is read and where it is touched.

Frames are advanced, not waited for: Kivy's clock is ours, and moves on by a frame whenever one is shown.
"""

import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from kivy.base import EventLoop
from kivy.clock import Clock
from kivy.config import Config
from kivy.graphics.opengl import GL_PACK_ALIGNMENT, GL_RGB, GL_UNSIGNED_BYTE, glFinish, glPixelStorei, glReadPixels
from kivy.input.motionevent import MotionEvent
from kivy.lang import Builder
from kivy.uix.widget import Widget

from tests.ui.picture import write_png

# The surface behind a window without a display never grows, so it begins as large as any size that is tested.
Config.set("graphics", "width", "1280")
Config.set("graphics", "height", "1280")

from kivy.core.window import Window  # noqa: E402 - it opens the window

FRAME_SECONDS = 1 / 30
Place = tuple[float, float]
WORDS = ("text", "hint")


class FrameTime:
    """The time that Kivy sees; only `pass_frame` moves it."""

    def __init__(self) -> None:
        self.seconds: float = Clock.time()

    def __call__(self) -> float:
        return self.seconds

    def pass_frame(self) -> None:
        """All that Kivy does for a frame but drawing it, which without a graphics card takes longer than the rest."""
        self.seconds += FRAME_SECONDS
        Clock.tick()
        EventLoop.dispatch_input()
        Builder.sync()
        Clock.tick_draw()
        Builder.sync()


TIME = Clock.time = FrameTime()


class Finger(MotionEvent):
    """One touch of the window, in the window's own fractions."""

    def __init__(self, x: float, y: float) -> None:
        where = {"x": x / max(1, Window.width - 1), "y": y / max(1, Window.height - 1)}
        super().__init__("finger", 1, where, is_touch=True, type_id="touch")
        self.profile = ["pos"]
        self.time_start = self.time_update = TIME.seconds

    def depack(self, args: dict[str, float]) -> None:
        self.sx, self.sy = args["x"], args["y"]
        super().depack(args)


class Harness:
    """The window of this process. `mount` shows a widget as its root, `clear` takes everything away again."""

    def __init__(self) -> None:
        EventLoop.ensure_window()
        if EventLoop.status != "started":
            EventLoop.start()
        Window.clearcolor = (0.984, 0.98, 0.961, 1)

    # --- what is shown ---

    def resize(self, width: int, height: int) -> None:
        Window.size = (width, height)
        self.frames(2)

    def mount(self, widget: Widget, frames: int = 4) -> Any:
        """Shows `widget` as large as the window, whatever was there before."""
        self.clear()
        Window.add_widget(widget)
        self.frames(frames)
        return widget

    def clear(self) -> None:
        for child in tuple(Window.children):
            if hasattr(child, "dismiss"):
                child.dismiss(force=True, animation=False)
            if child in Window.children:
                Window.remove_widget(child)
        self.frames(1)
        glFinish()

    def frames(self, number: int = 1) -> None:
        for _ in range(number):
            TIME.pass_frame()

    def settle(self, seconds: float = 0.3) -> None:
        """Advances frames for that long: a list waits a moment before it takes a touch for a press."""
        end = TIME.seconds + seconds
        while TIME.seconds < end:
            TIME.pass_frame()

    def keep_picture(self, path: Path) -> None:
        """Draws what is seen, and leaves it for people to look at where PLANTON_PICTURES is set: reading the pixels
        back takes longer than a test.
        """
        if os.environ.get("PLANTON_PICTURES"):
            self.screenshot(path)
        else:
            _draw()

    def screenshot(self, path: Path) -> None:
        _draw()
        width, height = (int(side) for side in Window.size)
        glPixelStorei(GL_PACK_ALIGNMENT, 1)
        write_png(path, width, height, glReadPixels(0, 0, width, height, GL_RGB, GL_UNSIGNED_BYTE))

    def colour_at(self, x: float, y: float) -> tuple[int, int, int]:
        """Red, green and blue of the pixel at a place of the window, from 0 to 255."""
        _draw()
        glPixelStorei(GL_PACK_ALIGNMENT, 1)
        red, green, blue = glReadPixels(int(x), int(y), 1, 1, GL_RGB, GL_UNSIGNED_BYTE)
        return (red, green, blue)

    # --- finding what a person sees ---

    def visible(self, within: Widget | None = None) -> Iterator[Widget]:
        """Every widget that a person can see, front first; only those below `within` if it is given."""
        for root in (within,) if within else tuple(Window.children):
            yield from _visible_below(root, (0, 0, Window.width, Window.height))

    def front(self) -> Iterator[Widget]:
        """What is visible of the frontmost layer: of a sheet if there is one, otherwise of the page."""
        return self.visible(Window.children[0])

    def texts(self) -> list[str]:
        return [text for widget in self.visible() for text in _words(widget)]

    def find(self, predicate: Callable[[Widget], bool]) -> Any:
        for widget in self.visible():
            if predicate(widget):
                return widget
        raise AssertionError("nothing visible is like that")

    def find_text(self, text: str) -> Any:
        """The widget that reads exactly `text`: of the frontmost layer, and there the uppermost."""
        for root in tuple(Window.children):
            found = [widget for widget in self.visible(root) if text in _words(widget)]
            if found:
                return max(found, key=lambda widget: box(widget)[3])
        raise AssertionError(f"nobody can read {text!r} here, only {self.texts()}")

    def reads(self, text: str) -> bool:
        """Whether `text` is part of anything that is visible."""
        return any(text in seen for seen in self.texts())

    # --- doing what a person does ---

    def touch(self, target: Widget | str | Place) -> None:
        """Puts a finger down and lifts it in the middle of a widget, of the widget that reads so, or at a place."""
        x, y = target if isinstance(target, tuple) else self._middle(target)
        finger = Finger(x, y)
        EventLoop.post_dispatch_input("begin", finger)
        self.frames(1)
        EventLoop.post_dispatch_input("end", finger)
        self.frames(2)
        self.settle()

    def type_text(self, text: str) -> None:
        """Types into the field that has the keyboard."""
        for letter in text:
            Window.dispatch("on_textinput", letter)
        self.frames(2)

    def _middle(self, target: Widget | str) -> Place:
        widget = self.find_text(target) if isinstance(target, str) else target
        left, bottom, right, top = box(widget)
        return ((left + right) / 2, (bottom + top) / 2)


def _draw() -> None:
    """A window without a screen waits for nothing that it draws, and keeps it all in memory until somebody does."""
    Window.dispatch("on_draw")
    glFinish()


def box(widget: Widget) -> tuple[float, float, float, float]:
    """Left, bottom, right and top of a widget in the window."""
    left, bottom = widget.to_window(widget.x, widget.y)
    right, top = widget.to_window(widget.right, widget.top)
    return (left, bottom, right, top)


def _words(widget: Widget) -> list[str]:
    return [value for value in (getattr(widget, name, "") for name in WORDS) if isinstance(value, str) and value]


def _visible_below(widget: Widget, within: tuple[float, float, float, float]) -> Iterator[Widget]:
    """The widget and its children, as far as they are opaque and show inside `within`."""
    if widget.opacity == 0:
        return
    left, bottom, right, top = box(widget)
    is_seen = left < within[2] and right > within[0] and bottom < within[3] and top > within[1]
    if not is_seen and not isinstance(widget.children, list):
        return
    inner = within
    if hasattr(widget, "viewport_size") or hasattr(widget, "scroll_y"):
        inner = (max(left, within[0]), max(bottom, within[1]), min(right, within[2]), min(top, within[3]))
    for child in widget.children:
        yield from _visible_below(child, inner)
    if is_seen and right > left and top > bottom:
        yield widget
