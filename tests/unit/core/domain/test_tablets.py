import pytest

from core.domain.bodies import Count, UnreadableBody, body_of, fact_from
from core.domain.records import RecordId
from core.domain.tablets import Grant, TabletEnrolled, TabletRevoked, grant_in_force

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


def test_a_tablet_works_for_whom_the_first_live_enrolment_names() -> None:
    first, second = (
        TabletEnrolled("7KQ2MX", "00" * 32, "Tableta 1", (committee,), (USER,))
        for committee in (COMMITTEE, RecordId("OFFICE-5"))
    )
    assert grant_in_force([]) is None
    assert grant_in_force([(False, first), (False, second)]) == Grant()
    assert grant_in_force([(False, first), (True, second)]) == Grant(("OFFICE-5",), (USER,))
    assert grant_in_force([(True, first), (True, second)]) == Grant((COMMITTEE,), (USER,))
