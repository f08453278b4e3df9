"""Today: the figures of the day, one touch to record more, and the way to each record."""

import pytest

from app.preferences import choose_language
from app.screens.today.lines import record_row
from tests.tablet import take_pictures, usual_day, whole_app, with_server
from tests.ui.caring import cared_for, planted_units


def test_a_usual_day(harness, desk, tmp_path, template, pictures) -> None:
    usual_day(desk, tmp_path, template)
    harness.mount(whole_app(desk))
    for words in ("1,240", "660", "23 de 46", "Por el trabajo de hoy", "Observado", "Por enviar"):
        assert harness.reads(words), words
    take_pictures(harness, pictures, "today")


def test_a_day_that_has_just_begun(harness, desk, pictures) -> None:
    harness.mount(whole_app(desk))
    assert harness.reads("Hoy todavía no hay nada registrado")
    assert not harness.reads("Por el trabajo de hoy")
    take_pictures(harness, pictures, "today-empty")


def test_one_touch_leads_to_each_kind_of_record(harness, desk) -> None:
    went = []
    desk.navigator.go("today")
    root = harness.mount(whole_app(desk))
    root.host._factories.update(dict.fromkeys(("nursery", "planting", "workday"), _blank))
    desk.navigator.listen(lambda place: went.append(place.name))
    for word, place in (
        ("Registrar vivero", "nursery"),
        ("Registrar plantación", "planting"),
        ("Pasar lista", "workday"),
    ):
        harness.touch(word)
        assert went[-1] == place
        desk.navigator.go("today")
        harness.frames(2)


def test_a_record_opens_by_a_touch(harness, desk, tmp_path, template) -> None:
    usual_day(desk, tmp_path, template)
    root = harness.mount(whole_app(desk))
    root.host._factories["record"] = _blank
    harness.touch("640 pino pátula plantados")
    assert desk.navigator.current.name == "record"
    assert desk.read(lambda reads: reads.record(desk.navigator.current.arguments["id"])).line.count == 640


def test_what_was_said_and_signed_is_told_as_in_the_history(harness, desk) -> None:
    cared_for(desk)
    harness.resize(800, 1280)
    harness.mount(whole_app(desk))
    assert harness.reads("Reclamo: ")
    assert not harness.reads("Lote ")


def test_everything_that_is_recorded_has_its_words(harness, desk) -> None:
    """Each in the words of the history: what a tree's keeper records is no batch, and no line has holes."""
    care = cared_for(desk)
    today = desk.read(lambda reads: reads.today(desk.committee_id, desk.today()))
    rows = {line.id: record_row(line) for line in today.latest}
    unit = next(view.unit.code for view in planted_units(desk))
    with desk.store.reading() as session:
        count = record_row(session.reads().record(care.count).line)
    assert (count.subtitle, count.icon) == (f"Unidad {unit}", "binoculars")
    assert rows[care.complaint].title.startswith("Reclamo")
    assert not [row for row in rows.values() if "{" in row.title + row.subtitle or row.title == "Registro"]


def test_what_is_saved_elsewhere_shows_at_once(harness, desk, tmp_path, template) -> None:
    harness.mount(whole_app(desk))
    usual_day(desk, tmp_path, template)
    desk.tell_changed()
    harness.frames(3)
    assert harness.reads("1,240")
    assert harness.reads("2 por enviar") or harness.reads("1 por enviar")


@pytest.mark.parametrize("language", ["es", "en"])
def test_what_needs_a_person_stands_first(harness, desk, tmp_path, template, pictures, language) -> None:
    usual_day(desk, tmp_path, template)
    with desk.store.writing() as session:
        session.put_note("clock_skew_ms", b"90000000")
        session.put_draft(f"workday/{desk.author}/{desk.committee_id}/", desk.clock.now_ms(), "{}")
    desk.navigator.go("today")
    harness.mount(whole_app(desk))
    choose_language(desk, language)
    harness.frames(3)
    assert harness.reads("en la oficina es martes 2 de diciembre" if language == "es" else "at the office it is")
    take_pictures(harness, pictures, f"today-alerts-{language}")
    harness.touch("Ver cuáles" if language == "es" else "See which")
    assert desk.navigator.current.name == "record"


def test_a_clock_that_was_set_right_is_measured_anew(harness, desk, tmp_path, template) -> None:
    server = usual_day(desk, tmp_path, template)
    with desk.store.writing() as session:
        session.put_note("clock_skew_ms", b"90000000")
    with_server(desk, server)
    desk.navigator.go("today")
    harness.mount(whole_app(desk))
    harness.touch("Ya lo corregí")
    harness.frames(3)
    assert not harness.reads("El reloj de la tableta está mal")
    server.store.engine.dispose()


def _blank():
    from kivy.uix.widget import Widget

    return Widget()
