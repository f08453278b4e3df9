"""Technicians' cash: who has how much of which advance, since when, and what of it nobody has explained; advances are
handed out here.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

from fastapi import APIRouter, Request, Response

from core.domain.calendar import days_between, local_day
from core.domain.cash import CashAdvance
from core.domain.money import PIECES_CENTIMOS
from core.domain.payouts import Payout
from core.domain.problems import Problem
from core.domain.records import RecordId, is_record_id
from core.domain.sheets import PAYABLE_STATES
from core.fold.money_rows import Payment, Trip
from core.fold.state import State
from core.storage.session import SqlSession
from core.usecases.office.advances import amounts_to_pay, to_hand_over
from core.usecases.office.counts import Counted, counts_of
from core.usecases.office.trips import differences_that_wait, hand_out, last_advance
from core.usecases.views.money import CashMove, SheetSummary, TripView
from sync_server.gate.bodies import Form
from sync_server.gate.requests import office_of
from sync_server.looking.boxes import Technician, technicians_in
from sync_server.office import Office
from sync_server.pages.frame import typed
from sync_server.pages.frame.doing import show, take
from sync_server.pages.money.money_places import MoneyPlaces, money_places

PAGE = 25
router = APIRouter()


@dataclass(frozen=True, slots=True)
class PaidFor:
    """A sheet that the cash was handed out for or paid from: how many were paid, and what."""

    sheet: str
    number: int
    payouts: int
    centimos: int


@dataclass(frozen=True, slots=True)
class OpenTrip:
    """A trip that is not settled. `in_hand_centimos` should lie in the box; `count` is the last one; explanations of
    `waiting_centimos` wait for a second person.
    """

    view: TripView
    sheets: tuple[PaidFor, ...]
    days: int
    in_hand_centimos: int
    count: Counted | None
    waiting_centimos: int

    @property
    def missing_centimos(self) -> int:
        """What nobody has explained: found missing by the last count, or paid out of nothing."""
        if self.count is None:
            return max(0, self.waiting_centimos - self.in_hand_centimos)
        return self.count.missing_centimos - self.waiting_centimos

    @property
    def away_centimos(self) -> int:
        """What was handed over and still counts to this trip, since nobody has said that it came."""
        return self.view.balance_centimos - self.in_hand_centimos

    @property
    def rank(self) -> tuple[bool, bool, int]:
        """What has to be looked into first stands first, and of that the oldest."""
        return (not self.missing_centimos, not self.waiting_centimos, -self.days)


@dataclass(frozen=True, slots=True)
class CashPage:
    """`settled` is a page of the trips that are settled, the latest first; `older` the last of them where there are
    more. `seen` is the last advance that was handed out.
    """

    open: tuple[OpenTrip, ...]
    settled: tuple[TripView, ...]
    older: str
    technicians: tuple[Technician, ...]
    sheets: tuple[SheetSummary, ...]
    seen: str
    today: str
    places: MoneyPlaces

    def trips_of(self, technician: str) -> tuple[OpenTrip, ...]:
        """Those of one of them that are not settled."""
        return tuple(trip for trip in self.open if trip.view.technician == technician)

    @property
    def in_boxes_centimos(self) -> int:
        """What all boxes should hold together."""
        return sum(one.box.in_hand_centimos for one in self.technicians)

    @property
    def owed_centimos(self) -> int:
        """What all technicians owe."""
        return sum(one.box.owed_centimos for one in self.technicians)

    @property
    def under_way_centimos(self) -> int:
        """What left one box and has not been received into another."""
        return sum(one.box.under_way_centimos for one in self.technicians)


@router.get("/cash")
async def show_all(request: Request) -> Response:
    return await _show(request)


@router.post("/cash")
async def advance(request: Request) -> Response:
    """Hand a technician cash; the trip's page afterwards."""
    return await take(request, _advance, partial(_show, request), "/cash/{}".format, "cash.done_advance")


async def _show(request: Request, problem: Problem | None = None, form: Form | None = None) -> Response:
    office = office_of(request)
    asked = request.query_params
    page = await office.workers.run(look, office, asked.get("after", ""))
    to = asked.get("to", "")
    return show(request, "cash/list.html", problem, form, page=page, to=to, pieces=PIECES_CENTIMOS)


