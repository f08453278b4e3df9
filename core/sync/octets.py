"""Bytes written and read one thing after the other: numbers in as few bytes as they need, blobs with their length.

Whoever reads bounds everything before believing it; what is not there is a ValueError.
"""

from __future__ import annotations

import struct
import zlib
from collections.abc import Sequence

_MORE, _BITS = 0x80, 7
_LONGEST_NUMBER = 9
_NUMBER_BYTES = 8
_LARGEST_NUMBER = 1 << 62


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
        steps = [after - before for before, after in zip((0, *values), values, strict=False)]
        packed = (_planes(values), _planes(steps))
        easier = min((0, 1), key=lambda way: len(zlib.compress(packed[way], 1)))
        self.number(easier)
        self.raw(packed[easier])

    def bytes(self) -> bytes:
        return bytes(self._parts)


class Reader:
    """Takes things in the order in which they were written; raises ValueError for whatever is not there."""

    def __init__(self, data: bytes) -> None:
        self._data = data
        self._place = 0

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
        data = self._data[self._place : self._place + length]
        if len(data) != length:
            raise ValueError("the bytes end early")
        self._place += length
        return data

    def blob(self) -> bytes:
        return self.raw(self.number(len(self._data)))

    def text(self) -> str:
        value = self.blob().decode("utf-8")
        if "\x00" in value:
            raise ValueError("no text")
        return value

    def numbers(self, count: int) -> list[int]:
        are_steps = self.number(1)
        width = self.number(_NUMBER_BYTES)
        lying = bytearray(count * _NUMBER_BYTES)
        for place in reversed(range(width)):
            lying[place::_NUMBER_BYTES] = self.raw(count)
        values = [(folded >> 1) ^ -(folded & 1) for folded in struct.unpack(f"<{count}Q", lying)]
        if are_steps:
            total = 0
            for place, step in enumerate(values):
                values[place] = total = total + step
                if not -_LARGEST_NUMBER < total < _LARGEST_NUMBER:
                    raise ValueError("a number is too large")
        return values

    def end(self) -> None:
        """Raises ValueError where something is left."""
        if self._place != len(self._data):
            raise ValueError("something stands behind the end")


def _planes(values: Sequence[int]) -> bytes:
    """How many bytes the largest takes, then all highest bytes, all next ones, and so on; the sign is in the last
    bit. What is alike stands together so, and a press finds it.
    """
    folded = [value << 1 if value >= 0 else ~(value << 1) for value in values]
    width = (max(folded, default=0).bit_length() + 7) // 8
    lying = struct.pack(f"<{len(folded)}Q", *folded)
    return bytes([width]) + b"".join(lying[place::_NUMBER_BYTES] for place in reversed(range(width)))
