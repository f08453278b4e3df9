"""The acts of the nursery as plain code: steps, codes, figures, parts, and every fact there and back."""

import pytest

from app.screens.nursery_form.actions import ACTIONS, NurseryEntry, entry_from_fact, fact_from_entry
from app.screens.nursery_form.figures import check_line, count_problem
from app.screens.nursery_form.parts import add_part, drop_part, parts_state
from app.screens.nursery_form.presenter import NurseryFormPresenter
from app.screens.recording.crew import PEOPLE, WORKDAYS, Crew
from app.screens.recording.stock import Standing
from core.domain.attendance import Presence, Workday
from core.domain.bodies import Count
from core.domain.nurseries import (
    BatchStarted,
    BatchStock,
    CountPart,
    Dispatched,
    GivenAway,
    InventoryCounted,
    PersonCount,
    PrickedOut,
    ReadyAccepted,
    Received,
    Returned,
    SaplingsLost,
    Transferred,
)
from core.usecases.tablet.record import record_fact
from tests.unit.app.screens.tablets import adults, lines

BATCH, UNIT, OTHER = "AAAAAA-1", "AAAAAA-2", "AAAAAA-3"
FACTS = (
    BatchStarted("AAAAAA-9", "AAAAAA-8", "AAAAAA-7", "CHO-2014-4", "seed_bed"),
    PrickedOut(BATCH, Count(4), ("AAAAAA-5",)),
    InventoryCounted(BATCH, Count(1190), (CountPart("tray", Count(12), Count(98), Count(14)),)),
    ReadyAccepted(BATCH, Count(1900), ("AAAAAA-5",), closed_by="AAAAAA-6", closed_with="mark"),
    ReadyAccepted(BATCH, Count(1300), people=(PersonCount("AAAAAA-6", Count(60)),)),
    SaplingsLost(BATCH, Count(7), "ready", "frost"),
    Dispatched(BATCH, Count(8), UNIT),
    Dispatched(BATCH, Count(8)),
    Returned(BATCH, Count(9)),
    Transferred(BATCH, OTHER, Count(10)),
    GivenAway(BATCH, Count(11), "school"),
    Received(BATCH, Count(12)),
)
STOCK = BatchStock(pricked_out=3000, ready=1240, dispatched=100, dead=110, returned=10)
KNOWN = Standing(STOCK, 1240, 50_000)


@pytest.mark.parametrize("fact", FACTS, ids=lambda fact: fact.kind)
def test_every_fact_comes_back_as_it_was(fact):
    assert fact_from_entry(entry_from_fact(fact), "AAAAAA-9") == fact


@pytest.mark.parametrize("action", ACTIONS)
def test_an_empty_entry_is_no_fact(action):
    assert fact_from_entry(NurseryEntry(action=action), "AAAAAA-9") is None


@pytest.mark.parametrize(
    ("action", "count", "line", "tone"),
    [
        ("ready_accepted", 0, "Aceptados antes: 1,240", "neutral"),
        ("ready_accepted", 1900, "Aceptados antes 1,240 · en total 1,900 · nuevos 660", "confirmed"),
        ("ready_accepted", 1000, "Aceptados antes 1,240 · en total 1,000 · nuevos 0", "observed"),
        ("inventory_counted", 2800, "Según los registros hay 2,800", "neutral"),
        ("inventory_counted", 2700, "Según los registros hay 2,800", "pending"),
        ("pricked_out", 5, "Repicados en total: 3,005", "neutral"),
        ("dispatched", 290, "Listos en pie quedan 860", "neutral"),
        ("dispatched", 1200, "Faltan en el lote: 50", "observed"),
        ("returned", 90, "En campo quedan 0", "neutral"),
        ("saplings_lost", 50, "Creciendo quedan 1,600", "neutral"),
        ("received", 50, "Listos en pie: 1,200", "neutral"),
    ],
)
def test_the_line_below_the_pad(action, count, line, tone):
    assert check_line(NurseryEntry(action=action, count=count), KNOWN) == (line, tone)


@pytest.mark.parametrize(
    ("action", "count", "code"),
    [
        ("received", 0, "count_missing"),
        ("received", 50_001, "count_implausible"),
        ("ready_accepted", 1239, "total_below_accepted"),
        ("ready_accepted", 1240, "total_adds_nothing"),
    ],
)
def test_figures_that_cannot_be_meant(action, count, code):
    assert count_problem(NurseryEntry(action=action, count=count), KNOWN).code == code
    assert count_problem(NurseryEntry(action=action, count=1241), KNOWN) is None


