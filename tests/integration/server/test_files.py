"""Photos over real HTTP on both databases: with a stock tus client, cut in the middle, killed, asked for nonsense."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from io import BytesIO
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
import requests
from tusclient.client import TusClient
from tusclient.exceptions import TusCommunicationError, TusUploadFailed
from tusclient.uploader import Uploader

from app.sending.transport import HttpTransport
from core.domain.problems import Problem
from core.sync.photos import tus
from core.sync.photos.lane import LARGEST_PHOTO_BYTES, send_photos
from core.sync.photos.tus import Heading
from core.sync.turns.conversation import converse
from core.usecases.office.tablets import shut_out
from core.usecases.ports import SideRow
from sync_server.office import Office
from tests.integration.server.commanding import Terminal, terminal
from tests.integration.server.running import SECONDS, Served, Tablet
from tests.photos import expense_with, has, heading, picture
from tests.tidy.source import ROOT
from tools.sample import SampleServer, enrol_tablet

PICTURE = picture(100_000)


@pytest.fixture
def tablet(served: Served, tmp_path: Path) -> Tablet:
    """A tablet with a photo whose record the office has."""
    made = served.enrol(tmp_path, "Choco 1")
    expense_with(made.store, served.office.clock, PICTURE)
    made.sync()
    return made


def told(tablet: Tablet, photo: SideRow = PICTURE) -> Heading:
    return heading(tablet.origin, photo, tablet.store.programme, tablet.key)


def stock_client(tablet: Tablet, photo: SideRow = PICTURE, **options: Any) -> Uploader:
    """tuspy as anybody would use it: an address, heads and metadata of one's own."""
    one = told(tablet, photo)
    client = TusClient(f"{tablet.served.address}{tus.PATH}", headers={tus.SIGNATURE_HEAD: tus.credential(one)})
    metadata = {"hash": one.hash, "salt": one.salt.hex(), "origin": one.origin}
    return client.uploader(file_stream=BytesIO(photo.data), metadata=metadata, retry_delay=0, **options)


def ask(tablet: Tablet, method: str, path: str = "", data: bytes = b"", **heads: str) -> requests.Response:
    one = told(tablet)
    usual = {"Tus-Resumable": "1.0.0", tus.SIGNATURE_HEAD: tus.credential(one)}
    given = {name.replace("_", "-"): text for name, text in heads.items()}
    address = tablet.served.address + tus.PATH + path
    return requests.request(method, address, data=data, headers=usual | given, timeout=SECONDS)


def create(tablet: Tablet, **heads: str) -> requests.Response:
    usual = tus.creation_heads(told(tablet))
    return ask(tablet, "POST", **{name.replace("-", "_"): text for name, text in usual.items()} | heads)


def append(tablet: Tablet, offset: int, data: bytes, **heads: str) -> requests.Response:
    usual = {"Upload_Offset": str(offset), "Content_Type": tus.PART_TYPE}
    return ask(tablet, "PATCH", f"/{PICTURE.hash}", data, **usual | heads)


def offset_of(tablet: Tablet) -> int:
    return int(ask(tablet, "HEAD", f"/{PICTURE.hash}").headers["Upload-Offset"])


# A stock client


@pytest.mark.parametrize("chunk", [31_000, 1_000_000])
def test_a_stock_client_uploads(tablet: Tablet, chunk: int) -> None:
    uploader = stock_client(tablet, chunk_size=chunk)
    uploader.upload()
    assert uploader.offset == len(PICTURE.data)
    assert has(tablet.served.office.store, PICTURE)


def test_a_stock_client_goes_on_where_another_stopped(tablet: Tablet) -> None:
    first = stock_client(tablet, chunk_size=30_000)
    first.upload_chunk()
    second = stock_client(tablet, chunk_size=30_000, url=first.url)
    assert second.offset == 30_000
    second.upload()
    assert has(tablet.served.office.store, PICTURE)
    again = stock_client(tablet, retries=1)
    again.upload()
    assert again.offset == len(PICTURE.data)


