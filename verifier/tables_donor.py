"""What a donor's package says of people: sums of committees and seasons, and of nobody alone."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from verifier.reading import Reading, fields, table
from verifier.tables_work import attendance_rows

SMALLEST_GROUP = 5
DONOR_NAMES = frozenset(
    (
        "records", "corrections", "settings", "wordings", "seasons", "rates", "communities", "committees", "species",
        "seed_lots", "areas", "units", "unit_descriptions", "unit_certificates", "cycles", "water_bodies", "funds",
        "exchange_rates", "batches", "sheets", "grants", "carbon_sales", "months_closed", "accounts", "agreements",
        "losses", "walks", "survival", "stands", "monitoring", "certification", "carbon_uses", "participation",
    )
)  # fmt: skip
"""The tables of a donor's package."""


class PeopleTogether:
    """What people of a committee, or of several together, did in a season."""

    def __init__(self, committees: list[str]) -> None:
        self.committees = committees
        self.people: set[str] = set()
        self.half_days = 0
        self.centimos = 0

    def take(self, other: PeopleTogether) -> None:
        self.committees = sorted(self.committees + other.committees)
        self.people |= other.people
        self.half_days += other.half_days
        self.centimos += other.centimos


def _told_together(groups: list[PeopleTogether]) -> list[PeopleTogether]:
    """Those of fewer than five are one; where that is still too few, the smallest of the others is with them."""
    few = [one for one in groups if len(one.people) < SMALLEST_GROUP]
    rest = sorted((one for one in groups if len(one.people) >= SMALLEST_GROUP), key=lambda one: len(one.people))
    if few:
        together = few[0]
        for one in few[1:]:
            together.take(one)
        while len(together.people) < SMALLEST_GROUP and rest:
            together.take(rest.pop(0))
        rest.append(together)
    return sorted(rest, key=lambda one: one.committees)


def _participation(reading: Reading) -> Iterator[tuple[Any, ...]]:
    seasons = sorted(fields(one.body or {}, "starts_on ends_on code") for one in reading.live("season"))
    sexes = {one.id: (one.body or {})["sex"] for one in reading.things("member")}
    found: dict[str, dict[str, PeopleTogether]] = {}

    def group(day: str, committee: str) -> PeopleTogether:
        season = next((code for first, last, code in reversed(seasons) if first <= day <= last), "")
        return found.setdefault(season, {}).setdefault(committee, PeopleTogether([committee]))

    for _, member, committee, _, day, half_days in attendance_rows(reading):
        here = group(day, committee)
        here.half_days += half_days
        here.people.add(member)
    for posting in reading.books.postings:
        if posting.kind in ("share", "reversal") and reading.is_within(posting.happened_on):
            here = group(posting.happened_on, posting.committee)
            here.centimos += sum(posting.centimos)
            here.people.update(posting.members)
    for groups in found.values():
        for one in groups.values():
            one.people.intersection_update(sexes)
    for season, groups in sorted(found.items()):
        for one in _told_together([groups[name] for name in sorted(groups)]):
            people: int | None = len(one.people)
            women: int | None = sum(1 for name in one.people if sexes[name] == "F")
            men: int | None = len(one.people) - (women or 0)
            if len(one.people) < SMALLEST_GROUP:
                people = women = men = None
            yield season, " ".join(one.committees), people, women, men, one.half_days, one.centimos


DONOR_TABLES = (
    table(
        "participation", "season committees", "season committees people women men half_days earned_centimos",
        _participation,
    ),
)  # fmt: skip
