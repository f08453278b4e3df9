"""Tables of what somebody else found: checks on the ground, and what money from carbon paid for."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from core.domain.funds import CarbonSale
from core.domain.verifications import OUTCOMES, VerifiedOnSite
from core.fold.money_rows import Item, Sheet
from core.fold.rows import EffectiveRecord
from sync_server.audit.batches import in_batches
from sync_server.audit.source import Source
from sync_server.audit.tables.log import HAPPENED, RECORD, STATUS
from sync_server.audit.tables.schema import Row, Table, centimos, number, record, text

_PAID_FOR = {"sapling_ready": "saplings", "tree_planted": "trees", "tree_replanted": "trees"}
_UNUSED = frozenset({"draft", "locked", "abandoned"})
"""Sheets in these states have used nothing of their fund."""


def _checks(source: Source) -> Iterator[Row]:
    for part in in_batches(source.stated(VerifiedOnSite.kind, period=True)):
        targets = source.whole.records(one.fact.target for one in part if isinstance(one.fact, VerifiedOnSite))
        for one in part:
            fact = one.fact
            if isinstance(fact, VerifiedOnSite):
                target: EffectiveRecord | None = targets.get(fact.target)
                yield (
                    one.row.id, one.row.status, one.row.happened_on, one.row.position, one.row.author, fact.target,
                    target.kind if target else None, fact.stated, fact.found, fact.verdict, fact.checked_by, fact.seed,
                )  # fmt: skip


def _uses(source: Source) -> Iterator[Row]:
    """By fund, sheet and what was paid for: the items that approved sheets have claimed."""
    funds = {one.fact.upstream_fund for one in source.stated(CarbonSale.kind) if isinstance(one.fact, CarbonSale)}
    sheets = {}
    for row in source.whole.rows(Sheet, ("id",)):
        sheet = Sheet(*row)
        if sheet.fund in funds and sheet.state not in _UNUSED:
            sheets[sheet.id] = sheet
    sums: dict[tuple[str, ...], int] = defaultdict(int)
    for values in source.whole.items("", "9999-12-31") if sheets else ():
        item, claimed_by = Item(*values[:-1]), values[-1]
        if claimed_by in sheets:
            work = item.activity or item.kind
            sums[sheets[claimed_by].fund, claimed_by, work, item.species, item.rate] += item.centimos
    for key in sorted(sums, key=lambda key: tuple(part.encode() for part in key)):
        fund, sheet_id, activity, species, rate_id = key
        what, rate = _PAID_FOR.get(activity, ""), source.lookup.fact(rate_id) if rate_id else None
        count = sums[key] // rate.centimos if what and rate is not None and rate.centimos else 0
        number_of = sheets[sheet_id].number
        yield fund, sheet_id, number_of, activity, species, rate_id, what, count, sums[key]


CHECK_TABLES = (
    Table(
        "verifications", "What was found on the ground by somebody who neither recorded nor paid; it moves no money.",
        ("record",), ("happened_on", "record"),
        (
            RECORD, STATUS, HAPPENED, number("position", "Its place in the log."), text("author", "Who typed it."),
            text("target", "The unit, batch or payout."),
            text("target_kind", "The kind of that.", "unit batch_started opening_batch payout", optional=True),
            number("stated", "What the log said: trees alive, saplings there, or céntimos handed over."),
            number("found", "What was found, in the same unit."),
            text("verdict", "What that comes to; `missing` where nothing or nobody was there.", " ".join(OUTCOMES)),
            text("checked_by", "Who looked."),
            text("seed", "The number of the draw that it was drawn by.", optional=True),
        ), _checks, "period",
    ),
    Table(
        "carbon_uses", "What the funds that carbon was sold for have paid, by sheet, work and species: the items"
        " claimed by sheets that were approved, settled or closed since. What a sheet rounds and recovers is"
        " not in it.",
        ("fund", "sheet", "activity", "species", "rate"), ("fund", "sheet", "activity", "species", "rate"),
        (
            text("fund", "The upstream fund of a sale (id)."), record("sheet", "The sheet."),
            number("sheet_number", "Its number."),
            text("activity", "The work, or the kind of item where it is of no work."),
            text("species", "The species (id).", optional=True),
            text("rate", "The rate (id).", optional=True),
            text("what", "What is counted.", "saplings trees", optional=True),
            number("count", "How many it paid: the amount ÷ the rate, rounded down, since shares of one may be on two"
                   " sheets; 0 where nothing is counted."),
            centimos("", "What they came to."),
        ), _uses,
    ),
)  # fmt: skip
