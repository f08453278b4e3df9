"""Side rows on their way: names and texts go only to tablets of the committee that they belong to.

That is the committee of the first record in the feed that names them, and whomever the office lets have them. A
tablet that does not work for a committee any more erases them.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable

from core.usecases import notes
from core.usecases.own_log import SALT_BYTES
from core.usecases.ports import Session, SideRow, Store
from core.usecases.tablet.grants import own_committees

MISSES_AT_ONCE = 400
LARGEST_SIDE_ROW_BYTES = 200_000
_BYTES_AT_ONCE = 400_000


def belongs(row: SideRow) -> bool:
    """Whether a side row is what its hash says, of a size that is taken, and salted as ours are."""
    return len(row.salt) == SALT_BYTES and len(row.data) <= LARGEST_SIDE_ROW_BYTES and _hash_fits(row)


def _hash_fits(row: SideRow) -> bool:
    return hashlib.sha256(row.salt + row.data).hexdigest() == row.hash


def wanted(session: Session) -> list[str]:
    """Tablet: hashes it should have and has not."""
    return session.missing_side_rows(own_committees(session), MISSES_AT_ONCE)


def served(session: Session, hashes: Iterable[str], committees: Iterable[str]) -> list[SideRow]:
    """Server: those of the asked rows that this tablet may have, as many as fit into one answer. One that is not here
    as its hash says is as good as lost.
    """
    rows: list[SideRow] = []
    left = _BYTES_AT_ONCE
    for row in filter(belongs, session.shareable_side_rows(list(hashes)[:MISSES_AT_ONCE], committees)):
        left -= len(row.data)
        if left < 0 and rows:
            break
        rows.append(row)
    return rows


def received(session: Session, rows: Iterable[SideRow]) -> int:
    """Tablet: keep the rows that are what they claim to be; how many."""
    good = [row for row in rows if belongs(row)]
    session.put_side_rows(good)
    return len(good)


def let_go(store: Store) -> int:
    """Tablet: erase what belongs to committees that it does not work for any more; how many rows. Nothing is erased
    while anything that was recorded here is not safe, and no photo that the office has not said it holds.
    """
    with store.reading() as session:
        if not _outlived(session):
            return 0
    with store.writing() as session:
        gone = _outlived(session)
        session.erase_side_rows(gone)
    return len(gone)


def _outlived(session: Session) -> list[str]:
    if not _is_all_safe(session):
        return []
    waiting = {photo.hash for photo in session.photos().to_send()}
    return [row for row in session.withdrawn_side_rows(own_committees(session)) if row not in waiting]


def _is_all_safe(session: Session) -> bool:
    """Whether everything recorded here is in the feed under a checkpoint that was recomputed, and folded."""
    own, standing = session.origin(notes.text(session, "own_origin")), session.checkpoint()
    if own is None or standing is None or session.tail_aside():
        return False
    is_sent = own.seq == notes.number(session, "own_seq")
    return is_sent and standing.size == session.feed_size() == session.folded_position()
