"""Whatever records are packed come back byte for byte, known kinds or not; a hostile batch is small in memory."""

import json
import random
import time
import tracemalloc
from collections.abc import Sequence
from typing import Any

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from core.sync.columns import LEAST_RECORD_BYTES, TooLarge, pack_records, unpack_records
from core.sync.messages import LARGEST_RECORDS_BYTES
from core.sync.octets import Writer
from tests.unit.core.sync.written import opening_records, season_records

LARGEST = LARGEST_RECORDS_BYTES
MOST_MEMORY_BYTES = 64_000_000
LETTERS = st.one_of(st.characters(exclude_categories=["Cs"]), st.sampled_from('"\\%{}[],:0-\x01\x02\x03\x00ñ–日😀'))
TEXTS = st.one_of(
    st.text(LETTERS, max_size=12),
    st.sampled_from(["", "7KQ2MX-123", "7KQ2MX-0", "AAAAAA-10", "2024-06-03", "2024-02-30", "0001-01-01", "0a" * 32]),
)
NUMBERS = st.one_of(
    st.integers(-5, 300), st.sampled_from([0, -1, 2**53 - 1, 1 - 2**53, 10**15, 10**16, 10**17, 10**30])
)
PLAIN = st.one_of(TEXTS, NUMBERS)
ROWS = st.builds(
    lambda row, times: [row] * times,
    st.dictionaries(TEXTS, NUMBERS, max_size=3),
    st.sampled_from([0, 1, 2, 3, 40, 500]),
)
VALUES = st.recursive(
    st.one_of(PLAIN, ROWS), lambda inner: st.lists(inner, max_size=4) | st.dictionaries(TEXTS, inner, max_size=4)
)
RECORDS = st.dictionaries(TEXTS, VALUES, max_size=5).map(
    lambda value: json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode("utf-8")
)
ODD = [
    b"", b"{}", b"[]", b'"', b'""', b"-", b"-0", b"007", b'{"a":-0}', b'{"a":007}', b'{"a":1.5}', b'{"a":1e5}',
    b'{"a":1.05}', b'{"a":--1}', b'{"a":1-2}', b'{"a":1_000}', b'{"a":' + b"9" * 17 + b"}", b'{"a":' + b"9" * 18 + b"}",
    b'{"a":' + b"9" * 81 + b"}", b'{"a":-' + b"9" * 16 + b"}", b'{"a":null}', b'{"a":true}', b"\xff\xfe", b"{\xc3}",
    b'{"a":"%s %d %% %"}', b'{"%s":"%d"}', b"%b%d", b'{"a":[1,1,1],"b":[[1,1],[1,1]]}', b'{"a":[{},{},{}]}',
    b'{"a":"x",,"b":1}', b"{},{}", b'{"a":"b":"c"}', b'"a":1,1,1,1,1', b'{"a": 1 , "b":[ 1,2 ]}', b"\x00", b"\x03",
    b"1,1\x03", b'{"a":"\\""}', b'{"a":"\\\\"}', '{"a":"ñandú","ñ":[1,2]}'.encode(), b"0" * 40, b"[" * 50,
    b'{"x":"2024-06-03","y":"2024-6-3"}', b'{"x":["AAAAAA-1","AAAAAA-2"]}', b"\n", b'{"a"\n:1}',
]  # fmt: skip


def assert_comes_back(records: list[bytes]) -> None:
    assert unpack_records(pack_records(records), LARGEST) == records


@given(st.lists(st.one_of(RECORDS, st.sampled_from(ODD), st.binary(max_size=30)), max_size=12))
@example(ODD)
@example([])
@settings(suppress_health_check=[HealthCheck.too_slow], deadline=None)
def test_any_records_come_back(records: list[bytes]) -> None:
    assert_comes_back(records)


@given(RECORDS, st.integers(2, 40), st.randoms())
@settings(suppress_health_check=[HealthCheck.too_slow], deadline=None)
def test_records_of_one_shape_with_other_values_come_back(record: bytes, number: int, dice: random.Random) -> None:
    def other(value: Any) -> Any:
        if isinstance(value, dict):
            return {key: other(inner) for key, inner in value.items()}
        if isinstance(value, list):
            return [other(inner) for inner in value]
        return dice.randint(-(10**6), 10**6) if isinstance(value, int) else dice.choice(["", "a", "7KQ2MX-5", value])

    value = json.loads(record)
    records = [json.dumps(other(value), ensure_ascii=False, separators=(",", ":")).encode() for _ in range(number)]
    assert_comes_back(records)


