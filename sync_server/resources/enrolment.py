"""POST /v1/enrol: a tablet shows its one-time code and its key, and is let in. Guessing is slowed by address."""

from __future__ import annotations

from fastapi import APIRouter, Request, Response

from core.sync.letting_in import enrolment
from sync_server.gate.bodies import read_body
from sync_server.gate.braking import charge, refund
from sync_server.gate.requests import address_of, office_of
from sync_server.office import Office

LARGEST_KNOCK_BYTES = 2_000
router = APIRouter()


@router.post("/v1/enrol")
async def enrol(request: Request) -> Response:
    office = office_of(request)
    address = address_of(request)
    await charge(office, office.enrolment_tries, "enrol", address)
    data = await read_body(request, LARGEST_KNOCK_BYTES)
    welcome = await office.workers.run(_let_in, office, data)
    await refund(office, office.enrolment_tries, "enrol", address)
    return Response(welcome, media_type="application/json")


def _let_in(office: Office, data: bytes) -> bytes:
    knock = enrolment.unpack_knock(data)
    office.follow_database()
    welcome = enrolment.let_in(office.store, office.clock, office.origin, office.key.public_key, knock)
    return enrolment.pack(welcome)
