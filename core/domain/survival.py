"""Survival counts: which rows of a unit are walked, what stood in them, and how many of its trees live by that.

The rows are drawn before anybody counts: every fifth or tenth from a random first one, so that nobody picks the good
ones. Who draws records it at once; who counts names the draw and walks exactly its rows.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from math import isqrt
from typing import ClassVar

from core.domain.bodies import LONGEST_LIST, Count
from core.domain.records import RecordId

MOST_ROWS = LONGEST_LIST
"""Of a unit; at three metres from row to row these are a kilometre and a half."""


@dataclass(frozen=True, slots=True)
class SurvivalDrawn:
    """Where to begin in a unit of `rows_total` rows, drawn from 1 to `every`."""

    kind: ClassVar[str] = "survival_drawn"
    version: ClassVar[int] = 1

    committee: RecordId
    unit: RecordId
    every: Count
    first_row: Count
    rows_total: Count


@dataclass(frozen=True, slots=True)
class RowCount:
    """What stood in one row; a row without trees has zeros."""

    row: Count
    alive: Count
    dead: Count


@dataclass(frozen=True, slots=True)
class SurvivalCount:
    """Prendimiento, later sobrevivencia: the drawn rows as they were found; of one species, or of whatever stands
    there.
    """

    kind: ClassVar[str] = "survival_count"
    version: ClassVar[int] = 1

    committee: RecordId
    drawn: RecordId
    rows: tuple[RowCount, ...]
    species: RecordId | None = None


@dataclass(frozen=True, slots=True)
class Share:
    """Of `counted` trees that were looked at so many per mille live. `margin` is what to add and take away, in per
    mille too, so that nine of ten such counts have the whole unit's share between the two; None where one row alone
    cannot tell.
    """

    per_mille: int
    margin: int | None
    counted: int


def row_step(area_m2: int, setting: Callable[[str], int]) -> int:
    """Every how manyth row is walked; `setting` gives the programme's figures of the day by name."""
    is_large = area_m2 >= setting("survival_large_unit_m2")
    return max(1, setting("survival_every_row_large" if is_large else "survival_every_row"))


def drawn_rows(draw: SurvivalDrawn) -> tuple[int, ...]:
    """The rows to walk, in their order; none where the draw makes no sense."""
    if draw.every < 1 or draw.first_row < 1:
        return ()
    return tuple(range(draw.first_row, min(draw.rows_total, MOST_ROWS) + 1, draw.every))


def alive_share(rows: Sequence[RowCount], rows_total: int) -> Share | None:
    """The share of a unit's trees that live, by its counted rows; None where these have no trees.

    Rows are clusters of unequal size, so this is the ratio estimator for a simple random sample of clusters without
    replacement (Cochran, Sampling Techniques, 3rd ed. 1977, sections 2.11 and 3.12). With n of N rows counted, m trees
    in a row of which a live, A and M their sums and p = A / M:

        v(p) = (N - n) / N · n / (n - 1) · Σ (a - p·m)² / M²        margin = t · √v(p)

    where t is Student's for nine tenths in the middle and n - 1 degrees of freedom. Rows that were drawn at a constant
    distance are taken for drawn at random, which errs on the safe side where survival changes along a slope. Where
    every tree or none lives nothing varies, and the rule of three stands for the margin: 3 / M (Hanley and
    Lippman-Hand, JAMA 249, 1983). Where all rows have the same share their spread says nothing either, and the trees
    stand for themselves: 1.645 · √((N - n) / N · p(1 - p) / M). Margins are rounded up, the share to the nearest.
    """
    alive = sum(row.alive for row in rows)
    trees = alive + sum(row.dead for row in rows)
    if trees == 0:
        return None
    share = (2_000 * alive + trees) // (2 * trees)
    return Share(share, _margin(rows, rows_total, alive, trees), trees)


def together(counts: Sequence[tuple[int, Share]]) -> Share | None:
    """What (alive, share) of units that were counted each for itself say of all of them; None without any trees.

    The share is that of all trees that were looked at. Errors of different units have nothing to do with each other,
    so their squares add up, each weighed by its trees: √Σ (counted · margin)² / Σ counted, rounded up. A unit of which
    one row cannot tell may be off by everything.
    """
    trees = sum(share.counted for _alive, share in counts)
    if trees == 0:
        return None
    alive = sum(alive for alive, _share in counts)
    squares = sum((share.counted * (1_000 if share.margin is None else share.margin)) ** 2 for _alive, share in counts)
    margin = -(-(isqrt(squares - 1) + 1) // trees) if squares else 0
    return Share((2_000 * alive + trees) // (2 * trees), min(1_000, margin), trees)


def error_in_trees(counted: Sequence[tuple[int, Share]]) -> int:
    """By how many trees what stands in several units may be off either way, as often as a share is within its margin.
    Of each unit (trees that should stand there, share) are given; the squares add up as in `together`, and what comes
    out is rounded up.
    """
    squares = sum((trees * (1_000 if share.margin is None else share.margin)) ** 2 for trees, share in counted)
    return -(-(isqrt(squares - 1) + 1) // 1_000) if squares else 0


def _margin(rows: Sequence[RowCount], rows_total: int, alive: int, trees: int) -> int | None:
    number = len(rows)
    if number >= rows_total:
        return 0
    if number == 1:
        return None
    if alive in (0, trees):
        return min(1_000, -(-3_000 // trees))
    # Everything times M² at first: whole numbers have no rounding to lose anything in.
    squares = sum((row.alive * trees - alive * (row.alive + row.dead)) ** 2 for row in rows)
    if squares:
        above = _student(number - 1) ** 2 * (rows_total - number) * number * squares
        below = rows_total * (number - 1) * trees**4
    else:
        above = _STUDENT_AT_LAST**2 * (rows_total - number) * alive * (trees - alive)
        below = rows_total * trees**3
    return min(1_000, isqrt((above - 1) // below) + 1)


_STUDENT = (
    6_314, 2_920, 2_354, 2_132, 2_016, 1_944, 1_895, 1_860, 1_834, 1_813, 1_796, 1_783, 1_771, 1_762, 1_754,
    1_746, 1_740, 1_735, 1_730, 1_725, 1_721, 1_718, 1_714, 1_711, 1_709, 1_706, 1_704, 1_702, 1_700, 1_698,
)  # fmt: skip
"""Student's t for nine tenths in the middle, in thousandths, rounded up, from 1 degree of freedom on."""

_STUDENT_AT_LAST = 1_645
"""Of as many degrees of freedom as one likes."""


def _student(freedom: int) -> int:
    """Beyond the table its last value, which is a little too careful."""
    return _STUDENT[min(freedom, len(_STUDENT)) - 1]
