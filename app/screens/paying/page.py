"""The frame of every page of a payday: whose it is, what is wrong, one body, and the buttons at the foot.

Everything to touch is at least 64 dp high here: hands are wet, and it is about money.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from typing import Any

from kivy.metrics import dp, sp
from kivy.properties import BooleanProperty, ObjectProperty, StringProperty
from kivy.uix.boxlayout import BoxLayout
from kivy.uix.widget import Widget

from app.screens.paying.act_row import ActRow  # noqa: F401 - named in the kv file
from app.screens.paying.news import NewsBody
from app.screens.paying.pick import PickBody
from app.screens.paying.states import BACK, Act, Blank, News, Page, PageEvents, Pick, Tiles
from app.screens.paying.tiles import TilesBody
from app.widgets.button.button import AppButton
from app.widgets.help_button.help_button import HelpButton  # noqa: F401 - named in the kv file
from app.widgets.kv import load_kv
from app.widgets.notice.notice import Notice  # noqa: F401 - named in the kv file
from app.widgets.person_row.person_row import Avatar  # noqa: F401 - named in the kv file

Bodies = Mapping[type[Any], Callable[[PageEvents], Any]]
WIDE_DP = 840
TOLD = ("done", "problem", "warning")
SHORT_DP = 700
"""Below this height the large buttons are smaller, so that the money has room."""


class BlankBody(Widget):
    """Nothing is shown."""

    def __init__(self, _events: PageEvents, **properties: Any) -> None:
        super().__init__(**properties)

    def render(self, state: Blank) -> None:
        """There is nothing to show."""


BODIES: Bodies = {Blank: BlankBody, News: NewsBody, Pick: PickBody, Tiles: TilesBody}


class PayPage(BoxLayout):
    """`render(Page)`; `bodies` are those that only one screen has. Each is made when it is first shown, and kept."""

    title = StringProperty("")
    subtitle = StringProperty("")
    initials = StringProperty("")
    done = StringProperty("")
    problem = StringProperty("")
    warning = StringProperty("")
    question = StringProperty("")
    is_wide = BooleanProperty(defaultvalue=True)
    is_large = BooleanProperty(defaultvalue=False)
    has_back = BooleanProperty(defaultvalue=True)
    events = ObjectProperty(None)

    def __init__(self, events: PageEvents, bodies: Bodies, **properties: Any) -> None:
        self._factories = {**BODIES, **bodies}
        self._built: dict[type[Any], Any] = {}
        self._page: Page | None = None
        super().__init__(events=events, **properties)
        self._parts = {
            name: self.ids[name].__self__ for name in ("top", "done", "problem", "warning", "body", "bottom")
        }
        self.fbind("size", self._turn)

    def render(self, page: Page) -> None:
        """Shows the page. Buttons stay the same widgets while they are the same acts, so that no touch is lost."""
        before, self._page = self._page, page
        for name in ("title", "subtitle", "initials", *TOLD, "question", "is_large", "has_back"):
            setattr(self, name, getattr(page, name))
        self.ids.acts.show(page.acts, self.width)
        foot = (page.left, page.right)
        if before is None or (before.left, before.right, before.is_large) != (*foot, page.is_large):
            self._fill_foot([act for act in foot if act is not None])
        self._arrange(page)
        body = self._body(type(page.body))
        if body.parent is None:
            self.ids.body.clear_widgets()
            self.ids.body.add_widget(body)
        body.render(page.body)

    def go_back(self) -> None:
        self.events.tap(BACK)

    def _arrange(self, page: Page) -> None:
        """What is not there takes no room, and no gap either."""
        is_there = {name: bool(getattr(page, name)) for name in TOLD}
        wanted = [part for name, part in self._parts.items() if is_there.get(name, True)]
        if self.children != wanted[::-1]:
            self.clear_widgets()
            for part in wanted:
                self.add_widget(part)

    def _body(self, sort: type[Any]) -> Any:
        if sort not in self._built:
            self._built[sort] = self._factories[sort](self.events)
        return self._built[sort]

    def _fill_foot(self, acts: list[Act]) -> None:
        """The button that goes on is the wider one; where money changes hands, it is large."""
        self.ids.foot.clear_widgets()
        for act in acts:
            button = AppButton(text=act.text, icon=act.icon, kind=act.kind, disabled=not act.enabled)
            button.bind(on_release=partial(self._touched, act))
            if self.is_large:
                button.font_size, button.icon_size = sp(28), sp(40)
            button.height = self._foot_height()
            button.corner = dp(18)
            button.size_hint_x = 1.6 if act is acts[-1] else 1
            self.ids.foot.add_widget(button)

    def _foot_height(self) -> float:
        if not self.is_large:
            return float(sp(72))
        return float(max(dp(96), sp(72)) if self.height < dp(SHORT_DP) else sp(128))

    def _turn(self, *_: Any) -> None:
        self.is_wide = self.width >= dp(WIDE_DP)
        if self._page is not None:
            self.ids.acts.show(self._page.acts, self.width)
        for button in self.ids.foot.children:
            button.height = self._foot_height()

    def _touched(self, act: Act, _: Any) -> None:
        self.events.tap(act.key)


load_kv(__file__)
