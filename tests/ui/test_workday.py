"""Calling the roll by touch: who came, for how long, in whose place, who is new, and who closes the list."""

import pytest

from app.screens.workday.workday import build
from app.widgets.text_field.text_field import TextField
from core.domain.attendance import Presence, Workday
from tests.ui.fieldday import keep
from tests.ui.recording import (
    bring,
    latest,
    number_of,
    open_screen,
    scroll_to,
    touch_half,
    touch_row,
    write,
)


@pytest.fixture
def screen(harness, desk):
    return open_screen(harness, build, desk)


def adults(desk, day=None):
    members = desk.read(lambda reads: reads.members(desk.committee_id, day or desk.today()))
    return [member for member in members if not member.minor]


def to_the_roll(harness, activity="Plantación"):
    harness.touch(activity)
    harness.touch("Siguiente")


def test_twenty_three_come_two_of_them_for_half_a_day(harness, desk, screen):
    people = adults(desk)[:23]
    to_the_roll(harness)
    for member in people[:21]:
        touch_row(harness, member.name)
    for member in people[21:]:
        touch_half(harness, member.name)
    assert harness.reads("Presentes: 23 de 46")
    harness.touch("Siguiente")
    assert harness.reads("Léalo en voz alta. Personas: 23")
    assert harness.reads("Nadie de la directiva ha cerrado")
    officer = next(member for member in adults(desk) if member.officer_role == "president")
    touch_row(harness, officer.name)
    harness.touch("Puso su marca")
    harness.touch("Guardar")
    fact = latest(desk, "workday").fact
    assert sum(presence.half_days for presence in fact.present) == 44
    assert (fact.activity, fact.closed_by, fact.closed_with) == ("planting", officer.id, "mark")
    assert desk.undos[0][0] == "Guardado: Jornada de plantación. Presentes: 23"
    assert desk.navigator.current.name == "today"
    desk.undos[0][1]()
    assert latest(desk, "workday").line.state == "void"


def test_a_touch_marks_and_a_second_takes_away(harness, desk, screen):
    name = adults(desk)[0].name
    to_the_roll(harness)
    touch_row(harness, name)
    assert harness.reads("Presentes: 1 de 46")
    touch_row(harness, name)
    assert harness.reads("Presentes: 0 de 46")
    harness.touch("Siguiente")
    assert harness.reads("Nadie está marcado como presente")


def test_without_an_activity_one_does_not_go_on(harness, desk, screen):
    harness.touch("Siguiente")
    assert harness.reads("Falta llenar «Trabajo»")


def test_search_finds_without_accents(harness, desk, screen):
    to_the_roll(harness)
    write(harness, "Buscar nombre", "melendrez")
    assert harness.reads("Meléndrez Sembrera, Isabel Mercedes")
    assert not harness.reads(adults(desk)[0].name)


def test_somebody_comes_in_a_members_place(harness, desk, screen):
    member, other = adults(desk)[:2]
    to_the_roll(harness)
    screen.presenter.menu(member.id)
    harness.frames(3)
    harness.touch("Un familiar")
    assert harness.reads("En su lugar vino un familiar")
    screen.presenter.menu(member.id)
    harness.frames(3)
    touch_row(harness, other.name)
    assert harness.reads(f"En su lugar vino {other.name}")
    assert harness.reads("Presentes: 1 de 46")


def test_nobody_is_on_the_list_twice(harness, desk, screen):
    member, other, third = adults(desk)[:3]
    to_the_roll(harness)
    touch_row(harness, other.name)
    screen.presenter.menu(member.id)
    harness.frames(3)
    touch_row(harness, other.name)
    assert harness.reads(f"{other.name} ya está en la lista por su cuenta")
    touch_row(harness, third.name)
    touch_row(harness, third.name)
    assert harness.reads(f"{third.name} ya asiste por {member.name}")
    assert harness.reads("Presentes: 2 de 46")


