"""What is open of everybody on a draft, in sums: the kept sums of days, and beside them the items of the few records
that these do not tell all about, because something was taken back, is recovered or held.

It is what `core.fold.drawing` works out item by item; tests hold the two together.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from sqlalchemy import case, func, select, text

from core.domain.sheets import RECOVERY, work_by_record
from core.fold.drawing import OpenSum, amount_of
from core.fold.facts import is_held
from core.fold.money_rows import Item
from core.fold.rows import Hold
from core.storage.projections import ODD_ITEMS, OPEN_DAYS, TABLES
from core.storage.reads.lookup import Lookup, in_parts, is_claimed
from core.storage.reads.records import IS_HELD
from core.usecases.views.money import TakenBack

_ITEMS, _HOLDS = TABLES[Item], TABLES[Hold]
_Pair = tuple[str, str]


def open_sums(lookup: Lookup, payees: Sequence[str], cut_off: str) -> dict[str, OpenSum]:
    """Of those of these payees of whom anything is open."""
    work = dict(_days(lookup, payees, cut_off))
    recovery: dict[str, int] = defaultdict(int)
    held = _held(lookup)
    odd = _odd(lookup)
    for (payee, _), items in odd.items():
        if payee in work:
            recovery[payee] += sum(item.centimos for item in items if item.kind == RECOVERY)
            in_days = [item for item in items if item.kind != RECOVERY and item.happened_on <= cut_off]
            kept_back = sum(item.centimos for item in in_days if _is_held(item, held))
            work[payee] += _work(items, held, cut_off) - sum(item.centimos for item in in_days) + kept_back
    for payee, centimos in _kept_back(lookup, cut_off):
        if payee in work:
            work[payee] -= centimos
    return {payee: OpenSum(centimos, recovery[payee]) for payee, centimos in work.items()}


def taken_back(lookup: Lookup) -> list[TakenBack]:
    """What is open by payee and record, of the few of which something was taken back or is being recovered."""
    sums: dict[tuple[str, str, bool], int] = defaultdict(int)
    for (payee, record), items in _odd(lookup).items():
        for item in items:
            sums[payee, record, item.kind == RECOVERY] += item.centimos
    return [TakenBack(*key, centimos) for key, centimos in sorted(sums.items())]


def _days(lookup: Lookup, payees: Sequence[str], cut_off: str) -> Iterator[tuple[str, int]]:
    """What the days up to the cut-off come to: 0 for whoever has only later ones."""
    until = func.sum(case((OPEN_DAYS.c.happened_on <= cut_off, OPEN_DAYS.c.centimos), else_=0))
    for part in in_parts(payees):
        query = select(OPEN_DAYS.c.payee, until).where(
            OPEN_DAYS.c.programme == lookup.programme, OPEN_DAYS.c.payee.in_(part)
        )
        for payee, centimos in lookup.connection.execute(query.group_by(OPEN_DAYS.c.payee)):
            yield payee, int(centimos)


def _work(items: Iterable[Item], held: dict[str, frozenset[str]], cut_off: str) -> int:
    """What one record comes to for one payee; nothing where more was taken back than is open."""
    free = [item for item in items if item.kind == RECOVERY or not _is_held(item, held)]
    return sum(centimos for centimos in work_by_record(map(amount_of, free), cut_off).values() if centimos > 0)


def _odd(lookup: Lookup) -> dict[_Pair, list[Item]]:
    """All open items by payee and record, where one of them is a recovery or below zero."""
    programme = lookup.programme
    query = select(_ITEMS.c.member, _ITEMS.c.record).where(
        _ITEMS.c.programme == programme, text(f"({ODD_ITEMS})"), ~is_claimed()
    )
    found: dict[_Pair, list[Item]] = {(member, record): [] for member, record in lookup.connection.execute(query)}
    # By their records alone: SQLite has no index for pairs.
    for part in in_parts(sorted({record for _, record in found})):
        whole = select(_ITEMS).where(_ITEMS.c.programme == programme, _ITEMS.c.record.in_(part), ~is_claimed())
        for _, *values in lookup.connection.execute(whole):
            item = Item(*values)
            if (item.member, item.record) in found:
                found[item.member, item.record].append(item)
    return found


def _held(lookup: Lookup) -> dict[str, frozenset[str]]:
    """By record whose share a verdict holds back; the empty name stands for all of it."""
    query = select(_HOLDS.c.target, _HOLDS.c.member).where(
        _HOLDS.c.programme == lookup.programme, _HOLDS.c.action != "warn", _HOLDS.c.released_by == ""
    )
    members: dict[str, set[str]] = defaultdict(set)
    for target, member in lookup.connection.execute(query):
        members[target].add(member)
    return {record: frozenset(names) for record, names in members.items()}


def _is_held(item: Item, held: dict[str, frozenset[str]]) -> bool:
    return is_held(held.get(item.record, frozenset()), item.member, item.committee)


def _kept_back(lookup: Lookup, cut_off: str) -> Iterator[tuple[str, int]]:
    """What verdicts keep back of each payee up to a day, all in all; recoveries are no work."""
    doubted = select(_HOLDS.c.target).where(
        _HOLDS.c.programme == lookup.programme, _HOLDS.c.action != "warn", _HOLDS.c.released_by == ""
    )
    query = select(_ITEMS.c.member, func.sum(_ITEMS.c.centimos)).where(
        _ITEMS.c.programme == lookup.programme, _ITEMS.c.record.in_(doubted), _ITEMS.c.kind != RECOVERY,
        _ITEMS.c.happened_on <= cut_off, IS_HELD,
    )  # fmt: skip
    for payee, centimos in lookup.connection.execute(query.group_by(_ITEMS.c.member)):
        yield payee, int(centimos)
