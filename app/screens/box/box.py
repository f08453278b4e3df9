"""The screen of a technician's cash box: the pad for the PIN, and behind it the box."""

from __future__ import annotations

from typing import Any

from kivy.clock import Clock
from kivy.uix.boxlayout import BoxLayout
from kivy.uix.widget import Widget

from app.desk import Desk
from app.ports import Camera
from app.preferences import photo_size
from app.screens.box.counting_body import CountingBody
from app.screens.box.overview_body import BringBody, NoTripBody, OverviewBody
from app.screens.box.presenter import BoxPresenter
from app.screens.box.states import BoxView, Counting, Locked, NoTrip, Overview, Spending, Typing
from app.screens.box.typing_body import SpendingBody, TypingBody
from app.screens.payee.hand import HandBody
from app.screens.payee.states import Hand
from app.screens.paying.page import PayPage
from app.screens.recording.states import ReviewState
from app.screens.sign_in.pin_part import PinPart

BODIES = {
    Overview: OverviewBody,
    NoTrip: NoTripBody,
    Counting: CountingBody,
    Typing: TypingBody,
    Spending: SpendingBody,
    Hand: HandBody,
    ReviewState: BringBody,
}


class BoxScreen(BoxLayout):
    """`render(BoxView)`; every touch goes to the presenter, and each of them keeps the box open a while longer.

    When the box closes, its page is thrown away with all that was on it.
    """

    def __init__(self, desk: Desk, photos: Camera, **properties: Any) -> None:
        super().__init__(**properties)
        self.presenter = BoxPresenter(desk, self.render, photos)
        self._page: PayPage | None = None
        self._pin = PinPart()
        self._pin.back_icon = "arrow-left"
        self._pin.bind(
            on_pin=lambda _part, pin: self.presenter.pin_typed(pin), on_other=lambda _part: self.presenter.tap("other")
        )
        self._seconds = Clock.schedule_interval(lambda _elapsed: self.presenter.tick(), 1)
        self._seconds.cancel()

    def enter(self, **_: Any) -> None:
        self._seconds()
        self.presenter.enter()

    def leave(self) -> None:
        self._seconds.cancel()
        self.presenter.leave()

    def on_touch_down(self, touch: Any) -> bool:
        self.presenter.touched()
        return bool(super().on_touch_down(touch))

    def render(self, view: BoxView) -> None:
        if view.page is not None:
            if self._page is None:
                self._page = PayPage(self.presenter, BODIES)
            self._stand(self._page)
            self._page.render(view.page)
            return
        self._page = None
        if view.locked is None:
            self.clear_widgets()
        else:
            self._render_locked(view.locked)

    def _render_locked(self, state: Locked) -> None:
        part = self._pin
        for name in ("initials", "name", "detail", "caption", "error", "back_text", "wait"):
            setattr(part, name, getattr(state, name))
        if part.parent is None:
            part.pad.clear()
        self._stand(part)

    def _stand(self, part: Widget) -> None:
        if self.children != [part]:
            self.clear_widgets()
            self.add_widget(part)


def build(desk: Desk, photos: Camera | None = None) -> Widget:
    """The screen; call `enter()` when it is shown. The camera is the machine's own unless a test brings another."""
    return BoxScreen(desk, photos or desk.machine.camera(lambda: photo_size(desk)))
