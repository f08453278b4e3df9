"""The tablet's app as `main.py` starts it, in a process with kvaut's server, which lets others look and touch.

`python -m tests.e2e.driven_app PORT`. The app is not changed for it; kvaut is, in two places. It would listen on every
address of the machine, and its own tap has no place where it came from, without which no scrolling view takes a touch:
here it goes the way of a finger on the glass.
"""

from __future__ import annotations

import sys
from typing import Any

import kvaut.server
import kvaut.tree
from kivy.base import EventLoop
from kivy.clock import Clock
from kivy.input.motionevent import MotionEvent

from app import bootstrap

LIFTED_AFTER_S = 0.05


class Finger(MotionEvent):  # type: ignore[misc]
    def depack(self, args: dict[str, float]) -> None:
        self.sx, self.sy = args["x"], args["y"]
        self.profile = ["pos"]
        super().depack(args)


def tap(widget: Any) -> None:
    """Put a finger down in the middle of a widget and lift it a moment later."""
    from kivy.core.window import Window

    x, y = widget.to_window(*widget.center)
    where = {"x": x / max(1, Window.width - 1), "y": y / max(1, Window.height - 1)}
    finger = Finger("outside", 1, where, is_touch=True, type_id="touch")
    EventLoop.post_dispatch_input("begin", finger)
    Clock.schedule_once(lambda _elapsed: EventLoop.post_dispatch_input("end", finger), LIFTED_AFTER_S)


if __name__ == "__main__":
    kvaut.tree._dispatch_tap = tap
    kvaut.server.HOST, kvaut.server.PORT = "127.0.0.1", int(sys.argv[1])
    kvaut.server.start()
    bootstrap.main()
