"""What the families gave in kind: the days they came at the day's wage, less what they were paid, by committee and
season; beside it the nominal figure, a settable multiple of the pay.

It is worked out from attendance and items, so that a tablet can show it as well; a server's memorandum accounts come
to the same céntimo.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from functools import cache

from sqlalchemy import func, select

from core.domain.people import Committee
from core.domain.programme import Season, Setting, setting_in_force
from core.domain.rates import DatedRate, Rate, rate_in_force, wage_for
from core.domain.records import RecordId
from core.fold.facts import thing_fact
from core.fold.money_rows import Item
from core.fold.rows import Attendance
from core.storage.projections import TABLES
from core.storage.reads.lookup import Lookup
from core.usecases.views.money import InKind

ATTENDANCE = TABLES[Attendance]
ITEMS = TABLES[Item]
_EARNED = ("share", "reversal")


@dataclass(slots=True)
class _Sums:
    """One committee's figures of one season while they are put together."""

    half_days: int = 0
    unvalued_half_days: int = 0
    labour_centimos: int = 0
    cash_centimos: int = 0
    nominal_centimos: int = 0


class InKindReads:
    def __init__(self, lookup: Lookup) -> None:
        self._lookup = lookup

    def in_kind(self) -> list[InKind]:
        """A view for every committee and season with any work or pay, committees by name and seasons by their start;
        days that lie in no season come first, under an empty code.
        """
        terms = _Terms(self._lookup)
        sums: dict[tuple[str, int], _Sums] = defaultdict(_Sums)
        self._add_work(sums, terms)
        self._add_pay(sums, terms)
        places = sorted(sums, key=lambda place: (self._lookup.readable(place[0]), *place))
        return [
            InKind(
                committee, self._lookup.readable(committee), terms.code_of(season), found.half_days,
                found.unvalued_half_days, found.labour_centimos, found.cash_centimos, found.nominal_centimos,
            )
            for (committee, season), found in ((place, sums[place]) for place in places)
        ]  # fmt: skip

    def _add_work(self, sums: dict[tuple[str, int], _Sums], terms: _Terms) -> None:
        columns = (ATTENDANCE.c.committee, ATTENDANCE.c.happened_on, ATTENDANCE.c.half_days)
        query = select(*columns, func.count()).where(ATTENDANCE.c.programme == self._lookup.programme)
        for committee, day, half_days, people in self._lookup.connection.execute(query.group_by(*columns)):
            found = sums[committee, terms.season(day)]
            centimos = terms.wage(committee, day)
            found.half_days += half_days * people
            if centimos is None:
                found.unvalued_half_days += half_days * people
            else:
                found.labour_centimos += wage_for(centimos, half_days) * people

    def _add_pay(self, sums: dict[tuple[str, int], _Sums], terms: _Terms) -> None:
        """What opening balances owe was earned before there were any days to set against it."""
        columns = (ITEMS.c.committee, ITEMS.c.happened_on)
        query = select(*columns, func.sum(ITEMS.c.centimos)).where(
            ITEMS.c.programme == self._lookup.programme, ITEMS.c.kind.in_(_EARNED), ITEMS.c.activity != "opening"
        )
        for committee, day, centimos in self._lookup.connection.execute(query.group_by(*columns)):
            found = sums[committee, terms.season(day)]
            found.cash_centimos += int(centimos)
            found.nominal_centimos += int(centimos) * terms.in_kind_per_cash(day)


class _Terms:
    """Seasons, day's wages and the multiple, each looked up once for a day."""

    def __init__(self, lookup: Lookup) -> None:
        self._communities = {thing.id: thing_fact(thing).community for thing in lookup.things(Committee.kind)}
        self._rates = [DatedRate(RecordId(thing.id), thing_fact(thing)) for thing in lookup.things(Rate.kind)]
        self._settings: list[Setting] = [thing_fact(thing) for thing in lookup.as_said(Setting.kind)]
        seasons: list[Season] = [thing_fact(thing) for thing in lookup.things(Season.kind)]
        self._seasons = sorted(seasons, key=lambda season: (season.starts_on, season.code))
        self.wage = cache(self._wage)
        self.season = cache(self._season)
        self.in_kind_per_cash = cache(self._in_kind_per_cash)

    def code_of(self, season: int) -> str:
        return self._seasons[season].code if season >= 0 else ""

    def _season(self, day: str) -> int:
        """The place of the season that a day lies in, the one that began last where they overlap; -1 for none."""
        places = [place for place, one in enumerate(self._seasons) if one.starts_on <= day <= one.ends_on]
        return places[-1] if places else -1

    def _wage(self, committee: str, day: str) -> int | None:
        community = self._communities.get(committee, "")
        found = rate_in_force(self._rates, "day_wage", day, "", community)
        return int(found.rate.centimos) if found else None

    def _in_kind_per_cash(self, day: str) -> int:
        return setting_in_force(self._settings, "in_kind_per_cash", day)
