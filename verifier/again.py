"""What a record is about, and what has to be worked out anew when one came or was corrected (rules, 2.2 and 4.9)."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from verifier.desk import At, Desk, Row
from verifier.force import forget, settings_named
from verifier.model import SheetBook
from verifier.money import keep_closing, outcome
from verifier.payouts import look_at_payouts
from verifier.shapes import KINDS
from verifier.sheets import describe_draft
from verifier.work import TREES_OF, accept, batch_day, changed_in, increases, presence_of, take_out

IN_FORCE = frozenset(("setting", "rate", "committee", "tablet_enrolled", "tablet_revoked"))
"""Kinds of which what is in force is remembered."""
OF_ACTIVITY = {
    "sapling_ready": ("pricked_out", "ready_accepted"),
    "tree_planted": ("planting",),
    "tree_replanted": ("replanting",),
    "day_wage": ("workday",),
}
OF_SETTING = {
    "pay_saplings_by_piece": ("ready_accepted", "pricked_out"),
    "pay_trees_by_piece": ("planting", "replanting"),
    "payee_is_committee": ("ready_accepted", "pricked_out", "planting", "replanting", "workday"),
    "largest_person_days": ("ready_accepted", "pricked_out", "planting", "replanting"),
    "adaptation_percent": ("carbon_sale",),
    "produced_when_pricked_out": ("ready_accepted", "pricked_out"),
}
OF_COMMITTEE = ("ready_accepted", "pricked_out", "planting", "replanting", "workday")


def committee_of(desk: Desk, kind: str, body: dict[str, Any], subject: str) -> str:
    """The committee that a record is about."""
    shape = KINDS[kind]
    if shape.committees:
        return desk.name(body["committee"])
    if not subject:
        return ""
    about = desk.rows.get(subject)
    if about is None:
        return ""
    if shape.subject in ("target", "complaint"):
        return about.committee
    if "t" in KINDS[about.kind].flags if about.kind in KINDS else False:
        return about.committee if about.status != "no_effect" else ""
    return ""


def describe(desk: Desk, row: Row, body: dict[str, Any]) -> None:
    """Committee, subject and figure of a record by this body."""
    kind = row.kind
    shape = KINDS[kind]
    row.subject = desk.name(body.get(shape.subject, "")) if shape.subject else ""
    row.committee = committee_of(desk, kind, body, row.subject)
    if shape.figure:
        row.count = body[shape.figure]
        if kind in TREES_OF:
            row.batch, row.species = desk.name(body["batch"]), desk.name(body["species"])
    elif kind == "workday":
        row.count = len(presence_of(desk, row, body)[0])
    elif kind == "survival_count":
        row.count = sum(one["alive"] + one["dead"] for one in body["rows"])


def enter_index(desk: Desk, row: Row, body: dict[str, Any]) -> None:
    """Who names whom by this body."""
    kind = row.kind
    for workday in body.get("workdays", ()):
        desk.naming[workday].append(row)
    if kind == "pricked_out":
        desk.naming[body["batch"]].append(row)
    elif kind == "member_confirmed":
        desk.confirmations[body["member"]].add(row.id)
    elif kind == "hand_over":
        desk.hand_overs_of[body["advance"]].append(row)
    elif kind == "distribution":
        desk.distributions[body["payout"]].append(row)


def come(desk: Desk, row: Row, body: dict[str, Any], at: At) -> None:
    """A record that simply counts has come."""
    kind = row.kind
    if kind in IN_FORCE:
        forget(desk)
    if kind == "ready_accepted":
        before: dict[str, int] = {}
        accept(desk, row, body, before)
        for one in changed_in(desk, body["batch"], before, row):
            outcome(desk, one, one.body, at)
        return
    outcome(desk, row, body, at)
    if kind in DEPENDENTS:
        DEPENDENTS[kind](desk, row, None, body, at)


def corrected(desk: Desk, row: Row, old: dict[str, Any] | None, at: At) -> None:
    """A record was corrected: `old` is the body that was in force while it was live, None where it was not."""
    kind = row.kind
    body = row.body if row.status == "live" else None
    if kind in IN_FORCE:
        forget(desk)
    if kind == "ready_accepted":
        acceptance_again(desk, row, old, body, at)
        return
    if kind == "payout":
        if row.id not in desk.payouts:
            return  # It could never be read, so it was no payment.
        look_at_payouts(desk, desk.payouts[row.id].sheet, desk.payouts[row.id].payee, at)
        return
    if kind == "pay_sheet":
        sheet_again(desk.sheets[row.id], body)
        return
    if kind == "month_closed":
        keep_closing(desk)
    outcome(desk, row, body, at)
    if kind in DEPENDENTS:
        DEPENDENTS[kind](desk, row, old, body, at)


def sheet_again(sheet: SheetBook, body: dict[str, Any] | None) -> None:
    """A draft was corrected: it says something else, or is abandoned for good."""
    if body is None:
        sheet.state = "abandoned"
    else:
        describe_draft(sheet, body)


def again(desk: Desk, rows: Iterable[Row], at: At) -> None:
    """Work out these records anew, those that are live."""
    for row in rows:
        if row.status == "live":
            body = row.body
            describe(desk, row, body)
            outcome(desk, row, body, at)


def in_id_order(rows: Iterable[Row]) -> list[Row]:
    return sorted(rows, key=lambda row: row.id)


def of_kinds(desk: Desk, kinds: Iterable[str], since: str) -> Iterable[Row]:
    """The records of these kinds with a day from `since` on, kind by kind in id order."""
    for kind in kinds:
        yield from in_id_order(row for row in desk.of_kind[kind] if row.happened_on >= since)


def acceptance_again(desk: Desk, row: Row, old: dict[str, Any] | None, body: dict[str, Any] | None, at: At) -> None:
    """An acceptance was corrected: those of the batch that it named, then those of the one it names."""
    before: dict[str, int] = {}
    if old is not None:
        take_out(desk, row, old["batch"], before)
    if body is not None:
        accept(desk, row, body, before)
    else:
        outcome(desk, row, None, at)
    batches = [one["batch"] for one in (old, body) if one is not None]
    for batch in dict.fromkeys(batches):
        for one in changed_in(desk, batch, before, row):
            again(desk, [one], at)


def doubt_again(desk: Desk, row: Row, at: At) -> None:
    """A verdict about an acceptance came: what later ones of its batch add may be something else."""
    body = row.body
    if row.status != "live" or row.kind != "ready_accepted":
        return
    before: dict[str, int] = {}
    place = next(i for i, key in enumerate(desk.accepted[body["batch"]]) if key[2] == row.id)
    increases(desk, body["batch"], place, before)
    again(desk, changed_in(desk, body["batch"], before, row), at)


def workday_again(desk: Desk, row: Row, old: Any, body: Any, at: At) -> None:
    """Whoever names a workday."""
    unique = {one.id: one for one in desk.naming.get(row.id, ()) if one.status == "live"}
    again(desk, [one for one in in_id_order(unique.values()) if row.id in one.body.get("workdays", ())], at)


def batch_again(desk: Desk, row: Row, old: Any, body: Any, at: At) -> None:
    """The acceptances of a batch, and its prickings out where those may be paid."""
    order = desk.accepted.get(row.id)
    if order:
        increases(desk, row.id, 0, {})
        again(desk, in_id_order(desk.rows[key[2]] for key in order), at)
    if settings_named(desk, "produced_when_pricked_out"):
        unique = {one.id: one for one in desk.naming.get(row.id, ()) if one.status == "live"}
        again(desk, [one for one in in_id_order(unique.values()) if one.body["batch"] == row.id], at)


def committee_again(desk: Desk, row: Row, old: Any, body: Any, at: At) -> None:
    """The work of a committee: its community may have a rate of its own."""
    for kind in OF_COMMITTEE:
        again(desk, in_id_order(one for one in desk.of_kind[kind] if one.committee == row.id), at)


def rate_again(desk: Desk, row: Row, old: Any, body: Any, at: At) -> None:
    """The work that a rate is for."""
    said = [one for one in (old, body) if one is not None]
    if not said:
        return
    activities = {one["activity"] for one in said}
    kinds: list[str] = []
    for activity in activities:
        kinds += OF_ACTIVITY[activity]
    if len(activities) > 1:
        kinds.sort()
    again(desk, of_kinds(desk, kinds, min(one["starts_on"] for one in said)), at)


def setting_again(desk: Desk, row: Row, old: Any, body: Any, at: At) -> None:
    """What a setting decides."""
    since: dict[str, str] = {}
    for one in (old, body):
        if one is not None:
            since[one["name"]] = min(one["starts_on"], since.get(one["name"], one["starts_on"]))
    for name, start in since.items():
        if name == "produced_when_pricked_out":
            for kind in OF_SETTING[name]:
                again(desk, in_id_order(began_since(desk, kind, start)), at)
        elif name.startswith("pay_days_"):
            activity = name[len("pay_days_") :]
            again(desk, (one for one in of_kinds(desk, ("workday",), start) if one.subject == activity), at)
        else:
            again(desk, of_kinds(desk, OF_SETTING.get(name, ()), start), at)


def began_since(desk: Desk, kind: str, start: str) -> Iterable[Row]:
    """The live records of a kind whose batch began on a day or later."""
    for row in desk.of_kind[kind]:
        if row.status == "live" and batch_day(desk, row.subject, row.happened_on) >= start:
            yield row


def exchange_again(desk: Desk, row: Row, old: Any, body: Any, at: At) -> None:
    """The sales that name an exchange rate."""
    rows = [one for one in desk.of_kind["carbon_sale"] if one.status == "live" and one.body["exchange_rate"] == row.id]
    again(desk, in_id_order(rows), at)


def hand_over_again(desk: Desk, row: Row, old: Any, body: Any, at: At) -> None:
    """The record that received a hand-over."""
    if row.id in desk.receipts:
        again(desk, [desk.receipts[row.id]], at)


DEPENDENTS = {
    "workday": workday_again, "batch_started": batch_again, "opening_batch": batch_again,
    "committee": committee_again, "rate": rate_again, "setting": setting_again, "exchange_rate": exchange_again,
    "hand_over": hand_over_again,
}  # fmt: skip
