from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.domain import canon
from core.domain.records import (
    LATEST_INSTANT_MS,
    Origin,
    Record,
    RecordId,
    UnreadableRecord,
    decode_record,
    encode_record,
    is_day,
    is_origin,
    is_record_id,
    origin_of_key,
    read_record,
    record_id,
    split_record_id,
)

RECORD = Record(Origin("7KQ2MX"), 123, "returned", 1, "ana", 1_772_841_900_000, "2026-03-06", {"count": 4})
FIELDS = {
    "author": "ana", "body": {"count": 4}, "happened_on": "2026-03-06", "kind": "returned", "kind_version": 1,
    "origin": "7KQ2MX", "recorded_at": 1_772_841_900_000, "seq": 123,
}  # fmt: skip


def test_the_bytes_of_a_record() -> None:
    assert encode_record(RECORD) == (
        b'{"author":"ana","body":{"count":4},"happened_on":"2026-03-06","kind":"returned","kind_version":1,'
        b'"origin":"7KQ2MX","recorded_at":1772841900000,"seq":123}'
    )


def test_a_record_comes_back() -> None:
    assert decode_record(encode_record(RECORD)) == RECORD == read_record(encode_record(RECORD))
    assert RECORD.id == "7KQ2MX-123"


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("origin", "7KQ2M"), ("origin", "7KQ2MX2"), ("origin", "7kq2mx"), ("origin", "7KQ2M1"), ("origin", "7KQ2MX\n"),
        ("origin", 7), ("seq", 0), ("seq", -1), ("seq", "1"), ("kind", ""), ("kind", 1), ("kind_version", 0),
        ("kind_version", "1"), ("author", 1), ("recorded_at", -1), ("recorded_at", LATEST_INSTANT_MS + 1),
        ("recorded_at", "0"), ("happened_on", ""), ("happened_on", "2026-02-29"), ("happened_on", "2026-3-6"),
        ("happened_on", 20260306), ("body", []), ("body", "x"), ("body", 1),
    ],
)  # fmt: skip
def test_a_field_out_of_shape_makes_a_record_unreadable(field: str, value: Any) -> None:
    data = canon.encode({**FIELDS, field: value})
    with pytest.raises(UnreadableRecord):
        decode_record(data)
    with pytest.raises(UnreadableRecord):
        read_record(data)


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"[]",
        b'"7KQ2MX"',
        b"1",
        canon.encode({name: value for name, value in FIELDS.items() if name != "author"}),
        canon.encode({**FIELDS, "more": 1}),
        b'{"seq":true}',
        b"\xff",
    ],
)
def test_anything_else_is_no_record(data: bytes) -> None:
    with pytest.raises(UnreadableRecord):
        decode_record(data)
    with pytest.raises(UnreadableRecord):
        read_record(data)


def test_bytes_from_outside_have_to_be_canonical_and_our_own_are_taken_as_they_are() -> None:
    spaced = encode_record(RECORD).replace(b":", b": ")
    with pytest.raises(UnreadableRecord):
        decode_record(spaced)
    assert read_record(spaced) == RECORD


@pytest.mark.parametrize("name", ["seq", "kind_version", "recorded_at"])
def test_a_truth_value_is_no_number(name: str) -> None:
    data = encode_record(RECORD).replace(f'"{name}":{FIELDS[name]}'.encode(), f'"{name}":true'.encode())
    with pytest.raises(UnreadableRecord):
        read_record(data)


@pytest.mark.parametrize("recorded_at", [0, LATEST_INSTANT_MS])
def test_the_ends_of_time_are_readable(recorded_at: int) -> None:
    data = canon.encode({**FIELDS, "recorded_at": recorded_at})
    assert decode_record(data).recorded_at == recorded_at


@given(st.binary(min_size=32, max_size=32))
def test_a_key_gives_an_origin(key: bytes) -> None:
    assert is_origin(origin_of_key(key))


def test_the_origin_of_a_known_key() -> None:
    # SHA-256 of 32 zero bytes begins 66 68 7a ad f8, which base32 writes MZUHVLPY.
    assert origin_of_key(bytes(32)) == "MZUHVL"


@given(st.from_regex(r"[A-Z2-7]{6}", fullmatch=True), st.integers(1, 10**15))
def test_an_id_is_taken_apart_as_it_was_made(origin: str, seq: int) -> None:
    assert is_record_id(record_id(origin, seq))
    assert split_record_id(record_id(origin, seq)) == (origin, seq)


def test_ids_are_ordered_by_number_and_not_by_text() -> None:
    ids = [RecordId(f"7KQ2MX-{seq}") for seq in (10, 9, 100, 1)] + [RecordId("2AAAAA-5"), RecordId("AAAAAA-7")]
    assert sorted(ids, key=split_record_id) == [
        "2AAAAA-5", "7KQ2MX-1", "7KQ2MX-9", "7KQ2MX-10", "7KQ2MX-100", "AAAAAA-7",
    ]  # fmt: skip


@pytest.mark.parametrize(
    "text",
    [
        "",
        "7KQ2MX",
        "7KQ2MX-",
        "7KQ2MX-0",
        "7KQ2MX-01",
        "7KQ2MX--1",
        "7KQ2M-1",
        "7KQ2MX-1 ",
        "7KQ2MX-1\n",
        "7KQ2MX-١",
        "7KQ2MX-" + "1" * 17,
    ],
)
def test_other_texts_are_no_ids(text: str) -> None:
    assert not is_record_id(text)
    with pytest.raises(ValueError, match="is no record id"):
        split_record_id(text)


@pytest.mark.parametrize("text", ["2026-03-06", "2028-02-29", "0001-01-01", "9999-12-31"])
def test_days(text: str) -> None:
    assert is_day(text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "2026-02-29",
        "2026-13-01",
        "2026-00-01",
        "0000-01-01",
        "20260306",
        "2026-W10-5",
        "2026-3-06",
        "2026-03-06\n",
        "２０２６-03-06",
    ],
)
def test_what_is_no_day(text: str) -> None:
    assert not is_day(text)


WAS = f"AAAAAA-7 {'0a' * 32}"


def test_what_a_record_was_is_part_of_its_bytes_and_comes_back() -> None:
    again = replace(RECORD, was=WAS)
    assert f'"was":"{WAS}"'.encode() in encode_record(again)
    assert decode_record(encode_record(again)) == again
    assert b"was" not in encode_record(RECORD)


@pytest.mark.parametrize("was", ["", "AAAAAA-7", f"AAAAAA-0 {'0a' * 32}", f"AAAAAA-7 {'0A' * 32}", WAS + " ", 7, []])
def test_what_cannot_have_been_a_record_makes_one_unreadable(was: Any) -> None:
    value = canon.decode(encode_record(RECORD)) | {"was": was}
    with pytest.raises(UnreadableRecord):
        decode_record(canon.encode(value))
