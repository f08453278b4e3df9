"""Files are compared many rows at a time, which must find what going cell by cell finds, and name it as exactly."""

import csv
import io
import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.unit.verifier.mutations import Whole
from tests.unit.verifier.parcel import FIRST_DAY, LAST_DAY
from tests.unit.verifier.wrapping import manifest_of, zip_of
from verifier import maps, tables, telling
from verifier.canon import body_of, encode
from verifier.desk import Desk
from verifier.main import Asked, verify
from verifier.maps import _as_line, _compare_map
from verifier.model import Finding, Report
from verifier.reading import Reading, Table
from verifier.table_file import as_lines
from verifier.tables_work import WORK_TABLES
from verifier.telling import balance_sums, item_lines, item_rows, journal_lines, journal_rows
from verifier.unpack import Package, UnreadablePackageError

ITEMS, ACCOUNTS = "tables/items.csv", "tables/accounts.csv"
ALL_DAYS = ("0001-01-01", "9999-12-31")


@pytest.fixture(scope="module")
def whole() -> Whole:
    return Whole()


@pytest.fixture(scope="module")
def desk(whole: Whole) -> Desk:
    books = whole.log.books()
    assert isinstance(books, Desk)
    return books


@pytest.fixture(params=[1, 2, 3, 1_000])
def at_once(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> int:
    monkeypatch.setattr(tables, "ROWS_AT_ONCE", request.param)
    return int(request.param)


def found(whole: Whole, folder: Path, changes: dict[str, bytes | None]) -> list[Finding]:
    path = folder / "package.zip"
    path.write_bytes(whole.packed(changes))
    report = Report()
    verify(Asked(str(path)), report)
    return report.findings


def rows_of(data: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(data.decode("utf-8"), newline="")))


def written(rows: list[list[str]], **way: str | int) -> bytes:
    text = io.StringIO(newline="")
    csv.writer(text, **way).writerows(rows)  # type: ignore[arg-type]
    return text.getvalue().encode("utf-8")


def test_a_table_may_be_written_in_another_way(whole: Whole, tmp_path: Path, at_once: int) -> None:
    rows = rows_of(whole.files[ITEMS])
    for way in ({"quoting": csv.QUOTE_ALL}, {"lineterminator": "\n"}, {"quoting": csv.QUOTE_NONNUMERIC}):
        assert found(whole, tmp_path, {ITEMS: written(rows, **way)}) == []


def test_a_cell_is_named_wherever_it_stands(whole: Whole, tmp_path: Path, at_once: int) -> None:
    heading, *rows = rows_of(whole.files[ITEMS])
    place = heading.index("centimos")
    for number in range(len(rows)):
        changed = [list(row) for row in rows]
        changed[number][place] = str(int(rows[number][place]) + 1)
        findings = found(whole, tmp_path, {ITEMS: written([heading, *changed])})
        key = " ".join(rows[number][heading.index(name)] for name in ("record", "posting", "kind", "line"))
        assert findings == [
            Finding("cell", f"{ITEMS}:{number + 2} {key} centimos", changed[number][place], rows[number][place])
        ]


def test_rows_that_are_gone_or_more_or_turned_are_named(whole: Whole, tmp_path: Path, at_once: int) -> None:
    heading, *rows = rows_of(whole.files[ITEMS])

    def codes(changed: list[list[str]]) -> list[str]:
        return [one.code for one in found(whole, tmp_path, {ITEMS: written([heading, *changed])})]

    assert codes(rows[:-1]) == ["row_missing"]
    assert codes(rows[1:]) == ["row_missing"]
    assert codes([]) == ["row_missing"] * len(rows)
    assert codes([*rows, rows[-1]]) == ["row_extra"]
    assert codes([rows[0], rows[0], *rows[1:]]) == ["row_extra"]
    assert codes([rows[1], rows[1], *rows[2:]]) == ["row_twice", "row_missing"]
    assert codes([rows[1], rows[0], *rows[2:]]) == ["table_order"]
    assert codes([*rows[:2], rows[2][:-1], *rows[3:]]) == ["table_row", "row_missing"]


def _leads_elsewhere(one: dict[str, Any]) -> None:
    one["path"] = "../geo/units.geojson"


def _passes_rows_over(one: dict[str, Any]) -> None:
    one["dialect"]["commentChar"] = "1"


def _passes_cells_over(one: dict[str, Any]) -> None:
    one["schema"]["missingValues"] = ["", "2500"]


def _is_of_other_letters(one: dict[str, Any]) -> None:
    one["encoding"] = "utf-16"


