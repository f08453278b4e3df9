"""Pasts that parted more than once: which of them a tablet shares with the server that goes on."""

from dataclasses import replace
from pathlib import Path

import pytest

from core.domain.problems import Problem
from core.domain.records import origin_of_key
from core.storage.engine import open_database
from core.storage.store import SqlStore
from core.storage.upgrade import open_ready
from core.sync import enrolment
from core.sync.messages import Answer, Request
from core.usecases.office import records_of_epochs
from tests.fakes.frugal import FrugalStore
from tests.sample import COMMITTEES, START_MS
from tests.unit.core.sync.fieldwork import CutOffError, Field, assert_as_refolded, assert_same_history
from tests.unit.core.sync.test_epochs import Shelf, forged, said_by_office, shelf
from tools.sample import PROGRAMME, SampleServer, SteppingClock, enrol_tablet, seeded_key

__all__ = ["shelf"]  # a fixture


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
