"""A tablet's feed taken back to an earlier size: because a server was put back, or because what came behind it was
never proved. The projections are then made anew from what is left.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Any, Protocol

from sqlalchemy import Connection

from core.storage import tables
from core.storage.engine import Asking, insert_rows
from core.storage.guards import lifted_guards
from core.usecases.ports import OriginState

_FEED_FROM = """SELECT programme, first_position, origin, first_seq, number FROM feed
    WHERE programme = ? AND first_position + number - 1 > ? ORDER BY first_position"""
_CHECKPOINTS_FROM = "SELECT programme, size, root, note FROM checkpoint WHERE programme = ? AND size > ?"
_NEXT_EPOCH = "SELECT coalesce(max(epoch), 0) + 1 FROM former_feed WHERE programme = ?"
_DROP_FEED = "DELETE FROM feed WHERE programme = ? AND first_position >= ?"
_DROP_CHECKPOINTS = "DELETE FROM checkpoint WHERE programme = ? AND size > ?"
_REACHED = """SELECT origin, max(first_seq + number - 1) FROM feed
    WHERE programme = ? AND first_position <= ? GROUP BY origin"""
_FORGET = """DELETE FROM log WHERE programme = ? AND origin = ? AND seq BETWEEN ? AND ? AND NOT EXISTS (
    SELECT 1 FROM former_feed AS former WHERE former.programme = log.programme AND former.origin = log.origin
    AND log.seq BETWEEN former.first_seq AND former.first_seq + former.number - 1)"""
_TO_BE_MADE_ANEW = f"UPDATE fold_mark SET fold_version = {tables.TO_BE_MADE_ANEW} WHERE programme = ?"


class Session(Protocol):
    """What of an open transaction is needed here."""

    programme: str
    connection: Connection

    def origin(self, origin: str) -> OriginState | None: ...
    def put_origin(self, state: OriginState) -> None: ...
    def head(self, origin: str, seq: int) -> bytes: ...


def cut_feed(session: Session, ask: Asking, size: int) -> None:
    """Put aside the places of the feed and the checkpoints behind `size`; the records stay in the log."""
    programme, connection = session.programme, session.connection
    tail = ask(_FEED_FROM, (programme, size))
    notes = ask(_CHECKPOINTS_FROM, (programme, size))
    number = int(ask(_NEXT_EPOCH, (programme,))[0][0])
    insert_rows(connection, tables.former_feed, [(programme, number, *row[1:]) for row in tail])
    insert_rows(connection, tables.former_checkpoint, [(programme, number, *row[1:]) for row in notes])
    with lifted_guards(connection, ("feed", "checkpoint")):
        _drop_places(session, ask, size, tail)
        ask(_DROP_CHECKPOINTS, (programme, size))
    _end_at(session, ask, size)


def forget_feed(session: Session, ask: Asking, size: int, own_origin: str) -> None:
    """Drop the places of the feed behind `size`, and of the log what came here with them; what this tablet has recorded
    stays, and so does what an earlier checkpoint had proved.
    """
    tail = ask(_FEED_FROM, (session.programme, size))
    with lifted_guards(session.connection, ("feed", "log")):
        for _, position, origin, seq, number in tail:
            if origin != own_origin:
                first = seq + max(0, size - position + 1)
                ask(_FORGET, (session.programme, origin, first, seq + number - 1))
        _drop_places(session, ask, size, tail)
    _end_at(session, ask, size)


def _drop_places(session: Session, ask: Asking, size: int, tail: list[Any]) -> None:
    ask(_DROP_FEED, (session.programme, tail[0][1] if tail else size + 1))
    if tail and tail[0][1] <= size:
        _, position, origin, seq, _ = tail[0]
        row = (session.programme, position, origin, seq, size - position + 1)
        insert_rows(session.connection, tables.feed, [row])


def _end_at(session: Session, ask: Asking, size: int) -> None:
    """Every origin is as far as the feed says now, and the projections are of another log."""
    reached = {name: int(seq) for name, seq in ask(_REACHED, (session.programme, size))}
    for (name,) in ask("SELECT origin FROM origin WHERE programme = ?", (session.programme,)):
        known = session.origin(name)
        if known is not None:
            seq = reached.get(name, 0)
            session.put_origin(replace(known, seq=seq, head=session.head(name, seq)))
    insert_rows(session.connection, tables.feed_end, [(session.programme, size)], ("programme",))
    ask(_TO_BE_MADE_ANEW, (session.programme,))
