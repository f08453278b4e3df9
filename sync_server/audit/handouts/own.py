"""One person's own statement of a period: every record with its reckoning, what was paid, what was corrected and why,
and what is owed in parts that are never added up.

Of anybody else it says nothing but what a group came to as a whole, without which a share cannot be worked out again.
The office knows two of the three parts that a tablet shows; what still waits on a tablet has no figure here.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from core.domain.people import Member
from core.domain.problems import Problem
from core.fold.money_rows import Item
from core.usecases.views.field import CorrectionView, Money, RecordDetail, StatementLine
from core.usecases.views.progress import AttendedView
from core.usecases.views.reference import PersonEntry
from sync_server.audit.source import Source

GIVEN = ("payout", "rounding", "waived")
"""Lines that are no work: what was handed over, and what rounding or the programme's patience has given."""


@dataclass(frozen=True, slots=True)
class Group:
    """What a record came to for all whose work it was: the amount, and what it was shared by, which is half-days or
    counts.
    """

    centimos: int
    half_days: int
    count: int


@dataclass(frozen=True, slots=True)
class OwnLine:
    """A line of the statement. `group` is there for a share of a group's work; `change` is the correction that took
    something back, `held_by` the findings (rule, figures) that keep it back, both where they are known.
    """

    line: StatementLine
    group: Group | None = None
    change: CorrectionView | None = None
    held_by: tuple[tuple[str, Mapping[str, Any]], ...] = ()


@dataclass(frozen=True, slots=True)
class OwnDay:
    """A day with its lines; `half_days` are those of the lists that have the person, by activity."""

    day: str
    lines: tuple[OwnLine, ...]
    attended: tuple[AttendedView, ...]

    @property
    def half_days(self) -> int:
        return sum(one.half_days for one in self.attended)


@dataclass(frozen=True, slots=True)
class OwnStatement:
    """`earned`, `granted` and `paid` are of the period; `owed` is of all days until the end of the log. `codes` are
    those of all entries of the list that were found to be this person.
    """

    about: str
    name: str
    codes: tuple[str, ...]
    committee: str
    from_day: str
    to_day: str
    earned: Money
    granted: Money
    paid: Money
    owed: Money
    days: tuple[OwnDay, ...]


def member_with(source: Source, text: str) -> str:
    """The id of the member with this code or id. Raises Problem handout_member_unknown."""
    wanted = text.strip()
    for thing in source.lookup.things(Member.kind):
        if wanted and wanted.casefold() in (thing.code.casefold(), thing.id.casefold()):
            return thing.id
    raise Problem("handout_member_unknown", id=wanted[:40])


def statement_of(source: Source, member: str) -> OwnStatement:
    """The statement of a member (id), read together with every entry that was found to be the same person."""
    people = {one.id: one for one in source.session.reference().people()}
    if member not in people:
        raise Problem("handout_member_unknown", id=member[:40])
    main = people.get(people[member].same_as, people[member])
    entries = [main, *(one for one in people.values() if one.same_as == main.id)]
    reads = source.session.reads()
    lines = [(one.id, line) for one in entries for line in reads.statement(one.id)]
    attended = [view for one in entries for view in reads.attended(one.id)]
    mine = [(key, line) for key, line in lines if _within(source, line.happened_on)]
    earned = Money.of(line for _, line in mine if line.item_kind not in GIVEN)
    granted = Money.of(line for _, line in mine if line.item_kind in GIVEN and line.item_kind != "payout")
    paid = Money.of(line for _, line in mine if line.item_kind == "payout")
    return OwnStatement(
        main.id, _full_name(main), tuple(one.code for one in entries), main.committee_name,
        source.from_day, source.to_day, earned, granted, -paid,
        owed(line for _, line in lines),
        _days(
            source, tuple(one.id for one in entries), mine,
            [view for view in attended if _within(source, view.happened_on)],
        ),
    )  # fmt: skip


def owed(lines: Iterable[StatementLine]) -> Money:
    """What is owed, less what was paid too much, by all lines of a person. What was given is certain."""
    sums = {"confirmed": 0, "pending": 0, "observed": 0}
    for line in lines:
        sums["confirmed" if line.item_kind in GIVEN else line.state] += line.centimos
    return Money(**sums)


