"""A person's days as pictures: a sun for a day of work, what was done, and the notes and coins it came to. No Kivy.

Each of the three parts of a day's money is a row of its own and never added to another. What coins cannot make, less
than S/ 0.10, is in the figure alone; no picture ever shows more than there is.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from app.text import telling
from app.text.formats import SHORT_MONTHS, WEEKDAYS
from app.text.texts import language, t
from core.domain.money import SMALLEST_COIN_CENTIMOS, break_down, format_count, format_soles
from core.usecases.views.field import StatementLine
from core.usecases.views.progress import AttendedView

LARGEST_PIECE_CENTIMOS = 5_000
"""Larger notes are hard to change in a village, and are not what one is given."""
STATES = ("confirmed", "pending", "observed")
GIVEN = {"payout": "cash", "rounding": "cash-multiple", "waived": "cash-multiple"}
"""Lines that are no work, by kind of item."""
SUN, HALF_SUN = "white-balance-sunny", "circle-half-full"
MOST_SUNS = 3
Picture = tuple[str, str]
"""An icon, and a number beside it or nothing."""


@dataclass(frozen=True)
class DayPictures:
    """A row: of its day only the first has the number and the letter. `key` holds the records that it is about."""

    key: str
    pictures: tuple[Picture, ...]
    day: str = ""
    weekday: str = ""
    month: str = ""
    pieces: tuple[tuple[int, int], ...] = ()
    amount: str = ""
    tone: str = ""
    state_word: str = ""
    quiet: bool = False


def day_rows(
    lines: Sequence[StatementLine], attended: Sequence[AttendedView], *, shows_amounts: bool
) -> tuple[DayPictures, ...]:
    """The last day first; days on which somebody came and earned nothing are there as well."""
    of_day: dict[str, tuple[list[StatementLine], list[AttendedView]]] = defaultdict(lambda: ([], []))
    for line in lines:
        of_day[line.happened_on][0].append(line)
    for one in attended:
        of_day[one.happened_on][1].append(one)
    rows: list[DayPictures] = []
    for day in sorted(of_day, reverse=True):
        mine, came = of_day[day]
        work = _work_rows(mine, came, shows_amounts=shows_amounts)
        made = [*work, *_given_rows(mine, shows_amounts=shows_amounts)]
        when = date.fromisoformat(day)
        letter, month = WEEKDAYS[language()][when.weekday()][0].upper(), SHORT_MONTHS[language()][when.month - 1]
        first = replace(made[0], day=str(when.day), weekday=letter, month=f"{month} {when.year}")
        rows += [first, *made[1:]]
    return tuple(rows)


def records_of(key: str) -> list[str]:
    """The records that a row is about."""
    return [record for record in key.split("/") if record]


def pieces_for(centimos: int) -> tuple[tuple[int, int], ...]:
    """The notes and coins for an amount, as far as coins go; none for what was taken back."""
    whole = max(0, centimos) // SMALLEST_COIN_CENTIMOS * SMALLEST_COIN_CENTIMOS
    return tuple(break_down(whole, LARGEST_PIECE_CENTIMOS))


def _work_rows(
    lines: Sequence[StatementLine], came: Sequence[AttendedView], *, shows_amounts: bool
) -> Iterable[DayPictures]:
    suns = _suns(sum(one.half_days for one in came))
    workdays = [one.workday for one in came]
    for state in STATES:
        mine = [line for line in lines if line.item_kind not in GIVEN and line.state == state]
        if not mine:
            continue
        centimos = sum(line.centimos for line in mine)
        records = list(dict.fromkeys(line.record for line in mine))
        pictures = [*suns, *_works(mine)]
        yield _row(records, pictures, centimos, state, shows_amounts=shows_amounts)
        suns = []
        workdays = []
    if workdays:
        yield DayPictures("/".join(workdays), tuple(suns))


def _given_rows(lines: Sequence[StatementLine], *, shows_amounts: bool) -> Iterable[DayPictures]:
    """What was handed over, and what rounding or patience gave; a payout is a row for itself."""
    for line in lines:
        if line.item_kind in GIVEN:
            is_payout = line.item_kind == "payout"
            pictures = [("hand-coin" if is_payout else GIVEN[line.item_kind], t("review.paid") if is_payout else "")]
            amount = -line.centimos if is_payout else line.centimos
            yield _row([], pictures, amount, line.state, shows_amounts=shows_amounts)


def _row(
    records: Sequence[str], pictures: Sequence[Picture], centimos: int, state: str, *, shows_amounts: bool
) -> DayPictures:
    return DayPictures(
        key="/".join(records),
        pictures=tuple(pictures),
        pieces=pieces_for(centimos) if shows_amounts else (),
        amount=format_soles(centimos) if shows_amounts else "",
        tone=telling.tone_of(state),
        state_word=telling.state_word(state),
        quiet=not records,
    )


def _suns(half_days: int) -> list[Picture]:
    """A sun for each full day, half a one for half a day; many are told by a number."""
    full, half = divmod(half_days, 2)
    suns = [(SUN, "")] * full if full <= MOST_SUNS else [(SUN, f"× {full}")]
    return [*suns, *([(HALF_SUN, "")] * half)]


def _works(lines: Sequence[StatementLine]) -> list[Picture]:
    """What was done, each kind once with how much of it; what was taken back as a whole is not shown as done."""
    counts: dict[str, int] = {}
    for record in dict.fromkeys(line.record for line in lines):
        mine = [line for line in lines if line.record == record]
        icon = telling.kind_icon(mine[0].kind)
        if mine[0].kind == "workday":
            continue
        if sum(line.centimos for line in mine) < 0:
            icon, number = "undo", 0
        else:
            number = max((line.count for line in mine if line.item_kind != "reversal"), default=0)
        counts[icon] = counts.get(icon, 0) + number
    return [(icon, format_count(number) if number else "") for icon, number in counts.items()]
