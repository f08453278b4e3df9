from string import Formatter

import pytest

from core.domain.finding_texts import FINDING_TEXTS
from core.domain.money_texts import MONEY_TEXTS
from core.domain.problem_texts import PROBLEM_TEXTS

TEXTS = PROBLEM_TEXTS | MONEY_TEXTS


def blanks(text: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(text) if name is not None}


@pytest.mark.parametrize("code", sorted(TEXTS))
def test_both_languages_ask_for_the_same_details(code: str) -> None:
    spanish, english = TEXTS[code]
    assert blanks(spanish) == blanks(english)
    assert all(name.isidentifier() for name in blanks(spanish))


@pytest.mark.parametrize("code", sorted(TEXTS))
def test_every_text_is_a_whole_sentence(code: str) -> None:
    for text in TEXTS[code]:
        assert text == text.strip()
        assert text.endswith((".", "!", "?", ": {left}."))
        assert text[0].isupper() or text[0] in "«“{¿¡"


@pytest.mark.parametrize("code", sorted(TEXTS))
def test_codes_are_plain_words(code: str) -> None:
    assert code.isidentifier()
    assert code.islower()


def test_nobody_reads_the_words_of_the_machinery() -> None:
    words = ("quarantine", "cuarentena", "checkpoint", "feed", "origin ", "origen ", "hash")
    assert [
        code for code, texts in TEXTS.items() for text in texts if any(word in text.lower() for word in words)
    ] == []


def test_no_code_is_in_two_parts_of_the_catalogue() -> None:
    assert not set(MONEY_TEXTS) & (set(PROBLEM_TEXTS) | set(FINDING_TEXTS))
