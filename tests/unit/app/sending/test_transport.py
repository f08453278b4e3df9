"""The road to the server, against real sockets on this computer that answer well, badly, half, or not at all."""

import json
import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from app.sending.transport import HttpTransport, tidy_address
from core.domain.problems import Problem
from core.sync.letting_in import enrolment
from core.sync.letting_in.enrolment import Knock, Welcome
from core.sync.photos.tus import Heading
from core.sync.wire import packing
from core.sync.wire.messages import Answer, Request

REQUEST = Request(1, "PIURA", "AAAAAA", 1, (b"{}",), "00" * 32, 0, "00" * 32, 1000, (), ())
ANSWER = Answer(1, 1, "note", (), False, (), 5)
KNOCK = Knock("ABCD-EFGH-JKMN", "00", "00")
WELCOME = Welcome("PIURA", "AAAAAA", "BBBBBB", "00", "Tableta 7", ("c",), ("u",), 5)
HELLO = json.dumps({"planton": 1, "programme": "PIURA"}).encode()


@contextmanager
def answering(
    status: int, body: bytes, media_type: str = "application/json", **headers: str
) -> Iterator[tuple[str, list]]:
    """A server that says the same to everybody; its address, and what it was asked."""
    asked: list = []

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            length = int(self.headers.get("Content-Length") or 0)
            sent = self.rfile.read(length)
            asked.append((self.command, self.path, self.headers.get("Content-Type"), sent, self.client_address))
            self.send_response(status)
            self.send_header("Content-Type", media_type)
            self.send_header("Content-Length", headers.get("length", str(len(body))))
            if "offset" in headers:
                self.send_header("Upload-Offset", headers["offset"])
            if "location" in headers:
                self.send_header("Location", headers["location"])
            self.end_headers()
            self.wfile.write(body)
            if "length" in headers:
                self.close_connection = True

        do_POST = do_PATCH = do_GET  # noqa: N815 - the library asks for these names

        def log_message(self, *_args) -> None:
            """Nothing on the screen."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}", asked
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


@contextmanager
def raw(reply: bytes) -> Iterator[str]:
    """A socket that says these bytes to whoever connects and hangs up; the address."""
    with socket.create_server(("127.0.0.1", 0)) as listening:

        def serve() -> None:
            while True:
                try:
                    connection, _ = listening.accept()
                except OSError:
                    return
                with connection:
                    connection.recv(65_536)
                    if reply:
                        connection.sendall(reply)

        threading.Thread(target=serve, daemon=True).start()
        yield f"127.0.0.1:{listening.getsockname()[1]}"
        listening.shutdown(socket.SHUT_RDWR)


@pytest.fixture
def transports() -> Iterator[list]:
    """Whatever was opened is closed."""
    made: list = []
    yield made
    for transport in made:
        transport.close()


@pytest.fixture
def to(transports):
    def make(*addresses: str) -> HttpTransport:
        transports.append(HttpTransport(addresses, connect_seconds=0.5, answer_seconds=0.5))
        return transports[-1]

    return make


def unused_address() -> str:
    with socket.create_server(("127.0.0.1", 0)) as listening:
        return f"http://127.0.0.1:{listening.getsockname()[1]}"


def test_a_turn_travels_as_bytes_and_comes_back(to) -> None:
    with answering(200, packing.pack_answer(ANSWER), packing.MEDIA_TYPE) as (address, asked):
        transport = to(address)
        assert transport.exchange(REQUEST).open() == ANSWER
        assert transport.exchange(REQUEST).open() == ANSWER
    method, path, media_type, sent, _ = asked[0]
    assert (method, path, media_type) == ("POST", "/v1/sync", None), "what goes without saying is not said"
    assert packing.unpack_request(sent) == REQUEST
    assert asked[0][4] == asked[1][4], "the connection was kept"


def test_a_turn_has_no_heads_but_those_that_http_needs(to) -> None:
    with socket.create_server(("127.0.0.1", 0)) as listening:
        heard: list[bytes] = []

        def serve() -> None:
            connection, _ = listening.accept()
            with connection:
                heard.append(connection.recv(65_536))

        thread = threading.Thread(target=serve)
        thread.start()
        host = f"127.0.0.1:{listening.getsockname()[1]}"
        with pytest.raises(Problem):
            to(f"http://{host}").exchange(REQUEST)
        thread.join()
    body = packing.pack_request(REQUEST)
    head = f"POST /v1/sync HTTP/1.1\r\nHost: {host}\r\nContent-Length: {len(body)}\r\n\r\n"
    assert heard[0].partition(b"\r\n\r\n")[0] + b"\r\n\r\n" == head.encode()


def test_a_knock_is_answered_by_a_welcome(to) -> None:
    with answering(200, enrolment.pack(WELCOME)) as (address, asked):
        assert to(address).enrol(KNOCK) == WELCOME
    assert asked[0][:3] == ("POST", "/v1/enrol", "application/json")
    assert enrolment.unpack_knock(asked[0][3]) == KNOCK


def test_a_planton_server_is_recognised(to) -> None:
    with answering(200, HELLO) as (address, asked):
        to(address).recognise()
    assert asked[0][:2] == ("GET", "/v1/hello")


@pytest.mark.parametrize("greeting", [b"hola", b"[]", b"{}", b'{"planton": 2}', b"\xff\xfe", b"[" * 100_000])
def test_what_greets_otherwise_is_no_planton_server(to, greeting) -> None:
    with answering(200, greeting) as (address, _), pytest.raises(Problem) as told:
        to(address).recognise()
    assert (told.value.code, told.value.details) == ("not_a_planton_server", {"address": address})


@pytest.mark.parametrize(
    ("status", "body", "media_type", "code"),
    [
        (200, b"rubbish", packing.MEDIA_TYPE, "answer_unreadable"),
        (200, packing.pack_answer(ANSWER)[:-7], packing.MEDIA_TYPE, "answer_unreadable"),
        (200, b"<html>Bienvenido al hotel</html>", "text/html; charset=utf-8", "not_a_planton_server"),
        (404, b"<html>no such page</html>", "text/html", "not_a_planton_server"),
        (404, b"", "text/plain", "not_a_planton_server"),
        (500, b"Traceback", "text/plain", "server_failed"),
        (502, b"<html>bad gateway</html>", "text/html", "server_failed"),
        (503, b"later", "text/plain", "server_busy"),
        (429, b"slower", "text/plain", "server_busy"),
        (403, b'{"code": "tablet_revoked", "details": {}}', "application/json", "tablet_revoked"),
        (410, b'{"code": "code_expired"}', "application/json", "code_expired"),
        (400, b'{"code": "request_too_large", "details": {"largest": 5}}', "application/json", "request_too_large"),
        (400, b'{"code": "request_too_large", "details": {}}', "application/json", "server_failed"),
        (418, b'{"code": "from_a_newer_server", "details": {"x": 1}}', "application/json", "server_failed"),
        (418, b'{"code": 7}', "application/json", "not_a_planton_server"),
        (418, b'{"code": "code_used", "details": []}', "application/json", "code_used"),
        (500, b'{"code": "unexpected", "details": {}}', "application/json", "unexpected"),
    ],
)
def test_every_bad_answer_becomes_a_problem(to, status, body, media_type, code) -> None:
    with answering(status, body, media_type) as (address, _), pytest.raises(Problem) as told:
        to(address).exchange(REQUEST)
    assert told.value.code == code
    assert str(told.value)


def test_another_address_is_not_followed_by_itself(to) -> None:
    with answering(302, b"", location="http://127.0.0.1:1/login") as (address, _), pytest.raises(Problem) as told:
        to(address).exchange(REQUEST)
    assert told.value.code == "not_a_planton_server"


def test_half_an_answer_is_not_taken_for_a_whole_one(to) -> None:
    whole = packing.pack_answer(ANSWER)
    half = answering(200, whole[:20], packing.MEDIA_TYPE, length=str(len(whole)))
    with half as (address, _), pytest.raises(Problem) as told:
        to(address).exchange(REQUEST)
    assert told.value.code == "answer_unreadable"


def test_an_answer_without_end_is_given_up(to, monkeypatch) -> None:
    monkeypatch.setattr("app.sending.transport.LARGEST_ANSWER_BYTES", 100)
    with answering(200, b"x" * 5_000, packing.MEDIA_TYPE) as (address, _), pytest.raises(Problem) as told:
        to(address).exchange(REQUEST)
    assert told.value.code == "answer_unreadable"


@pytest.mark.parametrize("reply", [b"SSH-2.0-OpenSSH_9.6\r\n", b"220 mail ready\r\n"])
def test_something_that_does_not_speak_http_is_no_planton_server(to, reply) -> None:
    with raw(reply) as address, pytest.raises(Problem) as told:
        to(f"http://{address}").exchange(REQUEST)
    assert told.value.code == "not_a_planton_server"


def test_a_server_that_hangs_up_is_not_reached(to) -> None:
    with raw(b"") as address, pytest.raises(Problem) as told:
        to(f"http://{address}").exchange(REQUEST)
    assert told.value.code == "server_unreachable"


@pytest.mark.parametrize("beginning", [b"H", b"HTTP/1", b"HTTP/1.1", b"HTTP/1.1 20"])
def test_a_line_cut_within_the_first_line_of_an_answer_is_a_cut_line(to, beginning) -> None:
    with raw(beginning) as address, pytest.raises(Problem) as told:
        to(f"http://{address}").exchange(REQUEST)
    assert told.value.code == "server_unreachable"


def test_a_server_that_never_answers_is_not_reached(to) -> None:
    with socket.create_server(("127.0.0.1", 0)) as listening, pytest.raises(Problem) as told:
        to(f"http://127.0.0.1:{listening.getsockname()[1]}").exchange(REQUEST)
    assert told.value.code == "server_unreachable"


def test_nobody_there_is_told_with_the_address(to) -> None:
    address = unused_address()
    with pytest.raises(Problem) as told:
        to(address).exchange(REQUEST)
    assert (told.value.code, told.value.details) == ("server_unreachable", {"address": address})


def test_https_to_a_server_that_speaks_plain_is_no_planton_server(to) -> None:
    with answering(200, HELLO) as (address, _), pytest.raises(Problem) as told:
        to(address.replace("http://", "https://")).recognise()
    assert told.value.code == "not_a_planton_server"


def test_a_certificate_that_nobody_vouches_for_is_refused(to, tmp_path) -> None:
    with secure(tmp_path) as address, pytest.raises(Problem) as told:
        to(address).recognise()
    assert (told.value.code, told.value.details) == ("certificate_wrong", {"address": address})


def test_the_next_address_is_tried_and_the_good_one_remembered(to) -> None:
    with answering(500, b"") as (broken, asked_broken), answering(200, packing.pack_answer(ANSWER)) as (good, _):
        transport = to(unused_address(), broken, good)
        assert transport.exchange(REQUEST).open() == ANSWER
        assert transport.exchange(REQUEST).open() == ANSWER
    assert len(asked_broken) == 1


def test_the_problem_that_says_most_is_told(to) -> None:
    with answering(200, b"<html></html>", "text/html") as (hotel, _), pytest.raises(Problem) as told:
        to(unused_address(), hotel).exchange(REQUEST)
    assert told.value.code == "not_a_planton_server"


def test_what_the_office_itself_says_is_final(to) -> None:
    body = b'{"code": "tablet_revoked", "details": {}}'
    good = answering(200, packing.pack_answer(ANSWER))
    with answering(403, body) as (office, _), good as (other, asked), pytest.raises(Problem) as told:
        to(office, other).exchange(REQUEST)
    assert told.value.code == "tablet_revoked"
    assert asked == []


@pytest.mark.parametrize(
    ("typed", "address"),
    [
        ("oficina.pe", "https://oficina.pe"),
        (" https://Oficina.pe/ ", "https://Oficina.pe"),
        ("http://192.168.1.5:8600", "http://192.168.1.5:8600"),
        ("localhost:8600", "https://localhost:8600"),
        ("https://oficina.pe/planton/", "https://oficina.pe/planton"),
    ],
)
def test_an_address_is_taken_as_people_type_it(typed, address) -> None:
    assert tidy_address(typed) == address


@pytest.mark.parametrize(
    "typed",
    ["", "oficina", "ftp://oficina.pe", "https://", "https://a.pe:99999", "https://a.pe?x=1", "http://[::1", "a.pe:x"],
)
def test_what_is_no_address_is_told(typed) -> None:
    with pytest.raises(Problem) as told:
        tidy_address(typed)
    assert told.value.code == "address_unreadable"


@contextmanager
def secure(folder) -> Iterator[str]:
    """A TLS server with a certificate it has signed itself."""
    import ssl
    from datetime import UTC, datetime, timedelta

    from cryptography import x509
    from cryptography.hazmat.primitives import hashes, serialization
    from cryptography.hazmat.primitives.asymmetric import ec

    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "localhost")])
    now = datetime.now(UTC)
    certificate = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(1)
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
        .sign(key, hashes.SHA256())
    )
    pem, plain = serialization.Encoding.PEM, serialization.NoEncryption()
    (folder / "key.pem").write_bytes(key.private_bytes(pem, serialization.PrivateFormat.PKCS8, plain))
    (folder / "certificate.pem").write_bytes(certificate.public_bytes(pem))
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(folder / "certificate.pem", folder / "key.pem")
    with socket.create_server(("127.0.0.1", 0)) as listening:

        def serve() -> None:
            while True:
                try:
                    connection, _ = listening.accept()
                except OSError:
                    return
                try:
                    context.wrap_socket(connection, server_side=True).close()
                except OSError:
                    connection.close()

        threading.Thread(target=serve, daemon=True).start()
        yield f"https://127.0.0.1:{listening.getsockname()[1]}"
        listening.shutdown(socket.SHUT_RDWR)


# Photos

PHOTO = Heading("ABCDEF", "a" * 64, b"s" * 16, 5, b"signature")


def test_a_photo_s_offset_is_read_from_the_heads_of_the_answer() -> None:
    with answering(201, b"", offset="3") as (address, asked):
        transport = HttpTransport((address,))
        assert transport.begin_photo(PHOTO) == 3
        assert transport.send_part(PHOTO, 0, b"abc") == 3
        transport.close()
    assert [(method, path, sent) for method, path, _, sent, _ in asked] == [
        ("POST", "/v1/files", b""),
        ("PATCH", f"/v1/files/{'a' * 64}", b"abc"),
    ]


@pytest.mark.parametrize(
    ("status", "body", "code"),
    [
        (201, b"", "answer_unreadable"),
        (404, b'{"code":"page_missing"}', "photos_not_taken"),
        (409, b'{"code":"upload_offset_wrong","details":{"offset":7}}', "upload_offset_wrong"),
        (460, b'{"code":"upload_hash_wrong","details":{}}', "upload_hash_wrong"),
        (500, b"oh", "server_failed"),
    ],
)
def test_what_a_server_says_to_a_photo_is_told(status: int, body: bytes, code: str) -> None:
    with answering(status, body) as (address, _), pytest.raises(Problem, match=code):
        HttpTransport((address,)).begin_photo(PHOTO)
