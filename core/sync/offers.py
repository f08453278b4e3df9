"""What a server that was put back has lost, on its way from a tablet to it: both ends, part by part.

No record of another tablet carries a signature of its own. A part is believed because it stands in a tree that an
earlier server of this programme has signed: with the roots of what stands left and right of it, it comes to the signed
root or it is no part of that tree. So every part proves itself, takes effect when it comes, and may come again; none
can hold anything that was not there. The tablet signs for having brought it.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from core.domain.bodies import Count, UnreadableBody
from core.domain.calendar import local_day
from core.domain.chain import chain_over
from core.domain.epochs import GivenBack
from core.domain.kinds import UnknownKind, fact_of
from core.domain.merkle import HASH_BYTES, Levels, Tree, completed, grow, root
from core.domain.problems import Problem
from core.domain.records import UnreadableRecord, decode_record, origin_of_key
from core.domain.tablets import TabletRevoked
from core.sync import wire, wire_octets
from core.sync.checkpoints import leaves_of, log_name, read_checkpoint, signer_of
from core.sync.introductions import introduce, meet_enrolled, read_epoch
from core.sync.keys import verify
from core.sync.messages import LARGEST_REQUEST_BYTES, PROTOCOL, Answer
from core.sync.octets import Reader, Writer
from core.sync.push import PRESSED, ROOM_BYTES, TOOK_BACK, sides_of
from core.sync.side_rows import belongs
from core.usecases import notes
from core.usecases.own_log import OFFICE_AUTHOR, Statement, append_as_office
from core.usecases.ports import Checkpoint, Clock, Session, SideRow, Signer, Span, Store

_VERSION = 1
_KEY_BYTES, _SIGNATURE_BYTES = 32, 64
_MOST_ROOTS, _MOST_EPOCHS = 64, 50
_LARGEST = 2**53 - 1
_SIGNED = b"planton-offer\n"


@dataclass(frozen=True, slots=True)
class Offer:
    """Records that stand in the feed behind its first `start`, under the checkpoint `note` of an earlier server.

    `left` and `right` are the roots of the complete subtrees before and behind them, `epochs` the records that made the
    checkpoint's server known, oldest first.
    """

    note: str
    start: int
    spans: tuple[Span, ...]
    side_rows: Sequence[SideRow]
    left: tuple[bytes, ...]
    right: tuple[bytes, ...]
    epochs: tuple[bytes, ...] = ()

    @property
    def end(self) -> int:
        return self.start + sum(span.number for span in self.spans)


@dataclass(frozen=True, slots=True)
class Taken:
    """`records` were new here. `is_in_order` is False where a part before this one has not come, or was lost again:
    nothing is then taken, and the tablet has to begin anew. `is_last` is whether nothing comes behind.
    """

    records: int
    is_in_order: bool
    is_last: bool


def pack_offer(offer: Offer, signer: Signer) -> bytes:
    """An offer as it travels, signed by who brings it."""
    answer = Answer(PROTOCOL, 0, offer.note, offer.spans, more=False, side_rows=offer.side_rows, time_ms=0)
    writer = Writer()
    writer.number(_VERSION)
    writer.raw(signer.public_key)
    writer.blob(wire.pack_answer(answer))
    writer.number(offer.start)
    for roots in (offer.left, offer.right):
        writer.number(len(roots))
        for node in roots:
            writer.raw(node)
    writer.number(len(offer.epochs))
    for data in offer.epochs:
        writer.blob(data)
    whole = writer.bytes()
    return wire_octets.with_sum(whole + signer.sign(_SIGNED + whole))


def unpack_offer(data: bytes) -> tuple[Offer, str]:
    """An offer, and the origin of the tablet that has signed for it. Raises Problem request_unreadable or
    request_damaged.
    """
    signed = _whole(data)
    whole, signature = signed[:-_SIGNATURE_BYTES], signed[-_SIGNATURE_BYTES:]
    reader = Reader(whole)
    try:
        public_key, packed = _head(reader)
        start = reader.number(_LARGEST)
        left, right = (
            tuple(reader.raw(HASH_BYTES) for _ in range(reader.number(_MOST_ROOTS))) for _ in range(2)
        )  # fmt: skip
        epochs = tuple(reader.blob() for _ in range(reader.number(_MOST_EPOCHS)))
        reader.end()
        answer = wire.unpack_answer(packed)
    except (Problem, ValueError, OverflowError) as problem:
        raise Problem("request_unreadable") from problem
    if len(data) > LARGEST_REQUEST_BYTES or not verify(public_key, _SIGNED + whole, signature):
        raise Problem("request_unreadable")
    spans = tuple(span for span in answer.spans if isinstance(span, Span) and span.records)
    if not spans or len(spans) != len(answer.spans):
        raise Problem("request_unreadable")
    offer = Offer(answer.checkpoint, start, spans, answer.side_rows, left, right, epochs)
    return offer, origin_of_key(public_key)


def pack_taken(taken: Taken) -> bytes:
    """What the tablet is told of a part that it has brought."""
    return json.dumps({"records": taken.records, "in_order": int(taken.is_in_order)}).encode("ascii")


def unpack_taken(data: bytes) -> bool:
    """Whether a part came in order. Raises Problem answer_unreadable."""
    try:
        value = json.loads(data)
        return {0: False, 1: True}[value["in_order"]]
    except (ValueError, RecursionError, TypeError, KeyError) as error:
        raise Problem("answer_unreadable") from error


def _whole(data: bytes) -> bytes:
    with wire_octets.refusing_requests():
        return wire_octets.without_sum(data)


def _head(reader: Reader) -> tuple[bytes, bytes]:
    """The key of who brings an offer, and its records, unopened."""
    if reader.number(_LARGEST) != _VERSION:
        raise ValueError("another kind of offer")
    return reader.raw(_KEY_BYTES), reader.blob()


# The server


def is_vouched(session: Session, data: bytes) -> bool:
    """Whether an offer comes under the signature of a server that is known here, as all do but where this one was put
    back twice. Nothing of it is opened for that: a few bytes can hold a great deal. Raises Problem request_damaged.
    """
    whole = _whole(data)
    try:
        return _signed_by_former(session, wire_octets.note_of_answer(_head(Reader(whole))[1])) is not None
    except (Problem, ValueError, OverflowError):
        return False


def take_back(store: Store, clock: Clock, data: bytes) -> Taken:
    """Keep what is new of an offer, and on record who brought it and how much.

    Raises Problem request_unreadable, or history_differs for what an earlier server of this programme did not sign.
    """
    offer, giver = unpack_offer(data)
    with store.writing() as session:
        own = notes.text(session, "own_origin")
        # Locked first, since it is written last: of two tablets that give back at once one waits.
        session.origin(own, lock=True)
        signed, former = _proved(session, offer)
        is_last = offer.end == signed.size
        if not _comes_next(session, own, former, offer):
            return Taken(0, is_in_order=False, is_last=is_last)
        for origin in sorted({span.origin for span in offer.spans}):
            session.origin(origin, lock=True)
        number = sum(_take_span(session, span) for span in offer.spans)
        named = {name for span in offer.spans for data in span.records for name in sides_of(data)}
        session.put_side_rows(row for row in offer.side_rows if row.hash in named and belongs(row))
        session.put_note(TOOK_BACK, b"1")
        if number:
            now, fact = clock.now_ms(), GivenBack(giver, Count(number), Count(offer.end))
            append_as_office(session, own, [Statement(fact, local_day(now), OFFICE_AUTHOR, now)])
    store.fold()
    return Taken(number, is_in_order=True, is_last=is_last)


def _comes_next(session: Session, own: str, former: str, offer: Offer) -> bool:
    """Whether a part begins no later than what is here of the former server's feed; then that goes as far as it."""
    first = session.records(own, 1, 1)
    epoch = read_epoch(session, first[0]) if first else None
    reached = max(epoch.fact.size if epoch else offer.start, notes.number(session, f"reached/{former}"))
    if offer.start > reached:
        return False
    notes.put_number(session, f"reached/{former}", max(reached, offer.end))
    return True


