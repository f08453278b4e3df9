"""What goes wrong around a form: no fix, no room for a photo, none for the record; and a sync before an undo.

Each says its sentence, and nothing that was typed is lost by it.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import pytest

from app.desk import Desk
from app.platform import camera
from app.screens.planting.planting import build as build_planting
from core.domain.bodies import Count
from core.domain.cash import Expense
from core.domain.problems import Problem
from core.sync.turns.conversation import converse
from tests import cash_days
from tests.fakes.places import FakeCamera, FakeReceiver, Seconds, places
from tests.payday import payday_server, payday_template
from tests.sample import copied_server
from tests.tablet import whole_app
from tests.ui import fieldday
from tests.ui.boxes import ADVANCE, facts_of, in_box, opened, type_figure, write_voucher
from tests.ui.harness import Harness
from tests.ui.payday import payday_desk
from tests.ui.recording import latest, number_of, open_screen, touch_row, type_number


class FullCamera(FakeCamera):
    """The other app has taken the photo; there is no room to make it small."""

    def take(self, answer, refuse) -> None:
        camera._shrink_bytes(self.photo, camera.PhotoSize(), answer, refuse)


def no_room(*_arguments, **_named):
    raise OSError(28, "No space left on device")


def planting(harness: Harness, desk: Desk, eye=None, where=None):
    fieldday.golden_day(desk)
    screen = open_screen(harness, lambda given: build_planting(given, where, eye or FakeCamera()), desk)
    touch_row(harness, "01-3 · Loma del Aliso")
    harness.touch("Siguiente")
    touch_row(harness, "Pino pátula")
    harness.touch("Siguiente")
    type_number(harness, 12)
    return screen


def save(harness: Harness) -> None:
    for _ in range(2):
        harness.touch("Siguiente")
    harness.touch("Guardar")


def test_without_a_fix_it_says_so_and_is_saved_without(harness: Harness, desk: Desk) -> None:
    seconds = Seconds()
    planting(harness, desk, where=places(FakeReceiver(), seconds))
    harness.touch("Sin tomar")
    assert harness.reads("Buscando satélites")
    seconds.pass_by(46)
    harness.frames(3)
    assert harness.reads("no encuentra los satélites")
    assert harness.reads("12")
    save(harness)
    fact = latest(desk, "planting").fact
    assert (fact.count, fact.position) == (12, None)


def test_without_room_for_a_photo_it_says_so_and_is_saved_without(
    harness: Harness, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    planting(harness, desk, FullCamera())
    monkeypatch.setattr(camera.tempfile, "TemporaryDirectory", no_room)
    harness.touch("Sin foto")
    assert harness.reads("No hay espacio en la tableta")
    assert harness.reads("Sin foto")
    save(harness)
    fact = latest(desk, "planting").fact
    assert (fact.count, fact.photo_side) == (12, None)


def test_without_room_for_the_record_nothing_typed_is_lost(
    harness: Harness, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Neither the count nor the photo; and with room again it is saved by the same touch."""
    planting(harness, desk)
    before = number_of(desk, "planting")
    with full(desk, monkeypatch):
        harness.touch("Sin foto")
        save(harness)
        assert harness.reads("No hay espacio en la tableta y no se guardó")
        assert harness.reads("Con foto")
        assert number_of(desk, "planting") == before
    harness.touch("Guardar")
    fact = latest(desk, "planting").fact
    assert (number_of(desk, "planting"), fact.count, bool(fact.photo_side)) == (before + 1, 12, True)


@contextmanager
def full(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Whatever is written fails for want of room."""

    def refuse():
        raise Problem("storage_full")

    with monkeypatch.context() as patch:
        patch.setattr(desk.store, "writing", refuse)
        yield


class Room:
    def free_bytes(self) -> int:
        return 150_000_000

    def file_bytes(self) -> int:
        return 9_000_000


def test_with_little_room_one_is_warned_and_saving_still_works(harness: Harness, desk: Desk) -> None:
    desk.space = Room()
    desk.navigator.go("today")
    harness.mount(whole_app(desk))
    assert harness.reads("Queda poco espacio: 150 MB. Se puede seguir guardando")
    planting(harness, desk)
    save(harness)
    assert latest(desk, "planting").fact.count == 12


# --- what was sent before it is undone ---


def test_undoing_what_was_sent_is_a_void_that_goes_to_the_office(
    harness: Harness, desk: Desk, template: Path, tmp_path: Path
) -> None:
    server = copied_server(template, tmp_path)
    planting(harness, desk)
    save(harness)
    saved = latest(desk, "planting").line.id
    converse(desk.store, desk.clock, desk.signer, server.exchange)
    assert latest(desk, "planting").line.state == "confirmed"
    desk.undos[-1][1]()
    found = fieldday.detail(desk, saved)
    assert (found.line.state, [change.action for change in found.corrections]) == ("void", ["void"])
    converse(desk.store, desk.clock, desk.signer, server.exchange)
    with server.store.reading() as session:
        there = session.reads().record(saved)
    assert (there.line.state, [change.reason for change in there.corrections]) == ("void", ["undone"])
    server.store.engine.dispose()


def test_undoing_a_correction_that_was_sent_states_again_what_was_there(
    harness: Harness, desk: Desk, template: Path, tmp_path: Path
) -> None:
    server = copied_server(template, tmp_path)
    planted = fieldday.golden_day(desk).planting
    before = fieldday.detail(desk, planted).fact
    open_screen(harness, build_planting, desk, correct=planted, kind="planting")
    for _ in range(2):
        harness.touch("Siguiente")
    type_number(harness, 600)
    for _ in range(3):
        harness.touch("Siguiente")
    harness.touch("Cantidad equivocada")
    harness.touch("Guardar")
    converse(desk.store, desk.clock, desk.signer, server.exchange)
    assert fieldday.detail(desk, planted).fact == replace(before, count=Count(600))
    desk.undos[-1][1]()
    converse(desk.store, desk.clock, desk.signer, server.exchange)
    with server.store.reading() as session:
        assert session.reads().record(planted).fact == before
    server.store.engine.dispose()


def test_undoing_an_expense_that_was_sent_puts_the_money_back(
    harness: Harness, tmp_path: Path, tmp_path_factory
) -> None:
    payday = payday_template(tmp_path_factory)
    desk = payday_desk(tmp_path, payday)
    cash_days.with_pins(desk)
    server = payday_server(payday, tmp_path)
    opened(harness, desk)
    harness.touch("Anotar gasto")
    harness.touch("Mula")
    type_figure(harness, 155)
    write_voucher(harness, "B001-77")
    harness.touch("Guardar gasto")
    assert in_box(desk) == ADVANCE - 1_550
    cash_days.sync(desk, server)
    harness.touch("Deshacer")
    assert in_box(desk) == ADVANCE
    cash_days.sync(desk, server)
    assert facts_of(desk, Expense) == []
    with server.store.reading() as session:
        boxed = session.money().box(desk.user.id).booked_centimos
    assert boxed == ADVANCE
    desk.store.engine.dispose()
    server.store.engine.dispose()
