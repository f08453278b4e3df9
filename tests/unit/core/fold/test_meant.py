"""Whoever names a record that counts under another id means the one that counts, whichever of the two came first."""

import pytest

from core.domain.attendance import Presence, Workday
from core.domain.bodies import Count
from core.domain.nurseries import BatchStarted, PrickedOut
from core.domain.plantings import Planting
from core.domain.records import RecordId
from core.fold.facts import fact_in_force
from core.fold.meant import counting, redirected
from core.fold.money_rows import Payment
from core.fold.rows import EffectiveRecord, WorkdayUse
from tests.fakes.programme import Tablet, Village, found_village
from tests.fakes.scene import Scene
from tests.fakes.state import Follower
from tests.histories import again, folded, let_in, status


@pytest.fixture
def village() -> Village:
    return found_village()


def minga(village: Village, tablet: Tablet) -> RecordId:
    present = tuple(Presence(member, Count(2)) for member in village.members[:2])
    return tablet.say(Workday(village.committee, "planting", present), author="T01")


def planted_at(village: Village, tablet: Tablet, workday: RecordId, count: int = 100) -> RecordId:
    fact = Planting(village.committee, village.unit, village.species, village.batch, Count(count), (workday,))
    return tablet.say(fact, author="T01")


def paid(state: Follower) -> dict[str, int]:
    return state.balances()


@pytest.mark.parametrize("first", ["old", "new"])
def test_a_workday_that_was_recorded_again_is_paid_for_by_either_id(village: Village, first: str) -> None:
    """Each of the two tablets has gone on with a planting that the other never heard of."""
    old, new = let_in(village, "old"), let_in(village, "new")
    said = minga(village, old)
    by_old = planted_at(village, old, said)
    repeated = again(new, old, 1)
    by_new = planted_at(village, new, repeated, 40)
    order = (old, new) if first == "old" else (new, old)
    state = folded(village, *(entry for tablet in order for entry in tablet.said))
    counts, other = (said, repeated) if first == "old" else (repeated, said)
    assert (counting(state, other), counting(state, counts)) == (counts, counts)
    assert [status(state, planting) for planting in (by_old, by_new)] == ["live", "live"]
    assert paid(state) == {village.members[0]: 3_500, village.members[1]: 3_500}
    assert {use.record for use in state.find(WorkdayUse, counts)} == {by_old, by_new}
    assert state.find(WorkdayUse, other) == []


@pytest.mark.parametrize("first", ["old", "new"])
def test_a_workday_that_is_corrected_afterwards_reaches_both(village: Village, first: str) -> None:
    old, new = let_in(village, "old"), let_in(village, "new")
    said = minga(village, old)
    planted_at(village, old, said)
    repeated = again(new, old, 1)
    planted_at(village, new, repeated, 40)
    present = (Presence(village.members[2], Count(2)),)
    old.replace(said, Workday(village.committee, "planting", present))
    order = (old, new) if first == "old" else (new, old)
    state = folded(village, *(entry for tablet in order for entry in tablet.said))
    assert {member: centimos for member, centimos in paid(state).items() if centimos} == {village.members[2]: 7_000}


@pytest.mark.parametrize("first", ["old", "new"])
def test_a_batch_that_was_recorded_again_is_one_batch(village: Village, first: str) -> None:
    old, new = let_in(village, "old"), let_in(village, "new")
    lot = village.office.seed_lot(village.species, "S-09")
    started = BatchStarted(village.committee, village.species, lot, "L-09", "seed_bed")
    said = old.say(started, author="T01")
    old.say(PrickedOut(said, Count(70)), author="T01")
    repeated = again(new, old, 1)
    new.say(PrickedOut(repeated, Count(30)), author="T01")
    order = (old, new) if first == "old" else (new, old)
    state = folded(village, *(entry for tablet in order for entry in tablet.said))
    counts = said if first == "old" else repeated
    assert state.total("batch", counts, "pricked_out") == 100
    assert state.total("batch", repeated if first == "old" else said, "pricked_out") == 0


def test_where_nothing_was_recorded_again_a_fact_is_what_it_says(village: Village) -> None:
    tablet = let_in(village, "old")
    workday = minga(village, tablet)
    planting = planted_at(village, tablet, workday)
    state = folded(village, *tablet.said)
    row = state.get(EffectiveRecord, planting)
    assert row is not None
    fact = fact_in_force(state, row)
    assert redirected(state, fact) is fact


def test_a_fact_that_names_none_of_them_stays_itself(village: Village) -> None:
    old, new = let_in(village, "old"), let_in(village, "new")
    minga(village, old)
    again(new, old, 1)
    state = folded(village, *old.said, *new.said)
    fact = village.planting(10, people={village.members[0]: 10})
    assert redirected(state, fact) is fact


# Payouts


def restored_payday(*, released: bool = False) -> tuple[Scene, RecordId, RecordId, RecordId]:
    """A payout of the line's holder that is on its way, and the same recorded again by the tablet that took its place;
    the sheet, and both payouts.
    """
    scene = Scene()
    day, sheet = scene.day, scene.sheet_for(20)
    day.assign(sheet, scene.one)
    scene.one.feed = scene.two.feed = None
    if released:
        day.give_back(scene.one, sheet)
        day.feed.deliver(scene.one)
    paid_first = day.pay(scene.one, sheet, scene.ana, trip=scene.trip)
    repeated = again(scene.two, scene.one, len(scene.one.said))
    return scene, sheet, paid_first, repeated


def payment(scene: Scene, payout: RecordId) -> Payment | None:
    return scene.state.get(Payment, payout)


def test_a_payout_that_was_recorded_again_pays_its_line_once_the_original_has_come() -> None:
    scene, sheet, original, repeated = restored_payday()
    scene.day.feed.deliver(scene.two)
    waiting = payment(scene, repeated)
    assert waiting is not None
    assert (waiting.role, scene.line(sheet, scene.ana).payout) == ("suspense", "")
    assert scene.account("suspense") != 0
    scene.day.feed.deliver(scene.one)
    settled = payment(scene, repeated)
    assert settled is not None
    assert (settled.role, settled.standing, scene.status(original)) == ("paid", "holder", "no_effect")
    assert scene.line(sheet, scene.ana).payout == repeated
    assert scene.account("suspense") == 0
    assert scene.account("payable", scene.ana) == 0


def test_the_original_first_needs_nobody_else() -> None:
    scene, sheet, original, repeated = restored_payday()
    scene.day.feed.deliver(scene.one)
    scene.day.feed.deliver(scene.two)
    assert scene.line(sheet, scene.ana).payout == original
    assert scene.status(repeated) == "no_effect"
    assert payment(scene, repeated) is None
    assert scene.account("suspense") == 0


def test_an_original_that_may_not_pay_the_line_either_changes_nothing() -> None:
    """Its tablet had given the line back before."""
    scene, sheet, _, repeated = restored_payday(released=True)
    scene.day.feed.deliver(scene.two)
    scene.day.feed.deliver(scene.one)
    waiting = payment(scene, repeated)
    assert waiting is not None
    assert (waiting.role, waiting.standing, scene.line(sheet, scene.ana).payout) == ("suspense", "stranger", "")


def test_what_a_person_decided_meanwhile_comes_to_nothing_where_the_line_is_paid_by_it() -> None:
    scene, sheet, _, repeated = restored_payday()
    day = scene.day
    day.feed.deliver(scene.two)
    day.decide(repeated, "payee_owes")
    day.feed.deliver(scene.one)
    assert scene.line(sheet, scene.ana).payout == repeated
    assert scene.account("suspense") == 0
    assert scene.account("to_recover", scene.ana) == 0
