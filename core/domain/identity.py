"""How Peru tells people apart: DNI, telephone and the order of names. No fingerprint template is ever kept.

The DNI has eight digits, leading zeros included, and may carry a check character, which is verified but not stored.
"""

from __future__ import annotations

import re
import unicodedata

from core.domain.problems import Problem

_DNI = re.compile(r"([0-9]{8})(?:[- ]?([0-9A-Ka-k]))?\Z")
_MOBILE = re.compile(r"9[0-9]{8}\Z")
_WEIGHTS = (3, 2, 7, 6, 5, 4, 3, 2)
_CHECK_DIGITS = "65432110987"
_CHECK_LETTERS = "KJIHGFEDCBA"
_MASK = "••••"
_AFTER_N = "n\uffff"


def check_characters(dni: str) -> tuple[str, str]:
    """The digit and the letter that may stand after these eight digits."""
    total = sum(weight * int(digit) for weight, digit in zip(_WEIGHTS, dni, strict=True)) % 11
    return _CHECK_DIGITS[total], _CHECK_LETTERS[total]


def parse_dni(text: str) -> str:
    """The eight digits of a DNI as typed, with or without check character; raises Problem dni_unreadable or
    dni_check_wrong.
    """
    match = _DNI.match(text.strip())
    if match is None:
        raise Problem("dni_unreadable", text=text)
    digits, check = match[1], match[2]
    if check is not None and check.upper() not in check_characters(digits):
        raise Problem("dni_check_wrong", text=text)
    return digits


def mask_dni(dni: str) -> str:
    """What an auditor sees: ••••5678."""
    return _MASK + dni[-4:]


def parse_mobile(text: str) -> str:
    """Nine digits that begin with 9; raises Problem mobile_unreadable otherwise."""
    digits = text.replace(" ", "").replace("-", "").removeprefix("+51")
    if _MOBILE.match(digits) is None:
        raise Problem("mobile_unreadable", text=text)
    return digits


def name_sort_key(name: str) -> str:
    """A key that sorts Spanish names: accents do not matter, and Ñ is a letter of its own after N."""
    if name.isascii():
        return name.casefold()
    marked = unicodedata.normalize("NFC", name).casefold().replace("ñ", _AFTER_N)
    return "".join(part for part in unicodedata.normalize("NFD", marked) if not unicodedata.combining(part))
