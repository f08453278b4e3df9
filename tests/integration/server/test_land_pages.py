"""Borders out of files and hands become units: looked at first, stated all or none, and never twice."""

import json
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
import requests

from core.domain.bodies import Count
from core.domain.geometry import ring_area_m2
from core.domain.plots import BorderWalked, Point, Unit
from core.fold.facts import thing_fact
from core.fold.rows import Thing
from core.usecases.tablet.record import record_fact
from sync_server.bootstrap import ensure_account
from sync_server.land.files import LARGEST_FILE
from tests.fakes.browser import Browser, form_token
from tests.integration.server.landscape import border_of
from tests.integration.server.running import PASSWORD, Served, Tablet

Fields = dict[str, str]
FREE = [[-79.655, -5.120], [-79.653, -5.120], [-79.653, -5.121], [-79.655, -5.121], [-79.655, -5.120]]


def moved(ring: list[list[float]], east: float) -> list[list[float]]:
    return [[round(lon + east, 6), lat] for lon, lat in ring]


def feature(ring: list[list[float]], **properties: Any) -> dict[str, Any]:
    return {
        "type": "Feature", "properties": properties, "geometry": {"type": "Polygon", "coordinates": [ring]},
    }  # fmt: skip


def geojson(*features: dict[str, Any]) -> bytes:
    return json.dumps({"type": "FeatureCollection", "features": features}).encode()


def sent(person: Browser, data: bytes = b"", **fields: str) -> requests.Response:
    """What a form of the page sends with a file, or without one."""
    token = form_token(person.get("/land").text)
    file = {"file": ("lindero", data, "application/octet-stream")}
    return person.kept.post(
        f"{person.address}/land/preview", data={"form_token": token, "way": "file"} | fields, files=file, timeout=30
    )


def form_of(page: str) -> Fields:
    """The fields of the form that saves, as the page shows them."""

    class Reader(HTMLParser):
        def __init__(self) -> None:
            super().__init__()
            self.fields: Fields = {}
            self.select = ""

        def handle_starttag(self, tag: str, attributes: Any) -> None:
            said = dict(attributes)
            if tag == "input" and said.get("name") and (said.get("type") != "checkbox" or "checked" in said):
                self.fields[said["name"]] = said.get("value") or ""
            elif tag == "select":
                self.select = said["name"]
            elif tag == "option" and "selected" in said:
                self.fields[self.select] = said.get("value") or ""

    reader = Reader()
    reader.feed(page.partition('action="/land">')[2].partition("</form>")[0])
    return reader.fields


def chosen(served: Served, **more: str) -> Fields:
    ids = served.ids
    return {"committee": ids["committee:CHO"], "area": ids["area:01"], "spacing": "2.6", "soil": "dry"} | more


def units(served: Served) -> dict[str, Unit]:
    with served.office.store.reading() as session:
        things = session.state().find(Thing, Unit.kind)
        return {thing.code: thing_fact(thing) for thing in things if thing.status == "live"}


def test_a_file_becomes_units_after_somebody_has_looked(served_here: Served, seated: Browser) -> None:
    two = geojson(feature(FREE, name="01-8"), feature(moved(FREE, 0.004), name="01-9"))
    page = sent(seated, two, **chosen(served_here)).text
    assert ("Linderos: 2" in page, page.count("Nada.")) == (True, 2)
    assert "01-8" not in units(served_here)
    answer = seated.post("/land", form_of(page))
    assert (answer.url.endswith("/map"), "Terreno guardado." in answer.text) == (True, True)
    unit = units(served_here)["01-8"]
    ring = tuple(Point(round(lat * 1e6), round(lon * 1e6)) for lon, lat in FREE[:-1])
    assert unit == Unit(
        served_here.ids["committee:CHO"], served_here.ids["area:01"], "01-8", Count(ring_area_m2(ring)), Count(260),
        ring, "dry",
    )  # fmt: skip
    assert "67 unidades de manejo" in seated.get("/map").text


