"""A process of its own: the app, or an empty one beside it, from nothing to its first useful frame; then it ends.

`python -m tools.bench.child_start app|empty FILE` writes one line when that frame has been drawn.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

USABLE = "usable"
TILE = "SignInTile"


def start_app(path: Path) -> None:
    """The tablet's app, until somebody can touch their name."""
    from app.bootstrap import open_store, run_tablet

    store = open_store(path.parent)
    _end_when(lambda shown: any(type(widget).__name__ == TILE for widget in shown))
    run_tablet(store, path.parent)


def start_empty(path: Path) -> None:
    """A Kivy app with one label, which opens the same file with SQLAlchemy."""
    from kivy.app import App
    from kivy.uix.label import Label
    from sqlalchemy import create_engine, text

    with create_engine(f"sqlite:///{path}").connect() as connection:
        connection.execute(text("SELECT size FROM feed_end")).all()

    class EmptyApp(App):  # type: ignore[misc]
        def build(self) -> Label:
            return Label(text="Plantón")

    _end_when(bool)
    EmptyApp().run()


def _end_when(is_usable: Callable[[list[Any]], bool]) -> None:
    from kivy.app import App
    from kivy.core.window import Window

    def drawn(*_: object) -> None:
        if is_usable(_shown(Window)):
            print(USABLE, flush=True)
            Window.unbind(on_flip=drawn)
            App.get_running_app().stop()

    Window.bind(on_flip=drawn)


def _shown(window: Any) -> list[Any]:
    """Every widget in the window, however deep."""
    found = list(window.children)
    for widget in found:
        found.extend(widget.children)
    return found


if __name__ == "__main__":
    {"app": start_app, "empty": start_empty}[sys.argv[1]](Path(sys.argv[2]))
