"""Looking after what was planted, by touch: what is due, what to replant, and the lists of what was said."""

from dataclasses import replace

from app.screens.monitoring.monitoring import SaidLine, build
from app.screens.monitoring.unit_cards import UnitCard
from tests.ui.caring import care_views, cared_for, planted_units
from tests.ui.harness import Harness
from tests.ui.recording import open_screen, scroll_to
from tests.ui.reviewing import place


def card(harness: Harness, code: str):
    scroll_to(harness, next(row["title"] for row in rows(harness) if row["title"].startswith(code)))
    return harness.find(lambda widget: isinstance(widget, UnitCard) and widget.title.startswith(code))


def rows(harness: Harness):
    return harness.find(lambda widget: type(widget).__name__ == "UnitCards").data


def test_units_show_what_is_due(harness, desk):
    cared_for(desk)
    open_screen(harness, build, desk)
    first, second, *_ = planted_units(desk)
    counted, drawn = card(harness, first.unit.code), card(harness, second.unit.code)
    assert counted.state_word == "Al día"
    assert "\u00a0±\u00a0" in counted.share
    assert counted.lost == "85"
    assert counted.note.startswith("Por recalzar: ")
    assert counted.note.endswith("Contado el 12 oct 2014")
    drawn = card(harness, second.unit.code)
    assert (drawn.state_word, drawn.share, drawn.note) == ("Filas sorteadas", "–", "Nunca contado")
    bare = next(view for view in care_views(desk) if not view.planted)
    assert card(harness, bare.unit.code).state_word == "Sin plantar"


def test_a_unit_leads_to_its_acts(harness, desk):
    open_screen(harness, build, desk)
    view = planted_units(desk)[0]
    for word, expected in (
        ("Prendimiento", ("survival", {"unit": view.unit.id})),
        ("Pérdida", ("monitoring_form", {"action": "loss_event", "unit": view.unit.id})),
        ("Visita", ("monitoring_form", {"action": "visit", "unit": view.unit.id})),
    ):
        harness.touch(card(harness, view.unit.code))
        assert harness.reads(f"Unidad {view.unit.code}")
        harness.touch(word)
        assert place(desk) == expected


def test_the_large_buttons_lead_to_their_forms(harness, desk):
    open_screen(harness, build, desk)
    harness.touch("Prendimiento")
    assert place(desk) == ("survival", {})
    for word, action in (("Aprovechamiento", "harvest"), ("Reclamo", "complaint"), ("Acuerdo", "agreement")):
        harness.touch(word)
        assert place(desk) == ("monitoring_form", {"action": action})


def test_what_was_said_is_listed_and_leads_to_its_record(harness, desk):
    made = cared_for(desk)
    open_screen(harness, build, desk)
    harness.touch("Visitas")
    assert harness.reads("Se acordó: Arreglar el cerco")
    assert harness.reads("Próxima: 17 dic")
    harness.touch("Reclamos")
    assert harness.reads(f"N.º {made.complaint} · pago")
    assert harness.reads("Espera respuesta")
    assert not harness.reads("Falta mi día")
    harness.touch("Acuerdos")
    assert harness.reads("CD-2010-04 · Derechos de carbono")
    assert harness.reads("Hasta 14 may 2035")
    harness.touch(harness.find(lambda widget: isinstance(widget, SaidLine)))
    assert place(desk) == ("record", {"id": made.agreement})


def test_empty_lists_say_what_to_do(harness, desk):
    screen = open_screen(harness, build, desk)
    for tab, words in (
        ("Visitas", "Todavía no hay visitas anotadas"), ("Reclamos", "No hay reclamos"),
        ("Acuerdos", "No hay acuerdos anotados"),
    ):  # fmt: skip
        harness.touch(tab)
        assert harness.reads(words)
    screen.presenter.choose_tab("units")
    desk.committee = replace(desk.committee, id="OFFICE-999")
    desk.tell_changed()
    harness.frames(3)
    assert harness.reads("Este comité todavía no tiene unidades")


def test_it_follows_what_is_saved(harness, desk):
    screen = open_screen(harness, build, desk)
    cared_for(desk)
    desk.tell_changed()
    harness.frames(3)
    assert card(harness, planted_units(desk)[0].unit.code).lost == "85"
    screen.leave()
    screen.leave()
    assert screen.presenter.refresh not in desk.changed
