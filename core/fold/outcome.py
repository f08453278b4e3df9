"""What a record comes to: what it adds to totals, what it earns whom, and what it moves in the books.

An outcome is a value; `outcomes` works it out and `posting` books the difference to the one before.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any

from core.domain.items import Earning
from core.fold.rows import EffectiveRecord
from core.fold.state import State

Contributions = dict[tuple[str, str, str], int]


@dataclass(frozen=True, slots=True)
class Leg:
    """One side of a journal entry: debits positive. `account` is one of core.domain.ledger.ACCOUNTS; `day` is filled in
    when it is booked, so that what is taken back later is taken back under the day on which it stood.
    """

    account: str
    centimos: int
    party: str = ""
    activity: str = ""
    committee: str = ""
    day: str = ""


@dataclass(frozen=True, slots=True)
class Outcome:
    """`contributions` by (scope, key, measure); earnings are empty while a workday, a rate or a person is missing.

    `legs` sum to zero; they are what a record moves beside its items: money, or the value of work in kind.
    """

    contributions: Contributions = field(default_factory=dict)
    earnings: tuple[Earning, ...] = ()
    item_kind: str = "share"
    activity: str = ""
    species: str = ""
    rate: str = ""
    legs: tuple[Leg, ...] = ()


NOTHING = Outcome()
Work = Callable[[State, EffectiveRecord, Any], Outcome]


def text_of_legs(legs: Iterable[Leg], day: str) -> str:
    """What `legs_from` reads, booked under this day; legs of nothing are left out, and no legs at all are an empty
    text.
    """
    rows = [[leg.account, leg.centimos, leg.party, leg.activity, leg.committee, day] for leg in legs if leg.centimos]
    return json.dumps(rows, ensure_ascii=False, separators=(",", ":")) if rows else ""


def legs_from(text: str) -> tuple[Leg, ...]:
    return tuple(Leg(*row) for row in json.loads(text)) if text else ()
