"""A record as its row: whose it is, what it is about, its figure, and what else is kept by name when it changes."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from core.domain import canon
from core.domain.attendance import Workday, half_days
from core.domain.bodies import OFFICE_FIELD, body_of, is_side_hash, photos_named
from core.domain.kinds import KINDS
from core.domain.plantings import Planting, Replanting
from core.domain.records import Record
from core.domain.survival import SurvivalCount
from core.fold.dependents import TERM_KINDS
from core.fold.facts import is_office
from core.fold.rows import Attendance, EffectiveRecord, PlantedSpot, SideReference, Thing, WorkdayUse
from core.fold.state import State

OFFICE_ALONE = "office"
"""In place of a committee: the office, and no tablet, not even the one that said it once the office has it."""
_BY_RECORD = ("target", "complaint")
"""Subjects that are records and no things."""


def keep_side_references(state: State, record: Record, body: Any, committee: str, position: int | None) -> None:
    for name, value in body.items():
        if name.endswith("_side") and isinstance(value, str) and is_side_hash(value):
            by_office, is_photo = int(is_office(state, record.origin)), int(value in photos_named(body))
            owner = OFFICE_ALONE if name == OFFICE_FIELD else committee
            state.put(SideReference(record.id, value, owner, by_office, position, is_photo))


def keep_thing(state: State, row: EffectiveRecord, now: Any) -> None:
    kind = KINDS.get(row.kind)
    if kind is None or not kind.is_thing:
        return
    if row.kind in TERM_KINDS:
        state.terms.clear()
    known = state.get(Thing, row.id)
    if now is None:
        if known is not None:
            state.put(replace(known, status="void"))
        return
    text = canon.encode(body_of(now)).decode("utf-8")
    code = getattr(now, "origin", None) or getattr(now, "code", None) or getattr(now, "name", "")
    state.put(Thing(row.id, row.kind, type(now).version, row.committee, str(code), "live", text))


def keep_workday_uses(state: State, identifier: str, before: Any, now: Any) -> None:
    old = set(getattr(before, "workdays", ()))
    new = set(getattr(now, "workdays", ()))
    for workday in sorted(old - new):
        state.remove(WorkdayUse(workday, identifier))
    for workday in sorted(new - old):
        state.put(WorkdayUse(workday, identifier))


def keep_attendance(state: State, row: EffectiveRecord, before: Any, now: Any) -> None:
    if isinstance(before, Workday):
        for attendance in state.find(Attendance, row.id):
            state.remove(attendance)
    if isinstance(now, Workday):
        for member, number in half_days(now).items():
            state.put(Attendance(row.id, member, row.committee, now.activity, row.happened_on, number))


def keep_spot(state: State, row: EffectiveRecord, before: Any, now: Any) -> None:
    """Where trees were planted, as long as somebody says so."""
    if not state.keeps_journal:
        return
    place = now.position if isinstance(now, Planting | Replanting) else None
    if place is not None:
        state.put(PlantedSpot(row.id, row.committee, place.lat_udeg, place.lon_udeg, row.count))
    elif getattr(before, "position", None) is not None:
        known = state.get(PlantedSpot, row.id)
        if known is not None:
            state.remove(known)


def described(state: State, kind: str, fact: Any) -> tuple[str, str, int]:
    """(committee, subject, count) of a fact: whose it is, what it is about, and its figure."""
    known = KINDS[kind]
    subject = (getattr(fact, known.subject) if known.subject else "") or ""
    committee = getattr(fact, "committee", "")
    if not committee and subject:
        about = state.get(Thing, subject) or (
            state.get(EffectiveRecord, subject) if known.subject in _BY_RECORD else None
        )
        committee = about.committee if about else ""
    return committee, subject, _figure(fact, known.figure)


def _figure(fact: Any, name: str) -> int:
    if isinstance(fact, Workday):
        return len(half_days(fact))
    if isinstance(fact, SurvivalCount):
        return sum(row.alive + row.dead for row in fact.rows)
    return getattr(fact, name) if name else 0


def redescribed(state: State, row: EffectiveRecord, fact: Any) -> EffectiveRecord:
    committee, subject, count = described(state, row.kind, fact)
    return replace(row, committee=committee, subject=subject, count=count)


def row_of(state: State, record: Record, fact: Any, position: int | None, status: str) -> EffectiveRecord:
    committee, subject, count = ("", "", 0) if fact is None else described(state, record.kind, fact)
    return EffectiveRecord(
        id=record.id, origin=record.origin, seq=record.seq, position=position,
        kind=record.kind, kind_version=record.kind_version, author=record.author,
        recorded_at=record.recorded_at, happened_on=record.happened_on,
        committee=committee, subject=subject, count=count,
        body_id=record.id, version=record.id, version_position=position, status=status,
        posting=0, centimos=0, holds=0, contributions="",
    )  # fmt: skip
