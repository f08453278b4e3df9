"""A pay sheet's lines as an accountant reads them: what the work of this sheet came to, and what stood from before.

Work (`importe`) are the shares of records that this line pays for the first time, also when they were corrected before
it: a share and the reversal that takes back exactly it cancel out. A record that was corrected after an earlier sheet
had paid it shows here as a reversal without its share; all items of such a record, and everything else that is owed
(remainders, opening balances, money recovered too often), are the `saldo anterior`. What settling this very sheet left
belongs to the record of the sheet itself and is none of its reasons.

For every line: importe + saldo anterior − recovered = neto + carried, to the céntimo.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from core.domain.problems import Language
from core.domain.sheets import carried_over
from core.usecases.views.money import LineReason, SheetLineView, SheetView
from sync_server.text.papers import on_paper

SHARE, REVERSAL = "share", "reversal"
DAY_WAGE = "day_wage"
HALF = "½"


@dataclass(frozen=True, slots=True)
class WorkRow:
    """One kind of work at one rate. A group's work is known by half-days and has no count of its own."""

    activity: str
    species_name: str
    rate_centimos: int
    count: int
    half_days: int
    centimos: int

    @property
    def is_group_share(self) -> bool:
        """Whether the amount is a part of a group's, so that it is not half-days times the rate."""
        return self.half_days > 0 and self.activity != DAY_WAGE


@dataclass(frozen=True, slots=True)
class Sums:
    """Amounts of one line, of a page or of a sheet."""

    work_centimos: int = 0
    earlier_centimos: int = 0
    recovered_centimos: int = 0
    payable_centimos: int = 0

    @property
    def carried_centimos(self) -> int:
        """What is left over, as core.domain.sheets.carried_over."""
        gross = self.work_centimos + self.earlier_centimos
        return carried_over(gross, self.recovered_centimos, self.payable_centimos)

    def __add__(self, other: Sums) -> Sums:
        return Sums(
            self.work_centimos + other.work_centimos,
            self.earlier_centimos + other.earlier_centimos,
            self.recovered_centimos + other.recovered_centimos,
            self.payable_centimos + other.payable_centimos,
        )


@dataclass(frozen=True, slots=True)
class Block:
    """A payee's line with its work and the reasons it was drawn from; a block is never divided."""

    line: SheetLineView
    work: tuple[WorkRow, ...]
    sums: Sums
    reasons: tuple[LineReason, ...]


def blocks_of(view: SheetView) -> list[Block]:
    """Every line of the sheet in its order. Raises ValueError where the reasons do not add up to the line, as they do
    not when the view was asked for without them.
    """
    return [_block(line, view.summary.id) for line in view.lines]


def sum_of_blocks(blocks: Iterable[Block]) -> Sums:
    return sum((block.sums for block in blocks), start=Sums())


def is_draft(view: SheetView) -> bool:
    """Whether nobody may be paid by this sheet: a reopened draft keeps its number, and does not show it."""
    return view.summary.state in ("draft", "abandoned")


def days_text(half_days: int) -> str:
    """Half-days as days: 1½, ½, 3."""
    whole, half = divmod(half_days, 2)
    return f"{whole:,d}{HALF}" if whole and half else HALF if half else f"{whole:,d}"


def _block(line: SheetLineView, sheet: str) -> Block:
    reasons = tuple(reason for reason in line.reasons if reason.record != sheet)
    if sum(reason.centimos for reason in reasons) != line.gross_centimos - line.recovery_centimos:
        raise ValueError(f"the reasons of payee {line.payee} do not add up to the line")
    groups: dict[str, list[LineReason]] = {}
    for reason in reasons:
        groups.setdefault(reason.record, []).append(reason)
    work = _rows([share for group in groups.values() for share in _work_of(group)])
    done = sum(row.centimos for row in work)
    sums = Sums(done, line.gross_centimos - done, line.recovered_centimos, line.payable_centimos)
    return Block(line, work, sums, reasons)


def _work_of(group: Sequence[LineReason]) -> list[LineReason]:
    """The shares of one record that stand; none when it was paid before and corrected since."""
    shares = [reason for reason in group if reason.item_kind == SHARE]
    for reversal in (reason for reason in group if reason.item_kind == REVERSAL):
        taken_back = next((share for share in shares if _is_taken_back(share, reversal)), None)
        if taken_back is None:
            return []
        shares.remove(taken_back)
    return shares


def _is_taken_back(share: LineReason, reversal: LineReason) -> bool:
    return _essence(share, share.centimos) == _essence(reversal, -reversal.centimos)


def _essence(reason: LineReason, centimos: int) -> tuple[str, str, int, int, int]:
    return reason.activity, reason.species_name, reason.count, reason.half_days, centimos


def _rows(shares: Sequence[LineReason]) -> tuple[WorkRow, ...]:
    """Shares of one activity, species and rate together; what is known by half-days apart from what was counted."""
    rows: dict[tuple[str, str, int, bool], WorkRow] = {}
    for share in shares:
        key = (share.activity, share.species_name, share.rate_centimos, share.half_days > 0)
        row = rows.get(key) or WorkRow(share.activity, share.species_name, share.rate_centimos, 0, 0, 0)
        rows[key] = WorkRow(
            row.activity,
            row.species_name,
            row.rate_centimos,
            row.count + share.count,
            row.half_days + share.half_days,
            row.centimos + share.centimos,
        )
    return tuple(rows[key] for key in sorted(rows))


def short_committee(name: str, language: Language) -> str:
    """The committee's name without what stands in the head of the column anyway."""
    return name.removeprefix(on_paper("committee_prefix", language))
