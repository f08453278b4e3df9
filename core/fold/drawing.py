"""Drawing a sheet's lines: who is owed what by open items up to a day, and who gets no line and why.

A draft shows this, a lock freezes it; both call the same function, so that nobody signs other lines than were shown.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass

from core.domain.payouts import RecoveryDecided
from core.domain.people import Member
from core.domain.sheets import (
    RECOVERY,
    Distribution,
    DrawnLine,
    OpenAmount,
    PaySheet,
    draw_line,
    hash_of_lines,
    line_of,
)
from core.fold.facts import fact_in_force, holds_back, is_confirmed, is_held, setting, thing_fact
from core.fold.money_rows import Claim, Item, Payment, Sheet, SheetLine
from core.fold.rows import Answer, EffectiveRecord, Hold, Thing
from core.fold.state import State


@dataclass(frozen=True, slots=True)
class Drawn:
    """One payee's line with the items it claims."""

    payee: str
    committee: str
    line: DrawnLine
    items: tuple[Item, ...]
    by_transfer: bool


@dataclass(frozen=True, slots=True)
class Drawing:
    """All lines of a sheet, and payees with open items that get none, with the code of the reason."""

    lines: tuple[Drawn, ...]
    left: tuple[tuple[str, str], ...]

    @property
    def payable_centimos(self) -> int:
        return sum(drawn.line.payable_centimos for drawn in self.lines)

    @property
    def lines_hash(self) -> str:
        return hash_of_lines(
            (drawn.payee, drawn.line.gross_centimos, drawn.line.payable_centimos) for drawn in self.lines
        )


@dataclass(frozen=True, slots=True)
class OpenSum:
    """What the unclaimed, unheld items of one payee come to: work up to the cut-off of records whose sum is positive,
    and the items of recoveries whenever they were made.
    """

    work_centimos: int
    recovery_centimos: int


def draw(
    state: State, sheet: PaySheet, day: str, sums: Mapping[str, OpenSum] | None = None, whole: Collection[str] = ()
) -> Drawing:
    """What a sheet with these terms would pay if it were locked on `day` with the log as it is now.

    Where somebody has the `sums` of every payee with an open item, lines come without the items that they would claim,
    but for those payees who are wanted `whole`.
    """
    up = bool(setting(state, "round_cash_up", day))
    # Whatever figure was set, a line gives up between nothing and all of it.
    percent = min(100, max(0, setting(state, "recovery_percent", day)))
    holds = _Holds(state)
    lines = []
    left = []
    for payee, committee, is_leaving in payees_of(state, sheet):
        exact = payee in sheet.by_transfer
        rounding = _Rounding(up or is_leaving, exact, percent)
        known = OpenSum(0, 0) if sums is None else sums.get(payee)
        if known is None:
            continue
        found = None if sums is None or payee in whole else _from_sum(known, rounding)
        found = found or _from_items(state, holds, payee, sheet.cut_off, rounding)
        if found is None:
            continue
        why = _why_none(state, sheet, payee)
        if why or found.line is None:
            left.append((payee, why or found.why))
        else:
            lines.append(Drawn(payee, committee, found.line, found.items, exact))
    return Drawing(tuple(lines), tuple(left))


@dataclass(frozen=True, slots=True)
class _Rounding:
    up: bool
    exact: bool
    recovery_percent: int


@dataclass(frozen=True, slots=True)
class _Found:
    """What is open of one payee comes to: a line with the items it would claim, or why there is none."""

    line: DrawnLine | None
    items: tuple[Item, ...] = ()
    why: str = ""


def _from_sum(known: OpenSum, rounding: _Rounding) -> _Found | None:
    """A line; None where there is none, for only the items tell why."""
    line = line_of(
        known.work_centimos, known.recovery_centimos, up=rounding.up, exact=rounding.exact,
        recovery_percent=rounding.recovery_percent,
    )  # fmt: skip
    return None if line is None else _Found(line)


def _from_items(state: State, holds: _Holds, payee: str, cut_off: str, rounding: _Rounding) -> _Found | None:
    """None where nothing is open."""
    items = state.open_items(payee)
    if not items:
        return None
    free = holds.without(items)
    line = draw_line(
        [amount_of(item) for item in free], cut_off, up=rounding.up, exact=rounding.exact,
        recovery_percent=rounding.recovery_percent,
    )  # fmt: skip
    if line is None:
        return _Found(None, (), _why_no_line(free, cut_off))
    return _Found(line, tuple(free[place] for place in line.claimed))


def amount_of(item: Item) -> OpenAmount:
    """An item as a line looks at it."""
    return OpenAmount(item.record, item.kind, item.happened_on, item.centimos)


