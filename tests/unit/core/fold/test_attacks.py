"""What dishonest people could write by hand, and what must come of it: the fold never stops, and no box is emptied into
a pocket.
"""

from __future__ import annotations

from typing import Any

import pytest

from core.domain.bodies import Amount, Centimos, Count, Day, body_of
from core.domain.cash import DifferenceDecided, Expense, HandOver, HandOverReceived
from core.domain.corrections import Replace, Void
from core.domain.funds import MonthClosed
from core.domain.records import Record, RecordId, encode_record
from core.domain.sheets import DistributedAmount, Distribution, LineAccepted, release_message
from core.domain.tablets import TabletEnrolled
from core.fold.money_rows import JournalLine, Payment, Sheet, Trip
from core.fold.rows import Refusal
from tests.fakes.payday import PROGRAMME, Payday, PayTablet
from tests.fakes.programme import BEGAN_ON, Village, found_village
from tests.fakes.state import Follower

ROUND_TRIP = 100_000


class Scene:
    """A village on its payday, folded as it goes: the office, two tablets, and each technician with an advance."""

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


# A technician who writes by hand


def test_nobody_acknowledges_cash_for_another(scene: Scene) -> None:
    day = scene.day
    given = day.hand_over(scene.one, scene.trip, 40_000)
    assert scene.refusal(day.receive(scene.one, given, scene.second_trip, by="T01")) == "trip_of_other"
    assert (scene.box("T01"), scene.box("T02")) == (ROUND_TRIP, ROUND_TRIP)
    day.receive(scene.two, given, scene.second_trip)
    assert (scene.box("T01"), scene.box("T02")) == (60_000, 140_000)


def test_a_name_that_does_not_work_on_the_tablet_acknowledges_nothing(scene: Scene) -> None:
    day, alone = scene.day, PayTablet("alone")
    alone.feed = scene.village.feed
    fact = TabletEnrolled(
        alone.origin, alone.public_key.hex(), "alone", (scene.village.committee,), (day.staff["T01"],)
    )
    day.office_says(fact, day=BEGAN_ON)
    given = day.hand_over(alone, scene.trip, 40_000)
    assert scene.refusal(day.receive(alone, given, scene.second_trip, by="T02")) == "trip_of_other"
    assert scene.box("T02") == ROUND_TRIP


def test_the_office_types_a_receipt_from_paper(scene: Scene) -> None:
    given = scene.day.hand_over(scene.one, scene.trip, 40_000)
    scene.day.office_says(HandOverReceived(given, scene.second_trip))
    assert (scene.box("T01"), scene.box("T02")) == (60_000, 140_000)


@pytest.mark.parametrize("acknowledged", [True, False])
def test_who_gave_cash_does_not_say_another_sum_afterwards(scene: Scene, *, acknowledged: bool) -> None:
    day = scene.day
    given = day.hand_over(scene.one, scene.trip, 1000)
    if acknowledged:
        day.receive(scene.two, given, scene.second_trip)
    more = HandOver(scene.trip, day.staff["T01"], day.staff["T02"], Amount(90_000))
    correction = Replace(given, given, "wrong_count", body_of(more), Count(1))
    assert scene.status(day.tablet_says(scene.one, correction)) == "no_effect"
    if not acknowledged:
        day.receive(scene.two, given, scene.second_trip)
    assert (scene.box("T01"), scene.box("T02")) == (99_000, 101_000)


def test_who_gave_cash_takes_it_back_until_it_was_received_and_not_afterwards(scene: Scene) -> None:
    day = scene.day
    given, mistaken = day.hand_over(scene.one, scene.trip, 1000), day.hand_over(scene.one, scene.trip, 2000)
    day.receive(scene.two, given, scene.second_trip)
    assert scene.status(day.take_back(scene.one, given, "T01")) == "no_effect"
    assert scene.status(day.take_back(scene.one, mistaken, "T01")) == "live"
    assert scene.refusal(day.receive(scene.two, mistaken, scene.second_trip)) == "hand_over_unknown"
    assert (scene.box("T01"), scene.box("T02")) == (99_000, 101_000)


