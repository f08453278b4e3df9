"""What a person earned, was paid and has coming, each in the three parts that are never one number. No Kivy."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from app.screens.statement.days import GIVEN
from app.text.texts import t
from core.domain.money import format_soles
from core.usecases.views.field import Money, StatementLine

HIDDEN = "•••"


@dataclass(frozen=True)
class SumRow:
    """A word and three amounts ready for people; a part that is nothing is quiet."""

    word: str
    amounts: tuple[str, str, str]
    are_nothing: tuple[bool, bool, bool]
    strong: bool = False


def sums_of(
    all_lines: Sequence[StatementLine], of_period: Sequence[StatementLine], *, shows_amounts: bool
) -> tuple[SumRow, ...]:
    """What was earned and paid in a period, and what is owed now, which has no period."""
    earned = Money.of(line for line in of_period if line.item_kind not in GIVEN)
    granted = Money.of(line for line in of_period if line.item_kind in GIVEN and line.item_kind != "payout")
    paid = Money.of(line for line in of_period if line.item_kind == "payout")
    rows = [_row("review.sum_earned", earned, shows_amounts=shows_amounts)]
    if granted != Money():
        rows.append(_row("review.sum_granted", granted, shows_amounts=shows_amounts))
    rows.append(_row("review.sum_paid", -paid, shows_amounts=shows_amounts))
    rows.append(_row("review.sum_owed", owed(all_lines), shows_amounts=shows_amounts, strong=True))
    return tuple(rows)


def owed(lines: Sequence[StatementLine]) -> Money:
    """The three parts of what is owed. Money that was handed over is owed no longer, whether or not it was sent."""

    def part(state: str) -> int:
        return sum(line.centimos for line in lines if ("confirmed" if line.item_kind in GIVEN else line.state) == state)

    return Money(part("confirmed"), part("pending"), part("observed"))


def _row(word: str, money: Money, *, shows_amounts: bool, strong: bool = False) -> SumRow:
    parts = (money.confirmed, money.pending, money.observed)
    first, second, third = (format_soles(part) if shows_amounts else HIDDEN for part in parts)
    # Which of them are nothing says something as well.
    quiet = (not parts[0], not parts[1], not parts[2]) if shows_amounts else (True, True, True)
    return SumRow(t(word), (first, second, third), quiet, strong)
