"""Room is given out at once, where Kivy gives it out level after level: that takes as many rounds before a frame as
there are levels, and every part is laid out and every text written in most of them.
"""

from __future__ import annotations

from typing import Any

ROUNDS = 4
"""One down to the texts and up again with their heights; the others for what that moved. The rest is left to Kivy."""
_TURNS = (
    ("_trigger_texture", "texture_update"),
    ("_trigger_layout", "do_layout"),
    ("_trigger_update_from_scroll", "update_from_scroll"),
)


def settle(widget: Any) -> None:
    """Gives a widget and all its parts their room, as it would be before the next frame."""
    for _ in range(ROUNDS):
        if not _settle_once(widget):
            return


def is_settled(widget: Any) -> bool:
    """No layout around the widget is about to give out its room anew; what is laid out costly waits until then."""
    around = widget.parent
    while around is not None and around is not around.parent:
        if _is_waiting(around, "_trigger_layout"):
            return False
        around = around.parent
    return True


def _settle_once(widget: Any) -> bool:
    """From the top down and up again; whether anything was to be done."""
    is_moved = _take_turns(widget)
    for part in widget.children:
        is_moved = _settle_once(part) or is_moved
    return _take_turns(widget) or is_moved


def _take_turns(widget: Any) -> bool:
    """What Kivy would have a widget do before the next frame it does now."""
    is_moved = False
    for trigger, turn in _TURNS:
        if _is_waiting(widget, trigger):
            getattr(widget, trigger).cancel()
            getattr(widget, turn)()
            is_moved = True
    return is_moved


def _is_waiting(widget: Any, trigger: str) -> bool:
    return bool(getattr(getattr(widget, trigger, None), "is_triggered", False))
