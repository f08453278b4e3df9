"""What a restored server has lost goes back part by part, and nothing goes that its former server did not sign."""

import shutil
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from core.domain.merkle import Levels
from core.domain.problems import Problem
from core.fold.facts import thing_fact
from core.fold.rows import Thing
from core.storage.engine import open_sqlite
from core.storage.store import SqlStore
from core.sync.restore.offer_format import Offer, Taken, pack_offer, pack_taken, unpack_offer, unpack_taken
from core.sync.restore.offers import is_vouched, take_back
from core.sync.trust.checkpoints import leaves_of
from core.sync.turns.conversation import Watch, converse
from core.sync.wire.second_protocol import with_sum
from core.usecases.own_log import side_row
from core.usecases.ports import Span
from tests.fieldwork import Field, assert_as_refolded, assert_same_history, everything_of
from tests.sample import START_MS, copied_server, copied_tablet, sample_template
from tests.unit.core.sync.restore.restoring import (
    Keeping,
    Shelf,
    given,
    make_parts_small,
    records_of,
    said_by_office,
    seq_of,
)
from tools.sample import PROGRAMME, SampleServer, SteppingClock


def lost(one: Field, other: Field, server: SampleServer, shelf: Shelf) -> SampleServer:
    """A server that was put back to before some fifty records, of two tablets and its own."""
    shelf.back_up()
    for number in range(3):
        one.workdays(8)
        said_by_office(server, 31 + number)
        one.void(one.workday(), note=f"nota {number}")
        one.sync()
        other.workdays(5)
        other.sync()
    one.sync()
    return shelf.put_back()


# All of it, in parts


@pytest.mark.usefixtures("small_parts")
def test_everything_comes_back_in_parts(one: Field, other: Field, server: SampleServer, shelf: Shelf) -> None:
    new = lost(one, other, server, shelf)
    before = {origin: records_of(server, origin) for origin in (server.origin, one.origin, other.origin)}
    one.server = keeping = Keeping.of(new)
    one.sync()
    assert len(keeping.offers) > 8
    assert max(len(offer) for offer in keeping.offers) < 4_000
    for origin, records in before.items():
        assert records_of(new, origin)[: len(records)] == records
    assert_same_history(one)
    assert_as_refolded(one.store)
    assert_as_refolded(new.store)
    assert {fact.giver for fact in given(new)} == {one.origin}
    assert sum(fact.records for fact in given(new)) == one.number("given_back")
    assert one.note("offered") == b""


@pytest.mark.usefixtures("small_parts")
def test_what_was_cut_off_goes_on_where_it_was(one: Field, other: Field, server: SampleServer, shelf: Shelf) -> None:
    new = lost(one, other, server, shelf)
    seen: list[bytes] = []
    for _ in range(100):
        one.server = keeping = Keeping.of(new, lives=3)
        try:
            one.sync()
        except ConnectionError:
            seen += keeping.offers
            one.workday()
            continue
        break
    starts = [unpack_offer(offer)[0].start for offer in seen + keeping.offers]
    assert starts == sorted(set(starts))
    assert len(starts) > 8
    one.sync()
    assert_same_history(one)
    assert sum(fact.records for fact in given(new)) == one.number("given_back")


@pytest.mark.usefixtures("small_parts")
def test_two_who_give_back_at_once_are_both_on_record(
    one: Field, other: Field, server: SampleServer, shelf: Shelf
) -> None:
    new = lost(one, other, server, shelf)
    one.server = Keeping.of(new, lives=4)
    with pytest.raises(ConnectionError):
        one.sync()
    other.server = new
    other.sync()
    one.server = new
    one.sync()
    other.sync()
    by = {
        giver: sum(fact.records for fact in given(new) if fact.giver == giver) for giver in (one.origin, other.origin)
    }
    assert set(by) == {one.origin, other.origin}
    for field in (one, other):
        assert_same_history(field)
    # What the second brings that the first has brought already is not counted twice.
    assert sum(by.values()) == max(fact.reached for fact in given(new)) - size_of_epoch(new)


def size_of_epoch(server: SampleServer) -> int:
    with server.store.reading() as session:
        return next(thing_fact(thing).size for thing in session.state().find(Thing, "epoch_began"))


