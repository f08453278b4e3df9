"""Every word of the pages and of the command, under a key, in Spanish and English. What a finding or a problem says
stands in the core's catalogues, so that a tablet and the office say the same.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from core.domain.corrections import REASONS, Reason
from core.domain.problems import LANGUAGES, Language
from core.domain.records import is_day
from core.domain.texts.findings import FINDING_TEXTS
from sync_server.text.accesses import ACCESS_TEXTS
from sync_server.text.accounts import ACCOUNT_TEXTS
from sync_server.text.audit import AUDIT_TEXTS
from sync_server.text.books import BOOKS_TEXTS
from sync_server.text.cash import CASH_TEXTS
from sync_server.text.command import COMMAND_TEXTS
from sync_server.text.complaints import COMPLAINT_TEXTS
from sync_server.text.desk import DESK_TEXTS
from sync_server.text.facts import CODE_TEXTS, FIELD_TEXTS
from sync_server.text.figures import FIGURES_TEXTS
from sync_server.text.funds import FUNDS_TEXTS
from sync_server.text.handouts import HANDOUT_TEXTS
from sync_server.text.helping import HELP_TEXTS
from sync_server.text.imports import IMPORT_PAGE_TEXTS
from sync_server.text.land import LAND_TEXTS
from sync_server.text.listings import LISTING_TEXTS
from sync_server.text.maps import MAP_TEXTS
from sync_server.text.members import MEMBER_TEXTS
from sync_server.text.money import MONEY_TEXTS
from sync_server.text.months import MONTHS_TEXTS
from sync_server.text.overview import OVERVIEW_TEXTS
from sync_server.text.pages import PAGE_TEXTS
from sync_server.text.paying import PAYING_TEXTS
from sync_server.text.photos import PHOTO_TEXTS
from sync_server.text.records import RECORD_TEXTS
from sync_server.text.reference import REFERENCE_WORDS
from sync_server.text.report import REPORT_TEXTS
from sync_server.text.sample import SAMPLE_TEXTS
from sync_server.text.sheets import SHEETS_TEXTS
from sync_server.text.tablets import TABLET_TEXTS
from sync_server.text.tokens import TOKEN_PAGE_TEXTS
from sync_server.text.typed import TYPING_TEXTS
from sync_server.text.words import WORDS
from sync_server.text.workbook import WORKBOOK_TEXTS
from sync_server.text.written import WRITTEN_WORDS, spoken_in

DEFAULT_LANGUAGE: Language = "es"
MONTHS = {
    "es": ("ene", "feb", "mar", "abr", "may", "jun", "jul", "ago", "set", "oct", "nov", "dic"),
    "en": ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"),
}

PARTS = (
    ACCESS_TEXTS,
    ACCOUNT_TEXTS,
    AUDIT_TEXTS,
    BOOKS_TEXTS,
    CASH_TEXTS,
    CODE_TEXTS,
    COMMAND_TEXTS,
    COMPLAINT_TEXTS,
    DESK_TEXTS,
    FIELD_TEXTS,
    FUNDS_TEXTS,
    FIGURES_TEXTS,
    HANDOUT_TEXTS,
    HELP_TEXTS,
    MEMBER_TEXTS,
    IMPORT_PAGE_TEXTS,
    LAND_TEXTS,
    LISTING_TEXTS,
    MAP_TEXTS,
    MONEY_TEXTS,
    MONTHS_TEXTS,
    OVERVIEW_TEXTS,
    PAGE_TEXTS,
    PAYING_TEXTS,
    PHOTO_TEXTS,
    RECORD_TEXTS,
    REFERENCE_WORDS,
    REPORT_TEXTS,
    SAMPLE_TEXTS,
    SHEETS_TEXTS,
    TABLET_TEXTS,
    TOKEN_PAGE_TEXTS,
    TYPING_TEXTS,
    WORDS,
    WORKBOOK_TEXTS,
    WRITTEN_WORDS,
)
TEXTS: dict[str, tuple[str, str]] = {key: texts for part in PARTS for key, texts in part.items()}


def say(key: str, language: Language, **details: Any) -> str:
    """The text of a key; KeyError where there is none."""
    return TEXTS[key][LANGUAGES.index(language)].format(**details)


def name_of(group: str, code: str, language: Language) -> str:
    """The word for a code of a group (`kind`, `activity` …), or the code itself where this version has no word."""
    key = f"{group}.{code}"
    return say(key, language) if key in TEXTS else code


def reasons_for(kind: str) -> tuple[Reason, ...]:
    """The reasons for which records of a kind are corrected or voided: of those that have words of their own, these."""
    own = tuple(one for one in REASONS if f"reason_of.{kind}.{one}" in TEXTS)
    return own or REASONS


def reason_text(kind: str, reason: str, language: Language) -> str:
    """The word for why a record of a kind was corrected."""
    key = f"reason_of.{kind}.{reason}"
    return say(key, language) if key in TEXTS else name_of("reason", reason, language)


def spoken(language: Language) -> Callable[[str, str], Sequence[str]]:
    """The words that people type for codes, for core.usecases.office.written.names.Names."""
    return spoken_in(TEXTS, language)


def finding_sentence(rule: str, numbers: dict[str, Any], language: Language) -> str:
    """What a finding says; the rule's code where this version does not know the rule or its figures."""
    texts = FINDING_TEXTS.get(rule)
    if texts is None:
        return rule
    shown = {
        name: f"{value:,d}" if isinstance(value, int) else _day_or_text(value, language)
        for name, value in numbers.items()
    }
    try:
        return texts[LANGUAGES.index(language)].format(**shown)
    except (KeyError, IndexError):
        return rule


def day_text(day: str, language: Language) -> str:
    """`3 dic 2014` for a day written YYYY-MM-DD."""
    year, month, number = day.split("-")
    return f"{int(number)} {MONTHS[language][int(month) - 1]} {year}"


def short_day_text(day: str, this_year: str, language: Language) -> str:
    """`3 dic` in the year at hand, `3 dic 2013` in another."""
    text = day_text(day, language)
    return text.removesuffix(f" {this_year}")


def short_month_text(month: str, language: Language) -> str:
    """`dic 2014` for a month written YYYY-MM."""
    year, number = month.split("-")
    return f"{MONTHS[language][int(number) - 1]} {year}"


def _day_or_text(value: Any, language: Language) -> str:
    text = str(value)
    return day_text(text, language) if is_day(text) else text
