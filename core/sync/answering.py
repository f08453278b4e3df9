"""The server's end of a turn: who asks, what came with it, and what goes back.

What is new is kept under a signed checkpoint before anything else is done for it. A turn can be cut anywhere and
repeated; what is here already is not written again.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from core.domain.problems import Problem
from core.sync.alarms import keep_evidence
from core.sync.arrivals import Arrival, Keep, Kept, keep_together
from core.sync.checkpoints import full_checkpoint, make_checkpoint
from core.sync.keys import verify
from core.sync.messages import FIRST_PROTOCOL, LARGEST_ROOM_BYTES, PROTOCOL, Answer, Request
from core.sync.own_past import CHANGED
from core.sync.pull import serve_pull
from core.sync.push import PRESSED, ROOM_BYTES, Push, brings_nothing
from core.sync.side_rows import served
from core.usecases.ports import Checkpoint, Clock, Echo, OriginState, Session, SideRow, Signer, Span, Store


def give_answer(
    store: Store, clock: Clock, signer: Signer, server_origin: str, request: Request, settle: Callable[[], None],
    committees_of: Callable[[Session, str], tuple[str, ...]], *, keep: Keep | None = None,
    hurries: Callable[[], bool] = lambda: False,
) -> Answer:  # fmt: skip
    """Server: one turn. `settle` folds and judges what has arrived before the answer is put together; `committees_of`
    tells whose side rows a tablet may have. `keep` keeps an arrival, alone unless told otherwise; where the server then
    `hurries`, the feed is left for later turns. A tablet that was shut out may still hand over what it recorded, since
    people may have been paid; it is answered without a checkpoint and learns nothing more.

    Raises Problem tablet_unknown, signature_wrong, chain_broken or protocol_unknown; nothing is then kept.
    """
    if request.protocol not in (FIRST_PROTOCOL, PROTOCOL):
        raise Problem("protocol_unknown", theirs=request.protocol, ours=PROTOCOL)
    arrival = Arrival(request.origin, _push_of(request), _hex(request.signature))
    with store.reading() as session:
        known = _recognise(session, request, arrival.signature)
        _compare_past(session, request)
        is_new = not brings_nothing(session, known, arrival.push)
    acked, checkpoint = known.seq, None
    if is_new:
        kept = _keep(store, request, arrival, keep or (lambda one: _keep_alone(store, signer, server_origin, one)))
        acked, checkpoint = kept.acked_seq, kept.checkpoint
    settle()
    answer = Answer(request.protocol, acked, "", (), more=False, side_rows=(), time_ms=clock.now_ms(), state="shut_out")
    if known.revoked:
        return answer
    without_feed = checkpoint is not None and hurries()
    if checkpoint is None or not without_feed:
        checkpoint = _full_checkpoint(store, signer, server_origin)
    return _put_together(store, request, answer, checkpoint, committees_of, without_feed=without_feed)


def _push_of(request: Request) -> Push:
    return Push(request.first_seq, request.records, _hex(request.head), request.side_rows)


def _keep(store: Store, request: Request, arrival: Arrival, keep: Keep) -> Kept:
    # Opened before others are kept waiting for it.
    push = replace(arrival.push, records=request.records[:], side_rows=request.side_rows[:])
    try:
        return keep(replace(arrival, push=push))
    except Problem as problem:
        if problem.code == "chain_broken":
            keep_evidence(store, request)
        raise


def _keep_alone(store: Store, signer: Signer, server_origin: str, arrival: Arrival) -> Kept:
    [outcome] = keep_together(store, signer, server_origin, [arrival])
    if isinstance(outcome, Problem):
        raise outcome
    return outcome


def _full_checkpoint(store: Store, signer: Signer, server_origin: str) -> Checkpoint:
    """The signed checkpoint over all there is now: what was settled meanwhile, and what others brought."""
    with store.reading() as session:
        standing = full_checkpoint(session, server_origin)
    if standing is not None:
        return standing
    with store.writing() as session:
        return make_checkpoint(session, signer, server_origin)


def _put_together(
    store: Store, request: Request, answer: Answer, checkpoint: Checkpoint,
    committees_of: Callable[[Session, str], tuple[str, ...]], *, without_feed: bool,
) -> Answer:  # fmt: skip
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
                rows = tuple(served(session, request.misses, committees_of(session, request.origin)))
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


def _hex(text: str) -> bytes:
    try:
        return bytes.fromhex(text)
    except ValueError:
        return b""
