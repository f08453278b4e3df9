"""The screen on which a technician calls the roll."""

from __future__ import annotations

from typing import Any

from kivy.properties import BooleanProperty, StringProperty
from kivy.uix.boxlayout import BoxLayout
from kivy.uix.widget import Widget

from app.desk import Desk
from app.screens.recording.form_page import FormPage
from app.screens.recording.steps import Split
from app.screens.workday.entry import RollState
from app.screens.workday.presenter import WorkdayPresenter
from app.widgets.kv import load_kv
from app.widgets.person_row.person_row import PersonList  # noqa: F401 - named in the kv file
from app.widgets.prompt_scroll import PromptScrollView  # noqa: F401 - named in the kv file


class CompanionCount(BoxLayout):
    """How many came along without a share. Event: `on_step(change)`."""

    __events__ = ("on_step",)

    count = StringProperty("0")

    def on_step(self, change: int) -> None:
        """One more or one less."""


class RollStep(Split):
    """The whole committee, one touch a person."""

    notice = StringProperty("")
    present = StringProperty("")
    by_sex = StringProperty("")
    companions = StringProperty("0")
    as_before = BooleanProperty(defaultvalue=False)

    def __init__(self, events: WorkdayPresenter, **properties: Any) -> None:
        self.events = events
        self._rows: Any = None
        self._search = ""
        super().__init__(**properties)

    def render(self, state: RollState) -> None:
        self.present, self.by_sex, self.companions = state.present, state.by_sex, state.companions
        self.as_before, self.notice = state.as_before, state.notice
        self._search = state.search
        self.ids.search.text = state.search
        if state.rows != self._rows:
            self._rows = state.rows
            self.ids.rows.show(state.rows)

    def searched(self, text: str) -> None:
        if text != self._search:
            self._search = text
            self.events.search(text)


def build(desk: Desk) -> Widget:
    return FormPage(lambda render: WorkdayPresenter(desk, render), {RollState: RollStep})


load_kv(__file__)
