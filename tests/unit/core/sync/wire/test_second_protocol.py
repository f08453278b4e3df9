"""In the second protocol, what travels comes back as it went; rubbish is named, never blown up, and stored messages of
both protocols are read for ever.
"""

import random
import sys
import time
import tracemalloc
import zlib
from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.domain.problems import Problem
from core.sync.trust.checkpoints import log_name
from core.sync.turns.answering import give_answer
from core.sync.wire import packing, second_protocol
from core.sync.wire.messages import LARGEST_ANSWER_BYTES, LARGEST_REQUEST_BYTES, Answer, Request
from core.sync.wire.octets import Writer
from core.sync.wire.packing import pack_answer, pack_request, unpack_answer, unpack_request
from core.sync.wire.second_protocol import with_sum
from core.sync.wire.squeeze import squeeze
from core.usecases.own_log import side_row
from core.usecases.ports import Echo, Span
from tests.fieldwork import Field, everything_of
from tests.unit.core.sync.wire.hostile import HOSTILE_BATCHES, bombs
from tests.unit.core.sync.wire.hostile import RECORDS as LOGGED
from tests.unit.core.sync.wire.stored_messages import (
    HASH,
    LONG_ANSWER,
    SAID,
    SIDE,
    SIGNATURE,
    STORED_ANSWER,
    STORED_REQUEST,
    first_of,
)
from tests.unit.core.sync.wire.written import season_records
from tools.sample import SampleServer

STORED = Path(__file__).parent / "stored"
MOST_MEMORY_BYTES = 64_000_000
COUNTS = st.integers(0, 2**53 - 1)
HASHES = st.binary(min_size=32, max_size=32).map(bytes.hex)
ORIGINS = st.text("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567", min_size=6, max_size=6)
PROGRAMMES = st.text("ABCÑ日-", max_size=8)
RECORDS = st.lists(LOGGED | st.binary(max_size=30), max_size=5).map(tuple)
ROWS = st.lists(st.builds(lambda data: side_row({"text": data}), st.text("abcñ", max_size=30)), max_size=3).map(tuple)
NOTES = st.one_of(
    st.just(""), st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\x00"), max_size=60),
    st.builds(
        lambda size: f"{log_name('PIURA', 'AAAAAA')}\n{size}\n{'A' * 43}=\n\n— planton/PIURA/AAAAAA {'B' * 90}A=\n",
        st.integers(0, 10**6),
    ),
)  # fmt: skip
REQUESTS = st.builds(
    Request, st.just(2), PROGRAMMES, ORIGINS, st.integers(1, 2**50), RECORDS, HASHES, COUNTS, HASHES, COUNTS,
    st.lists(HASHES, max_size=3).map(tuple), ROWS, st.just(SIGNATURE), COUNTS, st.integers(0, 1),
)  # fmt: skip
SPANS = st.builds(Span, COUNTS, ORIGINS, COUNTS, RECORDS)
ECHOES = st.builds(Echo, COUNTS, COUNTS, st.integers(0, 30_000))
ANSWERS = st.builds(
    Answer, st.just(2), COUNTS, NOTES, st.lists(SPANS | ECHOES, max_size=4).map(tuple), st.booleans(), ROWS,
    st.integers(0, 2**41), st.sampled_from(["on", "unchanged", "shut_out"]),
)  # fmt: skip


STORED_MESSAGES: dict[str, tuple[Callable[[bytes], Any], Any, Callable[[], bytes]]] = {
    "request-1": (unpack_request, first_of(STORED_REQUEST), lambda: pack_request(first_of(STORED_REQUEST))),
    "request-2": (unpack_request, STORED_REQUEST, lambda: pack_request(STORED_REQUEST)),
    "answer-1": (unpack_answer, first_of(STORED_ANSWER), lambda: pack_answer(first_of(STORED_ANSWER))),
    "answer-2": (unpack_answer, STORED_ANSWER, lambda: pack_answer(STORED_ANSWER)),
    "answer-2-lzma": (unpack_answer, LONG_ANSWER, lambda: pack_answer(LONG_ANSWER, with_lzma=True)),
}


def store() -> None:
    """Write the stored messages: once for each protocol, when it is new. Those of a released protocol stay."""
    for name, (_, _, pack) in STORED_MESSAGES.items():
        path = STORED / f"{name}.bin"
        if not path.exists():
            path.write_bytes(pack())


@pytest.mark.parametrize("name", STORED_MESSAGES)
def test_stored_messages_are_read_for_ever(name: str) -> None:
    unpack, message, _ = STORED_MESSAGES[name]
    assert unpack((STORED / f"{name}.bin").read_bytes()) == message


