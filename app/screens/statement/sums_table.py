"""Earned, paid, to be paid: three amounts each, under the words of the three parts, and no sum of them."""

from __future__ import annotations

from collections.abc import Sequence

from kivy.properties import BooleanProperty, ListProperty, StringProperty
from kivy.uix.boxlayout import BoxLayout

from app.screens.statement.sums import SumRow
from app.widgets.kv import load_kv
from app.widgets.label.label import FitLabel  # noqa: F401 - named in the kv file


class SumLine(BoxLayout):
    """A word and its three amounts."""

    word = StringProperty("")
    amounts = ListProperty(["", "", ""])
    are_nothing = ListProperty([True, True, True])
    strong = BooleanProperty(defaultvalue=False)


class SumsTable(BoxLayout):
    """`show(parts, rows)`."""

    parts = ListProperty(["", "", ""])

    def show(self, parts: Sequence[str], rows: Sequence[SumRow]) -> None:
        self.parts = list(parts)
        lines = self.ids.lines
        while len(lines.children) < len(rows):
            lines.add_widget(SumLine())
        while len(lines.children) > len(rows):
            lines.remove_widget(lines.children[0])
        for line, row in zip(reversed(lines.children), rows, strict=True):
            line.word, line.strong = row.word, row.strong
            line.amounts, line.are_nothing = list(row.amounts), list(row.are_nothing)


load_kv(__file__)
