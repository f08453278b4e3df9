"""Technicians' cash: advances and what comes back, counts, hand-overs, differences, and the settlement of a trip."""

from __future__ import annotations

from argparse import Namespace
from typing import get_args

from core.domain.bodies import Amount
from core.domain.cash import (
    EXPENSE_CATEGORIES,
    CashAdvance,
    CashCount,
    CashReturned,
    Difference,
    DifferenceDecided,
    Expense,
    HandOver,
    TechnicianRepaid,
    sum_of,
)
from core.domain.money import format_soles
from core.fold.boxes import trip_in_hand
from core.usecases.office.advances import amounts_to_pay, to_hand_over
from core.usecases.office.trips import hand_over_cash
from sync_server.commands.approvals import tell_if_waiting
from sync_server.commands.arguments import Commands, Parser, amount, day, pieces, signed_amount, words
from sync_server.commands.clerk import Clerk, clerk_of
from sync_server.commands.sheet_lines import pieces_table
from sync_server.commands.speaking import tell, told, warn, write
from sync_server.settings import Settings, SettingsError

EXPLANATIONS = get_args(Difference)


def register(commands: Commands) -> None:
    """Add the commands of this module."""
    one = commands.writing("advance", _advance)
    _whose(one, with_trip=False)
    one.option("--amount", "advance_amount", "soles", type=amount)
    one.option('--for', 'for_sheets', 'sheet', dest='sheets', nargs='+', action='extend')  # fmt: skip
    one.option("--tops-up", "tops_up", "id")
    _paper(one)

    one = commands.writing("cash-return", _return)
    _whose(one)
    one.option("--amount", "amount", "soles", type=amount, required=True)
    _paper(one)

    one = commands.writing("cash-count", _count)
    _whose(one)
    _pieces(one, required=True)
    _on(one)

    one = commands.writing("expense", _expense)
    _whose(one)
    one.option("--amount", "amount", "soles", type=amount, required=True)
    one.option("--category", "category", required=True, choices=EXPENSE_CATEGORIES)
    one.option("--voucher", "voucher", "document", type=words, required=True)
    _on(one)

    one = commands.writing("hand-over", _hand_over)
    one.option("--from", "giver", "code", dest="giver", required=True)
    one.option("--to", "receiver", "code", required=True)
    one.option("--amount", "amount", "soles", type=amount, required=True)
    one.option("--from-trip", "trip", "id")
    one.option("--to-trip", "trip", "id")
    _pieces(one)
    _on(one)

    one = commands.writing("difference", _difference)
    _whose(one)
    one.option("--amount", "missing", "soles", type=signed_amount, required=True)
    one.option("--explained", "explained", required=True, choices=EXPLANATIONS)
    one.option("--document", "police_report", "document", type=words)
    _on(one)

    one = commands.writing("repaid", _repaid)
    _whose(one, with_trip=False)
    one.option("--amount", "amount", "soles", type=amount, required=True)
    one.option("--document", "document", "document", type=words, required=True)
    _on(one)


def _whose(parser: Parser, *, with_trip: bool = True) -> None:
    parser.option("--technician", "technician", "code", required=True)
    if with_trip:
        parser.option("--trip", "trip", "id")


def _paper(parser: Parser) -> None:
    parser.option("--document", "document", "document", type=words, required=True)
    _pieces(parser)
    _on(parser)


def _pieces(parser: Parser, *, required: bool = False) -> None:
    parser.option("--pieces", "pieces", "pieces_like", type=pieces, required=required)


def _on(parser: Parser) -> None:
    parser.option("--day", "day", "day_of", type=day)


