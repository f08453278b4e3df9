"""What is owed to people, and one person's statement: what was earned, paid, granted and waived.

The pairs of items with which a sheet or a decision carries an amount on cancel out and are left out; the lines that
are left add up to what is owed less what is to be recovered.
"""

from __future__ import annotations

from sqlalchemy import and_, func, or_, select

from core.domain.identity import name_sort_key
from core.domain.payouts import Payout
from core.domain.people import Member
from core.fold.facts import thing_fact
from core.fold.rows import EffectiveRecord, Item, Payment
from core.storage.projections import TABLES
from core.storage.reads.lookup import Lookup
from core.storage.reads.reasons import ReasonReads
from core.storage.reads.records import EARNED, RecordReads
from core.usecases.views import Money, PersonMoney, StatementLine

RECORDS = TABLES[EffectiveRecord]
ITEMS = TABLES[Item]
PAYMENTS = TABLES[Payment]
GRANTED = ("rounding", "waived")


class StatementReads:
    def __init__(self, lookup: Lookup, records: RecordReads) -> None:
        self._lookup = lookup
        self._records = records
        self._reasons = ReasonReads(lookup)

    def of(self, member: str) -> list[StatementLine]:
        """Everything of a member, the newest day first."""
        earned = self._records.earned([ITEMS.c.member == member, ITEMS.c.kind.in_(EARNED)])
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
        same = and_(RECORDS.c.programme == PAYMENTS.c.programme, RECORDS.c.id == PAYMENTS.c.id)
        query = (
            select(PAYMENTS, RECORDS.c.happened_on)
            .join(RECORDS, same)
            .where(PAYMENTS.c.programme == self._lookup.programme, PAYMENTS.c.payee == member)
            .where(or_(PAYMENTS.c.paid_centimos > 0, PAYMENTS.c.decision == "payee_owes"))
            .order_by(PAYMENTS.c.position.desc(), PAYMENTS.c.seq.desc())
        )
        lines = []
        for row in self._lookup.connection.execute(query):
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
        of_cause = RECORDS.alias("of_cause")
        caused = and_(of_cause.c.programme == ITEMS.c.programme, of_cause.c.id == ITEMS.c.cause)
        same = and_(RECORDS.c.programme == ITEMS.c.programme, RECORDS.c.id == ITEMS.c.record)
        centimos = func.sum(ITEMS.c.centimos)
        query = (
            select(
                ITEMS.c.record, RECORDS.c.kind, RECORDS.c.subject, ITEMS.c.kind, func.max(of_cause.c.happened_on),
                centimos,
            )
            .join(RECORDS, same)
            .join(of_cause, caused)
            .where(ITEMS.c.programme == self._lookup.programme, ITEMS.c.member == member, ITEMS.c.kind.in_(GRANTED))
            .group_by(ITEMS.c.record, RECORDS.c.kind, RECORDS.c.subject, ITEMS.c.kind)
            .having(centimos != 0)
            .order_by(ITEMS.c.record)
        )  # fmt: skip
        return [
            StatementLine(
                record, kind, item_kind, day, self._reasons.subject(kind, subject, record), 0, 0, 0, int(amount),
                "confirmed",
            )
            for record, kind, subject, item_kind, day, amount in self._lookup.connection.execute(query)
        ]  # fmt: skip


def _less(money: Money, paid: int) -> Money:
    return Money(money.confirmed - paid, money.pending, money.observed)
