from string import Formatter

import pytest

from core.domain.problems import TEXTS as CATALOGUE
from core.domain.sheets import SHEET_STATES
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

PARTS = (
    PROBLEM_TEXTS,
    SHEET_TEXTS,
    MONEY_TEXTS,
    PHOTO_TEXTS,
    BUNDLE_TEXTS,
    REFERENCE_TEXTS,
    WRITTEN_TEXTS,
    IMPORT_TEXTS,
    LAND_TEXTS,
    TOKEN_TEXTS,
    PACKAGE_TEXTS,
)
TEXTS = {code: texts for part in PARTS for code, texts in part.items()}


def blanks(text: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(text) if name is not None}


def is_whole_sentence(text: str) -> bool:
    is_begun = text[0].isupper() or text[0] in "«“{¿¡"
    return is_begun and text == text.strip() and text.endswith((".", "!", "?", ": {left}."))


def test_both_languages_ask_for_the_same_details() -> None:
    assert [code for code, (spanish, english) in TEXTS.items() if blanks(spanish) != blanks(english)] == []
    names = {(code, name) for code, (spanish, _) in TEXTS.items() for name in blanks(spanish)}
    assert [(code, name) for code, name in sorted(names) if not name.isidentifier()] == []


def test_every_text_is_a_whole_sentence() -> None:
    assert [(code, text) for code, texts in TEXTS.items() for text in texts if not is_whole_sentence(text)] == []


def test_codes_are_plain_words() -> None:
    assert [code for code in TEXTS if not (code.isidentifier() and code.islower())] == []


def test_money_is_told_in_soles_and_never_as_a_number_of_centimos() -> None:
    assert [code for code, texts in CATALOGUE.items() if any("} céntimo" in text for text in texts)] == []


def test_nobody_reads_the_words_of_the_machinery() -> None:
    words = ("quarantine", "cuarentena", "checkpoint", "feed", "origin ", "origen ", "hash")
    assert [
        code for code, texts in TEXTS.items() for text in texts if any(word in text.lower() for word in words)
    ] == []


def test_no_code_is_in_two_parts_of_the_catalogue() -> None:
    parts = (FINDING_TEXTS, TEXTS, OFFICE_PROBLEM_TEXTS)
    assert len(TEXTS) == sum(map(len, PARTS))
    assert len(CATALOGUE) == sum(map(len, parts))


@pytest.mark.parametrize("state", SHEET_STATES)
def test_every_state_of_a_sheet_can_be_in_the_way_of_a_step(state: str) -> None:
    assert f"sheet_is_{state}" in SHEET_TEXTS