@pytest.mark.usefixtures("small_parts")
def test_a_server_that_lost_the_first_parts_again_gets_all_of_them(
    one: Field, other: Field, server: SampleServer, shelf: Shelf, tmp_path: Path
) -> None:
    """Nobody noticed: neither it nor any tablet had signed or seen anything since the epoch began."""
    new = lost(one, other, server, shelf)
    new.store.tidy()
    copy = shutil.copy(tmp_path / "new office.db", tmp_path / "as it began.db")
    one.server = Keeping.of(new, lives=5)
    with pytest.raises(ConnectionError):
        one.sync()
    assert seq_of(new, one.origin) > 0
    store = SqlStore(open_sqlite(Path(copy)), PROGRAMME)
    one.server = keeping = Keeping.of(replace(new, store=store))
    one.sync()
    starts = [unpack_offer(offer)[0].start for offer in keeping.offers]
    assert starts[0] > starts[1] == size_of_epoch(keeping)
    assert_same_history(one)
    assert records_of(keeping, other.origin) == records_of(server, other.origin)
    store.engine.dispose()


@pytest.mark.usefixtures("small_parts")
def test_a_person_may_stop_it_in_between(one: Field, other: Field, server: SampleServer, shelf: Shelf) -> None:
    one.server = keeping = Keeping.of(lost(one, other, server, shelf))

    def stop() -> bool:
        return len(keeping.offers) >= 3

    converse(one.store, one.clock, one.tablet.key, one.server.exchange, Watch(is_cancelled=stop), recovery=one.server)
    assert len(keeping.offers) == 3
    assert one.note("server_origin").decode() == server.origin
    one.sync()
    assert_same_history(one)


@pytest.mark.usefixtures("small_parts")
def test_a_cut_in_between_is_patiently_tried_again(
    one: Field, other: Field, server: SampleServer, shelf: Shelf
) -> None:
    class Bad(Keeping):
        def give_back(self, offer: bytes) -> bool:
            is_in_order = super().give_back(offer)
            if len(self.offers) % 3 == 0:
                raise Problem("server_unreachable", address="x")
            return is_in_order

    one.server = bad = Bad.of(lost(one, other, server, shelf))
    converse(one.store, one.clock, one.tablet.key, bad.exchange, Watch(goes_on=lambda _: True), recovery=bad)
    assert_same_history(one)
    assert one.note("alarm") == b""


def test_a_part_is_told_in_a_few_bytes() -> None:
    assert unpack_taken(pack_taken(Taken(12, is_in_order=True, is_last=False, reached=40)))
    assert not unpack_taken(pack_taken(Taken(0, is_in_order=False, is_last=False, reached=0)))
    for rubbish in (b"", b"[]", b"{}", b'{"in_order":2}', b'{"in_order":[]}', b"[" * 100_000):
        with pytest.raises(Problem, match="answer_unreadable"):
            unpack_taken(rubbish)


# What is not believed


@pytest.fixture(scope="module")
def restored(tmp_path_factory: pytest.TempPathFactory) -> tuple[SampleServer, Path, list[Offer]]:
    """A restored server, its file, and the parts that a tablet gave back to another like it."""
    folder, template = tmp_path_factory.mktemp("restored"), sample_template(tmp_path_factory)
    server = copied_server(template, folder)
    one, other = (
        Field(copied_tablet(template, folder, name), server, SteppingClock(START_MS + 7_200_000)) for name in "ab"
    )
    made = Shelf(server, folder)
    with pytest.MonkeyPatch.context() as patch:
        make_parts_small(patch)
        new = lost(one, other, server, made)
        one.server = keeping = Keeping.of(made.put_back("another"))
        one.sync()
    for store in (new.store, keeping.store, server.store, one.store, other.store):
        store.engine.dispose()
    return new, folder / "new office.db", [unpack_offer(data)[0] for data in keeping.offers]


@pytest.fixture
def parts(
    restored: tuple[SampleServer, Path, list[Offer]], tmp_path: Path
) -> Iterator[tuple[SampleServer, list[Offer]]]:
    """The restored server in a file of the test's own, and the parts, none of them given yet."""
    new, file, offers = restored
    store = SqlStore(open_sqlite(Path(shutil.copy(file, tmp_path / "restored.db"))), PROGRAMME)
    yield replace(new, store=store), offers
    store.engine.dispose()


def with_record(offer: Offer, change: Callable[[bytes], bytes]) -> Offer:
    first, *rest = offer.spans
    return replace(offer, spans=(replace(first, records=(change(first.records[0]), *first.records[1:])), *rest))


def without_last(offer: Offer) -> Offer:
    *before, last = offer.spans
    left = (replace(last, records=last.records[:-1]),) if last.number > 1 else ()
    return replace(offer, spans=(*before, *left))


def doubled(offer: Offer) -> Offer:
    return replace(offer, spans=(*offer.spans, replace(offer.spans[-1], first_position=offer.end + 1)))


