"""The notes and coins to order from the bank, with which every payee gets the exact amount."""

from __future__ import annotations

from collections.abc import Iterable

from core.domain.cash import Pieces, pieces_for
from core.domain.money import PIECES_CENTIMOS, SMALLEST_COIN_CENTIMOS, format_soles
from core.domain.problems import Problem
from core.fold.facts import setting
from core.usecases.ports import Session


def breakdown(session: Session, amounts_centimos: Iterable[int], day: str) -> tuple[Pieces, ...]:
    """The notes and coins with which each of these amounts can be handed over, under the largest note allowed then.
    Raises Problem cash_not_in_coins.
    """
    amounts = list(amounts_centimos)
    for centimos in amounts:
        if centimos % SMALLEST_COIN_CENTIMOS:
            raise Problem("cash_not_in_coins", amount=format_soles(centimos))
    return pieces_for(amounts, largest_piece(session, day))


def largest_piece(session: Session, day: str) -> int:
    """The largest note that is handed out: what the setting says, or the next smaller one where no such note exists."""
    wanted = setting(session.state(), "largest_piece_centimos", day)
    return next((piece for piece in PIECES_CENTIMOS if piece <= wanted), SMALLEST_COIN_CENTIMOS)
