"""One package: what goes into it for a profile, in which order, from one snapshot of the log."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import IO

from core.domain.exports import Profile
from core.domain.problems import Language
from sync_server.audit import evidence
from sync_server.audit.assembling import verifier
from sync_server.audit.catalogue import datapackage, tables_for
from sync_server.audit.geo import GEO_FILES, geojson_lines
from sync_server.audit.papers.papers import add_papers
from sync_server.audit.source import Source
from sync_server.audit.tables.schema import Row
from sync_server.audit.writing import Writing, csv_parts, line_parts
from sync_server.text.texts import say

FORMAT = "planton-audit/1"
_READ_FIRST: tuple[tuple[str, Language], ...] = (("LEEME.txt", "es"), ("README.txt", "en"))
_PHOTO_COLUMNS = ("hash", "salt", "record", "bytes")


@dataclass(frozen=True, slots=True)
class Order:
    """What is wanted: for whom, over which days (both included), with photos or without."""

    profile: Profile
    from_day: str
    to_day: str
    with_photos: bool = False


@dataclass(frozen=True, slots=True)
class Made:
    """How far the log goes that is in a package, and the root over it."""

    size: int
    root: str


def write_package(file: IO[bytes], source: Source, order: Order) -> Made:
    """Write the package into a file. Raises Problem audit_log_differs."""
    with source.adding_up(), source.kept, Writing(file) as writing:
        for path, language in _READ_FIRST:
            writing.add(path, [say("audit.readme", language).encode("utf-8")], is_evidence=False)
        program = verifier()
        if program is not None:
            writing.add("verify.py", [program], is_evidence=False)
        _add_evidence(writing, source, order)
        tables = tables_for(order.profile)
        writing.add("tables/datapackage.json", [datapackage(source.programme, tables)])
        for table in tables:
            writing.add_table(table, source)
        for path, features in GEO_FILES.items():
            writing.add(path, line_parts(geojson_lines(features(source))))
        made = Made(source.size, evidence.root_of(source).hex())
        add_papers(writing, source, order.profile, made.root)
        writing.end(
            {
                "format": FORMAT, "programme": source.programme, "profile": order.profile, "from": order.from_day,
                "to": order.to_day, "size": made.size, "root": made.root,
            }
        )  # fmt: skip
    return made


def _add_evidence(writing: Writing, source: Source, order: Order) -> None:
    writing.add("evidence/log.jsonl", line_parts(evidence.log_lines(source)))
    writing.add("evidence/keys.json", [evidence.keys(source)])
    writing.add("evidence/checkpoints.jsonl", line_parts(evidence.checkpoint_lines(source)))
    if order.profile == "auditor":
        writing.add("evidence/side_rows.jsonl", line_parts(evidence.side_row_lines(source)))
    if order.with_photos:
        writing.add("evidence/photos.csv", csv_parts(_PHOTO_COLUMNS, _photos(source)))
        for key in _photos_here(source):
            _, picture = evidence.photo(source, key) or (b"", b"")
            writing.add(f"evidence/photos/{key}.jpg", [picture])


def _photos(source: Source) -> Iterator[Row]:
    for key, record in evidence.photos_named(source):
        salt, picture = evidence.photo(source, key) or (None, b"")
        yield key, salt.hex() if salt is not None else None, record, len(picture) if salt is not None else None


def _photos_here(source: Source) -> Iterator[str]:
    last = ""
    for key, _ in evidence.photos_named(source):
        if key != last and evidence.photo(source, key) is not None:
            yield key
        last = key