def test_as_yesterday_puts_first_and_marks_nobody(harness, desk):
    people = adults(desk)
    keep(desk, Workday(desk.committee_id, "nursery", (Presence(people[-1].id, 2),)), "2014-12-02")
    open_screen(harness, build, desk)
    to_the_roll(harness)
    harness.touch("Como ayer")
    assert harness.reads(people[-1].name)
    assert harness.reads("Vino el martes 2 de diciembre")
    assert harness.reads("Presentes: 0 de 46")


def test_a_new_person_is_enrolled_and_present(harness, desk, screen):
    to_the_roll(harness)
    harness.touch("Persona nueva")
    harness.touch("Listo")
    assert harness.reads("Falta llenar «Nombres».")
    write(harness, "Nombres", "Luz Marina")
    write(harness, "Apellido paterno", "Ñaupari")
    write(harness, "Año de nacimiento", "1980")
    write(harness, "DNI (si tiene)", "10117410-9")
    harness.touch(bring(harness, "Mujer"))
    harness.touch("Listo")
    assert "no corresponde a ese DNI" in bring(harness, "DNI (si tiene)", TextField).error
    write(harness, "DNI (si tiene)", "10117410-2")
    harness.touch("Listo")
    assert [text for text, _ in desk.undos] == ["Ñaupari, Luz Marina ya está en la lista."]
    assert harness.reads("Presentes: 1 de 47")
    added = next(member for member in adults(desk) if member.name == "Ñaupari, Luz Marina")
    assert not added.confirmed
    assert added.code.startswith("CHO-")
    scroll_to(harness, "Ñaupari, Luz Marina")
    assert harness.reads("Falta que la oficina confirme")


def test_a_minor_goes_along_as_a_companion(harness, desk, screen):
    to_the_roll(harness)
    harness.touch("Persona nueva")
    for label, text in (("Nombres", "Ana"), ("Apellido paterno", "Cruz"), ("Año de nacimiento", "2003")):
        write(harness, label, text)
    harness.touch(bring(harness, "Mujer"))
    harness.touch("Listo")
    harness.touch(bring(harness, "Anotar como acompañante"))
    assert screen.presenter.entry.roll.companions == 1
    assert number_of(desk, "member") == 0


def test_a_double_touch_saves_once(harness, desk, screen):
    to_the_roll(harness)
    touch_row(harness, adults(desk)[0].name)
    harness.touch("Siguiente")
    screen.presenter.go_on()
    screen.presenter.go_on()
    assert number_of(desk, "workday") == 1


def test_a_future_day_is_refused(harness, desk, screen):
    from datetime import date

    screen.presenter.pick_day(date(2014, 12, 4))
    harness.frames(2)
    assert harness.reads("todavía no llega")


def test_yesterday_is_two_touches_away(harness, desk, screen):
    harness.touch("Hoy · 3 dic")
    harness.touch("Ayer")
    harness.touch("Listo")
    assert harness.reads("Ayer · 2 dic")


def test_what_was_typed_is_offered_again(harness, desk, screen):
    to_the_roll(harness)
    touch_row(harness, adults(desk)[0].name)
    screen.leave()
    open_screen(harness, build, desk)
    assert harness.reads("Aquí quedó un registro sin terminar")
    harness.touch("Seguir donde quedó")
    assert harness.reads("Presentes: 1 de 46")
    open_screen(harness, build, desk)
    harness.touch("Empezar de nuevo")
    open_screen(harness, build, desk)
    assert not harness.reads("sin terminar")


def test_a_correction_asks_why_and_undo_brings_the_old_back(harness, desk):
    people = adults(desk)
    first = keep(desk, Workday(desk.committee_id, "nursery", (Presence(people[0].id, 2),)))
    open_screen(harness, build, desk, correct=first)
    assert harness.reads("Corregir: Jornada de vivero")
    harness.touch("Siguiente")
    touch_row(harness, people[1].name)
    harness.touch("Siguiente")
    harness.touch("Siguiente")
    harness.touch("Guardar")
    assert harness.reads("Diga por qué")
    harness.touch("Personas equivocadas")
    harness.touch("Guardar")
    assert len(latest(desk, "workday").fact.present) == 2
    desk.undos[0][1]()
    assert len(latest(desk, "workday").fact.present) == 1