def records_of_other_funds(state: State, identifier: str) -> list[str]:
    """Records with shares on this sheet and on one that another fund pays."""
    sheet = state.get(Sheet, identifier)
    if sheet is None:
        return []
    funds = {identifier: sheet.fund}
    found = []
    for record in sorted({claim.record for claim in state.find(Claim, identifier) if claim.kind == "share"}):
        for item in state.find(Item, record):
            claim = state.get(Claim, item.member, item.record, item.posting, item.kind, item.line)
            claimed_by = claim.claimed_by if claim else identifier
            if claimed_by not in funds:
                other = state.get(Sheet, claimed_by)
                funds[claimed_by] = other.fund if other else sheet.fund
            if funds[claimed_by] != sheet.fund:
                found.append(record)
                break
    return found


def waived_and_owed(state: State, record: str) -> dict[str, tuple[int, int]]:
    """By payee what was waived of a record and what is open of it all the same, where both are more than nothing: a
    correction took it back, a person let the payee keep it, and another correction owes it once more.
    """
    row = state.get(EffectiveRecord, record)
    if row is None or row.posting <= 1:
        return {}  # Only what was taken back and entered again can be owed twice.
    waived: dict[str, int] = {}
    opened: dict[str, int] = {}
    for item in state.find(Item, record):
        claim = state.get(Claim, item.member, item.record, item.posting, item.kind, item.line)
        if claim is None:
            opened[item.member] = opened.get(item.member, 0) + item.centimos
        elif _is_waiver(state, claim.claimed_by):
            waived[item.member] = waived.get(item.member, 0) - item.centimos
    return {
        payee: (centimos, opened[payee]) for payee, centimos in waived.items() if centimos > 0 < opened.get(payee, 0)
    }


def _is_waiver(state: State, identifier: str) -> bool:
    row = state.get(EffectiveRecord, identifier)
    decided = fact_in_force(state, row) if row is not None and row.kind == RecoveryDecided.kind else None
    return isinstance(decided, RecoveryDecided) and decided.action == "waive"


def payees_of(state: State, sheet: PaySheet) -> Iterator[tuple[str, str, bool]]:
    """(payee, committee, whether the last céntimos are rounded up) of everybody the sheet is for, committees
    included.
    """
    wanted = frozenset(sheet.committees)
    members = [thing for thing in state.find(Thing, Member.kind) if thing.committee in wanted]
    state.read_ahead(EffectiveRecord, [thing.id for thing in members])
    for thing in members:
        left_on = thing_fact(thing).left_on
        yield thing.id, thing.committee, thing.id in sheet.leaving or (left_on or sheet.cut_off) < sheet.cut_off
    for committee in dict.fromkeys(sheet.committees):
        yield committee, committee, False


def _why_none(state: State, sheet: PaySheet, payee: str) -> str:
    """Why a payee gets no line whatever is owed, or empty."""
    if payee in sheet.left_out:
        return "line_left_out"
    if payee in sheet.committees:
        return "distribution_missing" if _lacks_distribution(state, payee) else ""
    member = state.get(Thing, payee)
    if member is None or member.status != "live":
        return "line_member_void"
    return "" if is_confirmed(state, payee) else "line_not_confirmed"


def _why_no_line(free: list[Item], cut_off: str) -> str:
    if not free:
        return "line_held"
    if all(item.happened_on > cut_off for item in free):
        return "line_after_cut_off"
    return "line_to_recover" if sum(item.centimos for item in free) < 0 else "line_below_coin"


def _lacks_distribution(state: State, committee: str) -> bool:
    """Whether a sum that was paid to the committee was not divided by a signed acta yet."""
    for sheet in _sheets_of(state, committee):
        for payment in state.find(Payment, sheet, committee):
            if payment.role != "paid":
                continue
            if not any(is_distribution(state, answer) for answer in state.find(Answer, payment.id)):
                return True
    return False


def is_distribution(state: State, answer: Answer) -> bool:
    """Whether an acta answers, and was not taken back since."""
    row = state.get(EffectiveRecord, answer.record)
    return answer.kind == Distribution.kind and row is not None and row.status == "live"


def _sheets_of(state: State, payee: str) -> list[str]:
    return [identifier for identifier in state.since(PaySheet.kind, "") if state.get(SheetLine, identifier, payee)]


class _Holds:
    """Which items a verdict holds back; each record is looked at once, those of a payee together."""

    def __init__(self, state: State) -> None:
        self._state = state
        self._members: dict[str, frozenset[str]] = {}

    def without(self, items: list[Item]) -> list[Item]:
        """The items that nothing holds back."""
        members = self._members
        records = [record for record in dict.fromkeys([item.record for item in items]) if record not in members]
        self._state.read_ahead(EffectiveRecord, records)
        for record in records:
            members[record] = self._read(record)
        return [item for item in items if not (held := members[item.record]) or not self._has(held, item)]

    def _has(self, held: frozenset[str], item: Item) -> bool:
        return item.kind != RECOVERY and is_held(held, item.member, item.committee)

    def _read(self, record: str) -> frozenset[str]:
        row = self._state.get(EffectiveRecord, record)
        if row is None or not row.holds:
            return frozenset()
        return frozenset(hold.member for hold in self._state.find(Hold, record) if holds_back(hold))
