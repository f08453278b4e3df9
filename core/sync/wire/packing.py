"""What travels: a request and its answer as bytes. Their protocol says which bytes, and the first one tells.

Protocol 2 are bytes, in `second_protocol`. Protocol 1, of the first tablets, is JSON, in `first_protocol`; it is still
answered, and spoken to a server that knows nothing else.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace

from core.domain.problems import Problem
from core.sync.wire import first_protocol, second_protocol
from core.sync.wire.kept_bodies import KeptBodies
from core.sync.wire.messages import (
    FIRST_PROTOCOL,
    LARGEST_RECORDS_BYTES,
    LARGEST_REQUEST_BYTES,
    Answer,
    Request,
    Unopened,
)

MEDIA_TYPE = "application/planton-sync"
_ZLIB = b"\x78"
"""With which the first protocol begins."""


def pack_request(request: Request) -> bytes:
    if request.protocol == FIRST_PROTOCOL:
        return first_protocol.pack_request(request)
    return second_protocol.pack_request(request)


def unpack_request(data: bytes) -> Request:
    """Raises Problem request_unreadable, request_damaged, request_too_large, or protocol_unknown for what begins with
    the number of a later protocol, as other bytes may by chance. A request of the second protocol raises
    request_unreadable and request_too_large as well when somebody looks into its records.
    """
    if len(data) > LARGEST_REQUEST_BYTES:
        raise Problem("request_too_large", largest=LARGEST_REQUEST_BYTES)
    with second_protocol.refusing_requests():
        return first_protocol.unpack_request(data) if data[:1] == _ZLIB else second_protocol.unpack_request(data)


def pack_answer(answer: Answer, *, with_lzma: bool = False, kept: KeptBodies | None = None) -> bytes:
    """The answer as bytes; long ones are looked for in `kept` first, and laid there."""
    if answer.protocol == FIRST_PROTOCOL:
        return first_protocol.pack_answer(answer)
    return second_protocol.pack_answer(answer, with_lzma=with_lzma, kept=kept)


def unpack_answer(data: bytes, largest_records_bytes: int = LARGEST_RECORDS_BYTES) -> Answer:
    """Raises Problem answer_unreadable."""
    return look_into_answer(data, largest_records_bytes).open()


def look_into_answer(data: bytes, largest_records_bytes: int = LARGEST_RECORDS_BYTES) -> Unopened:
    """An answer whose records are opened later. Raises Problem answer_unreadable, as opening them does."""
    with _refusing_answers():
        if data[:1] != _ZLIB:
            unopened = second_protocol.look_into_answer(data, largest_records_bytes)
            return replace(unopened, open=lambda: _or_refuse(unopened.open))
        answer = first_protocol.unpack_answer(data)
        return Unopened(replace(answer, spans=(), side_rows=()), answer.number, lambda: answer)


def _or_refuse(open_it: Callable[[], Answer]) -> Answer:
    with _refusing_answers():
        return open_it()


@contextmanager
def _refusing_answers() -> Iterator[None]:
    try:
        yield
    except (KeyError, TypeError, ValueError, OverflowError) as error:
        raise Problem("answer_unreadable") from error
