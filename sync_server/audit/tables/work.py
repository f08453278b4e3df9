"""Tables of what was done: who came, what stands in nurseries, what was planted, and what each of it earned whom."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from core.domain.nurseries import (
    BatchStarted,
    BatchStock,
    Dispatched,
    GivenAway,
    InventoryCounted,
    OpeningBatch,
    PrickedOut,
    ReadyAccepted,
    Received,
    Returned,
    SaplingsLost,
    Transferred,
)
from core.domain.plantings import OpeningPlanted, Planting, Replanting
from core.fold.rows import Attendance
from sync_server.audit.batches import in_batches
from sync_server.audit.source import Source, Stated
from sync_server.audit.tables.log import HAPPENED, RECORD, STATUS
from sync_server.audit.tables.reference import COMMITTEE, ID, listed
from sync_server.audit.tables.schema import Row, Table, centimos, day, flag, number, record, text

_MOVES = (
    PrickedOut, InventoryCounted, SaplingsLost, Dispatched, Returned, Transferred, GivenAway, Received,
)  # fmt: skip
_PLANTINGS = (Planting, Replanting, OpeningPlanted)
_KIND = "The kind of the record."
_STOCK = tuple(BatchStock.__dataclass_fields__)
WORKDAYS = text("workdays", "The workdays among whose people it is shared (ids, a space between).", optional=True)
PEOPLE = text(
    "people", "Instead of workdays: each person's own count, as id:count with a space between.", optional=True
)


def said(fact: Any, *names: str) -> tuple[Any, ...]:
    """Fields of a fact; None for what it does not have."""
    return tuple(getattr(fact, name, None) for name in names)


def head(one: Stated) -> tuple[Any, ...]:
    """What every row about a record begins with."""
    return one.row.id, one.row.status, one.row.kind, one.row.happened_on


def _people(fact: Any) -> str:
    return listed(f"{one.member}:{one.count}" for one in getattr(fact, "people", ()))


def _attendance(source: Source) -> Iterator[Row]:
    """The fold's rows as they are."""
    return source.in_period(Attendance, ("workday", "member"))


def _attendance_lines(source: Source) -> Iterator[list[str]]:
    days = ("happened_on", source.from_day, source.to_day)
    return source.whole.row_lines(Attendance, ("workday", "member"), days=days)


def plantings(source: Source) -> Iterator[Row]:
    """The rows of the table, which the map of plantings is drawn from as well."""
    return source.kept.of("plantings", lambda: _plantings(source))


def _plantings(source: Source) -> Iterator[Row]:
    for one in source.stated(*(shape.kind for shape in _PLANTINGS), period=True):
        fact = one.fact
        if not isinstance(fact, _PLANTINGS):
            continue
        spot = getattr(fact, "position", None)
        trees = fact.trees if isinstance(fact, OpeningPlanted) else fact.count
        yield (
            *head(one), one.row.author, one.row.committee, fact.unit, fact.species, *said(fact, "batch"), trees,
            listed(getattr(fact, "workdays", ())), _people(fact), *said(spot, "lat_udeg", "lon_udeg", "accuracy_m"),
            *said(fact, "photo_side"), one.row.centimos, one.row.holds > 0,
        )  # fmt: skip


def _moves(source: Source) -> Iterator[Row]:
    for one in source.stated(*(shape.kind for shape in _MOVES), period=True):
        fact = one.fact
        if isinstance(fact, _MOVES):
            others = said(fact, "to_batch", "unit", "stage", "cause", "to")
            yield (
                *head(one), one.row.author, one.row.committee, fact.batch, fact.count, *others,
                listed(getattr(fact, "workdays", ())), one.row.centimos,
            )  # fmt: skip


def stock_of(source: Source, batch: str) -> BatchStock:
    """What stands in a batch."""
    sums = source.lookup.totals("batch", batch)
    return BatchStock(**{name: sums.get(name, 0) for name in _STOCK})


def _batches(source: Source) -> Iterator[Row]:
    found = [*source.things(BatchStarted.kind), *source.things(OpeningBatch.kind)]
    for row, thing, fact in sorted(found, key=lambda one: one[0].position or 0):
        stock = stock_of(source, thing.id)
        yield (
            thing.id, thing.status, thing.kind, row.happened_on, row.position, fact.committee, fact.species,
            fact.seed_lot, fact.code, *said(fact, "method"), *(getattr(stock, name) for name in _STOCK),
            stock.growing, stock.standing_ready, stock.in_the_field,
        )  # fmt: skip


def _acceptances(source: Source) -> Iterator[Row]:
    for part in in_batches(source.stated(ReadyAccepted.kind)):
        yield from _acceptances_of(source, part)


def _acceptances_of(source: Source, part: Iterable[Stated]) -> Iterator[Row]:
    increases = source.whole.increases({one.fact.batch for one in part if isinstance(one.fact, ReadyAccepted)})
    for one in part:
        fact = one.fact
        if isinstance(fact, ReadyAccepted):
            increase = increases.get(one.row.id, 0) if one.row.status == "live" else 0
            yield (
                one.row.id, one.row.status, one.row.happened_on, one.row.author, one.row.committee, fact.batch,
                fact.total, increase, listed(fact.workdays), _people(fact), fact.closed_by, fact.closed_with,
                one.row.centimos, one.row.holds > 0,
            )  # fmt: skip


def _items(source: Source) -> Iterator[Row]:
    """The fold's rows as they are, each with who claims it."""
    return source.whole.items(source.from_day, source.to_day)


def _item_lines(source: Source) -> Iterator[list[str]]:
    return source.whole.item_lines(source.from_day, source.to_day)


