"""When the office's server was put back to an earlier state: both ends of how nothing is lost by it.

The server goes on under a new origin, whose first record names the size and root that the feed had. A tablet that
holds more compares them with its own past, offers back everything behind them together with the old server's signed
checkpoint over it, and then follows the new feed. What it held before is kept aside. Any other difference is an alarm.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from core.domain.bodies import UnreadableBody
from core.domain.calendar import local_day
from core.domain.chain import chain_over
from core.domain.epochs import EpochBegan, epoch_message
from core.domain.kinds import UnknownKind, fact_of
from core.domain.merkle import grow, root
from core.domain.problems import Problem
from core.domain.records import Origin, UnreadableRecord, decode_record
from core.domain.tablets import TabletRevoked
from core.sync import wire, wire_octets
from core.sync.checkpoints import keep_checkpoint, log_name, read_checkpoint, tree_at
from core.sync.introductions import Epoch, go_over, introduce, meet_enrolled, read_epoch
from core.sync.keys import PrivateKey
from core.sync.messages import PROTOCOL, Answer
from core.sync.push import TOOK_BACK, new_origin, sides_of
from core.sync.side_rows import belongs
from core.usecases import notes
from core.usecases.own_log import OFFICE_AUTHOR, Statement, append_as_office
from core.usecases.ports import Checkpoint, Clock, Session, Span, Store

LARGEST_OFFER_BYTES = 16_000_000
"""Of records, before they are pressed: some thirty thousand of them."""


# The server


def begin_epoch(store: Store, clock: Clock, key: PrivateKey, before: str) -> Origin:
    """Go on under a new origin, instead of `before`, from where the feed is now; the origin. The old key signs for the
    new one and is gone. Where another process has gone on already, its origin.
    """
    with store.writing() as session:
        session.origin(before, lock=True)
        now_own = notes.text(session, "own_origin")
        if now_own != before:
            return Origin(now_own)
        old = PrivateKey(session.note("own_key") or b"")
        size = session.feed_size()
        tree = tree_at(session, size)
        session.put_tree(tree)
        if size and session.checkpoint_of(size) is None:
            # The backup may be from the moment before this was signed. Whoever has confirmed it must find it here.
            keep_checkpoint(session, old, before, tree)
        said = (key.public_key.hex(), size, root(tree).hex())
        signature = old.sign(epoch_message(session.programme, *said)).hex()
        fact = EpochBegan(before, old.public_key.hex(), *said, signature)  # type: ignore[arg-type]
        origin = Origin(fact.code)
        session.put_origin(new_origin(session.programme, origin, key.public_key, "office"))
        session.put_note("own_origin", origin.encode("ascii"))
        session.put_note("own_key", key.raw)
        now = clock.now_ms()
        append_as_office(session, origin, [Statement(fact, local_day(now), OFFICE_AUTHOR, now)])
    store.fold()
    return origin


def is_lost_here(session: Session, note: str) -> bool:
    """Whether this server has signed a checkpoint that it no longer has: it was put back and has not noticed."""
    return lost_here(session, note) is not None


def lost_here(session: Session, note: str) -> Checkpoint | None:
    """The checkpoint of a note, where this server has signed it and no longer has it. Raises Problem request_unreadable
    for one that this server has not signed though it says so.
    """
    own = notes.text(session, "own_origin")
    known = session.origin(own)
    name = log_name(session.programme, own)
    if known is None or not note.startswith(f"{name}\n"):
        return None
    try:
        claimed = read_checkpoint(note, name, known.public_key)
    except Problem as problem:
        raise Problem("request_unreadable") from problem
    standing = session.checkpoint_of(claimed.size)
    return claimed if standing is None or standing.root != claimed.root else None


def take_back(store: Store, data: bytes) -> int:
    """What a tablet offers of a lost part of the feed; how many records were new here.

    Raises Problem request_unreadable, or history_differs for what an earlier server of this programme did not sign.
    """
    offer = _read_offer(data)
    with store.writing() as session:
        spans = _proved(session, offer)
        taken = sum(_take_span(session, span) for span in spans)
        named = {name for span in spans for data in span.records for name in sides_of(data)}
        session.put_side_rows(row for row in offer.side_rows if row.hash in named and belongs(row))
        session.put_note(TOOK_BACK, b"1")
    store.fold()
    return taken


def is_vouched(session: Session, data: bytes) -> bool:
    """Whether an offer comes under the signature of a server that is known here, as all do but where this one was put
    back twice. Nothing of it is opened for that: a few bytes can hold a great deal.
    """
    try:
        note = wire_octets.note_of_answer(data)
        name = note.partition("\n")[0]
        former = session.origin(name.rpartition("/")[2])
        if former is None or former.role != "office" or name != log_name(session.programme, former.origin):
            return False
        read_checkpoint(note, name, former.public_key)
    except (Problem, ValueError, OverflowError):
        return False
    return True


def _read_offer(data: bytes) -> Answer:
    try:
        return wire.unpack_answer(data, LARGEST_OFFER_BYTES)
    except Problem as problem:
        raise Problem("request_unreadable") from problem


def _proved(session: Session, offer: Answer) -> list[Span]:
    """The spans of an offer, once an earlier server's signature stands over them."""
    spans = [span for span in offer.spans if isinstance(span, Span) and span.records]
    for span in spans:
        # Put back twice, a server may have lost its own last epoch as well.
        epoch = read_epoch(session, span.records[0])
        if epoch is not None and span.origin == epoch.record.origin:
            introduce(session, epoch)
    name, _, _ = offer.checkpoint.partition("\n")
    former = session.origin(name.rpartition("/")[2])
    if former is None or former.role != "office" or name != log_name(session.programme, former.origin) or not spans:
        raise Problem("history_differs")
    try:
        signed = read_checkpoint(offer.checkpoint, name, former.public_key)
    except Problem as problem:
        raise Problem("history_differs") from problem
    start = spans[0].first_position - 1
    if not 0 <= start <= session.feed_size():
        raise Problem("history_differs")
    tree = tree_at(session, start)
    for span in spans:
        if span.first_position != tree.size + 1:
            raise Problem("history_differs")
        tree = grow(tree, span.records)
    if (tree.size, root(tree)) != (signed.size, signed.root):
        raise Problem("history_differs")
    return spans


