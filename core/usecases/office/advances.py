"""What a technician is handed for a trip: the sum of the lines that wait for them, and the notes and coins for it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from core.domain.bodies import Amount
from core.domain.cash import Pieces, sum_of
from core.domain.tablets import TabletEnrolled
from core.fold.facts import live_things, thing_fact
from core.fold.money_rows import SheetLine
from core.fold.state import State
from core.usecases.office.breakdown import breakdown
from core.usecases.ports import Session


def amounts_to_pay(state: State, sheets: Iterable[str], technician: str) -> list[int]:
    """What is to be handed over in cash of these sheets by the tablets of a technician (a user's id), line by line in
    céntimos; of a sheet of which they hold nothing, all that was not paid yet.
    """
    tablets = _tablets_of(state, technician)
    amounts: list[int] = []
    for sheet in sheets:
        lines = [line for line in state.find(SheetLine, sheet) if not line.payout and not line.exact]
        held = [line for line in lines if line.holder in tablets]
        amounts += [line.payable_centimos for line in held or lines]
    return amounts


def to_hand_over(
    session: Session, typed_centimos: int, pieces: tuple[Pieces, ...], amounts: Sequence[int], day: str
) -> tuple[Amount, tuple[Pieces, ...]]:
    """The sum and the notes and coins of an advance, as far as they were typed (0 and none where they were not); the
    rest follows from the amounts of the lines. Nothing of either comes to nothing. Raises Problem cash_not_in_coins.
    """
    if pieces:
        return Amount(typed_centimos or sum_of(pieces)), pieces
    centimos = typed_centimos or sum(amounts)
    rest = centimos - sum(amounts)
    parts = [*amounts, rest] if amounts and rest >= 0 else [centimos]
    return Amount(centimos), breakdown(session, parts, day)


def _tablets_of(state: State, user: str) -> set[str]:
    """The origins of the tablets that this person works with."""
    things = live_things(state, TabletEnrolled.kind)
    return {thing.code for thing in things if user in thing_fact(thing).users}
