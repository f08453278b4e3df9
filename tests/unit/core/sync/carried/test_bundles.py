"""The conversation in files: the same as over the network, whatever happens to the files on the road."""

import random
import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from core.sync.carried.bundle_body import read_bundle_body, read_reply_body
from core.sync.carried.bundle_format import SIGNATURE_BYTES, file_name, read_head
from core.sync.carried.bundles import read_reply
from core.sync.stages.push import sides_of
from core.sync.trust.awaited_replies import written_order
from core.sync.trust.sealing import NotOpened, own_sealing_key, unseal
from core.sync.wire import packing
from core.usecases.office.grants import committees_of_tablet
from tests.fakes.clock import FakeClock
from tests.fieldwork import (
    Field,
    assert_as_refolded,
    assert_chain,
    assert_same_history,
    everything_of,
)
from tests.sample import START_MS, copied_server, copied_tablet
from tests.stores import projections
from tests.unit.core.sync.carried.by_hand import (
    READER,
    by_hand,
    code_of,
    feed_size,
    head_of,
    hear,
    next_request_of,
    said_of,
    sealing_key,
    signed_again,
    written,
)
from tools.sample import SampleServer, enrol_tablet

# The good ways


def test_what_was_recorded_arrives_and_is_safe_when_the_reply_is_back(one: Field) -> None:
    one.workdays(5)
    bundle = written(one)
    assert (bundle.records, bundle.left) == (5, 0)
    heard = hear(one.server, bundle.data)
    assert (heard.origin, heard.records, heard.was_known, heard.is_shut_out) == (one.origin, 5, False, False)
    receipt = read_reply(one.store, one.clock, heard.reply)
    assert (receipt.acked_seq, receipt.more) == (5, False)
    with one.store.reading() as session:
        view = session.reads().sync()
    assert (view.unsent, view.unsafe) == (0, 0)
    assert_same_history(one)
    assert_as_refolded(one.store)


def test_several_days_by_hand_and_by_network_in_turns(one: Field, other: Field) -> None:
    chance = random.Random(11)
    for _ in range(16):
        field = chance.choice((one, other))
        chance.choice((field.workday, field.planting, field.sync, lambda: by_hand(field)))()  # noqa: B023 - at once
    for field in (one, other, one):
        by_hand(field)
    for field in (one, other):
        assert_same_history(field)
        assert_as_refolded(field.store)
    assert projections(one.store) == projections(other.store)


