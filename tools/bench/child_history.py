"""A process of its own: a finger that flings the history of 50,000 records, and beside it a bare list whose rows have
as many labels.

`python -m tools.bench.child_history FILE` writes {"app": [ms, …], "bare": [ms, …]}, one figure for each frame. Pages
are read on a lane of their own while frames go on, as in the app.
"""

from __future__ import annotations

import json
import sys
import time
from pathlib import Path
from typing import Any

from kivy.base import EventLoop
from kivy.lang import Builder
from kivy.properties import StringProperty
from kivy.uix.boxlayout import BoxLayout
from kivy.uix.recycleview import RecycleView
from kivy.uix.widget import Widget

from app.background import lane
from app.bootstrap import KeptKey
from app.desk import Desk
from app.navigation import Navigator
from app.pace.collecting import collect_rarely
from app.screens.history.history import build
from core.storage.device import enrolled_programme
from core.storage.engine import open_sqlite
from core.storage.store import SqlStore
from core.usecases.clock import SystemClock

FRAMES = 400
STEP_PX = 90
"""Some 2,700 pixels a second at thirty frames: as fast as anybody flings."""
FRAME_S = 1 / 60
BARE_ROWS = 1_000
SETTLE_FRAMES = 30
LABELS = ("time", "title", "subtitle", "amount", "state")


class BareRecord(BoxLayout):  # type: ignore[misc]
    """Five labels side by side and nothing else."""

    time = StringProperty("")
    title = StringProperty("")
    subtitle = StringProperty("")
    amount = StringProperty("")
    state = StringProperty("")


class BareRecords(RecycleView):  # type: ignore[misc]
    """Rows of the same height as ours."""


Builder.load_string("""
<BareRecord>:
    Label:
        text: root.time
    Label:
        text: root.title
    Label:
        text: root.subtitle
    Label:
        text: root.amount
    Label:
        text: root.state

<BareRecords>:
    viewclass: "BareRecord"
    RecycleBoxLayout:
        default_size: None, dp(76)
        default_size_hint: 1, None
        size_hint_y: None
        height: self.minimum_height
        orientation: "vertical"
""")


def main(path: Path) -> None:
    collect_rarely()
    EventLoop.ensure_window()
    EventLoop.start()
    storage = lane("storage")
    desk = _desk(path, storage)
    page: Any = build(desk)
    page.enter()
    page.presenter.toggle_committee()
    rows = page.ids.rows.__self__
    first = _keys(rows)
    times = {"app": _fling(page, rows)}
    if first & _keys(rows):
        raise RuntimeError("the history did not scroll")
    page.leave()
    bare = BareRecords()
    bare.data = [{name: f"{name} {number}" for name in LABELS} for number in range(BARE_ROWS)]
    times["bare"] = _fling(bare, bare)
    storage.close()
    print(json.dumps(times), flush=True)


def _fling(shown: Widget, rows: Any) -> list[float]:
    from kivy.core.window import Window

    Window.add_widget(shown)
    for _ in range(SETTLE_FRAMES):
        _frame()
    times = []
    for _ in range(FRAMES):
        room = rows.layout_manager.height - rows.height
        rows.scroll_y = max(0.0, rows.scroll_y - STEP_PX / max(1, room))
        times.append(_frame() * 1000)
    Window.remove_widget(shown)
    return times


def _keys(rows: Any) -> set[str]:
    return {row["key"] for row in rows.data}


def _frame() -> float:
    """What a frame took; the rest of its time is left to whatever else there is to do."""
    start = time.perf_counter()
    EventLoop.idle()
    spent = time.perf_counter() - start
    time.sleep(max(0.0, FRAME_S - spent))
    return spent


def _desk(path: Path, storage: Any) -> Desk:
    engine = open_sqlite(path)
    enrolled = enrolled_programme(engine)
    if enrolled is None:
        raise RuntimeError("the tablet is not enrolled")
    store = SqlStore(engine, enrolled.programme, tail_origin=enrolled.own_origin)
    with store.reading() as session:
        user, committee = session.reads().users()[0], session.reads().committees()[0]
    return Desk(store, SystemClock(), KeptKey(store), Navigator(("history",)), storage, storage, user, committee)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
