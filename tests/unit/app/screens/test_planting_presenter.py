"""A planting as plain code: what is in the way, what is previewed, what is kept."""

from dataclasses import replace

import pytest

from app.screens.planting.choices import UnitsState
from app.screens.planting.presenter import PlantingPresenter
from app.screens.recording.crew import PEOPLE
from app.screens.today.alert_facts import read_alert_facts
from app.widgets.unit_map.plots import MapState
from core.domain.attendance import Presence, Workday
from core.domain.geometry import is_in_ring
from core.domain.records import read_record, split_record_id
from core.usecases.tablet.record import record_fact
from tests.fakes.places import FakeCamera, FakeReceiver, NoCamera, Seconds, places
from tests.unit.app.screens.tablets import adults, lines


@pytest.fixture
def shown():
    return []


@pytest.fixture
def presenter(tablet, shown, receiver, seconds):
    people = adults(tablet)[:4]
    present = tuple(Presence(member.id, 2) for member in people)
    for activity, day in (("planting", "2014-12-03"), ("planting", "2014-12-01"), ("holes", "2014-11-28")):
        record_fact(tablet.store, tablet.clock, "T01", Workday(tablet.committee_id, activity, present), day)
    made = PlantingPresenter(tablet, shown.append, places(receiver, seconds), NoCamera())
    made.enter()
    return made


@pytest.fixture
def receiver():
    return FakeReceiver()


@pytest.fixture
def seconds():
    return Seconds()


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


def position_line(shown):
    return next(item.value for item in shown[-1].body.items if item.key == "position")


def stand(receiver, number=1, lat=-5_122_200, lon=-79_662_800, accuracy=4.0):
    for _ in range(number):
        receiver.tell(lat, lon, accuracy)


def test_a_position_is_an_average_and_belongs_to_its_unit(presenter, shown, receiver):
    to_the_count(presenter)
    assert not receiver.is_on
    presenter.tap("position")
    assert position_line(shown) == "Buscando satélites… quédese quieto"
    stand(receiver, 3)
    assert position_line(shown) == "Tomando: 3 de 10 lecturas · 3 m"
    stand(receiver, 7)
    assert position_line(shown) == "Tomada · precisión 2 m · 10 lecturas"
    assert not receiver.is_on
    border = next(view.border for view in presenter.units if view.id == presenter.entry.unit)
    assert is_in_ring(presenter._point(), border)
    presenter.go_back()
    presenter.go_back()
    presenter.choose(unit(presenter, "01-4"))
    assert presenter.entry.position == []


def test_a_second_touch_settles_for_what_there_is(presenter, shown, receiver):
    to_the_count(presenter)
    presenter.tap("position")
    stand(receiver, 2)
    presenter.tap("position")
    assert position_line(shown) == "Tomada · precisión 3 m · 2 lecturas"


def test_no_fix_is_told_and_nothing_waits_for_it(presenter, shown, receiver, seconds):
    to_the_count(presenter)
    presenter.tap("position")
    seconds.pass_by(44)
    assert position_line(shown) == "Buscando satélites… quédese quieto"
    seconds.pass_by(2)
    assert position_line(shown) == "Sin tomar"
    assert any("no encuentra los satélites" in getattr(item, "text", "") for item in shown[-1].body.items)
    presenter.number(10)
    presenter.go_on()
    assert presenter.step == "crew"


def test_without_permission_the_app_goes_on(presenter, shown, receiver):
    receiver.refuse("position_forbidden")
    assert "no tiene permiso" in shown[-1].body.note
    presenter.choose(unit(presenter))
    assert shown[-1].body.facts


def test_a_place_outside_the_unit_is_told_before_saving(presenter, shown, receiver):
    to_the_count(presenter)
    presenter.number(10)
    presenter.tap("position")
    stand(receiver, 10, lat=-5_120_000)
    assert any("fuera de la unidad 01-3" in getattr(item, "text", "") for item in shown[-1].body.items)


def test_the_unit_one_stands_in_is_offered_first(presenter, shown, receiver):
    assert (shown[-1].body.told, shown[-1].body.note) == ((), "Buscando satélites…")
    stand(receiver)
    told = shown[-1].body.told[0]
    assert (told.text, told.action) == ("Está en 01-3", "Elegir 01-3")
    presenter.tap("stands_in")
    assert presenter.entry.unit == unit(presenter)
    assert (shown[-1].body.told, shown[-1].body.note) == ((), "Está en 01-3 (precisión 4 m)")
    assert {plot.code for plot in shown[-1].body.land.plots if plot.key in shown[-1].body.land.about} == {
        f"01-{number}" for number in range(1, 6)
    }
    stand(receiver, lat=-5_000_000)
    assert "fuera de las unidades" in shown[-1].body.note


def test_an_old_place_is_no_place(presenter, shown, receiver, seconds):
    stand(receiver)
    assert shown[-1].body.land.here is not None
    seconds.pass_by(17)
    assert shown[-1].body.land.here is None


def test_the_receiver_runs_only_while_the_map_is_seen(presenter, receiver):
    assert receiver.is_on
    presenter.option("way", "list")
    assert not receiver.is_on
    presenter.option("way", "map")
    assert receiver.is_on
    presenter.leave()
    assert not receiver.is_on


