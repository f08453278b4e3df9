"""POST /v1/bundles: a file that a tablet without a network wrote, brought by one that has it; the answer is the file
that goes back. Whoever brings it can read neither.
"""

from __future__ import annotations

from fastapi import APIRouter, Request, Response

from core.sync import wire
from core.sync.bundle_format import LARGEST_BUNDLE_BYTES
from core.sync.bundles import Heard
from sync_server.bodies import read_body
from sync_server.office_work import hear_bundle
from sync_server.requests import office_of

router = APIRouter()


@router.post("/v1/bundles")
async def bundles(request: Request) -> Response:
    office = office_of(request)
    data = await read_body(request, LARGEST_BUNDLE_BYTES)
    heard: Heard = await office.workers.run(hear_bundle, office, data)
    return Response(heard.reply, media_type=wire.MEDIA_TYPE)
