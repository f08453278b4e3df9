"""What people may do with tablets whatever happens: a line is paid twice only after it was taken from its holder.

Judged by what really changed hands (see `World`), against what the office had decided by then.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterator

from tests.simulation.money.books import Books
from tests.simulation.money.world import World

Line = tuple[str, str]


def findings(world: World, books: Books) -> list[str]:
    """Everything that honest people could not have done, had the rules been kept."""
    return [*paid_twice_only_after_force(world, books), *paid_only_by_holders(world, books)]


def paid_twice_only_after_force(world: World, books: Books) -> Iterator[str]:
    doubles = {device.origin for device in world.devices if device.is_double}
    forced = {(fact.sheet, payee) for _, fact in books.live("lines_reassigned") for payee in fact.payees}
    taken_back = {payment.id for payment in books.payments if payment.role == "void"}
    paid: dict[Line, list[str]] = defaultdict(list)
    for entry in world.handed_over():
        if entry.origin not in doubles and entry.payout not in taken_back:
            paid[entry.sheet, entry.payee].append(entry.payout)
    for line, payouts in paid.items():
        if len(payouts) > 1 and line not in forced:
            yield f"{line} was paid by {payouts}, and nobody had taken it from its holder"


def paid_only_by_holders(world: World, books: Books) -> Iterator[str]:
    """An origin's payout pays a line by itself only if the origin held the line once; so a restored tablet pays
    nothing, and a cloned one no more than it was given.
    """
    held = _held(books)
    for payment in books.payments:
        origin = books.records[payment.id].origin
        if payment.role != "paid" or origin == world.server.origin or payment.decision == "paid":
            continue
        if not held[origin] & {(payment.sheet, payment.payee), (payment.sheet, "")}:
            yield f"{payment} pays a line that {origin} never held"


def not_booked(world: World, books: Books) -> list[str]:
    """Money that an honest tablet has handed over and told, and that is nowhere in the books."""
    booked = {payment.id: payment.centimos for payment in books.payments}
    synced = [device for device in world.in_use() if not device.is_double and not world.has_unsent(device)]
    return [
        f"{entry} of {device.slot} is booked as {booked.get(entry.payout)}"
        for device in synced
        for entry in device.paid
        if booked.get(entry.payout) != entry.centimos
    ]


def _held(books: Books) -> dict[str, set[Line]]:
    """By origin the lines that it was ever given; no payee means any of the sheet."""
    held: dict[str, set[Line]] = defaultdict(set)
    for kind in ("lines_assigned", "lines_reassigned"):
        for _, fact in books.live(kind):
            held[fact.holder] |= {(fact.sheet, payee) for payee in fact.payees or ("",)}
    for row, fact in books.live("line_accepted"):
        body = json.loads(fact.release)["body"]
        held[row.origin].add((body["sheet"], body["payee"]))
    return held
