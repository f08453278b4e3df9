"""Turning a page's values into HTML, in the visitor's language, with the words and figures written as everywhere
else.

Everything that a template writes is escaped; a value that is missing is an error, not an empty place.
"""

from __future__ import annotations

from datetime import datetime
from functools import partial
from pathlib import Path
from typing import Any

from fastapi import Request, Response
from fastapi.responses import HTMLResponse
from jinja2 import Environment, FileSystemLoader, StrictUndefined

from core.domain.calendar import local_day, local_time
from core.domain.money import format_count, format_soles
from core.domain.problems import LANGUAGES, Language
from sync_server.access import visitor_in
from sync_server.pages.stylesheet import VERSION
from sync_server.requests import office_of
from sync_server.text import DEFAULT_LANGUAGE, day_text, name_of, say, short_day_text

LANGUAGE_COOKIE = "planton_language"
_YEAR_S = 365 * 24 * 3600
_FOLDER = Path(__file__).resolve().parent.parent / "templates"
_TEMPLATES = Environment(
    loader=FileSystemLoader(_FOLDER), autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
)


def render(request: Request, template: str, status: int = 200, **values: Any) -> HTMLResponse:
    """A page; it remembers the language that was asked for in the address."""
    language = language_of(request)
    office = office_of(request)
    now_ms = office.clock.now_ms()
    html = _TEMPLATES.get_template(template).render(
        values,
        t=partial(_say, language),
        name_of=lambda group, code: name_of(group, code, language),
        day=lambda text: day_text(text, language),
        short_day=lambda text: short_day_text(text, local_day(now_ms)[:4], language),
        moment=lambda instant_ms: moment_text(local_time(instant_ms), language),
        clock=lambda instant_ms: f"{local_time(instant_ms):%H:%M}",
        count=format_count,
        soles=format_soles,
        language=language,
        stylesheet_version=VERSION,
        other_language=next(other for other in LANGUAGES if other != language),
        programme=office.store.programme,
        visitor=visitor_in(request),
        now_ms=now_ms,
    )
    response = HTMLResponse(html, status)
    remember_language(request, response)
    return response


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


def moment_text(moment: datetime, language: Language) -> str:
    """`3 dic 2014, 09:00`, in local time."""
    return f"{day_text(moment.date().isoformat(), language)}, {moment:%H:%M}"


def _say(language: Language, key: str, **details: Any) -> str:
    return say(key, language, **details)
