"""Recording a planting by touch: where, from which batch, how many, by whom, and what everybody would earn."""

import pytest

from app.bare import NoReceiver
from app.ports import Positioning
from app.screens.planting.planting import build
from core.domain.attendance import Presence, Workday
from core.domain.nurseries import Dispatched
from core.domain.plantings import Planting
from tests.fakes.places import Seconds
from tests.tablet import take_pictures
from tests.ui.fieldday import golden_day, keep
from tests.ui.recording import bring, latest, number_of, open_screen, scroll_to, touch_row, type_number, write


@pytest.fixture
def minga(desk):
    """21 came for the whole day and 2 for half of it; 700 saplings of pine went to the field."""
    people = [
        view for view in desk.read(lambda reads: reads.members(desk.committee_id, desk.today())) if not view.minor
    ]
    presences = tuple(Presence(view.id, 1 if place >= 21 else 2) for place, view in enumerate(people[:23]))
    keep(desk, Workday(desk.committee_id, "planting", presences))
    batch = pine(desk)
    keep(desk, Dispatched(batch.id, 700))
    return people


def pine(desk):
    batches = desk.read(lambda reads: reads.batches(desk.committee_id))
    return next(batch for batch in batches if batch.species_name == "pino pátula")


def to_the_count(harness, unit="01-3 · Loma del Aliso"):
    touch_row(harness, unit)
    harness.touch("Siguiente")
    touch_row(harness, "Pino pátula")
    harness.touch("Siguiente")


def test_640_trees_by_21_full_and_2_half_days(harness, desk, minga):
    open_screen(harness, build, desk)
    assert harness.reads("0 de 3,555 árboles")
    to_the_count(harness)
    assert harness.reads("pino pátula en la unidad 01-3")
    type_number(harness, 640)
    assert harness.reads("Quedan en campo sin plantar: 60")
    assert harness.reads("640 de 3,555 árboles")
    harness.touch("Siguiente")
    assert harness.reads("Jornadas elegidas: 1")
    assert harness.reads("Ganan S/\u00a0320.00 en total. Personas: 23.")
    harness.touch("Siguiente")
    assert harness.reads("S/\u00a0320.00")
    amounts = [row["amount"] for row in shown_shares(harness)]
    assert sorted(amounts) == ["S/\u00a014.54"] * 9 + ["S/\u00a014.55"] * 12 + ["S/\u00a07.27"] * 2
    harness.touch("Guardar")
    detail = latest(desk, "planting")
    assert (detail.fact.count, detail.line.centimos) == (640, 32_000)
    assert desk.undos[0][0] == "Guardado: 640 pino pátula en 01-3"
    assert desk.navigator.current.name == "today"
    desk.undos[0][1]()
    assert latest(desk, "planting").line.state == "void"


def shown_shares(harness):
    return harness.find(lambda widget: type(widget).__name__ == "NamedList").data


def test_a_replanting_is_a_record_of_its_own(harness, desk, minga):
    open_screen(harness, build, desk)
    harness.touch("Recalce")
    to_the_count(harness)
    type_number(harness, 30)
    for _ in range(2):
        harness.touch("Siguiente")
    assert harness.reads("S/\u00a00.00")
    harness.touch("Guardar")
    assert latest(desk, "replanting").fact.count == 30


def test_by_person_the_counts_have_to_add_up(harness, desk, minga):
    open_screen(harness, build, desk)
    to_the_count(harness)
    type_number(harness, 120)
    harness.touch("Siguiente")
    harness.touch("Por persona")
    harness.touch("Siguiente")
    assert harness.reads("Falta decir quiénes hicieron el trabajo")
    touch_row(harness, minga[0].name)
    type_number(harness, 70)
    assert harness.reads("Van 70 de 120")
    harness.touch("Siguiente")
    assert harness.reads("Las personas suman 70, pero el registro dice 120")
    touch_row(harness, minga[1].name)
    type_number(harness, 50)
    harness.touch("Siguiente")
    harness.touch("Guardar")
    people = latest(desk, "planting").fact.people
    assert [(person.member, person.count) for person in people] == [(minga[0].id, 70), (minga[1].id, 50)]


def test_findings_are_told_while_typing(harness, desk, minga):
    open_screen(harness, build, desk)
    to_the_count(harness)
    type_number(harness, 4000)
    assert harness.reads("Faltan en campo: 3,300")
    assert harness.reads("de los que salieron a campo de ese lote solo quedaban 700")
    assert harness.reads("La unidad 01-3 llegaría a 4,000 árboles")
    assert harness.reads("Esas jornadas suman 4,000")


def test_a_position_near_water_is_told_and_none_is_needed(harness, desk, minga):
    open_screen(harness, build, desk)
    to_the_count(harness, "01-4 · Loma del Aliso")
    type_number(harness, 10)
    harness.touch("Sin tomar")
    harness.settle(3)
    assert harness.reads("Tomando: ")
    harness.settle(9)
    assert harness.reads("Tomada · precisión")
    assert harness.reads("10 lecturas")
    open_screen(harness, lambda given: build(given, Positioning(NoReceiver(), lambda: 0.0, Seconds().every)), desk)
    harness.touch("Empezar de nuevo")
    to_the_count(harness)
    type_number(harness, 10)
    harness.touch("Sin tomar")
    assert harness.reads("Esta tableta no tiene GPS")
    for _ in range(2):
        harness.touch("Siguiente")
    harness.touch("Guardar")
    assert latest(desk, "planting").fact.position is None


