"""Pay sheets whole: their sums, the lines as they would be drawn or were frozen, and who gets none."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import and_, case, func, select

from core.domain.bodies import UnreadableBody
from core.domain.funds import Fund
from core.domain.identity import name_sort_key
from core.domain.kinds import UnknownKind, read_fact
from core.domain.people import Member, Person
from core.domain.sheets import PaySheet
from core.domain.tablets import TabletEnrolled
from core.domain.wordings import Wording, wording_in_force
from core.fold.drawing import Drawing, OpenSum, draw, payees_of
from core.fold.facts import body_in_force, thing_fact
from core.fold.money_rows import Claim, Item, Sheet, SheetLine
from core.fold.rows import EffectiveRecord
from core.fold.state import State
from core.storage.projections import TABLES
from core.storage.reads.lookup import Lookup, same_item
from core.storage.reads.open_sums import open_sums
from core.storage.reads.reasons import ReasonReads
from core.storage.reads.steps import StepReads
from core.usecases.views.money import LineReason, LineState, SheetLineView, SheetSummary, SheetView

RECORDS = TABLES[EffectiveRecord]
SHEETS = TABLES[Sheet]
LINES = TABLES[SheetLine]
CLAIMS = TABLES[Claim]
ITEMS = TABLES[Item]
_DRAWN_STATES = ("draft", "locked")
_SETTLED_STATES = ("settled", "closed")


@dataclass(frozen=True, slots=True)
class _Line:
    """A line before it is told to anybody, drawn or frozen."""

    row: SheetLine
    items: tuple[Item, ...]


class SheetReads:
    """`state` gives the fold's rules the same snapshot, for drawing a draft's lines."""

    def __init__(self, lookup: Lookup, state: Callable[[], State]) -> None:
        self._lookup = lookup
        self._state = state
        self._reasons = ReasonReads(lookup)
        self._labels: dict[str, str] | None = None

    def summaries(self) -> list[SheetSummary]:
        """All sheets, the newest first; a draft shows no lines before it is opened."""
        rows = self._rows()
        terms = self._terms(rows)
        sums = self._sums()
        return [self._summary(row, terms.get(row.id), *sums.get(row.id, (0, 0, 0, 0))) for row in rows]

    def view(self, identifier: str, today: str, *, reasons: bool, payee: str = "") -> SheetView | None:
        """With `reasons` those of every line, or of this payee's alone; a draft as it would be locked `today`."""
        rows = self._rows(identifier)
        if not rows:
            return None
        row = rows[0]
        terms = self._terms(rows).get(row.id)
        drawing = self._drawing(row, terms, today, payee, items=reasons)
        known = _drawn(row.id, drawing) if drawing else self._frozen(row.id, payee, items=reasons)
        explained = [line for line in known if reasons and payee in ("", line.row.payee)]
        lines = self._told(row, known, explained)
        payable = sum(line.payable_centimos for line in lines)
        paid = [line.paid_centimos for line in lines if line.payout]
        fund = self._lookup.fact(row.fund)
        day = self._locked_on(row) or today
        return SheetView(
            summary=self._summary(row, terms, len(lines), len(paid), payable, sum(paid)),
            heading=self._wording("sheet_heading", day),
            organisation=self._wording("organisation", day),
            office_phone=self._wording("office_phone", day),
            funder=fund.funder if isinstance(fund, Fund) else "",
            lines_hash=drawing.lines_hash if drawing else row.lines_hash,
            drafted_by=self._lookup.staff_name(row.drafted_by),
            approved_by=tuple(self._lookup.staff_name(code) for code in row.approved_by.split(",") if code),
            lines=tuple(lines),
            left=drawing.left if drawing else (),
            steps=StepReads(self._lookup).of(row.id),
        )

    def _rows(self, identifier: str = "") -> Sequence[Any]:
        same = and_(RECORDS.c.programme == SHEETS.c.programme, RECORDS.c.id == SHEETS.c.id)
        query = (
            select(SHEETS, RECORDS.c.body_id)
            .join(RECORDS, same)
            .where(SHEETS.c.programme == self._lookup.programme)
            .order_by(RECORDS.c.position.desc())
        )
        if identifier:
            query = query.where(SHEETS.c.id == identifier)
        return self._lookup.connection.execute(query).all()

    def _terms(self, rows: Iterable[Any]) -> dict[str, PaySheet]:
        """What each sheet was drafted to pay, also of one that was abandoned."""
        bodies = {row.id: row.body_id for row in rows}
        records = self._lookup.records(bodies.values())
        terms = {}
        for sheet, body in bodies.items():
            try:
                terms[sheet] = read_fact(PaySheet.kind, *body_in_force(records[body]))
            except (KeyError, UnknownKind, UnreadableBody):
                continue
        return terms

    def _sums(self) -> dict[str, tuple[int, int, int, int]]:
        """Lines, lines paid, payable and paid céntimos of every sheet that has lines."""
        is_paid = case((LINES.c.payout != "", 1), else_=0)
        query = (
            select(
                LINES.c.sheet,
                func.count(),
                func.sum(is_paid),
                func.sum(LINES.c.payable_centimos),
                func.sum(LINES.c.paid_centimos),
            )
            .where(LINES.c.programme == self._lookup.programme)
            .group_by(LINES.c.sheet)
        )
        return {row[0]: (int(row[1]), int(row[2]), int(row[3]), int(row[4])) for row in self._execute(query)}

    def _summary(
        self, row: Any, terms: PaySheet | None, lines: int, lines_paid: int, payable: int, paid: int
    ) -> SheetSummary:
        names = tuple(self._lookup.readable(committee) for committee in terms.committees) if terms else ()
        fund = self._lookup.fact(row.fund)
        name = fund.name if isinstance(fund, Fund) else ""
        return SheetSummary(
            row.id, row.number, row.state, row.cut_off, row.fund, name, names, lines, lines_paid, payable, paid
        )

    def _drawing(self, row: Any, terms: PaySheet | None, today: str, payee: str, *, items: bool) -> Drawing | None:
        """The lines of a draft as locking would draw them today; None for any other sheet. With their `items`, of this
        payee alone or of all with an empty one, they take a hundred times as long on a server.
        """
        if row.state != "draft" or terms is None:
            return None
        state = self._state()
        if (items and not payee) or not state.keeps_journal:
            return draw(state, terms, today)
        name = ("drawing", row.id, row.body_id, today)
        sums, drawing = self._lookup.once_folded(name, lambda: self._drawn_by_sums(state, terms, today))
        if not items:
            return drawing
        own = draw(state, terms, today, {payee: sums[payee]} if payee in sums else {}, {payee})
        lines = {line.payee: line for line in own.lines}
        return replace(drawing, lines=tuple(lines.get(line.payee, line) for line in drawing.lines))

    def _drawn_by_sums(self, state: State, terms: PaySheet, today: str) -> tuple[dict[str, OpenSum], Drawing]:
        sums = open_sums(self._lookup, [one for one, *_ in payees_of(state, terms)], terms.cut_off)
        return sums, draw(state, terms, today, sums)

    def _locked_on(self, row: Any) -> str:
        """The day whose wordings a locked sheet has; empty where nothing is locked."""
        lock = self._lookup.records([row.lock]).get(row.lock) if row.lock else None
        return lock.happened_on if lock else ""

    def _wording(self, name: str, day: str) -> str:
        return wording_in_force((thing_fact(thing) for thing in self._lookup.as_said(Wording.kind)), name, day)

    def _frozen(self, sheet: str, payee: str, *, items: bool) -> list[_Line]:
        """The lines of a lock, with the items it claimed of this payee or of everybody; what settling left belongs to
        the sheet and is no reason.
        """
        mine = (LINES.c.programme == self._lookup.programme, LINES.c.sheet == sheet)
        rows = [SheetLine(*row[1:]) for row in self._execute(select(LINES).where(*mine))]
        claimed: dict[str, list[Item]] = defaultdict(list)
        if items:
            query = (
                select(CLAIMS.c.payee, ITEMS)
                .join(ITEMS, same_item())
                .where(CLAIMS.c.programme == self._lookup.programme, CLAIMS.c.claimed_by == sheet)
                .where(ITEMS.c.record != sheet)
                .order_by(ITEMS.c.happened_on, ITEMS.c.record, ITEMS.c.posting, ITEMS.c.kind.desc(), ITEMS.c.line)
            )
            for row in self._execute(query.where(CLAIMS.c.payee == payee) if payee else query):
                claimed[row[0]].append(Item(*row[2:]))
        return [_Line(row, tuple(claimed[row.payee])) for row in rows]

    def _told(self, sheet: Any, lines: Sequence[_Line], explained: Sequence[_Line]) -> list[SheetLineView]:
        """The lines as the printed list has them, by committee, then by surnames; some of them with their reasons."""
        people = self._people(lines)
        ways = self._ways(line.row.payout for line in lines if line.row.payout)
        told = self._reasons_of(explained)
        self._lookup.know_things(key for line in lines for key in (line.row.payee, line.row.committee))
        names = {line.row.payee: self._lookup.readable(line.row.payee) for line in lines}
        committees = {one: self._lookup.readable(one) for one in {line.row.committee for line in lines}}
        places = {one: name_sort_key(name) for one, name in committees.items()}

        def place_of(line: _Line) -> tuple[Any, ...]:
            committee, payee = line.row.committee, line.row.payee
            return (places[committee], committee, name_sort_key(names[payee]), payee)

        views = []
        for place, line in enumerate(sorted(lines, key=place_of), start=1):
            row, thing, person = line.row, self._lookup.thing(line.row.payee), people.get(line.row.payee)
            views.append(
                SheetLineView(
                    place, row.payee, thing.code if thing else "", names[row.payee], (person.dni or "") if person else
                    "", row.committee, committees[row.committee], row.gross_centimos, row.recovery_centimos,
                    row.recovered_centimos, row.payable_centimos, bool(row.exact), _state_of(sheet.state, row),
                    row.holder, self._label(row.holder), row.pay_until, row.released_to, row.payout,
                    ways.get(row.payout, ""), row.paid_centimos, tuple(told.get(row.payee, ())),
                )
            )  # fmt: skip
        return views

    def _people(self, lines: Sequence[_Line]) -> Mapping[str, Person]:
        """Who the payees are; a payee who is a committee is nobody."""
        self._lookup.know_members(line.row.committee for line in lines)
        facts = {line.row.payee: self._lookup.fact(line.row.payee) for line in lines}
        sides = {payee: fact.person_side for payee, fact in facts.items() if isinstance(fact, Member)}
        people = self._lookup.people(sides.values())
        return {payee: people[side] for payee, side in sides.items() if side in people}

    def _ways(self, payouts: Iterable[str]) -> dict[str, str]:
        return {identifier: record.body.get("way", "") for identifier, record in self._lookup.records(payouts).items()}

    def _reasons_of(self, lines: Sequence[_Line]) -> dict[str, list[LineReason]]:
        items = [(line.row.payee, item) for line in lines for item in line.items]
        told: dict[str, list[LineReason]] = defaultdict(list)
        for (payee, _), reason in zip(items, self._reasons.of([item for _, item in items]), strict=True):
            told[payee].append(reason)
        return told

    def _label(self, origin: str) -> str:
        """What a tablet is called; the office has no label."""
        if self._labels is None:
            tablets = self._lookup.things(TabletEnrolled.kind)
            self._labels = {thing.code: thing_fact(thing).label for thing in tablets}
        return self._labels.get(origin, "")

    def _execute(self, query: Any) -> Any:
        return self._lookup.connection.execute(query)


def _drawn(sheet: str, drawing: Drawing) -> list[_Line]:
    return [
        _Line(
            SheetLine(
                sheet, drawn.payee, drawn.committee, drawn.line.gross_centimos, drawn.line.recovery_centimos,
                drawn.line.recovered_centimos, drawn.line.payable_centimos, int(drawn.by_transfer),
                "", "", "", "", "", 0,
            ),
            drawn.items,
        )
        for drawn in drawing.lines
    ]  # fmt: skip


def _state_of(sheet_state: str, line: SheetLine) -> LineState:
    if sheet_state in _DRAWN_STATES:
        return "drawn"
    if line.payout:
        return "paid"
    if sheet_state in _SETTLED_STATES:
        return "returned"
    if line.released_to:
        return "released"
    return "assigned" if line.holder else "unassigned"
