"""What every part of the report is written with: the pages, the sums, the rows of the tables, and words for figures."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from core.domain.exports import Profile
from core.domain.money import format_count, format_soles
from core.domain.problems import Language
from sync_server.audit.papers.book import Book
from sync_server.audit.papers.pages import Pages
from sync_server.audit.papers.sums import PackageSums
from sync_server.audit.source import Source
from sync_server.text.texts import day_text, say

MOST_ROWS = 75
"""Of a table that grows with the land; what is beyond is in the workbook."""


@dataclass
class Report:
    """A report that is being written."""

    source: Source
    sums: PackageSums
    root: str
    profile: Profile
    language: Language

    @property
    def tells_of_few(self) -> bool:
        """Whether it may say what the people of one committee earned, who may be very few."""
        return self.profile == "auditor"

    @cached_property
    def pages(self) -> Pages:
        title, records = say("report.title", self.language), format_count(self.source.size)
        foot = say(
            "report.foot", self.language, programme=self.source.programme, period=self.period, records=records,
            root=self.root[:16],
        )  # fmt: skip
        return Pages(f"{title} · {self.period}", self.source.programme, foot, self.language)

    @cached_property
    def period(self) -> str:
        days = {"first": self.day(self.source.from_day), "last": self.day(self.source.to_day)}
        return say("report.period", self.language, **days)

    @cached_property
    def book(self) -> Book:
        return Book(self.source, self.sums, self.language)

    @cached_property
    def units(self) -> list[dict[str, Any]]:
        """The rows of the table `certification`, by the codes of the units."""
        return sorted(self.book.table("certification"), key=lambda row: (row["code"], row["unit"]))

    def cut(self, number: int) -> None:
        """Say how many rows there was no room for."""
        if number > 0:
            self.pages.note(self.pages.say("report.cut", number=format_count(number)))

    def heads(self, names: Sequence[str]) -> list[str]:
        return [self.pages.say(f"report.column.{name}") for name in names]

    def committee(self, identifier: str) -> str:
        return next((one.name for one in self.sums.committees if one.id == identifier), self.book.code(identifier))

    def day(self, day: str) -> str:
        return day_text(day, self.language)

    def month(self, month: str) -> str:
        return day_text(f"{month}-01", self.language).partition(" ")[2]


def number_text(value: int) -> str:
    return format_count(value) if value else "—"


def percent_text(per_mille: int) -> str:
    whole, rest = divmod(per_mille, 10)
    return f"{whole}.{rest}"


def days_text(half_days: int) -> str:
    whole, half = divmod(half_days, 2)
    return (format_count(whole) + (".5" if half else "")) if half_days else "—"


def soles_text(centimos: int) -> str:
    return format_soles(centimos) if centimos else "—"
