"""What people type and choose in forms, read: soles, whole numbers, days, notes and coins. What cannot be read is the
Problem that says so.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeVar

from core.domain.bodies import LARGEST_CENTIMOS, LARGEST_COUNT, Amount, Centimos, Count, Day
from core.domain.cash import Pieces
from core.domain.money import PIECES_CENTIMOS, format_soles, parse_soles
from core.domain.problems import Problem
from core.domain.records import RecordId, is_day, is_record_id
from core.usecases.words import one_line
from sync_server.gate.bodies import Form

Code = TypeVar("Code", bound=str)
_SHOWN = 40
_DIGITS = 9


def signed_soles(form: Form, name: str) -> Centimos:
    """Soles of either sign. Raises Problem amount_missing, amount_unreadable or amount_large."""
    text = form.get(name).strip()
    if not text:
        raise Problem("amount_missing")
    if len(text) > _SHOWN:
        raise Problem("amount_unreadable", text=f"{text[:_SHOWN]}…")
    centimos = parse_soles(text)
    if abs(centimos) > LARGEST_CENTIMOS:
        raise Problem("amount_large", amount=format_soles(centimos))
    return Centimos(centimos)


def soles(form: Form, name: str) -> Amount:
    """Soles above zero. Raises also Problem amount_not_positive."""
    centimos = signed_soles(form, name)
    if centimos <= 0:
        raise Problem("amount_not_positive")
    return Amount(centimos)


def soles_or_nothing(form: Form, name: str) -> Amount:
    """Soles above zero, or zero where nothing was typed."""
    return soles(form, name) if form.get(name).strip() else Amount(0)


def number(text: str) -> Count:
    """A whole number from zero on; thousands may have commas. Raises Problem number_unreadable."""
    digits = text.strip().replace(",", "")
    if not digits.isascii() or not digits.isdigit() or len(digits) > _DIGITS or int(digits) > LARGEST_COUNT:
        raise Problem("number_unreadable", text=text[:_SHOWN])
    return Count(int(digits))


def words(form: Form, name: str) -> str:
    """A text on one line. Raises Problem form_incomplete where there is none, and those of `one_line`."""
    line = one_line(form.get(name))
    if not line:
        raise Problem("form_incomplete")
    return line


def words_or_none(form: Form, name: str) -> str | None:
    return one_line(form.get(name)) or None


def day(form: Form, name: str = "day") -> Day:
    """Raises Problem day_missing."""
    if not is_day(form.get(name)):
        raise Problem("day_missing")
    return Day(form.get(name))


def chosen(form: Form, name: str, codes: Sequence[Code], trouble: str = "form_incomplete") -> Code:
    """One of these codes. Raises the Problem `trouble` where none of them was chosen."""
    for code in codes:
        if code == form.get(name):
            return code
    raise Problem(trouble)


def record(form: Form, name: str) -> RecordId:
    """A record that was chosen. Raises Problem form_incomplete."""
    if not is_record_id(form.get(name)):
        raise Problem("form_incomplete")
    return RecordId(form.get(name))


def pieces(form: Form) -> tuple[Pieces, ...]:
    """The notes and coins whose numbers were typed, each into the field of its value."""
    counted = [(piece, form.get(f"piece_{piece}").strip()) for piece in PIECES_CENTIMOS]
    read = [(piece, number(text)) for piece, text in counted if text]
    return tuple(Pieces(Count(piece), how_many) for piece, how_many in read if how_many)
