"""What is kept for a person to look at when two histories contradict each other: on a tablet the alarm, on the server
two signed histories of one tablet.

Both rest on signatures. What was only damaged on the way never gets here: messages carry a sum, and whatever else does
not fit together is refused and asked for again.
"""

from __future__ import annotations

from core.domain.chain import chain_over
from core.domain.merkle import root
from core.domain.problems import Problem
from core.sync.trust.checkpoints import log_name, read_checkpoint, signer_of, tree_at
from core.sync.wire.messages import Request
from core.usecases.ports import OriginState, Session, Store


def keep_alarm(store: Store, problem: Problem) -> None:
    """Tablet: where the histories differ, that stays to be seen until a person has looked."""
    if problem.code == "history_differs":
        with store.writing() as session:
            standing = session.checkpoint()
            session.put_note("alarm", problem.code.encode("ascii"))
            session.put_note("alarm_here", (standing.note if standing else "").encode("utf-8"))
            session.put_note("alarm_there", session.note("checkpoint_there") or b"")


def keep_evidence(store: Store, request: Request) -> None:
    """Server: where a tablet has signed two histories, keep what it signed now; what it signed before stands with its
    origin. The signature of the request was verified.
    """
    with store.writing() as session:
        name, known = f"equivocation/{request.origin}", session.origin(request.origin)
        if session.note(name) is None and known is not None and _are_two_histories(session, known, request):
            session.put_note(name, request.signed_part() + b"\n" + request.signature.encode("utf-8"))


def _are_two_histories(session: Session, known: OriginState, request: Request) -> bool:
    """Whether the head that a tablet has signed cannot follow from what it signed before. Records that do not come to
    the signed head prove nothing: they were not what it signed.
    """
    head = bytes.fromhex(request.head)
    if request.last_seq <= known.seq:
        return session.head(known.origin, request.last_seq) != head
    if request.first_seq > known.seq:
        return False
    heads = chain_over(session.head(known.origin, request.first_seq - 1), request.records)
    place = known.seq - request.first_seq
    return heads[-1] == head and heads[place] != known.head


def contradicts(session: Session, note: str) -> bool:
    """Whether a server that is known here has signed, by this checkpoint, another past than the one that is here."""
    known = session.origin(signer_of(note))
    if known is None or known.role != "office":
        return False
    try:
        signed = read_checkpoint(note, log_name(session.programme, known.origin), known.public_key)
    except Problem:
        return False
    return signed.size <= session.feed_size() and root(tree_at(session, signed.size)) != signed.root
