"""Bytes written and read one thing after the other: numbers in as few bytes as they need, blobs with their length.

Whoever reads bounds everything before believing it; what is not there is a ValueError. Many numbers are worked on side
by side, as lanes of one large number: one by one they would be half of the time that a batch takes.
"""

from __future__ import annotations

import sys
import zlib
from array import array
from collections.abc import Sequence
from contextlib import suppress
from itertools import accumulate, chain
from operator import sub

_MORE, _BITS = 0x80, 7
_LONGEST_NUMBER = 9
_NUMBER_BYTES = 8
_LARGEST_NUMBER = 1 << 62
_LOOKED_AT = 1_000
"""Of many numbers, so many from their middle tell how all of them are written."""
_SMALL_WINDOW, _SMALL_MEMORY = -12, 5
_LANES = (("b", 1), ("h", 2), ("i", 4), ("q", 8))
"""Kinds of arrays, and how many bytes each lane has."""


class Writer:
    """Puts things behind each other."""

    def __init__(self) -> None:
        self._parts = bytearray()

    def number(self, value: int) -> None:
        """A number from 0 on."""
        while value >= _MORE:
            self._parts.append(value & (_MORE - 1) | _MORE)
            value >>= _BITS
        self._parts.append(value)

    def raw(self, data: bytes) -> None:
        """Bytes of which the reader knows how many there are."""
        self._parts += data

    def blob(self, data: bytes) -> None:
        self.number(len(data))
        self._parts += data

    def text(self, value: str) -> None:
        self.blob(value.encode("utf-8"))

    def numbers(self, values: Sequence[int]) -> None:
        """Numbers of either sign whose count the reader knows: as they are, or their steps, whichever look easier to
        press.
        """
        start = len(values) // 2 if len(values) > 2 * _LOOKED_AT else 0
        looked_at = values[start : start + _LOOKED_AT] if start else values
        easier = easiest((_planes(looked_at), _planes(_steps(looked_at))))
        self.number(easier)
        self.raw(_planes(_steps(values) if easier else values))

    def bytes(self) -> bytes:
        return bytes(self._parts)


class Reader:
    """Takes things in the order in which they were written; raises ValueError for whatever is not there."""

    def __init__(self, data: bytes) -> None:
        self._data = data
        self.place = 0

    def number(self, largest: int) -> int:
        """A number from 0 to `largest`."""
        value = 0
        for place in range(_LONGEST_NUMBER):
            (octet,) = self.raw(1)
            value |= (octet & (_MORE - 1)) << (_BITS * place)
            if octet < _MORE:
                break
        else:
            raise ValueError("the number does not end")
        if value > largest:
            raise ValueError("the number is too large")
        return value

    def raw(self, length: int) -> bytes:
        data = self._data[self.place : self.place + length]
        if len(data) != length:
            raise ValueError("the bytes end early")
        self.place += length
        return data

    def blob(self) -> bytes:
        return self.raw(self.number(len(self._data)))

    def text(self) -> str:
        value = self.blob().decode("utf-8")
        if "\x00" in value:
            raise ValueError("no text")
        return value

    def numbers(self, count: int) -> list[int]:
        """So many numbers, a count that the caller has bounded: they may take no bytes at all."""
        are_steps = self.number(1)
        values = _unfolded(self, self.number(_NUMBER_BYTES), count)
        if not are_steps:
            return values
        totals = list(accumulate(values))
        if totals and not -_LARGEST_NUMBER < min(totals) <= max(totals) < _LARGEST_NUMBER:
            raise ValueError("a number is too large")
        return totals

    def end(self) -> None:
        """Raises ValueError where something is left."""
        if self.place != len(self._data):
            raise ValueError("something stands behind the end")


def easiest(ways: Sequence[bytes]) -> int:
    """Which of these bytes a press makes shortest, roughly: it looks with little memory, since it looks often."""
    if b"\0" in ways:
        return ways.index(b"\0")
    sizes = []
    for way in ways:
        press = zlib.compressobj(1, zlib.DEFLATED, _SMALL_WINDOW, _SMALL_MEMORY)
        sizes.append(len(press.compress(way)) + len(press.flush()))
    return sizes.index(min(sizes))


def _steps(values: Sequence[int]) -> list[int]:
    return list(map(sub, values, chain((0,), values)))


def _planes(values: Sequence[int]) -> bytes:
    """How many bytes the largest takes, then all highest bytes, all next ones, and so on; the sign is in the last
    bit. What is alike stands together so, and a press finds it.
    """
    lanes = _narrowest(values)
    size, count = lanes.itemsize, len(lanes)
    bits = int.from_bytes(_in_order(lanes).tobytes(), "little")
    signs = bits >> (8 * size - 1) & _ones(size, count)
    folded = (bits ^ signs << (8 * size - 1)) << 1 ^ (signs << 8 * size) - signs
    lying = folded.to_bytes(count * size, "little")
    planes = [lying[place::size] for place in reversed(range(size))]
    while planes and planes[0].count(0) == count:
        planes.pop(0)
    return bytes([len(planes)]) + b"".join(planes)


def _unfolded(reader: Reader, width: int, count: int) -> list[int]:
    kind, size = next((kind, size) for kind, size in _LANES if size >= width)
    lying = bytearray(count * size)
    for place in reversed(range(width)):
        lying[place::size] = reader.raw(count)
    bits = int.from_bytes(lying, "little")
    signs = bits & _ones(size, count)
    unfolded = (bits ^ signs) >> 1 ^ (signs << 8 * size) - signs
    lanes = array(kind)
    lanes.frombytes(unfolded.to_bytes(count * size, "little"))
    return _in_order(lanes).tolist()


def _narrowest(values: Sequence[int]) -> array[int]:
    for kind, _ in _LANES[:-1]:
        with suppress(OverflowError):
            return array(kind, values)
    return array(_LANES[-1][0], values)


def _ones(size: int, count: int) -> int:
    """The last bit of every lane."""
    return int.from_bytes((b"\1" + bytes(size - 1)) * count, "little")


def _in_order(lanes: array[int]) -> array[int]:
    """The lanes with the least byte first, or back from there."""
    if sys.byteorder == "big":
        lanes.byteswap()
    return lanes
