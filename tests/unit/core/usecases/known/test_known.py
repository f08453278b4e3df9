from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from core.domain.attendance import Workday
from core.domain.bodies import Count, Day
from core.domain.checks import check_all
from core.domain.checks.finding import Subject
from core.domain.checks.known import ANYTHING, Known
from core.domain.nurseries import BatchStock, Dispatched, PrickedOut, Received, SaplingsLost, Transferred
from core.domain.people import MemberConfirmed, Officer
from core.domain.plantings import OpeningPlanted
from core.domain.plots import CycleOpened, Point, WaterBody
from core.domain.programme import Setting
from core.domain.records import RecordId
from core.fold.rows import EffectiveRecord
from core.usecases.known.known import KnownFromState, subject_of
from tests.fakes.programme import BEGAN_ON, TODAY, Village, found_village, workday
from tests.fakes.state import MemoryState

YESTERDAY, TOMORROW = "2026-03-05", "2026-03-07"
NOBODY = RecordId("AAAAAA-99")


@pytest.fixture
def village() -> Village:
    return found_village()


def loaded(village: Village) -> MemoryState:
    return MemoryState().load(village.feed.entries)


def known_of(village: Village, births: dict[str, str] | None = None) -> Known:
    known = births or {}
    return KnownFromState(loaded(village), lambda members: {who: known[who] for who in members if who in known}, TODAY)


def say(village: Village, *facts: Any, day: str = TODAY) -> list[RecordId]:
    return [village.tablet.say(fact, day) for fact in facts]


def pine_moves(village: Village) -> list[Any]:
    batch = village.batch
    return [PrickedOut(batch, Count(1000)), SaplingsLost(batch, Count(50), "growing", "frost"),
            Dispatched(batch, Count(300)), Received(batch, Count(20))]  # fmt: skip


def judged(village: Village, identifier: str) -> list[str]:
    state = loaded(village)
    record = subject_of(state, state.effective(identifier))
    assert record is not None
    return sorted(finding.rule for finding in check_all(record, KnownFromState(state, lambda _: {}, TODAY)))


# Facts and figures


def test_things_are_found_by_their_kind(village: Village) -> None:
    known = known_of(village)
    for found, code in (
        (known.batch(village.batch), "L-01"),
        (known.unit(village.unit), "U-01"),
        (known.species(village.species), "PP"),
        (known.seed_lot(village.lot), "S-01"),
        (known.member(village.members[0]), "M-01"),
    ):
        assert found is not None
        assert found.code == code
    assert known.species(village.unit) is None
    assert known.member(NOBODY) is None


def test_what_is_void_is_not_known(village: Village) -> None:
    village.office.void(village.unit)
    assert known_of(village).unit(village.unit) is None


def test_a_setting_holds_from_its_day(village: Village) -> None:
    village.office.say(Setting("water_strip_m", 50, Day(TODAY)))
    known = known_of(village)
    assert (known.setting("water_strip_m", YESTERDAY), known.setting("water_strip_m", TODAY)) == (30, 50)


def test_the_programme_began_when_its_first_record_says(village: Village) -> None:
    assert known_of(village).programme_began_on == BEGAN_ON
    assert KnownFromState(MemoryState(), lambda _: {}, TODAY).programme_began_on == ""


def test_water_bodies_are_all_there(village: Village) -> None:
    water = WaterBody("Q-01", "Quebrada Honda", (Point(0, 0), Point(0, 9)))
    village.office.say(water)
    assert known_of(village).water_bodies() == [water]


def test_all_units_are_there_whosever_they_are(village: Village) -> None:
    assert {unit.code for unit in known_of(village).all_units()} >= {known_of(village).unit(village.unit).code}


def test_a_rate_is_the_one_of_the_day(village: Village) -> None:
    known = known_of(village)
    rate = known.rate("tree_planted", TODAY, village.species, village.committee)
    assert rate is not None
    assert rate.id == village.planted_rate
    assert known.rate("tree_replanted", TODAY, village.species, village.committee) is None
    assert known.rate("tree_planted", "2025-12-31", village.species, village.committee) is None


def test_births_come_from_outside(village: Village) -> None:
    known = known_of(village, {village.members[0]: "1980"})
    assert known.births_of(village.members[:2]) == {village.members[0]: "1980"}


def test_whom_the_office_added_or_confirmed_is_confirmed(village: Village) -> None:
    newcomer, other = village.tablet.member(village.committee, "M-50"), village.tablet.member(village.committee, "M-51")
    confirmation = village.office.say(MemberConfirmed(newcomer))
    known = known_of(village)
    assert [known.is_confirmed(who) for who in (village.members[0], newcomer, other, NOBODY, "")] == [
        True, True, False, False, False,
    ]  # fmt: skip
    village.office.void(confirmation)
    assert not known_of(village).is_confirmed(newcomer)


