"""A sample tablet for the tests of screens: a Desk over a copy of the sample, and the whole app in the test window.

def test_a_screen(harness, desk):
    harness.mount(build(desk))          # one screen alone
    harness.mount(whole_app(desk))      # or everything; go on with desk.navigator.go("today")
"""

from pathlib import Path

from app.desk import Desk
from app.navigation import Navigator
from app.platform.machine import OwnMachine
from app.screens.shell.presenter import ROOTS
from app.sending.enrolling import Enroller
from app.sending.synchronise import Synchroniser
from core.domain.attendance import Presence, Workday
from core.domain.nurseries import Dispatched, PersonCount, ReadyAccepted
from core.domain.plantings import Planting
from core.domain.problems import Problem
from core.storage.device import enrolled_programme
from core.storage.engine import open_sqlite
from core.storage.store import SqlStore
from core.storage.upgrade import open_ready
from core.sync.carried.bundles import read_bundle
from core.sync.letting_in import enrolment
from core.sync.photos import lane
from core.sync.trust.keys import PrivateKey
from core.sync.turns.conversation import converse
from core.usecases.ports import Store
from core.usecases.tablet.record import record_fact
from core.usecases.views.field import CommitteeView
from core.usecases.views.people import UserView
from tests import sample
from tests.fakes.clock import FakeUptime
from tests.fakes.runner import DoneAtOnce
from tests.sample import START_MS, copied_server, copied_tablet
from tools.sample import SampleServer, SteppingClock

SIZES = ((1280, 800), (800, 1280), (1024, 600))


