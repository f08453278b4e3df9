"""Tables of pay sheets with their lines and steps, and of payouts with what was decided about them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from core.domain import payouts, sheets
from core.fold.money_rows import Payment, Sheet, SheetLine
from core.fold.state import State
from sync_server.audit.batches import in_batches
from sync_server.audit.source import Source, Stated
from sync_server.audit.tables.log import HAPPENED, RECORD, STATUS
from sync_server.audit.tables.reference import COMMITTEE, listed
from sync_server.audit.tables.schema import Row, Table, centimos, day, flag, number, record, text
from sync_server.audit.tables.work import head, said

_STEPS = (
    sheets.PaySheet, sheets.SheetLocked, sheets.SheetReopened, sheets.SheetApproved, sheets.LinesAssigned,
    sheets.LinesReassigned, sheets.LineReleased, sheets.LineAccepted, sheets.LinesReturned, sheets.SheetSettled,
    sheets.SheetClosed,
)  # fmt: skip


def _sheets(source: Source) -> Iterator[Row]:
    for row in source.whole.rows(Sheet, ("id",)):
        one = Sheet(*row)
        yield (
            one.id, one.state, one.number, one.cut_off, one.fund, one.drafted_by, one.locked_by,
            one.approved_by.replace(",", " "), one.approvers, one.lines, one.centimos, one.lines_hash, one.lock,
            one.approval, one.settlement,
        )  # fmt: skip


def _lines(source: Source) -> Iterator[Row]:
    for row in source.whole.rows(SheetLine, ("sheet", "payee")):
        one = SheetLine(*row)
        yield (
            one.sheet, one.payee, one.committee, one.gross_centimos, one.recovery_centimos, one.recovered_centimos,
            one.payable_centimos, bool(one.exact), one.holder, one.held_before.replace(",", " "),
            one.let_go.replace(",", " "), one.released_to, one.pay_until, one.payout, one.paid_centimos,
        )  # fmt: skip


def _steps(source: Source) -> Iterator[Row]:
    for one in source.stated(*(shape.kind for shape in _STEPS)):
        fact = one.fact
        if isinstance(fact, _STEPS):
            sheet = one.row.id if isinstance(fact, sheets.PaySheet) else getattr(fact, "sheet", None)
            payees = getattr(fact, "payees", ()) or ([fact.payee] if hasattr(fact, "payee") else ())
            holder = getattr(fact, "holder", None) or getattr(fact, "to", None)
            yield (
                *head(one), one.row.position, one.row.origin, one.row.author, sheet, *said(fact, "cut_off", "fund"),
                listed(getattr(fact, "committees", ())), *said(fact, "number", "lines", "centimos", "lines_hash"),
                holder, *said(fact, "pay_until"), listed(payees), *said(fact, "reason", "filed"),
            )  # fmt: skip


def _payouts(source: Source) -> Iterator[Row]:
    for part in in_batches(source.stated(payouts.Payout.kind, period=True)):
        yield from _payouts_of(source.session.state(), part)


def _payouts_of(state: State, part: Iterable[Stated]) -> Iterator[Row]:
    for one in part:
        fact, taken = one.fact, state.get(Payment, one.row.id)
        if isinstance(fact, payouts.Payout):
            yield (
                one.row.id, one.row.status, one.row.happened_on, one.row.position, one.row.author, fact.sheet,
                fact.payee, fact.centimos, fact.way, fact.acknowledged,
                *said(fact, "technician", "advance", "operation", "witness", "proxy", "proxy_reason"),
                *said(taken, "standing", "role", "paid_centimos", "surplus_centimos", "decision"),
            )  # fmt: skip


def _suspense(source: Source) -> Iterator[Row]:
    for one in source.stated(payouts.SuspenseDecided.kind, period=True):
        if one.fact is not None:
            yield (
                one.row.id, one.row.status, one.row.happened_on, one.row.position, one.row.author,
                one.fact.payout, one.fact.action,
            )  # fmt: skip


def _recoveries(source: Source) -> Iterator[Row]:
    for one in source.stated(payouts.RecoveryDecided.kind, period=True):
        fact = one.fact
        if fact is not None:
            yield (
                one.row.id, one.row.status, one.row.happened_on, one.row.position, one.row.author, fact.payee,
                fact.about, fact.action,
            )  # fmt: skip


def _distributions(source: Source) -> Iterator[Row]:
    for one in source.stated(sheets.Distribution.kind, period=True):
        fact = one.fact
        for place, share in enumerate(fact.people if fact is not None else (), start=1):
            yield (
                one.row.id, place, one.row.status, one.row.happened_on, fact.payout, share.member, share.centimos,
                listed(fact.officers), fact.document,
            )  # fmt: skip


_DECIDED = (RECORD, STATUS, HAPPENED, number("position", "Its place in the log."), text("author", "Who stated it."))

SHEET_TABLES = (
    Table(
        "sheets", "Pay sheets as their steps have left them.", ("id",), ("id",),
        (
            record("id", "The record of the draft."), text("state", "Where it stands.", " ".join(sheets.SHEET_STATES)),
            number("number", "Its number, from the first lock on; 0 before."),
            day("cut_off", "Work up to and including this day."), text("fund", "The fund that pays (id)."),
            text("drafted_by", "Who drafted it."), text("locked_by", "Who locked it.", optional=True),
            text("approved_by", "Who approved it, with a space between.", optional=True),
            number("approvers", "How many approvals it needs."), number("lines", "How many lines were locked."),
            centimos("", "What they come to."),
            text("lines_hash", "SHA-256 over the locked lines, hex: canonical JSON of [payee, gross, payable] by"
                 " payee.", optional=True),
            text("lock", "The lock in force.", optional=True),
            text("approval", "The approval under whose day its money is booked.", optional=True),
            text("settlement", "The settlement.", optional=True),
        ), _sheets,
    ),
    Table(
        "sheet_lines", "What each payee gets on a sheet that was locked, and what was paid.", ("sheet", "payee"),
        ("sheet", "payee"),
        (
            record("sheet", "The sheet."), text("payee", "A member, or a committee that is paid as one (id)."),
            COMMITTEE, centimos("gross", "What is owed by the items it claims, recoveries aside."),
            centimos("recovery", "What there is to recover."), centimos("recovered", "Of this, what the line takes."),
            centimos("payable", "What is to be handed over: gross − recovered, in cash rounded to coins."),
            flag("by_transfer", "Paid to the céntimo."),
            text("holder", "The origin that alone may pay it.", optional=True),
            text("held_before", "Origins that held it before, a space between.", optional=True),
            text("let_go", "Of these, who gave it up by their own word.", optional=True),
            text("released_to", "The origin that has still to accept it.", optional=True),
            day("pay_until", "Last day on which it may be paid.", optional=True),
            text("payout", "The payout that paid it.", optional=True), centimos("paid", "What was paid of it."),
        ), _lines,
    ),
    Table(
        "sheet_steps", "Every step of every sheet, also those without effect.", ("record",),
        ("kind", "happened_on", "record"),
        (
            RECORD, STATUS, text("kind", "The step.", " ".join(sorted(shape.kind for shape in _STEPS))), HAPPENED,
            number("position", "Its place in the log."), text("origin", "The machine that stated it."),
            text("author", "Who stated it."), text("sheet", "The sheet.", optional=True),
            day("cut_off", "Of a draft.", optional=True), text("fund", "Of a draft (id).", optional=True),
            text("committees", "Of a draft (ids, a space between).", optional=True),
            number("number", "Of a lock.", optional=True), number("lines", "Of a lock.", optional=True),
            centimos("", "Of a lock.", optional=True),
            text("lines_hash", "Of a lock or an approval.", optional=True),
            text("holder", "To whom lines are given (origin).", optional=True),
            day("pay_until", "Until when.", optional=True),
            text("payees", "Which lines (ids, a space between); empty for all that apply.", optional=True),
            text("reason", "Why, as a code.", optional=True),
            text("filed", "Where the signed papers are.", optional=True),
        ), _steps,
    ),
    Table(
        "payouts", "Money put into somebody's hand or account, and what it was taken for.", ("record",),
        ("happened_on", "record"),
        (
            *_DECIDED, text("sheet", "The sheet it names."), text("payee", "To whom (id)."),
            centimos("", "How much."), text("way", "How.", " ".join(payouts.WAYS)),
            text("acknowledged", "How the payee acknowledged it.", "strokes mark paper"),
            text("technician", "Whose cash box (user id).", optional=True),
            text("advance", "Which trip (id).", optional=True),
            text("operation", "Number of a transfer.", optional=True), text("witness", "Member (id).", optional=True),
            text("proxy", "Member who took it for the payee (id).", optional=True),
            text("proxy_reason", "Why.", optional=True),
            text("standing", "What its machine was to the line when it arrived.",
                 "holder former paper revoked stranger", optional=True),
            text("role", "What it is now.", "paid copy suspense payee_owes technician_owes loss void", optional=True),
            centimos("paid", "Of it, what pays the line.", optional=True),
            centimos("surplus", "Of it, what waits or was decided upon.", optional=True),
            text("decision", "What a person decided.", " ".join(payouts.SUSPENSE_ACTIONS), optional=True),
        ), _payouts, "period",
    ),
    Table(
        "suspense_decisions", "What people decided that payouts in suspense were.", ("record",),
        ("happened_on", "record"),
        (*_DECIDED, text("payout", "The payout."), text("action", "What it was.", " ".join(payouts.SUSPENSE_ACTIONS))),
        _suspense, "period",
    ),
    Table(
        "recoveries", "What becomes of money that was paid and that a correction took back.", ("record",),
        ("happened_on", "record"),
        (
            *_DECIDED, text("payee", "Who was paid (id)."), text("about", "The record that was corrected."),
            text("action", "Taken from later lines, or waived.", "recover waive"),
        ), _recoveries, "period",
    ),
    Table(
        "distributions", "How committees divided what they were paid, a row a person.", ("record", "place"),
        ("happened_on", "record", "place"),
        (
            RECORD, number("place", "Its place on the acta, from 1."), STATUS, HAPPENED, text("payout", "The payout."),
            text("member", "The member (id)."), centimos("", "What they got."),
            text("officers", "Who signed (member ids, a space between)."), text("document", "The acta."),
        ), _distributions, "period",
    ),
)  # fmt: skip
