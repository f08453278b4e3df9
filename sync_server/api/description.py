"""GET /api/v1/openapi.json: what programs may ask and how they are answered. A test holds it to the table of routes."""

from __future__ import annotations

from typing import Any

from fastapi import APIRouter, Request, Response
from fastapi.responses import JSONResponse

from core.domain.kinds import KINDS
from core.domain.payouts import RECOVERY_ACTIONS, SUSPENSE_ACTIONS
from core.usecases.office.imports.looking import IMPORTED_KINDS
from sync_server.api.answers import MOST
from sync_server.api.steps import CODES, DRAFT_FIELDS, LISTS, PAYOUT_FIELDS, RECOVERY_FIELDS, SHEET_STEPS
from sync_server.gate.answers import STATUSES

_JSON = "application/json"
_TEXT: dict[str, Any] = {"type": "string"}
_WHOLE: dict[str, Any] = {"type": "integer"}
_ANYTHING: dict[str, Any] = {"type": "object"}
_ALWAYS = ("token_unknown", "token_scope", "unexpected", "server_busy")
_PROBLEM = {"$ref": "#/components/schemas/Problem"}
_LIST = {"$ref": "#/components/schemas/List"}
_OUTCOME = {"$ref": "#/components/schemas/Outcome"}
_ABOUT = (
    "A token reads, reads personal data too, or enters as well; the last takes steps of pay sheets and decides about "
    "payouts too, in the name of the user who has it. A token never approves: whatever needs a second person waits "
    "for one who is signed in at the office's pages and is not the user of the token. Every list comes in parts: "
    "“next” leads to the next one, as the Link header does. With format=csv a part comes as CSV."
)
router = APIRouter()


@router.get("/api/v1/openapi.json")
async def show(_: Request) -> Response:
    return JSONResponse(describe())


def describe() -> dict[str, Any]:
    """The OpenAPI document."""
    lists = {
        "records": ("The records, the latest first", ("kind", "state", "committee", "from_day", "to_day")),
        "committees": ("The committees", ()),
        "members": ("The members with their names: personal data", ("committee",)),
        "sheets": ("The pay sheets", ()),
        "findings": ("What waits for a person", ("committee",)),
        "tablets": ("The tablets", ()),
        "suspense": ("Payouts that wait for somebody to say what they were", ()),
        "recoveries": ("What people were paid too much, by payee and record", ()),
        "approvals": ("Steps that wait for a second person; no token approves one", ()),
    }
    paths: dict[str, Any] = {f"/api/v1/{name}": {"get": _list(*about)} for name, about in lists.items()}
    paths["/api/v1/sheets/{sheet}/lines"] = {
        "parameters": [_in_path("sheet")], "get": _list("The lines of a sheet", (), "sheet_unknown"),
    }  # fmt: skip
    paths["/api/v1/sheets"]["post"] = _step("Draw up a draft", DRAFT_FIELDS, ("fund_missing",), "201")
    paths |= {f"/api/v1/sheets/{{sheet}}/{name}": _sheet_step(name, fields) for name, fields in SHEET_STEPS.items()}
    paths |= {
        "/api/v1/payouts/{payout}/decision": {
            "parameters": [_in_path("payout")],
            "post": _step(
                "Say what a payout in suspense was", PAYOUT_FIELDS, ("payout_unknown",), "201", SUSPENSE_ACTIONS
            ),
        },
        "/api/v1/recoveries/{record}/decision": {
            "parameters": [_in_path("record")],
            "post": _step(
                "Recover or waive what was paid too much", RECOVERY_FIELDS, ("record_missing",), "201", RECOVERY_ACTIONS
            ),
        },
        "/api/v1/records/{record}": _one("record", "get", "One record with what it says", _ANYTHING, "record_missing"),
        "/api/v1/sheets/{sheet}": _one("sheet", "get", "A pay sheet with its lines", _ANYTHING, "sheet_unknown"),
        "/api/v1/figures": {"get": _operation("The totals of each committee", _ANYTHING, ())},
        "/api/v1/imports": {"post": _entering()},
        "/api/v1/imports/{file}/undo": _one(
            "file", "post", "Take back what was entered together", _object(undone=_WHOLE), "import_missing"
        ),
        "/api/v1/openapi.json": {"get": _operation("This description", _ANYTHING, ())},
    }
    return {
        "openapi": "3.1.0",
        "info": {"title": "Plantón", "version": "1", "description": _ABOUT},
        "paths": paths,
        "components": {"schemas": _schemas(), "securitySchemes": {"token": {"type": "http", "scheme": "bearer"}}},
        "security": [{"token": []}],
    }


