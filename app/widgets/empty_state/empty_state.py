"""What a list says when there is nothing in it: why, and what to do next. Never leave a list blank."""

from __future__ import annotations

from typing import Any

from kivy.properties import NumericProperty, ObjectProperty, StringProperty
from kivy.uix.anchorlayout import AnchorLayout
from kivy.uix.boxlayout import BoxLayout

from app.widgets.button.button import AppButton  # noqa: F401 - named in the kv file
from app.widgets.kv import load_kv


class EmptyBody(BoxLayout):
    """What is seen of `empty`."""

    empty = ObjectProperty(None)


class EmptyState(AnchorLayout):
    """Event: `on_action()` of the button, which is shown if it has a text. Most lists have something in them: what is
    seen is built when it is first put somewhere.
    """

    __events__ = ("on_action",)

    icon = StringProperty("sprout")
    title = StringProperty("")
    detail = StringProperty("")
    action_text = StringProperty("")
    body_height = NumericProperty(0)

    def on_parent(self, *_: Any) -> None:
        if self.parent is not None and not self.children:
            body = EmptyBody(empty=self)
            body.bind(height=self.setter("body_height"))
            self.body_height = body.height
            self.add_widget(body)

    def on_action(self) -> None:
        """The button was pressed."""


load_kv(__file__)
