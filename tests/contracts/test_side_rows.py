"""Side rows in a store: kept by hash, shared by committee, withdrawn and erased, the same on both databases."""

import hashlib

import pytest

from core.domain.agreements import Agreement
from core.domain.bodies import Amount, SideHash
from core.domain.payouts import Payout
from core.domain.people import Member
from core.domain.records import RecordId
from core.domain.visits import Visit
from core.storage.store import SqlStore
from core.usecases.own_log import side_row
from core.usecases.ports import SideRow
from tests.fakes.programme import BEGAN_ON, SIDE, Village, found_village
from tests.stores import append_entries

A = "AAAAAA"


@pytest.fixture
def store(shared_store: SqlStore, request: pytest.FixtureRequest) -> SqlStore:
    return SqlStore(shared_store.engine, request.node.name)


def row(number: int) -> SideRow:
    return side_row({"text": f"note {number}"}, bytes([number % 256]) * 16)


def test_side_rows_are_kept_by_hash(store: SqlStore) -> None:
    rows = sorted((row(number) for number in range(1100)), key=lambda row: row.hash)
    with store.writing() as session:
        session.put_side_rows([])
        session.put_side_rows(rows)
        session.put_side_rows(rows[:3])
        assert session.side_rows(row.hash for row in [*rows, rows[0]]) == rows
        assert session.side_rows(["0" * 64]) == []


def test_the_same_side_row_may_come_twice_at_once(store: SqlStore) -> None:
    with store.writing() as session:
        session.put_side_rows([row(1), row(1)])
        assert session.side_rows([row(1).hash]) == [row(1)]


def test_a_side_row_that_is_here_is_not_exchanged_for_another_split_of_its_bytes(store: SqlStore) -> None:
    """The hash is over salt and data together, so a row with the border moved has the same one."""
    true = row(1)
    moved = SideRow(true.hash, true.salt + true.data[:1], true.data[1:])
    assert hashlib.sha256(moved.salt + moved.data).hexdigest() == true.hash
    with store.writing() as session:
        session.put_side_rows([true])
        session.put_side_rows([moved])
        assert session.side_rows([true.hash]) == [true]


def two_committees(store: SqlStore) -> tuple[Village, RecordId]:
    village = found_village(members=0)
    other = village.office.committee(village.community, "CR-02")
    append_entries(store, village.feed.entries)
    with store.writing() as session:
        # What the fake village's people have in common, so that only the test's own rows are missing.
        session.put_side_rows([SideRow(SIDE, b"", b"")])
    return village, other


def member(village: Village, committee: RecordId, number: int) -> None:
    village.tablet.say(Member(committee, f"M-{number}", "F", BEGAN_ON, SideHash(row(number).hash)), BEGAN_ON)


def fold_new(store: SqlStore, village: Village) -> None:
    with store.reading() as session:
        size = session.feed_size()
    append_entries(store, village.feed.entries[size:])
    store.fold()


def test_side_rows_go_to_their_committee_alone(store: SqlStore) -> None:
    village, other = two_committees(store)
    member(village, village.committee, 1)
    member(village, other, 2)
    fold_new(store, village)
    hashes = [row(1).hash, row(2).hash]
    with store.writing() as session:
        assert session.missing_side_rows([village.committee], 10) == [row(1).hash]
        assert session.missing_side_rows([other], 10) == [row(2).hash]
        assert session.missing_side_rows([], 10) == []
        assert session.missing_side_rows([village.committee, other], 1) == [min(hashes)]
        session.put_side_rows([row(1), row(2)])
        assert session.shareable_side_rows(hashes, [village.committee]) == [row(1)]
        assert session.shareable_side_rows(hashes, [other]) == [row(2)]
        assert session.shareable_side_rows(hashes, []) == []
        assert len(session.shareable_side_rows(hashes, [village.committee, other])) == 2
        assert session.missing_side_rows([village.committee, other], 10) == []


def test_a_row_that_no_record_names_goes_to_nobody(store: SqlStore) -> None:
    village, other = two_committees(store)
    fold_new(store, village)
    with store.writing() as session:
        session.put_side_rows([row(1)])
        assert session.shareable_side_rows([row(1).hash], [village.committee, other]) == []


@pytest.mark.parametrize("trick", ["member", "replacement", "note", "of nobody"])
def test_naming_the_row_of_another_committee_gives_no_right_to_it(store: SqlStore, trick: str) -> None:
    village, other = two_committees(store)
    member(village, other, 1)
    if trick == "member":
        member(village, village.committee, 1)
    elif trick == "replacement":
        mine = village.tablet.member(village.committee, "M-9")
        named = Member(village.committee, "M-9", "F", BEGAN_ON, SideHash(row(1).hash))
        village.tablet.replace(mine, named)
    else:
        mine = village.tablet.member(village.committee, "M-9")
        target = mine if trick == "note" else f"{A}-99"
        body = {"target": target, "seen": target, "reason": "wrong_count", "note_side": row(1).hash}
        village.tablet.say_raw("void", body)
    fold_new(store, village)
    with store.writing() as session:
        session.put_side_rows([row(1)])
        assert session.shareable_side_rows([row(1).hash], [village.committee]) == []


