"""The first screen of a new tablet: what it takes to begin at the left, address and code at the right."""

from __future__ import annotations

from typing import Any

from kivy.clock import Clock
from kivy.metrics import dp
from kivy.properties import AliasProperty, DictProperty, ListProperty, ObjectProperty

from app.desk import Desk
from app.screens.enrol.fetch_card import FetchCard  # noqa: F401 - named in the kv file
from app.screens.enrol.language_part import LanguagePart
from app.screens.enrol.presenter import FETCHING, LANGUAGE, EnrolPresenter, EnrolState
from app.screens.enrol.welcome_part import WelcomePart  # noqa: F401 - named in the kv file
from app.text.texts import t
from app.widgets.button.button import AppButton  # noqa: F401 - named in the kv file
from app.widgets.card.card import Card
from app.widgets.kv import load_kv
from app.widgets.notice.notice import Notice  # noqa: F401 - named in the kv file
from app.widgets.page.page import Columns, ScrollPage  # noqa: F401 - Columns is named in the kv file
from app.widgets.segmented.segmented import Segmented  # noqa: F401 - named in the kv file
from app.widgets.text_field.text_field import TextField

WORDS = (
    "welcome", "enrol_detail", "address", "address_placeholder", "code", "code_placeholder", "code_hint", "enrol",
    "asking", "or_type", "scan", "step_1", "step_2", "step_3", "fetching", "fetching_detail", "records", "practise",
    "tour",
)  # fmt: skip


START = ("practise", "tour", "or_type", "scan")


class CodeField(TextField):
    """A field that another one may hand the keyboard to."""

    def focus_entry(self) -> None:
        self.ids.entry.focus = True


class EnrolView(ScrollPage):
    """Events: `on_address(text)`, `on_code(text)`, `on_scan()`, `on_go()`, `on_fetch()`, `on_language(key)`,
    `on_practise()`, `on_tour()`.
    """

    __events__ = (
        "on_address", "on_code", "on_scan", "on_go", "on_fetch", "on_language", "on_practise", "on_tour",
    )  # fmt: skip

    state = ObjectProperty(EnrolState(), rebind=True)
    words = DictProperty(dict.fromkeys((*WORDS, "retry"), ""))
    languages = ListProperty([])
    is_in = AliasProperty(lambda self: self.state.step == FETCHING, bind=["state"])

    def __init__(self, words: dict[str, str], languages: list[tuple[str, str]]) -> None:
        self.presenter: EnrolPresenter | None = None
        super().__init__(words=words, languages=languages)
        self._form, self._fetch = self.ids.form.__self__, self.ids.fetch.__self__
        self._stand(self._form)
        self.language_part = LanguagePart()
        self.language_part.bind(on_choose=lambda _part, key: self.dispatch("on_language", key))
        self._column = self.children[0]
        for widget in (self, self._column):
            widget.fbind("size", self._centre)

    def _centre(self, *_: Any) -> None:
        """In a large window the page stands a little above the middle and is no wider than one can read."""
        column = self._column
        content = column.minimum_height - column.padding[1] - column.padding[3]
        side = max(dp(24), (self.width - dp(1160)) / 2)
        top = max(dp(24), (self.height - content) * 0.4)
        column.padding = (side, top, side, dp(24))

    def enter(self) -> None:
        if self.presenter is not None:
            self.presenter.enter()

    def leave(self) -> None:
        if self.presenter is not None:
            self.presenter.leave()

    def render(self, state: EnrolState) -> None:
        self.state = state
        self._stand(self._fetch if state.step == FETCHING else self._form)
        shown = self.language_part if state.step == LANGUAGE else self._column
        if self.children != [shown]:
            self.clear_widgets()
            super().add_widget(shown)

    def _stand(self, card: Card) -> None:
        place = self.ids.place
        if place.children != [card]:
            place.clear_widgets()
            place.add_widget(card)

    def on_address(self, text: str) -> None:
        """The address was typed."""

    def on_code(self, text: str) -> None:
        """The code was typed or pasted."""

    def on_scan(self) -> None:
        """The camera is to read the paper."""

    def on_practise(self) -> None:
        """Practice first."""

    def on_tour(self) -> None:
        """How does it work?"""

    def on_go(self) -> None:
        """Enrol now."""

    def on_fetch(self) -> None:
        """Go on fetching the data."""

    def on_language(self, key: str) -> None:
        """A language was chosen."""


def build(desk: Desk) -> EnrolView:
    words = {name: t(f"start.{name}" if name in START else f"entry.{name}") for name in WORDS}
    words["retry"] = t("common.retry")
    view = EnrolView(words, [("es", t("settings.spanish")), ("en", t("settings.english"))])
    presenter = EnrolPresenter(desk, view.render, desk.machine.scanner)
    view.presenter = presenter
    view.bind(
        on_address=lambda _view, text: presenter.address_typed(text),
        on_code=lambda _view, text: presenter.code_typed(text),
        on_scan=lambda _view: presenter.scan(),
        on_practise=lambda _view: presenter.practise(),
        on_tour=lambda _view: presenter.show_tour(),
        on_go=lambda _view: presenter.submit(),
        on_fetch=lambda _view: presenter.fetch(),
        on_language=lambda _view, key: Clock.schedule_once(lambda _elapsed: presenter.choose_language(key), 0),
    )
    return view


load_kv(__file__)
