"""The manifest: which files a package has, and that each is still the one that was put in."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from typing import Any

from verifier.canon import each_once, is_day, is_whole
from verifier.model import Report
from verifier.unpack import DamagedFileError, Package, UnreadablePackageError

MANIFEST = "manifest.json"
FORMAT = "planton-audit/1"
PROFILES = ("auditor", "donor")
PARTS = ("evidence", "presentation")
_KEYS = {"format", "programme", "profile", "from", "to", "size", "root", *PARTS}
_LINES_END_IN_LF = (".json", ".jsonl", ".geojson", ".txt", ".py")
_LINES_END_IN_CRLF = (".csv",)


class Manifest:
    """What the manifest says of the package as a whole. `files` are bytes and SHA-256 by path, `parts` on which of its
    lists each of them stands.
    """

    def __init__(self, said: dict[str, Any]) -> None:
        self.programme: str = said["programme"]
        self.profile: str = said["profile"]
        self.first_day: str = said["from"]
        self.last_day: str = said["to"]
        self.size: int = said["size"]
        self.root: str = said["root"]
        self.files: dict[str, tuple[int, str]] = {}
        self.parts: dict[str, str] = {}


def read_manifest(package: Package, report: Report) -> Manifest:
    """The manifest, with what is wrong with it told. Raises UnreadablePackageError where there is none."""
    if MANIFEST not in package:
        raise UnreadablePackageError("no_manifest", package.path)
    try:
        said = json.loads(package.whole(MANIFEST).decode("utf-8"), object_pairs_hook=each_once)
    except (DamagedFileError, ValueError, RecursionError) as error:
        raise UnreadablePackageError("manifest_unreadable", str(error)) from None
    form = said.get("format") if isinstance(said, dict) else None
    if form != FORMAT:
        raise UnreadablePackageError("format_unknown", f"{form}")
    wrong = _wrong_field(said)
    if wrong:
        raise UnreadablePackageError("manifest_field", wrong)
    if said["profile"] not in PROFILES or said["from"] > said["to"]:
        report.add("manifest_field", MANIFEST, f"{said['profile']}, {said['from']}, {said['to']}", "")
    if said.keys() != _KEYS:
        report.add("manifest_field", MANIFEST, " ".join(sorted(said.keys() ^ _KEYS)), "")
    manifest = Manifest(said)
    for part in PARTS:
        before = b""
        for entry in said[part]:
            path = entry["path"]
            key = path.encode("utf-8", "surrogatepass")
            if key <= before or path in manifest.files:
                report.add("manifest_order", MANIFEST, path, "")
            before = key
            manifest.files[path] = (entry["bytes"], entry["sha256"])
            manifest.parts[path] = part
    return manifest


def _wrong_field(said: dict[str, Any]) -> str:
    for name in ("programme", "profile", "from", "to", "root"):
        if not isinstance(said.get(name), str):
            return name
    for name in ("from", "to"):
        if not is_day(said[name]):
            return name
    if not is_whole(said.get("size"), 0):
        return "size"
    for part in PARTS:
        if not isinstance(said.get(part), list) or not all(_is_entry(entry) for entry in said[part]):
            return part
    return ""


def _is_entry(entry: Any) -> bool:
    return (
        isinstance(entry, dict)
        and isinstance(entry.get("path"), str)
        and is_whole(entry.get("bytes"), 0)
        and isinstance(entry.get("sha256"), str)
    )


def compare_files(package: Package, manifest: Manifest, report: Report) -> None:
    """Every file is there, none is there besides, and each has the bytes that the manifest says."""
    for path in package.names:
        if path not in manifest.files and path != MANIFEST:
            report.add("file_extra", path, "", path)
    for path in sorted(manifest.files):
        if path not in package:
            report.add("file_missing", path, path, "")
            continue
        report.looked_at("files")
        size, digest = manifest.files[path]
        try:
            found_size, found_digest = package.sum_of(path)
        except DamagedFileError as error:
            report.add("file_damaged", path, digest, str(error))
            continue
        if found_digest == digest and found_size == size:
            continue
        if _differs_in_line_ends_alone(package, path, size, digest):
            report.could_not_look("line_ends", path)
        elif found_size != size:
            report.add("file_size", path, size, found_size)
        else:
            report.add("file_hash", path, digest, found_digest)


def _digest(pieces: Iterator[bytes]) -> tuple[int, str]:
    size, digest = 0, hashlib.sha256()
    for piece in pieces:
        size += len(piece)
        digest.update(piece)
    return size, digest.hexdigest()


def _differs_in_line_ends_alone(package: Package, path: str, size: int, digest: str) -> bool:
    """Whether some system has turned the line ends of a text into its own, and nothing else."""
    if path.endswith(_LINES_END_IN_CRLF):
        end = b"\r\n"
    elif path.endswith(_LINES_END_IN_LF):
        end = b"\n"
    else:
        return False
    try:
        return _digest(line + end for line in package.lines(path)) == (size, digest)
    except DamagedFileError:
        return False
