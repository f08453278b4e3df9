"""The place of sync: what is only here, one button, how far it has come, and how it ended."""

from __future__ import annotations

from kivy.properties import ObjectProperty, StringProperty
from kivy.uix.boxlayout import BoxLayout

from app.desk import Desk
from app.screens.sync.carry_card import CarryCard
from app.screens.sync.carry_presenter import CarryPresenter
from app.screens.sync.photos_card import PhotosCard  # noqa: F401 - named in the kv file
from app.screens.sync.presenter import SyncPresenter, SyncScreenState
from app.text.texts import t
from app.widgets.button.button import AppButton  # noqa: F401 - named in the kv file
from app.widgets.card.card import Card  # noqa: F401 - named in the kv file
from app.widgets.kv import load_kv
from app.widgets.label.label import Body, Figure  # noqa: F401 - Figure is named in the kv file
from app.widgets.lines import show_lines
from app.widgets.notice.notice import Notice  # noqa: F401 - named in the kv file
from app.widgets.page.page import Columns, ScrollPage  # noqa: F401 - Columns is named in the kv file
from app.widgets.progress_line.progress_line import ProgressLine


class SyncFact(BoxLayout):
    """What it is, above what holds."""

    label = StringProperty("")
    value = StringProperty("")


class SyncScreen(ScrollPage):
    """Events: `on_start()`, `on_stop()`, `on_photos(key)`."""

    __events__ = ("on_start", "on_stop", "on_photos")

    state = ObjectProperty(SyncScreenState(), rebind=True)
    title = StringProperty("")
    start_text = StringProperty("")
    stop_text = StringProperty("")
    photos_title = StringProperty("")

    def __init__(self) -> None:
        self.presenter: SyncPresenter | None = None
        self.carry_presenter: CarryPresenter | None = None
        words = {
            "title": "sync.title",
            "start_text": "sync.start",
            "stop_text": "sync.stop",
            "photos_title": "photos.title",
        }
        super().__init__(**{name: t(key) for name, key in words.items()})
        self.carry_card = CarryCard()
        self.add_widget(self.carry_card)

    def enter(self) -> None:
        if self.presenter is not None:
            self.presenter.enter()
        if self.carry_presenter is not None:
            self.carry_presenter.enter()

    def leave(self) -> None:
        if self.presenter is not None:
            self.presenter.leave()
        if self.carry_presenter is not None:
            self.carry_presenter.leave()

    def render(self, state: SyncScreenState) -> None:
        self.state = state
        progress = self.ids.progress
        progress.clear_widgets()
        if state.running:
            progress.add_widget(Body(text=state.running, bold=True))
        for line in state.lines:
            progress.add_widget(ProgressLine(caption=line.caption, figure=line.figure, fraction=line.fraction))
        show_lines(self.ids.facts, SyncFact, [{"label": label, "value": value} for label, value in state.facts])
        self.ids.photos.render(state.photos)

    def on_start(self) -> None:
        """Sync now."""

    def on_stop(self) -> None:
        """Stop after the turn that is under way."""

    def on_photos(self, key: str) -> None:
        """Photos are to be sent, or to wait."""


def build(desk: Desk) -> SyncScreen:
    view = SyncScreen()
    presenter = SyncPresenter(desk, view.render)
    view.presenter = presenter
    view.bind(
        on_start=lambda _view: presenter.start(),
        on_stop=lambda _view: presenter.stop(),
        on_photos=lambda _view, key: presenter.choose_photos(key),
    )
    card = view.carry_card
    carrying = view.carry_presenter = CarryPresenter(desk, card.render)
    card.bind(
        on_save=lambda _card: carrying.save(),
        on_read=lambda _card: carrying.read(),
        on_look=lambda _card: carrying.look(),
        on_choose=lambda _card, path: carrying.choose(path),
    )
    return view


load_kv(__file__)
