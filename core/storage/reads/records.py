"""Lists of records and one record whole: what it says, what it earned whom, what was found and corrected."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from functools import cache
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, bindparam, func, or_, select, tuple_

from core.domain.complaints import Complaint, ComplaintAnswered
from core.domain.kinds import KINDS, fact_or_none
from core.domain.records import UnreadableRecord, read_record, split_record_id
from core.domain.survival import SurvivalDrawn
from core.domain.verdicts import Verdict
from core.fold.facts import body_in_force
from core.fold.money_rows import Item
from core.fold.rows import EffectiveRecord, Hold
from core.storage.projections import TABLES
from core.storage.reads.changes import corrections_of, values_of
from core.storage.reads.lookup import Lookup, is_claimed
from core.storage.reads.photos import has_photo
from core.storage.reads.searching import Searching
from core.usecases.views.field import (
    AnswerView,
    HistoryFilter,
    HoldView,
    Money,
    PersonMoney,
    RecordDetail,
    RecordLine,
    RecordState,
    StatementLine,
)

RECORDS = TABLES[EffectiveRecord]
ITEMS = TABLES[Item]
HOLDS = TABLES[Hold]
WITH_SPECIES = ("planting", "replanting", "loss_event", "harvest")
"""Kinds that are about a unit and say of which species."""
EARNED = ("share", "reversal", "opening")
"""Items that a record made for somebody; all others are what a sheet or a decision left."""
FIELD_KINDS = (
    "workday", "planting", "replanting", "ready_accepted", "pricked_out", "inventory_counted", "saplings_lost",
    "dispatched", "returned", "transferred", "given_away", "received", "batch_started", "member", "border_walked",
    "survival_drawn", "survival_count", "loss_event", "harvest", "visit", "complaint", "agreement",
)  # fmt: skip
_RARE_KINDS = {name for name, kind in KINDS.items() if kind.author == "office"} - {Verdict.kind}
"""What only people of the office state: so few that they are found by their kind."""


def state_of(row: Any) -> RecordState:
    """How a record stands, from its row: void, waiting and unreadable first, then observed, then only here, then
    confirmed.
    """
    if row.status in ("void", "no_effect", "waiting"):
        return row.status  # type: ignore[no-any-return]
    if row.status != "live":
        return "unreadable"
    if row.holds:
        return "observed"
    return "pending" if row.version_position is None else "confirmed"


IS_HELD = and_(
    select(HOLDS.c.target)
    .where(
        HOLDS.c.programme == ITEMS.c.programme,
        HOLDS.c.target == ITEMS.c.record,
        HOLDS.c.action != "warn",
        HOLDS.c.released_by == "",
        or_(HOLDS.c.member == "", HOLDS.c.member == ITEMS.c.member, ITEMS.c.member == ITEMS.c.committee),
    )
    .correlate(ITEMS)
    .exists(),
    ~is_claimed(),
)
"""Whether a verdict keeps an item back. What a sheet's line has is frozen, and a hold on it a finding only."""

_EARNED = (
    select(
        ITEMS.c.record, RECORDS.c.kind, ITEMS.c.kind, ITEMS.c.happened_on, RECORDS.c.subject, ITEMS.c.count,
        ITEMS.c.half_days, ITEMS.c.rate, ITEMS.c.centimos, ITEMS.c.position, IS_HELD,
    )
    .join(RECORDS, and_(RECORDS.c.programme == ITEMS.c.programme, RECORDS.c.id == ITEMS.c.record))
    .where(ITEMS.c.programme == bindparam("programme"), ITEMS.c.kind.in_(EARNED))
    .order_by(ITEMS.c.happened_on.desc(), ITEMS.c.record.desc(), ITEMS.c.posting.desc(), ITEMS.c.kind, ITEMS.c.line)
)  # fmt: skip
_EARNED_BY_MEMBER = _EARNED.where(ITEMS.c.member == bindparam("key"))
_EARNED_BY_RECORD = _EARNED.where(ITEMS.c.record == bindparam("key"), ITEMS.c.posting == RECORDS.c.posting)
_PENDING, _HELD = ITEMS.c.position.is_(None).label("pending"), IS_HELD.label("held")
_PARTS = select(ITEMS.c.member, _PENDING, _HELD, func.sum(ITEMS.c.centimos)).group_by(ITEMS.c.member, "pending", "held")
_PARTS_OF_RECORD = _PARTS.where(
    ITEMS.c.programme == bindparam("programme"), ITEMS.c.record == bindparam("key"), ITEMS.c.kind.in_(EARNED)
)
_ROW = select(RECORDS).where(RECORDS.c.programme == bindparam("programme"), RECORDS.c.id == bindparam("key"))
_HOLDS_ON = (
    select(HOLDS)
    .where(HOLDS.c.programme == bindparam("programme"), HOLDS.c.target == bindparam("key"))
    .order_by(HOLDS.c.rule, HOLDS.c.member)
)
"""Put together once: to do so again costs as long as to ask them about three hundred items."""


