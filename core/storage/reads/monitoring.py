"""Answers about what becomes of planted trees: units with their survival counts and losses, visits, complaints,
agreements.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import Select, select

from core.domain.agreements import Agreement
from core.domain.complaints import Complaint
from core.domain.kinds import fact_or_none
from core.domain.survival import SurvivalCount, SurvivalDrawn, alive_share, drawn_rows
from core.domain.visits import Visit
from core.fold.facts import thing_fact
from core.storage.reads.lookup import Lookup
from core.storage.reads.records import RECORDS, RecordReads, state_of
from core.storage.reads.stands import StandReads
from core.storage.reads.units import unit_views
from core.usecases.views.monitoring import (
    AgreementView,
    ComplaintView,
    DrawView,
    SurvivalView,
    UnitCareView,
    VisitView,
)

_WHATEVER_BECAME_OF_IT = ("live", "void", "unreadable")


class SqlMonitoringReads:
    """core.usecases.views.monitoring.MonitoringReads."""

    def __init__(self, lookup: Lookup) -> None:
        self._lookup = lookup
        self._records = RecordReads(self._lookup)

    def units(self, committee: str) -> list[UnitCareView]:
        draws = self._draws(committee)
        counts = self._survival_rows(committee)
        units = unit_views(self._lookup, committee)
        stands = StandReads(self._lookup, committee, [unit.id for unit in units])
        last = self._last_counts(counts, draws, stands.began)
        waiting = self._waiting(committee, draws, counts)
        days = [row.happened_on for found in last.values() for _, row in found]
        days += [began for unit, began in stands.began.items() if unit in {view.id for view in units}]
        if days:
            stands.read_from(min(days))
        views = []
        for unit in units:
            species, lost, harvested = stands.of(unit.id, last.get(unit.id, []))
            newest = max((view for view, _ in last.get(unit.id, [])), key=lambda view: view.day, default=None)
            views.append(UnitCareView(unit, species, lost, harvested, newest, waiting.get(unit.id)))
        return views

    def survival_counts(self, committee: str) -> list[SurvivalView]:
        draws = self._draws(committee)
        views = (self._survival(row, draws) for row in self._survival_rows(committee))
        return [view for view in views if view is not None]

    def visits(self, committee: str, limit: int = 200) -> list[VisitView]:
        rows = self._rows(Visit.kind, committee, limit)
        facts = {row.id: fact for row in rows if (fact := self._records.fact(row)) is not None}
        sides = [key for fact in facts.values() for key in (fact.seen_side, fact.agreed_side) if key]
        texts = self._lookup.texts(sides)
        return [
            VisitView(
                row.id, row.happened_on, self._lookup.readable(row.subject), self._lookup.staff_name(row.author),
                texts.get(facts[row.id].seen_side or "", ""), texts.get(facts[row.id].agreed_side or "", ""),
                facts[row.id].next_on or "", state_of(row),
            )
            for row in rows
            if row.id in facts
        ]  # fmt: skip

    def complaints(self, committee: str, limit: int = 200) -> list[ComplaintView]:
        rows = self._rows(Complaint.kind, committee, limit, _WHATEVER_BECAME_OF_IT)
        answers = self._records.answers([row.id for row in rows])
        records = self._lookup.records(row.id for row in rows)
        said = {key: fact_or_none(Complaint.kind, one.kind_version, one.body) for key, one in records.items()}
        versions = {row.id: [fact for fact in (said.get(row.id), self._records.fact(row)) if fact] for row in rows}
        texts = self._lookup.texts(
            fact.office_side for facts in versions.values() for fact in facts if fact.office_side
        )
        return [
            ComplaintView(
                row.id, row.happened_on, facts[-1].about, facts[-1].channel, state_of(row), answers.get(row.id),
                tuple(dict.fromkeys(texts[fact.office_side] for fact in facts if fact.office_side in texts)),
                texts.get(facts[-1].office_side or "", ""),
            )
            for row in rows
            if (facts := versions[row.id])
        ]  # fmt: skip

    def agreements(self, committee: str) -> list[AgreementView]:
        facts = [(row, self._records.fact(row)) for row in self._rows(Agreement.kind, committee)]
        return [
            AgreementView(
                row.id, fact.code, fact.subject, self._place(fact), fact.land_holder, fact.timber_holder,
                fact.carbon_holder, fact.signed_on, fact.ends_on or "", state_of(row),
            )
            for row, fact in facts
            if fact is not None
        ]  # fmt: skip

    def _place(self, fact: Agreement) -> str:
        if fact.unit:
            return self._lookup.readable(fact.unit)
        area = self._lookup.fact(fact.area) if fact.area else None
        return area.name if area else ""

    def _rows(
        self, kind: str, committee: str, limit: int | None = None, statuses: Sequence[str] = ("live",)
    ) -> list[Any]:
        """Records of a kind, live ones unless others are wanted; the newest first."""
        # Of these kinds there are few, in a committee there are thousands of records: put together with nothing, it
        # is no reason to go by another index than that of kinds.
        query: Select[Any] = select(RECORDS).where(
            RECORDS.c.programme == self._lookup.programme, RECORDS.c.kind == kind,
            RECORDS.c.committee.concat("") == committee, RECORDS.c.status.in_(statuses),
        ).order_by(RECORDS.c.happened_on.desc(), RECORDS.c.recorded_at.desc(), RECORDS.c.id)  # fmt: skip
        return list(self._lookup.connection.execute(query.limit(limit) if limit else query))

    def _survival_rows(self, committee: str) -> list[Any]:
        return self._rows(SurvivalCount.kind, committee)

    def _draws(self, committee: str) -> dict[str, DrawView]:
        """The live draws of a committee by id."""
        things = {thing.id: thing_fact(thing) for thing in self._lookup.things(SurvivalDrawn.kind, committee)}
        rows = self._rows(SurvivalDrawn.kind, committee)
        return {
            row.id: DrawView(
                row.id, fact.unit, row.happened_on, fact.every, fact.first_row, fact.rows_total, drawn_rows(fact)
            )
            for row in rows
            if (fact := things.get(row.id)) is not None
        }

    def _waiting(self, committee: str, draws: dict[str, DrawView], counts: Sequence[Any]) -> dict[str, DrawView]:
        """By unit the first draw after its last count: of several the later ones should not be there, and one that was
        passed over is done with.
        """
        counted: dict[str, tuple[str, int]] = {}
        for row in reversed(counts):
            if row.subject in draws:
                counted[draws[row.subject].unit] = (row.happened_on, row.recorded_at)
        waiting: dict[str, DrawView] = {}
        for row in reversed(self._rows(SurvivalDrawn.kind, committee)):
            draw = draws.get(row.id)
            if draw is not None and (row.happened_on, row.recorded_at) > counted.get(draw.unit, ("", 0)):
                waiting.setdefault(draw.unit, draw)
        return waiting

    def _last_counts(
        self, rows: Iterable[Any], draws: dict[str, DrawView], began: dict[str, str]
    ) -> dict[str, list[tuple[SurvivalView, Any]]]:
        """By unit its last count of everything and those of single species since then, with their rows, in this cycle;
        no older ones are read.
        """
        found: dict[str, list[tuple[SurvivalView, Any]]] = {}
        done: set[str] = set()
        for row in rows:
            draw = draws.get(row.subject)
            if draw is None or draw.unit in done or row.happened_on < began.get(draw.unit, ""):
                continue
            view = self._survival(row, draws)
            if view is None or view.share is None:
                continue
            found.setdefault(draw.unit, []).append((view, row))
            if not view.species:
                done.add(draw.unit)
        return found

    def _survival(self, row: Any, draws: dict[str, DrawView]) -> SurvivalView | None:
        fact, draw = self._records.fact(row), draws.get(row.subject)
        if fact is None or draw is None:
            return None
        alive, dead = sum(one.alive for one in fact.rows), sum(one.dead for one in fact.rows)
        share = alive_share(fact.rows, draw.rows_total)
        return SurvivalView(
            row.id, draw.unit, row.happened_on, fact.species or "", alive, dead, len(fact.rows), draw.rows_total, share,
            state_of(row),
        )  # fmt: skip
