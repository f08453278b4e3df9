"""Booking a difference: what a record has booked is held against what it should, and only a difference is entered, the
old whole turned round and the new whole beside it (rules, 4.8, 6.3 and 6.4). Items and entries are only ever added.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from verifier.desk import At, Desk, Posting, Row


def book_items(desk: Desk, row: Row, wanted: Posting | None, at: At) -> None:
    """The items that a record should have are `wanted`: enter the difference."""
    standing = row.standing
    if standing is not None:
        if wanted is not None and standing.says() == wanted.says():
            return
        turned = Posting(row.id, "reversal", standing.committee, standing.happened_on)
        turned.activity, turned.species, turned.rate = standing.activity, standing.species, standing.rate
        turned.members, turned.counts, turned.half_days = standing.members, standing.counts, standing.half_days
        turned.centimos = [-centimos for centimos in standing.centimos]
        turned.number = standing.number
        enter(desk, turned, at)
        row.standing = None
        row.centimos = 0
    if wanted is not None:
        row.posting += 1
        wanted.number = row.posting
        row.standing = wanted
        row.centimos = sum(wanted.centimos)
        enter(desk, wanted, at)


def enter(desk: Desk, posting: Posting, at: At) -> None:
    """New items, open, and their entries."""
    posting.position, posting.cause = at
    desk.postings.append(posting)
    still_open = desk.open
    for member in posting.members:
        still_open[member].append(posting)
    entries = 1 if posting.activity == "opening" else 2
    desk.add_entry(at, posting.happened_on, posting.record, posting, entries)


def enter_rest(desk: Desk, posting: Posting, at: At, claimer: str) -> None:
    """One item of a settlement or of a decision, claimed at once or open; it has no entry of its own."""
    posting.position, posting.cause = at
    desk.postings.append(posting)
    if claimer:
        posting.claimed = [claimer]
    else:
        desk.open[posting.members[0]].append(posting)


def claim_items(desk: Desk, payee: str, postings: Sequence[Posting], claimer: str) -> None:
    """These open items of a payee are claimed."""
    for posting in postings:
        posting.claim(payee, claimer)
    gone = set(map(id, postings))
    desk.open[payee] = [posting for posting in desk.open[payee] if id(posting) not in gone]


def free_items(desk: Desk, payee: str, postings: Sequence[Posting]) -> None:
    """These items of a payee are open again."""
    for posting in postings:
        posting.claim(payee, "")
    desk.open[payee] += postings


def book_legs(desk: Desk, row: Row, happened_on: str, wanted: Sequence[tuple[str, int, str, str, str]], at: At) -> None:
    """The legs that a record should have are `wanted`: enter the difference."""
    legs = tuple(leg for leg in wanted if leg[1])
    if legs == row.legs and (not legs or happened_on == row.legs_day):
        return
    if row.legs:
        turned = tuple((account, -centimos, *rest) for account, centimos, *rest in row.legs)
        desk.add_entry(at, row.legs_day, row.id, turned)
    row.legs, row.legs_day = legs, happened_on
    if legs:
        desk.add_entry(at, happened_on, row.id, legs)


def book_moves(desk: Desk, row: Row, wanted: Sequence[tuple[Any, ...]]) -> None:
    """What a record moves in boxes and trips is `wanted`; what it moved before is taken back: rules, 6.7."""
    if row.moves == tuple(wanted):
        return
    for what, whose, name, centimos in row.moves:
        move(desk, what, whose, name, -centimos)
    row.moves = tuple(wanted)
    for what, whose, name, centimos in row.moves:
        move(desk, what, whose, name, centimos)


def move(desk: Desk, what: str, whose: str, name: str, centimos: int) -> None:
    if what == "trip":
        desk.sums[whose][name] += centimos
    else:
        desk.box[whose][0 if what == "box" else 1] += centimos


def bring_rests(
    desk: Desk, row: Row, wanted: dict[tuple[str, str], tuple[int, int]], committees: dict[str, str], happened_on: str,
    at: At,
) -> None:  # fmt: skip
    """Bring what a settlement or a payout leaves to what is wanted: (claimed, open) by (payee, kind): rules, 5.7."""
    stands = desk.rests[row.id]
    items: list[tuple[Posting, str]] = []
    for payee, kind in sorted(set(wanted) | set(stands)):
        have = stands.setdefault((payee, kind), [0, 0])
        want = wanted.get((payee, kind), (0, 0))
        for place, claimer in ((0, row.id), (1, "")):
            difference = want[place] - have[place]
            if difference:
                posting = Posting(row.id, kind, committees.get(payee, ""), happened_on)
                posting.members, posting.centimos = (payee,), (difference,)
                items.append((posting, claimer))
                have[place] = want[place]
    if items:
        desk.rest_postings[row.id] = number = max(row.posting, desk.rest_postings[row.id]) + 1
        for line, (posting, claimer) in enumerate(items):
            posting.number, posting.first = number, line
            enter_rest(desk, posting, at, claimer)
