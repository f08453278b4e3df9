"""Lines from hand to hand: who holds them, who held them, and who let them go (rules, 5.6).

The office's origins count as one holder. A release is signed by the tablet that gives the line away; the acceptance
carries it, so that it holds also where the release itself never comes.
"""

from __future__ import annotations

import re
from typing import Any

from verifier.canon import NotCanonicalError, read_record
from verifier.curve import verify_signature
from verifier.desk import At, Desk, Row
from verifier.force import enrolment, is_there
from verifier.model import LineBook
from verifier.notes import is_key
from verifier.shapes import KINDS
from verifier.sheets import PAYABLE_STATES

HEX_SIGNATURE = re.compile(r"[0-9a-f]{128}", re.ASCII)


def same_holder(desk: Desk, one: str, other: str) -> bool:
    """Are these one holder? All origins of the office are."""
    return one == other or (one in desk.offices and other in desk.offices)


def give(desk: Desk, line: LineBook, holder: str, pay_until: str) -> None:
    """A line gets another holder, or none."""
    if line.holder and line.holder not in line.held_before:
        line.held_before.append(line.holder)
    if holder:
        line.let_go = [one for one in line.let_go if not same_holder(desk, one, holder)]
    line.holder, line.pay_until = holder, pay_until
    line.released_to = ""


def let_go(desk: Desk, line: LineBook) -> None:
    """The holder has let a line go."""
    if line.holder not in line.let_go:
        line.let_go = sorted([*line.let_go, line.holder])


def assign_lines(desk: Desk, row: Row, body: dict[str, Any], at: At) -> str:
    """A step: lines are assigned, or re-assigned with a second person's approval."""
    sheet = desk.sheets.get(body["sheet"])
    if sheet is None or sheet.state not in PAYABLE_STATES:
        return "sheet_not_payable"
    if not is_there(desk, body["holder"]):
        return "holder_unknown"
    if body["pay_until"] < row.happened_on:
        return "pay_until_past"
    lines = desk.lines_of[sheet.id]
    payees = body.get("payees")
    if payees is None:
        payees = [payee for payee in sorted(lines) if not lines[payee].payout and not lines[payee].holder]
    if any(payee not in lines or lines[payee].payout for payee in payees):
        return "line_not_there"
    if row.kind == "lines_assigned" and any(
        lines[payee].holder and lines[payee].holder not in desk.offices for payee in payees
    ):
        return "line_held"
    if not payees:
        return "no_lines"
    for payee in payees:
        give(desk, lines[payee], body["holder"], body["pay_until"])
    if sheet.state == "approved":
        sheet.state = "assigned"
    return ""


def release_line(desk: Desk, row: Row, body: dict[str, Any], at: At) -> str:
    """A step: the holder releases a line to another origin."""
    if row.id in desk.accepted_releases:
        return ""
    sheet = desk.sheets.get(body["sheet"])
    if sheet is None or sheet.state not in PAYABLE_STATES:
        return "sheet_not_payable"
    line = desk.lines_of[sheet.id].get(body["payee"])
    to = body["to"]
    if line is None or line.payout or not same_holder(desk, line.holder, row.origin) or line.released_to:
        return "line_not_held"
    if to == row.origin or not is_there(desk, to):
        return "holder_unknown"
    if to in desk.offices:
        let_go(desk, line)
        give(desk, line, "", "")
    else:
        line.released_to = to
    return ""


def return_lines(desk: Desk, row: Row, body: dict[str, Any], at: At) -> str:
    """A step: a holder gives lines back to the office."""
    sheet = desk.sheets.get(body["sheet"])
    if sheet is None or sheet.state not in PAYABLE_STATES:
        return "sheet_not_payable"
    lines = desk.lines_of[sheet.id]
    for payee in body.get("payees", sorted(lines)):
        line = lines.get(payee)
        if line is None or line.payout or line.released_to or not same_holder(desk, line.holder, row.origin):
            continue
        let_go(desk, line)
        give(desk, line, "", "")
    return ""


def released_by(desk: Desk, text: str, signature: str) -> dict[str, Any] | None:
    """The signed release that an acceptance carries; None if it is none."""
    try:
        record = read_record(text.encode("utf-8"))
    except (NotCanonicalError, UnicodeEncodeError):
        return None
    kind = KINDS["line_released"]
    if record["kind"] != kind.name or not 1 <= record["kind_version"] <= kind.version:
        return None
    if not kind.reads(record["body"], record["kind_version"]):
        return None
    row = enrolment(desk, record["origin"])
    if row is None or not is_key(row.body["public_key"]) or not HEX_SIGNATURE.fullmatch(signature):
        return None
    key, message = bytes.fromhex(row.body["public_key"]), f"planton/release/1\n{desk.programme}\n{text}".encode()
    return record if verify_signature(key, message, bytes.fromhex(signature)) else None


def accept_line(desk: Desk, row: Row, body: dict[str, Any], at: At) -> str:
    """A step: a tablet accepts a line that another one released to it."""
    record = released_by(desk, body["release"], body["signature"])
    if record is None:
        return "release_not_signed"
    said = record["body"]
    release = f"{record['origin']}-{record['seq']}"
    sheet = desk.sheets.get(said["sheet"])
    if sheet is None or sheet.state not in PAYABLE_STATES:
        return "sheet_not_payable"
    line = desk.lines_of[sheet.id].get(said["payee"])
    if line is None or line.payout or not same_holder(desk, line.holder, record["origin"]):
        return "line_not_held"
    if said["to"] != row.origin or release in desk.accepted_releases:
        return "release_not_theirs"
    desk.accepted_releases.add(release)
    let_go(desk, line)
    give(desk, line, row.origin, line.pay_until)
    return ""
