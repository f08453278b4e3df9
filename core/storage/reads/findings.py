"""The findings that wait for a person, as a queue: money that is held back first, and of that the oldest."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, and_, case, func, select, tuple_

from core.domain.records import is_record_id
from core.fold.rows import EffectiveRecord, Hold
from core.storage.projections import TABLES
from core.storage.reads.lookup import Lookup

_HOLDS, _RECORDS = TABLES[Hold], TABLES[EffectiveRecord]
_SAME = and_(_RECORDS.c.programme == _HOLDS.c.programme, _RECORDS.c.id == _HOLDS.c.target)
_RANK = case((_HOLDS.c.action == "warn", 1), else_=0)
_PLACE = tuple_(_RANK, _RECORDS.c.happened_on, _HOLDS.c.target, _HOLDS.c.rule, _HOLDS.c.member)
_IS_OPEN = and_(_HOLDS.c.released_by == "", _HOLDS.c.decided_by == "")
Place = tuple[int, str, str, str, str]
"""Where a finding stands in the queue."""


@dataclass(frozen=True, slots=True)
class FindingFilter:
    """Empty fields do not filter."""

    committee: str = ""
    rule: str = ""
    action: str = ""
    record: str = ""


@dataclass(frozen=True, slots=True)
class OpenFinding:
    """A verdict on a record that nobody has released. `numbers` name things by their codes; people appear by code
    only. `member_id` is whose share alone it is about, empty for all of it; `verdict` is the record that says so;
    `centimos` is what the whole record earns.
    """

    record: str
    kind: str
    happened_on: str
    committee: str
    rule: str
    action: str
    member: str
    numbers: dict[str, Any]
    member_id: str
    verdict: str
    author: str
    count: int
    centimos: int

    @property
    def place(self) -> Place:
        return (int(self.action == "warn"), self.happened_on, self.record, self.rule, self.member_id)


def open_findings(
    lookup: Lookup, limit: int, chosen: FindingFilter = FindingFilter(), after: Place | None = None
) -> list[OpenFinding]:
    """Up to `limit` findings that are neither released nor decided, behind a place in the queue."""
    beyond = [after < _PLACE] if after is not None else []
    query = (
        select(
            _HOLDS, _RECORDS.c.kind, _RECORDS.c.happened_on, _RECORDS.c.committee, _RECORDS.c.author,
            _RECORDS.c.count.label("number"),            _RECORDS.c.centimos,
        )
        .join(_RECORDS, _SAME)
        .where(*_where(lookup, chosen), *beyond)
        .order_by(*_PLACE.clauses)
        .limit(limit)
    )  # fmt: skip
    return [
        OpenFinding(
            row.target, row.kind, row.happened_on, row.committee, row.rule, row.action, _coded(lookup, row.member),
            {name: _coded(lookup, value) for name, value in json.loads(row.numbers).items()}, row.member, row.verdict,
            row.author, row.number, row.centimos,
        )
        for row in lookup.connection.execute(query).all()
    ]  # fmt: skip


def findings_number(lookup: Lookup, chosen: FindingFilter = FindingFilter()) -> int:
    query = select(func.count()).select_from(_HOLDS).join(_RECORDS, _SAME).where(*_where(lookup, chosen))
    return int(lookup.connection.execute(query).scalar_one())


def findings_by_rule(lookup: Lookup) -> dict[str, int]:
    """How many findings of each rule wait, the most first."""
    number = func.count().label("number")
    query = (
        select(_HOLDS.c.rule, number).join(_RECORDS, _SAME).where(*_where(lookup, FindingFilter()))
        .group_by(_HOLDS.c.rule).order_by(number.desc(), _HOLDS.c.rule)
    )  # fmt: skip
    return {row.rule: row.number for row in lookup.connection.execute(query)}


def _where(lookup: Lookup, chosen: FindingFilter) -> Sequence[ColumnElement[bool]]:
    where: list[ColumnElement[bool]] = [_HOLDS.c.programme == lookup.programme, _IS_OPEN]
    if chosen.committee:
        where.append(_RECORDS.c.committee == chosen.committee)
    if chosen.rule:
        where.append(_HOLDS.c.rule == chosen.rule)
    if chosen.action:
        where.append(_HOLDS.c.action == chosen.action)
    if chosen.record:
        where.append(_HOLDS.c.target == chosen.record)
    return where


def _coded(lookup: Lookup, value: Any) -> Any:
    """The codes of things in place of their record ids, also within a list of several."""
    if not isinstance(value, str):
        return value
    return ", ".join(_code(lookup, part) for part in value.split(", "))


def _code(lookup: Lookup, text: str) -> str:
    thing = lookup.thing(text) if is_record_id(text) else None
    return thing.code if thing is not None and thing.code else text
