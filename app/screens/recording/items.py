"""A column of the items that a step shows, each sort of item with its widget.

While the same items are shown, only what differs is changed, so that a field keeps its keyboard and its cursor.
"""

from __future__ import annotations

from typing import Any

from kivy.metrics import dp
from kivy.properties import BooleanProperty, ObjectProperty, StringProperty
from kivy.uix.behaviors import ButtonBehavior
from kivy.uix.boxlayout import BoxLayout

from app.screens.recording.states import (
    ButtonLine,
    DayLine,
    FactLine,
    FieldLine,
    FormEvents,
    Item,
    Options,
    Remark,
    TextLine,
)
from app.text.formats import long_date
from app.text.texts import t
from app.widgets.button.button import AppButton
from app.widgets.date_field.date_field import DateField
from app.widgets.ground.ground import RoundedGround
from app.widgets.kv import load_kv
from app.widgets.notice.notice import Notice
from app.widgets.prompt_scroll import PromptScrollView
from app.widgets.segmented.segmented import Segmented  # noqa: F401 - named in the kv file
from app.widgets.species_picture.species_picture import Mark  # noqa: F401 - named in the kv file
from app.widgets.text_field.text_field import TextField


class RemarkItem(Notice):
    """A sentence with its tone."""

    def __init__(self, events: FormEvents, **properties: Any) -> None:
        super().__init__(**properties)
        self._events, self._key = events, ""

    def show(self, item: Remark) -> None:
        self._key, self.tone, self.text, self.action_text = item.key, item.tone, item.text, item.action

    def on_action(self) -> None:
        self._events.tap(self._key)


class FieldItem(ButtonBehavior, RoundedGround, BoxLayout):
    """A label, what is chosen, and the way to choose it."""

    icon = StringProperty("")
    label = StringProperty("")
    value = StringProperty("")

    def __init__(self, events: FormEvents, **properties: Any) -> None:
        super().__init__(**properties)
        self._events, self._key = events, ""

    def show(self, item: FieldLine) -> None:
        self._key, self.icon, self.label, self.value = item.key, item.icon, item.label, item.value

    def on_release(self) -> None:
        self._events.tap(self._key)


class FactItem(BoxLayout):
    """A label and what holds."""

    drawing = StringProperty("")
    label = StringProperty("")
    value = StringProperty("")
    is_narrow = BooleanProperty(defaultvalue=False)

    def __init__(self, _events: FormEvents, **properties: Any) -> None:
        super().__init__(**properties)

    def show(self, item: FactLine) -> None:
        self.drawing, self.label, self.value = item.drawing, item.label, item.value


class OptionsItem(BoxLayout):
    """A label and a few words."""

    label = StringProperty("")

    def __init__(self, events: FormEvents, **properties: Any) -> None:
        super().__init__(**properties)
        self._events, self._key = events, ""

    def show(self, item: Options) -> None:
        self._key, self.label = item.key, item.label
        words = self.ids.words
        if words.options != list(item.options):
            words.chosen = item.chosen
            words.options = list(item.options)
        words.chosen = item.chosen

    def told(self, key: str) -> None:
        self._events.option(self._key, key)


class TextItem(TextField):
    """A line to write."""

    def __init__(self, events: FormEvents, **properties: Any) -> None:
        self._events, self._key = events, ""
        self._shown = ""
        super().__init__(**properties)

    def show(self, item: TextLine) -> None:
        self._key = item.key
        self.label, self.input_type, self.lines = item.label, item.input_type, item.lines
        self.error, self.warning, self.hint = item.error, item.warning, item.hint
        self._shown = item.text
        self.text = item.text

    def told(self, text: str) -> None:
        if text != self._shown:
            self._shown = text
            self._events.write(self._key, text)


class DayItem(DateField):
    """The day of the work."""

    def __init__(self, events: FormEvents, **properties: Any) -> None:
        self._events = events
        super().__init__(
            today_text=t("common.today"),
            yesterday_text=t("common.yesterday"),
            other_text=t("common.other_day"),
            describe=long_date,
            **properties,
        )

    def show(self, item: DayLine) -> None:
        self.today, self.value = item.today, item.value

    def told(self, day: Any) -> None:
        self._events.pick_day(day)


class ButtonItem(AppButton):
    """A button within the column."""

    def __init__(self, events: FormEvents, **properties: Any) -> None:
        super().__init__(**properties)
        self._events, self._key = events, ""

    def show(self, item: ButtonLine) -> None:
        self._key, self.icon, self.text, self.kind = item.key, item.icon, item.text, item.kind

    def told(self) -> None:
        self._events.tap(self._key)


WIDGETS: dict[type[Any], Any] = {
    Remark: RemarkItem,
    FieldLine: FieldItem,
    FactLine: FactItem,
    Options: OptionsItem,
    TextLine: TextItem,
    DayLine: DayItem,
    ButtonLine: ButtonItem,
}


class ItemColumn(BoxLayout):
    """`render(items)`; as high as its items."""

    def __init__(self, **properties: Any) -> None:
        super().__init__(**properties)
        self._sorts: list[Any] = []
        self._items: tuple[Item, ...] = ()
        self._widgets: list[Any] = []

    def render(self, events: FormEvents, items: tuple[Item, ...]) -> None:
        if items == self._items:
            return
        sorts = [(type(item), item.key) for item in items]
        if sorts != self._sorts:
            self.clear_widgets()
            self._widgets = [WIDGETS[type(item)](events) for item in items]
            for widget in self._widgets:
                self.add_widget(widget)
        for widget, item in zip(self._widgets, items, strict=True):
            widget.show(item)
        self._sorts, self._items = sorts, items


class ScrollColumn(PromptScrollView):
    """A column that scrolls where there is no room for it."""

    column = ObjectProperty(None)

    def __init__(self, **properties: Any) -> None:
        super().__init__(column=ItemColumn(), **properties)
        self.add_widget(self.column)
        self.fbind("height", self._keep_clear)
        self.column.fbind("height", self._keep_clear)

    def _keep_clear(self, *_: Any) -> None:
        """Where it scrolls, the bar stands beside the items and not upon their right edge."""
        self.column.padding = (0, 0, dp(12) if self.column.height > self.height + 1 else 0, 0)

    def render(self, events: FormEvents, items: tuple[Item, ...]) -> None:
        self.column.render(events, items)


load_kv(__file__)
