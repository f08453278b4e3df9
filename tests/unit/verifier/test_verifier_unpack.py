"""What a stranger may have put into a package: paths that climb out, links, names twice, bombs, damage."""

import hashlib
import json
import os
import zipfile
from pathlib import Path

import pytest

from verifier.manifest import compare_files, read_manifest
from verifier.model import Report
from verifier.unpack import DamagedFileError, Package, UnreadablePackageError, is_safe

FILES = {"evidence/log.jsonl": b"one\ntwo\n", "tables/a.csv": b"a\r\n1\r\n", "geo/x.geojson": b"{}\n"}


def manifest_of(files: dict[str, bytes]) -> bytes:
    entries = [
        {"bytes": len(data), "path": path, "sha256": hashlib.sha256(data).hexdigest()}
        for path, data in sorted(files.items())
    ]
    said = {
        "format": "planton-audit/1", "programme": "PIURA", "profile": "auditor", "from": "2026-01-01",
        "to": "2026-06-30", "size": 2, "root": "00" * 32, "evidence": entries, "presentation": [],
    }  # fmt: skip
    return json.dumps(said, sort_keys=True, indent=1).encode() + b"\n"


def zipped(path: Path, files: dict[str, bytes]) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in {**files, "manifest.json": manifest_of(files)}.items():
            archive.writestr(name, data)
    return path


def looked_at(path: Path) -> Report:
    report = Report()
    with Package(str(path)) as package:
        manifest = read_manifest(package, report)
        package.tell_refused(report)
        compare_files(package, manifest, report)
    return report


def codes(report: Report) -> list[tuple[str, str]]:
    return [(one.code, one.where) for one in report.findings]


def unpacked(folder: Path, files: dict[str, bytes]) -> Path:
    for name, data in {**files, "manifest.json": manifest_of(files)}.items():
        place = folder / name
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(data)
    return folder


def test_a_zip_and_the_folder_it_was_unpacked_into_are_one(tmp_path: Path) -> None:
    assert codes(looked_at(zipped(tmp_path / "p.zip", FILES))) == []
    assert codes(looked_at(unpacked(tmp_path / "folder", FILES))) == []
    with Package(str(tmp_path / "folder")) as package:
        assert list(package.lines("evidence/log.jsonl")) == [b"one", b"two"]


@pytest.mark.parametrize(
    "name",
    ["../out", "/etc/passwd", "a/../b", "a//b", "./a", "C:/x", "a\\b", "..", "a/", "", "x\0y", "aux:", "a/./b", "a\nb"],
)
def test_paths_that_lead_out_are_not_safe(name: str) -> None:
    assert not is_safe(name)


@pytest.mark.parametrize("name", ["a", "evidence/photos/ab.jpg", "tables/a b.csv", "..a/b..", "ñ/é.csv"])
def test_other_paths_are_safe(name: str) -> None:
    assert is_safe(name)


@pytest.mark.parametrize("name", ["../climbs.txt", "/root.txt", "tables/../../x", "C:\\x"])
def test_a_path_that_climbs_out_is_named_and_not_read(tmp_path: Path, name: str) -> None:
    path = zipped(tmp_path / "p.zip", FILES)
    with zipfile.ZipFile(path, "a") as archive:
        archive.writestr(zipfile.ZipInfo(name), b"x")
    assert [code for code, _ in codes(looked_at(path))] == ["path_unsafe"]
    with Package(str(path)) as package:
        assert package.names == sorted([*FILES, "manifest.json"])


def test_of_two_files_with_one_name_neither_is_read(tmp_path: Path) -> None:
    path = zipped(tmp_path / "p.zip", FILES)
    with zipfile.ZipFile(path, "a") as archive, pytest.warns(UserWarning, match="Duplicate"):
        archive.writestr("tables/a.csv", b"a\r\n2\r\n")
    assert set(codes(looked_at(path))) == {("path_twice", "tables/a.csv"), ("file_missing", "tables/a.csv")}


@pytest.mark.parametrize("other", ["Tables/A.CSV", "tables/a.csv.", "tables /a.csv"])
def test_of_two_files_that_are_one_on_some_computers_neither_is_read(tmp_path: Path, other: str) -> None:
    """Whoever unpacks it there sees what came last, which is not what was compared."""
    found = codes(looked_at(zipped(tmp_path / "p.zip", {**FILES, other: b"a\r\n2\r\n"})))
    assert {("path_alike", "tables/a.csv"), ("path_alike", other)} <= set(found)


