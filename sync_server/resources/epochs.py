"""What a tablet asks when this server is not what it was: which epochs it began, and may it have back what it lost.

POST /v1/epochs with the tablet's last checkpoint; POST /v1/offers with a part of what was lost, under the signature of
the server that had it. A part under a signature that is not known here is opened a few times a minute at most.
"""

from __future__ import annotations

from fastapi import APIRouter, Request, Response

from core.sync.restore.epoch_format import pack_told, unpack_asked
from core.sync.restore.epochs import lost_here, tell
from core.sync.restore.offer_format import Taken, pack_taken
from core.sync.restore.offers import is_vouched, take_back
from core.sync.trust.sealing import state_sealing_key
from core.sync.wire.messages import LARGEST_REQUEST_BYTES
from core.usecases import notes
from core.usecases.office.restores import records_of_epochs
from sync_server.bootstrap import go_on
from sync_server.gate.bodies import read_body
from sync_server.gate.braking import charge, refund
from sync_server.gate.requests import address_of, office_of
from sync_server.office import Office

LARGEST_NOTE_BYTES = 2_000
router = APIRouter()


@router.post("/v1/epochs")
async def epochs(request: Request) -> Response:
    office = office_of(request)
    data = await read_body(request, LARGEST_NOTE_BYTES)
    told = await office.workers.run(_tell, office, unpack_asked(data))
    return Response(told, media_type="application/json")


@router.post("/v1/offers")
async def offers(request: Request) -> Response:
    office = office_of(request)
    data = await read_body(request, LARGEST_REQUEST_BYTES)
    address = address_of(request)
    is_known = await office.workers.run(_is_vouched, office, data)
    if not is_known:
        await charge(office, office.offer_tries, "offer", address)
    taken = await office.workers.run(_take_back, office, data)
    if not is_known:
        await refund(office, office.offer_tries, "offer", address)
    return Response(pack_taken(taken), media_type="application/json")


def _tell(office: Office, note: str) -> bytes:
    with office.store.reading() as session:
        before, lost = notes.text(session, "own_origin"), lost_here(session, note)
    if lost:
        # What a tablet knew and this machine did not: put back once more, it will see it by itself.
        office.mark.keep(lost)
        go_on(office, before)
    with office.store.reading() as session:
        return pack_told(tell(session, records_of_epochs(session)))


def _is_vouched(office: Office, data: bytes) -> bool:
    with office.store.reading() as session:
        return is_vouched(session, data)


def _take_back(office: Office, data: bytes) -> Taken:
    office.follow_database()
    taken = take_back(office.store, office.clock, data)
    if taken.is_last:
        # What came back may state a key whose private half was lost with the database. And only the whole is judged:
        # what a record names may have come with a later part.
        state_sealing_key(office.store, office.clock, office.origin)
        office.settle()
    return taken
