"""Money that comes in: grants and carbon sales, divided between the funds; and months that the books close."""

from __future__ import annotations

from typing import Any

from core.domain.calendar import day_number, day_of_number, last_of_month
from core.domain.funds import CarbonSale, ExchangeRate, GrantReceived, MonthClosed, sale_parts
from core.domain.problems import Problem
from core.fold.facts import fact_in_force, live_thing, setting
from core.fold.outcome import NOTHING, Leg, Outcome, Work
from core.fold.posting import CLOSED_THROUGH
from core.fold.rows import EffectiveRecord, Total
from core.fold.state import State


def close_month(state: State, row: EffectiveRecord, fact: MonthClosed, _booking: Any) -> None:
    """From here on nothing is booked under the month's days. Raises Problem month_not_over or month_closed."""
    if fact.month[:7] >= row.happened_on[:7]:
        raise Problem("month_not_over", month=fact.month[:7])
    number = day_number(last_of_month(fact.month[:7]))
    closed = state.get(Total, *CLOSED_THROUGH)
    if closed is not None and number <= closed.value:
        raise Problem("month_closed", month=fact.month[:7])
    state.put(Total(*CLOSED_THROUGH, number))


def refuse_reopening(state: State, fact: MonthClosed) -> None:
    """Months are opened again from the last one backwards: all before a closed one is closed as well. Raises Problem
    month_closed_after.
    """
    closed = state.get(Total, *CLOSED_THROUGH)
    last = day_of_number(closed.value) if closed is not None else ""
    if last != last_of_month(fact.month[:7]):
        raise Problem("month_closed_after", month=fact.month[:7], last=last[:7])


def reopen_month(state: State) -> None:
    """After a closing was taken back the books are closed as far as the closings that stand say. What was booked in a
    later month because of it stays there.
    """
    standing = [0]
    for identifier in state.since(MonthClosed.kind, ""):
        row = state.get(EffectiveRecord, identifier)
        fact = fact_in_force(state, row) if row else None
        if isinstance(fact, MonthClosed):
            standing.append(day_number(last_of_month(fact.month[:7])))
    state.put(Total(*CLOSED_THROUGH, max(standing)))


def refuse_lost_rate(state: State, target: EffectiveRecord, now: Any) -> None:
    """Another figure enters the sales anew; without their rate they would leave the books, though the money is in the
    bank. Raises Problem exchange_rate_used.
    """
    rate = fact_in_force(state, target)
    if not isinstance(rate, ExchangeRate) or (isinstance(now, ExchangeRate) and now.currency == rate.currency):
        return
    for identifier in state.since(CarbonSale.kind, ""):
        row = state.get(EffectiveRecord, identifier)
        sale = fact_in_force(state, row) if row else None
        if isinstance(sale, CarbonSale) and (sale.exchange_rate, sale.currency) == (target.id, rate.currency):
            raise Problem("exchange_rate_used", sale=identifier)


def _grant(_state: State, _row: EffectiveRecord, fact: GrantReceived) -> Outcome:
    return Outcome(legs=(Leg("bank", fact.centimos), Leg("fund", -fact.centimos, fact.fund)))


def _carbon_sale(state: State, row: EffectiveRecord, fact: CarbonSale) -> Outcome:
    rate = live_thing(state, fact.exchange_rate, ExchangeRate.kind)
    if rate is None or rate.currency != fact.currency:
        return NOTHING
    percent = setting(state, "adaptation_percent", row.happened_on)
    parts = sale_parts(fact.gross_minor, fact.fees_minor, rate.soles_scaled, percent)
    return Outcome(
        legs=(
            Leg("bank", parts.gross_centimos - parts.fees_centimos),
            Leg("fund", -parts.adaptation_centimos, fact.adaptation_fund),
            Leg("fund", -(parts.upstream_centimos - parts.fees_centimos), fact.upstream_fund),
        )
    )


FUND_WORK: dict[type[Any], Work] = {GrantReceived: _grant, CarbonSale: _carbon_sale}
