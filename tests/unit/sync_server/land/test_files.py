"""Files with borders: what they may be, and what is told of each that cannot be taken."""

import json
from typing import Any

import pytest

from core.domain.problems import Problem
from core.domain.surveys import Region
from sync_server.land.files import LARGEST_FILE, MOST_BORDERS, ReadFile, read_land

PIURA = Region(-5_700_000, -80_200_000, -4_600_000, -79_100_000)
RING = [[-79.666, -5.121], [-79.664, -5.121], [-79.664, -5.123], [-79.666, -5.121]]
KML = '<kml xmlns="http://www.opengis.net/kml/2.2"><Document>{}</Document></kml>'
GPX = '<gpx xmlns="http://www.topografix.com/GPX/1/1">{}</gpx>'
PLACEMARK = "<Placemark><name>{}</name>{}</Placemark>"
LINEAR_RING = "<LinearRing><coordinates>{}</coordinates></LinearRing>"
CORNERS = "-79.666,-5.121,2800 -79.664,-5.121,2801 -79.664,-5.123,2799 -79.666,-5.121,2800"


def feature(geometry: Any, **properties: Any) -> dict[str, Any]:
    return {"type": "Feature", "properties": properties, "geometry": geometry}


def geojson(*features: dict[str, Any], **more: Any) -> bytes:
    return json.dumps({"type": "FeatureCollection", "features": features} | more).encode()


def polygon(*rings: Any) -> dict[str, Any]:
    return {"type": "Polygon", "coordinates": rings}


def read(data: bytes | str) -> ReadFile:
    return read_land(data.encode() if isinstance(data, str) else data, PIURA)


def troubles(data: bytes | str) -> list[str]:
    return [found.trouble.code if found.trouble else "" for found in read(data).found]


def notes(data: bytes | str) -> list[str]:
    return [note.code for found in read(data).found for note in found.notes]


def refusal(data: bytes | str) -> str:
    with pytest.raises(Problem) as refused:
        read(data)
    return refused.value.code


def kml_polygon(corners: str = CORNERS, more: str = "") -> str:
    return f"<Polygon><outerBoundaryIs>{LINEAR_RING.format(corners)}</outerBoundaryIs>{more}</Polygon>"


@pytest.mark.parametrize(
    "data",
    [
        geojson(feature(polygon(RING), nombre="01-9")),
        json.dumps(feature(polygon(RING), Code="01-9")),
        b"\xef\xbb\xbf" + geojson(feature({"type": "LineString", "coordinates": RING}, id="01-9")),
        KML.format(PLACEMARK.format("01-9", kml_polygon())),
        KML.format(PLACEMARK.format("01-9", f"<LineString><coordinates>{CORNERS}</coordinates></LineString>")),
        '<?xml version="1.0" encoding="UTF-8"?>'
        + KML.format(f"<Folder>{PLACEMARK.format('01-9', kml_polygon())}</Folder>"),
        GPX.format(
            "<trk><name>01-9</name><trkseg>"
            + "".join(f'<trkpt lat="{lat}" lon="{lon}"><ele>2800</ele></trkpt>' for lon, lat in
                      ((-79.666, -5.121), (-79.664, -5.121), (-79.664, -5.123), (-79.666, -5.121)))
            + "</trkseg></trk>"
        ),
    ],
)  # fmt: skip
def test_the_same_border_out_of_every_kind_of_file(data: bytes | str) -> None:
    (found,) = read(data).found
    assert found.name == "01-9"
    assert found.survey is not None
    assert [(one.lat_udeg, one.lon_udeg) for one in found.survey.ring] == [
        (-5_121_000, -79_666_000), (-5_121_000, -79_664_000), (-5_123_000, -79_664_000),
    ]  # fmt: skip
    assert (found.survey.area_m2, found.trouble) == (24_630, None)


def test_heights_are_passed_over() -> None:
    high = [[*corner, 2_850.5] for corner in RING]
    assert notes(geojson(feature(polygon(high)))) == []


def test_latitude_first_is_turned_round_and_said() -> None:
    assert notes(geojson(feature(polygon([corner[::-1] for corner in RING])))) == ["land_was_turned"]


