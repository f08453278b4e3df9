"""What was packed for one tablet is not packed again for the next, and never taken for something else."""

from dataclasses import replace

import pytest

from core.sync.wire.kept_bodies import KeptBodies
from core.sync.wire.messages import Answer
from core.sync.wire.packing import pack_answer, unpack_answer
from core.usecases.own_log import side_row
from core.usecases.ports import Echo, Span
from tests.unit.core.sync.wire.written import season_records

MANY = 600


def numbered(number: int) -> list[bytes]:
    return [b"%d %d" % (number, place) for place in range(MANY)]


def counting(kept: KeptBodies, records: list[bytes], body: bytes, way: bytes = b"1") -> tuple[bytes, bool]:
    """The body, and whether it had to be packed."""
    packed: list[bytes] = []

    def pack() -> bytes:
        packed.append(body)
        return body

    return kept.body(records, way, pack), bool(packed)


def test_the_same_records_are_packed_once() -> None:
    kept = KeptBodies()
    assert counting(kept, numbered(1), b"one") == (b"one", True)
    assert counting(kept, numbered(1), b"never") == (b"one", False)
    assert counting(kept, numbered(2), b"two") == (b"two", True)


def test_other_records_or_another_way_are_something_else() -> None:
    kept = KeptBodies()
    records = numbered(1)
    counting(kept, records, b"one")
    moved = [records[0] + records[1][:1], records[1][1:], *records[2:]]
    assert b"".join(moved) == b"".join(records)
    for other in (records[:-1], [*records, b""], records[::-1], moved):
        assert counting(kept, other, b"other") == (b"other", True)
    assert counting(kept, records, b"zlib", b"0") == (b"zlib", True)


def test_few_records_are_not_kept() -> None:
    kept = KeptBodies()
    for _ in range(2):
        assert counting(kept, [b"few"] * 499, b"few") == (b"few", True)


def test_what_was_not_asked_for_longest_goes_first() -> None:
    kept = KeptBodies(most_bytes=25)
    for number in (1, 2):
        counting(kept, numbered(number), b"x" * 10)
    assert counting(kept, numbered(1), b"x" * 10)[1] is False
    counting(kept, numbered(3), b"x" * 10)
    assert [counting(kept, numbered(number), b"x" * 10)[1] for number in (3, 1, 2)] == [False, False, True]
    assert counting(kept, numbered(4), b"x" * 26) == (b"x" * 26, True)
    assert counting(kept, numbered(4), b"x" * 26) == (b"x" * 26, True)


@pytest.mark.parametrize("with_lzma", [True, False])
def test_an_answer_is_the_same_whether_or_not_it_was_kept(with_lzma: bool) -> None:
    kept = KeptBodies()
    records = tuple(season_records(MANY))
    answer = Answer(
        2,
        7,
        "",
        (Span(1, "AAAAAA", 1, records[:500]), Echo(501, 1, 9), Span(510, "AAAAAA", 501, records[500:])),
        more=True,
        side_rows=(),
        time_ms=5,
    )
    for said in (answer, replace(answer, acked_seq=8), replace(answer, side_rows=(side_row({"text": "x"}),)), answer):
        packed = pack_answer(said, with_lzma=with_lzma, kept=kept)
        assert packed == pack_answer(said, with_lzma=with_lzma)
        assert unpack_answer(packed) == said
