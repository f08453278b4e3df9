"""A process of its own: the whole app over a file with 50,000 records, opened place by place, touched, and left alone.

`python -m tools.bench.child_screens FILE` writes one line of JSON: how long each place took to open for the first and
for later times once the app has made itself ready, beside the same texts in bare labels; how long a touch takes to be
seen; the memory of the process; and the share of a core that it takes while nobody touches it.
`child_screens FILE empty` says memory and share of an app with one label.
"""

from __future__ import annotations

import json
import os
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from kivy.base import EventLoop
from kivy.clock import Clock
from kivy.graphics.opengl import glFinish
from kivy.uix.floatlayout import FloatLayout
from kivy.uix.label import Label

AGAIN = 5
FRAMES = 2
"""One in which everything finds its place, one in which it is drawn."""
SETTLE_S = 5
IDLE_S = 8
TOUCHES = 20
MB = 1_000_000
_Text = tuple[str, float, tuple[float, float], tuple[float, float]]


class AtOnce:
    """A lane whose work is done at once: what it costs is part of what a person waits for."""

    cancelled = False

    def run(self, work: Callable[[Any], Any], on_done: Callable[[Any], None], *_: Any, **__: Any) -> AtOnce:
        on_done(work(self))
        return self

    def cancel(self) -> None:
        """Everything is done already."""

    def progress(self, value: Any) -> None:
        """Nobody looks on."""


def measure_app(path: Path) -> dict[str, Any]:
    from app.pace.collecting import collect_rarely

    collect_rarely()
    desk = _desk(path)
    from app.field_app import build_root, warming
    from app.pace.resting import Resting

    start = time.perf_counter()
    root = build_root(desk)
    from kivy.core.window import Window

    Window.add_widget(root)
    _frames()
    found: dict[str, Any] = {"first_today_ms": (time.perf_counter() - start) * 1000}
    made_ready, _resting = warming(desk, root), Resting()
    start = time.perf_counter()
    while not made_ready.is_done:
        EventLoop.idle()
    found["ready_after_s"] = time.perf_counter() - start
    found["rss_ready_mb"] = _rss_mb()
    places = _places(desk)
    opened = {name: _opening(desk, place) for name, place in places.items()}
    found["touch"] = [_touch_ms(desk) for _ in range(TOUCHES + 1)][1:]
    found["frame"] = [_frame_ms() for _ in range(TOUCHES)]
    found["rss_mb"] = _rss_mb()
    _go(desk, "today", {})
    found["idle_percent"] = _idle_percent()
    Window.remove_widget(root)
    found["screens"] = {name: {"app": times, "bare": _bare(texts)} for name, (times, texts) in opened.items()}
    return found


def measure_empty(path: Path) -> dict[str, Any]:
    """An app with one label, which opens the same file with SQLAlchemy."""
    from kivy.core.window import Window
    from sqlalchemy import create_engine, text

    with create_engine(f"sqlite:///{path}").connect() as connection:
        connection.execute(text("SELECT size FROM feed_end")).all()
    Window.add_widget(Label(text="Plantón"))
    _frames()
    return {"rss_mb": _rss_mb(), "idle_percent": _idle_percent()}


def _desk(path: Path) -> Any:
    """The first user of the file, in the first committee of the tablet."""
    from kivy.utils import platform

    from app.bootstrap import KeptKey
    from app.desk import Desk
    from app.navigation import Navigator
    from app.platform.machine import OwnMachine
    from app.screens.shell.presenter import ROOTS
    from core.storage.device import enrolled_programme
    from core.storage.engine import open_sqlite
    from core.storage.store import SqlStore
    from core.usecases.clock import SystemClock

    engine = open_sqlite(path)
    enrolled = enrolled_programme(engine)
    if enrolled is None:
        raise RuntimeError("the tablet is not enrolled")
    store = SqlStore(engine, enrolled.programme, tail_origin=enrolled.own_origin)
    with store.reading() as session:
        user, committee = session.reads().users()[0], session.reads().committees()[0]
    return Desk(
        store, SystemClock(), KeptKey(store), Navigator(ROOTS), AtOnce(), AtOnce(), user, committee,
        machine=OwnMachine(platform),
    )  # fmt: skip


def _places(desk: Any) -> dict[str, tuple[str, dict[str, Any]]]:
    """Every place that a signed-in person can go to, with what it needs to know."""
    from app.field_app import SCREENS
    from core.usecases.views.field import HistoryFilter

    latest = desk.read(lambda reads: reads.history(HistoryFilter(committee=desk.committee_id), 1, 0))[0].id
    member = desk.read(lambda reads: reads.people_money(desk.committee_id))[0].member
    needed: dict[str, dict[str, Any]] = {"record": {"id": latest}, "statement": {"member": member}}
    not_here = {"enrol", "sign_in", "payee", "release", "accept"}
    return {name: (name, needed.get(name, {})) for name in SCREENS if name not in not_here}


