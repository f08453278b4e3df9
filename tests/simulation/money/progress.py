"""What sensible people would do next about a sheet: so that histories come to an end and not only to a standstill."""

from __future__ import annotations

from functools import partial

from core.domain.bodies import Day
from core.domain.calendar import add_days
from core.domain.records import RecordId
from core.domain.sheets import PAYABLE_STATES, LinesReassigned, SheetSettled
from core.fold.money_rows import Sheet, SheetLine
from tests.simulation.money import cash_steps, field_steps, paying_steps, sheet_steps
from tests.simulation.money.founding import COORDINATOR
from tests.simulation.money.office_steps import pay_at_the_counter
from tests.simulation.money.world import Device, Picks, World

_WAYS_TO_PAY = (
    paying_steps.pay_cash, paying_steps.pay_cash, paying_steps.pay_cash, paying_steps.pay_otherwise,
    paying_steps.pay_with_witness, paying_steps.pay_less, paying_steps.pay_by_proxy,
)  # fmt: skip
_PAYEES_A_DAY = 4


def next_step(world: World, picks: Picks) -> None:
    """Move the oldest open sheet on by a step, or begin one."""
    waiting = [sheet for sheet in world.look(sheet_steps.sheets) if sheet.state not in ("closed", "abandoned")]
    if not waiting or (waiting[-1].state == "settled" and picks.mostly(3)):
        if picks.rarely(3):
            _work(world, picks)
        sheet_steps.draft(world, picks)
        return
    sheet = picks.one(waiting[::-1])
    if sheet.state == "draft":
        sheet_steps.lock(world, picks, sheet)
    elif sheet.state == "locked":
        sheet_steps.approve(world, picks, sheet)
    elif sheet.state in PAYABLE_STATES:
        _pay_out(world, picks, sheet)
    else:
        sheet_steps.close(world, picks, sheet)


def _pay_out(world: World, picks: Picks, sheet: Sheet) -> None:
    """Give lines out, have those pay that hold some, and settle when nobody holds an unpaid one."""
    lines = [line for line in world.look(lambda state: state.find(SheetLine, sheet.id)) if not line.payout]
    held = [line for line in lines if line.holder]
    if not held and (not lines or (sheet.state == "paying" and picks.mostly(3))):
        world.office("settle", COORDINATOR, SheetSettled(RecordId(sheet.id)))
        return
    if not held or picks.rarely():
        sheet_steps.assign(world, picks, sheet)
        return
    line = picks.one(held)
    with_it = [device for device in world.in_use() if device.origin == line.holder]
    if with_it:
        payday(world, picks, picks.one(with_it))
    elif line.holder == world.server.origin:
        pay_at_the_counter(world, picks)
    else:
        sheet_steps.reassign(world, picks)


def _work(world: World, picks: Picks) -> None:
    """Something is planted that is to be paid."""
    if world.in_use():
        device = picks.one(world.in_use())
        field_steps.work(world, picks, device)
        world.sync(device)


def take_by_force(world: World, picks: Picks) -> None:
    """Somebody pays out of reach; the office gives those very lines to another, who pays them too. The first turns up
    at once, later, or never.
    """
    holders = [
        device for device in world.in_use() if world.look(partial(paying_steps.held_lines, device=device), device)
    ]
    if not holders:
        return
    first = picks.one(holders)
    already = len(first.paid)
    for _ in range(1 + picks.below(2)):
        picks.one(_WAYS_TO_PAY)(world, picks, first)
    paid = [entry for entry in first.paid[already:] if not entry.gave_back]
    others = [device for device in world.in_use() if device.origin != first.origin]
    if not paid or not others:
        return
    second = picks.one(others)
    holder = world.server.origin if picks.rarely(4) else second.origin
    pay_until = Day(add_days(world.today, 14))
    payees = tuple(RecordId(entry.payee) for entry in paid if entry.sheet == paid[0].sheet)
    fact = LinesReassigned(RecordId(paid[0].sheet), holder, pay_until, payees, "tablet_lost")
    if not world.office("reassign", COORDINATOR, fact):
        return
    sheet_steps.approve_what_waits(world, picks)
    if holder == world.server.origin:
        pay_at_the_counter(world, picks)
    elif world.sync(second):
        for _ in payees:
            paying_steps.pay_cash(world, picks, second)
        if picks.mostly(3):
            world.sync(second)
    if picks.mostly(2) and first.is_in_use:
        world.sync(first)


def payday(world: World, picks: Picks, device: Device | None = None) -> None:
    """A technician meets the server, pays some people, perhaps gives back what is left, and perhaps meets it again."""
    in_use = world.in_use()
    if not in_use:
        return
    device = device or picks.one(in_use)
    if picks.mostly(2) and not world.sync(device):
        return
    if picks.rarely(3):
        cash_steps.advance(world, picks)
    for _ in range(1 + picks.below(_PAYEES_A_DAY)):
        picks.one(_WAYS_TO_PAY)(world, picks, device)
    if picks.mostly(3):
        paying_steps.return_all(world, picks, device)
    if picks.mostly(2):
        world.sync(device)
