"""A record that is written as another one is told as reading it in full would tell it, and nothing else is let by."""

import json
import random
from typing import Any

import pytest

from tests.unit.verifier.parcel import written
from verifier.canon import NotCanonicalError, encode, read_record
from verifier.forms import Forms

RECORD: dict[str, Any] = {
    "author": "T01", "body": {"batch": "AAAAAA-1", "count": 25, "list": [1, -2, 0], "people": [
        {"count": 3, "member": "AAAAAA-2"}, {"count": 10, "member": "AAAAAA-3"}]},
    "happened_on": "2026-02-03", "kind": "planting", "kind_version": 1, "origin": "ABCDEF",
    "recorded_at": 1_770_000_000_000, "seq": 12,
}  # fmt: skip
SIGNS = [bytes([byte]) for byte in (*b'0123456789-+.eE"\\:,{}[] \n\t\0ntrueul', 127, 0xC3, 0xB1)]


def in_full(data: bytes) -> tuple[str, int, str] | None:
    try:
        record = read_record(data)
    except NotCanonicalError:
        return None
    return record["origin"], record["seq"], record["kind"]


def glanced(forms: Forms, data: bytes) -> tuple[str, int, str] | None:
    try:
        return tuple(forms.glance(data))
    except NotCanonicalError:
        return None


def like(**changes: Any) -> bytes:
    return encode({**RECORD, **changes})


def with_body(**changes: Any) -> bytes:
    return like(body={**RECORD["body"], **changes})


@pytest.fixture
def forms() -> Forms:
    """Knows the record and those near it."""
    known = Forms()
    for data in (like(), with_body(list=[0, 7, -1]), with_body(count=0), like(seq=9_007_199_254_740_991)):
        assert glanced(known, data) == in_full(data) is not None
    return known


def test_a_record_like_another_is_told_as_it_is(forms: Forms) -> None:
    for data in (
        like(seq=13), like(author="T02"), like(happened_on="2026-02-28"), with_body(count=10_000_000),
        with_body(batch="otro texto, con: {signos} [de] 007 -0 1.5 null true"), with_body(count=-5), like(was="x"),
        with_body(count=999_999_999_999_999), with_body(count=9_007_199_254_740_991), like(origin="GHIJKL"),
        with_body(batch="ñandú"), with_body(batch='"\\\n\t'), with_body(list=[]), with_body(people=[]),
    ):  # fmt: skip
        assert glanced(forms, data) == glanced(forms, data) == in_full(data)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('"seq":12', '"seq":012'), ('"seq":12', '"seq":0'), ('"seq":12', '"seq":-12'), ('"seq":12', '"seq":-0'),
        ('"seq":12', '"seq":'), ('"seq":12', '"seq":1 2'), ('"seq":12', '"seq":1.2'), ('"seq":12', '"seq":1e2'),
        ('"seq":12', '"seq":9007199254740992'), ('"seq":12', f'"seq":{"9" * 31}'), ('"seq":12', f'"seq":{"9" * 500}'),
        ('"count":25', '"count":00'), ('"count":25', '"count":025'), ('"count":25', '"count":-025'),
        ('"count":25', '"count":9007199254740992'), ('"count":25', '"count":+25'),
        ('"count":25', '"count":true'), ('"count":25', '"count":null'), ('"count":25', '"count":-'),
        ("[1,-2,0]", "[1,-2,00]"), ("[1,-2,0]", "[01,-2,0]"), ("[1,-2,0]", "[1,-02,0]"), ("[1,-2,0]", "[1,-0,0]"),
        ("[1,-2,0]", "[1,-2,0,]"), ("[1,-2,0]", "[1,,0]"), ("[1,-2,0]", "[1,-2 ,0]"), ("[1,-2,0]", "[1,2-2,0]"),
        ('"recorded_at":1770000000000', '"recorded_at":253402300800000'), ('"kind_version":1', '"kind_version":0'),
        ('"happened_on":"2026-02-03"', '"happened_on":"2026-02-30"'), ('"origin":"ABCDEF"', '"origin":"ABCDE1"'),
        ('"kind":"planting"', '"kind":""'), ('"author":"T01"', f'"author":"{"x" * 65}"'),
        ('"batch"', '"count"'), ('"batch"', '"zatch"'), ('"count":25', '"batch":25'), ('"seq"', '"sEq"'),
        ('"T01"', '"T\\u0030"'), ('"T01"', '"T\t1"'), ('"T01"', '"T\x001"'), ('"T01"', '"n\u0303"'),
        ('{"author"', ' {"author"'), ('{"author"', '{"author" '), ('"seq":12}', '"seq":12}}'),
        ('"seq":12}', '"seq":12'), ('"seq":12}', '"seq":12}":12}'), ('"seq":12}', '"seq":12}"'), ('"T01"', '"T"01"'),
        ('"member":"AAAAAA-2"', '"count":"AAAAAA-2"'),
    ],
)  # fmt: skip
def test_what_is_no_record_is_none_however_like_one_it_is(forms: Forms, old: str, new: str) -> None:
    data = like().replace(old.encode(), new.encode(), 1)
    assert data != like()
    assert in_full(data) is None
    for _ in range(2):
        assert glanced(forms, data) is None


def test_whatever_is_done_to_a_record_is_told_as_reading_it_in_full_tells_it(campaign: bool) -> None:
    """Every record of a log with a sign or two gone, more, or another, one after the other by the same reader."""
    chance, forms = random.Random(5), Forms()
    log = [entry.data for entry in written().entries] + [like(), with_body(count=0)]
    good = bad = 0
    for turn in range(400_000 if campaign else 20_000):
        data = bytearray(log[turn % len(log)])
        for _ in range(chance.choice((0, 1, 1, 2))):
            place = chance.randrange(len(data))
            cut = place + chance.choice((0, 1, 1, 2))
            data[place:cut] = chance.choice([b"", *SIGNS]) if chance.random() < 0.9 else data[place : place + 9]
        expected = in_full(bytes(data))
        assert glanced(forms, bytes(data)) == expected, bytes(data)
        good, bad = good + (expected is not None), bad + (expected is None)
    assert good > bad // 3 > 100


def test_no_more_is_kept_than_there_is_room_for(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("verifier.forms._MOST_FORMS", 3)
    monkeypatch.setattr("verifier.forms._MOST_BEGINNINGS", 3)
    forms = Forms()
    for number in range(1, 12):
        body = {f"f{place}": [0] * place for place in range(number)}
        for _ in range(2):
            data = like(body=body, author=f"T{number}")
            assert glanced(forms, data) == in_full(data) == ("ABCDEF", 12, "planting")
    assert json.loads(like()) == RECORD
