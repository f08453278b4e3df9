"""What a donor or buyer is told about people: sums of committees and seasons, and of nobody alone."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field

from core.domain.people import SMALLEST_GROUP, Member
from core.domain.programme import Season
from core.fold.money_rows import Item
from core.fold.rows import Attendance
from sync_server.audit.source import Source
from sync_server.audit.tables.schema import Row, Table, centimos, number, text

_EARNED = ("share", "reversal")


@dataclass
class _Group:
    """What people of a committee, or of several together, did in a season."""

    committees: list[str]
    people: set[str] = field(default_factory=set)
    half_days: int = 0
    centimos: int = 0

    def with_(self, other: _Group) -> _Group:
        return _Group(
            sorted([*self.committees, *other.committees]), self.people | other.people,
            self.half_days + other.half_days, self.centimos + other.centimos,
        )  # fmt: skip


def seasons_of(source: Source) -> Seasons:
    """The seasons that stand."""
    live = [fact for _, thing, fact in source.things(Season.kind) if thing.status == "live"]
    return Seasons(tuple(sorted((fact.starts_on, fact.ends_on, fact.code) for fact in live)))


@dataclass(frozen=True, slots=True)
class Seasons:
    """(first day, last day, code) of each, by their beginning."""

    spans: tuple[tuple[str, str, str], ...]

    def code(self, day: str) -> str:
        """The season that a day lies in: of two the one that began later; empty for none."""
        return next((code for first, last, code in reversed(self.spans) if first <= day <= last), "")

    def last_day(self, code: str, until: str) -> str:
        """The last day of a season, or `until` where that is sooner or there is no such season."""
        return min([max((last for _, last, name in self.spans if name == code), default=until), until])


def told(groups: list[_Group]) -> list[_Group]:
    """The groups of a season as they may be told: those of fewer than five people are one, and where that is still too
    few the smallest of the others is with them.
    """
    few = [one for one in groups if len(one.people) < SMALLEST_GROUP]
    rest = sorted((one for one in groups if len(one.people) >= SMALLEST_GROUP), key=lambda one: len(one.people))
    if not few:
        return rest
    together = few[0]
    for one in few[1:]:
        together = together.with_(one)
    while len(together.people) < SMALLEST_GROUP and rest:
        together = together.with_(rest.pop(0))
    return [*rest, together]


def _participation(source: Source) -> Iterator[Row]:
    seasons, found = seasons_of(source), defaultdict[str, dict[str, _Group]](dict)
    members = {thing.id: fact.sex for _, thing, fact in source.things(Member.kind)}

    def group(on: str, committee: str) -> _Group:
        return found[seasons.code(on)].setdefault(committee, _Group([committee]))

    for row in source.in_period(Attendance, ("workday", "member")):
        present = Attendance(*row)
        here = group(present.happened_on, present.committee)
        here.half_days += present.half_days
        here.people |= {present.member} & members.keys()
    for row in source.whole.items(source.from_day, source.to_day):
        item = Item(*row[:-1])
        if item.kind in _EARNED:
            here = group(item.happened_on, item.committee)
            here.centimos += item.centimos
            here.people |= {item.member} & members.keys()
    for season in sorted(found):
        rows = sorted(told([found[season][name] for name in sorted(found[season])]), key=lambda one: one.committees)
        for one in rows:
            number_of = len(one.people) if len(one.people) >= SMALLEST_GROUP else None
            women = sum(members[name] == "F" for name in one.people) if number_of else None
            men = number_of - women if number_of is not None and women is not None else None
            yield season or None, " ".join(one.committees), number_of, women, men, one.half_days, one.centimos


PARTICIPATION = Table(
    "participation",
    "Who took part, by season and committee: members on a list or with a share in the period. Committees of fewer than"
    " five people are one row, with the smallest of the others where that is still fewer.",
    ("season", "committees"), ("season", "committees"),
    (
        text("season", "The season (code) that the day lies in; empty for none.", optional=True),
        text("committees", "One committee (id), or several with a space between.", optional=True),
        number("people", "How many people; empty where they are fewer than five in all.", optional=True),
        number("women", "Of these.", optional=True), number("men", "Of these.", optional=True),
        number("half_days", "Their half-days."), centimos("earned", "Items of the kinds share and reversal."),
    ), _participation,
)  # fmt: skip
