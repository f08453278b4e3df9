"""What holds for every history, whoever was offline for how long."""

from dataclasses import replace
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from core.domain.rates import wage_for
from core.domain.records import decode_record, encode_record
from core.fold.earnings import rate_for
from core.fold.facts import body_in_force
from core.fold.fold import Entry, take
from core.fold.money_rows import Item, JournalLine
from core.fold.rows import Attendance, EffectiveRecord
from tests.fakes.state import MemoryState, in_feed_order
from tests.histories import PICKS, STEPS, history_of

TABLETS = st.integers(2, 4)


def outcome(state: MemoryState) -> tuple[object, ...]:
    """What people see of a state: balances, totals, what each record pays and how it stands, and the books by day."""
    rows = {row.id: (row.status, row.version, row.centimos, row.holds) for row in state.rows(EffectiveRecord)}
    return state.balances(), state.totals(), rows, books(state)


def books(state: MemoryState) -> dict[tuple[str, ...], int]:
    """The journal's sums that are not zero, by everything but the entry."""
    sums: dict[tuple[str, ...], int] = {}
    for line in state.rows(JournalLine):
        place = (line.account, line.activity, line.committee, line.species, line.party, line.record, line.happened_on)
        sums[place] = sums.get(place, 0) + line.centimos
    return {place: centimos for place, centimos in sums.items() if centimos}


@given(STEPS, TABLETS, PICKS, PICKS)
def test_the_order_of_arrival_never_matters(steps, tablets: int, picks: list[int], other_picks: list[int]) -> None:
    history = history_of(steps, tablets)
    one = MemoryState().load(history.arrived(picks))
    other = MemoryState().load(history.arrived(other_picks))
    assert outcome(one) == outcome(other)


@given(STEPS, TABLETS, PICKS)
def test_a_rebuild_gives_the_same_rows(steps, tablets: int, picks: list[int]) -> None:
    entries = history_of(steps, tablets).arrived(picks)
    stepped = MemoryState().load(entries)
    rebuilt = MemoryState()
    for entry in entries:
        rebuilt.append(entry)
    for entry in entries:
        take(rebuilt, entry)
    assert rebuilt.dump() == stepped.dump()


@given(STEPS, TABLETS, PICKS)
def test_the_books_balance_after_every_record(steps, tablets: int, picks: list[int]) -> None:
    state = MemoryState()
    for entry in history_of(steps, tablets).arrived(picks):
        state.load([entry])
        for lines in state.entries().values():
            assert sum(line.centimos for line in lines) == 0
        for row in state.rows(EffectiveRecord):
            assert sum(item.centimos for item in state.find(Item, row.id)) == row.centimos
    payable: dict[str, int] = {}
    for line in state.rows(JournalLine):
        if line.account == "payable":
            payable[line.party] = payable.get(line.party, 0) - line.centimos
    assert {member: centimos for member, centimos in payable.items() if centimos} == state.balances()


@given(STEPS, TABLETS, PICKS)
def test_what_was_given_in_kind_is_the_days_at_their_wage_less_what_was_paid(steps, tablets: int, picks) -> None:
    state = MemoryState().load(history_of(steps, tablets).arrived(picks))
    measured: dict[tuple[str, str], int] = {}
    for present in state.rows(Attendance):
        rate = rate_for(state, "day_wage", present.happened_on, "", present.committee)
        worth = wage_for(rate.rate.centimos, present.half_days) if rate else 0
        _add(measured, (present.committee, present.happened_on), worth)
    for item in state.rows(Item):
        _add(measured, (item.committee, item.happened_on), -item.centimos)
    for account, sign in (("in_kind_labour", 1), ("in_kind_contribution", -1)):
        booked: dict[tuple[str, str], int] = {}
        for line in state.rows(JournalLine):
            if line.account == account:
                _add(booked, (line.committee, line.happened_on), sign * line.centimos)
        assert booked == measured
    for lines in state.entries().values():
        assert len({line.account.startswith("in_kind") for line in lines}) == 1


@given(STEPS, TABLETS, PICKS)
def test_nobody_is_ever_owed_less_than_nothing_for_work(steps, tablets: int, picks: list[int]) -> None:
    state = MemoryState().load(history_of(steps, tablets).arrived(picks))
    assert all(centimos > 0 for centimos in state.balances().values())


@given(STEPS, TABLETS, PICKS)
def test_after_all_corrections_it_is_as_if_only_the_truth_had_been_said(steps, tablets: int, picks: list[int]) -> None:
    corrected = MemoryState().load(history_of(steps, tablets).arrived(picks))
    truth = MemoryState().load(_without_corrections(corrected))
    assert truth.balances() == corrected.balances()
    assert truth.totals() == corrected.totals()
    assert books(truth) == books(corrected)
    live = {row.id: row.centimos for row in corrected.rows(EffectiveRecord) if row.status == "live"}
    assert {row.id: row.centimos for row in truth.rows(EffectiveRecord)} == {
        identifier: centimos for identifier, centimos in live.items() if identifier in truth.log
    }


def _add(sums: dict[tuple[str, str], int], place: tuple[str, str], centimos: int) -> None:
    sums[place] = sums.get(place, 0) + centimos
    if not sums[place]:
        del sums[place]


def _without_corrections(state: MemoryState) -> list[Entry]:
    """A log in which every live record says at once what its corrections made of it, things and workdays first."""
    entries = []
    for row in state.rows(EffectiveRecord):
        body = state.record(row.body_id)
        if row.status == "live" and row.kind not in ("void", "replace", "verdict", "approval") and body is not None:
            version, stated = body_in_force(body)
            told = replace(
                decode_record(state.log[row.id]),
                kind_version=version,
                body=_without_void_workdays(state, stated),
                happened_on=row.happened_on,
            )
            entries.append((_rank(row.kind), row.origin, row.seq, encode_record(told)))
    return in_feed_order(Entry(origin, seq, None, data) for _, origin, seq, data in sorted(entries))


def _without_void_workdays(state: MemoryState, body: dict[str, Any]) -> dict[str, Any]:
    """A workday that was taken back is known to have had nobody; one that was never heard of would hold the record."""
    left = [day for day in body.get("workdays", []) if state.effective(day).status == "live"]
    rest = {name: value for name, value in body.items() if name != "workdays"}
    return {**rest, "workdays": left} if left else rest


def _rank(kind: str) -> int:
    ranks = {"programme": 0, "community": 1, "committee": 2, "planting": 9, "replanting": 9, "ready_accepted": 9}
    return ranks.get(kind, 5)
