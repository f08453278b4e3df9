"""A spreadsheet as one step: entered whole or not at all, and undone as far as nothing stands on it."""

from __future__ import annotations

import secrets
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from core.domain.calendar import local_day
from core.domain.corrections import Void
from core.domain.problems import Problem
from core.domain.records import RecordId, is_record_id, record_id
from core.domain.verdicts import Verdict
from core.fold.money_rows import Claim, Item
from core.fold.rows import Correction, EffectiveRecord
from core.fold.state import State
from core.usecases.mistakes.trial import Rehearsal
from core.usecases.office.imports.looking import MARK_KEY, Line, Preview, look_through
from core.usecases.office.steps import check_author
from core.usecases.office.written.names import Spoken
from core.usecases.own_log import SALT_BYTES, Statement, append_as_office
from core.usecases.ports import Clock, ImportedFile, Session, Store

_ENTER_TRIES = 5
_WITHOUT_LIMIT = 1 << 40


@dataclass(frozen=True, slots=True)
class Entered:
    """One line of a file that was entered: `why_not` is what keeps it from being undone, if anything does."""

    number: int
    record: str
    is_void: bool
    why_not: Problem | None = None

    @property
    def can_be_undone(self) -> bool:
        return not self.is_void and self.why_not is None


def keep_file(store: Store, file: ImportedFile, before: int) -> None:
    """Keep a file that was sent until it is entered; those sent before then (UTC milliseconds) are given up."""
    with store.writing() as session:
        session.imports().drop_waiting(before)
        session.imports().put_file(file)
        if session.note(MARK_KEY) is None:
            session.put_note(MARK_KEY, secrets.token_bytes(2 * SALT_BYTES))


def preview(
    store: Store,
    clock: Clock,
    office_origin: str,
    author: str,
    kind: str,
    lines: Sequence[Line],
    spoken: Spoken,
    *,
    with_checks: bool = True,
) -> Preview:
    """What the lines would come to if they were entered now; nothing is kept of it."""
    store.fold()
    with store.trying() as session:
        return look_through(session, clock, office_origin, author, kind, lines, spoken, with_checks=with_checks)


def enter(
    store: Store,
    clock: Clock,
    office_origin: str,
    author: str,
    file: ImportedFile,
    lines: Sequence[Line],
    spoken: Spoken,
    expected: int,
) -> int:
    """Enter every line of a file that is new; how many. All of them are written in one transaction, or none.

    Raises Problem import_entered_before, import_has_errors, import_nothing_new, office_busy, or import_changed where
    they are not the `expected` number that somebody has seen.
    """
    for _ in range(_ENTER_TRIES):
        seen = preview(store, clock, office_origin, author, file.kind, lines, spoken, with_checks=False)
        if seen.wrong:
            raise Problem("import_has_errors", count=len(seen.wrong))
        if not seen.new:
            raise Problem("import_nothing_new")
        if len(seen.new) != expected:
            raise Problem("import_changed", count=len(seen.new))
        if _write(store, office_origin, clock.now_ms(), file, seen):
            store.fold()
            return len(seen.new)
    raise Problem("office_busy")


def look_at_entered(store: Store, file: str) -> list[Entered]:
    """The lines of a file that was entered, with what keeps each from being undone."""
    store.fold()
    with store.reading() as session:
        return _entered(session, file)


def undo(store: Store, clock: Clock, office_origin: str, author: str, file: str) -> int:
    """Void whatever came of a file and has nothing standing on it, in one transaction; how many. Raises Problem
    import_nothing_to_undo, office_busy, or what the rules say against a void.
    """
    for _ in range(_ENTER_TRIES):
        store.fold()
        with store.trying() as session:
            rehearsal = Rehearsal(session, office_origin)
            check_author(rehearsal.state, author)
            own = session.origin(office_origin)
            behind, now = own.seq if own else 0, clock.now_ms()
            targets = [one.record for one in reversed(_entered(session, file)) if one.can_be_undone]
            statements = [
                Statement(Void(RecordId(target), RecordId(target), "undone"), local_day(now), author, now)
                for target in targets
            ]
            for statement in statements:
                rehearsal.take(statement)
        if not statements:
            raise Problem("import_nothing_to_undo")
        with store.writing() as session:
            if _stands_where(session, office_origin, behind):
                append_as_office(session, office_origin, statements)
                break
    else:
        raise Problem("office_busy")
    store.fold()
    return len(statements)


