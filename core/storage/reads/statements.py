"""What is owed to people, and one person's statement: what was earned, paid, granted and waived.

The pairs of items with which a sheet or a decision carries an amount on cancel out and are left out; the lines that
are left add up to what is owed less what is to be recovered.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Row, Select, and_, bindparam, func, or_, select

from core.domain.identity import name_sort_key
from core.domain.payouts import Payout
from core.domain.people import Member
from core.fold.facts import thing_fact
from core.fold.money_rows import Item, Payment
from core.fold.rows import EffectiveRecord
from core.storage.projections import TABLES
from core.storage.reads.lookup import Lookup
from core.storage.reads.reasons import ReasonReads
from core.storage.reads.records import RecordReads
from core.usecases.views.field import Money, PersonMoney, StatementLine

RECORDS = TABLES[EffectiveRecord]
ITEMS = TABLES[Item]
PAYMENTS = TABLES[Payment]
GRANTED = ("rounding", "waived")

_PAID = (
    select(PAYMENTS, RECORDS.c.happened_on)
    .join(RECORDS, and_(RECORDS.c.programme == PAYMENTS.c.programme, RECORDS.c.id == PAYMENTS.c.id))
    .where(PAYMENTS.c.programme == bindparam("programme"), PAYMENTS.c.payee == bindparam("member"))
    .where(or_(PAYMENTS.c.paid_centimos > 0, PAYMENTS.c.decision == "payee_owes"))
    .order_by(PAYMENTS.c.position.desc(), PAYMENTS.c.seq.desc())
)
_OF_CAUSE = RECORDS.alias("of_cause")
_GRANTED_CENTIMOS = func.sum(ITEMS.c.centimos)
_GRANTED = (
    select(
        ITEMS.c.record, RECORDS.c.kind, RECORDS.c.subject, ITEMS.c.kind, func.max(_OF_CAUSE.c.happened_on),
        _GRANTED_CENTIMOS,
    )
    .join(RECORDS, and_(RECORDS.c.programme == ITEMS.c.programme, RECORDS.c.id == ITEMS.c.record))
    .join(_OF_CAUSE, and_(_OF_CAUSE.c.programme == ITEMS.c.programme, _OF_CAUSE.c.id == ITEMS.c.cause))
    .where(
        ITEMS.c.programme == bindparam("programme"), ITEMS.c.member == bindparam("member"), ITEMS.c.kind.in_(GRANTED)
    )
    .group_by(ITEMS.c.record, RECORDS.c.kind, RECORDS.c.subject, ITEMS.c.kind)
    .having(_GRANTED_CENTIMOS != 0)
    .order_by(ITEMS.c.record)
)  # fmt: skip


class StatementReads:
    def __init__(self, lookup: Lookup, records: RecordReads) -> None:
        self._lookup = lookup
        self._records = records
        self._reasons = ReasonReads(lookup)

    def of(self, member: str) -> list[StatementLine]:
        """Everything of a member, the newest day first."""
        earned = self._records.earned(member)
        others = [*self._paid(member), *self._granted(member)]
        return sorted([*others, *earned], key=lambda line: line.happened_on, reverse=True) if others else earned

    def people(self, committee: str) -> list[PersonMoney]:
        """Everybody of a committee, by surname, with the three parts of what they have earned and not yet been paid.

        What was paid is taken from what is confirmed, also where the payout is only on this tablet.
        """
        members = self._lookup.things(Member.kind, committee)
        self._lookup.people([thing_fact(thing).person_side for thing in members])
        money = self._records.money_by_member([ITEMS.c.member.in_([thing.id for thing in members])])
        paid = self._lookup.totals_of_all("payee", [thing.id for thing in members])
        views = [
            PersonMoney(
                thing.id,
                self._lookup.person_name(thing.id),
                _less(money.get(thing.id, Money()), paid[thing.id].get("paid", 0)),
            )
            for thing in members
            if thing.id in money or paid[thing.id]
        ]
        return sorted(views, key=lambda view: name_sort_key(view.name))

    def _paid(self, member: str) -> list[StatementLine]:
        """Payouts by which this person was paid, or got what they owe; the amount is what left their balance."""
        lines = []
        for row in self._ask(_PAID, member):
            centimos = row.paid_centimos + (row.surplus_centimos if row.decision == "payee_owes" else 0)
            if centimos:
                number = self._reasons.sheet_number(row.sheet)
                lines.append(
                    StatementLine(
                        row.id, Payout.kind, "payout", row.happened_on, number, 0, 0, 0, -centimos,
                        "pending" if row.position is None else "confirmed",
                    )
                )  # fmt: skip
        return lines

    def _granted(self, member: str) -> list[StatementLine]:
        """What rounding has given this person, and what was waived, on the days on which that was done."""
        return [
            StatementLine(
                record, kind, item_kind, day, self._reasons.subject(kind, subject, record), 0, 0, 0, int(amount),
                "confirmed",
            )
            for record, kind, subject, item_kind, day, amount in self._ask(_GRANTED, member)
        ]  # fmt: skip

    def _ask(self, query: Select[Any], member: str) -> Sequence[Row[Any]]:
        return self._lookup.connection.execute(query, {"programme": self._lookup.programme, "member": member}).all()


def _less(money: Money, paid: int) -> Money:
    return Money(money.confirmed - paid, money.pending, money.observed)