def test_officers_have_a_committee_and_days(village: Village) -> None:
    ana, bea = village.members[:2]
    village.office.say(Officer(village.committee, ana, "president", Day(YESTERDAY), Day(TODAY)))
    known = known_of(village)
    assert known.is_officer(ana, village.committee, TODAY)
    assert not known.is_officer(ana, village.committee, TOMORROW)
    assert not known.is_officer(bea, village.committee, TODAY)
    assert not known.is_officer(ana, NOBODY, TODAY)


# Sums, without the record under judgement


def test_sums_of_a_batch_are_the_same_before_and_after_folding(village: Village) -> None:
    say(village, *pine_moves(village))
    before = known_of(village).stock(village.batch, "")
    assert before == BatchStock(pricked_out=1000, dead=50, dispatched=300, received=20)
    for fact in (*pine_moves(village), village.planting(90, people={village.members[0]: 90}), village.accepted(500)):
        (mine,) = say(village, fact)
        known = known_of(village)
        assert known.stock(village.batch, mine) == before
        assert known.stock(village.batch, "") != before
        village.tablet.void(mine)


def test_a_transfer_is_left_out_of_both_batches(village: Village) -> None:
    other = village.office.batch(village.committee, village.species, village.lot, "L-02")
    (mine,) = say(village, Transferred(village.batch, other, Count(40)))
    known = known_of(village)
    assert (known.stock(village.batch, mine), known.stock(other, mine)) == (BatchStock(), BatchStock())
    assert known.stock(other, "").transferred_in == 40


def test_without_an_acceptance_the_others_reach_their_totals(village: Village) -> None:
    first, second = say(village, village.accepted(1240), village.accepted(1900))
    known = known_of(village)
    assert known.stock(village.batch, "").ready == 1900
    assert known.stock(village.batch, first).ready == 1900
    assert known.stock(village.batch, second).ready == 1240


def test_accepted_counts_up_to_the_day_and_from_the_opening_on(village: Village) -> None:
    batch = village.office.opening_batch(village.committee, village.species, village.lot, ready=800)
    totals = {"2026-03-01": 1240, TODAY: 1900}
    ids = [village.tablet.say(replace(village.accepted(total), batch=batch), day) for day, total in totals.items()]
    known = known_of(village)
    assert known.accepted(batch, "2026-02-28", "") == 800
    assert known.accepted(batch, YESTERDAY, "") == 1240
    assert known.accepted(batch, TODAY, "") == 1900
    assert known.accepted(batch, TODAY, ids[1]) == 1240
    assert known.stock(batch, "").ready == 1900


def test_trees_of_a_unit_include_those_of_the_opening(village: Village) -> None:
    opening = OpeningPlanted(village.committee, village.unit, village.species, Count(200), Day("2019-02-01"), "Acta 12")
    opened = village.office.say(opening)
    first, second = say(village, village.planting(90), village.planting(10))
    say(village, village.replanting(5, ()))
    known = known_of(village)
    assert known.planted(village.unit, TODAY, "") == 300
    assert [known.planted(village.unit, TODAY, mine) for mine in (first, second, opened)] == [210, 290, 100]
    assert known.planted(NOBODY, TODAY, "") == 0


def test_a_new_cycle_counts_afresh(village: Village) -> None:
    opening = OpeningPlanted(village.committee, village.unit, village.species, Count(200), Day("2019-02-01"), "Acta 12")
    village.office.say(opening)
    (old,) = say(village, village.planting(90), day="2026-02-01")
    void, new = say(village, village.planting(33), village.planting(10))
    village.tablet.void(void)
    village.office.say(CycleOpened(village.unit, Day("2026-03-01"), "fire"))
    village.office.say(CycleOpened(NOBODY, Day("2026-01-15"), "fire"))
    known = known_of(village)
    assert known.planted(village.unit, TODAY, "") == 10
    assert known.planted(village.unit, "2026-03-01", new) == 0
    assert known.planted(village.unit, "2026-02-28", "") == 290
    assert known.planted(village.unit, "2026-02-28", old) == 200


# Workdays and other records


def test_a_workday_is_unknown_void_or_there(village: Village) -> None:
    present = {village.members[0]: 2}
    there, void = (village.tablet.workday(village.committee, present) for _ in range(2))
    village.tablet.void(void)
    (planting,) = say(village, village.planting(10))
    known = known_of(village)
    found = known.workday(there)
    assert found is not None
    assert (found.id, found.committee, found.happened_on) == (there, village.committee, TODAY)
    assert found.fact == workday(village.committee, present)
    gone = known.workday(void)
    assert gone is not None
    assert gone.fact is None
    assert known.workday(NOBODY) is None
    assert known.workday(planting) is None


