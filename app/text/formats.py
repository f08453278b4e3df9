"""How a day and a time of day are written, in Spanish and in English. Money and counts are written by the core.

Days are local dates and times are given in local time: this module knows neither a clock nor a time zone.
"""

from __future__ import annotations

from datetime import date, time

from app.text.texts import language
from core.domain.money import format_count
from core.domain.plots import format_hectares

_BYTES_PER_KB = _KB_PER_MB = 1_000
WEEKDAYS = {
    "es": ("lunes", "martes", "miércoles", "jueves", "viernes", "sábado", "domingo"),
    "en": ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"),
}
MONTHS = {
    "es": (
        "enero", "febrero", "marzo", "abril", "mayo", "junio",
        "julio", "agosto", "setiembre", "octubre", "noviembre", "diciembre",
    ),
    "en": (
        "January", "February", "March", "April", "May", "June",
        "July", "August", "September", "October", "November", "December",
    ),
}  # fmt: skip
SHORT_MONTHS = {
    "es": ("ene", "feb", "mar", "abr", "may", "jun", "jul", "ago", "set", "oct", "nov", "dic"),
    "en": ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"),
}


def long_date(day: date) -> str:
    """`sábado 22 de noviembre`, `Saturday 22 November`."""
    weekday = WEEKDAYS[language()][day.weekday()]
    month = MONTHS[language()][day.month - 1]
    return f"{weekday} {day.day} de {month}" if language() == "es" else f"{weekday} {day.day} {month}"


def full_date(day: date) -> str:
    """`22 de noviembre de 2025`, `22 November 2025`."""
    month = MONTHS[language()][day.month - 1]
    return f"{day.day} de {month} de {day.year}" if language() == "es" else f"{day.day} {month} {day.year}"


def short_date(day: date) -> str:
    """`22 nov`, `22 Nov`."""
    return f"{day.day} {SHORT_MONTHS[language()][day.month - 1]}"


def short_date_with_year(day: date) -> str:
    """`22 nov 2025`."""
    return f"{short_date(day)} {day.year}"


def time_of_day(moment: time) -> str:
    """`07:05`, on the 24-hour clock in both languages."""
    return f"{moment.hour:02}:{moment.minute:02}"


def hectares_text(area_m2: int) -> str:
    """`2.60 ha`; half a hundredth is rounded up."""
    return f"{format_hectares(area_m2)}\N{NO-BREAK SPACE}ha"


def area_text(area_m2: int) -> str:
    """`2.60 ha · 26,000 m²`."""
    return f"{hectares_text(area_m2)} · {format_count(area_m2)}\N{NO-BREAK SPACE}m²"


def size_text(number_bytes: int) -> str:
    """How much data, as a plan's bill says it: `340 KB`, `1.2 MB`."""
    kilobytes = -(-number_bytes // _BYTES_PER_KB)
    if kilobytes < _KB_PER_MB:
        return f"{format_count(kilobytes)}\N{NO-BREAK SPACE}KB"
    whole, rest = divmod(kilobytes // (_KB_PER_MB // 10), 10)
    return f"{format_count(whole)}.{rest}\N{NO-BREAK SPACE}MB"
