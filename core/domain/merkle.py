"""The Merkle tree over the feed (RFC 6962, section 2.1), kept as the roots of its complete subtrees.

That frontier is all that is needed to add leaves and to know the root; proofs are another matter and need the leaves.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass

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
