"""What a unit of work pays, from a day on. The rate in force on the day of the work counts, whenever it is recorded.

A rate may be for one species or one community; the more particular one wins, species before community.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import ClassVar, Literal

from core.domain.bodies import Count, Day
from core.domain.problems import Problem
from core.domain.records import RecordId

PaidActivity = Literal["sapling_ready", "tree_planted", "tree_replanted", "day_wage"]


@dataclass(frozen=True, slots=True)
class Rate:
    """Céntimos per sapling, tree or day, from `starts_on` up to and including `ends_on` or until a
    later rate starts.
    """

    kind: ClassVar[str] = "rate"
    version: ClassVar[int] = 1

    activity: PaidActivity
    centimos: Count
    starts_on: Day
    ends_on: Day | None = None
    species: RecordId | None = None
    community: RecordId | None = None


@dataclass(frozen=True, slots=True)
class DatedRate:
    """A rate with the id of the record that set it."""

    id: RecordId
    rate: Rate


def rate_in_force(
    rates: Iterable[DatedRate], activity: str, day: str, species: str, community: str
) -> DatedRate | None:
    """The rate for this work on this day, or None where there is none. Of two that start together the higher id text
    wins,

    so that every machine agrees; `check_new_rate` keeps such a pair from being written.
    """
    best: DatedRate | None = None
    best_order: tuple[bool, bool, str, str] | None = None
    for dated in rates:
        rate = dated.rate
        if rate.activity != activity or rate.starts_on > day or (rate.ends_on is not None and day > rate.ends_on):
            continue
        if rate.species not in (None, species) or rate.community not in (None, community):
            continue
        order = (rate.species is not None, rate.community is not None, rate.starts_on, dated.id)
        if best_order is None or order > best_order:
            best, best_order = dated, order
    return best


def check_new_rate(rates: Iterable[DatedRate], new: Rate, today: str) -> None:
    """Refuse a rate that starts before today, ends before it starts, or starts on the same day as one for the same
    work.

    Raises Problem rate_in_the_past, rate_ends_before_start or rate_overlaps.
    """
    if new.starts_on < today:
        raise Problem("rate_in_the_past", starts_on=new.starts_on, today=today)
    if new.ends_on is not None and new.ends_on < new.starts_on:
        raise Problem("rate_ends_before_start", starts_on=new.starts_on, ends_on=new.ends_on)
    for dated in rates:
        old = dated.rate
        same_work = (old.activity, old.species, old.community) == (new.activity, new.species, new.community)
        if same_work and old.starts_on == new.starts_on:
            raise Problem("rate_overlaps", starts_on=new.starts_on, other=dated.id)
