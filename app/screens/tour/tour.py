"""The tour, above everything else: a picture, what it says, how far it is, and three ways on."""

from __future__ import annotations

from collections.abc import Callable

from kivy.metrics import dp
from kivy.properties import AliasProperty, BooleanProperty, ObjectProperty
from kivy.uix.boxlayout import BoxLayout
from kivy.uix.widget import Widget

from app.screens.tour.pictures import picture
from app.screens.tour.presenter import TourPresenter, TourState
from app.widgets.button.button import AppButton  # noqa: F401 - named in the kv file
from app.widgets.ground.ground import RoundedGround
from app.widgets.kv import load_kv
from app.widgets.label.label import Heading, TextLabel  # noqa: F401 - named in the kv file
from app.widgets.still.still import Still  # noqa: F401 - named in the kv file

LOW_DP = 700
"""Below that every line counts."""


class TourDot(Widget):
    """One page; filled where one is."""

    here = BooleanProperty(defaultvalue=False)


class TourGround(RoundedGround, BoxLayout):
    """What the picture stands on."""


class TourView(BoxLayout):
    """Events: `on_next()`, `on_previous()`, `on_skip()`."""

    __events__ = ("on_next", "on_previous", "on_skip")

    state = ObjectProperty(TourState(), rebind=True)
    is_low = AliasProperty(lambda self: self.height < dp(LOW_DP), bind=["height"])

    def __init__(self) -> None:
        self.presenter: TourPresenter | None = None
        self._page = ""
        super().__init__()

    def enter(self) -> None:
        if self.presenter is not None:
            self.presenter.enter()

    def go_back(self) -> bool:
        return self.presenter.go_back() if self.presenter is not None else False

    def render(self, state: TourState) -> None:
        self.state = state
        if state.page != self._page:
            self._page = state.page
            self.ids.picture.clear_widgets()
            self.ids.picture.add_widget(picture(state.page))
        dots = self.ids.dots
        if len(dots.children) != state.of:
            dots.clear_widgets()
            for _ in range(state.of):
                dots.add_widget(TourDot())
        for place, dot in enumerate(reversed(dots.children), start=1):
            dot.here = place == state.at

    def on_next(self) -> None:
        """The next page."""

    def on_previous(self) -> None:
        """The page before."""

    def on_skip(self) -> None:
        """Enough of it."""


def build_tour(done: Callable[[], None]) -> TourView:
    """A tour that calls `done` when it is over."""
    view = TourView()
    presenter = TourPresenter(view.render, done)
    view.presenter = presenter
    view.bind(
        on_next=lambda _view: presenter.go_on(),
        on_previous=lambda _view: presenter.go_back(),
        on_skip=lambda _view: presenter.skip(),
    )
    return view


load_kv(__file__)
