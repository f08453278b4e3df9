"""Shapes: what is left of a record's text when its values are taken out, with a mark in the place of each.

A value's column is the name before it. Where an object or a value repeats itself, the shape says it once and how often
it comes is told beside it, so that workdays of few and of many people share a shape. Nothing is known of kinds.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

TEXT, NUMBER, AGAIN = b"\x01", b"\x02", b"\x03"
"""Where a text, a number, or more of what was just said stand in a shape; no such letter stands in canonical text."""
_REPEATED = re.compile(rb"(\{[^{}\[\]]*\}|[\x01\x02])((?:,\1)+)")
_TO_REPEAT = re.compile(rb"(\{[^{}\[\]]*\}|[\x01\x02])\x03")
_NAMES = re.compile(rb'"([^"]*)":|([\x01\x02])')

Column = tuple[bytes, bytes]
"""The name before the values, and whether they are texts or numbers."""


class TooLarge(ValueError):
    """The batch would be larger than the reader takes."""


def shape_of(bones: bytes, names: Sequence[bytes]) -> bytes:
    """The shape of a text from which everything between quotation marks was taken, with a mark for each number; what
    was taken is a name, and comes back, where a colon stands behind it, else it is a value.
    """
    next_name = iter(names).__next__
    first, *others = bones.split(b'"')
    return first + b"".join(b'"%b"%b' % (next_name(), bone) if is_name(bone) else TEXT + bone for bone in others)


def is_name(bone: bytes) -> bool:
    """Whether what stood before these bones was a name."""
    return bone.startswith(b":")


def shortened(shape: bytes) -> tuple[bytes, tuple[int, ...]] | None:
    """A shape without its repetitions and how many there were; None where repeating them would give another shape."""
    again: list[int] = []

    def shorten(found: re.Match[bytes]) -> bytes:
        again.append(len(found[2]) // (len(found[1]) + 1))
        return found[1] + AGAIN

    short = _REPEATED.sub(shorten, shape)
    if b"\x00" in short or lengthened(short, iter(again), len(shape)) != shape:
        return None
    return short, tuple(again)


def lengthened(short: bytes, again: Iterator[int], largest: int) -> bytes:
    """A shape with its repetitions. Raises TooLarge, and ValueError where they are too few or less than none."""
    length = len(short) - short.count(AGAIN)

    def lengthen(found: re.Match[bytes]) -> bytes:
        nonlocal length
        times = next(again, -1)
        if times < 0:
            raise ValueError("too few repetitions")
        length += times * (len(found[1]) + 1)
        if length > largest:
            raise TooLarge
        return found[1] + b",%b" % found[1] * times

    return _TO_REPEAT.sub(lengthen, short)


def columns_of(shape: bytes) -> tuple[Column, ...]:
    """The column of each value of a shape: values are alike where the same name stands before them."""
    plan, name = [], b""
    for found in _NAMES.finditer(shape):
        if found[2]:
            plan.append((name, found[2]))
        else:
            name = found[1]
    return tuple(plan)
