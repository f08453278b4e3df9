"""The screen on which a unit's border is walked."""

from __future__ import annotations

from typing import Any

from kivy.properties import BooleanProperty, ObjectProperty, StringProperty
from kivy.uix.boxlayout import BoxLayout
from kivy.uix.widget import Widget

from app.desk import Desk
from app.ports import Positioning
from app.screens.border.presenter import BorderPresenter
from app.screens.border.states import Act, WalkState
from app.screens.recording.form_page import FormPage
from app.screens.recording.items import ItemColumn  # noqa: F401 - named in the kv file
from app.screens.recording.steps import Split
from app.widgets.button.button import AppButton
from app.widgets.kv import load_kv
from app.widgets.label.label import Figure  # noqa: F401 - named in the kv file
from app.widgets.unit_map.unit_map import UnitMap


class ActButton(AppButton):
    """A button of the walk; without a text it takes no room."""

    act = ObjectProperty(Act(""))

    def show(self, act: Act) -> None:
        self.act, self.icon, self.text, self.kind = act, act.icon, act.text, act.kind
        self.disabled = not act.can_press or not act.text
        self.opacity = 1 if act.text else 0


class WalkFigure(BoxLayout):
    """A figure with the word for it above."""

    label = StringProperty("")
    value = StringProperty("")


class WalkPanel(BoxLayout):
    """Beside the map: the area, the figures, what one does next, and what is to be said."""

    area = StringProperty("")
    hint = StringProperty("")
    is_beside = BooleanProperty(defaultvalue=True)

    def __init__(self, events: BorderPresenter, **properties: Any) -> None:
        self.events = events
        super().__init__(**properties)

    def render(self, state: WalkState) -> None:
        self.area, self.hint = state.area, state.hint
        figures = self.ids.figures
        if len(figures.children) != len(state.figures):
            figures.clear_widgets()
            for _ in state.figures:
                figures.add_widget(WalkFigure())
        for widget, (label, value) in zip(reversed(figures.children), state.figures, strict=True):
            widget.label, widget.value = label, value
        self.ids.main.show(state.main)
        acts = (*state.acts, Act(""), Act(""))
        self.ids.first.show(acts[0])
        self.ids.second.show(acts[1])
        self.ids.column.render(self.events, state.items)


class CornersStep(Split):
    """The map and the panel."""

    def __init__(self, events: BorderPresenter, **properties: Any) -> None:
        super().__init__(**properties)
        self._map, self._panel = UnitMap(), WalkPanel(events)
        self.add_widget(self._map)
        self.add_widget(self._panel)
        self.bind(is_wide=self._panel.setter("is_beside"))

    def render(self, state: WalkState) -> None:
        self._panel.render(state)
        self._map.render(state.land)


def build(desk: Desk, position: Positioning | None = None) -> Widget:
    """`position` is the tablet's own receiver unless a test brings another."""
    where = position or desk.machine.positioning()
    return FormPage(lambda render: BorderPresenter(desk, render, where), {WalkState: CornersStep})


load_kv(__file__)
