"""A sheet between its upload and its confirmation, as bytes that a database keeps."""

from __future__ import annotations

import json
import zlib

from core.domain.problems import Problem
from core.usecases.office.imports.looking import Line
from sync_server.imports.columns import Sheet


def packed(sheet: Sheet) -> bytes:
    lines = [
        [line.number, dict(line.cells), {name: [one.code, one.details] for name, one in line.wrong.items()}]
        for line in sheet.lines
    ]
    said = {"columns": dict(sheet.columns), "lines": lines}
    return zlib.compress(json.dumps(said, ensure_ascii=False, separators=(",", ":")).encode("utf-8"))


def unpacked(data: bytes) -> Sheet:
    said = json.loads(zlib.decompress(data))
    lines = tuple(
        Line(number, cells, {name: Problem(code, **details) for name, (code, details) in wrong.items()})
        for number, cells, wrong in said["lines"]
    )
    return Sheet(said["columns"], lines)