def _within(source: Source, day: str) -> bool:
    return source.from_day <= day <= source.to_day


def _full_name(entry: PersonEntry) -> str:
    return entry.person.full_name if entry.person else entry.code


def _days(
    source: Source,
    entries: tuple[str, ...],
    lines: Sequence[tuple[str, StatementLine]],
    attended: Sequence[AttendedView],
) -> tuple[OwnDay, ...]:
    """The first day first; within a day work before what was given, and what stood earlier first."""
    told = _Telling(source, entries, lines)
    by_day: dict[str, list[OwnLine]] = defaultdict(list)
    # A statement has the newest first, also within a day.
    for member, line in reversed(lines):
        by_day[line.happened_on].append(told.line(member, line))
    came: dict[str, list[AttendedView]] = defaultdict(list)
    for view in attended:
        came[view.happened_on].append(view)
    return tuple(
        OwnDay(day, tuple(sorted(by_day[day], key=lambda one: one.line.item_kind in GIVEN)), tuple(came[day]))
        for day in sorted({*by_day, *came})
    )


class _Telling:
    """What stands behind the lines of a person's entries: each record is read once."""

    def __init__(self, source: Source, entries: tuple[str, ...], lines: Sequence[tuple[str, StatementLine]]) -> None:
        self._source = source
        self._entries = entries
        self._observed = {(member, line.record) for member, line in lines if line.state == "observed"}
        self._groups: dict[tuple[str, str], list[tuple[Item, Group]]] = {}
        self._details: dict[str, RecordDetail | None] = {}

    def line(self, member: str, line: StatementLine) -> OwnLine:
        if line.item_kind == "reversal":
            return OwnLine(line, change=self._change(line.record))
        group = self._group(member, line) if line.item_kind == "share" else None
        return OwnLine(line, group, None, self._held_by(member, line) if line.state == "observed" else ())

    def _group(self, member: str, line: StatementLine) -> Group | None:
        """What the group came to that this share is of. Of shares that look the same the earlier is told first."""
        key = (line.record, member)
        if key not in self._groups:
            self._groups[key] = self._shares(*key)
        waiting = self._groups[key]
        same = (line.happened_on, line.centimos, line.count, line.half_days)
        for place, (item, group) in enumerate(waiting):
            if (item.happened_on, item.centimos, item.count, item.half_days) == same:
                waiting.pop(place)
                return group
        return None

    def _shares(self, record: str, member: str) -> list[tuple[Item, Group]]:
        """A member's shares of a record, by posting, each with the sums of its posting."""
        rows = self._source.whole.rows(Item, ("posting", "member", "kind", "line"), of={"record": record})
        items = [Item(*row) for row in rows]
        shares = [item for item in items if item.kind == "share"]
        sums: dict[int, Group] = {}
        for item in shares:
            so_far = sums.get(item.posting, Group(0, 0, 0))
            sums[item.posting] = Group(
                so_far.centimos + item.centimos, so_far.half_days + item.half_days, so_far.count + item.count
            )
        return [(item, sums[item.posting]) for item in shares if item.member == member]

    def _change(self, record: str) -> CorrectionView | None:
        """The last correction of a record that took effect, by whom in a name; None where another record that it
        depends on was corrected.
        """
        detail = self._detail(record)
        made = [change for change in detail.corrections if change.takes_effect] if detail else []
        return replace(made[-1], author=self._source.lookup.staff_name(made[-1].author)) if made else None

    def _held_by(self, member: str, line: StatementLine) -> tuple[tuple[str, Mapping[str, Any]], ...]:
        """What keeps this line back, and what was found of another entry of the same person in the same record, unless
        that one has a line of its own where it is told.
        """
        detail = self._detail(line.record)
        others = {one for one in self._entries if (one, line.record) not in self._observed}
        named = {"", member, *others}
        return tuple(
            (hold.rule, hold.numbers)
            for hold in (detail.holds if detail else ())
            if not hold.released and hold.action not in ("warn", "release") and hold.member in named
        )

    def _detail(self, record: str) -> RecordDetail | None:
        if record not in self._details:
            self._details[record] = self._source.session.reads().record(record)
        return self._details[record]
