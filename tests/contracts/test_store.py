"""Folding one history gives the same rows in memory, on SQLite and on PostgreSQL, in one go or in many."""

import random
from pathlib import Path

import pytest

from core.domain.people import Member
from core.fold.row_keys import KEYS
from core.fold.rows import Thing
from core.storage import store as stores
from core.storage.store import SqlStore
from core.sync.turns.conversation import converse
from core.usecases.tablet.record import record_fact
from tests.fakes.programme import found_village
from tests.fakes.state import MemoryState
from tests.sample import DAY, copied_server, copied_tablet, sample_template
from tests.stores import (
    PROGRAMME,
    append_entries,
    feed_of,
    opened,
    projections,
    random_history,
    sqlite_url,
)

SEEDS = range(6)


def seeds(campaign: bool) -> range:
    return range(300) if campaign else SEEDS


def test_the_same_history_gives_the_same_rows_as_in_memory(store: SqlStore, campaign: bool) -> None:
    for seed in seeds(campaign):
        history = random_history(seed)
        one = SqlStore(store.engine, f"P{seed}")
        append_entries(one, history)
        assert one.fold() == len(history)
        assert projections(one) == MemoryState().load(history).dump(), seed


def test_folding_after_every_record_gives_the_same_rows(store: SqlStore) -> None:
    history = random_history(7)
    for entry in history:
        append_entries(store, [entry])
        assert store.fold() == 1
    assert projections(store) == MemoryState().load(history).dump()


@pytest.mark.parametrize("size", [1, 2, 7])
def test_batches_of_any_size_give_the_same_rows(store: SqlStore, size: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(stores, "FOLD_BATCH", size)
    history = random_history(8)
    append_entries(store, history)
    assert store.fold() == len(history)
    assert projections(store) == MemoryState().load(history).dump()


def test_batches_bounded_by_bytes_give_the_same_rows(store: SqlStore, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(stores, "FOLD_BATCH_BYTES", 500)
    history = random_history(9)
    append_entries(store, history)
    assert store.fold() == len(history)
    assert projections(store) == MemoryState().load(history).dump()


def test_a_rebuild_gives_the_same_rows(store: SqlStore) -> None:
    for part in (random_history(10)[:30], random_history(10)[30:]):
        append_entries(store, part)
        store.fold()
    stepped = projections(store)
    assert store.refold() == len(random_history(10))
    assert projections(store) == stepped


def test_a_rebuild_leaves_other_programmes_whole(store: SqlStore) -> None:
    other = SqlStore(store.engine, "OTHER")
    for one in (store, other):
        append_entries(one, random_history(11))
        one.fold()
    before = projections(other)
    store.refold()
    other.fold()
    assert projections(other) == before


def test_folding_with_nothing_new_changes_nothing(store: SqlStore) -> None:
    assert store.fold() == 0
    append_entries(store, random_history(12))
    store.fold()
    before = projections(store)
    assert store.fold() == 0
    assert projections(store) == before


def test_programmes_in_one_database_do_not_see_each_other(store: SqlStore) -> None:
    other = SqlStore(store.engine, "OTHER")
    append_entries(store, random_history(13))
    append_entries(other, random_history(14))
    store.fold()
    assert not any(projections(other).values())
    other.fold()
    assert projections(store) == MemoryState().load(random_history(13)).dump()
    assert projections(other) == MemoryState().load(random_history(14)).dump()


def test_the_sample_programme_with_a_tablet_at_work_folds_the_same_everywhere(
    store: SqlStore, tmp_path_factory: pytest.TempPathFactory, tmp_path: Path
) -> None:
    template = sample_template(tmp_path_factory)
    folder = tmp_path / "sample"
    folder.mkdir()
    server, tablet = copied_server(template, folder), copied_tablet(template, folder)
    with tablet.store.reading() as session:
        committee = next(thing.id for thing in session.state().find(Thing, "committee"))
        side = next(iter(session.missing_side_rows([committee], 1)), "0" * 64)
    for number in range(5):
        member = Member(committee, f"X-{number}", "F", DAY, side)
        record_fact(tablet.store, server.clock, "T01", member, DAY)
    converse(tablet.store, server.clock, tablet.key, server.exchange)
    feed = feed_of(server.store)
    memory = MemoryState().load(feed).dump()
    append_entries(store, feed)
    store.fold()
    assert projections(store) == memory
    assert projections(server.store) == memory
    without_journal = MemoryState(keeps_journal=False).load(feed).dump()
    assert projections(tablet.store) == without_journal
    for one in (server.store, tablet.store):
        one.engine.dispose()


def test_a_tablet_keeps_no_journal(tmp_path: Path) -> None:
    with opened(sqlite_url(tmp_path / "tablet.db"), "device") as engine:
        tablet = SqlStore(engine, PROGRAMME, tail_origin="AAAAAA")
        append_entries(tablet, random_history(15))
        tablet.fold()
        assert projections(tablet) == MemoryState(keeps_journal=False).load(random_history(15)).dump()
        assert not engine.dialect.has_table(engine.connect(), "journal_line")


@pytest.mark.parametrize("size", [3, 4_000, 20_000])
def test_a_kind_with_a_long_name_does_not_stop_those_behind_it(store: SqlStore, size: int) -> None:
    village = found_village()
    village.tablet.say_raw(rubbish(size), {})
    village.tablet.workday(village.committee, village.everyone())
    append_entries(store, village.feed.entries)
    assert store.fold() == len(village.feed.entries)
    assert projections(store) == MemoryState().load(village.feed.entries).dump()


@pytest.mark.parametrize("size", [64, 20_000])
def test_a_long_text_where_a_side_hash_belongs_does_not_stop_those_behind_it(store: SqlStore, size: int) -> None:
    village = found_village()
    village.tablet.replace(village.members[0], {"person_side": rubbish(size)})
    village.tablet.workday(village.committee, village.everyone())
    append_entries(store, village.feed.entries)
    assert store.fold() == len(village.feed.entries)
    assert projections(store) == MemoryState().load(village.feed.entries).dump()


def rubbish(size: int) -> str:
    """Text that no database can press into less."""
    return "".join(random.Random(size).choices("abcdefghijklmnopqrstuvwxyz0123456789", k=size))


def test_every_row_class_is_compared() -> None:
    assert {shape.__name__ for shape in KEYS} == set(MemoryState().dump())


@pytest.mark.parametrize("committees", [[], ["A-1"], ["A-1", "A-2"], [""]])
def test_nothing_is_held_where_nothing_was_recorded(store: SqlStore, committees: list[str]) -> None:
    """Verdicts alone concern no committee: none may be asked for as well."""
    with store.reading() as session:
        assert session.held(committees) == []
