"""What holds of units for certifiers: the verifier says it by the rule book alone and agrees with the program; what was
changed in a package is named.
"""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.domain.bodies import Count, Day
from core.domain.certifying import Excluded, StatedTerms, UnitCertified, UnitDescribed
from core.domain.records import RecordId
from sync_server.looking.unit_terms import excluded_text, terms_properties, terms_values
from tests.unit.verifier.mutations import Whole
from tests.unit.verifier.story import Story
from verifier.main import Asked, main, verify
from verifier.model import Report
from verifier.reading import Reading
from verifier.terms import TermsOfUnits, excluded_parts

DAYS = ("2026-01-05", "2026-02-05", "2026-03-05")
SCHEMES = ("Gold Standard", "CarbonFix")
UNITS, CERTIFICATION = "tables/units.csv", "tables/certification.csv"
MONITORING, MAP = "tables/monitoring.csv", "geo/units.geojson"


@pytest.fixture(scope="module")
def whole() -> Whole:
    return Whole()


SAID = st.tuples(
    st.integers(0, 1), st.sampled_from((*SCHEMES, "")), st.sampled_from(DAYS), st.integers(0, 20_000), st.booleans()
)


@given(st.lists(SAID, max_size=10), st.sampled_from(("2026-01-01", *DAYS)))
def test_verifier_and_program_say_the_same(said: list[tuple[int, str, str, int, bool]], day: str) -> None:
    story = Story()
    units = [story.unit(), story.unit()]
    descriptions: list[tuple[str, UnitDescribed]] = []
    certificates: list[tuple[str, UnitCertified]] = []
    for place, scheme, start, area, is_void in said:
        unit = RecordId(units[place])
        if scheme:
            body: dict[str, Any] = {"unit": unit, "scheme": scheme, "status": "certified", "document": f"D{area}"}
            record = story.say("unit_certified", **body, starts_on=start)
            fact = UnitCertified(unit, scheme, "certified", Day(start), f"D{area}")
            certificates += [] if is_void else [(record, fact)]
        else:
            part = {"reason": "rock", "area_m2": area}
            about = {"unit": unit, "previous_use": "scrub", "preparation": ["clearing", "holes"]}
            record = story.say("unit_described", **about, starts_on=start, excluded=[part])
            parts = (Excluded("rock", Count(area)),)
            described = UnitDescribed(unit, Day(start), "scrub", ("clearing", "holes"), parts)
            descriptions += [] if is_void else [(record, described)]
        if is_void:
            story.say("void", target=record, seen=record, reason="other")
    ours, theirs = StatedTerms(descriptions, certificates), TermsOfUnits(Reading(story.books(), day, day))
    for key in units:
        terms, held = ours.on(key, day), theirs.on(key, day)
        assert held.record == terms.description_id
        assert tuple(held.cells(10_000)) == terms_values(terms, 10_000)
        assert held.properties(10_000) == terms_properties(terms, 10_000)
        assert excluded_parts(held.said) == (excluded_text(terms.description) or "")


def row(whole: Whole, path: str, number: int = 0) -> dict[str, str]:
    return list(csv.DictReader(io.StringIO(whole.files[path].decode(), newline="")))[number]


def test_what_holds_on_the_last_day_of_the_period_is_in_the_tables(whole: Whole) -> None:
    """The parcel's last day is 30 June 2026: the third description is void, and the fourth has not begun."""
    unit = row(whole, UNITS)
    said = {
        "previous_use": "pasture", "preparation": "clearing holes", "excluded_m2": "550", "plantable_m2": "11450",
        "certification": "CarbonFix: certified, 2026-01-02, C-1; Gold Standard: certified, 2026-06-01, G-1",
    }  # fmt: skip
    assert {name: unit[name] for name in said} == said
    certification = row(whole, CERTIFICATION)
    assert {name: certification[name] for name in said} == said
    assert certification["excluded"] == "rock:400 water_strip:150"
    assert certification["description"] == row(whole, "tables/unit_descriptions.csv", 1)["id"]
    assert row(whole, MONITORING)["plantable_m2"] == "11450"
    properties = json.loads(whole.files[MAP])["features"][0]["properties"]
    assert {name: str(properties[name]) for name in said} == said


CHANGES = [
    (UNITS, ",11450,", ",11451,", "plantable_m2"), (UNITS, ",550,", ",551,", "excluded_m2"),
    (UNITS, "pasture", "scrub", "previous_use"), (UNITS, "clearing holes", "holes", "preparation"),
    (UNITS, "Gold Standard: certified", "Gold Standard: applied", "certification"),
    (CERTIFICATION, "rock:400", "rock:401", "excluded"), (CERTIFICATION, ",11450,", ",12000,", "plantable_m2"),
    (MONITORING, ",11450,", ",11455,", "plantable_m2"), (MONITORING, "G-1", "G-2", "certification"),
    ("tables/unit_descriptions.csv", "Mapa 3", "Mapa 4", "document"),
    ("tables/unit_certificates.csv", "applied", "certified", "certificate_status"),
    (MAP, "11450", "11451", "plantable_m2"), (MAP, "pasture", "scrub", "previous_use"),
]  # fmt: skip


@pytest.mark.parametrize(("path", "before", "after", "column"), CHANGES)
def test_what_was_changed_is_named(
    whole: Whole, tmp_path: Path, path: str, before: str, after: str, column: str
) -> None:
    text = whole.files[path].decode()
    assert before in text
    place = tmp_path / "package.zip"
    place.write_bytes(whole.packed({path: text.replace(before, after, 1).encode()}))
    report = Report()
    verify(Asked(str(place)), report)
    found = [one for one in report.findings if one.code == "cell" and one.where.endswith(f" {column}")]
    assert [one.where.startswith(path) for one in found] == [True], report.findings


def test_a_description_that_is_left_out_is_missed(whole: Whole, tmp_path: Path) -> None:
    lines = whole.files["tables/unit_descriptions.csv"].splitlines(keepends=True)
    place = tmp_path / "package.zip"
    place.write_bytes(whole.packed({"tables/unit_descriptions.csv": b"".join(lines[:-1])}))
    report = Report()
    verify(Asked(str(place)), report)
    assert [one.code for one in report.findings] == ["row_missing"]


def test_an_opinion_says_whether_it_is_firm(whole: Whole, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The parcel's server never judged anything, so that some checks find what nobody has written."""
    place = tmp_path / "package.zip"
    place.write_bytes(whole.packed())
    asked = Asked(str(place))
    asked.opinion = True
    report = Report()
    verify(asked, report)
    assert report.findings == []
    codes = [one.code for one in report.questions]
    assert set(codes) == {"opinion", "opinion_firm"}
    assert codes == sorted(codes, reverse=True), "the firm ones stand first"
    firm = [one for one in report.questions if one.code == "opinion_firm"]
    assert any(one.where.split(" ")[1] == "not_closed" for one in firm)
    assert main([str(place), "--opinion", "--language", "en"]) == 0
    told = capsys.readouterr().out
    assert told.count("uses nothing that came later") == len(firm)
    assert told.count("what came later may explain it") == len(codes) - len(firm)
