from typing import get_args

import pytest

from core.domain.bodies import Amount, SideHash, UnreadableBody, body_of, fact_from
from core.domain.payouts import (
    PROXY_FOR_AT_MOST,
    SUSPENSE_ACTIONS,
    WALLETS,
    WAYS,
    Payout,
    RecoveryDecided,
    SuspenseAction,
    SuspenseDecided,
    Way,
)
from core.domain.records import RecordId

SHEET, PAYEE, USER, ADVANCE = RecordId("OFFICE-20"), RecordId("TABLET-7"), RecordId("OFFICE-12"), RecordId("OFFICE-40")


def test_the_ways_to_pay() -> None:
    assert get_args(Way) == WAYS
    assert set(WAYS) - WALLETS == {"cash", "bank", "counter"}
    assert get_args(SuspenseAction) == SUSPENSE_ACTIONS


def test_nobody_takes_money_for_more_than_two() -> None:
    assert PROXY_FOR_AT_MOST == 2


def test_payouts_come_back_from_their_bodies() -> None:
    for fact in (
        Payout(SHEET, PAYEE, Amount(27_770), "yape", "paper", operation="00412377"),
        Payout(
            SHEET, PAYEE, Amount(20), "cash", "mark", USER, ADVANCE, None, RecordId("TABLET-8"), RecordId("TABLET-9"),
            "child_care", SideHash("a" * 64), SideHash("b" * 64),
        ),
        SuspenseDecided(RecordId("TABLET-30"), "same_payment"),
        RecoveryDecided(PAYEE, RecordId("TABLET-5"), "waive"),
    ):  # fmt: skip
        assert fact_from(type(fact), body_of(fact)) == fact


@pytest.mark.parametrize(
    ("field", "value"),
    [("centimos", -10), ("way", "cheque"), ("acknowledged", "said so"), ("proxy_reason", "lazy"), ("witness", "Rosa")],
)
def test_what_cannot_be_a_payout_is_not_read(field: str, value: object) -> None:
    body = body_of(Payout(SHEET, PAYEE, Amount(20), "cash", "mark"))
    with pytest.raises(UnreadableBody, match=field):
        fact_from(Payout, {**body, field: value})
