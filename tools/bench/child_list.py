"""A process of its own: opening the roll of a workday with fifty people, and a bare list of fifty labels beside it.

`python -m tools.bench.child_list FILE` writes {"app": [ms, …], "bare": [ms, …]}, each opened in turn in one window.
"""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from kivy.base import EventLoop
from kivy.lang import Builder
from kivy.uix.recycleview import RecycleView
from kivy.uix.widget import Widget

from app.bootstrap import KeptKey
from app.desk import Desk
from app.navigation import Navigator
from app.pace.collecting import collect_rarely
from app.screens.workday.workday import build
from core.storage.device import enrolled_programme
from core.storage.engine import open_sqlite
from core.storage.store import SqlStore
from core.usecases.clock import SystemClock
from tools.bench.opening import MEMBERS

OPENINGS = 12
FRAMES = 2
"""One in which everything finds its place, one in which it is drawn."""
ACTIVITY = "planting"


class Idle:
    """A lane on which nothing is ever done: drafts and previews are no part of an opening."""

    def run(self, *_: Any, **__: Any) -> None:
        """Nothing happens."""


class BareList(RecycleView):  # type: ignore[misc]
    """Rows of the same height as ours, and nothing in them but a text."""

    def show(self, texts: list[str]) -> None:
        self.data = [{"text": text} for text in texts]


Builder.load_string("""
<BareList>:
    viewclass: "Label"
    RecycleBoxLayout:
        default_size: None, dp(72)
        default_size_hint: 1, None
        size_hint_y: None
        height: self.minimum_height
        orientation: "vertical"
""")


def main(path: Path) -> None:
    collect_rarely()
    EventLoop.ensure_window()
    EventLoop.start()
    desk = _desk(path)
    page: Any = build(desk)

    def forget_draft() -> None:
        """What was begun before would be offered first."""
        page.enter()
        if page.presenter.aside:
            page.presenter.tap("start_anew")
        page.leave()

    def open_roll() -> Widget:
        page.enter()
        page.presenter.choose(ACTIVITY)
        page.presenter.go_on()
        if page.presenter.step != "roll" or len(page.presenter.members) != MEMBERS:
            raise RuntimeError("the roll did not open")
        return page

    def open_bare() -> Widget:
        bare = BareList()
        bare.show([f"Persona {number}" for number in range(MEMBERS)])
        return bare

    times: dict[str, list[float]] = {"app": [], "bare": []}
    for _ in range(OPENINGS + 1):
        forget_draft()
        times["app"].append(_opening_ms(open_roll))
    times["bare"] = [_opening_ms(open_bare) for _ in range(OPENINGS + 1)]
    print(json.dumps({name: values[1:] for name, values in times.items()}), flush=True)


def _opening_ms(show: Callable[[], Widget]) -> float:
    """From the touch to the drawn frame, in an empty window."""
    from kivy.core.window import Window

    EventLoop.idle()
    start = time.perf_counter()
    widget = show()
    Window.add_widget(widget)
    for _ in range(FRAMES):
        EventLoop.idle()
    spent = time.perf_counter() - start
    if hasattr(widget, "leave"):
        widget.leave()
    Window.remove_widget(widget)
    return spent * 1000


def _desk(path: Path) -> Desk:
    """The first user of the file, in the first committee of the tablet."""
    engine = open_sqlite(path)
    enrolled = enrolled_programme(engine)
    if enrolled is None:
        raise RuntimeError("the tablet is not enrolled")
    store = SqlStore(engine, enrolled.programme, tail_origin=enrolled.own_origin)
    with store.reading() as session:
        user, committee = session.reads().users()[0], session.reads().committees()[0]
    return Desk(store, SystemClock(), KeptKey(store), Navigator(("workday",)), Idle(), Idle(), user, committee)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
