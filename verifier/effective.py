"""Taking a record: what it is, whether somebody said it before, whether it may be said, and what it does (rules, 3.1 to
3.6 and 3.8). Records are taken in the order of the feed; what one does depends only on those before it.
"""

from __future__ import annotations

import hashlib
from typing import Any

from verifier.again import come, describe, doubt_again, enter_index
from verifier.canon import encode, is_id
from verifier.corrections import approvals_needed, correct, may_approve
from verifier.curve import verify_signature
from verifier.desk import BULKY, At, Desk, Row
from verifier.force import revoked_after, users_of
from verifier.hands import accept_line, assign_lines, release_line, return_lines
from verifier.model import Entry, HoldBook
from verifier.money import hand_over_received, month_closed, trip_settled
from verifier.notes import epoch_message, is_plausible_epoch
from verifier.payouts import decide_recovery, decide_suspense, distribute, said_by_another, take_payout
from verifier.shapes import KINDS, with_names
from verifier.sheets import approve_sheet, close_sheet, draft_sheet, lock_sheet, reopen_sheet, settle_sheet
from verifier.work import DOUBTS

STEPS = {
    "pay_sheet": draft_sheet, "sheet_locked": lock_sheet, "sheet_reopened": reopen_sheet,
    "sheet_approved": approve_sheet, "lines_assigned": assign_lines, "lines_reassigned": assign_lines,
    "line_released": release_line, "line_accepted": accept_line, "lines_returned": return_lines,
    "sheet_settled": settle_sheet, "sheet_closed": close_sheet, "distribution": distribute,
    "suspense_decided": decide_suspense, "recovery_decided": decide_recovery,
    "hand_over_received": hand_over_received, "trip_settled": trip_settled, "month_closed": month_closed,
}  # fmt: skip
MOST_CLAIMS = 8


def take(desk: Desk, entry: Entry) -> None:
    """Take the next record of the feed."""
    row = Row(entry)
    record = entry.record
    desk.rows[row.id] = row
    if record is None:
        return
    at = At(row.position, row.id)
    name = desk.name
    row.origin, row.kind, row.author = name(row.origin), name(row.kind), name(row.author)
    row.happened_on = name(row.happened_on)
    kind = KINDS.get(row.kind)
    row.was = record.get("was", "")
    if row.origin not in desk.offices and (kind is None or "T" not in kind.flags):
        other = said_before(desk, row)
        if other is not None:
            readable = kind is not None and 1 <= row.kind_version <= kind.version
            row.bare = not (readable and kind is not None and kind.reads(record["body"], row.kind_version))
            counts_as(desk, row, other, at)
            return
    if kind is None or not 1 <= row.kind_version <= kind.version:
        row.status = "unknown"
        return
    desk.of_kind[row.kind].append(row)
    body = record["body"]
    if not kind.reads(body, row.kind_version):
        return
    if desk.stands_for:
        named = with_names(kind, body, desk.stands_for)
        if named is not body:
            body = named
            row.resolved = dict(desk.stands_for) if row.kind in BULKY else None
    row.kept = body
    row.bare = False
    row.status = "live"
    describe(desk, row, body)
    if not may_state(desk, row, kind.flags, body):
        row.status = "no_effect"
    else:
        if row.was:
            claim_word(desk, row)
        if approvals_needed(desk, row, body):
            row.status = "waiting"
        else:
            take_effect(desk, row, body, at)
    if row.kind in BULKY and row.status != "waiting":
        row.kept = None


def take_effect(desk: Desk, row: Row, body: dict[str, Any], at: At) -> None:
    """A record that may be said does what it does."""
    row.status = "live"
    kind = row.kind
    why = ""
    if kind in BULKY and kind not in STEPS:
        enter_index(desk, row, body)
        come(desk, row, body, at)
    elif kind == "verdict":
        why = take_verdict(desk, row, body, at)
    elif kind in ("void", "replace"):
        why = correct(desk, row, body, at)
    elif kind == "approval":
        why = approve(desk, row, body, at)
    elif kind in STEPS:
        if revoked_after(desk, row.origin) is not None:
            why = "tablet_revoked"
        else:
            enter_index(desk, row, body)
            why = STEPS[kind](desk, row, body, at)
    elif kind == "payout":
        take_payout(desk, row, body, at)
    else:
        enter_index(desk, row, body)
        come(desk, row, body, at)
    if why:
        row.status = "no_effect"
        row.why = why


def may_state(desk: Desk, row: Row, flags: str, body: dict[str, Any]) -> bool:
    """May this origin state this: rules, 3.1, step 5?"""
    if row.kind == "programme":
        if desk.programme_by:
            return False
        desk.programme_by = row.id
        desk.programme = body["code"]
        join_office(desk, row.origin)
        return True
    if row.kind == "epoch_began":
        if not epoch_counts(desk, row, body):
            return False
        join_office(desk, row.origin)
        return True
    return "O" not in flags or row.origin in desk.offices


def join_office(desk: Desk, origin: str) -> None:
    if origin not in desk.offices:
        desk.offices.add(origin)
        desk.office.append(origin)


