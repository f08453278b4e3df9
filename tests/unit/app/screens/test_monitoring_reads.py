"""Units with what became of their trees, over the sample tablet's own file."""

import pytest

from core.domain.agreements import Agreement
from core.domain.bodies import Count, Day
from core.domain.plots import CycleOpened
from core.domain.problems import Problem
from core.domain.stands import Harvest, LossEvent
from core.domain.survival import RowCount, SurvivalCount, SurvivalDrawn
from core.domain.visits import Visit
from core.sync.turns.conversation import converse
from core.usecases.own_log import Statement, append_as_office
from core.usecases.tablet.correct import Change, void_record
from core.usecases.tablet.record import preview_fact, record_fact
from core.usecases.words import words_row
from tests.sample import copied_server


def keep(desk, fact, day="2014-12-03", **sides):
    rows = {name: words_row(text) for name, text in sides.items()}
    return record_fact(desk.store, desk.clock, "T01", fact, day, sides=rows)


def units(desk):
    with desk.store.reading() as session:
        return {view.unit.code: view for view in session.monitoring().units(desk.committee_id)}


def full_unit(desk):
    """A unit where trees stand from before the programme."""
    return next(view for view in units(desk).values() if len(view.species) == 1 and view.planted > 100)


def draw(desk, unit, rows_total=20, first=3, day="2014-12-03"):
    return keep(desk, SurvivalDrawn(desk.committee_id, unit, Count(5), Count(first), Count(rows_total)), day)


def count(desk, drawn, *rows, species=None, day="2014-12-03"):
    found = tuple(RowCount(Count(row), Count(alive), Count(dead)) for row, alive, dead in rows)
    return keep(desk, SurvivalCount(desk.committee_id, drawn, found, species), day)


def test_a_unit_that_nobody_has_counted(tablet):
    view = full_unit(tablet)
    assert (view.last, view.draw, view.lost, view.harvested, view.to_replant) == (None, None, 0, 0, 0)
    assert view.standing == view.planted == view.unit.planted
    assert units(tablet)["01-3"].species == ()


def test_a_draw_waits_for_its_count(tablet):
    unit = full_unit(tablet).unit
    drawn = draw(tablet, unit.id)
    view = units(tablet)[unit.code]
    assert (view.draw.id, view.draw.rows, view.draw.day) == (drawn, (3, 8, 13, 18), "2014-12-03")
    count(tablet, drawn, (3, 8, 2), (8, 9, 1), (13, 7, 3), (18, 10, 0))
    view = units(tablet)[unit.code]
    assert view.draw is None
    assert (view.last.share.per_mille, view.last.share.counted, view.last.rows_total) == (850, 40, 20)
    assert view.to_replant == (2 * view.planted * 6 + 40) // 80


def test_of_several_draws_the_first_waits_and_none_that_was_passed_over(tablet):
    unit = full_unit(tablet).unit
    first = draw(tablet, unit.id, day="2014-11-01")
    second = draw(tablet, unit.id, first=4, day="2014-11-02")
    assert units(tablet)[unit.code].draw.id == first
    count(tablet, second, (4, 9, 1), (9, 9, 1), (14, 9, 1), (19, 9, 1), day="2014-11-03")
    assert units(tablet)[unit.code].draw is None
    third = draw(tablet, unit.id)
    assert units(tablet)[unit.code].draw.id == third


def test_what_came_after_the_count_is_laid_upon_it(tablet):
    view = full_unit(tablet)
    unit, species = view.unit, view.species[0].species
    keep(tablet, LossEvent(tablet.committee_id, unit.id, "frost", Count(7)), "2014-11-20")
    count(
        tablet,
        draw(tablet, unit.id, day="2014-11-21"),
        (3, 90, 10),
        (8, 90, 10),
        (13, 90, 10),
        (18, 90, 10),
        day="2014-11-21",
    )
    dead = units(tablet)[unit.code].to_replant
    assert dead == (2 * view.planted + 10) // 20
    keep(tablet, LossEvent(tablet.committee_id, unit.id, "fire", Count(30), species))
    keep(tablet, LossEvent(tablet.committee_id, unit.id, "cattle", Count(4)))
    keep(tablet, Harvest(tablet.committee_id, unit.id, species, "poles", Count(12)))
    after = units(tablet)[unit.code]
    assert (after.lost, after.harvested) == (41, 12)
    assert after.to_replant == dead + 34
    assert after.standing == view.planted - 12 - after.to_replant


def test_the_last_count_of_a_species_stands_for_it_alone(tablet):
    view = next(view for view in units(tablet).values() if len(view.species) == 2)
    first, second = view.species
    count(tablet, draw(tablet, view.unit.id, day="2014-11-01"), (3, 9, 1), (8, 9, 1), day="2014-11-01")
    count(tablet, draw(tablet, view.unit.id, day="2014-11-02"), (3, 5, 5), species=second.species, day="2014-11-02")
    after = {one.species: one.stand for one in units(tablet)[view.unit.code].species}
    assert after[first.species].to_replant == (2 * first.stand.places + 10) // 20
    assert after[second.species].to_replant == (2 * second.stand.places * 5 + 10) // 20


def test_a_count_without_trees_tells_nothing(tablet):
    unit = full_unit(tablet).unit
    count(tablet, draw(tablet, unit.id), (3, 0, 0))
    assert units(tablet)[unit.code].last is None
    with tablet.store.reading() as session:
        views = session.monitoring().survival_counts(tablet.committee_id)
    assert [(view.share, view.rows) for view in views] == [(None, 1)]


