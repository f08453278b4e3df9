"""A survival count can be trusted when its rows were drawn once, before anybody counted, and all were walked."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from core.domain.checks.finding import Finding, Subject, listed, warn
from core.domain.checks.known import Known
from core.domain.survival import SurvivalCount, SurvivalDrawn, drawn_rows, row_step

SHOWN_AT_MOST = 10


def draw_is_the_programmes(subject: Subject, known: Known) -> Iterator[Finding]:
    """So many rows apart as the programme says for a unit of that size, and the first among those."""
    fact = subject.fact
    unit = known.unit(fact.unit) if isinstance(fact, SurvivalDrawn) else None
    if unit is None:
        return
    step = row_step(unit.area_m2, lambda name: known.setting(name, subject.happened_on))
    is_among_them = 1 <= fact.first_row <= min(step, fact.rows_total)
    if fact.every != step or not is_among_them:
        numbers = {"every": int(fact.every), "first": int(fact.first_row), "step": step}
        yield warn("draw_differs", unit=unit.code, **numbers)


def drawn_once(subject: Subject, known: Known) -> Iterator[Finding]:
    """Whoever draws again before counting may be looking for better rows; also after taking the first draw back."""
    fact = subject.fact
    before = known.draws_before(fact.unit, subject.id) if isinstance(fact, SurvivalDrawn) else ()
    if before:
        yield warn("drawn_again", other=listed(before))


def counted_after_its_draw(subject: Subject, known: Known) -> Iterator[Finding]:
    """The draw is there, was there first, and is counted once."""
    fact = subject.fact
    if not isinstance(fact, SurvivalCount):
        return
    draw = known.draw(fact.drawn)
    if draw is None:
        yield warn("draw_unknown", draw=fact.drawn)
        return
    if subject.happened_on < draw.happened_on:
        yield warn("counted_before_draw", draw_day=draw.happened_on)
    others = known.counts_of(fact.drawn, subject.id)
    if others:
        yield warn("counted_again", other=listed(others))


def rows_are_the_drawn(subject: Subject, known: Known) -> Iterator[Finding]:
    """All of the drawn rows, each once, and no others."""
    fact = subject.fact
    draw = known.draw(fact.drawn) if isinstance(fact, SurvivalCount) else None
    if draw is None:
        return
    wanted = drawn_rows(draw.fact)
    walked = Counter(int(row.row) for row in fact.rows)
    missing = [row for row in wanted if row not in walked]
    foreign = [row for row, times in walked.items() if row not in wanted or times > 1]
    if missing:
        yield warn("rows_missing", rows=_numbers(missing), count=len(missing))
    if foreign:
        yield warn("rows_foreign", rows=_numbers(foreign), count=len(foreign))


def _numbers(rows: list[int]) -> str:
    return ", ".join(str(row) for row in sorted(rows)[:SHOWN_AT_MOST])
