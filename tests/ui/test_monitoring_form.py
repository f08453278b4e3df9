"""Losses, harvests, visits, complaints and agreements by touch, and their records' pages."""

from app.screens.monitoring_form.monitoring_form import build
from app.screens.record.record import build as build_record
from core.domain import canon
from core.domain.bodies import Count
from core.domain.nurseries import PersonCount
from core.domain.plantings import Planting
from tests.sample import DAY
from tests.ui.caring import care_views, cared_for, keep, planted_units
from tests.ui.recording import bring, latest, number_of, open_screen, touch_row, type_number, write
from tests.ui.reviewing import picture, show


class Shots:
    """A camera that is always ready."""

    can_take = True

    def take(self, answer, refuse):
        answer(b"\xff\xd8 a picture")


def make(desk):
    return build(desk, Shots())


def first(desk):
    return planted_units(desk)[0]


def plant_quenoal(desk, unit):
    batches = desk.read(lambda reads: reads.batches(desk.committee_id))
    batch = next(one for one in batches if one.species_name == "queñoal")
    member = next(one for one in desk.read(lambda reads: reads.members(desk.committee_id, DAY)) if not one.minor)
    people = (PersonCount(member.id, Count(50)),)
    keep(desk, Planting(desk.committee_id, unit, batch.species, batch.id, Count(50), people=people))


def text_of(desk, key):
    with desk.store.reading() as session:
        rows = session.side_rows([key])
    return canon.read(rows[0].data)["text"]


def test_a_loss_with_area_note_and_photo(harness, desk):
    view = first(desk)
    open_screen(harness, make, desk, action="loss_event")
    touch_row(harness, f"{view.unit.code} · {view.unit.area_name}")
    harness.touch("Incendio")
    type_number(harness, 85)
    assert harness.reads(f"Quedan en pie unos {view.standing - 85:,}")
    write(harness, "Superficie en m² (si se sabe)", "700")
    write(harness, "Nota (si hace falta)", "Quema de la chacra vecina")
    harness.touch(bring(harness, "Tomar foto"))
    assert bring(harness, "Foto tomada; va a la oficina.")
    harness.touch("Guardar")
    detail = latest(desk, "loss_event")
    assert (detail.fact.trees, detail.fact.cause, detail.fact.area_m2) == (85, "fire", 700)
    assert text_of(desk, detail.fact.note_side) == "Quema de la chacra vecina"
    with desk.store.reading() as session:
        assert [photo.hash for photo in session.photos().to_send()] == [detail.fact.photo_side]
    assert desk.undos[0][0] == f"Guardado: 85 perdidos en {view.unit.code}"
    desk.undos[0][1]()
    assert latest(desk, "loss_event").line.state == "void"


def test_more_than_stands_is_told_while_typing(harness, desk):
    view = first(desk)
    open_screen(harness, make, desk, action="loss_event", unit=view.unit.id)
    harness.touch("Ganado")
    type_number(harness, view.standing + 1)
    assert harness.reads(f"Según lo anotado había {view.standing:,}")
    assert bring(harness, f"Se pierden {view.standing + 1:,} árboles, pero en la unidad {view.unit.code} había "
                 f"{view.standing:,}. Revise la cantidad o lo plantado.")  # fmt: skip


def test_a_harvest_for_what_the_species_gives(harness, desk):
    view = next(one for one in planted_units(desk) if one.species[0].harvest == "poles")
    open_screen(harness, make, desk, action="harvest", unit=view.unit.id)
    name = view.species[0].name
    harness.touch(name[:1].upper() + name[1:])
    harness.touch("Siguiente")
    type_number(harness, 40)
    harness.touch("Guardar")
    fact = latest(desk, "harvest").fact
    assert (fact.product, fact.trees, fact.species) == ("poles", 40, view.species[0].species)


def test_quenoal_is_never_cut_and_that_is_said_at_once(harness, desk):
    view = next(one for one in care_views(desk) if not one.planted)
    plant_quenoal(desk, view.unit.id)
    open_screen(harness, make, desk, action="harvest", unit=view.unit.id)
    assert harness.reads("no se corta nunca")
    harness.touch("Queñoal")
    assert harness.reads("El queñoal no se corta nunca.")
    harness.touch("Siguiente")
    assert harness.reads("Falta llenar «¿Para qué?»")
    harness.touch("Leña")
    harness.touch("Siguiente")
    type_number(harness, 1)
    assert bring(harness, "El queñoal no se corta nunca. Revise la especie; si se cortó de verdad, llame a la oficina.")
    harness.touch("Guardar")
    assert number_of(desk, "harvest") == 1


def test_nothing_to_cut_is_said(harness, desk):
    view = next(one for one in care_views(desk) if not one.planted)
    open_screen(harness, make, desk, action="harvest", unit=view.unit.id)
    assert harness.reads("En esta unidad no hay árboles anotados.")