def _proved(session: Session, offer: Offer) -> tuple[Checkpoint, str]:
    """The checkpoint of an earlier server in whose tree these records stand where they say, and the server's origin.
    Raises Problem history_differs where they do not.
    """
    for data in offer.epochs:
        # Put back twice, a server may have lost its own last epoch as well.
        epoch = read_epoch(session, data)
        if epoch is not None:
            introduce(session, epoch)
    signed = _signed_by_former(session, offer.note)
    at = offer.start
    for span in offer.spans:
        if span.first_position != at + 1:
            raise Problem("history_differs")
        at += span.number
    if signed is None or len(offer.left) != offer.start.bit_count():
        raise Problem("history_differs")
    tree = grow(Tree(offer.start, offer.left), (data for span in offer.spans for data in span.records))
    try:
        whole = completed(tree, signed.size, offer.right)
    except ValueError as error:
        raise Problem("history_differs") from error
    if root(whole) != signed.root:
        raise Problem("history_differs")
    return signed, signer_of(offer.note)


def _signed_by_former(session: Session, note: str) -> Checkpoint | None:
    """The checkpoint of a note that a server of this programme has signed whose key is known here."""
    former = session.origin(signer_of(note))
    if former is None or former.role != "office":
        return None
    try:
        return read_checkpoint(note, log_name(session.programme, former.origin), former.public_key)
    except Problem:
        return None


