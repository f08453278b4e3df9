"""What happens in a window: the start of the app, the opening of its screens, the scrolling of a long list, each in a
process of its own.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

from app.bootstrap import KIVY
from tools.bench.child_start import USABLE
from tools.bench.prepared import FILE, ROOT, Prepared
from tools.bench.row import Row, at_most, median, percentile, row

EMPTY = "empty"
STARTS = 5
WANTED_RATIO = 1.5
WANTED_MS = 100.0
WANTED_AGAIN_MS = 50.0
WANTED_TOUCH_MS = 50.0
WANTED_FRAME_MS = 33.0
WANTED_IDLE_PERCENT = 1.0
PATIENCE_S = 180
NO_WAITING = {"KCFG_GRAPHICS_MAXFPS": "0"}
"""Otherwise Kivy sleeps until the next frame's turn, which is no part of what an opening costs."""


def bench_start(data: Prepared, folder: Path) -> list[Row]:
    """The app and the empty one are started in turn, so that what else the machine does hits both."""
    path = _copied(data, folder / "start")
    times: dict[str, list[float]] = {"app": [], EMPTY: []}
    for _ in range(STARTS + 1):
        for name, spent in times.items():
            spent.append(_start_seconds(name, path))
    value, limit = (median(times[name][1:]) for name in ("app", EMPTY))
    goal = f"≤ {WANTED_RATIO} × an empty app"
    return [row("start_to_usable_s", value, "s", limit, goal, ok=value <= WANTED_RATIO * limit)]


def bench_screens(data: Prepared, folder: Path) -> list[Row]:
    """Every place of the whole app, a touch, memory and rest."""
    path = _copied(data, folder / "screens")
    app = _child("child_screens", str(path), "app")
    empty = _child("child_screens", str(path), EMPTY)
    rows = []
    for name, times in app["screens"].items():
        first, again = times["app"][0], median(times["app"][1:])
        rows.append(at_most(f"screen_open_{name}_ms", first, "ms", times["bare"][0], WANTED_MS))
        rows.append(at_most(f"screen_again_{name}_ms", again, "ms", median(times["bare"][1:]), WANTED_AGAIN_MS))
    goal = f"≤ {WANTED_RATIO} × an empty app"
    return [
        *rows,
        at_most("touch_to_feedback_ms", median(app["touch"]), "ms", median(app["frame"]), WANTED_TOUCH_MS),
        *(
            row(name, app[name], "MB", empty["rss_mb"], goal, ok=app[name] <= WANTED_RATIO * empty["rss_mb"])
            for name in ("rss_ready_mb", "rss_mb")
        ),
        at_most("idle_cpu_percent", app["idle_percent"], "%", empty["idle_percent"], WANTED_IDLE_PERCENT),
    ]


def bench_list(data: Prepared, folder: Path) -> list[Row]:
    times = _child("child_list", str(_copied(data, folder / "list")))
    app, bare = times["app"], times["bare"]
    return [
        at_most("open_attendance_50_ms", median(app), "ms", median(bare), WANTED_MS),
        at_most("open_attendance_50_worst_ms", max(app), "ms", max(bare), WANTED_MS),
    ]


def bench_history(data: Prepared, folder: Path) -> list[Row]:
    """A fling through the history; the limit is a list of bare rows that are all there from the start."""
    times = _child("child_history", str(_copied(data, folder / "history")))
    app, bare = (percentile(times[name], 99) for name in ("app", "bare"))
    return [at_most("scroll_frame_p99_ms", app, "ms", bare, WANTED_FRAME_MS)]


def _child(module: str, *arguments: str) -> Any:
    """What a process of the benches found, which it says in its last line."""
    done = subprocess.run(
        [sys.executable, "-m", f"tools.bench.{module}", *arguments],
        cwd=ROOT, env=_environment(is_ours=EMPTY not in arguments) | NO_WAITING, capture_output=True, text=True,
        check=False, timeout=PATIENCE_S,
    )  # fmt: skip
    if done.returncode:
        raise RuntimeError((done.stderr.strip().splitlines() or [f"{module} said nothing"])[-1])
    return json.loads(done.stdout.splitlines()[-1])


def _start_seconds(name: str, path: Path) -> float:
    """From exec to the line that says that the first useful frame has been drawn."""
    start = time.perf_counter()
    with subprocess.Popen(
        [sys.executable, "-m", "tools.bench.child_start", name, str(path)],
        cwd=ROOT, env=_environment(is_ours=name != EMPTY), stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
    ) as child:  # fmt: skip
        line = child.stdout.readline() if child.stdout else ""
        spent = time.perf_counter() - start
        try:
            _, errors = child.communicate(timeout=PATIENCE_S)
        except subprocess.TimeoutExpired:
            child.kill()
            raise
    if line.strip() != USABLE:
        raise RuntimeError((errors.strip().splitlines() or ["nothing was ever drawn"])[-1])
    return spent


def _copied(data: Prepared, folder: Path) -> Path:
    folder.mkdir()
    return Path(shutil.copy(data.path, folder / FILE))


def _environment(*, is_ours: bool) -> dict[str, str]:
    """A real window without a display, one pixel a dp, modules that are compiled once as a tablet has them, and no file
    outside the project; what goes wrong is said and not swallowed by Kivy's log. The empty app's window is as Kivy
    makes it, ours as we ask for it.
    """
    home = ROOT / "build" / "kivy"
    home.mkdir(parents=True, exist_ok=True)
    return os.environ | (KIVY if is_ours else {}) | {
        "KIVY_HOME": str(home), "KIVY_NO_ARGS": "1", "KIVY_NO_CONSOLELOG": "1", "KIVY_NO_FILELOG": "1",
        "KIVY_LOG_MODE": "MIXED",
        "KIVY_METRICS_DENSITY": "1", "KIVY_METRICS_FONTSCALE": "1", "KIVY_DPI": "160",
        "SDL_AUDIODRIVER": "dummy", "SDL_VIDEODRIVER": "offscreen",
        "PYTHONDONTWRITEBYTECODE": "", "PYTHONPYCACHEPREFIX": str(ROOT / "build" / "pycache"),
    }  # fmt: skip
