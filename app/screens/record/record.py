"""One record on one page: what it says on one side, who earned what by it on the other."""

from __future__ import annotations

from typing import Any

from kivy.properties import StringProperty
from kivy.uix.boxlayout import BoxLayout
from kivy.uix.widget import Widget

from app.desk import Desk
from app.screens.record.presenter import MissingView, RecordPresenter
from app.screens.record.reasons import ReasonForm, ReasonSheet
from app.screens.record.sides import EarnedSide, SaidSide  # noqa: F401 - named in the kv file
from app.screens.record.view import RecordView
from app.widgets.chip.chip import Chip  # noqa: F401 - named in the kv file
from app.widgets.empty_state.empty_state import EmptyState
from app.widgets.kv import load_kv
from app.widgets.top_bar.top_bar import PageHeader  # noqa: F401 - named in the kv file


class RecordScreen(BoxLayout):
    """`render` takes what the presenter gives; every touch goes to the presenter."""

    title = StringProperty("")
    subtitle = StringProperty("")
    tone = StringProperty("neutral")
    state_word = StringProperty("")
    state_icon = StringProperty("")

    def __init__(self, desk: Desk, **properties: Any) -> None:
        self.presenter = RecordPresenter(desk, self.render)
        super().__init__(**properties)
        self._page = self.ids.page.__self__
        self._missing = EmptyState(icon="magnify")

    def enter(self, **arguments: Any) -> None:
        self.presenter.enter(arguments["id"])

    def leave(self) -> None:
        self.presenter.leave()

    def render(self, view: RecordView | MissingView) -> None:
        self.title, self.subtitle, self.state_word = view.title, "", ""
        if isinstance(view, MissingView):
            self._missing.detail = view.detail
            self._show(self._missing)
            return
        self.subtitle, self.tone, self.state_word = view.subtitle, view.tone, view.state_word
        self.state_icon = view.icon if view.tone == "neutral" else ""
        self.ids.said.render(view)
        self.ids.earned.render(view)
        self._show(self._page)

    def act(self, key: str) -> None:
        """A button below the record."""
        if key == "correct":
            self.presenter.correct()
        else:
            self._ask(key)

    def _ask(self, action: str) -> None:
        """Asks why, and does it once a reason is chosen."""
        question = self.presenter.question(action)
        form = ReasonForm(
            reasons=list(question.reasons), note_label=question.note_label, chosen=question.chosen, note=question.note
        )
        sheet = ReasonSheet(
            title=question.title,
            detail=question.detail,
            missing=question.missing,
            primary_text=question.confirm,
            secondary_text=question.cancel,
            kind=question.kind,
            extra=form,
        )
        act = self.presenter.void if action == "void" else self.presenter.reinstate
        for name in ("chosen", "note"):
            form.fbind(name, lambda *_: self.presenter.typed(form.chosen, form.note))
        sheet.bind(on_confirm=lambda *_: act(form.chosen, form.note))
        sheet.open(animation=False)

    def _show(self, content: Widget) -> None:
        if content.parent is None:
            self.ids.body.clear_widgets()
            self.ids.body.add_widget(content)


def build(desk: Desk) -> Widget:
    """The screen; call `enter(id=…)` when it is shown."""
    return RecordScreen(desk)


load_kv(__file__)
