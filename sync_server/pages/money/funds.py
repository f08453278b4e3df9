"""Where the money comes from: funds with what came in, what their sheets have used and what is left; grants, carbon
sales and the exchange rates by which these became soles.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Any, get_args

from fastapi import APIRouter, Request, Response

from core.domain.calendar import local_day
from core.domain.funds import (
    RATE_SCALE,
    CarbonSale,
    Currency,
    ExchangeRate,
    Fund,
    GrantReceived,
    read_rate,
)
from core.domain.money import format_foreign
from core.domain.problems import Problem
from core.usecases.office.fund_sums import FundSums
from core.usecases.office.incoming import add_fund, add_rate, last_income, take_in
from sync_server.gate.bodies import Form
from sync_server.gate.requests import office_of
from sync_server.looking.funds import FundLine, Sale, Stated, funds_in, grants_in, rates_in, sales_in
from sync_server.office import Office
from sync_server.pages.frame import typed
from sync_server.pages.frame.doing import show, take

CURRENCIES = get_args(Currency)
MOST = 200
router = APIRouter()


@dataclass(frozen=True, slots=True)
class FundsPage:
    """All of it, the latest first; `names` are the funds' names by id, `seen` the last money that was entered."""

    funds: tuple[FundLine, ...]
    grants: tuple[Stated, ...]
    sales: tuple[Sale, ...]
    rates: tuple[Stated, ...]
    names: dict[str, str]
    seen: str
    today: str

    @property
    def total(self) -> FundSums:
        """What all funds come to together."""
        return sum((one.sums for one in self.funds), FundSums(0, 0, 0))


@router.get("/funds")
async def show_all(request: Request) -> Response:
    return await _show(request)


@router.post("/funds/{step}")
async def take_one(request: Request, step: str) -> Response:
    """Enter a fund, a rate, or money that came in."""
    enter = _STEPS.get(step)
    if enter is None:
        raise Problem("page_missing")
    return await take(request, enter, partial(_show, request, step), "/funds", f"funds.done_{step}")


async def _show(
    request: Request, tried: str = "", problem: Problem | None = None, form: Form | None = None
) -> Response:
    page = await office_of(request).workers.run(look, office_of(request))
    return show(
        request,
        "funds/list.html",
        problem,
        form,
        page=page,
        tried=tried,
        currencies=CURRENCIES,
        rate_text=rate_text,
        foreign=format_foreign,
    )


def look(office: Office) -> FundsPage:
    with office.store.reading() as session:
        funds = funds_in(session)
        return FundsPage(
            funds, tuple(grants_in(session, MOST)), tuple(sales_in(session, MOST)), tuple(rates_in(session, MOST)),
            {one.id: one.fact.name for one in funds}, last_income(session.state()), office.today(),
        )  # fmt: skip


def _add_fund(office: Office, author: str, form: Form) -> None:
    fact = Fund(typed.words(form, "code"), typed.words(form, "name"), typed.words(form, "funder"))
    add_fund(office.store, office.clock, office.origin, author, fact)


def _add_rate(office: Office, author: str, form: Form) -> None:
    currency, day = typed.chosen(form, "currency", CURRENCIES), typed.day(form)
    text = form.get("rate").strip()
    scaled = read_rate(text)
    if scaled is None:
        raise Problem("rate_unreadable", text=text[:40])
    fact = ExchangeRate(currency, scaled, day, typed.words(form, "source"))
    add_rate(office.store, office.clock, office.origin, author, fact, local_day(office.clock.now_ms()))


def _add_grant(office: Office, author: str, form: Form) -> None:
    fact = GrantReceived(typed.record(form, "fund"), typed.soles(form, "amount"), typed.words(form, "document"))
    take_in(office.store, office.clock, office.origin, author, fact, form.get("seen"), typed.day(form))


def _add_sale(office: Office, author: str, form: Form) -> None:
    fact = CarbonSale(
        typed.words(form, "buyer"), typed.number(form.get("tonnes")), typed.chosen(form, "currency", CURRENCIES),
        _foreign(form, "gross"), _foreign(form, "fees", is_needed=False), typed.record(form, "exchange_rate"),
        typed.record(form, "upstream"), typed.record(form, "adaptation"), typed.words(form, "document"),
    )  # fmt: skip
    take_in(office.store, office.clock, office.origin, author, fact, form.get("seen"), typed.day(form))


def _foreign(form: Form, name: str, *, is_needed: bool = True) -> Any:
    """Hundredths of a foreign currency; who writes soles has not understood what is asked."""
    if "S/" in form.get(name).upper():
        raise Problem("not_in_soles", text=form.get(name)[:40])
    return typed.soles(form, name) if is_needed else typed.soles_or_nothing(form, name)


def rate_text(scaled: int) -> str:
    """`4.9021` for 49,021 parts."""
    whole, rest = divmod(scaled, RATE_SCALE)
    return f"{whole}.{rest:04d}"


_STEPS: dict[str, Callable[[Office, str, Form], None]] = {
    "fund": _add_fund,
    "rate": _add_rate,
    "grant": _add_grant,
    "sale": _add_sale,
}
