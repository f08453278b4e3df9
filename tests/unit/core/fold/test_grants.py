"""Whom a tablet works for: as said when it was let in, as changed since, and as it was at a place in the feed."""

import pytest

from core.domain.records import RecordId
from core.domain.tablets import TabletEnrolled
from core.fold.grants import (
    Grant,
    grant_of,
    granted_since,
    served_committees,
    was_theirs_to_state,
    works_for,
)
from core.fold.rows import EffectiveRecord
from tests.fakes.programme import Tablet, Village
from tests.fakes.state import Follower


class Helper:
    """A second tablet, which the office lets in for the village and then changes its mind about."""

    def __init__(self, village: Village) -> None:
        self.village = village
        self.elsewhere = village.office.committee(village.community, "CR-02")
        self.tablet = Tablet("tablet 2", village.feed)
        self.enrolment = village.office.let_in(self.tablet, village.committee)

    def regrant(self, *committees: RecordId, users: tuple[RecordId, ...] | None = None) -> RecordId:
        origin, users = self.tablet.origin, committees[:1] if users is None else users
        return self.village.office.replace(
            self.enrolment, TabletEnrolled(origin, "00" * 32, "tablet", committees, users)
        )


@pytest.fixture
def helper(village: Village) -> Helper:
    return Helper(village)


def position(state: Follower, record: str) -> int:
    row = state.get(EffectiveRecord, record)
    assert row is not None
    assert row.position is not None
    return row.position


def test_a_tablet_works_for_whom_it_was_let_in_for(village: Village, helper: Helper, state: Follower) -> None:
    assert grant_of(state.follow(), helper.tablet.origin) == Grant((village.committee,), (village.committee,))
    assert works_for(state, helper.tablet.origin, village.committee)
    assert not works_for(state, helper.tablet.origin, helper.elsewhere)
    assert works_for(state, village.office.origin, helper.elsewhere)


def test_nothing_is_known_of_a_tablet_that_nobody_let_in(village: Village, state: Follower) -> None:
    stranger = Tablet("tablet 9", village.feed)
    record = stranger.workday(village.committee, {village.members[0]: 2})
    assert grant_of(state.follow(), stranger.origin) is None
    assert granted_since(state, stranger.origin, 0) == ()
    assert not was_theirs_to_state(state, record, village.committee)


def test_the_office_s_last_word_holds(village: Village, helper: Helper, state: Follower) -> None:
    helper.regrant(village.committee, helper.elsewhere)
    assert works_for(state.follow(), helper.tablet.origin, helper.elsewhere)
    helper.regrant(helper.elsewhere, users=(village.members[0],))
    assert grant_of(state.follow(), helper.tablet.origin) == Grant((helper.elsewhere,), (village.members[0],))
    assert not works_for(state, helper.tablet.origin, village.committee)


def test_no_tablet_changes_its_own_grant(village: Village, helper: Helper, state: Follower) -> None:
    fact = TabletEnrolled(helper.tablet.origin, "00" * 32, "tablet", (helper.elsewhere,), ())
    helper.tablet.replace(helper.enrolment, fact, seen=helper.enrolment)
    assert grant_of(state.follow(), helper.tablet.origin) == Grant((village.committee,), (village.committee,))


def test_what_was_said_before_a_committee_was_withdrawn_stays_theirs(
    village: Village, helper: Helper, state: Follower
) -> None:
    before = helper.tablet.workday(village.committee, {village.members[0]: 2})
    helper.regrant(helper.elsewhere)
    after = helper.tablet.workday(village.committee, {village.members[0]: 2})
    state.follow()
    assert was_theirs_to_state(state, before, village.committee)
    assert not was_theirs_to_state(state, after, village.committee)


def test_a_committee_that_is_granted_later_covers_what_was_said_before(
    village: Village, helper: Helper, state: Follower
) -> None:
    record = helper.tablet.workday(helper.elsewhere, {village.members[0]: 2})
    assert not was_theirs_to_state(state.follow(), record, helper.elsewhere)
    helper.regrant(village.committee, helper.elsewhere)
    assert was_theirs_to_state(state.follow(), record, helper.elsewhere)


def test_a_committee_granted_and_withdrawn_again_covers_what_was_said_in_between(
    village: Village, helper: Helper, state: Follower
) -> None:
    early = helper.tablet.workday(helper.elsewhere, {village.members[0]: 2})
    helper.regrant(village.committee, helper.elsewhere)
    between = helper.tablet.workday(helper.elsewhere, {village.members[0]: 2})
    helper.regrant(village.committee)
    late = helper.tablet.workday(helper.elsewhere, {village.members[0]: 2})
    state.follow()
    said = [was_theirs_to_state(state, record, helper.elsewhere) for record in (early, between, late)]
    assert said == [False, True, False]


def test_what_nobody_else_has_seen_is_judged_by_how_it_is_now(
    village: Village, helper: Helper, state: Follower
) -> None:
    assert not was_theirs_to_state(state.follow(), f"{helper.tablet.origin}-99", helper.elsewhere)
    assert was_theirs_to_state(state, f"{helper.tablet.origin}-99", village.committee)


def test_an_enrolment_that_was_taken_back_grants_nothing(village: Village, helper: Helper, state: Follower) -> None:
    record = helper.tablet.workday(village.committee, {village.members[0]: 2})
    voided = village.office.void(helper.enrolment)
    assert grant_of(state.follow(), helper.tablet.origin) == Grant()
    assert not was_theirs_to_state(state, record, village.committee)
    assert granted_since(state, helper.tablet.origin, position(state, voided)) == ()
    helper.regrant(village.committee)
    assert works_for(state.follow(), helper.tablet.origin, village.committee)
    assert granted_since(state, helper.tablet.origin, position(state, voided)) == (village.committee,)


def test_a_tablet_is_told_of_what_it_was_granted_since(village: Village, helper: Helper, state: Follower) -> None:
    enrolled = position(state.follow(), helper.enrolment)
    correction = helper.regrant(village.committee, helper.elsewhere)
    at = position(state.follow(), correction)
    assert granted_since(state, helper.tablet.origin, enrolled) == (helper.elsewhere,)
    assert granted_since(state, helper.tablet.origin, at - 1) == (helper.elsewhere,)
    assert granted_since(state, helper.tablet.origin, at) == ()
    # Before it was let in it is told of everything by the record that does so.
    assert granted_since(state, helper.tablet.origin, enrolled - 1) == ()


def test_a_committee_that_was_taken_back_has_no_names_for_anybody(
    village: Village, helper: Helper, state: Follower
) -> None:
    both = (village.committee, helper.elsewhere)
    assert served_committees(state.follow(), both) == both
    village.office.void(helper.elsewhere)
    assert served_committees(state.follow(), both) == (village.committee,)
    assert served_committees(state, (f"{village.office.origin}-99",)) == (f"{village.office.origin}-99",)