@pytest.mark.parametrize("change", [_leads_elsewhere, _passes_rows_over, _passes_cells_over, _is_of_other_letters])
def test_a_description_that_has_something_else_read_is_named(
    whole: Whole, tmp_path: Path, change: Callable[[dict[str, Any]], None]
) -> None:
    """The manifest fits it, and every table is as it ought to be."""
    said = json.loads(whole.files[tables.DATAPACKAGE])
    change(next(one for one in said["resources"] if one["name"] == "items"))
    findings = found(whole, tmp_path, {tables.DATAPACKAGE: json.dumps(said).encode()})
    assert [(one.code, one.where) for one in findings] == [("table_described", f"{tables.DATAPACKAGE} items")]


@pytest.mark.parametrize(
    ("path", "name"),
    [("tables/datapackage.json", "name"), ("evidence/keys.json", "programme"), ("geo/areas.geojson", "id")],
)
def test_what_is_said_twice_in_an_object_is_named(whole: Whole, tmp_path: Path, path: str, name: str) -> None:
    """Some readers heed the first of two, and the comparison would heed the last."""
    text = whole.files[path].decode()
    assert f'"{name}":' in text
    findings = found(whole, tmp_path, {path: text.replace(f'"{name}":', f'"{name}": "other", "{name}":', 1).encode()})
    assert any(one.code == "file_unreadable" and one.where.startswith(path) for one in findings)


def test_a_manifest_that_says_something_twice_is_none(whole: Whole, tmp_path: Path) -> None:
    manifest = manifest_of(whole.files, whole.size, whole.root)
    path = tmp_path / "package.zip"
    path.write_bytes(zip_of(whole.files, manifest.replace(b'"root":', b'"root": "00", "root":', 1)))
    with pytest.raises(UnreadablePackageError, match="manifest_unreadable"):
        verify(Asked(str(path)), Report())


def test_a_table_that_is_described_twice_is_named(whole: Whole, tmp_path: Path) -> None:
    said = json.loads(whole.files[tables.DATAPACKAGE])
    said["resources"].append(next(one for one in said["resources"] if one["name"] == "items"))
    findings = found(whole, tmp_path, {tables.DATAPACKAGE: json.dumps(said).encode()})
    assert [(one.code, one.where) for one in findings] == [("table_described", f"{tables.DATAPACKAGE} items")]


def test_what_is_not_said_of_a_cell_hides_nothing_behind_it(whole: Whole, tmp_path: Path, at_once: int) -> None:
    """Of what an account is called no rule says anything."""
    heading, *rows = rows_of(whole.files[ACCOUNTS])
    label, code = heading.index("label"), heading.index("code")
    assert {row[label] for row in rows} == {"?"}
    changed = [[*row[:label], "Caja, banco"] for row in rows]
    assert found(whole, tmp_path, {ACCOUNTS: written([heading, *changed])}) == []
    changed[-1][code] = "9999"
    assert [one.where for one in found(whole, tmp_path, {ACCOUNTS: written([heading, *changed])})] == [
        f"{ACCOUNTS}:{len(rows) + 1} {rows[-1][0]} code"
    ]


def test_where_a_table_is_cut_off_nothing_behind_is_missed(whole: Whole, tmp_path: Path, at_once: int) -> None:
    rows = rows_of(whole.files[ITEMS])
    data = written(rows[:4]) + b"\xff\xfe,nothing\r\n" + written(rows[5:])
    assert [one.code for one in found(whole, tmp_path, {ITEMS: data})] == ["file_unreadable"]
    assert [one.where for one in found(whole, tmp_path, {ITEMS: data})] == [f"{ITEMS}:5"]


def spot(lon_udeg: int, lat_udeg: int) -> dict[str, object]:
    return {"type": "Point", "coordinates": (lon_udeg, lat_udeg)}


FEATURES = [
    ("A-1", spot(-79_671_500, -5_116_500), {"trees": 30, "held": False, "name": 'ñ "x"'}),
    ("A-2", None, {"trees": 31, "held": True}),
    ("A-3", spot(-79_000_000, -5_000_001), {"trees": 32}),
]
LINES = [
    (
        '{"type":"Feature","id":"A-1","geometry":{"type":"Point","coordinates":[-79.6715,-5.1165]},'
        '"properties":{"trees":30,"held":false,"name":"ñ \\"x\\""}}'
    ),
    '{"type":"Feature","id":"A-2","geometry":null,"properties":{"trees":31,"held":true}}',
    '{"type":"Feature","id":"A-3","geometry":{"type":"Point","coordinates":[-79.0,-5.000001]},"properties":{"trees":32}}',
]
HEAD, END = '{"type":"FeatureCollection","features":[\n', "\n]}\n"


