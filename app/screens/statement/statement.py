"""One person's days, money and the reasons for it, large enough to be read from the other side of a table."""

from __future__ import annotations

from typing import Any

from kivy.properties import BooleanProperty, ListProperty, StringProperty
from kivy.uix.boxlayout import BoxLayout
from kivy.uix.widget import Widget

from app.desk import Desk
from app.listening import WhereWished
from app.ports import Speaker
from app.preferences import has_sound
from app.screens.statement.day_list import DayList
from app.screens.statement.presenter import StatementPresenter, StatementView
from app.screens.statement.sums_table import SumsTable  # noqa: F401 - named in the kv file
from app.text.texts import t
from app.widgets.button.button import AppButton  # noqa: F401 - named in the kv file
from app.widgets.card.card import Card  # noqa: F401 - named in the kv file
from app.widgets.dated_list.dated_list import DatedList  # noqa: F401 - named in the kv file
from app.widgets.empty_state.empty_state import EmptyState
from app.widgets.kv import load_kv
from app.widgets.segmented.segmented import Segmented  # noqa: F401 - named in the kv file
from app.widgets.sheet.sheet import ActionSheet
from app.widgets.top_bar.top_bar import PageHeader  # noqa: F401 - named in the kv file


class StatementScreen(BoxLayout):
    """`render(StatementView)`; every touch goes to the presenter."""

    name = StringProperty("")
    subtitle = StringProperty("")
    ways = ListProperty([])
    way = StringProperty("")
    periods = ListProperty([])
    period = StringProperty("")
    toggle_text = StringProperty("")
    is_beside = BooleanProperty(defaultvalue=False)
    toggle_icon = StringProperty("eye-off")

    def __init__(self, desk: Desk, voice: Speaker, **properties: Any) -> None:
        self.presenter = StatementPresenter(desk, self.render, voice)
        super().__init__(**properties)
        self._listen = self.ids.listen.__self__
        self._rows = self.ids.rows.__self__
        self._days = DayList()
        self._days.bind(on_open=lambda _list, key: self._open_day(key))
        self._empty = EmptyState(icon="sprout")

    def enter(self, **arguments: Any) -> None:
        self._rows.scroll_y = self._days.scroll_y = 1
        self.presenter.enter(arguments["member"])

    def leave(self) -> None:
        self.presenter.leave()

    def render(self, view: StatementView) -> None:
        self.name, self.subtitle = view.name, view.subtitle
        self.ways, self.way = list(view.ways), view.way
        self.periods, self.period = list(view.periods), view.period
        self.toggle_text, self.toggle_icon = view.toggle_text, "eye-off" if view.are_shown else "eye"
        self.ids.sums.show(view.parts, view.sums)
        self._rows.show(view.rows)
        self._days.show(view.days)
        self._empty.title, self._empty.detail = view.empty_title, view.empty_detail
        self._offer(view.listen)
        wanted = self._empty if view.empty_title else self._days if view.days else self._rows
        if wanted.parent is None:
            self.ids.holder.clear_widgets()
            self.ids.holder.add_widget(wanted)

    def _offer(self, look: tuple[str, str, str] | None) -> None:
        """The button to listen, where there is a voice; it stays the same widget while it says something else."""
        if look is not None:
            self._listen.icon, self._listen.text, self._listen.kind = look
            if self._listen.parent is None:
                self.ids.header.add_widget(self._listen)
        elif self._listen.parent is not None:
            self._listen.parent.remove_widget(self._listen)

    def _open_day(self, key: str) -> None:
        """The record behind a day's pictures; of several one is asked for."""
        records = self.presenter.records(key)
        if len(records) == 1:
            self.presenter.open(records[0][0])
        elif records:
            actions = [(record, icon, said, "quiet") for record, icon, said in records]
            sheet = ActionSheet(title=t("review.day_records"), close_text=t("common.close"), actions=actions)
            sheet.bind(on_choose=lambda _sheet, record: self.presenter.open(record))
            sheet.open(animation=False)


def build(desk: Desk, voice: Speaker | None = None) -> Widget:
    """The screen; call `enter(member=…)` when it is shown. The voice is the machine's own unless a test brings one."""
    return StatementScreen(desk, WhereWished(voice or desk.machine.speaker, lambda: has_sound(desk)))


load_kv(__file__)
