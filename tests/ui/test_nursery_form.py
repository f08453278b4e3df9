"""Every act of the nursery by touch, the running line below the pad, and what cannot be meant."""

import pytest

from app.screens.nursery_form.nursery_form import build
from core.domain.attendance import Presence, Workday
from core.domain.nurseries import Dispatched, ReadyAccepted
from tests.tablet import desk_for
from tests.ui.fieldday import keep
from tests.ui.recording import bring, latest, number_of, open_screen, touch_row, type_number, write


@pytest.fixture
def desk(tmp_path, template):
    """The tablet in Cajas, whose batch CAJ-2013-3 has 1,240 accepted of 3,000 pricked out."""
    made = desk_for(tmp_path, template, committee="committee:CAJ")
    yield made
    made.store.engine.dispose()


@pytest.fixture
def batch(desk):
    batches = desk.read(lambda reads: reads.batches(desk.committee_id))
    return next(batch for batch in batches if batch.code == "CAJ-2013-3")


@pytest.fixture
def people(desk):
    """Twelve who worked in the nursery, a whole day on Monday and half a day today."""
    found = [view for view in desk.read(lambda reads: reads.members(desk.committee_id, desk.today())) if not view.minor]
    for day, half_days in (("2014-12-01", 2), ("2014-12-03", 1)):
        present = tuple(Presence(view.id, half_days) for view in found[:12])
        keep(desk, Workday(desk.committee_id, "nursery", present), day)
    return found


def act(harness, desk, batch, action, **more):
    return open_screen(harness, build, desk, action=action, batch=batch.id, **more)


# --- acceptance ---


def test_1240_accepted_then_1900_in_total(harness, desk, batch, people):
    act(harness, desk, batch, "ready_accepted")
    assert harness.reads("Aceptados antes: 1,240")
    assert harness.reads("Esto paga")
    type_number(harness, 1900)
    assert harness.reads("Aceptados antes 1,240 · en total 1,900 · nuevos 660")
    harness.touch("Siguiente")
    assert harness.reads("Jornadas elegidas: 2")
    assert harness.reads("Ganan S/\u00a0165.00 en total. Personas: 12.")
    harness.touch("Siguiente")
    for text in ("S/\u00a0165.00", "S/\u00a013.75", "660", people[0].name):
        assert harness.reads(text)
    harness.touch("Siguiente")
    officer = next(view for view in people if view.officer_role)
    touch_row(harness, officer.name)
    harness.touch("Guardar")
    detail = latest(desk, "ready_accepted")
    assert (detail.fact.total, detail.line.centimos) == (1900, 16_500)
    assert (detail.fact.closed_by, detail.fact.closed_with) == (officer.id, "signature")
    assert len(detail.fact.workdays) == 2
    desk.undos[0][1]()
    assert latest(desk, "ready_accepted").line.state == "void"


def test_corrected_to_1850(harness, desk, batch, people):
    workdays = tuple(view.id for view in desk.read(lambda reads: reads.workdays(desk.committee_id, (), "2014", "2015")))
    first = keep(desk, ReadyAccepted(batch.id, 1900, workdays=workdays))
    open_screen(harness, build, desk, correct=first)
    assert harness.reads("Aceptados antes 1,240 · en total 1,900 · nuevos 660")
    type_number(harness, 1850)
    assert harness.reads("nuevos 610")
    harness.touch("Siguiente")
    harness.touch("Siguiente")
    assert harness.reads("S/\u00a0152.50")
    harness.touch("Siguiente")
    harness.touch("Siguiente")
    harness.touch("Cantidad equivocada")
    harness.touch("Guardar")
    assert latest(desk, "ready_accepted").line.centimos == 15_250


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        (0, "Falta la cantidad"),
        (1239, "es menor que el ya aceptado (1,240)"),
        (1240, "no hay plantones nuevos"),
        (60_000, "es más de lo posible"),
    ],
)
def test_totals_that_cannot_be_meant(harness, desk, batch, people, typed, sentence):
    act(harness, desk, batch, "ready_accepted")
    if typed:
        type_number(harness, typed)
    harness.touch("Siguiente")
    assert harness.reads(sentence)
    assert harness.reads("Paso 1 de 4")


