"""What people in the office do about pay sheets, whether or not it is the time for it."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from core.domain.bodies import Amount, Count, Day, body_of
from core.domain.calendar import add_days
from core.domain.corrections import Replace
from core.domain.people import Committee
from core.domain.records import RecordId
from core.domain.sheets import (
    PAYABLE_STATES,
    SHEET_STATES,
    DistributedAmount,
    Distribution,
    LinesAssigned,
    LinesReassigned,
    PaySheet,
    SheetClosed,
    SheetReopened,
    SheetSettled,
)
from core.fold.facts import live_thing
from core.fold.money_rows import Payment, Sheet, SheetLine
from core.fold.rows import Answer, EffectiveRecord
from core.fold.state import State
from core.usecases.office.steps import approve_sheet, approve_waiting, lock_sheet, void_as_office
from tests.simulation.money.founding import APPROVERS, COORDINATOR
from tests.simulation.money.world import Picks, World

OFFICE = (COORDINATOR, *APPROVERS)
WAITING = ("lines_reassigned", "difference_decided", "void", "replace")


def sheets(state: State, *states: str) -> list[Sheet]:
    """Sheets in these states (all if none is named), by number."""
    found = [sheet for one in states or SHEET_STATES for sheet in state.find(Sheet, one)]
    return sorted(found, key=lambda sheet: (sheet.number or 1 << 30, sheet.id))


def lines_of(state: State, *states: str) -> list[SheetLine]:
    return [line for sheet in sheets(state, *states) for line in state.find(SheetLine, sheet.id)]


def _terms(world: World, picks: Picks) -> PaySheet:
    village = world.village
    committees = village.committees if picks.mostly(3) else (picks.one(village.committees),)
    members = [member for committee in committees for member in village.members[committee]]
    left_out, leaving, by_transfer = ((picks.one(members),) if picks.rarely(one_in) else () for one_in in (8, 5, 3))
    cut_off = Day(add_days(world.today, -picks.below(3)))
    return PaySheet(cut_off, picks.one(village.funds), committees, left_out, leaving, by_transfer)


def draft(world: World, picks: Picks) -> None:
    world.office("draft", COORDINATOR if picks.mostly(8) else "T01", _terms(world, picks))


def redraft(world: World, picks: Picks) -> None:
    """By anybody in the office, also by those who will approve it; now and then with terms that cannot be."""
    chosen = world.look(lambda state: sheets(state, "draft") or sheets(state))
    if not chosen:
        return
    sheet, author = picks.one(chosen), picks.one(OFFICE)
    row = world.look(lambda state: state.get(EffectiveRecord, sheet.id))
    if row is None:
        return
    terms = _terms(world, picks)
    if picks.rarely(4):
        unknown, tomorrow = {"fund": RecordId(sheet.id)}, {"cut_off": Day(add_days(world.today, 1))}
        wrong: dict[str, Any] = picks.one((unknown, tomorrow, {"committees": world.village.committees}))
        terms = replace(terms, **wrong)
    fact = Replace(RecordId(sheet.id), RecordId(row.version), "other", body_of(terms), Count(terms.version))
    world.office("redraft", author, fact)


def abandon(world: World, picks: Picks) -> None:
    _void_sheet(world, picks, "draft")


def _void_sheet(world: World, picks: Picks, state: str) -> None:
    chosen = world.look(lambda rows: sheets(rows, state) or sheets(rows))
    if chosen:
        sheet, server = picks.one(chosen), world.server
        world.attempt(
            "abandon", f"C01 abandons {sheet.id}",
            lambda: void_as_office(server.store, world.clock, server.origin, COORDINATOR, sheet.id, "other"),
        )  # fmt: skip


def lock(world: World, picks: Picks, sheet: Sheet | None = None) -> None:
    chosen = [sheet] if sheet else world.look(sheets)
    if chosen:
        identifier, server = picks.one(chosen).id, world.server
        world.attempt(
            "lock", f"C01 locks {identifier}",
            lambda: lock_sheet(server.store, world.clock, server.origin, COORDINATOR, identifier),
        )  # fmt: skip


def reopen(world: World, picks: Picks) -> None:
    chosen = world.look(lambda state: sheets(state, "locked", "approved") or sheets(state))
    if chosen:
        world.office("reopen", COORDINATOR, SheetReopened(RecordId(picks.one(chosen).id), "wrong_lines"))


def approve(world: World, picks: Picks, sheet: Sheet | None = None) -> None:
    """By whoever it may be; now and then by somebody who may not."""
    chosen = [sheet] if sheet else world.look(sheets)
    if chosen:
        identifier, author, server = (
            picks.one(chosen).id,
            picks.one((*APPROVERS, *APPROVERS, COORDINATOR)),
            world.server,
        )
        world.attempt(
            "approve", f"{author} approves {identifier}",
            lambda: approve_sheet(server.store, world.clock, server.origin, author, identifier),
        )  # fmt: skip


def _holder(world: World, picks: Picks) -> str:
    """A tablet in use more often than the office, and rarely one that is not."""
    devices = [device for device in world.devices if device.is_in_use or picks.rarely(16)]
    return picks.one(
        [*(device.origin for device in devices), *(device.origin for device in devices), world.server.origin]
    )


def assign(world: World, picks: Picks, sheet: Sheet | None = None) -> None:
    chosen = [sheet] if sheet else world.look(lambda state: sheets(state, *PAYABLE_STATES) or sheets(state))
    if not chosen:
        return
    sheet = picks.one(chosen)
    lines = world.look(lambda state: state.find(SheetLine, sheet.id))
    free = [line for line in lines if not line.holder and not line.payout] or lines
    payees = tuple(RecordId(line.payee) for line in picks.some(free)) if free and picks.mostly(3) else ()
    pay_until = Day(add_days(world.today, picks.one((14, 14, 14, 2, 0))))
    world.office("assign", COORDINATOR, LinesAssigned(RecordId(sheet.id), _holder(world, picks), pay_until, payees))


def reassign(world: World, picks: Picks) -> None:
    """Take lines from whoever holds them; another person has to approve it before it is so."""
    held = [line for line in world.look(lambda state: lines_of(state, *PAYABLE_STATES)) if not line.payout]
    if held:
        first = picks.one(held)
        payees = tuple(
            RecordId(line.payee) for line in picks.some([line for line in held if line.sheet == first.sheet])
        )
        pay_until = Day(add_days(world.today, 14))
        fact = LinesReassigned(RecordId(first.sheet), _holder(world, picks), pay_until, payees, "tablet_lost")
        if world.office("reassign", COORDINATOR, fact) and picks.mostly(4):
            approve_what_waits(world, picks)


def approve_what_waits(world: World, picks: Picks) -> None:
    """A second person stands for the latest step that waits for one; now and then the same person tries."""
    waiting = world.look(rows_waiting)
    if waiting:
        target = waiting[-1] if picks.mostly(3) else picks.one(waiting)
        author = target.author if picks.rarely() else picks.one([code for code in OFFICE if code != target.author])
        server = world.server
        world.attempt(
            "approve waiting", f"{author} approves {target.kind} {target.id}",
            lambda: approve_waiting(server.store, world.clock, server.origin, author, target.id),
        )  # fmt: skip


def rows_waiting(state: State) -> list[EffectiveRecord]:
    """Records of the office that wait for a second person, in the order in which they were written."""
    rows = [state.get(EffectiveRecord, identifier) for kind in WAITING for identifier in state.since(kind, "")]
    return sorted((row for row in rows if row and row.status == "waiting"), key=lambda row: row.seq)


def settle(world: World, picks: Picks) -> None:
    chosen = world.look(lambda state: sheets(state, *PAYABLE_STATES) or sheets(state))
    if chosen:
        world.office("settle", COORDINATOR, SheetSettled(RecordId(picks.one(chosen).id)))


def close(world: World, picks: Picks, sheet: Sheet | None = None) -> None:
    chosen = [sheet] if sheet else world.look(lambda state: sheets(state, "settled") or sheets(state))
    if chosen:
        filed = "" if picks.rarely() else "Archivador 3"
        world.office("close", COORDINATOR, SheetClosed(RecordId(picks.one(chosen).id), filed))


def distribute(world: World, picks: Picks) -> None:
    """A committee's list of who got what; now and then it does not add up, or one officer alone has signed."""
    paid = world.look(_undivided)
    if not paid:
        return
    payment = picks.one(paid)
    members = world.village.members[RecordId(payment.payee)]
    first = payment.centimos // 3
    amounts = (first, payment.centimos - first - int(picks.rarely()))
    people = tuple(DistributedAmount(member, Amount(amount)) for member, amount in zip(members, amounts, strict=False))
    officers = members[:1] if picks.rarely() else members[:2]
    world.office("distribute", COORDINATOR, Distribution(RecordId(payment.id), people, officers, "Acta 7"))


def _undivided(state: State) -> list[Payment]:
    """Payments to committees of which nobody has said how they were divided."""
    lines = [line for line in lines_of(state) if line.payout and live_thing(state, line.payee, Committee.kind)]
    payments = [state.get(Payment, line.payout) for line in lines]
    return [payment for payment in payments if payment and not state.find(Answer, payment.id)]
