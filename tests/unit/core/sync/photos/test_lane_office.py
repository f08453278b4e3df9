"""What the office takes as a photo, from whom and how far, and what it misses: nothing that no record vouches for."""

from dataclasses import replace

import pytest

from core.domain.problems import Problem
from core.sync.photos import lane
from core.sync.photos.lane import (
    IDLE_MS,
    LARGEST_PHOTO_BYTES,
    MOST_ON_THE_WAY_BYTES,
    Standing,
)
from core.usecases.office.tablets import shut_out
from tests.fieldwork import Field
from tests.photos import expense_with, has, heading, picture
from tests.unit.core.sync.photos.photo_roads import PICTURE, Road, add, begin, rows, send, told
from tools.sample import SampleServer, seeded_key


@pytest.fixture
def named(one: Field) -> Field:
    """A tablet with a photo whose record the office has."""
    expense_with(one.store, one.clock, PICTURE)
    one.sync()
    return one


# What the office takes


def test_beginning_again_is_the_same_upload(named: Field, server: SampleServer) -> None:
    size, one = len(PICTURE.data), told(named)
    assert begin(server, one) == Standing(0, size, is_new=True)
    assert begin(server, one) == Standing(0, size)
    add(server, one, 0, PICTURE.data[:100])
    assert begin(server, one) == Standing(100, size)
    assert lane.standing_of(server.store, one.origin, one.hash, one.signature) == Standing(100, size)
    assert add(server, one, 100, b"") == 100
    assert add(server, one, 100, PICTURE.data[100:]) == size
    for standing in (begin(server, one), lane.standing_of(server.store, one.origin, one.hash, one.signature)):
        assert standing == Standing(size, size)
    assert add(server, one, size, b"") == size
    lane.give_up(server.store, one.origin, one.hash, one.signature)
    assert has(server.store, PICTURE)


@pytest.mark.parametrize("offset", [0, 99, 101, 30_000, 1 << 40])
def test_another_offset_than_the_office_s_is_told_with_its_own(named: Field, server: SampleServer, offset: int) -> None:
    one = told(named)
    begin(server, one)
    add(server, one, 0, PICTURE.data[:100])
    with pytest.raises(Problem, match="upload_offset_wrong") as told_wrong:
        add(server, one, offset, b"x")
    assert told_wrong.value.details == {"offset": 100}
    assert begin(server, one).offset == 100


def test_more_than_was_announced_is_not_kept(named: Field, server: SampleServer) -> None:
    one = told(named)
    begin(server, one)
    with pytest.raises(Problem, match="request_too_large"):
        add(server, one, 0, PICTURE.data + b"x")
    assert begin(server, one).offset == 0


def test_bytes_that_are_not_the_photo_s_are_thrown_away(named: Field, server: SampleServer) -> None:
    one = told(named)
    begin(server, one)
    with pytest.raises(Problem, match="upload_hash_wrong"):
        add(server, one, 0, PICTURE.data[:-1] + b"?")
    assert rows(server, "upload") == rows(server, "upload_part") == 0
    with pytest.raises(Problem, match="upload_missing"):
        add(server, one, 0, b"x")
    assert send(named, Road(server)).sent == 1


def test_a_photo_of_another_length_or_salt_begins_anew(named: Field, server: SampleServer) -> None:
    one = told(named)
    begin(server, one)
    add(server, one, 0, PICTURE.data[:100])
    shorter = replace(one, length=50).signed(named.store.programme, named.tablet.key)
    assert begin(server, shorter) == Standing(0, 50, is_new=True)
    assert begin(server, replace(one, salt=b"t" * 16)).is_new
    assert begin(server, one) == Standing(0, one.length, is_new=True)
    add(server, one, 0, PICTURE.data)
    with pytest.raises(Problem, match="upload_hash_wrong"):
        begin(server, shorter)


def test_sizes_up_to_the_largest_are_taken(named: Field, server: SampleServer) -> None:
    for size in (0, 1, LARGEST_PHOTO_BYTES):
        photo = picture(size, 5)
        expense_with(named.store, named.clock, photo)
        named.sync()
        assert send(named, Road(server)).left == 0
        assert has(server.store, photo)
    larger = picture(LARGEST_PHOTO_BYTES + 1, 6)
    with pytest.raises(Problem, match="photo_too_large"):
        begin(server, told(named, larger))
    expense_with(named.store, named.clock, larger)
    named.sync()
    assert send(named, Road(server)).problem.code == "photo_damaged"


@pytest.mark.parametrize("size", [0, 15, 17])
def test_a_salt_of_another_length_is_refused(named: Field, server: SampleServer, size: int) -> None:
    with pytest.raises(Problem, match="request_unreadable"):
        begin(server, replace(told(named), salt=b"s" * size))


