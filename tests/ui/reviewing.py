"""What the tests of the reviewing screens share: a screen in its frame, its picture, and that everything on it fits."""

from pathlib import Path
from typing import Any

from app.desk import Desk
from tests.ui import gallery
from tests.ui.harness import Harness
from tests.ui.rules import cut_texts, outside_texts, overfull_rows, small_targets

SIZES = [(1280, 800), (800, 1280), (1024, 600)]


def show(harness: Harness, screen: Any, chosen: str = "today", **arguments: Any) -> Any:
    """Mounts the screen beside the navigation and enters it."""
    harness.mount(gallery.shell(screen, chosen))
    screen.enter(**arguments)
    harness.frames(6)
    return screen


def picture(harness: Harness, folder: Path, name: str) -> None:
    """Leaves a picture at the size of now, and refuses what is cut, too small or outside."""
    from kivy.core.window import Window

    size = (int(Window.width), int(Window.height))
    harness.frames(4)
    harness.keep_picture(folder / f"{name}-{size[0]}x{size[1]}.png")
    assert small_targets(harness) == []
    assert cut_texts(harness) == []
    assert outside_texts(harness, size) == []
    assert overfull_rows(harness) == []


def place(desk: Desk) -> tuple[str, dict[str, Any]]:
    """Where the navigator stands."""
    return desk.navigator.current.name, dict(desk.navigator.current.arguments)