def test_presence_in_other_committees_on_the_day(village: Village) -> None:
    ana, bea = village.members[:2]
    neighbours = village.office.committee(village.community, "CR-02")
    village.tablet.workday(village.committee, {ana: 2})
    there = village.tablet.workday(neighbours, {ana: 2})
    village.tablet.workday(neighbours, {bea: 2}, YESTERDAY)
    known = known_of(village)
    assert list(known.present_elsewhere(ana, TODAY, village.committee)) == [there]
    assert list(known.present_elsewhere(bea, TODAY, village.committee)) == []
    assert list(known.present_elsewhere(bea, YESTERDAY, village.committee)) != []


def test_records_of_a_kind_day_committee_and_thing(village: Village) -> None:
    first, second, void = say(village, village.planting(1), village.planting(2), village.planting(3))
    village.tablet.void(void)
    (yesterday,) = say(village, village.planting(4), day=YESTERDAY)
    known = known_of(village)

    def ids(
        day: str = TODAY, committee: str = village.committee, about: str = village.unit, without: str = ""
    ) -> list[str]:
        return sorted(record.id for record in known.records("planting", day, committee, about, without))

    assert ids() == ids(about=ANYTHING) == sorted([first, second])
    assert ids(day=YESTERDAY) == [yesterday]
    assert ids(without=first) == [second]
    assert ids(committee=NOBODY) == ids(about=NOBODY) == []


def test_records_that_name_a_workday(village: Village) -> None:
    named = village.tablet.workday(village.committee, village.everyone())
    first, void = say(village, village.planting(1, workdays=(named,)), village.planting(2, workdays=(named,)))
    village.tablet.void(void)
    known = known_of(village)
    assert [record.id for record in known.records_naming(named, "")] == [first]
    assert list(known.records_naming(named, first)) == []
    assert list(known.records_naming(NOBODY, "")) == []


def test_a_corrected_record_is_judged_as_it_stands(village: Village) -> None:
    (identifier,) = say(village, village.planting(10))
    village.tablet.replace(identifier, village.planting(20), day=YESTERDAY)
    state = loaded(village)
    record = subject_of(state, state.effective(identifier))
    assert isinstance(record, Subject)
    assert (record.id, record.happened_on, record.fact.count) == (identifier, YESTERDAY, 20)
    assert record.committee == village.committee


def test_a_void_record_is_not_judged(village: Village) -> None:
    (identifier,) = say(village, village.planting(10))
    village.tablet.void(identifier)
    state = loaded(village)
    row = state.get(EffectiveRecord, identifier)
    assert row is not None
    assert subject_of(state, row) is None


# Through all checks


def test_a_season_in_order_has_no_findings(village: Village) -> None:
    ana = village.members[0]
    village.office.say(Officer(village.committee, ana, "president", Day(BEGAN_ON)))
    nursery = replace(workday(village.committee, village.everyone(), "nursery"), closed_by=ana)
    fields = replace(workday(village.committee, village.everyone()), closed_by=ana)
    in_nursery, in_field = say(village, nursery, fields)
    ids = say(
        village,
        PrickedOut(village.batch, Count(1000), (in_nursery,)),
        replace(village.accepted(900, workdays=(in_nursery,)), closed_by=ana),
        Dispatched(village.batch, Count(450)),
        village.planting(450, workdays=(in_field,)),
    )
    assert [judged(village, identifier) for identifier in (in_nursery, in_field, *ids)] == [[]] * 6


def test_a_planting_entered_on_two_tablets_is_suspect_on_both(village: Village) -> None:
    named = village.tablet.workday(village.committee, village.everyone())
    say(village, PrickedOut(village.batch, Count(2000)), village.accepted(2000), Dispatched(village.batch, Count(450)))
    both = say(village, village.planting(200, workdays=(named,)), village.planting(210, workdays=(named,)))
    assert [judged(village, identifier) for identifier in both] == [["duplicate_suspect"]] * 2


def test_an_empty_workday_holds_what_names_it(village: Village) -> None:
    (empty,) = say(village, Workday(village.committee, "planting"))
    (planting,) = say(village, village.planting(10, workdays=(empty,)))
    assert judged(village, empty) == ["not_closed", "workday_empty"]
    assert judged(village, planting) == ["named_workday_empty", "planted_above_dispatched"]
