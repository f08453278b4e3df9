"""Files on the road while the office's server is put back to an earlier state, or their tablet is let in anew."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from core.domain.problems import Problem
from core.sync.bundles import Heard, read_bundle, read_reply, write_bundle
from core.sync.sealing import state_sealing_key
from core.usecases.office import committees_of_tablet
from tests.unit.core.sync.fieldwork import Field, assert_as_refolded, assert_same_history, everything_of
from tests.unit.core.sync.test_epochs import Shelf
from tools.sample import SampleServer


@pytest.fixture
def shelf(server: SampleServer, tmp_path: Path) -> Iterator[Shelf]:
    shelf = Shelf(server, tmp_path)
    yield shelf
    shelf.close()


def put_back(shelf: Shelf) -> SampleServer:
    new = shelf.put_back()
    state_sealing_key(new.store, new.clock, new.origin)
    return new


def read_by(server: SampleServer, bundle: bytes) -> Heard:
    return read_bundle(
        server.store, server.clock, server.key, server.origin, bundle, server.settle, committees_of_tablet
    )


def test_a_reply_of_the_office_as_it_was_raises_no_alarm(
    one: Field, other: Field, server: SampleServer, shelf: Shelf
) -> None:
    shelf.back_up()
    one.workdays(2)
    bundle = write_bundle(one.store, one.tablet.key)
    other.workdays(9)
    other.sync()
    heard = read_by(server, bundle.data)
    assert heard.records == 2
    one.server = put_back(shelf)
    one.sync()
    kept = everything_of(one.store)
    with pytest.raises(Problem, match="reply_past"):
        read_reply(one.store, one.clock, heard.reply)
    assert everything_of(one.store) == kept
    assert one.note("alarm") == b""
    one.workday()
    one.sync()
    assert_same_history(one)


def test_a_file_from_before_the_restore_is_taken_where_nothing_it_rests_on_is_lost(
    one: Field, server: SampleServer, shelf: Shelf
) -> None:
    one.workdays(2)
    bundle = write_bundle(one.store, one.tablet.key)
    shelf.back_up()
    new = put_back(shelf)
    heard = read_by(new, bundle.data)
    assert heard.records == 2
    read_reply(one.store, one.clock, heard.reply)
    one.server = new
    assert one.note("server_origin").decode() == new.origin
    one.sync()
    assert_same_history(one)
    assert_as_refolded(one.store)


def test_a_file_that_rests_on_what_is_lost_is_refused_and_nothing_of_it_is_kept(
    one: Field, server: SampleServer, shelf: Shelf
) -> None:
    """Its records stay with the tablet, whose next sync brings back all of it."""
    shelf.back_up()
    one.workdays(2)
    one.sync()
    one.workday()
    bundle = write_bundle(one.store, one.tablet.key)
    new = put_back(shelf)
    kept = everything_of(new.store)
    with pytest.raises(Problem, match="history_differs"):
        read_by(new, bundle.data)
    assert everything_of(new.store) == kept
    one.server = new
    one.sync()
    assert_same_history(one)
    with new.store.reading() as session:
        known = session.origin(one.origin)
    assert known is not None
    assert known.seq == 3
