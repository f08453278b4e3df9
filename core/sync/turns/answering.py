"""The server's end of a turn: who asks, what came with it, and what goes back.

What is new is kept under a signed checkpoint before anything else is done for it. A turn can be cut anywhere and
repeated; what is here already is not written again.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from core.domain.canon import raw_of_hex
from core.domain.problems import Problem
from core.sync.stages.arrivals import Arrival, Keep, Kept, keep_together
from core.sync.stages.pull import serve_pull
from core.sync.stages.push import PRESSED, ROOM_BYTES, Push, brings_nothing
from core.sync.stages.side_rows import served
from core.sync.trust.alarms import keep_evidence
from core.sync.trust.checkpoints import full_checkpoint, make_checkpoint
from core.sync.trust.keys import verify
from core.sync.trust.own_past import CHANGED
from core.sync.wire.messages import FIRST_PROTOCOL, LARGEST_ROOM_BYTES, PROTOCOL, Answer, Request
from core.usecases.office.grants import committees_of_tablet
from core.usecases.ports import Checkpoint, Clock, Echo, OriginState, Session, SideRow, Signer, Span, Store


@dataclass(frozen=True, slots=True)
class Answering:
    """Where tablets are answered: the server's store and clock, the key and origin in whose name it speaks, and how it
    folds and judges what has arrived.
    """

    store: Store
    clock: Clock
    signer: Signer
    origin: str
    settle: Callable[[], None]


def give_answer(
    answering: Answering, request: Request, *, keep: Keep | None = None, hurries: Callable[[], bool] = lambda: False
) -> Answer:
    """Server: one turn. What has arrived is settled before the answer is put together. `keep` keeps an arrival, alone
    unless told otherwise; where the server then `hurries`, the feed is left for later turns. A tablet that was shut out
    may still hand over what it recorded, since people may have been paid; it is answered without a checkpoint and
    learns nothing more.

    Raises Problem tablet_unknown, signature_wrong, chain_broken or protocol_unknown; nothing is then kept.
    """
    if request.protocol not in (FIRST_PROTOCOL, PROTOCOL):
        raise Problem("protocol_unknown", theirs=request.protocol, ours=PROTOCOL)
    signature = raw_of_hex(request.signature)
    # What it signed is kept with the signature: alone that would prove nothing to anybody later.
    arrival = Arrival(request.origin, _push_of(request), signature + request.signed_part())
    with answering.store.reading() as session:
        known = _recognise(session, request, signature)
        _compare_past(session, request)
        is_new = not brings_nothing(session, known, arrival.push)
    acked, checkpoint = known.seq, None
    if is_new:
        kept = _keep(answering.store, request, arrival, keep or (lambda one: _keep_alone(answering, one)))
        acked, checkpoint = kept.acked_seq, kept.checkpoint
    answering.settle()
    time_ms = answering.clock.now_ms()
    answer = Answer(request.protocol, acked, "", (), more=False, side_rows=(), time_ms=time_ms, state="shut_out")
    if known.revoked:
        return answer
    without_feed = checkpoint is not None and hurries()
    if checkpoint is None or not without_feed:
        checkpoint = _full_checkpoint(answering)
    return _put_together(answering.store, request, answer, checkpoint, without_feed=without_feed)


def _push_of(request: Request) -> Push:
    return Push(request.first_seq, request.records, raw_of_hex(request.head), request.side_rows)


def _keep(store: Store, request: Request, arrival: Arrival, keep: Keep) -> Kept:
    # Opened before others are kept waiting for it.
    push = replace(arrival.push, records=request.records[:], side_rows=request.side_rows[:])
    try:
        return keep(replace(arrival, push=push))
    except Problem as problem:
        if problem.code == "chain_broken":
            keep_evidence(store, request)
        raise


def _keep_alone(answering: Answering, arrival: Arrival) -> Kept:
    [outcome] = keep_together(answering.store, answering.signer, answering.origin, [arrival])
    if isinstance(outcome, Problem):
        raise outcome
    return outcome


def _full_checkpoint(answering: Answering) -> Checkpoint:
    """The signed checkpoint over all there is now: what was settled meanwhile, and what others brought."""
    with answering.store.reading() as session:
        standing = full_checkpoint(session, answering.origin)
    if standing is not None:
        return standing
    with answering.store.writing() as session:
        return make_checkpoint(session, answering.signer, answering.origin)


def _put_together(
    store: Store, request: Request, answer: Answer, checkpoint: Checkpoint, *, without_feed: bool
) -> Answer:
    """The answer to a tablet that is let in: the checkpoint, and what of the feed and of its side rows fits."""
    if request.protocol == FIRST_PROTOCOL and request.position == checkpoint.size:
        _compare_roots(request, checkpoint)
    is_current = request.protocol == PROTOCOL and request.confirmed == request.position == checkpoint.size
    rows: tuple[SideRow, ...] = ()
    spans: list[Span | Echo] = []
    more = request.position < checkpoint.size
    if request.misses or not (is_current or without_feed):
        with store.reading() as session:
            if request.misses:
                rows = tuple(served(session, request.misses, committees_of_tablet(session, request.origin)))
            if not (is_current or without_feed):
                spans, more = _feed_for(session, request, checkpoint.size)
    if is_current:
        return replace(answer, state="unchanged", side_rows=rows)
    return replace(answer, state="on", checkpoint=checkpoint.note, spans=tuple(spans), more=more, side_rows=rows)


def _feed_for(session: Session, request: Request, end: int) -> tuple[list[Span | Echo], bool]:
    if request.protocol == FIRST_PROTOCOL:
        return serve_pull(session, request.position, end, min(request.room, LARGEST_ROOM_BYTES))
    return serve_pull(session, request.position, end, min(request.room * PRESSED, ROOM_BYTES), request.origin)


def _recognise(session: Session, request: Request, signature: bytes) -> OriginState:
    """The tablet that signed its request, perhaps shut out meanwhile; Problem for anybody else."""
    known = session.origin(request.origin)
    if known is None or known.role != "tablet" or request.programme != session.programme:
        raise Problem("tablet_unknown")
    if not verify(known.public_key, request.signed_part(), signature):
        raise Problem("signature_wrong")
    return known


def _compare_past(session: Session, request: Request) -> None:
    """What a tablet has confirmed this server must have signed; else one of the two is not what it was. The server may
    also have seen by itself that its records are not those that it has signed.
    """
    if session.note(CHANGED):
        raise Problem("history_differs")
    if request.protocol > FIRST_PROTOCOL and request.confirmed:
        _compare_roots(request, session.checkpoint_of(request.confirmed))


def _compare_roots(request: Request, standing: Checkpoint | None) -> None:
    if standing is None or standing.root.hex() != request.root:
        raise Problem("history_differs")
