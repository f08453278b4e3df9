"""The two sides of a record's page: what it says and what can be done with it, and who earned what by it."""

from __future__ import annotations

from functools import partial
from typing import Any

from kivy.properties import BooleanProperty, StringProperty
from kivy.uix.boxlayout import BoxLayout
from kivy.uix.widget import Widget

from app.screens.record.view import Button, RecordView
from app.text.texts import t
from app.widgets.button.button import AppButton
from app.widgets.card.card import Card
from app.widgets.dated_list.dated_list import DatedList
from app.widgets.empty_state.empty_state import EmptyState
from app.widgets.kv import load_kv
from app.widgets.lines import show_lines
from app.widgets.money_blocks.money_blocks import MoneyBlocks
from app.widgets.notice.notice import Notice
from app.widgets.prompt_scroll import PromptScrollView  # noqa: F401 - named in the kv file


class FieldLine(BoxLayout):
    """The name of a field and what it says."""

    label = StringProperty("")
    value = StringProperty("")


class ChangeLine(BoxLayout):
    """One correction."""

    icon = StringProperty("")
    title = StringProperty("")
    detail = StringProperty("")
    said = StringProperty("")


class SaidSide(BoxLayout):
    """Notices, fields, changes, and the buttons below. Event: `on_act(key)` of a button."""

    __events__ = ("on_act",)

    says = StringProperty("")
    recorded = StringProperty("")
    number = StringProperty("")
    changes_title = StringProperty("")
    has_notices = BooleanProperty(defaultvalue=False)
    has_changes = BooleanProperty(defaultvalue=False)

    def __init__(self, **properties: Any) -> None:
        self._buttons: tuple[Button, ...] = ()
        super().__init__(**properties)
        self.says, self.changes_title = t("review.says"), t("review.corrections")

    def render(self, view: RecordView) -> None:
        self.recorded, self.number = view.recorded, view.number
        self.has_notices, self.has_changes = bool(view.notices), bool(view.changes)
        show_lines(self.ids.notices, Notice, [{"text": row.text, "tone": row.tone} for row in view.notices])
        show_lines(self.ids.fields, FieldLine, [{"label": row.label, "value": row.value} for row in view.fields])
        changes = [
            {"icon": row.icon, "title": row.title, "detail": row.detail, "said": "\n".join(row.lines)}
            for row in view.changes
        ]
        show_lines(self.ids.changes, ChangeLine, changes)
        if view.buttons != self._buttons:
            self._buttons = view.buttons
            _fill(self.ids.actions, [self._button(button) for button in view.buttons])

    def on_act(self, key: str) -> None:
        """A button was pressed."""

    def _button(self, button: Button) -> AppButton:
        made = AppButton(text=button.text, icon=button.icon, kind=button.kind)
        made.bind(on_release=partial(self._pressed, button.key))
        return made

    def _pressed(self, key: str, _: Any) -> None:
        self.dispatch("on_act", key)


class EarnedSide(Card):
    """The three parts of the money and every person's share. Event: `on_open(member)`."""

    __events__ = ("on_open",)

    people_title = StringProperty("")
    reckoning = StringProperty("")

    def __init__(self, **properties: Any) -> None:
        super().__init__(**properties)
        self._money = MoneyBlocks()
        self._people = DatedList()
        self._people.bind(on_open=lambda _, key: self.dispatch("on_open", key))
        self._empty: EmptyState | None = None

    def render(self, view: RecordView) -> None:
        self.people_title, self.reckoning = view.people_title, view.reckoning
        if view.money is not None:
            self._money.render(view.money)
        _fill(self.ids.money, [self._money] if view.money is not None else [])
        self._people.show(view.people)
        _fill(self.ids.people, [self._nobody(view.nobody) if view.nobody else self._people])

    def _nobody(self, words: str) -> EmptyState:
        self._empty = self._empty or EmptyState(icon="cash")
        self._empty.title = words
        return self._empty

    def on_open(self, member: str) -> None:
        """A person was touched."""


def _fill(holder: Widget, widgets: list[Any]) -> None:
    """`widgets` become the children of `holder`, unless they are that already."""
    if holder.children[::-1] != widgets:
        holder.clear_widgets()
        for widget in widgets:
            holder.add_widget(widget)


load_kv(__file__)
