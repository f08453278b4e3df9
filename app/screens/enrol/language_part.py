"""The very first thing: which language. Each button speaks its own, so nobody has to read the other."""

from __future__ import annotations

from kivy.properties import BooleanProperty, StringProperty
from kivy.uix.behaviors import ButtonBehavior
from kivy.uix.boxlayout import BoxLayout

from app.text.texts import LANGUAGES, TABLE
from app.widgets.ground.ground import RoundedGround
from app.widgets.kv import load_kv
from app.widgets.label.label import Icon, Title  # noqa: F401 - named in the kv file
from app.widgets.page.page import Columns  # noqa: F401 - named in the kv file


class LanguageButton(ButtonBehavior, RoundedGround, BoxLayout):
    """One language, in its own words."""

    name = StringProperty("")
    invitation = StringProperty("")
    is_first = BooleanProperty(defaultvalue=False)


class LanguagePart(BoxLayout):
    """Event: `on_choose(key)`."""

    __events__ = ("on_choose",)

    def __init__(self) -> None:
        super().__init__()
        for place, key in enumerate(LANGUAGES):
            button = LanguageButton(
                name=TABLE[f"start.language_{key}"][place],
                invitation=TABLE["start.language_invitation"][place],
                is_first=place == 0,
            )
            button.bind(on_release=lambda _button, chosen=key: self.dispatch("on_choose", chosen))
            self.ids.languages.add_widget(button)

    def on_choose(self, key: str) -> None:
        """A language was touched."""


load_kv(__file__)