LIES: dict[str, Callable[[Offer], Offer]] = {
    "a changed record": lambda offer: with_record(offer, lambda data: data.replace(b"T01", b"T02") + b" "),
    "a record too few": without_last,
    "records twice": doubled,
    "another's name": lambda offer: replace(
        offer, spans=(replace(offer.spans[0], first_position=offer.start + 2), *offer.spans[1:])
    ),
    "another place": lambda offer: replace(
        offer,
        start=offer.start + 1,
        spans=tuple(replace(span, first_position=span.first_position + 1) for span in offer.spans),
    ),
    "no left": lambda offer: replace(offer, left=()),
    "another left": lambda offer: replace(offer, left=(bytes(32), *offer.left[1:])),
    "more on the left": lambda offer: replace(offer, left=(*offer.left, bytes(32))),
    "no right": lambda offer: replace(offer, right=()),
    "another right": lambda offer: replace(offer, right=(*offer.right[:-1], bytes(32))),
    "no checkpoint": lambda offer: replace(offer, note=""),
    "somebody else's checkpoint": lambda offer: replace(
        offer, note=offer.note.replace(offer.note.split("/")[2][:6], "AAAAAA")
    ),
    "a checkpoint with another signature": lambda offer: replace(offer, note=f"{offer.note[:-9]}AAAAAAA=\n"),
    "a larger checkpoint": lambda offer: replace(
        offer, note=offer.note.replace(offer.note.split("\n")[1], str(int(offer.note.split("\n")[1]) + 1))
    ),
}


def test_nothing_is_taken_that_the_former_server_did_not_sign(
    one: Field, parts: tuple[SampleServer, list[Offer]]
) -> None:
    new, offers = parts
    take_back(new.store, new.clock, pack_offer(offers[0], one.tablet.key))
    kept = everything_of(new.store)
    for name, lie in LIES.items():
        changed = lie(offers[1])
        assert changed != offers[1], name
        with pytest.raises(Problem, match="history_differs"):
            take_back(new.store, new.clock, pack_offer(changed, one.tablet.key))
    assert everything_of(new.store) == kept
    assert take_back(new.store, new.clock, pack_offer(offers[1], one.tablet.key)).records > 0


def others_records_as_mine(offer: Offer, mine: str, next_seq: int) -> Offer:
    """The first span of somebody else stands under my name, where my records go on."""
    place = next(place for place, span in enumerate(offer.spans) if span.origin != mine)
    changed = replace(offer.spans[place], origin=mine, first_seq=next_seq)
    return replace(offer, spans=(*offer.spans[:place], changed, *offer.spans[place + 1 :]))


def test_what_stands_under_another_name_or_number_than_its_own_is_left_out(
    one: Field, other: Field, parts: tuple[SampleServer, list[Offer]]
) -> None:
    """The tree that was signed tells nothing of names: what is put under somebody's would keep their own out."""
    new, offers = parts
    take_back(new.store, new.clock, pack_offer(offers[0], one.tablet.key))
    for origin in (one.origin, other.origin):
        lie = others_records_as_mine(offers[1], origin, seq_of(new, origin) + 1)
        take_back(new.store, new.clock, pack_offer(lie, one.tablet.key))
    first, *rest = offers[1].spans
    shifted = replace(offers[1], spans=(replace(first, first_seq=seq_of(new, first.origin) + 2), *rest))
    take_back(new.store, new.clock, pack_offer(shifted, one.tablet.key))
    for offer in offers:
        take_back(new.store, new.clock, pack_offer(offer, one.tablet.key))
    with new.store.reading() as session:
        for span in (span for offer in offers for span in offer.spans):
            last_seq = span.first_seq + span.number - 1
            assert session.records(span.origin, span.first_seq, last_seq) == list(span.records), span.origin


def test_records_that_were_never_there_have_no_proof(one: Field, parts: tuple[SampleServer, list[Offer]]) -> None:
    """Somebody who works out roots over a past of their own comes to another root than the one that was signed."""
    new, offers = parts
    size = int(offers[0].note.split("\n")[1])
    with new.store.reading() as session:
        leaves = list(leaves_of(session, session.feed_size()))
    invented = [*leaves, *(b"%d" % place for place in range(size))][:size]
    levels = Levels(invented)
    start, end = offers[0].start, offers[0].end
    span = Span(start + 1, one.origin, 1, tuple(invented[start:end]))
    lie = replace(
        offers[0], spans=(span,), left=levels.left_of(start).frontier, right=levels.right_of(end)
    )  # fmt: skip
    with pytest.raises(Problem, match="history_differs"):
        take_back(new.store, new.clock, pack_offer(lie, one.tablet.key))