_SUMS = {
    "pricked_out": "Moved from the bed into bags.",
    "ready": "Accepted as ready: the sum of the increases.",
    "dispatched": "Sent to the field.",
    "planted": "Planted or replanted out of it.",
    "dead": "Lost, at whatever stage.",
    "dead_ready": "Of these, lost after they were ready.",
    "returned": "Came back from the field.",
    "given_away": "Given away.",
    "transferred_in": "Came from other batches.",
    "transferred_out": "Went to other batches.",
    "received": "Came from outside, ready.",
}

WORK_TABLES = (
    Table(
        "attendance", "Who was on which list, by workday and member; only lists that count.", ("workday", "member"),
        ("workday", "member"),
        (
            record("workday", "The workday."), text("member", "The member (id)."), COMMITTEE,
            text("activity", "What was done.",
                 "nursery holes planting maintenance assembly training garden fish_pond"),
            HAPPENED, number("half_days", "The member's half-days, which are the weights of every sharing."),
        ), _attendance, "period", lines=_attendance_lines,
    ),
    Table(
        "plantings", "Trees put into the field, and what stood there before (`opening_planted`, which pays nothing).",
        ("record",), ("kind", "happened_on", "record"),
        (
            RECORD, STATUS, text("kind", _KIND, "opening_planted planting replanting"), HAPPENED,
            text("author", "Who recorded it."), COMMITTEE, text("unit", "The unit (id)."),
            text("species", "The species (id)."), text("batch", "The batch (id).", optional=True),
            number("trees", "How many.", "trees"), WORKDAYS, PEOPLE,
            number("lat_udeg", "Where, WGS 84.", "millionths of a degree", optional=True),
            number("lon_udeg", "Where, WGS 84.", "millionths of a degree", optional=True),
            number("accuracy_m", "As the receiver said.", "m", optional=True),
            text("photo_side", "The hash of its photo.", optional=True),
            centimos("", "What it pays now, shares held back included."), flag("held", "Whether money is held back."),
        ), plantings, "period",
    ),
    Table(
        "batches", "Batches of saplings with their sums by the last position.", ("id",), ("position",),
        (
            ID, STATUS, text("kind", _KIND, "batch_started opening_batch"), day("began_on", "The day it began."),
            number("position", "Its place in the log."), COMMITTEE, text("species", "The species (id)."),
            text("seed_lot", "The seed lot (id)."), text("code", "Its code."),
            text("method", "How it was begun.", "seed_bed cuttings wildlings", optional=True),
            *(number(name, meaning, "saplings") for name, meaning in _SUMS.items()),
            number("growing", "pricked_out − ready − (dead − dead_ready).", "saplings"),
            number("standing_ready", "ready + received + transferred_in + returned − dispatched − dead_ready −"
                   " given_away − transferred_out.", "saplings"),
            number("in_the_field", "dispatched − returned − planted.", "saplings"),
        ), _batches,
    ),
    Table(
        "batch_moves", "What came to and went from batches, and counts, which pay nothing.", ("record",),
        ("kind", "happened_on", "record"),
        (
            RECORD, STATUS, text("kind", _KIND, " ".join(sorted(shape.kind for shape in _MOVES))), HAPPENED,
            text("author", "Who recorded it."), text("committee", "The committee (id).", optional=True),
            text("batch", "The batch (id)."), number("count", "How many.", "saplings"),
            text("to_batch", "Where they went (id).", optional=True),
            text("unit", "For which unit (id).", optional=True),
            text("stage", "Of a loss.", "growing ready", optional=True),
            text("cause", "Of a loss.", optional=True), text("to", "To whom they were given.", optional=True),
            WORKDAYS, centimos("", "What it pays now."),
        ), _moves, "period",
    ),
    Table(
        "acceptances", "Saplings accepted as ready: each states its batch's total, and its increase is paid.",
        ("record",), ("happened_on", "record"),
        (
            RECORD, STATUS, HAPPENED, text("author", "Who recorded it."),
            text("committee", "The committee (id).", optional=True),
            text("batch", "The batch (id)."), number("total", "The cumulative total.", "saplings"),
            number("increase", "By how much it exceeds all that come before it by day, total and id; 0 where it does"
                   " not count.", "saplings"),
            WORKDAYS, PEOPLE, text("closed_by", "The officer (id).", optional=True),
            text("closed_with", "How.", "signature mark", optional=True),
            centimos("", "What it pays now, shares held back included."), flag("held", "Whether money is held back."),
        ), _acceptances,
    ),
    Table(
        "items", "What everybody is owed, as signed amounts that are never changed: a correction adds `reversal`s and"
        " new shares. Their sum by payee and record is what stands.", ("record", "posting", "kind", "line"),
        ("payee", "record", "posting", "kind", "line"),
        (
            record("record", "The record it belongs to."),
            number("posting", "How often money was posted for the record, from 1."),
            text("kind", "`share` of a record's amount; `opening` balance; `reversal`; and what settling a line or a"
                 " decision leaves.", "share opening reversal remainder recovery rounding moved waived surplus"),
            number("line", "Its number within the posting."),
            text("payee", "A member, or a committee that is paid as one (id)."),
            text("committee", "The committee (id).", optional=True), HAPPENED,
            centimos("", "The amount; negative for what is taken back."),
            number("count", "The payee's part of the count, where it is paid by the piece."),
            number("half_days", "The payee's half-days, which weigh the share."),
            text("activity", "The work that is paid.", "sapling_ready tree_planted tree_replanted day_wage opening",
                 optional=True),
            text("species", "The species (id).", optional=True), text("rate", "The rate (id).", optional=True),
            record("cause", "The record whose arrival made it."),
            number("position", "The place of `cause` in the log."),
            text("claimed_by", "The sheet whose line has it, or the record that settled it; empty while it is open.",
                 optional=True),
        ), _items, "period", lines=_item_lines,
    ),
)  # fmt: skip
