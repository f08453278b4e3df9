"""The conversation without a network: requests in a file that anybody may carry, answers in a file that comes back.

Each end does what it does over the network: a bundle holds the very requests of a sync, a reply the very answers.
A bundle is sealed to the office and signed by its tablet; a reply is sealed to a key that only that tablet has, and
only the office can have made it. Either may be read twice, late, in any order, or never.
"""

from __future__ import annotations

import struct
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from core.domain.problems import Problem
from core.sync import wire
from core.sync.alarms import keep_alarm
from core.sync.bundle_format import ID_BYTES, LARGEST_REPLY_BYTES, SIGNATURE_BYTES, Head, new_id, read_head
from core.sync.conversation import give_answer, next_request, take_answer
from core.sync.keys import verify
from core.sync.messages import PROTOCOL, Answer, Echo, Request
from core.sync.octets import Reader, Writer
from core.sync.pull import serve_pull
from core.sync.push import ROOM_BYTES, sides_of
from core.sync.sealing import KEY_BYTES, NotOpened, new_key, own_sealing_key, public_half, seal, unseal
from core.sync.side_rows import MISSES_AT_ONCE, let_go, served
from core.usecases import notes
from core.usecases.office import committees_granted_since
from core.usecases.ports import Clock, OriginState, Session, SideRow, Signer, Span, Store
from core.usecases.sealing import sealing_key_in_force

MOST_REQUESTS = 100
WRITTEN_BYTES = 4_000_000
"""Of the requests of a bundle; what does not fit any more goes into the next one, after an answer."""
_REQUEST_BYTES = 1_000_000
_REPLY_BYTES = 4_000_000
_NAMES_BYTES = 1_000_000
_MOST_ANSWERS = 1_000
_REMEMBERED = 100
_LARGEST = 2**53 - 1
_SIGNED = b"planton-bundle\n"
_WRITTEN = "bundles_written"
_SEALED_FOR = struct.Struct(f">{ID_BYTES}s{KEY_BYTES}s{KEY_BYTES}sQ")

