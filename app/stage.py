"""What stands in the window: the tablet's frame, or what covers it for a while. Covered widgets are set aside as they
are, with whatever was open above them, and stand there again afterwards as if nothing had been.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from kivy.core.window import Window
from kivy.uix.modalview import ModalView
from kivy.uix.widget import Widget

from app.widgets.toast.toast import Toast


@dataclass
class _Layer:
    cover: Widget
    aside: list[Widget]


class Stage:
    """A cover may have `enter()`, `leave()` and `go_back() -> bool`."""

    def __init__(self) -> None:
        self._layers: list[_Layer] = []

    @property
    def top(self) -> Any:
        """The cover that is seen; None where nothing is covered."""
        return self._layers[-1].cover if self._layers else None

    def cover(self, cover: Widget) -> None:
        """Above everything; no key reaches what is below."""
        Window.release_all_keyboards()
        Toast.close_shown()
        aside = list(Window.children)
        for widget in aside:
            Window.remove_widget(widget)
            if isinstance(widget, ModalView):
                widget.bind(on_dismiss=self._forget)
        self._layers.append(_Layer(cover, aside))
        Window.add_widget(cover)
        if hasattr(cover, "enter"):
            cover.enter()

    def uncover(self, cover: Widget) -> None:
        """Take a cover away, wherever it lies among the others."""
        place = next((at for at, layer in enumerate(self._layers) if layer.cover is cover), None)
        if place is None:
            return
        if hasattr(cover, "leave"):
            cover.leave()
        layer = self._layers.pop(place)
        if place < len(self._layers):
            above = self._layers[place].aside
            above[:] = [*(widget for widget in above if widget is not cover), *layer.aside]
            return
        Window.remove_widget(cover)
        for widget in reversed(layer.aside):
            Window.add_widget(widget)

    def close_sheets(self, cover: Widget) -> None:
        """Whatever stood open below a cover is closed: it is not for whoever takes the cover away."""
        for layer in self._layers:
            if layer.cover is cover:
                for sheet in [widget for widget in layer.aside if isinstance(widget, ModalView)]:
                    sheet.dismiss(animation=False)
                    self._forget(sheet)

    def _forget(self, gone: Widget, *_: Any) -> None:
        """A sheet that was closed meanwhile does not come back."""
        for layer in self._layers:
            if gone in layer.aside:
                layer.aside.remove(gone)
