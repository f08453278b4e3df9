"""The map: management units by how they stand, plantings, losses and water, with a table that says the same.

The page is whole without a script: then a drawing stands in the map's place. The script makes its map of that drawing
and of the table, so that all three say the same.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from fastapi import APIRouter, Request, Response
from fastapi.responses import JSONResponse, StreamingResponse

from core.domain.calendar import local_day
from core.domain.money import format_count
from core.domain.plots import CORNERS_OF_A_RING, Point
from core.domain.problems import Language, Problem
from core.usecases.views.field import CommitteeView, WaterView
from sync_server.gate.requests import office_of
from sync_server.land.measures import CLASSES, MEASURES, Measure, percent_text
from sync_server.land.plan import LETTERS_ACROSS_A_PAGE, Outline, Plan, make_plan
from sync_server.land.points import CLOSEST_ZOOM, Sign, View, signs
from sync_server.land.units import UnitLine, unit_cares, unit_lines
from sync_server.land.writing_geojson import feature_collection
from sync_server.office import Office
from sync_server.pages.frame.rendering import language_of, render
from sync_server.text.texts import day_text, name_of, say

_DEGREE = 1_000_000
router = APIRouter()


@dataclass(frozen=True, slots=True)
class MapChoice:
    """What somebody wants to see; `committee` is a record id, empty for all."""

    measure: Measure = "planted"
    committee: str = ""

    def query(self, **more: str) -> str:
        """The part of an address behind its question mark."""
        said = {"measure": self.measure, "committee": self.committee} | more
        return urlencode({name: value for name, value in said.items() if value})


@dataclass(frozen=True, slots=True)
class MapPage:
    """`names` are the committees' names by id, `strip_m` how far from water nothing is planted."""

    choice: MapChoice
    lines: tuple[UnitLine, ...]
    waters: tuple[WaterView, ...]
    committees: tuple[CommitteeView, ...]
    names: dict[str, str]
    strip_m: int


@router.get("/map")
async def show(request: Request) -> Response:
    office = office_of(request)
    page = await office.workers.run(look, office, read_choice(request))
    return render(
        request, "land/map.html", page=page, plan=plan_of(page), measures=MEASURES, classes=range(CLASSES),
        percent=percent_text, tiles=office.tiles, tiles_credit=office.tiles_credit,
    )  # fmt: skip


@router.get("/map.json")
async def as_json(request: Request) -> Response:
    """The land that is there already, for whoever draws a border upon it."""
    office = office_of(request)
    page = await office.workers.run(look, office, read_choice(request))
    lines = (line for line in page.lines if len(line.ring) >= CORNERS_OF_A_RING)
    return JSONResponse(
        {
            "units": [{"label": line.figures.code, "ring": _places(line.ring)} for line in lines],
            "waters": [{"name": water.name, "line": _places(water.line)} for water in page.waters],
        }
    )


@router.get("/map/plantings.json")
async def plantings(request: Request) -> Response:
    """The plantings in a part of the map; those that would lie upon each other as one sign with their number."""
    office, view = office_of(request), _view(request)
    committee, language = request.query_params.get("committee", ""), language_of(request)

    def work() -> list[Sign]:
        with office.store.reading() as session:
            return signs(session, view, committee)

    return JSONResponse({"signs": [_sign(sign, language) for sign in await office.workers.run(work)]})


@router.get("/map.geojson")
async def as_geojson(request: Request) -> Response:
    """Areas, units, water, plantings and losses as RFC 7946 has it, for any program that draws maps."""
    office, choice = office_of(request), read_choice(request)
    lines = feature_collection(office, choice.committee)
    headers = {"content-disposition": 'attachment; filename="planton-map.geojson"'}
    return StreamingResponse(lines, media_type="application/geo+json", headers=headers)


def read_choice(request: Request) -> MapChoice:
    """What an address asks for; what nobody can ask for is as if it were not there."""
    asked = request.query_params.get("measure", "")
    measure = next((one for one in MEASURES if one == asked), MEASURES[0])
    return MapChoice(measure, request.query_params.get("committee", "")[:60])


def look(office: Office, choice: MapChoice) -> MapPage:
    with office.store.reading() as session:
        cares = unit_cares(session)
        committees = tuple(session.reads().committees())
        wanted = [one for one in committees if choice.committee in ("", one.id)]
        today = local_day(office.clock.now_ms())
        return MapPage(
            choice,
            tuple(line for one in wanted for line in unit_lines(cares.get(one.id, ()), one.id)),
            session.reads().land("").waters,
            committees,
            {one.id: one.name for one in committees},
            session.reads().setting("water_strip_m", today),
        )


def plan_of(page: MapPage) -> Plan | None:
    """The same as a drawing; None where there is no unit."""
    measure = page.choice.measure
    outlines = (
        Outline(
            line.ring, f"class-{line.figures.class_of(measure)}", line.figures.code, f"/records/{line.figures.id}",
            percent_text(line.figures.part(measure)) or "–",
        )
        for line in page.lines
    )  # fmt: skip
    drawn = make_plan(outlines, page.waters, page.strip_m, letters=LETTERS_ACROSS_A_PAGE)
    return drawn if page.lines else None


def _sign(sign: Sign, language: Language) -> dict[str, Any]:
    place, trees, has_photo = sign.place, format_count(sign.trees), sign.photographed > 0
    if place is None:
        text = say("map.plantings_here", language, count=format_count(sign.number), trees=trees)
        if has_photo:
            text += f" · {say('map.with_photo', language, count=format_count(sign.photographed))}"
        return {"at": sign.spot, "number": sign.number, "text": text, "photo": has_photo}
    day = day_text(place.happened_on, language)
    text = f"{name_of('kind', place.kind, language)} · {day} · {say('map.trees', language, trees=trees)}"
    if place.is_held:
        text += f" · {name_of('state', 'observed', language)}"
    if has_photo:
        text += f" · {say('photos.on_map', language)}"
    return {
        "at": sign.spot, "number": 1, "text": text, "href": f"/records/{place.record}", "held": place.is_held,
        "photo": has_photo,
    }  # fmt: skip


def _places(points: tuple[Point, ...]) -> list[tuple[int, int]]:
    return [(point.lat_udeg, point.lon_udeg) for point in points]


def _view(request: Request) -> View:
    """The part of the map that is asked for. Raises Problem request_unreadable."""
    asked = request.query_params
    numbers = [*asked.get("box", "").split(","), asked.get("zoom", "")]
    if len(numbers) != len(View.__slots__) or not all(_is_number(one) for one in numbers):
        raise Problem("request_unreadable")
    south, west, north, east, zoom = map(int, numbers)
    return View(south, west, north, east, max(0, min(zoom, CLOSEST_ZOOM)))


def _is_number(text: str) -> bool:
    digits = text.removeprefix("-")
    return digits.isascii() and digits.isdecimal() and len(digits) <= len(str(360 * _DEGREE))