@pytest.mark.parametrize(
    ("ring", "trouble"),
    [
        ([[648_000, 9_434_000], [648_200, 9_434_000], [648_200, 9_434_200]], "land_in_utm"),
        ([[-79.666, -95.1], [-79.664, -5.121], [-79.664, -5.123]], "land_outside"),
        ([[-279.666, -5.1], [-79.664, -5.121], [-79.664, -5.123]], "land_not_degrees"),
        ([[1e300, -5.1], [-79.664, -5.121], [-79.664, -5.123]], "land_not_degrees"),
        ([[2.35, 48.85], [2.36, 48.85], [2.36, 48.86]], "land_outside"),
        ([[-79.666, -5.121], [-79.664, -5.123], [-79.666, -5.123], [-79.664, -5.121]], "land_crosses_itself"),
        ([[-79.666, -5.121], [-79.664, -5.121]], "land_too_few_corners"),
        ([], "land_too_few_corners"),
        ([[-79.666, -5.121], [-79.665, -5.121], [-79.664, -5.121]], "land_crosses_itself"),
        ([[-79.9, -5.3], [-79.3, -5.3], [-79.3, -4.9]], "border_too_large"),
    ],
)
def test_a_border_that_no_unit_can_have_is_told_and_the_others_are_taken(ring: Any, trouble: str) -> None:
    data = geojson(feature(polygon(ring), name="A"), feature(polygon(RING), name="B"))
    assert troubles(data) == [trouble, ""]


def test_a_hole_is_told() -> None:
    hole = [[-79.6645, -5.1215], [-79.6643, -5.1215], [-79.6643, -5.1217]]
    assert troubles(geojson(feature(polygon(RING, hole)))) == ["land_has_holes"]
    inner = f"<innerBoundaryIs>{LINEAR_RING.format(CORNERS)}</innerBoundaryIs>"
    assert troubles(KML.format(PLACEMARK.format("A", kml_polygon(more=inner)))) == ["land_has_holes"]


def test_each_part_of_one_thing_is_a_border_of_its_own() -> None:
    other = [[lon + 0.01, lat] for lon, lat in RING]
    data = geojson(feature({"type": "MultiPolygon", "coordinates": [[RING], [other]]}, name="01"))
    assert [found.name for found in read(data).found] == ["01 (1)", "01 (2)"]
    assert notes(data) == ["land_was_split", "land_was_split"]
    several = f"<MultiGeometry>{kml_polygon()}{kml_polygon(CORNERS.replace('79.66', '79.65'))}</MultiGeometry>"
    assert len(read(KML.format(PLACEMARK.format("01", several))).found) == 2


def test_the_same_border_twice_counts_once() -> None:
    assert troubles(geojson(feature(polygon(RING)), feature(polygon(RING)))) == ["", "land_twice_in_file"]


def test_an_open_line_is_closed_and_said() -> None:
    assert notes(geojson(feature({"type": "LineString", "coordinates": RING[:3]}))) == ["land_was_open"]


def test_a_long_track_is_thinned_and_a_ragged_one_is_not() -> None:
    step = 0.002 / 600
    side = [[-79.666 + number * step, -5.121] for number in range(600)]
    assert notes(geojson(feature(polygon([*side, [-79.664, -5.123], [-79.666, -5.121]])))) == ["land_was_thinned"]
    ragged = [[-79.666 + number * step * 10, -5.121 + number % 2 * 0.001] for number in range(600)]
    assert troubles(geojson(feature(polygon([*ragged, [-79.664, -5.125], [-79.666, -5.125]])))) == [
        "land_too_many_corners"
    ]


