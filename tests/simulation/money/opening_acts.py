"""How the stages come about that histories begin with: work, a sheet in the technicians' hands, what became of it."""

from __future__ import annotations

from functools import partial

from core.domain.bodies import Amount, Count, Day
from core.domain.calendar import add_days
from core.domain.cash import CashAdvance
from core.domain.nurseries import PersonCount, ReadyAccepted
from core.domain.payouts import Payout
from core.domain.plantings import Planting
from core.domain.records import RecordId
from core.domain.sheets import PAYABLE_STATES, Approval, LinesAssigned, LinesReassigned, PaySheet, SheetSettled
from core.fold.money_rows import SheetLine, Trip
from core.usecases.office.steps import approve_sheet, lock_sheet, take_step
from core.usecases.tablet.record import record_fact
from tests.simulation.money.founding import APPROVERS, COORDINATOR, READY
from tests.simulation.money.paying_steps import (
    pay_by_proxy,
    pay_cash,
    pay_less,
    pay_otherwise,
    pay_with_witness,
    return_all,
)
from tests.simulation.money.sheet_steps import sheets
from tests.simulation.money.shelf import Shelf
from tests.simulation.money.stages import NAMES, Stages
from tests.simulation.money.world import DAY_MS, Picks, World

_COUNTS = ((40, 111, 7), (33, 149, 61))


def stages_with_acts(shelf: Shelf | None = None) -> Stages:
    """The founded village, and what follows from it."""
    stages = Stages(shelf)
    stages.village  # noqa: B018 - founding is the first stage
    _work(stages)
    _pay_out(stages)
    _dispute(stages)
    _settle(stages)
    return stages


def _work(stages: Stages) -> None:
    """Both committees plant and bring saplings to readiness, on days far enough apart to be no doubles."""
    world = stages.world("founded", len(NAMES))
    village = world.village
    _plant(world, -1, -5, -9)
    for committee, device in zip(village.committees, world.devices, strict=False):
        people = _shared(village.members[committee], 111)
        accepted = ReadyAccepted(village.batches[committee], Count(READY + 111), people=people)
        record_fact(device.store, device.clock, device.users[0], accepted, add_days(world.today, -2))
    world.sync_everybody(len(NAMES))
    stages.keep("worked", world)


def _plant(world: World, *days: int) -> None:
    """Both committees plant on so many days before today, by three people each time."""
    village = world.village
    for committee, device, counts in zip(village.committees, world.devices, _COUNTS, strict=False):
        members, unit, batch = village.members[committee], village.units[committee], village.batches[committee]
        for number, (day, count) in enumerate(zip(days, counts, strict=False)):
            people = _shared(members[number : number + 3], count)
            planting = Planting(committee, unit, village.species, batch, Count(count), people=people)
            record_fact(device.store, device.clock, device.users[0], planting, add_days(world.today, day))


def _shared(members: tuple[RecordId, ...], count: int) -> tuple[PersonCount, ...]:
    each = count // len(members)
    counts = (count - each * (len(members) - 1), *(each,) * (len(members) - 1))
    return tuple(PersonCount(member, Count(number)) for member, number in zip(members, counts, strict=True))


def _pay_out(stages: Stages) -> None:
    """A sheet for both committees, approved and assigned to the first two tablets, and cash for three technicians."""
    world = stages.world("worked", len(NAMES))
    village, server = world.village, world.server

    def step(fact: object) -> RecordId:
        return take_step(server.store, world.clock, server.origin, COORDINATOR, fact)

    sheet = step(PaySheet(Day(world.today), village.funds[0], village.committees))
    lock_sheet(server.store, world.clock, server.origin, COORDINATOR, sheet)
    approve_sheet(server.store, world.clock, server.origin, APPROVERS[0], sheet)
    lines = world.look(lambda state: state.find(SheetLine, sheet))
    for device, part in zip(world.devices, (lines[::2], lines[1::2]), strict=False):
        payees = tuple(RecordId(line.payee) for line in part)
        step(LinesAssigned(sheet, device.origin, Day(add_days(world.today, 14)), payees))
    for code in ("T01", "T02", "T03"):
        step(CashAdvance(village.users[code], Amount(30_000), "Recibo 1"))
    world.sync_everybody(len(NAMES))
    stages.keep("paying", world)


def _dispute(stages: Stages) -> None:
    """Three people were paid out of reach, and the office gave two of the lines to another tablet, which paid them too;
    the third payout was typed from paper before it arrived.
    """
    world = stages.world("paying", len(NAMES))
    first, second = world.devices[:2]
    for _ in range(3):
        pay_cash(world, Picks(()), first)
    sheet, lines = first.paid[0].sheet, [RecordId(entry.payee) for entry in first.paid]
    pay_until = Day(add_days(world.today, 14))
    step = partial(take_step, world.server.store, world.clock, world.server.origin)
    fact = LinesReassigned(RecordId(sheet), second.origin, pay_until, tuple(lines[:2]), "tablet_lost")
    taken = step(COORDINATOR, fact)
    step(APPROVERS[0], Approval(taken))
    trip = RecordId(world.look(lambda state: state.find(Trip, first.paid[2].technician))[0].id)
    technician, amount = RecordId(first.paid[2].technician), Amount(first.paid[2].centimos)
    step(COORDINATOR, Payout(RecordId(sheet), lines[2], amount, "cash", "paper", technician, trip))
    world.sync(second)
    for _ in range(3):
        pay_cash(world, Picks(()), second)
    world.sync(second)
    world.sync_everybody(len(NAMES))
    stages.keep("disputed", world)


def _settle(stages: Stages) -> None:
    """All are paid but one, some of them less or otherwise; the sheet is settled, and there is new work to pay."""
    world = stages.world("paying", len(NAMES))
    for device, ways in zip(world.devices, ((pay_less, pay_otherwise), (pay_with_witness, pay_by_proxy)), strict=False):
        for way in ways:
            way(world, Picks((0, 1)), device)
        for _ in range(2):
            pay_cash(world, Picks(()), device)
        return_all(world, Picks((0, 0, 0, 1)), device)
    world.sync_everybody()
    [sheet] = world.look(lambda state: sheets(state, *PAYABLE_STATES))
    world.office("settle", COORDINATOR, SheetSettled(RecordId(sheet.id)))
    world.clock.ms += 8 * DAY_MS
    _plant(world, -1)
    world.sync_everybody(len(NAMES))
    stages.keep("settled", world)
