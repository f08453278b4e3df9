"""The conversation without a network: requests in a file that anybody may carry, answers in a file that comes back.

Each end does what it does over the network: a bundle holds the very requests of a sync, a reply the very answers.
A bundle is sealed to the office and signed by its tablet; a reply is sealed to a key that only that tablet has, and
only the office can have made it. Either may be read twice, late, in any order, or never.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from core.domain.problems import Problem
from core.sync.carried.bundle_body import (
    MOST_ANSWERS,
    MOST_REQUESTS,
    BundleBody,
    Crossing,
    ReplyBody,
    read_bundle_body,
    read_reply_body,
)
from core.sync.carried.bundle_epochs import (
    crossing_for,
    gather_offers,
    has_to_go_over,
    hear_crossing,
    refuse_where_put_back,
    take_offers,
)
from core.sync.carried.bundle_format import LARGEST_REPLY_BYTES, SIGNATURE_BYTES, Head, new_id, read_head
from core.sync.stages.pull import serve_pull
from core.sync.stages.push import ROOM_BYTES, sides_of
from core.sync.stages.side_rows import MISSES_AT_ONCE, let_go, served
from core.sync.trust.alarms import keep_alarm
from core.sync.trust.awaited_replies import ID_BYTES, Waiting, forget_before, put_waiting, waiting_for
from core.sync.trust.keys import verify
from core.sync.trust.own_past import CHANGED
from core.sync.trust.sealing import NotOpened, new_key, own_sealing_key, public_half, seal, unseal
from core.sync.turns.answering import Answering, give_answer
from core.sync.turns.conversation import next_request, take_answer
from core.sync.wire import packing
from core.sync.wire.messages import PROTOCOL, Answer, Request
from core.usecases import notes
from core.usecases.office.grants import committees_granted_since, committees_of_tablet
from core.usecases.ports import Clock, Echo, OriginState, Session, SideRow, Signer, Span, Store
from core.usecases.sealing import sealing_key_in_force

WRITTEN_BYTES = 4_000_000
"""Of the requests of a bundle; what does not fit any more goes into the next one, after an answer."""
_REQUEST_BYTES = 1_000_000
_REPLY_BYTES = 4_000_000
_NAMES_BYTES = 1_000_000
_REMEMBERED = 100
_SIGNED = b"planton-bundle\n"


@dataclass(frozen=True, slots=True)
class Bundle:
    """A file to be carried: `records` of ours are in it, and `left` did not fit. `gives_back` is how many are in it
    that the office's server has lost; nothing else goes before these.
    """

    name: str
    data: bytes
    records: int
    left: int
    gives_back: int = 0


@dataclass(frozen=True, slots=True)
class Heard:
    """What became of a bundle in the office: `records` were new, and `given_back` ones that its server had lost.
    `reply` is the file that goes back. `is_ahead` is whether the tablet holds more than the office, which was put back.
    """

    origin: str
    records: int
    was_known: bool
    is_shut_out: bool
    name: str
    reply: bytes
    given_back: int = 0
    is_ahead: bool = False


@dataclass(frozen=True, slots=True)
class Receipt:
    """What a reply brought: the office has our records up to `acked_seq`; `received` records of the feed came, and
    there may be more of them there. `was_put_back` is whether the office's server was; `to_give_back` of the records
    that it lost have to go with the next bundle.
    """

    acked_seq: int
    received: int
    more: bool
    was_put_back: bool = False
    to_give_back: int = 0


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
        offers, gives_back = gather_offers(session, signer, WRITTEN_BYTES)
        says_more = not offers or not has_to_go_over(session)
        requests, reached = _requests(session, signer) if says_more else _greeting(session, signer, acked)
        standing = session.checkpoint()
        left = notes.number(session, "own_seq") - reached
        head = Head("bundle", session.programme, origin, notes.text(session, "server_origin"), new_id())
    private = new_key()
    with store.writing() as session:
        waiting = [*waiting_for(session), Waiting(head.id, private, office, acked)]
        put_waiting(session, waiting[-_REMEMBERED:])
    body = BundleBody(public_half(private), requests, standing.note if standing else "", offers)
    clear = head.bytes()
    whole = clear + seal(body.bytes(), office, clear)
    return Bundle(head.name, whole + signer.sign(_SIGNED + whole), reached - acked, left, gives_back)


def _requests(session: Session, signer: Signer) -> tuple[list[bytes], int]:
    """The requests, packed, and the number of the last record in them."""
    end, reached, size = notes.number(session, "own_seq"), notes.number(session, "acked_seq"), 0
    packed: list[bytes] = []
    while not packed or (reached < end and size < WRITTEN_BYTES and len(packed) < MOST_REQUESTS):
        request = next_request(session, signer, _REQUEST_BYTES, PROTOCOL, reached)
        packed.append(packing.pack_request(request))
        size += len(packed[-1])
        reached = request.last_seq
    return packed, reached


def _greeting(session: Session, signer: Signer, acked_seq: int) -> tuple[list[bytes], int]:
    """A request without any records."""
    end = notes.number(session, "own_seq")
    return [packing.pack_request(next_request(session, signer, _REQUEST_BYTES, PROTOCOL, end))], acked_seq


# The office reads it and replies


def read_bundle(answering: Answering, data: bytes) -> Heard:
    """Take what a bundle says, as if its tablet had said it over the network, and answer it.

    Everything is looked at before anything is taken. Raises Problem.
    """
    store = answering.store
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
    body = read_bundle_body(said, head)
    with store.reading() as session:
        refuse_where_put_back(session, body.note)
    given_back, reached = take_offers(store, answering.clock, body.offers)
    requests = body.opened()
    request = requests[-1]
    reply, answers = _answered(answering, requests, reached)
    if answers and head.server_origin != answering.origin:
        reply = _followable(store, answering.origin, answers[0], reply)
    with store.writing() as session:
        was_known = _remember(session, head)
    back = replace(head, sort="reply", server_origin=answering.origin)
    sealed_reply = _sealed(back, body.reply_key, private, reply.bytes(with_lzma=bool(request.reads_lzma)))
    new = max(0, answers[0].acked_seq - known.seq) if answers else 0
    is_shut_out = bool(answers) and answers[0].state == "shut_out"
    return Heard(head.origin, new, was_known, is_shut_out, back.name, sealed_reply, given_back, not answers)


def _answered(answering: Answering, requests: Sequence[Request], reached: int) -> tuple[ReplyBody, list[Answer]]:
    """What goes back. A tablet that holds more than this office hears that it was put back, where it was."""
    answers: list[Answer] = []
    try:
        for each in requests:
            answers = [give_answer(answering, each)]
    except Problem as problem:
        with answering.store.reading() as session:
            may_be_behind = problem.code == "history_differs" and not session.note(CHANGED)
            crossing = crossing_for(session, reached) if may_be_behind else None
        if crossing is None:
            raise
        return ReplyBody((), crossing), []
    request = requests[-1]
    if answers[0].state != "shut_out":
        answers = _all_answers(answering.store, request, answers[0])
    placed, position = [], request.position
    for answer in answers:
        placed.append((position, answer))
        position += sum(span.number for span in answer.spans)
    return ReplyBody(placed), answers


def _followable(store: Store, server_origin: str, answer: Answer, reply: ReplyBody) -> ReplyBody:
    """The reply to a tablet that follows a server before this one: what that says it can read only where the record
    that began the epoch comes at once. Else it has to hear of that first.
    """
    has_epoch = any(
        isinstance(span, Span) and (span.origin, span.first_seq) == (server_origin, 1) for span in answer.spans
    )
    if answer.state != "on" or has_epoch:
        return reply
    with store.reading() as session:
        crossing = crossing_for(session, 0)
    return ReplyBody((), crossing) if crossing else reply


def _sender(session: Session, head: Head) -> OriginState:
    addressed = session.origin(head.server_origin)
    if head.programme != session.programme or addressed is None or addressed.role != "office":
        raise Problem("bundle_for_another", programme=head.programme)
    known = session.origin(head.origin)
    if known is None or known.role != "tablet":
        raise Problem("bundle_unknown_tablet", origin=head.origin)
    return known


def _all_answers(store: Store, request: Request, first: Answer) -> list[Answer]:
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
            committees = committees_of_tablet(session, request.origin)
            names = _served(session, [*older, *_named(answer.spans)], committees)
        older = []
        rows = {row.hash: row for row in (*answer.side_rows, *names)}
        answers.append(replace(answer, side_rows=tuple(rows.values())))
        position += sum(span.number for span in answer.spans)
        size += len(packing.pack_answer(answers[-1]))
        if not (answer.more and answer.spans) or size > _REPLY_BYTES or len(answers) == MOST_ANSWERS:
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


def _sealed(head: Head, reader: bytes, private: bytes, said: bytes) -> bytes:
    clear = head.bytes()
    try:
        return clear + seal(said, reader, clear, private)
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
        own, waiting = notes.text(session, "own_origin"), waiting_for(session)
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
        said = read_reply_body(unseal(sealed, bundle.private, clear, bundle.office))
    except NotOpened as error:
        raise Problem("bundle_changed") from error
    if said.crossing is not None:
        return _hear_crossing(store, head, said.crossing)
    answers, received = said.answers, 0
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
    forget_before(store, head.id)
    with store.reading() as session:
        is_left = notes.number(session, "own_seq") > notes.number(session, "acked_seq")
    if last.state == "shut_out" and not is_left:
        raise Problem("tablet_revoked")
    let_go(store)
    return Receipt(last.acked_seq, received, last.more)


def _hear_crossing(store: Store, head: Head, crossing: Crossing) -> Receipt:
    """The office's server was put back, and holds less than this tablet."""
    with store.writing() as session:
        session.put_note("checkpoint_there", crossing.told.checkpoint.encode("utf-8"))
    try:
        left = hear_crossing(store, crossing)
    except Problem as problem:
        keep_alarm(store, problem)
        raise
    forget_before(store, head.id)
    with store.reading() as session:
        acked = notes.number(session, "acked_seq")
    return Receipt(acked, 0, more=True, was_put_back=True, to_give_back=left)


def _take(session: Session, clock: Clock, bundle: Waiting, position: int, answer: Answer) -> int:
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
