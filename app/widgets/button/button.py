"""What one presses. One primary button on a screen; a danger button only for what cannot be undone.

Both kinds tell their press through Kivy's `on_release`. The one feedback is a darker ground while the finger is on.
"""

from __future__ import annotations

from typing import Any

from kivy.properties import (
    AliasProperty,
    BooleanProperty,
    ColorProperty,
    NumericProperty,
    OptionProperty,
    StringProperty,
)
from kivy.uix.behaviors import ButtonBehavior
from kivy.uix.boxlayout import BoxLayout

from app.theme import tokens
from app.theme.tokens import Colour
from app.widgets.ground.ground import RoundedGround
from app.widgets.kv import load_kv
from app.widgets.label.label import Icon
from app.widgets.measure import natural_width

# kind → ground, ground while pressed, line, ink
KINDS: dict[str, tuple[Colour, Colour, Colour, Colour]] = {
    "primary": (tokens.FOREST, tokens.FOREST_PRESSED, tokens.FOREST, tokens.ON_FOREST),
    "secondary": (tokens.SURFACE, tokens.FOREST_LIGHT, tokens.FOREST, tokens.FOREST),
    "quiet": (tokens.FOREST_LIGHT, tokens.FOREST_LIGHT_PRESSED, tokens.FOREST_LIGHT, tokens.FOREST),
    "danger": (tokens.RED_TEXT, tokens.RED_PRESSED, tokens.RED_TEXT, tokens.ON_FOREST),
}
OFF = (tokens.OFF, tokens.OFF, tokens.LINE, tokens.OFF_TEXT)


class AppButton(ButtonBehavior, RoundedGround, BoxLayout):
    """60 dp and more; `large` makes it 128 dp, for the one that hands over money. `content_width` is what it needs."""

    text = StringProperty("")
    icon = StringProperty("")
    kind = OptionProperty("primary", options=list(KINDS))
    large = BooleanProperty(defaultvalue=False)
    font_size = NumericProperty(tokens.LABEL)
    icon_size = NumericProperty(tokens.ICON)

    def __init__(self, **properties: Any) -> None:
        self._picture: Icon | None = None
        super().__init__(**properties)
        for name in ("icon", "icon_size", "ink"):
            self.fbind(name, self._show_icon)
        self._show_icon()

    def _show_icon(self, *_: Any) -> None:
        """In front of the words, from the first icon on: half of all buttons have none."""
        if self._picture is None:
            if not self.icon:
                return
            self._picture = Icon(pos_hint={"center_y": 0.5})
            self.add_widget(self._picture, index=len(self.children))
        self._picture.icon, self._picture.font_size = self.icon, self.icon_size
        self._picture.color = self.ink

    def _colours(self) -> tuple[Colour, Colour, Colour, Colour]:
        return OFF if self.disabled else KINDS[self.kind]

    def _ground(self) -> Colour:
        return self._colours()[1 if self.state == "down" else 0]

    def _content_width(self) -> float:
        beside = self.icon_size * 1.15 + self.spacing if self.icon else 0
        return float(natural_width(self.text, self.font_size, bold=True) + beside)

    ground = AliasProperty(_ground, bind=["kind", "state", "disabled"])
    ink = AliasProperty(lambda self: self._colours()[3], bind=["kind", "disabled"])
    line = AliasProperty(lambda self: self._colours()[2], bind=["kind", "disabled"])
    has_line = AliasProperty(lambda self: self._colours()[2] != self._colours()[0], bind=["kind", "disabled"])
    content_width = AliasProperty(_content_width, bind=["text", "icon", "font_size", "icon_size", "spacing"])


class IconButton(ButtonBehavior, RoundedGround, Icon):
    """An icon of at least 48 dp to press; `hint` is the word for it, which tests and screen readers go by."""

    hint = StringProperty("")
    ink = ColorProperty(tokens.FOREST)
    rest_color = ColorProperty(tokens.CLEAR)
    pressed_color = ColorProperty(tokens.FOREST_LIGHT)

    def __init__(self, **properties: Any) -> None:
        super().__init__(**properties)
        for name in ("state", "disabled", "ink", "rest_color", "pressed_color"):
            self.fbind(name, self._look)
        self._look()

    def collide_point(self, x: float, y: float) -> bool:
        """A button without an icon takes no touch."""
        return bool(self.icon) and bool(super().collide_point(x, y))

    def _look(self, *_: Any) -> None:
        self.color = self.ink
        self.ground_color = self.pressed_color if self.state == "down" else self.rest_color


load_kv(__file__)
