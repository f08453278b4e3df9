"""However long the log is, a package is written part by part; and where there is no room for it, nothing is left."""

import gc
import io
import signal
import tracemalloc
from collections.abc import Iterable, Iterator
from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path
from zipfile import ZipFile

import pytest

from core.domain.bodies import Count
from core.domain.nurseries import PersonCount
from core.domain.plantings import Planting
from core.domain.problems import Problem
from core.domain.records import RecordId, split_record_id
from core.storage.reads import whole
from core.storage.reads.whole import ROWS_AT_ONCE
from core.storage.store import SqlStore
from core.sync.trust.checkpoints import make_checkpoint
from core.usecases.own_log import Statement, append_as_office
from sync_server.audit import batches, evidence
from sync_server.audit.making import make_package
from sync_server.audit.package import Order, write_package
from sync_server.audit.source import Source
from sync_server.audit.writing import Writing
from tests.integration.filling import no_more_than
from tests.integration.server.packages import PERIOD, Package
from tests.integration.server.paying import PayOffice
from tests.sample import START_MS, copied_server, sample_template
from tests.stores import bring_into, opened
from tools.sample import PROGRAMME, SampleServer

ORDER = Order("auditor", *PERIOD)
AT_ONCE = 1_000
FEW, READ_AT_ONCE = 250, 50
LARGEST_GROWTH = 150_000
"""Bytes, for each FEW that were there before. Twice as many rows of plantings, held as a whole, take several times as
much.
"""


@pytest.fixture
def server(tmp_path: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[SampleServer]:
    made = copied_server(sample_template(tmp_path_factory), tmp_path)
    yield made
    made.store.engine.dispose()


def plant(server: SampleServer, number: int) -> None:
    """So many plantings more, each by somebody of Choco on a day of December."""
    ids = server.ids
    for start in range(0, number, AT_ONCE):
        some = min(AT_ONCE, number - start)
        facts = [
            Planting(
                ids["committee:CHO"], ids["unit:01-3"], ids["species:PPAT"], ids["opening_batch:CHO-2013-1"], Count(2),
                people=(PersonCount(RecordId(ids[f"member:CHO-{1 + one % 20:03}"]), Count(2)),),
            )
            for one in range(start, start + some)
        ]  # fmt: skip
        with server.store.writing() as session:
            statements = [
                Statement(fact, f"2014-12-{1 + place % 28:02}", "C01", START_MS) for place, fact in enumerate(facts)
            ]
            append_as_office(session, server.origin, statements)
            make_checkpoint(session, server.key, server.origin)
    server.store.fold()


def collected(parts: Iterable[bytes]) -> Iterator[bytes]:
    """The same parts. Python keeps up to 2,000 tuples of each length to use them again, which would look as if the rows
    of a table were held; only whoever collects gives them back.
    """
    for part in parts:
        gc.collect()
        yield part


def peak_bytes(store: SqlStore, path: Path, monkeypatch: pytest.MonkeyPatch) -> dict[str, int]:
    """What Python holds at the most while each file of a package is written, above what it held when it began. The ids
    that were ever split are remembered up to a number that no test reaches, so they are all split before.
    """
    peaks: dict[str, int] = {}
    began = 0
    add = Writing.add

    def watched(writing: Writing, name: str, parts: Iterable[bytes], **how: bool) -> None:
        nonlocal began
        add(writing, name, collected(parts), **how)
        now, peak = tracemalloc.get_traced_memory()
        peaks[name], began = peak - began, now
        tracemalloc.reset_peak()

    monkeypatch.setattr(Writing, "add", watched)
    with store.reading() as session:
        for known in session.origins():
            for seq in range(1, known.seq + 1):
                split_record_id(f"{known.origin}-{seq}")
    with store.reading_all() as session, path.open("wb") as file:
        source = Source(session, session.feed_size(), *PERIOD)
        gc.collect()
        gc.freeze()
        tracemalloc.start()
        write_package(file, source, ORDER)
        tracemalloc.stop()
        gc.unfreeze()
    monkeypatch.setattr(Writing, "add", add)
    return peaks


def test_memory_does_not_grow_with_the_log(
    server: SampleServer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, campaign: bool
) -> None:
    # Fewer than are read at once would say nothing; and of a few at once a few more are enough.
    number, at_once = (2_500, ROWS_AT_ONCE) if campaign else (FEW, READ_AT_ONCE)
    for module in (whole, batches, evidence):
        monkeypatch.setattr(module, "ROWS_AT_ONCE", at_once)
    plant(server, number)
    few = peak_bytes(server.store, tmp_path / "few.zip", monkeypatch)
    plant(server, 2 * number)
    many = peak_bytes(server.store, tmp_path / "many.zip", monkeypatch)
    allowed = LARGEST_GROWTH * number // FEW
    grown = {name: (few[name], many[name]) for name in many if many[name] - few[name] > allowed}
    assert grown == {}
    assert max(many.values()) < 60_000_000, many
    small, large = (_rows_of_plantings(tmp_path / name) for name in ("few.zip", "many.zip"))
    assert large == small + 2 * number


@pytest.mark.parametrize("database", ["sqlite", "postgresql"])
def test_what_comes_in_while_a_package_is_written_is_not_in_it(
    server: SampleServer, monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest, database: str
) -> None:
    with ExitStack() as stack:
        office = server
        if database == "postgresql":
            engine = stack.enter_context(opened(request.getfixturevalue("postgres_database")))
            office = replace(server, store=SqlStore(engine, PROGRAMME))
            bring_into(server.store, office.store)
        plant(office, 1)
        before = _evidence(office)
        add = Writing.add

        def plants(writing: Writing, name: str, parts: Iterable[bytes], **how: bool) -> None:
            add(writing, name, parts, **how)
            if name in ("README.txt", "evidence/log.jsonl", "tables/plantings.csv"):
                plant(office, 1)

        monkeypatch.setattr(Writing, "add", plants)
        meanwhile = _evidence(office)
        monkeypatch.setattr(Writing, "add", add)
        assert [name for name in before if meanwhile[name] != before[name]] == []
        rows = [files["tables/plantings.csv"].count(b"\r\n") for files in (before, _evidence(office))]
        assert rows == [rows[0], rows[0] + 3]


def _evidence(office: SampleServer) -> dict[str, bytes]:
    file = io.BytesIO()
    with office.store.reading_all() as session:
        write_package(file, Source(session, session.feed_size(), *PERIOD, office.store.reading_all), ORDER)
    return Package(file.getvalue()).evidence


def _rows_of_plantings(package: Path) -> int:
    with ZipFile(package) as opened:
        return opened.read("tables/plantings.csv").count(b"\r\n")


@pytest.mark.parametrize("room", [0, 20_000, 90_000])
def test_a_full_disk_leaves_nothing_under_the_name_and_nothing_on_record(
    pay_office: PayOffice, tmp_path: Path, room: int
) -> None:
    folder = tmp_path / "out"
    folder.mkdir()
    before = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    with pay_office.server.store.reading() as session:
        reached = session.feed_size()
    try:
        with no_more_than(room), pytest.raises(Problem) as refused:
            make_package(pay_office.served.office, "C01", ORDER, "x", folder / "audit.zip")
    finally:
        signal.signal(signal.SIGXFSZ, before)
    assert refused.value.code in ("package_not_written", "storage_full")
    assert list(folder.iterdir()) == []
    with pay_office.server.store.reading() as session:
        assert session.feed_size() == reached
