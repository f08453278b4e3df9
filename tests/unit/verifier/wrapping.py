"""What is written becomes the files of a package, and a package of the files."""

from __future__ import annotations

import base64
import csv
import hashlib
import io
import json
import zipfile
from collections.abc import Mapping
from typing import Any

from tests.unit.verifier.parcel import FIRST_DAY, LAST_DAY, PROGRAMME, Writer
from verifier.canon import encode
from verifier.maps import MAPS
from verifier.model import Entry
from verifier.reading import Reading
from verifier.tables import READ_AS, TABLES, as_cell
from verifier.tables_reference import NOT_SAID


def files_of(log: Writer) -> dict[str, bytes]:
    """Every file of the package but its manifest."""
    reading = Reading(log.books(), FIRST_DAY, LAST_DAY)
    files = {
        "README.txt": b"Read me\n",
        "evidence/log.jsonl": b"".join(_log_line(entry) for entry in log.entries),
        "evidence/keys.json": _keys(log),
        "evidence/checkpoints.jsonl": _in_lines(_in_order(log)),
        "evidence/side_rows.jsonl": _in_lines(
            {"data": base64.b64encode(data).decode(), "hash": key, "salt": salt.hex()}
            for key, (salt, data) in sorted(log.side.items())
        ),
        "evidence/photos.csv": _photos(log),
        "tables/datapackage.json": _described(),
    }
    files |= {f"evidence/photos/{key}.jpg": picture for key, (_, picture) in log.photos.items()}
    for table in TABLES:
        files[f"tables/{table.name}.csv"] = csv_of([table.columns, *table.rows(reading)])
    for path, features in MAPS.items():
        files[path] = _map(features(reading))
    return files


def manifest_of(files: Mapping[str, bytes], size: int, root: str, **changes: Any) -> bytes:
    """The manifest that fits these files."""
    parts: dict[str, list[dict[str, Any]]] = {"evidence": [], "presentation": []}
    for path, data in sorted(files.items()):
        is_evidence = path.startswith(("evidence/", "tables/", "geo/"))
        entry = {"bytes": len(data), "path": path, "sha256": hashlib.sha256(data).hexdigest()}
        parts["evidence" if is_evidence else "presentation"].append(entry)
    said = {
        "format": "planton-audit/1", "programme": PROGRAMME, "profile": "auditor", "from": FIRST_DAY, "to": LAST_DAY,
        "size": size, "root": root, **parts, **changes,
    }  # fmt: skip
    return json.dumps(said, sort_keys=True, indent=1, ensure_ascii=False).encode() + b"\n"


def zip_of(files: Mapping[str, bytes], manifest: bytes) -> bytes:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        for name, data in [*files.items(), ("manifest.json", manifest)]:
            archive.writestr(zipfile.ZipInfo(name), data)
    return held.getvalue()


def csv_of(rows: Any) -> bytes:
    text = io.StringIO(newline="")
    out = csv.writer(text, lineterminator="\r\n")
    for row in rows:
        out.writerow(["?" if value is NOT_SAID else as_cell(value) for value in row])
    return text.getvalue().encode()


def _log_line(entry: Entry) -> bytes:
    head = entry.head.hex()
    if entry.record is None:
        raw = base64.b64encode(entry.data).decode()
        return encode({"head": head, "origin": entry.origin, "raw": raw, "seq": entry.seq}) + b"\n"
    return b'{"head":"' + head.encode() + b'","record":' + entry.data + b"}\n"


def _keys(log: Writer) -> bytes:
    origins = [
        {
            "head": log.heads[origin].hex(), "origin": origin, "public_key": key.public.hex(),
            "role": "tablet" if key is log.tablet else "office", "seq": log.seqs[origin],
            **(_push(log) if key is log.tablet and log.seqs[origin] else {"signature": "", "signed": ""}),
        }
        for origin, key in sorted(log.keys.items())
    ]  # fmt: skip
    said = {"format": "planton-keys/1", "origins": origins, "programme": PROGRAMME}
    return json.dumps(said, sort_keys=True, indent=1).encode() + b"\n"


def _in_order(log: Writer) -> list[dict[str, Any]]:
    return sorted([*log.notes, *log.epochs], key=lambda one: (one["size"], one["kind"]))


def _in_lines(values: Any) -> bytes:
    return b"".join(encode(value) + b"\n" for value in values)


def _photos(log: Writer) -> bytes:
    named = [
        (entry.record["body"]["photo_side"], entry.id)
        for entry in log.entries if entry.record and "photo_side" in entry.record["body"]
    ]  # fmt: skip
    rows: list[tuple[Any, ...]] = [("hash", "salt", "record", "bytes")]
    rows += [(key, log.photos[key][0].hex(), record, len(log.photos[key][1])) for key, record in sorted(named)]
    return csv_of(rows)


def _described() -> bytes:
    resources = [
        {"name": table.name, "path": f"{table.name}.csv", **READ_AS,
         "schema": {"fields": [{"name": name} for name in table.columns], "missingValues": [""]}}
        for table in TABLES
    ]  # fmt: skip
    return json.dumps({"resources": resources}).encode()


def _map(features: Any) -> bytes:
    lines = []
    for key, geometry, properties in features:
        where = {"type": "Point", "coordinates": [-79671500, -5116500]} if isinstance(geometry, tuple) else geometry
        said = {"type": "Feature", "id": key, "geometry": _in_degrees(where), "properties": properties}
        lines.append(json.dumps(said, ensure_ascii=False))
    return ('{"type":"FeatureCollection","features":[\n' + ",\n".join(lines) + "\n]}\n").encode()


def _in_degrees(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _in_degrees(part) for key, part in value.items()}
    if isinstance(value, list | tuple):
        return [_in_degrees(part) for part in value]
    return round(value / 1_000_000, 6) if isinstance(value, int) else value


def _push(log: Writer) -> dict[str, str]:
    """What the tablet signed with its last records."""
    origin = log.tablet.origin
    said = {"head": log.heads[origin].hex(), "last_seq": log.seqs[origin], "origin": origin, "programme": PROGRAMME}
    message = b"planton-sync\n" + encode(said)
    return {"signature": log.tablet.sign(message).hex(), "signed": message.decode()}
