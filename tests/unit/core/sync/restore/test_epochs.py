"""A server that was put back to yesterday: its tablets give it everything again, and nobody else can make them."""

from collections.abc import Callable
from pathlib import Path

import pytest

from core.domain.epochs import EpochBegan, epoch_message
from core.domain.problems import Problem
from core.domain.records import Origin
from core.storage.engine import open_sqlite
from core.storage.store import SqlStore
from core.sync.restore.epoch_format import Told, pack_asked, pack_told, unpack_asked, unpack_told
from core.sync.restore.epochs import lost_here
from core.sync.wire.messages import Answer, Request
from core.usecases.office.restores import records_of_epochs
from core.usecases.office.tablets import shut_out
from core.usecases.own_log import Statement
from tests.fieldwork import Field, assert_as_refolded, assert_same_history, everything_of
from tests.sample import COMMITTEES, DAY, START_MS
from tests.stores import projections
from tests.unit.core.sync.restore.restoring import (
    YESTERDAYS,
    Shelf,
    forged,
    records_of,
    said_by_office,
    seq_of,
    tampered,
)
from tools.sample import PROGRAMME, SampleServer, SteppingClock, enrol_tablet


def test_what_a_restored_server_has_lost_comes_back_from_the_tablets(
    one: Field, other: Field, server: SampleServer, shelf: Shelf
) -> None:
    one.workdays(3)
    one.sync()
    shelf.back_up()
    said_by_office(server, 35)
    one.workdays(2)
    other.planting(20)
    for field in (one, other, one):
        field.sync()
    other.workday()
    before = {origin: records_of(server, origin) for origin in (server.origin, one.origin, other.origin)}
    new = shelf.put_back()
    assert seq_of(new, one.origin) == 3
    for field in (one, other, one):
        field.server = new
        field.sync()
    for origin, records in before.items():
        assert records_of(new, origin)[: len(records)] == records
    assert seq_of(new, other.origin) == 2
    for field in (one, other):
        assert_same_history(field)
        assert_as_refolded(field.store)
    assert_as_refolded(new.store)
    assert projections(one.store) == projections(other.store)
    assert one.number("given_back") > 0


def test_what_a_lost_tablet_had_sent_comes_back_from_another(
    one: Field, other: Field, server: SampleServer, shelf: Shelf
) -> None:
    shelf.back_up()
    other.workdays(4)
    other.sync()
    one.sync()
    lost = records_of(server, other.origin)
    one.server = shelf.put_back()
    one.sync()
    assert records_of(one.server, other.origin) == lost
    assert_same_history(one)


def test_names_and_notes_come_back_with_the_records(one: Field, server: SampleServer, shelf: Shelf) -> None:
    shelf.back_up()
    workday = one.workday()
    one.void(workday, note="dos veces")
    one.sync()
    one.server = shelf.put_back()
    one.sync()
    with one.server.store.reading() as session:
        [void] = session.records(one.origin, 2, 2)
        note = void.decode().partition('"note_side":"')[2][:64]
        assert [row.hash for row in session.side_rows([note])] == [note]


def test_names_come_back_though_a_tablet_that_had_none_of_them_was_first(
    one: Field, server: SampleServer, shelf: Shelf, tmp_path: Path
) -> None:
    """A tablet of another committee gives the record back without its note; its author had heard no answer yet."""
    tablet = enrol_tablet(server, tmp_path / "far.db", "far", ("committee:LHU",), ("user:T02",))
    far = Field(tablet, server, SteppingClock(START_MS + 7_200_000))
    for field in (far, one):
        field.sync()
    shelf.back_up()
    one.void(one.workday(), note="dos veces")

    def unheard(request: Request) -> Answer:
        server.exchange(request)
        raise ConnectionError

    with pytest.raises(ConnectionError):
        one.sync(unheard)
    far.sync()
    one.server = far.server = shelf.put_back()
    far.sync()
    assert seq_of(one.server, one.origin) == 2
    note = records_of(one.server, one.origin)[1].decode().partition('"note_side":"')[2][:64]
    with one.server.store.reading() as session:
        assert session.side_rows([note]) == []
    one.sync()
    with one.server.store.reading() as session:
        assert [row.hash for row in session.side_rows([note])] == [note]
    tablet.store.engine.dispose()


