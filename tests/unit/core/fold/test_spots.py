"""Where trees were planted stands in a row of its own on a server, as long as some record says so."""

from dataclasses import replace

import pytest

from core.domain.bodies import Count
from core.domain.plantings import Planting
from core.domain.plots import Point
from core.fold.rows import PlantedSpot
from tests.fakes.programme import Village, found_village
from tests.fakes.state import MemoryState

HERE, THERE = Point(-5_100_000, -79_700_000, Count(5)), Point(-5_200_000, -79_800_000)


@pytest.fixture
def village() -> Village:
    return found_village()


def planted(village: Village, count: int, position: Point | None) -> Planting:
    return replace(village.planting(count, people={village.members[0]: count}), position=position)


def spots(village: Village, *, keeps_journal: bool = True) -> list[PlantedSpot]:
    return MemoryState(keeps_journal=keeps_journal).load(village.feed.entries).rows(PlantedSpot)


def test_a_spot_comes_moves_and_goes_with_its_record(village: Village) -> None:
    with_spot = village.tablet.say(planted(village, 100, HERE))
    village.tablet.say(planted(village, 100, None))
    assert spots(village) == [PlantedSpot(with_spot, village.committee, -5_100_000, -79_700_000, 100)]
    village.tablet.replace(with_spot, planted(village, 90, THERE))
    assert spots(village) == [PlantedSpot(with_spot, village.committee, -5_200_000, -79_800_000, 90)]
    village.tablet.replace(with_spot, planted(village, 90, None))
    assert spots(village) == []
    village.tablet.replace(with_spot, planted(village, 80, HERE))
    assert [spot.trees for spot in spots(village)] == [80]
    village.tablet.void(with_spot)
    assert spots(village) == []


def test_a_tablet_draws_no_map_of_them(village: Village) -> None:
    village.tablet.say(planted(village, 100, HERE))
    assert len(spots(village)) == 1
    assert spots(village, keeps_journal=False) == []