def test_the_facts_of_a_unit(presenter, shown):
    presenter.choose(unit(presenter, "01-4"))
    facts = {item.key: getattr(item, "value", getattr(item, "text", "")) for item in shown[-1].body.facts}
    assert facts["area"] == "2.60\N{NO-BREAK SPACE}ha · 26,000\N{NO-BREAK SPACE}m²"
    assert (facts["planted"], facts["spacing"]) == ("0 de 2,888 · 0 %", "3.00 × 3.00 m")
    assert "Aliso" in facts["species"]
    assert "Quebrada El Aliso" in facts["water"]
    presenter.tap("other_unit")
    assert shown[-1].body.facts == ()
    presenter.tap("border")
    place = presenter.desk.navigator.current
    assert (place.name, place.arguments) == ("border", {"unit": unit(presenter, "01-4")})


def test_without_borders_there_is_only_the_list(presenter, shown):
    presenter._where.map = MapState()
    presenter.refresh()
    assert (shown[-1].body.ways, shown[-1].body.land) == ((), None)


def test_a_photo_goes_with_the_planting_and_survives_a_kill(tablet, shown, presenter):
    made = PlantingPresenter(tablet, shown.append, places(), FakeCamera())
    made.enter()
    to_the_count(made)
    made.number(10)
    made.tap("photo")
    again = PlantingPresenter(tablet, shown.append, places(), FakeCamera())
    again.enter()
    again.tap("carry_on")
    assert any(getattr(item, "value", "") == "Tomada. Toque para repetirla." for item in shown[-1].body.items)
    for _ in range(3):
        again.go_on()
    line = lines(tablet, "planting")[0]
    detail = tablet.read(lambda reads: reads.record(line.id))
    with tablet.store.reading() as session:
        row = session.side_rows([detail.fact.photo_side])[0]
        assert session.drafts() == []
        origin, seq = split_record_id(line.id)
        stated = read_record(session.records(origin, seq, seq)[0])
    assert row.data == FakeCamera.photo
    assert stated.kind_version == 2
    with tablet.store.reading() as session:
        waiting = [photo.record for photo in session.photos().to_send()]
    assert waiting == [line.id]
    again.enter(correct=line.id)
    assert again.fact().photo_side == detail.fact.photo_side
    assert again.sides() == {}


def test_the_photo_of_one_is_neither_anothers_nor_lost_by_their_work(tablet, shown, presenter):
    made = PlantingPresenter(tablet, shown.append, places(), FakeCamera())
    made.enter()
    to_the_count(made)
    made.number(10)
    made.tap("photo")
    rosa, tablet.user = tablet.user, replace(tablet.user, id="OFFICE-2", code="T02")
    for typed in (10, 12):
        other = PlantingPresenter(tablet, shown.append, places(), FakeCamera())
        other.enter()
        if other.aside:
            other.tap("carry_on")
            other.number(typed)
        else:
            to_the_count(other)
            other.number(typed)
        assert other.sides() == {}
    tablet.user = rosa
    again = PlantingPresenter(tablet, shown.append, places(), FakeCamera())
    again.enter()
    again.tap("carry_on")
    assert again.sides()["photo_side"].data == FakeCamera.photo
    facts = read_alert_facts(tablet, tablet.committee_id, tablet.today())
    assert (facts.draft.place, facts.draft.arguments) == ("planting", {"kind": "planting"})


def test_a_photo_that_is_not_wanted_any_more_is_forgotten(tablet, shown, presenter):
    made = PlantingPresenter(tablet, shown.append, places(), FakeCamera())
    made.enter()
    to_the_count(made)
    made.tap("photo")
    made.enter()
    made.tap("start_anew")
    to_the_count(made)
    made.number(10)
    assert made.sides() == {}


def test_without_a_photo_older_tablets_read_the_planting(presenter, tablet):
    to_the_count(presenter)
    presenter.number(10)
    for _ in range(3):
        presenter.go_on()
    origin, seq = split_record_id(lines(tablet, "planting")[0].id)
    with tablet.store.reading() as session:
        assert read_record(session.records(origin, seq, seq)[0]).kind_version == 1


def test_without_a_camera_there_is_no_photo(presenter, shown):
    to_the_count(presenter)
    assert all(item.key != "photo" for item in shown[-1].body.items)


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


def test_a_correction_may_carry_a_note_which_a_kill_does_not_take(tablet, shown, presenter):
    to_the_count(presenter)
    presenter.number(10)
    for _ in range(3):
        presenter.go_on()
    record = lines(tablet, "planting")[0].id
    presenter.enter(correct=record)
    for _ in range(2):
        presenter.go_on()
    presenter.number(8)
    for _ in range(3):
        presenter.go_on()
    presenter.choose("wrong_count")
    presenter.write("reason", " Faltaban dos an\u0303os ")
    again = PlantingPresenter(tablet, shown.append, places(), FakeCamera())
    again.enter(correct=record)
    again.tap("carry_on")
    assert (again.entry.reason, again.entry.reason_note) == ("wrong_count", " Faltaban dos an\u0303os ")
    again.go_on()
    [change] = tablet.read(lambda reads: reads.record(record)).corrections
    assert (change.action, change.note, change.takes_effect) == ("replace", "Faltaban dos años", True)


def test_without_words_a_correction_has_no_note(tablet, presenter):
    to_the_count(presenter)
    presenter.number(10)
    for _ in range(3):
        presenter.go_on()
    record = lines(tablet, "planting")[0].id
    presenter.enter(correct=record)
    for _ in range(2):
        presenter.go_on()
    presenter.number(8)
    for _ in range(3):
        presenter.go_on()
    presenter.choose("wrong_count")
    presenter.write("reason", "  ")
    presenter.go_on()
    [change] = tablet.read(lambda reads: reads.record(record)).corrections
    assert (change.has_note, change.note) == (False, "")