def test_a_workday_can_be_left_out_and_nobody_is_refused(harness, desk, batch, people):
    act(harness, desk, batch, "ready_accepted")
    type_number(harness, 1900)
    harness.touch("Siguiente")
    rows = harness.find(lambda widget: type(widget).__name__ == "Choice")
    for row in rows.data:
        touch_row(harness, row["subtitle"])
    assert harness.reads("Jornadas elegidas: 0")
    harness.touch("Siguiente")
    assert harness.reads("Falta decir quiénes hicieron el trabajo")


def test_people_with_counts_share_only_the_new_ones(harness, desk, batch, people):
    act(harness, desk, batch, "ready_accepted")
    type_number(harness, 1300)
    harness.touch("Siguiente")
    harness.touch("Por persona")
    touch_row(harness, people[0].name)
    type_number(harness, 61)
    assert harness.reads("Van 61 de 60")
    harness.touch("Siguiente")
    assert harness.reads("Las personas suman 61")
    type_number(harness, 60)
    harness.touch("Siguiente")
    assert harness.reads("S/\u00a015.00")


def test_more_ready_than_pricked_out_is_told_while_typing(harness, desk, batch, people):
    act(harness, desk, batch, "ready_accepted")
    type_number(harness, 2950)
    assert harness.reads("de 3,000 repicados murieron 110")


def test_counted_standing_and_gone_make_the_total(harness, desk, batch, people):
    keep(desk, Dispatched(batch.id, 550))
    act(harness, desk, batch, "ready_accepted")
    harness.touch("Toque para sumar")
    type_number(harness, 13)
    harness.touch("De a: 0")
    type_number(harness, 100)
    harness.touch("Sueltos: 0")
    type_number(harness, 50)
    harness.touch("Listo")
    assert harness.reads("Aceptados antes 1,240 · en total 1,900 · nuevos 660")
    assert harness.reads("550")


# --- the acts that never pay ---


def test_an_inventory_keeps_its_parts_and_pays_nobody(harness, desk, batch):
    act(harness, desk, batch, "inventory_counted")
    assert harness.reads("Esto no paga a nadie")
    assert harness.reads("Según los registros hay 2,890")
    harness.touch("Toque para sumar")
    type_number(harness, 12)
    harness.touch("De a: 0")
    type_number(harness, 98)
    harness.touch("Sueltos: 0")
    type_number(harness, 14)
    harness.touch("Sumar 1,190")
    assert harness.reads("12 × 98 + 14 = 1,190")
    harness.touch("Jabas")
    harness.touch("Cuántas: 0")
    type_number(harness, 2)
    harness.touch("Sumar 196")
    harness.touch("2 × 98 + 0 = 196")
    harness.touch("Listo")
    assert harness.reads("Contados: 1,190")
    harness.touch("Guardar")
    detail = latest(desk, "inventory_counted")
    assert (detail.fact.count, detail.line.centimos) == (1190, 0)
    assert [(part.container, part.containers, part.each, part.loose) for part in detail.fact.parts] == [
        ("tray", 12, 98, 14)
    ]


def test_a_typed_figure_replaces_the_counted_parts(harness, desk, batch):
    screen = act(harness, desk, batch, "inventory_counted")
    screen.presenter.entry.parts = [["tray", 1, 10, 0]]
    type_number(harness, 25)
    harness.touch("Guardar")
    assert latest(desk, "inventory_counted").fact.parts == ()


def test_pricking_out_names_workdays_for_the_pace_alone(harness, desk, batch, people):
    act(harness, desk, batch, "pricked_out")
    type_number(harness, 400)
    assert harness.reads("Repicados en total: 3,400")
    harness.touch("Siguiente")
    assert harness.reads("Esto no paga")
    harness.touch("Guardar")
    fact = latest(desk, "pricked_out").fact
    assert (fact.count, len(fact.workdays)) == (400, 1)


def test_a_loss_has_a_cause_and_a_stage(harness, desk, batch):
    act(harness, desk, batch, "saplings_lost")
    harness.touch("Siguiente")
    assert harness.reads("Falta llenar «¿Por qué se perdieron?»")
    harness.touch("Helada")
    harness.touch("Siguiente")
    type_number(harness, 60)
    assert harness.reads("Creciendo quedan 1,590")
    harness.touch("Ya aceptados")
    assert harness.reads("Listos en pie quedan 1,180")
    harness.touch("Guardar")
    fact = latest(desk, "saplings_lost").fact
    assert (fact.count, fact.stage, fact.cause) == (60, "ready", "frost")


