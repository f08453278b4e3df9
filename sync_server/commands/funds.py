"""Where the money comes from: `fund`, `grant`, `exchange-rate`, `carbon-sale`; and `month`, which closes the books."""

from __future__ import annotations

from argparse import Namespace
from typing import get_args

from core.domain.bodies import Amount, Day
from core.domain.funds import CarbonSale, Currency, ExchangeRate, Fund, GrantReceived, MonthClosed, sale_parts
from core.domain.money import format_soles
from core.domain.problems import Problem
from core.fold.facts import setting
from core.usecases.office.fund_sums import fund_sums
from core.usecases.office.incoming import add_fund, add_rate
from sync_server.commands.arguments import (
    Commands,
    Parser,
    amount,
    amount_or_nothing,
    count,
    day,
    exchange_rate,
    month,
    words,
)
from sync_server.commands.clerk import clerk_of
from sync_server.commands.names import Names
from sync_server.commands.sheet_shown import committees_text, shown_number
from sync_server.commands.speaking import language, named, tell, told, write
from sync_server.commands.tables import table
from sync_server.settings import Settings
from sync_server.text.texts import day_text

CURRENCIES = get_args(Currency)


def register(commands: Commands) -> None:
    """Add the commands of this module."""
    fund = commands.group("fund")
    one = fund.writing("add", _add)
    one.option("code", "new_fund", "code", type=words)
    one.option("--name", "name", "text", type=words, required=True)
    one.option("--funder", "funder", "text", type=words, required=True)
    fund.reading("list", _list)
    one = fund.reading("show", _show)
    one.option("fund", "fund", "code")

    one = commands.writing("grant", _grant)
    one.option("--fund", "fund", "code", required=True)
    one.option("--amount", "amount", "soles", type=amount, required=True)
    _document(one)

    one = commands.writing("exchange-rate", _rate)
    one.option("--currency", "currency", required=True, choices=CURRENCIES)
    one.option("--rate", "rate", "rate_like", type=exchange_rate, required=True)
    one.option("--day", "rate_day", "day_of", type=day, required=True)
    one.option("--source", "source", "text", type=words, required=True)

    _register_sale(commands.writing("carbon-sale", _sale))

    one = commands.group("month").writing("close", _close)
    one.option("month", "month", "month_of", type=month)


def _register_sale(one: Parser) -> None:
    one.option("--buyer", "buyer", "text", type=words, required=True)
    one.option("--tonnes", "tonnes", "number", type=count, required=True)
    one.option("--gross", "gross", "foreign", type=_foreign, required=True)
    one.option("--currency", "currency", required=True, choices=CURRENCIES)
    one.option("--fees", "fees", "foreign", type=_foreign_or_nothing, default=0)
    one.option("--rate", "which_rate", "rate", required=True)
    one.option("--upstream", "upstream", "code", required=True)
    one.option("--adaptation", "adaptation", "code", required=True)
    _document(one)


def _document(parser: Parser) -> None:
    parser.option("--document", "document", "document", type=words, required=True)
    parser.option("--day", "day", "day_of", type=day)


def _foreign(text: str) -> Amount:
    """Hundredths of a foreign currency, above zero."""
    return amount(_without_sign(text))


def _foreign_or_nothing(text: str) -> Amount:
    return amount_or_nothing(_without_sign(text))


def _without_sign(text: str) -> str:
    """An amount in pounds or dollars must not be written as one in soles."""
    if "S/" in text.upper():
        raise Problem("not_in_soles", text=text)
    return text


def _add(settings: Settings, chosen: Namespace) -> None:
    with clerk_of(settings, chosen) as clerk:
        clerk.act(add_fund, Fund(chosen.code, chosen.name, chosen.funder))
        tell("funds.added", code=chosen.code, name=chosen.name)


def _list(settings: Settings, chosen: Namespace) -> None:
    with clerk_of(settings, chosen) as clerk, clerk.names() as names:
        rows = []
        for identifier, code in sorted(names.codes(Fund.kind).items(), key=lambda pair: pair[1]):
            fact = names.fact(identifier)
            rows.append((code, fact.name if fact else "", fact.funder if fact else "", *_sums(names, identifier)))
        columns = (
            (told("column.code"), False), (told("column.fund"), False), (told("column.funder"), False),
            (told("column.came_in"), True), (told("column.applied"), True), (told("column.left"), True),
        )  # fmt: skip
        write(table(columns, rows) or told("funds.none"))