def test_a_visit_and_its_page(harness, desk):
    view = first(desk)
    open_screen(harness, make, desk, action="visit")
    touch_row(harness, f"{view.unit.code} · {view.unit.area_name}")
    harness.touch("Guardar")
    assert harness.reads("Falta llenar «Qué acordaron»")
    write(harness, "Qué acordaron", "Arreglar el cerco")
    harness.touch(bring(harness, "2 semanas"))
    harness.touch("Guardar")
    detail = latest(desk, "visit")
    assert (detail.fact.unit, detail.fact.next_on, detail.fact.seen_side) == (view.unit.id, "2014-12-17", None)
    show(harness, build_record(desk), "today", id=detail.line.id)
    assert harness.reads("Arreglar el cerco")
    assert harness.reads("17 de diciembre de 2014")


def test_a_complaint_keeps_its_words_out_of_the_log(harness, desk):
    open_screen(harness, make, desk, action="complaint")
    harness.touch("Pago")
    assert harness.reads("Solo la oficina lee estas palabras")
    harness.touch("Guardar")
    assert harness.reads("Falta llenar «Con sus palabras»")
    write(harness, "Con sus palabras", "El técnico no me anotó el 28")
    harness.touch("Guardar")
    detail = latest(desk, "complaint")
    assert (detail.fact.about, detail.fact.channel) == ("pay", "in_person")
    assert text_of(desk, detail.fact.office_side) == "El técnico no me anotó el 28"
    assert desk.undos[0][0].startswith(f"Guardado: reclamo N.º {detail.line.id}.")
    show(harness, build_record(desk), "today", id=detail.line.id)
    assert harness.reads("Solo las lee la oficina")
    assert not harness.reads("no me anotó")
    assert harness.reads("La oficina todavía no responde")


def test_an_agreement_with_its_paper(harness, desk):
    open_screen(harness, make, desk, action="agreement")
    harness.touch("Derechos de carbono")
    harness.touch("Guardar")
    assert harness.reads("Falta llenar «Número o código del papel»")
    write(harness, "Número o código del papel", "CD-2010-04")
    write(harness, "Firmado el (día/mes/año)", "29/02/2012")
    write(harness, "Dura cuántos años (si lo dice)", "25")
    harness.touch("Guardar")
    fact = latest(desk, "agreement").fact
    assert (fact.code, fact.signed_on, fact.ends_on, fact.carbon_holder, fact.unit) == (
        "CD-2010-04", "2012-02-29", "2037-02-28", "cooperative", None,
    )  # fmt: skip


def test_an_agreement_of_one_unit(harness, desk):
    view = first(desk)
    open_screen(harness, make, desk, action="agreement")
    harness.touch("Tierra")
    write(harness, "Número o código del papel", "T-1")
    harness.touch(bring(harness, "Toda la tierra del comité"))
    touch_row(harness, f"{view.unit.code} · {view.unit.area_name}")
    write(harness, "Firmado el (día/mes/año)", "31/02/2012")
    harness.touch("Guardar")
    assert bring(harness, "Escriba el día así: 28/11/2014. No puede ser un día que todavía no llega.")
    write(harness, "Firmado el (día/mes/año)", "1-2-2012")
    harness.touch("Guardar")
    assert latest(desk, "agreement").fact.unit == view.unit.id


def test_a_loss_is_corrected_and_keeps_its_note(harness, desk):
    made = cared_for(desk)
    open_screen(harness, make, desk, action="loss_event", correct=made.loss)
    for _ in range(2):
        harness.touch("Siguiente")
    type_number(harness, 80)
    harness.touch("Siguiente")
    harness.touch("Cantidad equivocada")
    harness.touch("Guardar")
    detail = desk.read(lambda reads: reads.record(made.loss))
    assert (detail.fact.trees, detail.fact.area_m2) == (80, 700)
    assert text_of(desk, detail.fact.note_side) == "Quema de la chacra vecina"


def test_what_was_written_survives_a_kill(harness, desk):
    open_screen(harness, make, desk, action="visit")
    harness.touch("Todo el comité")
    write(harness, "Qué vio", "Hay hormigas")
    open_screen(harness, make, desk, action="visit")
    harness.touch("Seguir donde quedó")
    assert harness.reads("Hay hormigas")


def test_pages_of_the_records(harness, desk, pictures):
    made = cared_for(desk)
    show(harness, build_record(desk), "today", id=made.count)
    assert harness.reads("Vivos en toda la unidad")
    picture(harness, pictures, "record-survival")
    show(harness, build_record(desk), "today", id=made.loss)
    assert harness.reads("incendio")
    assert harness.reads("Quema de la chacra vecina")
    picture(harness, pictures, "record-loss")
    show(harness, build_record(desk), "today", id=made.agreement)
    assert harness.reads("cooperativa")
    show(harness, build_record(desk), "today", id=made.complaint)
    picture(harness, pictures, "record-complaint")
