"""Signing in: large names to touch, then the pad. What is asked for stands at the left, the pad where the thumb is."""

from __future__ import annotations

from functools import cached_property, partial
from typing import TYPE_CHECKING, Any

from kivy.clock import Clock
from kivy.properties import NumericProperty, StringProperty
from kivy.uix.anchorlayout import AnchorLayout
from kivy.uix.boxlayout import BoxLayout

from app.desk import Desk
from app.screens.sign_in.presenter import LetIn, SignInPresenter
from app.screens.sign_in.states import EMPTY, LET_IN, PEOPLE, RESET, PersonTile, SignInState
from app.screens.sign_in.tile import tiles_of
from app.text.texts import t
from app.widgets.kv import load_kv
from app.widgets.label.label import Heading, Muted  # noqa: F401 - named in the kv file

if TYPE_CHECKING:
    from app.screens.enrol.fetch_card import FetchCard
    from app.screens.sign_in.let_in_part import LetInPart
    from app.screens.sign_in.pin_part import PinPart
    from app.screens.sign_in.reset_part import ResetPart
    from app.widgets.empty_state.empty_state import EmptyState

ONE_COLUMN = 3
"""So many names stand below each other; more of them stand in two columns."""


class PeoplePart(AnchorLayout):
    """Who is going to work? Event: `on_choose(key)`."""

    __events__ = ("on_choose",)

    title = StringProperty("")
    detail = StringProperty("")
    columns = NumericProperty(1)

    def show(self, people: tuple[PersonTile, ...]) -> None:
        self.columns = 2 if len(people) > ONE_COLUMN else 1
        self.ids.tiles.clear_widgets()
        for tile in tiles_of(people, partial(self.dispatch, "on_choose")):
            self.ids.tiles.add_widget(tile)

    def on_choose(self, key: str) -> None:
        """A name was touched."""


class FetchPart(AnchorLayout):
    """Nobody is known yet: fetch the data, and how far that has come."""

    def __init__(self, card: FetchCard) -> None:
        super().__init__()
        self.card = card
        self.add_widget(card)


class SignInView(BoxLayout):
    """Shows one of its parts at a time, each made when it is first shown: whoever starts waits for the names alone."""

    def __init__(self, desk: Desk, unlock: LetIn | None) -> None:
        super().__init__()
        self.presenter = SignInPresenter(desk, self.render, unlock)
        self._seconds = Clock.schedule_interval(lambda _elapsed: self.presenter.tick(), 1)
        self._seconds.cancel()

    @cached_property
    def people(self) -> PeoplePart:
        part = PeoplePart(title=t("entry.who"), detail=t("entry.who_detail"))
        part.bind(on_choose=lambda _part, key: self.presenter.choose(key))
        return part

    @cached_property
    def pin(self) -> PinPart:
        from app.screens.sign_in.pin_part import PinPart

        part = PinPart()
        part.bind(
            on_pin=lambda _part, pin: self.presenter.pin_typed(pin),
            on_other=lambda _part: self.presenter.other_person(),
            on_forgot=lambda _part: self.presenter.forgot(),
        )
        return part

    @cached_property
    def let_in(self) -> LetInPart:
        from app.screens.sign_in.let_in_part import LetInPart

        part = LetInPart(office_text=t("entry.ask_office"))
        part.bind(
            on_choose=lambda _part, key: self.presenter.ask_leave(key),
            on_office=lambda _part: self.presenter.forgot(),
            on_other=lambda _part: self.presenter.other_person(),
        )
        return part

    @cached_property
    def reset(self) -> ResetPart:
        from app.screens.sign_in.reset_part import ResetPart

        part = ResetPart(
            title=t("entry.reset_title"), detail=t("entry.reset_detail"), note=t("entry.reset_note"),
        )  # fmt: skip
        part.bind(
            on_code=lambda _part, code: self.presenter.code_typed(code),
            on_back=lambda _part: self.presenter.back(),
        )
        return part

    @cached_property
    def empty(self) -> EmptyState:
        from app.widgets.empty_state.empty_state import EmptyState

        part = EmptyState(
            icon="cloud-off-outline",
            title=t("entry.people_missing"),
            detail=t("entry.people_missing_detail"),
            action_text=t("entry.fetch"),
        )
        part.bind(on_action=lambda _part: self.presenter.fetch())
        return part

    @cached_property
    def fetch(self) -> FetchPart:
        from app.screens.enrol.fetch_card import FetchCard

        card = FetchCard(
            title=t("entry.fetching"),
            detail=t("entry.fetching_detail"),
            caption=t("entry.records"),
            retry_text=t("common.retry"),
            size_hint_x=0.7,
        )
        card.bind(on_retry=lambda _card: self.presenter.fetch())
        return FetchPart(card)

    def enter(self) -> None:
        self._seconds()
        self.presenter.enter()

    def leave(self) -> None:
        self._seconds.cancel()
        self.presenter.leave()

    def render(self, state: SignInState) -> None:
        if state.step == EMPTY:
            self._render_fetching(state)
        elif state.step == PEOPLE:
            self.people.show(state.people)
            self._stand(self.people)
        elif state.step == LET_IN:
            self.let_in.render(state)
            self._stand(self.let_in)
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
        if not state.is_fetching and not state.error:
            self._stand(self.empty)
            return
        card = self.fetch.card
        card.figure, card.fraction, card.problem = state.fetching, state.fraction, state.error
        self._stand(self.fetch)

    def _stand(self, part: Any) -> None:
        if self.children != [part]:
            self.clear_widgets()
            self.add_widget(part)


def build(desk: Desk) -> SignInView:
    return SignInView(desk, None)


def build_lock(desk: Desk, unlock: LetIn) -> SignInView:
    """The same, above a screen that was locked; `unlock` is told whose PIN was right."""
    return SignInView(desk, unlock)


load_kv(__file__)
