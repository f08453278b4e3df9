"""Tables of what was done: who came, what stands in nurseries, what was planted, and what each of it earned whom."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from verifier.reading import Reading, fields, flag, listed, people_of, table
from verifier.telling import item_lines, item_rows

_SUMS = (
    "pricked_out", "ready", "dispatched", "planted", "dead", "dead_ready", "returned", "given_away", "transferred_in",
    "transferred_out", "received",
)  # fmt: skip


def attendance_rows(reading: Reading) -> Iterator[tuple[Any, ...]]:
    live = [one for one in reading.books.of_kind["workday"] if one.status == "live"]
    for one in sorted(live, key=lambda row: row.id):
        if reading.is_within(one.happened_on):
            members, half_days, _ = one.presence
            for member, number in sorted(zip(members, half_days)):
                yield one.id, member, one.committee, one.subject, one.happened_on, number


def _plantings(reading: Reading) -> Iterator[tuple[Any, ...]]:
    for one, body in reading.stated("planting", "replanting", "opening_planted", period=True):
        spot = body.get("position") or {}
        trees = body["trees"] if one.kind == "opening_planted" else body["count"]
        yield (
            one.id, one.status, one.kind, one.happened_on, one.author, one.committee,
            *fields(body, "unit species batch"), trees, listed(body.get("workdays")), people_of(body),
            *fields(spot, "lat_udeg lon_udeg accuracy_m"), body.get("photo_side"), one.centimos, flag(one.holds > 0),
        )  # fmt: skip


def _moves(reading: Reading) -> Iterator[tuple[Any, ...]]:
    kinds = (
        "pricked_out", "inventory_counted", "saplings_lost", "dispatched", "returned", "transferred", "given_away",
        "received",
    )  # fmt: skip
    for one, body in reading.stated(*kinds, period=True):
        yield (
            one.id, one.status, one.kind, one.happened_on, one.author, one.committee,
            *fields(body, "batch count to_batch unit stage cause to"), listed(body.get("workdays")), one.centimos,
        )  # fmt: skip


def _batches(reading: Reading) -> Iterator[tuple[Any, ...]]:
    totals = reading.books.totals
    for one in reading.things("batch_started", "opening_batch"):
        sums = {name: totals.get(("batch", one.id, name), 0) for name in _SUMS}
        growing = sums["pricked_out"] - sums["ready"] - (sums["dead"] - sums["dead_ready"])
        came = sums["ready"] + sums["received"] + sums["transferred_in"] + sums["returned"]
        went = sums["dispatched"] + sums["dead_ready"] + sums["given_away"] + sums["transferred_out"]
        yield (
            one.id, one.status, one.kind, one.happened_on, one.position,
            *fields(one.body or {}, "committee species seed_lot code method"), *(sums[name] for name in _SUMS),
            growing, came - went, sums["dispatched"] - sums["returned"] - sums["planted"],
        )  # fmt: skip


def _acceptances(reading: Reading) -> Iterator[tuple[Any, ...]]:
    for one, body in reading.stated("ready_accepted"):
        increase = reading.books.increases.get(one.id, 0) if one.status == "live" else 0
        yield (
            one.id, one.status, one.happened_on, one.author, one.committee, body["batch"], body["total"], increase,
            listed(body.get("workdays")), people_of(body), *fields(body, "closed_by closed_with"), one.centimos,
            flag(one.holds > 0),
        )  # fmt: skip


def _items(reading: Reading) -> Iterator[tuple[Any, ...]]:
    return item_rows(reading.books, reading.first_day, reading.last_day)


def _items_as_text(reading: Reading) -> Iterator[tuple[int, str]]:
    return item_lines(reading.books, reading.first_day, reading.last_day)


WORK_TABLES = (
    table("attendance", "workday member", "workday member committee activity happened_on half_days", attendance_rows),
    table(
        "plantings", "record",
        "record status kind happened_on author committee unit species batch trees workdays people lat_udeg lon_udeg"
        " accuracy_m photo_side centimos held", _plantings,
    ),
    table(
        "batches", "id",
        f"id status kind began_on position committee species seed_lot code method {' '.join(_SUMS)} growing"
        " standing_ready in_the_field", _batches,
    ),
    table(
        "batch_moves", "record",
        "record status kind happened_on author committee batch count to_batch unit stage cause to workdays centimos",
        _moves,
    ),
    table(
        "acceptances", "record",
        "record status happened_on author committee batch total increase workdays people closed_by closed_with"
        " centimos held", _acceptances,
    ),
    table(
        "items", "record posting kind line",
        "record posting kind line payee committee happened_on centimos count half_days activity species rate cause"
        " position claimed_by", _items, _items_as_text,
    ),
)  # fmt: skip