def test_what_is_away_is_what_no_longer_stands():
    assert KNOWN.away == 90


def test_parts_are_added_and_dropped():
    entry = NurseryEntry(action="inventory_counted")
    assert not add_part(entry)
    entry.part.containers, entry.part.each, entry.part.loose = 12, 98, 14
    assert add_part(entry)
    assert (entry.counted, entry.part.each, entry.part.containers) == (1190, 98, 0)
    assert any(item.key == "part/0" for item in parts_state(entry).items)
    drop_part(entry, "part/0")
    assert entry.counted == 0


def test_a_crew_says_what_is_missing():
    assert Crew().problem(5).code == "nobody_named"
    assert Crew(way=PEOPLE).problem(5).code == "nobody_named"
    assert Crew(PEOPLE, [], {"AAAAAA-6": 4}).problem(5).code == "people_do_not_add_up"
    assert Crew(WORKDAYS, ["AAAAAA-5"]).problem(5) is None


def entered(tablet, **arguments):
    shown = []
    presenter = NurseryFormPresenter(tablet, shown.append)
    presenter.enter(**arguments)
    return presenter, shown


@pytest.mark.parametrize("action", ACTIONS)
def test_every_act_opens_at_its_first_step(tablet, action):
    batch = "" if action == "batch_started" else tablet.read(lambda reads: reads.batches(tablet.committee_id))[0].id
    presenter, shown = entered(tablet, action=action, batch=batch)
    assert presenter.step == ACTIONS[action].steps[0]
    assert shown[-1].title


def test_a_code_is_suggested_and_the_next_one_after_it(tablet):
    presenter, _ = entered(tablet, action="batch_started")
    species = next(view.id for view in presenter.choices.species if view.name == "aliso")
    presenter.choose(species)
    presenter.go_on()
    lot = next(view for view in presenter.choices.seed_lots if view.species == species and view.source == "wildling")
    presenter.choose(lot.id)
    assert (presenter.entry.code, presenter.entry.method) == ("CHO-2014-1", "wildlings")
    presenter.go_on()
    presenter.go_on()
    assert len(lines(tablet, "batch_started")) == 1
    presenter, _ = entered(tablet, action="batch_started")
    presenter.choose(species)
    assert presenter.entry.code == "CHO-2014-2"


def test_a_transfer_goes_to_batches_of_the_tablets_committees_and_the_species(tablet):
    pine = next(
        view
        for view in tablet.read(lambda reads: reads.batches(tablet.committee_id))
        if view.species_name == "pino pátula"
    )
    _, shown = entered(tablet, action="transferred", batch=pine.id)
    assert [row.title for row in shown[-1].body.rows] == ["Cajas · CAJ-2013-1"]


def test_a_correction_counts_without_itself(tablet):
    pine = tablet.read(lambda reads: reads.batches(tablet.committee_id))[-1]
    first = record_fact(tablet.store, tablet.clock, "T01", Dispatched(pine.id, Count(100)), "2014-12-03")
    presenter, shown = entered(tablet, correct=first)
    assert shown[-1].body.pad.check == "Listos en pie quedan 4,000"
    assert presenter.steps() == ("count",)


def test_a_correction_previews_what_would_then_be_earned(tablet):
    """1,240 before, 1,900 accepted, corrected to 1,850: S/ 152.50 instead of S/ 165.00, and nothing is kept."""
    people = adults(tablet)[:10]
    pine = tablet.read(lambda reads: reads.batches(tablet.committee_id))[-1]
    workday = Workday(tablet.committee_id, "nursery", tuple(Presence(member.id, 2) for member in people))
    named = (record_fact(tablet.store, tablet.clock, "T01", workday, "2014-12-03"),)
    total = Count(pine.stock.ready + 660)
    first = record_fact(tablet.store, tablet.clock, "T01", ReadyAccepted(pine.id, total, named), "2014-12-03")
    presenter, _ = entered(tablet, correct=first)
    presenter.number(total - 50)
    assert presenter.preview.centimos == 15_250
    assert tablet.read(lambda reads: reads.record(first)).line.centimos == 16_500
