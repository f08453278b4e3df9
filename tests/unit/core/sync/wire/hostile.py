"""Records of any shape, and bytes made to cost the reader more memory than it allows."""

import json
import lzma
import zlib
from collections.abc import Sequence

from hypothesis import strategies as st

from core.sync.wire.columns import LEAST_RECORD_BYTES
from core.sync.wire.messages import LARGEST_RECORDS_BYTES
from core.sync.wire.octets import Writer
from core.sync.wire.squeeze import KNOWN

LARGEST = LARGEST_RECORDS_BYTES
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


def batch(
    number: int, shapes: bytes, order: list[int], repeats: Sequence[int] = (), columns: bytes = b"", raw: bytes = b"\0"
) -> bytes:
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
HOSTILE_BATCHES = {
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


def bombs() -> dict[str, bytes]:
    """About ten thousand bytes each, that would come to as much as can be."""
    raw = zlib.compressobj(9, zlib.DEFLATED, -15, 9, zlib.Z_DEFAULT_STRATEGY, KNOWN)
    filters = [{"id": lzma.FILTER_LZMA2, "dict_size": 1 << 20, "lc": 0, "lp": 0, "pb": 0, "preset": 6}]
    return {
        "deflate": b"\x01" + raw.compress(bytes(10_000_000)) + raw.flush(),
        "LZMA": b"\x02" + lzma.compress(bytes(60_000_000), format=lzma.FORMAT_RAW, filters=filters),
    }
