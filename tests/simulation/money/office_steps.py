"""What the office does beside the sheets: decisions of people, papers typed in, rates, settings, months."""

from __future__ import annotations

from typing import Any

from core.domain.bodies import Amount, Count, Day, body_of
from core.domain.calendar import add_days
from core.domain.corrections import Replace, Void
from core.domain.funds import CarbonSale, GrantReceived, MonthClosed
from core.domain.items import OpeningBalance
from core.domain.payouts import SUSPENSE_ACTIONS, Payout, RecoveryDecided, SuspenseDecided
from core.domain.people import Member, MemberConfirmed
from core.domain.programme import Setting
from core.domain.rates import Rate
from core.domain.records import RecordId
from core.domain.sheets import PAYABLE_STATES, RECOVERY
from core.domain.verdicts import Verdict
from core.fold.facts import is_confirmed, thing_fact
from core.fold.money_rows import Item, Payment, SheetLine
from core.fold.rows import EffectiveRecord, Hold, Thing
from core.fold.state import State
from core.usecases.office.months import closings
from core.usecases.office.steps import void_as_office
from tests.simulation.money.field_steps import PAYING
from tests.simulation.money.founding import COORDINATOR
from tests.simulation.money.paying_steps import COIN_CENTIMOS
from tests.simulation.money.sheet_steps import approve_what_waits, lines_of
from tests.simulation.money.world import HandedOver, Picks, World

SETTINGS = (
    ("round_cash_up", 1), ("round_cash_up", 0), ("recovery_percent", 20), ("recovery_percent", 100),
    ("two_approvers_from_centimos", 5_000), ("two_approvers_from_centimos", 1_000_000), ("payee_is_committee", 1),
    ("payee_is_committee", 0), ("pay_trees_by_piece", 0), ("pay_days_planting", 1),
)  # fmt: skip


def hold(world: World, picks: Picks) -> None:
    """Somebody in the office doubts a record, or one person's share of it; or no longer doubts it."""
    rows = world.look(lambda state: _rows(state, *PAYING))
    if not rows:
        return
    row = picks.one(rows)
    holds = [one for one in world.look(lambda state: state.find(Hold, row.id)) if not one.released_by]
    if holds and picks.mostly(3):
        one = picks.one(holds)
        member = RecordId(one.member) if one.member else None
        fact = Verdict(RecordId(row.id), "release", one.rule, Count(1), member=member, decided_by=COORDINATOR)
        world.office("release hold", COORDINATOR, fact)
    else:
        items = world.look(lambda state: state.find(Item, row.id))
        member = RecordId(picks.one(items).member) if items and picks.mostly(2) else None
        fact = Verdict(RecordId(row.id), "hold", "doubt", Count(1), member=member, decided_by=COORDINATOR)
        world.office("hold", COORDINATOR, fact)


def correct_as_office(world: World, picks: Picks) -> None:
    """The office takes a field record or an opening balance back."""
    rows = world.look(lambda state: _rows(state, *PAYING, "workday", "opening_balance"))
    if rows:
        _void(world, "office voids work", COORDINATOR, picks.one(rows))


def replace_balance(world: World, picks: Picks) -> None:
    rows = world.look(lambda state: _rows(state, "opening_balance"))
    if rows:
        row = picks.one(rows)
        payee = picks.one((*world.village.everyone, *world.village.committees))
        balance = OpeningBalance(world.village.committees[0], payee, picks.one((5, 800, 1_234, 9_999)), "Libro 3")  # type: ignore[arg-type]
        if picks.mostly(2):
            world.office("opening balance", COORDINATOR, balance)
        else:
            world.office("replace balance", COORDINATOR, _instead(row, balance))


def replace_rate(world: World, picks: Picks) -> None:
    """A wrong rate is put right by two people; what was paid by it is entered anew."""
    rates = world.look(lambda state: state.find(Thing, Rate.kind))
    thing = picks.one(rates)
    row = world.look(lambda state: state.get(EffectiveRecord, thing.id))
    if row is None:
        return
    if picks.rarely():
        _void(world, "void rate", COORDINATOR, row)
    else:
        rate: Rate = thing_fact(thing)
        now = Rate(rate.activity, Count(picks.one((25, 50, 30, 47, 1))), rate.starts_on)
        world.office("replace rate", COORDINATOR, _instead(row, now))
    if picks.mostly(4):
        approve_what_waits(world, picks)


def _instead(row: EffectiveRecord, fact: Any) -> Replace:
    return Replace(RecordId(row.id), RecordId(row.version), "wrong_count", body_of(fact), Count(fact.version))


def change_setting(world: World, picks: Picks) -> None:
    name, value = picks.one(SETTINGS)
    starts_on = Day(add_days(world.today, -picks.one((0, 0, 10))))
    world.office("setting", COORDINATOR, Setting(name, value, starts_on))


def confirm(world: World, picks: Picks) -> None:
    """Somebody whom a tablet added is who they say."""
    unknown = world.look(
        lambda state: [thing.id for thing in state.find(Thing, Member.kind) if not is_confirmed(state, thing.id)]
    )
    if unknown:
        world.office("confirm", COORDINATOR, MemberConfirmed(RecordId(picks.one(unknown))))


def close_month(world: World, picks: Picks) -> None:
    """Close one of the last months, or open the one again that was closed last, or try to with an earlier one."""
    standing = world.look(lambda state: [one.record for one in closings(state) if one.stands])
    if standing and picks.rarely():
        closing = picks.one(standing)
        world.office("reopen month", COORDINATOR, Void(closing, closing, "other"))
        return
    month = add_days(world.today, -picks.one((0, 20, 31, 62)))[:8] + "01"
    world.office("close month", COORDINATOR, MonthClosed(Day(month)))


