"""The tablet's end of a turn, and its loop over turns until both ends have everything.

A turn can be cut anywhere and repeated; what was received is written in one transaction or not at all. The server's end
is in `answering`.
"""

from __future__ import annotations

from collections.abc import Callable, Container
from dataclasses import dataclass, replace
from typing import Protocol

from core.domain.calendar import MS_PER_HOUR
from core.domain.merkle import EMPTY_ROOT, root
from core.domain.problems import Problem
from core.domain.records import LATEST_INSTANT_MS
from core.sync.restore.epoch_format import Told
from core.sync.restore.epochs import TOLD, follow
from core.sync.restore.offers import give_back, left_aside
from core.sync.stages.pull import receive_pull
from core.sync.stages.push import gather_push
from core.sync.stages.side_rows import let_go, received, wanted
from core.sync.trust.alarms import keep_alarm
from core.sync.trust.checkpoints import confirm_checkpoint, log_name, read_checkpoint, stated_size
from core.sync.turns.ahead import Ahead, Begin, Exchange
from core.sync.turns.batch_size import BatchSize
from core.sync.wire.messages import FIRST_PROTOCOL, LARGEST_ROOM_BYTES, PROTOCOL, Answer, Request, Unopened, opened
from core.sync.wire.squeeze import has_lzma
from core.usecases import notes
from core.usecases.own_log import now_ms, saw_instant
from core.usecases.ports import Clock, Session, Signer, Store

