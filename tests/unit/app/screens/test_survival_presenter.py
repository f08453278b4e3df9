"""A survival count as plain code: the draw first, rows in any order, species apart, and what goes wrong."""

from dataclasses import replace

import pytest

from app.platform.chance import SystemChance
from app.screens.monitoring.words import share_text
from app.screens.survival.presenter import MOST_IN_ROW, SurvivalPresenter
from app.screens.survival.states import RowState, WalkState
from app.text.formats import hectares_text
from core.domain.problems import Problem
from core.domain.survival import Share
from tests.unit.app.screens.tablets import lines


class Chance:
    """Gives what a test wants, and never more than it was asked for."""

    def __init__(self, wanted=2):
        self.wanted = wanted

    def number(self, most):
        return min(self.wanted, most)


@pytest.fixture
def shown():
    return []


@pytest.fixture
def presenter(tablet, shown):
    made = led(tablet, SurvivalPresenter(tablet, shown.append, Chance()))
    tablet.navigator.go("today")
    tablet.navigator.go("survival")
    return made


def led(tablet, made):
    """Choosing a unit goes to its place, as every place is gone to."""
    tablet.navigator.listen(lambda place: made.enter(**place.arguments) if place.name == "survival" else None)
    return made


def planted(presenter, species=1):
    return next(view for view in presenter.care if len(view.species) == species)


def drawn(presenter, rows=20, species=1):
    presenter.choose(planted(presenter, species).unit.id)
    presenter.number(rows)
    presenter.go_on()


def test_units_with_trees_come_first(presenter, shown):
    rows = shown[-1].body.rows
    assert rows[0].subtitle == "Falta contar"
    assert rows[-1].subtitle == "Sin plantar"


def test_a_unit_has_to_be_chosen(presenter, shown):
    presenter.go_on()
    assert "Unidad de manejo" in shown[-1].problem


def test_the_area_reads_as_on_every_other_screen(presenter, shown):
    """The hundredth of a hectare is rounded, not cut off."""
    view = planted(presenter)
    presenter.choose(view.unit.id)
    presenter.care = [replace(view, unit=replace(view.unit, area_m2=15_678))]
    presenter.number(20)
    area = next(item for item in shown[-1].body.items if item.key == "area")
    assert area.value == hectares_text(15_678) == "1.57\N{NO-BREAK SPACE}ha"


def test_rows_are_walked_in_any_order(presenter, shown, tablet):
    drawn(presenter)
    assert isinstance(shown[-1].body, WalkState)
    rows = [int(tile.key) for tile in shown[-1].body.tiles]
    for row in reversed(rows):
        presenter.go_back() if presenter.step == "counting" else None
        presenter.choose(str(row))
        presenter.number(10)
        presenter.go_on()
    assert presenter.step == "review"
    presenter.go_back()
    assert (presenter.step, shown[-1].body.fraction) == ("walk", 1.0)
    presenter.go_on()
    presenter.go_on()
    assert [line.count for line in lines(tablet, "survival_count")] == [10 * len(rows)]


def test_a_row_is_counted_again_where_it_was(presenter, shown):
    drawn(presenter)
    first = int(shown[-1].body.tiles[0].key)
    presenter.go_on()
    presenter.number(7)
    presenter.tap("more/dead")
    presenter.go_on()
    presenter.go_back()
    presenter.choose(str(first))
    state = shown[-1].body
    assert isinstance(state, RowState)
    assert (state.alive.figure, state.dead.figure, state.typed) == ("7", "1", 7)
    presenter.tap("less/dead")
    presenter.tap("less/dead")
    assert shown[-1].body.dead.figure == "0"


def test_no_row_has_more_trees_than_anybody_can_count(presenter, shown):
    drawn(presenter)
    presenter.go_on()
    presenter.number(7_000_000)
    presenter.tap("more/alive")
    assert presenter.entry.count(presenter.entry.at) == [MOST_IN_ROW, 0]


