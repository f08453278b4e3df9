"""Items and lines of the journal as rows of their tables, told from the postings: there may be ten times as many of
them as there are records.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from typing import Any

from verifier.desk import Desk, Posting, opens


def item_rows(desk: Desk, first_day: str, last_day: str) -> Iterator[tuple[Any, ...]]:
    """The items of these days by payee, record, posting, kind and line, each with who claims it behind it."""
    of: dict[str, list[Posting]] = defaultdict(list)
    for posting in sorted(desk.postings, key=_place_of):
        if first_day <= posting.happened_on <= last_day:
            for member in posting.members:
                of[member].append(posting)
    for member in sorted(of):
        for one in of[member]:
            place = one.members.index(member)
            counts, halves, claimed = one.counts, one.half_days, one.claimed
            yield (
                one.record, one.number, one.kind, one.first + place, member, one.committee, one.happened_on,
                one.centimos[place], counts if type(counts) is int else counts[place],
                halves if type(halves) is int else halves[place], one.activity, one.species, one.rate, one.cause,
                one.position, (claimed[place] or None) if claimed else None,
            )  # fmt: skip


def _place_of(posting: Posting) -> tuple[str, int, str, int]:
    return posting.record, posting.number, posting.kind, posting.first


def journal_rows(desk: Desk, first_day: str, last_day: str) -> Iterator[tuple[Any, ...]]:
    """The lines that were booked on these days, in their order, with debits and credits apart."""
    for position, entry, booked_on, happened_on, record, said in desk.entries:
        if not first_day <= booked_on <= last_day:
            continue
        if type(said) is Posting:
            yield from _rows_of_posting(position, entry, booked_on, said)
            continue
        for line, (account, centimos, party, activity, committee) in enumerate(said):
            yield (
                position, entry, line, booked_on, happened_on, account, activity, committee, "", party, record,
                *_sides(centimos),
            )  # fmt: skip


def _rows_of_posting(position: int, entry: int, booked_on: str, one: Posting) -> Iterator[tuple[Any, ...]]:
    """What `posting_lines` tells, as rows."""
    day, record, total = one.happened_on, one.record, sum(one.centimos)
    activity, committee, species = one.activity, one.committee, one.species
    tail = (activity, committee, species, "", record)
    first = "opening" if opens(one) else "expense"
    yield (position, entry, 0, booked_on, day, first, *tail, *_sides(total))
    for line, (member, centimos) in enumerate(zip(one.members, one.centimos), start=1):
        yield (
            position, entry, line, booked_on, day, "payable", activity, committee, species, member, record,
            0 if centimos > 0 else -centimos, centimos if centimos > 0 else 0,
        )  # fmt: skip
    if first == "expense":
        yield (position, entry + 1, 0, booked_on, day, "in_kind_contribution", *tail, *_sides(total))
        yield (position, entry + 1, 1, booked_on, day, "in_kind_labour", *tail, *_sides(-total))


def _sides(centimos: int) -> tuple[int, int]:
    """Debit and credit."""
    return (centimos, 0) if centimos > 0 else (0, -centimos)


def balance_sums(desk: Desk, first_day: str, last_day: str) -> dict[tuple[str, str], list[int]]:
    """By (account, party): what was booked before these days, and debits and credits of these days."""
    sums: dict[tuple[str, str], list[int]] = defaultdict(lambda: [0, 0, 0])
    for _, _, booked_on, _, _, said in desk.entries:
        if booked_on > last_day:
            continue
        is_before = booked_on < first_day
        for account, party, centimos in _amounts(said):
            place = 0 if is_before else 1 if centimos > 0 else 2
            sums[account, party][place] += -centimos if place == 2 else centimos
    return sums


def _amounts(said: Any) -> Iterator[tuple[str, str, int]]:
    """(account, party, céntimos) of every line of an entry, and of the one behind it that a posting brings."""
    if type(said) is not Posting:
        for account, centimos, party, _, _ in said:
            yield account, party, centimos
        return
    total = sum(said.centimos)
    if opens(said):
        yield "opening", "", total
    else:
        yield "expense", "", total
        yield "in_kind_contribution", "", total
        yield "in_kind_labour", "", -total
    for member, centimos in zip(said.members, said.centimos):
        yield "payable", member, -centimos
