"""Every sentence that tells a person what is wrong, under a stable code, in one catalogue.

A `Problem` is for people: it names the thing and the next step. A programmer's mistake is never a Problem; it
crashes. The same catalogue explains findings, so that a tablet and the office say the same about the same record.
"""

from __future__ import annotations

from typing import Literal

from core.domain.texts.bundles import BUNDLE_TEXTS
from core.domain.texts.findings import FINDING_TEXTS
from core.domain.texts.imports import IMPORT_TEXTS
from core.domain.texts.land import LAND_TEXTS
from core.domain.texts.money import MONEY_TEXTS
from core.domain.texts.office import OFFICE_PROBLEM_TEXTS
from core.domain.texts.packages import PACKAGE_TEXTS
from core.domain.texts.photos import PHOTO_TEXTS
from core.domain.texts.problems import PROBLEM_TEXTS
from core.domain.texts.reference import REFERENCE_TEXTS
from core.domain.texts.sheets import SHEET_TEXTS
from core.domain.texts.tokens import TOKEN_TEXTS
from core.domain.texts.written import WRITTEN_TEXTS

Language = Literal["es", "en"]
TEXTS = (
    FINDING_TEXTS
    | PROBLEM_TEXTS
    | SHEET_TEXTS
    | MONEY_TEXTS
    | PHOTO_TEXTS
    | BUNDLE_TEXTS
    | OFFICE_PROBLEM_TEXTS
    | REFERENCE_TEXTS
    | WRITTEN_TEXTS
    | IMPORT_TEXTS
    | LAND_TEXTS
    | TOKEN_TEXTS
    | PACKAGE_TEXTS
)
"""code → (Spanish, English), for problems and findings alike."""
LANGUAGES: tuple[Language, ...] = ("es", "en")


class Problem(Exception):
    """Something a person has to know: `code` is in the catalogue, `details` fill its sentence."""

    def __init__(self, code: str, **details: str | int) -> None:
        if code not in TEXTS:
            raise KeyError(code)
        super().__init__(code, details)
        self.code = code
        self.details = details

    def __str__(self) -> str:
        return f"{self.code}: {sentence(self.code, 'en', self.details)}"


def sentence_or_code(code: str, language: Language) -> str:
    """The sentence of a code that is told without details, or the code where its sentence needs some."""
    try:
        return sentence(code, language, {})
    except KeyError:
        return code


def sentence(code: str, language: Language, details: dict[str, str | int]) -> str:
    """The sentence of a code in a language; whole numbers are written with a thousands comma. KeyError when one is
    missing.
    """
    shown = {name: f"{value:,d}" if isinstance(value, int) else value for name, value in details.items()}
    return TEXTS[code][LANGUAGES.index(language)].format(**shown)
