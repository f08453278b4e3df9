"""Files on the road while the office's server is put back to an earlier state, or their tablet is let in anew."""

from pathlib import Path

import pytest

from core.domain.problems import Problem
from core.storage.engine import open_sqlite
from core.storage.store import SqlStore
from core.sync.carried.bundle_epochs import PutBackError
from core.sync.carried.bundles import read_reply, write_bundle
from core.sync.trust.sealing import state_sealing_key
from core.usecases.office.restores import restores
from tests.fieldwork import Field, assert_as_refolded, assert_same_history, everything_of
from tests.unit.core.sync.carried.by_hand import carried, lost_by, put_back, read_by
from tests.unit.core.sync.restore.restoring import (
    YESTERDAYS,
    Shelf,
    assert_nothing_is_lost,
    give_back_and_see_nothing,
    lost_with_its_tablet,
    seq_of,
    tampered,
)
from tools.sample import PROGRAMME, SampleServer


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


def test_what_the_office_lost_comes_back_by_files_alone(
    one: Field, other: Field, server: SampleServer, shelf: Shelf
) -> None:
    """The reply tells of it, the next file brings it back, and with the reply to that the tablet goes over."""
    one.server = new = lost_by(one, other, shelf)
    one.workday()
    kept = everything_of(one.store)
    heard, receipt = carried(one, new)
    assert (heard.is_ahead, heard.records, heard.given_back) == (True, 0, 0)
    assert receipt.was_put_back
    assert receipt.to_give_back > 8
    assert everything_of(one.store) == kept
    bundle = write_bundle(one.store, one.tablet.key)
    assert (bundle.gives_back, bundle.records) == (receipt.to_give_back, 0)
    heard = read_by(new, bundle.data)
    assert (heard.is_ahead, heard.given_back) == (True, receipt.to_give_back)
    done = read_reply(one.store, one.clock, heard.reply)
    assert (done.was_put_back, done.to_give_back) == (True, 0)
    assert one.note("server_origin").decode() == new.origin
    assert one.number("given_back") == receipt.to_give_back
    heard, receipt = carried(one, new)
    assert (heard.is_ahead, heard.records, receipt.was_put_back) == (False, 1, False)
    while receipt.more:
        _, receipt = carried(one, new)
    assert_same_history(one)
    assert_as_refolded(one.store)
    assert_as_refolded(new.store)
    assert seq_of(new, one.origin) == 7
    assert seq_of(new, other.origin) == 3
    assert one.note("alarm") == b""
    with new.store.reading() as session:
        (restored,) = restores(session)
    assert [giver.origin for giver in restored.givers] == [one.origin]


