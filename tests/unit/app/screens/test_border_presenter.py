"""Walking a border as plain code: corners, undo, pause, a kill, what is said, what is saved."""

import pytest

from app.screens.border.presenter import BorderPresenter
from app.text.telling import place_of, title_of
from core.domain.geometry import ring_area_m2
from core.sync.turns.conversation import converse
from core.usecases.views.field import HistoryFilter
from tests.fakes.places import FakeReceiver, Seconds, places
from tests.sample import copied_server

CORNERS = ((-5_119_802, -79_668_004), (-5_121_030, -79_667_513), (-5_119_930, -79_665_849), (-5_119_137, -79_666_395))
"""Those of unit 01-4."""


@pytest.fixture
def shown():
    return []


@pytest.fixture
def receiver():
    return FakeReceiver()


@pytest.fixture
def seconds():
    return Seconds()


@pytest.fixture
def walk(tablet, shown, receiver, seconds):
    return entered(tablet, shown, receiver, seconds)


def entered(tablet, shown, receiver, seconds):
    made = BorderPresenter(tablet, shown.append, places(receiver, seconds))
    made.enter(unit=unit(tablet).id)
    return made


def unit(tablet, code="01-4"):
    return next(view for view in tablet.read(lambda reads: reads.units(tablet.committee_id)) if view.code == code)


def corner(walk, receiver, place, accuracy=3.0):
    walk.tap("corner")
    for _ in range(5):
        receiver.tell(*place, accuracy)


def walked(walk, receiver, corners=CORNERS):
    walk.tap("start")
    for _ in range(5):
        receiver.tell(*corners[0], 3.0)
    for place in corners[1:]:
        corner(walk, receiver, place)
    return walk


def borders(tablet):
    chosen = HistoryFilter(committee=tablet.committee_id, kinds=("border_walked",))
    return tablet.read(lambda reads: reads.history(chosen, 10, 0))


def texts(state):
    return [getattr(item, "text", "") for item in state.body.items]


def test_before_the_start_nothing_runs(walk, shown, receiver):
    body = shown[-1].body
    assert (body.main.text, body.area, body.hint) == (
        "Empezar", "0.00\N{NO-BREAK SPACE}ha · 0\N{NO-BREAK SPACE}m²",
        "Párese en la primera esquina y toque «Empezar».",
    )  # fmt: skip
    assert not receiver.is_on
    assert shown[-1].title == "Lindero de 01-4"
    assert (shown[-1].next_text, shown[-1].next_kind) == ("Terminar", "secondary")


def test_the_first_corner_is_where_one_starts(walk, shown, receiver):
    walk.tap("start")
    assert shown[-1].body.main.text == "Quieto… buscando"
    receiver.tell(*CORNERS[0], 8.0)
    assert shown[-1].body.main.text == "Quieto… 1 de 5"
    assert shown[-1].body.figures[2] == ("Precisión", "±8 m")
    for _ in range(4):
        receiver.tell(*CORNERS[0], 3.0)
    assert walk.entry.ring == [[*CORNERS[0], 2]]
    assert shown[-1].body.main.text == "Esquina aquí"


def test_a_walk_round_the_unit_comes_to_its_area(walk, shown, receiver, tablet):
    walked(walk, receiver)
    body = shown[-1].body
    assert body.area.startswith("2.6")
    assert body.figures[0] == ("Esquinas", "4")
    assert body.land.walk == tuple(walk._ring())
    assert not body.land.wrong
    assert any("Quebrada El Aliso" in text for text in texts(shown[-1]))
    walk.go_on()
    assert not receiver.is_on
    assert shown[-1].body.land.closed
    assert shown[-1].body.figures[1][0] == "Contorno"
    walk.go_on()
    line = borders(tablet)[0]
    assert (title_of(line), place_of(line)) == ("Lindero recorrido", "Unidad 01-4")
    fact = tablet.read(lambda reads: reads.record(line.id)).fact
    assert (fact.area_m2, fact.accuracy_m, len(fact.ring)) == (ring_area_m2(fact.ring), 2, 4)
    assert [(point.lat_udeg, point.lon_udeg) for point in fact.ring] == list(CORNERS)
    assert tablet.undos[0][0].startswith("Guardado: lindero de 01-4, 2.6")
    tablet.undos[0][1]()
    assert borders(tablet)[0].state == "void"


def test_the_office_says_what_it_finds(walk, receiver, tablet, tmp_path, template):
    server = copied_server(template, tmp_path)
    walked(walk, receiver, (CORNERS[0], CORNERS[2], CORNERS[1], CORNERS[3]))
    walk.go_on()
    walk.go_on()
    for _ in range(2):
        converse(tablet.store, tablet.clock, tablet.signer, server.exchange)
    detail = tablet.read(lambda reads: reads.record(borders(tablet)[0].id))
    assert [(hold.rule, hold.action) for hold in detail.holds] == [("border_crosses_itself", "warn")]
    assert detail.line.state == "confirmed"


def test_the_map_has_neighbours_and_water(walk, shown):
    land = shown[-1].body.land
    assert {plot.code[:2] for plot in land.plots} == {"01", "02"}
    assert "03-1" in {one.code for one in land.neighbours}
    assert not {one.code for one in land.neighbours} & {plot.code for plot in land.plots}
    assert [stream.name for stream in land.streams] == ["Quebrada El Aliso", "Quebrada Honda"]
    assert land.strip_m == 30


def test_fewer_than_three_corners_are_no_border(walk, shown, receiver):
    walked(walk, receiver, CORNERS[:2])
    walk.go_on()
    assert "2 esquinas y hacen falta por lo menos 3" in shown[-1].problem
    assert receiver.is_on


