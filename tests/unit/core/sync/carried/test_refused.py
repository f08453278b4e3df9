"""What is changed, cut, foreign or misshapen is refused under a code, and nothing of it is kept."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from core.domain.problems import Problem
from core.sync.carried.bundle_format import read_head
from core.sync.carried.bundles import (
    read_reply,
    write_bundle,
)
from core.sync.trust.awaited_replies import ID_BYTES
from core.sync.trust.sealing import new_key, public_half
from core.sync.wire import packing
from core.usecases.office.tablets import shut_out
from tests.fieldwork import (
    Field,
    assert_same_history,
    copied_field,
    everything_of,
)
from tests.unit.core.sync.carried.by_hand import (
    code_of,
    head_of,
    hear,
    next_request_of,
    said_of,
    sealing_key,
    signed_again,
    written,
)
from tools.sample import SampleServer

# What is refused


def with_one_bit_changed(data: bytes, campaign: bool) -> Iterator[bytes]:
    """At every byte one bit, in a campaign each of the eight."""
    for place in range(len(data)):
        for bit in range(8) if campaign else (place % 8,):
            changed = bytearray(data)
            changed[place] ^= 1 << bit
            yield bytes(changed)


def test_a_changed_bit_anywhere_in_a_bundle_is_refused_and_nothing_is_kept(one: Field, campaign: bool) -> None:
    one.workdays(3)
    data = written(one).data
    kept = everything_of(one.server.store)
    codes = set()
    for changed in with_one_bit_changed(data, campaign):
        codes.add(code_of(hear, one.server, changed))
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
    for changed in with_one_bit_changed(reply, campaign):
        codes.add(code_of(read_reply, one.store, one.clock, changed))
    assert origin_and_id > ID_BYTES
    assert codes <= {
        "bundle_changed", "bundle_unreadable", "bundle_version_unknown", "bundle_for_another", "reply_for_another",
        "reply_past",
    }  # fmt: skip
    assert everything_of(one.store) == kept
    read_reply(one.store, one.clock, reply)
    assert_same_history(one)


def test_a_file_that_ends_early_is_refused(one: Field) -> None:
    one.workdays(3)
    data = written(one).data
    reply = hear(one.server, data).reply
    for place in range(len(data)):
        assert code_of(hear, one.server, data[:place]) in ("bundle_changed", "bundle_unreadable")
    for place in range(len(reply)):
        assert code_of(read_reply, one.store, one.clock, reply[:place]) in ("bundle_changed", "bundle_unreadable")
    assert code_of(hear, one.server, data + b"\0") == "bundle_changed"


def test_something_else_is_not_taken_for_one_of_ours(one: Field) -> None:
    bundle = written(one).data
    for data in (b"", b"PLANTON>", b"\x00" * 500, b"%PDF-1.7" * 99, hear(one.server, bundle).reply):
        assert code_of(hear, one.server, data) in ("bundle_unreadable", "bundle_version_unknown")
    assert code_of(read_reply, one.store, one.clock, bundle) == "bundle_unreadable"
    large = bundle + bytes(8_000_001)
    assert code_of(hear, one.server, large) == code_of(read_reply, one.store, one.clock, large) == "bundle_too_large"


def test_a_bundle_for_another_office_is_told_apart(one: Field) -> None:
    office = sealing_key(one.server)
    said = said_of(packing.pack_request(next_request_of(one)))
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
    good, foreign = packing.pack_request(next_request_of(one)), packing.pack_request(next_request_of(other))
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
    said = said_of(packing.pack_request(next_request_of(one)))
    forged = signed_again(other, head_of(one), said, sealing_key(one.server))
    assert code_of(hear, one.server, forged) == "bundle_changed"


def test_a_tablet_that_was_shut_out_hands_over_what_it_has_and_learns_nothing(one: Field, server: SampleServer) -> None:
    one.workdays(3)
    bundle = written(one)
    shut_out(server.store, server.clock, server.origin, "C01", one.origin, "lost")
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
    field = copied_field(server, tmp_path_factory, tmp_path, "b")
    assert code_of(write_bundle, field.store, field.tablet.key) == "bundle_key_missing"
    assert field.note("bundles_written") == b""
    field.store.engine.dispose()
