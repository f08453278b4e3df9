"""What is no request: rubbish, too much, too little, too many; and that nothing of the inside is told."""

import socket
import sqlite3
import threading
import time
import zlib
from contextlib import closing, suppress
from dataclasses import replace
from pathlib import Path

import pytest

from core.domain.canon import NotCanonical
from core.storage import engine as engines
from core.sync.wire import packing
from core.sync.wire.messages import LARGEST_REQUEST_BYTES, PROTOCOL
from core.sync.wire.octets import Writer
from core.sync.wire.second_protocol import with_sum
from core.sync.wire.squeeze import squeeze
from sync_server.crowd.contacts import Contacts
from sync_server.crowd.workers import Workers
from tests.fieldwork import everything_of
from tests.integration.server.running import Served, serving
from tests.integration.server.village import plant
from tests.sample import copied_server


def raw(served: Served, data: bytes, *, end: bool = False) -> bytes:
    """What the server answers to bytes as they are; `end` closes our side first."""
    host, port = served.address.removeprefix("http://").split(":")
    with socket.create_connection((host, int(port)), timeout=30) as connection:
        connection.sendall(data)
        if end:
            connection.shutdown(socket.SHUT_WR)
        return connection.recv(65_536)


@pytest.mark.parametrize(
    "body",
    [
        b"", b"\x00" * 1_000, b"\x01" * 1_000, with_sum(b"\x02"), with_sum(b"\x02" * 1_000),
        with_sum(b"\x02" + b"\xff" * 1_000), b"\xff" * 20,
        zlib.compress(b""), zlib.compress(b"[]"), zlib.compress(b"{}"),
        zlib.compress(b"\xff"),
        zlib.compress(b'{"protocol": 1}'), zlib.compress(b"[" * 100_000), zlib.compress(b"{}") + b"more",
        zlib.compress(b"{}")[:-3], zlib.compress(b'{"protocol": ' + b"9" * 5_000 + b"}"),
    ],
)  # fmt: skip
def test_rubbish_is_named_as_such(served_here: Served, body: bytes) -> None:
    answer = served_here.post(body)
    assert (answer.status_code, answer.json()) == (400, {"code": "request_unreadable", "details": {}})


@pytest.mark.parametrize("body", [b"\x02", b"\x02" * 1_000, b"\x02rubbish"])
def test_what_was_damaged_on_the_way_is_to_be_sent_again(served_here: Served, body: bytes) -> None:
    answer = served_here.post(body)
    assert (answer.status_code, answer.json()["code"]) == (400, "request_damaged")


@pytest.mark.parametrize("body", [b"\x03", b"rubbish", b"\x7f\x00", zlib.compress(b'{"protocol":7}')])
def test_what_begins_like_a_later_protocol_is_told_which_one_is_spoken(served_here: Served, body: bytes) -> None:
    answer = served_here.post(body)
    told = answer.json()
    assert (answer.status_code, told["code"], told["details"]["ours"]) == (400, "protocol_unknown", PROTOCOL)


@pytest.mark.parametrize(
    ("pressed", "code"),
    [
        (b"", "request_unreadable"),
        (b"\x00", "request_unreadable"),
        (b"\x01rubbish", "request_unreadable"),
        (b"\x02rubbish", "request_unreadable"),
        (b"\x09rubbish", "request_unreadable"),
        (squeeze(b" " * 5_000_000, with_lzma=False), "request_too_large"),
        (squeeze(b" " * 5_000_000, with_lzma=True), "request_too_large"),
    ],
)
def test_records_that_cannot_be_opened_leave_nothing_behind(
    served: Served, tmp_path: Path, pressed: bytes, code: str
) -> None:
    """They are opened late, in the middle of the transaction that would keep them."""
    tablet = served.enrol(tmp_path, "Choco 1")
    tablet.sync()
    plant(tablet, 40, 3)
    request = tablet.request()
    whole = packing.pack_request(request)
    # What is signed says of the records no more than their number and the head, so that others can take their place.
    start = whole.index(bytes.fromhex(request.signature)) + 64
    writer = Writer()
    writer.blob(pressed)
    before = everything_of(served.office.store)
    answer = served.post(with_sum(whole[:start] + writer.bytes()))
    assert (answer.status_code, answer.json()["code"]) == (413 if code == "request_too_large" else 400, code)
    assert everything_of(served.office.store) == before
    assert served.post(whole).status_code == 200


def test_a_compression_bomb_is_not_blown_up(served_here: Served) -> None:
    answer = served_here.post(zlib.compress(b" " * 60_000_000, 1))
    assert (answer.status_code, answer.json()["code"]) == (413, "request_too_large")


def test_a_huge_body_is_dropped_while_it_is_read(served_here: Served) -> None:
    answer = served_here.post(b"x" * (LARGEST_REQUEST_BYTES + 1))
    assert answer.status_code == 413
    assert answer.json() == {"code": "request_too_large", "details": {"largest": LARGEST_REQUEST_BYTES}}


def test_a_huge_body_without_a_length_is_dropped_too(served_here: Served) -> None:
    answer = served_here.post(b"x" * 1_000_000 for _ in range(6))
    assert (answer.status_code, answer.json()["code"]) == (413, "request_too_large")


