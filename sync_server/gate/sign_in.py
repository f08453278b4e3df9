"""Signing in to the pages and out again: a try is counted before the password is looked at, forgiven if it is right.

So many tries at once gain nothing. After five wrong ones each further try has to wait, longer every time; the count
is kept in the database and outlasts a restart.
"""

from __future__ import annotations

import secrets
from dataclasses import dataclass, replace

from core.domain.calendar import MS_PER_HOUR, MS_PER_SECOND
from core.domain.problems import Problem
from core.domain.waits import seconds_after
from core.storage.accounts import (
    WebSession,
    account,
    drop_expired,
    drop_web_session,
    drop_web_sessions_of,
    put_account,
    put_tries,
    put_web_session,
    web_session,
)
from core.storage.brakes import Brake, brake, put_brake
from core.storage.session import SqlSession
from sync_server.gate.passwords import (
    LONGEST_PASSWORD,
    SHORTEST_PASSWORD,
    hash_password,
    is_good_password,
    is_right,
    tidy_name,
)
from sync_server.gate.secrecy import kept_hash
from sync_server.office import Office

SESSION_LIFE_MS = 12 * MS_PER_HOUR
_STRANGERS_KEPT_MS = 24 * MS_PER_HOUR


@dataclass(frozen=True, slots=True)
class Visitor:
    """Somebody who is signed in. `form_token` has to come with every form they send; whoever `has_to_change` their
    password can do nothing else before.
    """

    name: str
    role: str
    user_code: str
    form_token: str
    has_to_change: bool = False


def sign_in(office: Office, name: str, password: str) -> str:
    """The token of a new sign-in. Raises Problem sign_in_failed, or sign_in_slowed while a try has to wait."""
    name = tidy_name(name)
    now = office.clock.now_ms()
    _try(office, name, password, now, "sign_in_failed")
    token = secrets.token_urlsafe(32)
    signed_in = WebSession(kept_hash(token), name, now + SESSION_LIFE_MS, secrets.token_urlsafe(24))
    with office.store.writing() as session:
        put_tries(session, name, 0, 0)
        put_web_session(session, signed_in)
    return token


def change_password(office: Office, name: str, token: str, password: str, chosen: str) -> None:
    """Give oneself another password, which signs one out everywhere but here. A wrong present one counts as a wrong
    try of signing in. Raises Problem password_wrong, sign_in_slowed or password_too_short.
    """
    if not is_good_password(chosen):
        raise Problem("password_too_short", shortest=SHORTEST_PASSWORD, longest=LONGEST_PASSWORD)
    _try(office, name, password, office.clock.now_ms(), "password_wrong")
    hashed = hash_password(chosen)
    with office.store.writing() as session:
        known = account(session, name, lock=True)
        if known is None or known.is_locked:
            raise Problem("password_wrong")
        put_account(session, replace(known, password_hash=hashed, failures=0, locked_until=0))
        drop_web_sessions_of(session, name, but=kept_hash(token))


def _try(office: Office, name: str, password: str, now: int, wrong: str) -> None:
    """One try of a password, counted before it is looked at. Raises Problem `wrong`, or sign_in_slowed."""
    with office.store.writing() as session:
        drop_expired(session, now)
        known = account(session, name, lock=True)
        if known is not None:
            put_tries(session, name, *_counted(known.failures, known.locked_until, now))
        else:
            _count_stranger(session, name, now)
    if not is_right(known, password):
        raise Problem(wrong)


def sign_out(office: Office, token: str) -> None:
    with office.store.writing() as session:
        drop_web_session(session, kept_hash(token))


def visitor_of(office: Office, token: str) -> Visitor | None:
    """Who a token belongs to, while its sign-in is good."""
    with office.store.reading() as session:
        signed_in = web_session(session, kept_hash(token), office.clock.now_ms())
        known = account(session, signed_in.account) if signed_in is not None else None
    if signed_in is None or known is None or known.is_locked:
        return None
    return Visitor(known.name, known.role, known.user_code, signed_in.form_token, known.is_one_time)


def _counted(failures: int, locked_until: int, now: int) -> tuple[int, int]:
    """Failures and lock after one more try; raises Problem sign_in_slowed for a try that comes too early."""
    if now < locked_until:
        raise Problem("sign_in_slowed", seconds=-(-(locked_until - now) // MS_PER_SECOND))
    failures += 1
    wait = seconds_after(failures)
    return failures, now + wait * MS_PER_SECOND if wait else 0


def _count_stranger(session: SqlSession, name: str, now: int) -> None:
    """Slow a name without an account like one that has, so that nobody learns which names there are."""
    standing = brake(session, f"stranger/{kept_hash(name)}")
    failures, until = _counted(standing.failures, standing.until, now)
    put_brake(session, Brake(standing.name, failures, until, max(until, now + _STRANGERS_KEPT_MS)), now)
