"""The opinion on verdicts: questions, never disagreements."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest

from tests.tidy.source import ROOT
from tests.unit.verifier.story import TABLET, Story
from verifier.desk import Desk
from verifier.opinion import CHECKS, FIRM_RULES, NOT_LOOKED_AT, Question, findings, questions


def desk_of(story: Story) -> Desk:
    books = story.books()
    assert isinstance(books, Desk)
    return books


def found(story: Story, record: str) -> set[tuple[str, str, str]]:
    return {(rule, action, member) for (target, rule, member), action in findings(desk_of(story)).items()
            if target == record}  # fmt: skip


def rules(story: Story, record: str) -> set[str]:
    return {rule for rule, _, _ in found(story, record)}


def test_a_workday_with_nobody_is_asked_about_until_the_log_says_it() -> None:
    story = Story()
    empty = story.say("workday", committee=story.committee, activity="planting")
    asked = {(one.target, one.rule): one for one in questions(desk_of(story))}
    assert asked[empty, "workday_empty"] == Question(empty, "workday_empty", "", "", "warn", firm=True)
    story.say("verdict", target=empty, action="warn", rule="workday_empty", rule_version=1)
    assert (empty, "workday_empty") not in {(one.target, one.rule) for one in questions(desk_of(story))}


def test_a_verdict_that_nothing_explains_is_asked_about_but_not_what_a_person_decided() -> None:
    story = Story()
    record = story.planting(story.unit(), 10, people=[{"member": story.member(), "count": 10}])
    said = {"target": record, "action": "hold", "rule": "person_twice", "rule_version": 1}
    story.say("verdict", **said)
    assert Question(record, "person_twice", "", "hold", "", firm=False) in set(questions(desk_of(story)))
    story.say("verdict", decided_by="C01", **said)
    assert "person_twice" not in {one.rule for one in questions(desk_of(story))}


def test_what_is_said_to_be_firm_is_what_the_rule_book_marks() -> None:
    part = (ROOT / "docs" / "rules.md").read_text("utf-8").partition("\n## 8. ")[2]
    assert set(re.findall(r"`(\w+)`(?: \(\d+\))? \*", part)) == FIRM_RULES


def too_dense(story: Story) -> str:
    unit, member = story.unit(), story.member()
    story.planting(unit, 1_111, people=[{"member": member, "count": 1}])
    return story.planting(unit, 112, people=[{"member": member, "count": 1}])


def lost_too_many(story: Story) -> str:
    unit = story.unit()
    story.planting(unit, 100, people=[{"member": story.member(), "count": 1}])
    story.say("loss_event", committee=story.committee, unit=unit, cause="fire", trees=60)
    return story.say("loss_event", committee=story.committee, unit=unit, cause="frost", trees=41)


def planted(story: Story) -> str:
    return story.planting(story.unit(), 100, people=[{"member": story.member(), "count": 99}])


def fast(story: Story) -> str:
    return story.planting(story.unit(), 151, people=[{"member": story.member(), "count": 151}])


def group_too_fast(story: Story) -> str:
    present = [{"member": story.member(), "half_days": 1}]
    day = story.say("workday", committee=story.committee, activity="planting", present=present)
    return story.planting(story.unit(), 76, workdays=[day])


def twice(story: Story) -> str:
    member = story.member()
    return story.planting(story.unit(), 2, people=[{"member": member, "count": 1}] * 2)


def above_pricked_out(story: Story) -> str:
    story.say("pricked_out", batch=story.batch, count=100)
    return story.accepted(101, story.member())


def lower(story: Story) -> str:
    story.accepted(101, story.member())
    return story.accepted(100, story.member(2), day="2014-03-02")


def late(story: Story) -> str:
    return story.say("dispatched", batch=story.batch, count=1, day="2014-03-01")


def ahead(story: Story) -> str:
    return story.say("dispatched", batch=story.batch, count=1, day="2014-06-01")


def in_another_committee(story: Story) -> str:
    other = story.say("committee", code="K2", name="Cajas", community=story.community)
    return story.say("workday", origin=TABLET, committee=other, activity="planting")


def without_rate(story: Story) -> str:
    return story.planting(story.unit(), 1, day="2012-12-31", people=[{"member": story.member(), "count": 1}])


def of_a_stranger(story: Story) -> str:
    return story.planting(story.unit(), 1, people=[{"member": "TABLET-77", "count": 1}])


def too_much(story: Story) -> str:
    return story.say("dispatched", batch=story.batch, count=1)


def without_certificate(story: Story) -> str:
    lot = story.say("seed_lot", code="L2", species=story.species, source="seed")
    return story.say(
        "batch_started", committee=story.committee, species=story.species, seed_lot=lot, code="B2", method="seed_bed"
    )


@pytest.mark.parametrize(
    ("tell", "rule"),
    [
        (planted, "people_count_differs"), (planted, "planted_above_dispatched"), (fast, "person_too_fast"),
        (group_too_fast, "group_too_fast"), (twice, "person_twice"), (above_pricked_out, "ready_above_pricked_out"),
        (above_pricked_out, "not_closed"), (lower, "acceptance_below"), (late, "recorded_late"), (ahead, "day_ahead"),
        (in_another_committee, "other_committee"), (without_rate, "rate_missing"), (without_rate, "day_too_early"),
        (of_a_stranger, "member_unknown"), (too_much, "taken_above_ready"),
        (without_certificate, "seed_certificate_missing"), (too_dense, "density_above_target"),
        (lost_too_many, "lost_above_standing"),
    ],
)  # fmt: skip
def test_what_the_checks_find(tell: Callable[[Story], str], rule: str) -> None:
    story = Story()
    assert rule in rules(story, tell(story))


def test_what_was_planted_twice_is_suspected_on_both_sides() -> None:
    story = Story()
    member, unit = story.member(), story.unit()
    one = story.planting(unit, 100, people=[{"member": member, "count": 100}])
    other = story.planting(unit, 300, day="2014-03-02", people=[{"member": member, "count": 100}])
    away = story.planting(unit, 100, day="2014-03-04", people=[{"member": member, "count": 100}])
    suspects = [record for record in (one, other, away) if "duplicate_suspect" in rules(story, record)]
    assert suspects == [one, other]


def test_what_is_not_looked_at_is_never_asked_about() -> None:
    assert not FIRM_RULES & NOT_LOOKED_AT
    story = Story()
    record = planted(story)
    story.say("verdict", target=record, action="hold", rule="water_too_near", rule_version=1)
    assert "water_too_near" not in {one.rule for one in questions(desk_of(story))}
    assert len(CHECKS) == 11
