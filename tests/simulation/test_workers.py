"""Several worker processes at one port and one database: the same results as of one, whoever is killed meanwhile."""

import os
import random
import signal
import socket
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest
import requests

from core.domain.merkle import Tree, grow, root
from core.sync.letting_in import enrolment
from core.sync.trust.checkpoints import log_name, read_checkpoint
from core.sync.turns.conversation import converse
from core.usecases.ports import Checkpoint
from tests.crashing import Child, moment, open_field, over_http, record_and_sync
from tests.fieldwork import assert_as_refolded, assert_chain
from tests.sample import COMMITTEES, START_MS
from tests.simulation.crewing import crew, wait_until_gone
from tests.stores import EVERYTHING, feed_of, sqlite_url
from tools.sample import SampleServer, SteppingClock, enrol_tablet, make_server, seeded_key

WORKERS = 3
TABLETS = ("a", "b", "c", "d")


@pytest.fixture
def office_here(tmp_path: Path) -> Iterator[SampleServer]:
    """The same on SQLite alone, for what has nothing to do with the database."""
    made = make_server(sqlite_url(tmp_path / "server.db"), SteppingClock(START_MS))
    yield made
    made.store.engine.dispose()


@pytest.fixture
def office(server_url: str) -> Iterator[SampleServer]:
    """The sample's office on the engine at hand; while workers serve it, only looked at."""
    made = make_server(server_url, SteppingClock(START_MS))
    yield made
    made.store.engine.dispose()


def enrolled(office: SampleServer, folder: Path) -> list[Path]:
    """Files of tablets that have synced once."""
    paths = []
    for name in TABLETS:
        tablet = enrol_tablet(office, folder / f"{name}.db", name, COMMITTEES, ("user:T01",))
        converse(tablet.store, office.clock, tablet.key, office.exchange)
        tablet.store.engine.dispose()
        paths.append(tablet.path)
    return paths


def checkpoints(office: SampleServer) -> list[Checkpoint]:
    """All that were ever signed, oldest first."""
    with office.store.reading() as session:
        asked = "SELECT size, root, note FROM checkpoint ORDER BY size"
        return [Checkpoint(*found) for found in session.connection.exec_driver_sql(asked)]


def assert_one_line_of_checkpoints(office: SampleServer) -> None:
    """Each is signed by the office's one key, over the very records that stand before its size."""
    name, records = log_name(office.store.programme, office.origin), [entry.data for entry in feed_of(office.store)]
    signed = checkpoints(office)
    assert max(Counter(one.size for one in signed).values()) == 1
    tree = Tree()
    for one in signed:
        tree = grow(tree, records[tree.size : one.size])
        assert (one.size, one.root) == (tree.size, root(tree))
        assert read_checkpoint(one.note, name, office.key.public_key) == one
    assert signed[-1].size == len(records)


def test_pushes_to_three_workers_of_whom_some_are_killed(
    office: SampleServer, server_url: str, tmp_path: Path, campaign: bool
) -> None:
    paths, chance = enrolled(office, tmp_path), random.Random(41)
    told: dict[Path, list[str]] = {}
    with crew(server_url, WORKERS) as running:
        children = {path: Child(record_and_sync, path, number, running.address) for number, path in enumerate(paths)}
        try:
            for _ in range(40 if campaign else 3):
                moment(chance, 2.0)
                killed = chance.choice(running.workers())
                os.kill(killed, signal.SIGKILL)
                running.wait_for_workers(WORKERS, but=killed)
                assert all(child.is_alive for child in children.values())
        finally:
            told = {path: child.kill() for path, child in children.items()}
        for path in (*paths, *paths):
            field = open_field(path)
            field.sync(over_http(running.address))
            field.store.engine.dispose()
        workers = running.workers()
        running.parent.send_signal(signal.SIGTERM)
        assert running.parent.wait(60) == 0
        wait_until_gone(workers)
    arrived = feed_of(office.store)
    assert [entry.position for entry in arrived] == list(range(1, len(arrived) + 1))
    for path in paths:
        field = open_field(path)
        assert_chain(field)
        with field.store.reading() as session:
            said = session.records(field.origin, 1, EVERYTHING)
        assert {f"{field.origin}-{seq}" for seq in range(1, len(said) + 1)} >= set(told[path])
        assert [entry.data for entry in arrived if entry.origin == field.origin] == said
        field.store.engine.dispose()
    assert sum(map(len, told.values())) > 0
    assert_one_line_of_checkpoints(office)
    office.settle()
    assert_as_refolded(office.store)


def test_guessing_is_slowed_by_all_workers_together(office_here: SampleServer) -> None:
    asked = enrolment.pack(enrolment.knock(seeded_key("guesser"), "ABCD-EFGH-JKMN"))
    with crew(str(office_here.store.engine.url), WORKERS) as running:
        # Each on a connection of its own, which any of the workers may take.
        answers = [requests.post(f"{running.address}/v1/enrol", data=asked, timeout=60).status_code for _ in range(30)]
        page = requests.Session()
        form = page.get(f"{running.address}/sign-in", timeout=60).text.partition('name="form_token" value="')[2]
        fields = {"name": "nobody", "password": "wrong", "form_token": form.partition('"')[0]}
        tries = [_sign_in_elsewhere(running.address, page, fields) for _ in range(12)]
    assert answers.count(429) >= 30 - 11
    assert tries[:5] == [401] * 5
    assert tries.count(429) >= 6


def _sign_in_elsewhere(address: str, page: requests.Session, fields: dict[str, str]) -> int:
    return requests.post(f"{address}/sign-in", fields, cookies=page.cookies, timeout=60).status_code


def test_workers_whose_parent_is_killed_leave_the_port_free(office_here: SampleServer) -> None:
    with crew(str(office_here.store.engine.url), 2) as running:
        workers, port = running.workers(), int(running.address.rpartition(":")[2])
        running.parent.kill()
        running.parent.wait(60)
        wait_until_gone(workers)
        with socket.create_server(("127.0.0.1", port)):
            pass
        with crew(str(office_here.store.engine.url), 2, port) as again:
            assert again.address == running.address