def receive_money(world: World, picks: Picks) -> None:
    village = world.village
    if picks.mostly(2):
        world.office("grant", COORDINATOR, GrantReceived(picks.one(village.funds), Amount(70_000), "Op 4"))
    else:
        upstream, adaptation = village.funds
        fact = CarbonSale(
            "Cafédirect", Count(100), "USD", Amount(1_234_567), Amount(8_901), village.exchange_rate, upstream,
            adaptation, "F-1",
        )  # fmt: skip
        world.office("carbon sale", COORDINATOR, fact)


def pay_at_the_counter(world: World, picks: Picks) -> None:
    """The office itself pays a line, in cash at its counter or by transfer."""
    lines = world.look(lambda state: lines_of(state, *PAYABLE_STATES))
    mine = [line for line in lines if line.holder in ("", world.server.origin) and not line.payout]
    chosen = mine if mine and picks.mostly(8) else lines
    if not chosen:
        return
    line: SheetLine = picks.one(chosen)
    way: Any = picks.one(("counter", "counter", "bank", "yape"))
    operation = world.next_operation() if way in ("bank", "yape") else None
    centimos = line.payable_centimos // (1 if operation or picks.mostly(4) else 2) // COIN_CENTIMOS * COIN_CENTIMOS
    fact = Payout(
        RecordId(line.sheet), RecordId(line.payee), Amount(centimos or COIN_CENTIMOS), way, "paper", operation=operation
    )
    identifier = world.office("counter", COORDINATOR, fact)
    if identifier:
        world.at_the_counter.append(
            HandedOver(identifier, world.server.origin, line.sheet, line.payee, fact.centimos, way, "", operation or "")
        )


def type_from_paper(world: World, picks: Picks) -> None:
    """The office types what a signed list says: a payout that a tablet has recorded too, or will send later."""
    paid = [entry for device in world.devices for entry in device.paid if not entry.gave_back and not device.is_double]
    unpaid = {
        (line.sheet, line.payee)
        for line in world.look(lambda state: lines_of(state, *PAYABLE_STATES))
        if not line.payout
    }
    untold = [entry for entry in paid if (entry.sheet, entry.payee) in unpaid]
    if not paid or (not untold and picks.mostly(4)):
        return
    entry = picks.one(untold or paid)
    trips = world.look(lambda state: state.since("cash_advance", ""))
    advance = RecordId(picks.one(trips)) if trips and entry.technician else None
    centimos = Amount(max(COIN_CENTIMOS, entry.centimos - (COIN_CENTIMOS if picks.rarely() else 0)))
    way: Any = entry.way
    technician = RecordId(entry.technician) if entry.technician else None
    world.office(
        "type from paper", COORDINATOR,
        Payout(
            RecordId(entry.sheet), RecordId(entry.payee), centimos, way, "paper", technician, advance,
            entry.operation or None,
        ),
    )  # fmt: skip


def void_payout(world: World, picks: Picks) -> None:
    """The office takes a payout back: by one person before the settlement, by two afterwards."""
    rows = world.look(lambda state: _rows(state, "payout"))
    if rows:
        _void(world, "void payout", COORDINATOR, picks.one(rows))
        if picks.mostly(2):
            approve_what_waits(world, picks)


def decide_suspense(world: World, picks: Picks) -> None:
    """About a payout that waits; now and then about one that does not."""
    payments = world.look(_payments)
    waiting = [pay for pay in payments if (pay.surplus_centimos or pay.role == "copy") and not pay.decision]
    chosen = payments if picks.rarely() else waiting
    if chosen:
        fact = SuspenseDecided(RecordId(picks.one(chosen).id), picks.one(SUSPENSE_ACTIONS))
        world.office("decide suspense", COORDINATOR, fact)


def decide_recovery(world: World, picks: Picks) -> None:
    """What a correction took back is recovered or waived."""
    owing = world.look(lambda state: _owing(state, (*world.village.everyone, *world.village.committees)))
    if owing:
        payee, about = picks.one(owing)
        action: Any = picks.one(("recover", "waive"))
        world.office("decide recovery", COORDINATOR, RecoveryDecided(RecordId(payee), RecordId(about), action))


def _owing(state: State, payees: tuple[str, ...]) -> list[tuple[str, str]]:
    sums: dict[tuple[str, str], int] = {}
    for payee in payees:
        for item in state.open_items(payee):
            if item.kind != RECOVERY:
                sums[payee, item.record] = sums.get((payee, item.record), 0) + item.centimos
    return sorted(name for name, centimos in sums.items() if centimos < 0)


def _payments(state: State) -> list[Payment]:
    rows = [state.get(Payment, identifier) for identifier in state.since("payout", "")]
    return [row for row in rows if row]


def _rows(state: State, *kinds: str) -> list[EffectiveRecord]:
    rows = [state.get(EffectiveRecord, identifier) for kind in kinds for identifier in state.since(kind, "")]
    return [row for row in rows if row]


def _void(world: World, step: str, author: str, row: EffectiveRecord) -> None:
    server = world.server
    world.attempt(
        step, f"{author} voids {row.kind} {row.id}",
        lambda: void_as_office(server.store, world.clock, server.origin, author, row.id, "wrong_count"),
    )  # fmt: skip
