from dataclasses import replace

import pytest

from core.domain.bodies import Amount, Count, SideHash
from core.domain.cash import CashCount, Expense, HandOver
from core.domain.checks.known import KnownPayment, KnownTrip
from core.domain.payouts import Payout
from core.domain.records import RecordId
from core.domain.sheets import SheetLocked
from tests.fakes.known import ANA, OTHER, SUBJECT, UNIT, FakeKnown, found, subject

SHEET, TRIP, USER = RecordId("OFFICE-30"), RecordId("OFFICE-31"), RecordId("OFFICE-32")
OTHER_USER = RecordId("OFFICE-33")
PAYOUT = Payout(SHEET, ANA, Amount(1450), "cash", "paper", USER, TRIP)
PAID = KnownPayment("paid", "holder", 0, "", SUBJECT)


def rules(fact: object, known: FakeKnown) -> dict[str, dict[str, int | str]]:
    return {name: dict(finding.numbers) for name, finding in found(subject(fact), known).items()}


@pytest.mark.parametrize(
    ("payment", "said"),
    [
        (None, {}),
        (PAID, {}),
        (replace(PAID, surplus_centimos=50), {"payout_in_suspense": {"amount": "S/\u00a00.50", "why": "holder"}}),
        (replace(PAID, surplus_centimos=50, decision="loss"), {}),
        (
            KnownPayment("suspense", "revoked", 1450, "", ""),
            {"payout_in_suspense": {"amount": "S/\u00a014.50", "why": "revoked"}},
        ),
        (KnownPayment("loss", "revoked", 1450, "loss", ""), {}),
        (KnownPayment("copy", "holder", 0, "", OTHER), {"payout_entered_twice": {"other": OTHER}}),
        (KnownPayment("copy", "holder", 0, "same_payment", OTHER), {}),
    ],
)
def test_money_that_pays_no_line_is_pointed_out(payment: KnownPayment | None, said: object) -> None:
    known = FakeKnown(payments={SUBJECT: payment} if payment else {})
    assert rules(PAYOUT, known) == said


@pytest.mark.parametrize(("uses", "said"), [(0, {}), (1, {}), (2, {"operation_used_twice": {"operation": "88"}})])
def test_an_operation_number_pays_one_person(uses: int, said: object) -> None:
    transfer = replace(PAYOUT, way="yape", operation=" 88 ", technician=None, advance=None)
    assert rules(transfer, FakeKnown(operations={("yape", "88"): uses})) == said
    assert rules(replace(transfer, operation=None), FakeKnown(operations={("yape", "88"): uses})) == {}


def test_a_count_is_held_against_what_should_be_there() -> None:
    count = CashCount(TRIP, USER, Amount(1000))
    assert rules(count, FakeKnown(trips={TRIP: 1000})) == {}
    assert rules(count, FakeKnown(trips={TRIP: 1010})) == {
        "cash_count_differs": {"counted": "S/\u00a010.00", "expected": "S/\u00a010.10"}
    }


@pytest.mark.parametrize(("explained", "is_told"), [(10, False), (5, True), (-10, True)])
def test_a_difference_that_was_decided_since_answers_a_count(explained: int, is_told: bool) -> None:
    count = CashCount(TRIP, USER, Amount(1000))
    assert bool(rules(count, FakeKnown(trips={TRIP: 1010}, explained={TRIP: explained}))) is is_told


def test_no_tree_is_paid_by_two_funds() -> None:
    lock = SheetLocked(SHEET, Count(2), Count(1), Amount(1450), SideHash("0" * 64))
    assert rules(lock, FakeKnown()) == {}
    assert rules(lock, FakeKnown(shared={SHEET: [OTHER, UNIT]})) == {
        "fund_shared": {"records": 2, "first": f"{UNIT}, {OTHER}"}
    }


OPEN = KnownTrip(USER, "T01", was_settled=False)
SPENT = Expense(TRIP, USER, Amount(1450), "mule", "B-1")
GIVEN = HandOver(TRIP, USER, OTHER_USER, Amount(1450))
TRANSFER = replace(PAYOUT, way="yape", operation="88")


@pytest.mark.parametrize("fact", [PAYOUT, SPENT, GIVEN])
def test_cash_out_of_a_trip_that_was_settled_before_it_arrived_is_pointed_out(
    fact: Payout | Expense | HandOver,
) -> None:
    assert rules(fact, FakeKnown(known_trips={TRIP: OPEN})) == {}
    assert rules(fact, FakeKnown()) == {}
    assert rules(fact, FakeKnown(known_trips={TRIP: replace(OPEN, was_settled=True)})) == {
        "trip_was_settled": {"trip": TRIP, "amount": "S/\u00a014.50"}
    }


@pytest.mark.parametrize("fact", [PAYOUT, SPENT, GIVEN])
def test_cash_out_of_another_technicians_trip_is_pointed_out(fact: Payout | Expense | HandOver) -> None:
    told = {"trip_of_another": {"trip": TRIP, "name": "T02", "amount": "S/\u00a014.50"}}
    assert rules(fact, FakeKnown(known_trips={TRIP: KnownTrip(OTHER_USER, "T02", was_settled=False)})) == told


@pytest.mark.parametrize(("author", "is_told"), [("", False), ("T01", False), ("T02", True)])
def test_on_a_tablet_only_its_technician_takes_cash_out_of_a_trip(author: str, is_told: bool) -> None:
    known = FakeKnown(known_trips={TRIP: OPEN})
    told = {"trip_of_another"} if is_told else set()
    assert set(found(replace(subject(PAYOUT), author=author), known)) == told
    assert found(replace(subject(PAYOUT, identifier="OFFICE-90"), author=author), known) == {}


@pytest.mark.parametrize("missing", [{"technician": None}, {"advance": None}, {"technician": None, "advance": None}])
def test_cash_from_a_tablet_comes_out_of_a_box(missing: dict[str, None]) -> None:
    fact = replace(PAYOUT, **missing)  # type: ignore[arg-type]
    assert rules(fact, FakeKnown()) == {"box_not_named": {"amount": "S/\u00a014.50"}}
    assert found(subject(fact, identifier="OFFICE-90"), FakeKnown()) == {}


def test_a_transfer_takes_nothing_out_of_a_box() -> None:
    known = FakeKnown(known_trips={TRIP: KnownTrip(OTHER_USER, "T02", was_settled=True)})
    assert rules(TRANSFER, known) == {}
    assert rules(replace(TRANSFER, technician=None, advance=None), known) == {}
