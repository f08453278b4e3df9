"""All questions of core.usecases.views.field.Reads over one transaction."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import fields
from typing import Any

from sqlalchemy import func, select

from core.domain.identity import name_sort_key
from core.domain.nurseries import BatchStarted, BatchStock, OpeningBatch, SeedLot, Species
from core.domain.people import (
    Committee,
    Member,
    MembersCompared,
    Officer,
    is_member_on,
    is_minor,
    is_officer_on,
    standing_for,
)
from core.domain.plots import Unit, WaterBody
from core.domain.tablets import Grant
from core.fold.facts import thing_fact
from core.fold.grants import grant_of, served_committees
from core.fold.money_rows import Item
from core.fold.rows import Acceptance, Attendance, EffectiveRecord, Hold, Thing
from core.storage import tables
from core.storage.engine import asking
from core.storage.projections import TABLES, ProjectionState
from core.storage.reads.lookup import Lookup
from core.storage.reads.progress import ProgressReads
from core.storage.reads.records import RECORDS, RecordReads, state_of
from core.storage.reads.statements import StatementReads
from core.storage.reads.units import unit_views
from core.storage.reads.users import read_users
from core.storage.side_references import missing_hashes, withdrawn_hashes
from core.usecases.views.field import (
    BatchView,
    CommitteeMoney,
    CommitteeTotals,
    CommitteeView,
    HistoryFilter,
    LandView,
    MemberView,
    PersonMoney,
    PlotView,
    RecordDetail,
    RecordLine,
    SeedLotView,
    SpeciesView,
    StatementLine,
    SyncView,
    TodayView,
    Totals,
    UnitView,
    WaterView,
    WorkdayView,
)
from core.usecases.views.people import UserView
from core.usecases.views.progress import (
    AttendedView,
    ExpectedView,
    MonthView,
    NurseryMove,
    PlantedView,
    SeasonView,
)

ATTENDANCE = TABLES[Attendance]
ITEMS = TABLES[Item]
HOLDS = TABLES[Hold]
LATEST = 60
_STOCK_MEASURES = tuple(field.name for field in fields(BatchStock))


class SqlReads:
    """core.usecases.views.field.Reads."""

    def __init__(self, lookup: Lookup) -> None:
        self._connection = lookup.connection
        self._programme = lookup.programme
        self._lookup = lookup
        self._records = RecordReads(self._lookup)
        self._statements = StatementReads(self._lookup, self._records)
        self._progress = ProgressReads(self._lookup)

    def users(self) -> list[UserView]:
        has_pins = self._connection.dialect.has_table(self._connection, tables.pin.name)
        return read_users(asking(self._connection), self._programme, has_pins=has_pins)

    def committees(self) -> list[CommitteeView]:
        query = (
            select(TABLES[Thing].c.committee, func.count())
            .where(
                TABLES[Thing].c.programme == self._programme,
                TABLES[Thing].c.kind == Member.kind,
                TABLES[Thing].c.status == "live",
            )
            .group_by(TABLES[Thing].c.committee)
        )
        members = {row[0]: int(row[1]) for row in self._connection.execute(query)}
        facts = [(thing.id, thing_fact(thing)) for thing in self._lookup.things(Committee.kind)]
        self._lookup.know_things(fact.community for _, fact in facts)
        views = [
            CommitteeView(
                key, fact.code, getattr(self._lookup.fact(fact.community), "name", fact.name), members.get(key, 0)
            )
            for key, fact in facts
        ]
        return sorted(views, key=lambda view: name_sort_key(view.name))

    def members(self, committee: str, day: str) -> list[MemberView]:
        """Members of a committee on a day, by surname; of two entries found to be one person, the one that stands."""
        return self._members((committee,), day, is_ever=False)

    def members_of(self, committees: Iterable[str], day: str) -> list[MemberView]:
        """The members of several committees on a day, by surname."""
        return self._members(sorted(set(committees)), day, is_ever=False)

    def members_ever(self, committee: str, day: str) -> list[MemberView]:
        """As `members`, with everybody who left before the day or joined after it."""
        return self._members((committee,), day, is_ever=True)

    def _members(self, committees: Sequence[str], day: str, *, is_ever: bool) -> list[MemberView]:
        facts = {thing.id: thing_fact(thing) for thing in self._lookup.things_of(Member.kind, committees)}
        if not is_ever:
            facts = {key: fact for key, fact in facts.items() if is_member_on(fact, day)}
            there = set(facts)
            found = [thing_fact(thing) for thing in self._lookup.things_of(MembersCompared.kind, committees)]
            pairs = ((one.member, one.other) for one in found if one.verdict == "same_person")
            for entry, standing in standing_for(pairs).items():
                if not there.isdisjoint(standing):
                    facts.pop(entry, None)
        people = self._lookup.people([fact.person_side for fact in facts.values()])
        officers = {
            fact.member: fact.role
            for fact in (thing_fact(thing) for thing in self._lookup.things_of(Officer.kind, committees))
            if is_officer_on(fact, day)
        }
        confirmed = self._lookup.totals_of_all("member", facts)
        offices = self._lookup.office_origins()
        views = []
        for key, fact in facts.items():
            person = people.get(fact.person_side)
            minor = bool(person and person.birth and is_minor(person.birth, day))
            known = key.partition("-")[0] in offices or bool(confirmed[key].get("confirmed"))
            name, given = (person.listed_name, person.given_names) if person else (fact.code, fact.code)
            role, left_on = officers.get(key, ""), fact.left_on or ""
            views.append(MemberView(key, fact.code, name, given, fact.sex, minor, known, role, left_on))
        return sorted(views, key=lambda view: name_sort_key(view.name))

    def species(self) -> list[SpeciesView]:
        facts = [(thing.id, thing_fact(thing)) for thing in self._lookup.things(Species.kind)]
        return [SpeciesView(key, fact.code, fact.local_name, fact.soil) for key, fact in facts]

    def seed_lots(self) -> list[SeedLotView]:
        views = []
        for thing in self._lookup.things(SeedLot.kind):
            fact = thing_fact(thing)
            certified = bool(fact.certificate) if fact.source == "seed" else bool(fact.stand and fact.collected_on)
            views.append(SeedLotView(thing.id, fact.code, fact.species, fact.source, certified))
        return views

    def batches(self, committee: str) -> list[BatchView]:
        """A committee's batches, newest first."""
        things = [
            thing for kind in (BatchStarted.kind, OpeningBatch.kind) for thing in self._lookup.things(kind, committee)
        ]
        sums = self._lookup.totals_of_all("batch", [thing.id for thing in things])
        days = self._days([thing.id for thing in things])
        accepted = self._last_accepted([thing.id for thing in things])
        views = [
            self._batch(thing, sums[thing.id], days.get(thing.id, ""), accepted.get(thing.id, "")) for thing in things
        ]
        return sorted(views, key=lambda view: (view.began_on, view.code), reverse=True)

    def units(self, committee: str) -> list[UnitView]:
        return unit_views(self._lookup, committee)

    def land(self, committee: str) -> LandView:
        """Everything that is drawn on a map besides the committee's own units."""
        units = [thing for thing in self._lookup.things(Unit.kind) if thing.committee != committee]
        plots = [PlotView(thing.id, thing.code, thing_fact(thing).border) for thing in units]
        waters = [thing_fact(thing) for thing in self._lookup.things(WaterBody.kind)]
        return LandView(tuple(plots), tuple(WaterView(water.name, water.line) for water in waters))

    def workdays(self, committee: str, activities: tuple[str, ...], from_day: str, to_day: str) -> list[WorkdayView]:
        """Live workdays of these activities (or of all, if empty) in a span of days, newest first."""
        where = [
            RECORDS.c.programme == self._programme,
            RECORDS.c.kind == "workday",
            RECORDS.c.committee == committee,
            RECORDS.c.status == "live",
            RECORDS.c.happened_on.between(from_day, to_day),
        ]
        if activities:
            where.append(RECORDS.c.subject.in_(activities))
        rows: list[Any] = list(self._connection.execute(select(RECORDS).where(*where)))
        sums = (
            select(ATTENDANCE.c.workday, func.sum(ATTENDANCE.c.half_days))
            .where(ATTENDANCE.c.programme == self._programme, ATTENDANCE.c.workday.in_([row.id for row in rows]))
            .group_by(ATTENDANCE.c.workday)
        )
        half_days = {row[0]: int(row[1]) for row in self._connection.execute(sums)}
        return [
            WorkdayView(row.id, row.happened_on, row.subject, row.count, half_days.get(row.id, 0), state_of(row))
            for row in sorted(rows, key=lambda row: (row.happened_on, row.recorded_at), reverse=True)
        ]

    def today(self, committee: str, day: str) -> TodayView:
        sums = self._lookup.totals("committee_day", f"{committee}/{day}")
        lines = self._records.of_day(committee, day)
        people = self._present(committee, day)
        members = sum(is_member_on(thing_fact(thing), day) for thing in self._lookup.things(Member.kind, committee))
        money = self._records.money([ITEMS.c.record.in_([line.id for line in lines])])
        return TodayView(
            sums.get("ready", 0), sums.get("planted", 0), sums.get("replanted", 0), len(people),
            sum(sex == "F" for sex in people.values()), sum(sex == "M" for sex in people.values()),
            members, money, tuple(lines[:LATEST]),
        )  # fmt: skip

    def people_money(self, committee: str) -> list[PersonMoney]:
        return self._statements.people(committee)

    def statement(self, member: str) -> list[StatementLine]:
        return self._statements.of(member)

    def history(self, chosen: HistoryFilter, limit: int, offset: int) -> list[RecordLine]:
        return self._records.history(chosen, limit, offset)

    def history_beside(self, chosen: HistoryFilter, line: RecordLine, limit: int, *, newer: bool) -> list[RecordLine]:
        return self._records.history_beside(chosen, line, limit, newer=newer)

    def history_size(self, chosen: HistoryFilter) -> int:
        return self._records.history_size(chosen)

    def record(self, identifier: str) -> RecordDetail | None:
        return self._records.record(identifier)

    def sync(self) -> SyncView:
        end = int.from_bytes(self._note("own_seq"), "big")
        own = self._note("own_origin").decode("ascii")
        table = tables.origin
        sent = self._connection.execute(
            select(table.c.seq).where(table.c.programme == self._programme, table.c.origin == own)
        ).scalar()
        acked = int.from_bytes(self._note("acked_seq"), "big")
        size = self._connection.execute(
            select(tables.feed_end.c.size).where(tables.feed_end.c.programme == self._programme)
        ).scalar()
        last = self._note("last_success_at")
        grant, served = self._own_grant(own)
        missing = missing_hashes(self._connection, self._programme, served, 10_000)
        withdrawn = withdrawn_hashes(self._connection, self._programme, served)
        return SyncView(
            end - max(acked, int(sent or 0)), end - int(sent or 0), int(size or 0),
            int.from_bytes(last, "big") if last else None, len(missing), self._note("alarm").decode("utf-8"),
            self._note("alarm_here").decode("utf-8"), self._note("alarm_there").decode("utf-8"),
            self._note("restored_on").decode("ascii"), int.from_bytes(self._note("given_back"), "big"),
            grant.committees, grant.users, len(withdrawn),
        )  # fmt: skip

    def totals(self, from_day: str = "", to_day: str = "") -> Totals:
        """Sums by committee for the office, of the work of a span of days or of everything; amounts are accrued net of
        reversals, held ones included and shown apart.
        """
        views = []
        earned = {one.committee: one.money for one in self.money_by_committee(from_day, to_day)}
        for committee in self.committees():
            sums = self._progress.sums(committee.id, from_day, to_day)
            money = earned[committee.id]
            views.append(
                CommitteeTotals(
                    committee.id, committee.name, sums.get("ready", 0), sums.get("planted", 0), sums.get("replanted",
                    0),
                    sums.get("opening_planted", 0), sums.get("attendances", 0),
                    money.confirmed + money.pending + money.observed, money.observed,
                )
            )  # fmt: skip
        records = self._count(EffectiveRecord)
        findings = (
            select(func.count())
            .select_from(HOLDS)
            .where(HOLDS.c.programme == self._programme, HOLDS.c.released_by == "", HOLDS.c.decided_by == "")
        )
        return Totals(records, tuple(views), int(self._connection.execute(findings).scalar() or 0))

    def seasons(self) -> list[SeasonView]:
        return self._progress.seasons()

    def planted_by_committee(self) -> list[PlantedView]:
        names = {view.id: view.name for view in self.committees()}
        return self._progress.planted(names)

    def filled_since(self, day: str) -> dict[str, int]:
        beyond = self._progress.beyond_room(day)
        return {
            view.id: self._progress.sums(view.id, day, "").get("planted", 0) - beyond.get(view.id, 0)
            for view in self.committees()
        }

    def saplings_by_month(self, committee: str, from_month: str, to_month: str) -> list[MonthView]:
        return self._progress.by_month(committee, from_month, to_month)

    def money_by_committee(self, from_day: str, to_day: str) -> list[CommitteeMoney]:
        names = {view.id: view.name for view in self.committees()}
        return self._progress.money(names, from_day, to_day)

    def nursery_moves(self, committee: str) -> list[NurseryMove]:
        return self._progress.nursery_moves(committee)

    def attended(self, member: str) -> list[AttendedView]:
        return self._progress.attended(member)

    def expected_ready(self, batches: Sequence[BatchView], moves: Sequence[NurseryMove]) -> list[ExpectedView]:
        return self._progress.expected_ready(batches, moves)

    def setting(self, name: str, day: str) -> int:
        return self._lookup.setting(name, day)

    def _own_grant(self, own: str) -> tuple[Grant, tuple[str, ...]]:
        """Whom this tablet works for, and the committees whose names it is to have, as in usecases.tablet.grants."""
        state = ProjectionState(self._connection, self._programme, self._lookup.read_bytes, keeps_journal=False)
        told = (tuple(self._note(name).decode("ascii").split(",")) for name in ("committees", "users"))
        grant = grant_of(state, own) or Grant(*(tuple(filter(None, ids)) for ids in told))
        return grant, served_committees(state, grant.committees)

    def _note(self, name: str) -> bytes:
        table = tables.note
        query = select(table.c.value).where(table.c.programme == self._programme, table.c.name == name)
        return self._connection.execute(query).scalar() or b""

    def _count(self, shape: type[EffectiveRecord]) -> int:
        table = TABLES[shape]
        query = select(func.count()).select_from(table).where(table.c.programme == self._programme)
        return int(self._connection.execute(query).scalar() or 0)

    def _days(self, identifiers: list[str]) -> dict[str, str]:
        query = select(RECORDS.c.id, RECORDS.c.happened_on).where(
            RECORDS.c.programme == self._programme, RECORDS.c.id.in_(identifiers)
        )
        return {row.id: row.happened_on for row in self._connection.execute(query)}

    def _last_accepted(self, batches: list[str]) -> dict[str, str]:
        table = TABLES[Acceptance]
        query = (
            select(table.c.batch, func.max(table.c.happened_on))
            .where(table.c.programme == self._programme, table.c.batch.in_(batches))
            .group_by(table.c.batch)
        )
        return {row[0]: row[1] for row in self._connection.execute(query)}

    def _batch(self, thing: Thing, sums: dict[str, int], began_on: str, accepted_on: str) -> BatchView:
        fact = thing_fact(thing)
        species = self._lookup.fact(fact.species)
        stock = BatchStock(**{name: sums.get(name, 0) for name in _STOCK_MEASURES})
        name = species.local_name if species else ""
        return BatchView(
            thing.id, fact.code, thing.committee, fact.species, name, began_on, accepted_on or began_on, stock,
            thing.kind == OpeningBatch.kind,
        )  # fmt: skip

    def _present(self, committee: str, day: str) -> dict[str, Any]:
        """Sex by member of all who were at a workday of the committee that day."""
        workdays = select(RECORDS.c.id).where(
            RECORDS.c.programme == self._programme,
            RECORDS.c.committee == committee,
            RECORDS.c.happened_on == day,
            RECORDS.c.kind == "workday",
            RECORDS.c.status == "live",
        )
        ids = list(self._connection.execute(workdays).scalars())
        present = (ATTENDANCE.c.programme == self._programme, ATTENDANCE.c.workday.in_(ids))
        query = select(ATTENDANCE.c.member).distinct().where(*present)
        members = list(self._connection.execute(query).scalars())
        return {member: getattr(self._lookup.fact(member), "sex", "") for member in members}
