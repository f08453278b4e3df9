"""What a unit of work pays, from a day on. The rate in force on the day of the work counts, whenever it is recorded.

A rate may be for one species or one community; the more particular one wins, species before community.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import ClassVar, Literal

from core.domain.attendance import HALF_DAYS_IN_A_DAY
from core.domain.bodies import Count, Day
from core.domain.calendar import add_days
from core.domain.problems import Problem
from core.domain.records import RecordId

PaidActivity = Literal["sapling_ready", "tree_planted", "tree_replanted", "day_wage"]
PAID_ACTIVITIES: tuple[PaidActivity, ...] = ("sapling_ready", "tree_planted", "tree_replanted", "day_wage")


@dataclass(frozen=True, slots=True)
class Rate:
    """Céntimos per sapling, tree or day, from `starts_on` to `ends_on`, both included. As long as a later rate for the
    same work lasts, that one counts; where it ends, an earlier one without an end is back.
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
    """The rate for this work on this day, or None where there is none.

    Of two that start together the higher id text wins, so that every machine agrees; `check_new_rate` keeps such a pair
    from being written.
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


def wage_for(centimos: int, half_days: int) -> int:
    """What so many half-days come to at `centimos` a day, half a céntimo rounded up.

    It is rounded for each person alone: the same days earn everybody the same, the figure can be checked on the
    person's own line, and nobody's pay moves by a céntimo because somebody else came or was taken off the list.
    """
    return (centimos * half_days + 1) // HALF_DAYS_IN_A_DAY


def check_new_rate(rates: Iterable[DatedRate], new: Rate, today: str) -> None:
    """Refuse a rate that starts before today, ends before it starts, or crosses one for the same work. A rate without
    an end does not stand in the way of one that starts after it, which counts as long as it lasts.

    Raises Problem rate_in_the_past, rate_ends_before_start or rate_overlaps.
    """
    if new.starts_on < today:
        raise Problem("rate_in_the_past", starts_on=new.starts_on, today=today)
    _check_end(new)
    for dated in rates:
        old = dated.rate
        if _cross(new, old) and not _is_superseded(old, new):
            raise _overlap(new, dated)


def check_replaced_rate(others: Iterable[DatedRate], new: Rate) -> None:
    """Refuse what a wrong rate is to be replaced with, as `check_new_rate` does; `others` leave the wrong one out.

    It may start in the past, since the wrong one did; and a later rate may go on superseding it. Raises Problem
    rate_ends_before_start or rate_overlaps.
    """
    _check_end(new)
    for dated in others:
        other = dated.rate
        if _cross(new, other) and not (_is_superseded(other, new) or _is_superseded(new, other)):
            raise _overlap(new, dated)


def rate_gaps(
    rates: Iterable[DatedRate], activity: str, from_day: str, to_day: str, species: str, community: str
) -> list[tuple[str, str]]:
    """The spans (first day, last day) from `from_day` to `to_day`, both included, on which no rate pays this work.

    With an empty species or community only rates that hold for all of them count.
    """
    spans = sorted(
        (str(rate.starts_on), min(rate.ends_on or to_day, to_day))
        for rate in (dated.rate for dated in rates)
        if rate.activity == activity
        and rate.species in (None, species)
        and rate.community in (None, community)
        and rate.starts_on <= min(rate.ends_on or to_day, to_day)
    )
    gaps = []
    first_open = from_day
    for starts_on, ends_on in spans:
        if first_open < starts_on:
            gaps.append((first_open, add_days(starts_on, -1)))
        if ends_on == to_day:
            return gaps
        first_open = max(first_open, add_days(ends_on, 1))
    return [*gaps, (first_open, to_day)] if first_open <= to_day else gaps


def span_text(rate: Rate) -> str:
    """The days of a rate as a sentence names them: 2026-03-06 – 2026-05-31, or 2026-03-06 – … without an end."""
    return f"{rate.starts_on} – {rate.ends_on or '…'}"


def _check_end(new: Rate) -> None:
    if new.ends_on is not None and new.ends_on < new.starts_on:
        raise Problem("rate_ends_before_start", starts_on=new.starts_on, ends_on=new.ends_on)


def _cross(one: Rate, other: Rate) -> bool:
    """Whether two rates are for the same work and have a day in common."""
    if (one.activity, one.species, one.community) != (other.activity, other.species, other.community):
        return False
    return all(
        first.ends_on is None or second.starts_on <= first.ends_on for first, second in ((one, other), (other, one))
    )


def _is_superseded(earlier: Rate, later: Rate) -> bool:
    return earlier.ends_on is None and earlier.starts_on < later.starts_on


def _overlap(new: Rate, dated: DatedRate) -> Problem:
    return Problem("rate_overlaps", span=span_text(new), other_span=span_text(dated.rate), other=dated.id)
