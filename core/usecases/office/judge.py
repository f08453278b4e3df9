"""The server's checks over what has just been folded, written down as verdict records of the office's origin.

Every new or corrected record is checked, and every open hold of a check is looked at again: what is cured is
released. What a person decided is never decided again by a check.
"""

from __future__ import annotations

import logging
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

from core.domain.bodies import Count
from core.domain.calendar import local_day
from core.domain.checks import check_all
from core.domain.checks.finding import RULE_VERSIONS, Finding
from core.domain.kinds import KINDS
from core.domain.payouts import SuspenseDecided
from core.domain.records import RecordId, is_record_id, record_id
from core.domain.verdicts import Verdict
from core.fold.money_rows import Payment
from core.fold.rows import Correction, EffectiveRecord, Hold, Thing, WorkdayUse
from core.fold.state import State
from core.usecases import notes
from core.usecases.known.births import births
from core.usecases.known.known import KnownFromState
from core.usecases.office.counts import counts_touched
from core.usecases.own_log import OFFICE_AUTHOR, Statement, append_as_office
from core.usecases.ports import Clock, Session, Store

JUDGED_AT_ONCE = 2_000
_WITHOUT_LIMIT = 1 << 40
JUDGED = "judged_position"
"""The note of how far the feed has been judged."""
_UNREADABLE = "record_unreadable"
_CHECK_FAILED = "check_failed"


def judge(store: Store, clock: Clock, office_origin: str, give_way: Callable[[], None] = lambda: None) -> int:
    """Check everything folded since the last time; how many verdicts were written. Fold again afterwards. Before each
    record `give_way` lets others go first who need this machine more.
    """
    written = 0
    more = True
    while more:
        number, more = _judge_batch(store, clock, office_origin, give_way)
        written += number
    return written


def _judge_batch(store: Store, clock: Clock, office_origin: str, give_way: Callable[[], None]) -> tuple[int, bool]:
    """The next entries looked at over one snapshot, and the verdicts on them written.

    Looking takes long and keeps nobody from writing. Where another process has judged the same entries meanwhile, its
    verdicts stand and these are given up.
    """
    now = clock.now_ms()
    today = local_day(now)
    with store.reading() as session:
        judged = notes.number(session, JUDGED)
        end = session.folded_position()
        last = min(end, judged + JUDGED_AT_ONCE)
        if last <= judged:
            return 0, False
        state = session.state()
        known = KnownFromState(state, births(session, state), today)
        verdicts = _judge_entries(session, state, known, judged + 1, last, give_way)
    statements = [Statement(verdict, today, OFFICE_AUTHOR, now) for verdict in verdicts]
    with store.writing() as session:
        session.origin(office_origin, lock=True)
        if notes.number(session, JUDGED) != judged:
            return 0, True
        notes.put_number(session, JUDGED, last)
        append_as_office(session, office_origin, statements)
    return len(verdicts), last < end


def _judge_entries(
    session: Session, state: State, known: KnownFromState, first: int, last: int, give_way: Callable[[], None]
) -> list[Verdict]:
    """Verdicts on what stands at these feed positions, on suspects it brings up, and on what was held nearby."""
    entries = dict(_entries(session, first, last))
    _read_ahead(state, entries)
    rows = [row for identifier in entries if (row := state.get(EffectiveRecord, identifier))]
    waiting = deque(dict.fromkeys((*_touched(state, rows), *counts_touched(state, entries))))
    seen: set[str] = set()
    verdicts: list[Verdict] = []
    while waiting:
        identifier = waiting.popleft()
        row = state.get(EffectiveRecord, identifier)
        if identifier in seen or row is None:
            continue
        seen.add(identifier)
        give_way()
        new = _verdicts_whatever_happens(state, row, known, new_here=True)
        verdicts += new
        waiting.extend(other for verdict in new for other in _suspects(verdict))
    near = _near(state, rows)
    for identifier in session.held(near) if near else ():
        row = state.get(EffectiveRecord, identifier)
        if identifier not in seen and row is not None:
            verdicts += _verdicts_whatever_happens(state, row, known, new_here=False)
    return verdicts


def _near(state: State, rows: Iterable[EffectiveRecord]) -> set[str]:
    """Whose open holds may be cured by these: their committees', and everybody's after something of the office, said
    or corrected.
    """
    return {
        row.committee
        for row in rows
        if row.kind != Verdict.kind
        and (row.committee or (row.status == "live" and _is_of_office(_kind_it_is_about(state, row))))
    }


