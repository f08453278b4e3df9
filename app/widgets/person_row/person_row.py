"""The attendance list: a touch on a person is present or not, the button far on the right makes it half a day.

The mark of presence stands at the left and the half-day button at the right with a strip that takes no touch between
the row and it, so that one is never hit for the other.
"""

from __future__ import annotations

from typing import Any

from kivy.properties import BooleanProperty, OptionProperty, StringProperty
from kivy.uix.behaviors import ButtonBehavior
from kivy.uix.boxlayout import BoxLayout
from kivy.uix.label import Label

from app.widgets.button.button import IconButton  # noqa: F401 - named in the kv file
from app.widgets.ground.ground import RoundedGround
from app.widgets.kv import load_kv
from app.widgets.person_row.rows import ABSENT, FULL, HALF
from app.widgets.row_list.row_list import ListRow, RowList


class Avatar(RoundedGround, Label):
    """Two letters in a circle, full green for those who came."""

    present = BooleanProperty(defaultvalue=False)


class HalfButton(ButtonBehavior, RoundedGround, Label):
    """The half day, pressed in when chosen."""

    chosen = BooleanProperty(defaultvalue=False)


class StillStrip(BoxLayout):
    """Takes every touch that its children do not want, and does nothing with it."""

    def on_touch_down(self, touch: Any) -> bool:
        return bool(super().on_touch_down(touch)) or bool(self.collide_point(*touch.pos))


class PersonLine(ListRow):
    """Mark, initials, name over note, attendance in a word, half-day button, menu; where it is narrow the word stands
    below the name.
    """

    touched_event = "on_toggle"
    name = StringProperty("")
    initials = StringProperty("")
    attendance = OptionProperty(ABSENT, options=[ABSENT, FULL, HALF])
    state_word = StringProperty("")
    half_word = StringProperty("")
    note = StringProperty("")
    stand_in = BooleanProperty(defaultvalue=False)
    has_menu = BooleanProperty(defaultvalue=True)
    is_narrow = BooleanProperty(defaultvalue=False)


class PersonList(RowList):
    """`show([PersonRow, …])`. Events: `on_toggle(key)`, `on_half(key)`, `on_menu(key)`."""

    __events__ = ("on_toggle", "on_half", "on_menu")

    def on_toggle(self, key: str) -> None:
        """The row was touched: present or not."""

    def on_half(self, key: str) -> None:
        """The half-day button was touched."""

    def on_menu(self, key: str) -> None:
        """The dots of a row were touched."""


load_kv(__file__)
