"""Whatever records are packed come back byte for byte, known kinds or not; a hostile batch is small in memory."""

import json
import random
import time
import tracemalloc
from typing import Any

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from core.sync.wire.columns import TooLarge, pack_records, unpack_records
from tests.unit.core.sync.wire.hostile import HOSTILE_BATCHES, LARGEST, RECORDS
from tests.unit.core.sync.wire.written import opening_records, season_records

MOST_MEMORY_BYTES = 64_000_000
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


@pytest.mark.parametrize("name", HOSTILE_BATCHES)
def test_a_hostile_batch_takes_little_memory_and_time(name: str) -> None:
    data = HOSTILE_BATCHES[name]
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