def test_a_crossing_is_shown_at_once_and_undone_by_a_touch(walk, shown, receiver):
    walked(walk, receiver, (CORNERS[0], CORNERS[2], CORNERS[1], CORNERS[3]))
    assert shown[-1].body.land.wrong
    assert any("se cruza" in text and "esquina 1" in text for text in texts(shown[-1]))
    walk.tap("undo_corner")
    assert not shown[-1].body.land.wrong
    assert len(walk.entry.ring) == 3


def test_the_area_is_compared_only_when_the_way_round_is_closed(walk, shown, receiver):
    walked(walk, receiver, CORNERS[:3])
    assert not any("de diferencia" in text for text in texts(shown[-1]))
    walk.go_on()
    assert any("de diferencia" in text for text in texts(shown[-1]))


def test_running_into_the_neighbour_is_told(walk, shown, receiver):
    walked(walk, receiver, (CORNERS[0], (-5_122_500, -79_667_000), *CORNERS[2:]))
    assert any("01-1" in text and "se mete en" in text for text in texts(shown[-1]))


def test_the_same_place_twice_is_one_corner(walk, shown, receiver):
    walked(walk, receiver, CORNERS[:1])
    corner(walk, receiver, CORNERS[0])
    assert len(walk.entry.ring) == 1
    assert "misma esquina" in shown[-1].body.hint
    corner(walk, receiver, CORNERS[1])
    assert "próxima esquina" in shown[-1].body.hint


def test_a_second_touch_takes_the_corner_as_it_is(walk, receiver):
    walk.tap("start")
    walk.tap("corner")
    assert walk.entry.ring == []
    receiver.tell(*CORNERS[0], 7.0)
    walk.tap("corner")
    assert walk.entry.ring == []
    receiver.tell(*CORNERS[0], 7.0)
    walk.tap("corner")
    assert walk.entry.ring == [[*CORNERS[0], 5]]


def test_a_pause_spares_the_battery_and_keeps_the_corners(walk, shown, receiver):
    walked(walk, receiver, CORNERS[:2])
    walk.tap("pause")
    assert not receiver.is_on
    assert shown[-1].body.main.text == "Seguir caminando"
    assert "En pausa" in shown[-1].body.hint
    assert shown[-1].body.figures[2] == ("Peor esquina", "±2 m")
    walk.tap("start")
    assert receiver.is_on
    assert not walk._locating.is_taking
    corner(walk, receiver, CORNERS[2])
    assert len(walk.entry.ring) == 3


def test_a_flat_battery_costs_no_corner(tablet, walk, shown, receiver, seconds):
    walked(walk, receiver, CORNERS[:3])
    again = entered(tablet, shown, receiver, seconds)
    again.tap("carry_on")
    assert len(again.entry.ring) == 3
    assert shown[-1].body.main.text == "Seguir caminando"


def test_without_satellites_it_says_what_to_do(walk, shown, receiver, seconds):
    walk.tap("start")
    seconds.pass_by(46)
    assert "no encuentra los satélites" in shown[-1].body.hint
    assert walk.entry.ring == []
    receiver.tell(*CORNERS[0])
    assert "no encuentra" not in shown[-1].body.hint


def test_without_permission_nothing_breaks(walk, shown, receiver):
    walk.tap("start")
    receiver.refuse("position_forbidden")
    assert "no tiene permiso" in shown[-1].body.hint


def test_going_back_stops_the_receiver(walk, receiver, tablet):
    walked(walk, receiver, CORNERS[:3])
    walk.go_on()
    walk.go_back()
    assert (walk.step, receiver.is_on) == ("corners", False)
    walk.tap("start")
    walk.leave()
    assert not receiver.is_on


def test_a_border_without_a_unit_cannot_be_finished(tablet, shown, receiver, seconds):
    made = BorderPresenter(tablet, shown.append, places(receiver, seconds))
    made.enter()
    assert shown[-1].title == "Lindero"
    walked(made, receiver)
    made.go_on()
    assert "Falta la unidad" in shown[-1].problem


def test_a_saved_border_can_be_corrected(walk, shown, receiver, tablet):
    walked(walk, receiver)
    walk.go_on()
    walk.go_on()
    line = borders(tablet)[0]
    walk.enter(correct=line.id)
    assert walk.is_correction
    walk.tap("undo_corner")
    for _ in range(2):
        walk.go_on()
    walk.choose("other")
    walk.go_on()
    assert len(tablet.read(lambda reads: reads.record(line.id)).fact.ring) == 3


def test_a_border_has_an_end(walk, shown, receiver):
    walked(walk, receiver, CORNERS[:1])
    walk.entry.ring = walk.entry.ring * 500
    walk.changed()
    assert not shown[-1].body.main.can_press
    assert "hasta 500 esquinas" in shown[-1].body.hint
    walk.tap("corner")
    assert not walk._locating.is_taking


def test_a_corner_that_jumps_is_told_before_the_way_is_lost(tablet, walk, shown, receiver):
    """More than a record can hold would be kept as bytes that nobody reads."""
    walked(walk, receiver, (*CORNERS[:3], (0, 0)))
    for _ in range(2):
        walk.go_on()
    assert "alguna esquina se tomó mal" in shown[-1].problem
    assert borders(tablet) == []
    walk.go_back()
    walk.tap("undo_corner")
    for _ in range(2):
        walk.go_on()
    assert [line.state for line in borders(tablet)] == ["pending"]
