"""Who looked at personal data and when. It stands beside the log of facts and, like that, is never changed."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import func, select

from core.storage import tables
from core.storage.engine import insert_rows
from core.storage.session import SqlSession


@dataclass(frozen=True, slots=True)
class PersonalAccess:
    """`happened_at` is UTC milliseconds, `page` the address that was opened with everything asked for in it."""

    happened_at: int
    account: str
    role: str
    page: str


def note_access(session: SqlSession, one: PersonalAccess) -> None:
    """Write it down; the same page opened twice within a millisecond was opened once."""
    row = (session.programme, one.happened_at, one.account, one.page, one.role)
    keys = ("programme", "happened_at", "account", "page")
    insert_rows(session.connection, tables.personal_access, [row], keys, overwrite=False)


def accesses(session: SqlSession, limit: int, offset: int = 0) -> list[PersonalAccess]:
    """The latest first."""
    table = tables.personal_access
    query = (
        select(table)
        .where(table.c.programme == session.programme)
        .order_by(table.c.happened_at.desc(), table.c.account, table.c.page)
        .limit(limit)
        .offset(offset)
    )
    return [
        PersonalAccess(row.happened_at, row.account, row.role, row.page) for row in session.connection.execute(query)
    ]


def accesses_number(session: SqlSession) -> int:
    table = tables.personal_access
    query = select(func.count()).select_from(table).where(table.c.programme == session.programme)
    return int(session.connection.execute(query).scalar_one())
