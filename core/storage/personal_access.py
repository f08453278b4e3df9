"""Who looked at personal data and when. It stands beside the log of facts and, like that, is never changed."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import ColumnElement, and_, func, or_, select

from core.storage import tables
from core.storage.engine import insert_rows
from core.storage.session import SqlSession

_TABLE = tables.personal_access


@dataclass(frozen=True, slots=True)
class PersonalAccess:
    """`happened_at` is UTC milliseconds, `page` the address that was opened with everything asked for in it."""

    happened_at: int
    account: str
    role: str
    page: str


@dataclass(frozen=True, slots=True)
class AccessFilter:
    """One account, or all with an empty one, from an instant on and before another (UTC milliseconds)."""

    account: str = ""
    from_ms: int | None = None
    until_ms: int | None = None


EVERYTHING = AccessFilter()


def note_access(session: SqlSession, one: PersonalAccess) -> None:
    """Write it down; the same page opened twice within a millisecond was opened once."""
    row = (session.programme, one.happened_at, one.account, one.page, one.role)
    keys = ("programme", "happened_at", "account", "page")
    insert_rows(session.connection, tables.personal_access, [row], keys, overwrite=False)


def accesses(
    session: SqlSession, limit: int, chosen: AccessFilter = EVERYTHING, before: PersonalAccess | None = None
) -> list[PersonalAccess]:
    """The latest first; those that come behind one of them."""
    table = _TABLE
    query = select(table).where(*_which(session, chosen))
    if before is not None:
        same_moment = and_(
            table.c.happened_at == before.happened_at,
            or_(table.c.account > before.account, and_(table.c.account == before.account, table.c.page > before.page)),
        )
        query = query.where(or_(table.c.happened_at < before.happened_at, same_moment))
    query = query.order_by(table.c.happened_at.desc(), table.c.account, table.c.page).limit(limit)
    return [
        PersonalAccess(row.happened_at, row.account, row.role, row.page) for row in session.connection.execute(query)
    ]


def accesses_number(session: SqlSession, chosen: AccessFilter = EVERYTHING) -> int:
    query = select(func.count()).select_from(_TABLE).where(*_which(session, chosen))
    return int(session.connection.execute(query).scalar_one())


def who_looked(session: SqlSession) -> list[str]:
    """Every account that was ever written down, also one that is no more."""
    query = select(_TABLE.c.account).where(_TABLE.c.programme == session.programme).distinct()
    return sorted(session.connection.execute(query).scalars())


def _which(session: SqlSession, chosen: AccessFilter) -> list[ColumnElement[bool]]:
    return [
        _TABLE.c.programme == session.programme,
        *([_TABLE.c.account == chosen.account] if chosen.account else []),
        *([_TABLE.c.happened_at >= chosen.from_ms] if chosen.from_ms is not None else []),
        *([_TABLE.c.happened_at < chosen.until_ms] if chosen.until_ms is not None else []),
    ]
