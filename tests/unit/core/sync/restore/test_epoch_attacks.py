"""Going over to a restored server when things go wrong in the middle of it, and when somebody means harm."""

import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from core.domain.problems import Problem
from core.domain.records import origin_of_key
from core.storage.engine import open_sqlite
from core.storage.guards import GUARDED, missing_guards
from core.storage.session import SqlSession
from core.storage.store import SqlStore
from core.sync.restore.epochs import begin_epoch
from core.sync.trust.checkpoints import make_checkpoint
from core.sync.turns.answering import give_answer
from core.sync.wire.messages import Answer, Request
from core.usecases.ports import Store
from tests.fakes.frugal import FrugalStore
from tests.fieldwork import CutOffError, Field, assert_as_refolded, assert_same_history
from tests.photos import expense_with, picture
from tests.unit.core.sync.restore.restoring import Shelf, said_by_office
from tools.sample import PROGRAMME, SampleServer, SampleTablet, seeded_key


class BatteryEmptyError(Exception):
    """The tablet went dark."""


def test_a_tablet_that_dies_before_it_folded_anew_folds_the_new_order(
    one: Field, other: Field, shelf: Shelf, monkeypatch: pytest.MonkeyPatch
) -> None:
    shelf.back_up()
    other.workdays(2)
    other.sync()
    one.workdays(3)
    one.planting(7)
    one.sync()
    one.server = shelf.put_back()

    def dies() -> int:
        raise BatteryEmptyError

    with monkeypatch.context() as patched:
        patched.setattr(one.store, "refold", dies)
        patched.setattr(one.store, "fold", dies)
        with pytest.raises(BatteryEmptyError):
            one.sync()
    one.planting(3)
    one.sync()
    assert_same_history(one)
    assert_as_refolded(one.store)


def test_a_cut_that_breaks_off_leaves_rules_and_feed_in_place(one: Field, monkeypatch: pytest.MonkeyPatch) -> None:
    one.workdays(3)
    one.sync()
    with one.store.reading() as session:
        size, places = session.feed_size(), session.feed(1, 10**6, 10**9)

    def dies(_session: SqlSession, _state: object) -> None:
        raise BatteryEmptyError

    monkeypatch.setattr(SqlSession, "put_origin", dies)
    with pytest.raises(BatteryEmptyError), one.store.writing() as session:
        session.cut_feed(size - 2)
    with one.store.reading() as session:
        assert missing_guards(session.connection, GUARDED) == []
        assert (session.feed_size(), session.feed(1, 10**6, 10**9)) == (size, places)


@pytest.mark.parametrize("behind", [0, 1, 2, 3])
def test_a_feed_is_cut_at_any_place(one: Field, behind: int) -> None:
    """Between two spans, within one, and at its very beginning."""
    one.workdays(3)
    one.sync()
    with one.store.reading() as session:
        end = session.feed_size()
        whole = [data for span in session.feed(1, end, 10**9) for data in span.records]
    for size in (end - behind, behind):
        with one.store.trying() as session:
            session.cut_feed(size)
            assert session.feed_size() == size
            assert [data for span in session.feed(1, end, 10**9) for data in span.records] == whole[:size]
            assert missing_guards(session.connection, GUARDED) == []
            own = session.origin(one.origin)
            assert own is not None
            assert own.head == session.head(one.origin, own.seq)


def test_a_history_that_still_differs_after_going_over_is_told_and_not_tried_for_ever(
    one: Field, other: Field, server: SampleServer, shelf: Shelf, tmp_path: Path
) -> None:
    """Somebody with another tablet's key said something else to the restored server than to the one before."""
    other.sync()
    shelf.back_up()
    other.store.tidy()
    path = Path(shutil.copy(other.tablet.path, tmp_path / "copy.db"))
    copy = SqlStore(open_sqlite(path), PROGRAMME, tail_origin=other.origin)
    other.workday(1)
    other.sync()
    one.sync()
    new = shelf.put_back()
    twin = Field(SampleTablet(copy, other.tablet.key, path), new, other.clock)
    twin.workday(2)
    twin.sync()
    asked = 0

    class Counting(SampleServer):
        def exchange(self, request: Request) -> Answer:
            nonlocal asked
            asked += 1
            if asked > 50:
                raise BatteryEmptyError
            return super().exchange(request)

    one.server = Counting(new.store, new.clock, new.key, new.origin, new.ids)
    with pytest.raises(Problem, match="history_differs"):
        one.sync()
    assert asked < 10
    assert one.note("alarm") == b"history_differs"
    copy.engine.dispose()


