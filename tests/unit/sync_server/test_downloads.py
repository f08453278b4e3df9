"""Lists as files: each has an address, a rule and words; every format has the same cells and takes little memory."""

import csv
import io
import json
import re
import tracemalloc
from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from sync_server.downloads import admin, money, people, reference, sheets, work
from sync_server.downloads.catalogue import LISTINGS
from sync_server.downloads.formats import csv_pieces, geojson_pieces, heading, json_pieces, write_workbook
from sync_server.downloads.listing import (
    AT_ONCE,
    Column,
    Listing,
    centimos,
    code,
    count,
    day,
    flag,
    half_days,
    moment,
    text,
)
from sync_server.downloads.shapes import point
from sync_server.gate import lists
from sync_server.gate.access import ACCESS, PERSONAL
from sync_server.looking.reference import PLACES
from sync_server.text.texts import TEXTS
from tests.tidy.source import ROOT

COLUMNS = (
    text("who", lambda one: one["who"]),
    code("activity", "activity", lambda one: one["activity"]),
    count("count", lambda one: one["count"]),
    centimos("paid", lambda one: one["centimos"]),
    half_days("half_days", lambda one: one["half_days"]),
    day("happened_on", lambda one: one["day"]),
    moment("recorded_at", lambda one: one["at"]),
    flag("held", lambda one: one["held"]),
)
LINES: list[dict[str, Any]] = [
    {"who": "=1+1", "activity": "planting", "count": 7, "centimos": 123_456, "half_days": 3, "day": "2014-12-03",
     "at": 1_417_615_200_000, "held": True},
    {"who": "Ñaña, \"la\"", "activity": "of_tomorrow", "count": None, "centimos": -5, "half_days": 0, "day": "",
     "at": 0, "held": False},
]  # fmt: skip
A_HUNDRED_THOUSAND = 100_000
MEMORY_BYTES = 1_000_000


def listing(parts: Any = None) -> Listing:
    places = {"=1+1": (-5_200_000, -79_900_000)}
    return Listing(
        "test", "records.title", COLUMNS, [LINES] if parts is None else parts,
        lambda one: point(places.get(one["who"])),
    )  # fmt: skip


def workbook(made: Listing, path: Path, language: Any = "es") -> Any:
    with path.open("wb") as file:
        write_workbook(made, file, language, ["PIURA"])
    return openpyxl.load_workbook(path)


def test_every_list_has_an_address_and_a_rule() -> None:
    assert set(LISTINGS) == set(lists.ALL)
    assert len(lists.ALL) == len(set(lists.ALL))
    for path in LISTINGS:
        for ending in lists.endings(path):
            assert isinstance(ACCESS["GET", f"{path}.{ending}"], frozenset)
            assert (("GET", f"{path}.{ending}") in PERSONAL) == (path not in lists.NAMELESS)
        page = ACCESS.get(("GET", path))
        assert page is None or page == ACCESS["GET", f"{path}.csv"], path


def stated_columns() -> list[Column]:
    tables = [value for part in (admin, money, people, sheets, work) for value in vars(part).values()]
    stated = [column for table in tables if isinstance(table, tuple) for column in table if isinstance(column, Column)]
    return [*stated, *(column for kind in PLACES.values() for column in reference._columns(kind))]


@pytest.mark.parametrize("language", ["es", "en"])
def test_every_column_has_a_word_and_names_its_unit(language: Any) -> None:
    found = stated_columns()
    assert len(found) > 150
    nameless = [column.name for column in found if (column.word or f"listing.{column.name}") not in TEXTS]
    assert nameless == []
    assert all(heading(column, language) for column in found)
    for column in found:
        assert (column.kind == "moment") == column.name.endswith("_utc_ms")
        assert (column.kind == "centimos") == (column.name == "centimos" or column.name.endswith("_centimos"))
        has_words = any(key.startswith(f"{column.group}.") for key in TEXTS)
        assert column.kind != "code" or has_words or column.name == "currency", column


def test_no_list_has_a_column_twice() -> None:
    for kind in PLACES.values():
        names = [column.name for column in reference._columns(kind)]
        assert len(names) == len(set(names)), kind


