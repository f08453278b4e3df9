"""Signing in to the pages and out again: a try is counted before the password is looked at, forgiven if it is right.

So many tries at once gain nothing. After five wrong ones each further try has to wait, longer every time; the count
is kept in the database and outlasts a restart.
"""

from __future__ import annotations

import hashlib
import secrets
from dataclasses import dataclass

from core.domain.calendar import MS_PER_HOUR, MS_PER_SECOND
from core.domain.problems import Problem
from core.storage.accounts import (
    WebSession,
    account,
    drop_expired,
    drop_web_session,
    put_tries,
    put_web_session,
    web_session,
)
from core.storage.brakes import Brake, brake, put_brake
from core.storage.session import SqlSession
from core.usecases.sign_in import TRIES_BEFORE_WAIT, WAITS_SECONDS
from sync_server.office import Office
from sync_server.passwords import is_right, tidy_name

SESSION_LIFE_MS = 12 * MS_PER_HOUR
_STRANGERS_KEPT_MS = 24 * MS_PER_HOUR


@dataclass(frozen=True, slots=True)
class Visitor:
    """Somebody who is signed in. `form_token` has to come with every form they send."""

    name: str
    role: str
    user_code: str
    form_token: str


def sign_in(office: Office, name: str, password: str) -> str:
    """The token of a new sign-in. Raises Problem sign_in_failed, or sign_in_slowed while a try has to wait."""
    name = tidy_name(name)
    now = office.clock.now_ms()
    with office.store.writing() as session:
        drop_expired(session, now)
        known = account(session, name, lock=True)
        if known is not None:
            put_tries(session, name, *_counted(known.failures, known.locked_until, now))
        else:
            _count_stranger(session, name, now)
    if not is_right(known, password):
        raise Problem("sign_in_failed")
    token = secrets.token_urlsafe(32)
    signed_in = WebSession(_hash(token), name, now + SESSION_LIFE_MS, secrets.token_urlsafe(24))
    with office.store.writing() as session:
        put_tries(session, name, 0, 0)
        put_web_session(session, signed_in)
    return token


def sign_out(office: Office, token: str) -> None:
    with office.store.writing() as session:
        drop_web_session(session, _hash(token))


def visitor_of(office: Office, token: str) -> Visitor | None:
    """Who a token belongs to, while its sign-in is good."""
    with office.store.reading() as session:
        signed_in = web_session(session, _hash(token), office.clock.now_ms())
        known = account(session, signed_in.account) if signed_in is not None else None
    if signed_in is None or known is None:
        return None
    return Visitor(known.name, known.role, known.user_code, signed_in.form_token)


def _counted(failures: int, locked_until: int, now: int) -> tuple[int, int]:
    """Failures and lock after one more try; raises Problem sign_in_slowed for a try that comes too early."""
    if now < locked_until:
        raise Problem("sign_in_slowed", seconds=-(-(locked_until - now) // MS_PER_SECOND))
    failures += 1
    over = failures - TRIES_BEFORE_WAIT
    if over < 0:
        return failures, 0
    return failures, now + WAITS_SECONDS[min(over, len(WAITS_SECONDS) - 1)] * MS_PER_SECOND


def _count_stranger(session: SqlSession, name: str, now: int) -> None:
    """Slow a name without an account like one that has, so that nobody learns which names there are."""
    standing = brake(session, f"stranger/{_hash(name)}")
    failures, until = _counted(standing.failures, standing.until, now)
    put_brake(session, Brake(standing.name, failures, until, max(until, now + _STRANGERS_KEPT_MS)), now)


def _hash(token: str) -> str:
    return hashlib.sha256(token.encode("utf-8", "replace")).hexdigest()
