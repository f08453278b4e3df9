"""Files on a memory: found, written whole, read in order, and taken off when nobody needs them."""

import errno
from pathlib import Path
from types import SimpleNamespace

import pytest

from app.platform.memory import AndroidMemories, memories
from app.ports import Memory
from app.sending.carrying import Carrier, look, read, save
from core.domain.problems import Problem
from core.sync.carried import bundle_files
from core.sync.carried.bundle_files import lying_in, write_file
from core.sync.carried.bundle_format import Head, read_name
from core.sync.carried.bundles import read_bundle
from core.sync.trust.awaited_replies import written_order
from core.sync.trust.sealing import state_sealing_key
from tests.fieldwork import Field
from tests.sample import START_MS, copied_server, copied_tablet, sample_template
from tools.sample import SteppingClock


@pytest.fixture
def field(tmp_path, tmp_path_factory):
    template = sample_template(tmp_path_factory)
    server = copied_server(template, tmp_path)
    state_sealing_key(server.store, server.clock, server.origin)
    made = Field(copied_tablet(template, tmp_path), server, SteppingClock(START_MS + 7_200_000))
    made.sync()
    yield made
    for store in (made.store, server.store):
        store.engine.dispose()


@pytest.fixture
def stick(tmp_path):
    folder = tmp_path / "usb"
    folder.mkdir()
    return Memory("usb", str(folder))


def answer_all(field, stick) -> None:
    server, folder = field.server, Path(stick.path)
    for each in lying_in(folder):
        data = (folder / each.bundle_name).read_bytes()
        heard = read_bundle(server.answering, data)
        write_file(folder / heard.name, heard.reply)


def test_a_newer_file_takes_the_place_of_one_that_nobody_has_answered(field, stick) -> None:
    field.workday()
    save(field.store, field.tablet.key, stick)
    field.workday()
    second = save(field.store, field.tablet.key, stick)
    assert [each.bundle_name for each in lying_in(Path(stick.path))] == [second.name]
    assert second.records == 2


def test_an_answered_file_stays_until_its_reply_was_read(field, stick) -> None:
    field.workday()
    save(field.store, field.tablet.key, stick)
    answer_all(field, stick)
    field.workday()
    save(field.store, field.tablet.key, stick)
    assert len(lying_in(Path(stick.path))) == 2
    answer_all(field, stick)
    done = read(field.store, field.clock, stick)
    assert done.receipt.acked_seq == 2
    assert lying_in(Path(stick.path)) == []
    assert read(field.store, field.clock, stick).receipt is None


def test_a_damaged_reply_stays_and_keeps_no_other_from_being_read(field, stick) -> None:
    folder = Path(stick.path)
    for _ in range(2):
        field.workday()
        save(field.store, field.tablet.key, stick)
        answer_all(field, stick)
    with field.store.reading() as session:
        first = written_order(session)[0]
    damaged = next(folder / each.reply_name for each in lying_in(folder) if each.id == first)
    damaged.write_bytes(damaged.read_bytes()[:-1])
    done = read(field.store, field.clock, stick)
    assert (done.receipt.acked_seq, done.problem.code) == (2, "bundle_changed")
    assert [each.id for each in lying_in(folder)] == [first]


@pytest.mark.parametrize(
    ("number", "code"),
    [(errno.ENOSPC, "memory_full"), (errno.EROFS, "memory_unwritable"), (errno.EIO, "memory_unwritable")],
)
def test_a_memory_that_takes_nothing_is_told_and_keeps_no_half(field, stick, monkeypatch, number, code) -> None:
    def refuse(_handle) -> None:
        raise OSError(number, "no")

    monkeypatch.setattr(bundle_files.os, "fsync", refuse)
    field.workday()
    with pytest.raises(Problem) as caught:
        save(field.store, field.tablet.key, stick)
    assert caught.value.code == code
    assert list(Path(stick.path).iterdir()) == []


def test_what_is_none_of_ours_is_left_alone(field, stick) -> None:
    folder = Path(stick.path)
    (folder / "fotos").mkdir()
    (folder / "planton-AAAAAA-x.bundle").write_bytes(b"x")
    (folder / f"planton-AAAAAA-{'A' * 16}.bundle").mkdir()
    assert lying_in(folder) == []
    assert look(field.store, stick).others == ()
    with pytest.raises(Problem, match="memory_missing"):
        look(field.store, Memory("gone", str(folder / "gone")))


