"""Accounts as administrators see them: whose each is, and in how many places it is signed in."""

from __future__ import annotations

from dataclasses import dataclass

from core.storage.accounts import Account, accounts, number_signed_in
from core.storage.session import SqlSession


@dataclass(frozen=True, slots=True)
class AccountLine:
    """`places` is where the account is signed in at this moment; `user` is empty for a code that nobody has now."""

    account: Account
    user: str
    places: int


def account_lines(session: SqlSession, now_ms: int) -> tuple[AccountLine, ...]:
    """All of them, as of `now_ms` (UTC milliseconds)."""
    names = {user.code: user.name for user in session.reads().users()}
    places = number_signed_in(session, now_ms)
    return tuple(AccountLine(one, names.get(one.user_code, ""), places.get(one.name, 0)) for one in accounts(session))
