"""Cash between the bank, the technicians' boxes and the field: advances, expenses, counts, hand-overs, differences."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from core.domain.bodies import Amount, Centimos, Count, body_of
from core.domain.cash import (
    EXPENSE_CATEGORIES,
    CashAdvance,
    CashCount,
    CashReturned,
    DifferenceDecided,
    Expense,
    HandOver,
    HandOverReceived,
    TechnicianRepaid,
    TripSettled,
    pieces_for,
)
from core.domain.corrections import Replace
from core.domain.records import RecordId
from core.fold.cash import box_centimos, trip_centimos
from core.fold.facts import fact_in_force
from core.fold.money_rows import Trip
from core.fold.rows import Answer, EffectiveRecord
from core.fold.state import State
from core.usecases.office.steps import void_as_office
from core.usecases.tablet.correct import Change, replace_record, void_record
from core.usecases.tablet.paying import move_cash
from tests.simulation.money.founding import COORDINATOR, TECHNICIANS
from tests.simulation.money.paying_steps import COIN_CENTIMOS, Hand, hand_of
from tests.simulation.money.sheet_steps import approve_what_waits
from tests.simulation.money.world import Device, Picks, World

AMOUNTS = (500, 2_000, 5_000, 12_340, 30_000)


def _trips(state: State, world: World, *, is_open: bool = True) -> list[Trip]:
    trips = [trip for code in TECHNICIANS for trip in state.find(Trip, world.village.users[code])]
    return [trip for trip in trips if trip.state == "open"] or ([] if is_open else trips)


def advance(world: World, picks: Picks) -> None:
    """For a new trip, or on top of one."""
    amount = Amount(picks.one(AMOUNTS))
    trips = world.look(lambda state: _trips(state, world))
    top_up = picks.one(trips) if trips and picks.mostly(2) else None
    technician = top_up.technician if top_up else world.village.users[picks.one(TECHNICIANS)]
    pieces = pieces_for([amount if picks.mostly(12) else amount + COIN_CENTIMOS])
    document = "" if picks.rarely(16) else "Recibo 4"
    fact = CashAdvance(
        RecordId(technician), amount, document, pieces, (), RecordId(top_up.id) if top_up else None
    )  # fmt: skip
    world.office("top-up" if top_up else "advance", COORDINATOR, fact)


def _moved(world: World, hand: Hand, step: str, fact: Any) -> RecordId | None:
    device = hand.device
    return world.attempt(
        step, f"{device.slot} ({hand.code}) states {fact}",
        lambda: move_cash(device.store, device.clock, hand.code, fact),
    )  # fmt: skip


def expense(world: World, picks: Picks) -> None:
    hand = hand_of(world, picks)
    if hand:
        voucher = "" if picks.rarely() else "B-12"
        category = picks.one(EXPENSE_CATEGORIES)
        amount = Amount(picks.one((150, 800, 1_500, 99_999)))
        _moved(world, hand, "expense", Expense(RecordId(hand.trip or "x"), hand.technician, amount, category, voucher))


def count(world: World, picks: Picks) -> None:
    hand = hand_of(world, picks)
    if hand:
        box = world.look(lambda state: box_centimos(state, hand.technician), hand.device)
        lies = max(0, box // COIN_CENTIMOS * COIN_CENTIMOS - COIN_CENTIMOS * picks.below(3))
        fact = CashCount(RecordId(hand.trip or "x"), hand.technician, Amount(lies), pieces_for([lies]))
        _moved(world, hand, "count", fact)


def hand_over(world: World, picks: Picks) -> None:
    """To another technician with a tablet; often both meet the server, and the other says so too."""
    hand = hand_of(world, picks)
    if not hand:
        return
    others = [device for device in world.in_use() if any(code != hand.code for code in device.users)]
    device = picks.one(others) if others else hand.device
    codes = [code for code in device.users if code != hand.code] or list(TECHNICIANS)
    code = hand.code if picks.rarely(16) else picks.one(codes)
    amount = Amount(picks.one((300, 1_000, 2_500, 2_505, 40_000)))
    fact = HandOver(RecordId(hand.trip or "x"), hand.technician, world.village.users[code], amount)
    if _moved(world, hand, "hand over", fact) and picks.mostly(3):
        world.sync(hand.device)
        if device.is_in_use and world.sync(device):
            receive(world, picks, device, code)


def receive(world: World, picks: Picks, only: Device | None = None, code: str = "") -> None:
    """The other technician says so too, on a tablet that has heard of it; now and then somebody else, or again."""
    hand = hand_of(world, picks, only)
    if hand and code and picks.mostly(8):
        trips = [trip for trip in _trips_of(world, hand.device, code) if trip.state == "open"]
        hand = Hand(hand.device, code, world.village.users[code], trips[-1].id if trips else "")
    if hand:
        given = world.look(lambda state: _given_to(state, hand.technician), hand.device)
        if not given or picks.rarely(12):
            given = world.look(lambda state: state.since(HandOver.kind, ""), hand.device)
        if given:
            chosen = given[-1] if picks.mostly(3) else picks.one(given)
            fact = HandOverReceived(RecordId(chosen), RecordId(hand.trip or "x"))
            _moved(world, hand, "receive", fact)


def _trips_of(world: World, device: Device, code: str) -> list[Trip]:
    return world.look(lambda state: state.find(Trip, world.village.users[code]), device)


def _given_to(state: State, technician: str) -> list[str]:
    given = []
    for identifier in state.since(HandOver.kind, ""):
        row = state.get(EffectiveRecord, identifier)
        fact = fact_in_force(state, row) if row else None
        if isinstance(fact, HandOver) and fact.to == technician and not state.find(Answer, identifier):
            given.append(identifier)
    return given


def return_cash(world: World, picks: Picks) -> None:
    trips = world.look(lambda state: _trips(state, world, is_open=False))
    if trips:
        trip = picks.one(trips)
        left = world.look(lambda state: trip_centimos(state, trip.id))
        amount = Amount(max(0, left // picks.one((1, 1, 2))))
        world.office(
            "return cash", COORDINATOR, CashReturned(RecordId(trip.id), RecordId(trip.technician), amount, "D-7")
        )


def decide_difference(world: World, picks: Picks) -> None:
    trips = world.look(lambda state: _trips(state, world, is_open=False))
    if trips:
        trip = picks.one(trips)
        left = world.look(lambda state: trip_centimos(state, trip.id))
        explained: Any = picks.one(("difference", "owed", "robbery"))
        document = "Denuncia 12" if explained == "robbery" and picks.mostly(8) else None
        centimos = Centimos(left if picks.rarely(3) else picks.one((130, -70, 0, 45)))
        fact = DifferenceDecided(RecordId(trip.id), RecordId(trip.technician), centimos, explained, document)
        if world.office("difference", COORDINATOR, fact):
            for _ in range(picks.below(3)):
                approve_what_waits(world, picks)


def repay(world: World, picks: Picks) -> None:
    technician = world.village.users[picks.one(TECHNICIANS)]
    world.office("repay", COORDINATOR, TechnicianRepaid(technician, Amount(picks.one((500, 0, 130))), "R-9"))


def settle_trip(world: World, picks: Picks) -> None:
    """With all that is left as kept; now and then with a figure that does not add up."""
    trips = world.look(lambda state: _trips(state, world, is_open=False))
    if trips:
        trip = picks.one(trips)
        left = world.look(lambda state: trip_centimos(state, trip.id))
        kept = Amount(max(0, left - int(picks.rarely())))
        world.office("settle trip", COORDINATOR, TripSettled(RecordId(trip.id), RecordId(trip.technician), kept))


def take_cash_record_back(world: World, picks: Picks) -> None:
    """Of an expense, count or hand-over by its tablet; of anything about cash by the office, perhaps with a second
    person.
    """
    kinds = ("expense", "cash_count", "hand_over", "cash_advance", "cash_returned", "difference_decided")
    device = picks.one(world.in_use()) if world.in_use() and picks.mostly(2) else None
    rows = world.look(lambda state: _rows(state, kinds[:3] if device else kinds), device)
    if not rows:
        return
    row = picks.one(rows)
    if device:
        code = picks.one(device.users)
        world.attempt(
            "void cash", f"{device.slot} voids {row.kind} {row.id}",
            lambda: void_record(device.store, device.clock, code, Change(row.id, row.version, "wrong_count")),
        )  # fmt: skip
        return
    server = world.server
    done = world.attempt(
        "office voids cash", f"C01 voids {row.kind} {row.id}",
        lambda: void_as_office(server.store, world.clock, server.origin, COORDINATOR, row.id, "wrong_count"),
    )  # fmt: skip
    if done and picks.mostly(2):
        approve_what_waits(world, picks)


def replace_cash_record(world: World, picks: Picks) -> None:
    """Another amount in the place of what was recorded: by the tablet of an expense, by the office of anything."""
    device = picks.one(world.in_use()) if world.in_use() and picks.mostly(2) else None
    kinds = ("expense",) if device else ("expense", "cash_advance", "cash_returned", "difference_decided")
    known = world.look(lambda state: [(row, fact_in_force(state, row)) for row in _rows(state, kinds)], device)
    live: list[tuple[EffectiveRecord, Any]] = [(row, fact) for row, fact in known if fact is not None]
    if not live:
        return
    row, fact = picks.one(live)
    now: Any = replace(fact, centimos=Amount(picks.one((900, 12_000, 10, 4_444))))
    if device:
        code = picks.one(device.users)
        change = Change(row.id, row.version, "wrong_count")
        world.attempt(
            "replace cash", f"{device.slot} makes of {row.id}: {now}",
            lambda: replace_record(device.store, device.clock, code, change, now, row.happened_on),
        )  # fmt: skip
        return
    correction = Replace(RecordId(row.id), RecordId(row.version), "wrong_count", body_of(now), Count(now.version))
    if world.office("office replaces cash", COORDINATOR, correction) and picks.mostly(2):
        approve_what_waits(world, picks)


def _rows(state: State, kinds: tuple[str, ...]) -> list[EffectiveRecord]:
    rows = [state.get(EffectiveRecord, identifier) for kind in kinds for identifier in state.since(kind, "")]
    return [row for row in rows if row]
