"""The nursery's figures as plain code."""

from app.screens.nursery.presenter import NurseryPresenter
from core.domain.nurseries import Dispatched, Returned
from core.usecases.record import record_fact


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
    assert (shown[-1].rows[1].standing, shown[-1].rows[1].dispatched) == ("4,030", "2,170")
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
