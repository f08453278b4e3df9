"""Work in the field as tablets record it, and its corrections, before and after it was paid."""

from __future__ import annotations

from typing import Any

from core.domain.attendance import Presence, Workday
from core.domain.bodies import Count, Day, SideHash
from core.domain.calendar import add_days
from core.domain.nurseries import PersonCount, ReadyAccepted
from core.domain.people import Member
from core.domain.plantings import Planting
from core.domain.records import RecordId
from core.fold.facts import fact_in_force
from core.fold.rows import Acceptance, EffectiveRecord
from core.fold.state import State
from core.usecases.own_log import side_row
from core.usecases.tablet.correct import Change, replace_record, void_record
from core.usecases.tablet.record import record_fact
from tests.simulation.money.founding import READY
from tests.simulation.money.world import Device, Picks, World

PAYING = ("planting", "ready_accepted")
COUNTS = (7, 40, 1, 61, 90, 3)
DAYS_BACK = 12


def work(world: World, picks: Picks, only: Device | None = None) -> None:
    """A planting or an acceptance of ready saplings, shared by named people or by a workday."""
    device = only or _device(world, picks)
    if device:
        _record(world, device, picks, "record work", _work(world, picks, device), _day(world, picks))


def workday(world: World, picks: Picks) -> None:
    device = _device(world, picks)
    if device:
        _record(world, device, picks, "record workday", _workday(world, picks), _day(world, picks))


def member(world: World, picks: Picks) -> None:
    """Somebody new, whom the office has still to confirm."""
    device = _device(world, picks)
    if device:
        committee = picks.one(world.village.committees)
        person = side_row({"given_names": "Nueva", "first_surname": "Huamán", "birth": "1980"}, b"1" * 16)
        code = f"N-{device.name}-{world.size_of(device.store)}-{picks.below(100)}"
        fact = Member(committee, code, "F", Day("2014-12-01"), SideHash(person.hash))
        author = picks.one(device.users)
        world.attempt(
            "add member", f"{device.slot} adds {code}",
            lambda: record_fact(
                device.store, device.clock, author, fact, world.today, sides={"person_side": person}
            ),
        )  # fmt: skip


def correct(world: World, picks: Picks) -> None:
    """Another figure, other people or another day in the place of what a record says."""
    found = _own_or_other(world, picks, (*PAYING, "workday"))
    if not found:
        return
    device, row, fact = found
    now = _workday(world, picks) if row.kind == "workday" else _like(world, picks, device, row, fact)
    code, day = picks.one(device.users), row.happened_on if picks.mostly(3) else _day(world, picks)
    world.attempt(
        "correct", f"{device.slot} makes of {row.id}: {now} on {day}",
        lambda: replace_record(device.store, device.clock, code, Change(row.id, row.version, "wrong_count"), now, day),
    )  # fmt: skip


def take_back(world: World, picks: Picks) -> None:
    found = _own_or_other(world, picks, (*PAYING, "workday"))
    if found:
        device, row, _ = found
        code = picks.one(device.users)
        world.attempt(
            "take back", f"{device.slot} voids {row.kind} {row.id}",
            lambda: void_record(device.store, device.clock, code, Change(row.id, row.version, "entered_twice")),
        )  # fmt: skip


def _device(world: World, picks: Picks) -> Device | None:
    return picks.one(world.in_use()) if world.in_use() else None


def _day(world: World, picks: Picks) -> str:
    return add_days(world.today, -picks.below(DAYS_BACK))


def _record(world: World, device: Device, picks: Picks, step: str, fact: Any, day: str) -> None:
    code = picks.one(device.users)
    world.attempt(
        step, f"{device.slot} ({code}) records {fact} on {day}",
        lambda: record_fact(device.store, device.clock, code, fact, day),
    )  # fmt: skip


def _workday(world: World, picks: Picks) -> Workday:
    committee = picks.one(world.village.committees)
    present = tuple(
        Presence(someone, 1 if picks.rarely(4) else 2) for someone in picks.some(world.village.members[committee])
    )
    return Workday(committee, "planting", present)


def _work(world: World, picks: Picks, device: Device) -> Planting | ReadyAccepted:
    village = world.village
    committee = picks.one(village.committees)
    count = picks.one(COUNTS)
    workdays = world.look(lambda state: _workdays(state, committee), device)
    people: tuple[PersonCount, ...] = ()
    named: tuple[RecordId, ...] = ()
    if workdays and picks.mostly(2):
        named = (RecordId(picks.one(workdays)),)
    else:
        people = _split(picks.some(village.members[committee]), count)
    batch = village.batches[committee]
    if picks.rarely(3):
        reached = world.look(
            lambda state: max([row.total for row in state.find(Acceptance, batch)], default=READY), device
        )
        return ReadyAccepted(batch, Count(reached + count), named, people)
    return Planting(committee, village.units[committee], village.species, batch, Count(count), named, people)


def _split(people: tuple[RecordId, ...], count: int) -> tuple[PersonCount, ...]:
    """Everybody counts something; the first the rest."""
    people = people[:count]
    each = count // len(people)
    counts = [count - each * (len(people) - 1), *[each] * (len(people) - 1)]
    return tuple(PersonCount(someone, Count(number)) for someone, number in zip(people, counts, strict=True))


def _like(world: World, picks: Picks, device: Device, row: EffectiveRecord, fact: Any) -> Any:
    """Another fact of the same kind; of an acceptance with another total."""
    if row.kind == ReadyAccepted.kind:
        # Of what a tablet cannot place, since it stands on something it does not know, any batch will do.
        known = world.village.batches.get(RecordId(row.committee), world.village.batches[world.village.committees[0]])
        batch = fact.batch if fact else known
        people = fact.people if fact and not fact.workdays else _split(world.village.everyone[:2], 60)
        total = max(READY + 1, row.count + picks.one((-40, -3, 5, 60)))
        return ReadyAccepted(batch, Count(total), fact.workdays if fact else (), people)
    for _ in range(4):
        other = _work(world, picks, device)
        if isinstance(other, Planting):
            return other
    committee = world.village.committees[0]
    unit, batch = world.village.units[committee], world.village.batches[committee]
    return Planting(committee, unit, world.village.species, batch, Count(9), (), _split(world.village.everyone[:1], 9))


def _workdays(state: State, committee: str) -> list[str]:
    rows = [state.get(EffectiveRecord, identifier) for identifier in state.since("workday", "")]
    return [row.id for row in rows if row and row.status == "live" and row.committee == committee]


def _own_or_other(world: World, picks: Picks, kinds: tuple[str, ...]) -> tuple[Device, EffectiveRecord, Any] | None:
    device = _device(world, picks)
    if not device:
        return None
    rows = world.look(lambda state: _known(state, kinds), device)
    if not rows:
        return None
    row, fact = picks.one(rows)
    return device, row, fact


def _known(state: State, kinds: tuple[str, ...]) -> list[tuple[EffectiveRecord, Any]]:
    rows = [state.get(EffectiveRecord, identifier) for kind in kinds for identifier in state.since(kind, "")]
    return [(row, fact_in_force(state, row)) for row in rows if row]
