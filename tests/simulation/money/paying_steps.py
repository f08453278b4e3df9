"""What technicians do with the lines on their tablets, offline, and what may go wrong while they do."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial
from typing import Any

from core.domain.bodies import Amount
from core.domain.payouts import Payout
from core.domain.records import RecordId
from core.domain.sheets import PAYABLE_STATES
from core.fold.cash import box_centimos
from core.fold.money_rows import SheetLine, Trip
from core.fold.state import State
from core.usecases.own_log import side_row
from core.usecases.tablet.paying import accept_line, give_money_back, pay, release_line, return_lines, undo_payout
from tests.simulation.money.sheet_steps import lines_of
from tests.simulation.money.world import Device, HandedOver, Picks, World

INK = side_row({"strokes": [[1, 2, 3, 4]]}, b"0" * 16)
COIN_CENTIMOS = 10


@dataclass(frozen=True)
class Hand:
    """A technician with a tablet, and the trip whose money they carry ("" without one)."""

    device: Device
    code: str
    technician: RecordId
    trip: str


def hand_of(world: World, picks: Picks, device: Device | None = None) -> Hand | None:
    """One of those with a tablet, by preference one with an open trip; now and then anybody."""
    devices = [device] if device else world.in_use()
    hands = [_hand(world, device, code) for device in devices for code in device.users]
    on_trips = [hand for hand in hands if hand.trip]
    if not hands:
        return None
    return picks.one(on_trips if on_trips and picks.mostly(12) else hands)


def _hand(world: World, device: Device, code: str) -> Hand:
    technician = world.village.users[code]
    trips = world.look(lambda state: state.find(Trip, technician), device)
    is_open = [trip.id for trip in trips if trip.state == "open"]
    return Hand(device, code, technician, is_open[-1] if is_open else "")


def held_lines(state: State, device: Device) -> list[SheetLine]:
    lines = lines_of(state, *PAYABLE_STATES)
    return [line for line in lines if line.holder == device.origin and not line.payout and not line.released_to]


def _with_lines(world: World, picks: Picks, only: Device | None = None) -> tuple[Hand, list[SheetLine]] | None:
    """Somebody whose tablet holds lines; now and then anybody at all, with any line they know of."""
    if picks.rarely(24):
        hand = hand_of(world, picks, only)
        lines = world.look(lines_of, hand.device) if hand else []
        return (hand, lines) if hand and lines else None
    for device in (only,) if only else picks.some(world.in_use()):
        lines = world.look(partial(held_lines, device=device), device)
        hand = hand_of(world, picks, device) if lines else None
        if hand:
            return hand, lines
    return None


def pay_cash(world: World, picks: Picks, only: Device | None = None) -> None:
    """The whole line from the box, or what is in it; out of an empty one nobody is paid, but otherwise."""
    found = _with_lines(world, picks, only)
    if found:
        hand, lines = found
        line = picks.one(lines)
        box = world.look(lambda state: box_centimos(state, hand.technician), hand.device)
        there = min(line.payable_centimos, max(0, box)) // COIN_CENTIMOS * COIN_CENTIMOS
        if not there and picks.mostly(16):
            pay_otherwise(world, picks, only)
            return
        _pay(world, hand, _payout(hand, line, there if picks.mostly(8) else line.payable_centimos), "pay")


def pay_less(world: World, picks: Picks, only: Device | None = None) -> None:
    found = _with_lines(world, picks, only)
    if found:
        hand, lines = found
        line = picks.one(lines)
        part = picks.one((2, 3, 4)) if picks.mostly(8) else 1
        centimos = line.payable_centimos // part // COIN_CENTIMOS * COIN_CENTIMOS
        _pay(world, hand, _payout(hand, line, centimos + (COIN_CENTIMOS if part == 1 else 0)), "pay less")


def pay_otherwise(world: World, picks: Picks, only: Device | None = None) -> None:
    """By a wallet, a bank or its counter, with the number of the operation; rarely with one that was used before."""
    found = _with_lines(world, picks, only)
    if found:
        hand, lines = found
        line: SheetLine = picks.one(lines)
        operation = f"OP{world.operations}" if picks.rarely() else world.next_operation()
        way: Any = picks.one(("yape", "plin", "bim", "bank"))
        payout = replace(_payout(hand, line, line.payable_centimos), way=way, operation=operation)
        _pay(world, hand, replace(payout, technician=None, advance=None), "pay otherwise")


def pay_with_witness(world: World, picks: Picks, only: Device | None = None) -> None:
    found = _with_lines(world, picks, only)
    if found:
        hand, lines = found
        line = picks.one(lines)
        others = [member for member in world.village.everyone if member != line.payee]
        witness = RecordId(line.payee) if picks.rarely() else picks.one(others)
        payout = replace(_payout(hand, line, line.payable_centimos), acknowledged="mark", witness=witness)
        _pay(world, hand, payout, "pay with witness")


def pay_by_proxy(world: World, picks: Picks, only: Device | None = None) -> None:
    found = _with_lines(world, picks, only)
    if found:
        hand, lines = found
        line = picks.one(lines)
        proxy = world.village.everyone[picks.below(2)]
        payout = replace(_payout(hand, line, line.payable_centimos), proxy=proxy, proxy_reason="ill")
        _pay(world, hand, payout, "pay by proxy")


def _payout(hand: Hand, line: SheetLine, centimos: int) -> Payout:
    return Payout(
        RecordId(line.sheet), RecordId(line.payee), Amount(centimos), "cash", "strokes", hand.technician,
        RecordId(hand.trip) if hand.trip else None,
    )  # fmt: skip


def _pay(world: World, hand: Hand, payout: Payout, step: str) -> None:
    device = hand.device
    sides = {"strokes_side": INK} if payout.acknowledged == "strokes" else {}
    told = f"{device.slot} ({hand.code}) pays {payout.payee} {payout.centimos} of {payout.sheet} by {payout.way}"
    identifier = world.attempt(step, told, lambda: pay(device.store, device.clock, hand.code, payout, sides=sides))
    if identifier:
        device.paid.append(
            HandedOver(
                identifier, device.origin, payout.sheet, payout.payee, payout.centimos, payout.way,
                payout.technician or "", payout.operation or "",
            )
        )  # fmt: skip


def undo(world: World, picks: Picks) -> None:
    """Take back the last payout, with the money still on the table."""
    _take_back(
        world, picks, "undo",
        lambda device, code, entry: undo_payout(device.store, device.clock, code, entry.payout), latest=True,
    )  # fmt: skip


def give_back(world: World, picks: Picks) -> None:
    """The payee comes again, returns the money and signs."""
    strokes = () if picks.rarely() else ((1, 2, 3, 4),)
    _take_back(
        world, picks, "give back",
        lambda device, code, entry: give_money_back(device.store, device.clock, code, entry.payout, strokes),
    )  # fmt: skip


def _take_back(
    world: World, picks: Picks, step: str, act: Callable[[Device, str, HandedOver], RecordId], *, latest: bool = False
) -> None:
    devices = [device for device in world.in_use() if any(not entry.gave_back for entry in device.paid)]
    if devices:
        device = picks.one(devices)
        entries = [entry for entry in device.paid if not entry.gave_back]
        entry, code = entries[-1] if latest else picks.one(entries), picks.one(device.users)
        told = f"{device.slot} ({code}) takes {entry.payout} back"
        if world.attempt(step, told, lambda: act(device, code, entry)):
            entry.gave_back = True


def release(world: World, picks: Picks) -> None:
    """Let a line go to another tablet or the office; most often the other scans it at once."""
    found = _with_lines(world, picks)
    if not found:
        return
    hand, lines = found
    device, line = hand.device, picks.one(lines)
    others = [other for other in world.devices if other is not device] or [device]
    other = picks.one(others)
    to = world.server.origin if picks.rarely() else other.origin
    shown = world.attempt(
        "release", f"{device.slot} releases {line.payee} of {line.sheet} to {to}",
        lambda: release_line(device.store, device.clock, device.key, hand.code, line.sheet, line.payee, to)[1],
    )  # fmt: skip
    if shown:
        world.shown.append(shown)
        if other.is_in_use and picks.mostly(4):
            _scan(world, picks, other, shown)


def scan(world: World, picks: Picks) -> None:
    """Somebody scans a QR code that was shown at some time, perhaps on the wrong tablet, perhaps not for the first
    time.
    """
    in_use = world.in_use()
    if in_use and world.shown:
        text = picks.one(world.shown)
        to = json.loads(json.loads(text)["release"])["body"]["to"]
        named = [device for device in in_use if device.origin == to]
        _scan(world, picks, picks.one(named if named and picks.mostly(4) else in_use), text)


def _scan(world: World, picks: Picks, device: Device, text: str) -> None:
    if picks.rarely(16):
        text = text.replace('"payee"', '"Payee"')
    code = picks.one(device.users)
    told = f"{device.slot} scans {json.loads(text)['release']}"
    world.attempt("accept", told, lambda: accept_line(device.store, device.clock, code, text))


def return_all(world: World, picks: Picks, only: Device | None = None) -> None:
    """Give lines back to the office: all of a sheet, or one."""
    found = _with_lines(world, picks, only)
    if found:
        hand, lines = found
        line, device = picks.one(lines), hand.device
        payees = (line.payee,) if picks.mostly(2) else ()
        world.attempt(
            "return", f"{device.slot} returns {payees or 'all'} of {line.sheet}",
            lambda: return_lines(device.store, device.clock, hand.code, line.sheet, payees),
        )  # fmt: skip
