"""What the checks draw from many records at once is what comparing each with each gives, and takes no longer for it."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.domain.attendance import HALF_DAYS_IN_A_DAY, Workday, half_days
from core.domain.bodies import Count
from core.domain.calendar import add_days
from core.domain.checks import check_all
from core.domain.checks.crews import code_of, members_of, people_of, workday_ids, workdays_named
from core.domain.checks.duplicates import not_recorded_twice
from core.domain.checks.finding import Finding, Subject, hold, hold_if_paid, hold_share, listed
from core.domain.checks.known import ANYTHING, NamedWorkday, T
from core.domain.checks.overlaps import Likeness, Overlaps
from core.domain.checks.pace import group_keeps_pace, person_keeps_pace
from core.domain.kinds import KINDS
from core.domain.nurseries import BatchStock, PersonCount, PrickedOut, ReadyAccepted
from core.domain.plantings import Planting, Replanting
from core.domain.records import RecordId
from tests.fakes.known import (
    ANA,
    BATCH,
    BEA,
    CLOTILDE,
    COMMITTEE,
    DAY,
    DAY_AFTER,
    DAY_BEFORE,
    OTHER_COMMITTEE,
    UNIT,
    WORKDAY,
    FakeKnown,
    accepted,
    planting,
    subject,
    workday,
)

PEOPLE = (ANA, BEA, CLOTILDE)
LISTS = tuple(RecordId(f"TABLET-{number}") for number in range(1, 7))
ABSENT = RecordId("TABLET-9")
PACES = {
    Planting.kind: ("plantings_per_person_day", (Planting.kind, Replanting.kind)),
    Replanting.kind: ("plantings_per_person_day", (Planting.kind, Replanting.kind)),
    PrickedOut.kind: ("pricked_out_per_person_day", (PrickedOut.kind,)),
}


@dataclass
class Remembering(FakeKnown):
    """It remembers what a check has worked out, as the real one does, and counts what it was asked."""

    asked: int = 0
    remembered: dict[tuple[str, ...], Any] = field(default_factory=dict)

    def once(self, name: tuple[str, ...], work: Callable[[], T]) -> T:
        if name not in self.remembered:
            self.remembered[name] = work()
        answer: T = self.remembered[name]
        return answer

    def workday(self, identifier: str) -> NamedWorkday | None:
        self.asked += 1
        return super().workday(identifier)

    def records(self, kind: str, day: str, committee: str, about: str, without: str) -> Sequence[Subject]:
        found = super().records(kind, day, committee, about, without)
        self.asked += len(found)
        return found

    # The fake insists on the one record that most tests judge; here it is any.

    def stock(self, batch: str, without: str) -> BatchStock:
        return self.stocks[batch]

    def planted_later(self, batch: str, subject: str) -> int:
        return 0

    def planted(self, unit: str, day: str, without: str) -> int:
        return 0


# The rules as they read when every record is compared with every other one


def plain_duplicates(mine: Subject, known: FakeKnown) -> Iterator[Finding]:
    kind = KINDS[mine.kind]
    members = members_of(mine, known).keys()
    about = getattr(mine.fact, kind.subject)
    around = [mine.happened_on] if isinstance(mine.fact, Workday) else _around(mine.happened_on)
    suspects = [
        other.id
        for day in around
        for other in known.records(mine.kind, day, mine.committee, about, mine.id)
        if _counts_are_near(mine, other, known)
        and (
            set(workday_ids(mine.fact)).intersection(workday_ids(other.fact))
            or not members.isdisjoint(members_of(other, known))
        )
    ]
    if suspects:
        yield hold_if_paid(mine, "duplicate_suspect", other=listed(suspects), day=mine.happened_on)


def _around(day: str) -> list[str]:
    return [add_days(day, number) for number in (-1, 0, 1)]


def _counts_are_near(mine: Subject, other: Subject, known: FakeKnown) -> bool:
    if isinstance(mine.fact, Workday) or (people_of(mine.fact) and people_of(other.fact)):
        return True
    figures = [int(fact.total if isinstance(fact, ReadyAccepted) else fact.count) for fact in (mine.fact, other.fact)]
    percent = known.setting("duplicate_count_percent", mine.happened_on)
    return (max(figures) - min(figures)) * 100 <= max(figures) * percent


def plain_person_pace(mine: Subject, known: FakeKnown) -> Iterator[Finding]:
    if mine.kind not in PACES or not people_of(mine.fact):
        return
    setting, kinds = PACES[mine.kind]
    day, limit = mine.happened_on, known.setting(setting, mine.happened_on)
    others = [other.fact for kind in kinds for other in known.records(kind, day, mine.committee, ANYTHING, mine.id)]
    for member in dict.fromkeys(person.member for person in people_of(mine.fact)):
        facts = (mine.fact, *others)
        count = sum(person.count for fact in facts for person in people_of(fact) if person.member == member)
        if count > limit:
            name = code_of(member, known)
            yield hold_share("person_too_fast", member, name=name, count=count, limit=limit, day=day)


def plain_group_pace(mine: Subject, known: FakeKnown) -> Iterator[Finding]:
    if mine.kind not in PACES or people_of(mine.fact):
        return
    setting, kinds = PACES[mine.kind]
    named = workday_ids(mine.fact)
    together = {
        other.id: other.fact
        for identifier in named
        for other in known.records_naming(identifier, mine.id)
        if other.kind in kinds and not people_of(other.fact)
    }
    lists = {day.id: day for fact in (mine.fact, *together.values()) for day in workdays_named(fact, known)}
    if any(identifier not in lists or lists[identifier].fact is None for identifier in named):
        return
    per_person = known.setting(setting, mine.happened_on)
    count = mine.fact.count + sum(fact.count for fact in together.values())
    presence = _presence([day.fact for day in lists.values() if day.fact is not None], mine.kind)
    limit = presence * per_person // HALF_DAYS_IN_A_DAY
    if presence and count > limit:
        yield hold("group_too_fast", count=count, limit=limit, per_person=per_person)


def _presence(lists: Sequence[Workday], kind: str) -> int:
    planted = [day for day in lists if day.activity == "planting"] if kind != PrickedOut.kind else []
    number = sum(sum(half_days(day).values()) for day in planted)
    return number or sum(sum(half_days(day).values()) for day in lists)


# Any programme


FEW_PEOPLE = st.lists(st.sampled_from(PEOPLE), max_size=3)
COUNTS = st.integers(0, 40) | st.sampled_from([100, 101, 110, 111, 1_000, 10_000_000])


@st.composite
def facts(draw: st.DrawFn) -> Any:
    """One of the five kinds that can be recorded twice, with people, with workdays, with both or with neither."""
    kind = draw(st.sampled_from([Planting, Replanting, PrickedOut, ReadyAccepted, Workday]))
    if kind is Workday:
        return workday(*draw(FEW_PEOPLE), activity=draw(st.sampled_from(["planting", "holes"])))
    named = tuple(draw(st.lists(st.sampled_from([*LISTS, ABSENT]), max_size=3)))
    counted = tuple(PersonCount(who, Count(draw(st.integers(0, 90)))) for who in draw(FEW_PEOPLE))
    count = Count(draw(COUNTS))
    if kind is PrickedOut:
        return PrickedOut(BATCH, count, named)
    if kind is ReadyAccepted:
        return replace(accepted(count), workdays=named, people=counted)
    place = draw(st.sampled_from([UNIT, RecordId("OFFICE-77")]))
    done = planting(count, unit=place, workdays=named, people=counted)
    return done if kind is Planting else Replanting(*(getattr(done, name) for name in _FIELDS))


_FIELDS = ("committee", "unit", "species", "batch", "count", "workdays", "people", "position")


@st.composite
def programmes(draw: st.DrawFn) -> Remembering:
    known = Remembering(today="9999-12-31")
    known.settings["duplicate_count_percent"] = draw(st.sampled_from([0, 1, 10, 50, 99, 100, 250]))
    known.settings["plantings_per_person_day"] = draw(st.integers(1, 100))
    known.settings["largest_person_days"] = draw(st.sampled_from([1, 3, 20_000]))
    for identifier in LISTS:
        fact = draw(st.none() | st.builds(lambda who, what: workday(*who, activity=what), FEW_PEOPLE,
                    st.sampled_from(["planting", "holes"])))  # fmt: skip
        known.put_workday(identifier, fact)
    known.log = [
        subject(fact, draw(st.sampled_from([DAY_BEFORE, DAY, DAY_AFTER])), f"TABLET-{number}",
                committee=draw(st.sampled_from([COMMITTEE, COMMITTEE, OTHER_COMMITTEE])))
        for number, fact in enumerate(draw(st.lists(facts(), max_size=40)), start=95)
    ]  # fmt: skip
    return known


@given(programmes(), st.data())
def test_many_records_are_judged_as_if_each_were_compared_with_each(known: Remembering, data: st.DataObject) -> None:
    plain = FakeKnown(**{name: getattr(known, name) for name in ("settings", "workdays", "log")})
    typed = [subject(data.draw(facts()), identifier=name) for name in ("", "TABLET-95", "TABLET-96")]
    for mine in (*known.log, *typed):
        for check, rule in (
            (not_recorded_twice, plain_duplicates),
            (person_keeps_pace, plain_person_pace),
            (group_keeps_pace, plain_group_pace),
        ):
            assert list(check(mine, known)) == list(rule(mine, plain)), rule.__name__


def _likenesses(dice: random.Random, number: int) -> list[Likeness]:
    """So many records, in the order of their ids, whose figures lie close together."""
    ids = sorted(f"TABLET-{seq}" for seq in dice.sample(range(1, 2_000), number))
    return [
        Likeness(
            identifier,
            frozenset(dice.sample("ABCDEF", dice.randrange(4))),
            frozenset(dice.sample("GHI", dice.randrange(3))),
            dice.randrange(number),
            dice.random() < 0.3,
        )
        for identifier in ids
    ]


@pytest.mark.parametrize("number", [1, 64, 65, 300])
@pytest.mark.parametrize("percent", [0, 1, 7, 10, 100, 120])
def test_the_first_overlaps_are_found_among_hundreds(number: int, percent: int) -> None:
    dice = random.Random(number * 1_000 + percent)
    records = _likenesses(dice, number)
    index = Overlaps(records)
    for mine in (*records, *_likenesses(dice, 20 if number > 20 else 1)):
        expected = [
            one.id
            for one in records
            if one.id != mine.id
            and (one.members & mine.members or one.workdays & mine.workdays)
            and (
                (one.by_people and mine.by_people)
                or abs(one.figure - mine.figure) * 100 <= max(one.figure, mine.figure) * percent
            )
        ]
        assert index.of(mine, percent, 10) == expected[:10]
        assert index.of(mine, percent, number) == expected


def test_a_pace_forgets_the_workday_that_a_correction_no_longer_names() -> None:
    """Ten half-days of the other list would otherwise excuse what the two of this list cannot have done."""
    known = Remembering()
    known.settings["plantings_per_person_day"] = 100
    many = tuple(RecordId(f"OFFICE-{number}") for number in range(200, 210))
    known.put_workday(WORKDAY, workday(ANA, BEA))
    known.put_workday(LISTS[2], workday(*many))
    known.log = [subject(planting(150, workdays=(WORKDAY, LISTS[2]))), subject(planting(60), identifier="TABLET-95")]
    corrected = subject(planting(150))
    assert [finding.numbers for finding in group_keeps_pace(corrected, known)] == [
        {"count": 210, "limit": 200, "per_person": 100}
    ]
    assert list(group_keeps_pace(known.log[0], known)) == []


def _season(number: int, *, by_people: bool) -> Remembering:
    """So many plantings of one unit on one day, all by the same three people."""
    known = Remembering()
    who: dict[str, Any] = {"people": (PersonCount(ANA, Count(1)),), "workdays": ()} if by_people else {}
    known.log = [subject(planting(1 + index, **who), identifier=f"TABLET-{100 + index}") for index in range(number)]
    known.put_workday(WORKDAY, workday(*PEOPLE))
    return known


@pytest.mark.parametrize("by_people", [True, False])
def test_twice_as_many_records_ask_twice_as_much(by_people: bool) -> None:
    asked = []
    for number in (60, 120):
        known = _season(number, by_people=by_people)
        for mine in known.log:
            check_all(mine, known)
        asked.append(known.asked)
    assert asked[1] <= 2.1 * asked[0]
