"""Checks of money, payments and of what becomes of planted trees (rules, 8.7 and 8.11 to 8.13)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from verifier.desk import Row
from verifier.force import rate_of
from verifier.looks import PLANTINGS, Looks
from verifier.model import TripBook
from verifier.money import left_of
from verifier.work import BY_THE_PIECE

MOST_ROWS = 500
NAMES_A_TRIP = ("expense", "hand_over", "payout")


def check_money(looks: Looks, row: Row, body: dict[str, Any]) -> Iterator[tuple[str, str, str]]:
    """8.11: money."""
    kind = row.kind
    if lacks_rate(looks, row, body):
        yield "rate_missing", "hold", ""
    pays = looks.pays(row, body)
    people = body.get("people", ()) if pays else ()
    if kind == "ready_accepted":
        before = looks.other_totals(row, row.subject, row.happened_on)
        count = body["total"] - before
        if count < 0:
            yield "acceptance_below", "warn", ""
        elif count == 0:
            yield "acceptance_adds_nothing", "warn", ""
    else:
        count = row.count
    if people and count > 0 and count != sum(one["count"] for one in people):
        yield "people_count_differs", "hold", ""
    if kind in BY_THE_PIECE and looks.too_many(row, body):
        yield "person_days_too_many", looks.weighs(row, body), ""


def lacks_rate(looks: Looks, row: Row, body: dict[str, Any]) -> bool:
    """Is there no rate for what ought to be paid?"""
    desk = looks.desk
    if row.kind == "planting":
        return rate_of(desk, "tree_planted", row.happened_on, row.species, row.committee) is None
    if row.kind == "workday":
        return looks.pays(row, body) and rate_of(desk, "day_wage", row.happened_on, "", row.committee) is None
    if row.kind not in ("ready_accepted", "pricked_out"):
        return False
    batch = looks.batch(row)
    if batch is None or looks.is_paid_pricked_out(batch, row) != (row.kind == "pricked_out"):
        return False
    return rate_of(desk, "sapling_ready", row.happened_on, batch.body["species"], row.committee) is None


def check_payments(looks: Looks, row: Row, body: dict[str, Any]) -> Iterator[tuple[str, str, str]]:
    """8.12 and 8.13: payments, and a server that was put back."""
    desk = looks.desk
    if row.kind == "epoch_began":
        yield "server_restored", "warn", ""
    if row.kind == "payout":
        payout = desk.payouts[row.id]
        if payout.role == "copy" and not payout.decision:
            yield "payout_entered_twice", "warn", ""
        if payout.role == "suspense" or (payout.role == "paid" and payout.surplus and not payout.decision):
            yield "payout_in_suspense", "warn", ""
        if row.origin not in desk.offices and body["way"] == "cash" and not {"technician", "advance"} <= body.keys():
            yield "box_not_named", "warn", ""
    if row.kind in NAMES_A_TRIP and "advance" in body and body.get("way", "cash") == "cash":
        trip = desk.trips.get(body["advance"])
        if trip is not None:
            yield from check_trip(looks, row, body, trip)
    if row.kind == "cash_count":
        way = sum(
            one.count for one in desk.hand_overs_of.get(body["advance"], ())
            if one.status == "live" and one.id not in desk.receipts
        )  # fmt: skip
        if body["centimos"] != left_of(desk, body["advance"]) - way:
            yield "cash_count_differs", "warn", ""


def check_trip(looks: Looks, row: Row, body: dict[str, Any], trip: TripBook) -> Iterator[tuple[str, str, str]]:
    """What was said about a trip that was settled, or that is another's."""
    desk = looks.desk
    if trip.settlement and desk.rows[trip.settlement].position < row.position:
        yield "trip_was_settled", "warn", ""
    technician = body.get("technician", "")
    user = desk.live(technician, "user")
    own = row.origin in desk.offices or (user is not None and user.body["code"] == row.author)
    if trip.technician != technician or not own:
        yield "trip_of_another", "warn", ""


def check_trees(looks: Looks, row: Row, body: dict[str, Any]) -> Iterator[tuple[str, str, str]]:
    """8.7: what becomes of planted trees."""
    desk, kind = looks.desk, row.kind
    if kind == "survival_drawn":
        unit = desk.live(body["unit"], "unit")
        if unit is not None:
            large = unit.body["area_m2"] >= looks.setting("survival_large_unit_m2", row)
            step = max(1, looks.setting("survival_every_row_large" if large else "survival_every_row", row))
            if body["every"] != step or not 1 <= body["first_row"] <= min(step, body["rows_total"]):
                yield "draw_differs", "warn", ""
    elif kind == "survival_count":
        yield from check_count(looks, row, body)
    elif kind == "harvest":
        species = desk.live(body["species"], "species")
        if species is not None and species.body.get("harvest", "never") == "never":
            yield "harvest_never", "warn", ""
    elif kind == "agreement" and body.get("ends_on", "9999-12-31") <= body["signed_on"]:
        yield "agreement_ends_early", "warn", ""


def check_count(looks: Looks, row: Row, body: dict[str, Any]) -> Iterator[tuple[str, str, str]]:
    """A survival count against its draw."""
    desk = looks.desk
    draw = desk.live(body["drawn"], "survival_drawn")
    if draw is None:
        yield "draw_unknown", "warn", ""
        return
    said = draw.body
    if row.happened_on < draw.happened_on:
        yield "counted_before_draw", "warn", ""
    others = [one for one in desk.of_kind["survival_count"] if one.status == "live" and one.id != row.id]
    if any(one.subject == draw.id for one in others):
        yield "counted_again", "warn", ""
    drawn: set[int] = set()
    if said["every"] and said["first_row"]:
        drawn = set(range(said["first_row"], min(said["rows_total"], MOST_ROWS) + 1, said["every"]))
    counted = [one["row"] for one in body["rows"]]
    if drawn - set(counted):
        yield "rows_missing", "warn", ""
    if set(counted) - drawn or len(set(counted)) < len(counted):
        yield "rows_foreign", "warn", ""


def bounds_of_count(count: int, percent: int) -> tuple[int, int]:
    """Between which counts another one lies that could be the same said twice."""
    rest = 100 - percent
    least = -(-count * rest // 100)
    return least, count * 100 // rest if rest > 0 else 10_000_000


def duplicates_of(looks: Looks, rows: list[Row]) -> Iterator[tuple[Row, Row]]:
    """Which of these records of one kind, committee and subject look as if they were said twice: rules, 8.11."""
    rows = sorted(rows, key=lambda one: (one.happened_on, one.id))
    said = [one.body for one in rows]
    shared = [
        {("w", name) for name in body.get("workdays", ())}
        | {("m", member) for listed in looks.lists(row, body) for member in listed.members}
        for row, body in zip(rows, said)
    ]
    for i, row in enumerate(rows):
        for j, other in enumerate(rows):
            if i == j or not shared[i] & shared[j] or not looks.near(row, other):
                continue
            both = row.kind == "workday" or (said[i].get("people") and said[j].get("people"))
            least, most = bounds_of_count(row.count, looks.setting("duplicate_count_percent", row))
            if both or least <= other.count <= most:
                yield row, other


DUPLICABLE = ("workday", "ready_accepted", "pricked_out", *PLANTINGS)
