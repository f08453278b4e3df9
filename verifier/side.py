"""What lies beside the log and is bound to it by hashes: words and photos (rules, 1.7)."""

from __future__ import annotations

import base64
import binascii
import csv
import hashlib
from collections.abc import Iterator
from typing import Any

from verifier.canon import NotCanonicalError, read_canonical
from verifier.manifest import Manifest
from verifier.model import Books, Entry, Report
from verifier.notes import is_key
from verifier.unpack import DamagedFileError, Package

SIDE_ROWS = "evidence/side_rows.jsonl"
PHOTOS = "evidence/photos.csv"
PHOTO_FOLDER = "evidence/photos/"
_PICTURES = ("photo_side", "scan_side")
_NOT_FOR_AUDITORS = {"person_side", "strokes_side", "office_side", *_PICTURES}
_PHOTO_COLUMNS = ["hash", "salt", "record", "bytes"]
_LONGEST = 200_000


def named_hashes(record: dict[str, Any]) -> Iterator[tuple[str, str]]:
    """(field, hash) of what a record has beside the log; a replacement names it in its inner body too."""
    body = record["body"]
    inner = body.get("body") if record["kind"] == "replace" else None
    for part in (body, inner if isinstance(inner, dict) else {}):
        for field, value in part.items():
            if field.endswith("_side") and is_key(value):
                yield field, value


