"""One photo of a record, whole, as it was taken. Whoever opens one is written down, each time anew.

A browser keeps the bytes but asks before it shows them again, so that nobody sees them from its memory who may not.
"""

from __future__ import annotations

from fastapi import APIRouter, Request, Response

from core.domain.bodies import is_side_hash
from core.domain.problems import Problem
from core.domain.records import is_record_id
from core.storage.reads.photos import picture_of
from sync_server.gate.requests import office_of
from sync_server.office import Office

_HEADERS = {"cache-control": "private, no-cache", "cross-origin-resource-policy": "same-origin"}
_NOT_MODIFIED = 304
router = APIRouter()


@router.get("/records/{record}/photos/{photo}")
async def show(request: Request, record: str, photo: str) -> Response:
    office = office_of(request)
    if not is_record_id(record) or not is_side_hash(photo):
        raise Problem("photo_not_here")
    data = await office.workers.run(look, office, record, photo)
    name = f"planton-{record}-{photo[:8]}.jpg"
    headers = {**_HEADERS, "etag": f'"{photo}"', "content-disposition": f'inline; filename="{name}"'}
    if headers["etag"] in request.headers.get("if-none-match", ""):
        return Response(status_code=_NOT_MODIFIED, headers=headers)
    return Response(data, media_type="image/jpeg", headers=headers)


def look(office: Office, record: str, photo: str) -> bytes:
    """Raises Problem photo_not_here or photo_not_a_picture."""
    with office.store.reading() as session:
        return picture_of(session.connection, session.programme, record, photo)
