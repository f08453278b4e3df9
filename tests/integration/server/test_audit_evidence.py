"""What is rare in a log: bytes that are no record, a server put back, photos, and words for the office alone."""

import base64
import hashlib
import io
import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from core.domain.bodies import Count
from core.domain.chain import chain_next
from core.domain.complaints import Complaint
from core.domain.stands import LossEvent
from core.sync.restore.epochs import begin_epoch
from core.sync.trust.checkpoints import make_checkpoint
from core.sync.trust.keys import PrivateKey, verify
from core.usecases.own_log import Statement, append_as_office
from core.usecases.ports import SideRow
from core.usecases.words import words_row
from sync_server.audit.making import make_package
from sync_server.audit.package import Order, write_package
from sync_server.audit.source import Source
from tests.integration.server.landscape import planted_at
from tests.integration.server.packages import PERIOD, Package, mistakes_of, root_over
from tests.integration.server.paying import paying
from tests.sample import START_MS, copied_server, sample_template
from tools.sample import SampleServer, seeded_key

PICTURE, SALT = b"\xff\xd8 no real picture \xff\xd9", bytes(range(16))
PHOTO = SideRow(hashlib.sha256(SALT + PICTURE).hexdigest(), SALT, PICTURE)
GARBAGE = b'{"a":1}\n\x00\xff'


@pytest.fixture
def server(tmp_path: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[SampleServer]:
    made = copied_server(sample_template(tmp_path_factory), tmp_path)
    yield made
    made.store.engine.dispose()


def package_of(server: SampleServer, *, photos: bool = False) -> Package:
    server.store.fold()
    file = io.BytesIO()
    with server.store.reading() as session:
        write_package(file, Source(session, session.feed_size(), *PERIOD), Order("auditor", *PERIOD, photos))
    return Package(file.getvalue())


def state(server: SampleServer, *statements: Statement) -> list[str]:
    with server.store.writing() as session:
        identifiers = append_as_office(session, server.origin, statements)
        make_checkpoint(session, server.key, server.origin)
    return list(identifiers)


def test_bytes_that_are_no_record_stand_in_the_log_as_they_came(server: SampleServer) -> None:
    with server.store.writing() as session:
        known = next(one for one in session.origins() if one.role == "tablet")
        head = chain_next(known.head, GARBAGE)
        session.write_records(known.origin, known.seq + 1, [GARBAGE], [head])
        session.put_origin(known.grown(1, head))
        session.place_in_feed(known.origin, known.seq + 1, 1)
        make_checkpoint(session, server.key, server.origin)
    package = package_of(server)
    line = package.lines("log")[-1]
    assert line == {
        "head": head.hex(), "origin": known.origin, "raw": base64.b64encode(GARBAGE).decode(), "seq": known.seq + 1,
    }  # fmt: skip
    leaves = [data for _, data in package.records_before_the_last()] + [GARBAGE]
    assert root_over(leaves).hex() == package.manifest["root"]
    row = package.table("records")[-1]
    assert (row["kind"], row["kind_version"], row["status"], row["happened_on"]) == ("", "0", "unreadable", "")
    assert mistakes_of(package) == []


def test_a_server_that_was_put_back_leaves_what_proves_its_succession(server: SampleServer) -> None:
    with server.store.reading() as session:
        size = session.feed_size()
    key = seeded_key("another office")
    origin = begin_epoch(server.store, server.clock, PrivateKey(key.raw), server.origin)
    with server.store.writing() as session:
        make_checkpoint(session, key, origin)
    package = package_of(server)
    lines = package.lines("checkpoints")
    place = next(place for place, one in enumerate(lines) if one["kind"] == "epoch")
    epoch = lines[place]
    assert [one["size"] for one in lines[place - 1 : place + 2]] == [size, size, size + 1]
    assert (epoch["before"], epoch["origin"], epoch["position"]) == (server.origin, origin, size + 1)
    assert lines[place + 1]["signer"] == origin
    assert epoch["root"] == lines[place - 1]["root"]
    before = bytes.fromhex(epoch["before_key"])
    assert verify(before, epoch["message"].encode(), bytes.fromhex(epoch["signature"]))
    keys = json.loads(package.files["evidence/keys.json"])["origins"]
    assert {one["origin"]: one["public_key"] for one in keys}[server.origin] == epoch["before_key"]


def test_a_tablet_vouches_for_what_it_said(payday: Path, tmp_path: Path) -> None:
    with paying(payday, tmp_path) as office:
        served = office.served
        tablet = served.enrol(tmp_path, "Choco 7", committees=("CHO",))
        tablet.sync()
        planted_at(tablet, "01-3", 12)
        tablet.sync()
        path = tmp_path / "audit.zip"
        make_package(served.office, "C01", Order("auditor", *PERIOD), "Visita anual", path)
    package = Package(path.read_bytes())
    signed = [one for one in json.loads(package.files["evidence/keys.json"])["origins"] if one["signed"]]
    assert signed
    for one in signed:
        said = json.loads(one["signed"].removeprefix("planton-sync\n"))
        assert (said["last_seq"], said["head"]) == (one["seq"], one["head"])
        assert verify(bytes.fromhex(one["public_key"]), one["signed"].encode(), bytes.fromhex(one["signature"]))


def test_photos_come_when_they_are_asked_for_and_words_for_the_office_never(server: SampleServer) -> None:
    ids = server.ids
    loss = LossEvent(ids["committee:CHO"], ids["unit:01-3"], "fire", Count(3))
    words = words_row("El técnico me debe")
    assert words is not None
    said = [
        Statement(loss, "2014-12-02", "C01", START_MS, {"photo_side": PHOTO}),
        Statement(
            Complaint(ids["committee:CHO"], "pay", "phone"), "2014-12-02", "C01", START_MS, {"office_side": words}
        ),
    ]
    record, _ = state(server, *said)
    package = package_of(server, photos=True)
    path = f"evidence/photos/{PHOTO.hash}.jpg"
    assert package.evidence[path] == PICTURE
    text = package.evidence["evidence/photos.csv"].decode()
    assert text.splitlines()[1] == f"{PHOTO.hash},{SALT.hex()},{record},{len(PICTURE)}"
    assert [one["photo_side"] for one in package.table("losses")] == [PHOTO.hash]
    without = package_of(server)
    assert not [name for name in without.files if "photos" in name]
    for one in (package, without):
        assert words.hash not in {row["hash"] for row in one.lines("side_rows")}
        assert PHOTO.hash not in {row["hash"] for row in one.lines("side_rows")}
