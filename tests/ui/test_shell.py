"""The frame: going to places, choosing the committee, what the chip tells, undoing, a file that cannot be opened."""

import pytest
from kivy.uix.widget import Widget

from app.bootstrap import open_store
from app.desk import explain
from app.field_app import SCREENS, ClosedApp
from app.preferences import settle_committee
from core.domain.problems import Problem
from tests.tablet import take_pictures, usual_day, whole_app


@pytest.fixture
def root(harness, desk):
    """The whole app, with blank screens in the places of others."""
    root = harness.mount(whole_app(desk))
    for name in set(SCREENS) - {"today", "sync", "settings", "sign_in", "enrol"}:
        root.host._factories[name] = Widget
    return root


@pytest.mark.parametrize(
    ("word", "place"),
    [
        ("Plantación", "planting"), ("Asistencia", "workday"), ("Por cobrar", "earnings"), ("Más", "more"),
        ("Seguimiento", "monitoring"), ("Vivero", "nursery"), ("Pago", "paying"),
    ],
)  # fmt: skip
def test_every_place_is_one_touch_away(harness, desk, root, word, place) -> None:
    desk.navigator.go("sync")
    harness.frames(3)
    harness.touch(word)
    assert desk.navigator.current.name == place
    assert root._shell.bar.chosen == place
    assert not desk.navigator.back()


def test_the_committee_is_chosen_by_a_touch_and_kept(harness, desk, root, pictures) -> None:
    harness.touch("Choco")
    assert harness.reads("¿Con qué comité trabaja?")
    take_pictures(harness, pictures, "shell-committees")
    harness.touch("Cajas")
    assert desk.committee.name == "Cajas"
    assert harness.reads("0 de 48")
    desk.committee = None
    settle_committee(desk)
    assert desk.committee.name == "Cajas"


def test_the_chip_tells_what_is_to_be_sent_and_leads_there(harness, desk, root, tmp_path, template) -> None:
    assert harness.reads("Todo enviado")
    usual_day(desk, tmp_path, template)
    desk.tell_changed()
    harness.frames(3)
    harness.touch("1 por enviar")
    assert desk.navigator.current.name == "sync"


def test_what_was_done_can_be_undone_by_a_touch(harness, desk, root, pictures) -> None:
    undone = []
    desk.offer_undo("Guardado: 640 pino pátula plantados", lambda: undone.append(True))
    harness.frames(3)
    take_pictures(harness, pictures, "shell-undo")
    harness.touch("Deshacer")
    assert undone == [True]
    assert not harness.reads("640 pino pátula")


def test_a_corrected_record_leads_back_to_where_one_came_from(harness, desk, root) -> None:
    desk.navigator.go("record", id="x")
    desk.navigator.go("planting", correct="x")
    harness.frames(2)
    assert desk.navigator.back()
    assert desk.navigator.current.name == "record"


def test_a_file_that_cannot_be_opened_is_told_in_a_sentence(harness, tmp_path, pictures) -> None:
    (tmp_path / "planton.db").write_bytes(b"this is no database at all, " * 400)
    with pytest.raises(Problem) as told:
        open_store(tmp_path)
    assert told.value.code == "storage_damaged"
    harness.mount(ClosedApp("No se puede abrir Plantón", explain(told.value)).build())
    assert harness.reads("planton.db está dañado. No lo borre")
    take_pictures(harness, pictures, "closed")
