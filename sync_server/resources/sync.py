"""POST /v1/sync: one turn of the conversation with a tablet, both directions in one request."""

from __future__ import annotations

from fastapi import APIRouter, Request, Response

from core.storage.frugal import FrugalStore
from core.sync import wire
from core.sync.conversation import give_answer
from core.usecases.office import committees_of_tablet
from sync_server.bodies import read_body
from sync_server.office import Office
from sync_server.requests import office_of

HURRIED_ROOM_BYTES = 8_000
router = APIRouter()


@router.post("/v1/sync")
async def sync(request: Request) -> Response:
    office = office_of(request)
    data = await read_body(request, wire.LARGEST_REQUEST_BYTES)
    answer = await office.workers.run(_take_turn, office, data)
    # No media type: what is answered here is always the same, and on a slow road its name would be a tenth of it.
    return Response(answer)


def _take_turn(office: Office, data: bytes) -> bytes:
    request = wire.unpack_request(data)
    office.follow_database()
    # While others wait to hand over, whoever does so takes little of the feed along; the rest comes with later turns.
    hurries = bool(request.records) and office.is_crowded()
    answer = give_answer(
        FrugalStore(office.store, HURRIED_ROOM_BYTES) if hurries else office.store,
        office.clock,
        office.key,
        office.origin,
        request,
        office.settling.settle_soon,
        committees_of_tablet,
    )
    with office.store.reading() as session:
        office.mark.keep(session.checkpoint())
    office.contacts.heard(office.store, request.origin, office.clock.now_ms())
    return wire.pack_answer(answer, with_lzma=bool(request.reads_lzma), kept=office.kept_bodies)