def test_of_two_species_one_may_be_counted(presenter, shown, tablet):
    drawn(presenter, rows=3, species=2)
    species = presenter._view().species[1]
    assert [item.key for item in shown[-1].body.items] == ["species"]
    presenter.option("species", species.species)
    presenter.go_on()
    presenter.number(5)
    presenter.go_on()
    presenter.go_on()
    fact = tablet.read(lambda reads: reads.record(lines(tablet, "survival_count")[0].id)).fact
    assert fact.species == species.species


def test_fewer_rows_than_the_distance_still_have_one_to_walk(tablet, shown):
    made = led(tablet, SurvivalPresenter(tablet, shown.append, Chance(10)))
    made.enter()
    drawn(made, rows=4)
    assert [tile.key for tile in shown[-1].body.tiles] == ["4"]


def test_a_draw_of_another_tablet_is_taken_up_and_typed_rows_are_forgotten(presenter, tablet, shown):
    """What was typed as the number of rows is over when a draw has come by sync."""
    unit = planted(presenter).unit.id
    presenter.choose(unit)
    presenter.number(33)
    other = SurvivalPresenter(tablet, lambda _state: None, Chance(1))
    other.enter(unit=unit)
    other.number(20)
    other.go_on()
    presenter.enter(unit=unit)
    assert (presenter.step, presenter.entry.rows_total) == ("walk", 20)


def test_a_full_tablet_draws_nothing_and_says_so(presenter, shown, monkeypatch, tablet):
    from app.screens.survival import presenter as module

    def refuse(*_arguments):
        raise Problem("storage_full")

    monkeypatch.setattr(module, "record_fact", refuse)
    drawn(presenter)
    assert presenter.step == "rows"
    assert "espacio" in shown[-1].problem
    monkeypatch.undo()
    presenter.go_on()
    assert presenter.step == "walk"


def test_a_fault_of_the_program_is_no_problem_of_the_person(presenter):
    with pytest.raises(ZeroDivisionError):
        presenter._not_drawn(ZeroDivisionError())


def test_back_from_a_unit_that_was_chosen_here_leads_to_the_list(presenter, tablet):
    unit = planted(presenter).unit.id
    presenter.choose(unit)
    presenter.go_back()
    assert presenter.step == "unit"
    tablet.navigator.go("today")
    tablet.navigator.go("survival", unit=unit)
    presenter.go_back()
    assert tablet.navigator.current.name == "today"


def test_nothing_is_typed_over(presenter):
    with pytest.raises(LookupError):
        presenter.filled(type("Fact", (), {"kind": "survival_count"})())


@pytest.mark.parametrize(
    ("share", "words"),
    [
        (None, "Sin árboles"),
        (Share(845, 51, 100), "85\u00a0%\u00a0±\u00a06\u00a0%"),
        (Share(844, 50, 100), "84\u00a0%\u00a0±\u00a05\u00a0%"),
        (Share(900, None, 10), "90\u00a0%"),
        (Share(1000, 0, 10), "100\u00a0%\u00a0±\u00a00\u00a0%"),
    ],
)
def test_shares_as_people_read_them(share, words):
    assert share_text(share) == words


def test_chance_gives_every_number_and_no_other():
    chance = SystemChance()
    assert {chance.number(5) for _ in range(400)} == {1, 2, 3, 4, 5}
    assert chance.number(1) == 1


def test_the_steps_are_counted_from_one_to_five_on_the_whole_way(presenter, shown):
    """Also where the unit was chosen, and the rows were drawn, so that one does not go back there."""
    told = [shown[-1].subtitle]
    presenter.choose(planted(presenter).unit.id)
    told.append(shown[-1].subtitle)
    presenter.number(20)
    presenter.go_on()
    told.append(shown[-1].subtitle)
    presenter.go_on()
    told.append(shown[-1].subtitle)
    assert [words.partition(" · ")[0] for words in told] == [f"Paso {number} de 5" for number in (1, 2, 3, 4)]
