"""Trying a record before it is written: the rules that would give it no effect say why, and nothing of the trial is
kept.

Only steps and corrections are tried. A fact of the field is never refused for what the rules make of it.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence

from core.domain.problems import TEXTS, Problem
from core.domain.records import RecordId, UnreadableRecord, encode_record, read_record, record_id
from core.fold.fold import Entry, take, take_approved, take_record
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


def try_as_office(session: Session, statements: Sequence[Statement], origin: str) -> State:
    """Fold at least one statement as if they stood at the end of the feed, each behind those before it, in a session of
    which nothing is kept: what would hold then. Raises Problem.
    """
    # Locked, since the server's checks write records of the same origin whenever a tablet syncs.
    own = session.origin(origin, lock=True)
    if own is None:
        raise LookupError(f"{origin} is no origin of this server")
    end, state = session.feed_size(), session.state()
    for place, statement in enumerate(statements, start=1):
        state.flush()
        state = _try(session, statement, origin, own.seq + place, end + place)
    return state


class Rehearsal:
    """Statements of the office one behind the other, each over what those before it have done, in a session of which
    nothing is kept; not even the log has them, so it takes no lock that others wait for.
    """

    def __init__(self, session: Session, origin: str) -> None:
        own = session.origin(origin)
        if own is None:
            raise LookupError(f"{origin} is no origin of this server")
        self.state = session.state()
        self._origin = origin
        self._seq, self._position = own.seq, session.feed_size()

    def take(self, statement: Statement) -> RecordId:
        """The id that the record would have. Raises the Problem that would keep it from having an effect."""
        self._seq, self._position = self._seq + 1, self._position + 1
        data = encode_record(as_record(self._origin, self._seq, statement))
        identifier = record_id(self._origin, self._seq)
        self.state.saw(identifier, data)
        try:
            # They were made canonical just now, so that only what they say is looked at.
            record = read_record(data)
        except UnreadableRecord as error:
            raise Problem("not_recordable") from error
        take_record(self.state, record, Entry(self._origin, self._seq, self._position, data))
        row = self.state.get(EffectiveRecord, identifier)
        if row is None or row.status == "unreadable":
            raise Problem("not_recordable")
        raise_refusal(self.state, identifier)
        return identifier


def try_in_turn(
    session: Session, statements: Sequence[Statement], origin: str, check: Callable[[State, Statement], None]
) -> list[Problem | None]:
    """Of each statement what keeps it from being stated behind those before it, in a session of which nothing is kept.
    `check` raises the Problem of a mistake.
    """
    own, size = session.origin(origin, lock=True), session.feed_size()
    if own is None:
        raise LookupError(f"{origin} is no origin of this server")
    found: list[Problem | None] = []
    for place, statement in enumerate(statements, start=1):
        try:
            check(session.state(), statement)
            _try(session, statement, origin, own.seq + place, size + place).flush()
        except Problem as problem:
            found.append(problem)
        else:
            found.append(None)
    return found


def raise_refusal(state: State, identifier: str) -> None:
    """Raise the Problem for which a step or a correction had no effect, if it had none."""
    refusal = state.get(Refusal, identifier)
    if refusal is not None:
        raise Problem(refusal.code, **json.loads(refusal.details))
    correction = state.get(Correction, identifier)
    if correction is not None and not correction.takes_effect:
        code = _WHY_NOT.get(correction.why_not, correction.why_not)
        raise Problem(code if code in TEXTS else "office_corrects")


def _try(session: Session, statement: Statement, origin: str, seq: int, position: int | None) -> State:
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
    return state