def test_an_endless_body_is_cut_off(served_here: Served) -> None:
    head = b"POST /v1/sync HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n"
    host, port = served_here.address.removeprefix("http://").split(":")
    sent = 0
    with socket.create_connection((host, int(port)), timeout=30) as connection:
        connection.sendall(head)
        try:
            while sent < 100_000_000:
                connection.sendall(b"100000\r\n" + b"x" * 0x100000 + b"\r\n")
                sent += 0x100000
        except OSError:
            pass
    assert sent < 60_000_000


def test_half_a_body_does_no_harm(served_here: Served, tmp_path: Path) -> None:
    tablet = served_here.enrol(tmp_path, "Choco 1")
    data = packing.pack_request(tablet.request())
    head = b"POST /v1/sync HTTP/1.1\r\nHost: x\r\nContent-Length: %d\r\n\r\n" % len(data)
    raw(served_here, head + data[: len(data) // 2], end=True)
    assert served_here.post(data).status_code == 200


def test_what_is_no_http_is_no_harm_either(served_here: Served) -> None:
    assert b"400" in raw(served_here, b"\x16\x03\x01 hello\r\n\r\n")
    assert served_here.post(b"", "/v1/nothing").status_code == 404


def test_unknown_ways_are_told_in_the_same_form(served_here: Served) -> None:
    assert served_here.post(b"", "/v1/nothing").json() == {"code": "page_missing", "details": {}}
    assert served_here.post(b"", "/v1/hello").status_code == 405


def test_a_busy_database_is_a_busy_server(served_here: Served, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    tablet = served_here.enrol(tmp_path, "Choco 1")
    served_here.office.store.engine.dispose()
    monkeypatch.setattr(engines, "BUSY_TIMEOUT_MS", 50)
    data = packing.pack_request(tablet.request())
    with closing(sqlite3.connect(tmp_path / "server.db", isolation_level=None)) as hog:
        hog.execute("BEGIN IMMEDIATE")
        answer = served_here.post(data)
        hog.execute("ROLLBACK")
    assert (answer.status_code, answer.json()) == (503, {"code": "server_busy", "details": {}})
    assert int(answer.headers["retry-after"]) > 0
    assert served_here.post(data).status_code == 200


def test_more_than_can_wait_is_told_to_come_again(sqlite_sample: Path, tmp_path: Path) -> None:
    workers = Workers(threads=1, most_waiting=0)
    with serving(copied_server(sqlite_sample, tmp_path), workers=workers) as served:
        tablet = served.enrol(tmp_path, "Choco 1")
        data = packing.pack_request(tablet.request())
        gate, has_begun = threading.Event(), threading.Event()

        def occupy() -> None:
            has_begun.set()
            gate.wait(20)

        threading.Thread(target=workers._pool.submit, args=(occupy,)).start()
        has_begun.wait(20)
        late: list[int] = []
        waiting = threading.Thread(target=lambda: late.append(served.post(data).status_code))
        waiting.start()
        end = time.monotonic() + 20
        while workers._running == 0 and time.monotonic() < end:
            time.sleep(0.01)
        answer = served.post(data)
        gate.set()
        waiting.join(20)
    assert (answer.status_code, answer.json()["code"]) == (503, "server_busy")
    assert late == [200]


def test_bodies_take_the_room_that_they_announce(sqlite_sample: Path, tmp_path: Path) -> None:
    """A crowd over slow lines says little each and is heard; what has no end in sight counts as the largest."""
    workers = Workers(most_body_bytes=100_000)
    with serving(copied_server(sqlite_sample, tmp_path), workers=workers) as served:
        data = packing.pack_request(served.enrol(tmp_path, "Choco 1").request())
        assert served.post(data).status_code == 200
        assert served.post(iter([data])).json()["code"] == "server_busy"
        with workers.receiving(100_000 - len(data)):
            assert served.post(data).status_code == 200
            with workers.receiving(1):
                assert served.post(data).json()["code"] == "server_busy"
        assert served.post(data).status_code == 200


def test_a_mistake_of_ours_is_logged_and_not_told(
    served_here: Served, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    tablet = served_here.enrol(tmp_path, "Choco 1")
    data = packing.pack_request(tablet.request())

    def broken(*_: object) -> None:
        raise ValueError("secret 47093950")

    # Within the request; what goes wrong in settling behind it keeps no tablet from its answer.
    monkeypatch.setattr(Contacts, "heard", broken)
    answer = served_here.post(data)
    assert (answer.status_code, answer.json()) == (500, {"code": "unexpected", "details": {}})
    assert "secret" not in answer.text
    assert "Traceback" in caplog.text


def test_strange_texts_are_refused_before_the_database(served: Served, tmp_path: Path) -> None:
    """A text that one database takes and the other does not must not become a fault of the server."""
    tablet = served.enrol(tmp_path, "Choco 1")
    for miss in ("\x00" * 64, "ñ" * 64, "'" * 64):
        request = replace(tablet.request(protocol=1), misses=(miss,))
        with suppress(NotCanonical):
            request = replace(request, signature=tablet.key.sign(request.signed_part()).hex())
        assert served.post(packing.pack_request(request)).status_code in (200, 400)
