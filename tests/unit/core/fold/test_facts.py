"""What a record or a thing says now."""

from core.domain.bodies import Count
from core.domain.nurseries import BatchStarted
from core.domain.people import Committee
from core.domain.plantings import Planting
from core.fold.facts import body_in_force, fact_in_force, live_thing
from tests.fakes.programme import Village
from tests.fakes.state import Follower


def test_the_body_in_force_is_that_of_the_last_correction(village: Village, state: Follower) -> None:
    planting = village.tablet.say(village.planting(100))
    correction = village.tablet.replace(planting, village.planting(80))
    state.follow()
    record = state.record(correction)
    assert record is not None
    assert body_in_force(record)[0] == 1
    assert body_in_force(record)[1]["count"] == 80
    fact = fact_in_force(state, state.effective(planting))
    assert isinstance(fact, Planting)
    assert fact.count == Count(80)


def test_what_is_void_or_unreadable_states_nothing(village: Village, state: Follower) -> None:
    planting = village.tablet.say(village.planting(100))
    broken = village.tablet.say_bytes(b"\xff")
    village.tablet.void(planting)
    state.follow()
    assert fact_in_force(state, state.effective(planting)) is None
    assert fact_in_force(state, state.effective(broken)) is None
    assert state.record(broken) is None
    assert state.record(f"{village.tablet.origin}-99") is None


def test_bytes_that_are_not_here_state_nothing(village: Village, state: Follower) -> None:
    planting = village.tablet.say(village.planting(100))
    row = state.follow().effective(planting)
    assert fact_in_force(Follower([]), row) is None


def test_a_thing_is_found_under_its_own_kind_while_it_lives(village: Village, state: Follower) -> None:
    state.follow()
    assert isinstance(live_thing(state, village.batch, BatchStarted.kind), BatchStarted)
    assert live_thing(state, village.batch, Committee.kind) is None
    assert live_thing(state, "AAAAAA-1", BatchStarted.kind) is None
    village.office.void(village.batch)
    assert live_thing(state.follow(), village.batch, BatchStarted.kind) is None
