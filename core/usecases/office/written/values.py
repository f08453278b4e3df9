"""Reading one typed value: figures, soles, days, land and words, each exact, and each with a sentence of its own for
what cannot be read: each function raises that Problem, written_…, and needs no saying so. Nothing here looks
anything up.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from decimal import Decimal

from core.domain.bodies import LONGEST_TEXT, Count
from core.domain.funds import RATE_SCALE
from core.domain.identity import parse_dni, parse_mobile
from core.domain.money import format_soles, parse_soles
from core.domain.plots import CM_PER_METRE, HECTARE_M2, Point
from core.domain.problems import Problem
from core.domain.records import is_day
from core.domain.seeking import plain
from core.usecases.office.written.fields import FieldSpec
from core.usecases.words import MOST_LETTERS

_MICRO_DIGITS = 6
_RATE_DIGITS = len(str(RATE_SCALE)) - 1
_HECTARE_DIGITS = len(str(HECTARE_M2)) - 1
_NORTHMOST_UDEG = 90_000_000
_EASTMOST_UDEG = 180_000_000
_THOUSANDS = r"[0-9]{1,3}(?:,[0-9]{3})+|[0-9]{1,15}"
_WHOLE = re.compile(rf"(-)?\s*({_THOUSANDS})\Z")
_DECIMAL = re.compile(rf"(-)?\s*({_THOUSANDS})(?:\.([0-9]{{1,12}}))?\Z")
_AREA = re.compile(r"(.*?)\s*(ha|hect[aá]reas?|hectares?|m²|m2)?\Z", re.IGNORECASE)
_SIDE = r"([0-9]{1,4}(?:[.,][0-9]{1,6})?)"
_SPACING = re.compile(rf"{_SIDE}(?:\s*m?\s*[x×]\s*{_SIDE})?\s*(m|cm)?\Z", re.IGNORECASE)
_SPACING_CM = (100, 2_000)
_PEOPLES_DAY = re.compile(r"([0-9]{1,2})[/.-]([0-9]{1,2})[/.-]([0-9]{4})\Z")
_MONTH = re.compile(r"([0-9]{4})-([0-9]{1,2})\Z|([0-9]{1,2})/([0-9]{4})\Z")
_YEAR = re.compile(r"[12][0-9]{3}\Z")
_PLACE = re.compile(r"([^,;\s]+)\s*[,\s]\s*([^,;\s]+)(?:\s*[,\s]?\s*(?:±|\+/-)\s*([0-9]{1,6})\s*m?)?\Z")
_CURRENCY = re.compile(r"\A(?:USD|US\$|GBP|£|\$)\s*", re.IGNORECASE)


def one_line(text: str) -> str:
    """The text of a record: composed (NFC), on one line. Raises Problem written_long or written_strange."""
    tidy = " ".join(unicodedata.normalize("NFC", text).split())
    if len(tidy) > LONGEST_TEXT:
        raise Problem("written_long", largest=LONGEST_TEXT)
    if any(unicodedata.category(letter) in ("Cc", "Cs", "Cn") for letter in tidy):
        raise Problem("written_strange")
    return tidy


def words(text: str) -> str:
    """What goes into a side row, in lines as it was typed. Raises Problem written_long or written_strange."""
    tidy = unicodedata.normalize("NFC", text).replace("\r\n", "\n").replace("\r", "\n").strip()
    if len(tidy) > MOST_LETTERS:
        raise Problem("written_long", largest=MOST_LETTERS)
    if any(unicodedata.category(letter) in ("Cs", "Cn") for letter in tidy):
        raise Problem("written_strange")
    return tidy


def whole(text: str, spec: FieldSpec) -> int:
    """A count or a figure of the programme, thousands with or without commas."""
    match = _WHOLE.match(_plain(text))
    if match is None or (match[1] and spec.least >= 0):
        raise Problem("written_count", text=text)
    return _bounded(_signed(match[1], int(match[2].replace(",", ""))), spec, text)


def soles(text: str, spec: FieldSpec) -> int:
    """Céntimos; raises also Problem amount_unreadable."""
    centimos = parse_soles(_plain(text))
    if centimos < 0 <= spec.least:
        raise Problem("written_amount_negative", text=text)
    if abs(centimos) > spec.largest:
        raise Problem("written_amount_large", text=text, largest=format_soles(spec.largest))
    return centimos


def money(text: str, spec: FieldSpec) -> int:
    """Hundredths of a foreign currency, with or without its sign."""
    minor = parse_soles(_CURRENCY.sub("", _plain(text)))
    if minor < spec.least:
        raise Problem("written_amount_negative", text=text)
    if minor > spec.largest:
        raise Problem("written_large", text=text, largest=spec.largest // 100)
    return minor


def rate(text: str, spec: FieldSpec) -> int:
    """Soles for one unit of a currency in RATE_SCALE parts, above zero."""
    match = _DECIMAL.match(_plain(text))
    scaled = 0 if match is None or match[1] else _scaled(match, _RATE_DIGITS)
    if scaled is None or scaled <= 0:
        raise Problem("written_rate", text=text)
    return _bounded(scaled, spec, text)


def day(text: str, _: FieldSpec | None = None) -> str:
    """YYYY-MM-DD from `2014-12-02` or `2/12/2014`: the day stands before the month."""
    tidy = _plain(text)
    match = _PEOPLES_DAY.match(tidy)
    found = f"{match[3]}-{int(match[2]):02d}-{int(match[1]):02d}" if match else tidy
    if not is_day(found):
        raise Problem("written_day", text=text)
    return found


def month(text: str, _: FieldSpec | None = None) -> str:
    """The first day of a month, from `2014-12`, `12/2014` or that day itself."""
    tidy = _plain(text)
    match = _MONTH.match(tidy)
    found = f"{match[1] or match[4]}-{int(match[2] or match[3]):02d}-01" if match else tidy
    if not is_day(found) or not found.endswith("-01"):
        raise Problem("written_month", text=text)
    return found


def area(text: str, spec: FieldSpec) -> int:
    """Square metres, from `1.25 ha` or `12,500 m²`; a bare figure is in hectares."""
    match = _AREA.match(_plain(text))
    figure = _DECIMAL.match(match[1]) if match else None
    if match is None or figure is None or figure[1]:
        raise Problem("written_area", text=text)
    in_metres = (match[2] or "").casefold().startswith("m")
    square_metres = _scaled(figure, 0 if in_metres else _HECTARE_DIGITS)
    if square_metres is None:
        raise Problem("written_area", text=text)
    if square_metres > spec.largest:
        raise Problem("written_large", text=text, largest=spec.largest // HECTARE_M2)
    return square_metres


def spacing(text: str, _: FieldSpec | None = None) -> int:
    """Centimetres from tree to tree, from `3 × 3 m`, `2.6` or `300 cm`. A bare figure is in metres; one that is too
    large for them is what was typed before, in centimetres. Raises Problem written_spacing.
    """
    match = _SPACING.match(_plain(text))
    if match is None or (match[2] and _side(match[2]) != _side(match[1])):
        raise Problem("written_spacing", text=text)
    figure = _side(match[1])
    unit = (match[3] or "").casefold()
    is_in_cm = unit == "cm" or (not unit and not match[2] and figure >= _SPACING_CM[0])
    centimetres = figure if is_in_cm else figure * CM_PER_METRE
    if centimetres % 1 or not _SPACING_CM[0] <= centimetres <= _SPACING_CM[1]:
        raise Problem("written_spacing", text=text)
    return int(centimetres)


def _side(figure: str) -> Decimal:
    return Decimal(figure.replace(",", "."))


def degrees(text: str, spec: FieldSpec) -> int:
    """Millionths of a degree; what is finer is dropped."""
    furthest = _NORTHMOST_UDEG if spec.name.startswith("lat") else _EASTMOST_UDEG
    match = _DECIMAL.match(_plain(text))
    if match is None:
        raise Problem("written_degrees", text=text)
    fine = int((match[3] or "")[:_MICRO_DIGITS].ljust(_MICRO_DIGITS, "0"))
    micro = _signed(match[1], int(match[2].replace(",", "")) * 10**_MICRO_DIGITS + fine)
    if abs(micro) > furthest:
        raise Problem("written_degrees", text=text)
    return micro


def place(text: str, spec: FieldSpec) -> Point:
    """A position as latitude and longitude, with the accuracy in metres behind ±, if it is known."""
    match = _PLACE.match(_plain(text))
    if match is None:
        raise Problem("written_place", text=text)
    try:
        latitude = degrees(match[1], FieldSpec("lat_udeg", "degrees", required=True))
        longitude = degrees(match[2], FieldSpec("lon_udeg", "degrees", required=True))
    except Problem as problem:
        raise Problem("written_place", text=text) from problem
    accuracy = Count(whole(match[3], FieldSpec(spec.name, "count", required=False))) if match[3] else None
    return Point(latitude, longitude, accuracy)


def dni(text: str, _: FieldSpec) -> str:
    """Raises Problem dni_unreadable or dni_check_wrong."""
    return parse_dni(text)


def mobile(text: str, _: FieldSpec) -> str:
    """Raises Problem mobile_unreadable."""
    return parse_mobile(text.strip())


def birth(text: str, _: FieldSpec) -> str:
    """A day, or only a year."""
    tidy = _plain(text)
    if _YEAR.match(tidy):
        return tidy
    try:
        return day(tidy)
    except Problem as problem:
        raise Problem("written_birth", text=text) from problem


SIMPLE: dict[str, Callable[[str, FieldSpec], object]] = {
    "text": lambda text, _: one_line(text),
    "words": lambda text, _: words(text),
    "count": whole,
    "number": whole,
    "soles": soles,
    "money": money,
    "rate": rate,
    "day": day,
    "month": month,
    "area": area,
    "spacing": spacing,
    "degrees": degrees,
    "place": place,
    "dni": dni,
    "birth": birth,
    "mobile": mobile,
}
"""What can be read without looking anything up."""


def fold_name(text: str) -> str:
    """How two ways to write one name are compared: without accents, case, commas and doubled blanks."""
    return plain(text.replace(",", " "))


def _plain(text: str) -> str:
    """With the signs that spreadsheets and telephones put in the place of plain ones made plain."""
    return text.replace("−", "-").replace("\u00a0", " ").replace("\u202f", " ").strip()


def _signed(sign: str | None, number: int) -> int:
    return -number if sign else number


def _bounded(number: int, spec: FieldSpec, text: str) -> int:
    if not spec.least <= number <= spec.largest:
        raise Problem("written_large", text=text, largest=spec.largest)
    return number


def _scaled(match: re.Match[str], digits: int) -> int | None:
    """A decimal figure times 10^digits; None where it is finer than that."""
    fine = (match[3] or "").rstrip("0")
    if len(fine) > digits:
        return None
    scale = int("1" + "0" * digits)
    return int(match[2].replace(",", "")) * scale + int(fine.ljust(digits, "0") or "0")
