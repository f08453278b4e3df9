"""Corrections: which takes effect, and what it makes of its target (rules, 3.4 and 3.5).

The first correction of a version wins; whatever comes later on the same version comes to nothing.
"""

from __future__ import annotations

from typing import Any

from verifier.again import committee_of, corrected, describe, enter_index
from verifier.desk import At, Desk, Row
from verifier.force import is_confirmed, revoked_after, works_for
from verifier.model import CorrectionBook
from verifier.money import open_trip, under_way
from verifier.shapes import KINDS
from verifier.sheets import draft_refused

OF_A_TRIP = frozenset(
    ("expense", "cash_count", "hand_over", "cash_advance", "cash_returned", "technician_repaid", "payout")
)


def approvals_needed(desk: Desk, row: Row, body: dict[str, Any]) -> int:
    """So many other people have to approve before a record takes effect."""
    if row.kind == "lines_reassigned":
        return 1
    if row.kind == "difference_decided":
        return 2 if body["explained"] == "robbery" else 1
    if row.kind not in ("void", "replace") or row.origin not in desk.offices:
        return 0
    target = desk.rows.get(body["target"])
    if target is None:
        return 0
    new = inner_body(target, body) if row.kind == "replace" else None
    needed = 0
    if (
        target.kind in ("rate", "setting", "difference_decided")
        or is_paid_out(desk, target)
        or (target.kind in OF_A_TRIP and in_settled_trip(desk, target, new))
    ):
        needed = 1
    if target.kind == "difference_decided" and new is not None:
        needed = max(needed, 2 if new["explained"] == "robbery" else 1)
    return needed


def is_paid_out(desk: Desk, target: Row) -> bool:
    """Is this a live payout whose sheet is settled or closed?"""
    if target.kind != "payout" or target.status != "live" or target.id not in desk.payouts:
        return False
    sheet = desk.sheets.get(desk.payouts[target.id].sheet)
    return sheet is not None and sheet.state in ("settled", "closed")


def in_settled_trip(desk: Desk, target: Row, new: dict[str, Any] | None) -> bool:
    """Is a target of a settled trip, or would it be?"""
    names = [target.id]
    receipt = desk.receipts.get(target.id)
    for said in (target.body, receipt.body if receipt is not None else None, new):
        if said is not None:
            names += [said[name] for name in ("advance", "tops_up") if name in said]
    return any(name in desk.trips and desk.trips[name].state == "settled" for name in names)


def inner_body(target: Row, body: dict[str, Any]) -> dict[str, Any] | None:
    """The body that a replacement gives its target, None if it cannot be read."""
    shape = KINDS.get(target.kind)
    version = body["body_version"]
    if shape is None or not 1 <= version <= shape.version or not shape.reads(body["body"], version):
        return None
    return body["body"]  # type: ignore[no-any-return]


def refused_correction(desk: Desk, row: Row, body: dict[str, Any]) -> str:
    """Why a correction comes to nothing; the empty text if it takes effect."""
    target = desk.rows.get(body["target"])
    if target is None:
        return "target_unknown"
    shape = KINDS.get(target.kind)
    if (shape is not None and "!" in shape.flags) or target.status == "no_effect":
        return "not_correctable"
    if body["seen"] != target.version:
        return "version_superseded"
    new = inner_body(target, body) if row.kind == "replace" else None
    if row.origin not in desk.offices:
        why = refused_to_tablet(desk, row, target, new)
        if why:
            return why
    return REFUSALS[target.kind](desk, row, target, new) if target.kind in REFUSALS else ""


def refused_to_tablet(desk: Desk, row: Row, target: Row, new: dict[str, Any] | None) -> str:
    """What a tablet may not correct."""
    if revoked_after(desk, row.origin) is not None:
        return "tablet_revoked"
    shape = KINDS.get(target.kind)
    if target.origin in desk.offices or shape is None or "O" in shape.flags:
        return "office_only"
    if target.kind == "member" and is_confirmed(desk, target):
        return "office_only"
    if target.origin != row.origin and not works_for(desk, row.origin, target.committee):
        return "other_committee"
    if new is not None and target.committee:
        subject = new.get(shape.subject, "") if shape.subject else ""
        if committee_of(desk, target.kind, new, subject) != target.committee:
            return "other_committee"
    return ""


