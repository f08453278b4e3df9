"""Scrolling that answers a finger at once. Kivy's waits a quarter of a second to see whether a touch becomes a scroll
before anything under it changes, and another fifth before it counts as a press.

Here whatever could be pressed looks pressed with the next frame, looks free again as soon as the touch turns out to be
a scroll, and a short touch counts when the finger is lifted.
"""

from __future__ import annotations

from functools import partial
from typing import Any

from kivy.clock import Clock
from kivy.uix.behaviors import ButtonBehavior
from kivy.uix.scrollview import ScrollView
from kivy.uix.widget import Widget

SHOWN, PRESSED = "planton.shown", "planton.pressed"


class PromptTouch:
    """A mixin to put before ScrollView or RecycleView."""

    def on_scroll_start(self, touch: Any, check_children: bool = True) -> Any:
        taken = super().on_scroll_start(touch, check_children)  # type: ignore[misc]
        if self._mode(touch) == "unknown" and SHOWN not in touch.ud and not _is_wheel(touch):
            touch.ud[SHOWN] = self._pressable(touch)
            _look(touch, "down")
        return taken

    def on_scroll_move(self, touch: Any) -> Any:
        answer = super().on_scroll_move(touch)  # type: ignore[misc]
        if self._mode(touch) == "scroll":
            _look(touch, "normal")
            touch.ud[SHOWN] = None
        return answer

    def on_scroll_stop(self, touch: Any, check_children: bool = True) -> Any:
        is_press = self._mode(touch) == "unknown"
        answer = super().on_scroll_stop(touch, check_children)  # type: ignore[misc]
        if is_press:
            # What was shown is no press yet: where the finger has moved on, it was another's, or nobody's.
            Clock.schedule_once(partial(self._do_touch_up, touch), 0)
            Clock.schedule_once(lambda _elapsed: _look(touch, "normal"), 0)
        return answer

    def _do_touch_up(self, touch: Any, *_: Any) -> None:
        """Kivy asks for this after a fifth of a second as well; the second time there is nothing left to do."""
        if PRESSED not in touch.ud:
            touch.ud[PRESSED] = True
            super()._do_touch_up(touch)  # type: ignore[misc]

    def _mode(self, touch: Any) -> str:
        """What Kivy makes of a touch that this view has taken: "unknown" or "scroll"; nothing for any other."""
        uid = self._get_uid()  # type: ignore[attr-defined]
        return str(touch.ud[uid]["mode"]) if uid in touch.ud else ""

    def _pressable(self, touch: Any) -> Widget | None:
        touch.push()
        touch.apply_transform_2d(self.to_local)  # type: ignore[attr-defined]
        found = next(filter(None, (_below(child, touch.pos) for child in self.children)), None)  # type: ignore[attr-defined]
        touch.pop()
        return found


class PromptScrollView(PromptTouch, ScrollView):
    """The one that every page scrolls in."""


def _below(widget: Widget, pos: tuple[float, float]) -> Widget | None:
    """The front-most, innermost widget at a place that can be pressed."""
    if widget.disabled or widget.opacity == 0 or not widget.collide_point(*pos):
        return None
    for child in widget.children:
        found = _below(child, pos)
        if found is not None:
            return found
    return widget if isinstance(widget, ButtonBehavior) else None


def _look(touch: Any, state: str) -> None:
    shown = touch.ud.get(SHOWN)
    if shown is not None:
        shown.state = state


def _is_wheel(touch: Any) -> bool:
    return "button" in touch.profile and touch.button.startswith("scroll")
