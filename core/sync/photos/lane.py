"""Photos on their way to the office, after the records and in a lane of their own: both ends of each step.

The server keeps every byte that arrives, so that a photo goes on where it was cut, and takes it as a side row when it
is whole, is what its hash says, and a record names it as a photo. A whole photo may be here before its record is
folded; it then waits among the unfinished ones, where it counts against its tablet's share, so that nothing becomes a
side row that no record vouches for.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Protocol

from core.domain.calendar import MS_PER_HOUR
from core.domain.problems import Problem
from core.sync.photos.tus import Heading, signed_part
from core.sync.stages.side_rows import LARGEST_SIDE_ROW_BYTES, belongs
from core.sync.trust.keys import verify
from core.usecases import notes
from core.usecases.own_log import SALT_BYTES
from core.usecases.ports import Clock, OriginState, Session, SideRow, Signer, Store, Upload
from core.usecases.views.field import PhotoView

LARGEST_PHOTO_BYTES = LARGEST_SIDE_ROW_BYTES
MOST_ON_THE_WAY_BYTES = 10 * LARGEST_PHOTO_BYTES
"""Of one tablet; an honest one sends one after the other."""
IDLE_MS = 30 * 24 * MS_PER_HOUR
FIRST_PART_BYTES, SMALLEST_PART_BYTES, LARGEST_PART_BYTES = 16_384, 2_048, 131_072
_MOST_CUTS = 4
"""So many times in a row without a byte getting through, and the photo has to wait."""
_CUTS = frozenset({"server_unreachable", "answer_unreadable", "server_failed", "server_busy"})
_STRAY = frozenset({"upload_offset_wrong", "upload_missing"})
_OF_ONE_PHOTO = _CUTS | _STRAY | {
    "photo_damaged", "photo_too_large", "request_too_large", "request_unreadable", "tablet_revoked", "unexpected",
    "upload_hash_wrong",
}  # fmt: skip
"""What one photo may meet and the next need not."""


# At the server


@dataclass(frozen=True, slots=True)
class Standing:
    """How far an upload is; a finished one is as far as it is long."""

    offset: int
    length: int
    is_new: bool = False


def begin(store: Store, clock: Clock, heading: Heading) -> Standing:
    """Server: begin an upload, or say how far the same one is.

    Raises Problem tablet_unknown, signature_wrong, tablet_revoked, photo_too_large, upload_hash_wrong or uploads_full.
    """
    if heading.length > LARGEST_PHOTO_BYTES:
        raise Problem("photo_too_large", bytes=heading.length, largest=LARGEST_PHOTO_BYTES)
    if len(heading.salt) != SALT_BYTES:
        raise Problem("request_unreadable")
    with store.reading() as session:
        _vouched(session, heading.origin, heading.hash, heading.length, heading.signature)
    with store.writing() as session:
        # The lock keeps two beginnings of one tablet from both fitting into what is left of its share.
        session.origin(heading.origin, lock=True)
        standing = _begun(session, clock.now_ms(), heading)
    return _kept(standing)


def _begun(session: Session, now: int, heading: Heading) -> Standing | None:
    photos = session.photos()
    held = photos.held_bytes(heading.hash)
    if held is not None:
        return Standing(held, held) if held == heading.length else None
    known = photos.upload(heading.origin, heading.hash, lock=True)
    if known is not None and (known.salt, known.length) == (heading.salt, heading.length):
        return _finished(session, known)
    photos.drop_upload(heading.origin, heading.hash)
    photos.drop_idle(now - IDLE_MS)
    if photos.bytes_on_the_way(heading.origin) + heading.length > MOST_ON_THE_WAY_BYTES:
        raise Problem("uploads_full", largest=MOST_ON_THE_WAY_BYTES)
    upload = Upload(heading.origin, heading.hash, heading.salt, heading.length, 0, now)
    photos.put_upload(upload)
    standing = _finished(session, upload)
    return replace(standing, is_new=True) if standing else None


def standing_of(store: Store, origin: str, photo: str, signature: bytes) -> Standing:
    """Server: how far an upload is.

    Raises Problem tablet_unknown, signature_wrong, tablet_revoked or upload_missing.
    """
    with store.reading() as session:
        _known(session, origin)
        standing, _ = _found(session, origin, photo)
        _vouched(session, origin, photo, standing.length, signature)
    return standing


def add_part(
    store: Store, clock: Clock, origin: str, photo: str, signature: bytes, offset: int, data: bytes
) -> Standing:
    """Server: keep the next bytes of an upload; one that is whole then is checked and becomes a side row.

    Raises what `standing_of` raises, and Problem upload_offset_wrong, request_too_large or upload_hash_wrong.
    """
    standing_of(store, origin, photo, signature)
    with store.writing() as session:
        standing, upload = _found(session, origin, photo, lock=True)
        if offset != standing.offset:
            raise Problem("upload_offset_wrong", offset=standing.offset)
        if offset + len(data) > standing.length:
            raise Problem("request_too_large", largest=standing.length - offset)
        after = standing if upload is None else _taken(session, upload, data, clock.now_ms())
    return _kept(after)


def give_up(store: Store, origin: str, photo: str, signature: bytes) -> None:
    """Server: forget an upload; a finished photo stays, since a record vouches for it. Raises as `standing_of`."""
    standing_of(store, origin, photo, signature)
    with store.writing() as session:
        session.photos().drop_upload(origin, photo)


def keep_waiting(store: Store) -> int:
    """Server: take the whole photos whose records have been folded meanwhile; how many."""
    with store.reading() as session:
        waiting = session.photos().waiting()
    for origin, photo in waiting:
        with store.writing() as session:
            known = session.photos().upload(origin, photo, lock=True)
            if known is not None:
                _finished(session, known)
    return len(waiting)


def _found(session: Session, origin: str, photo: str, *, lock: bool = False) -> tuple[Standing, Upload | None]:
    """How far an upload is, with itself where it is not finished. Raises Problem upload_missing."""
    held = session.photos().held_bytes(photo)
    if held is not None:
        return Standing(held, held), None
    upload = session.photos().upload(origin, photo, lock=lock)
    if upload is None:
        raise Problem("upload_missing")
    return Standing(upload.received, upload.length), upload


def _taken(session: Session, known: Upload, data: bytes, now: int) -> Standing | None:
    if data:
        session.photos().put_part(known, data)
    grown = replace(known, received=known.received + len(data), touched_at=now)
    session.photos().put_upload(grown)
    return _finished(session, grown)


def _finished(session: Session, upload: Upload) -> Standing | None:
    """How far an upload is, after taking it as a side row where it is whole and named; None where its bytes are not
    those of its hash: they are then gone.
    """
    photos = session.photos()
    if upload.received == upload.length:
        row = SideRow(upload.hash, upload.salt, photos.parts(upload))
        if not belongs(row):
            photos.drop_upload(upload.origin, upload.hash)
            return None
        if photos.is_named(upload.hash):
            session.put_side_rows([row])
            photos.drop_upload(upload.origin, upload.hash)
    return Standing(upload.received, upload.length)


def _kept(standing: Standing | None) -> Standing:
    """Raised outside the transaction, so that what it has thrown away stays thrown away."""
    if standing is None:
        raise Problem("upload_hash_wrong")
    return standing


def _known(session: Session, origin: str) -> OriginState:
    known = session.origin(origin)
    if known is None or known.role != "tablet":
        raise Problem("tablet_unknown")
    return known


def _vouched(session: Session, origin: str, photo: str, length: int, signature: bytes) -> None:
    """Raises Problem unless an enrolled tablet signed this; one that was shut out may only bring what its own records
    name.
    """
    known = _known(session, origin)
    if not verify(known.public_key, signed_part(session.programme, origin, photo, length), signature):
        raise Problem("signature_wrong")
    if known.revoked and not session.photos().is_named(photo, origin):
        raise Problem("tablet_revoked")


# At the tablet


class Road(Protocol):
    """The way to the office for photos. Both raise Problem for whatever goes wrong."""

    def begin_photo(self, heading: Heading) -> int:
        """How many bytes of it the office has."""

    def send_part(self, heading: Heading, offset: int, data: bytes) -> int:
        """How many it has then."""


@dataclass(frozen=True, slots=True)
class PhotoProgress:
    """How far the lane is; `failed` photos stay for the next time, `problem` says why the last of them did."""

    sent: int = 0
    left: int = 0
    bytes_sent: int = 0
    bytes_left: int = 0
    failed: int = 0
    problem: Problem | None = None


class Parts:
    """How many bytes to send at once: half after a cut, double after two that went through."""

    def __init__(self) -> None:
        self.size = FIRST_PART_BYTES
        self._successes = 0

    def went_through(self) -> None:
        self._successes += 1
        if self._successes == 2:
            self.size, self._successes = min(LARGEST_PART_BYTES, self.size * 2), 0

    def was_cut(self) -> None:
        self.size, self._successes = max(SMALLEST_PART_BYTES, self.size // 2), 0


def send_photos(
    store: Store,
    clock: Clock,
    signer: Signer,
    road: Road,
    on_progress: Callable[[PhotoProgress], None] = lambda _: None,
    is_cancelled: Callable[[], bool] = lambda: False,
) -> PhotoProgress:
    """Tablet: send the photos whose records the office has, oldest first, until all are there, somebody pauses it, or
    a new record wants to go first. A photo that fails is left for the next time.

    Raises Problem where no photo would get through.
    """
    with store.reading() as session:
        waiting = [photo for photo in session.photos().to_send() if photo.is_ready]
    return _Lane(store, clock, signer, road, on_progress, is_cancelled).send(waiting)


class _Lane:
    def __init__(
        self, store: Store, clock: Clock, signer: Signer, road: Road, on_progress: Callable[[PhotoProgress], None],
        is_cancelled: Callable[[], bool],
    ) -> None:  # fmt: skip
        self._store = store
        self._clock = clock
        self._signer = signer
        self._road = road
        self._on_progress = on_progress
        self._is_cancelled = is_cancelled
        self._parts = Parts()
        self._progress = PhotoProgress()

    def send(self, waiting: list[PhotoView]) -> PhotoProgress:
        self._progress = PhotoProgress(left=len(waiting), bytes_left=sum(photo.bytes for photo in waiting))
        cut_off = 0
        if waiting:
            self._tell()
        for photo in waiting:
            if not self._may_go_on():
                break
            try:
                if not self._send_one(photo):
                    break
            except Problem as problem:
                if problem.code not in _OF_ONE_PHOTO:
                    raise
                self._tell(failed=self._progress.failed + 1, problem=problem)
                # One photo may be the reason of a failure, two after each other are not: there is no way through.
                cut_off = cut_off + 1 if problem.code in _CUTS else 0
                if cut_off == 2:
                    raise
            else:
                cut_off = 0
        return self._progress

    def _send_one(self, photo: PhotoView) -> bool:
        """Whether it was sent, as opposed to being told to stop in the middle of it."""
        row, heading = self._signed(photo)
        offset: int | None = None
        best, cuts = 0, 0
        while offset is None or offset < len(row.data):
            if not self._may_go_on():
                return False
            try:
                offset = self._step(row, heading, offset)
            except Problem as problem:
                if problem.code not in _CUTS | _STRAY:
                    raise
                if problem.code in _CUTS:
                    self._parts.was_cut()
                cuts, offset = cuts + 1, None
                if cuts == _MOST_CUTS:
                    raise
                continue
            if offset > best:
                self._tell_bytes(offset - best)
                best, cuts = offset, 0
        with self._store.writing() as session:
            session.photos().put_sent(photo.hash, self._clock.now_ms())
        self._tell(sent=self._progress.sent + 1, left=self._progress.left - 1)
        return True

    def _step(self, row: SideRow, heading: Heading, offset: int | None) -> int:
        """How many bytes the office has after one request: the beginning, where nothing is known of it, or a part."""
        if offset is None:
            reached, least = self._road.begin_photo(heading), 0
        else:
            reached = self._road.send_part(heading, offset, row.data[offset : offset + self._parts.size])
            least = offset + 1
            self._parts.went_through()
        if not least <= reached <= len(row.data):
            raise Problem("answer_unreadable")
        return reached

    def _signed(self, photo: PhotoView) -> tuple[SideRow, Heading]:
        with self._store.reading() as session:
            rows = session.side_rows([photo.hash])
            origin = notes.text(session, "own_origin")
        if not rows or not belongs(rows[0]):
            raise Problem("photo_damaged", record=photo.record)
        row = rows[0]
        heading = Heading(origin, row.hash, row.salt, len(row.data))
        return row, heading.signed(self._store.programme, self._signer)

    def _may_go_on(self) -> bool:
        if self._is_cancelled():
            return False
        with self._store.reading() as session:
            has_unsent = notes.number(session, "own_seq") > notes.number(session, "acked_seq")
            return not has_unsent and session.note(notes.PAUSED_NOTE) != notes.PAUSED

    def _tell_bytes(self, number: int) -> None:
        self._tell(bytes_sent=self._progress.bytes_sent + number, bytes_left=self._progress.bytes_left - number)

    def _tell(self, **changes: int | Problem) -> None:
        self._progress = replace(self._progress, **changes)  # type: ignore[arg-type]
        self._on_progress(self._progress)
