"""Booking an outcome: totals move by the difference, money by a reversal of what stood and an entry of what stands
now.

An amount already booked is never altered. Where neither amounts nor accounts changed, nothing is booked.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import replace

from core.domain.calendar import add_days, day_number, day_of_number
from core.domain.items import Earning
from core.fold.money_rows import Booked, Item, JournalLine
from core.fold.outcome import Contributions, Leg, Outcome, legs_from, text_of_legs
from core.fold.rows import EffectiveRecord, Total
from core.fold.state import State

CLOSED_THROUGH = ("books", "", "closed_through")
"""The total that says up to which day, as the number YYYYMMDD, the books are closed."""
BOOKED_BY_LEGS = frozenset(
    {
        "payout", "cash_advance", "cash_returned", "difference_decided", "technician_repaid", "expense",
        "hand_over_received", "grant_received", "carbon_sale", "workday",
    }
)  # fmt: skip
"""Kinds whose outcomes have legs; for all others not even the look-up is made."""
EARNED, EARNED_HERE = "earned", "earned_here"
"""The measures of what was earned by the feed and by what only this tablet has said, held amounts included."""
_Essence = tuple[str, str, str, str, str, str, Earning]


class Booking:
    """The postings that one feed position causes; numbers the journal entries made on the way."""

    def __init__(self, state: State, cause: str, position: int | None) -> None:
        self._state = state
        self.cause = cause
        self.position = position
        self._entries = 0

    def post(self, row: EffectiveRecord, outcome: Outcome) -> EffectiveRecord:
        """Book what `outcome` changes about a record, and return its row as it was put."""
        contributions = _text(outcome.contributions)
        if contributions != row.contributions:
            self._move_totals(_contributions(row.contributions), outcome.contributions)
        if row.kind in BOOKED_BY_LEGS:
            self.enter(row, outcome.legs)
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

    def enter(self, row: EffectiveRecord, legs: tuple[Leg, ...]) -> None:
        """Bring what stands in the journal for a record to these legs: what stood is reversed as a whole, and the new
        entered.
        """
        # A workday that added nothing to any total had nobody in it and was worth nothing: the look-up is saved.
        is_new = row.kind == "workday" and not row.contributions
        before = None if is_new else self._state.get(Booked, row.id)
        text = text_of_legs(legs, row.happened_on)
        if text == (before.legs if before else ""):
            return
        self._state.put(Booked(row.id, text))
        if before is not None:
            self._write_legs(row, [replace(leg, centimos=-leg.centimos) for leg in legs_from(before.legs)])
        self._write_legs(row, legs_from(text))

    def _write_legs(self, row: EffectiveRecord, legs: Sequence[Leg]) -> None:
        if not legs or not self._state.keeps_journal or self.position is None:
            return
        if sum(leg.centimos for leg in legs):
            raise ArithmeticError(f"an entry for {row.id} does not sum to zero")
        booked_on = self._booked_on(legs[0].day)
        for line, leg in enumerate(legs):
            self._state.add(
                JournalLine(
                    self.position, self._entries, line, booked_on, leg.day, leg.account, leg.activity, leg.committee,
                    "", leg.party, row.id, leg.centimos,
                )
            )  # fmt: skip
        self._entries += 1

    def _booked_on(self, day: str) -> str:
        """The day under which the books take it: its own, or the first that is still open."""
        closed = self._state.get(Total, *CLOSED_THROUGH)
        if closed is None or day_number(day) > closed.value:
            return day
        return add_days(day_of_number(closed.value), 1)

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
                known = self._state.get(Total, *name)
                self._state.put(Total(*name, difference + (known.value if known else 0)))

    def _enter(self, row: EffectiveRecord, outcome: Outcome, posting: int) -> None:
        record, committee, day = row.id, row.committee, row.happened_on
        kind, activity, species, rate = outcome.item_kind, outcome.activity, outcome.species, outcome.rate
        cause, position = self.cause, self.position
        items = [
            Item(
                record, posting, kind, line, earning.member, committee, day, earning.centimos, earning.count,
                earning.half_days, activity, species, rate, cause, position,
            )
            for line, earning in enumerate(outcome.earnings)
        ]  # fmt: skip
        self._write(row, items)

    def _reverse(self, row: EffectiveRecord, standing: list[Item]) -> None:
        turned = [
            item._replace(kind="reversal", centimos=-item.centimos, cause=self.cause, position=self.position)
            for item in standing
        ]
        self._write(row, turned)

    def _write(self, row: EffectiveRecord, items: list[Item]) -> None:
        add = self._state.add
        for item in items:
            add(item)
        self._count_earned(items)
        if not self._state.keeps_journal or self.position is None:
            return
        first = items[0]
        activity, species, committee, day, record = (
            first.activity, first.species, first.committee, first.happened_on, row.id,
        )  # fmt: skip
        entry, position, booked_on = self._entries, self.position, self._booked_on(day)
        amount = sum([item.centimos for item in items])
        debited = "opening" if activity == "opening" else "expense"
        add(JournalLine(position, entry, 0, booked_on, day, debited, activity, committee, species, "", record, amount))
        for line, item in enumerate(items, start=1):
            add(
                JournalLine(
                    position, entry, line, booked_on, day, "payable", activity, committee, species, item.member, record,
                    -item.centimos,
                )
            )  # fmt: skip
        self._entries += 1
        if debited == "expense":
            # What is paid in cash was not given in kind. In an entry of its own, for the two are never mixed.
            legs = (("in_kind_contribution", amount), ("in_kind_labour", -amount))
            for line, (account, centimos) in enumerate(legs):
                add(
                    JournalLine(
                        position, entry + 1, line, booked_on, day, account, activity, committee, species, "", record,
                        centimos,
                    )
                )  # fmt: skip
            self._entries += 1

    def _count_earned(self, items: list[Item]) -> None:
        """Keep what a committee has earned, by day and in all, apart from what only this tablet knows: to add items up
        takes a tablet a second for each half million. Opening balances were earned before there was anybody to count.
        """
        first = items[0]
        if first.activity == "opening":
            return
        amount = sum([item.centimos for item in items])
        measure = EARNED_HERE if first.position is None else EARNED
        places = (("committee", first.committee), ("committee_day", f"{first.committee}/{first.happened_on}"))
        self._move_totals({}, {(*place, measure): amount for place in places})


def _item_lines(row: EffectiveRecord, outcome: Outcome) -> list[_Essence]:
    where = (outcome.item_kind, row.committee, row.happened_on, outcome.activity, outcome.species, outcome.rate)
    return [(*where, earning) for earning in outcome.earnings]


def _essence(item: Item) -> _Essence:
    earning = Earning(item.member, item.centimos, item.count, item.half_days)
    return (item.kind, item.committee, item.happened_on, item.activity, item.species, item.rate, earning)


def _text(contributions: Contributions) -> str:
    if not contributions:
        return ""
    rows = sorted([*name, value] for name, value in contributions.items() if value)
    return json.dumps(rows, separators=(",", ":")) if rows else ""


def _contributions(text: str) -> Contributions:
    if not text:
        return {}
    return {(scope, key, measure): value for scope, key, measure, value in json.loads(text)}
