"""A picker of one thing out of several, as large rows; also for long lists, with a search field above it."""

from __future__ import annotations

from kivy.properties import BooleanProperty, StringProperty

from app.widgets.kv import load_kv
from app.widgets.row_list.row_list import ListRow, RowList
from app.widgets.species_picture.species_picture import Mark  # noqa: F401 - named in the kv file


class ChoiceLine(ListRow):
    """Icon or drawing, title, subtitle, and a check mark if it is the chosen one."""

    touched_event = "on_choose"
    icon = StringProperty("")
    title = StringProperty("")
    subtitle = StringProperty("")
    drawing = StringProperty("")
    chosen = BooleanProperty(defaultvalue=False)


class Choice(RowList):
    """`show([ChoiceRow, …])`. Event: `on_choose(key)`. The presenter then shows the rows anew."""

    __events__ = ("on_choose",)

    def on_choose(self, key: str) -> None:
        """A line was touched."""


load_kv(__file__)