class RecordReads:
    """Answers about records; built on the look-ups of one snapshot."""

    def __init__(self, lookup: Lookup) -> None:
        self._lookup = lookup
        self._searching = Searching(lookup)

    def history(self, chosen: HistoryFilter, limit: int, offset: int) -> list[RecordLine]:
        """Newest day first, and within a day the latest recorded first."""
        query = select(RECORDS.c.id).where(*self._where(chosen)).order_by(*_NEWEST_FIRST).limit(limit).offset(offset)
        return self._lines(query)

    def history_beside(self, chosen: HistoryFilter, line: RecordLine, limit: int, *, newer: bool) -> list[RecordLine]:
        """By the line's own place and not by how many come before it: the end of a long list is as near as its
        beginning, and what was recorded meanwhile shifts nothing.
        """
        here = (line.happened_on, line.recorded_at, split_record_id(line.id)[1])
        is_beyond = _place >= here if newer else _place <= here
        is_before = RECORDS.c.id < line.id if newer else RECORDS.c.id > line.id
        query = select(RECORDS.c.id).where(*self._where(chosen), is_beyond, or_(_place != here, is_before))
        order = _OLDEST_FIRST if newer else _NEWEST_FIRST
        lines = self._lines(query.order_by(*order).limit(limit))
        return lines[::-1] if newer else lines

    def history_size(self, chosen: HistoryFilter) -> int:
        query = select(func.count()).select_from(RECORDS).where(*self._where(chosen))
        return int(self._lookup.connection.execute(query).scalar() or 0)

    def of_day(self, committee: str, day: str) -> list[RecordLine]:
        """A committee's field records of a day, latest first."""
        return self.history(HistoryFilter(committee=committee, from_day=day, to_day=day), limit=500, offset=0)

    def _lines(self, query: Select[Any]) -> list[RecordLine]:
        """The lines of the ids that a query answers, in its order: the ids come from an index alone."""
        ids = list(self._lookup.connection.execute(query).scalars())
        found = self._lookup.rows(ids)
        rows = [found[identifier] for identifier in ids]
        self._know(rows)
        # A correction has not changed itself, also where it stands in the same list as what it has changed.
        changed = {row.id: row.version for row in rows if row.version != row.id}
        corrections = self._lookup.rows(changed.values())
        changes = {key: (row.author, row.recorded_at) for key, row in corrections.items()}
        return [self.line(row, *changes.get(changed.get(row.id, ""), ("", 0))) for row in rows]

    def _know(self, rows: Sequence[Any]) -> None:
        """Everything that the lines of these rows will ask for."""
        self._lookup.know_things([key for row in rows for key in (row.subject, row.id, _species_of(row))])
        facts = [self._lookup.fact(row.subject) for row in rows if "-" in row.subject]
        self._lookup.know_things([getattr(fact, "species", None) or "" for fact in facts])

    def line(self, row: Any, changed_by: str = "", changed_at: int = 0) -> RecordLine:
        subject, species = self._subject(row)
        return RecordLine(
            row.id, row.kind, row.author, row.recorded_at, row.happened_on, row.committee, subject, species,
            row.count, row.centimos, state_of(row), changed_by, changed_at,
        )  # fmt: skip

    def record(self, identifier: str) -> RecordDetail | None:
        row = self._row(identifier)
        if row is None:
            return None
        fact = self.fact(row)
        earnings = self._earned(_EARNED_BY_RECORD, identifier)
        asked = {"programme": self._lookup.programme, "key": identifier}
        parts = self._lookup.connection.execute(_PARTS_OF_RECORD, asked)
        people = tuple(
            PersonMoney(member, self._lookup.person_name(member), money) for member, money in _by_member(parts).items()
        )
        holds, corrections = self._holds(identifier), corrections_of(self._lookup, identifier, row.kind)
        named = list(references((fact, values_of(corrections))))
        self._lookup.know_things(named)
        names = {key: self._lookup.readable(key) for key in named} | self._lookup.texts(sides_in(fact))
        answer = self.answers([identifier]).get(identifier) if row.kind == Complaint.kind else None
        line = self.line(row)
        return RecordDetail(line, row.version, fact, names, tuple(earnings), people, holds, corrections, answer)

    def answers(self, complaints: Sequence[str]) -> dict[str, AnswerView]:
        """The office's last answer to each of these that has one."""
        query = select(RECORDS).where(
            RECORDS.c.programme == self._lookup.programme, RECORDS.c.kind == ComplaintAnswered.kind,
            RECORDS.c.subject.in_(complaints), RECORDS.c.status == "live",
        ).order_by(RECORDS.c.position)  # fmt: skip
        last = {row.subject: row for row in self._lookup.connection.execute(query)}
        facts = {key: self.fact(row) for key, row in last.items()}
        texts = self._lookup.texts(fact.text_side for fact in facts.values() if fact and fact.text_side)
        return {
            key: AnswerView(fact.outcome, last[key].happened_on, texts.get(fact.text_side or "", ""))
            for key, fact in facts.items()
            if fact is not None
        }

    def money_by_member(self, where: list[ColumnElement[bool]]) -> dict[str, Money]:
        """The three parts of every member's items that fit `where`."""
        query = _PARTS.where(ITEMS.c.programme == self._lookup.programme, *where)
        return _by_member(self._lookup.connection.execute(query))

    def money(self, where: list[ColumnElement[bool]]) -> Money:
        """The three parts of all items that fit `where`."""
        return sum(self.money_by_member(where).values(), Money())

    def earned(self, member: str) -> list[StatementLine]:
        """What a member's items say, the newest day first."""
        return self._earned(_EARNED_BY_MEMBER, member)

    def _earned(self, query: Select[Any], key: str) -> list[StatementLine]:
        subjects, rates = cache(self._lookup.readable), cache(self._lookup.rate_centimos)
        found = self._lookup.connection.execute(query, {"programme": self._lookup.programme, "key": key}).all()
        self._lookup.know_things(name for row in found for name in (row[4], row[7]) if name)
        return [
            StatementLine(
                record, record_kind, kind, day, subjects(subject), count, half_days, rates(rate), centimos,
                "observed" if held else "pending" if position is None else "confirmed",
            )
            # To take a row apart is several times faster than to ask it for its columns by name.
            for record, record_kind, kind, day, subject, count, half_days, rate, centimos, position, held in found
        ]  # fmt: skip

    def _row(self, identifier: str) -> Any | None:
        asked = {"programme": self._lookup.programme, "key": identifier}
        return self._lookup.connection.execute(_ROW, asked).first()

    def fact(self, row: Any) -> Any | None:
        """The typed fact in force of a record's row; of a correction itself, what it says and not what it has put in
        another's place.
        """
        data = self._lookup.read_bytes(row.body_id)
        try:
            record = read_record(data or b"")
        except UnreadableRecord:
            return None
        version, body = (record.kind_version, record.body) if row.kind == record.kind else body_in_force(record)
        return fact_or_none(row.kind, version, body)

    def _subject(self, row: Any) -> tuple[str, str]:
        """(readable subject, species name) of a record row."""
        species = ""
        thing = self._lookup.fact(row.subject) if "-" in row.subject else None
        species_id = getattr(thing, "species", None)
        if row.kind == "member":
            return self._lookup.person_name(row.id), ""
        if row.kind == "batch_started":
            species_id, thing = row.subject, self._lookup.fact(row.id)
            return getattr(thing, "code", ""), self._lookup.readable(species_id)
        if row.kind in WITH_SPECIES:
            species_id = _species_of(row) or getattr(self.fact(row), "species", None)
        if species_id:
            species = self._lookup.readable(species_id)
        return self._lookup.readable(row.subject), species

    def _holds(self, identifier: str) -> tuple[HoldView, ...]:
        asked = {"programme": self._lookup.programme, "key": identifier}
        return tuple(
            HoldView(
                row.rule, row.action, json.loads(row.numbers),
                self._lookup.person_name(row.member) if row.member else "", bool(row.released_by), row.member,
                row.decided_by,
            )
            for row in self._lookup.connection.execute(_HOLDS_ON, asked)
        )  # fmt: skip

    def _where(self, chosen: HistoryFilter) -> list[ColumnElement[bool]]:
        where: list[ColumnElement[bool]] = [RECORDS.c.programme == self._lookup.programme]
        kinds = chosen.kinds or FIELD_KINDS
        # Put together with nothing, a kind is no reason to go by another index than that of the history.
        is_rare = _RARE_KINDS.issuperset(kinds)
        where.append((RECORDS.c.kind if is_rare else RECORDS.c.kind.concat("")).in_(kinds))
        if chosen.committee:
            where.append(RECORDS.c.committee == chosen.committee)
        if chosen.from_day:
            where.append(RECORDS.c.happened_on >= chosen.from_day)
        if chosen.to_day:
            where.append(RECORDS.c.happened_on <= chosen.to_day)
        if chosen.state:
            where.append(_IN_STATE[chosen.state])
        if chosen.author:
            where.append(RECORDS.c.author == chosen.author)
        if chosen.member:
            where.append(self._lookup.among(RECORDS.c.id, self._searching.concerning((chosen.member,))))
        if chosen.unit:
            where.append(self._is_about(chosen.unit))
        if chosen.up_to is not None:
            where.append(RECORDS.c.position <= chosen.up_to)
        if chosen.photo:
            where.append(has_photo(self._lookup.programme, RECORDS.c.id, missing=chosen.photo == "missing"))
        if chosen.text.strip():
            where.append(self._searching.meaning(chosen.text.strip()))
        return where

    def _is_about(self, unit: str) -> ColumnElement[bool]:
        """Records about a unit, the counts of what was drawn for it among them."""
        drawn = select(RECORDS.c.id).where(
            RECORDS.c.programme == self._lookup.programme, RECORDS.c.kind == SurvivalDrawn.kind,
            RECORDS.c.subject == unit,
        )  # fmt: skip
        return RECORDS.c.subject.in_((unit, *self._lookup.connection.execute(drawn).scalars()))


