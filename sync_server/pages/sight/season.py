"""What was done in a campaign, or in all of them: by month, by committee, by species, against what the units have room
for.

The target of a campaign is not typed by anybody: it is what was missing in the units when it began.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from core.domain.calendar import last_of_month
from core.usecases.views.field import CommitteeTotals, Reads
from core.usecases.views.progress import MonthView, PlantedView, SeasonView

EVERYTHING = "all"
_FIRST_MONTH, _LAST_MONTH = "0000-00", "9999-99"
_MONTHS = 12
_MOST_MONTHS = 60
"""However long somebody has made a campaign."""
SUMS = ("ready", "planted", "replanted", "opening_planted", "attendances", "accrued_centimos", "held_centimos")


@dataclass(frozen=True, slots=True)
class Span:
    """A campaign, or all of them: then the days are empty and there is no name."""

    key: str
    name: str = ""
    from_day: str = ""
    to_day: str = ""


@dataclass(frozen=True, slots=True)
class Step:
    """A month (YYYY-MM) of a campaign, or a whole campaign with its `name`; `so_far` were planted up to its end,
    which is None of a month that has not begun.
    """

    month: str
    name: str
    from_day: str
    to_day: str
    ready: int
    planted: int
    replanted: int
    so_far: int | None


@dataclass(frozen=True, slots=True)
class CommitteeLine:
    """A committee's sums of the span, and of all time what is planted of what its units have room for. `wanted` is how
    much was missing when the span began.
    """

    totals: CommitteeTotals
    land: PlantedView | None
    wanted: int


@dataclass(frozen=True, slots=True)
class SpeciesLine:
    name: str
    ready: int
    planted: int
    replanted: int


@dataclass(frozen=True, slots=True)
class SeasonFigures:
    """`sums` are those of `CommitteeTotals` over all committees."""

    span: Span
    committees: tuple[CommitteeLine, ...]
    steps: tuple[Step, ...]
    species: tuple[SpeciesLine, ...]
    sums: dict[str, int]
    wanted: int
    area_m2: int
    planted_m2: int


def spans_of(seasons: Iterable[SeasonView]) -> tuple[Span, ...]:
    """What can be chosen, the last campaign first."""
    return (*(Span(one.code, one.name, one.starts_on, one.ends_on) for one in seasons), Span(EVERYTHING))


def chosen_span(spans: Sequence[Span], asked: str, today: str) -> Span:
    """The one asked for, or else the campaign that has begun last."""
    for span in spans:
        if span.key == asked:
            return span
    return next((span for span in spans if span.from_day and span.from_day <= today), spans[-1])


def figures_of_span(
    reads: Reads, seasons: Sequence[SeasonView], span: Span, today: str, whole: Sequence[CommitteeTotals]
) -> SeasonFigures:
    """`whole` are the committees' sums of all time."""
    totals = reads.totals(span.from_day, span.to_day).by_committee if span.from_day else whole
    land = {view.committee: view for view in reads.planted_by_committee()}
    since = reads.filled_since(span.from_day) if span.from_day else {}
    committees = tuple(
        CommitteeLine(one, land.get(one.committee), _wanted(land.get(one.committee), since.get(one.committee)))
        for one in totals
    )
    months = reads.saplings_by_month("", span.from_day[:7] or _FIRST_MONTH, span.to_day[:7] or _LAST_MONTH)
    sums = {name: sum(getattr(one, name) for one in totals) for name in SUMS}
    steps = _by_month(months, span, today) if span.from_day else _by_season(months, seasons, sums["opening_planted"])
    return SeasonFigures(
        span, committees, steps, _by_species(months), sums, sum(one.wanted for one in committees),
        sum(view.area_m2 for view in land.values()), sum(view.planted_m2 for view in land.values()),
    )  # fmt: skip


def _wanted(land: PlantedView | None, filled_since: int | None) -> int:
    """What was missing when a campaign began; of everything, all that there is room for."""
    if land is None:
        return 0
    return land.target if filled_since is None else land.missing + filled_since


def _by_month(months: Iterable[MonthView], span: Span, today: str) -> tuple[Step, ...]:
    """Every month of a campaign, also one in which nothing was done."""
    sums = _sums((view.month, view) for view in months)
    steps, so_far = [], 0
    for month in _months(span):
        ready, planted, replanted = sums.get(month, (0, 0, 0))
        so_far += planted
        first, last = max(span.from_day, f"{month}-01"), min(span.to_day, last_of_month(month))
        known = so_far if month <= today[:7] else None
        steps.append(Step(month, "", first, last, ready, planted, replanted, known))
    return tuple(steps)


def _by_season(months: Iterable[MonthView], seasons: Sequence[SeasonView], before: int) -> tuple[Step, ...]:
    """Every campaign in which something was done, the first one first; then what lies in none."""
    sums = _sums((_season_of(view.month, seasons), view) for view in months)
    steps, so_far = [], before
    for season in reversed(seasons):
        if season.code in sums:
            ready, planted, replanted = sums.pop(season.code)
            so_far += planted
            days = (season.starts_on, season.ends_on)
            steps.append(Step("", season.name, *days, ready, planted, replanted, so_far))
    for ready, planted, replanted in sums.values():
        steps.append(Step("", "", "", "", ready, planted, replanted, so_far + planted))
    return tuple(steps)


def _by_species(months: Iterable[MonthView]) -> tuple[SpeciesLine, ...]:
    sums = _sums((view.species_name, view) for view in months)
    lines = [SpeciesLine(name, *figures) for name, figures in sums.items()]
    return tuple(sorted(lines, key=lambda line: (-line.planted, -line.ready, line.name)))


def _sums(views: Iterable[tuple[str, MonthView]]) -> dict[str, tuple[int, int, int]]:
    """(ready, planted, replanted) by key."""
    sums: dict[str, tuple[int, int, int]] = defaultdict(lambda: (0, 0, 0))
    for key, view in views:
        ready, planted, replanted = sums[key]
        sums[key] = (ready + view.ready, planted + view.planted, replanted + view.replanted)
    return dict(sums)


def _season_of(month: str, seasons: Iterable[SeasonView]) -> str:
    return next((one.code for one in seasons if one.starts_on[:7] <= month <= one.ends_on[:7]), "")


def _months(span: Span) -> list[str]:
    year, number = int(span.from_day[:4]), int(span.from_day[5:7])
    months: list[str] = []
    while (month := f"{year:04d}-{number:02d}") <= span.to_day[:7] and len(months) < _MOST_MONTHS:
        months.append(month)
        year, number = (year + 1, 1) if number == _MONTHS else (year, number + 1)
    return months
