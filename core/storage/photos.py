"""Photos in the database: which are still to be sent or have not come, and the parts of those on their way.

A photo on its way lies part by part in tables of its own, so that an append never rewrites what is there and comes or
goes with its offset in one transaction. What is finished becomes a side row like any other; nothing else may use these
parts.
"""

from __future__ import annotations

from typing import Any

from sqlalchemy import Connection, Select, and_, delete, exists, func, literal, or_, select

from core.fold.rows import EffectiveRecord, SideReference
from core.storage import tables
from core.storage.engine import insert_rows
from core.storage.projections import TABLES
from core.usecases.ports import Upload
from core.usecases.views.field import PhotoView

REFERENCES = TABLES[SideReference]
RECORDS = TABLES[EffectiveRecord]
HELD, SENT, UPLOADS, PARTS = tables.side_row, tables.photo_sent, tables.upload, tables.upload_part


class SqlPhotos:
    """core.usecases.ports.Photos within an open transaction."""

    def __init__(self, connection: Connection, programme: str) -> None:
        self._connection = connection
        self._programme = programme

    def to_send(self) -> list[PhotoView]:
        own = self._note("own_origin").decode("ascii")
        acked = int.from_bytes(self._note("acked_seq"), "big")
        at_the_office = or_(RECORDS.c.position.is_not(None), and_(RECORDS.c.origin == own, RECORDS.c.seq <= acked))
        size, received, is_ready = func.length(HELD.c.data), literal(0), at_the_office
        query = (
            _named(size, received, is_ready)
            .join(HELD, and_(HELD.c.programme == REFERENCES.c.programme, HELD.c.hash == REFERENCES.c.hash))
            .outerjoin(SENT, and_(SENT.c.programme == REFERENCES.c.programme, SENT.c.hash == REFERENCES.c.hash))
            .where(SENT.c.hash.is_(None))
        )
        return self._views(query)

    def put_sent(self, photo: str, sent_at: int) -> None:
        insert_rows(self._connection, SENT, [(self._programme, photo, sent_at)], ("programme", "hash"))

    def forget_sent(self) -> None:
        self._connection.execute(delete(SENT).where(SENT.c.programme == self._programme))

    def missing(self) -> list[PhotoView]:
        of_record = and_(
            UPLOADS.c.programme == REFERENCES.c.programme, UPLOADS.c.hash == REFERENCES.c.hash,
            UPLOADS.c.origin == RECORDS.c.origin,
        )  # fmt: skip
        size, received = func.coalesce(UPLOADS.c.length, 0), func.coalesce(UPLOADS.c.received, 0)
        query = (
            _named(size, received, literal(1))
            .outerjoin(UPLOADS, of_record)
            .outerjoin(HELD, and_(HELD.c.programme == REFERENCES.c.programme, HELD.c.hash == REFERENCES.c.hash))
            .where(HELD.c.hash.is_(None))
        )
        return self._views(query)

    def is_named(self, photo: str, origin: str = "") -> bool:
        query = select(REFERENCES.c.record).where(
            REFERENCES.c.programme == self._programme, REFERENCES.c.hash == photo, REFERENCES.c.is_photo == 1
        )
        if origin:
            query = query.where(REFERENCES.c.record.startswith(f"{origin}-"))
        return self._connection.execute(query.limit(1)).first() is not None

    def held_bytes(self, photo: str) -> int | None:
        query = select(func.length(HELD.c.data)).where(HELD.c.programme == self._programme, HELD.c.hash == photo)
        return self._connection.execute(query).scalar()

    def upload(self, origin: str, photo: str, *, lock: bool = False) -> Upload | None:
        query = select(UPLOADS).where(*self._of(UPLOADS, origin, photo))
        row = self._connection.execute(query.with_for_update() if lock else query).first()
        return None if row is None else Upload(*row[1:])

    def put_upload(self, upload: Upload) -> None:
        one = upload
        row = (self._programme, one.origin, one.hash, one.salt, one.length, one.received, one.touched_at)
        insert_rows(self._connection, UPLOADS, [row], ("programme", "origin", "hash"))

    def put_part(self, upload: Upload, data: bytes) -> None:
        row = (self._programme, upload.origin, upload.hash, upload.received, data)
        insert_rows(self._connection, PARTS, [row])

    def parts(self, upload: Upload) -> bytes:
        mine = self._of(PARTS, upload.origin, upload.hash)
        query = select(PARTS.c.data).where(*mine).order_by(PARTS.c.first_byte)
        return b"".join(self._connection.execute(query).scalars())

    def drop_upload(self, origin: str, photo: str) -> None:
        for table in (PARTS, UPLOADS):
            self._connection.execute(delete(table).where(*self._of(table, origin, photo)))

    def drop_idle(self, before: int) -> None:
        query = select(UPLOADS.c.origin, UPLOADS.c.hash).where(
            UPLOADS.c.programme == self._programme,
            UPLOADS.c.touched_at < before,
            UPLOADS.c.received < UPLOADS.c.length,
        )
        for row in self._connection.execute(query).all():
            self.drop_upload(row.origin, row.hash)

    def bytes_on_the_way(self, origin: str) -> int:
        query = select(func.coalesce(func.sum(UPLOADS.c.length), 0)).where(
            UPLOADS.c.programme == self._programme, UPLOADS.c.origin == origin
        )
        return int(self._connection.execute(query).scalar() or 0)

    def waiting(self) -> list[tuple[str, str]]:
        named = exists().where(
            REFERENCES.c.programme == UPLOADS.c.programme,
            REFERENCES.c.hash == UPLOADS.c.hash,
            REFERENCES.c.is_photo == 1,
        )
        query = (
            select(UPLOADS.c.origin, UPLOADS.c.hash)
            .where(UPLOADS.c.programme == self._programme, UPLOADS.c.received == UPLOADS.c.length, named)
            .order_by(UPLOADS.c.origin, UPLOADS.c.hash)
        )
        return [(row.origin, row.hash) for row in self._connection.execute(query)]

    def _views(self, query: Select[Any]) -> list[PhotoView]:
        """The photos of a query in the order of their records, each once, under the first that names it."""
        query = query.where(REFERENCES.c.programme == self._programme, REFERENCES.c.is_photo == 1)
        rows = self._connection.execute(query.order_by(RECORDS.c.recorded_at, RECORDS.c.origin, RECORDS.c.seq))
        views: dict[str, PhotoView] = {}
        for row in rows:
            views.setdefault(row[0], PhotoView(*(*row[:-1], bool(row[-1]))))
        return list(views.values())

    def _note(self, name: str) -> bytes:
        note = tables.note
        query = select(note.c.value).where(note.c.programme == self._programme, note.c.name == name)
        return bytes(self._connection.execute(query).scalar() or b"")

    def _of(self, table: Any, origin: str, photo: str) -> tuple[Any, ...]:
        return table.c.programme == self._programme, table.c.origin == origin, table.c.hash == photo


def _named(size: Any, received: Any, is_ready: Any) -> Select[Any]:
    """The fields of a PhotoView for every reference, with its record."""
    record = RECORDS.c
    its_record = and_(record.programme == REFERENCES.c.programme, record.id == REFERENCES.c.record)
    return select(
        REFERENCES.c.hash, record.id, record.kind, record.committee, record.origin, record.happened_on,
        record.recorded_at, size, received, is_ready,
    ).select_from(REFERENCES.join(RECORDS, its_record))  # fmt: skip
