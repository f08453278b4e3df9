"""A tablet that comes back from a backup, or twice: it enrols anew, and what it had recorded counts, once."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from core.domain.records import read_record
from core.storage.compare import fingerprints
from core.storage.engine import open_sqlite
from core.storage.store import SqlStore
from core.sync.letting_in import enrolment
from core.usecases.tablet.record_again import record_again
from tests.fieldwork import Field, assert_as_refolded, assert_same_history
from tests.sample import COMMITTEES
from tests.stores import EVERYTHING, projections
from tests.unit.core.sync.restore.restoring import Shelf
from tools.sample import PROGRAMME, SampleServer, SampleTablet, seeded_key

Rejoin = Callable[..., Field]


@pytest.fixture
def restored(one: Field, tmp_path: Path) -> Rejoin:
    """A copy of the first tablet's file, or of another's, as it is now, enrolled anew."""

    def rejoin(name: str, field: Field = one, *, dies: bool = False) -> Field:
        server = field.server
        field.store.tidy()
        path = Path(shutil.copy(field.tablet.path, tmp_path / f"{name}.db"))
        key = seeded_key(name)
        with server.store.writing() as session:
            committees = tuple(server.ids[ref] for ref in COMMITTEES)
            code = enrolment.issue_code(session, server.clock, name, committees, (server.ids["user:T01"],))
        knock = enrolment.knock(key, code)
        welcome = enrolment.let_in(server.store, server.clock, server.origin, server.key.public_key, knock)
        store = SqlStore(open_sqlite(path), PROGRAMME, tail_origin=welcome.origin)
        with store.writing() as session:
            enrolment.join(session, key, key.raw, welcome, ("http://127.0.0.1:1",))
        if not dies:
            store.refold()
        return Field(SampleTablet(store, key, path), server, one.clock)

    return rejoin


def come_back(field: Field) -> int:
    """What the app does: sync, record again what had not arrived, sync that."""
    field.sync()
    number = record_again(field.store)
    field.sync()
    return number


def work(field: Field) -> None:
    """A workday, a planting on it, and another that is taken back."""
    field.planting(10)
    mistake = field.workday()
    field.void(mistake, note="de más")


def money(field: Field) -> int:
    """What the first member has earned in the office's eyes, held or not."""
    with field.server.store.reading() as session:
        people = session.reads().people_money(field.committees[0])
    mine = [person.money for person in people if person.member == field.members()[0]]
    return sum(part.confirmed + part.observed for part in mine)


def test_what_a_lost_tablet_had_not_sent_is_recorded_again_from_its_backup(
    one: Field, server: SampleServer, restored: Rejoin
) -> None:
    one.workday()
    one.sync()
    before = money(one)
    work(one)
    again = restored("again")
    assert come_back(again) == 3
    assert_same_history(again)
    assert_as_refolded(again.store)
    assert_as_refolded(server.store)
    assert money(again) == before + 500
    with server.store.reading() as session:
        records = [read_record(data) for data in session.records(again.origin, 1, EVERYTHING)]
    assert [record.was.partition(" ")[0] for record in records] == [f"{one.origin}-{seq}" for seq in (2, 3, 4)]
    assert records[2].body["target"] == f"{again.origin}-2"
    again.store.engine.dispose()


def test_what_had_arrived_meanwhile_is_not_recorded_again(one: Field, restored: Rejoin) -> None:
    work(one)
    again = restored("again")
    one.sync()
    one.workday()
    one.sync()
    assert come_back(again) == 0
    assert_same_history(again)
    assert_as_refolded(again.store)
    again.store.engine.dispose()


