"""Checks of how many trees there can be: density, and losses and harvests of more than stood (rules, 8.5 and 8.7)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from verifier.desk import Row
from verifier.looks import Looks, work_order
from verifier.tables_reference import trees_that_fit

TAKES_TREES = ("loss_event", "harvest")


def check_density(looks: Looks, row: Row, body: dict[str, Any]) -> Iterator[tuple[str, str, str]]:
    """8.5: no more trees in a cycle than there is room for, and a tolerance."""
    if row.kind not in ("planting", "opening_planted"):
        return
    unit = looks.desk.live(row.subject, "unit")
    if unit is None:
        return
    day = body.get("planted_on", row.happened_on)
    starts = sorted(
        one.body["starts_on"]
        for one in looks.desk.of_kind["cycle_opened"]
        if one.status == "live" and one.body["unit"] == row.subject
    )
    first = max((start for start in starts if start <= day), default="")
    behind = min((start for start in starts if start > day), default="9999-99-99")
    planted = sum(
        one.count
        for planted_on, one in looks.planted_in.get(row.subject, ())
        if first <= planted_on < behind and one.id != row.id
    )
    target = trees_that_fit(unit.body["area_m2"], unit.body["spacing_cm"])
    tolerance = target * looks.setting("density_tolerance_percent", row) // 100
    if planted + row.count > target + tolerance:
        yield "density_above_target", looks.weighs(row, body), ""


def check_taken_trees(looks: Looks, row: Row, body: dict[str, Any]) -> Iterator[tuple[str, str, str]]:
    """8.7: nothing is lost or harvested that did not stand."""
    if row.kind not in TAKES_TREES or looks.desk.live(row.subject, "unit") is None:
        return
    species = body.get("species", "")
    scopes = [("unit", row.subject)] + ([("unit_species", f"{row.subject}/{species}")] if species else [])
    mine = work_order(row)
    before = [
        one for kind in TAKES_TREES for one in looks.desk.of_kind[kind]
        if one.status == "live" and one.subject == row.subject and work_order(one) < mine
    ]  # fmt: skip
    for scope, key in scopes:
        stood = sum(looks.total(scope, key, name) for name in ("planted", "opening", "replanted"))
        taken = sum(
            one.count for one in before if scope == "unit" or one.body.get("species", "") == species
        )  # fmt: skip
        if row.count > max(0, stood - taken):
            yield "lost_above_standing" if row.kind == "loss_event" else "harvest_above_standing", "warn", ""
            return