def test_what_is_no_border_is_counted() -> None:
    point = feature({"type": "Point", "coordinates": [-79.6, -5.1]})
    area = feature({"type": "MultiPolygon", "coordinates": [[RING]]}, kind="area", code="01", name="Loma")
    assert read(geojson(point, feature(None), area, feature(polygon(RING)))).ignored == 3
    assert refusal(geojson(point)) == "land_file_empty"
    assert refusal(GPX.format('<wpt lat="-5.1" lon="-79.6"/>')) == "land_file_empty"


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "land_file_missing"), (b" \n", "land_file_missing"), (b"PK\x03\x04 doc.kml", "land_file_packed"),
        (b"\x1f\x8b\x08", "land_file_packed"), (b"\x89PNG\r\n\x1a\n", "land_file_unreadable"),
        (b"{", "land_file_unreadable"), (b'{"type":"FeatureCollection"}', "land_file_unreadable"),
        (b"{}", "land_file_unreadable"), (b'{"type":"Feature","geometry":5}', "land_file_unreadable"),
        (b'{"type":"Polygon","coordinates":[[[NaN,1]]]}', "land_file_unreadable"),
        (b'{"type":"Polygon","coordinates":[["a","b"]]}', "land_file_unreadable"),
        (b'{"type":"Polygon","coordinates":[[[null,1]]]}', "land_file_unreadable"),
        (b'{"type":"Circle","coordinates":[]}', "land_file_unreadable"),
        (b'{"type":' + b"[" * 100_000, "land_file_unreadable"),
        (b'{"type":"Point","coordinates":[' + b"9" * 10_000 + b",1]}", "land_file_empty"),
        (b'{"type":"Polygon","coordinates":[[[1e999999999999999999999,1]]]}', "land_file_unreadable"),
        (b"\xff\xfe\x00bad", "land_file_unreadable"), (b"<html></html>", "land_file_unreadable"),
        (b"<kml><Placemark></kml>", "land_file_unreadable"), (b"<a>" * 5_000, "land_file_unreadable"),
        (b"<kml><Placemark><LineString><coordinates>1,x</coordinates></LineString></Placemark></kml>",
         "land_file_unreadable"),
        (b"<kml><Placemark><LineString><coordinates>1</coordinates></LineString></Placemark></kml>",
         "land_file_unreadable"),
        (b'<gpx><trk><trkseg><trkpt lat="nan" lon="1"/></trkseg></trk></gpx>', "land_file_unreadable"),
        (b'<?xml version="1.0" encoding="no-such"?><kml/>', "land_file_unreadable"),
    ],
)  # fmt: skip
def test_a_file_that_cannot_be_read_is_told(data: bytes, code: str) -> None:
    assert refusal(data) == code


def test_a_document_that_defines_anything_is_refused_before_it_grows() -> None:
    laughs = '<!DOCTYPE kml [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;">]>' + KML.format("&b;")
    outside = '<!DOCTYPE kml SYSTEM "file:///etc/passwd">' + KML.format("")
    assert (refusal(laughs), refusal(outside)) == ("land_file_unsafe", "land_file_unsafe")
    assert refusal(laughs.encode("utf-16")) == "land_file_unsafe"


def test_another_system_of_coordinates_is_told_by_its_name() -> None:
    system = {"type": "name", "properties": {"name": "urn:ogc:def:crs:EPSG::32717"}}
    with pytest.raises(Problem) as refused:
        read(geojson(feature(polygon(RING)), crs=system))
    assert refused.value.details == {"system": "urn:ogc:def:crs:EPSG::32717"}
    system["properties"] = {"name": "urn:ogc:def:crs:OGC:1.3:CRS84"}  # type: ignore[assignment]
    assert troubles(geojson(feature(polygon(RING)), crs=system)) == [""]


def test_too_much_is_told() -> None:
    many = [feature(polygon([[lon + n / 1_000, lat] for lon, lat in RING])) for n in range(MOST_BORDERS + 1)]
    assert refusal(geojson(*many)) == "land_file_too_many"
    assert refusal(b"{" + b" " * LARGEST_FILE) == "file_large"
    track = [[-79.666 + n / 1_000_000, -5.121] for n in range(2_500)]
    assert (
        refusal(geojson(*(feature(polygon([*track, [-79.6, -5.2 - n / 1_000]])) for n in range(3))))
        == "land_file_too_detailed"
    )
    assert troubles(
        geojson(
            feature(
                polygon(
                    [*track, *track, *track[:5]],
                ),
                name="x",
            )
        )
    ) == ["land_too_many_corners"]


def test_our_own_export_says_what_a_unit_is() -> None:
    data = geojson(
        feature(polygon(RING), kind="unit", code="01-9", area="01", spacing_cm=260, soil="dry", committee="A-1")
    )
    (found,) = read(data).found
    assert found.said == {"code": "01-9", "area": "01", "spacing_cm": "260", "soil": "dry", "committee": "A-1"}


def test_names_are_one_line_and_bounded() -> None:
    (found,) = read(geojson(feature(polygon(RING), name="  Lote\n\u202e 7 " + "x" * 100))).found
    assert (found.name[:7], len(found.name)) == ("Lote 7 ", 60)
