"""The question mark that stands at the right end of every head, and asks whoever is around it for help.

A head does not know the app: the button goes up through the widgets around it to the first that has `open_help`, as a
frame has.
"""

from __future__ import annotations

from typing import Any

from kivy.properties import BooleanProperty

from app.widgets.button.button import IconButton

ICON = "help-circle-outline"


class HelpButton(IconButton):
    """No events; `wanted` hides it where it would lead to where one is."""

    wanted = BooleanProperty(defaultvalue=True)

    def __init__(self, **properties: Any) -> None:
        super().__init__(**properties)
        for name in ("parent", "wanted"):
            self.fbind(name, self._appear)

    def on_release(self, *_: Any) -> None:
        helper = self._helper()
        if helper is not None:
            helper.open_help()

    def _appear(self, *_: Any) -> None:
        self.icon = ICON if self.wanted else ""

    def _helper(self) -> Any:
        around = self.parent
        while around is not None and around is not around.parent:
            if hasattr(around, "open_help"):
                return around
            around = around.parent
        return None
