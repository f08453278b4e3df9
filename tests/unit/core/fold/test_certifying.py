"""What is said of units for certifiers: things of their unit's committee that pay nobody and move no total; a tablet
that does not know the kinds keeps the records and goes on.
"""

from __future__ import annotations

from typing import Any

from core.domain.bodies import Count, Day, body_of
from core.domain.certifying import Excluded, UnitCertified, UnitDescribed
from core.domain.records import encode_record
from core.fold.facts import thing_fact
from core.fold.money_rows import Item, JournalLine
from core.fold.rows import Thing, Total
from tests.fakes.older import not_knowing
from tests.fakes.programme import BEGAN_ON, Village
from tests.fakes.state import Follower, MemoryState

LATER_KINDS = ("unit_described", "unit_certified")


def description(village: Village, *excluded: int) -> UnitDescribed:
    parts = tuple(Excluded("rock", Count(area)) for area in excluded)
    return UnitDescribed(village.unit, Day(BEGAN_ON), "fallow", ("clearing", "holes"), parts)


def certificate(village: Village) -> UnitCertified:
    return UnitCertified(village.unit, "Gold Standard", "certified", Day(BEGAN_ON), "GS-1")


def test_they_are_things_about_their_unit_and_of_its_committee(village: Village, state: Follower) -> None:
    stated = {village.office.say(fact): fact for fact in (description(village, 500), certificate(village))}
    state.follow()
    for record, fact in stated.items():
        row, thing = state.effective(record), state.get(Thing, record)
        assert (row.status, row.subject, row.committee, row.count) == ("live", village.unit, village.committee, 0)
        assert thing is not None
        assert (thing.kind, thing.committee, thing_fact(thing)) == (fact.kind, village.committee, fact)


def test_they_pay_nobody_and_count_for_nothing(village: Village, state: Follower) -> None:
    village.tablet.say(village.planting(100, people={village.members[0]: 100}))
    before = [len(state.follow().rows(shape)) for shape in (Item, JournalLine)], sorted(map(str, state.rows(Total)))
    village.office.say(description(village, 500))
    village.office.say(certificate(village))
    after = [len(state.follow().rows(shape)) for shape in (Item, JournalLine)], sorted(map(str, state.rows(Total)))
    assert after == before


def test_the_office_alone_says_it(village: Village, state: Follower) -> None:
    said = [village.tablet.say(fact) for fact in (description(village), certificate(village))]
    state.follow()
    assert [state.effective(record).status for record in said] == ["no_effect"] * 2
    assert state.find(Thing, "unit_described") == []


def test_it_is_corrected_and_taken_back_like_all_else(village: Village, state: Follower) -> None:
    record = village.office.say(description(village, 500))
    village.office.replace(record, description(village, 700))
    thing = state.follow().get(Thing, record)
    assert thing is not None
    assert thing_fact(thing) == description(village, 700)
    village.office.void(record)
    thing = state.follow().get(Thing, record)
    assert thing is not None
    assert (thing.status, state.effective(record).status) == ("void", "void")


def test_who_does_not_know_the_kinds_keeps_the_records_and_understands_them_later(village: Village) -> None:
    said: dict[str, Any] = {village.office.say(one): one for one in (description(village, 500), certificate(village))}
    first = next(iter(said))
    correction = village.office.replace(first, description(village, 800))
    planting = village.tablet.say(village.planting(100, people={village.members[0]: 100}))
    with not_knowing(*LATER_KINDS):
        old = MemoryState().load(village.feed.entries)
    # What was corrected cannot be read any more than what it says since.
    assert [old.effective(record).status for record in said] == ["unreadable", "unknown"]
    assert [old.find(Thing, kind) for kind in LATER_KINDS] == [[], []]
    assert old.effective(planting).centimos == 5_000
    for record, fact in said.items():
        kept = old.record(record)
        assert kept is not None
        assert (kept.body, encode_record(kept)) == (body_of(fact), old.log[record])
    new = MemoryState().load(village.feed.entries)
    thing = new.get(Thing, first)
    assert thing is not None
    assert (thing_fact(thing), new.effective(first).version) == (description(village, 800), correction)
    assert new.effective(planting).centimos == 5_000