def _take_span(session: Session, span: Span) -> int:
    """Keep what is not here yet of records that were here once."""
    known = session.origin(span.origin, lock=True)
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


# The tablet


def follow(store: Store, told: Sequence[bytes], give_back: Callable[[bytes], None]) -> bool:
    """Go over to a server that was put back, after giving it what it has lost; False where it tells of no epoch that
    this tablet does not follow already.

    Raises Problem history_differs where the server's past is not this tablet's.
    """
    with store.reading() as session:
        epoch = next((read for data in told if (read := read_epoch(session, data)) and _is_new(session, read)), None)
        if epoch is None:
            return False
        size = epoch.fact.size
        if size > session.feed_size() or root(tree_at(session, size)).hex() != epoch.fact.root:
            raise Problem("history_differs")
        offer, number = _offer(session, size)
    if offer:
        give_back(offer)
    with store.writing() as session:
        tree = tree_at(session, size)
        session.cut_feed(size)
        session.put_tree(tree)
        own = session.origin(notes.text(session, "own_origin"))
        notes.put_number(session, "acked_seq", own.seq if own else 0)
        go_over(session, epoch)
        notes.put_number(session, "given_back", number)
        session.put_note("restored_on", epoch.record.happened_on.encode("ascii"))
    store.refold()
    return True


def _is_new(session: Session, epoch: Epoch) -> bool:
    """Whether this tablet has not gone over to it yet, be it that nothing has come from there since."""
    if notes.text(session, "server_origin") == epoch.record.origin:
        return False
    known = session.origin(epoch.record.origin)
    return known is None or known.seq == 0


def _offer(session: Session, size: int) -> tuple[bytes, int]:
    """Everything behind the first `size` records up to the last checkpoint that was confirmed, and how many records."""
    standing = session.checkpoint()
    if standing is None or standing.size <= size:
        return b"", 0
    spans = tuple(session.feed(size + 1, standing.size, LARGEST_OFFER_BYTES))
    if not spans or spans[-1].first_position + spans[-1].number - 1 != standing.size:
        raise Problem("request_too_large", largest=LARGEST_OFFER_BYTES)
    records = [data for span in spans for data in span.records]
    rows = session.side_rows(name for data in records for name in sides_of(data))
    return wire.pack_answer(Answer(PROTOCOL, 0, standing.note, spans, more=False, side_rows=rows, time_ms=0)), len(
        records
    )


def _fact(data: bytes) -> object:
    try:
        return fact_of(decode_record(data))
    except (UnreadableRecord, UnknownKind, UnreadableBody):
        return None


@dataclass(frozen=True, slots=True)
class Told:
    """What a server says of itself: the records that began its epochs, and its own last checkpoint ("" without)."""

    epochs: tuple[bytes, ...]
    checkpoint: str


def tell(session: Session, epochs: Sequence[bytes]) -> Told:
    """What a server tells a tablet that sees another past than it."""
    standing = session.checkpoint()
    return Told(tuple(epochs), standing.note if standing else "")


def pack_told(told: Told) -> bytes:
    epochs = [data.decode("utf-8") for data in told.epochs]
    return json.dumps({"epochs": epochs, "checkpoint": told.checkpoint}, ensure_ascii=False).encode("utf-8")


def unpack_told(data: bytes) -> Told:
    """Raises Problem answer_unreadable."""
    try:
        value = json.loads(data)
    except (ValueError, RecursionError) as error:
        raise Problem("answer_unreadable") from error
    if not isinstance(value, dict):
        raise Problem("answer_unreadable")
    epochs, checkpoint = value.get("epochs"), value.get("checkpoint")
    if not isinstance(epochs, list) or not isinstance(checkpoint, str):
        raise Problem("answer_unreadable")
    if not all(isinstance(text, str) for text in epochs):
        raise Problem("answer_unreadable")
    return Told(tuple(text.encode("utf-8", "replace") for text in epochs), checkpoint)
