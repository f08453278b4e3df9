"""What a list says when there is nothing in it: why, and what to do next. Never leave a list blank."""

from __future__ import annotations

from typing import Any

from kivy.metrics import sp
from kivy.properties import AliasProperty, NumericProperty, ObjectProperty, StringProperty
from kivy.uix.anchorlayout import AnchorLayout
from kivy.uix.boxlayout import BoxLayout

from app.widgets.button.button import AppButton  # noqa: F401 - named in the kv file
from app.widgets.kv import load_kv

PICTURE = 96
"""The room in sp that the picture takes, with what lies around it."""


class EmptyBody(BoxLayout):
    """What is seen of `empty`; `words_height` is that of everything but the picture."""

    empty = ObjectProperty(None)
    words_height = NumericProperty(0)


class EmptyState(AnchorLayout):
    """Event: `on_action()` of the button, which is shown if it has a text. Where little room is left the words stand
    without the picture. Most lists have something in them: what is seen is built when it is first put somewhere.
    """

    __events__ = ("on_action",)

    icon = StringProperty("sprout")
    title = StringProperty("")
    detail = StringProperty("")
    action_text = StringProperty("")
    words_height = NumericProperty(0)

    def _has_room(self) -> bool:
        return bool(self.height >= self.words_height + PICTURE * sp(1))

    has_room = AliasProperty(_has_room, bind=("height", "words_height"), cache=True)

    def on_parent(self, *_: Any) -> None:
        if self.parent is not None and not self.children:
            body = EmptyBody(empty=self)
            body.bind(words_height=self.setter("words_height"))
            self.words_height = body.words_height
            self.add_widget(body)

    def on_action(self) -> None:
        """The button was pressed."""


load_kv(__file__)
