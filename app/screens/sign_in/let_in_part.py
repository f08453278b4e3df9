"""Somebody has no PIN here yet: who lets them in by typing theirs, or the office by its code."""

from __future__ import annotations

from functools import partial
from typing import Any

from kivy.properties import StringProperty

from app.screens.sign_in.states import PersonTile, SignInState
from app.screens.sign_in.tile import tiles_of
from app.text.texts import t
from app.widgets.button.button import AppButton  # noqa: F401 - named in the kv file
from app.widgets.kv import load_kv
from app.widgets.label.label import Body, Title  # noqa: F401 - named in the kv file
from app.widgets.notice.notice import Notice  # noqa: F401 - named in the kv file
from app.widgets.prompt_scroll import PromptScrollView


class LetInPart(PromptScrollView):
    """Scrolls where the window is low. Events: `on_choose(key)`, `on_office()`, `on_other()`."""

    __events__ = ("on_choose", "on_office", "on_other")

    title = StringProperty("")
    detail = StringProperty("")
    error = StringProperty("")
    office_text = StringProperty("")
    other_text = StringProperty("")

    def __init__(self, **words: Any) -> None:
        super().__init__(**words)
        self._givers: tuple[PersonTile, ...] | None = None

    def render(self, state: SignInState) -> None:
        self.title, self.detail, self.error = state.caption, state.detail, state.error
        self.other_text = t("entry.other_person") if state.can_go_back else ""
        if state.givers != self._givers:
            self._givers = state.givers
            self.ids.tiles.clear_widgets()
            for tile in tiles_of(state.givers, partial(self.dispatch, "on_choose")):
                self.ids.tiles.add_widget(tile)

    def on_choose(self, key: str) -> None:
        """Somebody who has a PIN was touched."""

    def on_office(self) -> None:
        """The office is to be asked."""

    def on_other(self) -> None:
        """Somebody else is here."""


load_kv(__file__)
