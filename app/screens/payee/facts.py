"""What has to be known to pay one person, read in one snapshot, and whether the rules would let it happen.

Nothing here is shown as it stands; no Kivy.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from app.desk import Desk
from app.preferences import committees_here
from app.screens.paying.chosen import Chosen, chosen_today
from app.screens.paying.people import Person, everybody
from core.domain.calendar import local_day
from core.domain.money import PIECES_CENTIMOS
from core.domain.payouts import Payout
from core.domain.problems import Problem
from core.usecases import notes
from core.usecases.known.births import births
from core.usecases.mistakes.money import refuse_payout
from core.usecases.own_log import now_ms
from core.usecases.views.field import CommitteeView, Reads
from core.usecases.views.money import MoneyReads, PayeeView, TripView


@dataclass(frozen=True)
class PaidAlready:
    """What is known of a payout that was made: when, by whom, in which way."""

    day: str
    recorded_at: int
    person: str
    way: str
    acknowledged: str


@dataclass(frozen=True)
class PayeeFacts:
    """`trips` are the open ones of who is signed in; `is_own` whether this tablet made the payout there is."""

    view: PayeeView
    chosen: Chosen
    people: tuple[Person, ...] = ()
    trips: tuple[TripView, ...] = ()
    committee_name: str = ""
    cut_off: str = ""
    largest_piece_centimos: int = PIECES_CENTIMOS[0]
    wants_paper: bool = False
    paid: PaidAlready | None = None
    is_own: bool = False

    def person(self, identifier: str) -> Person | None:
        return next((person for person in self.people if person.id == identifier), None)


def read_facts(desk: Desk, member: str, sheet: str) -> PayeeFacts:
    """Everything about one person; of several sheets the named one, where the person is on it."""
    user = desk.user.id if desk.user else ""
    committees = committees_here(desk)
    chosen = chosen_today(desk)
    with desk.store.reading() as session:
        day = local_day(now_ms(session, desk.clock))
        money, reads, origin = session.money(), session.reads(), notes.text(session, "own_origin")
        view = _view(money, origin, member, sheet)
        return PayeeFacts(
            view,
            chosen,
            tuple(everybody(reads, committees, day)),
            tuple(trip for trip in money.trips(user) if trip.state == "open") if user else (),
            _name_of(committees, view.committee),
            next((one.cut_off for one in money.sheets() if one.id == view.sheet), ""),
            real_piece(reads.setting("largest_piece_centimos", day)),
            bool(reads.setting("proof_on_paper", day)),
            _paid(reads, view.payout) if view.payout else None,
            view.payout.startswith(f"{origin}-"),
        )


def refusal_of(desk: Desk, fact: Payout) -> Problem | None:
    """What would keep this tablet from paying so, asked before anybody signs; the acknowledgement is not looked at."""
    trial = fact
    if fact.acknowledged != "mark" or fact.witness is None:
        trial = replace(fact, acknowledged="paper", witness=None)
    with desk.store.reading() as session:
        origin, day = notes.text(session, "own_origin"), local_day(now_ms(session, desk.clock))
        state = session.state()
        try:
            refuse_payout(state, trial, origin, desk.author, day, births(session, state))
        except Problem as problem:
            return problem
    return None


def real_piece(centimos: int) -> int:
    """The largest note or coin there is up to a setting, which may name one that does not exist."""
    return next((piece for piece in PIECES_CENTIMOS if piece <= centimos), PIECES_CENTIMOS[-1])


def _view(money: MoneyReads, origin: str, member: str, sheet: str) -> PayeeView:
    view = money.payee(origin, member)
    if sheet in ("", view.sheet):
        return view
    named = (one for one in money.payees(origin) if (one.payee, one.sheet) == (member, sheet))
    return next(named, view)


def _name_of(committees: Sequence[CommitteeView], identifier: str) -> str:
    return next((committee.name for committee in committees if committee.id == identifier), "")


def _paid(reads: Reads, payout: str) -> PaidAlready | None:
    detail = reads.record(payout)
    if detail is None:
        return None
    names = {user.code: user.name for user in reads.users()}
    line, fact = detail.line, detail.fact
    return PaidAlready(
        line.happened_on,
        line.recorded_at,
        names.get(line.author, line.author),
        getattr(fact, "way", ""),
        getattr(fact, "acknowledged", ""),
    )