def test_a_link_is_not_followed(tmp_path: Path) -> None:
    folder = unpacked(tmp_path / "folder", FILES)
    (folder / "tables/a.csv").unlink()
    (tmp_path / "elsewhere").write_bytes(FILES["tables/a.csv"])
    (folder / "tables/a.csv").symlink_to(tmp_path / "elsewhere")
    assert set(codes(looked_at(folder))) == {("path_no_file", "tables/a.csv"), ("file_missing", "tables/a.csv")}
    path = tmp_path / "p.zip"
    zipped(path, {name: data for name, data in FILES.items() if name != "tables/a.csv"})
    with zipfile.ZipFile(path, "a") as archive:
        entry = zipfile.ZipInfo("tables/a.csv")
        entry.external_attr = 0o120777 << 16
        archive.writestr(entry, "/etc/passwd")
    assert ("path_no_file", "tables/a.csv") in codes(looked_at(path))


def test_a_file_that_swells_is_not_read(tmp_path: Path) -> None:
    path = zipped(tmp_path / "p.zip", FILES)
    with zipfile.ZipFile(path, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("tables/bomb.csv", bytes(100 << 20))
    assert codes(looked_at(path)) == [("path_swells", "tables/bomb.csv")]


@pytest.mark.parametrize("kept", [0, 10, 200, -30])
def test_a_zip_that_was_cut_off_is_none(tmp_path: Path, kept: int) -> None:
    path = zipped(tmp_path / "p.zip", FILES)
    path.write_bytes(path.read_bytes()[:kept])
    with pytest.raises(UnreadablePackageError) as caught:
        looked_at(path)
    assert caught.value.code == "no_zip"


def test_damage_within_a_zip_is_named(tmp_path: Path) -> None:
    path = tmp_path / "p.zip"
    data = os.urandom(4_000)
    zipped(path, {**FILES, "geo/x.geojson": data})
    whole = bytearray(path.read_bytes())
    place = whole.find(data[100:120])
    whole[place] ^= 1
    path.write_bytes(bytes(whole))
    assert codes(looked_at(path)) == [("file_damaged", "geo/x.geojson")]
    with Package(str(path)) as package, pytest.raises(DamagedFileError):
        package.whole("geo/x.geojson")


def test_what_is_missing_extra_longer_or_other_is_named(tmp_path: Path) -> None:
    folder = unpacked(tmp_path / "folder", FILES)
    (folder / "geo/x.geojson").unlink()
    (folder / "tables/b.csv").write_bytes(b"more")
    (folder / "evidence/log.jsonl").write_bytes(b"one\ntwe\n")
    (folder / "tables/a.csv").write_bytes(b"a\r\n1\r\n2\r\n")
    assert set(codes(looked_at(folder))) == {
        ("file_missing", "geo/x.geojson"), ("file_extra", "tables/b.csv"), ("file_hash", "evidence/log.jsonl"),
        ("file_size", "tables/a.csv"),
    }  # fmt: skip


def test_line_ends_of_another_system_are_no_disagreement(tmp_path: Path) -> None:
    folder = unpacked(tmp_path / "folder", FILES)
    (folder / "evidence/log.jsonl").write_bytes(b"one\r\ntwo\r\n")
    (folder / "tables/a.csv").write_bytes(b"a\n1\n")
    manifest = (folder / "manifest.json").read_bytes()
    (folder / "manifest.json").write_bytes(manifest.replace(b"\n", b"\r\n"))
    report = looked_at(folder)
    assert codes(report) == []
    assert report.unchecked == [("line_ends", "evidence/log.jsonl"), ("line_ends", "tables/a.csv")]
    with Package(str(folder)) as package:
        assert list(package.lines("evidence/log.jsonl")) == [b"one", b"two"]


@pytest.mark.parametrize(
    ("said", "code"),
    [
        (b"", "manifest_unreadable"), (b"[]", "format_unknown"), (b"{", "manifest_unreadable"),
        (b'{"format":"planton-audit/0"}', "format_unknown"), (b'{"format":"planton-audit/1"}', "manifest_field"),
        (b"[" * 100_000, "manifest_unreadable"), (b"\xff", "manifest_unreadable"),
    ],
)  # fmt: skip
def test_a_manifest_that_cannot_be_read(tmp_path: Path, said: bytes, code: str) -> None:
    folder = unpacked(tmp_path / "folder", FILES)
    (folder / "manifest.json").write_bytes(said)
    with pytest.raises(UnreadablePackageError) as caught:
        looked_at(folder)
    assert caught.value.code == code


def test_no_package_at_all(tmp_path: Path) -> None:
    for path, code in ((tmp_path / "nowhere", "no_such_file"), (tmp_path, "no_manifest")):
        with pytest.raises(UnreadablePackageError) as caught:
            looked_at(path)
        assert caught.value.code == code
