"""Losses, harvests, visits, complaints and agreements as plain code."""

import pytest

from app.screens.monitoring_form.actions import (
    CareEntry,
    area_of,
    fact_of_entry,
    signed_day,
    words_of,
    years_of,
)
from app.screens.monitoring_form.presenter import CareFormPresenter
from core.domain.problems import Problem
from tests.unit.app.screens.tablets import lines


class NoFilm:
    """A camera that fails."""

    can_take = True

    def take(self, answer, refuse):
        refuse(Problem("photo_missing", folder="x"))


class Blind:
    can_take = False


@pytest.fixture
def shown():
    return []


def form(tablet, shown, action, camera=None, **arguments):
    made = CareFormPresenter(tablet, shown.append, camera or Blind())
    made.enter(action=action, **arguments)
    return made


def planted(made):
    return next(view for view in made.care if view.planted)


@pytest.mark.parametrize(
    ("typed", "area"),
    [
        ("", 0),
        (" ", 0),
        ("2,500", 2_500),
        ("2 500", 2_500),
        ("0", None),
        ("dos", None),
        ("9" * 30, None),
        ("0" * 10 + "12345678", None),
        ("0" * 6_000 + "1", None),
    ],
)
def test_an_area_is_digits(typed, area):
    assert area_of(CareEntry(area=typed)) == area


@pytest.mark.parametrize(("typed", "years"), [("", 0), ("25", 25), ("0", None), ("100", None), ("-3", None)])
def test_years_are_a_few(typed, years):
    assert years_of(CareEntry(years=typed)) == years


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        ("28/11/2014", "2014-11-28"), ("1-2-2012", "2012-02-01"), ("3.12.2014", "2014-12-03"), ("4/12/2014", ""),
        ("31/02/2012", ""), ("2012", ""), ("a/b/c", ""), ("1/1/0001", ""), ("", ""), ("1/1/99999", ""),
        ("1/1/99999999999", ""), ("1/1/" + "1" * 6_000, ""),
    ],
)  # fmt: skip
def test_a_signed_day_has_come(typed, day):
    assert signed_day(CareEntry(day="2014-12-03", signed_on=typed)) == day


def test_what_no_record_can_hold_is_not_saved(tablet, shown):
    made = form(tablet, shown, "agreement")
    made.choose("land")
    made.write("code", "N" * 400)
    made.go_on()
    assert "no cabe en un registro" in made.problem
    assert lines(tablet, "agreement") == []


@pytest.mark.parametrize("action", ["loss_event", "harvest", "complaint", "agreement"])
def test_half_a_record_is_none(action):
    assert fact_of_entry(CareEntry(action=action, day="2014-12-03", signed_on="3/12/2014"), "OFFICE-1") is None


def test_only_what_was_written_goes_beside_a_record():
    assert words_of(CareEntry(action="visit", seen="  ", agreed=" Arreglar ")).keys() == {"agreed_side"}
    assert words_of(CareEntry(action="harvest", note="x")) == {}


def test_an_act_nobody_knows_is_a_visit(tablet, shown):
    assert form(tablet, shown, "dance").entry.action == "visit"


def test_each_step_says_what_is_missing(tablet, shown):
    made = form(tablet, shown, "loss_event")
    made.go_on()
    assert "¿En qué unidad?" in shown[-1].problem
    made.choose(planted(made).unit.id)
    made.go_on()
    assert "¿Qué pasó?" in shown[-1].problem
    made.choose("frost")
    made.go_on()
    assert "Falta la cantidad" in shown[-1].problem
    made.number(3)
    made.write("area", "mucho")
    assert made.problem_of("trees").code == "text_missing"
    made.write("area", "")
    made.go_on()
    assert [line.count for line in lines(tablet, "loss_event")] == [3]


def test_another_unit_has_other_species(tablet, shown):
    made = form(tablet, shown, "loss_event")
    view = planted(made)
    made.choose(view.unit.id)
    made.choose("frost")
    made.option("species", view.species[0].species)
    made.go_back()
    made.go_back()
    made.choose(view.unit.id)
    assert made.entry.species == view.species[0].species
    made.go_back()
    made.choose(next(one for one in made.care if one.unit.id != view.unit.id).unit.id)
    assert made.entry.species == ""


def test_a_photo_that_fails_is_told_and_needed_by_nobody(tablet, shown):
    made = form(tablet, shown, "loss_event", NoFilm(), unit="")
    made.choose(planted(made).unit.id)
    made.choose("fire")
    made.number(1)
    made.tap("photo")
    assert shown[-1].problem
    made.go_on()
    assert len(lines(tablet, "loss_event")) == 1


def test_without_a_camera_no_photo_is_offered(tablet, shown):
    made = form(tablet, shown, "agreement")
    made.choose("land")
    assert "photo" not in [item.key for item in shown[-1].body.items]


def test_a_visit_needs_words(tablet, shown):
    made = form(tablet, shown, "visit")
    made.choose("")
    made.go_on()
    assert made.problem_of("visit") is not None
    made.write("seen", "Todo bien")
    made.go_on()
    assert lines(tablet, "visit")[0].subject == ""


def test_a_correction_counts_against_what_stood_before_it(tablet, shown):
    made = form(tablet, shown, "harvest")
    view = planted(made)
    made.choose(view.unit.id)
    made.choose(view.species[0].species)
    made.go_on()
    made.number(10)
    before = made.standing()
    made.go_on()
    record = lines(tablet, "harvest")[0].id
    again = form(tablet, shown, "harvest", correct=record)
    assert again.standing() == before
    assert again.entry.product == "poles"


def test_an_agreement_has_a_paper(tablet, shown):
    made = form(tablet, shown, "agreement")
    made.choose("timber")
    assert made.problem_of("paper").code == "text_missing"
    made.write("code", "T-9")
    assert made.problem_of("paper") is None
    made.write("years", "0")
    assert made.problem_of("paper") is not None
    made.write("years", "")
    made.option("timber_holder", "member")
    made.go_on()
    fact = tablet.read(lambda reads: reads.record(lines(tablet, "agreement")[0].id)).fact
    assert (fact.timber_holder, fact.ends_on) == ("member", None)
