"""What a server has packed for one tablet and will be asked for by the next: long stretches of the log do not change.

A body is found by a hash of what is in it, so that nothing old can ever be taken for something else. It lies in this
process's memory, up to a measure; what was not asked for longest goes first, and is packed anew when somebody asks.
"""

from __future__ import annotations

import hashlib
from array import array
from collections import OrderedDict
from collections.abc import Callable, Sequence
from threading import Lock

MOST_BYTES = 4_000_000
"""All of a programme of 200,000 records takes less than half of that."""
_LEAST_RECORDS = 500
"""So few are packed anew as quickly as they are looked for, and hardly two tablets ask for the same."""


class KeptBodies:
    """Used from any thread; two that ask for the same at once may both pack it."""

    def __init__(self, most_bytes: int = MOST_BYTES) -> None:
        self._most_bytes = most_bytes
        self._size_bytes = 0
        self._bodies: OrderedDict[bytes, bytes] = OrderedDict()
        self._guard = Lock()

    def body(self, records: Sequence[bytes], way: bytes, pack: Callable[[], bytes]) -> bytes:
        """What `pack` makes of these records in this way, now or earlier."""
        if len(records) < _LEAST_RECORDS:
            return pack()
        key = _key(records, way)
        with self._guard:
            found = self._bodies.get(key)
            if found is not None:
                self._bodies.move_to_end(key)
                return found
        body = pack()
        with self._guard:
            self._size_bytes += len(body) - len(self._bodies.pop(key, b""))
            self._bodies[key] = body
            while self._size_bytes > self._most_bytes:
                _, dropped = self._bodies.popitem(last=False)
                self._size_bytes -= len(dropped)
        return body


def _key(records: Sequence[bytes], way: bytes) -> bytes:
    digest = hashlib.sha256(way)
    digest.update(array("q", map(len, records)).tobytes())
    digest.update(b"".join(records))
    return digest.digest()
