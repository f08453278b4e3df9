"""The page of the help: three pictures with a sentence each, side by side or below each other."""

from __future__ import annotations

from typing import Any

from kivy.metrics import dp
from kivy.properties import DictProperty, ListProperty, ObjectProperty, StringProperty

from app.desk import Desk
from app.screens.help.presenter import HelpPresenter, HelpState
from app.screens.help.topics import GENERAL
from app.text.texts import t
from app.widgets.button.button import AppButton
from app.widgets.card.card import Card
from app.widgets.kv import load_kv
from app.widgets.page.page import Columns, ScrollPage  # noqa: F401 - Columns is named in the kv file
from app.widgets.step_picture.step_picture import StepPicture  # noqa: F401 - named in the kv file
from app.widgets.top_bar.top_bar import PageHeader  # noqa: F401 - named in the kv file

WORDS = ("tour", "practise", "others")


class HelpCard(Card):
    """One step."""

    number = StringProperty("")
    icons = ListProperty([])
    sentence = StringProperty("")


class HelpView(ScrollPage):
    """Events: `on_tour()`, `on_practise()`, `on_topic(key)`, `on_leave_page()`."""

    __events__ = ("on_tour", "on_practise", "on_topic", "on_leave_page")

    state = ObjectProperty(HelpState(), rebind=True)
    words = DictProperty(dict.fromkeys(WORDS, ""))

    def __init__(self, words: dict[str, str]) -> None:
        self.presenter: HelpPresenter | None = None
        super().__init__(words=words)

    def enter(self, topic: str = GENERAL) -> None:
        self.scroll_y = 1
        if self.presenter is not None:
            self.presenter.enter(topic)

    def render(self, state: HelpState) -> None:
        if state == self.state:
            return
        self.state = state
        cards = self.ids.cards
        cards.clear_widgets()
        for step in state.steps:
            cards.add_widget(HelpCard(number=step.number, icons=list(step.icons), sentence=step.sentence))
        others = self.ids.others
        others.clear_widgets()
        for key, word in state.others:
            button = AppButton(kind="secondary", text=word)
            button.bind(on_release=lambda _button, topic=key: self.dispatch("on_topic", topic))
            others.add_widget(button)

    def columns_for(self, width: float) -> int:
        """How many of the other topics stand side by side."""
        return max(1, int(width // dp(240)))

    def on_tour(self) -> None:
        """The tour is asked for."""

    def on_practise(self) -> None:
        """Practice is asked for."""

    def on_topic(self, key: str) -> None:
        """Help for another screen."""

    def on_leave_page(self) -> None:
        """The arrow was touched."""


def build(desk: Desk) -> Any:
    view = HelpView({name: t(f"help.{name}") for name in WORDS})
    presenter = HelpPresenter(desk, view.render)
    view.presenter = presenter
    view.bind(
        on_tour=lambda _view: presenter.show_tour(),
        on_practise=lambda _view: presenter.practise(),
        on_topic=lambda _view, key: presenter.open_topic(key),
        on_leave_page=lambda _view: presenter.back(),
    )
    return view


load_kv(__file__)
