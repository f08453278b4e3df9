"""Lists of paying: sheets and their lines, payouts, what waits for a decision or a second person, what is recovered."""

from __future__ import annotations

from dataclasses import dataclass

from core.usecases.office.recoveries import PaidTooMuch, paid_too_much
from core.usecases.views.money import WAITING_ROLES, PartyName
from sync_server.downloads.listing import Asked, Listing, centimos, code, count, day, flag, moment, text
from sync_server.looking.sheets import found_sheet, sheets_in
from sync_server.pages.money.approvals import steps_in

_BETWEEN = "; "
_SHEET = (
    text("sheet", lambda one: one.id),
    count("number", lambda one: one.number or None),
    code("state", "sheet_state", lambda one: one.state),
    day("cut_off", lambda one: one.cut_off),
    text("fund", lambda one: one.fund),
    text("fund_name", lambda one: one.fund_name),
    text("committee_names", lambda one: _BETWEEN.join(one.committee_names)),
    count("lines", lambda one: one.lines),
    count("lines_paid", lambda one: one.lines_paid),
    centimos("payable", lambda one: one.payable_centimos),
    centimos("paid", lambda one: one.paid_centimos),
)


def sheets(asked: Asked) -> Listing:
    """All of them in the order of the page; a draft has no lines here."""
    with asked.office.store.reading() as session:
        return Listing("sheets", "sheets.title", _SHEET, [sheets_in(session)])


_LINE = (
    count("place", lambda one: one.place),
    text("payee", lambda one: one.payee),
    text("code", lambda one: one.code),
    text("name", lambda one: one.name),
    text("committee", lambda one: one.committee),
    text("committee_name", lambda one: one.committee_name),
    centimos("gross", lambda one: one.gross_centimos),
    centimos("recovered", lambda one: one.recovered_centimos),
    centimos("payable", lambda one: one.payable_centimos),
    flag("by_transfer", lambda one: one.by_transfer),
    code("state", "line_state", lambda one: one.state),
    text("holder", lambda one: one.holder),
    text("holder_label", lambda one: one.holder_label),
    day("pay_until", lambda one: one.pay_until),
    text("payout", lambda one: one.payout),
    code("way", "way", lambda one: one.way),
    centimos("paid", lambda one: one.paid_centimos),
)


def lines(asked: Asked) -> Listing:
    """Of a draft the lines as locking would draw them now. Raises Problem sheet_unknown."""
    today = asked.office.today()
    with asked.office.store.reading() as session:
        view = found_sheet(session, asked.path["sheet"], today, reasons=False)
    number = view.summary.number or view.summary.id
    return Listing(f"sheet-{number}-lines", "sheets.lines", _LINE, [view.lines])


_PAYOUT = (
    text("payout", lambda one: one.id),
    day("happened_on", lambda one: one.happened_on),
    moment("recorded_at", lambda one: one.recorded_at),
    text("sheet", lambda one: one.sheet),
    count("sheet_number", lambda one: one.sheet_number or None),
    text("payee", lambda one: one.payee),
    text("payee_name", lambda one: one.payee_name),
    centimos("", lambda one: one.centimos),
    centimos("paid", lambda one: one.paid_centimos),
    code("way", "way", lambda one: one.way),
    code("acknowledged", "acknowledged", lambda one: one.acknowledged),
    code("role", "payment_role", lambda one: one.role),
    code("why", "payment_why", lambda one: one.why),
    text("technician", lambda one: one.technician),
    text("author", lambda one: one.author),
    text("origin", lambda one: one.origin),
)


def payouts(asked: Asked) -> Listing:
    """Every payout in the order in which they came, with what it was taken for; with a sheet those that name it."""
    with asked.office.store.reading() as session:
        found = session.money().payments(sheet=asked.query.get("sheet", ""))
    return Listing("payouts", "listing.payouts", _PAYOUT, [found])


def waiting_payouts(asked: Asked) -> Listing:
    """Payouts that somebody has to say something about."""
    with asked.office.store.reading() as session:
        found = session.money().payments(roles=WAITING_ROLES)
    return Listing("suspense", "suspense.title", _PAYOUT, [found])


@dataclass(frozen=True, slots=True)
class _Recovery:
    what: PaidTooMuch
    person: PartyName


_RECOVERY = (
    text("payee", lambda one: one.what.payee),
    text("code", lambda one: one.person.code),
    text("payee_name", lambda one: one.person.name),
    text("record", lambda one: one.what.record),
    centimos("", lambda one: one.what.centimos),
    flag("decided", lambda one: one.what.is_decided),
    flag("held", lambda one: one.what.is_held),
)


def recoveries(asked: Asked) -> Listing:
    """What people were paid too much, payee by payee; decided means that it is taken from coming lines."""

    with asked.office.store.reading() as session:
        found = list(paid_too_much(session))
        people = session.money().party_names([one.payee for one in found])
    lines = [_Recovery(one, people[one.payee]) for one in found]
    return Listing("recoveries", "recoveries.title", _RECOVERY, [lines])


_STEP = (
    text("record", lambda one: one.detail.line.id),
    code("kind", "kind", lambda one: one.detail.line.kind),
    day("happened_on", lambda one: one.detail.line.happened_on),
    moment("recorded_at", lambda one: one.detail.line.recorded_at),
    text("author", lambda one: one.detail.line.author),
    text("author_name", lambda one: one.author_name),
    text("target", lambda one: one.target.line.id if one.target else ""),
    text("subject", lambda one: one.target.line.subject if one.target else one.detail.line.subject),
    count("needed", lambda one: one.standing.needed),
    text("approvers", lambda one: _BETWEEN.join(one.approver_names)),
)


def approvals(asked: Asked) -> Listing:
    """Steps that wait for a second person, the oldest first."""
    with asked.office.store.reading() as session:
        return Listing("approvals", "approvals.title", _STEP, [steps_in(session, asked.language)])