def _write(store: Store, office_origin: str, now: int, file: ImportedFile, seen: Preview) -> bool:
    """Whether it was written; not where the office has stated something since the lines were looked at."""
    with store.writing() as session:
        if not _stands_where(session, office_origin, seen.behind):
            return False
        imports = session.imports()
        kept = imports.file(file.id, lock=True)
        if kept is None or kept.entered_at:
            raise Problem("import_entered_before" if kept else "import_missing")
        imports.put_file(replace(kept, entered_at=now, data=b""))
        new = seen.new
        first = seen.behind + 1
        ids = [record_id(office_origin, first + place) for place in range(len(new))]
        imports.put_lines(
            file.id, [(one.line.number, one.mark, identifier) for one, identifier in zip(new, ids, strict=True)]
        )
        append_as_office(session, office_origin, [one.statement for one in new if one.statement])
    return True


def _stands_where(session: Session, office_origin: str, behind: int) -> bool:
    own = session.origin(office_origin, lock=True)
    return own is not None and own.seq == behind


def _entered(session: Session, file: str) -> list[Entered]:
    state = session.state()
    lines = session.imports().lines(file)
    state.read_ahead(EffectiveRecord, [record for _, record in lines])
    rows = {record: state.get(EffectiveRecord, record) for _, record in lines}
    standing = _standing_on(session, state, rows.keys(), [row for row in rows.values() if row])
    found = []
    for number, record in lines:
        row = rows[record]
        is_void = row is None or row.status == "void"
        found.append(
            Entered(number, record, is_void, None if is_void or row is None else _why_not(state, row, standing))
        )
    return found


def _why_not(state: State, row: EffectiveRecord, standing: dict[str, str]) -> Problem | None:
    if row.id in standing:
        return Problem("import_row_stands", id=standing[row.id])
    if row.version != row.id:
        return Problem("import_row_corrected")
    return Problem("import_row_paid") if _is_claimed(state, row.id) else None


def _is_claimed(state: State, record: str) -> bool:
    return any(
        state.get(Claim, item.member, item.record, item.posting, item.kind, item.line) is not None
        for item in state.find(Item, record)
    )


def _standing_on(
    session: Session, state: State, targets: Collection[str], rows: Sequence[EffectiveRecord]
) -> dict[str, str]:
    """For each of these records a live one that names it. Only what came later can."""
    first = min((row.position for row in rows if row.position is not None), default=None)
    if first is None:
        return {}
    wanted = set(targets)
    found: dict[str, str] = {}
    for span in session.feed(first, session.feed_size(), _WITHOUT_LIMIT):
        for index, data in enumerate(span.records):
            identifier = record_id(span.origin, span.first_seq + index)
            named = wanted.intersection(_names_in(data)) - {identifier}
            if named and _counts(state, identifier):
                found |= dict.fromkeys(named, identifier)
    return found


def _counts(state: State, identifier: str) -> bool:
    """Whether a record stands on what it names: not when it was taken back, and not a remark or a correction."""
    row = state.get(EffectiveRecord, identifier)
    if row is None or row.status not in ("live", "waiting") or row.kind == Verdict.kind:
        return False
    return state.get(Correction, identifier) is None


def _names_in(data: bytes) -> Iterator[Any]:
    """Every text of a record's bytes that is an id."""
    return (text for text in data.decode("utf-8", "replace").split('"') if is_record_id(text))