def test_a_stock_client_is_refused_without_a_signature(tablet: Tablet) -> None:
    uploader = stock_client(tablet)
    uploader.client.headers[tus.SIGNATURE_HEAD] = f"{tablet.origin} AAAA"
    with pytest.raises(TusCommunicationError) as refused:
        uploader.upload()
    assert refused.value.status_code == 401
    assert b"signature_wrong" in refused.value.response_content


def test_a_stock_client_hears_that_its_bytes_are_wrong(tablet: Tablet) -> None:
    uploader = stock_client(tablet)
    uploader.file_stream = BytesIO(b"?" * len(PICTURE.data))
    with pytest.raises(TusUploadFailed) as refused:
        uploader.upload()
    assert refused.value.status_code == 460
    assert not has(tablet.served.office.store, PICTURE)


# The tablet


def test_the_tablet_sends_photos_after_its_records(tablet: Tablet) -> None:
    road = HttpTransport((tablet.served.address,))
    with closing(road):
        progress = send_photos(tablet.store, tablet.served.office.clock, tablet.key, road)
    assert (progress.sent, progress.failed, progress.bytes_sent) == (1, 0, len(PICTURE.data))
    assert has(tablet.served.office.store, PICTURE)


def test_a_photo_before_its_record_is_taken_when_the_record_comes(served: Served, tmp_path: Path) -> None:
    tablet = served.enrol(tmp_path, "Choco 1")
    stock_client(tablet).upload()
    assert not has(served.office.store, PICTURE)
    expense_with(tablet.store, served.office.clock, PICTURE)
    tablet.sync()
    assert has(served.office.store, PICTURE)


# Cuts


CUT_AFTER: dict[str, int] = {"heads only": 0, "one byte": 1, "half": 30_000, "all but one": 59_999}


@pytest.mark.parametrize("name", CUT_AFTER)
def test_what_arrived_before_a_cut_is_kept(tablet: Tablet, name: str) -> None:
    before = 40_000
    create(tablet)
    append(tablet, 0, PICTURE.data[:before])
    rest = PICTURE.data[before:]
    arrives = CUT_AFTER[name]
    heads = tus.part_heads(told(tablet), before) | {"Host": "x", "Content-Length": str(len(rest))}
    lines = "".join(f"{head}: {text}\r\n" for head, text in heads.items())
    parts = urlsplit(tablet.served.address)
    with socket.create_connection((parts.hostname, parts.port), SECONDS) as line:
        line.sendall(f"PATCH {tus.PATH}/{PICTURE.hash} HTTP/1.1\r\n{lines}\r\n".encode() + rest[:arrives])
    end = time.monotonic() + SECONDS
    while offset_of(tablet) < before + arrives and time.monotonic() < end:
        time.sleep(0.02)
    assert offset_of(tablet) == before + arrives
    assert append(tablet, before + arrives, rest[arrives:]).status_code == 204
    assert has(tablet.served.office.store, PICTURE)


@contextmanager
def process(url: str, port: int) -> Iterator[subprocess.Popen[bytes]]:
    """`planton-server` over a database; killed at the end unless a test has done so."""
    command = [sys.executable, "-m", "sync_server", "serve", "--database", url, "--port", str(port)]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as running:
        try:
            end = time.monotonic() + SECONDS
            while time.monotonic() < end:
                try:
                    requests.get(f"http://127.0.0.1:{port}/v1/hello", timeout=SECONDS)
                    break
                except requests.ConnectionError:
                    time.sleep(0.05)
            yield running
        finally:
            if running.poll() is None:
                os.kill(running.pid, signal.SIGKILL)


