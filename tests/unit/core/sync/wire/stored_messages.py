"""A request and an answer as they were stored, byte for byte, and longer ones of the same sort."""

from dataclasses import replace
from typing import Any

from core.sync.wire.messages import Answer, Request
from core.usecases.ports import Echo, SideRow, Span

HASH, SIGNATURE = "0a" * 32, "ab" * 64


def planting(number: int) -> bytes:
    people = b",".join([b'{"count":4,"member":"OFFICE-12"}'] * (number % 3))
    return (
        b'{"author":"T01","body":{"batch":"7KQ2MX-9","count":%d,"people":[%b]},"happened_on":"2026-03-%02d",'
        b'"kind":"planting","kind_version":1,"origin":"7KQ2MX","recorded_at":%d,"seq":%d}'
        % (number * 13, people, number % 28 + 1, 10**12 + number * number * 77, number)
    )


SAID = tuple(map(planting, range(1, 25)))
MUCH = tuple(map(planting, range(1, 1_500)))
ODD = (b"", b"\xff\x00", b'{"a":-0}', b'{"a":"\\""}', '{"kind":"ñ","n":[1,2,3]}'.encode())
SIDE = SideRow("55c239e355f2727d468cfc201cfb7b3b564c773564e49f30dac45141a96f802f", b"s" * 16, b'{"name":"Rosa"}')
STORED_REQUEST = Request(
    2, "PIURA", "7KQ2MX", 1, (*SAID, *ODD), HASH, 7, "0b" * 32, 16_000, ("0c" * 32,),
    (SIDE,), SIGNATURE, 5, 1,
)  # fmt: skip
STORED_ANSWER = Answer(
    2, 24, f"planton/PIURA/OFFICE\n31\n{'A' * 43}=\n\n— planton/PIURA/OFFICE {'B' * 90}A=\n",
    (Span(8, "OFFICE", 3, SAID[:2]), Echo(10, 1, 20), Span(30, "ABCDEF", 5, ODD)), True, STORED_REQUEST.side_rows,
    1_790_000_000_000, "on",
)  # fmt: skip
LONG_ANSWER = replace(STORED_ANSWER, spans=(Span(8, "7KQ2MX", 1, MUCH),))


def first_of(message: Any) -> Any:
    """The message as the first protocol can say it."""
    if isinstance(message, Request):
        return replace(message, protocol=1, confirmed=message.position, reads_lzma=0)
    return replace(message, protocol=1, spans=tuple(span for span in message.spans if isinstance(span, Span)))
