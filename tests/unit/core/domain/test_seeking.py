"""What is typed of a name finds it, in whatever case and order, with accents or without."""

import pytest

from core.domain.seeking import is_sought, plain


def test_plain_text_is_what_one_types_without_thinking() -> None:
    assert plain("  HUAMÁN   Ñaupari ") == "huaman naupari"
    assert plain("  Rosa   ABAD ") == "rosa abad", "also where every letter is plain"


@pytest.mark.parametrize(
    ("sought", "found"),
    [("", True), ("  ", True), ("abad", True), ("ana rios", True), ("ANA  Ríos,", True), ("an ba", True),
     ("ana cruz", False), ("rosa", False)],
)  # fmt: skip
def test_a_name_is_found_by_every_word_that_is_typed(sought: str, found: bool) -> None:
    assert is_sought("Abad Ríos, Ana", sought) is found
