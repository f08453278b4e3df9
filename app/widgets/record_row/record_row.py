"""The list of records: when, what, how much, and whether it has arrived. Built for thousands of rows."""

from __future__ import annotations

from kivy.properties import BooleanProperty, StringProperty

from app.widgets.button.button import IconButton  # noqa: F401 - named in the kv file
from app.widgets.kv import load_kv
from app.widgets.row_list.row_list import ListRow, RowList
from app.widgets.species_picture.species_picture import Mark  # noqa: F401 - named in the kv file


class RecordLine(ListRow):
    """Time, icon or drawing, title over subtitle, amount over state, menu."""

    time = StringProperty("")
    icon = StringProperty("")
    drawing = StringProperty("")
    title = StringProperty("")
    subtitle = StringProperty("")
    amount = StringProperty("")
    tone = StringProperty("")
    state_word = StringProperty("")
    has_menu = BooleanProperty(defaultvalue=True)


class RecordList(RowList):
    """`show([RecordRow, …])`. Events: `on_open(key)` for the row, `on_menu(key)` for its three dots."""

    __events__ = ("on_menu",)

    def on_menu(self, key: str) -> None:
        """The dots of a row were touched."""


load_kv(__file__)
