"""Pasts that parted more than once: which of them a tablet shares with the server that goes on."""

import shutil
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from core.domain.problems import Problem
from core.domain.records import decode_record, origin_of_key
from core.storage.engine import open_database, open_sqlite
from core.storage.store import SqlStore
from core.storage.upgrade import open_ready
from core.sync.letting_in import enrolment
from core.sync.restore.epochs import begin_epoch
from core.sync.wire.messages import Answer, Request
from core.usecases.office.restores import records_of_epochs
from core.usecases.tablet.record_again import record_again
from tests.fakes.frugal import FrugalStore
from tests.fieldwork import CutOffError, Field, assert_as_refolded, assert_same_history
from tests.sample import COMMITTEES, START_MS
from tests.unit.core.sync.restore.restoring import (
    Keeping,
    Shelf,
    assert_nothing_is_lost,
    forged,
    give_back_and_see_nothing,
    lost_with_its_tablet,
    records_of,
    said_by_office,
)
from tools.sample import PROGRAMME, SampleServer, SampleTablet, SteppingClock, enrol_tablet, seeded_key


@pytest.mark.parametrize("said", [0, 60])
def test_a_later_backup_meets_a_tablet_that_was_behind_the_earlier_one(
    one: Field, other: Field, server: SampleServer, shelf: Shelf, said: int
) -> None:
    """Having lost nothing it has put nothing aside, and holds what the server in between said."""
    shelf.back_up()
    one.workdays(40)
    one.sync()
    shelf.back_up(backup="later")
    other.server = first = shelf.put_back("first")
    other.workday()
    for number in range(said):
        said_by_office(first, 1 + number)
    other.sync()
    said_there = records_of(first, first.origin)
    other.server = one.server = shelf.put_back("second", backup="later")
    for field in (other, one, other):
        field.sync()
        assert not field.note("alarm")
    for field in (one, other):
        assert_same_history(field)
        assert_as_refolded(field.store)
    assert records_of(other.server, first.origin) == said_there


def test_a_tablet_that_heard_of_an_epoch_without_following_it_goes_over_to_what_came_of_it(
    one: Field, other: Field, server: SampleServer, shelf: Shelf
) -> None:
    """What the first new server said was given back to the second, and then a backup of the first is found."""
    shelf.back_up()
    other.server = first = shelf.put_back("first")
    said_by_office(first, 35)
    other.sync()
    for number in range(30):
        said_by_office(first, 36 + number)
    shelf.back_up(first, "of the first")
    one.server = other.server = second = shelf.put_back("second")
    other.sync()
    one.workday()
    for field in (one, other, one):
        field.sync()
    said_by_office(second, 45)
    one.sync()
    one.server = other.server = shelf.put_back("third", first, "of the first")
    one.sync()
    other.sync()
    one.sync()
    for field in (one, other):
        assert not field.note("alarm")
        assert_same_history(field)
        assert_as_refolded(field.store)
    assert records_of(one.server, second.origin)


def frugal(server: SampleServer, most_bytes: int = 2_000) -> SampleServer:
    """The same server with short answers."""

    class Frugal(SampleServer):
        def exchange(self, request: Request) -> Answer:
            return SampleServer.exchange(replace(self, store=FrugalStore(self.store, most_bytes)), request)

    return Frugal(server.store, server.clock, server.key, server.origin, server.ids)


@pytest.mark.parametrize("turns", [0, 3])
def test_a_tablet_that_has_not_confirmed_anything_yet_goes_over(
    server: SampleServer, shelf: Shelf, tmp_path: Path, turns: int
) -> None:
    """Its first pull is on its way, or has not begun, when the server is put back."""
    tablet = enrol_tablet(server, tmp_path / "young.db", "young", COMMITTEES, ("user:T02",))
    young = Field(tablet, server, SteppingClock(START_MS + 7_200_000))
    shelf.back_up()
    left = turns

    def for_some_turns(request: Request) -> Answer:
        nonlocal left
        left -= 1
        if left < 0:
            raise CutOffError
        return frugal(server).exchange(request)

    with pytest.raises(CutOffError):
        young.sync(for_some_turns)
    said_by_office(server, 35)
    young.server = frugal(shelf.put_back(), 20_000)
    young.sync()
    assert_same_history(young)
    assert not young.note("alarm")
    tablet.store.engine.dispose()


