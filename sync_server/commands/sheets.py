"""`sheet`: the steps of a pay sheet, from its draft to the filed originals."""

from __future__ import annotations

from argparse import Namespace
from dataclasses import replace
from typing import Any, get_args

from core.domain.bodies import Count, Day, body_of
from core.domain.calendar import local_day
from core.domain.corrections import NOTE_SIDE, REASONS, Replace
from core.domain.money import format_soles
from core.domain.problems import Problem
from core.domain.records import RecordId
from core.domain.sheets import PaySheet, ReopenReason, SheetClosed, SheetReopened, SheetSettled
from core.fold.drawing import Drawing
from core.fold.facts import fact_in_force, setting
from core.fold.rows import EffectiveRecord
from core.usecases.office.steps import approve_sheet, drawing_of, lock_sheet
from core.usecases.views.money import SheetSummary
from sync_server.commands.arguments import Commands, Parser, day, which_sheet, words
from sync_server.commands.clerk import Clerk, clerk_of, note
from sync_server.commands.names import Names
from sync_server.commands.sheet_lines import register_lines
from sync_server.commands.sheet_shown import register_shown, shown_number, why_no_line
from sync_server.commands.speaking import language, tell, told, warn, write
from sync_server.commands.tables import table
from sync_server.settings import Settings
from sync_server.text.texts import day_text

REOPEN_REASONS = get_args(ReopenReason)


def register(commands: Commands) -> None:
    """Add `sheet` and what belongs to it."""
    sheet = commands.group("sheet")
    one = sheet.writing("draft", _draft)
    one.option("--cut-off", "cut_off", "day_of", type=day, required=True)
    one.option("--fund", "fund", "code", required=True)
    one.option("--committee", "committees", "code", nargs="+", required=True, action="extend")
    _who(one)

    one = sheet.writing("change", _change)
    which_sheet(one)
    one.option("--cut-off", "cut_off", "day_of", type=day)
    one.option("--fund", "fund", "code")
    one.option("--committee", "committees", "code", nargs="+", action="extend")
    _who(one)
    one.option("--reason", "reason", choices=REASONS, default="other")

    one = sheet.writing("abandon", _abandon)
    which_sheet(one)
    one.option("--reason", "reason", choices=REASONS, default="other")

    which_sheet(sheet.writing("lock", _lock))
    one = sheet.writing("reopen", _reopen)
    which_sheet(one)
    one.option("--reason", "reason", required=True, choices=REOPEN_REASONS)
    one.option("--note", "note", "text", type=words)

    one = sheet.writing("approve", _approve)
    which_sheet(one)
    one.option("--code", "lines_code", "code")
    register_lines(sheet)
    which_sheet(sheet.writing("settle", _settle))
    one = sheet.writing("close", _close)
    which_sheet(one)
    one.option("--filed", "filed", "text", type=words, required=True)
    register_shown(sheet)


def _who(parser: Parser) -> None:
    for name in ("leave-out", "by-transfer", "leaving"):
        key = f"help.option.{name.replace('-', '_')}"
        parser.add_argument(f"--{name}", nargs="*", action="extend", metavar=told("arguments.code"), help=told(key))


def _draft(settings: Settings, chosen: Namespace) -> None:
    with clerk_of(settings, chosen) as clerk:
        with clerk.names() as names:
            terms = PaySheet(
                chosen.cut_off,
                names.fund(chosen.fund),
                names.committees(chosen.committee),
                names.payees(chosen.leave_out or ()),
                names.members(chosen.leaving or ()),
                names.payees(chosen.by_transfer or ()),
            )
        identifier = clerk.take(terms)
        tell("sheet.drafted", id=identifier)
        _tell_drawing(clerk, terms)


def _change(settings: Settings, chosen: Namespace) -> None:
    with clerk_of(settings, chosen) as clerk:
        with clerk.names() as names:
            identifier = names.sheet(chosen.sheet)
            row = names.state.get(EffectiveRecord, identifier)
            terms = fact_in_force(names.state, row) if row else None
            if row is None or not isinstance(terms, PaySheet):
                raise Problem("sheet_is_abandoned")
            changed = _changed(names, terms, chosen)
        if changed == terms:
            raise Problem("nothing_changed")
        clerk.take(Replace(identifier, RecordId(row.version), chosen.reason, body_of(changed), Count(changed.version)))
        tell("sheet.changed", id=identifier)
        _tell_drawing(clerk, changed)


def _changed(names: Names, terms: PaySheet, chosen: Namespace) -> PaySheet:
    """The terms with what was typed in the place of what was said before; an option without values empties a list."""
    given: dict[str, Any] = {}
    if chosen.cut_off:
        given["cut_off"] = Day(chosen.cut_off)
    if chosen.fund:
        given["fund"] = names.fund(chosen.fund)
    if chosen.committee:
        given["committees"] = names.committees(chosen.committee)
    if chosen.leave_out is not None:
        given["left_out"] = names.payees(chosen.leave_out)
    if chosen.leaving is not None:
        given["leaving"] = names.members(chosen.leaving)
    if chosen.by_transfer is not None:
        given["by_transfer"] = names.payees(chosen.by_transfer)
    return replace(terms, **given)


