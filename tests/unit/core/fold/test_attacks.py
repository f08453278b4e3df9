"""What dishonest people could write by hand, and what must come of it: the fold never stops, and no box is emptied into
a pocket.
"""

from __future__ import annotations

from typing import Any

import pytest

from core.domain.bodies import Amount, Centimos, Count, Day, body_of
from core.domain.cash import DifferenceDecided, Expense, HandOver
from core.domain.corrections import Replace, Void
from core.domain.funds import MonthClosed
from core.domain.payouts import Payout
from core.domain.records import Record, RecordId, encode_record
from core.domain.sheets import DistributedAmount, Distribution, LineAccepted, PaySheet, release_message
from core.domain.tablets import TabletEnrolled
from core.fold.rows import EffectiveRecord, JournalLine, Payment, Refusal, Sheet, Trip
from tests.fakes.payday import CUT_OFF, PROGRAMME, Payday, PayTablet
from tests.fakes.programme import BEGAN_ON, Office, Village, found_village
from tests.fakes.state import Follower

ROUND_TRIP = 100_000


class Scene:
    """A village on its payday, folded as it goes; the office and two tablets let in, each technician with an advance."""

    def __init__(self) -> None:
        self.village: Village = found_village()
        self.follower = Follower(self.village.feed.entries)
        self.day = Payday(self.village, lambda question: question(self.follower.follow()), self.follower.follow)
        self.ana, self.bea, self.carla = self.village.members
        self.one, self.two = self.day.tablet("tablet A"), self.day.tablet("tablet B")
        self.trip, self.second_trip = self.day.advance(ROUND_TRIP), self.day.advance(ROUND_TRIP, "T02")

    @property
    def state(self) -> Follower:
        return self.follower.follow()

    def assigned(self, trees: int = 100) -> RecordId:
        """A sheet with one line for Ana that tablet A holds."""
        self.day.plant({self.ana: trees})
        sheet = self.day.approved()
        self.day.assign(sheet, self.one)
        return sheet

    def box(self, technician: str) -> int:
        return self.state.total("box", self.day.staff[technician], "cash")

    def status(self, identifier: str) -> str:
        return self.state.effective(identifier).status

    def refusal(self, identifier: str) -> str:
        refusal = self.state.get(Refusal, identifier)
        return refusal.code if refusal else ""

    def balances(self) -> dict[str, int]:
        sums: dict[str, int] = {}
        for line in self.state.rows(JournalLine):
            sums[line.account] = sums.get(line.account, 0) + line.centimos
        assert sum(sums.values()) == 0
        return sums


@pytest.fixture
def scene() -> Scene:
    return Scene()


# Records that must not stop the fold


@pytest.mark.parametrize(
    "body",
    [
        {"payee": ["x"], "sheet": {"a": 1}},
        {"payee": "x", "sheet": "y"},
        {"payee": 1, "sheet": 2},
        {"extra": 1, "payee": "AAAAAA-1", "sheet": "AAAAAA-1"},
    ],
)
def test_a_signed_release_of_any_shape_is_only_unreadable(scene: Scene, body: dict[str, Any]) -> None:
    release = Record(scene.one.origin, 99, "line_released", 1, "T01", 1, "2026-04-07", body | {"to": scene.one.origin})
    text = encode_record(release).decode("utf-8")
    signature = scene.one.key.sign(release_message(PROGRAMME, text)).hex()
    accepted = scene.day.tablet_says(scene.one, LineAccepted(text, signature))
    assert scene.refusal(accepted) == "release_unreadable"


def test_a_release_of_a_version_to_come_is_unreadable(scene: Scene) -> None:
    sheet = scene.assigned()
    body = {"payee": scene.ana, "sheet": sheet, "to": scene.two.origin}
    release = Record(scene.one.origin, 99, "line_released", 2, "T01", 1, "2026-04-07", body)
    text = encode_record(release).decode("utf-8")
    signature = scene.one.key.sign(release_message(PROGRAMME, text)).hex()
    assert scene.refusal(scene.day.take_over(scene.two, LineAccepted(text, signature))) == "release_unreadable"


def test_a_key_that_is_no_hex_signs_nothing(scene: Scene) -> None:
    odd = PayTablet("odd")
    odd.feed = scene.village.feed
    fact = TabletEnrolled(odd.origin, "no hex at all", "odd", (scene.village.committee,), (scene.village.committee,))
    scene.day.office_says(fact, day=BEGAN_ON)
    body = {"payee": scene.ana, "sheet": scene.ana, "to": odd.origin}
    text = encode_record(Record(odd.origin, 9, "line_released", 1, "T01", 1, "2026-04-07", body)).decode("utf-8")
    assert scene.refusal(scene.day.tablet_says(odd, LineAccepted(text, "00" * 64))) == "release_unreadable"


def test_the_last_month_of_the_calendar_is_not_over(scene: Scene) -> None:
    assert scene.refusal(scene.day.office_says(MonthClosed(Day("9999-12-01")))) == "month_not_over"


@pytest.mark.parametrize("percent", [-100, 1000, 2**53 - 1])
def test_a_part_to_recover_beyond_all_bounds_neither_stops_a_sheet_nor_pays_more(scene: Scene, percent: int) -> None:
    day, ana = scene.day, scene.ana
    work = day.plant({ana: 100})
    sheet = day.approved()
    day.assign(sheet, scene.one)
    day.pay(scene.one, sheet, ana, trip=scene.trip)
    day.settle(sheet)
    day.unplant(work)
    day.recover(ana, work)
    day.set("recovery_percent", percent)
    day.plant({ana: 300})
    sheet = day.approved()
    assert day.payable(sheet, ana) == (15_000 if percent < 0 else 10_000)
