"""Tokens of programs that ask this server. Only their hashes are kept; what was revoked stays on the list."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from sqlalchemy import select, update

from core.storage import tables
from core.storage.engine import insert_rows
from core.storage.session import SqlSession

_TABLE = tables.api_token


@dataclass(frozen=True, slots=True)
class ApiToken:
    """`user_code` is in whose name it speaks; `revoked_at` and `used_at` are UTC milliseconds, 0 until then."""

    token_hash: str
    name: str
    scope: str
    user_code: str
    made_at: int
    revoked_at: int = 0
    used_at: int = 0


def api_token(session: SqlSession, token_hash: str) -> ApiToken | None:
    query = select(_TABLE).where(_TABLE.c.programme == session.programme, _TABLE.c.token_hash == token_hash)
    row = session.connection.execute(query).first()
    return None if row is None else _token(row)


def api_tokens(session: SqlSession) -> list[ApiToken]:
    """All of them, the latest first."""
    query = select(_TABLE).where(_TABLE.c.programme == session.programme)
    return [_token(row) for row in session.connection.execute(query.order_by(_TABLE.c.made_at.desc(), _TABLE.c.name))]


def put_api_token(session: SqlSession, token: ApiToken) -> None:
    row = (
        session.programme, token.token_hash, token.name, token.scope, token.user_code, token.made_at, token.revoked_at,
        token.used_at,
    )  # fmt: skip
    insert_rows(session.connection, _TABLE, [row], ("programme", "token_hash"))


def revoke_api_token(session: SqlSession, token_hash: str, now: int) -> None:
    _change(session, token_hash, revoked_at=now)


def used_api_token(session: SqlSession, token_hash: str, now: int) -> None:
    _change(session, token_hash, used_at=now)


def _change(session: SqlSession, token_hash: str, **values: int) -> None:
    mine = (_TABLE.c.programme == session.programme, _TABLE.c.token_hash == token_hash)
    session.connection.execute(update(_TABLE).where(*mine).values(**values))


def _token(row: Any) -> ApiToken:
    return ApiToken(
        row.token_hash, row.name, row.scope, row.user_code, row.made_at, row.revoked_at, row.used_at
    )  # fmt: skip
