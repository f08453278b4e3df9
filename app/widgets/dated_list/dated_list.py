"""A long list under day headings: records, or amounts with their reason. Headings are rows and scroll like rows.

It tells when one has come near one of its ends, so that whoever fills it can read on; it never holds more than it was
given.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from kivy.clock import Clock
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
    """`show(rows)` or `slide(rows)` with the rows of SHAPES. Events: `on_open(key)`, `on_near_end()`,
    `on_near_start()`.
    """

    __events__ = ("on_near_end", "on_near_start")
    scroll_y: float

    def __init__(self, **properties: Any) -> None:
        self._wanted: float | None = None
        super().__init__(**properties)
        self.fbind("scroll_y", self._look_around)

    def on_kv_post(self, _: Any) -> None:
        """The rows' own heights, and a column that tells when it has them."""
        self.layout_manager.key_size = "row_size"
        self.layout_manager.fbind("height", self._stay)

    def show(self, rows: Sequence[Any]) -> None:
        self._wanted = None
        self.data = [_described(row) for row in rows]

    def slide(self, rows: Sequence[Any]) -> None:
        """The same list, at another place of it: what one reads stays under the finger as long as it is there."""
        described = [_described(row) for row in rows]
        if described == self.data:
            return
        wanted = self._same_place(described)
        self.data = described
        self._wanted = wanted
        self._stay()
        # Where the rows come to the same height in all, the column has nothing to tell.
        Clock.schedule_once(self._stay, -1)

    def on_near_end(self) -> None:
        """The end is near: it is time for more rows."""

    def on_near_start(self) -> None:
        """The upper end of what is held is near."""

    def _same_place(self, described: list[dict[str, Any]]) -> float | None:
        """How much of the new rows lies above the window so that the first row with a key that shows stays there."""
        above: float = (1 - self.scroll_y) * max(0, self.layout_manager.height - self.height)
        places = _tops(described)
        top = 0.0
        for row in self.data:
            bottom = top + row["row_size"][1]
            if bottom > above and row["key"] in places:
                return places[row["key"]] + above - top
            top = bottom
        return None

    def _stay(self, *_: Any) -> None:
        """Bring the rows to where they were, once the column has the height of all of them."""
        height = sum(row["row_size"][1] for row in self.data)
        room = self.layout_manager.height - self.height
        if self._wanted is not None and room > 0 and abs(self.layout_manager.height - height) < 1:
            wanted, self._wanted = self._wanted, None
            self.scroll_y = 1 - min(1, max(0, wanted / room))
            self._update_effect_y_bounds()

    def _look_around(self, *_: Any) -> None:
        """Tells when less than two screens are left below or above."""
        content = self.layout_manager
        if content is not None and self.data and self._wanted is None:
            room = max(0, content.height - self.height)
            if self.scroll_y * room < NEAR_THE_END * self.height:
                self.dispatch("on_near_end")
            if (1 - self.scroll_y) * room < NEAR_THE_END * self.height:
                self.dispatch("on_near_start")


def _tops(described: list[dict[str, Any]]) -> dict[str, float]:
    """Where each row with a key begins."""
    places: dict[str, float] = {}
    top = 0.0
    for row in described:
        if row["key"]:
            places[row["key"]] = top
        top += row["row_size"][1]
    return places


def _described(row: Any) -> dict[str, Any]:
    widget, height = SHAPES[type(row)]
    return {**vars(row), "widget": widget, "row_size": (None, sp(height))}


load_kv(__file__)
