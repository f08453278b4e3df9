"""Joins several OGG files into one that plays as a single sound, without decoding anything.

A Vorbis stream is three headers and then packets of sound. Files that were encoded alike have the same headers, so the
packets of one can follow those of another; at the seam the decoder blends the end of the one into the beginning of the
other. Written for the clips of assets/voice, whose ends are silent; others may click where they meet.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from struct import Struct
from zlib import crc32

_PAGE = Struct("<4sBBqIII")
_CAPTURE, _HEAD_BYTES = b"OggS", 27
_FIRST, _LAST = 2, 4
_SERIAL = 1
_HEADERS = 3
_MIRRORED = bytes(int(f"{byte:08b}"[::-1], 2) for byte in range(256))


class UnusableOgg(ValueError):
    """The data is no Vorbis stream as our encoder writes it, or those given were not encoded alike."""


@dataclass(frozen=True)
class _Stream:
    """`samples` is how long it is; what the packets hold beyond that is the encoder's padding."""

    headers: tuple[bytes, ...]
    packets: tuple[bytes, ...]
    samples: int


def joined(files: Iterable[bytes]) -> bytes:
    """One stream with the sound of all, in their order. Raises UnusableOgg."""
    streams = [_read(data) for data in files]
    if not streams:
        raise UnusableOgg("there is nothing to join")
    identity, _, setup = streams[0].headers
    if any((one.headers[0], one.headers[2]) != (identity, setup) for one in streams):
        raise UnusableOgg("the clips were not encoded alike")
    return b"".join(_pages(streams[0].headers, [packet for stream in streams for packet in _needed(stream)]))


def _read(data: bytes) -> _Stream:
    packets: list[bytes] = []
    open_part, place, samples = b"", 0, 0
    while place < len(data):
        if data[place : place + 4] != _CAPTURE or place + _HEAD_BYTES > len(data):
            raise UnusableOgg("a page does not begin as one")
        granule = _PAGE.unpack_from(data, place)[3]
        samples = granule if granule > 0 else samples
        lengths = data[place + _HEAD_BYTES : place + _HEAD_BYTES + data[place + _HEAD_BYTES - 1]]
        place += _HEAD_BYTES + len(lengths)
        for length in lengths:
            open_part += data[place : place + length]
            place += length
            if length < 255:
                packets.append(open_part)
                open_part = b""
    if len(packets) <= _HEADERS or packets[0][:7] != b"\x01vorbis" or place != len(data):
        raise UnusableOgg("this is no whole Vorbis stream")
    return _Stream(tuple(packets[:_HEADERS]), tuple(packets[_HEADERS:]), samples)


def _needed(stream: _Stream) -> list[bytes]:
    """The packets without those that only pad its end."""
    kept = list(stream.packets)
    ends = _ends(stream.headers[0], kept)
    while len(kept) > 1 and ends[len(kept) - 2] >= stream.samples:
        kept.pop()
    return kept


def _ends(identity: bytes, packets: list[bytes]) -> list[int]:
    """How many samples are known after each packet: a quarter of its block and of the one before it. Our encoder has
    two modes, short and long blocks, and a packet's second bit says which.
    """
    sizes = (1 << (identity[28] & 15), 1 << (identity[28] >> 4))
    ends, before = [0], 0
    for packet in packets:
        size = sizes[packet[0] >> 1 & 1]
        ends.append(ends[-1] + ((before + size) // 4 if before else 0))
        before = size
    return ends[1:]


def _pages(headers: tuple[bytes, ...], packets: list[bytes]) -> Iterator[bytes]:
    yield _page(0, _FIRST, 0, [headers[0]])
    yield _page(1, 0, 0, list(headers[1:]))
    ends = _ends(headers[0], packets)
    begin, number = 0, 2
    while begin < len(packets):
        end, segments = begin, 0
        while end < len(packets) and segments + len(packets[end]) // 255 + 1 <= 255:
            segments += len(packets[end]) // 255 + 1
            end += 1
        yield _page(number, _LAST if end == len(packets) else 0, ends[end - 1], packets[begin:end])
        begin, number = end, number + 1


def _page(number: int, flags: int, samples: int, packets: list[bytes]) -> bytes:
    lengths = b"".join(b"\xff" * (len(packet) // 255) + bytes((len(packet) % 255,)) for packet in packets)
    body = bytes((len(lengths),)) + lengths + b"".join(packets)
    bare = _PAGE.pack(_CAPTURE, 0, flags, samples, _SERIAL, number, 0) + body
    return _PAGE.pack(_CAPTURE, 0, flags, samples, _SERIAL, number, _checksum(bare)) + body


def _checksum(page: bytes) -> int:
    """Ogg's sum is that of zlib with every bit order turned round and nothing inverted."""
    turned = crc32(page.translate(_MIRRORED), 0xFFFFFFFF) ^ 0xFFFFFFFF
    return int(f"{turned:032b}"[::-1], 2)
