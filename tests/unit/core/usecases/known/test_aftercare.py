"""Draws, counts, losses and harvests of a unit, as the checks are told of them."""

from typing import Any

from core.domain.bodies import Count, Day
from core.domain.checks import check_all
from core.domain.plantings import OpeningPlanted
from core.domain.plots import CycleOpened
from core.domain.stands import Harvest, LossEvent
from core.domain.survival import RowCount, SurvivalCount, SurvivalDrawn
from core.usecases.known.aftercare import Aftercare
from core.usecases.known.cycles import WHOLE_TIME
from core.usecases.known.known import KnownFromState, subject_of
from tests.fakes.programme import Village, found_village
from tests.fakes.state import MemoryState

DAYS = ("2026-03-01", "2026-03-02", "2026-03-03", "2026-03-04", "2026-03-05")


def draw(village: Village, day: str, first: int = 3) -> str:
    fact = SurvivalDrawn(village.committee, village.unit, Count(5), Count(first), Count(20))
    return village.tablet.say(fact, day)


def count(village: Village, drawn: Any, day: str) -> str:
    rows = tuple(RowCount(Count(row), Count(9), Count(1)) for row in (3, 8, 13, 18))
    return village.tablet.say(SurvivalCount(village.committee, drawn, rows), day)


def lose(village: Village, trees: int, day: str, species: Any = None) -> str:
    return village.tablet.say(LossEvent(village.committee, village.unit, "fire", Count(trees), species), day)


def cut(village: Village, trees: int, day: str) -> str:
    return village.tablet.say(Harvest(village.committee, village.unit, village.species, "poles", Count(trees)), day)


def of(village: Village) -> tuple[Aftercare, MemoryState]:
    state = MemoryState().load(village.feed.entries)
    return Aftercare(state), state


def test_a_draw_is_told_with_its_day_while_it_counts() -> None:
    village = found_village()
    first, second = draw(village, DAYS[0]), draw(village, DAYS[1])
    village.tablet.void(second)
    aftercare, _ = of(village)
    known = aftercare.draw(first)
    assert known is not None
    assert (known.happened_on, known.fact.first_row) == (DAYS[0], 3)
    assert aftercare.draw(second) is None
    assert aftercare.draw("TABLET-99") is None


def test_draws_before_a_draw_since_the_last_count() -> None:
    village = found_village()
    first = draw(village, DAYS[0])
    void = draw(village, DAYS[1])
    village.tablet.void(void)
    third = draw(village, DAYS[2])
    count(village, third, DAYS[3])
    fourth = draw(village, DAYS[4])
    aftercare, _ = of(village)
    assert aftercare.draws_before(village.unit, first) == []
    assert aftercare.draws_before(village.unit, third) == [first, void]
    assert aftercare.draws_before(village.unit, fourth) == []
    assert aftercare.draws_before(village.unit, "") == [fourth]
    assert aftercare.draws_before("OFFICE-99", "") == []


def test_counts_of_a_draw() -> None:
    village = found_village()
    drawn = draw(village, DAYS[0])
    first, second = count(village, drawn, DAYS[1]), count(village, drawn, DAYS[2])
    gone = count(village, drawn, DAYS[2])
    village.tablet.void(gone)
    aftercare, _ = of(village)
    assert aftercare.counts_of(drawn, first) == [second]
    assert set(aftercare.counts_of(drawn, "")) == {first, second}
    assert aftercare.counts_of("TABLET-99", "") == []


def test_what_stands_is_what_was_put_in_less_what_was_taken_before() -> None:
    village = found_village()
    village.tablet.say(village.planting(100), DAYS[4])
    village.tablet.say(village.replanting(10, ()), DAYS[4])
    first = lose(village, 30, DAYS[1], village.species)
    second = cut(village, 20, DAYS[2])
    third = lose(village, 5, DAYS[3])
    void = lose(village, 50, DAYS[0])
    village.tablet.void(void)
    aftercare, _ = of(village)
    stood = [aftercare.standing(village.unit, "", one, WHOLE_TIME) for one in (first, second, third, "")]
    assert stood == [110, 80, 60, 55]
    species = [aftercare.standing(village.unit, village.species, one, WHOLE_TIME) for one in (first, second, third, "")]
    assert species == [110, 80, 60, 60]
    assert aftercare.standing("OFFICE-99", "", "", WHOLE_TIME) == 0


def test_after_a_new_cycle_only_what_was_planted_since_can_be_lost() -> None:
    """A fire takes all hundred trees; of the ten that were planted in their place no more than ten can be lost."""
    village = found_village()
    opening = OpeningPlanted(village.committee, village.unit, village.species, Count(40), Day("2019-02-01"), "Acta 12")
    village.office.say(opening, DAYS[4])
    village.tablet.say(village.planting(60), DAYS[0])
    burnt = lose(village, 100, DAYS[1])
    village.office.say(CycleOpened(village.unit, Day(DAYS[2]), "fire"))
    village.tablet.say(village.planting(8), DAYS[2])
    village.tablet.say(village.replanting(2, ()), DAYS[3])
    some, rest = lose(village, 4, DAYS[3], village.species), lose(village, 7, DAYS[4])
    state = MemoryState().load(village.feed.entries)
    known = KnownFromState(state, lambda _members: {}, DAYS[4])
    stood = [
        known.standing(village.unit, "", day, one)
        for one, day in ((burnt, DAYS[1]), (some, DAYS[3]), (rest, DAYS[4]), ("", DAYS[1]), ("", DAYS[4]))
    ]
    assert stood == [100, 10, 6, 0, -1]
    assert known.standing(village.unit, village.species, DAYS[4], "") == 6
    assert "lost_above_standing" not in rules(state, known, burnt) | rules(state, known, some)
    assert "lost_above_standing" in rules(state, known, rest)


def rules(state: MemoryState, known: KnownFromState, record: str) -> set[str]:
    subject = subject_of(state, state.effective(record))
    assert subject is not None
    return {finding.rule for finding in check_all(subject, known)}


def test_the_checks_ask_it() -> None:
    village = found_village()
    first = draw(village, DAYS[0])
    second = draw(village, DAYS[1])
    counted = count(village, second, DAYS[0])
    again = count(village, second, DAYS[2])
    lost = lose(village, 1, DAYS[3])
    state = MemoryState().load(village.feed.entries)
    known = KnownFromState(state, lambda _members: {}, DAYS[4])

    assert "drawn_again" not in rules(state, known, first)
    assert "drawn_again" in rules(state, known, second)
    assert rules(state, known, counted) >= {"counted_before_draw", "counted_again"}
    assert "counted_before_draw" not in rules(state, known, again)
    assert "lost_above_standing" in rules(state, known, lost)
