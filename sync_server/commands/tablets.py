"""`tablet`: which tablets there are, and changing which committees one works for and who works on it; `reset-pin` for
somebody far away who forgot theirs.
"""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from typing import Any

from core.domain.problems import Problem
from core.domain.records import RecordId
from core.domain.sheets import PAYABLE_STATES
from core.domain.tablets import REVOCATION_REASONS, Grant, TabletEnrolled
from core.fold.grants import grant_of
from core.fold.money_rows import Sheet, SheetLine
from core.sync.letting_in.pin_reset import code_for
from core.sync.trust.sealing import own_sealing_key
from core.usecases.office.grants import change_grant
from core.usecases.office.tablets import shut_out
from sync_server.commands.arguments import Commands
from sync_server.commands.clerk import Clerk, clerk_of
from sync_server.commands.names import Names
from sync_server.commands.speaking import tell, told, warn, write
from sync_server.commands.tables import table
from sync_server.settings import Settings, SettingsError

Find = Callable[[Iterable[str]], tuple[RecordId, ...]]
_SEVERAL: Any = {"nargs": "+", "default": [], "action": "extend"}


def register(commands: Commands) -> None:
    """Add the commands of this module."""
    tablet = commands.group("tablet")
    tablet.reading("list", _list)
    one = tablet.either("committees", _committees)
    one.option("tablet", "tablet_by_name", "tablet")
    one.option("--add", "add_committees", "code", **_SEVERAL)
    one.option("--remove", "remove_committees", "code", **_SEVERAL)
    one = tablet.either("users", _users)
    one.option("tablet", "tablet_by_name", "tablet")
    one.option("--add", "add_users", "code", **_SEVERAL)
    one.option("--remove", "remove_users", "code", **_SEVERAL)
    one = commands.writing("revoke", _revoke)
    one.option("tablet", "tablet_by_name", "tablet")
    one.option("--reason", "reason", required=True, choices=REVOCATION_REASONS)
    one = commands.reading("reset-pin", _reset_pin)
    one.option("tablet", "tablet_by_name", "tablet")
    one.option("user", "user_code", "code")
    one.option("challenge", "challenge", "text")


def _list(settings: Settings, chosen: Namespace) -> None:
    with clerk_of(settings, chosen) as clerk, clerk.names() as names:
        rows = [_row(names, identifier) for identifier in names.live(TabletEnrolled.kind)]
    columns = [(told(f"tablets.{name}"), False) for name in ("label", "origin", "committees", "users", "state")]
    write(table(columns, rows) or told("tablets.none"))


def _row(names: Names, identifier: str) -> tuple[str, ...]:
    fact = names.fact(identifier)
    if not isinstance(fact, TabletEnrolled):
        raise TypeError(f"{identifier} is no tablet")
    known = names.session.origin(fact.origin)
    state = told("tablet.revoked" if known is not None and known.revoked else "tablet.good")
    return fact.label, fact.origin, _codes(names, fact.committees), _codes(names, fact.users), state


def _committees(settings: Settings, chosen: Namespace) -> None:
    with clerk_of(settings, chosen) as clerk:
        with clerk.names() as names:
            origin, grant = _grant(names, chosen.tablet)
            committees = _changed(names, grant.committees, chosen, names.committees)
            unpaid = _unpaid_lines(names, origin, set(grant.committees) - set(committees))
        _change(clerk, chosen, origin, replace(grant, committees=committees), "tablets.committees_are")
    if unpaid:
        warn(told("tablets.lines_held", count=f"{unpaid:,d}"))


def _users(settings: Settings, chosen: Namespace) -> None:
    with clerk_of(settings, chosen) as clerk:
        with clerk.names() as names:
            origin, grant = _grant(names, chosen.tablet)
            users = _changed(names, grant.users, chosen, lambda texts: tuple(map(names.user, texts)))
        _change(clerk, chosen, origin, replace(grant, users=users), "tablets.users_are")


def _revoke(settings: Settings, chosen: Namespace) -> None:
    with clerk_of(settings, chosen) as clerk:
        with clerk.names() as names:
            origin = names.holder(chosen.tablet)
        is_new = clerk.act(shut_out, origin, chosen.reason)
        with clerk.names() as names:
            tell("command.revoked" if is_new else "command.revoked_before", tablet=names.holder_label(origin))


def _reset_pin(settings: Settings, chosen: Namespace) -> None:
    """Say the code; whoever runs this answers for having recognised who calls."""
    with clerk_of(settings, chosen) as clerk, clerk.names() as names:
        origin, grant = _grant(names, chosen.tablet)
        user = names.user(chosen.user)
        code, label = names.code(user), names.holder_label(origin)
        if grant.users and user not in grant.users:
            raise Problem("user_not_on_tablet", user=code, tablet=label)
        digits = code_for(names.session, own_sealing_key(names.session), origin, code, chosen.challenge)
        tell("tablets.pin_code", digits=f"{digits[:4]} {digits[4:]}", user=code, tablet=label)


def _grant(names: Names, text: str) -> tuple[str, Grant]:
    origin = names.holder(text)
    grant = grant_of(names.state, origin)
    if grant is None:
        raise Problem("tablet_not_here", origin=text)
    return origin, grant


def _changed(names: Names, here: Sequence[str], chosen: Namespace, find: Find) -> tuple[str, ...]:
    """The ids as they are to be: those that are added may be any of the programme, those that go one of these."""
    gone = [_one_of(names, here, text) for text in chosen.remove]
    kept = [identifier for identifier in here if identifier not in gone]
    return tuple(dict.fromkeys([*kept, *find(chosen.add)]))


def _one_of(names: Names, here: Sequence[str], text: str) -> str:
    wanted = text.strip().casefold()
    found = [key for key in here if wanted in (key.casefold(), names.code(key).casefold())]
    if not found:
        raise SettingsError("tablets.not_among", code=text, known=_codes(names, here) or "—")
    return found[0]


def _unpaid_lines(names: Names, origin: str, committees: set[str]) -> int:
    """How many people of these committees the tablet is still to pay: their names leave it as well."""
    sheets = [sheet for state in PAYABLE_STATES for sheet in names.state.find(Sheet, state)]
    lines = [line for sheet in sheets for line in names.state.find(SheetLine, sheet.id)]
    return sum(line.holder == origin and not line.payout and line.committee in committees for line in lines)


def _change(clerk: Clerk, chosen: Namespace, origin: str, grant: Grant, sentence: str) -> None:
    """State it where anything is to change, and say how it stands."""
    if chosen.add or chosen.remove:
        clerk.require_author()
        office = clerk.office
        change_grant(office.store, office.clock, office.origin, clerk.author, origin, grant)
        office.settle()
    with clerk.names() as names:
        now = grant_of(names.state, origin) or Grant()
        codes = _codes(names, now.committees if sentence == "tablets.committees_are" else now.users)
        tell(sentence, tablet=names.holder_label(origin), codes=codes or "—")
    if chosen.add or chosen.remove:
        tell("tablets.with_next_sync")


def _codes(names: Names, identifiers: Iterable[str]) -> str:
    return ", ".join(sorted(names.code(identifier) for identifier in identifiers))
