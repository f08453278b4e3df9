"""In the first protocol, what travels comes back as it went; the rest is named as unreadable and never blown up."""

import json
import random
import unicodedata
import zlib
from contextlib import suppress
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.domain.problems import Problem
from core.sync.wire import first_protocol
from core.sync.wire.messages import LARGEST_ANSWER_BYTES, LARGEST_REQUEST_BYTES, Answer, Request
from core.sync.wire.packing import pack_answer, pack_request, unpack_answer, unpack_request
from core.usecases.ports import SideRow, Span

HASH = "0a" * 32
COUNTS = st.integers(0, 2**53 - 1)
INSTANTS = st.integers(0, 2**41)
TEXTS = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\x00"), max_size=20)
ROWS = st.builds(SideRow, st.just(HASH), st.binary(max_size=20), st.binary(max_size=40))
REQUESTS = st.builds(
    Request, st.just(1), TEXTS.map(lambda text: "".join(text.split())), st.just("AAAAAA"), st.integers(1, 2**50),
    st.lists(st.binary(max_size=40), max_size=4).map(tuple), st.just(HASH), COUNTS, st.just(HASH), COUNTS,
    st.lists(st.just(HASH), max_size=3).map(tuple), st.lists(ROWS, max_size=2).map(tuple), st.just("ab" * 64),
)  # fmt: skip
SPANS = st.builds(Span, COUNTS, st.just("AAAAAA"), COUNTS, st.lists(st.binary(max_size=40), max_size=4).map(tuple))
ANSWERS = st.builds(
    Answer, st.just(1), COUNTS, TEXTS, st.lists(SPANS, max_size=3).map(tuple), st.booleans(),
    st.lists(ROWS, max_size=2).map(tuple), INSTANTS,
)  # fmt: skip

REQUEST = Request(1, "PIURA", "AAAAAA", 1, (b"{}",), HASH, 0, HASH, 100, (HASH,), (SideRow(HASH, b"s", b"d"),), "ab")
ANSWER = Answer(1, 1, "note", (Span(1, "AAAAAA", 1, (b"{}",)),), True, (SideRow(HASH, b"s", b"d"),), 5)


def pressed(value: Any) -> bytes:
    return zlib.compress(json.dumps(value).encode())


def plain(packed: bytes) -> dict[str, Any]:
    value: dict[str, Any] = json.loads(zlib.decompress(packed))
    return value


@given(REQUESTS)
def test_a_request_arrives_as_it_was_sent(request: Request) -> None:
    normal = unpack_request(pack_request(request)) if _is_normal(request.programme) else request
    assert normal == replace(request, confirmed=request.position)


def _is_normal(text: str) -> bool:
    return unicodedata.is_normalized("NFC", text)


@given(ANSWERS)
def test_an_answer_arrives_as_it_was_sent(answer: Answer) -> None:
    is_empty = not (answer.checkpoint or answer.spans or answer.side_rows)
    assert unpack_answer(pack_answer(answer)) == replace(answer, state="shut_out" if is_empty else "on")


WRONG: list[Any] = [None, True, -1, 1.5, 2**53, "x\x00", [], {}, [None], [[]], [{}], [{"base64": "*"}]]


@pytest.mark.parametrize("name", list(plain(pack_request(REQUEST))))
def test_any_field_of_a_request_that_is_wrong_or_missing_is_told(name: str) -> None:
    good = plain(pack_request(REQUEST))
    broken = [{**good, name: value} for value in WRONG if _misfits(good[name], value)]
    broken.append({key: value for key, value in good.items() if key != name})
    for value in broken:
        with pytest.raises(Problem, match="request_unreadable"):
            unpack_request(pressed(value))


@pytest.mark.parametrize("name", list(plain(pack_answer(ANSWER))))
def test_any_field_of_an_answer_that_is_wrong_or_missing_is_told(name: str) -> None:
    good = plain(pack_answer(ANSWER))
    broken = [{**good, name: value} for value in WRONG if _misfits(good[name], value)]
    broken.append({key: value for key, value in good.items() if key != name})
    for value in broken:
        with pytest.raises(Problem, match="answer_unreadable"):
            unpack_answer(pressed(value))


def _misfits(good: Any, wrong: Any) -> bool:
    """Where a list belongs, anything without items is one without items, and a text is a list of letters."""
    return not (isinstance(good, list) and (isinstance(wrong, str) or wrong in ([], {})))