_BELIEVED_AHEAD_MS = 366 * 24 * MS_PER_HOUR
_CUT = ("server_unreachable", "answer_unreadable", "request_damaged", "server_busy", "server_failed")
_ELSEWHERE = ("history_differs", "tablet_unknown")
"""What a server says that was put back to an earlier state."""
_NOT_UNDERSTOOD = ("protocol_unknown", "request_unreadable")


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a conversation is: records sent and received so far, and how many this tablet still has to send."""

    sent: int
    received: int
    left_to_send: int
    turns: int
    left_to_come: int = 0
    """As the server says; nobody has checked that yet."""

    def after(self, request: Request, answer: Answer, number: int, left: int) -> Progress:
        """Behind one turn more, which brought so many records and left so many to be sent."""
        to_come = max(0, stated_size(answer.checkpoint) - request.position - answer.number)
        return Progress(self.sent + len(request.records), self.received + number, left, self.turns + 1, to_come)


class Recovery(Protocol):
    """The road on which a restored server tells of its epochs and is given back what it has lost."""

    def epochs(self, note: str) -> Told:
        """What the server says of itself; `note` is the last checkpoint that was confirmed here ("" without)."""

    def give_back(self, offer: bytes) -> bool:
        """A part of what it has lost; whether it has what comes before that part."""


@dataclass(frozen=True, slots=True)
class Watch:
    """Whoever waits for a conversation: is told how far it is, may stop it between two turns, and after the n-th cut in
    a row waits and says whether to try again.
    """

    on_progress: Callable[[Progress], None] = lambda _: None
    is_cancelled: Callable[[], bool] = lambda: False
    goes_on: Callable[[int], bool] = lambda _: False


UNWATCHED = Watch()


def converse(
    store: Store,
    clock: Clock,
    signer: Signer,
    exchange: Exchange,
    watch: Watch = UNWATCHED,
    *,
    recovery: Recovery | None = None,
    begin: Begin | None = None,
) -> Progress:
    """Tablet: take turns until the server has everything of ours and we have everything of it. By `recovery` a server
    that was put back gets what it has lost; with `begin` the next part of the feed comes while this one is being kept.

    Raises Problem; whatever arrived in earlier turns is kept.
    """
    progress = Progress(0, 0, 0, 0)
    batch, protocol = BatchSize(), PROTOCOL
    with Ahead(exchange, begin) as ahead:
        while ahead.asked or not watch.is_cancelled():
            request = ahead.asked or _asked_now(store, signer, batch, protocol)
            answer: Answer | None = None
            try:
                heard = ahead.answer(request)
                if ahead.may_begin and not watch.is_cancelled():
                    heard = _look_ahead(store, signer, batch, ahead, request, heard)
                answer = opened(heard)
                with store.writing() as session:
                    number = take_answer(session, clock, request, answer)
                    _must_move(session, request, answer)
            except Problem as problem:
                ahead.forget()
                if problem.code in _NOT_UNDERSTOOD and protocol == PROTOCOL and not progress.turns:
                    protocol = FIRST_PROTOCOL
                    continue
                trouble: Problem | None = problem
                if recovery is not None and (problem.code in _ELSEWHERE or _is_of_another(store, answer)):
                    trouble = _recover(store, signer, recovery, batch, watch.is_cancelled, problem)
                if trouble is None or (trouble.code in _CUT and watch.goes_on(batch.was_cut())):
                    continue
                keep_alarm(store, trouble)
                if trouble is problem:
                    raise
                raise trouble from problem
            store.fold()
            batch.came_through()
            with store.reading() as session:
                left = notes.number(session, "own_seq") - notes.number(session, "acked_seq")
                misses = tuple(wanted(session))
            if answer.state == "shut_out" and not left:
                raise Problem("tablet_revoked")
            progress = progress.after(request, answer, number, left)
            watch.on_progress(progress)
            # Names that did not come, or not as they should be, would not come by asking for the same ones again.
            rows_to_come = bool(misses) and misses != request.misses
            if left or answer.more or rows_to_come:
                continue
            if recovery is None or not _give_what_is_left(store, signer, recovery, batch, watch.is_cancelled):
                break
    let_go(store)
    return progress


def _must_move(session: Session, request: Request, answer: Answer) -> None:
    """Raises Problem answer_unreadable for a turn that left everything where it was, though something was sent or more
    is said to come: it would be the same for ever, and costs somebody's battery and money.
    """
    acked, size = notes.number(session, "acked_seq"), session.tree().size
    brought_nothing = answer.more and size == request.position
    if acked == request.first_seq - 1 and (request.records or brought_nothing):
        raise Problem("answer_unreadable")


def _asked_now(store: Store, signer: Signer, batch: BatchSize, protocol: int) -> Request:
    with store.reading() as session:
        return next_request(session, signer, batch.size_bytes, protocol)


def _look_ahead(
    store: Store, signer: Signer, batch: BatchSize, ahead: Ahead, request: Request, heard: Answer | Unopened
) -> Answer | Unopened:
    """Ask for what comes behind an answer that is about to be opened and kept, unless it is not to be what comes next
    here; the answer, opened where that had to be.
    """
    if request.misses:
        heard = opened(heard)
    head = heard if isinstance(heard, Answer) else heard.head
    if request.protocol == FIRST_PROTOCOL or not head.more or head.state != "on":
        return heard
    with store.reading() as session:
        if session.tree().size == request.position and head.acked_seq >= notes.number(session, "acked_seq"):
            position = request.position + heard.number
            came = {row.hash for row in head.side_rows}
            size = batch.size_if_it_comes_through
            ahead.begin(next_request(session, signer, size, PROTOCOL, head.acked_seq, position, came))
    return heard


def _is_of_another(store: Store, answer: Answer | None) -> bool:
    """Whether an answer comes from a server of another origin than ours. A tablet that had pulled a part of what a
    restored server has lost sees nothing else of that: what it has confirmed is still there, and nothing comes.
    """
    if answer is None or not answer.checkpoint:
        return False
    with store.reading() as session:
        name = log_name(session.programme, notes.text(session, "server_origin"))
    return not answer.checkpoint.startswith(f"{name}\n")


def _recover(
    store: Store, signer: Signer, recovery: Recovery, batch: BatchSize, is_cancelled: Callable[[], bool],
    problem: Problem,
) -> Problem | None:  # fmt: skip
    """None where the server turned out to have been put back and has what it had lost again; else what is wrong."""
    with store.reading() as session:
        standing = session.checkpoint()
    give = _giving_by(recovery, batch)
    try:
        told = recovery.epochs(standing.note if standing else "")
        with store.writing() as session:
            session.put_note("checkpoint_there", told.checkpoint.encode("utf-8"))
        if follow(store, signer, told.epochs, give, lambda: batch.size_bytes, is_cancelled):
            return None
        # What this tablet has put aside may hold its own admission, without which nobody answers it.
        if problem.code == "tablet_unknown" and _give_what_is_left(store, signer, recovery, batch, is_cancelled):
            return None
    except Problem as another:
        return another
    return problem


def _give_what_is_left(
    store: Store, signer: Signer, recovery: Recovery, batch: BatchSize, is_cancelled: Callable[[], bool]
) -> bool:
    """Where everything has come and something is still missing that was given back to an earlier server, this one has
    never had it: it is given it; whether there was any. Raises Problem where that breaks off: then next time.
    """
    with store.reading() as session:
        missing = left_aside(session)
    for giving in missing:
        for _ in give_back(store, signer, giving, _giving_by(recovery, batch), lambda: batch.size_bytes):
            if is_cancelled():
                return True
    return bool(missing)


def _giving_by(recovery: Recovery, batch: BatchSize) -> Callable[[bytes], bool]:
    def give(offer: bytes) -> bool:
        is_in_order = recovery.give_back(offer)
        batch.came_through()
        return is_in_order

    return give


def next_request(
    session: Session, signer: Signer, batch_bytes: int, protocol: int = PROTOCOL, said_seq: int = 0,
    position: int | None = None, came: Container[str] = (),
) -> Request:  # fmt: skip
    """Tablet: what to say next, in about so many bytes. Records up to `said_seq` are on their way already; the feed up
    to `position` and the side rows `came` have come, though not yet into the log.
    """
    origin = notes.text(session, "own_origin")
    push = gather_push(session, origin, max(said_seq, notes.number(session, "acked_seq")), batch_bytes)
    tree, standing = session.tree(), session.checkpoint()
    confirmed, known_root = (standing.size, standing.root) if standing else (0, EMPTY_ROOT)
    room = batch_bytes
    if protocol == FIRST_PROTOCOL:
        confirmed, known_root, room = tree.size, root(tree), LARGEST_ROOM_BYTES
    request = Request(
        protocol, session.programme, origin, push.first_seq, push.records, push.head.hex(),
        tree.size if position is None else position, known_root.hex(), room,
        tuple(row for row in wanted(session) if row not in came), push.side_rows,
        confirmed=confirmed, reads_lzma=int(has_lzma()),
    )  # fmt: skip
    return replace(request, signature=signer.sign(request.signed_part()).hex())


def take_answer(session: Session, clock: Clock, request: Request, answer: Answer, *, is_fresh: bool = True) -> int:
    """Tablet: keep what the server said; how many feed records came. An answer that was carried here is not fresh: it
    says when the office had our records, and nothing of this clock.

    Raises Problem history_differs or answer_unreadable; the session must then be given up.
    """
    if answer.protocol != request.protocol:
        raise Problem("protocol_unknown", theirs=answer.protocol, ours=PROTOCOL)
    if answer.time_ms > LATEST_INSTANT_MS:
        raise Problem("answer_unreadable")
    if answer.acked_seq > notes.number(session, "own_seq"):
        raise Problem("history_differs")
    if answer.state == "shut_out":
        # The server has kept what we said and gives nothing in return.
        notes.put_number(session, "acked_seq", answer.acked_seq)
        return 0
    if answer.state == "on":
        _take_feed(session, request, answer)
    if session.note(TOLD):
        # Whoever answers shares this past: another that told by a file of having been put back is gone.
        session.put_note(TOLD, b"")
    received(session, answer.side_rows)
    notes.put_number(session, "acked_seq", answer.acked_seq)
    if is_fresh:
        notes.put_number(session, "last_success_at", clock.now_ms())
        session.put_note("clock_skew_ms", str(clock.now_ms() - answer.time_ms).encode("ascii"))
    else:
        notes.put_number(session, "last_success_at", max(notes.number(session, "last_success_at"), answer.time_ms))
    # A tablet whose clock fell back learns the day from the server; but one answer must not carry it years ahead.
    saw_instant(session, min(answer.time_ms, now_ms(session, clock) + _BELIEVED_AHEAD_MS))
    return answer.number


def _take_feed(session: Session, request: Request, answer: Answer) -> None:
    tree = session.tree()
    if tree.size == request.position:
        tree = receive_pull(session, answer.spans, request.origin, tree)
    # The feed itself may have said that the server has another key now.
    server_key = session.note("server_key") or b""
    name = log_name(session.programme, notes.text(session, "server_origin"))
    checkpoint = read_checkpoint(answer.checkpoint, name, server_key)
    if session.tree().size == request.position:
        confirm_checkpoint(session, tree, checkpoint)
        session.put_tree(tree)
