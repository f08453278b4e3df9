"""What a tablet's file says about the tablet before its programme is known: whether, where and as whom it is
enrolled.
"""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import Engine, select

from core.storage import tables
from core.storage.engine import reading


@dataclass(frozen=True, slots=True)
class Enrolled:
    """The programme a tablet belongs to, and the origin its own records carry."""

    programme: str
    own_origin: str


def enrolled_programme(engine: Engine) -> Enrolled | None:
    """The enrolment kept in an opened device file, or None; the last one by name where there were several.

    Raises Problem when the file cannot be read.
    """
    note = tables.note
    query = select(note.c.programme, note.c.value).where(note.c.name == "own_origin").order_by(note.c.programme.desc())
    with reading(engine) as connection:
        row = connection.execute(query).first()
    return Enrolled(row.programme, bytes(row.value).decode("ascii")) if row else None
