import json
import unicodedata
from collections.abc import Callable
from contextlib import suppress
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.domain.canon import LARGEST_INTEGER, NotCanonical, decode, encode, raw_of_hex, read

TEXTS = st.text(st.characters(exclude_categories=("Cs",), exclude_characters="\x00")).map(
    lambda text: unicodedata.normalize("NFC", text)
)
VALUES = st.recursive(
    TEXTS | st.integers(-LARGEST_INTEGER, LARGEST_INTEGER),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(TEXTS, inner, max_size=4),
    max_leaves=12,
)


@given(VALUES)
def test_a_value_comes_back(value: Any) -> None:
    assert decode(encode(value)) == value
    assert read(encode(value)) == value


@given(VALUES)
def test_bytes_are_those_of_the_value_however_it_was_built(value: Any) -> None:
    turned = json.loads(json.dumps(value), object_pairs_hook=lambda pairs: dict(reversed(pairs)))
    assert encode(turned) == encode(value)


@given(st.binary(max_size=40))
def test_bytes_are_either_refused_or_the_only_ones_of_their_value(data: bytes) -> None:
    try:
        value = decode(data)
    except NotCanonical:
        return
    assert encode(value) == data


@given(VALUES, st.data())
def test_no_other_byte_stands_for_the_same_value(value: Any, data: st.DataObject) -> None:
    right = encode(value)
    place = data.draw(st.integers(0, len(right)))
    extra = data.draw(st.sampled_from([b" ", b"\n", b"\t", b"0", b"+", b"\xef\xbb\xbf"]))
    wrong = right[:place] + extra + right[place:]
    with suppress(NotCanonical):
        assert decode(wrong) != value


def test_the_form() -> None:
    value = {"z": [1, -2, 0], "a": {"ñ": '“Ñandú”\n\\"\x7f'}, "B": "\u2028", "\U0001f332": 1, "\ufb01": 2}
    assert encode(value) == (
        '{"B":"\u2028","a":{"ñ":"“Ñandú”\\n\\\\\\"\x7f"},"z":[1,-2,0],"\ufb01":2,"\U0001f332":1}'.encode()
    )


def test_a_tuple_is_written_as_a_list() -> None:
    assert encode((1, ("a",))) == b'[1,["a"]]'


def test_the_largest_integers() -> None:
    assert decode(b"[9007199254740991,-9007199254740991]") == [2**53 - 1, 1 - 2**53]


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"nothing",
        b'{"a":1,"a":1}',
        b'{"a":1,"a":2}',
        b"1.0",
        b"1.5",
        b"1e3",
        b"-0",
        b"-0.0",
        b"01",
        b"+1",
        b"NaN",
        b"Infinity",
        b"-Infinity",
        b"null",
        b"true",
        b"false",
        b"[null]",
        b'{"a":true}',
        b'{"b":1,"a":2}',
        b'{"\xf0\x9f\x8c\xb2":1,"\xef\xac\x81":2}',
        b'{"a": 1}',
        b'{"a":1 }',
        b"[1, 2]",
        b" 1",
        b"1\n",
        b"[1,]",
        b"1 2",
        b'"n\xcc\x83"',
        b'{"n\xcc\x83":1}',
        b'"\\u00f1"',
        b'"\\/"',
        b'"\\u000A"',
        b'"\x01"',
        b'"\\u0000"',
        b'"\x00"',
        b'{"\\u0000":1}',
        b'"\\ud800"',
        b'"\xed\xa0\x80"',
        b'{"\\ud800":1}',
        b'"\xff"',
        b'"\xc3"',
        b"\xef\xbb\xbf1",
        "1".encode("utf-16"),
        '"ab"'.encode("utf-16-le"),
        "[1]".encode("utf-32"),
        b"9007199254740992",
        b"-9007199254740992",
        b"9" * 5000,
        b"[" * 100_000,
        b"[" * 100_000 + b"]" * 100_000,
        b'{"a":' * 100_000 + b"1" + b"}" * 100_000,
    ],
    ids=lambda data: repr(data[:24]),
)
def test_any_other_form_is_refused(data: bytes) -> None:
    with pytest.raises(NotCanonical):
        decode(data)


@pytest.mark.parametrize(
    ("value", "message"),
    [
        (1.5, "1.5 is a fraction"),
        (float("nan"), "nan is a fraction"),
        ({"a": [0, True]}, "True is a truth value"),
        ({"a": None}, "None is nothing"),
        (b"a", "b'a' is bytes"),
        ({1, 2}, "{1, 2} is set"),
        ({1: "a"}, "the key 1 is no text"),
        ({"a": 2**53}, f"{2**53} is too large a number"),
        (-(2**53), f"{-(2**53)} is too large a number"),
        (["a\x00"], "'a\\x00' holds a zero character"),
        ({"a\x00": 1}, "'a\\x00' holds a zero character"),
        ("n\u0303", repr("n\u0303") + " is not in Unicode normal form C"),
        ({"n\u0303": 1}, repr("n\u0303") + " is not in Unicode normal form C"),
    ],
)
def test_what_cannot_be_written_is_named(value: Any, message: str) -> None:
    with pytest.raises(NotCanonical) as caught:
        encode(value)
    assert str(caught.value) == message


def test_half_a_character_cannot_be_written() -> None:
    with pytest.raises(NotCanonical, match="half a character"):
        encode({"a": "\ud800"})


def test_our_own_bytes_are_read_without_looking_twice() -> None:
    assert read(b'{"b": 1, "a": 2}') == {"b": 1, "a": 2}


@pytest.mark.parametrize("data", [b"1.5", b"NaN", b"{", b"\xff", b"[" * 100_000])
def test_even_our_own_bytes_may_be_no_json(data: bytes) -> None:
    with pytest.raises(NotCanonical):
        read(data)


@pytest.mark.parametrize("levels", range(100, 900, 100))
def test_what_is_too_deep_does_not_depend_on_the_caller(levels: int) -> None:
    """A server deep in its own calls and a tablet near the top must say the same about the same bytes."""
    data = b"[" * levels + b"]" * levels
    assert _at_depth(600, lambda: _is_canonical(data)) == _is_canonical(data)


def test_a_value_nested_too_deeply_cannot_be_written() -> None:
    value: list[Any] = []
    for _ in range(100_000):
        value = [value]
    with pytest.raises(NotCanonical):
        encode(value)
    while value:
        value = value.pop()


@pytest.mark.parametrize(("text", "raw"), [("00ff", b"\x00\xff"), ("", b""), ("0", b""), ("zz", b"")])
def test_what_is_no_hexadecimal_is_nothing(text: str, raw: bytes) -> None:
    assert raw_of_hex(text) == raw


def _is_canonical(data: bytes) -> bool:
    try:
        decode(data)
    except NotCanonical:
        return False
    return True


def _at_depth(levels: int, question: Callable[[], bool]) -> bool:
    return question() if levels == 0 else _at_depth(levels - 1, question)
