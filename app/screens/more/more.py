"""“More”: large tiles, as many side by side as there is room for."""

from __future__ import annotations

from typing import Any

from kivy.metrics import sp
from kivy.properties import NumericProperty, StringProperty
from kivy.uix.behaviors import ButtonBehavior
from kivy.uix.boxlayout import BoxLayout

from app.desk import Desk
from app.screens.more.presenter import MorePresenter, MoreTile
from app.text.texts import t
from app.widgets.ground.ground import RoundedGround
from app.widgets.help_button.help_button import HelpButton  # noqa: F401 - named in the kv file
from app.widgets.kv import load_kv
from app.widgets.label.label import Heading, Icon, Muted  # noqa: F401 - named in the kv file
from app.widgets.page.page import ScrollPage

TILE_WIDTH_SP = 250


class PlaceTile(ButtonBehavior, RoundedGround, BoxLayout):
    """One place to go."""

    icon = StringProperty("")
    title = StringProperty("")
    note = StringProperty("")


class MoreView(ScrollPage):
    """Event: `on_open(key)`."""

    __events__ = ("on_open",)

    title = StringProperty("")
    columns = NumericProperty(3)

    def __init__(self, title: str) -> None:
        self.presenter: MorePresenter | None = None
        self._tiles: tuple[MoreTile, ...] = ()
        super().__init__(title=title)

    def enter(self, **_: Any) -> None:
        self.scroll_y = 1
        if self.presenter is not None:
            self.presenter.enter()

    def on_width(self, *_: Any) -> None:
        self.columns = max(1, min(3, int(self.width // sp(TILE_WIDTH_SP))))

    def render(self, tiles: tuple[MoreTile, ...]) -> None:
        if tiles == self._tiles:
            return
        self._tiles, grid = tiles, self.ids.tiles
        grid.clear_widgets()
        for tile in tiles:
            shown = PlaceTile(icon=tile.icon, title=tile.title, note=tile.note)
            shown.bind(on_release=lambda _tile, key=tile.key: self.dispatch("on_open", key))
            grid.add_widget(shown)

    def on_open(self, key: str) -> None:
        """A tile was touched."""


def build(desk: Desk) -> MoreView:
    view = MoreView(t("more.title"))
    presenter = MorePresenter(desk, view.render)
    view.presenter = presenter
    view.bind(on_open=lambda _view, key: presenter.open(key))
    return view


load_kv(__file__)