def test_naming_a_photo_as_a_note_gives_no_right_to_it(store: SqlStore) -> None:
    """Photos go to the office alone, and everybody reads their hashes in the log."""
    village, other = two_committees(store)
    for committee in (other, village.committee):
        photo = Agreement(
            committee, "A-1", "land", "community", "community", "community", BEGAN_ON, photo_side=SideHash(row(1).hash)
        )
        village.tablet.say(photo)
    village.tablet.say(Visit(village.committee, seen_side=SideHash(row(1).hash)))
    fold_new(store, village)
    with store.writing() as session:
        session.put_side_rows([row(1)])
        assert session.shareable_side_rows([row(1).hash], [village.committee, other]) == []
        assert session.withdrawn_side_rows([other]) == []


def test_naming_somebody_elses_row_does_not_take_it_away_from_them(store: SqlStore) -> None:
    """Nobody can know a row's hash before its first record is in the feed, so the first to name it is its owner."""
    village, other = two_committees(store)
    for committee in (other, village.committee):
        member(village, committee, 1)
    fold_new(store, village)
    with store.writing() as session:
        session.put_side_rows([row(1)])
        assert session.shareable_side_rows([row(1).hash], [other]) == [row(1)]


def test_a_member_who_moves_takes_the_name_along(store: SqlStore) -> None:
    village, other = two_committees(store)
    person = village.office.say(Member(village.committee, "M-1", "F", BEGAN_ON, SideHash(row(1).hash)), BEGAN_ON)
    village.office.replace(person, Member(other, "M-1", "F", BEGAN_ON, SideHash(row(1).hash)))
    fold_new(store, village)
    with store.writing() as session:
        assert session.missing_side_rows([other], 10) == [row(1).hash]
        session.put_side_rows([row(1)])
        assert session.shareable_side_rows([row(1).hash], [other]) == [row(1)]


def test_what_belongs_to_other_committees_alone_is_withdrawn(store: SqlStore) -> None:
    village, other = two_committees(store)
    member(village, village.committee, 1)
    member(village, other, 2)
    shared = village.office.say(Member(other, "M-3", "F", BEGAN_ON, SideHash(row(3).hash)), BEGAN_ON)
    village.office.replace(shared, Member(village.committee, "M-3", "F", BEGAN_ON, SideHash(row(3).hash)))
    paid = village.office.say(Member(other, "M-4", "F", BEGAN_ON, SideHash(row(6).hash)), BEGAN_ON)
    photo = SideHash(row(4).hash)
    village.tablet.say(Payout(RecordId(f"{A}-9"), paid, Amount(100), "counter", "paper", photo_side=photo))
    village.tablet.say_raw("kind_of_tomorrow", {"committee": other, "text_side": row(5).hash})
    fold_new(store, village)
    with store.writing() as session:
        assert session.withdrawn_side_rows([village.committee]) == []
        session.put_side_rows([row(number) for number in (1, 2, 3, 4, 5, 7)])
        gone = [row(2).hash, row(4).hash]
        assert session.withdrawn_side_rows([village.committee]) == sorted(gone)
        assert session.withdrawn_side_rows([other]) == [row(1).hash]
        assert session.withdrawn_side_rows([village.committee, other]) == []
        assert session.withdrawn_side_rows([]) == sorted([*gone, row(1).hash, row(3).hash])


def test_naming_a_row_later_does_not_keep_it_from_being_withdrawn(store: SqlStore) -> None:
    """The same who may ask for it: it belongs to the committee of the first record that names it."""
    village, other = two_committees(store)
    for committee in (other, village.committee):
        member(village, committee, 1)
    fold_new(store, village)
    with store.writing() as session:
        session.put_side_rows([row(1)])
        assert session.withdrawn_side_rows([village.committee]) == [row(1).hash]
        assert session.withdrawn_side_rows([other]) == []


def test_rows_that_older_records_name_are_found_by_committee(store: SqlStore) -> None:
    village, other = two_committees(store)
    for number, committee in enumerate((village.committee, other, village.committee, village.committee), start=1):
        member(village, committee, number)
    fold_new(store, village)
    with store.reading() as session:
        size = session.feed_size()
        named = session.named_side_rows([village.committee], size)
        assert named[-3:] == [row(1).hash, row(3).hash, row(4).hash]
        assert session.named_side_rows([village.committee], size - 1) == named[:-1]
        assert row(2).hash in session.named_side_rows([village.committee, other], size)
        assert session.named_side_rows([], size) == []


def test_what_is_erased_is_gone_and_can_come_again(store: SqlStore) -> None:
    with store.writing() as session:
        session.put_side_rows([row(1), row(2), row(3)])
    with store.writing() as session:
        session.erase_side_rows([row(1).hash, row(3).hash, row(9).hash])
        session.erase_side_rows([])
    with store.writing() as session:
        assert session.side_rows(row(number).hash for number in range(4)) == [row(2)]
        session.put_side_rows([row(1)])
        assert len(session.side_rows([row(1).hash, row(2).hash])) == 2
