"""Who opened what with personal data in it and when, the latest first; for those who look after the others.

An address holds what somebody searched for, which can be a DNI. Whoever may not see a whole one sees its last digits.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import parse_qsl, unquote_plus, urlencode

from fastapi import APIRouter, Request, Response

from core.domain.calendar import add_days, day_began_ms
from core.domain.identity import mask_dni
from core.domain.problems import Language
from core.domain.records import is_day
from core.fold.rows import Thing
from core.storage.personal_access import (
    AccessFilter,
    PersonalAccess,
    accesses,
    accesses_number,
    who_looked,
)
from core.storage.session import SqlSession
from sync_server.gate.access import TOKEN_MARK, signed_in
from sync_server.gate.requests import office_of
from sync_server.office import Office
from sync_server.pages.frame.places import place_of_address
from sync_server.pages.frame.rendering import language_of, render
from sync_server.pages.told.history import MASKED_FOR
from sync_server.pages.told.named import names_of
from sync_server.text.texts import TEXTS, name_of, say

PAGE = 50
LONGEST = 500
_LAST_DAY = "9999-12-31"
_RECORD = re.compile(r"\b[A-Z2-7]{6}-[0-9]{1,15}\b")
_IN_WORDS = ("kind", "state", "action")
"""What is asked for by codes that have words."""
_MOMENT = re.compile(r"[0-9]{1,15}")
_DNI = re.compile(r"(?<![0-9])[0-9]{8}(?![0-9])")
router = APIRouter()


@dataclass(frozen=True, slots=True)
class AccessLine:
    """`place` is the word for where the page stands, `address` what was asked for, as one reads it: records by what
    they are called; `page` is the address itself.
    """

    happened_at: int
    who: str
    role: str
    place: str
    address: str
    page: str


@dataclass(frozen=True, slots=True)
class AccessPage:
    """`following` is the address of the next page without its path, empty on the last one; `is_wrong` is whether a day
    was typed that is none.
    """

    account: str
    from_day: str
    to_day: str
    is_wrong: bool
    lines: tuple[AccessLine, ...]
    number: int
    accounts: tuple[tuple[str, str], ...]
    following: str
    is_first: bool


@router.get("/accesses")
async def show(request: Request) -> Response:
    office, masked = office_of(request), signed_in(request).role == MASKED_FOR
    asked = dict(request.query_params)
    page = await office.workers.run(look, office, asked, language_of(request), masked=masked)
    return render(request, "accesses/list.html", page=page)


def look(office: Office, asked: Mapping[str, str], language: Language, *, masked: bool) -> AccessPage:
    """The accesses that an address asks for; what is no day does not filter."""
    account = asked.get("account", "")[:LONGEST]
    typed = [asked.get(name, "").strip() for name in ("from_day", "to_day")]
    from_day, to_day = (day if is_day(day) else "" for day in typed)
    chosen = AccessFilter(
        account,
        day_began_ms(from_day) if from_day else None,
        day_began_ms(add_days(to_day, 1)) if to_day and to_day < _LAST_DAY else None,
    )
    before = _place(asked)
    with office.store.reading() as session:
        found = accesses(session, PAGE + 1, chosen, before)
        number, known = accesses_number(session, chosen), who_looked(session)
        shown = found[:PAGE]
        names = _names(session, shown, language)
    following = ""
    if len(found) > PAGE:
        last = shown[-1]
        said = {"account": account, "from_day": from_day, "to_day": to_day}
        place = {"at": str(last.happened_at), "who": last.account, "after": last.page}
        following = urlencode({name: value for name, value in (said | place).items() if value})
    return AccessPage(
        account, from_day, to_day, any(typed) and [from_day, to_day] != typed,
        tuple(_line(one, names, language, masked=masked) for one in shown), number,
        tuple((name, _named(name, language)) for name in known), following, before is None,
    )  # fmt: skip


def _place(asked: Mapping[str, str]) -> PersonalAccess | None:
    """The access behind which a page goes on."""
    moment = asked.get("at", "")
    if not _MOMENT.fullmatch(moment) or not asked.get("after"):
        return None
    return PersonalAccess(int(moment), asked.get("who", "")[:LONGEST], "", asked["after"][:LONGEST])


def _names(session: SqlSession, shown: Sequence[PersonalAccess], language: Language) -> dict[str, str]:
    """What the records are called that these addresses name: people by their codes, since whoever looks after others
    need not know whom they looked at.
    """
    state = session.state()
    known = {key for one in shown for key in _RECORD.findall(one.page)}
    state.read_ahead(Thing, sorted(known))
    things = [thing for key in sorted(known) if (thing := state.get(Thing, key)) is not None and thing.code]
    return names_of(state, known, language) | {
        thing.id: f"{name_of('kind', thing.kind, language)} {thing.code}" for thing in things
    }


def _line(one: PersonalAccess, names: Mapping[str, str], language: Language, *, masked: bool) -> AccessLine:
    path, _, query = one.page.partition("?")
    place = place_of_address(path)
    words = [_said(name, value, language) for name, value in parse_qsl(query)]
    whole = unquote_plus(path) + (f"?{'&'.join(words)}" if words else "")
    address = _RECORD.sub(lambda found: names.get(found[0], found[0]), whole)
    page = one.page
    if masked:
        address, page = (_DNI.sub(lambda found: mask_dni(found[0]), text) for text in (address, unquote_plus(page)))
    group = "scope" if one.account.startswith(TOKEN_MARK) and f"scope.{one.role}" in TEXTS else "role"
    word = say(place.word if place else "accesses.other", language)
    return AccessLine(
        one.happened_at, _named(one.account, language), name_of(group, one.role, language), word, address, page
    )


def _said(name: str, value: str, language: Language) -> str:
    """One thing that was asked for, its value by the word that people have for it."""
    return f"{name}={name_of(name, value, language) if name in _IN_WORDS else value}"


def _named(account: str, language: Language) -> str:
    if account.startswith(TOKEN_MARK):
        return say("accesses.program", language, name=account.removeprefix(TOKEN_MARK))
    return account
