"""Answers are packed for whoever can read that, whole or part by part, and are what they were when unpacked."""

import asyncio
import gzip
from collections.abc import Sequence
from typing import Any

import pytest

from sync_server.gate.packing import SMALLEST_BYTES, Message, Packing, Receive, Send

PAGE = "<p>Plantón</p>".encode() * 200
ASKED = [(b"accept-encoding", b"gzip, deflate, br")]


def answered(
    parts: Sequence[bytes], *, asked: list[tuple[bytes, bytes]] = ASKED, path: str = "/", media_type: str = "text/html"
) -> tuple[dict[bytes, bytes], list[bytes]]:
    """The heads and the parts of the body as they leave."""

    async def app(_scope: Message, _receive: Receive, send: Send) -> None:
        heads = [(b"content-type", media_type.encode()), (b"x-kept", b"yes")]
        length = [(b"content-length", str(len(parts[0])).encode())] if len(parts) == 1 else []
        await send({"type": "http.response.start", "status": 200, "headers": [*heads, *length]})
        for place, part in enumerate(parts, start=1):
            await send({"type": "http.response.body", "body": part, "more_body": place < len(parts)})

    sent: list[Any] = []

    async def keep(message: Message) -> None:
        sent.append(message)

    async def nothing() -> Message:
        raise AssertionError

    asyncio.run(Packing(app)({"type": "http", "path": path, "headers": asked}, nothing, keep))
    assert [message["type"] for message in sent] == ["http.response.start", *["http.response.body"] * len(parts)]
    assert [message["more_body"] for message in sent[1:]] == [*[True] * (len(parts) - 1), False]
    return dict(sent[0]["headers"]), [message["body"] for message in sent[1:]]


def test_a_page_is_packed_and_says_so() -> None:
    heads, (body,) = answered([PAGE])
    assert gzip.decompress(body) == PAGE
    assert len(body) < len(PAGE) // 5
    assert (heads[b"content-encoding"], heads[b"vary"], heads[b"x-kept"]) == (b"gzip", b"accept-encoding", b"yes")
    assert int(heads[b"content-length"]) == len(body)


def test_a_long_answer_is_packed_on_its_way() -> None:
    heads, parts = answered([PAGE, b"", PAGE[::-1], "áé".encode()])
    assert gzip.decompress(b"".join(parts)) == PAGE + PAGE[::-1] + "áé".encode()
    assert b"content-length" not in heads


@pytest.mark.parametrize("said", [b"", b"identity", b"gzip;q=0", b"br, gzip; q=0.0", b"xgzip"])
def test_whoever_cannot_read_it_gets_the_page_as_it_is(said: bytes) -> None:
    heads, (body,) = answered([PAGE], asked=[(b"accept-encoding", said)])
    assert (body, b"content-encoding" in heads, heads[b"content-length"]) == (PAGE, False, str(len(PAGE)).encode())


def test_a_weight_above_nothing_is_enough() -> None:
    heads, _ = answered([PAGE], asked=[(b"accept-encoding", b"br;q=1.0, gzip;q=0.8")])
    assert heads[b"content-encoding"] == b"gzip"


def test_what_is_small_packed_already_or_for_tablets_is_left_alone() -> None:
    for parts, more in (
        ([b"x" * (SMALLEST_BYTES - 1)], {}),
        ([PAGE], {"media_type": "application/pdf"}),
        ([PAGE], {"path": "/v1/sync"}),
    ):
        heads, bodies = answered(parts, **more)
        assert (bodies, b"content-encoding" in heads) == (parts, False)


def test_two_packings_of_one_page_are_seldom_of_one_length() -> None:
    assert len({len(answered([PAGE])[1][0]) for _ in range(40)}) > 1
