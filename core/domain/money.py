"""Soles as integer céntimos: how they are written, read and turned into coins. No fraction ever touches an amount.

Entitlement is exact; cash is a second figure, rounded once on the payee's line, because the smallest coin is S/ 0.10.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from core.domain.problems import Problem

NO_BREAK_SPACE = "\u00a0"
CENTIMOS_PER_SOL = 100
SMALLEST_COIN_CENTIMOS = 10
PIECES_CENTIMOS = (20000, 10000, 5000, 2000, 1000, 500, 200, 100, 50, 20, 10)

_AMOUNT = re.compile(
    r"\s*(-)?\s*(?:S/\.?)?\s*(-)?\s*([0-9]{1,3}(?:,[0-9]{3}){0,4}|[0-9]{1,15})(?:\.([0-9]{1,2}))?\s*\Z"
)


def format_count(number: int) -> str:
    """A count as es-PE writes it: 1,240."""
    return f"{number:,d}"


def figures_of(hundredths: int, *, thousands: bool = True, whole_short: bool = False) -> str:
    """An amount without its currency: 1,234.50 and -12.50; without marks of `thousands` as programs read it, and
    `whole_short` as a coin has it: 5 and 0.50.
    """
    whole, rest = divmod(abs(hundredths), CENTIMOS_PER_SOL)
    sign, mark = "-" if hundredths < 0 else "", "," if thousands else ""
    return f"{sign}{whole:{mark}d}" + ("" if whole_short and not rest else f".{rest:02d}")


def format_soles(centimos: int) -> str:
    """An amount as es-PE writes it, with a no-break space: S/ 1,234.50 and -S/ 12.50."""
    return _with_currency("S/", centimos)


def format_foreign(minor: int, currency: str) -> str:
    """Hundredths of another currency, as `format_soles`: GBP 1,234.50 and -GBP 12.50."""
    return _with_currency(currency, minor)


def _with_currency(currency: str, hundredths: int) -> str:
    return f"{'-' if hundredths < 0 else ''}{currency}{NO_BREAK_SPACE}{figures_of(abs(hundredths))}"


def parse_soles(text: str) -> int:
    """Céntimos from what a person typed (`S/ 1,234.5`, `S/. 12`, `-3.20`); raises Problem amount_unreadable
    otherwise.
    """
    match = _AMOUNT.match(text)
    if match is None or (match[1] and match[2]):
        raise Problem("amount_unreadable", text=text)
    centimos = int(match[3].replace(",", "")) * CENTIMOS_PER_SOL + int((match[4] or "0").ljust(2, "0"))
    return -centimos if match[1] or match[2] else centimos


@dataclass(frozen=True, slots=True)
class Cash:
    """What is handed over and what stays owed; the two add up to the entitlement. `carried` is negative when rounded
    up.
    """

    handed_centimos: int
    carried_centimos: int


def round_cash(entitled_centimos: int, *, up: bool = False) -> Cash:
    """Split an entitlement (≥ 0) into whole coins and a remainder; raises ValueError when it is negative."""
    if entitled_centimos < 0:
        raise ValueError("cash is never rounded from a negative amount")
    carried = entitled_centimos % SMALLEST_COIN_CENTIMOS
    if up and carried:
        carried -= SMALLEST_COIN_CENTIMOS
    return Cash(entitled_centimos - carried, carried)


def break_down(cash_centimos: int, largest_piece_centimos: int = PIECES_CENTIMOS[0]) -> list[tuple[int, int]]:
    """The fewest notes and coins for an amount: [(piece, how many)], largest first, none above the largest allowed.

    Raises ValueError for an amount that coins cannot make or a largest piece that does not exist.
    """
    if cash_centimos < 0 or cash_centimos % SMALLEST_COIN_CENTIMOS:
        raise ValueError("the amount cannot be made of coins")
    if largest_piece_centimos not in PIECES_CENTIMOS:
        raise ValueError("there is no such note or coin")
    pieces = []
    for piece in PIECES_CENTIMOS:
        if piece <= largest_piece_centimos:
            number, cash_centimos = divmod(cash_centimos, piece)
            if number:
                pieces.append((piece, number))
    return pieces