@pytest.mark.parametrize("restores", [1, 2])
def test_a_tablet_may_be_let_in_after_a_restore(
    one: Field, server: SampleServer, shelf: Shelf, tmp_path: Path, restores: int
) -> None:
    """Its feed begins in the name of a server that it has never met."""
    new = server
    for number in range(restores):
        shelf.back_up(new)
        new = shelf.put_back(f"office {number}", new)
        said_by_office(new, 35 + number)
    tablet = enrol_tablet(new, tmp_path / "young.db", "young", COMMITTEES, ("user:T02",))
    young = Field(tablet, new, SteppingClock(START_MS + 7_200_000))
    young.server = frugal(new, 20_000)
    young.sync()
    young.workday()
    young.sync()
    assert_same_history(young)
    shelf.back_up(new)
    young.workday()
    young.sync()
    one.server = young.server = shelf.put_back("the last", new)
    for field in (young, one, young):
        field.sync()
        assert not field.note("alarm")
    for field in (one, young):
        assert_same_history(field)
        assert_as_refolded(field.store)
    tablet.store.engine.dispose()


def test_who_is_let_in_believes_no_server_that_did_not_sign_for_the_next(
    server: SampleServer, shelf: Shelf, tmp_path: Path
) -> None:
    shelf.back_up()
    new = shelf.put_back()
    with new.store.reading() as session:
        (true,) = (data.decode() for data in records_of_epochs(session))
    key, thief = seeded_key("young"), seeded_key("thief")
    origins = (server.origin, origin_of_key(thief.public_key))
    welcome = enrolment.Welcome(
        PROGRAMME, origin_of_key(key.public_key), new.origin, new.key.public_key.hex(), "a", (), (), 1
    )
    engine = open_database(f"sqlite:///{tmp_path / 'young.db'}")
    open_ready(engine, "device")
    store = SqlStore(engine, PROGRAMME)
    stolen = true.replace(server.key.public_key.hex(), thief.public_key.hex()).replace(*origins)
    for lie in ("{}", "rubbish", stolen, forged(new).decode(), true.replace('"size":', '"size":1')):
        assert lie != true
        with pytest.raises(Problem, match="answer_unreadable"), store.writing() as session:
            enrolment.join(session, key, key.raw, replace(welcome, epochs=(lie,)), ())
        with store.reading() as session:
            assert [session.origin(name) for name in (new.origin, *origins)] == [None] * 3
    with store.writing() as session:
        enrolment.join(session, key, key.raw, replace(welcome, epochs=(true,)), ())
        assert session.origin(server.origin) is not None
    engine.dispose()


def test_several_epochs_that_begin_one_behind_the_other_are_gone_over_to_in_turn(
    one: Field, server: SampleServer, shelf: Shelf
) -> None:
    """The tablet has left them all for another server, and what comes now brings them one at a time."""
    shelf.back_up()
    first = shelf.put_back("first")
    shelf.back_up(first, "of the first")
    one.server = second = shelf.put_back("second", first, "of the first")
    said_by_office(second, 35)
    one.sync()
    shelf.back_up(second, "of the second")
    give_back_and_see_nothing(one, shelf.put_back("third"))
    new = shelf.put_back("fourth", second, "of the second")
    asked = 0

    class Short(SampleServer):
        def exchange(self, request: Request) -> Answer:
            nonlocal asked
            asked += 1
            assert asked < 100
            return frugal(new, 300).exchange(request)

    one.server = Short(new.store, new.clock, new.key, new.origin, new.ids)
    one.sync()
    assert_same_history(one)
    assert_as_refolded(one.store)


def test_a_tablet_brings_its_own_admission_also_from_what_it_has_put_aside(
    server: SampleServer, shelf: Shelf, tmp_path: Path
) -> None:
    """It gave it back to a server that was lost, and the next one does not know the tablet either."""
    shelf.back_up()
    tablet = enrol_tablet(server, tmp_path / "young.db", "young", COMMITTEES, ("user:T02",))
    young = Field(tablet, server, SteppingClock(START_MS + 7_200_000))
    young.sync()
    young.workday()
    young.sync()
    give_back_and_see_nothing(young, shelf.put_back("first"))
    young.server = shelf.put_back("second")
    young.sync()
    assert_same_history(young)
    tablet.store.engine.dispose()


# Tablets that come back from a backup of their own


@pytest.fixture
def come_back(tmp_path: Path) -> Iterator[Callable[[Field, SampleServer, str], Field]]:
    """A copy of a tablet's file as it is now, let in anew by a server."""
    opened: list[SqlStore] = []

    def rejoin(field: Field, server: SampleServer, name: str) -> Field:
        field.store.tidy()
        path = Path(shutil.copy(field.tablet.path, tmp_path / f"{name}.db"))
        key = seeded_key(name)
        with server.store.writing() as session:
            committees = tuple(server.ids[ref] for ref in COMMITTEES)
            code = enrolment.issue_code(session, server.clock, name, committees, (server.ids["user:T01"],))
        welcome = enrolment.let_in(
            server.store, server.clock, server.origin, server.key.public_key, enrolment.knock(key, code)
        )
        store = SqlStore(open_sqlite(path), PROGRAMME, tail_origin=welcome.origin)
        opened.append(store)
        with store.writing() as session:
            enrolment.join(session, key, key.raw, welcome, ("http://127.0.0.1:1",))
        store.refold()
        return Field(SampleTablet(store, key, path), server, field.clock)

    yield rejoin
    for store in opened:
        store.engine.dispose()