def test_a_trip_is_not_settled_while_some_of_it_is_between_two_hands(scene: Scene) -> None:
    day = scene.day
    given = day.hand_over(scene.one, scene.trip, 1000)
    assert scene.refusal(day.settle_trip(scene.trip, ROUND_TRIP)) == "hand_over_under_way"
    day.receive(scene.two, given, scene.second_trip)
    assert scene.status(day.settle_trip(scene.trip, ROUND_TRIP - 1000)) == "live"


def test_a_hand_over_that_its_giver_took_back_keeps_no_trip_open(scene: Scene) -> None:
    day = scene.day
    given = day.hand_over(scene.one, scene.trip, 1000)
    day.take_back(scene.one, given, "T01")
    assert scene.status(day.settle_trip(scene.trip, ROUND_TRIP)) == "live"


def test_cash_that_is_said_to_have_left_a_settled_trip_is_not_received(scene: Scene) -> None:
    day = scene.day
    day.settle_trip(scene.trip, ROUND_TRIP)
    given = day.hand_over(scene.one, scene.trip, 1000)
    assert scene.refusal(day.receive(scene.two, given, scene.second_trip)) == "trip_settled"
    assert (scene.box("T01"), scene.box("T02")) == (ROUND_TRIP, ROUND_TRIP)


def test_what_two_people_have_received_and_settled_takes_two_to_correct(scene: Scene) -> None:
    day = scene.day
    given = day.hand_over(scene.one, scene.trip, 1000)
    day.receive(scene.two, given, scene.second_trip)
    day.settle_trip(scene.second_trip, ROUND_TRIP + 1000, "T02")
    taken_back = day.take_back(scene.village.office, given)
    assert scene.status(taken_back) == "waiting"
    assert scene.box("T02") == ROUND_TRIP + 1000


def test_an_expense_taken_back_does_not_come_back_once_the_trip_is_settled(scene: Scene) -> None:
    day = scene.day
    spent = day.spend(scene.one, scene.trip, 5000)
    taken_back = day.take_back(scene.one, spent, "T01")
    day.settle_trip(scene.trip, ROUND_TRIP)
    fact = Expense(scene.trip, day.staff["T01"], Amount(5000), "mule", "B-1")
    again = Replace(spent, taken_back, "wrong_count", body_of(fact), Count(1))
    assert scene.status(day.tablet_says(scene.one, again)) == "no_effect"
    assert scene.status(day.office_says(again)) == "waiting"
    assert scene.box("T01") == ROUND_TRIP


def test_a_correction_does_not_carry_an_expense_into_a_settled_trip(scene: Scene) -> None:
    day = scene.day
    day.settle_trip(scene.trip, ROUND_TRIP)
    kept = scene.state.find(Trip, day.staff["T01"])[-1].id
    open_trip = next(trip.id for trip in scene.state.find(Trip, day.staff["T01"]) if trip.state == "open")
    spent = day.spend(scene.one, RecordId(open_trip), 5000)
    fact = Expense(scene.trip, day.staff["T01"], Amount(5000), "mule", "B-1")
    moved = Replace(spent, spent, "wrong_place", body_of(fact), Count(1))
    assert kept
    assert scene.status(day.tablet_says(scene.one, moved)) == "no_effect"
    assert scene.state.total("trip", scene.trip, "spent") == 0


def test_a_payout_is_not_taken_back_from_the_tablet_once_its_trip_is_settled(scene: Scene) -> None:
    day = scene.day
    sheet = scene.assigned()
    paid = day.pay(scene.one, sheet, scene.ana, trip=scene.trip)
    day.settle_trip(scene.trip, ROUND_TRIP - 5000)
    assert scene.status(day.take_back(scene.one, paid, "T01")) == "no_effect"
    assert scene.status(day.take_back(scene.village.office, paid)) == "waiting"
    assert scene.box("T01") == ROUND_TRIP - 5000


