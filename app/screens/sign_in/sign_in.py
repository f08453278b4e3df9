"""Signing in: large names to touch, then the pad. What is asked for stands at the left, the pad where the thumb is."""

from __future__ import annotations

from typing import Any

from kivy.clock import Clock
from kivy.properties import NumericProperty, StringProperty
from kivy.uix.anchorlayout import AnchorLayout
from kivy.uix.behaviors import ButtonBehavior
from kivy.uix.boxlayout import BoxLayout

from app.desk import Desk
from app.screens.enrol.fetch_card import FetchCard
from app.screens.sign_in.pin_part import PinPart
from app.screens.sign_in.presenter import LetIn, SignInPresenter
from app.screens.sign_in.reset_part import ResetPart
from app.screens.sign_in.states import EMPTY, PEOPLE, RESET, PersonTile, SignInState
from app.text.texts import t
from app.widgets.empty_state.empty_state import EmptyState
from app.widgets.ground.ground import RoundedGround
from app.widgets.kv import load_kv

ONE_COLUMN = 3
"""So many names stand below each other; more of them stand in two columns."""


class SignInTile(ButtonBehavior, RoundedGround, BoxLayout):
    """One person to touch."""

    initials = StringProperty("")
    text = StringProperty("")
    note = StringProperty("")


class PeoplePart(AnchorLayout):
    """Who is going to work? Event: `on_choose(key)`."""

    __events__ = ("on_choose",)

    title = StringProperty("")
    detail = StringProperty("")
    columns = NumericProperty(1)

    def show(self, people: tuple[PersonTile, ...]) -> None:
        self.columns = 2 if len(people) > ONE_COLUMN else 1
        self.ids.tiles.clear_widgets()
        for person in people:
            tile = SignInTile(initials=person.initials, text=person.name, note=person.note)
            tile.bind(on_release=lambda _tile, key=person.key: self.dispatch("on_choose", key))
            self.ids.tiles.add_widget(tile)

    def on_choose(self, key: str) -> None:
        """A name was touched."""


class FetchPart(AnchorLayout):
    """Nobody is known yet: fetch the data, and how far that has come."""


class SignInView(BoxLayout):
    """Shows one of its parts at a time."""

    def __init__(self) -> None:
        super().__init__()
        self.presenter: SignInPresenter | None = None
        self.people = PeoplePart(title=t("entry.who"), detail=t("entry.who_detail"))
        self.pin = PinPart()
        self.reset = ResetPart(
            title=t("entry.reset_title"), detail=t("entry.reset_detail"), back_text=t("entry.remembered"),
            note=t("entry.reset_note"),
        )  # fmt: skip
        self.empty = EmptyState(
            icon="cloud-off-outline",
            title=t("entry.people_missing"),
            detail=t("entry.people_missing_detail"),
            action_text=t("entry.fetch"),
        )
        self.fetch_card = FetchCard(
            title=t("entry.fetching"),
            detail=t("entry.fetching_detail"),
            caption=t("entry.records"),
            retry_text=t("common.retry"),
            size_hint_x=0.7,
        )
        self.fetch = FetchPart()
        self.fetch.add_widget(self.fetch_card)
        self._seconds = Clock.schedule_interval(self._tick, 1)
        self._seconds.cancel()

    def enter(self) -> None:
        self._seconds()
        if self.presenter is not None:
            self.presenter.enter()

    def leave(self) -> None:
        self._seconds.cancel()
        if self.presenter is not None:
            self.presenter.leave()

    def render(self, state: SignInState) -> None:
        if state.step == EMPTY:
            self._render_fetching(state)
        elif state.step == PEOPLE:
            self.people.show(state.people)
            self._stand(self.people)
        elif state.step == RESET:
            self.reset.render(state)
            self._stand(self.reset)
        else:
            self._render_pin(state)

    def _render_pin(self, state: SignInState) -> None:
        part = self.pin
        if state.person is not None:
            part.initials, part.name = state.person.initials, state.person.name
        part.caption, part.detail, part.error = state.caption, state.detail, state.error
        part.back_text = t("entry.other_person") if state.can_go_back else ""
        part.forgot_text = t("entry.forgot") if state.can_forget else ""
        part.wait = state.wait
        if part.parent is None:
            part.pad.clear()
        self._stand(part)

    def _render_fetching(self, state: SignInState) -> None:
        card = self.fetch_card
        card.figure, card.fraction, card.problem = state.fetching, state.fraction, state.error
        self._stand(self.fetch if state.is_fetching or state.error else self.empty)

    def _stand(self, part: Any) -> None:
        if self.children != [part]:
            self.clear_widgets()
            self.add_widget(part)

    def _tick(self, _elapsed: float) -> None:
        if self.presenter is not None:
            self.presenter.tick()


def build(desk: Desk) -> SignInView:
    return _bound(desk, None)


def build_lock(desk: Desk, unlock: LetIn) -> SignInView:
    """The same, above a screen that was locked; `unlock` is told whose PIN was right."""
    return _bound(desk, unlock)


def _bound(desk: Desk, unlock: LetIn | None) -> SignInView:
    view = SignInView()
    presenter = SignInPresenter(desk, view.render, unlock)
    view.presenter = presenter
    view.people.bind(on_choose=lambda _part, key: presenter.choose(key))
    view.pin.bind(
        on_pin=lambda _part, pin: presenter.pin_typed(pin),
        on_other=lambda _part: presenter.other_person(),
        on_forgot=lambda _part: presenter.forgot(),
    )
    view.reset.bind(
        on_code=lambda _part, code: presenter.code_typed(code),
        on_back=lambda _part: presenter.back(),
    )
    view.empty.bind(on_action=lambda _part: presenter.fetch())
    view.fetch_card.bind(on_retry=lambda _card: presenter.fetch())
    return view


load_kv(__file__)
