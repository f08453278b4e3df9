"""What a season's figures need and no kept sum has: who came in which month, and where trees were planted on which day.

It is asked for a report, not for every page.
"""

from __future__ import annotations

from collections import defaultdict

from sqlalchemy import func, select

from core.domain.plantings import Planting
from core.fold.rows import EffectiveRecord
from core.storage.engine import asking
from core.storage.projections import TABLES
from core.storage.reads.lookup import Lookup

_RECORDS = TABLES[EffectiveRecord]
_MONTH = len("2014-12")
_AFTER_ITS_DAYS = "-99"
"""Behind a month, what comes after every day of it however a database sorts: most languages put `~` before digits, and
the same month would be found again and again without end.
"""
_FIRST_DAY = 'SELECT min("happened_on") FROM "attendance" WHERE "programme" = ? AND "member" ='
_FIRST_DAYS = f"""WITH RECURSIVE came (member, day) AS (
    SELECT "id", ({_FIRST_DAY} "thing"."id") FROM "thing" WHERE "programme" = ? AND "kind" = 'member'
    UNION ALL
    SELECT member, ({_FIRST_DAY} came.member AND "happened_on" > substr(came.day, 1, {_MONTH}) || '{_AFTER_ITS_DAYS}')
    FROM came WHERE day IS NOT NULL
) SELECT member, day FROM came WHERE day IS NOT NULL"""
"""Each member's first workday of every month, looked up one after the other: there are few beside all workdays."""


def people_by_month(lookup: Lookup) -> dict[str, set[str]]:
    """The members who came to a workday in a month (YYYY-MM); who only came along is none of them."""

    def work() -> dict[str, set[str]]:
        came: dict[str, set[str]] = defaultdict(set)
        for member, day in asking(lookup.connection)(_FIRST_DAYS, (lookup.programme,) * 3):
            came[day[:_MONTH]].add(member)
        return dict(came)

    return lookup.once_folded("people_by_month", work)


def trees_by_unit(lookup: Lookup, from_day: str, to_day: str) -> dict[str, int]:
    """First plantings of these days by management unit."""

    def work() -> dict[str, int]:
        query = (
            select(_RECORDS.c.subject, func.sum(_RECORDS.c.count))
            .where(
                _RECORDS.c.programme == lookup.programme, _RECORDS.c.kind == Planting.kind,
                _RECORDS.c.status == "live", _RECORDS.c.happened_on >= from_day, _RECORDS.c.happened_on <= to_day,
            )
            .group_by(_RECORDS.c.subject)
        )  # fmt: skip
        return {unit: int(trees) for unit, trees in lookup.connection.execute(query)}

    return lookup.once_folded(("trees_by_unit", from_day, to_day), work)