def to_send(store: Store) -> list[str]:
    with store.reading() as session:
        return [photo.hash for photo in session.photos().to_send()]


def test_a_photo_that_the_server_has_lost_is_sent_again(one: Field, server: SampleServer, shelf: Shelf) -> None:
    early, late = picture(seed=1), picture(seed=2)
    expense_with(one.store, one.clock, early)
    one.sync()
    shelf.back_up()
    expense_with(one.store, one.clock, late)
    one.sync()
    with one.store.writing() as session:
        for photo in (early, late):
            session.photos().put_sent(photo.hash, one.clock.now_ms())
    assert to_send(one.store) == []
    one.server = shelf.put_back()
    one.sync()
    assert set(to_send(one.store)) == {early.hash, late.hash}


def test_a_tablet_that_was_behind_sends_its_photos_again_too(one: Field, other: Field, shelf: Shelf) -> None:
    """Its photos may have come after the backup was taken, though nothing of the feed did."""
    photo = picture(seed=3)
    expense_with(one.store, one.clock, photo)
    one.sync()
    shelf.back_up()
    with one.store.writing() as session:
        session.photos().put_sent(photo.hash, one.clock.now_ms())
    one.server = shelf.put_back()
    one.sync()
    assert to_send(one.store) == [photo.hash]


def test_a_worker_that_has_not_heard_of_the_epoch_signs_nothing_any_more(one: Field, server: SampleServer) -> None:
    begin_epoch(server.store, server.clock, seeded_key("new"), server.origin)
    with server.store.writing() as session, pytest.raises(Problem, match="server_busy"):
        make_checkpoint(session, server.key, server.origin)
    with server.store.writing() as session, pytest.raises(Problem, match="server_busy"):
        # Half of it has heard: another thread of this process has just changed the key.
        make_checkpoint(session, server.key, origin_of_key(seeded_key("new").public_key))
    with server.store.reading() as session:
        origin = session.note("own_origin")
        standing, size = session.checkpoint(), session.feed_size()
    assert origin is not None
    assert standing is None or standing.size < size
    one.server = replace(server, key=seeded_key("new"), origin=origin.decode("ascii"))
    one.sync()
    assert_same_history(one)


def partly(one: Field, server: SampleServer, turns: int) -> None:
    """Pull a few records a turn, and be cut off after so many turns."""
    left = turns

    def exchange(request: Request) -> Answer:
        nonlocal left
        left -= 1
        if left < 0:
            raise CutOffError
        frugal = FrugalStore(server.store, 600)
        return give_answer(replace(server.answering, store=frugal), request)

    with pytest.raises(CutOffError):
        one.sync(exchange)


@pytest.mark.parametrize("lost", ["before what it pulled", "within what it pulled"])
def test_a_tablet_that_had_pulled_a_part_goes_over_as_well(
    one: Field, other: Field, server: SampleServer, shelf: Shelf, lost: str
) -> None:
    """What it holds without a signature over it is given up, and comes again from whoever said it."""
    if lost.startswith("before"):
        shelf.back_up()
    other.workdays(6)
    other.sync()
    if lost.startswith("within"):
        shelf.back_up()
    other.workdays(12)
    other.sync()
    one.workday()
    partly(one, server, 3 if lost.startswith("within") else 2)
    with one.store.reading() as session:
        standing, size = session.checkpoint(), session.feed_size()
    assert standing is not None
    assert size > standing.size
    new = shelf.put_back()
    one.server = other.server = new
    one.workday()
    for field in (one, other, one):
        field.sync()
        assert_as_refolded(field.store)
    for field in (one, other):
        field.sync()
        assert_same_history(field)
    with new.store.reading() as session:
        known = [session.origin(field.origin) for field in (one, other)]
    assert [found.seq for found in known if found] == [2, 18]


def test_a_backup_from_the_moment_before_a_checkpoint_was_signed_is_no_alarm(
    one: Field, server: SampleServer, shelf: Shelf
) -> None:
    """The tablet has confirmed exactly what the backup holds, by a signature that the backup does not."""
    said_by_office(server, 35)
    shelf.back_up()
    one.sync()
    with one.store.reading() as session:
        standing = session.checkpoint()
    assert standing is not None
    one.workdays(2)
    one.sync()
    one.server = shelf.put_back()
    with one.server.store.reading() as session:
        assert session.checkpoint_of(standing.size) == standing
    one.sync()
    assert_same_history(one)
    assert_as_refolded(one.store)
