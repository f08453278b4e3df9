"""The nursery's figures as plain code."""

from dataclasses import replace
from itertools import combinations

import pytest

from app.screens.nursery.presenter import NurseryPresenter
from app.screens.nursery.way import batch_funnel, next_words, stops_of
from app.widgets.chart.marks import Box, Sizes
from core.domain.nurseries import BatchStock, Dispatched, PrickedOut, Returned
from core.usecases.tablet.record import record_fact
from core.usecases.views.field import BatchView
from core.usecases.views.progress import ExpectedView, NurseryMove
from tests.unit.app.widgets.drawn import boxed, measure, overlap

STOCK = BatchStock(pricked_out=9_800, ready=6_200, dispatched=2_100, dead=410)
BATCH = BatchView("A-1", "CHO-1", "C", "S", "pino pátula", "2014-01-15", "2014-06-01", STOCK)


def test_batches_by_species_with_their_sums(tablet):
    shown = []
    presenter = NurseryPresenter(tablet, shown.append)
    presenter.enter()
    assert [(row.species, row.code) for row in shown[-1].rows] == [
        ("Aliso", "CHO-2013-2"),
        ("Pino pátula", "CHO-2013-1"),
        ("Queñoal", "CHO-2013-3"),
    ]
    assert shown[-1].subtitle == "Creciendo: 5,590 · listos en pie: 6,400"


def test_it_follows_what_is_saved_until_it_is_left(tablet):
    shown = []
    presenter = NurseryPresenter(tablet, shown.append)
    presenter.enter()
    presenter.enter()
    pine = shown[-1].rows[1].key
    record_fact(tablet.store, tablet.clock, "T01", Dispatched(pine, 100), "2014-12-03")
    record_fact(tablet.store, tablet.clock, "T01", Returned(pine, 30), "2014-12-03")
    tablet.tell_changed()
    _, ready, gone = shown[-1].rows[1].funnel.steps
    assert (ready.parts[1].figure, gone.figure) == ("4,030", "2,170")
    number = len(shown)
    presenter.leave()
    presenter.leave()
    tablet.tell_changed()
    assert len(shown) == number


def test_without_a_committee_there_is_nothing_to_show(tablet):
    shown = []
    tablet.committee = None
    NurseryPresenter(tablet, shown.append).enter()
    assert shown[-1].rows == ()


def test_each_button_leads_to_its_form(tablet):
    presenter = NurseryPresenter(tablet, lambda _: None)
    for tell, arguments in (
        (presenter.count, {"action": "inventory_counted", "batch": "AAAAAA-1"}),
        (presenter.accept, {"action": "ready_accepted", "batch": "AAAAAA-1"}),
        (presenter.more, {"batch": "AAAAAA-1"}),
    ):
        tell("AAAAAA-1")
        assert dict(tablet.navigator.current.arguments) == arguments


def test_the_funnel_shows_what_went_on_and_what_stayed_behind():
    pricked, ready, gone = batch_funnel(STOCK).steps
    assert [(part.word, part.value) for part in pricked.parts] == [("", 6_200), ("creciendo", 3_190), ("merma", 410)]
    assert sum(part.value for part in pricked.parts) == STOCK.pricked_out
    assert [(part.word, part.value) for part in ready.parts] == [("", 2_100), ("en pie", 4_100)]
    assert (gone.word, gone.figure) == ("a campo", "2,100")


@pytest.mark.parametrize("sizes", [Sizes(), Sizes(figure=28.6, label=26)], ids=["usual", "large"])
@pytest.mark.parametrize("width", [420, 560, 712, 820, 1_080])
def test_the_funnel_fits_and_its_bars_are_true(width, sizes):
    drawing = batch_funnel(STOCK).layout(width, 0, sizes, measure)
    assert [pair for pair in combinations(drawing.words, 2) if overlap(*pair)] == []
    assert all(boxed(words)[2] <= width + 0.5 for words in drawing.words)
    bars = [mark for mark in drawing.marks if isinstance(mark, Box) and mark.height != sizes.label]
    assert bars[0].width / bars[1].width == pytest.approx(6_200 / 3_190)


