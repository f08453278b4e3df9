"""Whatever is sent to the API: never a fault of ours, nothing changed by what was refused, and never much memory."""

from __future__ import annotations

import json
import lzma
import random
import sqlite3
import tracemalloc
import zlib
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from typing import Any

import pytest
import schemathesis
from hypothesis import HealthCheck, given, settings
from schemathesis.python.asgi import get_client

from app.sending.transport import HttpTransport
from core.storage.projections import kept_tables
from core.sync.letting_in import enrolment
from core.sync.photos import tus
from core.sync.wire import packing
from core.sync.wire.second_protocol import with_sum
from sync_server.asgi import make_app
from sync_server.crowd.slowdown import Slowdown
from sync_server.gate.access import ACCESS
from sync_server.office import Identity, Office
from sync_server.resources.description import describe
from tests.integration.server.running import serving
from tests.integration.server.village import a_few_days, plant
from tests.sample import copied_server
from tools.fault_proxy import Fault, proxy_before
from tools.sample import SampleServer, seeded_key

EXAMPLES, EXAMPLES_OF_A_CAMPAIGN = 30, 5_000
MEMORY_BYTES = 64_000_000
SMALL_BYTES = 10_000
LOOKED_AT = (
    *("log", "feed", "origin", "tree", "checkpoint", "side_row", "feed_end"),
    *(table.name for table in kept_tables(keeps_journal=True)),
)
Content = dict[str, list[tuple[Any, ...]]]


class Guarded:
    """The real application over a copy of the sample, and whether anything in its file changed since the last look."""

    def __init__(self, sample: SampleServer, path: Path) -> None:
        unhurried = Slowdown(1 << 40, 1)
        self.office = Office(
            sample.store, sample.clock, [Identity(sample.key, sample.origin)], enrolment_tries=unhurried
        )
        self.app = make_app(self.office)
        self._file = sqlite3.connect(path)
        self._version, self._content = self._now(), self._read()
        self.answers: Counter[tuple[str, int]] = Counter()

    def look(self, path: str, status: int) -> None:
        """After an answer: no fault, and where it was a refusal, log, feed and rows are what they were before."""
        self.answers[path, status] += 1
        assert status < 500
        version = self._now()
        if version == self._version:
            return
        content = self._read()
        assert status == 200 or content == self._content
        self._version, self._content = version, content

    def close(self) -> None:
        self._file.close()
        self.office.close()

    def _read(self) -> Content:
        """Past the program's own reading, which takes ten times as long as an answer."""
        return {name: sorted(self._file.execute(f'SELECT * FROM "{name}"'), key=repr) for name in LOOKED_AT}

    def _now(self) -> int:
        (version,) = self._file.execute("PRAGMA data_version").fetchone()
        return int(version)


def guarded(sqlite_sample: Path, tmp_path: Path) -> AbstractContextManager[Guarded]:
    return guarded_office(copied_server(sqlite_sample, tmp_path), tmp_path)


@contextmanager
def guarded_office(sample: SampleServer, folder: Path) -> Iterator[Guarded]:
    made = Guarded(sample, folder / "server.db")
    try:
        yield made
    finally:
        made.close()


@pytest.fixture
def good_turns(sqlite_sample: Path, tmp_path: Path) -> tuple[list[bytes], SampleServer]:
    """Bodies of requests that a tablet really sent, and the server that has heard all but the last of them."""
    folder = tmp_path / "heard"
    folder.mkdir()
    sample = copied_server(sqlite_sample, folder)
    with serving(sample) as served, proxy_before(served.address) as line:
        tablet = served.enrol(folder, "Choco 1", committees=("CHO", "CAJ"))
        line.usual = Fault(answer_delay_s=0.001)
        transport = HttpTransport([line.address], answer_seconds=60)
        _converse(tablet, transport)
        a_few_days(tablet)
        _converse(tablet, transport)
        plant(tablet, 40, 3)
        bodies = [request.partition(b"\r\n\r\n")[2] for request in line.heard]
        bodies.append(packing.pack_request(tablet.request()))
        tablet.store.engine.dispose()
        transport.close()
    return bodies, copied_again(sample, folder, tmp_path)


def _converse(tablet: Any, transport: Any) -> None:
    from core.sync.turns.conversation import converse

    converse(tablet.store, tablet.served.office.clock, tablet.key, transport.exchange)


def copied_again(sample: SampleServer, source: Path, target: Path) -> SampleServer:
    sample.store.engine.dispose()
    return copied_server(source, target)


def test_the_description_names_every_route_of_the_api() -> None:
    paths = describe()["paths"].items()
    described = {(verb.upper(), path) for path, verbs in paths for verb in verbs if verb != "parameters"}
    assert described == {(verb, path) for verb, path in ACCESS if path.startswith("/v1/")}


def test_whatever_the_description_allows_or_not_is_no_fault(
    sqlite_sample: Path, tmp_path: Path, campaign: bool
) -> None:
    with guarded(sqlite_sample, tmp_path) as guard:
        schema = schemathesis.openapi.from_asgi("/v1/openapi.json", guard.app)

        @settings(
            max_examples=EXAMPLES_OF_A_CAMPAIGN if campaign else EXAMPLES, deadline=None, derandomize=True,
            database=None, suppress_health_check=list(HealthCheck),
        )  # fmt: skip
        def try_one(case: schemathesis.Case) -> None:
            answer = case.call()
            guard.look(case.path, answer.status_code)
            if answer.status_code >= 400:
                told = json.loads(answer.content) if case.method != "HEAD" else {"code": "", "details": {}}
                assert set(told) - {"sentence"} == {"code", "details"}

        for operation in schema.get_all_operations():
            _try_all(operation.ok(), try_one)
        print(dict(guard.answers))  # noqa: T201
        assert sum(guard.answers.values()) >= EXAMPLES


