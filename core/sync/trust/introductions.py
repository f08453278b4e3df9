"""Whom the feed introduces: tablets that the office lets in, and the office's own server after a restore.

A key is believed when somebody whose key is known already has spoken for it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from core.domain.bodies import UnreadableBody
from core.domain.chain import chain_start
from core.domain.epochs import EpochBegan, epoch_message, is_plausible
from core.domain.kinds import UnknownKind, fact_of
from core.domain.merkle import Tree, root
from core.domain.problems import Problem
from core.domain.records import Record, UnreadableRecord, decode_record, origin_of_key, read_record
from core.domain.tablets import TabletEnrolled
from core.sync.trust.keys import verify
from core.usecases.ports import OriginState, Session, Span


@dataclass(frozen=True, slots=True)
class Epoch:
    """A server's epoch with the bytes of the record that began it."""

    data: bytes
    record: Record
    fact: EpochBegan


def new_origin(programme: str, origin: str, public_key: bytes, role: str) -> OriginState:
    """An origin of which nothing has arrived yet."""
    return OriginState(origin, public_key, role, 0, chain_start(programme, public_key))


def meet_enrolled(session: Session, records: Sequence[bytes]) -> None:
    """Learn the keys of tablets that the office lets in, so that their records can be checked when they come."""
    for data in records:
        if TabletEnrolled.kind.encode() not in data:
            continue
        try:
            record = read_record(data)
            public_key = bytes.fromhex(record.body["public_key"])
        except (UnreadableRecord, KeyError, TypeError, ValueError):
            continue
        origin = origin_of_key(public_key)
        if record.kind == TabletEnrolled.kind and session.origin(origin) is None:
            session.put_origin(new_origin(session.programme, origin, public_key, "tablet"))


def meet_epoch(session: Session, span: Span, tree: Tree) -> OriginState | None:
    """Tablet: an origin that nobody has spoken of may be that of a new epoch, which begins with its first record."""
    epoch = read_epoch(session, span.records[0])
    if epoch is None or epoch.record.origin != span.origin:
        return None
    if (tree.size, root(tree).hex()) == (epoch.fact.size, epoch.fact.root):
        go_over(session, epoch)
    else:
        introduce(session, epoch)  # An epoch that a later restore has lost and been given back.
    return session.origin(span.origin)


def read_epoch(session: Session, data: bytes) -> Epoch | None:
    """The epoch that a record begins; None unless a server that is known here signed for it."""
    return next(iter(read_epochs(session, [data])), None)


def read_epochs(session: Session, told: Sequence[bytes]) -> tuple[Epoch, ...]:
    """Those of the epochs for which a server signed that is known here, or that one before them began."""
    found: dict[str, Epoch] = {}
    for data in told:
        epoch = _plausible(data)
        if epoch is None:
            continue
        fact, known = epoch.fact, session.origin(epoch.fact.before)
        if fact.before in found:
            before_key = found[fact.before].fact.public_key
        elif known is not None and known.role == "office":
            before_key = known.public_key.hex()
        else:
            continue
        if before_key == fact.before_key and _is_signed(session.programme, fact):
            found[epoch.record.origin] = epoch
    return tuple(found.values())


def introduce_before(session: Session, server_key: bytes, told: Sequence[bytes]) -> None:
    """Tablet that is let in: know the servers before the one with this key as well, in whose names its feed begins. Of
    the epochs, oldest first, each must have begun the next. Raises Problem answer_unreadable.
    """
    key, met = server_key.hex(), str(origin_of_key(server_key))
    for data in reversed(told):
        epoch = _plausible(data)
        is_next = epoch is not None and (epoch.record.origin, epoch.fact.public_key) == (met, key)
        if epoch is None or not is_next or not _is_signed(session.programme, epoch.fact):
            raise Problem("answer_unreadable")
        key, met = epoch.fact.before_key, epoch.fact.before
        if session.origin(met) is None:
            session.put_origin(new_origin(session.programme, met, bytes.fromhex(key), "office"))


def _is_signed(programme: str, fact: EpochBegan) -> bool:
    """Whether the server before has signed for an epoch that is plausible."""
    message = epoch_message(programme, fact.public_key, fact.size, fact.root)
    return verify(bytes.fromhex(fact.before_key), message, bytes.fromhex(fact.signature))


def _plausible(data: bytes) -> Epoch | None:
    try:
        record = decode_record(data)
        fact = fact_of(record)
    except (UnreadableRecord, UnknownKind, UnreadableBody):
        return None
    return Epoch(data, record, fact) if isinstance(fact, EpochBegan) and is_plausible(record, fact) else None


def go_over(session: Session, epoch: Epoch) -> None:
    """Tablet: from now on believe the new server's signature, and not that any photo is still there: nobody knows which
    came after the backup. About one that is there a single question will be asked.
    """
    introduce(session, epoch)
    session.photos().forget_sent()
    session.put_note("server_origin", epoch.record.origin.encode("ascii"))
    session.put_note("server_key", bytes.fromhex(epoch.fact.public_key))


def introduce(session: Session, epoch: Epoch) -> None:
    """Know the key of an epoch's server, of which nothing may have come yet."""
    if session.origin(epoch.record.origin) is None:
        key = bytes.fromhex(epoch.fact.public_key)
        session.put_origin(new_origin(session.programme, epoch.record.origin, key, "office"))
