"""POST /v1/sync: one turn of the conversation with a tablet, both directions in one request."""

from __future__ import annotations

from dataclasses import replace

from fastapi import APIRouter, Request, Response

from core.sync.turns.answering import give_answer
from core.sync.wire import packing
from core.sync.wire.messages import LARGEST_REQUEST_BYTES
from sync_server.gate.bodies import read_body
from sync_server.gate.requests import office_of
from sync_server.office import Office

router = APIRouter()


@router.post("/v1/sync")
async def sync(request: Request) -> Response:
    office = office_of(request)
    data = await read_body(request, LARGEST_REQUEST_BYTES)
    answer = await office.workers.run(_take_turn, office, data)
    # No media type: what is answered here is always the same, and on a slow road its name would be a tenth of it.
    return Response(answer)


def _take_turn(office: Office, data: bytes) -> bytes:
    request = packing.unpack_request(data)
    office.follow_database()
    # While others wait to hand over, whoever does so takes nothing of the feed along; that comes with later turns.
    answering = replace(office.answering, settle=office.settling.settle_soon)
    answer = give_answer(answering, request, keep=office.reception.keep, hurries=office.is_crowded)
    if answer.spans or not answer.more:
        # Under a checkpoint that perhaps nobody has remembered yet; what is kept at the reception is remembered there.
        with office.store.reading() as session:
            office.mark.keep(session.checkpoint())
    office.contacts.heard(office.store, request.origin, office.clock.now_ms())
    return packing.pack_answer(answer, with_lzma=bool(request.reads_lzma), kept=office.kept_bodies)
