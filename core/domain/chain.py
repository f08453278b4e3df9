"""The hash chain of one origin: every record is bound to all that its origin said before.

h_0 = SHA-256("planton/1\\n" programme "\\n" public key) and h_n = SHA-256(h_(n-1) ‖ bytes_n), hashes being 32 raw
bytes.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable


def chain_start(programme: str, public_key: bytes) -> bytes:
    """h_0 of an origin with this raw public key in the programme with this code."""
    return hashlib.sha256(b"planton/1\n" + programme.encode("utf-8") + b"\n" + public_key).digest()


def chain_next(head: bytes, record_bytes: bytes) -> bytes:
    """h_n from h_(n-1) and the canonical bytes of record n."""
    return hashlib.sha256(head + record_bytes).digest()


def chain_over(head: bytes, batch: Iterable[bytes]) -> list[bytes]:
    """The heads after each record of `batch`, in order; empty for an empty batch."""
    heads = []
    sha256 = hashlib.sha256
    for record_bytes in batch:
        head = sha256(head + record_bytes).digest()
        heads.append(head)
    return heads