Rejoin = Callable[[Field, SampleServer, str], Field]


def test_a_restored_tablet_that_a_restored_server_lets_in_gives_back_what_it_holds(
    one: Field, other: Field, server: SampleServer, shelf: Shelf, come_back: Rejoin
) -> None:
    shelf.back_up()
    other.workdays(3)
    other.sync()
    one.workday()
    one.sync()
    one.workday()
    lost = records_of(server, other.origin)
    again = come_back(one, shelf.put_back(), "again")
    again.sync()
    record_again(again.store)
    again.sync()
    assert not again.note("alarm")
    assert records_of(again.server, other.origin) == lost
    assert_same_history(again)
    assert_as_refolded(again.store)


def test_what_a_tablet_put_aside_is_given_back_also_after_it_was_let_in_anew(
    one: Field, other: Field, server: SampleServer, shelf: Shelf, come_back: Rejoin
) -> None:
    """Its own records stand among those of others that nobody else holds any more."""
    shelf.back_up()
    before = lost_with_its_tablet(one, other, server)
    one.workdays(2)
    one.sync()
    before[one.origin] = records_of(server, one.origin)
    give_back_and_see_nothing(one, shelf.put_back("first"))
    again = come_back(one, shelf.put_back("second"), "again")
    again.sync()
    record_again(again.store)
    again.sync()
    assert_nothing_is_lost(again, before)
    assert not again.note("alarm")


def test_what_came_back_and_was_lost_with_the_server_is_recorded_again(
    one: Field, other: Field, server: SampleServer, shelf: Shelf, come_back: Rejoin
) -> None:
    """A restored tablet pulls what it had sent, without a signature over it yet, and the server loses that."""
    shelf.back_up()
    one.workdays(3)
    again = come_back(one, server, "again")
    shelf.back_up()
    one.sync()
    other.workdays(20)
    other.sync()
    left = 2

    def for_some_turns(request: Request) -> Answer:
        nonlocal left
        left -= 1
        if left < 0:
            raise CutOffError
        return frugal(server, 1_500).exchange(request)

    with pytest.raises(CutOffError):
        again.sync(for_some_turns)
    with again.store.reading() as session:
        known = session.origin(one.origin)
    assert known is not None
    assert known.seq == 3
    again.server = shelf.put_back()
    again.sync()
    assert record_again(again.store) == 3
    again.sync()
    assert_same_history(again)


# What a restored server tells


def test_an_epoch_is_told_as_soon_as_it_began(server: SampleServer, monkeypatch: pytest.MonkeyPatch) -> None:
    """Another thread or process asks before whoever began it has folded it."""

    class Killed(Exception):
        pass

    def dies() -> int:
        raise Killed

    with monkeypatch.context() as patched:
        patched.setattr(server.store, "fold", dies)
        with pytest.raises(Killed):
            begin_epoch(server.store, server.clock, seeded_key("new"), server.origin)
    with server.store.reading() as session:
        origin = session.note("own_origin")
        assert [decode_record(data).origin.encode() for data in records_of_epochs(session)] == [origin]


# What was lost again while it was given back


@pytest.mark.usefixtures("small_parts")
def test_a_server_that_lost_the_first_parts_of_another_past_gets_all_of_it(
    one: Field, other: Field, server: SampleServer, shelf: Shelf, tmp_path: Path
) -> None:
    """It goes on from further behind than that past goes along with its own."""
    shelf.back_up()
    one.workdays(60)
    one.sync()
    shelf.back_up(backup="later")
    other.server = first = shelf.put_back("first")
    for number in range(40):
        said_by_office(first, 1 + number)
    other.sync()
    before = {first.origin: records_of(first, first.origin)}
    second = shelf.put_back("second", backup="later")
    second.store.tidy()
    copy = shutil.copy(tmp_path / "second.db", tmp_path / "as it began.db")
    other.server = Keeping.of(second, lives=2)
    with pytest.raises(ConnectionError):
        other.sync()
    store = SqlStore(open_sqlite(Path(copy)), PROGRAMME)
    other.server = Keeping.of(replace(second, store=store))
    other.sync()
    assert_nothing_is_lost(other, before)
    store.engine.dispose()
