"""/v1/files: photos come in by tus 1.0, resumable at every byte; see core.sync.photos.lane for what is taken and why.

Every answer says which version of tus it speaks, and everything refused says why in a sentence of the catalogue.
"""

from __future__ import annotations

import json
from collections.abc import Awaitable, Callable

from fastapi import APIRouter, Request, Response

from core.domain.bodies import is_side_hash
from core.domain.problems import Problem, sentence
from core.sync.photos import lane, tus
from sync_server.gate.answers import headers_of, outside, status_of
from sync_server.gate.bodies import read_body, read_part
from sync_server.gate.requests import office_of
from sync_server.office import Office
from sync_server.text.texts import DEFAULT_LANGUAGE

ONE_FILE = tus.PATH + "/{photo}"
_HEADS = {"Tus-Resumable": tus.VERSION}
_VERSION_HEADS = {"Tus-Version": tus.VERSION}
_UNFINISHED_HEADS = {"Cache-Control": "no-store"}
_NOT_THIS_VERSION, _NOT_THIS_MEDIA_TYPE = 412, 415
router = APIRouter()
Work = Callable[[Office, Request], Awaitable[Response]]


@router.options(tus.PATH)
async def describe(_: Request) -> Response:
    """What this server can do."""
    able = {"Tus-Extension": tus.EXTENSIONS, "Tus-Max-Size": str(lane.LARGEST_PHOTO_BYTES)}
    return Response(status_code=204, headers=_HEADS | _VERSION_HEADS | able)


@router.post(tus.PATH)
async def create(request: Request) -> Response:
    return await _answered(request, _create)


@router.head(ONE_FILE)
async def tell(request: Request) -> Response:
    return await _answered(request, _tell)


@router.patch(ONE_FILE)
async def append(request: Request) -> Response:
    return await _answered(request, _append)


@router.delete(ONE_FILE)
async def give_up(request: Request) -> Response:
    return await _answered(request, _give_up)


@router.post(ONE_FILE)
async def overridden(request: Request) -> Response:
    """For networks that let no other methods through."""
    asked = request.headers.get("x-http-method-override", "").upper()
    return await _answered(request, {"PATCH": _append, "DELETE": _give_up, "HEAD": _tell}.get(asked, _no_such))


async def _answered(request: Request, work: Work) -> Response:
    """What the work answers, or its problem in tus's numbers and our words."""
    if request.headers.get("tus-resumable") != tus.VERSION:
        theirs = request.headers.get("tus-resumable", "—")[:20]
        problem = Problem("protocol_unknown", theirs=tus.VERSION, ours=theirs)
        return _told(problem, _NOT_THIS_VERSION, _VERSION_HEADS)
    try:
        return await work(office_of(request), request)
    except Problem as problem:
        if outside(problem).code == "unexpected":
            raise
        return _told(problem, status_of(problem))


async def _create(office: Office, request: Request) -> Response:
    await read_body(request, 0)
    heading = tus.read_creation(request.headers)
    standing = await office.workers.run(lane.begin, office.store, office.clock, heading)
    # Relative to the collection, so that it is right behind a proxy that adds a path.
    place = {"Location": f"{tus.PATH.rpartition('/')[2]}/{heading.hash}", "Upload-Offset": str(standing.offset)}
    return Response(status_code=201 if standing.is_new else 200, headers=_HEADS | place)


async def _tell(office: Office, request: Request) -> Response:
    origin, signature = tus.read_credential(request.headers)
    standing = await office.workers.run(lane.standing_of, office.store, origin, _photo(request), signature)
    told = {"Upload-Offset": str(standing.offset), "Upload-Length": str(standing.length)}
    return Response(status_code=200, headers=_HEADS | _UNFINISHED_HEADS | told)


async def _append(office: Office, request: Request) -> Response:
    data = await read_part(request, lane.LARGEST_PHOTO_BYTES)
    if request.headers.get("content-type", "").partition(";")[0].strip() != tus.PART_TYPE:
        return _told(Problem("request_unreadable"), _NOT_THIS_MEDIA_TYPE)
    origin, signature = tus.read_credential(request.headers)
    offset = tus.read_number(request.headers.get("upload-offset"))
    standing = await office.workers.run(
        lane.add_part, office.store, office.clock, origin, _photo(request), signature, offset, data
    )
    return Response(status_code=204, headers=_HEADS | {"Upload-Offset": str(standing.offset)})


async def _give_up(office: Office, request: Request) -> Response:
    origin, signature = tus.read_credential(request.headers)
    await office.workers.run(lane.give_up, office.store, origin, _photo(request), signature)
    return Response(status_code=204, headers=_HEADS)


async def _no_such(_: Office, request: Request) -> Response:
    await read_body(request, lane.LARGEST_PHOTO_BYTES)
    raise Problem("request_unreadable")


def _photo(request: Request) -> str:
    """The hash in the path. Raises Problem upload_missing for what is none: a database may not even be asked for it."""
    photo = str(request.path_params["photo"])
    if not is_side_hash(photo):
        raise Problem("upload_missing")
    return photo


def _told(problem: Problem, status: int, heads: dict[str, str] | None = None) -> Response:
    told = outside(problem)
    body = {"code": told.code, "details": told.details, "sentence": sentence(told.code, DEFAULT_LANGUAGE, told.details)}
    offset = told.details.get("offset")
    at = {} if offset is None else {"Upload-Offset": str(offset)}
    text = json.dumps(body, ensure_ascii=False, separators=(",", ":")).encode("utf-8")
    every = _HEADS | _UNFINISHED_HEADS | headers_of(problem) | at | (heads or {})
    return Response(text, status, every, media_type="application/json")
