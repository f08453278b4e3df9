"""What each topic's chart says: the message in words, the marks, and the same figures as a table. No Kivy.

A chart shows few things: what does not fit is put together as the others, and the table has everything.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from app.screens.progress.states import Topic, table
from app.text.formats import SHORT_MONTHS
from app.text.texts import language, t
from app.widgets.chart.bars import TargetBar, TargetBars
from app.widgets.chart.columns import MonthColumns, Panel
from app.widgets.chart.parts import PartBar, PartBars
from core.domain.money import format_count, format_soles
from core.usecases.views.field import CommitteeMoney
from core.usecases.views.progress import MonthView

MOST_BARS = 24
MOST_SPECIES = 4
MONTHS_SHOWN = 6
_OTHERS = ""
Place = tuple[str, int, int, int]
"""A name, the trees planted there, the target, and how many are missing."""


def planted_topic(places: Sequence[Place], head: str) -> Topic:
    """`head` is what the places are called in the table."""
    wanted = [place for place in places if place[1] or place[2]]
    if not wanted:
        return Topic(empty=t("progress.no_units"), empty_detail=t("progress.no_units_detail"), empty_icon="map-marker")
    short = [place for place in wanted if place[3]]
    missing = format_count(sum(place[3] for place in short))
    planted = format_count(sum(place[1] for place in wanted))
    name, _, _, most = max(wanted, key=lambda place: place[3])
    rows = [(name, *(format_count(figure) for figure in figures)) for name, *figures in wanted]
    return Topic(
        title=t("progress.planted_message", planted=planted, missing=missing)
        if short
        else t("progress.planted_done", planted=planted),
        detail=t("progress.planted_most", name=name, missing=format_count(most)) if short else "",
        plan=TargetBars(tuple(_bar(place) for place in _few(wanted))),
        head=(head, t("progress.head_planted"), t("progress.head_target"), t("progress.head_missing")),
        rows=table(rows),
    )


def saplings_topic(found: Sequence[MonthView], months: Sequence[str]) -> Topic:
    """`months` are those of the table, the last MONTHS_SHOWN of them those of the chart."""
    in_table = [one for one in found if one.month in months]
    if not in_table:
        return Topic(
            empty=t("progress.no_saplings"), empty_detail=t("progress.no_saplings_detail"), empty_icon="sprout"
        )
    shown = list(months[-MONTHS_SHOWN:])
    in_chart = [one for one in found if one.month in shown]
    species = _most_frequent(in_chart)
    names = {one.species: one.species_name for one in in_chart} | {_OTHERS: t("progress.other_species")}
    panels = [
        Panel(
            t(f"progress.panel_{measure}", count=format_count(sum(getattr(one, measure) for one in in_chart))), values
        )
        for measure in ("ready", "planted")
        for values in (_values(in_chart, measure, species, shown),)
    ]
    ready, planted = (format_count(sum(getattr(one, name) for one in in_chart)) for name in ("ready", "planted"))
    span = t(
        "progress.saplings_span", first=month_word(shown[0], with_year=True), last=month_word(shown[-1], with_year=True)
    )
    rows = [
        (
            month_word(one.month, with_year=True), one.species_name, format_count(one.ready), format_count(one.planted),
            format_count(one.replanted),
        )
        for one in sorted(in_table, key=lambda one: one.month, reverse=True)
    ]  # fmt: skip
    return Topic(
        title=t("progress.saplings_message", ready=ready, planted=planted),
        detail=span,
        plan=MonthColumns(
            tuple(month_word(month) for month in shown), tuple(names[one] for one in species), tuple(panels)
        ),
        head=(
            t("progress.head_month"), t("progress.head_species"), t("progress.head_ready"), t("progress.head_planted"),
            t("progress.head_replanted"),
        ),
        rows=table(rows, names=2),
        names=2,
    )  # fmt: skip


def money_topic(found: Sequence[CommitteeMoney]) -> Topic:
    """Sums of committees; nobody's own amount is here."""
    there = [one for one in found if one.money.confirmed or one.money.pending or one.money.observed]
    if not there:
        return Topic(
            empty=t("progress.no_money"), empty_detail=t("progress.no_money_detail"), empty_icon="cash-multiple"
        )
    there.sort(key=lambda one: -(one.money.confirmed + one.money.pending + one.money.observed))
    words = (t("states.money_confirmed"), t("states.money_pending"), t("states.money_observed"))
    bars, rows = [], []
    for one in there:
        parts = (one.money.confirmed, one.money.pending, one.money.observed)
        figures = (format_soles(parts[0]), format_soles(parts[1]), format_soles(parts[2]))
        bars.append(PartBar(one.name, parts, figures))
        rows.append((one.name, *figures))
    return Topic(
        title=t("progress.money_message", amount=format_soles(sum(one.money.confirmed for one in there))),
        detail=t(
            "progress.money_rest",
            pending=format_soles(sum(one.money.pending for one in there)),
            observed=format_soles(sum(one.money.observed for one in there)),
        ),
        plan=PartBars(words, tuple(bars[:MOST_BARS])),
        head=(t("progress.head_committee"), *words),
        rows=table(rows),
    )


def percent(part: int, whole: int) -> str:
    """In whole percent, rounded down: what is not all of it is not called 100."""
    return str(100 * part // whole) if whole else "0"


def month_word(month: str, *, with_year: bool = False) -> str:
    """`nov`, or `nov 2014`."""
    day = date.fromisoformat(f"{month}-01")
    word = SHORT_MONTHS[language()][day.month - 1]
    return f"{word} {day.year}" if with_year else word


def months_between(first: str, last: str) -> list[str]:
    """Every month YYYY-MM from the first to the last."""
    year, number = int(first[:4]), int(first[5:7])
    months = []
    while f"{year:04d}-{number:02d}" <= last[:7]:
        months.append(f"{year:04d}-{number:02d}")
        year, number = (year + 1, 1) if number == 12 else (year, number + 1)
    return months


def _bar(place: Place) -> TargetBar:
    name, planted, target, _ = place
    figure = t(
        "progress.of_target",
        planted=format_count(planted),
        target=format_count(target),
        percent=percent(planted, target),
    )
    return TargetBar(name, planted, target, figure)


def _few(places: Sequence[Place]) -> list[Place]:
    """As many as one can look at; what is left is one more place."""
    if len(places) <= MOST_BARS:
        return list(places)
    rest = places[MOST_BARS - 1 :]
    others = t("progress.planted_others", count=format_count(len(rest)))
    planted, target, missing = (sum(figures) for figures in list(zip(*rest, strict=True))[1:])
    return [*places[: MOST_BARS - 1], (others, planted, target, missing)]


def _most_frequent(found: Sequence[MonthView]) -> list[str]:
    """The species with the most saplings first; the last place stands for all others, where there are more."""
    sums: dict[str, int] = {}
    for one in found:
        sums[one.species] = sums.get(one.species, 0) + one.ready + one.planted
    ordered = sorted(sums, key=lambda species: (-sums[species], species))
    return ordered if len(ordered) <= MOST_SPECIES else [*ordered[: MOST_SPECIES - 1], _OTHERS]


def _values(
    found: Sequence[MonthView], measure: str, species: Sequence[str], months: Sequence[str]
) -> tuple[tuple[int, ...], ...]:
    sums = {(one, month): 0 for one in species for month in months}
    for view in found:
        series = view.species if view.species in species else _OTHERS
        sums[series, view.month] += getattr(view, measure)
    return tuple(tuple(sums[one, month] for month in months) for one in species)
