"""What a season's figures need and no kept sum has: who came in which month, and where trees were planted on which day.

Each is one pass over one table; it is asked for a report, not for every page.
"""

from __future__ import annotations

from collections import defaultdict

from sqlalchemy import func, select

from core.domain.plantings import Planting
from core.fold.rows import Attendance, EffectiveRecord
from core.storage.projections import TABLES
from core.storage.session import SqlSession

_ATTENDANCE, _RECORDS = TABLES[Attendance], TABLES[EffectiveRecord]
_MONTH = len("2014-12")


def people_by_month(session: SqlSession) -> dict[str, set[str]]:
    """The members who came to a workday in a month (YYYY-MM); who only came along is none of them."""
    month = func.substr(_ATTENDANCE.c.happened_on, 1, _MONTH)
    query = select(month, _ATTENDANCE.c.member).where(_ATTENDANCE.c.programme == session.programme).distinct()
    came: dict[str, set[str]] = defaultdict(set)
    for name, member in session.connection.execute(query):
        came[name].add(member)
    return dict(came)


def trees_by_unit(session: SqlSession, from_day: str, to_day: str) -> dict[str, int]:
    """First plantings of these days by management unit."""
    query = (
        select(_RECORDS.c.subject, func.sum(_RECORDS.c.count))
        .where(
            _RECORDS.c.programme == session.programme, _RECORDS.c.kind == Planting.kind, _RECORDS.c.status == "live",
            _RECORDS.c.happened_on >= from_day, _RECORDS.c.happened_on <= to_day,
        )
        .group_by(_RECORDS.c.subject)
    )  # fmt: skip
    return {unit: int(trees) for unit, trees in session.connection.execute(query)}
