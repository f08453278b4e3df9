"""What a package has for people: `report.pdf` and `workbook.xlsx`, from one look at the sums."""

from __future__ import annotations

from collections.abc import Iterator
from tempfile import TemporaryFile

from core.domain.exports import Profile
from sync_server.audit.papers.report import report_pdf
from sync_server.audit.papers.sums import PackageSums, sums_of
from sync_server.audit.papers.workbook import write_workbook
from sync_server.audit.source import Source
from sync_server.audit.writing import Writing

_BYTES_AT_ONCE = 1 << 16


def add_papers(writing: Writing, source: Source, profile: Profile, root: str) -> None:
    """Put both into the package; neither is evidence."""
    sums = sums_of(source)
    writing.add("report.pdf", [report_pdf(source, sums, profile, root)], is_evidence=False)
    writing.add("workbook.xlsx", _workbook(source, sums, profile, root), is_evidence=False)


def _workbook(source: Source, sums: PackageSums, profile: Profile, root: str) -> Iterator[bytes]:
    """However large it is, it waits on the disk and not in memory."""
    with TemporaryFile() as file:
        write_workbook(file, source, sums, profile, root)
        file.seek(0)
        while part := file.read(_BYTES_AT_ONCE):
            yield part