@given(REQUESTS)
@settings(deadline=None)
def test_a_request_arrives_as_it_was_sent(request: Request) -> None:
    with suppress(ValueError):
        request.signed_part()
        assert unpack_request(pack_request(request)) == request


@given(ANSWERS, st.booleans())
@settings(deadline=None)
def test_an_answer_arrives_as_it_was_sent(answer: Answer, with_lzma: bool) -> None:
    assert unpack_answer(pack_answer(answer, with_lzma=with_lzma)) == answer


def test_the_whole_sample_programme_arrives(server: SampleServer) -> None:
    with server.store.reading() as session:
        spans = tuple(session.feed(1, session.feed_size(), 1_500_000))
    answer = replace(STORED_ANSWER, spans=spans)
    packed = pack_answer(answer, with_lzma=True)
    assert unpack_answer(packed) == answer
    assert len(packed) < sum(len(data) for span in spans for data in span.records) / 8


def test_twenty_records_are_a_few_hundred_bytes() -> None:
    request = replace(STORED_REQUEST, records=tuple(season_records(60)[40:]), side_rows=(), misses=())
    assert len(pack_request(request)) < 900


@pytest.mark.parametrize("message", [STORED_REQUEST, STORED_ANSWER], ids=["request", "answer"])
def test_a_message_that_is_cut_anywhere_is_unreadable(message: Any) -> None:
    pack, unpack = ways_of(message)
    whole = pack(message)
    for length in range(len(whole)):
        with pytest.raises(Problem, match=r"unreadable|request_damaged"):
            looked_through(unpack(whole[:length]))
        with pytest.raises(Problem, match="unreadable"):
            looked_through(unpack(with_sum(whole[: min(length, len(whole) - 5)])))


@pytest.mark.parametrize("message", [STORED_REQUEST, STORED_ANSWER], ids=["request", "answer"])
def test_whatever_bit_is_flipped_on_the_way_it_is_noticed(message: Any) -> None:
    pack, unpack = ways_of(message)
    whole = pack(message)
    told = set()
    for place in range(len(whole)):
        for bit in range(8):
            flipped = whole[:place] + bytes([whole[place] ^ 1 << bit]) + whole[place + 1 :]
            with pytest.raises(Problem) as caught:
                unpack(flipped)
            told.add(caught.value.code)
    assert told == {"request_damaged", "request_unreadable", "protocol_unknown"} or told == {"answer_unreadable"}


@pytest.mark.parametrize("message", [STORED_REQUEST, STORED_ANSWER], ids=["request", "answer"])
def test_a_garbled_message_is_told_or_another_message(message: Any, campaign: bool) -> None:
    pack, unpack = ways_of(message)
    whole = pack(message)
    dice = random.Random(1)
    for _ in range(100_000 if campaign else 1_500):
        garbled = bytearray(whole)
        for _ in range(dice.randint(1, 4)):
            place = dice.randrange(len(garbled))
            if dice.random() < 0.7:
                garbled[place] = dice.randrange(256)
            else:
                garbled[place : place + dice.randint(0, 9)] = dice.randbytes(dice.randint(0, 9))
        for data in (bytes(garbled), with_sum(bytes(garbled[:-4]))):
            with suppress(Problem):
                looked_through(unpack(data))


@given(st.binary(max_size=300), st.sampled_from([b"", b"\x02", b"\x02\x00", b"\x02\x01\x05PIURA7KQ2MX\x01"]))
def test_any_bytes_are_told_or_a_message(data: bytes, start: bytes) -> None:
    for unpack in (unpack_request, unpack_answer):
        for whole in (start + data, with_sum(start + data)):
            with suppress(Problem):
                looked_through(unpack(whole))


def test_what_is_too_large_is_told() -> None:
    with pytest.raises(Problem, match="request_too_large"):
        unpack_request(bytes(LARGEST_REQUEST_BYTES + 1))
    with pytest.raises(Problem, match="answer_unreadable"):
        unpack_answer(b"\x02" * (LARGEST_ANSWER_BYTES + 1))
    too_many = replace(STORED_REQUEST, records=(b"x" * 900_000,) * 3)
    with pytest.raises(Problem, match="request_too_large"):
        looked_through(unpack_request(pack_request(too_many)))


def test_more_records_than_were_said_are_refused() -> None:
    whole = bytearray(pack_request(STORED_REQUEST)[:-4])
    whole[whole.index(b"7KQ2MX\x01") + 7] -= 1
    with pytest.raises(Problem, match="request_unreadable"):
        looked_through(unpack_request(with_sum(bytes(whole))))


