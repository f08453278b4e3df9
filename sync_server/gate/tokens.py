"""Programs that ask: who they are by their token, what it reaches for, and giving and taking tokens.

A token is shown once, when it is made. Each reaches for what those before it do, and for more.
"""

from __future__ import annotations

import secrets
from dataclasses import dataclass

from core.domain.calendar import MS_PER_SECOND
from core.domain.problems import Problem
from core.storage.accounts import accounts
from core.storage.api_tokens import ApiToken, api_token, api_tokens, put_api_token, revoke_api_token, used_api_token
from core.storage.session import SqlSession
from sync_server.gate.secrecy import kept_hash
from sync_server.office import Office

SCOPES = ("read", "personal", "write")
LONGEST_NAME = 60
_PREFIX = "planton_"
_TOUCHED_MS = 60 * MS_PER_SECOND


@dataclass(frozen=True, slots=True)
class Caller:
    """A program that may ask; `user_code` is in whose name it speaks."""

    name: str
    scope: str
    user_code: str

    def reaches(self, scope: str) -> bool:
        return SCOPES.index(self.scope) >= SCOPES.index(scope)


def make_token(office: Office, name: str, scope: str, user_code: str) -> str:
    """The token itself, which nobody sees again. Raises Problem token_incomplete or token_name_taken."""
    name = " ".join(name.split())[:LONGEST_NAME]
    if not name or scope not in SCOPES:
        raise Problem("token_incomplete")
    token = _PREFIX + secrets.token_urlsafe(32)
    with office.store.writing() as session:
        if any(one.name.casefold() == name.casefold() and not one.revoked_at for one in api_tokens(session)):
            raise Problem("token_name_taken", name=name)
        put_api_token(session, ApiToken(kept_hash(token), name, scope, user_code, office.clock.now_ms()))
    return token


def revoke_token(office: Office, token_hash: str) -> None:
    """Take a token; one that was taken before stays so from then on. Raises Problem token_unknown."""
    with office.store.writing() as session:
        known = api_token(session, token_hash)
        if known is None:
            raise Problem("token_unknown")
        if not known.revoked_at:
            revoke_api_token(session, token_hash, office.clock.now_ms())


def caller_of(office: Office, authorization: str) -> Caller:
    """Who asks, by the header of their request. Raises Problem token_unknown."""
    scheme, _, token = authorization.partition(" ")
    key = kept_hash(token.strip())
    with office.store.reading() as session:
        known = api_token(session, key) if scheme.casefold() == "bearer" else None
        is_good = known is not None and not known.revoked_at and not _is_shut_out(session, known.user_code)
    if known is None or not is_good:
        raise Problem("token_unknown")
    now = office.clock.now_ms()
    if now - known.used_at >= _TOUCHED_MS:
        with office.store.writing() as session:
            used_api_token(session, key, now)
    return Caller(known.name, known.scope, known.user_code)


def _is_shut_out(session: SqlSession, user_code: str) -> bool:
    """Whether everything that this person signed in with is locked: then nothing speaks in their name any more."""
    own = [one for one in accounts(session) if one.user_code == user_code]
    return bool(own) and all(one.is_locked for one in own)
