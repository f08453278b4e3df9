"""A desk over a copy of the sample payday for presenters: no window, no thread; and views made up for a page."""

from contextlib import contextmanager
from dataclasses import replace

from app.desk import Desk
from app.navigation import Navigator
from app.screens.payee.case import Case
from app.screens.payee.entry import PayeeEntry
from app.screens.payee.facts import PayeeFacts
from app.screens.paying.chosen import Chosen
from core.usecases.views.money import PayeeView, TripView
from tests.fakes.runner import DoneAtOnce
from tests.payday import PAYDAY_MS, ids, payday_tablet
from tools.sample import SteppingClock

INK = ((100, 100, 900, 900),)


def pay_desk_of(tmp_path, template, lane=None, user="T01"):
    """T01 with tablet `a`, which pays Choco."""
    tablet = payday_tablet(template, tmp_path)
    with tablet.store.reading() as session:
        signed_in = next(view for view in session.reads().users() if view.code == user)
        chosen = next(view for view in session.reads().committees() if view.id == ids()["committee:CHO"])
    desk = Desk(
        tablet.store, SteppingClock(PAYDAY_MS), tablet.key, Navigator(("today", "paying")), lane or DoneAtOnce(),
        DoneAtOnce(), user=signed_in, committee=chosen,
    )  # fmt: skip
    desk.said = []
    desk.say = desk.said.append
    desk.navigator.go("paying")
    return desk


def payees(desk):
    """Whom this tablet could pay now, in the order of names."""
    with desk.store.reading() as session:
        origin = session.note("own_origin").decode("ascii")
        return [view for view in session.money().payees(origin) if view.state == "to_pay"]


class OtherViews:
    """A store that gives a payee another view than the one that is stored; everything else is the real one's."""

    def __init__(self, store, **changes):
        self._store = store
        self._changes = changes

    def __getattr__(self, name):
        return getattr(self._store, name)

    @contextmanager
    def reading(self):
        with self._store.reading() as session:
            yield OtherSession(session, self._changes)


class OtherSession:
    def __init__(self, session, changes):
        self._session = session
        self._changes = changes

    def __getattr__(self, name):
        return getattr(self._session, name)

    def money(self):
        return OtherMoney(self._session.money(), self._changes)


class OtherMoney:
    def __init__(self, money, changes):
        self._money = money
        self._changes = changes

    def __getattr__(self, name):
        return getattr(self._money, name)

    def payee(self, origin, member):
        return replace(self._money.payee(origin, member), **self._changes)


class NoPhotos:
    can_take = False

    def take(self, answer, refuse):
        raise AssertionError("nobody asked for a photo")


class NoVoice:
    can_speak = False

    def say(self, clips, done):
        raise AssertionError("nobody asked to hear anything")

    def hush(self):
        raise AssertionError("nothing was being said")


def payee_view(**changes):
    fields = {
        "sheet": "S-1", "sheet_number": 12, "payee": "M-1", "name": "Huamán Neira, Juana", "code": "CHO-001",
        "committee": "C-1", "state": "to_pay", "payable_centimos": 8750,
        "recovered_centimos": 0, "carried_centimos": 5, "pay_until": "2014-12-24",
    }  # fmt: skip
    return PayeeView(**fields | changes)


def trip_view(number=1):
    return TripView(f"T-{number}", "U-1", "Rosa", "2014-12-10", "open", 100_000, 0, 0, 0, 0, 0, 0)


def case_of(view=None, entry=None, facts=None, **changes):
    """A page's case without any storage."""
    known = {"trips": (trip_view(),), "cut_off": "2014-12-06", "largest_piece_centimos": 5000} | (facts or {})
    return Case(PayeeFacts(view or payee_view(), Chosen(), **known), entry or PayeeEntry(), **changes)
