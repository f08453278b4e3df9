"""The map: figures of units as a page, as JSON for its script and as GeoJSON; plantings by what lies together."""

import json
import re
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
import requests

from core.storage.personal_access import accesses
from core.usecases.tablet.correct import Change, void_record
from tests.fakes.browser import Browser
from tests.integration.server.landscape import counted_in, lost_in, planted_at
from tests.integration.server.running import PASSWORD, Served, Tablet, serving
from tests.sample import copied_server

PIURA = "-5200000,-79800000,-5000000,-79600000"


@pytest.fixture
def tablet(served_here: Served, tmp_path: Path) -> Tablet:
    made = served_here.enrol(tmp_path, "Choco 1")
    made.sync()
    return made


def settled(tablet: Tablet) -> None:
    tablet.sync()
    tablet.served.office.settle()


def unit_in(seated: Browser, code: str, measure: str) -> tuple[str, str]:
    """(class, figure) of a unit of the drawing."""
    page = seated.get(f"/map?measure={measure}").text
    found = re.search(rf'class="shape (class-\d)"[^>]*><title>{code}, ([^<]*)<', page)
    assert found is not None
    return found[1], found[2]


def signs_at(seated: Browser, zoom: int, committee: str = "") -> list[dict[str, Any]]:
    answer = seated.get(f"/map/plantings.json?box={PIURA}&zoom={zoom}&committee={committee}")
    found: list[dict[str, Any]] = answer.json()["signs"]
    return found


def test_a_unit_says_how_it_stands_in_every_measure(seated: Browser, tablet: Tablet) -> None:
    counted_in(tablet, "01-2", 40, 10)
    lost_in(tablet, "01-2", 400)
    settled(tablet)
    planted, survival, loss = (unit_in(seated, "01-2", measure) for measure in ("planted", "survival", "loss"))
    assert (planted, survival, loss) == (("class-4", "100 %"), ("class-3", "80 %"), ("class-2", "10 %"))
    page = seated.get("/map?measure=survival").text
    row = page.partition(">01-2</a>")[2].partition("</tr>")[0]
    assert [figure in row for figure in ("Loma del Aliso", "2.65", "3,919", "80 %", "(3 dic 2014)", "400")] == [
        True
    ] * 6


def test_the_choice_of_a_committee_holds_for_page_data_and_file(served_here: Served, seated: Browser) -> None:
    committee = served_here.ids["committee:CHO"]
    assert len(seated.get("/map.json").json()["units"]) == 65
    assert len(seated.get(f"/map.json?committee={committee}").json()["units"]) == 10
    page = seated.get(f"/map?committee={committee}&measure=loss").text
    assert ("10 unidades de manejo · 30.35 ha" in page, page.count("<title>01-")) == (True, 5)
    features = seated.get(f"/map.geojson?committee={committee}").json()["features"]
    assert sum(one["properties"]["kind"] == "unit" for one in features) == 10


def test_what_nobody_can_ask_for_is_as_if_it_were_not_there(seated: Browser) -> None:
    page = seated.get("/map?measure=%3Cscript%3E&committee=%22%3E%00x").text
    assert ("<script>x" in page, "0 unidades de manejo" in page) == (False, True)
    assert "Todavía no hay ninguna unidad" in page


def test_plantings_lie_together_from_afar_and_apart_from_near(seated: Browser, tablet: Tablet) -> None:
    first, second = (planted_at(tablet, "01-3", 40, east) for east in (0, 800))
    settled(tablet)
    (together,) = signs_at(seated, 10)
    assert (together["number"], together["text"]) == (2, "2 plantaciones · 80 árboles")
    assert together["photo"] is False
    apart = signs_at(seated, 21)
    assert sorted(sign["href"] for sign in apart) == sorted(f"/records/{one}" for one in (first, second))
    assert signs_at(seated, 21, tablet.served.ids["committee:CAJ"]) == []


def test_a_planting_that_is_taken_back_leaves_the_map(seated: Browser, tablet: Tablet) -> None:
    planting = planted_at(tablet, "01-3", 40)
    settled(tablet)
    assert len(signs_at(seated, 21)) == 1
    clock = tablet.served.office.clock
    void_record(tablet.store, clock, "T01", Change(planting, planting, "wrong_place"))
    settled(tablet)
    assert signs_at(seated, 21) == []