def test_a_program_reads_whole_figures_and_codes() -> None:
    rows = list(csv.DictReader(io.StringIO("".join(csv_pieces(listing())).removeprefix("\ufeff"))))
    assert rows[0] == {
        "who": "'=1+1", "activity": "planting", "count": "7", "paid_centimos": "123456", "half_days": "3",
        "happened_on": "2014-12-03", "recorded_at_utc_ms": "1417615200000", "held": "true",
    }  # fmt: skip
    assert rows[1] == {
        "who": 'Ñaña, "la"', "activity": "of_tomorrow", "count": "", "paid_centimos": "-5", "half_days": "0",
        "happened_on": "", "recorded_at_utc_ms": "", "held": "false",
    }  # fmt: skip
    one, other = json.loads("".join(json_pieces(listing())))
    assert (one["who"], one["paid_centimos"], one["held"]) == ("=1+1", 123_456, True)
    assert (other["count"], other["happened_on"], other["recorded_at_utc_ms"]) == (None, None, None)


def test_a_person_reads_soles_days_words_and_local_time(tmp_path: Path) -> None:
    sheet = workbook(listing(), tmp_path / "a.xlsx").worksheets[0]
    first, second = sheet[5], sheet[6]
    assert (first[0].value, first[0].data_type) == ("=1+1", "s")
    assert first[1].value == TEXTS["activity.planting"][0]
    assert [cell.value for cell in first[2:5]] == [7, 1_234.56, 1.5]
    assert (first[5].value.date(), first[6].value) == (date(2014, 12, 3), datetime.fromisoformat("2014-12-03T09:00"))
    assert first[5].is_date
    assert first[6].is_date
    assert (first[7].value, second[7].value) == ("sí", "no")
    assert [cell.value for cell in second[1:6]] == ["of_tomorrow", None, -0.05, 0, None]


def test_places_are_longitude_before_latitude_and_nothing_is_left_out() -> None:
    found = json.loads("".join(geojson_pieces(listing())))
    assert [feature["geometry"] for feature in found["features"]] == [
        {"type": "Point", "coordinates": [-79.9, -5.2]}, None,
    ]  # fmt: skip
    assert [feature["id"] for feature in found["features"]] == ["=1+1", 'Ñaña, "la"']
    assert found["features"][0]["properties"]["paid_centimos"] == 123_456


def test_an_empty_list_is_a_file_as_well(tmp_path: Path) -> None:
    for parts in ([], [[]]):
        assert "".join(csv_pieces(listing(parts))).count("\r\n") == 1
        assert json.loads("".join(json_pieces(listing(parts)))) == []
        assert json.loads("".join(geojson_pieces(listing(parts))))["features"] == []
        assert workbook(listing(parts), tmp_path / "a.xlsx").worksheets[0].max_row == 4


def test_what_one_worksheet_has_no_room_for_goes_on_the_next(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sync_server.downloads.formats.ROWS_OF_A_WORKSHEET", 2)
    book = workbook(listing([LINES, LINES[:1]]), tmp_path / "a.xlsx")
    assert [(sheet.title, sheet.max_row) for sheet in book.worksheets] == [("test 1", 6), ("test 2", 5)]


@pytest.mark.parametrize("pieces", [csv_pieces, json_pieces, geojson_pieces])
def test_no_more_is_read_than_goes_out(pieces: Any) -> None:
    """Of a hundred thousand lines only the few that are being written are in hand."""
    taken = 0

    def parts() -> Iterator[list[dict[str, Any]]]:
        nonlocal taken
        for _ in range(A_HUNDRED_THOUSAND // AT_ONCE):
            taken += 1
            yield [LINES[0]] * AT_ONCE

    lines = 0
    for piece in pieces(listing(parts())):
        lines += piece.count("\n")
        assert taken * AT_ONCE <= lines + 2 * AT_ONCE
    assert lines >= A_HUNDRED_THOUSAND


def test_a_longer_workbook_takes_no_more_memory(tmp_path: Path) -> None:
    assert abs(peak_of(8_000, tmp_path) - peak_of(2_000, tmp_path)) < MEMORY_BYTES


def peak_of(number: int, folder: Path) -> int:
    """Bytes that were in hand at most while a workbook of so many lines was written."""
    tracemalloc.start()
    with (folder / f"{number}.xlsx").open("wb") as file:
        write_workbook(listing([LINES[:1]] * number), file, "es", [])
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    return peak


def test_the_document_has_every_list() -> None:
    text = (ROOT / "docs" / "downloads.md").read_text(encoding="utf-8")
    assert sorted(re.findall(r"^\| `(/[^`]+)` \|", text, re.MULTILINE)) == sorted(LISTINGS)