def test_a_tablet_that_was_behind_goes_on_as_if_nothing_had_been(one: Field, other: Field, shelf: Shelf) -> None:
    shelf.back_up()
    other.workdays(2)
    other.sync()
    one.workday()
    one.server = shelf.put_back()
    one.sync()
    assert one.note("server_origin").decode() == one.server.origin
    assert one.number("given_back") == 0
    assert_same_history(one)
    other.server = one.server
    other.sync()
    one.sync()
    assert_same_history(other)
    assert_same_history(one)


def test_a_tablet_let_in_after_the_backup_brings_its_own_admission(
    one: Field, server: SampleServer, shelf: Shelf, tmp_path: Path
) -> None:
    shelf.back_up()
    tablet = enrol_tablet(server, tmp_path / "young.db", "young", COMMITTEES, ("user:T02",))
    young = Field(tablet, server, SteppingClock(START_MS + 7_200_000))
    young.sync()
    young.workdays(2)
    young.sync()
    young.server = shelf.put_back()
    young.workday()
    young.sync()
    assert seq_of(young.server, young.origin) == 3
    assert_same_history(young)
    one.server = young.server
    one.sync()
    assert_same_history(one)
    tablet.store.engine.dispose()


def test_who_was_shut_out_stays_shut_out(one: Field, other: Field, server: SampleServer, shelf: Shelf) -> None:
    shelf.back_up()
    shut_out(server.store, server.clock, server.origin, "C01", other.origin, "lost")
    one.sync()
    one.server = other.server = shelf.put_back()
    one.sync()
    other.workday()
    with pytest.raises(Problem, match="tablet_revoked"):
        other.sync()


def test_a_tablet_that_dies_on_the_way_over_does_it_again(one: Field, server: SampleServer, shelf: Shelf) -> None:
    shelf.back_up()
    one.workdays(3)
    one.sync()
    new = shelf.put_back()

    class Dying(SampleServer):
        def give_back(self, offer: bytes) -> bool:
            super().give_back(offer)
            raise ConnectionError

    one.server = Dying(new.store, new.clock, new.key, new.origin, new.ids)
    with pytest.raises(ConnectionError):
        one.sync()
    one.server = new
    one.workday()
    one.sync()
    assert_same_history(one)
    assert_as_refolded(one.store)


def test_a_server_may_be_put_back_twice(one: Field, other: Field, server: SampleServer, shelf: Shelf) -> None:
    shelf.back_up()
    one.workdays(2)
    one.sync()
    one.server = shelf.put_back("first")
    one.sync()
    one.workday()
    one.sync()
    one.server = other.server = shelf.put_back("second")
    one.workday()
    for field in (one, other):
        field.sync()
        assert_same_history(field)
        assert_as_refolded(field.store)
    assert seq_of(one.server, one.origin) == 4


def test_what_an_epoch_said_that_was_lost_twice_comes_back_both_times(one: Field, shelf: Shelf) -> None:
    """The first epoch began after the backup, and so did the second, which was given back what the first had said."""
    shelf.back_up()
    first = one.server = shelf.put_back("first")
    said_by_office(first, 35)
    one.sync()
    said = records_of(first, first.origin)
    for name in ("second", "third"):
        one.server = shelf.put_back(name)
        one.sync()
        assert records_of(one.server, first.origin) == said
        assert_same_history(one)
    assert_as_refolded(one.server.store)


def test_what_the_tablet_held_before_is_kept_aside(one: Field, server: SampleServer, shelf: Shelf) -> None:
    shelf.back_up()
    one.workdays(3)
    one.sync()
    with one.store.reading() as session:
        note = session.checkpoint()
    one.server = shelf.put_back()
    one.sync()
    with one.store.reading() as session:
        asked = session.connection.exec_driver_sql
        assert asked("SELECT note FROM former_checkpoint ORDER BY size DESC").scalar() == (note.note if note else "")
        assert asked("SELECT sum(number) FROM former_feed").scalar() >= 3


# What is not believed


