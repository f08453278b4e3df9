"""The screen on which plantings and replantings are recorded."""

from __future__ import annotations

from typing import Any

from kivy.metrics import dp
from kivy.properties import BooleanProperty, NumericProperty, StringProperty
from kivy.uix.boxlayout import BoxLayout
from kivy.uix.widget import Widget

from app.desk import Desk
from app.ports import Camera, Positioning
from app.preferences import photo_size
from app.screens.planting.choices import MAP, UnitsState
from app.screens.planting.presenter import PlantingPresenter
from app.screens.recording.form_page import FormPage
from app.screens.recording.items import ScrollColumn
from app.screens.recording.steps import CappedColumn, Split
from app.widgets.button.button import IconButton  # noqa: F401 - named in the kv file
from app.widgets.kv import load_kv
from app.widgets.progress_line.progress_line import ProgressLine  # noqa: F401 - named in the kv file
from app.widgets.row_list.row_list import ListRow, RowList
from app.widgets.unit_map.unit_map import UnitMap


class UnitLine(ListRow):
    """A unit, how far it is planted, and whether it is the chosen one."""

    touched_event = "on_choose"
    title = StringProperty("")
    subtitle = StringProperty("")
    figure = StringProperty("")
    fraction = NumericProperty(0)
    is_narrow = BooleanProperty(defaultvalue=False)
    chosen = BooleanProperty(defaultvalue=False)


class UnitList(RowList):
    """Event: `on_choose(key)`."""

    __events__ = ("on_choose",)

    def on_choose(self, key: str) -> None:
        """A unit was touched."""


class UnitSide(BoxLayout):
    """Beside the map: where one stands, and the facts of the chosen unit or the list to choose from."""

    title = StringProperty("")
    note = StringProperty("")
    is_beside = BooleanProperty(defaultvalue=True)

    def __init__(self, events: PlantingPresenter, rows: Widget, **properties: Any) -> None:
        self.events = events
        super().__init__(**properties)
        self._rows = rows
        self._told, self._facts = CappedColumn(cap=dp(160)), ScrollColumn()
        self.ids.told.add_widget(self._told)

    def render(self, state: UnitsState) -> None:
        self.title, self.note = state.title, state.note
        self._told.render(self.events, state.told)
        self._facts.render(self.events, state.facts)
        shown = self._facts if state.facts else self._rows
        place = self.ids.body
        if shown not in place.children:
            place.clear_widgets()
            if shown.parent is not None:
                shown.parent.remove_widget(shown)
            place.add_widget(shown)


class UnitStep(BoxLayout):
    """Planting or replanting, and where: on the map or in the list."""

    def __init__(self, events: PlantingPresenter, **properties: Any) -> None:
        self.events = events
        self._shown: Any = None
        super().__init__(**properties)
        self._list = self.ids.list.__self__
        self._rows = self.ids.rows
        self._map = UnitMap()
        self._map.bind(on_choose=lambda _, key: events.choose(key))
        self._side = UnitSide(events, self._list)
        self._split = Split()
        self._split.bind(is_wide=self._side.setter("is_beside"))
        self._split.add_widget(self._map)
        self._split.add_widget(self._side)

    def render(self, state: UnitsState) -> None:
        self.ids.column.render(self.events, state.items)
        ways = self.ids.ways
        if ways.options != list(state.ways):
            ways.chosen = state.way
            ways.options = list(state.ways)
        ways.chosen = state.way
        if state.rows != self._shown:
            self._shown = state.rows
            self._rows.show(state.rows)
        land = state.land if state.way == MAP else None
        shown = self._list if land is None else self._split
        if shown.parent is not self.ids.body:
            if shown.parent is not None:
                shown.parent.remove_widget(shown)
            self.ids.body.clear_widgets()
            self.ids.body.add_widget(shown)
        if land is not None:
            self._side.render(state)
            self._map.render(land)


def build(desk: Desk, position: Positioning | None = None, eye: Camera | None = None) -> Widget:
    """`position` and `eye` are the tablet's own receiver and camera unless a test brings others."""
    where = position or desk.machine.positioning()
    photos = eye or desk.machine.camera(lambda: photo_size(desk))
    return FormPage(lambda render: PlantingPresenter(desk, render, where, photos), {UnitsState: UnitStep})


load_kv(__file__)