def epoch_counts(desk: Desk, row: Row, body: dict[str, Any]) -> bool:
    """Is an epoch plausible, signed by an office before it, and its origin no tablet's: rules, 1.6?"""
    if not is_plausible_epoch(row.origin, body) or body["before"] not in desk.offices:
        return False
    key, signature = bytes.fromhex(body["before_key"]), bytes.fromhex(body["signature"])
    if not verify_signature(key, epoch_message(desk.programme, body), signature):
        return False
    return not any(
        one.status in ("live", "void") and one.body and one.body["origin"] == row.origin
        for one in desk.of_kind["tablet_enrolled"]
    )


# Said again: rules, 3.3.


def said_before(desk: Desk, row: Row) -> Any:
    """The record as which this one counts, None if it counts by itself."""
    if row.was:
        word, digest = row.was.split(" ")
        other = desk.rows.get(word)
        if other is not None and hashlib.sha256(other.data).hexdigest() == digest:
            return other if is_same(desk, row, other) else None
    elif row.id in desk.claimants:
        word, digest = row.id, hashlib.sha256(row.data).hexdigest()
    else:
        return None
    claims = [one for hashed, one in desk.claimants.get(word, ()) if hashed == digest]
    for claimant in sorted(claims, key=lambda one: one.id):
        if claimant.status != "no_effect" and is_same(desk, row, claimant):
            return claimant
    return None


def claim_word(desk: Desk, row: Row) -> None:
    """A record claims to have said what another one did."""
    word, digest = row.was.split(" ")
    origin = word.partition("-")[0]
    if row.origin in desk.offices or origin in desk.offices or origin == row.origin:
        return
    claims = desk.claimants[word]
    if sum(hashed == digest for hashed, _ in claims) < MOST_CLAIMS:
        claims.append((digest, row))


def is_same(desk: Desk, row: Row, other: Row) -> bool:
    """Are these two the same word, said by one of the same people?"""
    first = (row.kind, row.kind_version, row.author, row.recorded_at)
    try:
        one, two = row.stated(), other.stated()
    except ValueError:
        return False
    if first != tuple(two.get(name) for name in ("kind", "kind_version", "author", "recorded_at")):
        return False
    if one["happened_on"] != two["happened_on"] or not same_words(desk, one["body"], two["body"]):
        return False
    return bool(users_of(desk, row.origin) & users_of(desk, other.origin))


def same_words(desk: Desk, one: Any, other: Any) -> bool:
    """Are two bodies the same, ids by what was said first?"""
    if type(one) is not type(other):
        return False
    if type(one) is dict:
        return one.keys() == other.keys() and all(same_words(desk, one[key], other[key]) for key in one)
    if type(one) is list:
        return len(one) == len(other) and all(same_words(desk, a, b) for a, b in zip(one, other))
    if one == other:
        return True
    return type(one) is str and is_id(one) and is_id(other) and root_of(desk, one) == root_of(desk, other)


def root_of(desk: Desk, identifier: str) -> str:
    row = desk.rows.get(identifier)
    return row.was.split(" ")[0] if row is not None and row.was else identifier


def counts_as(desk: Desk, row: Row, other: Row, at: At) -> None:
    """A record was said before: it has no effect, and its id stands for the other's."""
    row.status = "no_effect"
    row.counts_as = other.id
    desk.stands_for[row.id] = other.id
    if other.kind == "payout" and other.id in desk.payouts:
        said_by_another(desk, row.origin, desk.payouts[other.id], at)


# Approvals and verdicts: rules, 3.4 and 3.8.


def approve(desk: Desk, row: Row, body: dict[str, Any], at: At) -> str:
    """An approval counts, and with the last one what waited takes effect."""
    target = desk.rows.get(body["target"])
    if target is None or not may_approve(desk, row, target):
        return "not_approvable"
    authors: list[str] = desk.approvals[target.id]
    authors.append(row.author)
    said = target.body
    if len(authors) >= max(1, approvals_needed(desk, target, said)):
        take_effect(desk, target, said, at)
    return ""


def take_verdict(desk: Desk, row: Row, body: dict[str, Any], at: At) -> str:
    """The newest word of a rule about a record, or about one member's share of it."""
    target = desk.rows.get(body["target"])
    if target is None:
        return "target_unknown"
    action, rule, member = body["action"], body["rule"], body.get("member", "")
    standing = desk.standing[target.id]
    key = (target.id, rule, member)
    before = desk.holds.get(key)
    if action == "release":
        if before is None:
            return "nothing_to_release"
        decided_by = body.get("decided_by", before.decided_by)
        desk.holds[key] = before._replace(decided_by=decided_by, released_by=row.id)
    else:
        numbers = encode(body.get("numbers", {})).decode()
        desk.holds[key] = HoldBook(action, row.id, numbers, body.get("decided_by", ""), "")
    standing[rule, member] = action
    target.holds = sum(one in ("hold", "quarantine") for one in standing.values())
    if rule in DOUBTS:
        doubt_again(desk, target, at)
    return ""