def test_no_soil_is_chosen_for_anybody_and_spacing_is_read_as_people_write_it(
    served_here: Served, seated: Browser
) -> None:
    data = geojson(feature(FREE, name="01-8"), feature(moved(FREE, 0.004), name="01-9", spacing_cm=260, soil="dry"))
    form = form_of(sent(seated, data, **chosen(served_here, soil="", spacing="3 × 3 m")).text)
    assert ("soil-0" in form, form["soil-1"]) == (False, "dry")
    assert (form["spacing-0"], form["spacing-1"]) == ("3 × 3 m", "2.6 × 2.6 m")
    assert "Terreno guardado." in seated.post("/land", form | {"soil-0": "moist"}).text
    made = {code: (one.spacing_cm, one.soil) for code, one in units(served_here).items()}
    assert (made["01-8"], made["01-9"]) == ((300, "moist"), (260, "dry"))


def test_the_same_file_again_says_what_is_there_and_a_form_sent_twice_states_nothing(
    served_here: Served, seated: Browser
) -> None:
    data = geojson(feature(FREE, name="01-8"), feature(moved(FREE, 0.004), name="01-9"))
    form = form_of(sent(seated, data, **chosen(served_here)).text)
    seated.post("/land", form)
    before = units(served_here)
    again = seated.post("/land", form)
    assert (again.status_code, "ya está registrado así" in again.text) == (409, True)
    page = sent(seated, data, **chosen(served_here)).text
    assert page.count("Ya está registrado: es la unidad 01-") == 2
    assert "take-0" not in form_of(page)
    more = geojson(feature(FREE[::-1], name="otro"), feature(moved(FREE, 0.008), name="01-10"))
    form = form_of(sent(seated, more, **chosen(served_here)).text)
    assert (form.get("take-0"), form.get("take-1")) == (None, "yes")
    seated.post("/land", form)
    assert units(served_here).keys() - before.keys() == {"01-10"}


def test_our_own_export_comes_back_as_what_it_is(served_here: Served, seated: Browser) -> None:
    page = sent(seated, seated.get(f"/map.geojson?committee={served_here.ids['committee:CHO']}").content).text
    assert page.count("Ya está registrado: es la unidad 0") == 10
    assert "no son linderos" in page


def test_nothing_is_saved_where_one_row_cannot_be(served_here: Served, seated: Browser) -> None:
    data = geojson(feature(FREE, name="01-8"), feature(moved(FREE, 0.004), name="01-9"))
    form = form_of(sent(seated, data, **chosen(served_here)).text)
    for wrong, words in (
        ({"code-1": "01-1"}, "Ya hay una unidad 01-1 con otro lindero"),
        ({"code-1": "01-8"}, "está puesto a dos linderos"),
        ({"code-1": ""}, "le falta algo"),
        ({"committee-1": ""}, "A «01-9» le falta algo"),
        ({"spacing-1": "tres"}, "El distanciamiento de «01-9»"),
        ({"spacing-1": "2.666"}, "El distanciamiento"),
        ({"spacing-1": "1e99"}, "El distanciamiento"),
        ({"spacing-1": "9e999999"}, "El distanciamiento"),
        ({"area-1": served_here.ids["committee:CHO"]}, "ya no está. Elija otro"),
        ({"ring-1": "1 2;3"}, "No se"),
        ({"ring-1": "0 0;0 0;0 0"}, "No encierra ningún terreno"),
        ({"soil-1": "wet"}, "le falta algo"),
        ({"soil-1": ""}, "distanciamiento y suelo van en todas"),
        ({"corrects-1": "x@y"}, ""),
    ):
        answer = seated.post("/land", form | wrong)
        assert (answer.status_code, 'role="alert"' in answer.text) == (409, True), wrong
        assert words in answer.text, wrong
    assert units(served_here).keys() & {"01-8", "01-9"} == set()
    unticked = {name: value for name, value in form.items() if not name.startswith("take")}
    assert "No marcó ninguna unidad" in seated.post("/land", unticked).text
    kept = seated.post("/land", form | {"code-0": "Mi código", "spacing-1": "tres"}).text
    assert ('value="Mi código"' in kept, 'value="tres"' in kept) == (True, True)


