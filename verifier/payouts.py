"""Payouts: what each was taken for, what it pays of its line, and what people decide of the rest (rules, 5.8 to 5.10).

What a payout's origin was to the line when it came never changes; which payout pays is looked at anew whenever one
comes, goes or is decided on.
"""

from __future__ import annotations

from typing import Any

from verifier.desk import At, Desk, Posting, Row
from verifier.force import is_held, revoked_after
from verifier.model import LineBook, PayoutBook
from verifier.posting import book_legs, book_moves, bring_rests, claim_items, enter_rest
from verifier.sheets import bring_settlement, waits

HAS_A_RIGHT = ("holder", "former", "paper")
RESTS_WITH = ("payee_owes", "technician_owes", "loss")
WALLETS = ("yape", "plin", "bim")


def standing_of(desk: Desk, origin: str, sheet: str, payee: str) -> str:
    """What an origin is to a line at this place of the feed."""
    book = desk.sheets.get(sheet)
    line = desk.lines_of[sheet].get(payee) if sheet in desk.lines_of else None
    if line is None or book is None or book.state in ("draft", "locked", "abandoned"):
        return "stranger"
    if origin in desk.offices:
        return "paper"
    if revoked_after(desk, origin) is not None:
        return "revoked"
    if line.holder == origin:
        return "stranger" if line.released_to else "holder"
    if origin in line.held_before and origin not in line.let_go:
        return "former"
    return "stranger"


def take_payout(desk: Desk, row: Row, body: dict[str, Any], at: At) -> None:
    """A payout has come."""
    sheet, payee = body["sheet"], body["payee"]
    payout = desk.payouts[row.id] = PayoutBook(row.id, sheet, payee)
    payout.position, payout.centimos = row.position, body["centimos"]
    payout.standing = standing_of(desk, row.origin, sheet, payee)
    desk.payouts_of[sheet, payee].append(row.id)
    desk.payouts_to[payee].append(row.id)
    look_at_payouts(desk, sheet, payee, at)


def said_by_another(desk: Desk, origin: str, payout: PayoutBook, at: At) -> None:
    """Another record counts as this payout: what its origin is to the line counts too."""
    if payout.standing in HAS_A_RIGHT:
        return
    standing = standing_of(desk, origin, payout.sheet, payout.payee)
    if standing in HAS_A_RIGHT:
        payout.standing = standing
        look_at_payouts(desk, payout.sheet, payout.payee, at)


def is_one(desk: Desk, one: Row, other: Row) -> bool:
    """Are these one payment, once from paper and once not?"""
    first, second = one.body, other.body
    return from_paper(desk, one, first) != from_paper(desk, other, second) and all(
        first.get(name, "") == second.get(name, "") for name in ("technician", "operation")
    )


def from_paper(desk: Desk, row: Row, body: dict[str, Any]) -> bool:
    return (
        row.origin in desk.offices and body["acknowledged"] == "paper" and ("technician" in body or "operation" in body)
    )


def look_at_payouts(desk: Desk, sheet: str, payee: str, at: At) -> None:
    """Which payout of a line pays it, and what the others are."""
    payouts = [desk.payouts[identifier] for identifier in desk.payouts_of[sheet, payee]]
    line = desk.lines_of[sheet].get(payee) if sheet in desk.lines_of else None
    payer = None
    if line is not None:
        for payout in payouts:
            if desk.rows[payout.id].status == "live" and (payout.standing in HAS_A_RIGHT or payout.decision == "paid"):
                payer = payout
                break
    copied = False
    for payout in payouts:
        row = desk.rows[payout.id]
        payout.paid = payout.surplus = 0
        if row.status != "live":
            payout.role = "void"
        elif payout is payer and line is not None:
            payout.role = "paid"
            payout.paid = min(payout.centimos, line.payable)
            payout.surplus = payout.centimos - payout.paid
        elif payer is not None and (
            payout.decision == "same_payment"
            or (payout.decision not in RESTS_WITH and not copied and is_one(desk, row, desk.rows[payer.id]))
        ):
            payout.role = "copy"
            copied = True
        else:
            payout.role = payout.decision if payout.decision in RESTS_WITH else "suspense"
            payout.surplus = payout.centimos
        book_payout(desk, row, payout, at)
    if line is not None:
        pay_line(desk, line, payer, at)


def pay_line(desk: Desk, line: LineBook, payer: Any, at: At) -> None:
    """The line's payout is the payer; where that is new, its sheet goes on."""
    pays = (payer.id, payer.paid) if payer is not None else ("", 0)
    if pays == (line.payout, line.paid):
        return
    line.payout, line.paid = pays
    sheet = desk.sheets[line.sheet]
    if sheet.state in ("approved", "assigned"):
        sheet.state = "paying"
    elif sheet.state in ("settled", "closed"):
        bring_settlement(desk, sheet, at)


