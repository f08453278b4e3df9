"""Amounts in Spanish words, as Peruvian receipts and cheques write them: `Son: doscientos setenta y siete con 70/100
soles`.

The number stands by itself before `con 70/100 soles`, so it ends in `uno` (Son: uno con 00/100 soles, veintiuno con …).
Before `mil`, `millones` and a noun it is shortened (veintiún mil, un sol); a thousand is `mil`, never `un mil`. The
words say what the figures say: nothing is rounded, and a debt has no such form. Said aloud, an amount has céntimos and
no hundredths: see `spoken_soles`.
"""

from __future__ import annotations

from core.domain.bodies import LARGEST_CENTIMOS
from core.domain.money import CENTIMOS_PER_SOL

LARGEST_SPOKEN_CENTIMOS = 99_999_999

TO_TWENTY_NINE = (
    "cero", "uno", "dos", "tres", "cuatro", "cinco", "seis", "siete", "ocho", "nueve", "diez", "once", "doce", "trece",
    "catorce", "quince", "dieciséis", "diecisiete", "dieciocho", "diecinueve", "veinte", "veintiuno", "veintidós",
    "veintitrés", "veinticuatro", "veinticinco", "veintiséis", "veintisiete", "veintiocho", "veintinueve",
)  # fmt: skip
TENS = ("treinta", "cuarenta", "cincuenta", "sesenta", "setenta", "ochenta", "noventa")
HUNDREDS = (
    "ciento", "doscientos", "trescientos", "cuatrocientos", "quinientos", "seiscientos", "setecientos", "ochocientos",
    "novecientos",
)  # fmt: skip


def soles_in_words(centimos: int) -> str:
    """An amount from 0 to the largest that a record can hold in words; raises ValueError for any other."""
    if not 0 <= centimos <= LARGEST_CENTIMOS:
        raise ValueError("only amounts from 0 to 10,000,000 soles are written in words")
    soles, rest = divmod(centimos, CENTIMOS_PER_SOL)
    return f"Son: {number_in_words(soles)} con {rest:02d}/100 soles"


def spoken_soles(centimos: int) -> str:
    """An amount below a million soles as people say it: `veintiún soles con cincuenta céntimos`, `diez céntimos`.

    Raises ValueError for any other.
    """
    if not 0 <= centimos <= LARGEST_SPOKEN_CENTIMOS:
        raise ValueError("only amounts from 0 to 999,999.99 soles are said aloud")
    soles, rest = divmod(centimos, CENTIMOS_PER_SOL)
    parts = []
    if soles or not rest:
        parts.append(f"{_shortened(number_in_words(soles))} {'sol' if soles == 1 else 'soles'}")
    if rest:
        parts.append(f"{_shortened(number_in_words(rest))} {'céntimo' if rest == 1 else 'céntimos'}")
    return " con ".join(parts)


def number_in_words(number: int) -> str:
    """A whole number below a hundred million that stands by itself: `veintiuno`, `ciento un mil uno`. ValueError for
    any other.
    """
    if not 0 <= number < 100_000_000:
        raise ValueError("only numbers from 0 to 99,999,999 are written in words")
    if number == 0:
        return TO_TWENTY_NINE[0]
    millions, rest = divmod(number, 1_000_000)
    thousands, ones = divmod(rest, 1000)
    parts = []
    if millions:
        parts.append("un millón" if millions == 1 else f"{_shortened(_below_thousand(millions))} millones")
    if thousands:
        parts.append("mil" if thousands == 1 else f"{_shortened(_below_thousand(thousands))} mil")
    if ones:
        parts.append(_below_thousand(ones))
    return " ".join(parts)


def _below_thousand(number: int) -> str:
    """1 to 999."""
    if number == 100:
        return "cien"
    hundreds, rest = divmod(number, 100)
    parts = [HUNDREDS[hundreds - 1]] if hundreds else []
    if rest:
        parts.append(_below_hundred(rest))
    return " ".join(parts)


def _below_hundred(number: int) -> str:
    if number < len(TO_TWENTY_NINE):
        return TO_TWENTY_NINE[number]
    tens, ones = divmod(number, 10)
    word = TENS[tens - 3]
    return f"{word} y {TO_TWENTY_NINE[ones]}" if ones else word


def _shortened(words: str) -> str:
    """`uno` loses its ending before a noun: treinta y un mil, veintiún millones."""
    if words.endswith("veintiuno"):
        return words.removesuffix("uno") + "ún"
    return words.removesuffix("o") if words.endswith("uno") else words
