"""A line, or a few lines, of writing: label above, and below it what is wrong, what to mind, or a hint.

An error is an error only after the person has had a chance to write; the presenter decides when to set it.
"""

from __future__ import annotations

from kivy.properties import AliasProperty, BooleanProperty, NumericProperty, OptionProperty, StringProperty
from kivy.uix.boxlayout import BoxLayout
from kivy.uix.textinput import TextInput

from app.theme import tokens
from app.theme.tokens import Colour
from app.widgets.ground.ground import RoundedGround
from app.widgets.kv import load_kv


class Entry(TextInput):
    """Kivy's own input without its looks; it stands on the field's ground, in the middle of a line of `line_room`."""

    line_room = NumericProperty("60sp")


class TextField(BoxLayout):
    """`text` is two-way; `entry_height` is that of one line.

    Events: `on_text` (property), `on_submit(text)` when the enter key ends the line.
    """

    __events__ = ("on_submit",)

    label = StringProperty("")
    text = StringProperty("")
    placeholder = StringProperty("")
    icon = StringProperty("")
    error = StringProperty("")
    warning = StringProperty("")
    hint = StringProperty("")
    lines = NumericProperty(1)
    entry_height = NumericProperty("60sp")
    password = BooleanProperty(defaultvalue=False)
    focused = BooleanProperty(defaultvalue=False)
    input_type = OptionProperty("text", options=["text", "number", "tel", "mail", "url"])

    def _note(self) -> tuple[str, str, Colour]:
        if self.error:
            return (self.error, "alert-circle", tokens.RED_TEXT)
        if self.warning:
            return (self.warning, "alert", tokens.AMBER_TEXT)
        return (self.hint, "", tokens.MUTED)

    def _line(self) -> Colour:
        if self.error:
            return tokens.RED
        if self.focused:
            return tokens.FOREST
        return tokens.AMBER if self.warning else tokens.LINE

    note = AliasProperty(_note, bind=["error", "warning", "hint"])
    line = AliasProperty(_line, bind=["error", "warning", "focused"])

    def on_submit(self, text: str) -> None:
        """The line is finished."""


class EntryGround(RoundedGround, BoxLayout):
    """The framed part of a field."""


load_kv(__file__)