def _take_span(session: Session, span: Span) -> int:
    """Keep what is not here yet of records that were here once; how many."""
    known = session.origin(span.origin)
    if known is None or span.first_seq > known.seq + 1:
        return 0
    here = session.records(span.origin, span.first_seq, span.first_seq + len(span.records) - 1)
    if here != list(span.records[: len(here)]):
        # Somebody went on here before the loss was noticed; both are signed, and a person has to look.
        session.put_note(f"equivocation/{span.origin}", span.records[0])
        return 0
    new = span.records[len(here) :]
    if not new:
        return 0
    heads = chain_over(known.head, new)
    session.write_records(span.origin, known.seq + 1, new, heads)
    session.put_origin(known.grown(len(new), heads[-1]))
    session.place_in_feed(span.origin, known.seq + 1, len(new))
    if known.role == "office":
        meet_enrolled(session, new)
        for data in new:
            _shut_out_again(session, data)
    return len(new)


def _shut_out_again(session: Session, data: bytes) -> None:
    if TabletRevoked.kind.encode() in data:
        fact = _fact(data)
        if isinstance(fact, TabletRevoked):
            session.revoke_origin(fact.origin)


def _fact(data: bytes) -> object:
    try:
        return fact_of(decode_record(data))
    except (UnreadableRecord, UnknownKind, UnreadableBody):
        return None


# The tablet


def give_all_back(
    store: Store, signer: Signer, mark: str, size: int, give: Callable[[bytes], bool], size_bytes: Callable[[], int]
) -> Iterator[int]:
    """Offer everything behind the first `size` records up to the last checkpoint that was confirmed here, part by part
    of about `size_bytes()` on the road; after each part, how much of the feed the server has.

    `mark` names the server. How far one came with it is noted, so that what breaks off goes on there. `give` says
    whether the server has what comes before the part; where it has not, it is given everything once more.
    """
    with store.reading() as session:
        standing = session.checkpoint()
        if standing is None or standing.size <= size:
            return
        levels = Levels(leaves_of(session, standing.size))
        epochs = _epochs_until(session, standing.note)
        before = f"{mark}\n{standing.size}\n"
        noted = notes.text(session, "offered")
    at = max(size, int(noted.removeprefix(before))) if noted.startswith(before) else size
    was_begun_anew = False
    while at < standing.size:
        with store.reading() as session:
            offer = _next_part(session, levels, standing.note, at, size_bytes(), epochs)
        if give(pack_offer(offer, signer)) or was_begun_anew:
            at = offer.end
        else:
            at, was_begun_anew = size, True
        with store.writing() as session:
            session.put_note("offered", f"{before}{at}".encode("ascii"))
        yield at


def _next_part(
    session: Session, levels: Levels, note: str, start: int, limit_bytes: int, epochs: tuple[bytes, ...]
) -> Offer:
    """The records behind the first `start` with the side rows they name, at least one, in about so many bytes."""
    rows: dict[str, SideRow] = {}
    spans: list[Span] = []
    size = 0
    for span in session.feed(start + 1, levels.size, min(limit_bytes * PRESSED, ROOM_BYTES)):
        kept: list[bytes] = []
        for data in span.records:
            named = [row for row in _named_rows(session, data) if row.hash not in rows]
            size += len(data) // PRESSED + sum(len(row.data) for row in named)
            if size > limit_bytes and (kept or spans):
                break
            kept.append(data)
            rows |= {row.hash: row for row in named}
        if kept:
            spans.append(Span(span.first_position, span.origin, span.first_seq, tuple(kept)))
        if len(kept) < span.number:
            break
    end = start + sum(span.number for span in spans)
    left, right = levels.left_of(start).frontier, levels.right_of(end)
    return Offer(note, start, tuple(spans), tuple(rows.values()), left, right, epochs)


def _named_rows(session: Session, data: bytes) -> list[SideRow]:
    return session.side_rows(sides_of(data)) if b'_side"' in data else []


def _epochs_until(session: Session, note: str) -> tuple[bytes, ...]:
    """The records that began the epoch of a checkpoint's server and those before it, oldest first."""
    origin = signer_of(note)
    found: list[bytes] = []
    while len(found) < _MOST_EPOCHS:
        first = session.records(origin, 1, 1)
        epoch = read_epoch(session, first[0]) if first else None
        if epoch is None:
            break
        found.insert(0, epoch.data)
        origin = epoch.fact.before
    return tuple(found)
