"""Photos that records name, for whoever looks at records: which are here, which are on their way, and one whole.

A photo is here when its side row is. What somebody named a photo need not be one: only bytes that begin as those of a
JPEG do are ever handed out as a picture.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from sqlalchemy import ColumnElement, Connection, and_, func, select

from core.domain.problems import Problem
from core.fold.rows import SideReference
from core.storage import tables
from core.storage.projections import TABLES
from core.storage.reads.lookup import in_parts

JPEG_BEGINS = b"\xff\xd8\xff"
_REFERENCES = TABLES[SideReference]
_HELD, _UPLOADS = tables.side_row, tables.upload
_IS_HELD = and_(_HELD.c.programme == _REFERENCES.c.programme, _HELD.c.hash == _REFERENCES.c.hash)


@dataclass(frozen=True, slots=True)
class NamedPhoto:
    """A photo that `record` names. `is_here` is whether it has come, `is_picture` whether it then is a JPEG; of one
    that has not come, `received` of `length` bytes are at the office, both 0 before the first.
    """

    record: str
    hash: str
    is_here: bool
    is_picture: bool
    length: int = 0
    received: int = 0


def photos_named_by(connection: Connection, programme: str, records: Iterable[str]) -> list[NamedPhoto]:
    """The photos of these records, by record and hash."""
    begins = func.substr(_HELD.c.data, 1, len(JPEG_BEGINS))
    query = select(_REFERENCES.c.record, _REFERENCES.c.hash, begins).outerjoin(_HELD, _IS_HELD)
    found: list[NamedPhoto] = []
    for part in in_parts(sorted(set(records))):
        rows = connection.execute(query.where(*_photos_of(programme), _REFERENCES.c.record.in_(part)))
        found += [
            NamedPhoto(record, key, begin is not None, begin is not None and bytes(begin) == JPEG_BEGINS)
            for record, key, begin in rows
        ]
    return sorted((_on_its_way(connection, programme, one) for one in found), key=lambda one: (one.record, one.hash))


def picture_of(connection: Connection, programme: str, record: str, photo: str) -> bytes:
    """The bytes of a photo that a record names, which are those of a JPEG. Raises Problem photo_missing or
    photo_not_a_picture.
    """
    query = (
        select(_HELD.c.data)
        .select_from(_REFERENCES.join(_HELD, _IS_HELD))
        .where(*_photos_of(programme), _REFERENCES.c.record == record, _REFERENCES.c.hash == photo)
    )
    data = connection.execute(query).scalar()
    if data is None:
        raise Problem("photo_not_here")
    if not bytes(data).startswith(JPEG_BEGINS):
        raise Problem("photo_not_a_picture")
    return bytes(data)


def has_photo(programme: str, record: ColumnElement[str], *, missing: bool) -> ColumnElement[bool]:
    """Whether a record names a photo; with `missing` one that has not come."""
    named = select(_REFERENCES.c.record).where(*_photos_of(programme))
    if missing:
        named = named.outerjoin(_HELD, _IS_HELD).where(_HELD.c.hash.is_(None))
    return record.in_(named)


def _photos_of(programme: str) -> tuple[ColumnElement[bool], ...]:
    return _REFERENCES.c.programme == programme, _REFERENCES.c.is_photo == 1


def _on_its_way(connection: Connection, programme: str, photo: NamedPhoto) -> NamedPhoto:
    if photo.is_here:
        return photo
    origin = photo.record.partition("-")[0]
    query = select(_UPLOADS.c.length, _UPLOADS.c.received).where(
        _UPLOADS.c.programme == programme, _UPLOADS.c.origin == origin, _UPLOADS.c.hash == photo.hash
    )
    row = connection.execute(query).first()
    if row is None:
        return photo
    return replace(photo, length=int(row.length), received=int(row.received))
