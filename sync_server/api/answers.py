"""How programs are answered: lists with a place to go on from, and what is wrong as a code with its sentence."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from typing import Any
from urllib.parse import urlencode

from fastapi import Request, Response
from fastapi.responses import JSONResponse

from core.domain.problems import Language, Problem, sentence
from sync_server.exports.spreadsheets import SPREADSHEET_MARK, csv_line
from sync_server.gate.answers import STATUSES, headers_of, outside

PREFIX = "/api/"
_REFUSED = 409
MOST = 500
USUAL = 100


def is_for_programs(request: Request) -> bool:
    return request.url.path.startswith(PREFIX)


def language_wished(request: Request) -> Language:
    """English for whoever asks for it, else Spanish."""
    return "en" if request.headers.get("accept-language", "").strip().casefold().startswith("en") else "es"


def told(problem: Problem, language: Language) -> dict[str, Any]:
    words = sentence(problem.code, language, problem.details)
    return {"code": problem.code, "sentence": words, "details": problem.details}


def api_problem(request: Request, problem: Problem, status: int = 0) -> Response:
    """What is wrong. A rule that speaks against something is a conflict; troubles of ours are told as to anybody."""
    is_ours = problem.code.startswith("storage_")
    if is_ours or problem.code in STATUSES:
        problem = outside(problem)
    answered = status or STATUSES.get(problem.code, _REFUSED)
    return JSONResponse(told(problem, language_wished(request)), answered, headers_of(problem) if not status else None)


def listed(request: Request, items: Sequence[Mapping[str, Any]], following: str | None) -> Response:
    """A part of a list as JSON, or as CSV where that is asked for; a Link leads to the next part, none at the end."""
    headers = {"link": f'<{_following(request, following)}>; rel="next"'} if following is not None else {}
    if request.query_params.get("format") != "csv":
        return JSONResponse({"items": list(items), "next": following}, headers=headers)
    flat = [dict(_flat(item)) for item in items]
    columns = list(dict.fromkeys(name for one in flat for name in one))
    lines = [csv_line(columns), *(csv_line([one.get(name, "") for name in columns]) for one in flat)] if flat else []
    return Response(SPREADSHEET_MARK + "".join(lines), media_type="text/csv; charset=utf-8", headers=headers)


def _following(request: Request, following: str) -> str:
    """The address of a list's next part, asked for as this one was."""
    return f"{request.url.path}?{urlencode({**request.query_params, 'next': following})}"


def _flat(item: Mapping[str, Any], before: str = "") -> Iterator[tuple[str, str | int]]:
    """An item's cells: what stands in an object of it is named after that, what stands in a list is written as JSON."""
    for name, value in item.items():
        if isinstance(value, Mapping):
            yield from _flat(value, f"{before}{name}.")
        elif isinstance(value, list | tuple):
            yield before + name, json.dumps(value, ensure_ascii=False)
        elif isinstance(value, int) and not isinstance(value, bool):
            yield before + name, value
        else:
            yield before + name, "" if value is None else str(value).lower() if isinstance(value, bool) else str(value)


def limit_of(request: Request) -> int:
    """How many lines are wished at once, within bounds."""
    text = request.query_params.get("limit", "")
    wished = int(text) if text.isascii() and text.isdecimal() and len(text) < 6 else USUAL
    return min(MOST, max(1, wished))


def after_of(request: Request) -> str:
    return request.query_params.get("next", "")[:200]


def page_of(
    items: Sequence[Mapping[str, Any]], after: str, limit: int, place: str = "id"
) -> tuple[list[Mapping[str, Any]], str | None]:
    """A part of a list that is read whole, behind the line with this place. Raises Problem cursor_unreadable."""
    start = 0
    if after:
        places = [str(item[place]) for item in items]
        if after not in places:
            raise Problem("cursor_unreadable", text=after)
        start = places.index(after) + 1
    part = list(items[start : start + limit])
    return part, str(part[-1][place]) if start + limit < len(items) and part else None