def _try_all(operation: schemathesis.APIOperation, try_one: Callable[[Any], None]) -> None:
    """With bodies that the description allows and, where some would be against it, with those: any bytes are bytes."""
    given(case=operation.as_strategy())(try_one)()
    if any(body.media_type == "application/json" for body in operation.body):
        refused = schemathesis.GenerationMode.NEGATIVE
        given(case=operation.as_strategy(generation_mode=refused))(try_one)()


@schemathesis.serializer(packing.MEDIA_TYPE, tus.PART_TYPE)
def as_it_is(_context: Any, value: Any) -> Any:
    """The conversation's bodies are bytes; what was made up in another form is sent as its text."""
    data = getattr(value, "data", value)
    return data if isinstance(data, bytes) else repr(data).encode()


def test_a_real_turn_that_was_damaged_is_no_fault(
    good_turns: tuple[list[bytes], SampleServer], tmp_path: Path, campaign: bool
) -> None:
    """Bytes changed, cut, doubled or spliced, and what was compressed changed inside."""
    bodies, sample = good_turns
    chance = random.Random(41)
    with guarded_office(sample, tmp_path) as guard, get_client(guard.app) as client:
        for _ in range(20_000 if campaign else 300):
            body = damaged(chance, bodies)
            if body in bodies:
                continue
            guard.look("/v1/sync", client.post("/v1/sync", data=body).status_code)
        statuses = Counter(status for (_, status), number in guard.answers.items() for _ in range(number))
        print(dict(statuses))  # noqa: T201
        assert set(statuses) - {200} <= {400, 401, 409, 413}
        for body in bodies:
            answer = client.post("/v1/sync", data=body)
            guard.look("/v1/sync", answer.status_code)
            assert answer.status_code == 200


def test_damaged_knocks_are_no_fault(sqlite_sample: Path, tmp_path: Path, campaign: bool) -> None:
    chance = random.Random(42)
    with guarded(sqlite_sample, tmp_path) as guard, get_client(guard.app) as client:
        good = enrolment.pack(enrolment.knock(seeded_key("x"), "ABCD-EFGH-JKMN"))
        for _ in range(20_000 if campaign else 300):
            guard.look("/v1/enrol", client.post("/v1/enrol", data=damaged(chance, [good])).status_code)
        assert {status for _, status in guard.answers} <= {400, 401, 413}


def test_a_small_body_never_takes_much_memory(
    good_turns: tuple[list[bytes], SampleServer], tmp_path: Path, campaign: bool
) -> None:
    bodies, sample = good_turns
    chance = random.Random(43)
    bombs = [body for body in made_to_swell() if len(body) <= SMALL_BYTES]
    assert len(bombs) > 5
    others = [damaged(chance, bodies)[:SMALL_BYTES] for _ in range(2_000 if campaign else 15)]
    peaks = []
    with guarded_office(sample, tmp_path) as guard, get_client(guard.app) as client:
        for body in bombs + others:
            tracemalloc.start()
            try:
                guard.look("/v1/sync", client.post("/v1/sync", data=body).status_code)
                peaks.append(tracemalloc.get_traced_memory()[1])
            finally:
                tracemalloc.stop()
    print(f"{len(peaks)} bodies, at most {max(peaks):,} bytes")  # noqa: T201
    assert max(peaks) < MEMORY_BYTES


def made_to_swell() -> Iterator[bytes]:
    """Small bodies that become large where somebody unpacks them without a measure."""
    contents = (b" " * 9_000_000, b"[" * 9_000_000, b'{"a":' * 1_000_000, b"\x00" * 9_000_000, b"9" * 9_000_000)
    for content in contents:
        for wrapped in (content, b'{"records": ' + content):
            yield zlib.compress(wrapped, 9)
            yield lzma.compress(wrapped, preset=9)
    yield lzma.compress(b"x", filters=[{"id": lzma.FILTER_LZMA2, "dict_size": 1 << 30}], format=lzma.FORMAT_XZ)


def damaged(chance: random.Random, bodies: list[bytes]) -> bytes:
    """One of the bodies with one to four things wrong with it."""
    body = chance.choice(bodies)
    try:
        inner = zlib.decompress(body)
    except zlib.error:
        inner = b""
    if inner and chance.randrange(2):
        return zlib.compress(_spoil(chance, inner, bodies))
    for _ in range(chance.randrange(1, 4)):
        body = _spoil(chance, body, bodies)
    # Half of them as somebody means it, who knows that the sum has to fit.
    return with_sum(body[:-4]) if chance.randrange(2) else body


def _spoil(chance: random.Random, body: bytes, bodies: list[bytes]) -> bytes:
    place = chance.randrange(len(body) + 1)
    until = min(len(body), place + chance.choice((1, 2, 8, 64, 1_000)))
    match chance.randrange(6):
        case 0:
            return body[:place]
        case 1:
            return body[:place] + chance.randbytes(until - place) + body[until:]
        case 2:
            return body[:place] + body[until:]
        case 3:
            return body[:until] + body[place:]
        case 4:
            other = chance.choice(bodies)
            return body[:place] + other[chance.randrange(len(other) + 1) :]
        case _:
            digit = bytes([chance.choice(b'0123456789-{}[]",:')])
            return body[:place] + digit + body[place + 1 :]
