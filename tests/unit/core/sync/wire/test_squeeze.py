"""Bytes pressed come back; the dictionary is part of the format; bombs are not blown up."""

import hashlib
import time
import tracemalloc

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.sync.wire import squeeze as module
from core.sync.wire.squeeze import KNOWN, has_lzma, squeeze, unsqueeze
from tests.unit.core.sync.wire.hostile import bombs

LARGEST = 4_000_000
RANDOM = b"".join(hashlib.sha256(bytes([n])).digest() for n in range(200))


def test_the_dictionary_never_changes() -> None:
    """It belongs to protocol 2. Another dictionary is another protocol: keep this one for those who speak it."""
    assert hashlib.sha256(KNOWN).hexdigest() == "3e80710960fc61806462a86d6ca5c96baa2a1f4d0baf2337bc7226e0aa0f0679"


@given(st.binary(max_size=300), st.integers(0, 2_000), st.booleans())
def test_what_was_pressed_comes_back(data: bytes, times: int, with_lzma: bool) -> None:
    whole = data * times
    assert unsqueeze(squeeze(whole, with_lzma=with_lzma), max(len(whole), 1)) == whole


@pytest.mark.parametrize("data", [b"", RANDOM, KNOWN, b"ab" * 1_000, RANDOM * 2, b"planting " * 20_000])
def test_the_shortest_way_is_taken(data: bytes) -> None:
    pressed = squeeze(data, with_lzma=True)
    assert unsqueeze(pressed, LARGEST) == data
    assert len(pressed) <= len(data) + 1
    assert len(pressed) <= len(squeeze(data, with_lzma=False)) + len(data) // 1_000


def test_a_reader_without_lzma_is_never_sent_any(monkeypatch: pytest.MonkeyPatch) -> None:
    data = b"".join(b"%d," % (number * number) for number in range(5_000))
    pressed = squeeze(data, with_lzma=True)
    assert pressed[0] == 2
    assert squeeze(data, with_lzma=False)[0] == 1
    monkeypatch.setattr(module, "_lzma", lambda: None)
    assert not has_lzma()
    assert squeeze(data, with_lzma=True)[0] == 1
    with pytest.raises(ValueError, match="unknown way"):
        unsqueeze(pressed, LARGEST)


@pytest.mark.parametrize("with_lzma", [True, False])
def test_what_is_cut_or_goes_on_is_refused(with_lzma: bool) -> None:
    pressed = squeeze(b"".join(b"%d," % (number * number) for number in range(500)), with_lzma=with_lzma)
    assert pressed[0] == 1 + with_lzma
    for length in range(len(pressed)):
        with pytest.raises(ValueError):  # noqa: PT011 - any part may be missing
            unsqueeze(pressed[:length], LARGEST)
    with pytest.raises(ValueError, match="behind"):
        unsqueeze(pressed + b"x", LARGEST)


@given(st.binary(max_size=200), st.integers(0, 3))
def test_any_bytes_are_opened_or_refused(data: bytes, way: int) -> None:
    try:
        unsqueeze(bytes([way]) + data, 10_000)
    except (ValueError, OverflowError):
        return


@pytest.mark.parametrize("name", ["deflate", "LZMA"])
def test_a_bomb_is_not_blown_up(name: str) -> None:
    bomb = bombs()[name]
    assert len(bomb) < 10_240
    began = time.process_time()
    tracemalloc.start()
    try:
        with pytest.raises(OverflowError):
            unsqueeze(bomb, LARGEST)
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert peak < 16_000_000
    assert time.process_time() - began < 5
