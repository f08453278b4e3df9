"""The books: what everybody has earned, was paid and is owed, the trial balance, and the journal line by line.

Whole sums are worked out by the database; only what differs from person to person comes over to Python.
"""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Select, and_, case, func, literal, select

from core.domain.funds import Fund
from core.domain.ledger import ACCOUNTS
from core.domain.money import SMALLEST_COIN_CENTIMOS
from core.domain.nurseries import Species
from core.domain.payouts import Payout
from core.domain.people import Committee, Member, User
from core.domain.sheets import PAYABLE_STATES, RECOVERY
from core.fold.facts import is_held
from core.fold.money_rows import Claim, Item, JournalLine, Sheet, SheetLine
from core.fold.rows import EffectiveRecord, Hold, Thing, Total
from core.storage.engine import is_sqlite
from core.storage.projections import BALANCES, TABLES
from core.storage.reads.lookup import Lookup, in_parts, is_claimed, same_item
from core.usecases.views.money import AccountBalance, Identity, JournalEntryLine, Standing

ITEMS = TABLES[Item]
CLAIMS = TABLES[Claim]
HOLDS = TABLES[Hold]
SHEETS = TABLES[Sheet]
LINES = TABLES[SheetLine]
THINGS = TABLES[Thing]
TOTALS = TABLES[Total]
JOURNAL = TABLES[JournalLine]
RECORDS = TABLES[EffectiveRecord]
ACCRUED = ("share", "reversal", "opening")
_PAID = "paid"
_UNSETTLED = ("locked", *sorted(PAYABLE_STATES))
_NAMED_KINDS = (Committee.kind, Species.kind, Member.kind, User.kind, Fund.kind)
_ROWS_AT_ONCE = 5_000


@dataclass
class _Sums:
    """One payee's amounts while they are put together."""

    accrued: int = 0
    rounding: int = 0
    waived: int = 0
    paid: int = 0
    owed: int = 0
    carried: int = 0
    held: int = 0
    to_recover: int = 0
    recovery: int = 0
    """What is open of recoveries that were decided: negative, unless more was recovered than there was."""