def book_payout(desk: Desk, row: Row, payout: PayoutBook, at: At) -> None:
    """Legs, moves and rests of a payout as it is taken now: rules, 6.4 and 6.7."""
    body = row.body
    legs: list[tuple[str, int, str, str, str]] = []
    moves: list[tuple[Any, ...]] = []
    rests: dict[tuple[str, str], tuple[int, int]] = {}
    payee, technician = payout.payee, body.get("technician", "")
    if payout.role not in ("void", "copy"):
        paid, surplus = payout.paid, payout.surplus
        whole = paid + surplus
        account, party = "suspense", payee
        if payout.decision == "payee_owes":
            account = "to_recover"
            rests[payee, "surplus"] = (surplus, 0)
            rests[payee, "recovery"] = (0, -surplus)
        elif payout.decision == "technician_owes":
            account, party = "owed_by_technician", technician
            moves.append(("owed", technician, "", surplus))
        elif payout.decision == "loss":
            account, party = "loss", ""
        source, giver = "bank", ""
        if body["way"] in WALLETS:
            source = "wallet"
        elif body["way"] == "cash" and technician:
            source, giver = "cash_box", technician
            moves.append(("box", technician, "", -whole))
            if "advance" in body:
                moves.append(("trip", body["advance"], "paid", whole))
        legs = [
            ("payable", paid, payee, "", row.committee),
            (account, surplus, party, "", row.committee),
            (source, -whole, giver, "", ""),
        ]
    bring_rests(desk, row, rests, {payee: row.committee}, row.happened_on, At(at.position, row.id))
    book_legs(desk, row, row.happened_on, legs, at)
    book_moves(desk, row, moves)


# Steps.


def decide_suspense(desk: Desk, row: Row, body: dict[str, Any], at: At) -> str:
    """A step: somebody decides what a payout that waits was."""
    payout = desk.payouts.get(body["payout"])
    if payout is None or not waits(desk, payout):
        return "payout_waits_not"
    action = body["action"]
    said = desk.rows[payout.id].body
    line = desk.lines_of[payout.sheet].get(payout.payee) if payout.sheet in desk.lines_of else None
    if action == "paid" and (line is None or line.payout or desk.sheets[payout.sheet].state == "locked"):
        return "line_not_payable"
    if action == "same_payment" and (
        line is None or line.payout in ("", payout.id) or desk.payouts[line.payout].centimos != payout.centimos
    ):
        return "not_the_same_payment"
    if action == "technician_owes" and "technician" not in said:
        return "technician_missing"
    payout.decision = action
    look_at_payouts(desk, payout.sheet, payout.payee, at)
    return ""


def decide_recovery(desk: Desk, row: Row, body: dict[str, Any], at: At) -> str:
    """A step: somebody decides about a record for which a payee got too much: rules, 5.9."""
    payee = body["payee"]
    about = [
        posting for posting in desk.open.get(payee, ())
        if posting.record == body["about"] and posting.kind != "recovery"
    ]  # fmt: skip
    total = -sum(posting.of(payee) for posting in about)
    if total <= 0:
        return "nothing_to_recover"
    about.sort(key=lambda one: (one.number, one.kind, one.first + one.members.index(payee)))
    first = about[0]
    if is_held(desk, first.record, payee, first.committee):
        return "is_held"
    claim_items(desk, payee, about, row.id)
    owner = desk.live_or_void(payee, "member", "committee")
    committee = owner.committee if owner is not None else ""
    recovers = body["action"] == "recover"
    parts = [("moved", total, row.id), ("recovery", -total, "")] if recovers else [("waived", total, row.id)]
    for line, (kind, centimos, claimer) in enumerate(parts):
        posting = Posting(row.id, kind, committee, first.happened_on)
        posting.members, posting.centimos = (payee,), (centimos,)
        posting.number, posting.first = 1, line
        enter_rest(desk, posting, at, claimer)
    legs: list[tuple[str, int, str, str, str]] = [
        ("to_recover", total, payee, "", row.committee),
        ("payable", -total, payee, "", row.committee),
    ]
    if not recovers:
        legs += [("waived", total, "", "", row.committee), ("to_recover", -total, payee, "", row.committee)]
    book_legs(desk, row, row.happened_on, legs, at)
    return ""


def distribute(desk: Desk, row: Row, body: dict[str, Any], at: At) -> str:
    """A step: two officers say who got what of a committee's payout: rules, 5.10."""
    payout = desk.payouts.get(body["payout"])
    if payout is None or desk.live(payout.payee, "committee") is None:
        return "payout_unknown"
    amounts = [person["centimos"] for person in body["people"]]
    if min(amounts) <= 0 or sum(amounts) != payout.centimos:
        return "distribution_differs"
    officers = set(body["officers"])
    if len(officers) < 2 or not all(is_officer(desk, one, payout.payee, row.happened_on) for one in officers):
        return "officers_missing"
    return ""


def is_officer(desk: Desk, member: str, committee: str, day: str) -> bool:
    """Is somebody an officer of a committee on a day?"""
    for row in desk.of_kind["officer"]:
        body = row.body
        if row.status != "live" or (body["member"], body["committee"]) != (member, committee):
            continue
        if body["starts_on"] <= day <= body.get("ends_on", day):
            return True
    return False