@pytest.fixture(params=[1, 2, 500])
def features_at_once(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> int:
    monkeypatch.setattr(maps, "FEATURES_AT_ONCE", request.param)
    return int(request.param)


def told(folder: Path, text: str) -> list[tuple[str, str]]:
    (folder / "map.geojson").write_bytes(text.encode())
    report = Report()
    with Package(str(folder)) as package:
        _compare_map(package, "map.geojson", iter(FEATURES), report)
    return [(one.code, one.where) for one in report.findings]


@pytest.mark.usefixtures("features_at_once")
def test_a_map_may_be_written_in_another_way(tmp_path: Path) -> None:
    text = HEAD + ",\n".join(LINES) + END
    said = json.loads(text)
    assert _as_line(*FEATURES[0]).decode() == LINES[0]
    for written_so in (text, text.replace("\n", "\r\n"), json.dumps(said), json.dumps(said, indent=2) + "\n\n"):
        assert told(tmp_path, written_so) == []
    spaced = [json.dumps(json.loads(line), sort_keys=True) for line in LINES]
    assert told(tmp_path, HEAD + ",\n".join(spaced) + END) == []


@pytest.mark.usefixtures("features_at_once")
def test_features_that_are_others_are_named(tmp_path: Path) -> None:
    def of(*lines: str) -> list[tuple[str, str]]:
        return told(tmp_path, HEAD + ",\n".join(lines) + END)

    first, second, third = LINES
    path = "map.geojson"
    assert of(second, first, third) == [("table_order", path)]
    assert of(first, second) == [("row_missing", f"{path} A-3")]
    assert of(first, third) == [("row_missing", f"{path} A-2")]
    assert of() == [("row_missing", f"{path} A-{number}") for number in (1, 2, 3)]
    assert of(*LINES, first) == [("row_extra", f"{path}:5 A-1")]
    assert of(first, second.replace('"Feature"', '"Other"'), third) == [("file_form", f"{path}:3")]
    assert of(first.replace("-5", "-6"), second, third) == [("cell", f"{path}:2 A-1 geometry")]
    assert of(first, second.replace("31", "33"), third.replace("32", "31")) == [
        ("cell", f"{path}:3 A-2 trees"), ("cell", f"{path}:4 A-3 trees"),
    ]  # fmt: skip
    assert of(first + second, third) == [("file_unreadable", path)]
    assert of(first.replace("30", "29"), second + third) == [
        ("cell", f"{path}:2 A-1 trees"), ("file_unreadable", path),
    ]  # fmt: skip
    # A text may not go on in another line, however many lines there are.
    within = '"name":"ñ, x"'
    assert of(first.replace('"name":"ñ \\"x\\""', within), second, third) == [("cell", f"{path}:2 A-1 name")]
    assert of(first, second.replace('"id":"A-2",', ""), third) == [("file_unreadable", path)]
    assert of(first, "7", third) == [("file_unreadable", path)]


def test_a_text_that_goes_on_in_another_line_is_no_text(tmp_path: Path) -> None:
    """With its comma at the end of the line the lines joined are the same."""
    feature = ("A-1", None, {"name": "ñ, x"})
    line = '{"type":"Feature","id":"A-1","geometry":null,"properties":{"name":"ñ, x"}}'

    def of(text: str) -> list[str]:
        (tmp_path / "map.geojson").write_bytes((HEAD + text + END).encode())
        report = Report()
        with Package(str(tmp_path)) as package:
            _compare_map(package, "map.geojson", iter([feature, feature]), report)
        return [one.code for one in report.findings]

    assert of(f"{line},\n{line}") == []
    assert of(f"{line},{line}".replace("ñ,", "ñ,\n", 1)) == ["file_unreadable"]
    assert of(f"{line},{line}") == ["file_unreadable"]


@pytest.mark.parametrize("ending", ["", "\n]", "\n]}\n]}\n", '\n]}\n{"type":"Feature"}\n', ",\n"])
def test_a_map_has_one_end(tmp_path: Path, ending: str) -> None:
    assert told(tmp_path, HEAD + ",\n".join(LINES) + ending) == [("file_unreadable", "map.geojson")]


@pytest.mark.parametrize("days", [ALL_DAYS, (FIRST_DAY, LAST_DAY), ("2026-02-02", "2026-03-04")])
def test_rows_are_told_as_the_books_have_them(desk: Desk, days: tuple[str, str]) -> None:
    first, last = days
    items = sorted(
        (one for one in desk.items if first <= one.happened_on <= last),
        key=lambda one: (one.member, one.record, one.posting, one.kind, one.line),
    )
    claims = dict(desk.claims.items())
    assert list(item_rows(desk, first, last)) == [
        (
            one.record, one.posting, one.kind, one.line, one.member, one.committee, one.happened_on, one.centimos,
            one.number, one.half_days, one.activity, one.species, one.rate, one.cause, one.position,
            claims.get((one.record, one.posting, one.kind, one.line)),
        )
        for one in items
    ]  # fmt: skip
    lines = sorted((one for one in desk.journal if first <= one.booked_on <= last), key=lambda one: one[:3])
    assert list(journal_rows(desk, first, last)) == [
        (*one[:11], max(one.centimos, 0), max(-one.centimos, 0)) for one in lines
    ]
    assert len(lines) > 4
    sums: dict[tuple[str, str], list[int]] = {}
    for one in desk.journal:
        if one.booked_on <= last:
            mine = sums.setdefault((one.account, one.party), [0, 0, 0])
            mine[0 if one.booked_on < first else 1 if one.centimos > 0 else 2] += (
                one.centimos if one.booked_on < first or one.centimos > 0 else -one.centimos
            )
    assert balance_sums(desk, first, last) == sums


@pytest.mark.parametrize("days", [ALL_DAYS, (FIRST_DAY, LAST_DAY), ("2026-02-02", "2026-03-04"), ("1999-01-01",) * 2])
def test_text_is_what_the_rows_are_written_as(
    desk: Desk, days: tuple[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    for rows, lines in ((item_rows, item_lines), (journal_rows, journal_lines)):
        told = list(rows(desk, *days))
        for at_once in (1, 2, 1_000):
            monkeypatch.setattr(telling, "LINES_AT_ONCE", at_once)
            pieces = list(lines(desk, *days))
            assert "".join(text for _, text in pieces).encode() == as_lines(told)
            assert [text.count("\r\n") for _, text in pieces] == [number for number, _ in pieces]
            assert all(number for number, _ in pieces)


@pytest.mark.parametrize("cell", ['"', ",", "\r", "\n", "\r\n", "a,b", '"a"', "\r\n,,"])
def test_a_cell_that_needs_quotation_marks_is_written_with_them(tmp_path: Path, cell: str) -> None:
    """Text without them would be read as other cells, or as other rows."""
    rows = [("A-1", "x", 1), ("A-2", cell, 2), ("A-3", "x", 3)]

    def text(_: Reading) -> Iterator[tuple[int, str]]:
        return ((1, ",".join(map(str, row)) + "\r\n") for row in rows)

    table = Table("t", ("id", "text", "number"), ("id",), lambda _: rows, text)
    heading = b"id,text,number\r\n"

    def findings(data: bytes) -> list[str]:
        (tmp_path / "tables").mkdir(exist_ok=True)
        (tmp_path / "tables" / "t.csv").write_bytes(data)
        report = Report()
        with Package(str(tmp_path)) as package:
            tables.TableComparison(package, table, report).run(Reading(Desk(Report()), *ALL_DAYS))
        return [one.code for one in report.findings]

    assert findings(heading + as_lines(rows)) == []
    assert findings(heading + "".join(one for _, one in text(Reading(Desk(Report()), *ALL_DAYS))).encode()) != []


def test_attendance_is_what_the_lists_say(desk: Desk) -> None:
    table = next(one for one in WORK_TABLES if one.name == "attendance")
    said = {}
    for row in desk.of_kind["workday"]:
        for one in row.body["present"] if row.status == "live" else ():
            said[row.id, one["member"]] = said.get((row.id, one["member"]), 0) + one["half_days"]
    rows = list(table.rows(Reading(desk, *ALL_DAYS)))
    assert {(row[0], row[1]): row[-1] for row in rows} == said
    assert rows == sorted(rows)


@pytest.mark.parametrize("author", ["T01", '"body":{}', '{"body":1,', "ñ\\", ""])
def test_a_body_alone_is_what_the_record_says(author: str) -> None:
    body = {"body": {"body": [1]}, "text": '"body":2', "zeta": "ñ"}
    assert body_of(encode({"author": author, "body": body, "happened_on": "2026-01-01", "kind": "x"})) == body
