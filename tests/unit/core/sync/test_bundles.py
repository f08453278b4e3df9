"""The conversation in files: the same as over the network, whatever happens to the files on the road."""

import random
import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from core.domain.problems import Problem
from core.sync import wire
from core.sync.bundle_format import ID_BYTES, SIGNATURE_BYTES, Head, file_name, read_head, read_name
from core.sync.bundles import (
    Bundle,
    Heard,
    _read_answers,
    _unpacked,
    read_bundle,
    read_reply,
    write_bundle,
    written_order,
)
from core.sync.conversation import next_request
from core.sync.enrolment import revoke
from core.sync.keys import PrivateKey
from core.sync.octets import Writer
from core.sync.push import sides_of
from core.sync.sealing import NotOpened, new_key, own_sealing_key, public_half, seal, state_sealing_key, unseal
from core.usecases import notes
from core.usecases.office import committees_of_tablet
from core.usecases.sealing import sealing_key_in_force
from tests.fakes.clock import FakeClock
from tests.integration.stores import projections
from tests.sample import START_MS, copied_server, copied_tablet
from tests.unit.core.sync.conftest import _field
from tests.unit.core.sync.fieldwork import (
    Field,
    assert_as_refolded,
    assert_chain,
    assert_same_history,
    everything_of,
)
from tools.sample import SampleServer, enrol_tablet

SAMPLED = 150
READER = bytes(range(32))
"""The private half of the key that bundles made by hand want their replies for."""


@pytest.fixture
def server(server: SampleServer) -> SampleServer:
    """The sample's office with a key that files are sealed to."""
    assert state_sealing_key(server.store, server.clock, server.origin)
    return server


@pytest.fixture
def one(server: SampleServer, one: Field) -> Field:
    one.sync()
    return one


@pytest.fixture
def other(server: SampleServer, other: Field) -> Field:
    other.sync()
    return other


def hear(server: SampleServer, data: bytes) -> Heard:
    return read_bundle(server.store, server.clock, server.key, server.origin, data, server.settle, committees_of_tablet)


def written(field: Field) -> Bundle:
    return write_bundle(field.store, field.tablet.key)


def by_hand(field: Field) -> Heard:
    """There and back."""
    heard = hear(field.server, written(field).data)
    read_reply(field.store, field.clock, heard.reply)
    return heard