@pytest.mark.parametrize("typed_first", [True, False])
def test_of_two_payments_like_the_one_that_paid_only_one_is_its_copy(scene: Scene, *, typed_first: bool) -> None:
    day, ana = scene.day, scene.ana
    sheet = scene.assigned()
    if typed_first:
        day.type_in(sheet, ana, 5000, trip=scene.trip)
        day.pay(scene.one, sheet, ana, 5000, trip=scene.trip)
        day.pay(scene.two, sheet, ana, 5000, trip=scene.trip)
    else:
        day.pay(scene.one, sheet, ana, 5000, trip=scene.trip)
        day.type_in(sheet, ana, 5000, trip=scene.trip)
        day.type_in(sheet, ana, 5000, trip=scene.trip)
    roles = [payment.role for payment in scene.state.find(Payment, sheet, ana)]
    assert sorted(roles) == ["copy", "paid", "suspense"]
    assert (scene.balances()["suspense"], scene.box("T01")) == (5000, ROUND_TRIP - 10_000)


def test_a_sheet_is_not_closed_while_a_copy_is_not_confirmed(scene: Scene) -> None:
    day, ana = scene.day, scene.ana
    sheet = scene.assigned()
    day.pay(scene.one, sheet, ana, trip=scene.trip)
    copy = day.type_in(sheet, ana, 5000, trip=scene.trip)
    day.settle(sheet)
    assert scene.refusal(day.close(sheet)) == "sheet_has_suspense"
    day.decide(copy, "same_payment")
    day.close(sheet)
    assert scene.state.rows(Sheet)[0].state == "closed"


# People of the office who would do alone what takes two


def _difference(scene: Scene, centimos: int, how: Any) -> DifferenceDecided:
    return DifferenceDecided(scene.trip, scene.day.staff["T01"], Centimos(centimos), how, "Denuncia 12")


@pytest.mark.parametrize(("stated", "put_in"), [("difference", "robbery"), ("robbery", "robbery")])
def test_a_trifle_replaced_by_a_robbery_takes_two_approvers_as_well(scene: Scene, stated: Any, put_in: Any) -> None:
    day = scene.day
    first = day.office_says(_difference(scene, 10, stated))
    robbery = Replace(first, first, "other", body_of(_difference(scene, 90_000, put_in)), Count(1))
    correction = day.office_says(robbery)
    day.stand_for(correction)
    assert (scene.status(correction), scene.box("T01")) == ("waiting", ROUND_TRIP)
    day.stand_for(correction, "A02")
    assert (scene.status(correction), scene.box("T01")) == ("live", 10_000)


def test_a_difference_of_a_trip_that_was_settled_meanwhile_is_not_approved(scene: Scene) -> None:
    day = scene.day
    difference = day.explain(scene.trip, 1000, "difference")
    day.settle_trip(scene.trip, ROUND_TRIP)
    assert scene.refusal(day.stand_for(difference)) == "trip_settled"
    assert (scene.status(difference), scene.box("T01")) == ("waiting", ROUND_TRIP)
    assert scene.state.total("trip", scene.trip, "difference") == 0


def test_a_committee_named_twice_has_one_line(scene: Scene) -> None:
    day, committee = scene.day, scene.village.committee
    day.set("payee_is_committee", 1)
    day.plant({scene.ana: 100})
    sheet = day.draft(committees=(committee, committee))
    day.lock(sheet)
    assert [(row.lines, row.centimos) for row in scene.state.rows(Sheet)] == [(1, 5000)]


def test_an_acta_is_taken_back_and_stated_anew_but_not_replaced(scene: Scene) -> None:
    day, committee = scene.day, scene.village.committee
    day.set("payee_is_committee", 1)
    day.plant({scene.ana: 100})
    sheet = day.approved()
    day.assign(sheet, scene.one)
    paid = day.pay(scene.one, sheet, committee, trip=scene.trip)
    officers = day.elect(scene.ana, scene.bea)
    fact = Distribution(paid, (DistributedAmount(scene.ana, Amount(5000)),), officers, "Acta 3")
    acta = day.office_says(fact)
    less = Distribution(paid, (DistributedAmount(scene.ana, Amount(1)),), officers, "Acta 3")
    changed = day.office_says(Replace(acta, acta, "other", body_of(less), Count(1)))
    assert (scene.status(changed), scene.status(acta)) == ("no_effect", "live")
    day.office_says(Void(acta, acta, "other"))
    assert scene.status(acta) == "void"


