"""The first screen of a new tablet: what it takes to begin at the left, address and code at the right."""

from __future__ import annotations

from typing import Any

from kivy.clock import Clock
from kivy.metrics import dp
from kivy.properties import AliasProperty, BooleanProperty, DictProperty, ListProperty, ObjectProperty, StringProperty
from kivy.uix.boxlayout import BoxLayout
from kivy.uix.label import Label

from app.desk import Desk
from app.screens.enrol.fetch_card import FetchCard  # noqa: F401 - named in the kv file
from app.screens.enrol.presenter import FETCHING, EnrolPresenter, EnrolState
from app.text.texts import t
from app.widgets.button.button import AppButton  # noqa: F401 - named in the kv file
from app.widgets.card.card import Card
from app.widgets.ground.ground import RoundedGround
from app.widgets.kv import load_kv
from app.widgets.notice.notice import Notice  # noqa: F401 - named in the kv file
from app.widgets.page.page import Columns, ScrollPage  # noqa: F401 - Columns is named in the kv file
from app.widgets.segmented.segmented import Segmented  # noqa: F401 - named in the kv file
from app.widgets.text_field.text_field import TextField

WORDS = (
    "welcome", "enrol_detail", "address", "address_placeholder", "code", "code_placeholder", "code_hint", "enrol",
    "asking", "step_1", "step_2", "step_3", "fetching", "fetching_detail", "records",
)  # fmt: skip


class StepNumber(RoundedGround, Label):
    """A number in a circle, full when the step is behind one."""

    done = BooleanProperty(defaultvalue=False)


class EnrolStep(BoxLayout):
    """One of the steps on the way in."""

    number = StringProperty("")
    text = StringProperty("")
    done = BooleanProperty(defaultvalue=False)


class CodeField(TextField):
    """A field that another one may hand the keyboard to."""

    def focus_entry(self) -> None:
        self.ids.entry.focus = True


class EnrolView(ScrollPage):
    """Events: `on_address(text)`, `on_code(text)`, `on_go()`, `on_fetch()`, `on_language(key)`."""

    __events__ = ("on_address", "on_code", "on_go", "on_fetch", "on_language")

    state = ObjectProperty(EnrolState(), rebind=True)
    words = DictProperty(dict.fromkeys((*WORDS, "retry"), ""))
    languages = ListProperty([])
    is_in = AliasProperty(lambda self: self.state.step == FETCHING, bind=["state"])

    def __init__(self, words: dict[str, str], languages: list[tuple[str, str]]) -> None:
        self.presenter: EnrolPresenter | None = None
        super().__init__(words=words, languages=languages)
        self._form, self._fetch = self.ids.form.__self__, self.ids.fetch.__self__
        self._stand(self._form)
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

    def _stand(self, card: Card) -> None:
        place = self.ids.place
        if place.children != [card]:
            place.clear_widgets()
            place.add_widget(card)

    def on_address(self, text: str) -> None:
        """The address was typed."""

    def on_code(self, text: str) -> None:
        """The code was typed or pasted."""

    def on_go(self) -> None:
        """Enrol now."""

    def on_fetch(self) -> None:
        """Go on fetching the data."""

    def on_language(self, key: str) -> None:
        """A language was chosen."""


def build(desk: Desk) -> EnrolView:
    words = {name: t(f"entry.{name}") for name in WORDS} | {"retry": t("common.retry")}
    view = EnrolView(words, [("es", t("settings.spanish")), ("en", t("settings.english"))])
    presenter = EnrolPresenter(desk, view.render)
    view.presenter = presenter
    view.bind(
        on_address=lambda _view, text: presenter.address_typed(text),
        on_code=lambda _view, text: presenter.code_typed(text),
        on_go=lambda _view: presenter.submit(),
        on_fetch=lambda _view: presenter.fetch(),
        on_language=lambda _view, key: Clock.schedule_once(lambda _elapsed: presenter.choose_language(key), 0),
    )
    return view


load_kv(__file__)