@pytest.mark.parametrize(
    "asked", ["", "box=1,2,3&zoom=4", "box=a,b,c,d&zoom=1", "box=1,2,3,4&zoom=", f"box={'9' * 40},1,1,1&zoom=1"]
)
def test_a_part_of_the_map_that_is_none_is_refused(seated: Browser, asked: str) -> None:
    assert seated.get(f"/map/plantings.json?{asked}").status_code == 400


def test_who_looks_where_people_planted_is_written_down(served_here: Served, seated: Browser) -> None:
    signs_at(seated, 12)
    seated.get("/map.geojson")
    seated.get("/map.json")
    with served_here.office.store.reading() as session:
        pages = [one.page.partition("?")[0] for one in accesses(session, 10)]
    assert pages == ["/map.geojson", "/map/plantings.json"]


def test_the_file_is_valid_geojson(seated: Browser, tablet: Tablet) -> None:
    """RFC 7946: longitude first, rings closed and against the clock, no geometry is said as null."""
    planting, loss = planted_at(tablet, "01-3", 40), lost_in(tablet, "01-2", 7)
    settled(tablet)
    answer = seated.get("/map.geojson")
    assert answer.headers["content-type"] == "application/geo+json"
    features = {one["id"]: one for one in json.loads(answer.text)["features"]}
    assert features[planting]["geometry"]["type"] == "Point"
    assert (features[loss]["properties"]["unit"], features[loss]["properties"]["position_of"]) == ("01-2", "unit")
    for one in features.values():
        assert set(one) == {"type", "id", "geometry", "properties"}
        for ring in rings_of(one["geometry"]):
            assert ring[0] == ring[-1]
            assert all(-80 < lon < -79 and -6 < lat < -4 for lon, lat in ring)
            assert sum(x1 * y2 - x2 * y1 for (x1, y1), (x2, y2) in pairwise(ring)) > 0
    assert "Meléndrez" not in answer.text


def rings_of(geometry: dict[str, Any] | None) -> list[list[list[float]]]:
    if geometry is None or geometry["type"] not in ("Polygon", "MultiPolygon"):
        return []
    coordinates = geometry["coordinates"]
    polygons = [coordinates] if geometry["type"] == "Polygon" else coordinates
    return [ring for polygon in polygons for ring in polygon]


def test_from_a_unit_to_its_records(seated: Browser, tablet: Tablet) -> None:
    planting, loss, count = planted_at(tablet, "01-3", 40), lost_in(tablet, "01-3", 7), counted_in(tablet, "01-3", 9, 1)
    elsewhere = lost_in(tablet, "01-2", 8)
    settled(tablet)
    page = seated.get(f"/records?unit={tablet.served.ids['unit:01-3']}").text
    assert [f"/records/{one}" in page for one in (planting, loss, count, elsewhere)] == [True, True, True, False]
    assert "Solo los de la unidad 01-3." in page


def test_a_record_shows_where_it_is(seated: Browser, tablet: Tablet) -> None:
    planting, loss = planted_at(tablet, "01-3", 40), lost_in(tablet, "01-2", 7)
    settled(tablet)
    with_spot, with_unit = (seated.get(f"/records/{one}").text for one in (planting, loss))
    assert ("Posición tomada con el GPS" in with_spot, with_spot.count('class="shape own"')) == (True, 2)
    assert ("Posición tomada con el GPS" in with_unit, "Lindero registrado 01-2" in with_unit) == (False, True)
    workday = seated.get(f"/records/{tablet.served.ids['member:CHO-001']}").text
    assert "Dónde es" not in workday


def test_a_background_may_come_from_the_host_that_the_office_named_and_from_no_other(
    sqlite_sample: Path, tmp_path: Path
) -> None:
    tiles = "https://tiles.example.org:8443/land/{z}/{x}/{y}.png"
    sample = copied_server(sqlite_sample, tmp_path)
    with serving(sample, tiles=tiles, tiles_credit="<b>IGN</b>") as served, requests.Session() as kept:
        person = Browser(served.address, kept)
        person.sign_in("oficina", PASSWORD)
        answer = person.get("/map")
    policy = dict(part.strip().partition(" ")[::2] for part in answer.headers["content-security-policy"].split(";"))
    assert policy["img-src"] == "'self' https://tiles.example.org:8443"
    assert policy["default-src"] == "'self'"
    assert (f'data-tiles="{tiles}"' in answer.text, "<b>IGN" in answer.text) == (True, False)


def test_without_a_background_a_page_loads_nothing_from_elsewhere(seated: Browser) -> None:
    answer = seated.get("/map")
    assert "img-src" not in answer.headers["content-security-policy"]
    assert 'data-tiles=""' in answer.text
