"""POST /v1/bundles: a file that a tablet without a network wrote, brought by one that has it; the answer is the file
that goes back. Whoever brings it can read neither.
"""

from __future__ import annotations

from fastapi import APIRouter, Request, Response

from core.sync.carried.bundle_format import LARGEST_BUNDLE_BYTES
from core.sync.carried.bundles import Heard
from core.sync.wire import packing
from sync_server.gate.bodies import read_body
from sync_server.gate.requests import office_of
from sync_server.office_work import hear_bundle

router = APIRouter()


@router.post("/v1/bundles")
async def bundles(request: Request) -> Response:
    office = office_of(request)
    data = await read_body(request, LARGEST_BUNDLE_BYTES)
    heard: Heard = await office.workers.run(hear_bundle, office, data)
    return Response(heard.reply, media_type=packing.MEDIA_TYPE)
