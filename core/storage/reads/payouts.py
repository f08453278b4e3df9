"""Payouts and what they were taken for, and whom an origin may pay."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any, Literal, get_args

from sqlalchemy import ColumnElement, and_, func, or_, select

from core.domain.identity import name_sort_key
from core.domain.kinds import fact_or_none
from core.domain.payouts import Payout
from core.domain.people import Member
from core.domain.records import Record
from core.domain.sheets import PAYABLE_STATES, carried_over
from core.fold.money_rows import Payment, Sheet, SheetLine
from core.fold.rows import EffectiveRecord
from core.storage.projections import TABLES
from core.storage.reads.lookup import Lookup
from core.usecases.views.money import PayeeView, PaymentRole, PaymentView

RECORDS = TABLES[EffectiveRecord]
SHEETS = TABLES[Sheet]
LINES = TABLES[SheetLine]
PAYMENTS = TABLES[Payment]
_LAST = 1 << 62
_WHY_NOT = {
    "to_pay": "",
    "paid": "line_paid_before",
    "released": "line_released_before",
    "elsewhere": "line_not_held",
}
_BEST_FIRST = ("to_pay", "paid", "released", "elsewhere")
State = Literal["to_pay", "paid", "elsewhere", "released"]


class PayoutReads:
    def __init__(self, lookup: Lookup) -> None:
        self._lookup = lookup

    def payments(self, sheet: str, roles: Collection[str]) -> list[PaymentView]:
        """Payouts in the order of the feed, those only on this machine last.

        `suspense` also finds a payout that paid its line and more, until somebody has decided about the rest; `copy`
        no longer finds one that was confirmed.
        """
        numbered = and_(SHEETS.c.programme == PAYMENTS.c.programme, SHEETS.c.id == PAYMENTS.c.sheet)
        query = select(PAYMENTS, SHEETS.c.number).outerjoin(SHEETS, numbered).where(*self._chosen(sheet, roles))
        rows = list(self._lookup.connection.execute(query))
        # Joined to all records, SQLite may go through these first.
        said = self._lookup.rows(row.id for row in rows)
        facts = _payouts(self._lookup.records(said))
        self._lookup.know_members(one.committee for one in said.values())
        rows.sort(key=lambda row: (row.position or _LAST, row.seq))
        return [self._payment(row, said[row.id], facts.get(row.id)) for row in rows]

    def number(self, roles: Collection[str]) -> int:
        """How many `payments` there are of these roles."""
        query = select(func.count()).select_from(PAYMENTS).where(*self._chosen("", roles))
        return int(self._lookup.connection.execute(query).scalar_one())

    def _chosen(self, sheet: str, roles: Collection[str]) -> list[ColumnElement[bool]]:
        strange = set(roles) - set(get_args(PaymentRole))
        if strange:
            raise ValueError(f"no payment has the role {min(strange)}")
        chosen = [PAYMENTS.c.programme == self._lookup.programme]
        if sheet:
            chosen.append(PAYMENTS.c.sheet == sheet)
        if roles:
            waits = and_(PAYMENTS.c.role == "paid", PAYMENTS.c.surplus_centimos > 0, PAYMENTS.c.decision == "")
            open_copy = and_(PAYMENTS.c.role == "copy", PAYMENTS.c.decision == "")
            plain = PAYMENTS.c.role.in_([role for role in roles if role != "copy"])
            also = [where for role, where in (("suspense", waits), ("copy", open_copy)) if role in roles]
            chosen.append(or_(plain, *also))
        return chosen

    def payees(self, origin: str, committee: str) -> list[PayeeView]:
        """A view for every line of the sheets that this origin pays, in the order of names."""
        sheets = [sheet for sheet, is_mine in self._sheets(origin) if is_mine]
        where: list[ColumnElement[bool]] = [LINES.c.sheet.in_([sheet.id for sheet in sheets])]
        if committee:
            where.append(LINES.c.committee == committee)
        numbers = {sheet.id: sheet.number for sheet in sheets}
        lines = self._lines(*where)
        self._lookup.know_members(line.committee for line in lines)
        views = [self._payee(origin, line, numbers[line.sheet]) for line in lines]
        return sorted(views, key=lambda view: (name_sort_key(view.name), view.payee, view.sheet_number))

    def payee(self, origin: str, member: str) -> PayeeView:
        """Of several lines the one that can be paid here, else the one that says most, on the newest sheet."""
        sheets = self._sheets(origin)
        numbers = {sheet.id: sheet.number for sheet, _ in sheets}
        lines = self._lines(LINES.c.sheet.in_(numbers), LINES.c.payee == member)
        if lines:
            views = [self._payee(origin, line, numbers[line.sheet]) for line in lines]
            return min(views, key=lambda view: (_BEST_FIRST.index(view.state), -view.sheet_number))
        fact = self._lookup.fact(member)
        committee = fact.committee if isinstance(fact, Member) else member
        mine = [sheet for sheet, is_mine in sheets if is_mine]
        here = self._lines(LINES.c.sheet.in_([sheet.id for sheet in mine]), LINES.c.committee == committee)
        near = {line.sheet for line in here}
        best = max(mine, key=lambda sheet: (sheet.id in near, sheet.number), default=None)
        return PayeeView(
            best.id if best else "", best.number if best else 0, member, self._lookup.readable(member),
            self._code(member), committee, "not_on_sheet", 0, 0, 0, "",
            why_not="not_on_sheet" if best else "not_on_any_sheet",
        )  # fmt: skip

    def _sheets(self, origin: str) -> list[tuple[Any, bool]]:
        """The sheets in payment, and whether this origin holds or held any of their lines."""
        query = select(SHEETS).where(SHEETS.c.programme == self._lookup.programme, SHEETS.c.state.in_(PAYABLE_STATES))
        sheets = list(self._lookup.connection.execute(query.order_by(SHEETS.c.number)))
        lines = self._lines(LINES.c.sheet.in_([sheet.id for sheet in sheets]), _was_ever_of(origin))
        mine = {line.sheet for line in lines if _is_or_was_of(line, origin)}
        return [(sheet, sheet.id in mine) for sheet in sheets]

    def _lines(self, *where: ColumnElement[bool]) -> list[SheetLine]:
        query = select(LINES).where(LINES.c.programme == self._lookup.programme, *where)
        return [SheetLine(*row[1:]) for row in self._lookup.connection.execute(query)]

    def _payment(self, row: Any, said: EffectiveRecord, fact: Payout | None) -> PaymentView:
        return PaymentView(
            row.id, row.sheet, int(row.number or 0), row.payee, self._lookup.readable(row.payee), row.centimos,
            row.paid_centimos, fact.way if fact else "", fact.acknowledged if fact else "", row.role, _why(row),
            said.origin, said.author, (fact.technician or "") if fact else "", said.happened_on, said.recorded_at,
            row.position,
        )  # fmt: skip

    def _payee(self, origin: str, line: SheetLine, number: int) -> PayeeView:
        state = _state_for(line, origin)
        carried = carried_over(line.gross_centimos, line.recovered_centimos, line.payable_centimos)
        return PayeeView(
            line.sheet, number, line.payee, self._lookup.readable(line.payee), self._code(line.payee), line.committee,
            state, line.payable_centimos, line.recovered_centimos, carried, line.pay_until, line.payout,
            line.paid_centimos, _WHY_NOT[state],
        )  # fmt: skip

    def _code(self, identifier: str) -> str:
        thing = self._lookup.thing(identifier)
        return thing.code if thing else ""


def _state_for(line: SheetLine, origin: str) -> State:
    if line.payout:
        return "paid"
    if line.holder != origin:
        return "elsewhere"
    return "released" if line.released_to else "to_pay"


def _was_ever_of(origin: str) -> ColumnElement[bool]:
    return or_(LINES.c.holder == origin, LINES.c.held_before.contains(origin, autoescape=True))


def _is_or_was_of(line: SheetLine, origin: str) -> bool:
    return origin in (line.holder, *line.held_before.split(","))


def _why(row: Any) -> str:
    """What was decided about a payout, else why it is not simply the payment of its line."""
    if row.decision:
        return str(row.decision)
    if row.role == "paid":
        return "above_line" if row.surplus_centimos else ""
    if row.role == "suspense":
        return str(row.standing) if row.standing in ("revoked", "stranger") else "paid_before"
    return str(row.role)


def _payouts(records: dict[str, Record]) -> dict[str, Payout]:
    facts = {
        identifier: fact_or_none(record.kind, record.kind_version, record.body)
        for identifier, record in records.items()
    }
    return {identifier: fact for identifier, fact in facts.items() if isinstance(fact, Payout)}