def test_an_answer_is_told_before_its_records_are_opened(monkeypatch: Any) -> None:
    answer = Answer(
        2, 7, "", (Span(1, "AAAAAA", 1, SAID), Echo(9, 1, 4)), more=True, side_rows=STORED_REQUEST.side_rows, time_ms=5
    )
    data = pack_answer(answer)
    with monkeypatch.context() as patch:
        patch.setattr(second_protocol, "unpack_records", lambda *_: pytest.fail("it was opened"))
        unopened = packing.look_into_answer(data)
        assert unopened.number == answer.number == len(SAID) + 4
        assert unopened.head == replace(answer, spans=(), side_rows=())
    assert unopened.open() == answer


def test_of_an_answer_whose_records_are_damaged_the_rest_is_told_and_opening_them_refused() -> None:
    answer = Answer(2, 7, "", (Span(1, "AAAAAA", 1, tuple(season_records(40))),), more=True, side_rows=(), time_ms=5)
    data = pack_answer(answer)
    unopened = packing.look_into_answer(with_sum(data[:-44] + bytes(40)))
    assert unopened.head.acked_seq == 7
    with pytest.raises(Problem, match="answer_unreadable"):
        unopened.open()
    for cut in (1, 5, len(data) // 2, len(data) - 1):
        with pytest.raises(Problem, match="answer_unreadable"):
            packing.look_into_answer(data[:cut])


def test_the_first_protocols_answers_are_told_in_the_same_way() -> None:
    answer = Answer(1, 7, "note", (Span(1, "AAAAAA", 1, SAID[:1]),), more=False, side_rows=(), time_ms=5)
    unopened = packing.look_into_answer(pack_answer(answer))
    assert (unopened.head, unopened.number, unopened.open()) == (replace(answer, spans=()), 1, answer)


def test_a_push_that_is_known_is_never_opened(one: Field, server: SampleServer, monkeypatch: Any) -> None:
    one.planting()
    seen: list[Request] = []

    def exchange(request: Request) -> Answer:
        seen.append(request)
        return server.exchange(request)

    one.sync(exchange)
    monkeypatch.setattr(second_protocol, "unpack_records", None)
    again = unpack_request(pack_request(seen[0]))
    assert len(again.records) == 1
    answer = give_answer(server.answering, again)
    assert answer.acked_seq == 1


def test_a_side_rows_hash_is_worked_out_and_not_believed() -> None:
    request = replace(STORED_REQUEST, side_rows=(replace(SIDE, hash=HASH),))
    assert tuple(unpack_request(pack_request(request)).side_rows) == (SIDE,)


@pytest.mark.parametrize("protocol", [0, 1])
def test_an_earlier_protocol_does_not_begin_like_this(protocol: int) -> None:
    body = bytes([protocol]) + pack_request(STORED_REQUEST)[1:]
    with pytest.raises(Problem, match="request_unreadable"):
        unpack_request(body)


def test_a_later_protocol_is_named() -> None:
    body = b"\x03" + pack_request(STORED_REQUEST)[1:]
    with pytest.raises(Problem) as told:
        unpack_request(body)
    assert (told.value.code, told.value.details) == ("protocol_unknown", {"theirs": 3, "ours": 2})
    in_json = zlib.decompress(pack_request(first_of(STORED_REQUEST)))
    for said, code in ((b'"protocol":3', "protocol_unknown"), (b'"protocol":2', "request_unreadable")):
        with pytest.raises(Problem, match=code):
            unpack_request(zlib.compress(in_json.replace(b'"protocol":1', said)))


def with_body(pressed: bytes) -> tuple[bytes, bytes]:
    """A request and an answer whose records and side rows are these bytes."""
    writer = Writer()
    writer.blob(pressed)
    empty_request = replace(STORED_REQUEST, records=SAID[:1], side_rows=(), misses=())
    request = pack_request(empty_request)
    request = request[: request.index(bytes.fromhex(SIGNATURE)) + 64] + writer.bytes()
    answer = replace(STORED_ANSWER, spans=(Span(1, "OFFICE", 1, SAID[:1]),), side_rows=())
    own = Writer()
    own.blob(second_protocol._pack_body(SAID[:1], (), with_lzma=False))
    answered = pack_answer(answer)[:-4].removesuffix(own.bytes()) + writer.bytes()
    return with_sum(request), with_sum(answered)


def hostile_bodies() -> dict[str, bytes]:
    def body(records: bytes, rows: bytes = b"\0") -> bytes:
        writer = Writer()
        writer.raw(rows)
        writer.blob(records)
        return squeeze(writer.bytes(), with_lzma=True)

    made = {f"records: {name}": body(batch) for name, batch in HOSTILE_BATCHES.items()}
    rows = Writer()
    rows.number(25_000)
    made["side rows: empty"] = body(b"\0", rows.bytes() + bytes(50_000))
    made["side rows: one too large"] = body(b"\0", b"\1" + bytes([0x80, 0xFF, 0x7F]) * 2)
    return made | bombs()


HOSTILE = hostile_bodies()


@pytest.mark.parametrize("name", HOSTILE)
def test_a_small_hostile_body_takes_little_memory_and_time(name: str) -> None:
    for unpack, data in zip((unpack_request, unpack_answer), with_body(HOSTILE[name]), strict=True):
        assert_bearable(unpack, data)


def test_a_hostile_list_of_places_takes_little_memory() -> None:
    for number, columns in (
        (25_000, bytes(8)),
        (25_001, bytes(8)),
        (25_000, bytes([1, 1]) + b"\2" * 25_000 + bytes(6)),
    ):
        places = Writer()
        places.number(number)
        places.raw(columns)
        writer = Writer()
        writer.blob(squeeze(places.bytes() + b"A" * 800_000, with_lzma=False))
        writer.blob(squeeze(b"\0\2\0\0", with_lzma=False))
        head = pack_answer(replace(STORED_ANSWER, checkpoint="", spans=(), side_rows=()))[:-12]
        assert_bearable(unpack_answer, with_sum(head + writer.bytes()))


N = 3_990_000
HOSTILE_JSON = {
    "lists": "[" + "[]," * (N // 3) + "[]]", "texts": '["' + '","' * (N // 3) + '"]', "deep": "[" * N,
    "fractions": "[" + "0.5," * (N // 4) + "1]", "one wide text": '"' + "a" * (N - 10) + '\U0001f600"',
    "objects": '{"a":[' + "{}," * (N // 3) + "{}]}", "escapes": '"' + '\\"' * (N // 2), "quotes": '""' * (N // 2),
    "records": '{"protocol":1,"records":[' + '"aaaaaaaaaaaaaaaaaa",' * 95_000 + '"a"]}',
    "wide records": '{"protocol":1,"records":[' + '"日aaaaaaaaaaaaaaaaaa",' * 95_000 + '"a"]}',
}  # fmt: skip


@pytest.mark.parametrize("name", HOSTILE_JSON)
def test_a_small_hostile_body_of_the_first_protocol_takes_little_memory(name: str) -> None:
    data = zlib.compress(HOSTILE_JSON[name].encode(), 9)
    for unpack in (unpack_request, unpack_answer):
        assert_bearable(unpack, data)


def assert_bearable(unpack: Callable[[bytes], Any], data: bytes) -> None:
    began = time.process_time()
    tracemalloc.start()
    try:
        with suppress(Problem):
            looked_through(unpack(data))
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert peak <= MOST_MEMORY_BYTES
    assert time.process_time() - began < 20


def looked_through(message: Any) -> None:
    """A request's records are opened when somebody looks."""
    if isinstance(message, Request):
        tuple(message.records)
        tuple(message.side_rows)


def ways_of(message: Any) -> tuple[Callable[[Any], bytes], Callable[[bytes], Any]]:
    return (pack_request, unpack_request) if isinstance(message, Request) else (pack_answer, unpack_answer)


# Old and new machines.


def old_server(server: SampleServer, code: str) -> Callable[[Request], Answer]:
    """A server that has not been updated and knows the first protocol only."""

    def exchange(request: Request) -> Answer:
        if request.protocol != 1:
            raise Problem(code, **({"theirs": 2, "ours": 1} if code == "protocol_unknown" else {}))
        return server.exchange(request)

    return exchange


@pytest.mark.parametrize("code", ["request_unreadable", "protocol_unknown"])
def test_a_new_tablet_speaks_the_first_protocol_to_an_old_server(one: Field, server: SampleServer, code: str) -> None:
    record = one.planting(12)
    progress = one.sync(old_server(server, code))
    assert (progress.left_to_send, progress.sent) == (0, 1)
    with one.store.reading() as session:
        assert session.reads().record(record).line.centimos == 600
    one.sync()


def test_an_old_servers_own_refusal_is_not_taken_for_its_age(one: Field, server: SampleServer) -> None:
    before = everything_of(one.store)
    tries: list[int] = []

    def refuse(request: Request) -> Answer:
        tries.append(request.protocol)
        raise Problem("request_unreadable")

    with pytest.raises(Problem, match="request_unreadable"):
        one.sync(refuse)
    assert tries == [2, 1]
    assert everything_of(one.store) == before


if __name__ == "__main__":
    sys.exit(store())


@pytest.mark.parametrize("name", ["\x00" * 6, "abcdef", "7KQ2M1"])
def test_a_place_under_what_is_no_name_is_refused(name: str) -> None:
    """One database cannot even be asked for such a text."""
    span = Span(1, name, 1, (b"{}",))
    answer = Answer(2, 0, "", (span,), more=False, side_rows=(), time_ms=0)
    with pytest.raises(Problem, match="answer_unreadable"):
        unpack_answer(pack_answer(answer))
