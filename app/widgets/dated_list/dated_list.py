"""A long list under day headings: records, or amounts with their reason. Headings are rows and scroll like rows.

It tells when one has come near its end, so that whoever fills it can read on; it never holds more than it was given.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from kivy.metrics import sp
from kivy.properties import StringProperty

from app.widgets.dated_list.rows import DayRow, EarningRow
from app.widgets.kv import load_kv
from app.widgets.record_row.record_row import RecordLine  # noqa: F401 - a row of this list, named by its class
from app.widgets.record_row.rows import RecordRow
from app.widgets.row_list.row_list import ListRow, RowList

SHAPES = {DayRow: ("DayLine", 52), EarningRow: ("EarningLine", 84), RecordRow: ("RecordLine", 76)}
"""Row dataclass → the widget that shows it and its height in sp."""
NEAR_THE_END = 2


class DayLine(ListRow):
    """The heading of a day; a touch on it does nothing."""

    heading = StringProperty("")

    def __init__(self, **properties: Any) -> None:
        super().__init__(quiet=True, **properties)


class EarningLine(ListRow):
    """Icon, title over reckoning, amount over state."""

    icon = StringProperty("")
    title = StringProperty("")
    detail = StringProperty("")
    amount = StringProperty("")
    tone = StringProperty("")
    state_word = StringProperty("")


class DatedList(RowList):
    """`show(rows)` or `extend(rows)` with the rows of SHAPES. Events: `on_open(key)`, `on_near_end()`."""

    __events__ = ("on_near_end",)
    scroll_y: float

    def __init__(self, **properties: Any) -> None:
        self._above: float | None = None
        super().__init__(**properties)
        self.fbind("scroll_y", self._look_ahead)

    def on_kv_post(self, _: Any) -> None:
        """The rows' own heights, and a column that tells when it has grown."""
        self.layout_manager.key_size = "row_size"
        self.layout_manager.fbind("height", self._stay)

    def show(self, rows: Sequence[Any]) -> None:
        self._above = None
        self.data = [_described(row) for row in rows]

    def extend(self, rows: Sequence[Any]) -> None:
        """More rows below those that are there; the place one has scrolled to stays under the finger."""
        if not rows:
            return
        self._above = (1 - self.scroll_y) * max(0, self.layout_manager.height - self.height)
        self.data.extend([_described(row) for row in rows])

    def on_near_end(self) -> None:
        """The end is near: it is time for more rows."""

    def _stay(self, *_: Any) -> None:
        """The list has grown below: as much of it as before lies above the window."""
        room = self.layout_manager.height - self.height
        if self._above is not None and room > 0:
            above, self._above = self._above, None
            self.scroll_y = 1 - min(1, above / room)

    def _look_ahead(self, *_: Any) -> None:
        """Tells when less than two screens are left below."""
        content = self.layout_manager
        if content is not None and self.data and self._above is None:
            left = self.scroll_y * max(0, content.height - self.height)
            if left < NEAR_THE_END * self.height:
                self.dispatch("on_near_end")


def _described(row: Any) -> dict[str, Any]:
    widget, height = SHAPES[type(row)]
    return {**vars(row), "widget": widget, "row_size": (None, sp(height))}


load_kv(__file__)
