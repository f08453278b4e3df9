"""Positions of the feed: taken from a counter that is locked until the transaction ends, so that nobody who follows the
feed sees a later one before an earlier one.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate

from sqlalchemy import Connection

from core.storage import tables
from core.storage.engine import asking, insert_rows, is_sqlite

Place = tuple[str, int, int]
"""(origin, first seq, number of records)."""
_TAKE = "UPDATE feed_end SET size = size + ? WHERE programme = ? RETURNING size"
_TAKE_AND_PLACE = """WITH taken AS (UPDATE feed_end SET size = size + ? WHERE programme = ? RETURNING size)
    INSERT INTO feed (programme, first_position, origin, first_seq, number)
    SELECT ?, taken.size - ? + place.before, place.origin, place.first_seq, place.number
    FROM taken, unnest(?::bigint[], ?::text[], ?::bigint[], ?::bigint[]) AS place(before, origin, first_seq, number)
    RETURNING first_position"""


def place(connection: Connection, programme: str, places: Sequence[Place]) -> int:
    """Put at least one span of records at the feed's end, in their order; the position of the first record."""
    take = _place_on_sqlite if is_sqlite(connection) else _place_on_postgresql
    first = take(connection, programme, places)
    if first is None:
        insert_rows(connection, tables.feed_end, [(programme, 0)], ("programme",), overwrite=False)
        first = take(connection, programme, places)
    if first is None:
        raise LookupError(f"{programme} has no counter")
    return first


def _place_on_sqlite(connection: Connection, programme: str, places: Sequence[Place]) -> int | None:
    """None where there is no counter yet."""
    number = sum(one[2] for one in places)
    taken = asking(connection)(_TAKE, (number, programme))
    if not taken:
        return None
    first = int(taken[0][0]) - number + 1
    rows = [(programme, first + before, *one) for before, one in zip(_before(places), places, strict=True)]
    insert_rows(connection, tables.feed, rows)
    return first


def _place_on_postgresql(connection: Connection, programme: str, places: Sequence[Place]) -> int | None:
    """The same in one statement: there others wait at the same time for the counter, and a way from the database to us
    and back is most of what they wait for.
    """
    number = sum(one[2] for one in places)
    columns = [_before(places), *(list(column) for column in zip(*places, strict=True))]
    placed = asking(connection)(_TAKE_AND_PLACE, (number, programme, programme, number - 1, *columns))
    return min((int(first) for (first,) in placed), default=None)


def _before(places: Sequence[Place]) -> list[int]:
    """How many records stand before each span."""
    return list(accumulate((number for _, _, number in places[:-1]), initial=0))
