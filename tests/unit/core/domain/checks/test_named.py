import pytest

from core.domain.attendance import Workday
from core.domain.bodies import Amount, Count
from core.domain.checks.known import KnownPayment
from core.domain.checks.named import stated_before_the_revocation
from core.domain.nurseries import Transferred
from core.domain.payouts import Payout
from core.domain.records import RecordId
from tests.fakes.known import (
    ANA,
    BATCH,
    COMMITTEE,
    SUBJECT,
    UNHEARD_OF,
    WORKDAY,
    FakeKnown,
    found,
    people,
    planting,
    subject,
    workday,
)


def test_what_a_tablet_says_of_a_committee_not_its_own_waits_for_the_office() -> None:
    known = FakeKnown()
    assert found(subject(planting()), known) == {}
    known.strangers = {(SUBJECT.partition("-")[0], COMMITTEE)}
    finding = found(subject(planting()), known)["other_committee"]
    assert (finding.action, finding.numbers) == ("hold", {"origin": SUBJECT.partition("-")[0]})


def test_an_unknown_batch_holds_the_record() -> None:
    finding = found(subject(planting(batch=UNHEARD_OF)), FakeKnown())["batch_unknown"]
    assert (finding.action, finding.numbers) == ("hold", {"batch": UNHEARD_OF})


def test_a_transfer_names_two_batches() -> None:
    fact = Transferred(BATCH, UNHEARD_OF, Count(10))
    assert found(subject(fact), FakeKnown())["batch_unknown"].numbers == {"batch": UNHEARD_OF}


def test_an_unknown_unit_holds_the_record() -> None:
    finding = found(subject(planting(unit=UNHEARD_OF)), FakeKnown())["unit_unknown"]
    assert (finding.action, finding.numbers) == ("hold", {"unit": UNHEARD_OF})


def test_a_workday_need_not_name_a_unit() -> None:
    assert found(subject(workday(ANA)), FakeKnown()) == {}
    with_unit = Workday(COMMITTEE, "planting", workday(ANA).present, unit=UNHEARD_OF, closed_by=ANA)
    assert set(found(subject(with_unit), FakeKnown())) == {"unit_unknown"}


def test_an_unknown_species_holds_the_record() -> None:
    findings = found(subject(planting(species=UNHEARD_OF)), FakeKnown())
    assert (findings["species_unknown"].action, findings["species_unknown"].numbers) == (
        "hold",
        {"species": UNHEARD_OF},
    )


def test_an_unknown_person_holds_their_own_share_alone() -> None:
    known = FakeKnown()
    del known.members[ANA]
    fact = planting(workdays=(), people=people(ana=60, bea=40))
    findings = found(subject(fact), known)
    assert set(findings) == {f"member_unknown {ANA}"}
    assert findings[f"member_unknown {ANA}"].numbers == {"name": ANA}


def test_an_unknown_person_on_a_named_workday_is_noticed() -> None:
    known = FakeKnown()
    known.put_workday(WORKDAY, workday(ANA, UNHEARD_OF))
    assert set(found(subject(planting()), known)) == {f"member_unknown {UNHEARD_OF}"}


def test_an_unknown_workday_holds_the_record() -> None:
    finding = found(subject(planting(workdays=(UNHEARD_OF, WORKDAY))), FakeKnown())["workday_unknown"]
    assert (finding.action, finding.numbers) == ("hold", {"workday": UNHEARD_OF})


def test_a_void_workday_holds_the_record() -> None:
    known = FakeKnown()
    known.put_workday(WORKDAY, None)
    findings = found(subject(planting()), known)
    assert (findings["workday_void"].action, findings["workday_void"].numbers) == (
        "hold",
        {"workday": WORKDAY},
    )


def test_several_unknown_workdays_are_one_finding() -> None:
    finding = found(subject(planting(workdays=(UNHEARD_OF, "TABLET-98"))), FakeKnown())["workday_unknown"]
    assert finding.numbers == {"workday": "TABLET-98, TABLET-99"}


@pytest.mark.parametrize(("last_seq", "held"), [(49, True), (50, False), (None, False)])
def test_what_a_revoked_tablet_hands_over_late_waits_for_a_person(last_seq: int | None, held: bool) -> None:
    known = FakeKnown(revoked={} if last_seq is None else {"TABLET": last_seq})
    assert ("tablet_was_revoked" in found(subject(planting()), known)) is held


def test_what_is_only_being_typed_has_no_origin_yet() -> None:
    record = subject(planting(), identifier="")
    assert list(stated_before_the_revocation(record, FakeKnown(revoked={"": 0}))) == []


def test_a_late_payout_of_a_revoked_tablet_is_a_matter_of_suspense_alone() -> None:
    known = FakeKnown(revoked={"TABLET": 49}, payments={SUBJECT: KnownPayment("suspense", "revoked", 1450, "", "")})
    payout = Payout(RecordId("OFFICE-30"), ANA, Amount(1450), "yape", "paper", operation="88")
    assert set(found(subject(payout), known)) == {"payout_in_suspense"}
