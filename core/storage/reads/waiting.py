"""What waits for a person of the office, counted; also only what was there up to a day, as at the end of a month.

Each figure is one indexed query. The lists behind them are the pages' own.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import ColumnElement, and_, func, or_, select

from core.domain.complaints import Complaint, ComplaintAnswered
from core.domain.people import Member
from core.domain.sheets import RECOVERY, PaySheet
from core.fold.money_rows import Item, Sheet, SheetLine, Trip, WaitingPayment
from core.fold.rows import EffectiveRecord, Hold, Total
from core.storage.projections import BALANCES, TABLES
from core.storage.reads.lookup import Lookup, is_claimed
from core.usecases.views.money import Standing

_RECORDS, _HOLDS, _SHEETS = TABLES[EffectiveRecord], TABLES[Hold], TABLES[Sheet]
_PAYMENTS, _TOTALS, _TRIPS = TABLES[WaitingPayment], TABLES[Total], TABLES[Trip]
_ITEMS, _LINES = TABLES[Item], TABLES[SheetLine]
_SAME = and_(_RECORDS.c.programme == _HOLDS.c.programme, _RECORDS.c.id == _HOLDS.c.target)


@dataclass(frozen=True, slots=True)
class Waiting:
    """`findings` are those that nobody has decided, by action; `observed` records are those whose money is kept back,
    decided or not. `sheets` are counted by state; `payments` wait for a decision of what they were; of `recoveries`,
    what somebody was paid too much for a record, nobody has decided whether it is recovered; `members` were added by a
    tablet and are not confirmed, also where they were joined to another entry, whose money waits all the same; `trips`
    are open.
    """

    findings: Mapping[str, int]
    observed: int
    complaints: int
    sheets: Mapping[str, int]
    payments: int
    recoveries: int
    members: int
    trips: int


def what_waits(lookup: Lookup, to_day: str = "") -> Waiting:
    """Of records, sheets and trips up to `to_day`, or of all with an empty one; payments have no day of their own."""
    return Waiting(
        findings=_findings(lookup, to_day),
        observed=_observed(lookup, to_day),
        complaints=_complaints(lookup, to_day),
        sheets=_sheets(lookup, to_day),
        payments=_number(lookup, _PAYMENTS),
        recoveries=recoveries_number(lookup, to_day),
        members=_members(lookup, to_day),
        trips=_number(lookup, _TRIPS, _TRIPS.c.state == "open", *_up_to(_TRIPS.c.opened_on, to_day)),
    )


def _findings(lookup: Lookup, to_day: str) -> dict[str, int]:
    query = (
        select(_HOLDS.c.action, func.count())
        .join(_RECORDS, _SAME)
        .where(
            _HOLDS.c.programme == lookup.programme, _HOLDS.c.released_by == "", _HOLDS.c.decided_by == "",
            *_until(to_day),
        )
        .group_by(_HOLDS.c.action)
    )  # fmt: skip
    return {action: int(number) for action, number in lookup.connection.execute(query)}


def _observed(lookup: Lookup, to_day: str) -> int:
    """By way of the verdicts, which are few beside the records."""
    held = (_RECORDS.c.status == "live", _RECORDS.c.holds > 0, _HOLDS.c.released_by == "")
    query = (
        select(func.count(_HOLDS.c.target.distinct()))
        .join(_RECORDS, _SAME)
        .where(_HOLDS.c.programme == lookup.programme, *held, *_until(to_day))
    )
    return int(lookup.connection.execute(query).scalar_one())


def _complaints(lookup: Lookup, to_day: str) -> int:
    answered = select(_RECORDS.c.subject).where(
        _RECORDS.c.programme == lookup.programme,
        _RECORDS.c.kind == ComplaintAnswered.kind,
        _RECORDS.c.status == "live",
    )
    is_open = (_RECORDS.c.kind == Complaint.kind, _RECORDS.c.status == "live", _RECORDS.c.id.not_in(answered))
    return _number(lookup, _RECORDS, *is_open, *_until(to_day))


def _sheets(lookup: Lookup, to_day: str) -> dict[str, int]:
    query = (
        select(_SHEETS.c.state, func.count())
        .where(_SHEETS.c.programme == lookup.programme, *_up_to(_SHEETS.c.cut_off, to_day))
        .group_by(_SHEETS.c.state)
    )
    return {state: int(number) for state, number in lookup.connection.execute(query)}


def _members(lookup: Lookup, to_day: str) -> int:
    confirmed = select(_TOTALS.c.key).where(
        _TOTALS.c.programme == lookup.programme, _TOTALS.c.scope == "member", _TOTALS.c.measure == "confirmed",
        _TOTALS.c.value > 0,
    )  # fmt: skip
    is_unknown = (
        _RECORDS.c.kind == Member.kind, _RECORDS.c.status == "live",
        _RECORDS.c.origin.not_in(lookup.office_origins()), _RECORDS.c.id.not_in(confirmed),
    )  # fmt: skip
    return _number(lookup, _RECORDS, *is_unknown, *_until(to_day))


def recoveries_number(lookup: Lookup, to_day: str = "") -> int:
    """Of how many people and records more was taken back than is open, as core.usecases.office.recoveries finds it."""
    return _recoveries(lookup, to_day)[0]


def standing_apart(lookup: Lookup, books: Standing) -> Standing:
    """Where the money stands by its books, with what people were paid too much apart from what is owed to others."""
    _, undecided = _recoveries(lookup, "")
    more = undecided - _recovered_by_paid_lines(lookup) + _recovered_too_often(lookup)
    return replace(
        books, owed_centimos=books.owed_centimos + more, to_recover_centimos=books.to_recover_centimos + more,
        undecided_centimos=undecided,
    )  # fmt: skip


def _recovered_too_often(lookup: Lookup) -> int:
    """What people gave back of a debt that turned out to be none: it is owed to them, and no smaller debt of others."""
    rest = func.sum(BALANCES.c.debit_centimos - BALANCES.c.credit_centimos)
    query = (
        select(rest.label("rest"))
        .where(BALANCES.c.programme == lookup.programme, BALANCES.c.account == "to_recover")
        .group_by(BALANCES.c.party)
        .having(rest < 0)
    ).subquery()
    return -int(lookup.connection.execute(select(func.sum(query.c.rest))).scalar() or 0)


def _recovered_by_paid_lines(lookup: Lookup) -> int:
    """What payees gave back with a line that was paid them: the books set it off when the sheet is settled."""
    same = and_(_SHEETS.c.programme == _LINES.c.programme, _SHEETS.c.id == _LINES.c.sheet)
    query = (
        select(func.sum(_LINES.c.recovered_centimos))
        .join(_SHEETS, same)
        .where(
            _LINES.c.programme == lookup.programme, _LINES.c.paid_centimos > 0,
            _SHEETS.c.state.not_in(("settled", "closed")),
        )
    )  # fmt: skip
    return int(lookup.connection.execute(query).scalar() or 0)


def _recoveries(lookup: Lookup, to_day: str) -> tuple[int, int]:
    """How many there are of which nobody has decided, and the céntimos of all. To find them is a pass over all records,
    which the first page cannot make whenever somebody looks.
    """
    return lookup.once_folded(("recoveries", to_day), lambda: _count_recoveries(lookup, to_day))


def _count_recoveries(lookup: Lookup, to_day: str) -> tuple[int, int]:
    """Money is taken back where a record was booked once more, or its earnings are gone, and by a settled sheet; all
    other records, which are nearly all, need not be added up.
    """
    is_booked_anew = or_(_RECORDS.c.posting > 1, and_(_RECORDS.c.posting == 1, _RECORDS.c.centimos <= 0))
    suspects = (
        select(_RECORDS.c.id)
        .where(
            _RECORDS.c.programme == lookup.programme, or_(is_booked_anew, _RECORDS.c.kind == PaySheet.kind),
            *_until(to_day),
        )
    )  # fmt: skip
    sums = (
        select(func.sum(_ITEMS.c.centimos).label("centimos"))
        .where(
            _ITEMS.c.programme == lookup.programme, _ITEMS.c.record.in_(suspects), _ITEMS.c.kind != RECOVERY,
            ~is_claimed(),
        )
        .group_by(_ITEMS.c.member, _ITEMS.c.record)
        .having(func.sum(_ITEMS.c.centimos) < 0)
    ).subquery()  # fmt: skip
    number, centimos = lookup.connection.execute(select(func.count(), func.sum(sums.c.centimos))).one()
    return int(number), -int(centimos or 0)


def _number(lookup: Lookup, table: Any, *where: ColumnElement[bool]) -> int:
    query = select(func.count()).select_from(table).where(table.c.programme == lookup.programme, *where)
    return int(lookup.connection.execute(query).scalar_one())


def _until(to_day: str) -> list[ColumnElement[bool]]:
    return _up_to(_RECORDS.c.happened_on, to_day)


def _up_to(column: ColumnElement[str], to_day: str) -> list[ColumnElement[bool]]:
    return [column <= to_day] if to_day else []


def waiting_steps(lookup: Lookup, kinds: Collection[str]) -> list[str]:
    """Ids of the records of these kinds that have no effect before another person approves them, the oldest first."""
    query = select(_RECORDS.c.id).where(
        _RECORDS.c.programme == lookup.programme, _RECORDS.c.kind.in_(kinds), _RECORDS.c.status == "waiting"
    )
    return list(lookup.connection.execute(query.order_by(_RECORDS.c.position)).scalars())
