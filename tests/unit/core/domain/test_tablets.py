import pytest

from core.domain.bodies import Count, UnreadableBody, body_of, fact_from
from core.domain.records import RecordId
from core.domain.tablets import TabletEnrolled, TabletRevoked

COMMITTEE, USER = RecordId("OFFICE-3"), RecordId("OFFICE-4")


def test_a_tablet_is_let_in_for_committees_and_users() -> None:
    enrolled = TabletEnrolled("7KQ2MX", "00" * 32, "Tableta 1", (COMMITTEE,), (USER,))
    assert fact_from(TabletEnrolled, body_of(enrolled)) == enrolled


def test_a_tablet_for_nobody_is_unreadable() -> None:
    with pytest.raises(UnreadableBody, match="users is missing"):
        fact_from(TabletEnrolled, body_of(TabletEnrolled("7KQ2MX", "00" * 32, "Tableta 1", (COMMITTEE,), ())))


def test_a_tablet_may_be_shut_out_before_it_said_anything() -> None:
    revoked = TabletRevoked("7KQ2MX", Count(0), "stolen")
    assert fact_from(TabletRevoked, body_of(revoked)) == revoked
