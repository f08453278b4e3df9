"""What several views say: the code of a thing, a field of a record's body in force, and how a record stands."""

from __future__ import annotations


def named(alias: str, value: str, programme: str = "r.programme") -> str:
    """The join that finds the thing with an id."""
    return f"LEFT JOIN thing {alias} ON {alias}.programme = {programme} AND {alias}.id = {value}"


BODY = (
    "LEFT JOIN log b ON b.programme = r.programme AND b.origin = substr(r.body_id, 1, 6)"
    " AND b.seq = CAST(substr(r.body_id, 8) AS INTEGER)"
)
"""The join that finds the bytes of a record's body in force, as `b`."""
STATE = (
    "CASE WHEN r.status IN ('void', 'no_effect', 'waiting') THEN r.status WHEN r.status <> 'live' THEN 'unreadable'"
    " WHEN r.holds > 0 THEN 'observed' ELSE 'confirmed' END"
)
TABLET = (
    "COALESCE((SELECT json_extract(t.body, '$.label') FROM thing t WHERE t.programme = r.programme"
    " AND t.kind = 'tablet_enrolled' AND t.code = r.origin), 'office')"
)


def said(field: str) -> str:
    """A field of the body in force, which a correction brings inside its own."""
    data = "CAST(b.data AS TEXT)"
    return f"COALESCE(json_extract({data}, '$.body.body.{field}'), json_extract({data}, '$.body.{field}'))"


def moment(column: str) -> str:
    """UTC milliseconds as a text that anybody reads; Peru is five hours behind it all year."""
    return f"strftime('%Y-%m-%d %H:%M:%S', {column} / 1000, 'unixepoch', '-5 hours')"