def _sums(names: Names, fund: str) -> tuple[str, str, str]:
    """What came into a fund, what its sheets have used, and what is left."""
    sums = fund_sums(names.session.money().balances(by_party=True), fund)
    return (
        format_soles(sums.came_in_centimos), format_soles(sums.used_centimos), format_soles(sums.left_centimos),
    )  # fmt: skip


def _show(settings: Settings, chosen: Namespace) -> None:
    """What a fund has paid for: its sheets."""
    with clerk_of(settings, chosen) as clerk, clerk.names() as names:
        fund = names.fund(chosen.fund)
        came_in, used, left = _sums(names, fund)
        tell("funds.sums", code=names.code(fund), came_in=came_in, used=used, left=left)
        rows = [
            (
                shown_number(sheet), named("sheet_state", sheet.state), committees_text(sheet),
                f"{sheet.lines_paid:,d}/{sheet.lines:,d}", format_soles(sheet.payable_centimos),
                format_soles(sheet.paid_centimos),
            )
            for sheet in names.session.money().sheets()
            if sheet.fund == fund
        ]  # fmt: skip
        columns = (
            (told("column.sheet"), False), (told("column.state"), False), (told("column.committees"), False),
            (told("column.paid_lines"), True), (told("column.net"), True), (told("column.paid"), True),
        )  # fmt: skip
        write(table(columns, rows) or told("sheet.none"))


def _grant(settings: Settings, chosen: Namespace) -> None:
    with clerk_of(settings, chosen) as clerk:
        with clerk.names() as names:
            fund = names.fund(chosen.fund)
        identifier = clerk.take(GrantReceived(fund, chosen.amount, chosen.document), day=chosen.day)
        tell("funds.granted", id=identifier, fund=chosen.fund, amount=format_soles(chosen.amount))


def _rate(settings: Settings, chosen: Namespace) -> None:
    with clerk_of(settings, chosen) as clerk:
        fact = ExchangeRate(chosen.currency, chosen.rate, Day(chosen.day), chosen.source)
        identifier = clerk.act(add_rate, fact, clerk.today())
        tell("funds.rate_added", id=identifier, currency=chosen.currency, day=day_text(chosen.day, language()))


def _sale(settings: Settings, chosen: Namespace) -> None:
    with clerk_of(settings, chosen) as clerk:
        with clerk.names() as names:
            rate = names.exchange_rate(chosen.rate, chosen.currency)
            upstream, adaptation = names.fund(chosen.upstream), names.fund(chosen.adaptation)
            fact = names.fact(rate)
            percent = setting(names.state, "adaptation_percent", chosen.day or clerk.today())
        if not isinstance(fact, ExchangeRate) or fact.currency != chosen.currency:
            raise Problem("exchange_rate_unknown")
        parts = sale_parts(chosen.gross, chosen.fees, fact.soles_scaled, percent)
        sale = CarbonSale(
            chosen.buyer, chosen.tonnes, chosen.currency, chosen.gross, Amount(chosen.fees), rate, upstream,
            adaptation, chosen.document,
        )  # fmt: skip
        identifier = clerk.take(sale, day=chosen.day)
        tell("funds.sold", id=identifier, buyer=chosen.buyer, gross=format_soles(parts.gross_centimos))
        rows = [
            (told("funds.part_upstream", code=chosen.upstream), parts.upstream_centimos - parts.fees_centimos),
            (told("funds.part_adaptation", code=chosen.adaptation), parts.adaptation_centimos),
            (told("funds.part_fees"), parts.fees_centimos),
        ]
        columns = ((told("column.part"), False), (told("column.amount"), True))
        shown = [(name, format_soles(centimos)) for name, centimos in rows]
        write(table(columns, shown, (told("column.total"), format_soles(parts.gross_centimos))))


def _close(settings: Settings, chosen: Namespace) -> None:
    with clerk_of(settings, chosen) as clerk:
        clerk.take(MonthClosed(Day(f"{chosen.month}-01")))
        tell("month.closed", month=chosen.month)
