"""GET /v1/openapi.json: what may be asked under /v1 and how it is answered, for programs that want to know.

It is written by hand, since the conversation's bodies are bytes that no web framework can describe; a test holds it to
the table of routes. Do not put the pages for people in here.
"""

from __future__ import annotations

from typing import Any

from fastapi import APIRouter, Request, Response
from fastapi.responses import JSONResponse

from core.sync.photos import tus
from core.sync.wire import packing
from core.sync.wire.messages import PROTOCOL
from sync_server.gate.answers import STATUSES

_JSON = "application/json"
_TEXT: dict[str, Any] = {"type": "string"}
_WHOLE: dict[str, Any] = {"type": "integer", "minimum": 0}
_TEXTS: dict[str, Any] = {"type": "array", "items": _TEXT}
_BYTES: dict[str, Any] = {"type": "string", "format": "binary"}
_PROBLEM = {"$ref": "#/components/schemas/Problem"}
_REFUSED_FILE = (
    "request_unreadable", "protocol_unknown", "signature_wrong", "tablet_unknown", "upload_missing",
    "upload_offset_wrong", "upload_hash_wrong", "photo_too_large", "uploads_full",
)  # fmt: skip
_ALWAYS = ("unexpected", "server_busy", "server_full")
router = APIRouter()


@router.get("/v1/openapi.json")
async def show(_: Request) -> Response:
    return JSONResponse(describe())


def describe() -> dict[str, Any]:
    """The OpenAPI document."""
    knock = _object(code=_TEXT, public_key=_TEXT, signature=_TEXT)
    origin: dict[str, Any] = {"origin": _TEXT, "server_origin": _TEXT, "server_key": _TEXT, "label": _TEXT}
    welcome = _object(programme=_TEXT, committees=_TEXTS, users=_TEXTS, time_ms=_WHOLE, **origin)
    hello = _object(planton=_WHOLE, protocol=_WHOLE, programme=_TEXT, origin=_TEXT)
    refused_knock = (
        "request_unreadable", "code_mistyped", "signature_wrong", "code_used", "code_expired", "request_too_large",
        "sign_in_slowed",
    )  # fmt: skip
    refused_turn = (
        "request_unreadable", "request_damaged", "protocol_unknown", "signature_wrong", "tablet_unknown",
        "chain_broken", "history_differs", "request_too_large",
    )  # fmt: skip
    refused_bundle = (
        "bundle_unreadable", "bundle_changed", "bundle_version_unknown", "bundle_unknown_tablet", "bundle_for_another",
        "bundle_key_lost", "bundle_too_large", "chain_broken", "history_differs", "request_too_large",
    )  # fmt: skip
    return {
        "openapi": "3.1.0",
        "info": {"title": "Plantón", "version": str(PROTOCOL)},
        "paths": {
            "/v1/hello": {"get": _operation("Which server this is", _json(hello), ())},
            "/v1/enrol": {
                "post": _operation("Let a tablet in by its one-time code", _json(welcome), refused_knock, _json(knock))
            },
            "/v1/sync": {
                "post": _operation("One turn of the conversation", _bytes(), refused_turn, _bytes()),
            },
            "/v1/bundles": {
                "post": _operation("A tablet's file, and the file that goes back", _bytes(), refused_bundle, _bytes()),
            },
            "/v1/epochs": {
                "post": _operation(
                    "Which epochs this server began, for a tablet that sees another past; its last checkpoint",
                    _json(_object(epochs=_TEXTS, checkpoint=_TEXT, sum=_WHOLE)),
                    ("request_unreadable", "request_damaged", "request_too_large"),
                    _bytes(),
                ),
            },
            "/v1/offers": {
                "post": _operation(
                    "A part of what a restored server has lost, under the former server's signature",
                    _json(_object(records=_WHOLE, in_order=_WHOLE)),
                    ("request_unreadable", "request_damaged", "history_differs", "request_too_large"),
                    _bytes(),
                ),
            },
            "/v1/files": {
                "options": _operation("What this server can do of tus 1.0", None, (), status="204"),
                "post": _operation(
                    "Begin to send a photo, or hear how much of it is here", None, _REFUSED_FILE, status="201"
                ),
            },
            "/v1/files/{photo}": _one_file(),
            "/v1/openapi.json": {"get": _operation("This description", _json({"type": "object"}), ())},
        },
        "components": {"schemas": {"Problem": _object(code=_TEXT, details={"type": "object"})}},
    }


def _one_file() -> dict[str, Any]:
    """The verbs of tus for one photo; PATCH and the others may also be asked by POST with X-HTTP-Method-Override."""
    photo = {"name": "photo", "in": "path", "required": True, "schema": _TEXT}
    return {
        "parameters": [photo],
        "head": _operation("How many bytes of a photo are here", None, _REFUSED_FILE),
        "patch": _operation("The next bytes of a photo", None, _REFUSED_FILE, _part(), status="204"),
        "delete": _operation("Give a photo up that is not whole", None, _REFUSED_FILE, status="204"),
        "post": _operation("One of these by another verb", None, _REFUSED_FILE, _part(), status="204"),
    }


def _part() -> dict[str, Any]:
    return {tus.PART_TYPE: {"schema": _BYTES}}


def _operation(
    summary: str, answer: dict[str, Any] | None, refusals: tuple[str, ...], asked: dict[str, Any] | None = None,
    status: str = "200",
) -> dict[str, Any]:  # fmt: skip
    responses: dict[str, Any] = {status: {"description": "Done"} | ({} if answer is None else {"content": answer})}
    for code in (*refusals, *_ALWAYS):
        response = responses.setdefault(str(STATUSES[code]), {"description": "", "content": _json(_PROBLEM)})
        response["description"] = ", ".join(filter(None, (response["description"], code)))
    operation: dict[str, Any] = {"summary": summary, "responses": responses}
    if asked is not None:
        operation["requestBody"] = {"required": True, "content": asked}
    return operation


def _object(**properties: dict[str, Any]) -> dict[str, Any]:
    return {"type": "object", "properties": properties, "required": list(properties)}


def _json(schema: dict[str, Any]) -> dict[str, Any]:
    return {_JSON: {"schema": schema}}


def _bytes() -> dict[str, Any]:
    return {packing.MEDIA_TYPE: {"schema": _BYTES}}
