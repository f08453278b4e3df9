"""Money that comes in, as the office states it: funds, grants, exchange rates and carbon sales.

A grant cannot be told from the same one entered twice, so whoever enters money says what they have seen.
"""

from __future__ import annotations

from core.domain.funds import CarbonSale, ExchangeRate, Fund, GrantReceived
from core.domain.problems import Problem
from core.domain.records import LONGEST_NAME, RecordId
from core.fold.facts import live_things, thing_fact
from core.fold.rows import EffectiveRecord, Thing
from core.fold.state import State
from core.usecases.office.steps import take_step
from core.usecases.ports import Clock, Store

_MONEY = (GrantReceived.kind, CarbonSale.kind)


def last_income(state: State) -> str:
    """The id of the latest grant or sale that was entered; empty before the first."""
    found = [state.get(EffectiveRecord, one) for kind in _MONEY for one in state.since(kind, "")]
    rows = [row for row in found if row is not None]
    return max(rows, key=lambda row: row.position or 0).id if rows else ""


def take_in(
    store: Store, clock: Clock, office_origin: str, author: str, fact: GrantReceived | CarbonSale, seen: str, day: str
) -> RecordId:
    """Enter money that came in on a day, by somebody who has `seen` this as the last. Raises Problem grant_since."""

    def refuse(state: State) -> None:
        last = last_income(state)
        if last != seen:
            raise Problem("grant_since", id=last)

    return take_step(store, clock, office_origin, author, fact, happened_on=day, only_if=refuse)


def add_fund(store: Store, clock: Clock, office_origin: str, author: str, fact: Fund) -> RecordId:
    """Raises Problem code_strange or fund_code_taken."""
    if len(fact.code) > LONGEST_NAME or " " in fact.code:
        raise Problem("code_strange", text=fact.code[:LONGEST_NAME], longest=LONGEST_NAME)

    def refuse(state: State) -> None:
        if any(one.code.casefold() == fact.code.casefold() for one in state.find(Thing, Fund.kind)):
            raise Problem("fund_code_taken", text=fact.code)

    return take_step(store, clock, office_origin, author, fact, only_if=refuse)


def add_rate(store: Store, clock: Clock, office_origin: str, author: str, fact: ExchangeRate, today: str) -> RecordId:
    """State the exchange rate of a day. Raises Problem day_in_future or rate_taken."""
    if fact.day > today:
        raise Problem("day_in_future", day=fact.day)

    def refuse(state: State) -> None:
        known = [thing_fact(one) for one in live_things(state, ExchangeRate.kind)]
        if any((one.currency, one.day) == (fact.currency, fact.day) for one in known):
            raise Problem("rate_taken", currency=fact.currency, day=fact.day)

    return take_step(store, clock, office_origin, author, fact, only_if=refuse)
