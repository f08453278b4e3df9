"""Items and lines of the journal as rows of their tables, told from the postings: there may be ten times as many of
them as there are records. Each is told twice, as cells and as the text of a file: to write cells as text takes longer
than all rules together, and no cell of these has anything in it that needs quotation marks.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from typing import Any

from verifier.desk import Desk, Posting, opens

LINES_AT_ONCE = 1_000


def item_rows(desk: Desk, first_day: str, last_day: str) -> Iterator[tuple[Any, ...]]:
    """The items of these days by payee, record, posting, kind and line, each with who claims it behind it."""
    for member, postings in _by_member(desk, first_day, last_day):
        for one in postings:
            place = one.members.index(member)
            counts, halves, claimed = one.counts, one.half_days, one.claimed
            yield (
                one.record, one.number, one.kind, one.first + place, member, one.committee, one.happened_on,
                one.centimos[place], counts if type(counts) is int else counts[place],
                halves if type(halves) is int else halves[place], one.activity, one.species, one.rate, one.cause,
                one.position, (claimed[place] or None) if claimed else None,
            )  # fmt: skip


def item_lines(desk: Desk, first_day: str, last_day: str) -> Iterator[tuple[int, str]]:
    """The same as text, each piece with the number of its rows."""
    for member, postings in _by_member(desk, first_day, last_day):
        for start in range(0, len(postings), LINES_AT_ONCE):
            part = postings[start : start + LINES_AT_ONCE]
            yield len(part), "".join([_item_line(one, member, one.members.index(member)) for one in part])


def _item_line(one: Posting, member: str, place: int) -> str:
    counts, halves, claimed = one.counts, one.half_days, one.claimed
    return (
        f"{one.record},{one.number},{one.kind},{one.first + place},{member},{one.committee},{one.happened_on},"
        f"{one.centimos[place]},{counts if type(counts) is int else counts[place]},"
        f"{halves if type(halves) is int else halves[place]},{one.activity},{one.species},{one.rate},{one.cause},"
        f"{one.position},{claimed[place] if claimed else ''}\r\n"
    )


def _by_member(desk: Desk, first_day: str, last_day: str) -> Iterator[tuple[str, list[Posting]]]:
    """Everybody's postings of these days, in the order of the table."""
    of: dict[str, list[Posting]] = defaultdict(list)
    for posting in sorted(desk.postings, key=_place_of):
        if first_day <= posting.happened_on <= last_day:
            for member in posting.members:
                of[member].append(posting)
    for member in sorted(of):
        yield member, of.pop(member)


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


def journal_lines(desk: Desk, first_day: str, last_day: str) -> Iterator[tuple[int, str]]:
    """The same as text, each piece with the number of its rows."""
    for position, entry, booked_on, happened_on, record, said in desk.entries:
        if not first_day <= booked_on <= last_day:
            continue
        days = f"{booked_on},{happened_on}"
        if type(said) is Posting:
            yield _text_of_posting(f"{position},{entry}", f"{position},{entry + 1}", days, said)
            continue
        yield (
            len(said),
            "".join(
                [
                    f"{position},{entry},{line},{days},{account},{activity},{committee},,{party},{record},{_money(centimos)}"
                    for line, (account, centimos, party, activity, committee) in enumerate(said)
                ]
            ),
        )


def _text_of_posting(entry: str, next_entry: str, days: str, one: Posting) -> tuple[int, str]:
    """What `_rows_of_posting` tells, as text."""
    total, number = sum(one.centimos), len(one.members)
    about = f"{one.activity},{one.committee},{one.species}"
    payable, record = f"{days},payable,{about}", one.record
    text = "".join(
        [
            f"{entry},{line},{payable},{member},{record},{_money(-centimos)}"
            for line, (member, centimos) in enumerate(zip(one.members, one.centimos), start=1)
        ]
    )
    debit, credit = _money(total), _money(-total)
    if opens(one):
        return number + 1, f"{entry},0,{days},opening,{about},,{record},{debit}{text}"
    return number + 3, (
        f"{entry},0,{days},expense,{about},,{record},{debit}{text}"
        f"{next_entry},0,{days},in_kind_contribution,{about},,{record},{debit}"
        f"{next_entry},1,{days},in_kind_labour,{about},,{record},{credit}"
    )


def _money(centimos: int) -> str:
    """Debit and credit, and the end of the line."""
    return f"{centimos},0\r\n" if centimos > 0 else f"0,{-centimos}\r\n"


def _sides(centimos: int) -> tuple[int, int]:
    """Debit and credit."""
    return (centimos, 0) if centimos > 0 else (0, -centimos)


def balance_sums(desk: Desk, first_day: str, last_day: str) -> dict[tuple[str, str], list[int]]:
    """By (account, party): what was booked before these days, and debits and credits of these days."""
    sums: dict[tuple[str, str], list[int]] = defaultdict(lambda: [0, 0, 0])
    payable: dict[str, list[int]] = defaultdict(lambda: [0, 0, 0])
    for _, _, booked_on, _, _, said in desk.entries:
        if booked_on > last_day:
            continue
        is_before = booked_on < first_day
        if type(said) is Posting:
            for member, centimos in zip(said.members, said.centimos):
                mine = payable[member]
                if is_before:
                    mine[0] -= centimos
                elif centimos < 0:
                    mine[1] -= centimos
                else:
                    mine[2] += centimos
            total = sum(said.centimos)
            _add(sums["opening" if opens(said) else "expense", ""], total, is_before=is_before)
            if not opens(said):
                _add(sums["in_kind_contribution", ""], total, is_before=is_before)
                _add(sums["in_kind_labour", ""], -total, is_before=is_before)
            continue
        for account, centimos, party, _, _ in said:
            _add(sums[account, party], centimos, is_before=is_before)
    for member, amounts in payable.items():
        sums["payable", member] = [one + more for one, more in zip(sums["payable", member], amounts)]
    return sums


def _add(sums: list[int], centimos: int, *, is_before: bool) -> None:
    if is_before:
        sums[0] += centimos
    elif centimos > 0:
        sums[1] += centimos
    else:
        sums[2] -= centimos
