"""The tree over the feed, by RFC 6962, section 2.1, and the chain of an origin (rules, 1.3 and 1.4)."""

from __future__ import annotations

import base64
import hashlib


def origin_of_key(key: bytes) -> str:
    """The origin that a key stands for."""
    return base64.b32encode(hashlib.sha256(key).digest())[:6].decode("ascii")


def chain_start(programme: str, key: bytes) -> bytes:
    """The head before an origin's first record."""
    return hashlib.sha256(b"planton/1\n" + programme.encode("utf-8") + b"\n" + key).digest()


class Tree:
    """A tree that only ever grows: the roots of its complete parts, from the largest to the smallest."""

    def __init__(self) -> None:
        self.size = 0
        self._parts: list[bytes] = []

    def add(self, data: bytes) -> None:
        """One more leaf with this content."""
        sha256 = hashlib.sha256
        node = sha256(b"\0" + data).digest()
        parts, number = self._parts, self.size
        while number & 1:
            node = sha256(b"\1" + parts.pop() + node).digest()
            number >>= 1
        parts.append(node)
        self.size += 1

    def root(self) -> bytes:
        """The root over all leaves so far."""
        if not self._parts:
            return hashlib.sha256(b"").digest()
        node = self._parts[-1]
        for part in reversed(self._parts[:-1]):
            node = hashlib.sha256(b"\1" + part + node).digest()
        return node
