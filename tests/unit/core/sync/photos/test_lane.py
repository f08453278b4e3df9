"""Photos after the records: every byte once, wherever a line was cut, and one that fails is in nobody's way."""

import random
from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace

import pytest
from sqlalchemy import update

from core.domain.problems import Problem
from core.storage import tables
from core.sync.photos import lane
from core.sync.photos.lane import (
    FIRST_PART_BYTES,
    LARGEST_PART_BYTES,
    SMALLEST_PART_BYTES,
    Parts,
    PhotoProgress,
)
from core.sync.photos.tus import Heading
from core.usecases import notes
from tests.fieldwork import Field
from tests.photos import expense_with, has, picture
from tests.unit.core.sync.photos.photo_roads import CUT, PICTURE, Road, rows, send, to_send, told
from tools.sample import SampleServer


@pytest.fixture
def named(one: Field) -> Field:
    """A tablet with a photo whose record the office has."""
    expense_with(one.store, one.clock, PICTURE)
    one.sync()
    return one


# What travels where


def test_a_photo_goes_neither_with_its_record_nor_to_other_tablets(
    one: Field, other: Field, server: SampleServer
) -> None:
    expense_with(one.store, one.clock, PICTURE)
    seen: list[bytes] = []
    one.sync(lambda request: seen.extend(row.data for row in request.side_rows) or server.exchange(request))
    assert PICTURE.data not in seen
    assert not has(server.store, PICTURE)
    assert send(one, Road(server)) == PhotoProgress(sent=1, bytes_sent=len(PICTURE.data))
    assert has(server.store, PICTURE)
    other.sync()
    assert not has(other.store, PICTURE)
    with other.store.reading() as session:
        assert PICTURE.hash not in session.missing_side_rows(other.committees, 1_000)
        assert session.photos().to_send() == []
    with server.store.reading() as session:
        assert session.shareable_side_rows([PICTURE.hash], other.committees) == []


def test_what_an_older_tablet_sends_with_its_push_is_still_taken(one: Field, server: SampleServer) -> None:
    expense_with(one.store, one.clock, PICTURE)
    one.sync(lambda request: server.exchange(replace(request, side_rows=(*request.side_rows, PICTURE))))
    assert has(server.store, PICTURE)
    road = Road(server)
    assert send(one, road).sent == 1
    assert road.asked == [(PICTURE.hash, -1, 0)]


def test_a_hash_that_is_no_photo_in_a_record_goes_with_the_record(one: Field, server: SampleServer) -> None:
    expense_with(one.store, one.clock, PICTURE, "strokes_side")
    one.sync()
    assert has(server.store, PICTURE)
    assert to_send(one) == []


def test_the_oldest_record_s_photo_goes_first_and_none_goes_twice(one: Field, server: SampleServer) -> None:
    several = [picture(9_000, seed) for seed in (3, 1, 2)]
    for photo in (*several, several[0]):
        expense_with(one.store, one.clock, photo)
    one.sync()
    assert to_send(one) == [photo.hash for photo in several]
    road, seen = Road(server), list[PhotoProgress]()
    assert send(one, road, on_progress=seen.append).sent == 3
    assert [name for name, offset, _ in road.asked if offset < 0] == [photo.hash for photo in several]
    assert seen[0] == PhotoProgress(left=3, bytes_left=27_000)
    assert seen[-1] == PhotoProgress(sent=3, bytes_sent=27_000)
    assert all(step.bytes_sent + step.bytes_left == 27_000 for step in seen)
    assert to_send(one) == []
    assert send(one, road) == PhotoProgress()


def test_a_photo_waits_for_its_record(one: Field, server: SampleServer) -> None:
    expense_with(one.store, one.clock, PICTURE)
    with one.store.reading() as session:
        (view,) = session.photos().to_send()
    assert (view.is_ready, view.bytes, view.kind) == (False, len(PICTURE.data), "expense")
    assert send(one, Road(server)) == PhotoProgress()
    one.sync()
    assert send(one, Road(server)).sent == 1


