"""Where the money comes from: funds with their sums, and the grants, carbon sales and rates that are on record."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from core.domain.funds import CarbonSale, ExchangeRate, Fund, GrantReceived, SaleParts, sale_parts
from core.fold.facts import fact_in_force, live_things, setting, thing_fact
from core.fold.rows import EffectiveRecord, Thing
from core.fold.state import State
from core.storage.session import SqlSession
from core.usecases.office.fund_sums import FundSums, fund_sums


@dataclass(frozen=True, slots=True)
class FundLine:
    id: str
    fact: Fund
    sums: FundSums


@dataclass(frozen=True, slots=True)
class Stated:
    """A record of money that came in, or of a rate."""

    id: str
    day: str
    fact: Any


@dataclass(frozen=True, slots=True)
class Sale:
    """A carbon sale and how it was divided."""

    id: str
    day: str
    fact: CarbonSale
    parts: SaleParts | None


def funds_in(session: SqlSession) -> tuple[FundLine, ...]:
    """Every fund, by its code."""
    balances = session.money().balances(by_party=True)
    things = sorted(live_things(session.state(), Fund.kind), key=lambda one: one.code)
    return tuple(FundLine(one.id, thing_fact(one), fund_sums(balances, one.id)) for one in things)


def fund_names(session: SqlSession) -> dict[str, str]:
    """The names of all funds by id, also of those that were taken back."""
    return {one.id: thing_fact(one).name for one in session.state().find(Thing, Fund.kind)}


def grants_in(session: SqlSession, most: int | None = None) -> list[Stated]:
    """Grants, the latest first; the latest `most` of them, or all."""
    return _stated(session.state(), GrantReceived.kind, most)


def sales_in(session: SqlSession, most: int | None = None) -> list[Sale]:
    """Carbon sales, the latest first; the latest `most` of them, or all."""
    state = session.state()
    return [_sale(state, one) for one in _stated(state, CarbonSale.kind, most)]


def rates_in(session: SqlSession, most: int) -> list[Stated]:
    """The latest `most` exchange rates by the days for which they are, the latest first."""
    things = [(one.id, thing_fact(one)) for one in live_things(session.state(), ExchangeRate.kind)]
    return _latest([Stated(key, fact.day, fact) for key, fact in things], most)


def _stated(state: State, kind: str, most: int | None) -> list[Stated]:
    rows = [row for one in state.since(kind, "") if (row := state.get(EffectiveRecord, one))]
    facts = [(row, fact_in_force(state, row)) for row in rows]
    return _latest([Stated(row.id, row.happened_on, fact) for row, fact in facts if fact is not None], most)


def _latest(found: list[Stated], most: int | None) -> list[Stated]:
    return sorted(found, key=lambda one: (one.day, one.id), reverse=True)[:most]


def _sale(state: State, stated: Stated) -> Sale:
    fact = stated.fact
    thing = state.get(Thing, fact.exchange_rate)
    rate = thing_fact(thing) if thing is not None and thing.status == "live" else None
    percent = setting(state, "adaptation_percent", stated.day)
    parts = sale_parts(fact.gross_minor, fact.fees_minor, rate.soles_scaled, percent) if rate else None
    return Sale(stated.id, stated.day, fact, parts)
