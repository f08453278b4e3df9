"""Legs and moves: what grants, sales, advances, expenses, differences and days in kind say in the journal, and what
they move in boxes and trips (rules, 6.4 to 6.7). Sheets and payouts have theirs in rooms of their own.
"""

from __future__ import annotations

from typing import Any

from verifier.canon import is_day
from verifier.desk import At, Desk, Row
from verifier.force import bounded_percent, users_of_live
from verifier.model import TripBook
from verifier.posting import book_items, book_legs, book_moves
from verifier.work import BY_THE_PIECE, items_of, value_in_kind

TRIP_SUMS = ("received", "paid", "spent", "handed_over", "returned", "difference", "kept")
LEAVING_SUMS = TRIP_SUMS[1:]
WITH_LEGS = frozenset(
    ("grant_received", "carbon_sale", "cash_advance", "cash_returned", "expense", "difference_decided",
     "technician_repaid", "workday", "hand_over_received", "trip_settled")
)  # fmt: skip
WITH_ITEMS = frozenset((*BY_THE_PIECE, "workday", "opening_balance"))


def outcome(desk: Desk, row: Row, body: dict[str, Any] | None, at: At) -> None:
    """Book what a record comes to now; `body` is None for one that says nothing any more."""
    kind = row.kind
    if kind in WITH_LEGS:
        legs: tuple[list[tuple[str, int, str, str, str]], list[Any]] = ([], [])
        if body is not None:
            legs = LEGS[kind](desk, row, body)
        if kind == "cash_advance":
            keep_trip(desk, row, body)
        book_legs(desk, row, row.happened_on, legs[0], at)
        book_moves(desk, row, legs[1])
    if kind in WITH_ITEMS:
        book_items(desk, row, items_of(desk, row, body) if body is not None else None, at)


def grant_legs(desk: Desk, row: Row, body: dict[str, Any]) -> tuple[list[tuple[str, int, str, str, str]], list[Any]]:
    c = body["centimos"]
    return [("bank", c, "", "", ""), ("fund", -c, body["fund"], "", "")], []


def in_soles(minor: int, soles_scaled: int) -> int:
    """Hundredths of a currency in céntimos."""
    return (minor * soles_scaled + 5000) // 10000


def sale_legs(desk: Desk, row: Row, body: dict[str, Any]) -> tuple[list[tuple[str, int, str, str, str]], list[Any]]:
    rate = desk.live(body["exchange_rate"], "exchange_rate")
    if rate is None or rate.body["currency"] != body["currency"]:
        return [], []
    gross = in_soles(body["gross_minor"], rate.body["soles_scaled"])
    fees = in_soles(body["fees_minor"], rate.body["soles_scaled"])
    adaptation = gross * bounded_percent(desk, "adaptation_percent", row.happened_on) // 100
    return [
        ("bank", gross - fees, "", "", ""),
        ("fund", -adaptation, body["adaptation_fund"], "", ""),
        ("fund", -(gross - adaptation - fees), body["upstream_fund"], "", ""),
    ], []


def advance_legs(desk: Desk, row: Row, body: dict[str, Any]) -> tuple[list[tuple[str, int, str, str, str]], list[Any]]:
    c, technician = body["centimos"], body["technician"]
    return [("cash_box", c, technician, "", ""), ("bank", -c, "", "", "")], [
        ("box", technician, "", c),
        ("trip", body.get("tops_up", row.id), "received", c),
    ]


def return_legs(desk: Desk, row: Row, body: dict[str, Any]) -> tuple[list[tuple[str, int, str, str, str]], list[Any]]:
    c, technician = body["centimos"], body["technician"]
    return [("bank", c, "", "", ""), ("cash_box", -c, technician, "", "")], [
        ("box", technician, "", -c),
        ("trip", body["advance"], "returned", c),
    ]


def expense_legs(desk: Desk, row: Row, body: dict[str, Any]) -> tuple[list[tuple[str, int, str, str, str]], list[Any]]:
    c, technician = body["centimos"], body["technician"]
    return [("field_expense", c, "", body["category"], ""), ("cash_box", -c, technician, "", "")], [
        ("box", technician, "", -c),
        ("trip", body["advance"], "spent", c),
    ]


def difference_legs(
    desk: Desk, row: Row, body: dict[str, Any]
) -> tuple[list[tuple[str, int, str, str, str]], list[Any]]:
    c, technician, explained = body["centimos"], body["technician"], body["explained"]
    moves: list[Any] = [("box", technician, "", -c), ("trip", body["advance"], "difference", c)]
    debit: tuple[str, int, str, str, str] = ("cash_difference", c, technician, explained, "")
    if explained == "owed":
        debit = ("owed_by_technician", c, technician, "", "")
        moves.append(("owed", technician, "", c))
    return [debit, ("cash_box", -c, technician, "", "")], moves


def repaid_legs(desk: Desk, row: Row, body: dict[str, Any]) -> tuple[list[tuple[str, int, str, str, str]], list[Any]]:
    c, technician = body["centimos"], body["technician"]
    return [("bank", c, "", "", ""), ("owed_by_technician", -c, technician, "", "")], [("owed", technician, "", -c)]


def workday_legs(desk: Desk, row: Row, body: dict[str, Any]) -> tuple[list[tuple[str, int, str, str, str]], list[Any]]:
    value = value_in_kind(desk, row)
    tail = ("", body["activity"], row.committee)
    return [("in_kind_labour", value, *tail), ("in_kind_contribution", -value, *tail)], []