# Lines that somebody has let go


def test_who_gave_a_line_back_makes_nobody_a_debtor_by_paying_it_afterwards(scene: Scene) -> None:
    day, ana = scene.day, scene.ana
    sheet = scene.assigned()
    day.give_back(scene.one, sheet)
    day.settle(sheet)
    following = day.approved()
    day.assign(following, scene.two)
    day.pay(scene.two, following, ana, trip=scene.second_trip, technician="T02")
    late = day.pay(scene.one, sheet, ana, 5000, trip=scene.trip)
    payment = scene.state.get(Payment, late)
    assert payment is not None
    assert (payment.role, payment.standing) == ("suspense", "stranger")
    assert scene.state.open_items(ana) == []
    assert scene.balances()["suspense"] == 5000


@pytest.mark.parametrize("accepted", [True, False])
def test_who_released_a_line_does_not_pay_it_in_the_place_of_the_new_holder(scene: Scene, *, accepted: bool) -> None:
    day, ana = scene.day, scene.ana
    sheet = scene.assigned()
    scanned = day.release(scene.one, sheet, ana, scene.two)
    if accepted:
        day.take_over(scene.two, scanned)
    day.pay(scene.one, sheet, ana, 5000, trip=scene.trip)
    if not accepted:
        day.take_over(scene.two, scanned)
    honest = day.pay(scene.two, sheet, ana, 5000, trip=scene.second_trip, technician="T02")
    assert {payment.id: payment.role for payment in scene.state.find(Payment, sheet, ana)}[honest] == "paid"


def test_a_line_that_was_taken_by_force_may_have_been_paid_before(scene: Scene) -> None:
    day, ana = scene.day, scene.ana
    sheet = scene.assigned()
    day.offline(scene.one)
    day.pay(scene.one, sheet, ana, 5000, trip=scene.trip)
    day.reassign(sheet, scene.two, ana)
    day.deliver(scene.one)
    assert [payment.role for payment in scene.state.find(Payment, sheet, ana)] == ["paid"]


def test_an_acceptance_that_came_before_its_release_is_no_second_release(scene: Scene) -> None:
    day, ana = scene.day, scene.ana
    sheet = scene.assigned()
    day.offline(scene.one)
    scanned = day.release(scene.one, sheet, ana, scene.two)
    day.take_over(scene.two, scanned)
    day.deliver(scene.one)
    assert scene.refusal(f"{scene.one.origin}-1") == ""
    paid = day.pay(scene.two, sheet, ana, 5000, trip=scene.second_trip, technician="T02")
    assert {payment.id: payment.role for payment in scene.state.find(Payment, sheet, ana)} == {paid: "paid"}


def test_no_decision_pays_a_line_that_was_not_approved(scene: Scene) -> None:
    day = scene.day
    day.plant({scene.ana: 100})
    sheet = day.draft()
    early = day.pay(scene.one, sheet, scene.ana, 5000, trip=scene.trip)
    day.lock(sheet)
    assert scene.refusal(day.decide(early, "paid")) == "sheet_is_locked"
    day.approve(sheet)
    day.decide(early, "paid")
    assert scene.state.find(Payment, sheet, scene.ana)[0].role == "paid"


def test_refolding_the_log_gives_the_same_rows(scene: Scene) -> None:
    day, ana = scene.day, scene.ana
    sheet = scene.assigned()
    day.give_back(scene.one, sheet)
    day.assign(sheet, scene.two)
    day.pay(scene.one, sheet, ana, 5000, trip=scene.trip)
    day.pay(scene.two, sheet, ana, 3000, trip=scene.second_trip, technician="T02")
    day.pay(scene.two, sheet, ana, 2000, trip=scene.second_trip, technician="T02")
    day.settle(sheet)
    assert Follower(scene.village.feed.entries).follow().dump() == scene.state.dump()