def test_a_dispatch_with_its_unit(harness, desk, batch):
    act(harness, desk, batch, "dispatched")
    type_number(harness, 380)
    assert harness.reads("Listos en pie quedan 860")
    harness.touch("Sin unidad")
    touch_row(harness, "04-2")
    harness.touch("Guardar")
    detail = latest(desk, "dispatched")
    assert (detail.fact.count, detail.names[detail.fact.unit]) == (380, "04-2")


def test_more_than_there_is_is_told_and_can_still_be_saved(harness, desk, batch):
    act(harness, desk, batch, "dispatched")
    type_number(harness, 1300)
    assert harness.reads("Faltan en el lote: 60")
    assert harness.reads("en el lote solo había 1,240 listos")
    harness.touch("Guardar")
    assert latest(desk, "dispatched").fact.count == 1300


def test_a_return(harness, desk, batch):
    keep(desk, Dispatched(batch.id, 100))
    act(harness, desk, batch, "returned")
    type_number(harness, 40)
    assert harness.reads("En campo quedan 60")
    harness.touch("Guardar")
    assert latest(desk, "returned").fact.count == 40


def test_a_transfer_to_another_committee(harness, tmp_path, template):
    desk = desk_for(tmp_path, template)
    batches = desk.read(lambda reads: reads.batches(desk.committee_id))
    pine = next(batch for batch in batches if batch.species_name == "pino pátula")
    act(harness, desk, pine, "transferred")
    touch_row(harness, "Cajas · CAJ-2013-1")
    harness.touch("Siguiente")
    type_number(harness, 100)
    assert harness.reads("Listos en pie quedan 4,000")
    harness.touch("Guardar")
    detail = latest(desk, "transferred")
    assert detail.names[detail.fact.to_batch] == "CAJ-2013-1"
    desk.store.engine.dispose()


def test_a_gift_and_an_arrival(harness, desk, batch):
    act(harness, desk, batch, "given_away")
    harness.touch("Escuela")
    harness.touch("Siguiente")
    type_number(harness, 20)
    harness.touch("Guardar")
    assert latest(desk, "given_away").fact.to == "school"
    act(harness, desk, batch, "received")
    type_number(harness, 50)
    assert harness.reads("Listos en pie: 1,270")
    harness.touch("Guardar")
    assert latest(desk, "received").fact.count == 50


def test_a_new_batch_of_uncertified_seed_warns_and_is_saved(harness, desk):
    open_screen(harness, build, desk, action="batch_started")
    harness.touch("Siguiente")
    assert harness.reads("Falta llenar")
    harness.touch("Pino radiata")
    harness.touch("Siguiente")
    touch_row(harness, "PRAD-2013-2")
    assert harness.reads("A esta semilla le falta un papel")
    harness.touch("Siguiente")
    assert bring(harness, "CAJ-2014-1")
    write(harness, "Código del lote", "caj-2013-1")
    harness.touch("Guardar")
    assert harness.reads("Ya hay un lote con el código")
    write(harness, "Código del lote", "")
    harness.touch("Guardar")
    assert harness.reads("Falta llenar «Código del lote»")
    write(harness, "Código del lote", "CAJ-2014-1")
    harness.touch("Guardar")
    batches = desk.read(lambda reads: reads.batches(desk.committee_id))
    assert any(batch.code == "CAJ-2014-1" and batch.species_name == "pino radiata" for batch in batches)


def test_the_act_and_the_batch_are_asked_where_they_are_not_given(harness, desk):
    open_screen(harness, build, desk)
    harness.touch("Conteo")
    touch_row(harness, "CAJ-2013-2")
    harness.touch("Siguiente")
    type_number(harness, 5)
    harness.touch("Guardar")
    assert latest(desk, "inventory_counted").line.subject == "CAJ-2013-2"


def test_empty_and_double(harness, desk, batch):
    screen = act(harness, desk, batch, "received")
    harness.touch("Guardar")
    assert harness.reads("Falta la cantidad")
    type_number(harness, 5)
    screen.presenter.go_on()
    screen.presenter.go_on()
    assert number_of(desk, "received") == 1


def test_drafts_of_different_acts_do_not_meet(harness, desk, batch):
    act(harness, desk, batch, "received")
    type_number(harness, 77)
    act(harness, desk, batch, "dispatched")
    assert not harness.reads("sin terminar")
    act(harness, desk, batch, "received")
    harness.touch("Seguir donde quedó")
    assert harness.reads("77")