def test_what_does_not_fit_goes_with_the_next_file(
    one: Field, other: Field, shelf: Shelf, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("core.sync.carried.bundles.WRITTEN_BYTES", 400)
    monkeypatch.setattr("core.sync.carried.bundle_epochs._PART_BYTES", 60)
    one.server = new = lost_by(one, other, shelf)
    left = [carried(one, new)[1].to_give_back]
    while left[-1]:
        left.append(carried(one, new)[1].to_give_back)
    assert len(left) > 3
    assert left == sorted(set(left), reverse=True)
    monkeypatch.undo()
    carried(one, new)
    assert_same_history(one)


def test_files_and_replies_may_be_read_twice_and_late(one: Field, other: Field, shelf: Shelf) -> None:
    one.server = new = lost_by(one, other, shelf)
    first = read_by(new, write_bundle(one.store, one.tablet.key).data)
    read_reply(one.store, one.clock, first.reply)
    bundle = write_bundle(one.store, one.tablet.key)
    second, again = read_by(new, bundle.data), read_by(new, bundle.data)
    assert second.given_back > 0
    assert (again.was_known, again.given_back) == (True, 0)
    read_reply(one.store, one.clock, again.reply)
    for late in (second, first):
        with pytest.raises(Problem, match="reply_past"):
            read_reply(one.store, one.clock, late.reply)
    assert one.note("alarm") == b""
    carried(one, new)
    assert_same_history(one)


def test_whoever_meets_the_network_in_between_has_gone_over_by_the_time_the_reply_comes(
    one: Field, other: Field, shelf: Shelf
) -> None:
    one.server = new = lost_by(one, other, shelf)
    heard = read_by(new, write_bundle(one.store, one.tablet.key).data)
    one.sync()
    with pytest.raises(Problem, match="reply_past"):
        read_reply(one.store, one.clock, heard.reply)
    assert one.note("alarm") == b""
    assert_same_history(one)
    assert write_bundle(one.store, one.tablet.key).gives_back == 0


def test_a_tablet_may_give_back_the_rest_over_the_network(one: Field, other: Field, shelf: Shelf) -> None:
    one.server = new = lost_by(one, other, shelf)
    carried(one, new)
    read_by(new, write_bundle(one.store, one.tablet.key).data)
    one.workday()
    one.sync()
    assert_same_history(one)
    assert write_bundle(one.store, one.tablet.key).gives_back == 0


def test_an_office_that_has_not_noticed_is_told_by_the_file(
    one: Field, other: Field, server: SampleServer, shelf: Shelf, tmp_path: Path
) -> None:
    """Nothing of the file is taken before it goes on under a new origin."""
    lost_by(one, other, shelf)
    store = SqlStore(open_sqlite(tmp_path / YESTERDAYS), PROGRAMME)
    unaware = SampleServer(store, server.clock, server.key, server.origin, server.ids)
    kept = everything_of(store)
    data = write_bundle(one.store, one.tablet.key).data
    with pytest.raises(PutBackError) as found, store.reading():
        read_by(unaware, data)
    assert everything_of(store) == kept
    with one.store.reading() as session:
        assert session.checkpoint() == found.value.checkpoint
    store.engine.dispose()


def test_a_past_that_was_changed_is_no_restore_by_files_either(one: Field, other: Field, shelf: Shelf) -> None:
    shelf.back_up()
    one.workdays(2)
    one.sync()
    with one.server.store.writing() as session:
        tampered(session)
    shelf.back_up()
    one.workday()
    one.sync()
    one.server = new = put_back(shelf)
    kept = everything_of(one.store)
    heard = read_by(new, write_bundle(one.store, one.tablet.key).data)
    with pytest.raises(Problem, match="history_differs"):
        read_reply(one.store, one.clock, heard.reply)
    assert everything_of(one.store) == kept
    assert one.note("alarm") == b"history_differs"


def test_a_file_that_differs_from_an_office_never_put_back_is_refused(one: Field, server: SampleServer) -> None:
    one.workdays(2)
    one.sync()
    with server.store.writing() as session:
        session.put_note("log_changed", b"1")
    with pytest.raises(Problem, match="history_differs"):
        read_by(server, write_bundle(one.store, one.tablet.key).data)


def test_a_file_that_differs_from_an_office_changed_by_hand_is_refused_also_where_it_was_put_back(
    one: Field, shelf: Shelf
) -> None:
    """It would otherwise be told that the office was put back, which it knows already."""
    shelf.back_up()
    one.server = new = put_back(shelf)
    one.workdays(2)
    one.sync()
    with new.store.writing() as session:
        session.put_note("log_changed", b"1")
    with pytest.raises(Problem, match="history_differs"):
        read_by(new, write_bundle(one.store, one.tablet.key).data)


def test_what_was_given_back_and_lost_again_comes_back_by_files_alone(
    one: Field, other: Field, server: SampleServer, shelf: Shelf
) -> None:
    shelf.back_up()
    before = lost_with_its_tablet(one, other, server)
    first = put_back(shelf)
    shelf.back_up(first)
    give_back_and_see_nothing(one, first)
    one.workdays(2)
    one.server = new = shelf.put_back("second", first)
    state_sealing_key(new.store, new.clock, new.origin)
    heard, receipt = carried(one, new)
    assert (heard.records, receipt.was_put_back) == (3, False)
    while receipt.more or write_bundle(one.store, one.tablet.key).gives_back:
        _, receipt = carried(one, new)
    assert_nothing_is_lost(one, before)