def _schemas() -> dict[str, Any]:
    following = {"type": ["string", "null"], "description": "where the list goes on; null at its end"}
    problem = _object(code=_TEXT, sentence=_TEXT, details=_ANYTHING)
    many = {"type": "array", "items": _ANYTHING}
    outcome = _object(new=_WHOLE, there=many, wrong=many, findings=many)
    return {"Problem": problem, "List": _object(items=many, next=following), "Outcome": outcome}


def _list(summary: str, chosen: tuple[str, ...], *missing: str) -> dict[str, Any]:
    operation = _operation(summary, _LIST, ("cursor_unreadable", *missing))
    operation["responses"]["200"]["content"]["text/csv"] = {"schema": _TEXT}
    link = {"description": "the address of the next part, as rel=next", "schema": _TEXT}
    operation["responses"]["200"]["headers"] = {"Link": link}
    schemas: dict[str, dict[str, Any]] = dict.fromkeys((*chosen, "next"), _TEXT)
    if "kind" in schemas:
        schemas["kind"] = {"type": "string", "enum": sorted(KINDS)}
    schemas["limit"] = {"type": "integer", "minimum": 1, "maximum": MOST}
    schemas["format"] = {"type": "string", "enum": ["json", "csv"]}
    operation["parameters"] = [
        {"name": name, "in": "query", "required": False, "schema": schema} for name, schema in schemas.items()
    ]
    return operation


def _one(name: str, verb: str, summary: str, answer: dict[str, Any], missing: str) -> dict[str, Any]:
    refusals = (missing,) if verb == "get" else (missing, "office_busy")
    return {"parameters": [_in_path(name)], verb: _operation(summary, answer, refusals)}


def _in_path(name: str) -> dict[str, Any]:
    return {"name": name, "in": "path", "required": True, "schema": _TEXT}


def _sheet_step(name: str, fields: tuple[str, ...]) -> dict[str, Any]:
    step = _step(f"{name.capitalize()} a sheet", fields, ("sheet_unknown", "office_busy"))
    return {"parameters": [_in_path("sheet")], "post": step}


def _step(
    summary: str, fields: tuple[str, ...], refusals: tuple[str, ...], status: str = "200",
    actions: tuple[str, ...] = (),
) -> dict[str, Any]:  # fmt: skip
    """A step about money with what is said with it; whatever keeps it from being taken is a conflict."""
    operation = _operation(summary, _ANYTHING, (*refusals, "request_unreadable", "request_too_large"))
    operation["responses"][status] = operation["responses"].pop("200")
    operation["responses"].setdefault("409", {"description": "Not in order", "content": _json(_PROBLEM)})
    if fields:
        properties = {name: {"type": "array", "items": _TEXT} if name in LISTS else _TEXT for name in fields}
        if actions:
            properties["action"] = {"type": "string", "enum": list(actions)}
        elif "reason" in fields:
            properties["reason"] = {"type": "string", "enum": list(CODES["reason"])}
        said = {"type": "object", "properties": properties, "additionalProperties": False}
        operation["requestBody"] = {"required": True, "content": _json(said)}
    return operation


def _entering() -> dict[str, Any]:
    line = {"type": "object", "additionalProperties": _TEXT}
    lines = {"type": "array", "items": line, "minItems": 1, "maxItems": 5_000}
    asked = _object(kind={"type": "string", "enum": list(IMPORTED_KINDS)}, lines=lines)
    asked["properties"]["trial"] = {"type": "boolean", "description": "only look, and enter nothing"}
    operation = _operation(
        "Enter lines of typed texts, all or none", _OUTCOME, ("lines_unreadable", "request_too_large")
    )
    operation["responses"]["201"] = {"description": "Entered", "content": _json(_OUTCOME)}
    operation["responses"]["409"] = {"description": "A line is wrong; nothing was entered", "content": _json({})}
    operation["requestBody"] = {"required": True, "content": _json(asked)}
    return operation


def _operation(summary: str, answer: dict[str, Any], refusals: tuple[str, ...]) -> dict[str, Any]:
    responses: dict[str, Any] = {"200": {"description": "Done", "content": _json(answer)}}
    for code in (*refusals, *_ALWAYS):
        status = str(STATUSES.get(code, 409))
        response = responses.setdefault(status, {"description": "", "content": _json(_PROBLEM)})
        response["description"] = ", ".join(filter(None, (response["description"], code)))
    return {"summary": summary, "responses": responses}


def _object(**properties: dict[str, Any]) -> dict[str, Any]:
    return {"type": "object", "properties": properties, "required": list(properties)}


def _json(schema: dict[str, Any]) -> dict[str, Any]:
    return {_JSON: {"schema": schema}}
