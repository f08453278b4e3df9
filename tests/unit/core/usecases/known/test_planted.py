"""Plantings asked for by the hundred are those that looking at each gives."""

import random
from dataclasses import replace

import pytest

from core.domain.calendar import add_days
from core.domain.plantings import Planting, Replanting
from core.fold.rows import EffectiveRecord
from core.usecases.known.planted import Planted, contributions_of, order_of
from tests.fakes.programme import found_village
from tests.fakes.state import MemoryState


def a_season(seed: int) -> MemoryState:
    """Some eighty plantings and replantings of two batches over three months, a few of them void or corrected."""
    dice, village = random.Random(seed), found_village()
    batches = [village.batch, village.tablet.batch(village.committee, village.species, village.lot, "L-02")]
    for _ in range(80):
        day, count, batch = add_days("2026-01-05", dice.randrange(90)), dice.randint(1, 50), dice.choice(batches)
        done = dice.choice([village.planting(count), village.replanting(count, ())])
        identifier = village.tablet.say(replace(done, batch=batch), day)
        fate = dice.random()
        if fate < 0.1:
            village.tablet.void(identifier)
        elif fate < 0.2:
            village.tablet.replace(identifier, replace(done, batch=dice.choice(batches)), day=add_days(day, 1))
    return MemoryState().load(village.feed.entries)


@pytest.mark.parametrize("seed", range(5))
def test_what_came_later_is_what_comparing_each_gives(seed: int) -> None:
    state = a_season(seed)
    rows = [row for row in state.rows(EffectiveRecord) if row.kind in (Planting.kind, Replanting.kind)]
    # The latest first, so that more has to be read several times on the way.
    rows.sort(key=order_of, reverse=True)
    planted = Planted(state)
    batches = {key for row in rows for scope, key, _ in contributions_of(row) if scope == "batch"}
    assert len(batches) == 2
    for mine in rows:
        for batch in sorted(batches):
            expected = sum(
                contributions_of(other).get(("batch", batch, "planted"), 0)
                for other in rows
                if other.id != mine.id and order_of(other) > order_of(mine)
            )
            assert planted.later(batch, mine) == expected
    assert planted.later("AAAAAA-99", rows[0]) == 0


def test_the_first_days_of_the_calendar_have_none_before_them() -> None:
    village = found_village()
    first, second = (
        village.tablet.say(village.planting(number), day) for number, day in ((3, "0001-01-02"), (4, "0001-02-09"))
    )
    state = MemoryState().load(village.feed.entries)
    planted = Planted(state)
    assert planted.later(village.batch, state.effective(second)) == 0
    assert planted.later(village.batch, state.effective(first)) == 4
