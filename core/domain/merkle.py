"""The Merkle tree over the feed (RFC 6962, section 2.1), kept as the roots of its complete subtrees.

That frontier is all that is needed to add leaves and to know the root. A run of leaves can go without the others: with
the roots of what stands left of it (a frontier) and right of it, it comes to the root of the whole or is no part of it.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

HASH_BYTES = 32
EMPTY_ROOT = hashlib.sha256(b"").digest()


@dataclass(frozen=True, slots=True)
class Tree:
    """`size` leaves; `frontier` holds the roots of the complete subtrees, largest first, one per set
    bit of the size.
    """

    size: int = 0
    frontier: tuple[bytes, ...] = ()


def grow(tree: Tree, leaves: Iterable[bytes]) -> Tree:
    """The tree after the given leaf contents were added in order."""
    sha256 = hashlib.sha256
    frontier = list(tree.frontier)
    size = tree.size
    for content in leaves:
        node = sha256(b"\x00" + content).digest()
        rest = size
        while rest & 1:
            node = sha256(b"\x01" + frontier.pop() + node).digest()
            rest >>= 1
        frontier.append(node)
        size += 1
    return Tree(size, tuple(frontier))


def root(tree: Tree) -> bytes:
    """The 32-byte root hash of the tree."""
    if not tree.frontier:
        return EMPTY_ROOT
    node = tree.frontier[-1]
    for left in reversed(tree.frontier[:-1]):
        node = hashlib.sha256(b"\x01" + left + node).digest()
    return node


class Levels:
    """The roots of all complete subtrees over some leaves, level by level; about 64 bytes a leaf."""

    def __init__(self, leaves: Iterable[bytes]) -> None:
        level = b"".join(hashlib.sha256(b"\x00" + content).digest() for content in leaves)
        self.size = len(level) // HASH_BYTES
        self._levels = [level]
        while len(level) >= 2 * HASH_BYTES:
            pairs = range(0, len(level) - 2 * HASH_BYTES + 1, 2 * HASH_BYTES)
            level = b"".join(hashlib.sha256(b"\x01" + level[at : at + 2 * HASH_BYTES]).digest() for at in pairs)
            self._levels.append(level)

    def left_of(self, place: int) -> Tree:
        """The tree over the first `place` leaves."""
        return Tree(place, self._roots(0, place))

    def right_of(self, place: int) -> tuple[bytes, ...]:
        """The roots of the complete subtrees behind the first `place` leaves, as `completed` wants them."""
        return self._roots(place, self.size)

    def _roots(self, start: int, end: int) -> tuple[bytes, ...]:
        places = ((self._levels[level], index * HASH_BYTES) for level, index in _subtrees(start, end))
        return tuple(nodes[at : at + HASH_BYTES] for nodes, at in places)


def completed(tree: Tree, size: int, right: Sequence[bytes]) -> Tree:
    """The tree of `size` leaves, of which those behind `tree` are known by the roots of their complete subtrees alone.
    Raises ValueError where that are not as many as it must be.
    """
    frontier = list(tree.frontier)
    subtrees = list(_subtrees(tree.size, size))
    if len(right) != len(subtrees) or len(frontier) != tree.size.bit_count() or tree.size > size:
        raise ValueError("not the roots of these subtrees")
    for (_, before), node in zip(subtrees, right, strict=True):
        _add_subtree(frontier, before, node)
    return Tree(size, tuple(frontier))


def _add_subtree(frontier: list[bytes], before: int, node: bytes) -> None:
    """Put the root of a complete subtree behind a frontier with so many others of its level before it."""
    while before & 1:
        node = hashlib.sha256(b"\x01" + frontier.pop() + node).digest()
        before >>= 1
    frontier.append(node)


def _subtrees(start: int, end: int) -> Iterator[tuple[int, int]]:
    """The largest complete subtrees that leaves from `start` to `end` fall into, as (level, which of that level)."""
    while start < end:
        level = (end - start).bit_length() - 1
        if start:
            level = min(level, (start & -start).bit_length() - 1)
        yield level, start >> level
        start += 1 << level
