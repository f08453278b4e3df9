"""Booking an outcome: totals move by the difference, money by a reversal of what stood and an entry of what stands
now.

An amount already booked is never altered. Where neither amounts nor accounts changed, nothing is booked.
"""

from __future__ import annotations

import json
from dataclasses import replace

from core.domain.items import Earning
from core.fold.outcomes import Contributions, Outcome
from core.fold.rows import EffectiveRecord, Item, JournalLine, Total
from core.fold.state import State

_Essence = tuple[str, str, str, str, str, Earning]


class Booking:
    """The postings that one feed position causes; numbers the journal entries made on the way."""

    def __init__(self, state: State, cause: str, position: int | None) -> None:
        self._state = state
        self._cause = cause
        self._position = position
        self._entries = 0

    def post(self, row: EffectiveRecord, outcome: Outcome) -> EffectiveRecord:
        """Book what `outcome` changes about a record, and return its row as it was put."""
        contributions = _text(outcome.contributions)
        if contributions != row.contributions:
            self._move_totals(_contributions(row.contributions), outcome.contributions)
        posting = row.posting
        standing = self._standing(row)
        if not standing or {_essence(item) for item in standing} != set(_item_lines(row, outcome)):
            if standing:
                self._reverse(row, standing)
            if outcome.earnings:
                posting += 1
                self._enter(row, outcome, posting)
        centimos = sum(earning.centimos for earning in outcome.earnings)
        row = replace(row, posting=posting, centimos=centimos, contributions=contributions)
        self._state.put(row)
        return row

    def _standing(self, row: EffectiveRecord) -> list[Item]:
        """The items of the last posting, unless that was already reversed."""
        if row.posting == 0:
            return []
        last = [item for item in self._state.find(Item, row.id) if item.posting == row.posting]
        if any(item.kind == "reversal" for item in last):
            return []
        return last

    def _move_totals(self, old: Contributions, new: Contributions) -> None:
        for name in old.keys() | new.keys():
            difference = new.get(name, 0) - old.get(name, 0)
            if difference:
                # A whole group is read at once: the other measures of the same key are wanted next.
                scope, key, measure = name
                group = {total.measure: total.value for total in self._state.find(Total, scope, key)}
                self._state.put(Total(scope, key, measure, difference + group.get(measure, 0)))

    def _enter(self, row: EffectiveRecord, outcome: Outcome, posting: int) -> None:
        items = [
            Item(
                record=row.id,
                posting=posting,
                kind=outcome.item_kind,
                line=line,
                member=earning.member,
                committee=row.committee,
                happened_on=row.happened_on,
                centimos=earning.centimos,
                count=earning.count,
                half_days=earning.half_days,
                account=f"{outcome.activity}/{outcome.species}",
                rate=outcome.rate,
                cause=self._cause,
                position=self._position,
            )
            for line, earning in enumerate(outcome.earnings)
        ]
        self._write(row, items)

    def _reverse(self, row: EffectiveRecord, standing: list[Item]) -> None:
        turned = [
            replace(item, kind="reversal", centimos=-item.centimos, cause=self._cause, position=self._position)
            for item in standing
        ]
        self._write(row, turned)

    def _write(self, row: EffectiveRecord, items: list[Item]) -> None:
        add = self._state.add
        for item in items:
            add(item)
        if not self._state.keeps_journal or self._position is None:
            return
        activity, _, species = items[0].account.partition("/")
        debited = "opening" if activity == "opening" else "expense"
        entry, position, day = self._entries, self._position, items[0].happened_on
        self._entries += 1
        committee = items[0].committee
        amount = sum(item.centimos for item in items)
        add(JournalLine(position, entry, 0, day, debited, activity, committee, species, "", row.id, amount))
        for line, item in enumerate(items, start=1):
            payee, centimos = item.member, -item.centimos
            add(
                JournalLine(
                    position, entry, line, day, "payable", activity, committee, species, payee, row.id, centimos
                )
            )


def _item_lines(row: EffectiveRecord, outcome: Outcome) -> list[_Essence]:
    account = f"{outcome.activity}/{outcome.species}"
    where = (outcome.item_kind, row.committee, row.happened_on, account, outcome.rate)
    return [(*where, earning) for earning in outcome.earnings]


def _essence(item: Item) -> _Essence:
    earning = Earning(item.member, item.centimos, item.count, item.half_days)
    return (item.kind, item.committee, item.happened_on, item.account, item.rate, earning)


def _text(contributions: Contributions) -> str:
    if not contributions:
        return ""
    rows = sorted([*name, value] for name, value in contributions.items() if value)
    return json.dumps(rows, separators=(",", ":")) if rows else ""


def _contributions(text: str) -> Contributions:
    if not text:
        return {}
    return {(scope, key, measure): value for scope, key, measure, value in json.loads(text)}