def test_what_a_border_touches_is_told_before_it_is_saved(served_here: Served, seated: Browser) -> None:
    over = [[-79.6660, -5.1212], [-79.6640, -5.1212], [-79.6640, -5.1225], [-79.6660, -5.1225], [-79.6660, -5.1212]]
    wet = [[-79.6690, -5.1215], [-79.6685, -5.1215], [-79.6685, -5.1222], [-79.6690, -5.1222], [-79.6690, -5.1215]]
    page = sent(seated, geojson(feature(over, name="A"), feature(moved(over, 0.0001), name="B"), feature(wet))).text
    assert "m² en común con 01-2 (" in page
    assert "m² en común con el lindero N.° 2 (" in page
    assert "Quebrada El Aliso" in page


def test_a_new_border_of_a_unit_changes_its_land_alone_and_keeps_the_old_one_on_record(
    served_here: Served, seated: Browser
) -> None:
    before = units(served_here)["01-4"]
    page = sent(seated, geojson(feature(FREE, code="01-4")), **chosen(served_here)).text
    assert "nuevo lindero de 01-4" in page
    assert 'class="shape own"' in page
    form = form_of(page)
    seated.post("/land", form | {"committee-0": "", "spacing-0": ""})
    after = units(served_here)["01-4"]
    assert (after.committee, after.area, after.spacing_cm, after.soil) == (
        before.committee, before.area, before.spacing_cm, before.soil,
    )  # fmt: skip
    assert after.border != before.border
    assert after.area_m2 == ring_area_m2(after.border)
    assert "lugar equivocado" in seated.get(f"/records/{served_here.ids['unit:01-4']}").text
    stale = seated.post("/land", form | {"ring-0": form["ring-0"].replace("-5120000", "-5120500")})
    assert (stale.status_code, "La unidad 01-4 cambió mientras tanto" in stale.text) == (409, True)


def test_two_borders_do_not_correct_one_unit(served_here: Served, seated: Browser) -> None:
    form = form_of(sent(seated, geojson(feature(FREE, name="01-4"), feature(moved(FREE, 0.004), name="x"))).text)
    answer = seated.post("/land", form | {"corrects-1": form["corrects-0"]})
    assert (answer.status_code, "corrigen la misma unidad 01-4" in answer.text) == (409, True)


def test_corners_that_were_typed_or_drawn(served_here: Served, seated: Browser) -> None:
    typed = "-5.120, -79.655\n-5.120; -79.653\n\n-5.121 -79.653"
    page = sent(seated, way="corners", corners=typed, name="01-8", **chosen(served_here)).text
    assert "Linderos: 1" in page
    seated.post("/land", form_of(page))
    assert len(units(served_here)["01-8"].border) == 3
    for corners, words in (
        ("", "hacen falta por lo menos 3"), ("-5.1, -79.6\nhola", "La línea 2 no se entiende"),
        ("-5.1 -79.6 3", "La línea 1"), ("nan, 1", "La línea 1"),
        ("48.85, 2.35\n48.86, 2.35\n48.86, 2.36", "a más de 50 km"),
    ):  # fmt: skip
        answer = sent(seated, way="corners", corners=corners, name="01-8", **chosen(served_here))
        assert (answer.status_code, words in answer.text) == (409, True), corners
        assert corners.partition("\n")[0] in answer.text


