"""Turning a page's values into HTML, in the visitor's language, with the words and figures written as everywhere
else.

Everything that a template writes is escaped; a value that is missing is an error, not an empty place.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

from fastapi import Request, Response
from fastapi.responses import HTMLResponse
from jinja2 import Environment, FileSystemLoader, StrictUndefined

from core.domain.calendar import local_day, local_time
from core.domain.money import format_count, format_soles
from core.domain.plots import format_hectares
from core.domain.problems import LANGUAGES, Language
from sync_server.exports.sheet_rows import days_text, short_committee
from sync_server.gate.access import may_open, visitor_in
from sync_server.gate.form_tokens import written
from sync_server.gate.requests import office_of
from sync_server.looking.records import count_and_centimos
from sync_server.pages.frame.places import places_for
from sync_server.pages.frame.static import VERSION
from sync_server.text.papers import month_text
from sync_server.text.texts import (
    DEFAULT_LANGUAGE,
    TEXTS,
    day_text,
    finding_sentence,
    name_of,
    reason_text,
    say,
    short_day_text,
    short_month_text,
)

LANGUAGE_COOKIE = "planton_language"
_DONE_COOKIE = "planton_done"
_DONE_S = 60
_PLACES_IN_A_LIST = ("after", "newer_than", "older_than", "void", "measure")
"""What a page says of itself and not of its list: its place in it, and how it is shown."""
_YEAR_S = 365 * 24 * 3600
_FOLDER = Path(__file__).resolve().parents[2] / "templates"
_TEMPLATES = Environment(
    loader=FileSystemLoader(_FOLDER), autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
)


def render(request: Request, template: str, status: int = 200, **values: Any) -> HTMLResponse:
    """A page; it remembers the language that was asked for in the address."""
    language = language_of(request)
    office = office_of(request)
    now_ms = office.clock.now_ms()
    visitor = visitor_in(request)
    done = request.cookies.get(_DONE_COOKIE, "")
    html = _TEMPLATES.get_template(template).render(
        values,
        t=partial(_say, language),
        name_of=lambda group, code: name_of(group, code, language),
        reason_of=lambda kind, reason: reason_text(kind, reason, language),
        day=lambda text: day_text(text, language),
        month=lambda text: month_text(text, language),
        short_month=lambda text: short_month_text(text, language),
        short_day=lambda text: short_day_text(text, local_day(now_ms)[:4], language),
        moment=lambda instant_ms: moment_text(local_time(instant_ms), language),
        local_day=local_day,
        clock=lambda instant_ms: f"{local_time(instant_ms):%H:%M}",
        count=format_count,
        soles=format_soles,
        hectares=format_hectares,
        days=days_text,
        short=lambda committee: short_committee(committee, language),
        language=language,
        static_version=VERSION,
        other_language=next(other for other in LANGUAGES if other != language),
        programme=office.store.programme,
        visitor=replace(visitor, form_token=written(visitor.form_token)) if visitor else None,
        here=request.url.path,
        may_see=lambda path: may_open(path, visitor.role if visitor else ""),
        may_post=lambda path: may_open(path, visitor.role if visitor else "", "POST"),
        places=places_for(visitor.role) if visitor else ((), ()),
        figures=count_and_centimos,
        same_page=lambda **more: _same_page(request, more),
        as_file=lambda path, ending: _as_file(request, path, ending),
        finding=lambda rule, numbers: finding_sentence(rule, numbers, language),
        now_ms=now_ms,
        done=_say(language, done) if done in TEXTS else "",
    )
    response = HTMLResponse(html, status)
    if done:
        response.delete_cookie(_DONE_COOKIE)
    remember_language(request, response)
    return response


def _same_page(request: Request, more: dict[str, str]) -> str:
    """The address of this page with something else in it, such as the language; all that was chosen stays chosen."""
    return "?" + urlencode({**request.query_params, **more})


def _as_file(request: Request, path: str, ending: str) -> str:
    """The address of the whole list at a path as a file, with what this page has chosen of it."""
    chosen = {name: said for name, said in request.query_params.items() if said and name not in _PLACES_IN_A_LIST}
    return f"{path}.{ending}" + (f"?{urlencode(chosen)}" if chosen else "")


def language_of(request: Request) -> Language:
    """The language asked for in the address, or else the one remembered, or else Spanish."""
    for asked in (request.query_params.get("lang"), request.cookies.get(LANGUAGE_COOKIE)):
        for language in LANGUAGES:
            if asked == language:
                return language
    return DEFAULT_LANGUAGE


def remember_language(request: Request, response: Response) -> None:
    if request.query_params.get("lang") in LANGUAGES:
        secure = office_of(request).secure_cookies
        response.set_cookie(
            LANGUAGE_COOKIE, language_of(request), max_age=_YEAR_S, httponly=True, samesite="lax", secure=secure
        )


def remember_done(request: Request, response: Response, key: str) -> None:
    """Let the page to which an answer leads say once what has been done; `key` is that of its text."""
    if key:
        secure = office_of(request).secure_cookies
        response.set_cookie(_DONE_COOKIE, key, max_age=_DONE_S, httponly=True, samesite="strict", secure=secure)


def moment_text(moment: datetime, language: Language) -> str:
    """`3 dic 2014, 09:00`, in local time."""
    return f"{day_text(moment.date().isoformat(), language)}, {moment:%H:%M}"


def _say(language: Language, key: str, **details: Any) -> str:
    return say(key, language, **details)
