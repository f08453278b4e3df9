"""What programs enter: lines of typed texts, through the same door as a spreadsheet, as one step that can be undone."""

from __future__ import annotations

import json
import secrets
from typing import Any

from fastapi import APIRouter, Request, Response
from fastapi.responses import JSONResponse

from core.domain.calendar import MS_PER_HOUR
from core.domain.problems import Language, Problem
from core.usecases.office.imports.entering import enter, keep_file, preview, undo
from core.usecases.office.imports.looking import IMPORTED_KINDS, Line, Preview
from core.usecases.ports import ImportedFile
from sync_server.api.answers import language_wished, told
from sync_server.gate.access import caller_in
from sync_server.gate.bodies import read_body
from sync_server.gate.requests import office_of
from sync_server.imports.columns import columns_of
from sync_server.office import Office
from sync_server.text.texts import spoken

LARGEST_BYTES = 4_000_000
LARGEST_LINES = 5_000
_KEPT_MS = 24 * MS_PER_HOUR
_ID_BYTES = 8
router = APIRouter()


@router.post("/api/v1/imports")
async def enter_lines(request: Request) -> Response:
    """Look at lines, and enter them unless it is only a trial or one of them is wrong."""
    body = await read_body(request, LARGEST_BYTES)
    office, caller, language = office_of(request), caller_in(request), language_wished(request)

    def work(office: Office) -> tuple[int, dict[str, Any]]:
        kind, lines, is_trial = _asked(body)
        seen = preview(office.store, office.clock, office.origin, caller.user_code, kind, lines, spoken(language))
        answer = _answer(seen, language)
        if is_trial or seen.wrong or not seen.new:
            return 409 if seen.wrong and not is_trial else 200, answer
        now = office.clock.now_ms()
        file = ImportedFile(secrets.token_hex(_ID_BYTES), kind, caller.name, caller.user_code, now, 0, len(lines))
        keep_file(office.store, file, now - _KEPT_MS)
        number = len(seen.new)
        enter(
            office.store, office.clock, office.origin, caller.user_code, file, lines, spoken(language), number
        )  # fmt: skip
        office.settle()
        with office.store.reading() as session:
            entered = [{"line": place, "record": record} for place, record in session.imports().lines(file.id)]
        return 201, answer | {"import": file.id, "entered": entered}

    status, answer = await office.workers.run(work, office)
    return JSONResponse(answer, status)


@router.post("/api/v1/imports/{file}/undo")
async def undo_lines(request: Request, file: str) -> Response:
    """Void whatever came of lines that were entered together and has nothing standing on it."""
    office, caller = office_of(request), caller_in(request)

    def work(office: Office) -> int:
        with office.store.reading() as session:
            known = session.imports().file(file)
        if known is None:
            raise Problem("import_missing")
        number = undo(office.store, office.clock, office.origin, caller.user_code, file)
        office.settle()
        return number

    return JSONResponse({"undone": await office.workers.run(work, office)})


def _asked(body: bytes) -> tuple[str, list[Line], bool]:
    """Kind, lines and whether it is a trial. Raises Problem lines_unreadable."""
    try:
        asked = json.loads(body)
    except (ValueError, RecursionError) as error:
        raise Problem("lines_unreadable") from error
    kind = asked.get("kind") if isinstance(asked, dict) else None
    given = asked.get("lines") if isinstance(asked, dict) else None
    if not isinstance(kind, str) or kind not in IMPORTED_KINDS or not isinstance(given, list):
        raise Problem("lines_unreadable")
    known = {spec.name for spec in columns_of(kind)}
    if not 0 < len(given) <= LARGEST_LINES or not all(_is_line(line, known) for line in given):
        raise Problem("lines_unreadable")
    return kind, [Line(number, line, {}) for number, line in enumerate(given, start=1)], asked.get("trial") is True


def _is_line(line: Any, known: set[str]) -> bool:
    return (
        isinstance(line, dict) and line.keys() <= known and all(_is_clean(text) for text in line.values())
    )  # fmt: skip


def _is_clean(text: Any) -> bool:
    """A text that can be written as UTF-8: JSON may name halves of letters."""
    return isinstance(text, str) and not any("\ud800" <= letter <= "\udfff" for letter in text)


def _answer(seen: Preview, language: Language) -> dict[str, Any]:
    return {
        "new": len(seen.new),
        "there": [{"line": one.line.number, "record": one.record} for one in seen.seen if one.record],
        "wrong": [
            {"line": one.line.number, "field": name, **told(problem, language)}
            for one in seen.wrong
            for name, problem in one.problems.items()
        ],
        "findings": [
            {"line": one.line.number, "rule": finding.rule, "action": finding.action, "numbers": dict(finding.numbers)}
            for one in seen.seen
            for finding in one.findings
        ],
    }
