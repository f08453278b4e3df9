"""Taking one entry of the log into the projections: the only door to them.

Entries are taken in feed order, then a tablet's own unsent tail by seq. One bad record never stops those behind it:
what cannot be read becomes a row that says so.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from core.domain.bodies import UnreadableBody
from core.domain.cash import CashAdvance
from core.domain.corrections import Replace, Void
from core.domain.epochs import EpochBegan
from core.domain.funds import MonthClosed
from core.domain.kinds import KINDS, UnknownKind, fact_of, fact_or_none
from core.domain.nurseries import ReadyAccepted
from core.domain.payouts import Payout
from core.domain.problems import Problem
from core.domain.programme import Programme
from core.domain.records import (
    Record,
    RecordId,
    UnreadableRecord,
    decode_record,
    record_id,
)
from core.domain.sheets import Approval, PaySheet
from core.domain.verdicts import Verdict
from core.fold.acceptances import repost, settle_acceptances
from core.fold.corrections import Refused, correct
from core.fold.dependents import dependents
from core.fold.described import (
    described,
    keep_attendance,
    keep_side_references,
    keep_spot,
    keep_thing,
    keep_workday_uses,
    redescribed,
    row_of,
)
from core.fold.facts import fact_in_force, is_office, may_begin
from core.fold.funds import reopen_month
from core.fold.meant import counting, keep_merged, redirected
from core.fold.outcome import NOTHING
from core.fold.outcomes import outcome_of
from core.fold.payouts import keep_payment, vouch_for
from core.fold.posting import Booking
from core.fold.restated import keep_restated, said_before
from core.fold.rows import (
    Answer,
    EffectiveRecord,
    Refusal,
    Thing,
)
from core.fold.sheets import redraft
from core.fold.state import State
from core.fold.steps import STEPS, approvals_needed, take_step, why_not_corrected, why_not_in_effect
from core.fold.trips import keep_trip
from core.fold.verdicts import take_verdict

NOBODY = "-"
"""In place of a committee: no tablet is ever let in for it."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A record's bytes and where they stand: `position` in the feed, or None in the unsent tail."""

    origin: str
    seq: int
    position: int | None
    data: bytes


def take(state: State, entry: Entry) -> None:
    """Fold one entry. The state must have been folded up to just before it."""
    try:
        record = decode_record(entry.data)
    except UnreadableRecord:
        state.put(_unreadable_row(entry))
        return
    if (record.origin, record.seq) != (entry.origin, entry.seq):
        state.put(_unreadable_row(entry))
        return
    take_record(state, record, entry)


def take_record(state: State, record: Record, entry: Entry) -> None:
    """Fold an entry whose bytes say just this record; whoever wrote them need not read them as a stranger does."""
    counting_id = said_before(state, record, entry.data)
    if counting_id:
        row = _put_barred(state, record, entry.position, "no_effect")
        keep_merged(state, record, counting_id)
        vouch_for(state, counting_id, row, Booking(state, record.id, entry.position))
        return
    try:
        fact = redirected(state, fact_of(record))
    except UnknownKind:
        _put_barred(state, record, entry.position, "unknown")
        return
    except UnreadableBody:
        _put_barred(state, record, entry.position, "unreadable")
        return
    if not _may_state(state, record, fact):
        _put_barred(state, record, entry.position, "no_effect")
        return
    keep_restated(state, record)
    needed = approvals_needed(state, record, fact)
    if needed:
        row = row_of(state, record, fact, entry.position, "waiting")
        state.put(row)
        keep_side_references(state, record, record.body, row.committee, entry.position)
        return
    _take_effect(state, record, fact, entry.position, Booking(state, record.id, entry.position))


def take_approved(state: State, identifier: str) -> None:
    """Let a waiting record take effect as if all approvals had come; only for rows that are thrown away afterwards."""
    row, record = state.get(EffectiveRecord, identifier), state.record(identifier)
    if row is not None and record is not None and row.status == "waiting":
        fact = redirected(state, fact_of(record))
        _take_effect(state, record, fact, row.position, Booking(state, identifier, row.position))


def _take_effect(state: State, record: Record, fact: Any, position: int | None, booking: Booking) -> None:
    """Let a readable record that may be stated do what it does; `position` is its own place in the feed."""
    if isinstance(fact, Void | Replace):
        _take_correction(state, record, fact, position, booking)
        return
    row = row_of(state, record, fact, position, "live")
    state.put(row)
    state.facts[row.kind, row.body_id] = fact
    keep_side_references(state, record, record.body, row.committee, position)
    if isinstance(fact, Verdict):
        take_verdict(state, row, fact, booking)
    elif isinstance(fact, Approval):
        _attempt(state, row, lambda: _take_approval(state, row, fact, booking))
    elif type(fact) in STEPS:
        _attempt(state, row, lambda: take_step(state, row, fact, booking))
    else:
        _settle(state, row, None, fact, booking)


def _attempt(state: State, row: EffectiveRecord, act: Callable[[], None]) -> None:
    """Take a step, or write down why it has no effect."""
    try:
        act()
    except Problem as problem:
        now = state.get(EffectiveRecord, row.id) or row
        state.put(replace(now, status="no_effect"))
        state.put(Refusal(row.id, problem.code, _details_text(problem.details)))


