"""Helpers for the tests of the recording screens: one screen in the window, rows found by scrolling, figures typed."""

from typing import Any

from kivy.uix.recycleview import RecycleView
from kivy.uix.widget import Widget

from app.desk import Desk
from app.screens.recording.items import ScrollColumn
from app.widgets.number_pad.number_pad import BACKSPACE, NumberPad, PadKey
from app.widgets.person_row.person_row import HalfButton, PersonLine
from app.widgets.text_field.text_field import TextField
from tests.ui.handling import press
from tests.ui.harness import Harness, box

ABOVE_THE_BUTTONS = 84


def open_screen(harness: Harness, build: Any, desk: Desk, **arguments: Any) -> Any:
    """The screen as a ScreenHost would show it."""
    screen = harness.mount(build(desk))
    screen.enter(**arguments)
    harness.frames(4)
    return screen


def scroll_to(harness: Harness, text: str) -> Any:
    """The row that reads `text`, brought into view; the widget itself is answered."""
    for view in [widget for widget in harness.visible() if isinstance(widget, RecycleView)]:
        for place, row in enumerate(view.data):
            if text in row.values():
                hidden = max(1, len(view.data) * view.row_height - view.height)
                view.scroll_y = max(0.0, min(1.0, 1 - (place - 1) * view.row_height / hidden))
                harness.frames(3)
                return harness.find_text(text)
    raise AssertionError(f"no list has a row {text!r}")


def touch_row(harness: Harness, text: str) -> None:
    harness.touch(scroll_to(harness, text))


def touch_half(harness: Harness, name: str) -> None:
    """The half-day button of a person."""
    row = _above(scroll_to(harness, name), PersonLine)
    harness.touch(next(widget for widget in harness.visible(row) if isinstance(widget, HalfButton)))


def type_number(harness: Harness, number: int) -> None:
    """Types a figure on the pad, after clearing what stands there."""
    pad = harness.find(lambda widget: isinstance(widget, NumberPad))
    keys = {key.digits or BACKSPACE: key for key in harness.visible(pad) if isinstance(key, PadKey)}
    for digit in [BACKSPACE] * (len(str(int(pad.value))) if pad.value else 0) + list(str(number)):
        press(harness, keys[digit])
    harness.frames(2)


def write(harness: Harness, label: str, text: str) -> None:
    """Writes into the field with this label, in the place of what stands there."""
    field = bring(harness, label, TextField)
    field.ids.entry.text = ""
    field.ids.entry.focus = True
    harness.frames(2)
    for letter in text:
        field.ids.entry.insert_text(letter)
    field.ids.entry.focus = False
    harness.frames(2)


def bring(harness: Harness, text: str, sort: type = Widget) -> Any:
    """What reads `text`, after scrolling the column as far as needed."""
    columns = [widget for widget in harness.visible() if isinstance(widget, ScrollColumn)]
    for place in range(11):
        for widget in harness.visible():
            words = [getattr(widget, name, "") for name in ("text", "label", "placeholder")]
            if isinstance(widget, sort) and text in words and box(widget)[1] > ABOVE_THE_BUTTONS:
                return widget
        for column in columns:
            column.scroll_y = 1 - place / 10
        harness.frames(2)
    raise AssertionError(f"nobody can scroll to {text!r}")


def latest(desk: Desk, kind: str) -> Any:
    """The newest record of a kind, whole."""
    lines = desk.read(lambda reads: reads.today(desk.committee_id, desk.today())).latest
    identifier = next(line.id for line in lines if line.kind == kind)
    return desk.read(lambda reads: reads.record(identifier))


def number_of(desk: Desk, kind: str) -> int:
    return sum(
        line.kind == kind for line in desk.read(lambda reads: reads.today(desk.committee_id, desk.today())).latest
    )


def _above(widget: Any, sort: type) -> Any:
    while not isinstance(widget, sort):
        widget = widget.parent
    return widget
