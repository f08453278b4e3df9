"""Numbers and blobs come back as they went; what is cut, garbled or too much is a ValueError and nothing else."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from core.sync.wire.octets import Reader, Writer

EDGES = [0, 1, 127, 128, 255, 256, 32_767, 32_768, 2**31 - 1, 2**31, 2**53 - 1, 10**16]
NUMBERS = st.one_of(st.sampled_from([*EDGES, *(-edge - 1 for edge in EDGES)]), st.integers(-(10**16), 10**16))


@given(st.lists(NUMBERS, max_size=300))
@example([])
@example([0] * 1_000)
@example([-1])
@example([10**16, -(10**16)] * 3)
@example(list(range(-500, 500)))
def test_numbers_come_back(values: list[int]) -> None:
    writer = Writer()
    writer.numbers(values)
    reader = Reader(writer.bytes())
    assert reader.numbers(len(values)) == values
    reader.end()


def test_numbers_alike_take_hardly_any_bytes() -> None:
    for values, most in (([0] * 5_000, 2), ([7] * 5_000, 5_002), (list(range(0, 10_000, 2)), 5_002)):
        writer = Writer()
        writer.numbers(values)
        assert len(writer.bytes()) <= most


@given(st.lists(st.one_of(st.integers(0, 2**62), st.binary(max_size=40), st.text(max_size=20)), max_size=20))
def test_one_thing_comes_after_the_other(things: list[int | bytes | str]) -> None:
    writer = Writer()
    for thing in things:
        if isinstance(thing, int):
            writer.number(thing)
        elif isinstance(thing, bytes):
            writer.blob(thing)
        else:
            writer.text(thing.replace("\x00", ""))
    reader = Reader(writer.bytes())
    for thing in things:
        if isinstance(thing, int):
            assert reader.number(2**62) == thing
        elif isinstance(thing, bytes):
            assert reader.blob() == thing
        else:
            assert reader.text() == thing.replace("\x00", "")
    reader.end()


@given(st.binary(max_size=60), st.integers(0, 100))
def test_any_bytes_are_read_or_refused(data: bytes, count: int) -> None:
    for read in (lambda: Reader(data).numbers(count), lambda: Reader(data).blob(), lambda: Reader(data).text()):
        try:
            read()
        except ValueError:
            continue


@pytest.mark.parametrize(
    "data", [b"", b"\x80", b"\xff" * 9, b"\xff" * 30, b"\x65"], ids=["empty", "open", "nine", "endless", "too large"]
)
def test_a_number_that_is_none_is_refused(data: bytes) -> None:
    with pytest.raises(ValueError, match=r"number|bytes"):
        Reader(data).number(100)


def test_steps_beyond_all_numbers_are_refused() -> None:
    steps = bytes([1, 8]) + b"".join(bytes([octet]) * 2 for octet in (0x7F, *[0xFF] * 6, 0xFE))
    with pytest.raises(ValueError, match="too large"):
        Reader(steps).numbers(2)


def test_what_is_left_over_is_told() -> None:
    reader = Reader(b"\x01\x02")
    reader.number(5)
    with pytest.raises(ValueError, match="behind"):
        reader.end()