def _kind_it_is_about(state: State, row: EffectiveRecord) -> str:
    correction = state.get(Correction, row.id)
    target = state.get(EffectiveRecord, correction.target) if correction else None
    return target.kind if target else row.kind


def _is_of_office(kind: str) -> bool:
    return kind in KINDS and KINDS[kind].author == "office" and KINDS[kind].is_thing


def _entries(session: Session, first: int, last: int) -> Iterator[tuple[RecordId, bytes]]:
    """What stands at these feed positions, by id."""
    for span in session.feed(first, last, _WITHOUT_LIMIT):
        for index, data in enumerate(span.records):
            yield record_id(span.origin, span.first_seq + index), data


def _read_ahead(state: State, entries: Mapping[RecordId, bytes]) -> None:
    """What judging these asks for one by one: the rows about them, and the things that they name."""
    for identifier, data in entries.items():
        state.saw(identifier, data)
    for shape in (EffectiveRecord, Correction, Hold, WorkdayUse):
        state.read_ahead(shape, entries)
    records = [record for identifier in entries if (record := state.record(identifier))]
    state.read_ahead(Thing, (name for record in records for name in _names_in(record.body)))


def _names_in(value: Any) -> Iterator[str]:
    """All ids of records in a body."""
    if isinstance(value, str):
        if is_record_id(value):
            yield value
    elif isinstance(value, list | dict):
        for inner in value.values() if isinstance(value, dict) else value:
            yield from _names_in(inner)


def _touched(state: State, rows: Iterable[EffectiveRecord]) -> Iterator[str]:
    """The records that new entries are about: themselves, what they correct or decide, and what counts on a changed
    workday.
    """
    for row in rows:
        if row.kind == Verdict.kind:
            continue
        correction = state.get(Correction, row.id)
        target = correction.target if correction else row.id
        yield target
        for use in state.find(WorkdayUse, target):
            yield use.record
        if row.kind == SuspenseDecided.kind:
            yield from _payouts_of_the_line(state, row.subject)


def _payouts_of_the_line(state: State, payout: str) -> Iterator[str]:
    """A payout that somebody has decided about and those beside it, of which one may now be something else."""
    decided = state.get(Payment, payout)
    for payment in state.find(Payment, decided.sheet, decided.payee) if decided else ():
        yield payment.id


def _suspects(verdict: Verdict) -> list[str]:
    """The other records that a suspicion of double entry names: they are suspects as well."""
    if verdict.rule != "duplicate_suspect" or verdict.numbers is None:
        return []
    return str(verdict.numbers.get("other", "")).split(", ")


def _verdicts_whatever_happens(
    state: State, row: EffectiveRecord, known: KnownFromState, *, new_here: bool
) -> list[Verdict]:
    """One record that the checks cannot cope with must not keep the verdicts on all others away."""
    try:
        return _verdicts(state, row, known, new_here=new_here)
    except Exception:  # a mistake in a check; it is in the server's log, and the record waits for a person
        logging.getLogger("planton").exception("the checks failed on %s", row.id)
        is_new = new_here and state.get(Hold, row.id, _CHECK_FAILED, "") is None
        return [Verdict(RecordId(row.id), "hold", _CHECK_FAILED, Count(1))] if is_new else []


def _verdicts(state: State, row: EffectiveRecord, known: KnownFromState, *, new_here: bool) -> list[Verdict]:
    """What changed about a record's findings: new holds and warnings, and releases of those that are cured."""
    wanted = {(verdict.rule, verdict.member or ""): verdict for verdict in _wanted(row, known)}
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
            version = RULE_VERSIONS.get(hold.rule, 1)  # A rule that a later version no longer has.
            verdicts.append(Verdict(RecordId(row.id), "release", hold.rule, Count(version), member=member))
    return verdicts


def _wanted(row: EffectiveRecord, known: KnownFromState) -> list[Verdict]:
    """The verdicts that a record deserves now, whether or not they were written already."""
    target = RecordId(row.id)
    if row.status in ("unreadable", "unknown"):
        return [Verdict(target, "quarantine", _UNREADABLE, Count(1))]
    subject = known.subject(row)
    if subject is None:
        return []
    return [_as_verdict(target, finding) for finding in check_all(subject, known)]


def _as_verdict(target: RecordId, finding: Finding) -> Verdict:
    member = RecordId(finding.member) if finding.member else None
    numbers = dict(finding.numbers) or None
    return Verdict(target, finding.action, finding.rule, Count(finding.rule_version), numbers, member)
