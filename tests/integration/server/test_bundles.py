"""Files of tablets at a real server, on both databases, over the network and at the office's terminal."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from app.ports import Memory
from app.sending.carrying import Carrier, look, read, save
from app.sending.transport import HttpTransport
from core.domain.merkle import root
from core.storage.engine import open_sqlite
from core.storage.store import SqlStore
from core.sync.carried.bundle_files import lying_in
from core.sync.carried.bundles import read_reply, write_bundle
from core.sync.trust.sealing import own_sealing_key, public_half, state_sealing_key
from core.usecases.office.tablets import shut_out
from core.usecases.sealing import sealing_key_in_force
from sync_server.bootstrap import office_over, open_store
from sync_server.office import Identity, Office
from sync_server.office_work import hear_bundle
from sync_server.settings import Settings
from tests.fieldwork import Field, assert_as_refolded, assert_same_history
from tests.integration.server.commanding import Terminal, meet, terminal
from tests.integration.server.commanding import tablet as enrolled_tablet
from tests.integration.server.running import SECONDS, Served, Tablet
from tests.integration.server.village import plant
from tests.sample import START_MS, copied_server, copied_tablet, sample_template
from tools.sample import PROGRAMME, SampleServer, SteppingClock


def enrolled(served: Served, folder: Path, *names: str) -> list[Tablet]:
    """Tablets that know the office's key."""
    office = served.office
    state_sealing_key(office.store, office.clock, office.origin)
    tablets = [served.enrol(folder, name) for name in names]
    for tablet in tablets:
        tablet.sync()
    return tablets


def same_as_office(served: Served, tablet: Tablet) -> bool:
    with served.office.store.reading() as theirs, tablet.store.reading() as ours:
        return (theirs.feed_size(), root(theirs.tree())) == (ours.feed_size(), root(ours.tree()))


def test_there_and_back_on_both_databases(served: Served, tmp_path: Path) -> None:
    one, other = enrolled(served, tmp_path, "Choco 1", "Choco 2")
    plant(other, 30, 4, unit="01-4")
    other.sync()
    plant(one, 40, 3)
    data = write_bundle(one.store, one.key).data
    for number in range(2):
        answer = served.post(data, "/v1/bundles")
        assert (answer.status_code, answer.headers["content-type"]) == (200, "application/planton-sync")
        receipt = read_reply(one.store, served.office.clock, answer.content)
        assert (receipt.acked_seq, receipt.more, receipt.received > 0) == (3, False, number == 0)
    assert same_as_office(served, one)
    assert_as_refolded(one.store)
    assert_as_refolded(served.office.store)
    with served.office.store.reading() as session:
        assert len(session.records(one.origin, 1, 10)) == 3


def test_what_is_refused_is_answered_with_its_code(served_here: Served, tmp_path: Path) -> None:
    (one,) = enrolled(served_here, tmp_path, "Choco 1")
    plant(one, 40, 3)
    data = write_bundle(one.store, one.key).data
    changed = bytearray(data)
    changed[-1] ^= 1
    for sent, status, code in (
        (b"nonsense", 400, "bundle_unreadable"),
        (bytes(changed), 400, "bundle_changed"),
        (data[:8] + b"\x07" + data[9:], 400, "bundle_version_unknown"),
        (data.replace(b"PIURA", b"CUSCO", 1), 409, "bundle_for_another"),
        (data.replace(one.origin.encode(), b"AAAAAA", 1), 401, "bundle_unknown_tablet"),
        (bytes(9_000_000), 413, "request_too_large"),
    ):
        answer = served_here.post(sent, "/v1/bundles")
        assert (answer.status_code, answer.json()["code"]) == (status, code)
    with served_here.office.store.reading() as session:
        assert session.records(one.origin, 1, 10) == []


def test_a_tablet_with_a_network_carries_three_others(served_here: Served, tmp_path: Path) -> None:
    carrier, *others = enrolled(served_here, tmp_path, "Pueblo", "Choco 1", "Choco 2", "Choco 3")
    (tmp_path / "usb").mkdir()
    stick = Memory("usb", str(tmp_path / "usb"))
    for number, tablet in enumerate(others):
        plant(tablet, 20 + number, 2 + number)
        save(tablet.store, tablet.key, stick)
    assert [(other.label, other.waiting) for other in look(carrier.store, stick).others] == [
        ("Choco 1", 1), ("Choco 2", 1), ("Choco 3", 1)
    ]  # fmt: skip
    road = HttpTransport((served_here.address,), answer_seconds=SECONDS)
    handed = Carrier().hand_over(carrier.store, stick, road.carry, lambda: False)
    assert (handed.number, handed.problem) == (3, None)
    assert Carrier().hand_over(carrier.store, stick, road.carry, lambda: False).number == 0
    road.close()
    for tablet in others:
        assert look(tablet.store, stick).is_ours_answered
        done = read(tablet.store, served_here.office.clock, stick)
        assert done.receipt
        assert done.receipt.acked_seq == 3
    assert lying_in(tmp_path / "usb") == []
    for tablet in (carrier, *others):
        assert tablet.sync().left_to_send == 0
        assert same_as_office(served_here, tablet)


# At the office's terminal


