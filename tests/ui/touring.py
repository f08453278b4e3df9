"""A day that is gone through by touch in the whole app: finding by what a person reads, and a picture of every step.

One tablet is in the hands at a time; it can be put down, turned, left alone until it locks, and killed.
"""

from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from kivy.uix.scrollview import ScrollView

from app.desk import Desk
from app.listeners import Listeners
from app.navigation import Navigator
from app.screens.shell.presenter import ROOTS
from app.text.texts import t
from app.widgets.navigation_bar.navigation_bar import NavigationItem
from tests.tablet import after_a_kill, whole_app, with_server
from tests.ui.boxes import ROSA
from tests.ui.harness import Harness, box
from tests.ui.recording import scroll_to
from tests.ui.rules import cut_texts, outside_texts, overfull_rows, small_targets
from tests.ui.starting import type_pin
from tools.sample import SampleServer

PICTURES = Path(__file__).parents[2] / "build" / "tour"
WAYS = {
    "lying": ((1280, 800), "es", "1.0"),
    "upright": ((800, 1280), "es", "1.0"),
    "large-english": ((1280, 800), "en", "1.3"),
}
PIN, OTHER_PIN = "2468", "1357"


@dataclass
class Day:
    """The day as it goes on; every step leaves its picture and has to fit. `desk` is the tablet in the hands."""

    harness: Harness
    server: SampleServer
    desk: Desk
    way: str
    root: Any = None
    steps: int = 0
    tablets: list[Desk] = field(default_factory=list)

    @property
    def size(self) -> tuple[int, int]:
        return WAYS[self.way][0]

    @property
    def scale(self) -> str:
        return WAYS[self.way][2]

    # --- the tablet ---

    def take_up(self, desk: Desk) -> None:
        """This tablet from now on, as it starts."""
        self.desk = desk
        if desk not in self.tablets:
            self.tablets.append(desk)
        self.root = self.harness.mount(whole_app(desk), frames=6)

    def take_up_again(self, desk: Desk, pin: str = PIN) -> None:
        """A tablet that lay there for a while, and has locked."""
        self.take_up(desk)
        self.leave_alone(pin)

    def turn(self) -> None:
        """On its side and back, as a hand does it that takes it over; everything fits, the largest text lying only."""
        width, height = self.size
        for size in ((height, width), (width, height)):
            self.harness.resize(*size)
            self.harness.frames(6)
            if self.scale == "1.0" or size == self.size:
                self._fits(size, "turned")

    def leave_alone(self, pin: str = PIN) -> None:
        """Nobody touches it for a while, and it locks; then it is opened again."""
        guard = self.desk.guard
        guard.touched()
        self.desk.uptime.advance(16 * 60)
        guard.look()
        self.harness.frames(4)
        self.look("locked")
        type_pin(self.harness, pin)
        self.harness.frames(4)

    def sign_in(self, name: str = ROSA, pin: str = PIN) -> None:
        """Whoever is not alone on the tablet says first who they are."""
        if self.desk.user is None and self.harness.reads(name):
            self.harness.touch(name)
        type_pin(self.harness, pin)
        self.harness.frames(6)

    def kill(self) -> None:
        """The battery falls out; Rosa signs in again."""
        self.tablets.remove(self.desk)
        bare = after_a_kill(self.desk)
        again = replace(bare, user=None, committee=None, navigator=Navigator(ROOTS), changed=Listeners())
        with_server(again, self.server)
        self.take_up(again)
        self.look("started-again")
        self.sign_in()

    # --- looking ---

    def look(self, name: str) -> None:
        self.harness.frames(4)
        self.steps += 1
        folder = PICTURES / self.way
        folder.mkdir(parents=True, exist_ok=True)
        self.harness.keep_picture(folder / f"{self.steps:02d}-{name}.png")
        self._fits(self.size, name)

    def _fits(self, size: tuple[int, int], name: str) -> None:
        wrong = [*small_targets(self.harness), *cut_texts(self.harness), *overfull_rows(self.harness)]
        wrong += outside_texts(self.harness, size)
        assert wrong == [], f"{self.way} {self.steps} {name}: {wrong}"

    def reads(self, key: str, **values: object) -> bool:
        return self.harness.reads(t(key, **values))

    # --- touching ---

    def touch(self, key: str, **values: object) -> None:
        """What reads the text of this key, further down the page if need be."""
        self.touch_text(t(key, **values))

    def touch_text(self, text: str) -> None:
        self._bring(text)
        self.harness.touch(text)
        self.harness.frames(4)

    def touch_row(self, text: str) -> None:
        """A row of a list, however far down."""
        self.harness.touch(scroll_to(self.harness, text))
        self.harness.frames(4)

    def _bring(self, text: str) -> None:
        """Scrolls until all of the text can be touched; whoever cannot find it is told by the touch."""
        for _ in range(40):
            found = [one for one in self.harness.visible() if getattr(one, "text", "") == text]
            views = [one for one in self.harness.visible() if isinstance(one, ScrollView) and one.scroll_y > 0]
            if not views or any(box(one)[1] >= box(views[-1])[1] for one in found):
                return
            for view in views:
                view.scroll_y = max(0, view.scroll_y - 0.04)
            self.harness.frames(2)

    def go(self, key: str) -> None:
        """A place of the navigation."""
        word = t(key)
        self.harness.touch(self.harness.find(lambda widget: isinstance(widget, NavigationItem) and widget.text == word))
        self.harness.frames(4)

    def onward(self, name: str) -> None:
        """The next step of a form."""
        self.touch("common.next")
        self.look(name)

    def write(self, label: str, text: str) -> None:
        """Types into the field with this label."""
        shown = self.harness.find(lambda widget: getattr(widget, "label", "") == label and "entry" in widget.ids)
        self.harness.touch(shown.ids.entry)
        self.harness.type_text(text)

    def sync(self, name: str) -> None:
        """Goes where one sends, and sends."""
        self.go("more.title")
        self.touch("more.sync")
        self.touch("sync.start")
        self.look(name)
        assert self.desk.read(lambda reads: reads.sync()).unsent == 0
