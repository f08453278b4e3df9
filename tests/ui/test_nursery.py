"""The nursery by touch: every batch with its figures, and the two buttons that must never be taken for each other."""

import pytest

from app.screens.nursery.nursery import build
from app.widgets.button.button import AppButton
from core.domain.nurseries import Dispatched, PrickedOut, ReadyAccepted, SaplingsLost
from tests.tablet import desk_for
from tests.ui.fieldday import best_batch, golden_people, keep
from tests.ui.recording import open_screen


@pytest.fixture
def screen(harness, desk):
    return open_screen(harness, build, desk)


def test_every_batch_with_its_figures(harness, desk, screen):
    for text in ("Aliso", "CHO-2013-2", "Pino pátula", "CHO-2013-1", "15 ene 2014"):
        assert harness.reads(text)
    for figure, word in (("9,800", "repicados"), ("6,200", "listos"), ("4,100", "en pie"), ("410", "merma")):
        assert harness.reads(figure)
        assert harness.reads(word)


def test_the_figures_follow_what_is_recorded(harness, desk, screen):
    batch = best_batch(desk)
    keep(desk, Dispatched(batch.id, 1_000))
    keep(desk, SaplingsLost(batch.id, 7, "ready", "frost"))
    desk.tell_changed()
    harness.frames(3)
    assert harness.reads("3,093")
    assert harness.reads("417")
    screen.leave()
    assert screen.presenter.refresh not in desk.changed


def test_counting_and_accepting_look_different_and_lead_elsewhere(harness, desk, screen):
    accept, count = (
        harness.find(lambda widget, text=text: isinstance(widget, AppButton) and widget.text == text)
        for text in ("Aceptar listos (paga)", "Conteo (no paga)")
    )
    assert (accept.kind, accept.icon) != (count.kind, count.icon)
    harness.touch("Conteo (no paga)")
    first = dict(desk.navigator.current.arguments)
    harness.touch("Aceptar listos (paga)")
    second = dict(desk.navigator.current.arguments)
    assert first["action"] == "inventory_counted"
    assert second["action"] == "ready_accepted"
    assert first["batch"] == second["batch"]


def test_other_records_and_a_new_batch(harness, desk, screen):
    harness.touch("Otro registro")
    assert desk.navigator.current.name == "nursery_form"
    assert "action" not in desk.navigator.current.arguments
    harness.touch("Nuevo lote")
    assert desk.navigator.current.arguments == {"action": "batch_started"}


def test_a_committee_without_batches_says_what_to_do(harness, tmp_path, template):
    desk = desk_for(tmp_path, template, committee="committee:SLO")
    open_screen(harness, build, desk)
    assert harness.reads("Este comité todavía no tiene lotes")
    assert harness.reads("Empiece un lote")
    desk.store.engine.dispose()


def test_what_is_expected_next_is_said_above_the_batches(harness, desk, screen):
    assert harness.reads("Ya deberían estar listos")
    for batch in desk.read(lambda reads: reads.batches(desk.committee_id)):
        who, more = golden_people(desk), batch.stock.growing
        keep(desk, ReadyAccepted(batch.id, batch.stock.ready + more, people=who(more)))
    keep(desk, PrickedOut(batch.id, 340), "2014-11-20")
    desk.tell_changed()
    harness.frames(4)
    assert harness.reads("Lo próximo: 19 abr 2015, 340")
    assert harness.reads("se esperan 340")
