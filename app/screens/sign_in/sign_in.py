"""Signing in: large names to touch, then the pad. What is asked for stands at the left, the pad where the thumb is."""

from __future__ import annotations

from typing import Any

from kivy.clock import Clock
from kivy.properties import StringProperty
from kivy.uix.anchorlayout import AnchorLayout
from kivy.uix.behaviors import ButtonBehavior
from kivy.uix.boxlayout import BoxLayout

from app.desk import Desk
from app.screens.enrol.fetch_card import FetchCard
from app.screens.sign_in.pin_part import PinPart
from app.screens.sign_in.presenter import EMPTY, PEOPLE, PersonTile, SignInPresenter, SignInState
from app.text.texts import t
from app.widgets.empty_state.empty_state import EmptyState
from app.widgets.ground.ground import RoundedGround
from app.widgets.kv import load_kv


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

    def show(self, people: tuple[PersonTile, ...]) -> None:
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
        else:
            self._render_pin(state)

    def _render_pin(self, state: SignInState) -> None:
        part = self.pin
        if state.person is not None:
            part.initials, part.name = state.person.initials, state.person.name
        part.caption, part.detail, part.error = state.caption, state.detail, state.error
        part.back_text = t("entry.other_person") if state.can_go_back else ""
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
    view = SignInView()
    presenter = SignInPresenter(desk, view.render)
    view.presenter = presenter
    view.people.bind(on_choose=lambda _part, key: presenter.choose(key))
    view.pin.bind(
        on_pin=lambda _part, pin: presenter.pin_typed(pin),
        on_other=lambda _part: presenter.other_person(),
    )
    view.empty.bind(on_action=lambda _part: presenter.fetch())
    view.fetch_card.bind(on_retry=lambda _card: presenter.fetch())
    return view


load_kv(__file__)
