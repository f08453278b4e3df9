"""A server that was put back is a finding for good: who gave it back what stands on the office's first page."""

from collections.abc import Iterator
from pathlib import Path

import pytest
import requests

from core.storage.reads.findings import open_findings
from core.usecases.office.judge import judge
from core.usecases.office.restores import Giver, restores
from tests.fakes.browser import Browser
from tests.fieldwork import Field
from tests.integration.server.running import PASSWORD, serving
from tests.sample import START_MS, copied_server, copied_tablet
from tests.unit.core.sync.restore.restoring import Shelf
from tools.sample import SampleServer, SteppingClock


@pytest.fixture
def server(sqlite_sample: Path, tmp_path: Path) -> SampleServer:
    return copied_server(sqlite_sample, tmp_path)


@pytest.fixture
def shelf(server: SampleServer, tmp_path: Path) -> Iterator[Shelf]:
    shelf = Shelf(server, tmp_path)
    yield shelf
    shelf.close()
    server.store.engine.dispose()


@pytest.fixture
def tablets(sqlite_sample: Path, tmp_path: Path, server: SampleServer) -> Iterator[list[Field]]:
    made = [
        Field(copied_tablet(sqlite_sample, tmp_path, name), server, SteppingClock(START_MS + 7_200_000))
        for name in "ab"
    ]
    yield made
    for field in made:
        field.store.engine.dispose()


def page_of(server: SampleServer) -> str:
    with serving(server) as running, requests.Session() as kept:
        return Browser(running.address, kept).sign_in("oficina", PASSWORD).text


def test_who_gave_what_back_is_on_record_and_on_the_page(
    server: SampleServer, shelf: Shelf, tablets: list[Field]
) -> None:
    one, other = tablets
    assert "Servidor restaurado" not in page_of(server)
    shelf.back_up()
    one.workdays(3)
    one.sync()
    other.sync()
    other.workdays(2)
    other.sync()
    new = shelf.put_back()
    with new.store.reading() as session:
        (restored,) = restores(session)
    assert (restored.before, restored.origin, restored.givers) == (server.origin, new.origin, ())
    assert "Todavía ninguna tableta devolvió nada" in page_of(new)
    for field in (one, other, one):
        field.server = new
        field.sync()
    with new.store.reading() as session:
        (restored,) = restores(session)
        findings = [found for found in open_findings(session.lookup(), 20) if found.rule == "server_restored"]
        size, root = restored.size, restored.root
        standing = session.checkpoint_of(size)
    assert standing is not None
    assert standing.root.hex() == root
    assert restored.givers[0].records >= 3
    assert {giver.origin: giver.label for giver in restored.givers} == {one.origin: "a", other.origin: "b"}
    assert restored.given_back == sum(giver.records for giver in restored.givers)
    assert [(found.record, found.numbers["size"], found.numbers["root"]) for found in findings] == [
        (restored.record, size, root[:12])
    ]
    page = page_of(new)
    for words in (
        f"copia con {size:,d} registros", f"Sigue como {new.origin}, antes {server.origin}", root[:16],
        f"a devolvió {restored.givers[0].records if restored.givers[0].label == 'a' else restored.givers[1].records}",
        "se restauró de una copia", "Aviso",
    ):  # fmt: skip
        assert words in page, words


def test_it_stays_after_everything_else_was_looked_at_again(
    server: SampleServer, shelf: Shelf, tablets: list[Field]
) -> None:
    one, _ = tablets
    shelf.back_up()
    one.workdays(1)
    one.sync()
    first = shelf.put_back("first")
    one.server = first
    one.sync()
    one.server = shelf.put_back("second")
    one.workdays(1)
    one.sync()
    new = one.server
    judge(new.store, new.clock, new.origin)
    new.store.refold()
    with new.store.reading() as session:
        found = restores(session)
        open_ones = [finding for finding in open_findings(session.lookup(), 20) if finding.rule == "server_restored"]
    # The first epoch was lost by the second restore, and is given back as what it was: both are on record.
    assert [restore.origin for restore in found] == [new.origin, first.origin]
    assert {finding.record for finding in open_ones} == {restore.record for restore in found}
    assert [giver.records > 0 for restore in found for giver in restore.givers] == [True, True]
    assert {giver for restore in found for giver in restore.givers if giver.label != "a"} == set[Giver]()
