"""The page of one person who is paid."""

from __future__ import annotations

from typing import Any

from kivy.uix.boxlayout import BoxLayout
from kivy.uix.widget import Widget

from app.desk import Desk
from app.listening import WhereWished
from app.ports import Camera, Speaker
from app.preferences import has_sound, photo_size
from app.screens.payee.hand import HandBody
from app.screens.payee.less import LessBody
from app.screens.payee.presenter import PayeePresenter
from app.screens.payee.sign import SignBody
from app.screens.payee.states import Hand, Less, Sign
from app.screens.paying.page import PayPage
from app.screens.paying.states import Page


class PayeeScreen(BoxLayout):
    """Every touch goes to the presenter."""

    def __init__(self, desk: Desk, photos: Camera, voice: Speaker, **properties: Any) -> None:
        super().__init__(**properties)
        self.presenter = PayeePresenter(desk, self.render, photos, voice)
        self._page = PayPage(self.presenter, {Hand: HandBody, Sign: SignBody, Less: LessBody})
        self.add_widget(self._page)

    def enter(self, **arguments: Any) -> None:
        self.presenter.enter(**arguments)

    def leave(self) -> None:
        self.presenter.leave()

    def render(self, page: Page) -> None:
        self._page.render(page)


def build(desk: Desk, photos: Camera | None = None, voice: Speaker | None = None) -> Widget:
    """The screen; call `enter(member=…)` when it is shown. Camera and voice are the machine's own unless given."""
    return PayeeScreen(
        desk,
        photos or desk.machine.camera(lambda: photo_size(desk)),
        WhereWished(voice or desk.machine.speaker, lambda: has_sound(desk)),
    )
