"""The routes of all lists as files: `/records.csv` beside `/records`, with the same filters and without its pages."""

from __future__ import annotations

import shutil
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from pathlib import Path
from tempfile import mkdtemp

from fastapi import APIRouter, BackgroundTasks, Request, Response
from fastapi.responses import FileResponse, StreamingResponse

from core.domain.calendar import local_day
from core.domain.problems import Problem
from sync_server.downloads.catalogue import LISTINGS
from sync_server.downloads.formats import csv_pieces, geojson_pieces, json_pieces, write_workbook
from sync_server.downloads.listing import Asked, Listing, Make
from sync_server.gate.lists import GEOJSON, endings
from sync_server.gate.requests import office_of
from sync_server.pages.frame.rendering import language_of
from sync_server.text.texts import day_text, say

_TEXTS: dict[str, tuple[str, Callable[[Listing], Iterator[str]]]] = {
    "csv": ("text/csv; charset=utf-8", csv_pieces),
    "json": ("application/json", json_pieces),
    "geojson": ("application/geo+json", geojson_pieces),
}
_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
router = APIRouter()


async def answer(request: Request, make: Make, ending: str) -> Response:
    """The list as a file. What keeps it from being made is said before anything of it goes out."""
    office = office_of(request)
    asked = Asked(office, dict(request.query_params), dict(request.path_params), language_of(request))
    listing = await office.workers.run(make, asked)
    if ending == GEOJSON and listing.place is None:
        raise Problem("page_missing")
    name = f"planton-{listing.name}.{ending}"
    if ending == "xlsx":
        return await _workbook(asked, listing, name)
    media_type, pieces_of = _TEXTS[ending]
    headers = {"content-disposition": f'attachment; filename="{name}"'}
    return StreamingResponse(_flow(asked, pieces_of(listing)), media_type=media_type, headers=headers)


async def _flow(asked: Asked, pieces: Iterator[str]) -> AsyncIterator[str]:
    """The next piece is made when the one before it has gone out."""
    while (piece := await asked.office.workers.run(_next, pieces)) is not None:
        yield piece


def _next(pieces: Iterator[str]) -> str | None:
    return next(pieces, None)


async def _workbook(asked: Asked, listing: Listing, name: str) -> Response:
    """A workbook is whole only at its end, so it is made on the disk, which takes no more memory for a longer list."""
    folder = Path(mkdtemp(prefix="planton-"))
    today = day_text(local_day(asked.office.clock.now_ms()), asked.language)
    notes = [say("listing.made_on", asked.language, programme=asked.office.store.programme, day=today)]

    def work() -> None:
        with (folder / name).open("wb") as file:
            write_workbook(listing, file, asked.language, notes)

    try:
        await asked.office.workers.run(work)
    except BaseException:
        shutil.rmtree(folder, ignore_errors=True)
        raise
    gone = BackgroundTasks()
    gone.add_task(shutil.rmtree, folder, ignore_errors=True)
    return FileResponse(folder / name, media_type=_XLSX, filename=name, background=gone)


def _route(make: Make, ending: str) -> Callable[[Request], Awaitable[Response]]:
    async def give(request: Request) -> Response:
        return await answer(request, make, ending)

    return give


for _path, _make in LISTINGS.items():
    for _ending in endings(_path):
        router.add_api_route(f"{_path}.{_ending}", _route(_make, _ending), methods=["GET"])