def test_a_server_that_is_killed_goes_on_with_what_it_had_said(sample: SampleServer, tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    url = sample.store.engine.url.render_as_string(hide_password=False)
    office = Office(sample.store, sample.clock, sample.key, sample.origin)
    served = Served(f"http://127.0.0.1:{port}", office, sample.ids)
    made = enrol_tablet(sample, tmp_path / "t.db", "Choco 1", ("committee:CHO",), ("user:T01",))
    tablet = Tablet(served, made.store, made.key)
    expense_with(tablet.store, sample.clock, PICTURE)
    converse(tablet.store, sample.clock, tablet.key, sample.exchange)
    with process(url, port) as first:
        uploader = stock_client(tablet, chunk_size=40_000)
        uploader.upload_chunk()
        os.kill(first.pid, signal.SIGKILL)
        first.wait(SECONDS)
        with pytest.raises(TusUploadFailed):
            uploader.upload_chunk()
    with process(url, port), closing(HttpTransport((served.address,))) as road:
        assert offset_of(tablet) == 40_000
        progress = send_photos(tablet.store, sample.clock, tablet.key, road)
    assert (progress.sent, progress.bytes_sent) == (1, len(PICTURE.data))
    assert has(sample.store, PICTURE)
    office.close()


# What is said to whom


def test_it_says_what_it_can(served_here: Served) -> None:
    answer = requests.options(f"{served_here.address}{tus.PATH}", timeout=SECONDS)
    assert answer.status_code == 204
    wanted = {"Tus-Resumable": "1.0.0", "Tus-Version": "1.0.0", "Tus-Extension": "creation,termination"}
    assert wanted.items() <= answer.headers.items()
    assert answer.headers["Tus-Max-Size"] == str(LARGEST_PHOTO_BYTES)


def test_beginning_twice_is_one_upload(tablet: Tablet) -> None:
    first = create(tablet)
    append(tablet, 0, PICTURE.data[:10])
    second = create(tablet)
    assert (first.status_code, second.status_code) == (201, 200)
    assert first.headers["Location"] == second.headers["Location"] == f"files/{PICTURE.hash}"
    assert (first.headers["Upload-Offset"], second.headers["Upload-Offset"]) == ("0", "10")
    append(tablet, 10, PICTURE.data[10:])
    third = create(tablet)
    assert (third.status_code, third.headers["Upload-Offset"]) == (200, str(len(PICTURE.data)))
    head = ask(tablet, "HEAD", f"/{PICTURE.hash}")
    assert head.headers["Upload-Offset"] == head.headers["Upload-Length"] == str(len(PICTURE.data))
    assert head.headers["Cache-Control"] == "no-store"


def test_where_only_post_gets_through_it_carries_the_others(tablet: Tablet) -> None:
    create(tablet)
    heads = {"Upload_Offset": "0", "Content_Type": tus.PART_TYPE, "X_HTTP_Method_Override": "PATCH"}
    part = ask(tablet, "POST", f"/{PICTURE.hash}", PICTURE.data[:10], **heads)
    assert (part.status_code, part.headers["Upload-Offset"]) == (204, "10")
    assert ask(tablet, "POST", f"/{PICTURE.hash}", X_HTTP_Method_Override="DELETE").status_code == 204
    assert ask(tablet, "POST", f"/{PICTURE.hash}").status_code == 400
    assert ask(tablet, "HEAD", f"/{PICTURE.hash}").status_code == 404


def refusals(tablet: Tablet) -> dict[str, tuple[Callable[[], requests.Response], int, str]]:
    large = tus.creation_heads(Heading(tablet.origin, PICTURE.hash, PICTURE.salt, LARGEST_PHOTO_BYTES + 1))
    one = f"/{PICTURE.hash}"
    return {
        "wrong offset": (lambda: append(tablet, 5, b"x"), 409, "upload_offset_wrong"),
        "too much": (lambda: append(tablet, 0, PICTURE.data + b"x"), 413, "request_too_large"),
        "far too much": (lambda: append(tablet, 0, bytes(LARGEST_PHOTO_BYTES + 1)), 413, "request_too_large"),
        "wrong bytes": (lambda: append(tablet, 0, b"?" * len(PICTURE.data)), 460, "upload_hash_wrong"),
        "too large": (lambda: create(tablet, Upload_Length=large["Upload-Length"]), 413, "photo_too_large"),
        "other length": (lambda: create(tablet, Upload_Length="7"), 401, "signature_wrong"),
        "no length": (lambda: create(tablet, Upload_Length=""), 400, "request_unreadable"),
        "nobody": (lambda: append(tablet, 0, b"x", Planton_Signature="AAAAAA AAAA"), 401, "tablet_unknown"),
        "no signature": (lambda: append(tablet, 0, b"x", Planton_Signature=""), 400, "request_unreadable"),
        "old": (lambda: create(tablet, Tus_Resumable="0.2.2"), 412, "protocol_unknown"),
        "not tus": (lambda: append(tablet, 0, b"x", Tus_Resumable=""), 412, "protocol_unknown"),
        "media type": (lambda: append(tablet, 0, b"x", Content_Type="image/jpeg"), 415, "request_unreadable"),
        "no offset": (lambda: append(tablet, 0, b"x", Upload_Offset="x"), 400, "request_unreadable"),
        "no such": (lambda: ask(tablet, "DELETE", "/" + "a" * 64), 404, "upload_missing"),
        "nothing readable": (lambda: ask(tablet, "DELETE", "/%00"), 404, "upload_missing"),
        "no hash": (lambda: ask(tablet, "DELETE", "/..%2f..%2fplanton.db"), 404, "page_missing"),
        "not this way": (lambda: ask(tablet, "PUT", one), 405, "request_unreadable"),
    }


def test_whatever_is_refused_is_told_in_numbers_and_in_words(tablet: Tablet) -> None:
    for name, (attempt, status, code) in refusals(tablet).items():
        create(tablet)
        answer = attempt()
        assert (answer.status_code, answer.json()["code"]) == (status, code), name
        if code not in ("page_missing",) and status != 405:
            assert answer.headers["Tus-Resumable"] == "1.0.0", name
            assert answer.json()["sentence"].endswith("."), name
        if status == 412:
            assert answer.headers["Tus-Version"] == "1.0.0"
        if code == "upload_offset_wrong":
            assert answer.headers["Upload-Offset"] == "0"
    stock_client(tablet, retries=1).upload()
    assert has(tablet.served.office.store, PICTURE)


def test_a_tablet_that_was_shut_out_still_brings_its_own_photos(tablet: Tablet) -> None:
    office = tablet.served.office
    shut_out(office.store, office.clock, office.origin, "C01", tablet.origin, "lost")
    stock_client(tablet).upload()
    assert has(office.store, PICTURE)
    with pytest.raises(TusCommunicationError) as refused:
        stock_client(tablet, picture(10, 5)).upload()
    assert refused.value.status_code == 403


def test_an_older_server_is_told_apart(served_here: Served, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    tablet = served_here.enrol(tmp_path, "Choco 1")
    monkeypatch.setattr(tus, "PATH", "/v1/nothing")
    with closing(HttpTransport((served_here.address,))) as road, pytest.raises(Problem, match="photos_not_taken"):
        road.begin_photo(told(tablet))


# What is missing


def test_the_terminal_lists_missing_photos(
    sample: SampleServer, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    made = enrol_tablet(sample, tmp_path / "t.db", "Choco 1", ("committee:CHO",), ("user:T01",))
    office: Terminal = terminal(sample, capsys, monkeypatch)
    assert office("photos", "missing") == "No falta ninguna foto.\n"
    record = expense_with(made.store, sample.clock, PICTURE)
    converse(made.store, sample.clock, made.key, sample.exchange)
    sample.clock.ms += 3 * 86_400_000
    listed = office("photos", "missing")
    for words in (record, "Gasto", "Choco 1", "Días"):
        assert words in listed, words
    assert listed.splitlines()[-1].split()[-1] == "3"
    assert office("photos", "missing", "--committee", "CHO") == "No falta ninguna foto.\n"
    sample.store.engine.dispose()
