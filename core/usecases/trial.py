"""Trying a record before it is written: the rules that would give it no effect say why, and nothing of the trial is
kept.

Only steps and corrections are tried. A fact of the field is never refused for what the rules make of it.
"""

from __future__ import annotations

import json

from core.domain.problems import TEXTS, Problem
from core.domain.records import encode_record, record_id
from core.fold.fold import Entry, take, take_approved
from core.fold.rows import Correction, EffectiveRecord, Refusal
from core.fold.state import State
from core.usecases import notes
from core.usecases.own_log import Statement, as_record
from core.usecases.ports import Session

_WHY_NOT = {"version_superseded": "already_corrected", "target_unknown": "office_corrects"}


def try_on_tablet(session: Session, statement: Statement) -> None:
    """Fold the statement behind this tablet's last record, in a session of which nothing is kept. Raises Problem."""
    origin, seq = notes.text(session, "own_origin"), notes.number(session, "own_seq") + 1
    _try(session, statement, origin, seq, None)


def stand_behind(session: Session, origin: str) -> int | None:
    """Keep everybody else from stating anything for the office as long as this session lasts: the number of its last
    record, or None where that is not folded yet and nobody can know what it has changed.
    """
    own = session.origin(origin, lock=True)
    if own is None:
        raise LookupError(f"{origin} is no origin of this server")
    is_folded = own.seq == 0 or session.state().get(EffectiveRecord, record_id(origin, own.seq)) is not None
    return own.seq if is_folded else None


def try_as_office(session: Session, statement: Statement, origin: str) -> None:
    """Fold the statement as if it stood at the end of the feed, in a session of which nothing is kept. Raises
    Problem.
    """
    # Locked, since the server's checks write records of the same origin whenever a tablet syncs.
    own = session.origin(origin, lock=True)
    if own is None:
        raise LookupError(f"{origin} is no origin of this server")
    _try(session, statement, origin, own.seq + 1, session.feed_size() + 1)


def raise_refusal(state: State, identifier: str) -> None:
    """Raise the Problem for which a step or a correction had no effect, if it had none."""
    refusal = state.get(Refusal, identifier)
    if refusal is not None:
        raise Problem(refusal.code, **json.loads(refusal.details))
    correction = state.get(Correction, identifier)
    if correction is not None and not correction.takes_effect:
        code = _WHY_NOT.get(correction.why_not, correction.why_not)
        raise Problem(code if code in TEXTS else "office_corrects")


def _try(session: Session, statement: Statement, origin: str, seq: int, position: int | None) -> None:
    data = encode_record(as_record(origin, seq, statement))
    # What is in force afterwards is read from the log, so the record has to stand there; nobody will see its head.
    session.write_records(origin, seq, [data], [b""])
    state = session.state()
    identifier = record_id(origin, seq)
    take(state, Entry(origin, seq, position, data))
    row = state.get(EffectiveRecord, identifier)
    if row is None or row.status == "unreadable":
        # It would be kept and mean nothing, and whoever stated it would believe that it was done.
        raise Problem("not_recordable")
    # One that waits for a second person is tried to its end, so that nobody is asked to approve what cannot be.
    take_approved(state, identifier)
    raise_refusal(state, identifier)
