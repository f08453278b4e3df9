"""Whose money something moves, as whoever enters or approves it has to know beforehand.

It is found by letting it take effect in a session of which nothing is kept, and by what the books' accounts of people,
technicians and funds come to before and after: sums that are kept, so that nobody's items are added up.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from core.domain.cash import DifferenceDecided
from core.domain.corrections import Replace, Void
from core.domain.kinds import fact_of
from core.domain.problems import Problem
from core.fold.fold import take_approved
from core.fold.meant import redirected
from core.fold.rows import EffectiveRecord
from core.fold.steps import why_not_in_effect
from core.usecases.mistakes.trial import raise_refusal
from core.usecases.ports import Session, Store
from core.usecases.views.money import PartyName

MOST_ROWS = 20
"""Of an account so many are named, those of whom most is moved; the sums are those of everybody."""
MOVES_MONEY = frozenset({Void.kind, Replace.kind, DifferenceDecided.kind})
"""Kinds of waiting steps that can move somebody's money."""
ACCOUNTS_OF_SOMEBODY = ("payable", "to_recover", "suspense", "owed_by_technician", "cash_box", "fund")
_OWED_TO = frozenset({"payable", "fund"})
"""Accounts whose credit is what belongs to somebody."""


@dataclass(frozen=True, slots=True)
class PartyMoved:
    """What an account has of somebody before and after, in céntimos."""

    party: PartyName
    before_centimos: int
    after_centimos: int

    @property
    def change_centimos(self) -> int:
        return self.after_centimos - self.before_centimos


@dataclass(frozen=True, slots=True)
class AccountMoved:
    """`account` is one of ACCOUNTS_OF_SOMEBODY; `rows` are the first of `number` people, whose sums stand beside."""

    account: str
    rows: tuple[PartyMoved, ...]
    number: int
    before_centimos: int
    after_centimos: int

    @property
    def change_centimos(self) -> int:
        return self.after_centimos - self.before_centimos


def preview_step(store: Store, step: str) -> tuple[AccountMoved, ...]:
    """What would be moved if everybody who has to approved a waiting step now; nothing where that is nobody's money.

    Raises Problem nothing_to_approve for a step that does not wait, or what would keep it from taking effect.
    """
    with store.trying() as session:
        state = session.state()
        row, record = state.get(EffectiveRecord, step), state.record(step)
        if row is None or record is None or row.status != "waiting":
            raise Problem("nothing_to_approve", id=step)
        why_not_in_effect(state, redirected(state, fact_of(record)))

        def take_effect() -> None:
            take_approved(state, step)
            raise_refusal(state, step)
            state.flush()

        return moved_by(session, take_effect)


def moved_by(session: Session, act: Callable[[], None]) -> tuple[AccountMoved, ...]:
    """What an act moves that writes everything it does into this session, of which nothing is kept."""
    before = _sums(session)
    act()
    return tuple(_accounts(session, before, _sums(session)))


def _sums(session: Session) -> dict[tuple[str, str], int]:
    """By account and party what somebody is owed or has."""
    return {
        (one.account, one.party): -one.balance_centimos if one.account in _OWED_TO else one.balance_centimos
        for one in session.money().balances(by_party=True)
        if one.party and one.account in ACCOUNTS_OF_SOMEBODY
    }


def _accounts(
    session: Session, before: dict[tuple[str, str], int], after: dict[tuple[str, str], int]
) -> Iterator[AccountMoved]:
    changed = [key for key in {**before, **after} if before.get(key, 0) != after.get(key, 0)]
    for account in ACCOUNTS_OF_SOMEBODY:
        mine = sorted(
            (key for key in changed if key[0] == account),
            key=lambda key: (-abs(after.get(key, 0) - before.get(key, 0)), key),
        )
        if mine:
            names = session.money().party_names([party for _, party in mine[:MOST_ROWS]])
            yield AccountMoved(
                account,
                tuple(
                    PartyMoved(names[key[1]], before.get(key, 0), after.get(key, 0)) for key in mine[:MOST_ROWS]
                ),
                len(mine), sum(before.get(key, 0) for key in mine), sum(after.get(key, 0) for key in mine),
            )  # fmt: skip
