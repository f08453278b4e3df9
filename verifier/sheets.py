"""Pay sheets: the draft, the drawing of lines, lock, reopening, approval, settlement and closing (rules, 5.1 to 5.5 and
5.7). Every step says why it comes to nothing, or the empty text when it was taken.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from typing import Any, NamedTuple

from verifier.desk import At, Desk, Posting, Row
from verifier.force import bounded_percent, is_confirmed, is_held, setting
from verifier.model import LineBook, SheetBook
from verifier.posting import book_legs, bring_rests, claim_items, free_items

PAYABLE_STATES = ("approved", "assigned", "paying")
COIN = 10


class Drawn(NamedTuple):
    """A line as it would be drawn."""

    gross: int
    recovery: int
    recovered: int
    payable: int
    claims: list[Posting]


def draft_refused(desk: Desk, row: Row, body: dict[str, Any], day: str) -> str:
    """Why a draft with this body could not be stated on this day."""
    if body["cut_off"] > day:
        return "cut_off_ahead"
    if desk.live(body["fund"], "fund") is None:
        return "fund_unknown"
    if any(desk.live(committee, "committee") is None for committee in body["committees"]):
        return "committee_unknown"
    others = [one for one in desk.sheets.values() if one.state == "draft" and one.id != row.id]
    if any(set(desk.rows[one.id].body["committees"]) & set(body["committees"]) for one in others):
        return "committee_on_draft"
    return ""


def draft_sheet(desk: Desk, row: Row, body: dict[str, Any], at: At) -> str:
    """A step: a new sheet."""
    why = draft_refused(desk, row, body, row.happened_on)
    if why:
        return why
    sheet = desk.sheets[row.id] = SheetBook(row.id)
    sheet.drafted_by = row.author
    describe_draft(sheet, body)
    return ""


def describe_draft(sheet: SheetBook, body: dict[str, Any]) -> None:
    """What a draft says of itself."""
    sheet.cut_off, sheet.fund = body["cut_off"], body["fund"]


# Drawing: rules, 5.2 and 5.3.


def payees_of(desk: Desk, committees: list[str]) -> Iterator[tuple[str, str]]:
    """Who may have a line: (payee, committee), in order."""
    of = set(committees)
    members = [row for row in desk.of_kind["member"] if row.committee in of and row.status in ("live", "void")]
    for row in sorted(members, key=lambda member: member.id):
        yield row.id, row.committee
    for committee in dict.fromkeys(committees):
        yield committee, committee


def draw_lines(desk: Desk, body: dict[str, Any], day: str) -> dict[str, tuple[str, Drawn, bool]]:
    """The lines that a sheet has with settings of this day: (committee, line, exact) by payee."""
    found = {}
    for payee, committee in payees_of(desk, body["committees"]):
        if not desk.open.get(payee) or payee in body.get("left_out", ()):
            continue
        leaving = payee in body.get("leaving", ())
        if payee in body["committees"]:
            if lacks_distribution(desk, payee):
                continue
        else:
            member = desk.rows[payee]
            if member.status != "live" or not is_confirmed(desk, member):
                continue
            leaving = leaving or member.body.get("left_on", body["cut_off"]) < body["cut_off"]
        exact = payee in body.get("by_transfer", ())
        line = draw_line(desk, payee, body["cut_off"], day, exact, leaving)
        if line is not None:
            found[payee] = (committee, line, exact)
    return found


def lacks_distribution(desk: Desk, committee: str) -> bool:
    """Was something paid to this committee of which nobody has said who got it?"""
    return any(
        payout.role == "paid"
        and committee in desk.lines_of[payout.sheet]
        and not any(
            row.status == "live" and row.body["payout"] == payout.id for row in desk.distributions.get(payout.id, ())
        )
        for payout in map(desk.payouts.__getitem__, desk.payouts_to.get(committee, ()))
    )


def draw_line(desk: Desk, payee: str, cut_off: str, day: str, exact: bool, leaving: bool) -> Any:
    """The line of a payee, None if there is none to be drawn."""
    free = [
        posting for posting in desk.open[payee]
        if posting.kind == "recovery" or not is_held(desk, posting.record, payee, posting.committee)
    ]  # fmt: skip
    now: dict[str, int] = {}
    later: dict[str, int] = {}
    recovery = 0
    for posting in free:
        centimos = posting.of(payee)
        if posting.kind == "recovery":
            recovery -= centimos
        else:
            part = now if posting.happened_on <= cut_off else later
            part[posting.record] = part.get(posting.record, 0) + centimos
    along = {record for record in now if later.get(record, 0) < 0}
    for record in along:
        now[record] += later[record]
    gross = sum(centimos for centimos in now.values() if centimos > 0) + max(0, -recovery)
    recovery = max(0, recovery)
    recovered = min(recovery, gross * bounded_percent(desk, "recovery_percent", day) // 100)
    left = gross - recovered
    payable = left
    if not exact:
        payable = left // COIN * COIN
        if payable < left and (leaving or setting(desk, "round_cash_up", day)):
            payable += COIN
    if payable < COIN:
        return None
    takes_recovery = recovered > 0 or recovery == 0
    claims = [
        posting for posting in free
        if (takes_recovery if posting.kind == "recovery" else
            (posting.happened_on <= cut_off or posting.record in along) and now[posting.record] >= 0)
    ]  # fmt: skip
    return Drawn(gross, recovery if takes_recovery else 0, recovered, payable, claims)


def hash_of_lines(lines: dict[str, tuple[str, Drawn, bool]]) -> str:
    """The hash that a lock and an approval name."""
    said = [[payee, lines[payee][1].gross, lines[payee][1].payable] for payee in sorted(lines)]
    return hashlib.sha256(json.dumps(said, separators=(",", ":")).encode()).hexdigest()


# Steps: rules, 5.4, 5.5 and 5.7.


def lock_sheet(desk: Desk, row: Row, body: dict[str, Any], at: At) -> str:
    """A step: the lines are made and take their items."""
    sheet = desk.sheets.get(body["sheet"])
    if sheet is None or sheet.state != "draft":
        return "sheet_not_draft"
    day = row.happened_on
    lines = draw_lines(desk, desk.rows[sheet.id].body, day)
    total = sum(line.payable for _, line, _ in lines.values())
    if not lines or (len(lines), total, hash_of_lines(lines)) != (body["lines"], body["centimos"], body["lines_hash"]):
        return "lines_changed"
    if body["number"] != (sheet.number or desk.greatest_number + 1):
        return "number_taken"
    sheet.number = body["number"]
    desk.greatest_number = max(desk.greatest_number, sheet.number)
    for payee, (committee, drawn, exact) in lines.items():
        line = desk.lines_of[sheet.id][payee] = desk.lines[sheet.id, payee] = LineBook(sheet.id, payee)
        line.committee, line.exact = committee, exact
        line.gross, line.recovery, line.recovered, line.payable = drawn[:4]
        desk.line_items[sheet.id, payee] = drawn.claims
        claim_items(desk, payee, drawn.claims, sheet.id)
    sheet.state = "locked"
    sheet.lock, sheet.locked_by = row.id, row.author
    sheet.lines, sheet.centimos, sheet.lines_hash = len(lines), total, body["lines_hash"]
    sheet.approved_by = []
    sheet.approvers = approvers_on(desk, total, day)
    return ""


def approvers_on(desk: Desk, centimos: int, day: str) -> int:
    """How many have to approve a sum, by the settings of a day."""
    return 2 if centimos >= setting(desk, "two_approvers_from_centimos", day) else 1


def reopen_sheet(desk: Desk, row: Row, body: dict[str, Any], at: At) -> str:
    """A step: the lines go, the sheet is a draft again."""
    sheet = desk.sheets.get(body["sheet"])
    if sheet is None or sheet.state not in ("locked", "approved"):
        return "sheet_not_locked"
    lines = desk.lines_of[sheet.id]
    if any(line.holder or line.payout for line in lines.values()):
        return "lines_in_hand"
    for payee in lines:
        free_items(desk, payee, desk.line_items.pop((sheet.id, payee)))
        del desk.lines[sheet.id, payee]
    lines.clear()
    if sheet.approval:
        book_legs(desk, desk.rows[sheet.approval], desk.rows[sheet.approval].happened_on, (), at)
    sheet.approval, sheet.approved_by, sheet.state = "", [], "draft"
    sheet.lock, sheet.locked_by, sheet.lines, sheet.centimos, sheet.lines_hash = "", "", 0, 0, ""
    sheet.approvers = 1
    return ""


def approve_sheet(desk: Desk, row: Row, body: dict[str, Any], at: At) -> str:
    """A step: somebody else approves what was locked; the last one carries the entry."""
    sheet = desk.sheets.get(body["sheet"])
    if sheet is None or sheet.state != "locked":
        return "sheet_not_locked"
    if body["lines_hash"] != sheet.lines_hash:
        return "lines_changed"
    drafters = {one.author for one in desk.corrected_by.get(sheet.id, ()) if one.status == "live"}
    if row.author in drafters | {sheet.drafted_by, sheet.locked_by} | set(sheet.approved_by):
        return "same_author"
    sheet.approved_by.append(row.author)
    if len(sheet.approved_by) >= max(sheet.approvers, approvers_on(desk, sheet.centimos, row.happened_on)):
        sheet.state = "approved"
        sheet.approval = row.id
        c = sheet.centimos
        legs: list[tuple[str, int, str, str, str]] = [
            ("fund", c, sheet.fund, "", ""),
            ("funds_applied", -c, sheet.fund, "", ""),
        ]
        book_legs(desk, row, row.happened_on, legs, at)
    return ""


def settle_sheet(desk: Desk, row: Row, body: dict[str, Any], at: At) -> str:
    """A step: what the lines leave is brought, and the sheet is settled."""
    sheet = desk.sheets.get(body["sheet"])
    if sheet is None or sheet.state not in PAYABLE_STATES:
        return "sheet_not_payable"
    if any(
        line.holder and not line.payout and line.holder not in desk.offices for line in desk.lines_of[sheet.id].values()
    ):
        return "lines_in_hand"
    sheet.state = "settled"
    sheet.settlement = row.id
    bring_settlement(desk, sheet, at)
    return ""


def bring_settlement(desk: Desk, sheet: SheetBook, at: At) -> None:
    """Bring what a settled sheet leaves to what was paid by now: rules, 5.7 and 6.4."""
    lines = desk.lines_of[sheet.id]
    wanted: dict[tuple[str, str], tuple[int, int]] = {}
    committees: dict[str, str] = {}
    difference = sum(line.paid for line in lines.values()) - sheet.centimos
    legs: list[tuple[str, int, str, str, str]] = [
        ("fund", difference, sheet.fund, "", ""),
        ("funds_applied", -difference, sheet.fund, "", ""),
    ]
    for payee in sorted(lines):
        line = lines[payee]
        committees[payee] = line.committee
        recovered = line.recovered if line.paid > 0 else 0
        still = line.recovery - recovered
        left = line.gross - recovered - line.paid
        if still:
            wanted[payee, "recovery"] = (still, -still)
        if left > 0:
            wanted[payee, "remainder"] = (-left, left)
        elif left < 0:
            wanted[payee, "rounding"] = (-left, 0)
        owed = sum(one.of(payee) for one in desk.line_items[sheet.id, payee] if one.kind == "recovery")
        if owed > 0:
            legs += [("to_recover", owed, payee, "", line.committee), ("payable", -owed, payee, "", line.committee)]
        if left < 0:
            legs += [("rounding", -left, "", "", line.committee), ("payable", left, payee, "", line.committee)]
        if recovered > 0:
            legs += [
                ("payable", recovered, payee, "", line.committee),
                ("to_recover", -recovered, payee, "", line.committee),
            ]
    settlement = desk.rows[sheet.settlement]
    bring_rests(desk, desk.rows[sheet.id], wanted, committees, sheet.cut_off, at)
    book_legs(desk, settlement, settlement.happened_on, legs, at)


def close_sheet(desk: Desk, row: Row, body: dict[str, Any], at: At) -> str:
    """A step: the papers are filed."""
    sheet = desk.sheets.get(body["sheet"])
    if sheet is None or sheet.state != "settled":
        return "sheet_not_settled"
    if not body["filed"].strip():
        return "original_not_filed"
    if any(waits(desk, payout) for payout in desk.payouts.values() if payout.sheet == sheet.id):
        return "payout_waits"
    sheet.state = "closed"
    return ""


def waits(desk: Desk, payout: Any) -> bool:
    """Does a payout wait for a decision: rules, 5.8?"""
    return payout.role == "suspense" or (
        not payout.decision and (payout.role == "copy" or payout.surplus > 0)
    )  # fmt: skip
