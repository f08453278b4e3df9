"""Accounts of neither a person nor a box, worked out from single records: bank, funds, expense and openings."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from core.domain.payouts import WALLETS
from tests.simulation.money.books import Books, total

_SCALE = 10_000
_TENTH = 10


def expense_is_what_was_earned(books: Books) -> Iterator[str]:
    """Work is an expense; what was owed before the programme used this is none."""
    opening = total(item for item in books.items if item.activity == "opening")
    accrued = total(item for item in books.items if item.kind in ("share", "reversal", "opening"))
    for account, said in (("expense", accrued - opening), ("opening", opening)):
        if said != books.account(account):
            yield f"{account}: {said} by the items, {books.account(account)} booked"


def bank_and_funds_are_what_records_say(books: Books) -> Iterator[str]:
    """A tenth of every sale's gross is for adaptation; fees come out of the rest; sheets take what they apply."""
    bank, funds = 0, defaultdict[str, int](int)
    for kind, sign in (("cash_advance", -1), ("cash_returned", 1), ("technician_repaid", 1), ("grant_received", 1)):
        for _, fact in books.live(kind):
            bank += sign * fact.centimos
            if kind == "grant_received":
                funds[fact.fund] += fact.centimos
    for _, sale in books.live("carbon_sale"):
        rate = books.facts.get(sale.exchange_rate)
        if rate is not None and rate.currency == sale.currency:
            gross, fees = (_in_soles(minor, rate.soles_scaled) for minor in (sale.gross_minor, sale.fees_minor))
            bank += gross - fees
            funds[sale.adaptation_fund] += gross // _TENTH
            funds[sale.upstream_fund] += gross - gross // _TENTH - fees
    for payment in books.payments:
        fact = books.facts.get(payment.id)
        is_of_bank = fact is not None and fact.way not in WALLETS and (fact.way != "cash" or not fact.technician)
        if fact is not None and is_of_bank and payment.role != "copy":
            bank -= fact.centimos
    if bank != books.account("bank"):
        yield f"{bank} by the records, {books.account('bank')} in the bank"
    for fund in funds.keys() | {party for account, party in books.accounts if account == "fund"}:
        left = funds[fund] + books.account("funds_applied", fund)
        if left != -books.account("fund", fund):
            yield f"{fund}: {left} by the records, {-books.account('fund', fund)} in the fund"


def _in_soles(minor: int, soles_scaled: int) -> int:
    return (2 * minor * soles_scaled + _SCALE) // (2 * _SCALE)
