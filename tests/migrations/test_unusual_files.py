"""A file that cannot be used is told from one that is only busy, and its bytes stay as they are."""

import os
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest

from core.domain.problems import Problem
from core.storage import engine as engines
from core.storage.device import enrolled_programme
from core.storage.engine import open_sqlite
from core.storage.store import SqlStore
from core.storage.upgrade import Side, open_ready
from core.usecases.tablet.record import fold_if_possible
from tests.migrations.samples import stored_path
from tests.stores import opened, sqlite_url

NOBODY = 65_534
SIDES: tuple[Side, ...] = ("device", "server")


@pytest.fixture(params=SIDES)
def side(request: pytest.FixtureRequest) -> Side:
    chosen: Side = request.param
    return chosen


@pytest.fixture
def file(side: Side, tmp_path: Path) -> Path:
    path = tmp_path / "planton.db"
    shutil.copy(stored_path(side), path)
    return path


def refused(path: Path, side: Side) -> Problem:
    with pytest.raises(Problem) as refusal, opened(sqlite_url(path), side):
        pass
    return refusal.value


# From another version


def test_a_file_of_a_newer_version_is_left_alone(file: Path, side: Side) -> None:
    with closing(sqlite3.connect(file)) as raw, raw:
        raw.execute("UPDATE alembic_version SET version_num = '20990101_unheard_of'")
    before = file.read_bytes()
    problem = refused(file, side)
    assert (problem.code, problem.details) == (
        "storage_newer", {"file": "planton.db", "theirs": "20990101_unheard_of"}
    )  # fmt: skip
    assert file.read_bytes() == before
    assert [path.name for path in file.parent.iterdir()] == ["planton.db"]


def test_the_file_of_the_other_side_is_left_alone(file: Path, side: Side) -> None:
    before = file.read_bytes()
    other: Side = "server" if side == "device" else "device"
    assert refused(file, other).code == "storage_newer"
    assert file.read_bytes() == before


# Damaged


@pytest.mark.parametrize("size", [2, 50, 99, 100, 511, 1024, 5_000, 40_000, 143_000])
def test_a_truncated_file_is_damaged(file: Path, side: Side, size: int) -> None:
    file.write_bytes(file.read_bytes()[:size])
    before = file.read_bytes()
    problem = refused(file, side)
    assert (problem.code, problem.details) == ("storage_damaged", {"file": "planton.db"})
    assert file.read_bytes() == before


@pytest.mark.parametrize("data", [b"garbage", b"\x00" * 4096, b"x" * 100_000, b"SQLite format 3\x00" + b"\xff" * 4080])
def test_garbage_is_damaged(file: Path, side: Side, data: bytes) -> None:
    file.write_bytes(data)
    assert refused(file, side).code == "storage_damaged"
    assert file.read_bytes() == data


def test_a_damaged_page_is_told_when_it_is_read(file: Path) -> None:
    whole = bytearray(file.read_bytes())
    with closing(sqlite3.connect(file)) as raw:
        page = raw.execute("SELECT rootpage FROM sqlite_master WHERE name = 'note'").fetchone()[0]
        size = raw.execute("PRAGMA page_size").fetchone()[0]
    whole[(page - 1) * size : page * size] = b"\xff" * size
    file.write_bytes(whole)
    engine = open_sqlite(file)
    with pytest.raises(Problem, match="storage_damaged"):
        enrolled_programme(engine)
    engine.dispose()
    assert file.read_bytes() == whole


# Not to be written


def as_nobody(work: Callable[[], str]) -> str:
    """What the work says, done by a child that permissions bind (root's do not)."""
    reader, writer = os.pipe()
    child = os.fork()
    if child == 0:
        try:
            if os.geteuid() == 0:
                os.setgroups([])
                os.setgid(NOBODY)
                os.setuid(NOBODY)
            answer = work()
        except BaseException as error:  # noqa: BLE001
            answer = repr(error)
        os.write(writer, answer.encode())
        os._exit(0)
    os.close(writer)
    with os.fdopen(reader, "rb") as pipe:
        answer = pipe.read().decode()
    os.waitpid(child, 0)
    return answer


@contextmanager
def open_to_all(path: Path) -> Iterator[None]:
    """Let everybody reach the folder, as a usual test's folder is its owner's only."""
    folders = [folder for folder in path.parents if folder.stat().st_uid == os.geteuid() and folder != Path("/")]
    modes = {folder: folder.stat().st_mode for folder in folders}
    for folder in folders:
        folder.chmod(modes[folder] | 0o055)
    try:
        yield
    finally:
        for folder, mode in modes.items():
            folder.chmod(mode)


def code_of_opening(path: Path, side: Side) -> str:
    engine = open_sqlite(path)
    try:
        open_ready(engine, side)
    except Problem as problem:
        return problem.code
    finally:
        engine.dispose()
    return "opened"


@pytest.mark.parametrize("what", ["file", "folder", "missing"])
def test_what_may_only_be_read_is_told_and_left_alone(file: Path, side: Side, what: str) -> None:
    before = file.read_bytes()
    with open_to_all(file):
        file.chmod(0o444 if what == "file" else 0o666)
        file.parent.chmod(0o777 if what == "file" else 0o555)
        path = file.with_name("other.db") if what == "missing" else file
        assert as_nobody(lambda: code_of_opening(path, side)) == "storage_read_only"
        file.parent.chmod(0o755)
    assert file.read_bytes() == before


# Busy


@pytest.fixture
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(engines, "BUSY_TIMEOUT_MS", 50)


@contextmanager
def held_by_another(path: Path) -> Iterator[None]:
    """Another process holds the write lock."""
    holding = (
        "import sqlite3, sys; file = sqlite3.connect(sys.argv[1], isolation_level=None);"
        "file.execute('BEGIN IMMEDIATE'); print('held', flush=True); sys.stdin.read()"
    )
    command = [sys.executable, "-c", holding, str(path)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as other:
        assert other.stdout is not None
        assert other.stdout.readline() == b"held\n"
        try:
            yield
        finally:
            other.kill()


@pytest.mark.usefixtures("impatient")
def test_a_locked_file_is_busy_and_opens_afterwards(file: Path, side: Side) -> None:
    with opened(sqlite_url(file), side):
        pass
    before = file.read_bytes()
    with held_by_another(file):
        assert refused(file, side).code == "storage_locked"
    assert file.read_bytes() == before
    with opened(sqlite_url(file), side):
        pass


@pytest.mark.usefixtures("impatient")
def test_a_file_that_is_locked_while_in_use_is_told_and_may_be_read_on(file: Path, side: Side) -> None:
    with opened(sqlite_url(file), side) as engine:
        enrolled = enrolled_programme(engine)
        assert enrolled is not None
        store = SqlStore(engine, "PIURA", tail_origin=enrolled.own_origin if side == "device" else "")
        with store.reading() as session:
            size = session.feed_size()
        assert size >= 45
        with held_by_another(file):
            with pytest.raises(Problem, match="storage_locked"), store.writing() as session:
                session.put_note("n", b"1")
            with pytest.raises(Problem, match="storage_locked"):
                store.fold()
            fold_if_possible(store)
            with store.reading() as session:
                assert session.feed_size() == size
        with store.writing() as session:
            session.put_note("n", b"1")
        store.fold()
