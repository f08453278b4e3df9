"""What has come into a fund, what its sheets have used, and what is left, as the books have it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from core.usecases.views.money import AccountBalance


@dataclass(frozen=True, slots=True)
class FundSums:
    """`came_in` = `used` + `left`, in céntimos."""

    came_in_centimos: int
    used_centimos: int
    left_centimos: int

    def __add__(self, other: FundSums) -> FundSums:
        return FundSums(
            self.came_in_centimos + other.came_in_centimos,
            self.used_centimos + other.used_centimos,
            self.left_centimos + other.left_centimos,
        )


def fund_sums(balances: Iterable[AccountBalance], fund: str) -> FundSums:
    """The sums of one fund, of all accounts' balances by party."""
    mine = {balance.account: balance.balance_centimos for balance in balances if balance.party == fund}
    left, used = -mine.get("fund", 0), -mine.get("funds_applied", 0)
    return FundSums(left + used, used, left)
