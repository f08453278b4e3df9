"""How a package gets into a file: safe paths, the same bytes, whole or not at all."""

import gc
import hashlib
import io
import json
import resource
import signal
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import IO
from zipfile import ZipFile

import pytest

from core.domain.problems import Problem
from core.storage.reads.whole import BETWEEN_CELLS
from sync_server.audit.writing import LEVEL, Writing, csv_of_lines, csv_parts, write_whole
from tests.integration.filling import no_more_than


@pytest.fixture
def quiet_limit() -> Iterator[None]:
    before = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    yield
    signal.signal(signal.SIGXFSZ, before)


def written() -> bytes:
    file = io.BytesIO()
    with Writing(file) as writing:
        writing.add("README.txt", [b"read me\n"], is_evidence=False)
        writing.add("tables/z.csv", [b"a", b"b"])
        writing.add("evidence/a.jsonl", [b"x" * 100_000])
        writing.end({"format": "planton-audit/1", "size": 3})
    return file.getvalue()


def test_the_manifest_names_everything_with_its_sum() -> None:
    with ZipFile(io.BytesIO(written())) as package:
        assert package.testzip() is None
        manifest = json.loads(package.read("manifest.json"))
        listed = {one["path"]: one for name in ("evidence", "presentation") for one in manifest[name]}
        assert set(listed) == set(package.namelist()) - {"manifest.json"}
        for path, one in listed.items():
            content = package.read(path)
            assert (one["bytes"], one["sha256"]) == (len(content), hashlib.sha256(content).hexdigest())
    assert [one["path"] for one in manifest["evidence"]] == ["evidence/a.jsonl", "tables/z.csv"]
    assert manifest["size"] == 3


def test_the_same_contents_are_the_same_file() -> None:
    assert written() == written()


@pytest.mark.parametrize("path", ["../a", "a/../b", "/a", "a//b", "", "a\\b", "c:a", ".", "a/", "a\nb"])
def test_a_path_that_leaves_the_folder_is_never_written(path: str) -> None:
    with pytest.raises(ValueError, match="no path of a package"), Writing(io.BytesIO()) as writing:
        writing.add(path, [b""])


def test_cells_are_written_as_rfc_4180_wants_them() -> None:
    rows = [(1, None, True, 'say "yes", now'), (-2, "", False, "two\nlines"), (3, "ñ", None, "a;b")]
    text = b"".join(csv_parts(("a", "b", "c", "d"), rows, has_flags=True)).decode()
    assert text == 'a,b,c,d\r\n1,,true,"say ""yes"", now"\r\n-2,,false,"two\nlines"\r\n3,ñ,,a;b\r\n'


ROWS = [("a", 1, ""), ("ñ", -2, "x;y"), ("", 3, "z")]


@pytest.mark.parametrize("strange", ["", "a,b", 'say "yes"', "two\nlines", "two\rlines", "two\r\nlines"])
def test_rows_that_come_as_texts_are_the_same_file(strange: str) -> None:
    rows = [*ROWS, ("last", 4, strange)]
    lines = [BETWEEN_CELLS.join(map(str, row)) for row in rows]
    as_texts = b"".join(csv_of_lines(("a", "b", "c"), [lines[:2], lines[2:]]))
    assert as_texts == b"".join(csv_parts(("a", "b", "c"), rows))


def test_a_cell_with_the_sign_between_cells_is_never_written() -> None:
    with pytest.raises(ValueError, match="between cells"):
        list(csv_of_lines(("a", "b"), [[BETWEEN_CELLS.join(("a", "b", "c"))]]))


def test_a_file_is_packed_as_it_is_meant_to_be() -> None:
    text = "".join(f"{number},{number * 7919 % 104_729}\r\n" for number in range(20_000)).encode()
    file = io.BytesIO()
    with Writing(file) as writing:
        writing.add("a.csv", [text])
        writing.end_plainly()
    with ZipFile(file) as package:
        packing = zlib.compressobj(LEVEL, zlib.DEFLATED, -zlib.MAX_WBITS)
        assert package.getinfo("a.csv").compress_size == len(packing.compress(text) + packing.flush())


def test_what_is_there_stays(tmp_path: Path) -> None:
    path = tmp_path / "audit.zip"
    path.write_bytes(b"mine")
    with pytest.raises(Problem) as refused:
        write_whole(path, lambda file: file.write(b"other"))
    assert refused.value.code == "package_there"
    assert path.read_bytes() == b"mine"


def test_nothing_is_left_when_the_disk_is_full(tmp_path: Path, quiet_limit: None) -> None:
    path = tmp_path / "audit.zip"
    with no_more_than(50_000), pytest.raises(Problem) as refused:
        write_whole(path, lambda file: [file.write(bytes(10_000)) for _ in range(20)])
    assert refused.value.code == "package_not_written"
    assert list(tmp_path.iterdir()) == []
    assert resource.getrlimit(resource.RLIMIT_FSIZE)[0] == resource.getrlimit(resource.RLIMIT_FSIZE)[1]


def test_nothing_is_left_when_something_else_goes_wrong(tmp_path: Path) -> None:
    def breaks(file: object) -> None:
        raise LookupError("inside")

    with pytest.raises(LookupError, match="inside"):
        write_whole(tmp_path / "audit.zip", breaks)
    assert list(tmp_path.iterdir()) == []


def test_a_package_that_breaks_off_leaves_no_zip_that_wants_to_be_finished(tmp_path: Path) -> None:
    def breaks(file: IO[bytes]) -> None:
        with Writing(file) as writing:
            writing.add("a", [b"a"])
            raise LookupError("inside")

    with pytest.raises(LookupError, match="inside"):
        write_whole(tmp_path / "audit.zip", breaks)
    gc.collect()
    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_is_not_there_is_said(tmp_path: Path) -> None:
    with pytest.raises(Problem) as refused:
        write_whole(tmp_path / "no" / "audit.zip", lambda file: file.write(b""))
    assert refused.value.code == "package_not_written"