def test_a_reply_to_something_else_is_not_left_beside(field, stick) -> None:
    folder = Path(stick.path)
    (folder / f"planton-AAAAAA-{'A' * 16}.bundle").write_bytes(b"PLANTON>")
    bundle = save(field.store, field.tablet.key, stick)
    answer_all_but = read_bundle(field.server.answering, bundle.data)
    with pytest.raises(Problem, match="answer_unreadable"):
        Carrier().hand_over(field.store, stick, lambda _data: answer_all_but.reply, lambda: False)
    assert not any(each.has_reply for each in lying_in(folder))


def others_on(stick, number: int) -> list[bytes]:
    """Files of other tablets, in the order in which they are found."""
    made = [f"file {index}".encode() for index in range(number)]
    for index, data in enumerate(made):
        head = Head("bundle", "PIURA", "AAAAA" + "ABCDEF"[index], "BBBBBB", bytes([index] * 10))
        (Path(stick.path) / head.name).write_bytes(data)
    return made


def replying_to(stick, data: bytes) -> bytes:
    (name,) = [path.name for path in Path(stick.path).glob("*.bundle") if path.read_bytes() == data]
    origin, identifier, _ = read_name(name)
    return Head("reply", "PIURA", origin, "BBBBBB", identifier).bytes() + b"sealed"


@pytest.mark.parametrize("code", ["signature_wrong", "tablet_unknown", "tablet_revoked", "bundle_changed"])
def test_a_file_that_the_office_refuses_keeps_no_other_from_being_handed_over(field, stick, code) -> None:
    first, *rest = others_on(stick, 3)
    asked = []

    def carry(data: bytes) -> bytes:
        asked.append(data)
        if data == first:
            raise Problem(code, origin="AAAAAA")
        return replying_to(stick, data)

    carrier = Carrier()
    handed = carrier.hand_over(field.store, stick, carry, lambda: False)
    assert asked == [first, *rest]
    assert (handed.number, handed.refused, handed.problem.code) == (2, "AAAAAA", code)
    carrier.hand_over(field.store, stick, carry, lambda: False)
    assert asked == [first, *rest]


def test_a_file_over_which_the_server_fails_keeps_no_other_and_is_tried_again(field, stick) -> None:
    first, *rest = others_on(stick, 3)
    asked = []

    def carry(data: bytes) -> bytes:
        asked.append(data)
        if data == first:
            raise Problem("server_failed", status=500)
        return replying_to(stick, data)

    carrier = Carrier()
    handed = carrier.hand_over(field.store, stick, carry, lambda: False)
    assert (handed.number, handed.problem.code) == (2, "server_failed")
    carrier.hand_over(field.store, stick, carry, lambda: False)
    assert asked == [first, *rest, first]


def test_a_server_that_fails_over_two_files_is_left_in_peace(field, stick) -> None:
    others_on(stick, 4)
    asked = []

    def carry(data: bytes) -> bytes:
        asked.append(data)
        raise Problem("server_failed", status=500)

    with pytest.raises(Problem, match="server_failed"):
        Carrier().hand_over(field.store, stick, carry, lambda: False)
    assert len(asked) == 2


def test_a_desktop_finds_the_folders_that_are_named(tmp_path, monkeypatch) -> None:
    for name in ("A", "B"):
        (tmp_path / name).mkdir()
    monkeypatch.setenv("PLANTON_MEMORY", f"{tmp_path / 'A'}:{tmp_path / 'gone'}:{tmp_path / 'B'}")
    assert [memory.name for memory in memories("linux").found()] == ["A", "B"]
    monkeypatch.delenv("PLANTON_MEMORY")
    monkeypatch.setattr("app.platform.memory._bases", lambda: (tmp_path, tmp_path / "gone"))
    assert [memory.name for memory in memories("linux").found()] == ["A", "B"]


def test_android_without_its_bridge_has_none() -> None:
    assert memories("android").found() == ()


def test_android_finds_what_can_be_taken_out(monkeypatch) -> None:
    class File:
        def __init__(self, path: str) -> None:
            self.getAbsolutePath = lambda: path

    inside, card = (File(f"/storage/{name}/Android/data/pe.planton/files") for name in ("emulated", "1A2B-3C4D"))

    activity = SimpleNamespace(getExternalFilesDirs=lambda _kind: [inside, None, card])

    class Java:
        @staticmethod
        def autoclass(name: str):
            if name.endswith("PythonActivity"):
                return SimpleNamespace(mActivity=activity)
            return SimpleNamespace(isExternalStorageRemovable=lambda file: file is card)

    monkeypatch.setattr("app.platform.java.importlib.import_module", lambda _name: Java)
    assert AndroidMemories().found() == (Memory("1A2B-3C4D", "/storage/1A2B-3C4D/Android/data/pe.planton/files"),)
