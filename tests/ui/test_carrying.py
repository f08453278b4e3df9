"""Sending without signal, by touch: to a memory, back from it, and with what other tablets have given along."""

from dataclasses import dataclass
from pathlib import Path

import pytest

from app.ports import Memory
from app.screens.sync.sync import SyncScreen
from app.sending.carrying import save
from app.widgets.button.button import AppButton
from core.sync.carried.bundle_files import lying_in, write_file
from core.sync.trust.sealing import state_sealing_key
from tests.fakes.runner import Waiting
from tests.fieldwork import Field
from tests.tablet import SIZES, desk_for, usual_day, whole_app, with_server
from tools.sample import SampleTablet


@dataclass
class Plugged:
    """app.ports.Memories: what a test has plugged in."""

    folders: list[Path]

    def found(self):
        return tuple(Memory(folder.name, str(folder)) for folder in self.folders)


@pytest.fixture
def stick(tmp_path):
    folder = tmp_path / "KINGSTON"
    folder.mkdir()
    return folder


@pytest.fixture
def transport(desk, tmp_path, template):
    """The desk after a usual day, which knows the office's key and has three records to send."""
    server = usual_day(desk, tmp_path, template)
    state_sealing_key(server.store, server.clock, server.origin)
    made = with_server(desk, server)
    desk.synchroniser.start()
    Field(SampleTablet(desk.store, desk.signer, tmp_path), server, desk.clock).workdays(3)
    return made


def at_sync(harness, desk):
    desk.navigator.go("sync")
    return harness.mount(whole_app(desk))


def scroll_down(harness) -> None:
    harness.find(lambda widget: isinstance(widget, SyncScreen)).scroll_y = 0
    harness.frames(3)


def pictured(harness, pictures, name) -> None:
    """Of the lower end of the page, in the sizes that matter."""
    for width, height in SIZES:
        harness.resize(width, height)
        scroll_down(harness)
        harness.frames(4)
        harness.keep_picture(pictures / f"{name}-{width}x{height}.png")
    harness.resize(1280, 800)
    scroll_down(harness)


def reply_to_all(transport, stick) -> None:
    """What the office does with a stick: `planton-server bundle read`."""
    for each in lying_in(stick):
        heard = transport.hear((stick / each.bundle_name).read_bytes())
        write_file(stick / heard.name, heard.reply)


def test_without_a_memory_one_is_asked_for(harness, desk, transport, stick, pictures) -> None:
    desk.memories = plugged = Plugged([])
    at_sync(harness, desk)
    pictured(harness, pictures, "carry-none")
    assert harness.reads("Conecte una memoria USB o una tarjeta SD.")
    plugged.folders.append(stick)
    harness.touch("Buscar memoria")
    assert harness.reads("Memoria KINGSTON")
    assert harness.reads("No hay envíos todavía")


def test_there_and_back_on_a_stick(harness, desk, transport, stick, pictures) -> None:
    desk.memories = Plugged([stick])
    at_sync(harness, desk)
    scroll_down(harness)
    harness.touch("Guardar en memoria")
    scroll_down(harness)
    assert harness.reads("Guardado en la memoria: 3 por enviar.")
    assert harness.reads("Espera respuesta")
    pictured(harness, pictures, "carry-saved")
    harness.touch("Leer de memoria")
    scroll_down(harness)
    assert harness.reads("todavía no hay respuesta para esta tableta")
    reply_to_all(transport, stick)
    harness.touch("Buscar memoria")
    assert harness.reads("Llegó la respuesta")
    harness.touch("Leer de memoria")
    scroll_down(harness)
    assert harness.reads("Respuesta leída.")
    assert lying_in(stick) == []
    pictured(harness, pictures, "carry-read")
    view = desk.read(lambda reads: reads.sync())
    assert (view.unsent, view.unsafe) == (0, 0)


def test_what_others_gave_along_is_shown_and_handed_over_with_a_sync(
    harness, desk, transport, stick, tmp_path, template, pictures
) -> None:
    other = other_tablet(tmp_path, template, transport)
    save(other.store, other.signer, Memory("x", str(stick)))
    save(desk.store, desk.signer, Memory("x", str(stick)))
    desk.memories = Plugged([stick])
    at_sync(harness, desk)
    scroll_down(harness)
    assert harness.reads("Lo de otras tabletas se entrega solo")
    assert harness.reads("Por enviar")
    pictured(harness, pictures, "carry-others")
    desk.synchroniser.start()
    harness.frames(3)
    scroll_down(harness)
    assert harness.reads("Entregados de otras tabletas: 1.")
    assert harness.reads("Con respuesta")
    pictured(harness, pictures, "carry-handed")
    other.store.engine.dispose()


def other_tablet(tmp_path, template, transport):
    folder = tmp_path / "other"
    folder.mkdir()
    other = desk_for(folder, template, "b")
    with_server(other, transport.server)
    other.synchroniser.start()
    return other


def test_a_file_that_the_office_refuses_is_told_and_not_asked_about_again(
    harness, desk, transport, stick, tmp_path, template, pictures
) -> None:
    other = other_tablet(tmp_path, template, transport)
    bundle = save(other.store, other.signer, Memory("x", str(stick)))
    data = bytearray(bundle.data)
    data[-100] ^= 1
    (stick / bundle.name).write_bytes(bytes(data))
    desk.memories = Plugged([stick])
    at_sync(harness, desk)
    asked = []
    hear = transport.hear
    transport.hear = lambda data: asked.append(data) or hear(data)
    for _ in range(2):
        desk.synchroniser.start()
        harness.frames(3)
    scroll_down(harness)
    assert len(asked) == 1
    assert harness.reads("El archivo cambió en el camino")
    pictured(harness, pictures, "carry-refused")
    other.store.engine.dispose()


def test_nothing_can_be_pressed_while_the_memory_is_written(harness, desk, transport, stick) -> None:
    desk.memories = Plugged([stick])
    at_sync(harness, desk)
    scroll_down(harness)
    desk.sync_lane = Waiting()
    harness.touch("Guardar en memoria")
    scroll_down(harness)
    assert harness.reads("no la saque")
    assert harness.find(lambda widget: isinstance(widget, AppButton) and widget.text == "Leer de memoria").disabled
    desk.sync_lane.go()
    harness.frames(2)
    assert harness.reads("Guardado en la memoria")


def test_of_two_memories_one_is_chosen(harness, desk, transport, stick, tmp_path, pictures) -> None:
    second = tmp_path / "TARJETA"
    second.mkdir()
    desk.memories = Plugged([stick, second])
    at_sync(harness, desk)
    scroll_down(harness)
    harness.touch("TARJETA")
    scroll_down(harness)
    assert harness.reads("Memoria TARJETA")
    pictured(harness, pictures, "carry-two")
    harness.touch("Guardar en memoria")
    assert (len(lying_in(stick)), len(lying_in(second))) == (0, 1)


def test_a_memory_that_is_gone_is_told(harness, desk, transport, stick) -> None:
    desk.memories = Plugged([stick])
    at_sync(harness, desk)
    scroll_down(harness)
    stick.rmdir()
    harness.touch("Guardar en memoria")
    scroll_down(harness)
    assert harness.reads("Conéctela otra vez; nada se perdió.")
