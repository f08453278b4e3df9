"""The head of the main places: which community, which day, what is still to be sent, who is working.

`PageHeader` is its sister for the pages below a place: a way back, a title, and room for chips or buttons.
"""

from __future__ import annotations

from typing import Any

from kivy.properties import BooleanProperty, OptionProperty, StringProperty
from kivy.uix.behaviors import ButtonBehavior
from kivy.uix.boxlayout import BoxLayout
from kivy.uix.widget import Widget

from app.theme.tones import TONE_NAMES
from app.widgets.button.button import IconButton  # noqa: F401 - named in the kv file
from app.widgets.chip.chip import ChipButton  # noqa: F401 - named in the kv file
from app.widgets.ground.ground import RoundedGround
from app.widgets.help_button.help_button import HelpButton
from app.widgets.kv import load_kv


class CommunityButton(ButtonBehavior, RoundedGround, BoxLayout):
    """The community's name with a chevron, the date below it."""

    community = StringProperty("")
    date = StringProperty("")


class TopBar(BoxLayout):
    """Events: `on_open_community()`, `on_open_sync()`, `on_open_user()`. Tone and icon go together with `sync_text`."""

    __events__ = ("on_open_community", "on_open_sync", "on_open_user")

    community = StringProperty("")
    date = StringProperty("")
    sync_text = StringProperty("")
    sync_tone = OptionProperty("pending", options=list(TONE_NAMES))
    sync_icon = StringProperty("cloud-upload-outline")
    user = StringProperty("")

    def on_open_community(self) -> None:
        """The community's name was touched."""

    def on_open_sync(self) -> None:
        """The chip of what is to be sent was touched."""

    def on_open_user(self) -> None:
        """The chip of the person was touched."""


class PageHeader(BoxLayout):
    """Event: `on_back()`. Further children of the header stand at its right, before the question mark."""

    __events__ = ("on_back",)

    title = StringProperty("")
    subtitle = StringProperty("")
    has_help = BooleanProperty(defaultvalue=True)

    def add_widget(self, widget: Widget, *rest: Any, **more: Any) -> None:
        """The question mark stays where it is on every page: at the right end."""
        if self.children and isinstance(self.children[0], HelpButton):
            super().add_widget(widget, index=1)
        else:
            super().add_widget(widget, *rest, **more)

    def on_back(self) -> None:
        """The arrow was touched."""


load_kv(__file__)
