"""Amounts in words: the forms of receipts by hand, and every number read back by rules written apart."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.domain.bodies import LARGEST_CENTIMOS
from core.domain.words import LARGEST_SPOKEN_CENTIMOS, number_in_words, soles_in_words, spoken_soles
from tests.unit.core.domain.number_words import VALUES


@pytest.mark.parametrize(
    ("centimos", "words"),
    [
        (27_770, "Son: doscientos setenta y siete con 70/100 soles"),
        (0, "Son: cero con 00/100 soles"),
        (5, "Son: cero con 05/100 soles"),
        (100, "Son: uno con 00/100 soles"),
        (2110, "Son: veintiuno con 10/100 soles"),
        (1_000_000, "Son: diez mil con 00/100 soles"),
        (17_748_225, "Son: ciento setenta y siete mil cuatrocientos ochenta y dos con 25/100 soles"),
        (LARGEST_CENTIMOS, "Son: diez millones con 00/100 soles"),
        (LARGEST_CENTIMOS - 1,
         "Son: nueve millones novecientos noventa y nueve mil novecientos noventa y nueve con 99/100 soles"),
    ],
)  # fmt: skip
def test_amounts_are_said_as_on_a_receipt(centimos: int, words: str) -> None:
    assert soles_in_words(centimos) == words


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (9, "nueve"), (16, "dieciséis"), (21, "veintiuno"), (22, "veintidós"), (29, "veintinueve"), (30, "treinta"),
        (31, "treinta y uno"), (40, "cuarenta"), (99, "noventa y nueve"), (100, "cien"), (101, "ciento uno"),
        (116, "ciento dieciséis"), (121, "ciento veintiuno"), (200, "doscientos"), (500, "quinientos"),
        (700, "setecientos"), (900, "novecientos"), (1000, "mil"), (1001, "mil uno"), (1021, "mil veintiuno"),
        (2000, "dos mil"), (21_000, "veintiún mil"), (21_021, "veintiún mil veintiuno"), (31_000, "treinta y un mil"),
        (100_000, "cien mil"), (101_000, "ciento un mil"), (121_000, "ciento veintiún mil"),
        (501_100, "quinientos un mil cien"), (1_000_000, "un millón"), (1_000_001, "un millón uno"),
        (1_001_000, "un millón mil"), (2_000_000, "dos millones"), (21_000_000, "veintiún millones"),
        (31_100_021, "treinta y un millones cien mil veintiuno"),
    ],
)  # fmt: skip
def test_one_agrees_with_what_follows_it(number: int, words: str) -> None:
    assert number_in_words(number) == words


@pytest.mark.parametrize(
    ("centimos", "said"),
    [
        (0, "cero soles"), (1, "un céntimo"), (10, "diez céntimos"), (21, "veintiún céntimos"),
        (50, "cincuenta céntimos"), (91, "noventa y un céntimos"), (100, "un sol"),
        (101, "un sol con un céntimo"), (110, "un sol con diez céntimos"), (2100, "veintiún soles"),
        (3100, "treinta y un soles"), (10_000, "cien soles"), (10_100, "ciento un soles"),
        (50_000, "quinientos soles"), (100_000, "mil soles"), (100_100, "mil un soles"),
        (123_450, "mil doscientos treinta y cuatro soles con cincuenta céntimos"),
        (2_100_000, "veintiún mil soles"),
        (999_990, "nueve mil novecientos noventa y nueve soles con noventa céntimos"),
        (LARGEST_SPOKEN_CENTIMOS,
         "novecientos noventa y nueve mil novecientos noventa y nueve soles con noventa y nueve céntimos"),
    ],
)  # fmt: skip
def test_an_amount_as_people_say_it(centimos: int, said: str) -> None:
    assert spoken_soles(centimos) == said


@pytest.mark.parametrize("centimos", [-1, LARGEST_SPOKEN_CENTIMOS + 1])
def test_other_amounts_are_not_said(centimos: int) -> None:
    with pytest.raises(ValueError, match=r"^only amounts from 0 to 999,999.99 soles are said aloud$"):
        spoken_soles(centimos)


def read(words: str) -> int:
    """What a person who reads the words aloud adds up."""
    total = group = 0
    for word in words.split():
        if word == "mil":
            total += (group or 1) * 1000
            group = 0
        elif word in ("millón", "millones"):
            total += group * 1_000_000
            group = 0
        else:
            group += VALUES[word]
    return total + group


@given(st.integers(1, 99_999_999))
def test_every_number_reads_back(number: int) -> None:
    words = number_in_words(number)
    assert read(words) == number
    pairs = list(pairwise([*words.split(), "."]))
    assert all(after in ("mil", "millón", "millones") for word, after in pairs if word in ("un", "veintiún"))
    assert all(after not in ("mil", "millón", "millones") for word, after in pairs if word in ("uno", "veintiuno"))


def test_the_first_thousands_are_all_different() -> None:
    assert len({number_in_words(number) for number in range(30_000)}) == 30_000


@given(st.integers(0, LARGEST_CENTIMOS))
def test_the_centimos_stay_figures(centimos: int) -> None:
    words = soles_in_words(centimos)
    number, fraction = words.removeprefix("Son: ").removesuffix("/100 soles").split(" con ")
    assert (0 if number == "cero" else read(number)) * 100 + int(fraction) == centimos
    assert len(fraction) == 2


@pytest.mark.parametrize("centimos", [-1, -27_770, LARGEST_CENTIMOS + 1])
def test_other_amounts_have_no_words(centimos: int) -> None:
    with pytest.raises(ValueError, match=r"^only amounts from 0 to 10,000,000 soles are written in words$"):
        soles_in_words(centimos)


@pytest.mark.parametrize("number", [-1, 100_000_000])
def test_other_numbers_have_no_words(number: int) -> None:
    with pytest.raises(ValueError, match=r"^only numbers from 0 to 99,999,999 are written in words$"):
        number_in_words(number)