def code_of(call, *arguments) -> str:
    with pytest.raises(Problem) as caught:
        call(*arguments)
    return caught.value.code


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
    """As `everything_of`, but of the checkpoints the last alone, since between two turns of a sync there may be one more,
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
    monkeypatch.setattr("core.sync.bundles._REQUEST_BYTES", 200)
    one.workdays(40)
    bundle = written(one)
    with one.server.store.reading() as session:
        private = own_sealing_key(session)
    head, clear, rest = read_head(bundle.data, "bundle")
    _, requests = _unpacked(unseal(rest[:-SIGNATURE_BYTES], private, clear), head)
    assert len(requests) > 2
    assert [request.first_seq for request in requests[1:]] == [request.last_seq + 1 for request in requests[:-1]]
    heard = hear(one.server, bundle.data)
    assert heard.records == bundle.records == 40
    assert read_reply(one.store, one.clock, heard.reply).acked_seq == 40
    assert_same_history(one)


def test_what_does_not_fit_waits_for_the_answer(one: Field, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("core.sync.bundles._REQUEST_BYTES", 200)
    monkeypatch.setattr("core.sync.bundles.WRITTEN_BYTES", 700)
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
    monkeypatch.setattr("core.sync.conversation.ROOM_BYTES", 2_000)
    monkeypatch.setattr("core.sync.bundles.ROOM_BYTES", 2_000)
    heard = hear(one.server, written(one).data)
    assert read_reply(one.store, one.clock, heard.reply).received >= 60
    assert_same_history(one)


def test_a_reply_has_its_bounds_and_says_that_there_is_more(
    one: Field, other: Field, monkeypatch: pytest.MonkeyPatch
) -> None:
    other.workdays(60)
    other.sync()
    monkeypatch.setattr("core.sync.conversation.ROOM_BYTES", 2_000)
    monkeypatch.setattr("core.sync.bundles.ROOM_BYTES", 2_000)
    monkeypatch.setattr("core.sync.bundles._REPLY_BYTES", 800)
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
        server, signed_again(field, head_of(field), said_of(wire.pack_request(next_request_of(field))), office)
    )
    _, clear, rest = read_head(heard.reply, "reply")
    answers = _read_answers(unseal(rest, READER, clear, office))
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


def feed_size(store) -> int:
    with store.reading() as session:
        return session.feed_size()


def sealing_key(server: SampleServer) -> bytes:
    with server.store.reading() as session:
        return sealing_key_in_force(session)


def sealing_key_here(field: Field) -> bytes:
    with field.store.reading() as session:
        return sealing_key_in_force(session)


def next_request_of(field: Field):
    with field.store.reading() as session:
        return next_request(session, field.tablet.key, 16_000)


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


# What is refused


def positions(length: int, campaign: bool) -> list[int]:
    return list(range(length)) if campaign else sorted(random.Random(7).sample(range(length), min(length, SAMPLED)))


def test_a_changed_bit_anywhere_in_a_bundle_is_refused_and_nothing_is_kept(one: Field, campaign: bool) -> None:
    one.workdays(3)
    data = written(one).data
    kept = everything_of(one.server.store)
    codes = set()
    for place in positions(len(data), campaign):
        changed = bytearray(data)
        changed[place] ^= 1 << place % 8
        codes.add(code_of(hear, one.server, bytes(changed)))
    assert codes <= {
        "bundle_changed", "bundle_unreadable", "bundle_version_unknown", "bundle_for_another", "bundle_unknown_tablet",
    }  # fmt: skip
    assert everything_of(one.server.store) == kept
    assert hear(one.server, data).records == 3


def test_a_changed_bit_anywhere_in_a_reply_is_refused_and_nothing_is_kept(one: Field, campaign: bool) -> None:
    one.workdays(3)
    reply = hear(one.server, written(one).data).reply
    kept = everything_of(one.store)
    codes = set()
    origin_and_id = len(read_head(reply, "reply")[1])
    for place in positions(len(reply), campaign):
        changed = bytearray(reply)
        changed[place] ^= 1 << place % 8
        codes.add(code_of(read_reply, one.store, one.clock, bytes(changed)))
    assert origin_and_id > ID_BYTES
    assert codes <= {
        "bundle_changed", "bundle_unreadable", "bundle_version_unknown", "bundle_for_another", "reply_for_another",
        "reply_past",
    }  # fmt: skip
    assert everything_of(one.store) == kept
    read_reply(one.store, one.clock, reply)
    assert_same_history(one)


def test_a_file_that_ends_early_is_refused(one: Field, campaign: bool) -> None:
    one.workdays(3)
    data = written(one).data
    reply = hear(one.server, data).reply
    for place in positions(len(data), campaign):
        assert code_of(hear, one.server, data[:place]) in ("bundle_changed", "bundle_unreadable")
    for place in positions(len(reply), campaign):
        assert code_of(read_reply, one.store, one.clock, reply[:place]) in ("bundle_changed", "bundle_unreadable")
    assert code_of(hear, one.server, data + b"\0") == "bundle_changed"


def test_something_else_is_not_taken_for_one_of_ours(one: Field) -> None:
    bundle = written(one).data
    for data in (b"", b"PLANTON>", b"\x00" * 500, b"%PDF-1.7" * 99, hear(one.server, bundle).reply):
        assert code_of(hear, one.server, data) in ("bundle_unreadable", "bundle_version_unknown")
    assert code_of(read_reply, one.store, one.clock, bundle) == "bundle_unreadable"
    large = bundle + bytes(8_000_001)
    assert code_of(hear, one.server, large) == code_of(read_reply, one.store, one.clock, large) == "bundle_too_large"


def signed_again(field: Field, head: Head, said: bytes, office: bytes) -> bytes:
    """A bundle that its tablet has really signed, whatever it says."""
    clear = head.bytes()
    whole = clear + seal(said, office, clear)
    return whole + field.tablet.key.sign(b"planton-bundle\n" + whole)


def head_of(field: Field, **changed) -> Head:
    return replace(Head("bundle", "PIURA", field.origin, field.server.origin, bytes(ID_BYTES)), **changed)


def said_of(*requests: bytes) -> bytes:
    writer = Writer()
    writer.raw(public_half(READER))
    writer.number(len(requests))
    for data in requests:
        writer.blob(data)
    return writer.bytes()


def test_a_bundle_for_another_office_is_told_apart(one: Field) -> None:
    office = sealing_key(one.server)
    said = said_of(wire.pack_request(next_request_of(one)))
    for head in (head_of(one, programme="CUSCO"), head_of(one, server_origin="AAAAAA")):
        assert code_of(hear, one.server, signed_again(one, head, said, office)) == "bundle_for_another"
    stranger = head_of(one, origin="AAAAAA")
    assert code_of(hear, one.server, signed_again(one, stranger, said, office)) == "bundle_unknown_tablet"
    assert code_of(hear, one.server, signed_again(one, head_of(one), said, public_half(new_key()))) == "bundle_key_lost"
    server_as_tablet = head_of(one, origin=one.server.origin)
    assert code_of(hear, one.server, signed_again(one, server_as_tablet, said, office)) == "bundle_unknown_tablet"


def test_a_version_that_is_not_known_is_named(one: Field) -> None:
    data = bytearray(written(one).data)
    data[8] = 2
    with pytest.raises(Problem) as caught:
        hear(one.server, bytes(data))
    assert (caught.value.code, caught.value.details) == ("bundle_version_unknown", {"theirs": 2, "ours": 1})


def test_of_a_misshapen_bundle_nothing_is_taken(one: Field, other: Field) -> None:
    one.workdays(3)
    office, kept = sealing_key(one.server), everything_of(one.server.store)
    good, foreign = wire.pack_request(next_request_of(one)), wire.pack_request(next_request_of(other))
    newer = bytes([9]) + good[1:]
    for said, code in (
        (b"", "bundle_unreadable"),
        (said_of(), "bundle_unreadable"),
        (said_of(good) + b"x", "bundle_unreadable"),
        (said_of(good, b"\x02nonsense"), "bundle_unreadable"),
        (said_of(good, good[:-1]), "bundle_unreadable"),
        (said_of(good, foreign), "bundle_unreadable"),
        (said_of(good, newer), "bundle_version_unknown"),
    ):
        assert code_of(hear, one.server, signed_again(one, head_of(one), said, office)) == code
    assert everything_of(one.server.store) == kept


def test_a_bundle_that_another_tablet_signed_is_refused(one: Field, other: Field) -> None:
    said = said_of(wire.pack_request(next_request_of(one)))
    forged = signed_again(other, head_of(one), said, sealing_key(one.server))
    assert code_of(hear, one.server, forged) == "bundle_changed"


def test_a_tablet_that_was_shut_out_hands_over_what_it_has_and_learns_nothing(one: Field, server: SampleServer) -> None:
    one.workdays(3)
    bundle = written(one)
    revoke(server.store, server.clock, server.origin, one.origin, "lost", "C01")
    server.settle()
    heard = hear(server, bundle.data)
    assert (heard.records, heard.is_shut_out) == (3, True)
    size = one.number("own_seq")
    with one.store.reading() as session:
        before = session.feed_size()
    assert code_of(read_reply, one.store, one.clock, heard.reply) == "tablet_revoked"
    assert one.number("acked_seq") == size == 3
    with one.store.reading() as session:
        assert session.feed_size() == before


def test_a_history_that_differs_raises_the_alarm_by_hand_as_well(one: Field, other: Field) -> None:
    """The server has signed something else for the same place."""
    bundle = written(one)
    other.workdays(2)
    other.sync()
    reply = hear(one.server, bundle.data).reply
    with one.store.writing() as session:
        tree = session.tree()
        session.put_tree(replace(tree, frontier=tuple(bytes(32) for _ in tree.frontier)))
    assert code_of(read_reply, one.store, one.clock, reply) == "history_differs"
    assert one.note("alarm") == b"history_differs"


def test_without_the_office_key_nothing_is_written(
    server: SampleServer, tmp_path: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    field = _field(server, tmp_path_factory, tmp_path, "b")
    assert code_of(write_bundle, field.store, field.tablet.key) == "bundle_key_missing"
    assert field.note("bundles_written") == b""
    field.store.engine.dispose()


# The office's key


def test_the_office_states_its_key_once(server: SampleServer) -> None:
    assert not state_sealing_key(server.store, server.clock, server.origin)
    with server.store.reading() as session:
        assert public_half(own_sealing_key(session)) == sealing_key_in_force(session)


def test_a_key_whose_private_half_is_gone_is_replaced_and_the_tablets_learn_of_it(one: Field) -> None:
    before = sealing_key_here(one)
    old = written(one)
    with one.server.store.writing() as session:
        session.put_note("sealing_key", b"")
    assert state_sealing_key(one.server.store, one.server.clock, one.server.origin)
    assert code_of(hear, one.server, old.data) == "bundle_key_lost"
    one.sync()
    assert sealing_key_here(one) == sealing_key(one.server) != before
    by_hand(one)


def test_a_programme_that_nobody_has_opened_has_no_key(tmp_path: Path) -> None:
    from tools.sample import SteppingClock, make_server

    empty = make_server(f"sqlite:///{tmp_path / 'empty.db'}", SteppingClock(START_MS), with_sample=False)
    assert not state_sealing_key(empty.store, empty.clock, empty.origin)
    with empty.store.reading() as session:
        assert session.feed_size() == 0
    empty.store.engine.dispose()


# Seals and names


def test_a_seal_is_for_one_reader_from_one_sender_under_one_head() -> None:
    reader, sender = new_key(), new_key()
    sealed = seal(b"something", public_half(reader), b"head", sender)
    assert unseal(sealed, reader, b"head", public_half(sender)) == b"something"
    for private, bound, whom in (
        (new_key(), b"head", public_half(sender)),
        (reader, b"haed", public_half(sender)),
        (reader, b"head", public_half(new_key())),
        (reader, b"head", b""),
        (b"", b"head", b""),
    ):
        with pytest.raises(NotOpened):
            unseal(sealed, private, bound, whom)
    with pytest.raises(NotOpened):
        unseal(bytes(32) + sealed[32:], reader, b"head", public_half(sender))
    assert seal(b"x", public_half(reader), b"") != seal(b"x", public_half(reader), b"")


def test_a_name_tells_whose_it_is() -> None:
    name = file_name("7KQ2MX", bytes(range(10)), "reply")
    assert name == "planton-7KQ2MX-AAAQEAYEAUDAOCAJ.reply"
    assert read_name(name) == ("7KQ2MX", bytes(range(10)), "reply")
    for strange in ("planton-7KQ2MX-AAAQ.reply", name + "x", name.lower(), f"../{name}", "", f".{name}.part"):
        assert read_name(strange) is None


def test_a_reply_by_somebody_who_knows_the_tablets_key_only_is_refused(one: Field) -> None:
    """The seal takes the office's own key."""
    bundle = written(one)
    with one.store.reading() as session:
        private = (session.note("bundles_written") or b"")[-72:-40]
    head = replace(read_head(bundle.data, "bundle")[0], sort="reply")
    clear = head.bytes()
    forged = clear + seal(b"", public_half(private), clear, PrivateKey.generate().raw)
    assert code_of(read_reply, one.store, one.clock, forged) == "bundle_changed"
    with one.store.reading() as session:
        assert notes.listed(session, "wanted_there") == []
