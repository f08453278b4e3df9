"""Widgets as a picture of themselves: what is inside is seen as it is elsewhere, and no touch reaches it."""

from __future__ import annotations

from typing import Any

from kivy.uix.anchorlayout import AnchorLayout


class Still(AnchorLayout):
    """Shows its children and lets every touch pass by them."""

    def on_touch_down(self, touch: Any) -> bool:  # noqa: ARG002 - Kivy's own signature
        return False

    def on_touch_move(self, touch: Any) -> bool:  # noqa: ARG002 - as above
        return False

    def on_touch_up(self, touch: Any) -> bool:  # noqa: ARG002 - as above
        return False