@pytest.mark.parametrize("unpack", [unpack_request, unpack_answer])
@pytest.mark.parametrize(
    "data",
    [
        b"", b"xrubbish", zlib.compress(b"")[:-1], zlib.compress(b"no json"), zlib.compress(b"[]"), zlib.compress(b"1"),
        zlib.compress(b"\xff\xfe"), zlib.compress(b"[" * 200_000), zlib.compress(b'{"a":' * 200_000),
        zlib.compress(b"{}") + b"behind", zlib.compress(b'{"protocol":' + b"9" * 10_000 + b"}"),
    ],
)  # fmt: skip
def test_rubbish_is_told(unpack: Any, data: bytes) -> None:
    with pytest.raises(Problem, match="unreadable"):
        unpack(data)


@pytest.mark.parametrize(
    ("unpack", "packed"), [(unpack_request, pack_request(REQUEST)), (unpack_answer, pack_answer(ANSWER))]
)
def test_what_was_cut_anywhere_is_told(unpack: Any, packed: bytes) -> None:
    for end in range(len(packed)):
        with pytest.raises(Problem, match="unreadable"):
            unpack(packed[:end])


@pytest.mark.parametrize(
    ("unpack", "packed"), [(unpack_request, pack_request(REQUEST)), (unpack_answer, pack_answer(ANSWER))]
)
def test_what_was_garbled_is_told_or_understood_but_never_crashes(unpack: Any, packed: bytes, campaign: bool) -> None:
    chance = random.Random(5)
    for _ in range(20_000 if campaign else 500):
        garbled = bytearray(packed)
        for _ in range(chance.randint(1, 3)):
            garbled[chance.randrange(len(garbled))] = chance.randrange(256)
        with suppress(Problem):
            unpack(bytes(garbled))


@pytest.mark.parametrize(
    ("unpack", "largest", "code"),
    [
        (unpack_request, LARGEST_REQUEST_BYTES, "request_too_large"),
        (unpack_answer, LARGEST_ANSWER_BYTES, "answer_unreadable"),
    ],
)
def test_a_bomb_is_not_blown_up(unpack: Any, largest: int, code: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """More than is allowed is never held in memory, however small it was on the way."""
    blown_up: list[int] = []
    make = zlib.decompressobj

    class Watched:
        def __init__(self) -> None:
            self._inner = make()

        def decompress(self, data: bytes, most: int = 0) -> bytes:
            text = self._inner.decompress(data, most)
            blown_up.append(len(text))
            return text

        def __getattr__(self, name: str) -> Any:
            return getattr(self._inner, name)

    bomb = zlib.compress(b'{"a":"' + b"x" * (largest * 4) + b'"}', 9)
    assert len(bomb) < largest // 100
    monkeypatch.setattr(first_protocol.zlib, "decompressobj", Watched)
    with pytest.raises(Problem, match=code):
        unpack(bomb)
    assert sum(blown_up) <= largest + 1


def test_more_than_is_taken_is_not_even_opened(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(first_protocol.zlib, "decompressobj", lambda: pytest.fail("it was opened"))
    with pytest.raises(Problem, match="request_too_large"):
        unpack_request(b"x" * (LARGEST_REQUEST_BYTES + 1))


def test_the_signature_covers_everything_that_head_and_hashes_do_not() -> None:
    changes: list[dict[str, Any]] = [
        {"protocol": 3}, {"programme": "OTHER"}, {"origin": "BBBBBB"}, {"first_seq": 2}, {"records": ()},
        {"head": "00" * 32}, {"position": 1}, {"root": "00" * 32}, {"room": 1}, {"misses": ()},
    ]  # fmt: skip
    signed = {replace(REQUEST, **change).signed_part() for change in changes}
    assert len(signed | {REQUEST.signed_part()}) == len(changes) + 1


@pytest.mark.parametrize("text", ["\x00" * 64, "zz" * 32, "0A" * 32, "0a" * 31, "é" * 64])
@pytest.mark.parametrize("name", ["head", "misses"])
def test_what_is_no_hash_is_refused_before_anybody_looks_for_it(name: str, text: str) -> None:
    """One database cannot be asked for such a text, and evidence cannot be made of such a head."""
    value = plain(pack_request(REQUEST)) | {name: [text] if name == "misses" else text}
    with pytest.raises(Problem, match="request_unreadable"):
        unpack_request(pressed(value))
