"""An opinion on verdicts: what the checks of the rule book find at the end of the log, beside what the log's own
verdicts say (rules, part 8).

Verdicts are made when records arrive, with what was known then. So a difference is a question and never a disagreement,
but for rules that use nothing later: these are `firm`.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from typing import NamedTuple

from verifier.checks_money import DUPLICABLE, check_money, check_payments, check_trees, duplicates_of
from verifier.checks_trees import check_density, check_taken_trees
from verifier.checks_work import check_days, check_origin, check_pace, check_papers, check_people, check_stock
from verifier.desk import Desk, Row
from verifier.looks import Looks

FIRM_RULES = frozenset((
    "opening_above_pricked_out", "opening_above_ready", "parts_count_differs", "harvest_never", "agreement_ends_early",
    "workday_empty", "work_of_nobody", "not_closed", "day_too_early", "recorded_late", "box_not_named",
    "server_restored",
))  # fmt: skip
NOT_LOOKED_AT = frozenset((
    "check_failed", "water_too_near", "outside_unit", "under_18", "drawn_again",
    "waived_before", "fund_shared", "border_too_few_corners",
    "border_crosses_itself", "border_area_misstated", "border_area_differs", "border_overlaps", "border_near_water",
))  # fmt: skip
CHECKS = (
    check_origin, check_stock, check_papers, check_people, check_pace, check_days, check_money, check_payments,
    check_trees, check_density, check_taken_trees,
)  # fmt: skip


class Question(NamedTuple):
    """A verdict that the log has (`said`) and the checks do not find now, or the other way round (`found`). What is
    `firm` depends on nothing that came later.
    """

    target: str
    rule: str
    member: str
    said: str
    found: str
    firm: bool


def questions(desk: Desk) -> Iterator[Question]:
    """Where the log's verdicts and this opinion differ. What a person decided is not asked about."""
    found = findings(desk)
    for key in sorted(set(found) | set(desk.holds)):
        target, rule, member = key
        hold = desk.holds.get(key)
        if rule in NOT_LOOKED_AT or (hold is not None and hold.decided_by) or desk.rows[target].status == "void":
            continue
        said = hold.action if hold is not None and not hold.released_by else ""
        if said != found.get(key, ""):
            yield Question(target, rule, member, said, found.get(key, ""), rule in FIRM_RULES)


def findings(desk: Desk) -> dict[tuple[str, str, str], str]:
    """What the checks find at the end of the log: the action by (target, rule, member)."""
    looks = Looks(desk)
    found: dict[tuple[str, str, str], str] = {}
    for row in desk.rows.values():
        if row.status in ("unreadable", "unknown"):
            found[row.id, "record_unreadable", ""] = "quarantine"
        if row.status != "live" or row.kind in ("verdict", "void", "replace", "approval"):
            continue
        body = row.body
        for check in CHECKS:
            for rule, action, member in check(looks, row, body):
                found[row.id, rule, member] = action
        if row.kind == "member" and not looks.is_confirmed(row):
            found[row.id, "member_not_confirmed", ""] = "warn"
    find_duplicates(desk, looks, found)
    find_operations(desk, found)
    return found


def find_duplicates(desk: Desk, looks: Looks, found: dict[tuple[str, str, str], str]) -> None:
    """Records that look as if they were said twice: rules, 8.11."""
    alike: dict[tuple[str, str, str], list[Row]] = defaultdict(list)
    for kind in DUPLICABLE:
        for row in desk.of_kind[kind]:
            if row.status == "live":
                alike[kind, row.committee, row.subject].append(row)
    for rows in alike.values():
        for row, _ in duplicates_of(looks, rows):
            found[row.id, "duplicate_suspect", ""] = looks.weighs(row, row.body)


def find_operations(desk: Desk, found: dict[tuple[str, str, str], str]) -> None:
    """Payouts that name the same operation: rules, 8.12."""
    operations: dict[tuple[str, str], list[str]] = defaultdict(list)
    for row in desk.of_kind["payout"]:
        if row.status == "live" and "operation" in row.body and desk.payouts[row.id].role not in ("void", "copy"):
            operations[row.body["way"], row.body["operation"].strip()].append(row.id)
    for payouts in operations.values():
        if len(payouts) > 1:
            found.update(((one, "operation_used_twice", ""), "warn") for one in payouts)