def received_legs(desk: Desk, row: Row, body: dict[str, Any]) -> tuple[list[tuple[str, int, str, str, str]], list[Any]]:
    given = desk.live(body["hand_over"], "hand_over")
    if given is None:
        return [], []
    said = given.body
    c, giver, to = said["centimos"], said["technician"], said["to"]
    return [("cash_box", c, to, "", ""), ("cash_box", -c, giver, "", "")], [
        ("box", giver, "", -c),
        ("box", to, "", c),
        ("trip", said["advance"], "handed_over", c),
        ("trip", body["advance"], "received", c),
    ]


def settled_legs(desk: Desk, row: Row, body: dict[str, Any]) -> tuple[list[tuple[str, int, str, str, str]], list[Any]]:
    c = body["kept_centimos"]
    return [], [("trip", body["advance"], "kept", c), ("trip", row.id, "received", c)]


LEGS = {
    "grant_received": grant_legs, "carbon_sale": sale_legs, "cash_advance": advance_legs,
    "cash_returned": return_legs, "expense": expense_legs, "difference_decided": difference_legs,
    "technician_repaid": repaid_legs, "workday": workday_legs, "hand_over_received": received_legs,
    "trip_settled": settled_legs,
}  # fmt: skip


# Trips: rules, 6.7.


def keep_trip(desk: Desk, row: Row, body: dict[str, Any] | None) -> None:
    """The trip of an advance is open as long as the advance stands and opens one; a settled trip stays settled."""
    opens_one = body is not None and "tops_up" not in body
    trip = desk.trips.get(row.id)
    if trip is None:
        if not opens_one:
            return
        trip = desk.trips[row.id] = TripBook(row.id)
    if body is not None and opens_one:
        trip.technician = body["technician"]
        trip.opened_on = row.happened_on
    if trip.state != "settled":
        trip.state = "open" if opens_one else "void"


def open_trip(desk: Desk, identifier: str, technician: str) -> TripBook | None:
    """The open trip with this id, if it is this technician's."""
    trip = desk.trips.get(identifier)
    return trip if trip is not None and trip.state == "open" and trip.technician == technician else None


def left_of(desk: Desk, trip: str) -> int:
    """What is left of a trip."""
    sums = desk.sums[trip]
    return sums["received"] - sum(sums[name] for name in LEAVING_SUMS)


def is_own_word(desk: Desk, row: Row, user: str) -> bool:
    """Is this record the word of this user: said by them on a tablet of theirs, or by the office?"""
    if row.origin in desk.offices:
        return True
    known = desk.live(user, "user")
    return known is not None and row.author == known.body["code"] and user in users_of_live(desk, row.origin)


def under_way(desk: Desk, trip: TripBook) -> bool:
    """Is money out of this trip on its way to somebody who has not received it?"""
    for row in desk.hand_overs_of.get(trip.id, ()):
        if row.status != "live" or row.happened_on < trip.opened_on or row.id in desk.receipts:
            continue
        body = row.body
        if body["advance"] == trip.id and is_own_word(desk, row, body["technician"]):
            return True
    return False


def hand_over_received(desk: Desk, row: Row, body: dict[str, Any], at: At) -> str:
    """A step: the receiver says that the money has come."""
    given = desk.live(body["hand_over"], "hand_over")
    if given is None:
        return "hand_over_unknown"
    if given.id in desk.receipts:
        return "already_received"
    said = given.body
    if (
        open_trip(desk, said["advance"], said["technician"]) is None
        or open_trip(desk, body["advance"], said["to"]) is None
    ):
        return "trip_not_open"
    if not is_own_word(desk, given, said["technician"]) or not is_own_word(desk, row, said["to"]):
        return "not_their_word"
    desk.receipts[given.id] = row
    outcome(desk, row, body, at)
    return ""


def trip_settled(desk: Desk, row: Row, body: dict[str, Any], at: At) -> str:
    """A step: a trip is settled, and what is kept opens the next one."""
    trip = open_trip(desk, body["advance"], body["technician"])
    if trip is None:
        return "trip_not_open"
    if under_way(desk, trip):
        return "hand_over_under_way"
    if left_of(desk, trip.id) != body["kept_centimos"]:
        return "trip_does_not_add_up"
    trip.state = "settled"
    trip.settlement = row.id
    if body["kept_centimos"]:
        following = desk.trips[row.id] = TripBook(row.id)
        following.technician = body["technician"]
        following.opened_on = row.happened_on
    outcome(desk, row, body, at)
    return ""


def month_closed(desk: Desk, row: Row, body: dict[str, Any], at: At) -> str:
    """A step: the days of a month, and all before, are closed."""
    month = body["month"][:7]
    if not desk.closed_through[:7] < month < row.happened_on[:7]:
        return "month_not_open"
    keep_closing(desk)
    return ""


def keep_closing(desk: Desk) -> None:
    """The last closed day is that of the latest month among the live closings."""
    months = [row.body["month"][:7] for row in desk.of_kind["month_closed"] if row.status == "live"]
    desk.closed_through = last_day(max(months)) if months else ""


def last_day(month: str) -> str:
    """The last day of a month."""
    for number in ("31", "30", "29", "28"):
        if is_day(month + "-" + number):
            return month + "-" + number
    return ""