def test_a_part_before_its_turn_is_not_taken(one: Field, parts: tuple[SampleServer, list[Offer]]) -> None:
    new, offers = parts
    kept = everything_of(new.store)
    assert take_back(new.store, new.clock, pack_offer(offers[2], one.tablet.key)) == Taken(0, False, False, 0)
    assert everything_of(new.store) == kept
    taken = [take_back(new.store, new.clock, pack_offer(offer, one.tablet.key)) for offer in offers]
    assert all(one_part.is_in_order for one_part in taken)
    assert [one_part.is_last for one_part in taken] == [False] * (len(taken) - 1) + [True]


def test_a_server_that_was_never_put_back_takes_nothing_back(
    one: Field, server: SampleServer, parts: tuple[SampleServer, list[Offer]]
) -> None:
    _, offers = parts
    kept = everything_of(server.store)
    assert not take_back(server.store, server.clock, pack_offer(offers[0], one.tablet.key)).is_in_order
    assert everything_of(server.store) == kept


def test_a_part_twice_is_counted_once(one: Field, other: Field, parts: tuple[SampleServer, list[Offer]]) -> None:
    new, offers = parts
    first = take_back(new.store, new.clock, pack_offer(offers[0], one.tablet.key))
    for field in (one, other):
        assert take_back(new.store, new.clock, pack_offer(offers[0], field.tablet.key)).records == 0
    assert [(fact.giver, fact.records, fact.reached) for fact in given(new)] == [
        (one.origin, first.records, offers[0].end)
    ]


def test_an_offer_brings_no_side_rows_that_nothing_in_it_names(
    one: Field, parts: tuple[SampleServer, list[Offer]]
) -> None:
    new, offers = parts
    junk = side_row({"text": "nobody asked for this"})
    named = [row for offer in offers for row in offer.side_rows]
    assert len(named) == 3
    for offer in offers:
        changed = replace(offer, side_rows=(*offer.side_rows, junk))
        take_back(new.store, new.clock, pack_offer(changed, one.tablet.key))
    with new.store.reading() as session:
        assert session.side_rows([junk.hash]) == []
        assert len(session.side_rows(row.hash for row in named)) == 3


def test_who_brings_it_has_signed_for_it(one: Field, other: Field, parts: tuple[SampleServer, list[Offer]]) -> None:
    new, offers = parts
    data = pack_offer(offers[0], one.tablet.key)
    assert unpack_offer(data) == (offers[0], one.origin)
    theirs = data[:-4].replace(one.tablet.key.public_key, other.tablet.key.public_key)
    with pytest.raises(Problem, match="request_unreadable"):
        take_back(new.store, new.clock, with_sum(theirs))


def rubbish(good: bytes) -> list[bytes]:
    whole = good[:-4]
    return [with_sum(data) for data in (b"", b"rubbish", b"\x02" + whole[1:], whole[:40], whole + b"x")]


def test_what_is_no_offer_is_told(one: Field, parts: tuple[SampleServer, list[Offer]]) -> None:
    new, offers = parts
    good = pack_offer(offers[0], one.tablet.key)
    kept = everything_of(new.store)
    for data in rubbish(good):
        with pytest.raises(Problem, match="request_unreadable"):
            take_back(new.store, new.clock, data)
    nobody = replace(offers[0].spans[0], records=())
    for lie in (replace(offers[0], spans=()), replace(offers[0], spans=(nobody,))):
        with pytest.raises(Problem, match="request_unreadable"):
            take_back(new.store, new.clock, pack_offer(lie, one.tablet.key))
    for place in range(0, len(good), 7):
        damaged = good[:place] + bytes([good[place] ^ 4]) + good[place + 1 :]
        with pytest.raises(Problem, match="request_damaged"):
            take_back(new.store, new.clock, damaged)
    assert everything_of(new.store) == kept


def test_who_vouches_for_an_offer_is_seen_without_opening_it(
    one: Field, server: SampleServer, parts: tuple[SampleServer, list[Offer]]
) -> None:
    new, offers = parts
    note = offers[0].note
    with new.store.reading() as session:
        assert is_vouched(session, pack_offer(offers[0], one.tablet.key))
        for other in ("", note.replace(server.origin, one.origin), note.replace(server.origin, "AAAAAA"), note[:-9]):
            assert not is_vouched(session, pack_offer(replace(offers[0], note=other), one.tablet.key))
        for data in rubbish(pack_offer(offers[0], one.tablet.key))[:3]:
            assert not is_vouched(session, data)
        with pytest.raises(Problem, match="request_damaged"):
            is_vouched(session, b"rubbish")
