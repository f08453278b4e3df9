"""The past that ships with the app: it can be taken in whole, again after a kill, and by nothing that is damaged."""

import json
from contextlib import suppress

import pytest

from app.practice.practising import LOG
from core.domain.problems import Problem
from core.storage.engine import open_sqlite
from core.storage.store import SqlStore
from core.storage.upgrade import open_ready
from core.sync.letting_in.prepared_log import PreparedLog, pack_log, read_log, take_in
from tests.stores import projections


@pytest.fixture
def engine(tmp_path):
    engine = open_sqlite(tmp_path / "practice.db")
    open_ready(engine, "device")
    yield engine
    engine.dispose()


@pytest.fixture
def shipped() -> PreparedLog:
    return read_log(LOG.read_text(encoding="utf-8"))


def taken_in(engine, log: PreparedLog) -> SqlStore:
    return take_in(log, lambda programme, origin: SqlStore(engine, programme, tail_origin=origin))


def test_what_ships_is_a_season_with_people_work_and_a_payday(engine, shipped) -> None:
    store = taken_in(engine, shipped)
    with store.reading() as session:
        reads, origin = session.reads(), (session.note("own_origin") or b"").decode()
        sync = reads.sync()
        assert (sync.unsent, sync.side_rows_missing, sync.alarm) == (0, 0, "")
        assert len(sync.committees) == 2
        assert len(session.money().payees(origin)) > 40
        committee = next(view.id for view in reads.committees() if view.code == "CHO")
        assert len(reads.members(committee, "2014-12-03")) == 46
        assert session.note("addresses") == b""
    assert store.programme == "PRACTICA"


def test_taken_in_again_nothing_changes(engine, shipped) -> None:
    store = taken_in(engine, shipped)
    before = projections(store)
    assert projections(taken_in(engine, shipped)) == before


class KilledError(Exception):
    """The app was ended here."""


@pytest.mark.parametrize("writes", range(1, 5))
def test_a_kill_between_two_of_its_parts_leaves_nothing_out(engine, shipped, tmp_path, monkeypatch, writes) -> None:
    whole = taken_in(engine, shipped)
    other = open_sqlite(tmp_path / "killed.db")
    open_ready(other, "device")
    left = iter(range(writes))
    really = SqlStore.writing

    def writing(store):
        if next(left, None) is None:
            raise KilledError
        return really(store)

    with monkeypatch.context() as until_then:
        until_then.setattr(SqlStore, "writing", writing)
        with suppress(KilledError):
            taken_in(other, shipped)
    store = taken_in(other, shipped)
    store.fold()
    assert projections(store) == projections(whole)
    with store.reading() as session:
        assert session.reads().sync().side_rows_missing == 0
    other.dispose()


def test_it_is_written_as_it_is_read(shipped) -> None:
    assert read_log(pack_log(shipped)) == shipped


@pytest.mark.parametrize("text", ["", "{}", "[]", '{"format": "planton-prepared-log/2"}', "null"])
def test_what_is_no_such_file_is_refused(text: str) -> None:
    with pytest.raises(Problem, match="answer_unreadable"):
        read_log(text)


def test_a_changed_past_is_not_believed(engine, shipped) -> None:
    kept = json.loads(pack_log(shipped))
    broken = kept["answers"][0]
    kept["answers"][0] = broken[: len(broken) // 2] + "AAAA" + broken[len(broken) // 2 + 4 :]
    with pytest.raises(Problem):
        taken_in(engine, read_log(json.dumps(kept)))