def _opening(desk: Any, place: tuple[str, dict[str, Any]]) -> tuple[list[float], list[_Text]]:
    """The first opening and some later ones, with Today in between, and the texts that are seen then."""
    times: list[float] = []
    texts: list[_Text] = []
    for _ in range(AGAIN + 1):
        _somebody_is_there()
        times.append(_timed(lambda: _go(desk, *place)))
        texts = _texts()
        _go(desk, "today", {})
    return times, texts


def _somebody_is_there() -> None:
    """A finger that meets nothing: what the app leaves for quiet moments is no part of an opening."""
    finger = _finger(-1, -1)
    for event in ("begin", "end"):
        EventLoop.post_dispatch_input(event, finger)


def _go(desk: Any, name: str, arguments: dict[str, Any]) -> None:
    desk.navigator.go(name, **arguments)


def _timed(show: Callable[[], None]) -> float:
    _frames()
    start = time.perf_counter()
    show()
    _frames()
    return (time.perf_counter() - start) * 1000


def _texts() -> list[_Text]:
    """What is read now, in which size and where."""
    from kivy.core.window import Window

    seen = [one for one in _shown(Window) if isinstance(one, Label) and one.text]
    return [(one.text, one.font_size, one.to_window(*one.pos), tuple(one.size)) for one in seen]


def _bare(texts: list[_Text]) -> list[float]:
    """The same texts at the same places in labels of Kivy's own, as many times. They are opened after the app was
    measured: what they leave behind would be collected in the middle of the app's next opening, and be its memory.
    """
    return [_bare_ms(texts) for _ in range(AGAIN + 1)]


def _bare_ms(texts: list[_Text]) -> float:
    from kivy.core.window import Window

    page = FloatLayout()

    def show() -> None:
        for text, font_size, pos, size in texts:
            page.add_widget(Label(text=text, font_size=font_size, pos=pos, size=size, size_hint=(None, None)))
        Window.add_widget(page)

    spent = _timed(show)
    Window.remove_widget(page)
    return spent


def _touch_ms(desk: Any) -> float:
    """From a finger on a button of Today to the frame that shows it pressed."""
    from kivy.core.window import Window

    from app.text.texts import t

    _go(desk, "today", {})
    _frames()
    button = next(one for one in _shown(Window) if getattr(one, "text", "") == t("today.nursery_action"))
    x, y = button.to_window(*button.center)
    finger = _finger(x / (Window.width - 1), y / (Window.height - 1))
    start = time.perf_counter()
    EventLoop.post_dispatch_input("begin", finger)
    while button.state != "down" and time.perf_counter() - start < 1:
        EventLoop.idle()
    EventLoop.idle()
    spent = (time.perf_counter() - start) * 1000
    EventLoop.post_dispatch_input("end", finger)
    _frames()
    return spent


def _finger(x: float, y: float) -> Any:
    """A touch at a place between 0 and 1, or outside the window."""
    from kivy.input.motionevent import MotionEvent

    class Finger(MotionEvent):  # type: ignore[misc]
        def depack(self, args: dict[str, float]) -> None:
            self.sx, self.sy = args["x"], args["y"]
            self.profile = ["pos"]
            super().depack(args)

    return Finger("bench", 1, {"x": x, "y": y}, is_touch=True, type_id="touch")


def _frame_ms() -> float:
    """What is there, drawn once more."""
    from kivy.core.window import Window

    start = time.perf_counter()
    Window.canvas.ask_update()
    EventLoop.idle()
    return (time.perf_counter() - start) * 1000


def _shown(window: Any) -> list[Any]:
    found = list(window.children)
    for widget in found:
        found.extend(widget.children)
    return found


def _wait_for_each_frame() -> None:
    """A screen does so by itself. A window without one queues what is to be drawn, in hundreds of megabytes."""
    from kivy.core.window import Window

    Window.bind(on_flip=lambda *_: glFinish())


def _frames() -> None:
    for _ in range(FRAMES):
        EventLoop.idle()


def _idle_percent() -> float:
    """The share of a core, in a window that nobody has touched for a while."""
    Clock._max_fps = 60  # noqa: SLF001 - the benches' windows do not wait; this one must, as on a tablet
    end = time.monotonic() + SETTLE_S
    while time.monotonic() < end:
        EventLoop.idle()
    start, spent = time.monotonic(), time.process_time()
    while time.monotonic() - start < IDLE_S:
        EventLoop.idle()
    share = 100 * (time.process_time() - spent) / (time.monotonic() - start)
    Clock._max_fps = 0  # noqa: SLF001
    return share


def _rss_mb() -> float:
    with Path("/proc/self/statm").open() as file:
        return int(file.read().split()[1]) * os.sysconf("SC_PAGE_SIZE") / MB


def main(path: Path, what: str) -> None:
    EventLoop.ensure_window()
    EventLoop.start()
    _wait_for_each_frame()
    found = measure_empty(path) if what == "empty" else measure_app(path)
    print(json.dumps(found), flush=True)


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2] if len(sys.argv) > 2 else "app")