def test_a_record_that_is_saved_meanwhile_goes_first(named: Field, server: SampleServer) -> None:
    def recorded(step: PhotoProgress) -> None:
        if step.bytes_sent == FIRST_PART_BYTES:
            named.workday()

    assert send(named, Road(server), on_progress=recorded).bytes_left == len(PICTURE.data) - FIRST_PART_BYTES
    named.sync()
    road = Road(server)
    assert send(named, road).sent == 1
    assert [offset for _, offset, _ in road.asked] == [-1, FIRST_PART_BYTES]


def test_who_stops_or_pauses_it_goes_on_where_it_was(named: Field, server: SampleServer) -> None:
    steps: list[PhotoProgress] = []
    send(named, Road(server), on_progress=steps.append, is_cancelled=lambda: len(steps) > 1)
    assert steps[-1].bytes_sent == FIRST_PART_BYTES
    with named.store.writing() as session:
        session.put_note(notes.PAUSED_NOTE, notes.PAUSED)
    road = Road(server)
    assert send(named, road).sent == 0
    assert road.asked == []
    with named.store.writing() as session:
        session.put_note(notes.PAUSED_NOTE, b"send")
    assert send(named, road).sent == 1
    assert [offset for _, offset, _ in road.asked] == [-1, FIRST_PART_BYTES]


# Cuts

CLASSES: dict[str, Callable[[int], int]] = {
    "nothing arrives": lambda _: 0,
    "one byte": lambda size: min(1, size),
    "half of it": lambda size: size // 2,
    "all but one byte": lambda size: max(0, size - 1),
    "all, and the answer is lost": lambda size: size,
}


@pytest.mark.parametrize("number", range(1, 7))
@pytest.mark.parametrize("name", CLASSES)
def test_a_cut_at_any_request_loses_and_doubles_no_byte(
    one: Field, server: SampleServer, name: str, number: int
) -> None:
    several = [picture(40_000, 1), picture(30_001, 2)]
    for photo in several:
        expense_with(one.store, one.clock, photo)
    one.sync()
    road = Road(server, lambda asked, size: CLASSES[name](size) if asked == number else None)
    assert send(one, road).sent == 2
    assert all(has(server.store, photo) for photo in several)
    assert rows(server, "upload") == rows(server, "upload_part") == 0
    if road.asked[number - 1][1] >= 0:
        # What arrived is not sent again.
        kept = CLASSES[name](road.asked[number - 1][2])
        assert sum(size for _, _, size in road.asked) == 70_001 + road.asked[number - 1][2] - kept


@pytest.mark.parametrize("seed", range(12))
def test_photos_come_through_however_often_the_line_is_cut(one: Field, server: SampleServer, seed: int) -> None:
    chance = random.Random(seed)
    several = [picture(chance.randint(1, 60_000), seed * 10 + place) for place in range(4)]
    for photo in several:
        expense_with(one.store, one.clock, photo)
    one.sync()

    def cut(_number: int, size: int) -> int | None:
        return chance.randint(0, size) if chance.random() < 0.4 else None

    road = Road(server, cut)
    for _ in range(100):
        with suppress(type(CUT)):
            send(one, road)
        if not to_send(one):
            break
    assert to_send(one) == []
    assert all(has(server.store, photo) for photo in several)
    assert rows(server, "upload") == rows(server, "upload_part") == 0


class KilledError(BaseException):
    """The process ended here."""


@pytest.mark.parametrize("number", range(1, 6))
def test_a_tablet_that_is_killed_goes_on_at_the_byte_the_office_has(
    named: Field, server: SampleServer, number: int
) -> None:
    class Dying(Road):
        def send_part(self, heading: Heading, offset: int, data: bytes) -> int:
            reached = super().send_part(heading, offset, data)
            if len(self.asked) >= number:
                raise KilledError
            return reached

    first = Dying(server)
    with suppress(KilledError):
        send(named, first)
    road = Road(server)
    send(named, road)
    assert has(server.store, PICTURE)
    assert sum(size for _, _, size in (*first.asked, *road.asked)) == len(PICTURE.data)
    assert to_send(named) == []