class Side:
    """Side rows and photos of a package; read before the log, which says what each is."""

    def __init__(self, package: Package, manifest: Manifest, report: Report) -> None:
        self._package = package
        self._manifest = manifest
        self._report = report
        self._rows: dict[str, int] = {}
        """The line of each side row that no record has named yet."""
        self._has_photos = PHOTOS in package or any(name.startswith(PHOTO_FOLDER) for name in package.names)
        self._named: list[tuple[str, str]] = []
        """(hash, record) of every photo that a record names."""
        if SIDE_ROWS in package:
            self._read_rows()
        is_auditors = manifest.profile == "auditor"
        if is_auditors and SIDE_ROWS not in package:
            report.add("file_missing", SIDE_ROWS, "", SIDE_ROWS)
        for path, is_here in ((SIDE_ROWS, SIDE_ROWS in package), (PHOTOS, self._has_photos)):
            if is_here and not is_auditors:
                report.add("file_profile", path, path, "")

    def take(self, entry: Entry) -> None:
        """Hear from a record what it names."""
        if b"_side" not in entry.data or entry.record is None:
            return
        for field, key in named_hashes(entry.record):
            if key in self._rows and field not in _NOT_FOR_AUDITORS:
                del self._rows[key]
            if field in _PICTURES:
                self._named.append((key, entry.id))

    def hearing(self, entries: Iterator[Entry]) -> Iterator[Entry]:
        """The same entries, each heard on its way."""
        for entry in entries:
            self.take(entry)
            yield entry

    def end(self, books: Books | None) -> None:
        """After the log: what no record names, and the photos."""
        for key, number in self._rows.items():
            self._report.add("side_unnamed", f"{SIDE_ROWS}:{number}", key, "")
        if self._has_photos:
            self._compare_photos(books)

    def _read_rows(self) -> None:
        number, before = 0, ""
        try:
            for line in self._package.lines(SIDE_ROWS):
                number += 1
                self._report.looked_at("side_rows")
                place = f"{SIDE_ROWS}:{number}"
                row = _side_row(line)
                if row is None:
                    self._report.add("file_form", place, line[:160].decode("utf-8", "replace"), "")
                    continue
                key, salt, data = row
                found = hashlib.sha256(salt + data).hexdigest()
                if found != key or len(salt) != 16:
                    self._report.add("side_hash", place, key, found)
                if not _is_words(data):
                    self._report.add("side_form", place, data[:160].decode("utf-8", "replace"), "")
                if key <= before:
                    self._report.add("side_order", place, key, before)
                before = max(before, key)
                self._rows[key] = number
        except DamagedFileError as error:
            self._report.add("file_unreadable", f"{SIDE_ROWS}:{number + 1}", "", error)

    def _compare_photos(self, books: Books | None) -> None:
        rows = self._photo_rows()
        present = {name[len(PHOTO_FOLDER) :] for name in self._package.names if name.startswith(PHOTO_FOLDER)}
        salts: dict[str, tuple[str, str, int]] = {}
        stated: dict[tuple[str, str], int] = {}
        before = ("", "")
        for number, (key, salt, record, size) in rows:
            place = f"{PHOTOS}:{number}"
            if (key, record) <= before:
                self._report.add("table_order", place, f"{key} {record}", " ".join(before))
            before = (key, record)
            stated[key, record] = number
            known = salts.setdefault(key, (salt, size, number))
            if known[:2] != (salt, size):
                self._report.add("photo_row", place, f"{salt} {size}", f"{known[0]} {known[1]}")
        if books is not None:
            wanted = self._wanted(books)
            for key, record in sorted(wanted - set(stated)):
                self._report.add("photo_row", f"{PHOTOS} {record}", "", key)
            for pair in sorted(set(stated) - wanted):
                self._report.add("photo_row", f"{PHOTOS}:{stated[pair]}", " ".join(pair), "")
        for key, (salt, size, number) in sorted(salts.items()):
            self._compare_photo(key, salt, size, f"{PHOTOS}:{number}", f"{key}.jpg" in present)
        for name in sorted(present - {f"{key}.jpg" for key in salts}):
            self._report.add("photo_unnamed", PHOTO_FOLDER + name, name, "")

    def _wanted(self, books: Books) -> set[tuple[str, str]]:
        """What records of the period name."""
        first, last = self._manifest.first_day, self._manifest.last_day
        states = books.states
        return {
            (key, record) for key, record in self._named
            if record in states and first <= states[record].happened_on <= last
        }  # fmt: skip

    def _compare_photo(self, key: str, salt: str, size: str, place: str, is_here: bool) -> None:
        path = f"{PHOTO_FOLDER}{key}.jpg"
        if not salt:
            if is_here or size:
                self._report.add("photo_row", place, f"{salt} {size}", path if is_here else "")
            else:
                self._report.could_not_look("photos_absent", key)
            return
        if not is_here:
            self._report.add("photo_missing", place, path, "")
            return
        digest, length = hashlib.sha256(bytes.fromhex(salt)), 0
        try:
            for piece in self._package.pieces(path):
                digest.update(piece)
                length += len(piece)
        except DamagedFileError as error:
            self._report.add("file_unreadable", path, "", error)
            return
        self._report.looked_at("photos")
        if digest.hexdigest() != key:
            self._report.add("photo_hash", path, key, digest.hexdigest())
        elif size != str(length):
            self._report.add("photo_row", place, size, length)

    def _photo_rows(self) -> list[tuple[int, tuple[str, str, str, str]]]:
        found = []
        try:
            lines = self._package.lines(PHOTOS) if PHOTOS in self._package else iter(())
            rows = csv.reader((line.decode("utf-8") for line in lines), strict=True)
            for number, row in enumerate(rows, start=1):
                if number == 1 and row == _PHOTO_COLUMNS:
                    continue
                if len(row) != 4 or not is_key(row[0]) or not _is_salt(row[1]) or not _is_size(row[3]):
                    self._report.add("file_form", f"{PHOTOS}:{number}", ",".join(row)[:160], "")
                    continue
                found.append((number, (row[0], row[1], row[2], row[3])))
        except (DamagedFileError, ValueError, csv.Error) as error:
            self._report.add("file_unreadable", PHOTOS, "", error)
        return found


def _is_salt(text: str) -> bool:
    return text == "" or is_key(text * 2)


def _is_size(text: str) -> bool:
    return text == "" or (text.isdigit() and text.isascii())


def _side_row(line: bytes) -> tuple[str, bytes, bytes] | None:
    try:
        said = read_canonical(line)
        if isinstance(said, dict) and said.keys() == {"data", "hash", "salt"} and is_key(said["hash"]):
            data = base64.b64decode(said["data"].encode("ascii"), validate=True)
            salt = bytes.fromhex(said["salt"])
            if base64.b64encode(data).decode("ascii") == said["data"] and salt.hex() == said["salt"]:
                return said["hash"], salt, data
    except (NotCanonicalError, TypeError, AttributeError, binascii.Error, ValueError):
        pass
    return None


def _is_words(data: bytes) -> bool:
    """Whether it is {"text": …}, which is all that an auditor gets."""
    try:
        said = read_canonical(data)
    except NotCanonicalError:
        return False
    return (
        isinstance(said, dict) and said.keys() == {"text"} and isinstance(said["text"], str) and len(data) <= _LONGEST
    )
