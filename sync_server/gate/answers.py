"""What is answered when something is wrong: tablets get a code of the catalogue as JSON, people a page with a
sentence.

Nothing of the inside leaves: troubles of the database and mistakes of ours are logged whole and answered with one
word.
"""

from __future__ import annotations

import json

from fastapi import Request, Response

from core.domain.problems import Problem

BUSY_SECONDS = 5
UNEXPECTED = "unexpected"
STATUSES = {
    "request_unreadable": 400,
    "request_damaged": 400,
    "protocol_unknown": 400,
    "code_mistyped": 400,
    "bundle_unreadable": 400,
    "bundle_changed": 400,
    "bundle_version_unknown": 400,
    "signature_wrong": 401,
    "bundle_unknown_tablet": 401,
    "tablet_unknown": 401,
    "sign_in_failed": 401,
    "token_unknown": 401,
    "token_scope": 403,
    "cursor_unreadable": 400,
    "lines_unreadable": 400,
    "tablet_revoked": 403,
    "page_missing": 404,
    "record_missing": 404,
    "import_missing": 404,
    "finding_missing": 404,
    "sheet_unknown": 404,
    "trip_unknown": 404,
    "month_unreadable": 404,
    "not_corrected_here": 409,
    "sheet_without_lines": 409,
    "upload_missing": 404,
    "photo_not_here": 404,
    "photo_not_a_picture": 409,
    "chain_broken": 409,
    "history_differs": 409,
    "code_used": 409,
    "bundle_for_another": 409,
    "bundle_key_lost": 409,
    "upload_offset_wrong": 409,
    "code_expired": 410,
    "photo_too_large": 413,
    "request_too_large": 413,
    "file_large": 413,
    "bundle_too_large": 413,
    "sign_in_slowed": 429,
    "upload_hash_wrong": 460,
    UNEXPECTED: 500,
    "server_busy": 503,
    "uploads_full": 507,
    "server_full": 507,
}


def outside(problem: Problem) -> Problem:
    """The problem as it may be told: a locked or lost database is a busy server, one without space a full one, its
    other troubles unexpected.
    """
    if problem.code in ("storage_locked", "storage_unreachable"):
        return Problem("server_busy")
    if problem.code == "storage_full":
        return Problem("server_full")
    return problem if problem.code in STATUSES else Problem(UNEXPECTED)


def status_of(problem: Problem) -> int:
    return STATUSES[outside(problem).code]


def headers_of(problem: Problem) -> dict[str, str]:
    """Retry-After, where trying again later is the way out; a connection with a body left unread is closed."""
    if problem.code in ("request_too_large", "request_unreadable", "request_damaged"):
        return {"connection": "close"}
    if status_of(problem) == 503:
        return {"retry-after": str(BUSY_SECONDS)}
    seconds = problem.details.get("seconds")
    return {"retry-after": str(seconds)} if seconds is not None else {}


def json_problem(problem: Problem, status: int | None = None) -> Response:
    told = outside(problem)
    body = json.dumps({"code": told.code, "details": told.details}, ensure_ascii=False, separators=(",", ":"))
    code = status or status_of(problem)
    return Response(body.encode("utf-8"), code, headers_of(problem), media_type="application/json")


def is_for_tablets(request: Request) -> bool:
    return request.url.path.startswith("/v1/")
