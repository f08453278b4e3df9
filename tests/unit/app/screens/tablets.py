"""A desk over a copy of the sample tablet for presenters that preview and save: no window, no thread."""

from app.desk import Desk
from app.navigation import Navigator
from tests import sample
from tests.fakes.runner import DoneAtOnce
from tests.sample import START_MS, copied_tablet
from tools.sample import SteppingClock


def tablet_desk(tmp_path, template, committee="committee:CHO", lane=None):
    tablet = copied_tablet(template, tmp_path)
    with tablet.store.reading() as session:
        reads = session.reads()
        user = next(view for view in reads.users() if view.code == "T01")
        chosen = next(view for view in reads.committees() if view.id == sample._ids[committee])
    desk = Desk(
        tablet.store, SteppingClock(START_MS), tablet.key, Navigator(("today", "planting", "workday")),
        lane or DoneAtOnce(), DoneAtOnce(), user=user, committee=chosen,
    )  # fmt: skip
    desk.said, desk.undos = [], []
    desk.say = desk.said.append
    desk.offer_undo = lambda text, undo: desk.undos.append((text, undo))
    desk.navigator.go("today")
    return desk


def adults(desk):
    members = desk.read(lambda reads: reads.members(desk.committee_id, desk.today()))
    return [member for member in members if not member.minor]


def lines(desk, kind):
    latest = desk.read(lambda reads: reads.today(desk.committee_id, desk.today())).latest
    return [line for line in latest if line.kind == kind]
