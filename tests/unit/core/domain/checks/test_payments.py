from dataclasses import replace

import pytest

from core.domain.bodies import Amount, Count, SideHash
from core.domain.cash import CashCount
from core.domain.checks.known import KnownPayment
from core.domain.payouts import Payout
from core.domain.records import RecordId
from core.domain.sheets import SheetLocked
from tests.fakes.known import ANA, OTHER, SUBJECT, UNIT, FakeKnown, found, subject

SHEET, TRIP, USER = RecordId("OFFICE-30"), RecordId("OFFICE-31"), RecordId("OFFICE-32")
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


def test_no_tree_is_paid_by_two_funds() -> None:
    lock = SheetLocked(SHEET, Count(2), Count(1), Amount(1450), SideHash("0" * 64))
    assert rules(lock, FakeKnown()) == {}
    assert rules(lock, FakeKnown(shared={SHEET: [OTHER, UNIT]})) == {
        "fund_shared": {"records": 2, "first": f"{UNIT}, {OTHER}"}
    }
