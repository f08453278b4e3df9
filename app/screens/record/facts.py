"""Everything the page of one record needs to know, read in one snapshot: the record, who worked, and people's names."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from core.domain.attendance import Presence, Workday, half_days
from core.domain.kinds import KINDS
from core.domain.survival import SurvivalCount
from core.usecases.views.field import Reads, RecordDetail, RecordLine

UNCHANGEABLE = ("void", "replace", "verdict")


@dataclass(frozen=True)
class RecordFacts:
    """`counts` and `half_days` say what each member did of the record; `workdays` are those that it names. Of a
    survival count `rows_total` is how many rows its unit has; 0 where its draw is not here.
    """

    detail: RecordDetail
    workdays: tuple[RecordLine, ...] = ()
    counts: Mapping[str, int] = field(default_factory=dict)
    half_days: Mapping[str, int] = field(default_factory=dict)
    names: Mapping[str, str] = field(default_factory=dict)
    codes: Mapping[str, str] = field(default_factory=dict)
    users: Mapping[str, str] = field(default_factory=dict)
    rows_total: int = 0

    @property
    def presences(self) -> tuple[Presence, ...]:
        """Who came, where the record is a workday."""
        return self.detail.fact.present if isinstance(self.detail.fact, Workday) else ()

    @property
    def office_corrects(self) -> bool:
        kind = KINDS.get(self.detail.line.kind)
        return kind is None or kind.author == "office" or self.detail.line.kind in UNCHANGEABLE


def read_facts(reads: Reads, identifier: str) -> RecordFacts | None:
    """None where the record is not on this tablet."""
    detail = reads.record(identifier)
    if detail is None:
        return None
    fact = detail.fact
    workdays = [found for key in getattr(fact, "workdays", ()) if (found := reads.record(key)) is not None]
    counts: dict[str, int] = {}
    for person in getattr(fact, "people", ()):
        counts[person.member] = counts.get(person.member, 0) + person.count
    members = reads.members(detail.line.committee, detail.line.happened_on)
    return RecordFacts(
        detail=detail,
        workdays=tuple(found.line for found in workdays),
        counts=counts,
        half_days={} if counts else _weights([found.fact for found in workdays if found.line.state != "void"]),
        names={view.id: view.name for view in members}
        | detail.names
        | {person.member: person.name for person in detail.people},
        codes={view.code: view.name for view in members},
        users={view.code: view.name for view in reads.users()},
        rows_total=_rows_total(reads, fact),
    )


def _rows_total(reads: Reads, fact: Any) -> int:
    draw = reads.record(fact.drawn) if isinstance(fact, SurvivalCount) else None
    return int(getattr(draw.fact, "rows_total", 0)) if draw else 0


def _weights(facts: list[Any]) -> dict[str, int]:
    weights: dict[str, int] = {}
    for fact in facts:
        if isinstance(fact, Workday):
            for member, number in half_days(fact).items():
                weights[member] = weights.get(member, 0) + number
    return weights