def _abandon(settings: Settings, chosen: Namespace) -> None:
    with clerk_of(settings, chosen) as clerk:
        identifier = _sheet(clerk, chosen)
        clerk.void(identifier, chosen.reason)
        tell("sheet.abandoned", id=identifier)


def _lock(settings: Settings, chosen: Namespace) -> None:
    with clerk_of(settings, chosen) as clerk:
        identifier = _sheet(clerk, chosen)
        lock_sheet(clerk.office.store, clerk.office.clock, clerk.office.origin, clerk.author, identifier)
        clerk.office.settle()
        summary = _summary(clerk, identifier)
        total = format_soles(summary.payable_centimos)
        tell("sheet.locked", number=shown_number(summary), lines=f"{summary.lines:,d}", total=total)
        _warn_of_large_sums(clerk, identifier)


def _reopen(settings: Settings, chosen: Namespace) -> None:
    with clerk_of(settings, chosen) as clerk:
        identifier = _sheet(clerk, chosen)
        summary = _summary(clerk, identifier)
        clerk.take(SheetReopened(identifier, chosen.reason), sides=note(NOTE_SIDE, chosen.note))
        tell("sheet.reopened", number=shown_number(summary))


def _approve(settings: Settings, chosen: Namespace) -> None:
    with clerk_of(settings, chosen) as clerk:
        identifier = _sheet(clerk, chosen)
        office = clerk.office
        approve_sheet(office.store, office.clock, office.origin, clerk.author, identifier, code=chosen.code)
        clerk.office.settle()
        summary = _summary(clerk, identifier)
        key = "sheet.approved" if summary.state == "approved" else "sheet.approved_in_part"
        tell(key, number=shown_number(summary), total=format_soles(summary.payable_centimos))


def _settle(settings: Settings, chosen: Namespace) -> None:
    with clerk_of(settings, chosen) as clerk:
        identifier = _sheet(clerk, chosen)
        clerk.take(SheetSettled(identifier))
        summary = _summary(clerk, identifier)
        left = format_soles(summary.payable_centimos - summary.paid_centimos)
        paid = format_soles(summary.paid_centimos)
        lines = f"{summary.lines_paid:,d}/{summary.lines:,d}"
        tell("sheet.settled", number=shown_number(summary), lines=lines, paid=paid, left=left)


def _close(settings: Settings, chosen: Namespace) -> None:
    with clerk_of(settings, chosen) as clerk:
        identifier = _sheet(clerk, chosen)
        clerk.take(SheetClosed(identifier, chosen.filed))
        tell("sheet.closed", number=shown_number(_summary(clerk, identifier)), filed=chosen.filed)


def _sheet(clerk: Clerk, chosen: Namespace) -> RecordId:
    with clerk.names() as names:
        return names.sheet(chosen.sheet)


def _summary(clerk: Clerk, identifier: str) -> SheetSummary:
    """The sheet after a step, which therefore is there."""
    with clerk.office.store.reading() as session:
        return next(summary for summary in session.money().sheets() if summary.id == identifier)


def _tell_drawing(clerk: Clerk, terms: PaySheet) -> None:
    """What the draft would pay if it were locked now, and who would get nothing and why."""
    drawing = drawing_of(clerk.office.store, clerk.office.clock, terms)
    with clerk.names() as names:
        rows = _by_committee(names, drawing)
        left = [(names.code(payee), why_no_line(code)) for payee, code in drawing.left]
        limit = setting(names.state, "cash_warning_centimos", clerk.today())
        large = [names.code(drawn.payee) for drawn in drawing.lines if _is_large(drawn, limit)]
    total = ("", f"{len(drawing.lines):,d}", format_soles(drawing.payable_centimos))
    columns = (
        (told("column.committee"), False), (told("column.lines"), True), (told("column.net"), True),
    )  # fmt: skip
    write(table(columns, rows, (told("column.total"), *total[1:])) or told("sheet.draft_empty"))
    if left:
        write()
        write(table(((told("column.payee"), False), (told("column.no_line"), False)), left))
    _warn_large(large, limit)
    tell("sheet.draft_day", day=day_text(local_day(clerk.office.clock.now_ms()), language()))


def _by_committee(names: Names, drawing: Drawing) -> list[tuple[str, str, str]]:
    sums: dict[str, tuple[int, int]] = {}
    for drawn in drawing.lines:
        lines, centimos = sums.get(drawn.committee, (0, 0))
        sums[drawn.committee] = (lines + 1, centimos + drawn.line.payable_centimos)
    return [
        (names.code(committee), f"{lines:,d}", format_soles(centimos)) for committee, (lines, centimos) in sums.items()
    ]


def _is_large(drawn: Any, limit: int) -> bool:
    return not drawn.by_transfer and drawn.line.payable_centimos >= limit


def _warn_of_large_sums(clerk: Clerk, identifier: str) -> None:
    with clerk.names() as names:
        limit = setting(names.state, "cash_warning_centimos", clerk.today())
        view = names.session.money().sheet(identifier, clerk.today(), reasons=False)
        lines = view.lines if view else ()
        large = [line.code for line in lines if not line.by_transfer and line.payable_centimos >= limit]
    _warn_large(large, limit)


def _warn_large(codes: list[str], limit: int) -> None:
    if codes:
        warn(told("sheet.large_cash", amount=format_soles(limit), codes=", ".join(codes)))
