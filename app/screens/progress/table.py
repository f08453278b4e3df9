"""A table of figures: a name and up to four columns beside it, as long as it needs to be."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from kivy.properties import BooleanProperty, ListProperty, NumericProperty
from kivy.uix.boxlayout import BoxLayout

from app.screens.progress.states import COLUMNS, TableRow
from app.widgets.kv import load_kv
from app.widgets.label.label import FitLabel
from app.widgets.row_list.row_list import ListRow, RowList


class Cells(BoxLayout):
    """The cells of a line or of the head; those that are not used take no room."""

    cells = ListProperty([])
    columns = NumericProperty(COLUMNS)
    names = NumericProperty(1)
    strong = BooleanProperty(defaultvalue=False)

    def __init__(self, **properties: Any) -> None:
        super().__init__(**properties)
        for _ in range(COLUMNS):
            self.add_widget(Cell())
        for name in ("cells", "columns", "names", "strong"):
            self.fbind(name, self._fill)
        self._fill()

    def _fill(self, *_: Any) -> None:
        """Names stand at the left of their column, figures at the right."""
        for place, cell in enumerate(reversed(self.children)):
            text = self.cells[place] if place < len(self.cells) else ""
            cell.text = text
            cell.size_hint_x = (1.3 if place == 0 else 1) if place < self.columns else None
            cell.width = 0 if place >= self.columns else cell.width
            cell.halign = "left" if place < self.names else "right"
            cell.bold = self.strong or place == 0


class Cell(FitLabel):
    """One figure or name on one line."""


class TableLine(ListRow):
    """One line of the table; it leads nowhere."""

    cells = ListProperty([])
    columns = NumericProperty(COLUMNS)
    names = NumericProperty(1)
    strong = BooleanProperty(defaultvalue=False)


class TableList(RowList):
    """`show([TableRow, …])`."""


class Table(BoxLayout):
    """`show(head, rows, names)`."""

    def show(self, head: Sequence[str], rows: Sequence[TableRow], names: int) -> None:
        self.ids.head.cells, self.ids.head.columns, self.ids.head.names = list(head), len(head), names
        self.ids.rows.show(rows)
        self.ids.rows.scroll_y = 1


load_kv(__file__)
