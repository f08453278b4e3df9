"""Which side rows the records in force refer to, so that a machine knows what it still misses."""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import Connection, and_, select

from core.fold.rows import SideReference
from core.storage import tables
from core.storage.projections import TABLES


def missing_hashes(connection: Connection, programme: str, committees: Iterable[str], limit: int) -> list[str]:
    """Hashes of side rows of these committees (and of none) that records refer to and this machine does not hold."""
    reference = TABLES[SideReference]
    held = tables.side_row
    same = and_(held.c.programme == reference.c.programme, held.c.hash == reference.c.hash)
    query = (
        select(reference.c.hash)
        .distinct()
        .select_from(reference.outerjoin(held, same))
        .where(
            reference.c.programme == programme,
            reference.c.committee.in_(["", *committees]),
            held.c.hash.is_(None),
        )
        .order_by(reference.c.hash)
        .limit(limit)
    )
    return list(connection.execute(query).scalars())


def shareable_hashes(
    connection: Connection, programme: str, hashes: Iterable[str], committees: Iterable[str]
) -> list[str]:
    """Those hashes that only records of these committees (or of none) refer to.

    Naming somebody else's side row in a record of one's own committee gives nobody a right to it.
    """
    reference = TABLES[SideReference]
    query = select(reference.c.hash, reference.c.committee).where(
        reference.c.programme == programme, reference.c.hash.in_(list(hashes))
    )
    allowed = {"", *committees}
    mine: set[str] = set()
    others: set[str] = set()
    for row in connection.execute(query):
        (mine if row.committee in allowed else others).add(row.hash)
    return sorted(mine - others)