def _species_of(row: Any) -> str:
    """The species that a planting's row counts for; empty where it counts for nothing."""
    if row.kind not in ("planting", "replanting") or not row.contributions:
        return ""
    counted = json.loads(row.contributions)
    return next((str(key).rpartition("/")[2] for scope, key, *_ in counted if scope == "unit_species"), "")


_place = tuple_(RECORDS.c.happened_on, RECORDS.c.recorded_at, RECORDS.c.seq)
_NEWEST_FIRST = (
    RECORDS.c.happened_on.desc(), RECORDS.c.recorded_at.desc(), RECORDS.c.seq.desc(), RECORDS.c.id,
)  # fmt: skip
_OLDEST_FIRST = (RECORDS.c.happened_on, RECORDS.c.recorded_at, RECORDS.c.seq, RECORDS.c.id.desc())
_LIVE = RECORDS.c.status == "live"
_IN_STATE: dict[str, ColumnElement[bool]] = {
    "confirmed": and_(_LIVE, RECORDS.c.holds == 0, RECORDS.c.version_position.is_not(None)),
    "pending": and_(_LIVE, RECORDS.c.holds == 0, RECORDS.c.version_position.is_(None)),
    "observed": and_(_LIVE, RECORDS.c.holds > 0),
    "void": RECORDS.c.status == "void",
    "no_effect": RECORDS.c.status == "no_effect",
    "waiting": RECORDS.c.status == "waiting",
    "unreadable": RECORDS.c.status.in_(("unreadable", "unknown")),
}


def _by_member(parts: Iterable[Any]) -> dict[str, Money]:
    """The three parts of each member, of rows that say whether they are pending and whether they are held."""
    sums: dict[str, list[int]] = {}
    for member, pending, held, centimos in parts:
        sums.setdefault(member, [0, 0, 0])[2 if held else 1 if pending else 0] += int(centimos)
    return {member: Money(*three) for member, three in sorted(sums.items())}


def sides_in(fact: Any) -> list[str]:
    """The hashes of the side rows that a fact names."""
    named = [getattr(fact, name) for name in getattr(fact, "__dataclass_fields__", ()) if name.endswith("_side")]
    return [key for key in named if key]


def references(fact: Any) -> Iterable[str]:
    """Every record id that a fact names, so that a screen can show names in their place."""
    if isinstance(fact, str):
        return [fact] if "-" in fact else []
    if isinstance(fact, tuple):
        return [key for part in fact for key in references(part)]
    if hasattr(fact, "__dataclass_fields__"):
        return [key for name in fact.__dataclass_fields__ for key in references(getattr(fact, name))]
    return []
