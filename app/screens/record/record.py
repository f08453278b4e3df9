"""One record on one page: what it says on one side, who earned what by it on the other."""

from __future__ import annotations

from typing import Any

from kivy.properties import BooleanProperty, ObjectProperty, StringProperty
from kivy.uix.boxlayout import BoxLayout
from kivy.uix.widget import Widget

from app.desk import Desk
from app.screens.record.presenter import MissingView, RecordPresenter
from app.screens.record.reasons import ReasonForm
from app.screens.record.view import RecordView
from app.text.texts import t
from app.widgets.button.button import AppButton
from app.widgets.card.card import Card  # noqa: F401 - named in the kv file
from app.widgets.chip.chip import Chip  # noqa: F401 - named in the kv file
from app.widgets.dated_list.dated_list import DatedList
from app.widgets.empty_state.empty_state import EmptyState
from app.widgets.kv import load_kv
from app.widgets.label.label import IconLabel  # noqa: F401 - named in the kv file
from app.widgets.money_parts.money_parts import MoneyThreeParts
from app.widgets.notice.notice import Notice
from app.widgets.sheet.sheet import ConfirmSheet
from app.widgets.top_bar.top_bar import PageHeader  # noqa: F401 - named in the kv file


class FieldLine(BoxLayout):
    """The name of a field and what it says."""

    label = StringProperty("")
    value = StringProperty("")


class ChangeLine(BoxLayout):
    """One correction."""

    icon = StringProperty("")
    title = StringProperty("")
    detail = StringProperty("")


class RecordPage(BoxLayout):
    """The two sides; below each other where the window is taller than wide."""

    presenter = ObjectProperty(None)
    is_wide = BooleanProperty(defaultvalue=True)

    def on_size(self, *_: Any) -> None:
        self.is_wide = self.width >= self.height


class RecordScreen(BoxLayout):
    """`render` takes what the presenter gives; every touch goes to the presenter."""

    title = StringProperty("")
    subtitle = StringProperty("")
    tone = StringProperty("neutral")
    state_word = StringProperty("")
    state_icon = StringProperty("")
    people_title = StringProperty("")
    reckoning = StringProperty("")
    recorded = StringProperty("")
    number = StringProperty("")
    says = StringProperty("")
    changes_title = StringProperty("")

    def __init__(self, desk: Desk, **properties: Any) -> None:
        self.presenter = RecordPresenter(desk, self.render)
        super().__init__(**properties)
        self.says, self.changes_title = t("review.says"), t("review.corrections")
        self._money = MoneyThreeParts()
        self._people = DatedList()
        self._people.bind(on_open=lambda _, key: self.presenter.open_person(key))
        self._empty = EmptyState(icon="file-document-outline")

    def enter(self, **arguments: Any) -> None:
        self.presenter.enter(arguments["id"])

    def leave(self) -> None:
        self.presenter.leave()

    def render(self, view: RecordView | MissingView) -> None:
        if isinstance(view, MissingView):
            self._render_missing(view)
            return
        self.title, self.subtitle = view.title, view.subtitle
        self.tone, self.state_word = view.tone, view.state_word
        self.state_icon = view.icon if view.tone == "neutral" else ""
        self.people_title, self.reckoning = view.people_title, view.reckoning
        self.recorded, self.number = view.recorded, view.number
        self._fill(self.ids.notices, [Notice(text=row.text, tone=row.tone) for row in view.notices])
        self._fill(self.ids.fields, [FieldLine(label=row.label, value=row.value) for row in view.fields])
        changes = [ChangeLine(icon=row.icon, title=row.title, detail=row.detail) for row in view.changes]
        self._fill(self.ids.changes, changes)
        self._fill(self.ids.actions, self._buttons(view))
        self._render_people(view)
        self._show(self.ids.page)

    def _render_people(self, view: RecordView) -> None:
        if view.money is not None:
            self._money.render(view.money)
        self._fill(self.ids.money, [self._money] if view.money is not None else [])
        if view.nobody:
            self._empty.icon, self._empty.title, self._empty.detail = "cash", view.nobody, ""
        else:
            self._people.show(view.people)
        self._fill(self.ids.people, [self._empty if view.nobody else self._people])

    def _render_missing(self, view: MissingView) -> None:
        self.title, self.subtitle, self.state_word = view.title, "", ""
        self._fill(self.ids.people, [])
        self._empty.icon, self._empty.title, self._empty.detail = "magnify", view.title, view.detail
        self._show(self._empty)

    def _buttons(self, view: RecordView) -> list[Widget]:
        buttons = []
        for is_on, icon, key, kind, act in (
            (view.can_correct, "pencil", "common.edit", "primary", self.presenter.correct),
            (view.can_void, "delete-outline", "common.void", "secondary", lambda: self.ask("void")),
            (view.can_reinstate, "undo", "review.reinstate", "primary", lambda: self.ask("reinstate")),
        ):
            if is_on:
                button = AppButton(text=t(key), icon=icon, kind=kind)
                button.bind(on_release=lambda _, act=act: act())
                buttons.append(button)
        return buttons

    def ask(self, action: str) -> None:
        """Asks why, and does it once a reason is chosen."""
        question = self.presenter.question(action)
        form = ReasonForm(reasons=list(question.reasons), note_label=question.note_label)
        sheet = ReasonSheet(
            title=question.title,
            detail=question.detail,
            primary_text=question.confirm,
            secondary_text=question.cancel,
            kind=question.kind,
            extra=form,
        )
        act = self.presenter.void if action == "void" else self.presenter.reinstate
        sheet.bind(on_confirm=lambda *_: act(form.chosen, form.note))
        form.bind(on_choose=lambda *_: setattr(sheet, "is_ready", True))
        sheet.open(animation=False)

    def _show(self, content: Widget) -> None:
        body = self.ids.body
        if content.parent is not body:
            body.clear_widgets()
            if content.parent is not None:
                content.parent.remove_widget(content)
            body.add_widget(content)

    def _fill(self, holder: Widget, widgets: list[Any]) -> None:
        if list(reversed(holder.children)) != widgets:
            holder.clear_widgets()
            for widget in widgets:
                if widget.parent is not None:
                    widget.parent.remove_widget(widget)
                holder.add_widget(widget)


class ReasonSheet(ConfirmSheet):
    """A ConfirmSheet that cannot be confirmed before a reason is chosen."""

    is_ready = BooleanProperty(defaultvalue=False)

    def answer(self, event: str) -> None:
        if event == "on_cancel" or self.is_ready:
            super().answer(event)


def build(desk: Desk) -> Widget:
    """The screen; call `enter(id=…)` when it is shown."""
    return RecordScreen(desk)


load_kv(__file__)