@pytest.fixture
def desk(
    sample: SampleServer, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> Terminal:
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    return terminal(sample, capsys, monkeypatch)


@pytest.fixture
def field(sample: SampleServer, tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[Field]:
    state_sealing_key(sample.store, sample.clock, sample.origin)
    sample.settle()
    made = enrolled_tablet(sample, tmp_path, "Choco 1", "CHO", "T01")
    meet(sample, made)
    yield Field(made, sample, SteppingClock(START_MS + 7_200_000))
    for store in (made.store, sample.store):
        store.engine.dispose()


def test_the_office_reads_a_stick(desk: Terminal, field: Field, tmp_path: Path) -> None:
    (tmp_path / "usb").mkdir()
    stick = Memory("usb", str(tmp_path / "usb"))
    field.workdays(3)
    bundle = save(field.store, field.tablet.key, stick)
    said = desk("bundle", "read", stick.path)
    assert f"{bundle.name}: tableta Choco 1 ({field.origin}), 3 registros nuevos." in said
    again = desk("bundle", "read", str(tmp_path / "usb" / bundle.name), "--reply-to", str(tmp_path))
    assert "ya se había leído" in again
    assert (tmp_path / bundle.name.replace(".bundle", ".reply")).exists()
    done = read(field.store, field.clock, stick)
    assert done.receipt
    assert_same_history(field)
    assert_as_refolded(field.store)


def test_one_bad_file_keeps_none_from_being_read(desk: Terminal, field: Field, tmp_path: Path) -> None:
    (tmp_path / "usb").mkdir()
    field.workdays(2)
    bundle = save(field.store, field.tablet.key, Memory("usb", str(tmp_path / "usb")))
    bad = tmp_path / "usb" / f"planton-AAAAAA-{'A' * 16}.bundle"
    bad.write_bytes(b"PLANTON>")
    code, out, err = desk.typed("bundle", "read", str(tmp_path / "usb"))
    assert code == 2
    assert bundle.name in out
    assert f"{bad.name}: No es un archivo de Plantón" in err
    assert "1 de 2 envíos" in err
    empty = tmp_path / "empty"
    empty.mkdir()
    assert "No hay envíos" in desk.refused("bundle", "read", str(empty))
    assert "memoria" in desk.typed("bundle", "read", str(tmp_path / "nowhere.bundle"))[2]


def test_the_file_of_a_tablet_that_was_shut_out_is_kept_to_be_looked_at(
    desk: Terminal, field: Field, tmp_path: Path
) -> None:
    (tmp_path / "usb").mkdir()
    field.workdays(2)
    save(field.store, field.tablet.key, Memory("usb", str(tmp_path / "usb")))
    office = field.server
    shut_out(office.store, office.clock, office.origin, "C01", field.origin, "lost")
    assert "dada de baja. Guardados para revisar: 2." in desk("bundle", "read", str(tmp_path / "usb"))


# The office's key


def test_a_server_states_its_key_when_it_opens_and_the_same_after_a_restore(
    tmp_path: Path, sqlite_sample: Path
) -> None:
    copied_server(sqlite_sample, tmp_path).store.engine.dispose()
    path, keys, origins = tmp_path / "server.db", [], []
    settings = Settings(f"sqlite:///{path}", state=str(tmp_path / "state"))

    def opened() -> tuple[int, SqlStore]:
        office = office_over(open_store(settings), settings)
        with office.store.reading() as session:
            assert sealing_key_in_force(session) == public_half(own_sealing_key(session))
            keys.append(sealing_key_in_force(session))
            origins.append(office.origin)
            size = session.feed_size()
        office.close()
        return size, office.store

    first, _ = opened()
    assert opened()[0] == first
    backup = shutil.copy(path, tmp_path / "yesterday.db")
    office = office_over(open_store(settings), settings)
    server = SampleServer(office.store, office.clock, office.key, office.origin, {})  # type: ignore[arg-type]
    field = Field(copied_tablet(sqlite_sample, tmp_path), server, SteppingClock(START_MS + 7_200_000))
    field.workday()
    field.sync()
    office.mark.keep(checkpoint_of(office.store))
    office.close()
    for suffix in ("-wal", "-shm"):
        path.with_name(path.name + suffix).unlink(missing_ok=True)
    shutil.copy(backup, path)
    opened()
    assert len(set(keys)) == 1
    assert origins[-1] != origins[0]
    field.store.engine.dispose()


def checkpoint_of(store: SqlStore):
    with store.reading() as session:
        return session.checkpoint()


def test_an_office_that_has_lost_the_note_of_its_past_learns_of_it_from_a_file(
    tmp_path: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """Its database was put back and nobody noticed: it goes on under a new origin before it takes anything."""
    template = sample_template(tmp_path_factory)
    server = copied_server(template, tmp_path)
    state_sealing_key(server.store, server.clock, server.origin)
    field = Field(copied_tablet(template, tmp_path), server, SteppingClock(START_MS + 7_200_000))
    field.sync()
    server.store.tidy()
    backup = shutil.copy(tmp_path / "server.db", tmp_path / "backup.db")
    field.workdays(3)
    field.sync()
    store = SqlStore(open_sqlite(Path(backup)), PROGRAMME)
    office = Office(store, server.clock, [Identity(server.key, server.origin)])
    for _ in range(3):
        heard = hear_bundle(office, write_bundle(field.store, field.tablet.key).data)
        receipt = read_reply(field.store, field.clock, heard.reply)
    assert office.origin != server.origin
    assert field.note("server_origin").decode() == office.origin
    assert (heard.is_ahead, receipt.was_put_back) == (False, False)
    field.server = SampleServer(store, office.clock, office.key, office.origin, server.ids)  # type: ignore[arg-type]
    field.sync()
    assert_same_history(field)
    for engine in (store.engine, server.store.engine, field.store.engine):
        engine.dispose()
    office.settling.close()