def test_only_who_is_enrolled_and_signs_is_heard(named: Field, other: Field, server: SampleServer) -> None:
    good = told(named)
    stranger = seeded_key("stranger")
    for wrong, code in (
        (replace(good, origin="AAAAAA"), "tablet_unknown"),
        (heading(server.origin, PICTURE, "PIURA", server.key), "tablet_unknown"),
        (replace(good, signature=b""), "signature_wrong"),
        (replace(good, origin=other.origin), "signature_wrong"),
        (replace(good, length=good.length + 1), "signature_wrong"),
        (good.signed("OTRO", named.tablet.key), "signature_wrong"),
        (good.signed("PIURA", stranger), "signature_wrong"),
    ):
        with pytest.raises(Problem, match=code):
            begin(server, wrong)
    begin(server, good)
    for origin, signature, code in (
        ("AAAAAA", good.signature, "tablet_unknown"),
        (good.origin, b"?", "signature_wrong"),
        (other.origin, good.signature, "upload_missing"),
    ):
        with pytest.raises(Problem, match=code):
            lane.standing_of(server.store, origin, good.hash, signature)
        with pytest.raises(Problem, match=code):
            lane.add_part(server.store, server.clock, origin, good.hash, signature, 0, b"x")
        with pytest.raises(Problem, match=code):
            lane.give_up(server.store, origin, good.hash, signature)
    assert begin(server, good).offset == 0


def test_two_tablets_do_not_spoil_each_other_s_upload(named: Field, other: Field, server: SampleServer) -> None:
    mine, theirs = told(named), told(other)
    begin(server, mine)
    begin(server, theirs)
    add(server, mine, 0, PICTURE.data[:100])
    with pytest.raises(Problem, match="upload_hash_wrong"):
        add(server, theirs, 0, b"?" * len(PICTURE.data))
    assert begin(server, mine).offset == 100


def test_a_photo_that_comes_before_its_record_waits_for_it(one: Field, server: SampleServer) -> None:
    good = told(one)
    begin(server, good)
    assert add(server, good, 0, PICTURE.data) == good.length
    assert begin(server, good) == Standing(good.length, good.length)
    assert lane.keep_waiting(server.store) == 0
    assert not has(server.store, PICTURE)
    expense_with(one.store, one.clock, PICTURE)
    one.sync()
    assert not has(server.store, PICTURE)
    assert lane.keep_waiting(server.store) == 1
    assert has(server.store, PICTURE)
    assert rows(server, "upload") == rows(server, "upload_part") == 0
    assert lane.keep_waiting(server.store) == 0


def test_what_a_record_names_as_something_else_is_no_photo(one: Field, server: SampleServer) -> None:
    note = picture(500, 9)
    expense_with(one.store, one.clock, note, "strokes_side")
    one.sync(lambda request: server.exchange(replace(request, side_rows=())))
    good = told(one, note)
    begin(server, good)
    add(server, good, 0, note.data)
    assert lane.keep_waiting(server.store) == 0
    assert not has(server.store, note)


def test_a_tablet_has_a_share_and_what_is_idle_makes_room(named: Field, other: Field, server: SampleServer) -> None:
    full = MOST_ON_THE_WAY_BYTES // LARGEST_PHOTO_BYTES
    for seed in range(full):
        begin(server, told(named, picture(LARGEST_PHOTO_BYTES, 100 + seed)))
    with pytest.raises(Problem, match="uploads_full"):
        begin(server, told(named))
    assert begin(server, told(other)).is_new, "another tablet has a share of its own"
    server.clock.ms += IDLE_MS + 60_000
    assert begin(server, told(named)).is_new
    assert rows(server, "upload") == 1


def test_one_that_was_shut_out_hands_over_what_its_records_name(
    named: Field, other: Field, server: SampleServer
) -> None:
    theirs = picture(4_000, 8)
    expense_with(other.store, other.clock, theirs)
    other.sync()
    shut_out(server.store, server.clock, server.origin, "C01", named.origin, "lost")
    with pytest.raises(Problem, match="tablet_revoked"):
        begin(server, told(named, theirs))
    with pytest.raises(Problem, match="tablet_revoked"):
        begin(server, told(named, picture(10, 3)))
    expense_with(named.store, named.clock, theirs)
    with pytest.raises(Problem, match="tablet_revoked"):
        named.sync()
    assert send(named, Road(server)).sent == 2
    assert has(server.store, PICTURE)
    assert has(server.store, theirs)


# What is missing


def test_the_office_lists_what_has_not_come(named: Field, server: SampleServer) -> None:
    second = picture(4_000, 8)
    later = expense_with(named.store, named.clock, second)
    named.sync()
    good = told(named)
    begin(server, good)
    add(server, good, 0, PICTURE.data[:3_000])
    with server.store.reading() as session:
        missing = session.photos().missing()
    assert [(view.bytes, view.received) for view in missing] == [(30_000, 3_000), (0, 0)]
    assert (missing[1].record, missing[1].kind, missing[1].origin) == (later, "expense", named.origin)
    send(named, Road(server))
    with server.store.reading() as session:
        assert session.photos().missing() == []