def test_an_empty_batch_has_an_empty_funnel():
    drawing = batch_funnel(BatchStock()).layout(700, 0, Sizes(), measure)
    assert [mark for mark in drawing.marks if isinstance(mark, Box) and mark.height != Sizes().label] == []


def test_the_way_of_a_batch_through_its_days():
    moves = [
        NurseryMove("A-1", "pricked_out", "2014-07-01", 40), NurseryMove("A-1", "pricked_out", "2014-07-09", 40),
        NurseryMove("A-1", "ready_accepted", "2014-11-02", 40), NurseryMove("A-1", "dispatched", "2014-11-20", 40),
    ]  # fmt: skip
    assert [stop[2] for stop in stops_of(BATCH, moves, [], "2014-12-03")] == [
        "15 ene 2014", "1 jul 2014 a 9 jul 2014", "2 nov 2014", "20 nov 2014",
    ]  # fmt: skip
    coming = ExpectedView("A-1", "2014-07-09", "2014-12-06", 1_240)
    assert stops_of(BATCH, moves, [coming], "2014-12-03")[2] == (
        "clock-outline", "se esperan 1,240", "6 dic 2014", "info",
    )  # fmt: skip
    assert stops_of(BATCH, moves, [coming], "2014-12-08")[2][1:] == ("se esperaban 1,240", "6 dic 2014", "pending")
    new = BatchView("A-2", "CHO-2", "C", "S", "aliso", "2014-11-30", "2014-11-30", BatchStock())
    assert [stop[2] for stop in stops_of(new, [], [], "2014-12-03")][1:] == ["todavía no"] * 3


def test_of_a_batch_that_was_there_nothing_is_expected_before_its_last_day():
    old = replace(BATCH, was_there=True)
    last = ExpectedView("A-1", "", "2014-12-06", 3_190)
    before = stops_of(old, [], [last], "2014-12-06")
    assert before[0][1:3] == ("ya estaba", "15 ene 2014")
    assert [stop[1:3] for stop in before[1:3]] == [("repicado", "antes"), ("listo", "antes")]
    assert next_words([last], {"A-1": old}, "2014-12-06") == ("", "info")
    assert stops_of(old, [], [last], "2014-12-07")[2][1:] == ("se esperaban 3,190", "6 dic 2014", "pending")
    assert next_words([last], {"A-1": old}, "2014-12-07")[1] == "pending"


def test_what_is_expected_next_goes_by_date_and_what_is_late_comes_first():
    coming = [ExpectedView("A-1", "2014-07-09", f"2014-12-{day:02}", 100 * day) for day in (6, 8, 20)]
    said, tone = next_words(coming, {"A-1": BATCH}, "2014-12-03")
    assert said == "Lo próximo: 6 dic 2014, 600 pino pátula (CHO-1); 8 dic 2014, 800 pino pátula (CHO-1)"
    assert tone == "info"
    said, tone = next_words(coming, {"A-1": BATCH}, "2014-12-09")
    assert said.startswith("Ya deberían estar listos 1,400 plantones, los primeros desde el 6 dic 2014.")
    assert tone == "pending"
    assert next_words([], {}, "2014-12-09") == ("", "info")


def test_a_dated_setting_moves_what_is_expected(tablet):
    shown = []
    presenter = NurseryPresenter(tablet, shown.append)
    presenter.enter()
    pine = shown[-1].rows[1].key
    record_fact(tablet.store, tablet.clock, "T01", PrickedOut(pine, 100), "2014-12-01")
    here = tablet.committee_id
    expected = tablet.read(lambda reads: reads.expected_ready(reads.batches(here), reads.nursery_moves(here)))
    assert [(one.ready_on, one.count) for one in expected if one.batch == pine] == [
        ("2014-06-14", 3_190), ("2015-04-30", 100),
    ]  # fmt: skip
