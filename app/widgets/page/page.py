"""How a screen is laid out: a page that scrolls, columns that become rows, and the shell around all pages.

Widths decide, never the kind of device: a small tablet held upright and a large one side by side are the same to it.
"""

from __future__ import annotations

from typing import Any

from kivy.metrics import dp
from kivy.properties import BooleanProperty, NumericProperty
from kivy.uix.boxlayout import BoxLayout
from kivy.uix.widget import Widget

from app.theme import tokens
from app.widgets.kv import load_kv
from app.widgets.navigation_bar.navigation_bar import NavigationBar
from app.widgets.prompt_scroll import PromptScrollView


class ScrollPage(PromptScrollView):
    """What is added stands below each other, with the page's margins; it scrolls if it is higher than the window."""

    def add_widget(self, widget: Widget, *rest: Any, **more: Any) -> None:
        """The first child is the page's own column; everything later goes into that."""
        if self.children:
            self.children[0].add_widget(widget, *rest, **more)
        else:
            super().add_widget(widget, *rest, **more)


class Columns(BoxLayout):
    """Side by side from `wide_from_dp` on, otherwise below each other."""

    wide_from_dp = NumericProperty(tokens.WIDE_DP)
    is_wide = BooleanProperty(defaultvalue=True)

    def on_width(self, *_: Any) -> None:
        self.is_wide = self.width >= dp(self.wide_from_dp)


class Shell(BoxLayout):
    """The navigation beside or below `content`. `bar` is the NavigationBar; it turns with the window."""

    is_landscape = BooleanProperty(defaultvalue=True)

    def __init__(self, content: Widget, **properties: Any) -> None:
        self.bar = NavigationBar()
        self.content = content
        super().__init__(**properties)
        self.fbind("size", self._turn)
        self._arrange()

    def _turn(self, *_: Any) -> None:
        is_landscape = self.width >= self.height
        if is_landscape != self.is_landscape:
            self.is_landscape = is_landscape
            self._arrange()

    def _arrange(self) -> None:
        self.clear_widgets()
        self.orientation = "horizontal" if self.is_landscape else "vertical"
        self.bar.is_rail = self.is_landscape
        parts = (self.bar, self.content) if self.is_landscape else (self.content, self.bar)
        for part in parts:
            self.add_widget(part)


load_kv(__file__)