@pytest.mark.parametrize("first", ["copy", "original"])
def test_a_copied_tablets_records_count_once_whoever_sends_them_first(
    one: Field, server: SampleServer, restored: Rejoin, first: str
) -> None:
    before = money(one)
    work(one)
    copy = restored("copy")
    if first == "copy":
        come_back(copy)
        one.sync()
    else:
        copy.sync()
        assert record_again(copy.store) == 3
        one.sync()
        copy.sync()
    one.sync()
    copy.sync()
    assert money(one) == before + 500
    for field in (one, copy):
        assert_same_history(field)
        assert_as_refolded(field.store)
    assert_as_refolded(server.store)
    assert fingerprints(one.store) == fingerprints(copy.store) == fingerprints(server.store)
    rows = {row.id: row.status for row in projections(server.store)["EffectiveRecord"]}
    later = one.origin if first == "copy" else copy.origin
    assert [rows[f"{later}-{seq}"] for seq in (1, 2, 3)] == ["no_effect"] * 3
    codes = {row.record: row.code for row in projections(server.store)["Refusal"]}
    assert codes[f"{later}-1"] == "recorded_again"
    copy.store.engine.dispose()


def test_two_copies_of_one_tablet_count_once(one: Field, server: SampleServer, restored: Rejoin) -> None:
    before = money(one)
    work(one)
    copies = [restored("first"), restored("second")]
    for field in copies:
        field.sync()
    for field in copies:
        record_again(field.store)
        field.sync()
    for field in (*copies, one, *copies):
        field.sync()
        assert_same_history(field)
    assert money(one) == before + 500
    for field in copies:
        assert_as_refolded(field.store)
        field.store.engine.dispose()


def test_a_tablet_that_dies_before_it_recorded_again_does_so_later(one: Field, restored: Rejoin) -> None:
    work(one)
    again = restored("again")
    again.sync()
    again.store.engine.dispose()
    engine = open_sqlite(again.tablet.path)
    again.tablet = SampleTablet(
        SqlStore(engine, PROGRAMME, tail_origin=again.origin), again.tablet.key, again.tablet.path
    )
    assert record_again(again.store) == 3
    assert record_again(again.store) == 0
    again.sync()
    assert_same_history(again)
    engine.dispose()


def test_joining_once_more_under_the_same_key_sets_nothing_aside(one: Field, server: SampleServer) -> None:
    one.workdays(2)
    with one.store.writing() as session:
        welcome = enrolment.Welcome(
            PROGRAMME, one.origin, server.origin, server.key.public_key.hex(), "a", tuple(one.committees), (), 1
        )
        enrolment.join(session, one.tablet.key, one.tablet.key.raw, welcome, ())
    with one.store.reading() as session:
        assert session.tail_aside() == []
    one.sync()
    assert_same_history(one)


def test_a_tablet_that_was_restored_twice_counts_what_it_said_once(
    one: Field, server: SampleServer, restored: Rejoin
) -> None:
    """The first copy dies before it could send what it had recorded again; then the lost tablet is found."""
    before = money(one)
    work(one)
    first = restored("first")
    first.sync()
    assert record_again(first.store) == 3
    second = restored("second", first)
    assert come_back(second) == 3
    one.sync()
    first.sync()
    assert money(one) == before + 500
    for field in (first, second):
        field.sync()
        assert_same_history(field)
        assert_as_refolded(field.store)
        field.store.engine.dispose()
    assert_as_refolded(server.store)


def test_a_tablet_that_dies_when_it_has_just_joined_shows_what_it_records_then(one: Field, restored: Rejoin) -> None:
    one.workday()
    one.sync()
    work(one)
    again = restored("again", dies=True)
    said = again.workday()
    ids = {row.id for row in projections(again.store)["EffectiveRecord"]}
    assert said in ids
    assert f"{one.origin}-2" not in ids
    come_back(again)
    assert_same_history(again)
    assert_as_refolded(again.store)
    again.store.engine.dispose()


@pytest.mark.parametrize("went_over", [False, True])
def test_a_file_from_before_the_server_was_put_back_goes_over_like_any_other(
    one: Field, other: Field, restored: Rejoin, shelf: Shelf, went_over: bool
) -> None:
    """It joined the new server with the feed of the old one, and sounded the alarm for good."""
    shelf.back_up()
    other.workdays(2)
    other.sync()
    one.workday()
    one.sync()
    one.workday()
    one.server = shelf.put_back()
    if went_over:
        other.server = one.server
        other.sync()
    again = restored("again")
    assert come_back(again) == 1
    assert_same_history(again)
    assert_as_refolded(again.store)
    assert not again.note("alarm")
    again.store.engine.dispose()