def test_a_walked_border_is_given_to_its_unit(served_here: Served, seated: Browser, tmp_path: Path) -> None:
    tablet: Tablet = served_here.enrol(tmp_path, "Choco 1")
    tablet.sync()
    ids = served_here.ids
    ring = tuple(Point(corner.lat_udeg, corner.lon_udeg + 40, Count(5)) for corner in border_of(tablet, "01-5"))
    walked = BorderWalked(ids["committee:CHO"], ids["unit:01-5"], ring, Count(ring_area_m2(ring)), Count(5))
    record = record_fact(tablet.store, served_here.office.clock, "T01", walked, "2014-12-03")
    tablet.sync()
    served_here.office.settle()
    assert record in seated.get("/land").text
    page = sent(seated, way="walked", walked=record).text
    assert "nuevo lindero de 01-5" in page
    seated.post("/land", form_of(page))
    border = units(served_here)["01-5"].border
    assert [(one.lat_udeg, one.lon_udeg) for one in border] == [(one.lat_udeg, one.lon_udeg) for one in ring]
    assert record not in seated.get("/land").text
    tablet.sync()
    assert [one.lon_udeg for one in border_of(tablet, "01-5")] == [one.lon_udeg for one in ring]
    assert sent(seated, way="walked", walked="AAAAAA-1").status_code == 409


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "Falta el archivo"), (b"PK\x03\x04", "archivo comprimido"), (b"\x00\x01", "No es GeoJSON"),
        (b'<!DOCTYPE a [<!ENTITY b "c">]><kml>&b;</kml>', "DOCTYPE"),
        (b'{"type":"Point","coordinates":[1,2]}', "ningún lindero"),
        (b" " * (LARGEST_FILE + 200_000), "puede tener hasta 3 MB"),
    ],
)  # fmt: skip
def test_a_file_that_cannot_be_taken_is_told(seated: Browser, data: bytes, words: str) -> None:
    answer = sent(seated, data)
    assert (answer.status_code, words in answer.text) == (409, True)


def test_a_form_in_pieces_is_refused(seated: Browser) -> None:
    address = f"{seated.address}/land/preview"
    kind = {"content-type": "multipart/form-data; boundary=x"}
    for body in (b"", b"--x", b"--x\r\n\r\n--x--", b'--x\r\ncontent-disposition: form-data; name="a"\r\n\r\nb\r\n'):
        assert seated.kept.post(address, data=body, headers=kind, timeout=30).status_code == 400
    assert seated.kept.post(address, data={"way": "file"}, timeout=30).status_code == 400
    whole = b'--x\r\ncontent-disposition: form-data; name="way"\r\n\r\nfile\r\n--x--\r\n'
    assert seated.kept.post(address, data=whole, headers=kind, timeout=30).status_code == 403


def test_areas_are_stated_once(served_here: Served, seated: Browser) -> None:
    token = form_token(seated.get("/land").text)
    fields = {"form_token": token, "code": "14", "name": "Cerro Nuevo", "community": served_here.ids["community:CHO"]}
    assert "Área guardada." in seated.post("/land/areas", fields).text
    assert seated.post("/land/areas", fields).status_code == 200
    other = seated.post("/land/areas", fields | {"name": "Otro cerro"})
    assert (other.status_code, "Ya hay un área 14" in other.text, "Otro cerro" in other.text) == (409, True, True)
    for lacking in ("code", "name", "community"):
        assert seated.post("/land/areas", fields | {lacking: " "}).status_code == 409
    assert seated.post("/land/areas", fields | {"code": "15", "community": "AAAAAA-9"}).status_code == 409
    assert "12, 13, 14" in seated.get("/land").text


def test_only_who_decides_adds_land(served_here: Served, browser: Browser) -> None:
    ensure_account(served_here.office.store, "mira", PASSWORD, "auditor", "C03")
    browser.sign_in("mira", PASSWORD)
    assert browser.get("/land").status_code == 403
    page = browser.get("/map").text
    assert ("Mapa</h1>" in page, 'href="/land"' in page) == (True, False)
