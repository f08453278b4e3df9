"""GET /v1/hello: lets a tablet, and a person with a browser, see that there is a Plantón server and which one."""

from __future__ import annotations

from fastapi import APIRouter, Request, Response
from fastapi.responses import JSONResponse

from core.sync.wire.messages import PROTOCOL
from sync_server.gate.requests import office_of

HELLO_VERSION = 1
router = APIRouter()


@router.get("/v1/hello")
async def hello(request: Request) -> Response:
    office = office_of(request)
    return JSONResponse(
        {
            "planton": HELLO_VERSION,
            "protocol": PROTOCOL,
            "programme": office.store.programme,
            "origin": office.origin,
        }
    )
