"""The sums of what live records add, by scope, key and measure (rules, 7.1). They are worked out at the end of the log,
from what every live record says then.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable

from verifier.desk import Desk, Row
from verifier.work import BATCHES, TREES_OF

OUT_OF_A_BATCH = ("pricked_out", "dispatched", "returned", "given_away", "received")


class Totals:
    """Sums that are being added up."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk
        self.sums: dict[tuple[str, str, str], int] = defaultdict(int)

    def count(self, scope: str, key: str, measure: str, number: int) -> None:
        self.sums[scope, key, measure] += number

    def add_for_committee(self, row: Row, measure: str, number: int) -> None:
        self.sums["committee", row.committee, measure] += number
        self.sums["committee_day", f"{row.committee}/{row.happened_on}", measure] += number

    def add_trees(self, unit: str, species: str, measure: str, number: int) -> None:
        self.sums["unit", unit, measure] += number
        if species:
            self.sums["unit_species", f"{unit}/{species}", measure] += number

    def add_of_month(self, row: Row, species: str, measure: str, number: int) -> None:
        self.sums["species_month", f"{row.committee}/{row.happened_on[:7]}/{species}", measure] += number


def keep_totals(desk: Desk) -> None:
    """The sums at the end of the log."""
    totals = Totals(desk)
    for kind, adds in ADDS.items():
        for row in desk.of_kind[kind]:
            if row.status == "live":
                adds(totals, row)
    sums = totals.sums
    for posting in desk.postings:
        if posting.kind in ("share", "reversal") and posting.activity != "opening":
            earned = sum(posting.centimos)
            sums["committee", posting.committee, "earned"] += earned
            sums["committee_day", f"{posting.committee}/{posting.happened_on}", "earned"] += earned
    for row in desk.rows.values():
        if row.counts_as:
            add_said_again(totals, row)
    sums["programme", "", "sheets"] = desk.greatest_number
    desk.totals = {key: number for key, number in sums.items() if number}


def add_said_again(totals: Totals, row: Row) -> None:
    """A record that counts as another one: by its own origin, and by that of what was said first."""
    said_first = row.was or totals.desk.rows[row.counts_as].was or row.counts_as
    totals.count("origin", row.origin, "merged", 1)
    totals.count("origin", "", "merged", 1)
    totals.count("origin", said_first.partition("-")[0], "restated", 1)


def add_opening_batch(totals: Totals, row: Row) -> None:
    body = row.body
    for measure in ("pricked_out", "ready", "dispatched", "dead"):
        totals.count("batch", row.id, measure, body[measure])
    totals.count("batch", row.id, "planted", body["dispatched"])


def add_saplings(totals: Totals, row: Row) -> None:
    totals.count("batch", row.subject, row.kind, row.count)


def add_transfer(totals: Totals, row: Row) -> None:
    totals.count("batch", row.subject, "transferred_out", row.count)
    totals.count("batch", row.body["to_batch"], "transferred_in", row.count)


def add_lost_saplings(totals: Totals, row: Row) -> None:
    totals.count("batch", row.subject, "dead", row.count)
    if row.body["stage"] == "ready":
        totals.count("batch", row.subject, "dead_ready", row.count)


def add_acceptance(totals: Totals, row: Row) -> None:
    totals.count("batch", row.subject, "ready", row.increase)
    totals.add_for_committee(row, "ready", row.increase)
    batch = totals.desk.live(row.subject, *BATCHES)
    if batch is not None:
        totals.add_of_month(row, batch.body["species"], "ready", row.increase)


def add_planting(totals: Totals, row: Row) -> None:
    measure = TREES_OF[row.kind]
    totals.count("batch", row.batch, "planted", row.count)
    totals.add_trees(row.subject, row.species, measure, row.count)
    totals.add_for_committee(row, measure, row.count)
    totals.add_of_month(row, row.species, measure, row.count)


def add_opening_trees(totals: Totals, row: Row) -> None:
    totals.add_trees(row.subject, row.body["species"], "opening", row.count)
    totals.count("committee", row.committee, "opening_planted", row.count)


def add_loss(totals: Totals, row: Row) -> None:
    measure = "lost" if row.kind == "loss_event" else "harvested"
    totals.add_trees(row.subject, row.body.get("species", ""), measure, row.count)
    totals.count("committee", row.committee, f"trees_{measure}", row.count)


def add_workday(totals: Totals, row: Row) -> None:
    totals.add_for_committee(row, "attendances", len(row.presence[0]))
    totals.add_for_committee(row, "half_days", sum(row.presence[1]))


def add_confirmation(totals: Totals, row: Row) -> None:
    totals.count("member", row.subject, "confirmed", 1)


def add_payout(totals: Totals, row: Row) -> None:
    payout, body = totals.desk.payouts[row.id], row.body
    paid = payout.paid + (payout.surplus if payout.decision == "payee_owes" else 0)
    totals.count("payee", payout.payee, "paid", paid)
    totals.count("committee", row.committee, "paid", paid)
    if "operation" in body and payout.role not in ("void", "copy"):
        totals.count("operation", f"{body['way']}/{body['operation']}", "used", 1)


ADDS: dict[str, Callable[[Totals, Row], None]] = {
    "opening_batch": add_opening_batch, "transferred": add_transfer, "saplings_lost": add_lost_saplings,
    "ready_accepted": add_acceptance, "planting": add_planting, "replanting": add_planting,
    "opening_planted": add_opening_trees, "loss_event": add_loss, "harvest": add_loss, "workday": add_workday,
    "payout": add_payout, "member_confirmed": add_confirmation, **dict.fromkeys(OUT_OF_A_BATCH, add_saplings),
}  # fmt: skip
