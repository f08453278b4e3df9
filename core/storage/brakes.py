"""What slows people down who guess, common to all processes over one database. None of it is part of the log.

A brake has a name, such as an address or a name that nobody has, and is forgotten when it no longer holds anybody.
"""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import delete, func, select

from core.storage import tables
from core.storage.engine import insert_rows
from core.storage.session import SqlSession

MOST_BRAKES = 10_000


@dataclass(frozen=True, slots=True)
class Brake:
    """`until` and `kept_until` are UTC milliseconds: when it lets go, and when it may be forgotten."""

    name: str
    failures: int = 0
    until: int = 0
    kept_until: int = 0


def brake(session: SqlSession, name: str) -> Brake:
    """The brake of this name, locked until the transaction ends; a loose one where there is none."""
    table = tables.brake
    insert_rows(session.connection, table, [(session.programme, name, 0, 0, 0)], ("programme", "name"), overwrite=False)
    query = select(table).where(table.c.programme == session.programme, table.c.name == name).with_for_update()
    row = session.connection.execute(query).one()
    return Brake(row.name, row.failures, row.until, row.kept_until)


def put_brake(session: SqlSession, one: Brake, now: int) -> None:
    """Write it down, and forget those that hold nobody; of too many those that would be forgotten first."""
    row = (session.programme, one.name, one.failures, one.until, one.kept_until)
    insert_rows(session.connection, tables.brake, [row], ("programme", "name"))
    table = tables.brake
    mine = table.c.programme == session.programme
    session.connection.execute(delete(table).where(mine, table.c.kept_until <= now))
    number = session.connection.execute(select(func.count()).select_from(table).where(mine)).scalar_one()
    if number > MOST_BRAKES:
        oldest = select(table.c.name).where(mine).order_by(table.c.kept_until, table.c.name).limit(number - MOST_BRAKES)
        session.connection.execute(delete(table).where(mine, table.c.name.in_(oldest)))