def test_the_server_and_the_tablet_end_with_the_bytes_that_the_network_would_have_left(
    one: Field, tmp_path: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """Feed, log, tree and projections, of both."""
    one.workdays(3)
    one.void(one.planting(7))
    one.workdays(60)
    for store in (one.store, one.server.store):
        store.tidy()
    copies, folder = (tmp_path_factory.mktemp(name) for name in ("copies", "twin"))
    shutil.copytree(tmp_path, copies, dirs_exist_ok=True)
    twin = Field(copied_tablet(copies, folder, "a"), copied_server(copies, folder), FakeClock(START_MS + 9_000_000))
    one.clock = FakeClock(START_MS + 9_000_000)
    for field in (one, twin):
        field.server = replace(field.server, clock=FakeClock(START_MS + 9_500_000))
    one.sync()
    by_hand(twin)
    assert all_that_counts(one.store) == all_that_counts(twin.store)
    assert all_that_counts(one.server.store) == all_that_counts(twin.server.store)
    for field_store in (twin.store, twin.server.store):
        field_store.engine.dispose()


def all_that_counts(store) -> tuple:
    """As `everything_of`, but of the checkpoints the last alone, since between two turns of a sync may be one more,
    and without the signatures over requests, which say how much room there was.
    """
    size, rows, spans, folded = everything_of(store)
    with store.reading() as session:
        last = session.checkpoint()
    return (
        size,
        {name: kept for name, kept in rows.items() if name not in ("checkpoint", "origin")},
        spans,
        folded,
        last,
    )


def test_more_than_one_request_holds_goes_in_several(one: Field, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("core.sync.carried.bundles._REQUEST_BYTES", 200)
    one.workdays(40)
    bundle = written(one)
    with one.server.store.reading() as session:
        private = own_sealing_key(session)
    head, clear, rest = read_head(bundle.data, "bundle")
    requests = read_bundle_body(unseal(rest[:-SIGNATURE_BYTES], private, clear), head).opened()
    assert len(requests) > 2
    assert [request.first_seq for request in requests[1:]] == [request.last_seq + 1 for request in requests[:-1]]
    heard = hear(one.server, bundle.data)
    assert heard.records == bundle.records == 40
    assert read_reply(one.store, one.clock, heard.reply).acked_seq == 40
    assert_same_history(one)


def test_what_does_not_fit_waits_for_the_answer(one: Field, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("core.sync.carried.bundles._REQUEST_BYTES", 200)
    monkeypatch.setattr("core.sync.carried.bundles.WRITTEN_BYTES", 700)
    one.workdays(40)
    first = written(one)
    assert first.left > 0
    assert first.records + first.left == 40
    for _ in range(40):
        by_hand(one)
    assert written(one).records == 0
    assert_same_history(one)


def test_a_long_feed_comes_in_one_reply(one: Field, other: Field, monkeypatch: pytest.MonkeyPatch) -> None:
    other.workdays(60)
    other.sync()
    monkeypatch.setattr("core.sync.turns.answering.ROOM_BYTES", 2_000)
    monkeypatch.setattr("core.sync.carried.bundles.ROOM_BYTES", 2_000)
    heard = hear(one.server, written(one).data)
    assert read_reply(one.store, one.clock, heard.reply).received >= 60
    assert_same_history(one)


def test_a_reply_has_its_bounds_and_says_that_there_is_more(
    one: Field, other: Field, monkeypatch: pytest.MonkeyPatch
) -> None:
    other.workdays(60)
    other.sync()
    monkeypatch.setattr("core.sync.turns.answering.ROOM_BYTES", 2_000)
    monkeypatch.setattr("core.sync.carried.bundles.ROOM_BYTES", 2_000)
    monkeypatch.setattr("core.sync.carried.bundles._REPLY_BYTES", 800)
    receipt = read_reply(one.store, one.clock, hear(one.server, written(one).data).reply)
    assert receipt.more
    assert 0 < receipt.received < 60
    assert_as_refolded(one.store)
    while receipt.more:
        receipt = read_reply(one.store, one.clock, hear(one.server, written(one).data).reply)
    assert_same_history(one)


def test_names_come_with_the_records_that_name_them(one: Field, server: SampleServer, tmp_path: Path) -> None:
    """The next file is days away, so they do not wait to be asked for."""
    fresh = enrol_tablet(server, tmp_path / "fresh.db", "fresh", ("committee:CHO",), ("user:T01",))
    field = Field(fresh, server, one.clock)
    office = sealing_key(server)
    heard = hear(
        server, signed_again(field, head_of(field), said_of(packing.pack_request(next_request_of(field))), office)
    )
    _, clear, rest = read_head(heard.reply, "reply")
    answers = read_reply_body(unseal(rest, READER, clear, office)).answers
    with server.store.reading() as session:
        mine = session.shareable_side_rows(
            [
                name
                for _, answer in answers
                for span in answer.spans
                for data in span.records
                for name in sides_of(data)
            ],
            committees_of_tablet(session, field.origin),
        )
    assert {row.hash for _, answer in answers for row in answer.side_rows} == {row.hash for row in mine} != set()
    fresh.store.engine.dispose()


# Late, twice, out of order


def test_a_bundle_that_is_read_twice_changes_nothing_and_says_so(one: Field) -> None:
    one.workdays(4)
    bundle = written(one)
    first = hear(one.server, bundle.data)
    kept = everything_of(one.server.store)
    again = hear(one.server, bundle.data)
    assert (first.was_known, again.was_known, again.records) == (False, True, 0)
    assert everything_of(one.server.store) == kept
    for heard in (again, first, again):
        read_reply(one.store, one.clock, heard.reply)
        assert_same_history(one)


def test_what_was_recorded_after_the_bundle_is_sent_later_without_gap_or_double(one: Field) -> None:
    one.workdays(3)
    first = written(one)
    one.workdays(2)
    read_reply(one.store, one.clock, hear(one.server, first.data).reply)
    assert one.number("acked_seq") == 3
    assert written(one).records == 2
    one.workday()
    assert by_hand(one).records == 3
    assert_same_history(one)


@pytest.mark.parametrize("order", [(0, 1, 2), (2, 1, 0), (1, 2, 0), (1, 0, 2)])
@pytest.mark.parametrize("heard_order", [(0, 1, 2), (2, 0, 1)])
def test_several_files_in_any_order(one: Field, order: tuple[int, ...], heard_order: tuple[int, ...]) -> None:
    bundles = []
    for _ in range(3):
        one.workdays(2)
        bundles.append(written(one))
    one.workday()
    replies = {place: hear(one.server, bundles[place].data).reply for place in heard_order}
    latest = -1
    for place in order:
        if place < latest:
            assert code_of(read_reply, one.store, one.clock, replies[place]) == "reply_past"
        else:
            read_reply(one.store, one.clock, replies[place])
            latest = place
        assert one.number("acked_seq") >= 2
        assert_chain(one)
    assert one.number("acked_seq") == 6
    by_hand(one)
    assert_same_history(one)
    assert_as_refolded(one.store)


def test_a_reply_that_was_overtaken_by_the_network_takes_nothing_back(one: Field, other: Field) -> None:
    one.workdays(2)
    bundle = written(one)
    reply = hear(one.server, bundle.data).reply
    other.workdays(3)
    other.sync()
    one.workdays(2)
    one.sync()
    kept = everything_of(one.store)
    receipt = read_reply(one.store, one.clock, reply)
    assert receipt.received == 0
    assert (one.number("acked_seq"), everything_of(one.store)) == (4, kept)


def test_a_reply_of_which_a_part_is_known_brings_the_rest(one: Field, other: Field) -> None:
    bundle = written(one)
    other.workdays(3)
    other.sync()
    one.sync()
    known = feed_size(one.store)
    other.workdays(4)
    other.sync()
    receipt = read_reply(one.store, one.clock, hear(one.server, bundle.data).reply)
    assert receipt.received == feed_size(one.server.store) - known > 0
    assert_same_history(one)


def test_an_old_reply_says_nothing_of_this_clock(one: Field) -> None:
    skew, last = one.note("clock_skew_ms"), one.number("last_success_at")
    heard = hear(one.server, written(one).data)
    one.clock = FakeClock(START_MS + 30 * 86_400_000)
    read_reply(one.store, one.clock, heard.reply)
    assert one.note("clock_skew_ms") == skew
    assert last <= one.number("last_success_at") < START_MS + 86_400_000


def test_keys_for_replies_are_kept_until_a_later_reply_has_come(one: Field) -> None:
    first, second, third = (written(one) for _ in range(3))
    with one.store.reading() as session:
        assert len(written_order(session)) == 3
    reply = hear(one.server, second.data).reply
    read_reply(one.store, one.clock, reply)
    with one.store.reading() as session:
        assert [file_name(one.origin, each, "bundle") for each in written_order(session)] == [second.name, third.name]
    read_reply(one.store, one.clock, reply)
    assert code_of(read_reply, one.store, one.clock, hear(one.server, first.data).reply) == "reply_past"


def test_three_tablets_are_carried_by_a_fourth(one: Field, other: Field, server: SampleServer, tmp_path: Path) -> None:
    carrier, third = (
        Field(enrol_tablet(server, tmp_path / f"{name}.db", name, ("committee:CHO",), ("user:T01",)), server, one.clock)
        for name in ("carrier", "third")
    )
    for field in (carrier, third):
        field.sync()
    bundles = {}
    for number, field in enumerate((one, other, third), start=1):
        field.workdays(number)
        bundles[field.origin] = written(field)
    carrier.workday()
    carrier.sync()
    replies = {origin: hear(server, bundle.data).reply for origin, bundle in bundles.items()}
    assert code_of(read_reply, carrier.store, carrier.clock, replies[one.origin]) == "reply_for_another"
    for bundle in bundles.values():
        assert b"planting" not in bundle.data
        _, clear, rest = read_head(bundle.data, "bundle")
        with pytest.raises(NotOpened):
            unseal(rest[:-SIGNATURE_BYTES], carrier.note("own_key"), clear)
    for field in (one, other, third):
        read_reply(field.store, field.clock, replies[field.origin])
        assert field.number("acked_seq") == field.number("own_seq")
    for field in (one, other, third, carrier):
        by_hand(field)
        assert_same_history(field)
    for field in (third, carrier):
        field.store.engine.dispose()