def look(office: Office, after: str = "") -> CashPage:
    today = local_day(office.clock.now_ms())
    with office.store.reading() as session:
        state, money = session.state(), session.money()
        trips = money.trips()
        opened = sorted((_open(session, state, one, today) for one in trips if one.state == "open"), key=_rank)
        settled, older = _page_of([one for one in reversed(trips) if one.state == "settled"], after)
        sheets = sorted(money.sheets(), key=lambda one: -one.number)
        return CashPage(
            tuple(opened), tuple(settled), older, technicians_in(session, trips),
            tuple(one for one in sheets if one.state in PAYABLE_STATES), last_advance(state), today,
            money_places(session),
        )  # fmt: skip


def _rank(trip: OpenTrip) -> tuple[bool, bool, int]:
    return trip.rank


def _open(session: SqlSession, state: State, view: TripView, today: str) -> OpenTrip:
    trip = state.get(Trip, view.id)
    if trip is None:
        raise Problem("trip_unknown", id=view.id)
    moves = session.money().cash_moves(view.id)
    counts = counts_of(state, trip, moves)
    under_way = session.money().box(view.technician).under_way.get(view.id, 0)
    return OpenTrip(
        view, paid_for(session, moves), days_between(view.opened_on, today), view.balance_centimos - under_way,
        counts[-1] if counts else None, sum(fact.centimos for _, fact in differences_that_wait(state, trip)),
    )  # fmt: skip


def paid_for(session: SqlSession, moves: Sequence[CashMove]) -> tuple[PaidFor, ...]:
    """The sheets of a trip, those that its advances were handed out for and those that were paid from it, in the order
    of their numbers.
    """
    numbers = {sheet.id: sheet.number for sheet in session.money().sheets()}
    sums = {sheet: [0, 0] for sheet in _named(session, moves)}
    state, payouts = session.state(), [move for move in moves if move.kind == Payout.kind]
    state.read_ahead(Payment, [move.record for move in payouts])
    for move in payouts:
        payment = state.get(Payment, move.record)
        if payment is not None:
            one = sums.setdefault(payment.sheet, [0, 0])
            one[0] += 1
            one[1] -= move.centimos
    found = [PaidFor(sheet, numbers.get(sheet, 0), *one) for sheet, one in sums.items()]
    return tuple(sorted(found, key=lambda one: (one.number, one.sheet)))


def _named(session: SqlSession, moves: Sequence[CashMove]) -> list[str]:
    details = [session.reads().record(move.record) for move in moves if move.kind == CashAdvance.kind]
    return [sheet for detail in details if detail for sheet in getattr(detail.fact, "sheets", ())]


def _page_of(settled: list[TripView], after: str) -> tuple[list[TripView], str]:
    places = [one.id for one in settled]
    start = places.index(after) + 1 if after in places else 0
    shown = settled[start : start + PAGE]
    return shown, shown[-1].id if len(settled) > start + PAGE else ""


def _advance(office: Office, author: str, form: Form) -> RecordId:
    """Of what was not typed, the sum and the notes and coins, the lines of the sheets say what they are."""
    to, day = typed.record(form, "to"), typed.day(form)
    document = typed.words(form, "document")
    sheets = form.all("sheet")
    if not all(map(is_record_id, sheets)):
        raise Problem("form_incomplete")
    with office.store.reading() as session:
        trip = session.state().get(Trip, to)
        technician = RecordId(trip.technician) if trip else to
        amounts = amounts_to_pay(session.state(), sheets, technician)
        centimos, handed = to_hand_over(
            session,
            typed.soles_or_nothing(form, "amount"),
            typed.pieces(form),
            amounts,
            local_day(office.clock.now_ms()),
        )
    if not centimos:
        raise Problem("amount_missing")
    fact = CashAdvance(
        technician, centimos, document, handed, tuple(map(RecordId, sheets)), RecordId(trip.id) if trip else None
    )
    identifier = hand_out(office.store, office.clock, office.origin, author, fact, form.get("seen"), day)
    return RecordId(trip.id) if trip else identifier
