"""Who may sign in to the office's pages, and the sign-ins that are still good. Neither is part of the log.

Passwords and tokens come in as hashes only. All functions work within the session's transaction.
"""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import delete, func, select, update

from core.storage import tables
from core.storage.engine import insert_rows
from core.storage.session import SqlSession

LOCKED, ONE_TIME = "!", "~"
"""Signs before a password's hash: nobody signs in with it, or whoever does has to choose another one first."""


@dataclass(frozen=True, slots=True)
class Account:
    """`user_code` is the author of what this person states; `failures` counts wrong tries since the last right one.
    `password_hash` may have one of the signs above before it.
    """

    name: str
    user_code: str
    role: str
    password_hash: str
    failures: int = 0
    locked_until: int = 0

    @property
    def is_locked(self) -> bool:
        return self.password_hash.startswith(LOCKED)

    @property
    def is_one_time(self) -> bool:
        return self.password_hash.lstrip(LOCKED).startswith(ONE_TIME)


@dataclass(frozen=True, slots=True)
class WebSession:
    """A sign-in, known by its token's hash. `form_token` goes into every form, so that no other site can send one."""

    token_hash: str
    account: str
    expires_at: int
    form_token: str


def account(session: SqlSession, name: str, *, lock: bool = False) -> Account | None:
    table = tables.account
    query = select(table).where(table.c.programme == session.programme, table.c.name == name)
    row = session.connection.execute(query.with_for_update() if lock else query).first()
    if row is None:
        return None
    return Account(row.name, row.user_code, row.role, row.password_hash, row.failures, row.locked_until)


def accounts(session: SqlSession) -> list[Account]:
    """Everybody who may sign in or once could, by name."""
    table = tables.account
    query = select(table).where(table.c.programme == session.programme).order_by(table.c.name)
    return [
        Account(row.name, row.user_code, row.role, row.password_hash, row.failures, row.locked_until)
        for row in session.connection.execute(query)
    ]


def number_signed_in(session: SqlSession, now: int) -> dict[str, int]:
    """How many sign-ins of each account are good at `now` (ms)."""
    table = tables.web_session
    mine = (table.c.programme == session.programme, table.c.expires_at > now)
    query = select(table.c.account, func.count()).where(*mine).group_by(table.c.account)
    return {name: int(number) for name, number in session.connection.execute(query)}


def put_account(session: SqlSession, one: Account) -> None:
    row = (session.programme, one.name, one.user_code, one.role, one.password_hash, one.failures, one.locked_until)
    insert_rows(session.connection, tables.account, [row], ("programme", "name"))


def put_tries(session: SqlSession, name: str, failures: int, locked_until: int) -> None:
    """Write down wrong tries alone, so that a password changed meanwhile stays changed."""
    table = tables.account
    mine = (table.c.programme == session.programme, table.c.name == name)
    session.connection.execute(update(table).where(*mine).values(failures=failures, locked_until=locked_until))


def web_session(session: SqlSession, token_hash: str, now: int) -> WebSession | None:
    """The sign-in of a token, unless it has run out by `now` (ms)."""
    table = tables.web_session
    where = (table.c.programme == session.programme, table.c.token_hash == token_hash, table.c.expires_at > now)
    row = session.connection.execute(select(table).where(*where)).first()
    return None if row is None else WebSession(row.token_hash, row.account, row.expires_at, row.form_token)


def put_web_session(session: SqlSession, one: WebSession) -> None:
    row = (session.programme, one.token_hash, one.account, one.expires_at, one.form_token)
    insert_rows(session.connection, tables.web_session, [row], ("programme", "token_hash"))


def drop_web_session(session: SqlSession, token_hash: str) -> None:
    table = tables.web_session
    mine = (table.c.programme == session.programme, table.c.token_hash == token_hash)
    session.connection.execute(delete(table).where(*mine))


def drop_web_sessions_of(session: SqlSession, name: str, but: str = "") -> None:
    """Sign an account out everywhere, as after a new password, `but` for the sign-in with this token's hash."""
    table = tables.web_session
    mine = (table.c.programme == session.programme, table.c.account == name, table.c.token_hash != but)
    session.connection.execute(delete(table).where(*mine))


def drop_expired(session: SqlSession, now: int) -> None:
    table = tables.web_session
    session.connection.execute(delete(table).where(table.c.programme == session.programme, table.c.expires_at <= now))
