"""A technician's whole day by touch alone, in the whole app: signing in, the roll, the nursery, planting, looking after
trees, paying, the cash box, what was done, and sending it. `make tour` leaves a picture of every step.

Lying, upright, and with the largest text in English.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from kivy.uix.scrollview import ScrollView

from app.desk import Desk
from app.preferences import choose_language, choose_text_scale
from app.screens.recording.steps import TileButton
from app.text.texts import set_language, t
from app.theme.text_scale import set_text_scale
from app.widgets.navigation_bar.navigation_bar import NavigationItem
from core.domain.payouts import Payout
from tests import cash_days
from tests.payday import payday_server, payday_template
from tests.ui.boxes import facts_of
from tests.ui.harness import Harness, box
from tests.ui.payday import payable, payday_desk, sign
from tests.ui.recording import latest, scroll_to, touch_half, touch_row, type_number
from tests.ui.starting import type_pin
from tests.ui.tablet import whole_app, with_server
from tests.ui.test_widgets import cut_texts, outside_texts, overfull_rows, small_targets

PICTURES = Path(__file__).parents[2] / "build" / "tour"
WAYS = {
    "lying": ((1280, 800), "es", "1.0"),
    "upright": ((800, 1280), "es", "1.0"),
    "large-english": ((1280, 800), "en", "1.3"),
}


@pytest.fixture(scope="session")
def payday(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return payday_template(tmp_path_factory)


@dataclass
class Day:
    """The day as it goes on; every step leaves its picture and has to fit."""

    harness: Harness
    desk: Desk
    way: str
    steps: int = 0

    def look(self, name: str) -> None:
        self.harness.frames(4)
        self.steps += 1
        folder = PICTURES / self.way
        folder.mkdir(parents=True, exist_ok=True)
        self.harness.keep_picture(folder / f"{self.steps:02d}-{name}.png")
        wrong = [*small_targets(self.harness), *cut_texts(self.harness), *overfull_rows(self.harness)]
        wrong += outside_texts(self.harness, WAYS[self.way][0])
        assert wrong == [], f"{self.steps} {name}: {wrong}"

    def touch(self, key: str, **values: object) -> None:
        """What reads the text of this key, further down the page if need be."""
        self._bring(t(key, **values))
        self.harness.touch(t(key, **values))
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


@pytest.fixture(params=list(WAYS))
def day(request: pytest.FixtureRequest, harness: Harness, tmp_path: Path, payday: Path) -> Iterator[Day]:
    size, language, scale = WAYS[request.param]
    desk = payday_desk(tmp_path, payday)
    cash_days.with_pins(desk)
    with_server(desk, payday_server(payday, tmp_path))
    desk.user = None
    harness.resize(*size)
    root = whole_app(desk)
    harness.mount(root)
    choose_language(desk, language)
    choose_text_scale(desk, scale)
    harness.frames(6)
    yield Day(harness, desk, request.param)
    desk.store.engine.dispose()
    set_text_scale(1.0)
    set_language("es")


def test_a_day_in_the_field(day: Day) -> None:
    sign_in(day)
    for part in (call_the_roll, accept_saplings, plant, count_survival, pay_somebody, count_the_box, look_back, send):
        part(day)
    assert day.steps > 30


def sign_in(day: Day) -> None:
    day.look("who")
    day.harness.touch("Rosa Mondragón Peña")
    day.look("pin")
    type_pin(day.harness, cash_days.PIN)
    day.look("today")
    assert day.desk.navigator.current.name == "today"


def people(day: Day) -> list:
    found = day.desk.read(lambda reads: reads.members(day.desk.committee_id, day.desk.today()))
    return [view for view in found if not view.minor]


def officer_closes(day: Day, name: str) -> None:
    officer = next(view for view in people(day) if view.officer_role)
    touch_row(day.harness, officer.name)
    day.look(name)


def call_the_roll(day: Day) -> None:
    day.go("places.attendance")
    day.look("activity")
    word = t("activity.planting").capitalize()
    day.harness.touch(day.harness.find(lambda widget: isinstance(widget, TileButton) and widget.text == word))
    day.onward("roll")
    for view in people(day)[:5]:
        touch_row(day.harness, view.name)
    touch_half(day.harness, people(day)[5].name)
    day.look("roll-called")
    day.onward("read-aloud")
    officer_closes(day, "closed")
    day.touch("common.save")
    day.look("today-with-roll")
    assert len(latest(day.desk, "workday").fact.present) == 6


def accept_saplings(day: Day) -> None:
    day.go("places.nursery")
    day.look("nursery")
    day.touch("recording.accept_ready")
    day.look("accept")
    known = {view.code: view.stock.ready for view in day.desk.read(lambda reads: reads.batches(day.desk.committee_id))}
    code = next(code for code in known if day.harness.reads(code))
    type_number(day.harness, known[code] + 120)
    day.look("accept-typed")
    day.onward("accept-crew")
    day.onward("accept-review")
    day.onward("accept-closing")
    officer_closes(day, "accept-closed")
    day.touch("common.save")
    assert latest(day.desk, "ready_accepted").line.state == "pending"


def plant(day: Day) -> None:
    day.go("places.planting")
    day.look("map")
    day.touch("land.list")
    unit = next(
        view for view in day.desk.read(lambda reads: reads.units(day.desk.committee_id))
        if view.planted < view.target_trees
    )  # fmt: skip
    touch_row(day.harness, f"{unit.code} · {unit.area_name}")
    day.look("unit")
    day.onward("plants")
    batch = next(
        view for view in day.desk.read(lambda reads: reads.batches(day.desk.committee_id)) if view.stock.in_the_field
    )
    touch_row(day.harness, batch.species_name[0].upper() + batch.species_name[1:])
    day.onward("trees")
    type_number(day.harness, 30)
    day.look("trees-typed")
    day.onward("crew")
    day.onward("planting-review")
    day.touch("common.save")
    day.look("today-with-planting")
    assert latest(day.desk, "planting").fact.count == 30


def count_survival(day: Day) -> None:
    day.go("places.monitoring")
    day.look("monitoring")
    day.touch("monitoring.act_loss_event")
    day.look("loss-unit")


def pay_somebody(day: Day) -> None:
    day.go("places.pay")
    day.look("sheet")
    view = payable(day.desk)
    day.harness.touch(scroll_to(day.harness, view.name))
    day.look("payee")
    day.touch("common.yes")
    day.look("sign")
    sign(day.harness)
    day.look("signed")
    day.touch("pay.confirm")
    day.look("handed-over")
    (payout,) = facts_of(day.desk, Payout)
    assert payout.centimos > 0


def count_the_box(day: Day) -> None:
    day.desk.navigator.go("box")
    day.look("box-closed")
    type_pin(day.harness, cash_days.PIN)
    day.look("box")


def look_back(day: Day) -> None:
    day.go("shell.earnings")
    day.look("earnings")
    name = people(day)[0].name
    day.harness.touch(scroll_to(day.harness, name))
    day.look("statement")
    for place in ("progress", "history", "settings", "help"):
        day.go("more.title")
        if place == "progress":
            day.look("more")
        day.touch(f"more.{place}")
        day.look(place)


def send(day: Day) -> None:
    day.go("more.title")
    day.touch("more.sync")
    day.look("unsent")
    day.touch("sync.start")
    day.look("sent")
    assert day.desk.read(lambda reads: reads.sync()).unsent == 0