CommitteesOf = Callable[[Session, str], tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Bundle:
    """A file to be carried: `records` of ours are in it, and `left` did not fit."""

    name: str
    data: bytes
    records: int
    left: int


@dataclass(frozen=True, slots=True)
class Heard:
    """What became of a bundle in the office: `records` were new, `reply` is the file that goes back."""

    origin: str
    records: int
    was_known: bool
    is_shut_out: bool
    name: str
    reply: bytes


@dataclass(frozen=True, slots=True)
class Receipt:
    """What a reply brought: the office has our records up to `acked_seq`; `received` records of the feed came, and
    there may be more of them there.
    """

    acked_seq: int
    received: int
    more: bool


@dataclass(frozen=True, slots=True)
class _Waiting:
    """A bundle that was written here: the private key that opens its reply, the office's key, and what was acked."""

    id: bytes
    private: bytes
    office: bytes
    acked_seq: int


# The tablet writes


def write_bundle(store: Store, signer: Signer) -> Bundle:
    """All records that the office has not said it has, in a file for it. The key for the reply is kept before anybody
    can carry the file away.

    Raises Problem bundle_key_missing.
    """
    with store.reading() as session:
        office = sealing_key_in_force(session)
        if not office:
            raise Problem("bundle_key_missing")
        origin, acked = notes.text(session, "own_origin"), notes.number(session, "acked_seq")
        requests, reached = _requests(session, signer)
        left = notes.number(session, "own_seq") - reached
        head = Head("bundle", session.programme, origin, notes.text(session, "server_origin"), new_id())
    private = new_key()
    with store.writing() as session:
        waiting = [*_waiting(session), _Waiting(head.id, private, office, acked)]
        _put_waiting(session, waiting[-_REMEMBERED:])
    writer = Writer()
    writer.raw(public_half(private))
    writer.number(len(requests))
    for data in requests:
        writer.blob(data)
    clear = head.bytes()
    whole = clear + seal(writer.bytes(), office, clear)
    return Bundle(head.name, whole + signer.sign(_SIGNED + whole), reached - acked, left)


def _requests(session: Session, signer: Signer) -> tuple[list[bytes], int]:
    """The requests, packed, and the number of the last record in them."""
    end, reached, size = notes.number(session, "own_seq"), notes.number(session, "acked_seq"), 0
    packed: list[bytes] = []
    while not packed or (reached < end and size < WRITTEN_BYTES and len(packed) < MOST_REQUESTS):
        request = next_request(session, signer, _REQUEST_BYTES, PROTOCOL, reached)
        packed.append(wire.pack_request(request))
        size += len(packed[-1])
        reached = request.last_seq
    return packed, reached


# The office reads it and replies


def read_bundle(
    store: Store, clock: Clock, signer: Signer, server_origin: str, data: bytes, settle: Callable[[], None],
    committees_of: CommitteesOf,
) -> Heard:  # fmt: skip
    """Take what a bundle says, as if its tablet had said it over the network, and answer it.

    Everything is looked at before anything is taken. Raises Problem.
    """
    head, clear, rest = read_head(data, "bundle")
    with store.reading() as session:
        known = _sender(session, head)
        private = own_sealing_key(session)
    sealed, signature = rest[:-SIGNATURE_BYTES], rest[-SIGNATURE_BYTES:]
    if not verify(known.public_key, _SIGNED + clear + sealed, signature):
        raise Problem("bundle_changed")
    try:
        said = unseal(sealed, private, clear)
    except NotOpened as error:
        raise Problem("bundle_key_lost", origin=head.origin) from error
    reply_key, requests = _unpacked(said, head)
    answers, request = [], requests[-1]
    for each in requests:
        answers = [give_answer(store, clock, signer, server_origin, each, settle, committees_of)]
    is_shut_out = answers[0].state == "shut_out"
    if not is_shut_out:
        answers = _all_answers(store, request, answers[0], committees_of)
    with store.writing() as session:
        was_known = _remember(session, head)
    back = replace(head, sort="reply", server_origin=server_origin)
    reply = _packed_reply(back, reply_key, private, request, answers)
    return Heard(head.origin, max(0, answers[0].acked_seq - known.seq), was_known, is_shut_out, back.name, reply)


def _sender(session: Session, head: Head) -> OriginState:
    addressed = session.origin(head.server_origin)
    if head.programme != session.programme or addressed is None or addressed.role != "office":
        raise Problem("bundle_for_another", programme=head.programme)
    known = session.origin(head.origin)
    if known is None or known.role != "tablet":
        raise Problem("bundle_unknown_tablet", origin=head.origin)
    return known


def _unpacked(said: bytes, head: Head) -> tuple[bytes, list[Request]]:
    """The key for the reply, and the requests, each of which was opened once: none is taken where one is misshapen."""
    reader = Reader(said)
    try:
        reply_key = reader.raw(KEY_BYTES)
        packed = [reader.blob() for _ in range(reader.number(MOST_REQUESTS))]
        reader.end()
        for data in packed:
            looked_at = wire.unpack_request(data)
            if (looked_at.origin, looked_at.programme) != (head.origin, head.programme):
                raise ValueError("it speaks for another")
            _ = tuple(looked_at.records), tuple(looked_at.side_rows)
    except Problem as problem:
        if problem.code == "protocol_unknown":
            raise Problem("bundle_version_unknown", **problem.details) from problem
        raise Problem("bundle_unreadable") from problem
    except (ValueError, OverflowError) as error:
        raise Problem("bundle_unreadable") from error
    if not packed:
        raise Problem("bundle_unreadable")
    # Unpacked anew, and opened only where there is something new in them: not all at once in memory.
    return reply_key, [wire.unpack_request(data) for data in packed]


def _all_answers(store: Store, request: Request, first: Answer, committees_of: CommitteesOf) -> list[Answer]:
    """What the tablet would hear if it went on asking, up to what a file may hold: the next file is days away. Of a
    committee that it works for only now it gets the names as well that older records of it mention.
    """
    answers, position, size = [], request.position, 0
    answer = first
    with store.reading() as session:
        granted = committees_granted_since(session, request.origin, position)
        older = session.named_side_rows(granted, position) if granted else []
    while True:
        with store.reading() as session:
            committees = committees_of(session, request.origin)
            names = _served(session, [*older, *_named(answer.spans)], committees)
        older = []
        rows = {row.hash: row for row in (*answer.side_rows, *names)}
        answers.append(replace(answer, side_rows=tuple(rows.values())))
        position += sum(span.number for span in answer.spans)
        size += len(wire.pack_answer(answers[-1]))
        if not (answer.more and answer.spans) or size > _REPLY_BYTES or len(answers) == _MOST_ANSWERS:
            return answers
        with store.reading() as session:
            standing = session.checkpoint()
            end = standing.size if standing else 0
            spans, more = serve_pull(session, position, end, ROOM_BYTES, request.origin)
        note = standing.note if standing else ""
        answer = replace(first, checkpoint=note, spans=tuple(spans), more=more, side_rows=())


def _named(spans: Sequence[Span | Echo]) -> list[str]:
    """The side rows that these records name."""
    records = (data for span in spans if isinstance(span, Span) for data in span.records if b'_side"' in data)
    return [name for data in records for name in sides_of(data)]


def _served(session: Session, hashes: Sequence[str], committees: Sequence[str]) -> list[SideRow]:
    """Those of these side rows that this tablet may have, as many as a file has room for."""
    wanted = list(dict.fromkeys(hashes))
    rows: list[SideRow] = []
    for start in range(0, len(wanted), MISSES_AT_ONCE):
        rows += served(session, wanted[start : start + MISSES_AT_ONCE], committees)
        if sum(len(row.data) for row in rows) > _NAMES_BYTES:
            break
    return rows


def _remember(session: Session, head: Head) -> bool:
    """Whether this bundle was read before."""
    name = f"bundles_read/{head.origin}"
    session.origin(head.origin, lock=True)
    kept = session.note(name) or b""
    read = [kept[start : start + ID_BYTES] for start in range(0, len(kept), ID_BYTES)]
    if head.id in read:
        return True
    session.put_note(name, b"".join([*read, head.id][-_REMEMBERED:]))
    return False


def _packed_reply(head: Head, reader: bytes, private: bytes, request: Request, answers: Sequence[Answer]) -> bytes:
    writer = Writer()
    writer.number(len(answers))
    position = request.position
    for answer in answers:
        writer.number(position)
        writer.blob(wire.pack_answer(answer, with_lzma=bool(request.reads_lzma)))
        position += sum(span.number for span in answer.spans)
    clear = head.bytes()
    try:
        return clear + seal(writer.bytes(), reader, clear, private)
    except ValueError as error:
        raise Problem("bundle_unreadable") from error


# The tablet reads the reply


def read_reply(store: Store, clock: Clock, data: bytes) -> Receipt:
    """Take what the office answered. What is past changes nothing; older replies are not needed after this one.

    Raises Problem; what was taken before it is kept.
    """
    if len(data) > LARGEST_REPLY_BYTES:
        raise Problem("bundle_too_large", largest=LARGEST_REPLY_BYTES)
    head, clear, sealed = read_head(data, "reply")
    with store.reading() as session:
        own, waiting = notes.text(session, "own_origin"), _waiting(session)
        if head.programme != session.programme:
            raise Problem("bundle_for_another", programme=head.programme)
        server = notes.text(session, "server_origin")
        # The office was put back since: what it said before is no part of what it says now.
        is_of_before = head.server_origin != server and session.origin(head.server_origin) is not None
    if head.origin != own:
        raise Problem("reply_for_another", origin=head.origin)
    place = next((place for place, each in enumerate(waiting) if each.id == head.id), None)
    if place is None or is_of_before:
        raise Problem("reply_past")
    bundle = waiting[place]
    try:
        answers = _read_answers(unseal(sealed, bundle.private, clear, bundle.office))
    except NotOpened as error:
        raise Problem("bundle_changed") from error
    received = 0
    try:
        for position, answer in answers:
            with store.writing() as session:
                received += _take(session, clock, bundle, position, answer)
    except Problem as problem:
        keep_alarm(store, problem)
        raise
    finally:
        store.fold()
    last = answers[-1][1]
    with store.writing() as session:
        now = _waiting(session)
        _put_waiting(session, now[next(place for place, each in enumerate(now) if each.id == head.id) :])
        is_left = notes.number(session, "own_seq") > notes.number(session, "acked_seq")
    if last.state == "shut_out" and not is_left:
        raise Problem("tablet_revoked")
    let_go(store)
    return Receipt(last.acked_seq, received, last.more)


def _read_answers(said: bytes) -> list[tuple[int, Answer]]:
    """The answers with the positions behind which their spans begin. Raises Problem bundle_unreadable."""
    reader = Reader(said)
    try:
        answers = [
            (reader.number(_LARGEST), wire.unpack_answer(reader.blob())) for _ in range(reader.number(_MOST_ANSWERS))
        ]
        reader.end()
    except (ValueError, Problem) as error:
        raise Problem("bundle_unreadable") from error
    if not answers:
        raise Problem("bundle_unreadable")
    return answers


def _take(session: Session, clock: Clock, bundle: _Waiting, position: int, answer: Answer) -> int:
    """One answer, without what has come here on another way meanwhile; how many records of it came."""
    here, standing, acked = session.tree().size, session.checkpoint(), notes.number(session, "acked_seq")
    end = position + sum(span.number for span in answer.spans)
    has_more = end > here or (end == here and (standing is None or standing.size < here))
    if answer.state == "on" and not (position <= here and has_more):
        answer = replace(answer, state="unchanged", checkpoint="", spans=())
    if acked not in (bundle.acked_seq, answer.acked_seq):
        # Something was acknowledged since: only what is further counts. Otherwise the office may well have less now.
        answer = replace(answer, acked_seq=max(acked, answer.acked_seq))
    answer = replace(answer, spans=tuple(part for span in answer.spans for part in _behind(span, here)))
    own = notes.text(session, "own_origin")
    asked = Request(answer.protocol, session.programme, own, 1, (), "", here, "", 0, (), ())
    return take_answer(session, clock, asked, answer, is_fresh=False)


def _behind(span: Span | Echo, position: int) -> list[Span | Echo]:
    """What of a span stands behind a position."""
    past = max(0, position + 1 - span.first_position)
    if past >= span.number:
        return []
    first_position, first_seq = span.first_position + past, span.first_seq + past
    if isinstance(span, Echo):
        return [Echo(first_position, first_seq, span.number - past)]
    return [Span(first_position, span.origin, first_seq, span.records[past:])]


def written_order(session: Session) -> list[bytes]:
    """The bundles whose replies can be read, in the order in which they were written."""
    return [each.id for each in _waiting(session)]


def _waiting(session: Session) -> list[_Waiting]:
    return [_Waiting(*fields) for fields in _SEALED_FOR.iter_unpack(session.note(_WRITTEN) or b"")]


def _put_waiting(session: Session, waiting: Sequence[_Waiting]) -> None:
    packed = (_SEALED_FOR.pack(each.id, each.private, each.office, each.acked_seq) for each in waiting)
    session.put_note(_WRITTEN, b"".join(packed))