@pytest.mark.parametrize(("typed", "sentence"), [(0, "Falta la cantidad"), (60_000, "es más de lo posible")])
def test_a_count_nobody_means(harness, desk, minga, typed, sentence):
    open_screen(harness, build, desk)
    to_the_count(harness)
    if typed:
        type_number(harness, typed)
    harness.touch("Siguiente")
    assert harness.reads(sentence)
    assert harness.reads("¿Cuántos?")


def test_a_place_and_a_batch_have_to_be_chosen(harness, desk):
    open_screen(harness, build, desk)
    harness.touch("Siguiente")
    assert harness.reads("Falta llenar «Unidad de manejo»")
    touch_row(harness, "01-3 · Loma del Aliso")
    harness.touch("Siguiente")
    harness.touch("Siguiente")
    assert harness.reads("Falta llenar «Lote de plantones»")


def test_without_a_workday_the_roll_is_offered(harness, desk):
    open_screen(harness, build, desk)
    to_the_count(harness)
    type_number(harness, 5)
    harness.touch("Siguiente")
    assert harness.reads("Pase lista primero")
    harness.touch("Siguiente")
    assert harness.reads("Falta decir quiénes hicieron el trabajo")
    harness.touch("Pasar lista")
    assert desk.navigator.current.name == "workday"


def test_holes_dug_before_are_listed_and_not_ticked(harness, desk, minga):
    keep(desk, Workday(desk.committee_id, "holes", (Presence(minga[30].id, 2),)), "2014-11-28")
    open_screen(harness, build, desk)
    to_the_count(harness)
    type_number(harness, 46)
    harness.touch("Siguiente")
    assert harness.reads("Jornadas elegidas: 1")
    touch_row(harness, "Jornada de hoyado")
    assert harness.reads("Jornadas elegidas: 2")
    assert harness.reads("Personas: 24")


def test_a_correction_states_the_new_count_and_what_was_noted(harness, desk, pictures):
    done = golden_day(desk)
    open_screen(harness, build, desk, correct=done.planting)
    assert harness.reads("Corregir: Plantación")
    for _ in range(2):
        harness.touch("Siguiente")
    type_number(harness, 600)
    assert harness.reads("Quedan en campo sin plantar: 100")
    assert harness.reads("600 de 3,555 árboles")
    for _ in range(3):
        harness.touch("Siguiente")
        assert not harness.reads("No cambió")
    harness.touch("Cantidad equivocada")
    write(harness, "Nota (si hace falta)", "Contaron dos veces la hilera del quinual")
    take_pictures(harness, pictures, "planting-why")
    harness.touch("Guardar")
    assert latest(desk, "planting").line.centimos == 30_000
    said = desk.read(lambda reads: reads.record(done.planting)).corrections
    assert [(change.reason, change.note) for change in said] == [
        ("wrong_count", "Contaron dos veces la hilera del quinual")
    ]
    desk.undos[0][1]()
    assert latest(desk, "planting").line.centimos == 32_000


def test_a_correction_without_a_change_is_refused_and_keeps_what_was_typed(harness, desk):
    done = golden_day(desk)
    open_screen(harness, build, desk, correct=done.planting)
    for _ in range(5):
        harness.touch("Siguiente")
    harness.touch("Otro motivo")
    harness.touch("Guardar")
    assert harness.reads("No cambió nada")
    assert harness.reads("¿Por qué se corrige?")


def test_a_double_touch_saves_once(harness, desk, minga):
    screen = open_screen(harness, build, desk)
    to_the_count(harness)
    type_number(harness, 8)
    for _ in range(2):
        harness.touch("Siguiente")
    screen.presenter.go_on()
    screen.presenter.go_on()
    assert number_of(desk, "planting") == 1


def test_what_was_typed_is_offered_again_and_gone_when_saved(harness, desk, minga):
    open_screen(harness, build, desk)
    to_the_count(harness)
    type_number(harness, 321)
    open_screen(harness, build, desk)
    harness.touch("Seguir donde quedó")
    assert harness.reads("321")
    for _ in range(2):
        harness.touch("Siguiente")
    harness.touch("Guardar")
    open_screen(harness, build, desk)
    assert not harness.reads("sin terminar")


def test_a_full_tablet_loses_nothing(harness, desk, minga, monkeypatch):
    from app.screens.recording import saving
    from core.domain.problems import Problem

    def refuse(*_arguments, **_more):
        raise Problem("storage_full")

    monkeypatch.setattr(saving, "record_fact", refuse)
    open_screen(harness, build, desk)
    to_the_count(harness)
    type_number(harness, 12)
    for _ in range(2):
        harness.touch("Siguiente")
    harness.touch("Guardar")
    assert harness.reads("No hay espacio en la tableta")
    assert harness.reads("12 pino pátula")
    assert number_of(desk, "planting") == 0


def test_a_planting_of_others_can_be_opened_for_correction(harness, desk, minga):
    """A count by people comes back as people with their counts."""
    batch = pine(desk)
    unit = next(unit for unit in desk.read(lambda reads: reads.units(desk.committee_id)) if unit.code == "01-3")
    from core.domain.nurseries import PersonCount

    people = (PersonCount(minga[0].id, 20), PersonCount(minga[1].id, 10))
    first = keep(desk, Planting(desk.committee_id, unit.id, batch.species, batch.id, 30, people=people))
    open_screen(harness, build, desk, correct=first)
    for _ in range(3):
        harness.touch("Siguiente")
    scroll_to(harness, minga[0].name)
    assert harness.reads("cantidad: 20")
    assert bring(harness, "Van 30 de 30")
