"""The roll as plain code: who is on it, once, and what a newcomer has to say."""

from dataclasses import replace
from datetime import date

import pytest

from app.screens.recording.states import ColumnState
from app.screens.workday.newcomer import Newcomer, next_code
from app.screens.workday.presenter import WorkdayPresenter
from app.screens.workday.roll import FAMILY, NOBODY, Roll, person_rows, roll_of
from core.domain.attendance import Presence, Workday
from core.usecases.views.field import MemberView
from tests.fakes.runner import Waiting
from tests.unit.app.screens.tablets import adults, lines, tablet_desk

DAY = "2014-12-03"
ANA = MemberView("AAAAAA-1", "CHO-001", "Abad Cruz, Ana", "Ana", "F", minor=False, confirmed=True)
LUZ = MemberView("AAAAAA-2", "CHO-002", "Ñaupas Peña, Luz", "Luz", "F", minor=True, confirmed=False)


@pytest.fixture
def shown():
    return []


@pytest.fixture
def presenter(tablet, shown):
    made = WorkdayPresenter(tablet, shown.append)
    made.enter()
    return made


def test_half_days_and_stand_ins_become_presences():
    roll = Roll()
    roll.toggle("AAAAAA-1")
    roll.half("AAAAAA-2")
    roll.stand_in("AAAAAA-3", FAMILY)
    roll.stand_in("AAAAAA-4", "AAAAAA-9")
    assert roll.stated() == (
        Presence("AAAAAA-1", 2),
        Presence("AAAAAA-2", 1),
        Presence("AAAAAA-3", 2, None, FAMILY),
        Presence("AAAAAA-4", 2, "AAAAAA-9"),
    )


def test_what_a_record_states_comes_back_as_it_was():
    present = (Presence("AAAAAA-1", 1, "AAAAAA-9"), Presence("AAAAAA-2", 2, None, "other"))
    roll = roll_of(Workday("AAAAAA-7", "holes", present, companions=3))
    assert roll.stated() == present
    assert roll.companions == 3


def test_leaving_out_takes_the_stand_in_along():
    roll = Roll()
    roll.stand_in("AAAAAA-1", FAMILY)
    roll.toggle("AAAAAA-1")
    assert (roll.present, roll.stand_ins) == ({}, {})
    roll.stand_in("AAAAAA-1", FAMILY)
    roll.stand_in("AAAAAA-1", NOBODY)
    assert (roll.present, roll.stand_ins) == ({"AAAAAA-1": 2}, {})


def test_the_half_button_goes_to_and_fro():
    roll = Roll()
    roll.half("AAAAAA-1")
    roll.half("AAAAAA-1")
    assert roll.present == {"AAAAAA-1": 2}


def test_rows_say_why_somebody_is_special_and_search_ignores_accents():
    rows = person_rows(Roll(), [ANA, LUZ], "", {LUZ.id: "Vino ayer"})
    assert [row.key for row in rows] == [LUZ.id, ANA.id]
    assert rows[0].note == "Menor de edad: va como acompañante · Falta que la oficina confirme · Vino ayer"
    assert [row.name for row in person_rows(Roll(), [ANA, LUZ], " pena", {})] == [LUZ.name]
    assert [row.name for row in person_rows(Roll(), [ANA, LUZ], "luz ñau", {})] == [LUZ.name], "in whatever order"


@pytest.mark.parametrize(
    ("field", "typed", "is_wrong"),
    [
        ("birth", "1980", False),
        ("birth", "80", True),
        ("birth", "2015", True),
        ("dni", "10117410", False),
        ("dni", "10117410-2", False),
        ("dni", "10117410-3", True),
        ("dni", "1234567", True),
        ("dni", "", False),
        ("given_names", "  ", True),
        ("first_surname", "", True),
    ],
)
def test_what_a_newcomer_types(field, typed, is_wrong):
    newcomer = Newcomer({"given_names": "Ana", "first_surname": "Cruz", "birth": "1990"}, "F")
    newcomer.write(field, typed)
    assert newcomer.check(DAY) is not is_wrong
    assert (field in newcomer.errors) is is_wrong


def test_a_newcomer_without_a_sex_is_asked_for_it():
    newcomer = Newcomer({"given_names": "Ana", "first_surname": "Cruz", "birth": "1990"})
    assert not newcomer.check(DAY)
    assert [item.key for item in newcomer.state(DAY).items if item.key == "sex_error"] == ["sex_error"]


def test_a_code_is_the_next_number_with_the_tablets_letters():
    assert next_code("CHO", [ANA, LUZ], "7KQ2MX") == "CHO-003-7K"
    assert next_code("CHO", [], "7KQ2MX") == "CHO-001-7K"


def test_nobody_present_cannot_be_saved_and_goes_to_the_step(presenter, shown, tablet):
    presenter.choose("nursery")
    presenter.go_on()
    presenter.go_on()
    assert shown[-1].problem == "Nadie está marcado como presente. Marque a quienes vinieron."
    assert lines(tablet, "workday") == []


