"""One turn of the conversation at each end, and the tablet's loop over turns until both have everything.

A turn can be cut anywhere and repeated; each end writes what it received in one transaction or not at all.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from core.domain.calendar import MS_PER_HOUR
from core.domain.merkle import root
from core.domain.problems import Problem
from core.domain.records import LATEST_INSTANT_MS
from core.sync.checkpoints import confirm_checkpoint, log_name, make_checkpoint, read_checkpoint
from core.sync.keys import verify
from core.sync.pull import receive_pull, serve_pull
from core.sync.push import Push, gather_push, receive_push
from core.sync.side_rows import received, served, wanted
from core.sync.wire import PROTOCOL, Answer, Request
from core.usecases import notes
from core.usecases.own_log import now_ms, saw_instant
from core.usecases.ports import Clock, OriginState, Session, Signer, Store

FIRST_BATCH_BYTES = 16_000
LARGEST_BATCH_BYTES = 128_000
LARGEST_ROOM_BYTES = 2_000_000
_BELIEVED_AHEAD_MS = 366 * 24 * MS_PER_HOUR


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a conversation is: records sent and received so far, and how many this tablet still has to send."""

    sent: int
    received: int
    left_to_send: int
    turns: int


Exchange = Callable[[Request], Answer]


def converse(
    store: Store,
    clock: Clock,
    signer: Signer,
    exchange: Exchange,
    on_progress: Callable[[Progress], None] = lambda _: None,
    is_cancelled: Callable[[], bool] = lambda: False,
) -> Progress:
    """Tablet: take turns until the server has everything of ours and we have everything of it.

    Raises Problem; whatever arrived in earlier turns is kept.
    """
    progress = Progress(0, 0, 0, 0)
    batch_bytes = FIRST_BATCH_BYTES
    while not is_cancelled():
        with store.reading() as session:
            request = next_request(session, signer, batch_bytes)
        try:
            answer = exchange(request)
            with store.writing() as session:
                number = take_answer(session, clock, request, answer)
        except Problem as problem:
            _keep_alarm(store, problem)
            raise
        store.fold()
        batch_bytes = min(LARGEST_BATCH_BYTES, batch_bytes * 2)
        with store.reading() as session:
            left = notes.number(session, "own_seq") - notes.number(session, "acked_seq")
            misses = tuple(wanted(session, notes.listed(session, "committees")))
        if not answer.checkpoint and not left:
            raise Problem("tablet_revoked")
        sent = progress.sent + len(request.records)
        progress = Progress(sent, progress.received + number, left, progress.turns + 1)
        on_progress(progress)
        rows_to_come = bool(misses) and (bool(answer.side_rows) or misses != request.misses)
        if not left and not answer.more and not rows_to_come:
            break
    return progress


def next_request(session: Session, signer: Signer, batch_bytes: int) -> Request:
    """Tablet: what to say next."""
    origin = notes.text(session, "own_origin")
    push = gather_push(session, origin, notes.number(session, "acked_seq"), batch_bytes)
    tree = session.tree()
    request = Request(
        PROTOCOL, session.programme, origin, push.first_seq, push.records, push.head.hex(), tree.size, root(tree).hex(),
        LARGEST_ROOM_BYTES, tuple(wanted(session, notes.listed(session, "committees"))), push.side_rows,
    )  # fmt: skip
    return replace(request, signature=signer.sign(request.signed_part()).hex())


