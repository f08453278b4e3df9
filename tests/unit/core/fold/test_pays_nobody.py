"""What becomes of trees, visits, complaints, agreements, surveys and photos moves no céntimo, whoever says what and
corrects it how: the same work is paid alike with all of that around it and without.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from random import Random
from typing import Any

import pytest

from core.domain.agreements import Agreement
from core.domain.bodies import Count, Day, SideHash
from core.domain.complaints import Complaint
from core.domain.plantings import Planting
from core.domain.plots import BorderWalked
from core.domain.records import RecordId
from core.domain.stands import Harvest, LossEvent
from core.domain.survival import RowCount, SurvivalCount, SurvivalDrawn
from core.domain.visits import Visit
from core.fold.money_rows import Item, JournalLine
from core.fold.posting import EARNED, EARNED_HERE
from core.fold.rows import Total
from tests.fakes.programme import BEGAN_ON, CORNERS, Tablet, Village, found_village
from tests.fakes.state import MemoryState

DAYS = ("2026-03-01", "2026-03-02", "2026-04-01")
PHOTO = SideHash("a" * 64)


def played(seed: int, *, with_more: bool) -> MemoryState:
    """A few days of paid work by one tablet; `with_more` also all the rest, by another, and photos of plantings."""
    chance, village = Random(seed), found_village()
    other = Tablet("tablet 2", village.feed)
    if with_more:
        village.office.let_in(other, village.committee)
    around = Around(village, other, Random(seed + 1)) if with_more else None
    plantings: list[RecordId] = []
    for step in range(12):
        day = DAYS[step % len(DAYS)]
        if around is not None:
            around.say(day)
        act = chance.randrange(4)
        named = {member: chance.randint(1, 9) for member in village.members}
        if act == 0 or not plantings:
            fact = pictured(village.planting(sum(named.values()), people=named), with_more)
            plantings.append(village.tablet.say(fact, day))
        elif act == 1:
            village.tablet.say(village.accepted(10 * (step + 1), people={village.members[0]: 10}), day)
        elif act == 2:
            fact = pictured(village.planting(sum(named.values()), people=named), with_more and step % 2 == 0)
            village.tablet.replace(chance.choice(plantings), fact, day=day)
        else:
            village.tablet.void(chance.choice(plantings))
    return MemoryState().load(village.feed.entries)


def pictured(fact: Planting, has_photo: object) -> Planting:
    return replace(fact, photo_side=PHOTO) if has_photo else fact


class Around:
    """Another tablet that says everything which pays nobody, and corrects it with bodies that fit and others that do
    not.
    """

    def __init__(self, village: Village, tablet: Tablet, chance: Random) -> None:
        self.village, self.tablet, self.chance = village, tablet, chance
        self.said: list[RecordId] = []
        self.drawn: list[RecordId] = []

    def say(self, day: str) -> None:
        for _ in range(3):
            fact = self.chance.choice(self._facts())
            self.said.append(self.tablet.say(fact, day))
            if isinstance(fact, SurvivalDrawn):
                self.drawn.append(self.said[-1])
            if self.chance.random() < 0.5:
                self._correct(self.chance.choice(self.said), day)

    def _correct(self, target: RecordId, day: str) -> None:
        acts: tuple[Callable[[], Any], ...] = (
            lambda: self.tablet.void(target),
            lambda: self.tablet.replace(target, self.chance.choice(self._facts()), day=day),
            lambda: self.tablet.replace(target, {"committee": self.village.committee}, day=day),
            lambda: self.tablet.replace(target, self.village.planting(500, people={self.village.members[0]: 500})),
        )
        self.chance.choice(acts)()

    def _facts(self) -> list[Any]:
        village, many = self.village, Count(self.chance.randint(1, 3_000))
        committee, unit = village.committee, village.unit
        rows = tuple(RowCount(Count(row), many, Count(2)) for row in (1, 6, 11))
        counts = [SurvivalCount(committee, drawn, rows, village.species) for drawn in self.drawn[-2:]]
        return [
            SurvivalDrawn(committee, unit, Count(5), Count(1), many), *counts,
            LossEvent(committee, unit, "fire", many, village.species, many, PHOTO),
            LossEvent(committee, unit, "frost", many),
            Harvest(committee, unit, village.species, "poles", many),
            Visit(committee, unit, Day("2026-05-01"), PHOTO),
            Complaint(committee, "pay", "book", PHOTO),
            Agreement(committee, "C-1", "carbon_rights", "community", "member", "cooperative", Day(BEGAN_ON)),
            BorderWalked(committee, unit, CORNERS, many),
        ]  # fmt: skip


def money_of(state: MemoryState) -> tuple[list[Any], list[Any], list[Any]]:
    """All amounts with their owners and reasons, but for where in the feed they came about."""
    items = [item._replace(position=None) for item in state.rows(Item)]
    lines = [
        (line.account, line.party, line.record, line.centimos, line.happened_on) for line in state.rows(JournalLine)
    ]
    earned = [row for row in state.rows(Total) if row.measure in (EARNED, EARNED_HERE)]
    return sorted(items), sorted(lines), sorted(earned, key=lambda row: (row.scope, row.key, row.measure))


@pytest.mark.parametrize("seed", range(25))
def test_the_same_work_is_paid_alike(seed: int) -> None:
    alone, among = played(seed, with_more=False), played(seed, with_more=True)
    assert money_of(among) == money_of(alone)
    assert money_of(alone)[0]