def test_a_past_that_was_changed_is_no_restore_but_an_alarm(one: Field, server: SampleServer, shelf: Shelf) -> None:
    shelf.back_up()
    one.workdays(2)
    one.sync()
    with server.store.writing() as session:
        tampered(session)
    shelf.back_up()
    one.workday()
    one.sync()
    one.server = shelf.put_back()
    kept = everything_of(one.store)
    with pytest.raises(Problem, match="history_differs"):
        one.sync()
    assert everything_of(one.store) == kept
    assert one.note("alarm") == b"history_differs"
    with one.store.reading() as session, one.server.store.reading() as there:
        notes = [found.note.encode() if found else b"" for found in (session.checkpoint(), there.checkpoint())]
    assert [one.note("alarm_here"), one.note("alarm_there")] == notes


@pytest.mark.parametrize(
    "told",
    [
        forged,
        lambda server: forged(server, before_key="11" * 32),
        lambda server: forged(server, root="zz"),
        lambda _: b"{}",
        lambda _: b"\xff",
        lambda _: (
            b'{"author":"T01","body":{},"happened_on":"2014-12-03","kind":"epoch_began","kind_version":1,'
            b'"origin":"AAAAAA","recorded_at":1,"seq":1}'
        ),
    ],
)
def test_an_epoch_that_the_office_did_not_sign_is_not_followed(
    one: Field, server: SampleServer, told: Callable[[SampleServer], bytes]
) -> None:
    class Lying(SampleServer):
        def exchange(self, request: Request) -> Answer:
            raise Problem("history_differs")

        def epochs(self, _note: str) -> Told:
            return Told((told(server),), "")

    one.workdays(1)
    one.server = Lying(server.store, server.clock, server.key, server.origin, server.ids)
    kept = everything_of(one.store)
    with pytest.raises(Problem, match="history_differs"):
        one.sync()
    assert everything_of(one.store) == kept


def test_a_tablet_cannot_begin_an_epoch(one: Field, server: SampleServer) -> None:
    """Neither as its own first record nor later: it is kept, and nobody follows it."""
    key = one.tablet.key
    said = (key.public_key.hex(), 1, "00" * 32)
    signature = key.sign(epoch_message(PROGRAMME, *said)).hex()
    fact = EpochBegan(Origin(one.origin), key.public_key.hex(), *said, signature)  # type: ignore[arg-type]
    from core.usecases.own_log import append_to_tail

    with one.store.writing() as session:
        append_to_tail(session, Statement(fact, DAY, "T01", START_MS))
    one.sync()
    with server.store.reading() as session:
        assert records_of_epochs(session) == []
    statuses = [row.status for row in projections(server.store)["EffectiveRecord"] if row.origin == one.origin]
    assert statuses == ["no_effect"]


def test_a_server_knows_what_it_has_signed_and_lost(
    one: Field, server: SampleServer, shelf: Shelf, tmp_path: Path
) -> None:
    shelf.back_up()
    one.workdays(2)
    one.sync()
    with one.store.reading() as session:
        standing = session.checkpoint()
    note = standing.note if standing else ""
    with server.store.reading() as session:
        assert lost_here(session, note) is None
        assert lost_here(session, "") is None
    backup = SqlStore(open_sqlite(tmp_path / YESTERDAYS), PROGRAMME)
    with backup.reading() as session:
        assert lost_here(session, note) is not None
        with pytest.raises(Problem, match="request_unreadable"):
            lost_here(session, note[:-10])
    backup.engine.dispose()


RUBBISH = [b"", b"{}", b"[1]", b"[" * 100_000, b'{"epochs":[1],"checkpoint":""}', b'{"epochs":[],"checkpoint":""}']


@pytest.mark.parametrize("data", RUBBISH)
def test_rubbish_in_place_of_epochs_is_told(data: bytes) -> None:
    with pytest.raises(Problem, match="answer_unreadable"):
        unpack_told(data)


def test_what_is_damaged_on_the_way_is_neither_asked_nor_told(server: SampleServer) -> None:
    """Else a tablet would hear of no epoch where there is one, and take it for another past."""
    told = Told((b'{"a":1}', b'{"b":"\xc3\xb1"}'), "a note\n")
    asked, said = pack_asked("a note\n"), pack_told(told)
    assert (unpack_asked(asked), unpack_told(said)) == ("a note\n", told)
    for unpack, data in ((unpack_asked, asked), (unpack_told, said)):
        for place in range(len(data)):
            for bit in range(8):
                flipped = data[:place] + bytes([data[place] ^ 1 << bit]) + data[place + 1 :]
                with pytest.raises(Problem, match=r"request_damaged|answer_unreadable"):
                    unpack(flipped)
