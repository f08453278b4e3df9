"""The first place one sees: today's three figures, what today's work is worth, and what was recorded today."""

from __future__ import annotations

from kivy.metrics import dp
from kivy.properties import DictProperty, StringProperty

from app.desk import Desk
from app.screens.today.alerts import Alert
from app.screens.today.presenter import Tile, TodayPresenter, TodayState
from app.text.texts import t
from app.widgets.button.button import AppButton  # noqa: F401 - named in the kv file
from app.widgets.card.card import Card
from app.widgets.empty_state.empty_state import EmptyState  # noqa: F401 - named in the kv file
from app.widgets.kv import load_kv
from app.widgets.label.label import Figure, IconLabel  # noqa: F401 - named in the kv file
from app.widgets.money_parts.money_parts import MoneyThreeParts
from app.widgets.notice.notice import Notice
from app.widgets.page.page import Columns, ScrollPage  # noqa: F401 - Columns is named in the kv file
from app.widgets.record_row.record_row import RecordList  # noqa: F401 - named in the kv file

PARTS = ("alerts", "tiles", "money_card", "list_card", "empty")


class TodayTile(Card):
    """One figure and its button. Event: `on_record()`."""

    __events__ = ("on_record",)

    icon = StringProperty("")
    title = StringProperty("")
    figure = StringProperty("")
    note = StringProperty("")
    action = StringProperty("")

    def render(self, tile: Tile) -> None:
        for name in ("icon", "title", "figure", "note", "action"):
            setattr(self, name, getattr(tile, name))

    def on_record(self) -> None:
        """The button was pressed."""


class TodayView(ScrollPage):
    """Events go to the presenter by `bind` in `build`."""

    __events__ = ("on_record", "on_open_record", "on_history", "on_empty_action", "on_alert")

    words = DictProperty({"money": "", "records": "", "all_records": ""})

    def __init__(self, words: dict[str, str]) -> None:
        self._tiles: dict[str, TodayTile] = {}
        self.presenter: TodayPresenter | None = None
        super().__init__(words=words)
        self._parts = {name: self.ids[name].__self__ for name in PARTS}
        self._alerts: tuple[Alert, ...] = ()
        # The top bar stands right above and brings its own margin.
        self.children[0].padding = (dp(24), dp(8), dp(24), dp(24))
        self._money = MoneyThreeParts(caption=words["money"])
        self._parts["money_card"].add_widget(self._money)

    def enter(self) -> None:
        self.scroll_y = 1
        if self.presenter is not None:
            self.presenter.enter()

    def leave(self) -> None:
        if self.presenter is not None:
            self.presenter.leave()

    def render(self, state: TodayState) -> None:
        self._show_alerts(state.alerts)
        for tile in state.tiles:
            self._tile(tile.key).render(tile)
        if state.money is not None:
            self._money.render(state.money)
        self.ids.records.show(state.records)
        empty = self.ids.empty
        name = "empty" if state.has_committee else "no_committee"
        empty.title, empty.detail = t(f"today.{name}"), t(f"today.{name}_detail")
        # The three buttons stand right above: a fourth one would say the same.
        empty.action_text = "" if state.has_committee else t("today.fetch")
        empty.icon = "account-multiple-check" if state.has_committee else "cloud-off-outline"
        first = ("alerts",) if state.alerts else ()
        if not state.has_committee:
            self._stand(*first, "empty")
        elif state.is_empty:
            self._stand(*first, "tiles", "empty")
        else:
            self._stand(*first, "tiles", "money_card", "list_card")

    def _show_alerts(self, alerts: tuple[Alert, ...]) -> None:
        if alerts == self._alerts:
            return
        self._alerts = alerts
        column = self._parts["alerts"]
        column.clear_widgets()
        for alert in alerts:
            notice = Notice(tone=alert.tone, text=alert.sentence, action_text=alert.action_text)
            notice.bind(on_action=lambda _notice, key=alert.key: self.dispatch("on_alert", key))
            column.add_widget(notice)

    def _tile(self, key: str) -> TodayTile:
        if key not in self._tiles:
            tile = TodayTile()
            tile.bind(on_record=lambda _tile: self.dispatch("on_record", key))
            self._tiles[key] = tile
            self.ids.tiles.add_widget(tile)
        return self._tiles[key]

    def _stand(self, *names: str) -> None:
        """Exactly these parts of the page, in their order."""
        column = self.children[0]
        wanted = [self._parts[name] for name in names]
        if list(reversed(column.children)) == wanted:
            return
        column.clear_widgets()
        for part in wanted:
            column.add_widget(part)

    def on_alert(self, key: str) -> None:
        """The one thing to do about what needs a person."""

    def on_record(self, key: str) -> None:
        """The button of a tile was pressed."""

    def on_open_record(self, key: str) -> None:
        """A record was touched."""

    def on_history(self) -> None:
        """All records are asked for."""

    def on_empty_action(self) -> None:
        """The one thing to begin with was touched."""


def build(desk: Desk) -> TodayView:
    names = ("money", "records", "all_records")
    view = TodayView({name: t(f"today.{name}") for name in names})
    presenter = TodayPresenter(desk, view.render)
    view.presenter = presenter

    view.bind(
        on_record=lambda _view, key: presenter.record(key),
        on_open_record=lambda _view, key: presenter.open_record(key),
        on_history=lambda _view: presenter.open_history(),
        on_empty_action=lambda _view: presenter.fetch(),
        on_alert=lambda _view, key: presenter.act(key),
    )
    return view


load_kv(__file__)
