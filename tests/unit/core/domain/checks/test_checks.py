from dataclasses import replace
from datetime import date
from string import Formatter
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.domain.checks import CHECKS, check_all
from core.domain.checks.finding import RULE_VERSIONS, Finding, Subject
from core.domain.kinds import KINDS
from core.domain.nurseries import PrickedOut
from core.domain.records import LATEST_INSTANT_MS
from core.domain.texts.findings import FINDING_TEXTS
from core.domain.texts.problems import PROBLEM_TEXTS as TEXTS
from tests.fakes.known import (
    ANA,
    BATCH,
    BEA,
    COMMITTEE,
    DAY,
    NURSERY_DAY,
    SUBJECT,
    UNHEARD_OF,
    FakeKnown,
    accepted,
    batch,
    found,
    opening_batch,
    people,
    planting,
    subject,
    workday,
)

IN_ORDER = [
    subject(planting()),
    subject(planting(workdays=(), people=people(ana=60, bea=40))),
    subject(accepted()),
    subject(accepted(workdays=(), people=people(ana=600, bea=60))),
    subject(workday(ANA, BEA)),
    subject(batch()),
    subject(opening_batch(1000, 600, 300, 400)),
    subject(PrickedOut(BATCH, 900, (NURSERY_DAY,))),  # type: ignore[arg-type]
]


@pytest.mark.parametrize("record", IN_ORDER, ids=lambda record: record.kind)
def test_nothing_is_said_about_records_that_are_in_order(record: Subject) -> None:
    assert found(record, FakeKnown()) == {}


def test_every_finding_is_reported_and_none_hides_another() -> None:
    known = FakeKnown(today="2026-03-05", rates={})
    record = subject(planting(10_000, unit=UNHEARD_OF, species=UNHEARD_OF))
    assert set(found(record, known)) == {
        "unit_unknown", "species_unknown", "planted_above_dispatched", "batch_species_differs",
        "group_too_fast", "day_ahead", "rate_missing",
    }  # fmt: skip


def test_the_order_is_that_of_the_list() -> None:
    known = FakeKnown(today="2026-03-05", rates={})
    record = subject(planting(10_000))
    one_by_one = [finding for check in CHECKS for finding in check(record, known)]
    assert check_all(record, known) == one_by_one
    assert len(CHECKS) == len(set(CHECKS))


def test_a_record_that_is_only_typed_has_no_id_and_is_judged_alike() -> None:
    class Typing(FakeKnown):
        def planted(self, unit: str, day: str, without: str) -> int:
            assert without == ""
            return 1200

        def stock(self, batch: str, without: str):  # type: ignore[no-untyped-def]
            return self.stocks[batch]

    assert set(found(replace(subject(planting()), id=""), Typing())) == {"density_above_target"}


def test_a_rule_that_is_not_on_the_list_is_a_mistake_in_the_program() -> None:
    with pytest.raises(KeyError):
        Finding("bad_weather", "warn")


def test_a_finding_carries_the_version_of_its_rule() -> None:
    assert Finding("rate_missing", "hold", {"day": DAY}).rule_version == RULE_VERSIONS["rate_missing"]


def test_every_rule_has_its_sentences() -> None:
    assert FINDING_TEXTS.keys() == RULE_VERSIONS.keys()


@pytest.mark.parametrize("rule", FINDING_TEXTS)
def test_both_languages_show_the_same_figures(rule: str) -> None:
    spanish, english = ({part for _, part, _, _ in Formatter().parse(text) if part} for text in FINDING_TEXTS[rule])
    assert spanish == english


def test_sentences_of_findings_take_nothing_away_from_the_catalogue() -> None:
    assert FINDING_TEXTS.keys().isdisjoint(TEXTS)


FACTS = st.sampled_from(sorted(KINDS.keys() - {"replace", "verdict"})).flatmap(
    lambda kind: st.from_type(KINDS[kind].shape)
)


@given(FACTS, st.dates(), st.integers(0, LATEST_INSTANT_MS), st.booleans())
def test_no_fact_of_any_kind_stops_the_checks(fact: Any, day: date, recorded_at: int, empty: bool) -> None:
    known = FakeKnown()
    if empty:
        known = FakeKnown(batches={}, all_species={}, lots={}, units={}, members={}, workdays={}, rates={})
    record = Subject(SUBJECT, fact.kind, fact, day.isoformat(), recorded_at, COMMITTEE)
    names = [(finding.rule, finding.member) for finding in check_all(record, known)]
    assert len(names) == len(set(names))


def test_figures_too_large_for_the_log_are_told_as_the_largest_that_it_takes() -> None:
    finding = Finding("rate_missing", "hold", {"more": 2**60, "less": -(2**60), "day": "2014-12-03"})
    assert finding.numbers == {"more": 2**53 - 1, "less": -(2**53) + 1, "day": "2014-12-03"}
