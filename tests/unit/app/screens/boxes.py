"""The cash box in plain code for the tests of its presenter: a desk on a payday, cameras, and what was rendered."""

from app.desk import Desk
from app.navigation import Navigator
from app.screens.box.presenter import BoxPresenter
from app.screens.recording.states import Remark
from tests.cash_days import PIN
from tests.fakes.clock import FakeUptime
from tests.fakes.runner import DoneAtOnce
from tests.payday import PAYDAY_MS, payday_tablet
from tools.sample import SteppingClock

ADVANCE = 115_710


class NoPhotos:
    can_take = False

    def take(self, answer, refuse):
        raise AssertionError("no photo was asked for")


class OnePhoto:
    can_take = True

    def take(self, answer, refuse):
        answer(b"\xff\xd8 a voucher")


def desk_for(folder, payday, user="T01", name="a", lane=None):
    folder.mkdir(exist_ok=True)
    tablet = payday_tablet(payday, folder, name)
    with tablet.store.reading() as session:
        signed_in = next(view for view in session.reads().users() if view.code == user)
    desk = Desk(
        tablet.store, SteppingClock(PAYDAY_MS), tablet.key, Navigator(("today", "sign_in")), lane or DoneAtOnce(),
        DoneAtOnce(), user=signed_in, uptime=FakeUptime(),
    )  # fmt: skip
    desk.said, desk.undos = [], []
    desk.say = desk.said.append
    desk.offer_undo = lambda text, undo: desk.undos.append((text, undo))
    desk.navigator.go("today")
    desk.navigator.go("box")
    return desk


class Shown(list):
    """What was rendered; the last page, body or notice."""

    @property
    def view(self):
        return self[-1]

    @property
    def body(self):
        return self.view.page.body

    @property
    def notices(self):
        return [item.text for item in self.body.notices if isinstance(item, Remark)]


def entered(desk, camera=None):
    shown = Shown()
    made = BoxPresenter(desk, shown.append, camera or NoPhotos())
    made.enter()
    return made, shown


def opened(desk, camera=None, pin=PIN):
    made, shown = entered(desk, camera)
    made.pin_typed(pin)
    return made, shown
