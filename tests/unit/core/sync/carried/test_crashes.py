"""Whoever dies in the middle, between writing and reading or while reading, goes on from there."""

import shutil
from pathlib import Path

import pytest

from core.storage.engine import open_sqlite
from core.storage.store import SqlStore
from core.sync.carried import bundles
from core.sync.carried.bundles import read_reply, write_bundle
from tests.fieldwork import Field, assert_as_refolded, assert_chain, assert_same_history
from tests.unit.core.sync.carried.by_hand import feed_size, hear, written


class PulledError(Exception):
    """The battery."""


def test_a_tablet_that_dies_after_writing_can_read_the_reply(one: Field, tmp_path: Path) -> None:
    one.workdays(3)
    bundle = written(one)
    died = tmp_path / "died"
    died.mkdir()
    for suffix in ("", "-wal"):
        source = one.tablet.path.with_name(one.tablet.path.name + suffix)
        shutil.copy(source, died / source.name)
    reply = hear(one.server, bundle.data).reply
    again = SqlStore(open_sqlite(died / one.tablet.path.name), one.store.programme, tail_origin=one.origin)
    again.fold()
    assert read_reply(again, one.clock, reply).acked_seq == 3
    assert_as_refolded(again)
    again.engine.dispose()


@pytest.mark.parametrize("at", [0, 1, 2])
def test_a_tablet_that_dies_while_reading_goes_on_where_it_was(
    one: Field, other: Field, at: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    other.workdays(60)
    other.sync()
    one.workdays(2)
    monkeypatch.setattr("core.sync.turns.answering.ROOM_BYTES", 4_000)
    monkeypatch.setattr("core.sync.carried.bundles.ROOM_BYTES", 4_000)
    reply = hear(one.server, written(one).data).reply
    take, calls = bundles.take_answer, []

    def dying(*arguments, **named) -> int:
        number = take(*arguments, **named)
        calls.append(number)
        if len(calls) > at:
            raise PulledError
        return number

    monkeypatch.setattr(bundles, "take_answer", dying)
    with pytest.raises(PulledError):
        read_reply(one.store, one.clock, reply)
    assert_chain(one)
    assert feed_size(one.store) < feed_size(one.server.store)
    monkeypatch.setattr(bundles, "take_answer", take)
    read_reply(one.store, one.clock, reply)
    assert_same_history(one)
    assert_as_refolded(one.store)


def test_an_office_that_dies_between_two_requests_reads_the_file_once_more(
    one: Field, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("core.sync.carried.bundles._REQUEST_BYTES", 200)
    one.workdays(40)
    data = write_bundle(one.store, one.tablet.key).data
    give, calls = bundles.give_answer, []

    def dying(*arguments):
        calls.append(arguments)
        if len(calls) == 2:
            raise PulledError
        return give(*arguments)

    monkeypatch.setattr(bundles, "give_answer", dying)
    with pytest.raises(PulledError):
        hear(one.server, data)
    assert_as_refolded(one.server.store)
    with one.server.store.reading() as session:
        known = session.origin(one.origin)
    assert known
    assert 0 < known.seq < 40
    heard = hear(one.server, data)
    assert (heard.was_known, heard.records) == (False, 40 - known.seq)
    read_reply(one.store, one.clock, heard.reply)
    assert_same_history(one)
