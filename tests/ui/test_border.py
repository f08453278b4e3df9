"""Walking a unit's border by touch, behind the simulator; and choosing a unit on the map."""

import pytest

from app.screens.border.border import build
from app.screens.planting.planting import build as build_planting
from app.widgets.unit_map.unit_map import UnitMap
from core.domain.geometry import distance_to_line_m, ring_area_m2
from core.domain.plots import Point
from core.usecases.views.field import HistoryFilter
from tests.fakes.places import FakeCamera
from tests.tablet import whole_app
from tests.ui.recording import latest, open_screen, touch_row, type_number


@pytest.fixture
def unit(desk):
    return unit_called(desk, "01-4")


def unit_called(desk, code):
    return next(view for view in desk.read(lambda reads: reads.units(desk.committee_id)) if view.code == code)


def walk_round(harness, presenter, border):
    """Waits at each corner, as the simulator does, and touches there."""
    harness.touch("Empezar")
    harness.settle(6)
    for corner in border[1:]:
        while not stands_at(presenter, corner):
            harness.settle(1)
        harness.touch("Esquina aquí")
        harness.settle(6)


def stands_at(presenter, corner):
    here = presenter._locating.here
    return here is not None and distance_to_line_m(Point(here.lat_udeg, here.lon_udeg), [corner]) < 6


def test_a_border_is_walked_looked_over_and_saved(harness, desk, unit):
    screen = open_screen(harness, build, desk, unit=unit.id)
    assert harness.reads("Lindero de 01-4")
    assert harness.reads("Párese en la primera esquina")
    walk_round(harness, screen.presenter, unit.border)
    assert harness.reads("Quebrada El Aliso")
    harness.touch("Terminar")
    assert harness.reads("Revisar antes de guardar")
    assert harness.reads("Es una medición")
    harness.touch("Guardar")
    fact = latest(desk, "border_walked").fact
    assert len(fact.ring) == 4
    assert fact.area_m2 == pytest.approx(ring_area_m2(unit.border), rel=0.05)
    assert desk.undos[0][0].startswith("Guardado: lindero de 01-4")


def test_the_last_corner_is_taken_back_and_a_pause_keeps_the_rest(harness, desk, unit):
    screen = open_screen(harness, build, desk, unit=unit.id)
    walk_round(harness, screen.presenter, unit.border[:2])
    assert len(screen.presenter.entry.ring) == 2
    harness.touch("Quitar la última")
    assert len(screen.presenter.entry.ring) == 1
    harness.touch("Pausa")
    assert harness.reads("En pausa")
    open_screen(harness, build, desk, unit=unit.id)
    harness.touch("Seguir donde quedó")
    assert harness.reads("Seguir caminando")


def test_the_way_from_a_units_facts_to_its_border_and_back(harness, desk, unit):
    harness.mount(whole_app(desk))
    desk.navigator.go("planting")
    harness.frames(6)
    touch_row(harness, "01-4 · Loma del Aliso")
    harness.touch("Recorrer el lindero")
    assert desk.navigator.current.name == "border"
    assert harness.reads("Lindero de 01-4")
    harness.touch("Salir")
    assert desk.navigator.current.name == "planting"


def test_a_saved_border_stands_in_the_history_with_its_area(harness, desk, unit):
    screen = open_screen(harness, build, desk, unit=unit.id)
    walk_round(harness, screen.presenter, unit.border[:3])
    harness.touch("Terminar")
    harness.touch("Guardar")
    chosen = HistoryFilter(committee=desk.committee_id, kinds=("border_walked",))
    line = desk.read(lambda reads: reads.history(chosen, 5, 0))[0]
    harness.mount(whole_app(desk))
    desk.navigator.go("record", id=line.id)
    harness.frames(6)
    assert harness.reads("Lindero recorrido")
    assert harness.reads("Unidad 01-4")
    assert harness.reads("m²")
    harness.touch("Corregir")
    assert desk.navigator.current.name == "border"
    assert harness.reads("Corregir: Lindero de 01-4")


def test_a_unit_is_chosen_on_the_map(harness, desk):
    screen = open_screen(harness, build_planting, desk)
    land = harness.find(lambda widget: isinstance(widget, UnitMap))
    harness.touch(land.place_of(unit_called(desk, "01-3").id))
    assert screen.presenter.entry.unit == unit_called(desk, "01-3").id
    assert harness.reads("01-3 · Loma del Aliso")
    assert harness.reads("0 de 3,555 · 0 %")
    harness.touch("Siguiente")
    assert harness.reads("¿De qué lote son los plantones?")


def test_the_unit_one_stands_in_is_offered_first(harness, desk):
    screen = open_screen(harness, build_planting, desk)
    assert harness.reads("Buscando satélites…")
    harness.settle(2)
    assert harness.reads("Está en 01-3")
    harness.touch("Elegir 01-3")
    assert screen.presenter.entry.unit == unit_called(desk, "01-3").id
    harness.touch(harness.find(lambda widget: getattr(widget, "hint", "") == "Ver otras unidades"))
    assert harness.reads("01-1 · Loma del Aliso")


def test_the_list_alone_is_one_touch_away(harness, desk):
    screen = open_screen(harness, build_planting, desk)
    harness.touch("Lista")
    assert not screen.presenter._where.locating.is_on
    with pytest.raises(AssertionError):
        harness.find(lambda widget: isinstance(widget, UnitMap))
    touch_row(harness, "01-3 · Loma del Aliso")
    harness.touch("Mapa")
    assert harness.reads("Recorrer el lindero")


def test_a_photo_is_taken_before_saving(harness, desk):
    screen = open_screen(harness, lambda given: build_planting(given, eye=FakeCamera()), desk)
    touch_row(harness, "01-3 · Loma del Aliso")
    harness.touch("Siguiente")
    touch_row(harness, "Pino pátula")
    harness.touch("Siguiente")
    type_number(harness, 10)
    harness.touch("Sin foto")
    assert harness.reads("Tomada. Toque para repetirla.")
    assert screen.presenter.sides()