def desk_for(tmp_path: Path, template: Path, name: str = "a", committee: str = "committee:CHO") -> Desk:
    """A desk over a copy of the tablet `a` or `b`, T01 or T02 signed in, everything done at once."""
    tablet = copied_tablet(template, tmp_path, name)
    user = user_of(tablet.store, "T01" if name == "a" else "T02")
    chosen = committee_of(tablet.store, sample._ids[committee])
    navigator = Navigator(ROOTS)
    desk = Desk(
        tablet.store, SteppingClock(START_MS), tablet.key, navigator, DoneAtOnce(), DoneAtOnce(),
        user=user, committee=chosen, version="0.1.0", uptime=FakeUptime(), machine=OwnMachine("linux"),
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


def usual_day(desk: Desk, folder: Path, template: Path) -> SampleServer:
    """A morning in the desk's committee: what was recorded first is sent and judged, the minga's planting only here.

    Afterwards one record is observed, the last one unsent, the others confirmed. The server it was sent to is answered.
    """
    server = copied_server(template, folder)
    committee, day = desk.committee.id, desk.today()
    members = desk.read(lambda reads: reads.members(committee, day))
    officer = next(member.id for member in members if member.officer_role)
    units = {view.code: view.id for view in desk.read(lambda reads: reads.units(committee))}
    pine, quenoal = (
        next(view for view in desk.read(lambda reads: reads.batches(committee)) if view.species_name == name)
        for name in ("pino pátula", "queñoal")
    )
    closed = {"closed_by": officer, "closed_with": "signature"}
    present = tuple(Presence(member.id, 1 if place < 2 else 2) for place, member in enumerate(members[:23]))

    def record(fact):
        desk.clock.ms += 47 * 60_000
        return record_fact(desk.store, desk.clock, desk.author, fact, day)

    desk.clock.ms -= 2 * 3_600_000
    workday = record(Workday(committee, "planting", present, **closed))
    record(ReadyAccepted(pine.id, pine.stock.ready + 1240, workdays=(workday,), **closed))
    record(Dispatched(pine.id, 660, units["01-3"]))
    record(
        Planting(committee, units["01-1"], quenoal.species, quenoal.id, 20, people=(PersonCount(members[3].id, 20),))
    )
    converse(desk.store, desk.clock, desk.signer, server.exchange)
    record(Planting(committee, units["01-3"], pine.species, pine.id, 640, workdays=(workday,)))
    return server


class ServerInHand:
    """app.ports.Transport to a server in the same process; `problem` is raised instead of the next answers."""

    def __init__(self, server: SampleServer) -> None:
        self.server = server
        self.problem: Problem | None = None

    def recognise(self) -> None:
        self._refuse()

    def enrol(self, asked):
        self._refuse()
        server = self.server
        return enrolment.let_in(server.store, server.clock, server.origin, server.key.public_key, asked)

    def exchange(self, request):
        self._refuse()
        return self.server.exchange(request)

    def epochs(self, note):
        self._refuse()
        return self.server.epochs(note)

    def give_back(self, offer):
        self._refuse()
        return self.server.give_back(offer)

    def begin_photo(self, heading):
        self._refuse()
        return lane.begin(self.server.store, self.server.clock, heading).offset

    def send_part(self, heading, offset, data):
        self._refuse()
        told = (heading.origin, heading.hash, heading.signature)
        return lane.add_part(self.server.store, self.server.clock, *told, offset, data).offset

    def carry(self, bundle):
        self._refuse()
        return self.hear(bundle).reply

    def hear(self, bundle):
        server = self.server
        return read_bundle(server.answering, bundle)

    traffic_bytes = 0

    def _refuse(self) -> None:
        if self.problem is not None:
            raise self.problem


def with_server(desk: Desk, server: SampleServer) -> ServerInHand:
    """Gives the desk a synchroniser to this server."""
    transport = ServerInHand(server)
    desk.synchroniser = Synchroniser(desk, lambda _addresses: transport, lambda *_: True)
    return transport


def new_tablet(folder: Path, template: Path) -> tuple[Desk, ServerInHand]:
    """A desk over an empty file, and the sample server that would let it in."""
    return tablet_for(folder, copied_server(template, folder), START_MS)


def tablet_for(folder: Path, server: SampleServer, now_ms: int) -> tuple[Desk, ServerInHand]:
    """A desk over an empty file, and the way to this server, which would let it in."""
    engine = open_sqlite(folder / "new.db")
    open_ready(engine, "device")
    desk = Desk(
        SqlStore(engine, ""), SteppingClock(now_ms), PrivateKey.generate(), Navigator(ROOTS), DoneAtOnce(),
        DoneAtOnce(), version="0.1.0", uptime=FakeUptime(), machine=OwnMachine("linux"),
    )  # fmt: skip
    transport = with_server(desk, server)

    def open_joined(programme, origin):
        return SqlStore(engine, programme, tail_origin=origin)

    desk.enroller = Enroller(desk, lambda _addresses: transport, open_joined)
    return desk, transport


def code_for(transport: ServerInHand, users: tuple[str, ...] = ("user:T01",)) -> str:
    """A fresh code for the committee of Choco."""
    server = transport.server
    with server.store.writing() as session:
        users = tuple(server.ids[user] for user in users)
        return enrolment.issue_code(session, server.clock, "Tableta 7", (server.ids["committee:CHO"],), users)


def take_pictures(harness, pictures: Path, name: str) -> None:
    """What the window shows now, in the three sizes that matter."""
    for width, height in SIZES:
        harness.resize(width, height)
        harness.frames(4)
        harness.keep_picture(pictures / f"{name}-{width}x{height}.png")
    harness.resize(1280, 800)


def after_a_kill(desk: Desk) -> Desk:
    """The tablet started anew over the same file, in the same hands: nothing is left but what was written down."""
    desk.store.engine.dispose()
    engine = open_sqlite(Path(str(desk.store.engine.url.database)))
    enrolled = enrolled_programme(engine)
    fresh = SqlStore(engine, enrolled.programme, tail_origin=enrolled.own_origin)
    again = Desk(
        fresh, desk.clock, desk.signer, Navigator(ROOTS), DoneAtOnce(), DoneAtOnce(),
        user=desk.user, committee=desk.committee, version=desk.version, uptime=desk.uptime,
        machine=desk.machine,
    )  # fmt: skip
    again.said, again.undos = [], []
    again.say = again.said.append
    again.offer_undo = lambda text, undo: again.undos.append((text, undo))
    return again
