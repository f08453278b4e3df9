"""`sheet assign`, `reassign`, `return` and `breakdown`: who pays which lines, and the notes and coins for them."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Sequence
from typing import get_args

from core.domain.bodies import Day
from core.domain.calendar import add_days
from core.domain.cash import Pieces, sum_of
from core.domain.money import format_soles
from core.domain.problems import Problem
from core.domain.records import RecordId
from core.domain.sheets import PAYABLE_STATES, ReassignReason
from core.fold.facts import setting
from core.fold.lines import sheet_of
from core.fold.money_rows import SheetLine
from core.usecases.office.breakdown import breakdown
from core.usecases.office.lines import assign_lines, can_be_returned, can_be_taken, reassign_lines, return_lines
from sync_server.commands.arguments import Commands, Parser, day, which_sheet
from sync_server.commands.clerk import Clerk, clerk_of
from sync_server.commands.names import Names
from sync_server.commands.speaking import language, tell, told, write
from sync_server.commands.tables import table
from sync_server.settings import Settings, SettingsError
from sync_server.text.texts import day_text

REASSIGN_REASONS = get_args(ReassignReason)


def register_lines(sheet: Commands) -> None:
    """Add what concerns a sheet's lines."""
    one = sheet.writing("assign", _assign)
    which_sheet(one)
    _to(one)
    _lines(one)

    one = sheet.writing("reassign", _reassign)
    which_sheet(one)
    _to(one)
    _lines(one)
    one.option("--from", "held_by", "tablet", dest="held_by")
    one.option("--reason", "reason", required=True, choices=REASSIGN_REASONS)

    one = sheet.writing("return", _return)
    which_sheet(one)
    _lines(one)

    one = sheet.reading("breakdown", _breakdown)
    which_sheet(one)
    one.option("--tablet", "tablet", "tablet")


def _to(parser: Parser) -> None:
    parser.option("--to", "to", "tablet", required=True)
    parser.option("--pay-until", "pay_until", "day_of", type=day)


def _lines(parser: Parser) -> None:
    parser.option("--payee", "payees", "code", nargs="+", action="extend")
    parser.option("--committee", "lines_of_committee", "code", nargs="+", action="extend")


def _assign(settings: Settings, chosen: Namespace) -> None:
    with clerk_of(settings, chosen) as clerk:
        with clerk.names() as names:
            sheet, holder = names.sheet(chosen.sheet), names.holder(chosen.to)
            payees, committees = names.payees(chosen.payee or ()), names.committees(chosen.committee or ())
            number = _number(names, sheet)
        pay_until = _pay_until(clerk, chosen)
        lines = clerk.act(assign_lines, sheet, holder, pay_until, payees=payees, committees=committees)
        _tell_given("sheet.assigned", clerk, holder, pay_until, number, lines)


def _reassign(settings: Settings, chosen: Namespace) -> None:
    with clerk_of(settings, chosen) as clerk:
        with clerk.names() as names:
            sheet, holder = names.sheet(chosen.sheet), names.holder(chosen.to)
            lines = _chosen_lines(names, sheet, chosen)
            if chosen.held_by:
                held_by = names.holder(chosen.held_by)
                lines = [line for line in lines if line.holder == held_by]
            if not chosen.payee:
                lines = can_be_taken(lines, holder)
            number = _number(names, sheet)
            early = max((line.pay_until for line in lines), default="") >= clerk.today()
        if not lines:
            raise Problem("no_lines_to_assign", number=number)
        pay_until = _pay_until(clerk, chosen)
        for identifier in clerk.act(reassign_lines, lines, holder, pay_until, chosen.reason):
            tell("approval.waits", id=identifier)
        _tell_given("sheet.reassigned", clerk, holder, pay_until, number, len(lines))
        if early:
            tell("sheet.reassigned_early")


def _return(settings: Settings, chosen: Namespace) -> None:
    """Lines that the office itself holds; what tablets hold they give back themselves."""
    with clerk_of(settings, chosen) as clerk:
        with clerk.names() as names:
            sheet = names.sheet(chosen.sheet)
            lines = can_be_returned(names.state, _chosen_lines(names, sheet, chosen))
            number = _number(names, sheet)
        if not lines:
            raise SettingsError("sheet.nothing_to_return", number=str(number))
        clerk.act(return_lines, lines)
        tell("sheet.returned", number=number, lines=f"{len(lines):,d}")


def _breakdown(settings: Settings, chosen: Namespace) -> None:
    with clerk_of(settings, chosen) as clerk, clerk.names() as names:
        sheet = names.sheet(chosen.sheet)
        view = names.session.money().sheet(sheet, clerk.today(), reasons=False)
        if view is None:
            raise Problem("sheet_unknown", id=chosen.sheet)
        holder = names.holder(chosen.tablet) if chosen.tablet else None
        amounts = [
            line.payable_centimos
            for line in view.lines
            if not line.by_transfer and not line.payout and holder in (None, line.holder)
        ]
        if not amounts:
            raise SettingsError("sheet.nothing_to_hand_over")
        pieces = breakdown(names.session, amounts, clerk.today())
        write(pieces_table(pieces))
        tell("sheet.breakdown_for", lines=f"{len(amounts):,d}")


def pieces_table(pieces: Sequence[Pieces]) -> str:
    """Notes and coins, how many of each, and what they come to."""
    rows = [
        (
            format_soles(part.piece_centimos), f"{part.number:,d}", format_soles(part.centimos),
        )
        for part in pieces
    ]  # fmt: skip
    columns = ((told("column.piece"), True), (told("column.number"), True), (told("column.amount"), True))
    number = sum(part.number for part in pieces)
    return table(columns, rows, (told("column.total"), f"{number:,d}", format_soles(sum_of(pieces))))


def _chosen_lines(names: Names, sheet: RecordId, chosen: Namespace) -> list[SheetLine]:
    """The lines of the payees or committees that were named, or all, of a sheet that is in payment. Raises Problem."""
    known = sheet_of(names.state, sheet)
    if known.state not in PAYABLE_STATES:
        raise Problem(f"sheet_is_{known.state}", number=known.number)
    lines = names.state.find(SheetLine, sheet)
    payees = set(names.payees(chosen.payee or ()))
    committees = set(names.committees(chosen.committee or ()))
    strangers = payees - {line.payee for line in lines}
    if strangers:
        raise Problem("not_on_sheet", number=known.number)
    if not payees and not committees:
        return lines
    return [line for line in lines if line.payee in payees or line.committee in committees]


def _pay_until(clerk: Clerk, chosen: Namespace) -> Day:
    if chosen.pay_until:
        return Day(chosen.pay_until)
    with clerk.names() as names:
        today = clerk.today()
        return Day(add_days(today, setting(names.state, "pay_until_days", today)))


def _number(names: Names, sheet: str) -> int:
    return sheet_of(names.state, sheet).number


def _tell_given(key: str, clerk: Clerk, holder: str, pay_until: str, number: int, lines: int) -> None:
    with clerk.names() as names:
        label = names.holder_label(holder)
    until = day_text(pay_until, language())
    tell(key, number=number, lines=f"{lines:,d}", holder=label, pay_until=until)