@pytest.mark.parametrize("record", ODD)
def test_odd_texts_come_back(record: bytes) -> None:
    for times in (1, 2, 30):
        assert_comes_back([record] * times)
    assert_comes_back([record + bytes(100), record * 40, record])


def test_a_record_as_long_as_any_comes_back() -> None:
    people = b",".join(b'{"half_days":2,"member":"AAAAAA-%d"}' % number for number in range(20_000))
    assert_comes_back([b'{"present":[%b]}' % people, b"x" * 1_000_000])


def test_real_records_come_back_in_few_bytes() -> None:
    sample, season = opening_records(), season_records(2_000)
    assert_comes_back(sample)
    assert_comes_back(season)
    assert len(pack_records(season)) < 50 * len(season)


def test_a_season_fits_into_columns_as_a_whole() -> None:
    """None goes as it is: that would cost ten times as much and be noticed by nobody."""
    for records in (opening_records(), season_records(500)):
        assert pack_records(records).count(records[-1]) == 0


def test_records_of_kinds_to_come_share_their_shape() -> None:
    records = [
        b'{"author":"T01","body":{"depth_cm":%d,"shade":"half","visits":[%b]},"happened_on":"2031-02-%02d","kind":"soil"}'
        % (number * 7 % 60, b",".join(b'{"day":%d}' % day for day in range(number % 5)), number % 28 + 1)
        for number in range(400)
    ]
    assert_comes_back(records)
    assert len(pack_records(records)) < 12 * len(records)


def test_more_is_not_taken_than_is_allowed() -> None:
    records = [b'{"a":"%b"}' % (b"x" * 500)] * 100
    packed = pack_records(records)
    assert unpack_records(packed, 52_000) == records
    with pytest.raises(TooLarge):
        unpack_records(packed, 50_000)
    with pytest.raises(TooLarge):
        unpack_records(pack_records([b"x" * 600] * 100), 50_000)


