"""Which side rows the records in force refer to, so that a machine knows what it still misses and what it may no
longer have. Photos are asked for by nobody: they go to the office alone, in a lane of their own.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from sqlalchemy import Connection, and_, case, func, select

from core.fold.described import OFFICE_ALONE
from core.fold.fold import NOBODY
from core.fold.rows import SideReference
from core.storage import tables
from core.storage.projections import TABLES


def number_here(connection: Connection, programme: str) -> int:
    """How many side rows this machine holds. They may come without a record that is new."""
    query = select(func.count()).select_from(tables.side_row).where(tables.side_row.c.programme == programme)
    return int(connection.execute(query).scalar_one())


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


def named_hashes(connection: Connection, programme: str, committees: Iterable[str], last_position: int) -> list[str]:
    """Hashes of side rows that records of these committees name up to a place in the feed, in its order."""
    reference = TABLES[SideReference]
    query = (
        select(reference.c.hash)
        .where(
            reference.c.programme == programme,
            reference.c.committee.in_(list(committees)),
            reference.c.is_photo == 0,
            reference.c.position <= last_position,
        )
        .order_by(reference.c.position, reference.c.hash)
    )
    return list(dict.fromkeys(connection.execute(query).scalars()))


def shareable_hashes(
    connection: Connection, programme: str, hashes: Iterable[str], committees: Iterable[str]
) -> list[str]:
    """Those hashes that belong to these committees, or to all.

    Nobody can know a hash before the first record that names it is in the feed, so that record says whose it is.
    Naming it later in a record of one's own committee gives no right to it and takes none away; only the office's
    records do. A photo is the office's alone, also where a later record calls it a note.
    """
    reference = TABLES[SideReference]
    owner = case((reference.c.is_photo == 1, OFFICE_ALONE), else_=reference.c.committee).label("committee")
    query = (
        select(reference.c.hash, owner, reference.c.by_office)
        .where(reference.c.programme == programme, reference.c.hash.in_(list(hashes)))
        .order_by(reference.c.position)
    )
    allowed = {"", *committees}
    return sorted(key for key, names in _owners(connection.execute(query)).items() if names & allowed)


def withdrawn_hashes(connection: Connection, programme: str, committees: Iterable[str]) -> list[str]:
    """Hashes of the side rows that this tablet holds, photos among them, though none of the committees that they belong
    to is one of these. Left out are those that a record names which is nowhere but here, and those whose record this
    version does not understand.
    """
    reference, held = TABLES[SideReference], tables.side_row
    allowed = {"", *committees}
    same = and_(held.c.programme == reference.c.programme, held.c.hash == reference.c.hash)
    is_elsewhere = and_(reference.c.programme == programme, reference.c.committee.not_in(allowed))
    suspects = select(reference.c.hash).join(held, same).where(is_elsewhere).distinct()
    query = (
        select(reference.c.hash, reference.c.committee, reference.c.by_office, reference.c.position)
        .where(reference.c.programme == programme, reference.c.hash.in_(suspects))
        .order_by(reference.c.position)
    )
    rows = list(connection.execute(query))
    kept = {row.hash for row in rows if row.position is None}
    owners = _owners(rows)
    return sorted(key for key, names in owners.items() if key not in kept and not names & {*allowed, NOBODY})


def _owners(rows: Iterable[Any]) -> dict[str, set[str]]:
    """The committees that each hash belongs to, of references in the order of the feed."""
    owners: dict[str, set[str]] = {}
    for row in rows:
        if row.hash not in owners or row.by_office:
            owners.setdefault(row.hash, set()).add(row.committee)
    return owners
