"""What has to be known to give a line of a pay sheet to another tablet: the line, and the tablets there are.

Read in one snapshot. No Kivy here.
"""

from __future__ import annotations

from dataclasses import dataclass

from app.desk import Desk
from core.domain.sheets import LineReleased
from core.domain.tablets import TabletEnrolled
from core.fold.facts import fact_in_force, revoked_after, thing_fact
from core.fold.rows import EffectiveRecord, Thing
from core.fold.state import State
from core.usecases import notes
from core.usecases.views.money import MoneyReads, PayeeView


@dataclass(frozen=True)
class Tablet:
    """A tablet that is in use. `people` are those who work with it, `knows` whether it has the payee's committee."""

    origin: str
    label: str
    people: tuple[str, ...]
    knows: bool


@dataclass(frozen=True)
class ReleaseFacts:
    """`release` is the record with which this tablet let the line go, empty while it has not; `to` who may take it."""

    view: PayeeView
    tablets: tuple[Tablet, ...]
    release: str = ""
    to: str = ""

    def label(self, origin: str) -> str:
        return next((tablet.label for tablet in self.tablets if tablet.origin == origin), origin)


def read_release(desk: Desk, sheet: str, payee: str) -> ReleaseFacts:
    """The line of a payee on a sheet, as it stands on this tablet."""
    with desk.store.reading() as session:
        state, own = session.state(), notes.text(session, "own_origin")
        view = _view(session.money(), own, sheet, payee)
        names = {user.id: user.name for user in session.reads().users()}
        tablets = tablets_there(state, names, view.committee, own)
        release, to = _released(state, own, sheet, payee) if view.state == "released" else ("", "")
    return ReleaseFacts(view, tablets, release, to)


def tablets_there(state: State, names: dict[str, str], committee: str, own: str) -> tuple[Tablet, ...]:
    """All other tablets that were let in and not shut out, those that know the committee first."""
    found = []
    for thing in state.find(Thing, TabletEnrolled.kind):
        if thing.status != "live" or thing.code == own or revoked_after(state, thing.code) is not None:
            continue
        fact = thing_fact(thing)
        people = tuple(names[user] for user in fact.users if user in names)
        found.append(Tablet(thing.code, fact.label, people, not fact.committees or committee in fact.committees))
    return tuple(sorted(found, key=lambda tablet: (not tablet.knows, tablet.label.casefold(), tablet.origin)))


def label_of(desk: Desk, origin: str) -> str:
    """What people call a tablet; its origin where nobody has said."""
    tablet = _tablet(desk, origin)
    return str(thing_fact(tablet).label) if tablet else origin


def is_known_here(desk: Desk, origin: str) -> bool:
    """Whether this tablet has heard of another one, so that it can tell its signature."""
    return _tablet(desk, origin) is not None


def _tablet(desk: Desk, origin: str) -> Thing | None:
    with desk.store.reading() as session:
        things = session.state().find(Thing, TabletEnrolled.kind)
        return next((thing for thing in things if thing.code == origin), None)


def _view(money: MoneyReads, own: str, sheet: str, payee: str) -> PayeeView:
    """Of several sheets that the payee is on, the one asked for."""
    named = (one for one in money.payees(own) if (one.sheet, one.payee) == (sheet, payee))
    return next(named, None) or money.payee(own, payee)


def _released(state: State, own: str, sheet: str, payee: str) -> tuple[str, str]:
    """The last release of this line by this tablet: a line may come back and be released again."""
    last: tuple[int, str, str] = (0, "", "")
    for identifier in state.since(LineReleased.kind, ""):
        row = state.get(EffectiveRecord, identifier)
        fact = fact_in_force(state, row) if row else None
        if row is not None and fact is not None and row.origin == own and (fact.sheet, fact.payee) == (sheet, payee):
            last = max(last, (row.seq, row.id, fact.to))
    return last[1], last[2]
