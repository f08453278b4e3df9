"""The page that every form is shown on: its head with the day, one step, and the two buttons at the foot.

A form's own steps are named when it is built; each is made when it is first shown and kept.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from kivy.properties import BooleanProperty, NumericProperty, ObjectProperty, StringProperty
from kivy.uix.boxlayout import BoxLayout
from kivy.uix.widget import Widget

from app.screens.recording.form_presenter import FormPresenter
from app.screens.recording.people_steps import CloseStep, CrewStep, ReviewStep
from app.screens.recording.states import (
    ChooseState,
    CloseState,
    ColumnState,
    CountState,
    CrewState,
    FormState,
    ReasonState,
    ReviewState,
    TilesState,
)
from app.screens.recording.steps import ChooseStep, ColumnStep, CountStep, ReasonStep, TilesStep
from app.widgets.chip.chip import ChipButton  # noqa: F401 - named in the kv file
from app.widgets.kv import load_kv
from app.widgets.notice.notice import Notice  # noqa: F401 - named in the kv file
from app.widgets.top_bar.top_bar import PageHeader  # noqa: F401 - named in the kv file

Steps = Mapping[type[Any], Callable[[Any], Widget]]

STEPS: Steps = {
    ColumnState: ColumnStep,
    ChooseState: ChooseStep,
    TilesState: TilesStep,
    CountState: CountStep,
    CrewState: CrewStep,
    ReviewState: ReviewStep,
    CloseState: CloseStep,
    ReasonState: ReasonStep,
}


class FormPage(BoxLayout):
    """`make_presenter(render)` answers the presenter; `steps` maps the form's own states to their views."""

    title = StringProperty("")
    subtitle = StringProperty("")
    day_text = StringProperty("")
    problem = StringProperty("")
    back_text = StringProperty("")
    next_text = StringProperty("")
    next_icon = StringProperty("")
    next_kind = StringProperty("primary")
    can_go_on = BooleanProperty(defaultvalue=True)
    is_low = BooleanProperty(defaultvalue=False)
    button_height = NumericProperty(0)
    events = ObjectProperty(None)

    def __init__(
        self,
        make_presenter: Callable[[Callable[[FormState], None]], FormPresenter[Any]],
        steps: Steps,
        **properties: Any,
    ) -> None:
        self._factories = {**STEPS, **steps}
        self._built: dict[type[Any], Widget] = {}
        self.presenter = make_presenter(self.render)
        super().__init__(events=self.presenter, **properties)

    def enter(self, **arguments: Any) -> None:
        self.presenter.enter(**arguments)

    def leave(self) -> None:
        self.presenter.leave()

    def render(self, state: FormState) -> None:
        self.title, self.subtitle = state.title, state.subtitle
        self.day_text, self.problem = state.day_text, state.problem
        self.back_text, self.next_text, self.next_icon = state.back_text, state.next_text, state.next_icon
        self.next_kind = state.next_kind
        self.can_go_on = state.can_go_on and bool(state.next_text)
        step = self._step(type(state.body))
        if step.parent is None:
            self.ids.body.clear_widgets()
            self.ids.body.add_widget(step)
        step.render(state.body)

    def _step(self, sort: type[Any]) -> Any:
        if sort not in self._built:
            self._built[sort] = self._factories[sort](self.presenter)
        return self._built[sort]


load_kv(__file__)
