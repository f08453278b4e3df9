"""A sample tablet for the tests of screens: a Desk over a copy of the sample, and the whole app in the test window.

def test_a_screen(harness, desk):
    harness.mount(build(desk))          # one screen alone
    harness.mount(whole_app(desk))      # or everything; go on with desk.navigator.go("today")
"""

from pathlib import Path

from app.desk import Desk
from app.navigation import Navigator
from app.screens.shell.presenter import ROOTS
from core.domain.attendance import Presence, Workday
from core.domain.nurseries import PersonCount, ReadyAccepted
from core.domain.plantings import Planting
from core.sync.conversation import converse
from core.usecases.ports import Store
from core.usecases.record import record_fact
from core.usecases.views import CommitteeView, UserView
from tests import sample
from tests.fakes.runner import DoneAtOnce
from tests.sample import START_MS, copied_server, copied_tablet
from tools.sample import SteppingClock


def desk_for(tmp_path: Path, template: Path, name: str = "a", committee: str = "committee:CHO") -> Desk:
    """A desk over a copy of the tablet `a` or `b`, T01 or T02 signed in, everything done at once."""
    tablet = copied_tablet(template, tmp_path, name)
    user = user_of(tablet.store, "T01" if name == "a" else "T02")
    chosen = committee_of(tablet.store, sample._ids[committee])
    navigator = Navigator(ROOTS)
    desk = Desk(
        tablet.store, SteppingClock(START_MS), tablet.key, navigator, DoneAtOnce(), DoneAtOnce(),
        user=user, committee=chosen, version="0.1.0",
    )  # fmt: skip
    desk.said = []
    desk.undos = []
    desk.say = desk.said.append
    desk.offer_undo = lambda text, undo: desk.undos.append((text, undo))
    return desk


def user_of(store: Store, code: str) -> UserView:
    with store.reading() as session:
        return next(user for user in session.reads().users() if user.code == code)


def committee_of(store: Store, identifier: str) -> CommitteeView:
    with store.reading() as session:
        return next(view for view in session.reads().committees() if view.id == identifier)


def whole_app(desk: Desk):
    """The root of the app around the desk, at the place that `desk.navigator` names, or at `today`."""
    from app.field_app import build_root

    return build_root(desk)


def usual_day(desk: Desk, folder: Path, template: Path) -> None:
    """Records a workday, an acceptance and plantings in the desk's committee; the first two are sent and judged."""
    server = copied_server(template, folder)
    committee, day = desk.committee.id, desk.today()
    members = desk.read(lambda reads: reads.members(committee, day))
    unit = desk.read(lambda reads: reads.units(committee))[0]
    batch = next(view for view in desk.read(lambda reads: reads.batches(committee)) if view.stock.ready > 0)
    present = tuple(Presence(member.id, 1 if place < 2 else 2) for place, member in enumerate(members[:23]))

    def record(fact):
        return record_fact(desk.store, desk.clock, desk.author, fact, day)

    workday = record(Workday(committee, "planting", present, closed_by=members[0].id, closed_with="signature"))
    record(ReadyAccepted(batch.id, batch.stock.ready + 660, workdays=(workday,)))
    record(Planting(committee, unit.id, batch.species, batch.id, 20, people=(PersonCount(members[3].id, 20),)))
    converse(desk.store, desk.clock, desk.signer, server.exchange)
    record(Planting(committee, unit.id, batch.species, batch.id, 640, workdays=(workday,)))
    server.store.engine.dispose()