class LedgerReads:
    """On a tablet there is no journal, and what is asked of it is empty."""

    def __init__(self, lookup: Lookup, *, keeps_journal: bool) -> None:
        self._lookup = lookup
        self._keeps_journal = keeps_journal

    def identities(self, payee: str = "") -> list[Identity]:
        """Of everybody with an item or a payment, or of one payee alone, who may have neither."""
        sums: dict[str, _Sums] = defaultdict(_Sums)
        if payee:
            sums[payee] = _Sums()
        self._add_items(sums, payee)
        self._add_open_items(sums, payee)
        self._add_held(sums, payee)
        self._add_lines(sums, payee)
        mine = [TOTALS.c.key == payee] if payee else []
        query = select(TOTALS.c.key, TOTALS.c.value).where(
            TOTALS.c.programme == self._lookup.programme,
            TOTALS.c.scope == "payee",
            TOTALS.c.measure == _PAID,
            *mine,
        )
        for row in self._execute(query):
            sums[row.key].paid += int(row.value)
        return [_identity(key, parts) for key, parts in sorted(sums.items())]

    def balances(self, *, by_party: bool) -> list[AccountBalance]:
        """Debits and credits of every account that was used, in the order of the chart."""
        if not self._keeps_journal:
            return []
        party = BALANCES.c.party if by_party else literal("")
        sums = (func.sum(BALANCES.c.debit_centimos), func.sum(BALANCES.c.credit_centimos))
        query = select(BALANCES.c.account, party, *sums).where(BALANCES.c.programme == self._lookup.programme)
        query = query.group_by(BALANCES.c.account, *([BALANCES.c.party] if by_party else []))
        order = {name: place for place, name in enumerate(ACCOUNTS)}
        found = [AccountBalance(row[0], row[1], int(row[2]), int(row[3])) for row in self._execute(query)]
        return sorted(found, key=lambda balance: (order[balance.account], balance.party))

    def standing(self) -> Standing:
        """What is owed is the books' figure: claims less what was paid too much and not yet set against them."""
        sums = {balance.account: balance.balance_centimos for balance in self.balances(by_party=False)}
        return Standing(
            sums.get("expense", 0) + sums.get("opening", 0), self._paid_in_all(), -sums.get("payable", 0),
            sums.get("to_recover", 0), sums.get("cash_box", 0), sums.get("waived", 0),
        )  # fmt: skip

    def paid(self, from_day: str, to_day: str) -> int:
        """What the payouts of these days paid for work."""
        days = [
            *([RECORDS.c.happened_on >= from_day] if from_day else []),
            *([RECORDS.c.happened_on <= to_day] if to_day else []),
        ]
        query = select(RECORDS.c.contributions).where(
            RECORDS.c.programme == self._lookup.programme, RECORDS.c.kind == Payout.kind, RECORDS.c.contributions != "",
            *days,
        )  # fmt: skip
        rows = (row for text in self._execute(query).scalars() for row in json.loads(text))
        return sum(value for scope, _, measure, value in rows if (scope, measure) == ("payee", _PAID))

    def _paid_in_all(self) -> int:
        query = select(func.sum(TOTALS.c.value)).where(
            TOTALS.c.programme == self._lookup.programme, TOTALS.c.scope == "payee", TOTALS.c.measure == _PAID
        )
        return int(self._execute(query).scalar() or 0)

    def journal_lines(self, from_day: str, to_day: str) -> Iterator[JournalEntryLine]:
        """The lines booked on these days, entry by entry in the order in which they were made, a few at a time."""
        if not self._keeps_journal:
            return
        codes = self._codes()
        query = select(JOURNAL).where(JOURNAL.c.programme == self._lookup.programme)
        if from_day:
            query = query.where(JOURNAL.c.booked_on >= from_day)
        if to_day:
            query = query.where(JOURNAL.c.booked_on <= to_day)
        query = query.order_by(JOURNAL.c.position, JOURNAL.c.entry, JOURNAL.c.line)
        for row in self._execute(query.execution_options(yield_per=_ROWS_AT_ONCE)):
            # A million rows: to take one apart is several times faster than to ask it for its columns by name.
            _, position, entry, _, booked_on, happened_on, account, activity, committee, *others = row
            species, party, record, centimos = others
            yield JournalEntryLine(
                position, entry, booked_on, happened_on, account, activity, codes.get(committee, committee),
                codes.get(species, species), codes.get(party, party), record, centimos,
            )  # fmt: skip

    def _codes(self) -> dict[str, str]:
        """What things are called in the books: by their code, and their id behind it where two have the same."""
        query = select(THINGS.c.id, THINGS.c.code).where(
            THINGS.c.programme == self._lookup.programme, THINGS.c.kind.in_(_NAMED_KINDS)
        )
        things = [(row.id, row.code) for row in self._execute(query)]
        uses = Counter(code for _, code in things)
        return {key: code if uses[code] == 1 else f"{code} {key}" for key, code in things}

    def _add_items(self, sums: dict[str, _Sums], payee: str) -> None:
        """All items, in the order in which the table lies."""
        kinds = (ITEMS.c.kind.in_(ACCRUED), ITEMS.c.kind == "rounding", ITEMS.c.kind == "waived")
        columns = [func.sum(case((which, ITEMS.c.centimos), else_=0)) for which in kinds]
        query = self._items(payee, ITEMS.c.member, *columns).group_by(ITEMS.c.member)
        for member, accrued, rounding, waived in self._execute(query):
            person = sums[member]
            person.accrued, person.rounding, person.waived = int(accrued), int(rounding), int(waived)

    def _add_open_items(self, sums: dict[str, _Sums], payee: str) -> None:
        """What is open, by payee and record: a record of which more was taken back than is open is to be recovered."""
        if payee or is_sqlite(self._lookup.connection):
            # Items and claims lie in one order there, payee by payee, and are walked through side by side.
            self._add_open_groups(sums, self._items(payee, *_OPEN_GROUP))
            return
        for part in in_parts(self._records_with_open_items()):
            self._add_open_groups(sums, self._items("", *_OPEN_GROUP).where(ITEMS.c.record.in_(part)))

    def _add_open_groups(self, sums: dict[str, _Sums], items: Select[Any]) -> None:
        is_open = CLAIMS.c.line.is_(None)
        groups = items.outerjoin(CLAIMS, same_item()).where(is_open).group_by(ITEMS.c.member, ITEMS.c.record).subquery()
        work, rest = groups.c.work, groups.c.rest
        is_small = and_(rest > 0, rest < SMALLEST_COIN_CENTIMOS)
        query = select(
            groups.c.member,
            func.sum(case((work > 0, work), else_=0)),
            func.sum(case((work < 0, work), else_=0)),
            func.sum(groups.c.recovery),
            func.sum(case((is_small, rest), else_=0)),
        ).group_by(groups.c.member)
        for member, owed, taken_back, recovery, carried in self._execute(query):
            person = sums[member]
            person.owed += int(owed)
            person.to_recover -= int(taken_back)
            person.recovery += int(recovery)
            person.carried += int(carried)

    def _records_with_open_items(self) -> list[str]:
        """Where there are more items than claims. PostgreSQL keeps its rows in no order and would look for the claim of
        every item ever made; to count both is several times faster.
        """
        programme, number = self._lookup.programme, func.count()
        made = select(ITEMS.c.record, number).where(ITEMS.c.programme == programme).group_by(ITEMS.c.record)
        claimed = select(CLAIMS.c.record, number).where(CLAIMS.c.programme == programme).group_by(CLAIMS.c.record)
        numbers = {record: int(times) for record, times in self._execute(claimed)}
        return [record for record, times in self._execute(made) if int(times) > numbers.get(record, 0)]

    def _add_held(self, sums: dict[str, _Sums], payee: str) -> None:
        """What is owed of records, or of single shares of them, that a verdict holds back."""
        query = select(HOLDS.c.target, HOLDS.c.member).where(
            HOLDS.c.programme == self._lookup.programme, HOLDS.c.action != "warn", HOLDS.c.released_by == ""
        )
        held: dict[str, set[str]] = defaultdict(set)
        for target, member in self._execute(query):
            held[target].add(member)
        centimos = func.sum(ITEMS.c.centimos)
        for part in in_parts(list(held)):
            groups = (
                self._items(payee, ITEMS.c.record, ITEMS.c.member, func.min(ITEMS.c.committee), centimos)
                .where(ITEMS.c.record.in_(part), ITEMS.c.kind != RECOVERY, ~is_claimed())
                .group_by(ITEMS.c.record, ITEMS.c.member)
                .having(centimos > 0)
            )
            for record, member, committee, amount in self._execute(groups):
                if is_held(held[record], member, committee):
                    sums[member].held += int(amount)

    def _add_lines(self, sums: dict[str, _Sums], payee: str) -> None:
        """Lines of sheets that are not settled yet: what was not handed over is still owed."""
        mine = [LINES.c.payee == payee] if payee else []
        query = (
            select(LINES)
            .join(SHEETS, and_(SHEETS.c.programme == LINES.c.programme, SHEETS.c.id == LINES.c.sheet))
            .where(LINES.c.programme == self._lookup.programme, SHEETS.c.state.in_(_UNSETTLED), *mine)
        )
        for row in self._execute(query):
            line = SheetLine(*row[1:])
            recovered = line.recovered_centimos if line.paid_centimos else 0
            sums[line.payee].owed += line.gross_centimos - recovered - line.paid_centimos
            sums[line.payee].to_recover += line.recovery_centimos - recovered

    def _items(self, payee: str, *columns: Any) -> Select[Any]:
        query = select(*columns).where(ITEMS.c.programme == self._lookup.programme)
        return query.where(ITEMS.c.member == payee) if payee else query

    def _execute(self, query: Any) -> Any:
        return self._lookup.connection.execute(query)


_IS_RECOVERY = ITEMS.c.kind == RECOVERY
_OPEN_GROUP = (
    ITEMS.c.member,
    ITEMS.c.record,
    func.sum(case((_IS_RECOVERY, 0), else_=ITEMS.c.centimos)).label("work"),
    func.sum(case((_IS_RECOVERY, ITEMS.c.centimos), else_=0)).label("recovery"),
    func.sum(case((ITEMS.c.kind == "remainder", ITEMS.c.centimos), else_=0)).label("rest"),
)


def _identity(payee: str, parts: _Sums) -> Identity:
    owed = parts.owed + max(0, parts.recovery)
    to_recover = parts.to_recover - min(0, parts.recovery)
    return Identity(
        payee, parts.accrued, parts.rounding, parts.waived, parts.paid, owed, parts.carried, parts.held, to_recover
    )