def test_saving_tells_everybody_once_and_drops_the_draft(presenter, tablet):
    told = []
    tablet.changed.add(lambda: told.append(1))
    presenter.choose("nursery")
    presenter.go_on()
    presenter.toggle(adults(tablet)[0].id)
    presenter.go_on()
    for _ in range(3):
        presenter.go_on()
    assert len(lines(tablet, "workday")) == 1
    assert told == [1]
    with tablet.store.reading() as session:
        assert session.draft(f"workday/{tablet.author}/{tablet.committee_id}/") is None
    assert tablet.navigator.current.name == "today"


def test_while_it_is_being_saved_nothing_can_be_touched(tmp_path, template, shown):
    lane = Waiting()
    desk = tablet_desk(tmp_path, template, lane=lane)
    presenter = WorkdayPresenter(desk, shown.append)
    presenter.enter()
    presenter.choose("nursery")
    presenter.go_on()
    presenter.toggle(adults(desk)[0].id)
    presenter.go_on()
    lane.go()
    presenter.go_on()
    presenter.go_on()
    presenter.go_back()
    assert (shown[-1].can_go_on, shown[-1].next_text) == (False, "Guardando…")
    lane.go()
    lane.go()
    assert len(lines(desk, "workday")) == 1
    desk.store.engine.dispose()


def test_a_minor_is_not_marked(tmp_path, template, shown):
    desk = tablet_desk(tmp_path, template, "committee:CAJ")
    presenter = WorkdayPresenter(desk, shown.append)
    presenter.enter()
    minor = next((member for member in presenter.members if member.minor), None)
    if minor is None:
        presenter.members[0] = minor = MemberView(
            presenter.members[0].id, "CAJ-049", "Niña, Una", "Una", "F", minor=True, confirmed=True
        )
    presenter.choose("nursery")
    presenter.go_on()
    presenter.toggle(minor.id)
    presenter.half(minor.id)
    presenter.menu(minor.id)
    assert presenter.entry.roll.present == {}
    assert "menos de 18" in shown[-1].body.notice
    desk.store.engine.dispose()


def test_a_future_day_stays_what_it_was(presenter, shown):
    presenter.pick_day(date(2014, 12, 4))
    assert presenter.entry.day == DAY
    assert "todavía no llega" in shown[-1].problem
    presenter.pick_day(date(2014, 12, 1))
    assert presenter.entry.day == "2014-12-01"


def test_companions_never_go_below_nobody(presenter):
    presenter.companions(-1)
    assert presenter.entry.roll.companions == 0
    presenter.companions(2)
    assert presenter.entry.roll.companions == 2


def test_an_unknown_record_is_not_opened(presenter, tablet):
    presenter.enter(correct="AAAAAA-1")
    assert tablet.said == ["Ese registro no se puede abrir aquí."]


def test_a_draft_survives_the_battery(presenter, tablet, shown):
    presenter.choose("nursery")
    presenter.go_on()
    presenter.toggle(adults(tablet)[0].id)
    other = WorkdayPresenter(tablet, shown.append)
    other.enter()
    assert isinstance(shown[-1].body, ColumnState)
    other.tap("carry_on")
    assert other.entry == presenter.entry
    assert other.step == "roll"


def enrolled(presenter, tablet):
    """Somebody new is added to the list."""
    presenter.choose("nursery")
    presenter.go_on()
    presenter.add_member()
    for key, text in (("given_names", "Ana"), ("first_surname", "Abad"), ("birth", "1990")):
        presenter.write(key, text)
    presenter.option("sex", "F")
    presenter.go_on()
    (member,) = presenter.entry.roll.present
    return member


def test_a_newcomer_can_be_taken_back_at_once(presenter, tablet):
    before = len(presenter.members)
    member = enrolled(presenter, tablet)
    assert len(presenter.members) == before + 1
    text, undo = tablet.undos[-1]
    assert "Abad" in text
    presenter.entry.roll.stand_in(presenter.members[0].id, member)
    undo()
    assert member not in presenter.entry.roll.present
    assert member not in presenter.entry.roll.stand_ins.values()
    assert len(presenter.members) == before
    assert tablet.said[-1].startswith("Deshecho.")


def test_one_on_a_saved_list_is_not_taken_back_by_the_same_touch(presenter, tablet):
    enrolled(presenter, tablet)
    undo = tablet.undos[-1][1]
    for _ in range(2):
        presenter.go_on()
    assert len(lines(tablet, "workday")) == 1
    undo()
    assert tablet.said[-1].startswith("Ya está en una lista guardada.")
    assert len(lines(tablet, "member")) == 1


def test_what_was_typed_of_a_newcomer_survives_a_kill(presenter, tablet, shown):
    presenter.choose("nursery")
    presenter.go_on()
    presenter.add_member()
    presenter.write("given_names", "Ana")
    again = WorkdayPresenter(tablet, shown.append)
    again.enter()
    again.tap("carry_on")
    again.add_member()
    assert next(item for item in shown[-1].body.items if item.key == "given_names").text == "Ana"


def test_drafts_are_of_whoever_typed_them(presenter, tablet, shown):
    presenter.choose("nursery")
    tablet.user = replace(tablet.user, code="T02")
    other = WorkdayPresenter(tablet, shown.append)
    other.enter()
    assert other.entry.activity == ""
    assert other.aside == ""
