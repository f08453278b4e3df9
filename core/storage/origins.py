"""Who has ever spoken in this database."""

from __future__ import annotations

from sqlalchemy import exists, select

from core.storage import tables
from core.storage.session import SqlSession


def has_tablets(session: SqlSession) -> bool:
    """Whether any tablet was let in, and so may hold more than this database does."""
    known = tables.origin
    is_one = (known.c.programme == session.programme) & (known.c.role == "tablet")
    return bool(session.connection.execute(select(exists().where(is_one))).scalar())
