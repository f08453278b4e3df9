"""Money that comes in: grants and carbon sales, divided between the funds; and months that the books close."""

from __future__ import annotations

from typing import Any

from core.domain.calendar import add_days
from core.domain.funds import CarbonSale, ExchangeRate, GrantReceived, MonthClosed, sale_parts
from core.domain.problems import Problem
from core.fold.facts import live_thing, setting
from core.fold.outcome import NOTHING, Leg, Outcome, Work
from core.fold.posting import CLOSED_THROUGH
from core.fold.rows import EffectiveRecord, Total
from core.fold.state import State

_LONGEST_MONTH = 31


def close_month(state: State, row: EffectiveRecord, fact: MonthClosed, _booking: Any) -> None:
    """From here on nothing is booked under the month's days. Raises Problem month_not_over or month_closed."""
    if fact.month[:7] >= row.happened_on[:7]:  # Asked before anything is added: the calendar ends with the year 9999.
        raise Problem("month_not_over", month=fact.month[:7])
    last = add_days(add_days(fact.month[:8] + "01", _LONGEST_MONTH)[:8] + "01", -1)
    number = int(last.replace("-", ""))
    closed = state.get(Total, *CLOSED_THROUGH)
    if closed is not None and number <= closed.value:
        raise Problem("month_closed", month=fact.month[:7])
    state.put(Total(*CLOSED_THROUGH, number))


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
