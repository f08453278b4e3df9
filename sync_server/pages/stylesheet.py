"""The one stylesheet, read once. Pages name it with its hash, so that a browser keeps it until it changes."""

from __future__ import annotations

import hashlib
from pathlib import Path

from fastapi import APIRouter, Request, Response

_CSS = (Path(__file__).resolve().parent.parent / "static" / "planton.css").read_bytes()
VERSION = hashlib.sha256(_CSS).hexdigest()[:12]
router = APIRouter()


@router.get("/static/planton.css")
async def stylesheet(request: Request) -> Response:
    lasting = request.query_params.get("v") == VERSION
    caching = "public, max-age=31536000, immutable" if lasting else "no-cache"
    return Response(_CSS, media_type="text/css", headers={"cache-control": caching})
