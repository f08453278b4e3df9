"""The server's checks over what has just been folded, written down as verdict records of the office's origin.

Every new or corrected record is checked, and every open hold of a check is looked at again: what is cured is released. What a
person decided is never decided again by a check.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from core.domain.bodies import Count
from core.domain.calendar import local_day
from core.domain.checks import Finding, Subject, check_all
from core.domain.records import RecordId, record_id
from core.domain.verdicts import Verdict
from core.fold.facts import fact_in_force
from core.fold.rows import Correction, EffectiveRecord, Hold, WorkdayUse
from core.fold.state import State
from core.usecases.births import births
from core.usecases.known import KnownFromState
from core.usecases.own_log import OFFICE_AUTHOR, Statement, append_as_office
from core.usecases.ports import Clock, Session, Store

JUDGED_AT_ONCE = 2_000
_WITHOUT_LIMIT = 1 << 40
_MARK = "judged_position"
_UNREADABLE = "record_unreadable"


def judge(store: Store, clock: Clock, office_origin: str) -> int:
    """Check everything folded since the last time; how many verdicts were written. Fold again afterwards."""
    written = 0
    more = True
    while more:
        with store.writing() as session:
            number, more = _judge_batch(session, clock, office_origin)
        written += number
    return written


def _judge_batch(session: Session, clock: Clock, office_origin: str) -> tuple[int, bool]:
    session.origin(office_origin, lock=True)
    first = int.from_bytes(session.note(_MARK) or b"", "big") + 1
    end = session.folded_position()
    last = min(end, first + JUDGED_AT_ONCE - 1)
    if last < first:
        return 0, False
    state = session.state()
    now = clock.now_ms()
    today = local_day(now)
    known = KnownFromState(state, births(session), today)
    new = [
        record_id(span.origin, span.first_seq + index)
        for span in session.feed(first, last, _WITHOUT_LIMIT)
        for index in range(len(span.records))
    ]
    subjects = dict.fromkeys(_touched(state, new))
    verdicts: list[Verdict] = []
    for identifier in [*subjects, *(target for target in session.held() if target not in subjects)]:
        row = state.get(EffectiveRecord, identifier)
        if row is not None:
            verdicts += _verdicts(state, row, known, new_here=identifier in subjects)
    statements = [Statement(verdict, today, OFFICE_AUTHOR, now) for verdict in verdicts]
    session.put_note(_MARK, last.to_bytes(8, "big"))
    append_as_office(session, office_origin, statements)
    return len(statements), last < end


def _touched(state: State, identifiers: Iterable[str]) -> Iterator[str]:
    """The records that new entries are about: themselves, what they correct, and what counts on a changed workday."""
    for identifier in identifiers:
        row = state.get(EffectiveRecord, identifier)
        if row is None or row.kind == "verdict":
            continue
        correction = state.get(Correction, identifier)
        target = correction.target if correction else identifier
        yield target
        for use in state.find(WorkdayUse, target):
            yield use.record


def _verdicts(state: State, row: EffectiveRecord, known: KnownFromState, *, new_here: bool) -> list[Verdict]:
    """What changed about a record's findings: new holds and warnings, and releases of those that are cured."""
    wanted = {(verdict.rule, verdict.member or ""): verdict for verdict in _wanted(state, row, known)}
    standing = {(hold.rule, hold.member): hold for hold in state.find(Hold, row.id)}
    verdicts = []
    for key, verdict in wanted.items():
        hold = standing.get(key)
        is_settled = hold is not None and (not hold.released_by or hold.decided_by)
        if not is_settled and (new_here or hold is not None):
            verdicts.append(verdict)
    for key, hold in standing.items():
        if key not in wanted and not hold.released_by and not hold.decided_by:
            member = RecordId(hold.member) if hold.member else None
            verdicts.append(Verdict(RecordId(row.id), "release", hold.rule, Count(1), member=member))
    return verdicts


def _wanted(state: State, row: EffectiveRecord, known: KnownFromState) -> list[Verdict]:
    """The verdicts that a record deserves now, whether or not they were written already."""
    target = RecordId(row.id)
    if row.status in ("unreadable", "unknown"):
        return [Verdict(target, "quarantine", _UNREADABLE, Count(1))]
    fact = fact_in_force(state, row)
    if fact is None:
        return []
    subject = Subject(row.id, row.kind, fact, row.happened_on, row.recorded_at, row.committee)
    return [_as_verdict(target, finding) for finding in check_all(subject, known)]


def _as_verdict(target: RecordId, finding: Finding) -> Verdict:
    member = RecordId(finding.member) if finding.member else None
    numbers = dict(finding.numbers) or None
    return Verdict(target, finding.action, finding.rule, Count(finding.rule_version), numbers, member)