def _details_text(details: Mapping[str, Any]) -> str:
    return json.dumps(dict(details), ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def _take_approval(state: State, row: EffectiveRecord, fact: Approval, booking: Booking) -> None:
    """One more person stands for a waiting record; with the last one needed it takes effect, here and now."""
    target = state.get(EffectiveRecord, fact.target)
    record = state.record(fact.target)
    if target is None or record is None or target.status != "waiting":
        raise Problem("nothing_to_approve", id=fact.target)
    answers = [answer for answer in state.find(Answer, fact.target) if answer.kind == Approval.kind]
    if row.author == target.author or row.author in {answer.author for answer in answers}:
        raise Problem("approver_same")
    waiting = redirected(state, fact_of(record))
    why_not_in_effect(state, waiting)
    state.put(Answer(fact.target, row.id, row.kind, row.author))
    if len(answers) + 1 >= max(1, approvals_needed(state, record, waiting)):
        _take_effect(state, record, waiting, target.position, booking)


def _put_barred(state: State, record: Record, position: int | None, status: str) -> EffectiveRecord:
    """A record that says nothing here. The side rows it names belong to nobody until it is understood."""
    row = row_of(state, record, None, position, status)
    state.put(row)
    keep_side_references(state, record, record.body, NOBODY, position)
    return row


def _may_state(state: State, record: Record, fact: Any) -> bool:
    """Whether this origin may state such a thing: office records come from the office, and a programme opens once."""
    if isinstance(fact, Programme):
        return not state.find(Thing, Programme.kind)
    if isinstance(fact, EpochBegan):
        return may_begin(state, record, fact)
    return KINDS[record.kind].author != "office" or is_office(state, record.origin)


def _take_correction(
    state: State, record: Record, fact: Void | Replace, position: int | None, booking: Booking
) -> None:
    # What was recorded again is corrected where it counts, whichever of its ids the correction names.
    fact = replace(fact, target=RecordId(counting(state, fact.target)), seen=RecordId(counting(state, fact.seen)))
    before_row = state.get(EffectiveRecord, fact.target)
    before = fact_in_force(state, before_row) if before_row else None
    moves = before_row is not None and isinstance(fact, Replace) and _moves(state, record, before_row, fact)
    refused = Refused("other_committee") if moves else _why_refused(state, record, fact, before_row)
    corrected = correct(state, record, fact, position, refused)
    own = row_of(state, record, fact, position, "live" if corrected else "no_effect")
    target = before_row.committee if before_row else ""
    state.put(replace(own, committee=target))
    keep_side_references(state, record, record.body, target, position)
    if corrected is None:
        return
    row = corrected
    now = fact_in_force(state, row)
    if now is None and row.status == "live":
        row = replace(row, status="unreadable")
    elif now is not None:
        row = redescribed(state, row, now)
    state.put(row)
    if isinstance(fact, Replace):
        keep_side_references(state, record, fact.body, row.committee, position)
    _settle(state, row, before, now, booking)


def _why_refused(state: State, record: Record, fact: Void | Replace, target: EffectiveRecord | None) -> Refused:
    """Why the rules about money give a correction no effect, with the figures of its sentence where it has any."""
    if target is None:
        return Refused("")
    try:
        return Refused(why_not_corrected(state, record, fact, target))
    except Problem as problem:
        return Refused(problem.code, _details_text(problem.details))


def _moves(state: State, record: Record, target: EffectiveRecord, fact: Replace) -> bool:
    """Whether a tablet would take a record, and the names it goes with, over to another committee."""
    if is_office(state, record.origin) or target.kind not in KINDS:
        return False
    now = fact_or_none(target.kind, fact.body_version, fact.body)
    return now is not None and target.committee not in ("", described(state, target.kind, now)[0])


def _settle(state: State, row: EffectiveRecord, before: Any, now: Any, booking: Booking) -> None:
    """Bring everything that follows from a record up to date, after its fact went from `before` to `now` (None:
    nothing).
    """
    keep_thing(state, row, now)
    keep_workday_uses(state, row.id, before, now)
    keep_attendance(state, row, before, now)
    keep_spot(state, row, before, now)
    if isinstance(before, CashAdvance) or isinstance(now, CashAdvance):
        keep_trip(state, row, now)
    if isinstance(before, PaySheet):
        redraft(state, row, now, row.author)
    if isinstance(before, MonthClosed):
        reopen_month(state)
    if isinstance(before, Payout) or isinstance(now, Payout):
        keep_payment(state, row, before, now, booking)
    elif isinstance(before, ReadyAccepted) or isinstance(now, ReadyAccepted):
        settle_acceptances(state, row, before, now, booking)
    else:
        booking.post(row, NOTHING if now is None else outcome_of(state, row, now))
    for dependent in dependents(state, row, before, now):
        repost(state, dependent, booking)


def _unreadable_row(entry: Entry) -> EffectiveRecord:
    return EffectiveRecord(
        id=record_id(entry.origin, entry.seq), origin=entry.origin, seq=entry.seq, position=entry.position,
        kind="unreadable", kind_version=0, author="", recorded_at=0, happened_on="",
        committee="", subject="", count=0,
        body_id=record_id(entry.origin, entry.seq), version=record_id(entry.origin, entry.seq),
        version_position=entry.position, status="unreadable",
        posting=0, centimos=0, holds=0, contributions="",
    )  # fmt: skip
