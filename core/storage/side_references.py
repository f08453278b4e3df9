"""Which side rows the records in force refer to, so that a machine knows what it still misses. Photos are left out:
they go to the office alone, in a lane of their own.
"""

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
            reference.c.is_photo == 0,
            held.c.hash.is_(None),
        )
        .order_by(reference.c.hash)
        .limit(limit)
    )
    return list(connection.execute(query).scalars())


def shareable_hashes(
    connection: Connection, programme: str, hashes: Iterable[str], committees: Iterable[str]
) -> list[str]:
    """Those hashes that belong to these committees, or to all.

    Nobody can know a hash before the first record that names it is in the feed, so that record says whose it is.
    Naming it later in a record of one's own committee gives no right to it and takes none away; only the office's
    records do.
    """
    reference = TABLES[SideReference]
    query = (
        select(reference.c.hash, reference.c.committee, reference.c.by_office)
        .where(reference.c.programme == programme, reference.c.hash.in_(list(hashes)), reference.c.is_photo == 0)
        .order_by(reference.c.position)
    )
    owners: dict[str, set[str]] = {}
    for row in connection.execute(query):
        if row.hash not in owners or row.by_office:
            owners.setdefault(row.hash, set()).add(row.committee)
    allowed = {"", *committees}
    return sorted(key for key, names in owners.items() if names & allowed)
