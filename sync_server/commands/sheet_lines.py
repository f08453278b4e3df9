"""`sheet assign`, `reassign`, `return` and `breakdown`: who pays which lines, and the notes and coins for them."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Iterable, Iterator, Sequence
from typing import get_args

from core.domain.bodies import LONGEST_LIST, Day
from core.domain.calendar import add_days
from core.domain.cash import Pieces, pieces_for, sum_of
from core.domain.money import PIECES_CENTIMOS, SMALLEST_COIN_CENTIMOS, format_soles
from core.domain.problems import Problem
from core.domain.records import RecordId
from core.domain.sheets import PAYABLE_STATES, LinesAssigned, LinesReassigned, LinesReturned, ReassignReason
from core.fold.facts import setting
from core.fold.lines import sheet_of
from core.fold.money_rows import SheetLine
from core.usecases.ports import Session
from sync_server.commands.arguments import Commands, Parser, day, which_sheet
from sync_server.commands.desk import Desk, desk_of
from sync_server.commands.names import Names
from sync_server.commands.speaking import language, tell, told, write
from sync_server.commands.tables import table
from sync_server.settings import Settings, SettingsError
from sync_server.text import day_text

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
    with desk_of(settings, chosen) as desk:
        with desk.names() as names:
            sheet, holder = names.sheet(chosen.sheet), names.holder(chosen.to)
            lines = _chosen_lines(names, sheet, chosen)
            # A committee stands for those of its lines that can still be given; a person who was named has to be one.
            free = [line for line in lines if not line.holder and not line.payout] if not chosen.payee else lines
            payees = tuple(RecordId(line.payee) for line in free)
            number = _number(names, sheet)
        pay_until = _pay_until(desk, chosen)
        is_all = not chosen.payee and not chosen.committee
        if not payees and not is_all:
            raise Problem("no_lines_to_assign", number=number)
        for part in [()] if is_all else _in_parts(payees):
            desk.take(LinesAssigned(sheet, holder, pay_until, part))
        _tell_given("sheet.assigned", desk, holder, pay_until, number, len(free))


def _reassign(settings: Settings, chosen: Namespace) -> None:
    with desk_of(settings, chosen) as desk:
        with desk.names() as names:
            sheet, holder = names.sheet(chosen.sheet), names.holder(chosen.to)
            lines = _chosen_lines(names, sheet, chosen)
            if chosen.held_by:
                held_by = names.holder(chosen.held_by)
                lines = [line for line in lines if line.holder == held_by]
            if not chosen.payee:
                lines = [line for line in lines if line.holder and line.holder != holder and not line.payout]
            number = _number(names, sheet)
            payees = tuple(RecordId(line.payee) for line in lines)
            paid = [line.payee for line in lines if line.payout]
            if paid:
                raise Problem("line_paid_before", name=names.code(paid[0]))
            early = max((line.pay_until for line in lines), default="") >= desk.today()
        if not payees:
            raise Problem("no_lines_to_assign", number=number)
        # Whether it is in order is only looked at when it is approved; what is wrong already is said now.
        pay_until = _pay_until(desk, chosen)
        if pay_until < desk.today():
            raise Problem("pay_until_over", pay_until=pay_until)
        for part in _in_parts(payees):
            identifier = desk.take(LinesReassigned(sheet, holder, pay_until, part, chosen.reason))
            tell("approval.waits", id=identifier)
        _tell_given("sheet.reassigned", desk, holder, pay_until, number, len(payees))
        if early:
            tell("sheet.reassigned_early")


def _return(settings: Settings, chosen: Namespace) -> None:
    """Lines that the office itself holds; what tablets hold they give back themselves."""
    with desk_of(settings, chosen) as desk:
        with desk.names() as names:
            sheet = names.sheet(chosen.sheet)
            offices = names.office_origins()
            lines = _chosen_lines(names, sheet, chosen)
            payees = tuple(
                RecordId(line.payee) for line in lines if line.holder in offices and not line.payout
            )  # fmt: skip
            number = _number(names, sheet)
        if not payees:
            raise SettingsError("sheet.nothing_to_return", number=str(number))
        for part in _in_parts(payees):
            desk.take(LinesReturned(sheet, part))
        tell("sheet.returned", number=number, lines=f"{len(payees):,d}")


def _breakdown(settings: Settings, chosen: Namespace) -> None:
    with desk_of(settings, chosen) as desk, desk.names() as names:
        sheet = names.sheet(chosen.sheet)
        view = names.session.money().sheet(sheet, reasons=False)
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
        pieces = breakdown(names.session, amounts, desk.today())
        write(pieces_table(pieces))
        tell("sheet.breakdown_for", lines=f"{len(amounts):,d}")


def breakdown(session: Session, amounts_centimos: Iterable[int], day: str) -> tuple[Pieces, ...]:
    """The notes and coins with which each of these amounts can be handed over, under the largest note allowed then.
    Raises Problem cash_not_in_coins.
    """
    amounts = list(amounts_centimos)
    for centimos in amounts:
        if centimos % SMALLEST_COIN_CENTIMOS:
            raise Problem("cash_not_in_coins", amount=format_soles(centimos))
    return pieces_for(amounts, largest_piece(session, day))


def largest_piece(session: Session, day: str) -> int:
    """The largest note that is handed out: what the setting says, or the next smaller one where no such note exists."""
    wanted = setting(session.state(), "largest_piece_centimos", day)
    return next((piece for piece in PIECES_CENTIMOS if piece <= wanted), SMALLEST_COIN_CENTIMOS)


def pieces_table(pieces: Sequence[Pieces]) -> str:
    """Notes and coins, how many of each, and what they come to."""
    rows = [
        (
            format_soles(part.piece_centimos), f"{part.number:,d}", format_soles(part.piece_centimos * part.number),
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


def _pay_until(desk: Desk, chosen: Namespace) -> Day:
    if chosen.pay_until:
        return Day(chosen.pay_until)
    with desk.names() as names:
        today = desk.today()
        return Day(add_days(today, setting(names.state, "pay_until_days", today)))


def _number(names: Names, sheet: str) -> int:
    return sheet_of(names.state, sheet).number


def _in_parts(payees: Sequence[RecordId]) -> Iterator[tuple[RecordId, ...]]:
    """As many at a time as a record can name."""
    for start in range(0, len(payees), LONGEST_LIST):
        yield tuple(payees[start : start + LONGEST_LIST])


def _tell_given(key: str, desk: Desk, holder: str, pay_until: str, number: int, lines: int) -> None:
    with desk.names() as names:
        label = names.holder_label(holder)
    until = day_text(pay_until, language())
    tell(key, number=number, lines=f"{lines:,d}", holder=label, pay_until=until)
