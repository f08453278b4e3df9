"""Measuring and wrapping: nothing is wider than its place and no letter is lost."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.domain.money import NO_BREAK_SPACE
from sync_server.exports.drawing import drawable, figures, fitting_size, shrunk, width_of, wrap

TEXTS = st.text(st.characters(codec="latin-1", exclude_categories=("C",)), max_size=120)
WIDTHS = st.floats(20, 400)


@given(TEXTS, st.floats(3, 20), WIDTHS, st.booleans())
def test_wrapped_lines_fit_and_say_the_same(text: str, size: float, width: float, bold: bool) -> None:
    lines = wrap(text, size, width, bold=bold)
    assert all(width_of(line, size, bold=bold) <= width or len(line) == 1 for line in lines)
    assert "".join(lines).replace(" ", "") == drawable(text).replace(" ", "")


def test_words_are_kept_whole_where_they_fit() -> None:
    assert wrap("uno dos tres", 10, width_of("uno dos", 10)) == ["uno dos", "tres"]
    assert wrap("uno\ndos", 10, 400) == ["uno", "dos"]
    assert wrap("", 10, 400) == [""]


def test_bold_is_wider() -> None:
    assert width_of("Peña", 10, bold=True) > width_of("Peña", 10)


@given(TEXTS, st.floats(3, 40), WIDTHS)
def test_a_fitted_line_is_no_larger_than_asked_and_no_wider_than_its_place(
    text: str, size: float, width: float
) -> None:
    fitted = fitting_size(text, size, width)
    assert fitted <= size
    assert width_of(drawable(text), fitted) <= width * 1.0001
    if width_of(drawable(text), size) <= width:
        assert fitted == size


def test_shrinking_stops_at_what_can_be_read() -> None:
    lines, size = shrunk("una palabra " * 30, 15, 100, 60)
    assert size < 15
    assert len(lines) * size <= 60
    assert shrunk("corto", 15, 100, 60) == (["corto"], 15)
    assert shrunk("una palabra " * 3000, 15, 100, 60)[1] > 2.8


@pytest.mark.parametrize("text", ["ñÑáéíóúÁÉÍÓÚüÜ", "1½ j.", "N° 000012", "V°B°", "«Choco» – 3 × 3 · S/"])
def test_the_signs_of_the_papers_are_in_the_type(text: str) -> None:
    assert drawable(text) == text


def test_a_sign_that_is_not_in_the_type_is_told_by_its_letter() -> None:
    assert drawable("Pen\u0303a") == "Peña"
    assert drawable("Kőrösi ﬁ") == "Korösi ﬁ"
    assert drawable("中ȧ") == "?a"
    assert drawable("a\tb\nc\u2009d\u0007e") == "a b c d e"
    assert drawable(f"S/{NO_BREAK_SPACE}5") == f"S/{NO_BREAK_SPACE}5"


@pytest.mark.parametrize(("centimos", "text"), [(123_450, "1,234.50"), (-1250, "-12.50"), (0, "0.00")])
def test_columns_write_figures_alone(centimos: int, text: str) -> None:
    assert figures(centimos) == text
