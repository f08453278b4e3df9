"""The verifier reads what the program reads and refuses what it refuses, though neither knows the other."""

import json
import unicodedata
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.domain import canon
from core.domain.records import UnreadableRecord, decode_record
from verifier.canon import NotCanonicalError, encode, is_day, is_id, read_canonical, read_record

PIECES = (
    "{", "}", "[", "]", ",", ":", '"', "\\", "a", "é", "e\u0301", "\\u00e9", "\\n", "\\u000a", "\\u0000", "\\ud800",
    "\x7f", "\t", "0", "-0", "1", "01", "1.0", "1e3", "9007199254740991", "9007199254740992", "true", "null", " ",
    "NaN", "\ufeff", "𝄞", "\\/", "Å",
)  # fmt: skip
TEXTS = st.text(max_size=6).map(lambda text: unicodedata.normalize("NFC", text))
VALUES = st.recursive(
    TEXTS | st.integers(-(2**54), 2**54) | st.none() | st.booleans() | st.sampled_from((1.5, 2.0)),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(TEXTS, inner, max_size=3),
    max_leaves=8,
)
RECORD = {
    "author": "T01", "body": {"count": 3}, "happened_on": "2026-02-28", "kind": "planting", "kind_version": 1,
    "origin": "7KQ2MX", "recorded_at": 1, "seq": 12,
}  # fmt: skip


def program_says(data: bytes) -> Any:
    try:
        return canon.decode(data)
    except canon.NotCanonical:
        return NotCanonicalError


def verifier_says(data: bytes) -> Any:
    try:
        return read_canonical(data)
    except NotCanonicalError:
        return NotCanonicalError


@given(st.lists(st.sampled_from(PIECES), max_size=12).map("".join))
def test_both_read_the_same_of_pieces_of_json(text: str) -> None:
    data = text.encode("utf-8", "surrogatepass")
    assert verifier_says(data) == program_says(data)


@given(st.binary(max_size=24))
def test_both_read_the_same_of_any_bytes(data: bytes) -> None:
    assert verifier_says(data) == program_says(data)


@given(VALUES, st.booleans(), st.booleans())
def test_both_read_the_same_of_values_however_they_are_written(value: Any, is_ascii: bool, is_spaced: bool) -> None:
    separators = None if is_spaced else (",", ":")
    text = json.dumps(value, ensure_ascii=is_ascii, sort_keys=True, separators=separators)
    data = text.encode("utf-8", "surrogatepass")
    assert verifier_says(data) == program_says(data)


@pytest.mark.parametrize("depth", [31, 32, 33, 5_000])
def test_nothing_is_deeper_than_32(depth: int) -> None:
    data = b"[" * depth + b"1" + b"]" * depth
    assert (verifier_says(data) is NotCanonicalError) == (depth > 32)
    if depth < 100:
        assert verifier_says(data) == program_says(data)


def test_a_number_of_many_digits_costs_no_time() -> None:
    assert verifier_says(b"9" * 5_000_000) is NotCanonicalError
    assert verifier_says(b'"' + b"9" * 5_000 + b'"') == "9" * 5_000


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("author", "x" * 65), ("author", 1), ("body", []), ("happened_on", "2026-02-29"), ("happened_on", "2026-2-1"),
        ("happened_on", "0000-01-01"), ("kind", ""), ("kind", "k" * 65), ("kind_version", 0), ("origin", "7KQ2M1"),
        ("origin", "7KQ2MXX"), ("recorded_at", -1), ("recorded_at", 253402300800000), ("seq", 0), ("seq", "1"),
        ("was", "7KQ2MX-1"), ("was", "7KQ2MX-1 " + "A" * 64), ("more", 1),
    ],
)  # fmt: skip
def test_both_refuse_what_is_no_record(key: str, value: Any) -> None:
    data = encode({**RECORD, key: value})
    with pytest.raises(UnreadableRecord):
        decode_record(data)
    with pytest.raises(NotCanonicalError):
        read_record(data)


@pytest.mark.parametrize("more", [{}, {"was": "7KQ2MX-1 " + "a" * 64}, {"author": ""}, {"happened_on": "0001-01-01"}])
def test_both_take_what_is_a_record(more: dict[str, str]) -> None:
    data = encode({**RECORD, **more})
    assert read_record(data) == {**RECORD, **more}
    assert decode_record(data).seq == 12


def test_each_key_is_needed() -> None:
    for key in RECORD:
        with pytest.raises(NotCanonicalError):
            read_record(encode({name: value for name, value in RECORD.items() if name != key}))


def test_days_and_ids() -> None:
    assert [is_day(text) for text in ("2024-02-29", "2023-02-29", "20240229", "２０２４-02-29")] == [True, *[False] * 3]
    assert [is_id(text) for text in ("7KQ2MX-1", "7KQ2MX-0", "7KQ2MX-01", "7kq2mx-1", "7KQ2MX-1\n", 7)] == [
        True, *[False] * 5,
    ]  # fmt: skip


@pytest.mark.parametrize("depth", [29, 30, 31, 32])
def test_what_stands_beside_one_another_is_not_deeper(depth: int) -> None:
    """A list of many objects is read as fast as any, and hides nothing that is too deep."""
    beside = b'{"a":1},' * 60
    data = b"[" * depth + beside + b'{"a":1}' + b"]" * depth
    assert (verifier_says(data) is NotCanonicalError) == (depth > 31)
    assert verifier_says(data) == program_says(data)
    hidden = b'["},{","},{","},{",' + b"[" * depth + b"1" + b"]" * depth + b"]"
    assert verifier_says(hidden) == program_says(hidden)
