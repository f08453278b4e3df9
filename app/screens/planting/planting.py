"""The screen on which plantings and replantings are recorded."""

from __future__ import annotations

from typing import Any

from kivy.properties import BooleanProperty, NumericProperty, StringProperty
from kivy.uix.boxlayout import BoxLayout
from kivy.uix.widget import Widget
from kivy.utils import platform

from app.desk import Desk
from app.platform.position import PositionSource, position_source
from app.screens.planting.choices import UnitsState
from app.screens.planting.presenter import PlantingPresenter
from app.screens.recording.form_page import FormPage
from app.widgets.kv import load_kv
from app.widgets.progress_line.progress_line import ProgressLine  # noqa: F401 - named in the kv file
from app.widgets.row_list.row_list import ListRow, RowList


class UnitLine(ListRow):
    """A unit, how far it is planted, and whether it is the chosen one."""

    touched_event = "on_choose"
    title = StringProperty("")
    subtitle = StringProperty("")
    figure = StringProperty("")
    fraction = NumericProperty(0)
    chosen = BooleanProperty(defaultvalue=False)


class UnitList(RowList):
    """Event: `on_choose(key)`."""

    __events__ = ("on_choose",)

    def on_choose(self, key: str) -> None:
        """A unit was touched."""


class UnitStep(BoxLayout):
    """Planting or replanting, and where."""

    def __init__(self, events: PlantingPresenter, **properties: Any) -> None:
        self.events = events
        self._rows: Any = None
        super().__init__(**properties)

    def render(self, state: UnitsState) -> None:
        self.ids.column.render(self.events, state.items)
        if state.rows != self._rows:
            self._rows = state.rows
            self.ids.rows.show(state.rows)


def build(desk: Desk, position: PositionSource | None = None) -> Widget:
    """`position` is the tablet's own receiver unless a test brings another."""
    source = position or position_source(platform)
    return FormPage(lambda render: PlantingPresenter(desk, render, source), {UnitsState: UnitStep})


load_kv(__file__)
