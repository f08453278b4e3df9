"""The end of a month: what is still open in it, closing its books, and opening them again.

A month may be closed with things left open; what these were is said in the very record, so that nobody has to ask
later. Whoever opens one again says why.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import cast

from core.domain.bodies import Count, Day
from core.domain.calendar import day_of_number
from core.domain.corrections import Void
from core.domain.funds import Matter, MonthClosed, StillOpen
from core.domain.kinds import fact_or_none
from core.domain.problems import Problem
from core.domain.programme import Programme
from core.domain.records import RecordId, is_day
from core.fold.facts import body_in_force, thing_fact
from core.fold.posting import CLOSED_THROUGH
from core.fold.rows import Correction, EffectiveRecord, Thing, Total
from core.fold.state import State
from core.usecases.office.steps import take_step
from core.usecases.ports import Clock, Store
from core.usecases.words import words_row

_MONTHS = 12


@dataclass(frozen=True, slots=True)
class Closing:
    """A month (YYYY-MM) that was closed, and whether it still is; `reopening` is the record that opened it again."""

    record: RecordId
    month: str
    closed_on: str
    author: str
    still_open: tuple[StillOpen, ...]
    reopening: str = ""

    @property
    def stands(self) -> bool:
        return not self.reopening


def is_month(text: str) -> bool:
    return is_day(f"{text}-01")


def month_before(month: str) -> str:
    year, number = int(month[:4]), int(month[5:])
    return f"{year - 1:04d}-12" if number == 1 else f"{year:04d}-{number - 1:02d}"


def closed_through(state: State) -> str:
    """The last month of which the books are closed, or empty."""
    total = state.get(Total, *CLOSED_THROUGH)
    return day_of_number(total.value)[:7] if total is not None and total.value else ""


def months_to_close(state: State, today: str) -> list[str]:
    """The months that are over and not closed, the last one first; no more than a year of them."""
    month, months = month_before(today[:7]), list[str]()
    while _is_open(state, month, today) and len(months) < _MONTHS:
        months.append(month)
        month = month_before(month)
    return months


def closes_earlier_ones(state: State, month: str, today: str) -> bool:
    """Whether closing a month closes months before it as well."""
    return _is_open(state, month_before(month), today)


def _is_open(state: State, month: str, today: str) -> bool:
    """Whether the programme had begun by a month and its books are not closed."""
    programme = state.find(Thing, Programme.kind)
    first = str(thing_fact(programme[0]).began_on)[:7] if programme else today[:7]
    return month >= first and month > closed_through(state)


def closings(state: State) -> list[Closing]:
    """Every closing that had an effect, also those that were taken back; the last one first."""
    found = []
    for identifier in state.since(MonthClosed.kind, ""):
        row = state.get(EffectiveRecord, identifier)
        if row is not None and row.status in ("live", "void"):
            record = state.record(row.body_id if row.status == "live" else row.id)
            fact = fact_or_none(row.kind, *body_in_force(record)) if record else None
            if isinstance(fact, MonthClosed):
                voids = [one.id for one in state.find(Correction, row.id) if one.takes_effect]
                closing = Closing(
                    RecordId(row.id), fact.month[:7], row.happened_on, row.author, fact.still_open,
                    voids[-1] if row.status == "void" and voids else "",
                )  # fmt: skip
                found.append((row.position or 0, closing))
    return [closing for _, closing in sorted(found, key=lambda one: one[0], reverse=True)]


def close_month(
    store: Store, clock: Clock, office_origin: str, author: str, month: str, still_open: dict[str, int]
) -> RecordId:
    """Close the books of a month (YYYY-MM) and all before it, with what is left open. Raises the Problem that keeps it
    from being closed.
    """
    left = tuple(StillOpen(cast("Matter", matter), Count(number)) for matter, number in still_open.items() if number)
    return take_step(store, clock, office_origin, author, MonthClosed(Day(f"{month}-01"), left))


def reopen_month(store: Store, clock: Clock, office_origin: str, author: str, month: str, why: str) -> RecordId:
    """Take the closing of a month back, for a reason in words. Raises Problem reopen_reason_missing, month_not_closed,
    or what else keeps it closed.
    """
    note = words_row(why)
    if note is None:
        raise Problem("reopen_reason_missing")
    store.fold()
    with store.reading() as session:
        state = session.state()
        standing = [one for one in closings(state) if one.stands and one.month == month]
        if not standing:
            raise Problem("month_not_closed", month=month)
        row = state.get(EffectiveRecord, standing[0].record)
    seen = RecordId(row.version if row else standing[0].record)
    fact = Void(standing[0].record, seen, "other")
    return take_step(store, clock, office_origin, author, fact, sides={"note_side": note})
