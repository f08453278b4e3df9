"""The screen on which a line is given to another tablet, and its code is shown."""

from __future__ import annotations

from typing import Any

from kivy.uix.boxlayout import BoxLayout
from kivy.uix.widget import Widget

from app.desk import Desk
from app.ports import Passing
from app.screens.paying.page import PayPage
from app.screens.paying.states import Page
from app.screens.release.code_body import CodeBody
from app.screens.release.presenter import ReleasePresenter
from app.screens.release.states import Code


class ReleaseScreen(BoxLayout):
    """Every touch goes to the presenter."""

    def __init__(self, desk: Desk, carrier: Passing, **properties: Any) -> None:
        super().__init__(**properties)
        self.presenter = ReleasePresenter(desk, self.render, carrier)
        self._page = PayPage(self.presenter, {Code: CodeBody})
        self.add_widget(self._page)

    def enter(self, **arguments: Any) -> None:
        self.presenter.enter(**arguments)

    def leave(self) -> None:
        self.presenter.leave()

    def render(self, page: Page) -> None:
        self._page.render(page)


def build(desk: Desk, carrier: Passing | None = None) -> Widget:
    """The screen; call `enter(sheet=…, payee=…)` when it is shown."""
    return ReleaseScreen(desk, carrier or desk.machine.passing)