def take_answer(session: Session, clock: Clock, request: Request, answer: Answer) -> int:
    """Tablet: keep what the server said; how many feed records came.

    Raises Problem history_differs or answer_unreadable; the session must then be given up.
    """
    if answer.protocol != PROTOCOL:
        raise Problem("protocol_unknown", theirs=answer.protocol, ours=PROTOCOL)
    if answer.time_ms > LATEST_INSTANT_MS:
        raise Problem("answer_unreadable")
    if answer.acked_seq > notes.number(session, "own_seq"):
        raise Problem("history_differs")
    if not (answer.checkpoint or answer.spans or answer.side_rows):
        # Shut out: the server has kept what we said and gives nothing in return.
        notes.put_number(session, "acked_seq", answer.acked_seq)
        return 0
    server_key = session.note("server_key") or b""
    name = log_name(session.programme, notes.text(session, "server_origin"))
    checkpoint = read_checkpoint(answer.checkpoint, name, server_key)
    tree = session.tree()
    if tree.size == request.position:
        tree = receive_pull(session, answer.spans, request.origin, tree)
        confirm_checkpoint(session, tree, checkpoint)
        session.put_tree(tree)
    received(session, answer.side_rows)
    notes.put_number(session, "acked_seq", answer.acked_seq)
    notes.put_number(session, "last_success_at", clock.now_ms())
    session.put_note("clock_skew_ms", str(clock.now_ms() - answer.time_ms).encode("ascii"))
    # A tablet whose clock fell back learns the day from the server; but one answer must not carry it years ahead.
    saw_instant(session, min(answer.time_ms, now_ms(session, clock) + _BELIEVED_AHEAD_MS))
    return sum(len(span.records) for span in answer.spans)


def give_answer(
    store: Store, clock: Clock, signer: Signer, server_origin: str, request: Request, settle: Callable[[], None],
    committees_of: Callable[[Session, str], tuple[str, ...]],
) -> Answer:  # fmt: skip
    """Server: one turn. `settle` folds and judges what has arrived before the answer is put together; `committees_of`
    tells whose side rows a tablet may have. A tablet that was shut out may still hand over what it recorded, since
    people may have been paid; it is answered without a checkpoint and learns nothing more.

    Raises Problem tablet_unknown, signature_wrong, chain_broken or protocol_unknown; nothing is then kept.
    """
    if request.protocol != PROTOCOL:
        raise Problem("protocol_unknown", theirs=request.protocol, ours=PROTOCOL)
    signature = _hex(request.signature)
    with store.reading() as session:
        is_revoked = _recognise(session, request, signature)
    push = Push(request.first_seq, request.records, _hex(request.head), request.side_rows)
    try:
        with store.writing() as session:
            acked = receive_push(session, replace(_locked(session, request.origin), signature=signature), push)
    except Problem as problem:
        if problem.code == "chain_broken":
            _keep_evidence(store, request)
        raise
    settle()
    if is_revoked:
        return Answer(PROTOCOL, acked, "", (), more=False, side_rows=(), time_ms=clock.now_ms())
    with store.writing() as session:
        checkpoint = make_checkpoint(session, signer, server_origin)
    if request.position == checkpoint.size and request.root != checkpoint.root.hex():
        raise Problem("history_differs")
    with store.reading() as session:
        spans, more = serve_pull(session, request.position, checkpoint.size, min(request.room, LARGEST_ROOM_BYTES))
        rows = served(session, request.misses, committees_of(session, request.origin))
    return Answer(PROTOCOL, acked, checkpoint.note, tuple(spans), more, tuple(rows), clock.now_ms())


def _recognise(session: Session, request: Request, signature: bytes) -> bool:
    """Whether a tablet that signed its request was shut out meanwhile; Problem for anybody else."""
    known = session.origin(request.origin)
    if known is None or known.role != "tablet" or request.programme != session.programme:
        raise Problem("tablet_unknown")
    if not verify(known.public_key, request.signed_part(), signature):
        raise Problem("signature_wrong")
    return known.revoked


def _locked(session: Session, origin: str) -> OriginState:
    known = session.origin(origin, lock=True)
    if known is None:
        raise Problem("tablet_unknown")
    return known


def _keep_evidence(store: Store, request: Request) -> None:
    """A tablet has signed two histories: keep what it signed now; what it signed before stands with its origin."""
    with store.writing() as session:
        name = f"equivocation/{request.origin}"
        if session.note(name) is None:
            session.put_note(name, request.signed_part() + b"\n" + request.signature.encode("utf-8"))


def _keep_alarm(store: Store, problem: Problem) -> None:
    if problem.code == "history_differs":
        with store.writing() as session:
            session.put_note("alarm", problem.code.encode("ascii"))


def _hex(text: str) -> bytes:
    try:
        return bytes.fromhex(text)
    except ValueError:
        return b""
