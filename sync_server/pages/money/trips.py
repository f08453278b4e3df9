"""One technician's trip: its arithmetic down to the records, what counts of the cash have found, and what the office
states about it, step by step until it is settled.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any, get_args

from fastapi import APIRouter, Request, Response

from core.domain.bodies import Amount
from core.domain.calendar import days_between, local_day
from core.domain.cash import (
    EXPENSE_CATEGORIES,
    CashCount,
    CashReturned,
    Difference,
    DifferenceDecided,
    Expense,
    HandOver,
    HandOverReceived,
    TechnicianRepaid,
    TripSettled,
    sum_of,
)
from core.domain.money import PIECES_CENTIMOS
from core.domain.problems import Problem
from core.domain.records import RecordId, is_record_id
from core.fold.boxes import Box, hand_overs_under_way
from core.fold.money_rows import Trip
from core.fold.state import State
from core.usecases.office.counts import Counted, counts_of
from core.usecases.office.trips import differences_that_wait, hand_over_cash, stand_of_trip, state_of_trip
from core.usecases.views.money import CashMove, TripView
from sync_server.gate.bodies import Form
from sync_server.gate.requests import office_of
from sync_server.office import Office
from sync_server.pages.frame import typed
from sync_server.pages.frame.doing import show, take
from sync_server.pages.money.cash import PaidFor, paid_for
from sync_server.pages.money.money_places import MoneyPlaces, money_places

EXPLANATIONS = get_args(Difference)
_BETWEEN = ("hand_over", "receive")
"""Steps between two technicians, each with a trip that is open."""
router = APIRouter()


@dataclass(frozen=True, slots=True)
class Move:
    """A movement with what lies in the box after it, of all that is in the books."""

    what: CashMove
    after_centimos: int


@dataclass(frozen=True, slots=True)
class GivenAway:
    """Cash that another technician has still to say that they have: in no book yet, and gone from the box, where
    `after_centimos` lie without it and those before it.
    """

    record: str
    to: str
    happened_on: str
    centimos: int
    after_centimos: int


@dataclass(frozen=True, slots=True)
class Waiting:
    """An explanation of a difference that a second person has still to approve."""

    record: str
    author: str
    explained: str
    centimos: int


@dataclass(frozen=True, slots=True)
class TripPage:
    """`in_hand_centimos` should lie in the box of this trip; `others` are the open trips of other technicians, who may
    be given cash; `seen` is how it stood when it was shown; `next_trip` was opened with what was kept;
    `people` are the programme's users by their codes.
    """

    view: TripView
    code: str
    days: int
    moves: tuple[Move, ...]
    counts: tuple[Counted, ...]
    under_way: tuple[GivenAway, ...]
    waiting: tuple[Waiting, ...]
    sheets: tuple[PaidFor, ...]
    others: tuple[TripView, ...]
    box: Box
    in_hand_centimos: int
    seen: str
    next_trip: str
    today: str
    places: MoneyPlaces
    people: dict[str, str]

    @property
    def missing_centimos(self) -> int:
        """What the last count found missing and nobody has explained or is waiting to explain; nothing without one."""
        if not self.counts:
            return 0
        return self.counts[-1].missing_centimos - sum(one.centimos for one in self.waiting)


@router.get("/cash/{trip}")
async def show_one(request: Request, trip: str) -> Response:
    return await _show(request, trip)


@router.post("/cash/{trip}/{step}")
async def take_one(request: Request, trip: str, step: str) -> Response:
    """State something about a trip; its page afterwards."""
    fact_of = _STEPS.get(step)
    if (fact_of is None and step not in _BETWEEN) or not is_record_id(trip):
        raise Problem("page_missing")

    def work(office: Office, author: str, form: Form) -> None:
        with office.store.reading() as session:
            state = session.state()
            known, into = state.get(Trip, trip), state.get(Trip, form.get("into"))
        if known is None:
            raise Problem("trip_unknown", id=trip)
        day, doer = form.get("day") and typed.day(form), (office.store, office.clock, office.origin, author)
        if fact_of is not None:
            state_of_trip(*doer, fact_of(known, form), trip, form.get("seen"), day)
        elif into is None:
            raise Problem("hand_over_to_nobody")
        elif step == "hand_over":
            hand_over_cash(*doer, _given(known, into, form), into.id, seen=form.get("seen"), day=day)
        else:
            received = HandOverReceived(typed.record(form, "hand_over"), RecordId(into.id))
            state_of_trip(*doer, received, trip, form.get("seen"), day)

    again = partial(_show, request, trip, step=step)
    return await take(request, work, again, f"/cash/{trip}", f"cash.done_{step}")


async def _show(
    request: Request, trip: str, problem: Problem | None = None, form: Form | None = None, step: str = ""
) -> Response:
    page = await office_of(request).workers.run(look_at, office_of(request), trip)
    return show(
        request, "cash/trip.html", problem, form, page=page, tried=step, explanations=EXPLANATIONS,
        categories=EXPENSE_CATEGORIES, pieces=PIECES_CENTIMOS,
    )  # fmt: skip


def look_at(office: Office, identifier: str) -> TripPage:
    """Raises Problem trip_unknown."""
    today = local_day(office.clock.now_ms())
    with office.store.reading() as session:
        state, money = session.state(), session.money()
        trip = state.get(Trip, identifier) if is_record_id(identifier) else None
        view = money.trip(identifier) if trip else None
        if trip is None or view is None:
            raise Problem("trip_unknown", id=identifier[:40])
        moves = money.cash_moves(identifier)
        users = {user.id: user for user in session.reads().users()}
        box = money.box(trip.technician)
        given = _given_away(state, trip, view.balance_centimos, {user: one.name for user, one in users.items()})
        others = [one for one in money.trips() if one.state == "open" and one.technician != trip.technician]
        return TripPage(
            view, users[trip.technician].code if trip.technician in users else "",
            days_between(view.opened_on, today), tuple(_running(moves)), tuple(counts_of(state, trip, moves)),
            given, _waiting(state, trip), paid_for(session, moves), tuple(others), box,
            given[-1].after_centimos if given else view.balance_centimos, stand_of_trip(state, identifier),
            trip.settlement if view.kept_centimos else "", today, money_places(session),
            {one.code: one.name for one in users.values()},
        )  # fmt: skip


def _given_away(state: State, trip: Trip, balance: int, names: Mapping[str, str]) -> tuple[GivenAway, ...]:
    """What is under way out of a trip of which the books say that this balance is left."""
    found = []
    for row, fact in hand_overs_under_way(state, trip.opened_on):
        if (fact.technician, fact.advance) == (trip.technician, trip.id) and trip.state == "open":
            balance -= fact.centimos
            found.append(GivenAway(row.id, names.get(fact.to, fact.to), row.happened_on, fact.centimos, balance))
    return tuple(found)


def _running(moves: list[CashMove]) -> list[Move]:
    after, lines = 0, []
    for move in moves:
        after += move.centimos
        lines.append(Move(move, after))
    return lines


def _waiting(state: State, trip: Trip) -> tuple[Waiting, ...]:
    return tuple(
        Waiting(row.id, row.author, fact.explained, fact.centimos) for row, fact in differences_that_wait(state, trip)
    )


def _given(trip: Trip, into: Trip, form: Form) -> HandOver:
    """Of what was not typed, the sum, the notes and coins say what it is."""
    counted = typed.pieces(form)
    centimos = typed.soles_or_nothing(form, "amount") or Amount(sum_of(counted))
    if not centimos:
        raise Problem("amount_missing")
    return HandOver(RecordId(trip.id), RecordId(trip.technician), RecordId(into.technician), centimos, counted)


def _returned(trip: Trip, form: Form) -> CashReturned:
    pieces = typed.pieces(form)
    centimos = typed.soles(form, "amount") if form.get("amount").strip() or not pieces else Amount(sum_of(pieces))
    return CashReturned(*_of(trip), centimos, typed.words(form, "document"), pieces)


def _counted(trip: Trip, form: Form) -> CashCount:
    """A box that is empty is counted as well: whoever found nothing types a nought."""
    if not any(form.get(f"piece_{piece}").strip() for piece in PIECES_CENTIMOS):
        raise Problem("form_incomplete")
    pieces = typed.pieces(form)
    return CashCount(*_of(trip), Amount(sum_of(pieces)), pieces)


def _spent(trip: Trip, form: Form) -> Expense:
    category = typed.chosen(form, "category", EXPENSE_CATEGORIES)
    return Expense(*_of(trip), typed.soles(form, "amount"), category, typed.words(form, "voucher"))


def _explained(trip: Trip, form: Form) -> DifferenceDecided:
    explained = typed.chosen(form, "explained", EXPLANATIONS)
    document = typed.words_or_none(form, "document")
    return DifferenceDecided(*_of(trip), typed.signed_soles(form, "amount"), explained, document)


def _settled(trip: Trip, form: Form) -> TripSettled:
    return TripSettled(*_of(trip), Amount(typed.signed_soles(form, "amount")))


def _repaid(trip: Trip, form: Form) -> TechnicianRepaid:
    return TechnicianRepaid(RecordId(trip.technician), typed.soles(form, "amount"), typed.words(form, "document"))


def _of(trip: Trip) -> tuple[RecordId, RecordId]:
    return RecordId(trip.id), RecordId(trip.technician)


_STEPS: dict[str, Callable[[Trip, Form], Any]] = {
    "return": _returned,
    "count": _counted,
    "spend": _spent,
    "explain": _explained,
    "settle": _settled,
    "repay": _repaid,
}
