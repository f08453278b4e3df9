"""Files that the pages use, each read once. Pages name them with the hash of all, so that a browser keeps them until
one of them changes.

What others have written (`leaflet`, `uplot`) has its licence beside it and is served as it came.
"""

from __future__ import annotations

import hashlib
from pathlib import Path

from fastapi import APIRouter, Request, Response

from core.domain.problems import Problem

_FOLDER = Path(__file__).resolve().parents[2] / "static"
_MEDIA_TYPES = {".css": "text/css", ".js": "text/javascript", ".svg": "image/svg+xml", ".txt": "text/plain"}
_FILES = {
    path.relative_to(_FOLDER).as_posix(): path.read_bytes()
    for path in sorted(_FOLDER.rglob("*"))
    if path.suffix in _MEDIA_TYPES
}
VERSION = hashlib.sha256(b"".join(_FILES.values())).hexdigest()[:12]
router = APIRouter()


@router.get("/static/{name:path}")
async def file(request: Request, name: str) -> Response:
    if name not in _FILES:
        raise Problem("page_missing")
    lasting = request.query_params.get("v") == VERSION
    caching = "public, max-age=31536000, immutable" if lasting else "no-cache"
    media_type = _MEDIA_TYPES[name[name.rindex(".") :]]
    return Response(_FILES[name], media_type=media_type, headers={"cache-control": caching})
