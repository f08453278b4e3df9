"""What is believed to be two histories, and what was only damaged on the way."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from core.domain.chain import chain_over
from core.domain.problems import Problem
from core.sync.trust.alarms import contradicts
from core.sync.turns.answering import give_answer
from core.sync.turns.conversation import Watch, converse, next_request
from core.sync.wire import packing
from core.sync.wire.messages import Answer, Request
from tests.fieldwork import Field, assert_same_history, everything_of
from tools.sample import SampleServer


def asked(field: Field) -> Request:
    with field.store.reading() as session:
        return next_request(session, field.tablet.key, 16_000)


def signed(field: Field, request: Request) -> Request:
    return replace(request, signature=field.tablet.key.sign(request.signed_part()).hex())


def evidence(field: Field) -> bytes:
    with field.server.store.reading() as session:
        return session.note(f"equivocation/{field.origin}") or b""


def with_head(field: Field, request: Request, records: tuple[bytes, ...]) -> Request:
    """The tablet says other records than it has, and signs for them."""
    with field.store.reading() as session:
        before = session.head(field.origin, request.first_seq - 1)
    return signed(field, replace(request, records=records, head=chain_over(before, records)[-1].hex()))


@pytest.fixture
def known(one: Field) -> Request:
    """Three records that the server has, of five that the tablet has; the request with the last four of them."""
    one.workdays(3)
    one.sync()
    one.workdays(2)
    with one.store.reading() as session:
        records = session.records(one.origin, 2, 5)
    request = asked(one)
    return signed(one, replace(request, first_seq=2, records=tuple(records)))


def refused(server: SampleServer, request: Request) -> None:
    kept = everything_of(server.store)
    with pytest.raises(Problem, match="chain_broken"):
        give_answer(server.answering, request)
    assert everything_of(server.store) == kept


DAMAGES: dict[str, Callable[[tuple[bytes, ...]], tuple[bytes, ...]]] = {
    "one that is known": lambda records: (records[0].replace(b"T01", b"T02"), *records[1:]),
    "one that is new": lambda records: (*records[:-1], records[-1].replace(b"T01", b"T02")),
    "all": lambda records: tuple(data + b" " for data in records),
    "the order": lambda records: (records[1], records[0], *records[2:]),
}


@pytest.mark.parametrize("damage", DAMAGES)
def test_records_that_are_not_those_that_were_signed_accuse_nobody(
    one: Field, server: SampleServer, known: Request, damage: str
) -> None:
    """The signature is true, and stands for other records than these."""
    refused(server, replace(known, records=DAMAGES[damage](tuple(known.records))))
    assert evidence(one) == b""
    one.sync()
    assert_same_history(one)


def test_new_records_with_a_head_of_their_own_accuse_nobody(one: Field, server: SampleServer, known: Request) -> None:
    """Nothing that the server has is contradicted: it cannot tell what the head stands for."""
    refused(server, signed(one, replace(known, first_seq=4, records=known.records[2:], head="11" * 32)))
    assert evidence(one) == b""


@pytest.mark.parametrize("place", [0, 1])
def test_a_tablet_that_has_signed_other_records_under_known_numbers_is_caught(
    one: Field, server: SampleServer, known: Request, place: int
) -> None:
    records = list(known.records)
    records[place] = records[place].replace(b"T01", b"T02")
    lie = with_head(one, known, tuple(records))
    refused(server, lie)
    assert evidence(one) == lie.signed_part() + b"\n" + lie.signature.encode()


def test_a_tablet_that_has_signed_another_head_of_a_known_number_is_caught(
    one: Field, server: SampleServer, known: Request
) -> None:
    """Whatever records come with it: two heads of one number cannot both be true."""
    lie = signed(one, replace(known, records=known.records[:2], head="11" * 32))
    refused(server, lie)
    assert evidence(one) == lie.signed_part() + b"\n" + lie.signature.encode()


def test_damaged_answers_are_asked_for_again_and_raise_no_alarm(one: Field, other: Field, server: SampleServer) -> None:
    other.workdays(6)
    other.sync()
    one.workdays(4)
    turns = 0

    def damaging(request: Request) -> Answer:
        nonlocal turns
        turns += 1
        request = packing.unpack_request(packing.pack_request(request))
        answer = give_answer(server.answering, request)
        said = bytearray(packing.pack_answer(answer))
        if turns % 25:
            said[turns * 37 % len(said)] ^= 1 << turns % 8
        return packing.unpack_answer(bytes(said))

    converse(one.store, one.clock, one.tablet.key, damaging, Watch(goes_on=lambda _: True), recovery=server)
    assert turns >= 25
    assert one.note("alarm") == b""
    assert_same_history(one)


def test_damaged_requests_are_sent_again(one: Field, server: SampleServer) -> None:
    one.workdays(4)
    turns = 0

    def damaging(request: Request) -> Answer:
        nonlocal turns
        turns += 1
        asked_so = bytearray(packing.pack_request(request))
        if turns % 25:
            asked_so[1 + turns * 37 % (len(asked_so) - 1)] ^= 1 << turns % 8
        received = packing.unpack_request(bytes(asked_so))
        return give_answer(server.answering, received)

    converse(one.store, one.clock, one.tablet.key, damaging, Watch(goes_on=lambda _: True), recovery=server)
    assert turns >= 25
    assert evidence(one) == b""
    assert_same_history(one)


def test_only_a_signature_contradicts(one: Field, server: SampleServer) -> None:
    one.workdays(2)
    one.sync()
    with one.store.reading() as session:
        standing = session.checkpoint()
        assert standing is not None
        note = standing.note
        assert not contradicts(session, note)
        for other in ("", "rubbish", note[:-9], note.replace(server.origin, one.origin), f"{note[:-9]}AAAAAAA=\n"):
            assert not contradicts(session, other)
    with one.store.trying() as session:
        session.cut_feed(standing.size - 1)
        assert not contradicts(session, note)
    with one.store.trying() as session:
        for action in ("update", "delete", "replace"):
            session.connection.exec_driver_sql(f"DROP TRIGGER log_refuses_{action}")
        session.connection.exec_driver_sql("UPDATE log SET data = CAST(data || ' ' AS BLOB) WHERE seq = 1")
        assert contradicts(session, note)
