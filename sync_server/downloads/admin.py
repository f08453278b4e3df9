"""Lists of what the office runs with: tablets, accounts, tokens of programs. No secret is in any of them."""

from __future__ import annotations

from core.storage.api_tokens import api_tokens
from sync_server.downloads.listing import Asked, Column, Listing, code, count, flag, moment, text
from sync_server.looking.accounts import account_lines
from sync_server.looking.tablets import tablets_in

_BETWEEN = "; "


def tablets(asked: Asked) -> Listing:
    """Every tablet that was let in, those in use first."""
    with asked.office.store.reading() as session:
        found = tablets_in(session, asked.office.contacts)

    def named(column: str) -> Column:
        return text(
            f"{column}_names",
            lambda one: _BETWEEN.join(found.names.get(key, key) for key in getattr(one, column)),
        )

    columns = (
        text("origin", lambda one: one.origin),
        text("label", lambda one: one.label),
        named("committees"),
        named("users"),
        moment("last_contact", lambda one: one.last_contact),
        count("records", lambda one: one.records),
        count("unpaid_lines", lambda one: one.unpaid),
        text("sheet_numbers", lambda one: _BETWEEN.join(str(number) for _, number in one.sheets)),
        flag("revoked", lambda one: one.revoked),
    )
    return Listing("tablets", "overview.tablets", columns, [found.tablets])


_ACCOUNT = (
    text("account", lambda one: one.account.name),
    text("user_code", lambda one: one.account.user_code),
    text("user_name", lambda one: one.user),
    code("role", "role", lambda one: one.account.role),
    flag("locked", lambda one: one.account.is_locked),
    flag("one_time_password", lambda one: one.account.is_one_time),
    count("signed_in", lambda one: one.places),
)


def accounts(asked: Asked) -> Listing:
    with asked.office.store.reading() as session:
        lines = account_lines(session, asked.office.clock.now_ms())
    return Listing("accounts", "accounts.title", _ACCOUNT, [lines])


_TOKEN = (
    text("name", lambda one: one.name),
    code("scope", "scope", lambda one: one.scope),
    text("user_code", lambda one: one.user_code),
    moment("made_at", lambda one: one.made_at),
    moment("used_at", lambda one: one.used_at),
    moment("revoked_at", lambda one: one.revoked_at),
)


def tokens(asked: Asked) -> Listing:
    with asked.office.store.reading() as session:
        return Listing("api-tokens", "tokens.title", _TOKEN, [list(api_tokens(session))])
