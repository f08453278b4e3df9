"""A planting as plain code: what is in the way, what is previewed, what is kept."""

import pytest

from app.platform.position import NoPosition, SimulatedPosition, position_source
from app.screens.planting.choices import UnitsState
from app.screens.planting.presenter import PlantingPresenter
from app.screens.recording.crew import PEOPLE
from core.domain.attendance import Presence, Workday
from core.domain.geometry import is_in_ring
from core.usecases.record import record_fact
from tests.unit.app.screens.tablets import adults, lines


@pytest.fixture
def shown():
    return []


@pytest.fixture
def presenter(tablet, shown):
    people = adults(tablet)[:4]
    present = tuple(Presence(member.id, 2) for member in people)
    for activity, day in (("planting", "2014-12-03"), ("planting", "2014-12-01"), ("holes", "2014-11-28")):
        record_fact(tablet.store, tablet.clock, "T01", Workday(tablet.committee_id, activity, present), day)
    made = PlantingPresenter(tablet, shown.append, SimulatedPosition())
    made.enter()
    return made


def unit(presenter, code="01-3"):
    return next(view.id for view in presenter.units if view.code == code)


def to_the_count(presenter):
    presenter.choose(unit(presenter))
    presenter.go_on()
    presenter.choose(next(batch.id for batch in presenter.batches if batch.species_name == "pino pátula"))
    presenter.go_on()


def test_units_show_how_far_they_are(presenter, shown):
    body = shown[-1].body
    assert isinstance(body, UnitsState)
    assert {row.fraction for row in body.rows} == {0.0, 1.0}


def test_only_the_plantings_of_the_day_are_ticked(presenter):
    chosen = [view for view in presenter.workdays if view.id in presenter.entry.crew.workdays]
    assert [(view.day, view.activity) for view in chosen] == [("2014-12-03", "planting")]
    assert len(presenter.workdays) == 3


def test_nothing_is_previewed_before_there_is_a_count(presenter):
    to_the_count(presenter)
    assert presenter.preview is None
    presenter.number(10)
    assert presenter.preview.centimos == 500
    presenter.number(0)
    assert presenter.preview is None


@pytest.mark.parametrize(("count", "word"), [(0, "Falta la cantidad"), (50_001, "hasta 50,000")])
def test_counts_that_cannot_be_meant(presenter, shown, count, word):
    to_the_count(presenter)
    presenter.number(count)
    presenter.go_on()
    assert word in shown[-1].problem
    assert presenter.step == "count"


def test_people_are_kept_while_the_workdays_are_looked_at(presenter):
    to_the_count(presenter)
    presenter.number(10)
    presenter.go_on()
    presenter.option("crew_way", PEOPLE)
    member = next(iter(presenter.members))
    presenter.choose(member)
    presenter.number(10)
    presenter.option("crew_way", "workdays")
    presenter.option("crew_way", PEOPLE)
    assert presenter.entry.crew.people == {member: 10}
    presenter.number(0)
    assert presenter.entry.crew.people == {}


def test_a_position_belongs_to_its_unit(presenter):
    to_the_count(presenter)
    presenter.tap("position")
    border = next(view.border for view in presenter.units if view.id == presenter.entry.unit)
    assert is_in_ring(presenter._point(), border)
    presenter.go_back()
    presenter.go_back()
    presenter.choose(unit(presenter, "01-4"))
    assert presenter.entry.position == []


def test_no_receiver_no_position():
    answers = []
    NoPosition().take((), answers.append)
    SimulatedPosition().take((), answers.append)
    assert answers == [None, None]
    assert isinstance(position_source("android"), NoPosition)
    assert isinstance(position_source("linux"), SimulatedPosition)


def test_a_late_problem_leads_back_to_its_step(presenter, shown, tablet):
    to_the_count(presenter)
    presenter.number(10)
    presenter.go_on()
    presenter.go_on()
    presenter.entry.crew.workdays = []
    presenter.go_on()
    assert presenter.step == "crew"
    assert "Falta decir quiénes" in shown[-1].problem
    assert lines(tablet, "planting") == []


def test_replanting_is_chosen_before_and_kept_in_a_correction(presenter, tablet):
    presenter.enter(kind="replanting")
    assert presenter.entry.kind == "replanting"
    to_the_count(presenter)
    presenter.number(3)
    for _ in range(3):
        presenter.go_on()
    identifier = lines(tablet, "replanting")[0].id
    presenter.enter(correct=identifier)
    assert presenter.entry.kind == "replanting"
    assert presenter.body("unit").items == ()
