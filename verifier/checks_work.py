"""Checks of work: who says it and about what, stock, papers, people, pace and days (rules, 8.3 to 8.5 and 8.8 to 8.10).

Every check says (rule, action, member) for what it finds. Distances, borders and ages are not looked at: a border takes
another kind of arithmetic, and births lie in side rows that may not be there.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from verifier.desk import Row
from verifier.force import revoked_after
from verifier.looks import PLANTINGS, Looks, days_between, local_day, work_order
from verifier.payouts import is_officer
from verifier.shapes import KINDS
from verifier.work import BATCHES


def check_origin(looks: Looks, row: Row, body: dict[str, Any]) -> Iterator[tuple[str, str, str]]:
    """8.3: who says it, and about what."""
    desk = looks.desk
    if row.committee and not looks.was_theirs(row):
        yield "other_committee", "hold", ""
    after = revoked_after(desk, row.origin)
    if after is not None and row.seq > after:
        yield "tablet_was_revoked", "hold", ""
    if any(name in body and desk.live(body[name], *BATCHES) is None for name in ("batch", "to_batch")):
        yield "batch_unknown", "hold", ""
    for name in ("unit", "species"):
        if name in body and desk.live(body[name], name) is None:
            yield f"{name}_unknown", "hold", ""
    for member in {one for listed in looks.lists(row, body) for one in listed.members}:
        if desk.live(member, "member") is None:
            yield "member_unknown", "hold", member
    named = [desk.rows.get(name) for name in body.get("workdays", ())]
    if any(one is None or one.kind != "workday" for one in named):
        yield "workday_unknown", "hold", ""
    elif any(one is not None and one.status != "live" for one in named):
        yield "workday_void", "hold", ""


def check_stock(looks: Looks, row: Row, body: dict[str, Any]) -> Iterator[tuple[str, str, str]]:
    """8.4: stock."""
    if row.kind == "opening_batch":
        if body["ready"] + body["dead"] > body["pricked_out"]:
            yield "opening_above_pricked_out", "warn", ""
        if body["dispatched"] > body["ready"]:
            yield "opening_above_ready", "warn", ""
    elif row.kind == "inventory_counted":
        parts = body.get("parts", ())
        if parts and sum(one["containers"] * one["each"] + one.get("loose", 0) for one in parts) != row.count:
            yield "parts_count_differs", "warn", ""
    elif "batch" in body:
        batch = looks.batch(row)
        rule = STOCK_RULES.get((row.kind, body.get("stage", "")))
        if batch is not None and rule is not None and row.count > most_of_stock(looks, row, batch, rule):
            yield rule, HOLDS_OF_STOCK.get(rule, "warn"), ""


STOCK_RULES = {
    ("ready_accepted", ""): "ready_above_pricked_out", ("planting", ""): "planted_above_dispatched",
    ("replanting", ""): "planted_above_dispatched", ("dispatched", ""): "taken_above_ready",
    ("given_away", ""): "taken_above_ready", ("transferred", ""): "taken_above_ready",
    ("saplings_lost", "ready"): "taken_above_ready", ("saplings_lost", "growing"): "dead_above_growing",
    ("returned", ""): "returned_above_dispatched",
}  # fmt: skip
HOLDS_OF_STOCK = {"ready_above_pricked_out": "hold", "planted_above_dispatched": "hold"}


def most_of_stock(looks: Looks, row: Row, batch: Row, rule: str) -> int:
    """How many there could be by everything else that is said of a batch."""
    if rule == "planted_above_dispatched":
        mine = work_order(row)
        after = sum(one.count for one in looks.took_from[batch.id] if work_order(one) > mine)
        return looks.in_field(row, batch.id) + after
    if rule == "returned_above_dispatched":
        return looks.in_field(row, batch.id)
    sums = looks.stock_without(row, batch.id)
    grown = sums["pricked_out"] - (sums["dead"] - sums["dead_ready"])
    if rule == "ready_above_pricked_out":
        return grown
    ready = looks.other_totals(row, batch.id)
    if rule == "dead_above_growing":
        return grown - ready
    came = sums["received"] + sums["transferred_in"] + sums["returned"]
    return ready + came - sums["dispatched"] - sums["dead_ready"] - sums["given_away"] - sums["transferred_out"]


def check_papers(looks: Looks, row: Row, body: dict[str, Any]) -> Iterator[tuple[str, str, str]]:
    """8.5: papers and soil."""
    desk = looks.desk
    if row.kind in BATCHES or row.kind in ("pricked_out", "ready_accepted"):
        batch = body if row.kind in BATCHES else getattr(looks.batch(row), "body", None)
        if batch is not None:
            lot = desk.live(batch["seed_lot"], "seed_lot")
            if lot is None:
                yield "seed_lot_unknown", "warn", ""
            elif lot.body["source"] == "seed":
                if "certificate" not in lot.body:
                    yield "seed_certificate_missing", "warn", ""
            elif "stand" not in lot.body or "collected_on" not in lot.body:
                yield "origin_missing", "warn", ""
    elif row.kind in PLANTINGS:
        species, unit = desk.live(row.species, "species"), desk.live(row.subject, "unit")
        batch_row = looks.batch(row)
        soils = tuple(one.body.get("soil", "") for one in (species, unit) if one is not None)
        if soils == ("moist", "dry"):
            yield "soil_too_dry", "hold", ""
        if batch_row is not None and batch_row.body["species"] != row.species:
            yield "batch_species_differs", "hold", ""


def check_people(looks: Looks, row: Row, body: dict[str, Any]) -> Iterator[tuple[str, str, str]]:
    """8.8: people."""
    desk, lists = looks.desk, looks.lists(row, body)
    if any(len(set(listed.members)) < len(listed.members) for listed in lists):
        yield "person_twice", "hold", ""
    twice = {
        member for listed in lists for member in listed.members
        if looks.on_workday.get((member, listed.day), set()) - {listed.committee}
    }  # fmt: skip
    for member in twice:
        yield "two_committees", "hold", member
    if row.kind == "workday" and not body.get("present"):
        yield "workday_empty", "warn", ""
    elif row.kind != "workday" and looks.pays(row, body) and not body.get("people"):
        if not body.get("workdays"):
            yield "work_of_nobody", "hold", ""
        elif any(not one.presence[0] for one in looks.workdays(body)):
            yield "named_workday_empty", "hold", ""
    if row.kind in ("workday", "ready_accepted"):
        if "closed_by" not in body:
            yield "not_closed", "warn", ""
        elif not is_officer(desk, body["closed_by"], row.committee, row.happened_on):
            yield "closed_by_no_officer", "warn", ""


def check_pace(looks: Looks, row: Row, body: dict[str, Any]) -> Iterator[tuple[str, str, str]]:
    """8.9: pace."""
    if row.kind not in (*PLANTINGS, "pricked_out"):
        return
    kinds = PLANTINGS if row.kind in PLANTINGS else ("pricked_out",)
    name = "plantings_per_person_day" if row.kind in PLANTINGS else "pricked_out_per_person_day"
    limit = looks.setting(name, row)
    if body.get("people"):
        for member in {one["member"] for one in body["people"]}:
            if looks.by_person[member, row.happened_on, row.committee] > limit:
                yield "person_too_fast", "hold", member
        return
    names = set(body.get("workdays", ()))
    if not names or len(looks.workdays(body)) < len(names):
        return
    count = 0
    named: dict[str, Row] = {}
    others = {one.id: one for name in names for one in looks.desk.naming.get(name, ())}
    for one in {**others, row.id: row}.values():
        said = one.body if one.status == "live" and one.kind in kinds else None
        if said is not None and not said.get("people") and names & set(said.get("workdays", ())):
            count += one.count
            named.update((workday.id, workday) for workday in looks.workdays(said))
    planting = [one for one in named.values() if one.body["activity"] == "planting"]
    days = planting if planting and row.kind in PLANTINGS else list(named.values())
    half_days = sum(sum(one.presence[1]) for one in days)
    if half_days > 0 and count > half_days * limit // 2:
        yield "group_too_fast", "hold", ""


def check_days(looks: Looks, row: Row, body: dict[str, Any]) -> Iterator[tuple[str, str, str]]:
    """8.10: days. What was "today" when it was judged is known only where a verdict says it."""
    desk = looks.desk
    recorded = local_day(desk.rows[row.body_id].recorded_at)
    said = desk.holds.get((row.id, "day_ahead", ""))
    if row.happened_on > min(recorded, desk.rows[said.verdict].happened_on if said is not None else recorded):
        yield "day_ahead", "hold", ""
    if "B" in KINDS[row.kind].flags and row.kind not in ("member", "agreement", "void", "replace"):
        began = desk.rows[desk.programme_by].body["began_on"] if desk.programme_by else ""
        if row.happened_on < began:
            yield "day_too_early", "hold", ""
        if days_between(row.happened_on, recorded) > looks.setting("recorded_late_days", row):
            yield "recorded_late", "warn", ""
    for workday in looks.workdays(body):
        other = workday.happened_on
        if other > row.happened_on or (workday.body["activity"] == "planting" and other != row.happened_on):
            yield "workday_other_day", "warn", ""
            break