def refused_sheet(desk: Desk, row: Row, target: Row, new: dict[str, Any] | None) -> str:
    sheet = desk.sheets.get(target.id)
    if sheet is None or sheet.state != "draft":
        return "sheet_not_draft"
    return draft_refused(desk, target, new, row.happened_on) if new is not None else ""


def refused_payout(desk: Desk, row: Row, target: Row, new: dict[str, Any] | None) -> str:
    if row.kind == "replace":
        return "not_correctable"
    if row.origin in desk.offices:
        return ""
    if target.origin != row.origin:
        return "other_origin"
    sheet = desk.sheets.get(target.body["sheet"]) if target.body is not None else None
    if (sheet is not None and sheet.state in ("settled", "closed")) or in_settled_trip(desk, target, None):
        return "already_settled"
    return ""


def refused_in_trip(desk: Desk, row: Row, target: Row, new: dict[str, Any] | None) -> str:
    if row.origin in desk.offices:
        return ""
    if target.origin != row.origin:
        return "other_origin"
    if in_settled_trip(desk, target, new):
        return "already_settled"
    if target.kind == "hand_over" and (row.kind == "replace" or target.id in desk.receipts):
        return "not_correctable"
    return ""


def refused_advance(desk: Desk, row: Row, target: Row, new: dict[str, Any] | None) -> str:
    """An advance may not go from under a trip in which something else has moved."""
    trip = desk.trips.get(target.id)
    if trip is None or trip.state != "open":
        return ""
    if new is not None and "tops_up" not in new and new["technician"] == trip.technician:
        return ""
    moved = {name: centimos for name, centimos in desk.sums[trip.id].items() if centimos}
    if under_way(desk, trip) or any(
        name != "received" or centimos != target.body["centimos"] for name, centimos in moved.items()
    ):
        return "trip_moved"
    return ""


def refused_closing(desk: Desk, row: Row, target: Row, new: dict[str, Any] | None) -> str:
    if row.kind == "replace":
        return "not_correctable"
    if target.body is not None and target.status == "live" and target.body["month"][:7] != desk.closed_through[:7]:
        return "later_month_closed"
    return ""


def refused_exchange(desk: Desk, row: Row, target: Row, new: dict[str, Any] | None) -> str:
    if target.status != "live":
        return ""
    currency = target.body["currency"]
    if new is not None and new["currency"] == currency:
        return ""
    for sale in desk.of_kind["carbon_sale"]:
        if sale.status == "live":
            said = sale.body
            if said["exchange_rate"] == target.id and said["currency"] == currency:
                return "sale_names_it"
    return ""


def refused_distribution(desk: Desk, row: Row, target: Row, new: dict[str, Any] | None) -> str:
    return "not_correctable" if row.kind == "replace" else ""


REFUSALS = {
    "pay_sheet": refused_sheet, "payout": refused_payout, "expense": refused_in_trip, "cash_count": refused_in_trip,
    "hand_over": refused_in_trip, "cash_advance": refused_advance, "month_closed": refused_closing,
    "exchange_rate": refused_exchange, "distribution": refused_distribution,
}  # fmt: skip


def correct(desk: Desk, row: Row, body: dict[str, Any], at: At) -> str:
    """A correction takes effect, or says why it does not."""
    why = refused_correction(desk, row, body)
    desk.corrections[row.id] = CorrectionBook(body["target"], body["seen"], row.kind, body["reason"], not why, why)
    if why:
        return why
    target = desk.rows[body["target"]]
    old = target.body if target.status == "live" else None
    target.version, target.version_position = row.id, row.position
    desk.corrected_by[target.id].append(row)
    if row.kind == "void":
        target.status = "void"
    else:
        new = inner_body(target, body)
        target.happened_on = row.happened_on
        target.body_id = row.id
        target.kept, target.bare = new, new is None
        target.status = "live" if new is not None else "unreadable"
        if new is not None:
            target.kind_version = body["body_version"]
            describe(desk, target, new)
            enter_index(desk, target, new)
    if target.kind in KINDS:
        corrected(desk, target, old, at)
    return ""


def may_approve(desk: Desk, row: Row, target: Row) -> bool:
    """May this approval count for a record that waits?"""
    if target.status != "waiting" or row.author in (target.author, *desk.approvals[target.id]):
        return False
    if target.kind != "difference_decided":
        return True
    said = target.body
    return open_trip(desk, said["advance"], said["technician"]) is not None