def test_what_is_densely_packed_with_values_counts_as_what_it_takes_in_memory() -> None:
    dense = b"[%b]" % b",".join([b"1"] * 100_000)
    assert_comes_back([dense])
    ids = b",".join(b'"AAAAAA-%d"' % number for number in range(1, 20))
    lists = [b'{"payees":[%b]}' % ids] * (1_500_000 // (len(ids) + 13))
    assert_comes_back(lists)
    assert_comes_back([b'{"a%d":1,"b":"long enough for two values"}' % number for number in range(3_000)])


def batch(
    number: int, shapes: bytes, order: list[int], repeats: Sequence[int] = (), columns: bytes = b"", raw: bytes = b"\0"
) -> bytes:  # fmt: skip
    writer = Writer()
    writer.number(number)
    writer.blob(shapes)
    writer.raw(raw)
    writer.numbers(order)
    writer.number(len(repeats))
    writer.numbers(repeats)
    writer.raw(columns)
    return writer.bytes()


def numbers(values: list[int]) -> bytes:
    writer = Writer()
    writer.numbers(values)
    return writer.bytes()


def words(*said: bytes) -> bytes:
    writer = Writer()
    writer.number(0)
    writer.blob(b"\x00".join(said))
    return writer.bytes()


MOST = LARGEST // LEAST_RECORD_BYTES
MANY = LARGEST // 8 - 10
HOSTILE = {
    "as many records as may be, all empty": batch(MOST, b"x", [1] * MOST),
    "more records than may be": batch(MOST + 1, b"x", [1] * (MOST + 1)),
    "numbers without a width": batch(1, b"\x02" * MANY, [1], [], bytes([0, 0])),
    "numbers of every width": batch(1, b"\x02" * MANY, [1], [], numbers([10**15 + n for n in range(MANY)])),
    "more numbers than may be": batch(1, b"\x02" * (2 * MANY), [1], [], numbers([1] * 2 * MANY)),
    "a long word many times": batch(1, b"\x01" * MANY, [1], [], words(b"x" * 1_000_000) + numbers([0] * MANY)),
    "a short word many times": batch(1, b"\x01" * MANY, [1], [], words(b"xy") + numbers([0] * MANY)),
    "many words": batch(
        1, b"\x01" * 150_000, [1], [], words(*(b"%d" % n for n in range(150_000))) + numbers(list(range(150_000)))
    ),
    "many more words than texts": batch(1, b"\x01", [1], [], words(*[b""] * 3_000_000) + numbers([0])),
    "hashes": batch(1, b"\x01" * MANY, [1], [], b"\x03" + bytes(32 * 40_000)),
    "days out of range": batch(1, b"\x01" * 50_000, [1], [], b"\x02" + numbers([10**7] * 50_000)),
    "many days": batch(1, b"\x01" * 110_000, [1], [], b"\x02" + numbers(list(range(1, 110_001)))),
    "many ids": batch(
        1, b"\x01" * 120_000, [1], [], b"\x01\x01AAAAAA" + numbers([0] * 120_000) + numbers(list(range(120_000)))
    ),
    "more known ids than texts": batch(1, b"\x01", [1], [], b"\x04\xff\xff\xff\x00\x01AAAAAA" + bytes(4_000)),
    "repeated for ever": batch(1, b"{\x02}\x03", [1], [2**40]),
    "repeated less than never": batch(1, b"{\x02}\x03", [1], [-1]),
    "repeated as often as may be": batch(1, b"{\x02}\x03", [1], [150_000], bytes([0, 0])),
    "many repetitions": batch(1, b"\x02\x03" * 120_000, [1], [0] * 120_000, bytes([0, 0])),
    "many columns": batch(
        1, b"".join(b'"%x":\x02' % n for n in range(200_000)), [1], [], bytes([0, 0]) * 200_000
    ),
    "as many columns as may be": batch(1, b"".join(b'"%x":\x02' % n for n in range(2_000)), [1], [], bytes(4_000)),
    "many shapes": batch(MOST, b"\x00".join(b"%d" % n for n in range(MOST)), list(range(1, MOST + 1))),
    "more shapes than records": batch(1, b"\x00" * 3_900_000, [1]),
    "a huge shape": batch(1, b"a" * 3_900_000, [1]),
    "a huge shape of wide letters": batch(1, "😀".encode() * 490_000, [1]),
    "a huge shape many times": batch(1_000, b"a" * 1_000_000, [1] * 1_000),
    "braces": batch(1, b"{" * 1_900_000, [1]),
    "names without end": batch(1, b'"' * 1_900_000, [1]),
    "objects that begin again": batch(1, b"{}\x03" * 200_000, [1], [1] * 200_000),
    "percent signs": batch(1, b"%" * 1_900_000, [1]),
    "no such shape": batch(1, b"a", [2]),
    "a shape below nothing": batch(1, b"a", [-1]),
    "no such word": batch(1, b"\x01", [1], [], words(b"a") + numbers([1])),
    "a word below nothing": batch(1, b"\x01", [1], [], words(b"a") + numbers([-1])),
    "more repetitions than shapes": batch(1, b"a", [1], [1, 1]),
    "more that go as they are than records": batch(1, b"a", [1], raw=b"\x05" + b"\0" * 5),
}  # fmt: skip


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_batch_takes_little_memory_and_time(name: str) -> None:
    data = HOSTILE[name]
    began = time.process_time()
    tracemalloc.start()
    try:
        unpack_records(data, LARGEST)
    except ValueError:
        pass
    finally:
        peak = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
    # The pressed body, opened, has up to twice four million bytes of its own.
    assert peak + 2 * 4_000_000 <= MOST_MEMORY_BYTES
    assert time.process_time() - began < 20


@given(st.data())
@settings(deadline=None, max_examples=300)
def test_a_garbled_batch_is_refused_or_another_batch(data: st.DataObject) -> None:
    packed = bytearray(PACKED)
    for _ in range(data.draw(st.integers(1, 4))):
        place = data.draw(st.integers(0, len(packed) - 1))
        packed[place : place + data.draw(st.integers(0, 2))] = data.draw(st.binary(max_size=3))
    try:
        unpack_records(bytes(packed), LARGEST)
    except ValueError:
        return


def test_a_batch_that_is_cut_anywhere_is_refused() -> None:
    for length in range(len(PACKED)):
        with pytest.raises(ValueError):  # noqa: PT011 - whichever part is missing
            unpack_records(PACKED[:length], LARGEST)


PACKED = pack_records([*opening_records()[-40:], *ODD, *season_records(20)])
