"""`report.pdf` of a package: two to ten pages for people, from the same rows and sums as the workbook.

It says committees and never persons. There is no clock in it, so that the same log over the same period gives the same
bytes. What is longer than a report can be is cut and says where the rest is.
"""

from __future__ import annotations

from core.domain.exports import Profile
from core.domain.problems import Language
from sync_server.audit.papers import report_land, report_money, report_units
from sync_server.audit.papers.report_base import Report
from sync_server.audit.papers.sums import PackageSums
from sync_server.audit.source import Source

_PARTS = (
    report_land.head, report_land.where_and_who, report_land.species, report_land.nursery, report_land.survival,
    report_land.losses, report_land.land, report_money.money, report_money.in_kind, report_money.findings,
    report_money.checks,
    report_units.certification, report_units.tenure, report_units.land_terms, report_units.monitoring,
    report_units.verifying,
)  # fmt: skip


def report_pdf(source: Source, sums: PackageSums, profile: Profile, root: str, language: Language = "es") -> bytes:
    """The report, whole."""
    report = Report(source, sums, root, profile, language)
    for part in _PARTS:
        part(report)
    return report.pages.finish()