def _advance(settings: Settings, chosen: Namespace) -> None:
    with clerk_of(settings, chosen) as clerk:
        with clerk.names() as names:
            technician = names.user(chosen.technician)
            sheets = names.sheets(chosen.sheets or ())
            amounts = amounts_to_pay(names.state, sheets, technician)
            centimos, handed = to_hand_over(
                names.session, chosen.amount or 0, chosen.pieces or (), amounts, clerk.today()
            )
            if not centimos:
                raise SettingsError("cash.amount_missing")
            tops_up = names.trip(technician, chosen.tops_up) if chosen.tops_up else None
        fact = CashAdvance(technician, centimos, chosen.document, handed, sheets, tops_up)
        identifier = clerk.take(fact, day=chosen.day)
        key = "cash.topped_up" if tops_up else "cash.advanced"
        tell(key, id=identifier, technician=chosen.technician, amount=format_soles(centimos), trip=tops_up or "")
        write(pieces_table(handed))
        if sum(amounts) > centimos:
            warn(told("cash.not_enough", amount=format_soles(sum(amounts))))


def _return(settings: Settings, chosen: Namespace) -> None:
    with clerk_of(settings, chosen) as clerk:
        with clerk.names() as names:
            technician = names.user(chosen.technician)
            trip = names.trip(technician, chosen.trip)
        fact = CashReturned(trip, technician, chosen.amount, chosen.document, chosen.pieces or ())
        clerk.take(fact, day=chosen.day)
        tell("cash.returned", technician=chosen.technician, amount=format_soles(chosen.amount))
        tell("cash.should_be", amount=format_soles(_should_be(clerk, trip)))


def _count(settings: Settings, chosen: Namespace) -> None:
    with clerk_of(settings, chosen) as clerk:
        centimos = sum_of(chosen.pieces)
        with clerk.names() as names:
            technician = names.user(chosen.technician)
            trip = names.trip(technician, chosen.trip)
            fact = CashCount(trip, technician, Amount(centimos), chosen.pieces)
        clerk.take(fact, day=chosen.day)
        tell("cash.counted", technician=chosen.technician, amount=format_soles(centimos))
        expected = _should_be(clerk, trip)
        missing = expected - centimos
        if missing:
            key = "cash.missing" if missing > 0 else "cash.too_much"
            warn(told(key, difference=format_soles(abs(missing)), expected=format_soles(expected)))
        else:
            tell("cash.count_agrees")


def _expense(settings: Settings, chosen: Namespace) -> None:
    with clerk_of(settings, chosen) as clerk:
        with clerk.names() as names:
            technician = names.user(chosen.technician)
            trip = names.trip(technician, chosen.trip)
            fact = Expense(trip, technician, chosen.amount, chosen.category, chosen.voucher)
        clerk.take(fact, day=chosen.day)
        tell("cash.spent", technician=chosen.technician, amount=format_soles(chosen.amount))
        tell("cash.should_be", amount=format_soles(_should_be(clerk, trip)))


def _hand_over(settings: Settings, chosen: Namespace) -> None:
    with clerk_of(settings, chosen) as clerk:
        with clerk.names() as names:
            giver, receiver = names.user(chosen.giver), names.user(chosen.to)
            trip = names.trip(giver, chosen.from_trip)
            into = names.trip(receiver, chosen.to_trip)
            fact = HandOver(trip, giver, receiver, chosen.amount, chosen.pieces or ())
        clerk.act(hand_over_cash, fact, into, day=chosen.day or "")
        tell("cash.handed_over", giver=chosen.giver, receiver=chosen.to, amount=format_soles(chosen.amount))


def _difference(settings: Settings, chosen: Namespace) -> None:
    with clerk_of(settings, chosen) as clerk:
        with clerk.names() as names:
            technician = names.user(chosen.technician)
            trip = names.trip(technician, chosen.trip)
        fact = DifferenceDecided(trip, technician, chosen.amount, chosen.explained, chosen.document)
        identifier = clerk.take(fact, day=chosen.day)
        tell("cash.difference", id=identifier, amount=format_soles(chosen.amount))
        tell_if_waiting(clerk, identifier)


def _repaid(settings: Settings, chosen: Namespace) -> None:
    with clerk_of(settings, chosen) as clerk:
        with clerk.names() as names:
            technician = names.user(chosen.technician)
        clerk.take(TechnicianRepaid(technician, chosen.amount, chosen.document), day=chosen.day)
        tell("cash.repaid", technician=chosen.technician, amount=format_soles(chosen.amount))


def _should_be(clerk: Clerk, trip: str) -> int:
    with clerk.names() as names:
        return trip_in_hand(names.state, trip)