def test_a_voided_draw_takes_its_count_along(tablet):
    unit = full_unit(tablet).unit
    drawn = draw(tablet, unit.id)
    count(tablet, drawn, (3, 9, 1))
    void_record(tablet.store, tablet.clock, "T01", Change(drawn, drawn, "other"))
    view = units(tablet)[unit.code]
    assert (view.last, view.draw) == (None, None)
    with tablet.store.reading() as session:
        assert session.monitoring().survival_counts(tablet.committee_id) == []


def test_visits_with_their_words(tablet):
    unit = full_unit(tablet).unit
    keep(
        tablet,
        Visit(tablet.committee_id, unit.id, Day("2014-12-17")),
        seen_side="Hay hormigas",
        agreed_side="Poner ceniza",
    )
    keep(tablet, Visit(tablet.committee_id), "2014-12-01")
    with tablet.store.reading() as session:
        first, second = session.monitoring().visits(tablet.committee_id)
        detail = session.reads().record(first.id)
    assert (first.seen, first.agreed, first.unit_code, first.next_on) == (
        "Hay hormigas",
        "Poner ceniza",
        unit.code,
        "2014-12-17",
    )
    assert (second.seen, second.agreed, second.unit_code, second.next_on) == ("", "", "", "")
    assert "Hay hormigas" in detail.names.values()


def test_agreements_with_their_place(tablet):
    unit = full_unit(tablet).unit
    holders = ("community", "community", "cooperative")
    keep(tablet, Agreement(tablet.committee_id, "CD-1", "carbon_rights", *holders, Day("2010-05-01"), unit.id))
    keep(tablet, Agreement(tablet.committee_id, "CD-2", "land", *holders, Day("2010-05-01"), ends_on=Day("2035-05-01")))
    with tablet.store.reading() as session:
        views = {view.code: view for view in session.monitoring().agreements(tablet.committee_id)}
    assert (views["CD-1"].place, views["CD-1"].ends_on) == (unit.code, "")
    assert (views["CD-2"].place, views["CD-2"].ends_on) == ("", "2035-05-01")


def test_records_are_told_by_unit_and_species(tablet):
    view = full_unit(tablet)
    count(tablet, draw(tablet, view.unit.id), (3, 9, 1))
    keep(tablet, Harvest(tablet.committee_id, view.unit.id, view.species[0].species, "poles", Count(2)))
    latest = tablet.read(lambda reads: reads.today(tablet.committee_id, tablet.today())).latest
    told = {line.kind: (line.subject, line.species_name, line.count) for line in latest}
    assert told["survival_count"] == (view.unit.code, "", 10)
    assert told["survival_drawn"] == (view.unit.code, "", 20)
    assert told["harvest"] == (view.unit.code, view.species[0].name, 2)


def test_after_a_new_cycle_only_what_was_done_since_counts(tablet, template, tmp_path):
    """The office opens a cycle after a fire: the former trees and their count are over."""
    unit = full_unit(tablet).unit
    count(tablet, draw(tablet, unit.id, day="2014-11-01"), (3, 9, 1), day="2014-11-01")
    before = units(tablet)[unit.code]
    assert before.last is not None
    opened(tablet, template, tmp_path, CycleOpened(unit.id, Day("2014-12-01"), "fire"))
    after = units(tablet)[unit.code]
    assert (after.last, after.planted, after.standing) == (None, 0, 0)


def opened(tablet, template, folder, fact):
    """What the office says, as it comes with the next sync."""
    server = copied_server(template, folder)
    with server.store.writing() as session:
        statement = Statement(fact, "2014-12-01", "C01", server.clock.now_ms())
        append_as_office(session, server.origin, [statement])
    server.store.fold()
    for _ in range(2):
        converse(tablet.store, tablet.clock, tablet.signer, server.exchange)
    server.store.engine.dispose()


def test_a_committee_without_units(tablet):
    with tablet.store.reading() as session:
        assert session.monitoring().units("OFFICE-999") == []
        assert session.monitoring().complaints("OFFICE-999") == []


def test_what_nobody_can_mean_is_not_saved(tablet):
    committee, unit = tablet.committee_id, full_unit(tablet).unit.id
    holders = ("community", "community", "cooperative")
    for fact, code in (
        (SurvivalDrawn(committee, unit, Count(5), Count(3), Count(501)), "count_implausible"),
        (SurvivalDrawn(committee, unit, Count(5), Count(3), Count(0)), "count_not_positive"),
        (SurvivalCount(committee, draw(tablet, unit), ()), "rows_not_counted"),
        (SurvivalCount(committee, "AAAAAA-999", (RowCount(Count(1), Count(1), Count(0)),)), "unknown_thing"),
        (LossEvent(committee, unit, "fire", Count(0)), "count_not_positive"),
        (LossEvent(committee, "AAAAAA-999", "fire", Count(1)), "unknown_unit"),
        (Agreement(committee, "X", "land", *holders, Day("2010-05-01"), area="AAAAAA-999"), "unknown_thing"),
    ):
        with pytest.raises(Problem, match=code):
            keep(tablet, fact)


def test_old_papers_are_not_recorded_late(tablet):
    holders = ("community", "community", "cooperative")
    fact = Agreement(tablet.committee_id, "X", "land", *holders, Day("2010-05-01"))
    assert preview_fact(tablet.store, tablet.clock, "T01", fact, "2014-01-10").findings == ()
