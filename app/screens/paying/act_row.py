"""The few buttons at the right of a page's head: beside each other where there is room, else as small keys with the
word below the picture. The person's name comes first.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

from kivy.metrics import dp, sp
from kivy.properties import ObjectProperty, OptionProperty, StringProperty
from kivy.uix.behaviors import ButtonBehavior
from kivy.uix.boxlayout import BoxLayout

from app.screens.paying.states import Act
from app.widgets.button.button import KINDS, AppButton
from app.widgets.ground.ground import RoundedGround
from app.widgets.kv import load_kv

NAME_SP = 400
"""So much is left for back, initials and name before the buttons become keys."""


class ActKey(ButtonBehavior, RoundedGround, BoxLayout):
    """Picture above, word below."""

    icon = StringProperty("")
    text = StringProperty("")
    kind = OptionProperty("quiet", options=list(KINDS))


class ActRow(BoxLayout):
    """`show(acts, room)`. Event: `on_act(key)`."""

    __events__ = ("on_act",)

    acts = ObjectProperty(())

    def __init__(self, **properties: Any) -> None:
        self._is_compact: bool | None = None
        super().__init__(**properties)

    def show(self, acts: tuple[Act, ...], room: float) -> None:
        """`room` is the width of the whole head. Buttons stay the same widgets while nothing about them changes."""
        buttons = [AppButton(text=act.text, icon=act.icon, kind=act.kind, disabled=not act.enabled) for act in acts]
        widths = [button.content_width + dp(36) for button in buttons]
        is_compact = sum(widths) + len(widths) * dp(10) > room - sp(NAME_SP)
        if (acts, is_compact) == (self.acts, self._is_compact):
            return
        self.acts, self._is_compact = acts, is_compact
        self.clear_widgets()
        for act, button, width in zip(acts, buttons, widths, strict=True):
            shown = ActKey(icon=act.icon, text=act.text, kind=act.kind) if is_compact else button
            if not is_compact:
                shown.size_hint_x, shown.width, shown.height = None, width, max(dp(64), sp(64))
            shown.bind(on_release=self._teller(act.key))
            self.add_widget(shown)

    def on_act(self, key: str) -> None:
        """One of them was touched."""

    def _teller(self, key: str) -> Callable[[Any], None]:
        return partial(self._tell, key)

    def _tell(self, key: str, _: Any) -> None:
        self.dispatch("on_act", key)


load_kv(__file__)
