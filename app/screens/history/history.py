"""Every record newest first, under day headings, with what one can filter by above them."""

from __future__ import annotations

from typing import Any

from kivy.properties import BooleanProperty, ListProperty, StringProperty
from kivy.uix.boxlayout import BoxLayout
from kivy.uix.widget import Widget

from app.desk import Desk
from app.screens.history.filters import Option
from app.screens.history.people import PeopleSheet
from app.screens.history.presenter import HistoryPresenter, HistoryView
from app.text.formats import full_date
from app.text.texts import t
from app.widgets.card.card import Card  # noqa: F401 - named in the kv file
from app.widgets.chip.chip import ChipButton  # noqa: F401 - named in the kv file
from app.widgets.choice.rows import ChoiceRow
from app.widgets.dated_list.dated_list import DatedList  # noqa: F401 - named in the kv file
from app.widgets.day_stepper.day_stepper import DayStepper
from app.widgets.empty_state.empty_state import EmptyState
from app.widgets.kv import load_kv
from app.widgets.label.label import Heading  # noqa: F401 - named in the kv file
from app.widgets.segmented.segmented import Segmented  # noqa: F401 - named in the kv file
from app.widgets.sheet.sheet import ActionSheet, ConfirmSheet
from app.widgets.text_field.text_field import TextField  # noqa: F401 - named in the kv file


class HistoryScreen(BoxLayout):
    """`render(HistoryView)`; every touch goes to the presenter."""

    title = StringProperty("")
    total = StringProperty("")
    committee = StringProperty("")
    group = StringProperty("all")
    groups = ListProperty([])
    state_text = StringProperty("")
    state_tone = StringProperty("neutral")
    days_text = StringProperty("")
    who_text = StringProperty("")
    has_who = BooleanProperty(defaultvalue=False)
    number_text = StringProperty("")
    placeholder = StringProperty("")
    is_empty = BooleanProperty(defaultvalue=False)

    def __init__(self, desk: Desk, **properties: Any) -> None:
        self.presenter = HistoryPresenter(desk, self.render)
        super().__init__(**properties)
        self.title, self.placeholder = t("review.history"), t("review.search_number")
        self._generation = -1
        self._empty = EmptyState(icon="history")
        self._empty.bind(on_action=lambda *_: self.presenter.show_all())
        self._rows = self.ids.rows.__self__

    def enter(self, state: str = "") -> None:
        self.presenter.enter(state)

    def leave(self) -> None:
        self.presenter.leave()

    def render(self, view: HistoryView) -> None:
        self.total, self.committee = view.total, view.committee
        self.groups, self.group = list(view.groups), view.group
        self.state_text, self.state_tone, self.days_text = view.state, view.state_tone, view.days
        self.who_text, self.has_who, self.number_text = view.who, view.who != t("review.chip_who"), view.text
        if view.generation == self._generation:
            self._rows.slide(view.rows)
        else:
            self._rows.show(view.rows)
            self._rows.scroll_y = 1
        self._generation = view.generation
        self._show_empty(view)

    def ask_who(self) -> None:
        """The people are read first, and then asked about."""
        self.presenter.people(self._ask_who)

    def _ask_who(self, rows: dict[str, list[ChoiceRow]]) -> None:
        sheet = PeopleSheet(rows, self.presenter.role)
        sheet.bind(on_choose=lambda _sheet, role, key, name: self.presenter.choose_who(role, key, name))
        sheet.open(animation=False)

    def ask_state(self) -> None:
        self._ask(t("review.state_title"), self.presenter.state_options(), self.presenter.choose_state)

    def ask_days(self) -> None:
        self._ask(t("review.days_title"), self.presenter.days_options(), self._chose_days)

    def ask_range(self) -> None:
        """Two days, from and to, with steps of a day and a month."""
        first, last, today = self.presenter.range()
        words = [t(f"review.{key}") for key in ("month_back", "day_back", "day_on", "month_on")]
        steppers = [
            DayStepper(label=t(f"review.days_{key}"), words=words, value=value, latest=today, describe=full_date)
            for key, value in (("from", first), ("to", last))
        ]
        both = BoxLayout(orientation="vertical", size_hint_y=None, spacing="16dp")
        both.bind(minimum_height=both.setter("height"))
        for stepper in steppers:
            both.add_widget(stepper)
        sheet = ConfirmSheet(
            title=t("review.days_title"),
            icon="calendar",
            primary_text=t("review.days_show"),
            secondary_text=t("common.cancel"),
            extra=both,
        )
        sheet.bind(on_confirm=lambda *_: self.presenter.choose_range(steppers[0].value, steppers[1].value))
        sheet.open(animation=False)

    def _chose_days(self, key: str) -> None:
        if key == "choose":
            self.ask_range()
        else:
            self.presenter.choose_days(key)

    def _ask(self, title: str, options: tuple[Option, ...], choose: Any) -> None:
        actions = [
            (option.key, option.icon, option.word, "primary" if option.chosen else "quiet") for option in options
        ]
        sheet = ActionSheet(title=title, close_text=t("common.close"), actions=actions)

        sheet.bind(on_choose=lambda _sheet, key: choose(key))
        sheet.open(animation=False)

    def _show_empty(self, view: HistoryView) -> None:
        self.is_empty = view.is_empty
        wanted = self._empty if view.is_empty else self._rows
        if wanted.parent is None:
            self.ids.holder.clear_widgets()
            self.ids.holder.add_widget(wanted)
        self._empty.title = t("review.no_records")
        self._empty.detail = t("review.no_records_detail") if view.is_filtered else ""
        self._empty.action_text = t("review.show_all") if view.is_filtered else ""


def build(desk: Desk) -> Widget:
    """The screen; call `enter()` when it is shown."""
    return HistoryScreen(desk)


load_kv(__file__)
