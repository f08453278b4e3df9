"""An epoch begins while other threads and processes keep what tablets bring, over either database."""

import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from threading import Event

import pytest

from core.domain.epochs import EpochBegan
from core.domain.kinds import fact_of
from core.domain.problems import Problem
from core.domain.records import Origin, decode_record
from core.storage.store import SqlStore
from core.sync.restore.epochs import begin_epoch
from core.sync.restore.offer_format import Offer, pack_offer
from core.sync.restore.offers import take_back
from core.sync.stages import arrivals
from core.sync.stages.arrivals import keep_together
from core.sync.stages.push import TOOK_BACK
from core.sync.trust.checkpoints import signer_of
from core.usecases.office.restores import records_of_epochs
from core.usecases.ports import Session, Span
from tests.contracts.desks import KEY, Tablet
from tools.sample import SteppingClock, seeded_key

SECONDS = 20
NEW = seeded_key("the office that goes on")


def begun(store: SqlStore) -> tuple[EpochBegan, int]:
    """The epoch that began, and where its record stands."""
    with store.reading() as session:
        (data,) = records_of_epochs(session)
        fact = fact_of(decode_record(data))
        assert isinstance(fact, EpochBegan)
        spans = session.feed(1, session.feed_size(), 1 << 40)
        return fact, next(span.first_position for span in spans if span.records[0] == data)


def test_an_epoch_begins_behind_what_is_just_being_kept(store: SqlStore, office: Origin, tablets: list[Tablet]) -> None:
    """Else its record would stand elsewhere than it says, and no tablet could follow it."""
    keep_together(store, KEY, office, [tablets[0].says(3)])
    is_kept, go_on = Event(), Event()

    def also(_session: Session) -> None:
        is_kept.set()
        assert go_on.wait(SECONDS)

    with ThreadPoolExecutor(2) as pool:
        keeping = pool.submit(keep_together, store, KEY, office, [tablets[1].says(2)], also)
        assert is_kept.wait(SECONDS)
        beginning = pool.submit(begin_epoch, store, SteppingClock(1), NEW, office)
        time.sleep(0.3)
        go_on.set()
        keeping.result(SECONDS)
        beginning.result(SECONDS)
    fact, place = begun(store)
    assert (fact.size, place) == (5, 6)


def test_nothing_is_signed_in_the_name_of_an_epoch_that_ended_meanwhile(
    store: SqlStore, office: Origin, tablets: list[Tablet], monkeypatch: pytest.MonkeyPatch
) -> None:
    """One of those kept brought what is here already, and the server was once given something back."""
    other, one = tablets[:2]
    known = one.says(2)
    keep_together(store, KEY, office, [known])
    with store.writing() as session:
        session.put_note(TOOK_BACK, b"1")
    real, is_written, go_on = arrivals._write, Event(), Event()

    def write(session: Session, arrival: object) -> object:
        found = real(session, arrival)  # type: ignore[arg-type]
        if len(found[1]):
            is_written.set()
            go_on.wait(1)
        return found

    monkeypatch.setattr(arrivals, "_write", write)
    with ThreadPoolExecutor(2) as pool:
        keeping = pool.submit(keep_together, store, KEY, office, [known, other.says(2)])
        assert is_written.wait(SECONDS)
        beginning = pool.submit(begin_epoch, store, SteppingClock(1), NEW, office)
        time.sleep(0.3)
        go_on.set()
        with suppress(Problem):
            keeping.result(SECONDS)
        beginning.result(SECONDS)
    fact, place = begun(store)
    assert fact.size + 1 == place
    with store.reading() as session:
        standing = session.checkpoint()
    assert standing is not None
    assert signer_of(standing.note) == office
    assert standing.size <= fact.size


def test_a_server_that_has_just_gone_on_takes_nothing_back_in_its_former_name(
    store: SqlStore, office: Origin, tablets: list[Tablet]
) -> None:
    offer = Offer("", 0, (Span(1, tablets[0].origin, 1, (b"said",)),), (), (), ())
    with ThreadPoolExecutor(1) as pool:
        with store.writing() as session:
            session.origin(office, lock=True)
            taking = pool.submit(take_back, store, SteppingClock(1), pack_offer(offer, tablets[0].key))
            time.sleep(0.3)
            session.put_note("own_origin", b"NEWONE")
        with pytest.raises(Problem) as raised:
            taking.result(SECONDS)
    # On SQLite it begins only when the other has ended, and finds nothing wrong with its name.
    assert raised.value.code == ("history_differs" if store.engine.dialect.name == "sqlite" else "server_busy")
