"""Practice in the window: a band above every screen that nobody can overlook, and the way out, in it."""

from __future__ import annotations

from typing import Protocol

from kivy.clock import Clock
from kivy.properties import StringProperty
from kivy.uix.anchorlayout import AnchorLayout
from kivy.uix.boxlayout import BoxLayout
from kivy.uix.widget import Widget

from app.desk import Desk
from app.practice.practising import PIN
from app.text.texts import t
from app.widgets.kv import load_kv
from app.widgets.practice_band.practice_band import PracticeBand
from app.widgets.sheet.sheet import ActionSheet

STAY, FORGET = "stay", "forget"


class Leave(Protocol):
    def __call__(self, *, and_forget: bool) -> None: ...


class Preparing(AnchorLayout):
    """While the practice file is filled for the first time."""

    text = StringProperty("")


class PracticeFrame(BoxLayout):
    """The band, and below it a frame like any other."""

    def __init__(self, root: Widget, desk: Desk) -> None:
        super().__init__(orientation="vertical")
        self._root, self._desk = root, desk
        self._band = PracticeBand()
        self._band.bind(on_leave=lambda _band: desk.practise())
        self._speak()
        show_anew = desk.restyle

        def restyle() -> None:
            show_anew()
            self._speak()

        desk.restyle = restyle
        self.add_widget(self._band)
        self.add_widget(root)

    def _speak(self) -> None:
        band = self._band
        band.text, band.note = t("practice.band"), t("practice.pin", pin=PIN)
        band.leave_text = t("practice.leave")

    def go_back(self) -> bool:
        """Within practice; from its first place there is only the band\'s way out."""
        if not self._desk.go_back():
            self._desk.practise()
        return True


def leave_sheet(leave: Leave) -> None:
    """Ask whether what was practised is kept for the next time."""
    actions = [
        (STAY, "logout", t("practice.leave_and_keep"), "primary"),
        (FORGET, "delete-outline", t("practice.leave_and_forget"), "secondary"),
    ]
    sheet = ActionSheet(title=t("practice.leave_title"), actions=actions, close_text=t("practice.go_on"))
    # The sheet is closed first, as wherever something else appears behind one.
    sheet.bind(on_choose=lambda _sheet, key: Clock.schedule_once(lambda _elapsed: leave(and_forget=key == FORGET), 0))
    sheet.open(animation=False)


load_kv(__file__)
