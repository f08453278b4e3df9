"""Cash boxes and trips by the records in the log alone: what the totals and the journal have to come to."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from core.domain.payouts import WALLETS
from tests.simulation.money.books import Books


def boxes_are_what_records_say(books: Books) -> Iterator[str]:
    """Cash boxes, bank and wallets from the records in the log, never from totals."""
    moved = _moved(books)
    for technician in {party for account, party in (*moved, *books.accounts) if account == "cash_box"}:
        said = moved["cash_box", technician]
        booked, counted = books.account("cash_box", technician), books.totals.get(("box", technician, "cash"), 0)
        if not said == booked == counted:
            yield f"{technician}: {said} by the records, {booked} booked, {counted} in the box"
    owed = {key for scope, key, measure in books.totals if (scope, measure) == ("box", "owed")}
    for technician in owed | {party for account, party in books.accounts if account == "owed_by_technician" and party}:
        booked, counted = books.account("owed_by_technician", technician), books.totals.get(("box", technician, "owed"))
        if booked != (counted or 0):
            yield f"{technician}: {booked} owed by the books, {counted} by the totals"
    for account in ("wallet", "field_expense"):
        said = sum(centimos for (name, _), centimos in moved.items() if name == account)
        if said != books.account(account):
            yield f"{account}: {said} by the records, {books.account(account)} booked"


def _moved(books: Books) -> dict[tuple[str, str], int]:
    moved: dict[tuple[str, str], int] = defaultdict(int)
    for kind, sign in (("cash_advance", 1), ("cash_returned", -1), ("expense", -1), ("difference_decided", -1)):
        for _, fact in books.live(kind):
            moved["cash_box", fact.technician] += sign * fact.centimos
            moved["field_expense", ""] += fact.centimos if kind == "expense" else 0
    for _, fact in books.live("hand_over_received"):
        given = books.facts.get(fact.hand_over)
        if given is not None:
            moved["cash_box", given.technician] -= given.centimos
            moved["cash_box", given.to] += given.centimos
    for payment in books.payments:
        fact = books.facts.get(payment.id)
        if fact is not None and payment.role != "copy":
            source = "wallet" if fact.way in WALLETS else "cash_box" if fact.way == "cash" and fact.technician else ""
            moved[source, fact.technician or ""] -= fact.centimos
    return moved


def trips_are_what_records_say(books: Books) -> Iterator[str]:
    said: dict[tuple[str, str], int] = defaultdict(int)
    for row, fact in books.live("cash_advance"):
        said[fact.tops_up or row.id, "received"] += fact.centimos
    for kind, measure in (("cash_returned", "returned"), ("expense", "spent"), ("difference_decided", "difference")):
        for _, fact in books.live(kind):
            said[fact.advance, measure] += fact.centimos
    for _, fact in books.live("hand_over_received"):
        given = books.facts.get(fact.hand_over)
        if given is not None:
            said[given.advance, "handed_over"] += given.centimos
            said[fact.advance, "received"] += given.centimos
    for payment in books.payments:
        fact = books.facts.get(payment.id)
        if fact is not None and payment.role != "copy" and fact.way == "cash" and fact.technician and fact.advance:
            said[fact.advance, "paid"] += fact.centimos
    for row, fact in books.live("trip_settled"):
        said[fact.advance, "kept"] += fact.kept_centimos
        said[row.id, "received"] += fact.kept_centimos
    counted = {(key, measure): value for (scope, key, measure), value in books.totals.items() if scope == "trip"}
    for name in said.keys() | counted.keys():
        if said.get(name, 0) != counted.get(name, 0):
            yield f"{name}: {said.get(name, 0)} by the records, {counted.get(name, 0)} in the trip"