def test_parts_halve_on_a_cut_and_double_after_two_that_go_through() -> None:
    parts = Parts()
    sizes = [parts.size]
    for went_through in (True, True, True, False, False, True, True, *[True] * 20, *[False] * 9):
        (parts.went_through if went_through else parts.was_cut)()
        sizes.append(parts.size)
    assert sizes[:8] == [16_384, 16_384, 32_768, 32_768, 16_384, 8_192, 8_192, 16_384]
    assert max(sizes) == LARGEST_PART_BYTES
    assert sizes[-1] == SMALLEST_PART_BYTES


def test_where_there_is_no_way_through_two_photos_tell(one: Field, server: SampleServer) -> None:
    for seed in (1, 2, 3):
        expense_with(one.store, one.clock, picture(5_000, seed))
    one.sync()
    road, seen = Road(server, lambda _number, _size: 0), list[PhotoProgress]()
    with pytest.raises(Problem, match="server_unreachable"):
        send(one, road, on_progress=seen.append)
    assert len({name for name, _, _ in road.asked}) == 2
    assert (seen[-1].failed, seen[-1].left) == (2, 3)


def test_a_photo_that_fails_leaves_the_next_its_turn(one: Field, server: SampleServer) -> None:
    several = [picture(5_000, seed) for seed in range(5)]
    for photo in several:
        expense_with(one.store, one.clock, photo)
    one.sync()
    damaged, strange = several[1], several[3]
    with one.store.writing() as session:
        held = tables.side_row
        session.connection.execute(update(held).where(held.c.hash == damaged.hash).values(data=b"rubbish"))

    class Strange(Road):
        def begin_photo(self, heading: Heading) -> int:
            if heading.hash == strange.hash:
                raise Problem("server_failed", status=500)
            return super().begin_photo(heading)

    progress = send(one, Strange(server))
    assert (progress.sent, progress.failed, progress.left) == (3, 2, 2)
    assert to_send(one) == [damaged.hash, strange.hash]
    assert progress.problem is not None
    assert send(one, Road(server)).problem.code == "photo_damaged"
    assert to_send(one) == [damaged.hash]


@pytest.mark.parametrize("code", ["photos_not_taken", "signature_wrong", "tablet_unknown", "uploads_full"])
def test_what_stops_every_photo_stops_the_lane(named: Field, server: SampleServer, code: str) -> None:
    details = {"largest": 5} if code == "uploads_full" else {}

    class Refusing(Road):
        def begin_photo(self, heading: Heading) -> int:
            raise Problem(code, **details)

    with pytest.raises(Problem, match=code):
        send(named, Refusing(server))


@pytest.mark.parametrize("answer", [-1, FIRST_PART_BYTES + 1_000_000, 0])
def test_an_office_that_talks_nonsense_is_given_up(named: Field, server: SampleServer, answer: int) -> None:
    class Raving(Road):
        def send_part(self, heading: Heading, offset: int, data: bytes) -> int:
            return answer

    assert send(named, Raving(server)).problem.code == "answer_unreadable"
    assert send(named, Road(server)).sent == 1


def test_an_upload_that_was_dropped_meanwhile_begins_again(named: Field, server: SampleServer) -> None:
    dropped: list[bool] = []

    def drop(step: PhotoProgress) -> None:
        if step.bytes_sent == FIRST_PART_BYTES and not dropped:
            dropped.append(True)
            one = told(named)
            lane.give_up(server.store, one.origin, one.hash, one.signature)

    assert send(named, Road(server), on_progress=drop).sent == 1
    assert dropped
    assert has(server.store, PICTURE)
