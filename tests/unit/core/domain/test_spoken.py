"""Amounts as clips: over the whole range they say what the words say, and the words say what the figures say."""

import pytest

from core.domain.money import SMALLEST_COIN_CENTIMOS
from core.domain.spoken import CLIPS, PAUSE, PHRASES, amount_clips, clips_of
from core.domain.words import LARGEST_SPOKEN_CENTIMOS, spoken_soles
from tests.unit.core.domain.number_words import VALUES

SMALLEST_CENTIMOS, LARGEST_CENTIMOS = 10, 999_990


@pytest.mark.parametrize("centimos", [-1, LARGEST_SPOKEN_CENTIMOS + 1])
def test_what_is_not_said_is_refused(centimos: int) -> None:
    with pytest.raises(ValueError, match="999,999"):
        amount_clips(centimos)


def number(words: list[str]) -> int:
    """Reads a number back by rules of its own, and refuses what nobody would say."""
    value = 0
    for place, word in enumerate(words):
        following = words[place + 1] if place + 1 < len(words) else ""
        if word == "mil":
            if value == 1 or value > 999:
                raise ValueError("un mil")
            value = max(value, 1) * 1000
            continue
        if (word == "ciento") != (VALUES[word] == 100 and following not in ("", "mil")):
            raise ValueError("cien or ciento")
        if word in ("uno", "veintiuno"):
            raise ValueError("before a noun it is un")
        if word == "y" and not (30 <= VALUES[words[place - 1]] <= 90 and 1 <= VALUES[following] <= 9):
            raise ValueError("y stands between tens and ones")
        if VALUES[word] and 0 < value % 1000 <= VALUES[word]:
            raise ValueError("larger before smaller")
        value += VALUES[word]
    return value


def amount(said: str) -> int:
    """Céntimos of `… soles con … céntimos`."""
    centimos = 0
    for part in said.split(" con "):
        *words, unit = part.split()
        value = number(words)
        if (value == 1) != (unit in ("sol", "céntimo")):
            raise ValueError("one or many")
        centimos += value * (100 if unit.startswith("sol") else 1)
    return centimos


def test_every_amount_of_a_payment_is_said_as_it_is_spelled() -> None:
    for centimos in range(SMALLEST_CENTIMOS, LARGEST_CENTIMOS + 1, SMALLEST_COIN_CENTIMOS):
        said = " ".join(CLIPS[clip] for clip in amount_clips(centimos))
        assert said == spoken_soles(centimos)
        assert amount(said) == centimos, said


def test_every_exact_amount_below_a_thousand_too() -> None:
    for centimos in range(1, 100_000):
        assert amount(" ".join(CLIPS[clip] for clip in amount_clips(centimos))) == centimos


def test_words_that_would_be_too_short_are_part_of_the_clip_before() -> None:
    assert amount_clips(123_450) == ("mil", "doscientos", "treinta-y", "cuatro", "soles-con", "cincuenta", "centimos")


def test_phrases_are_one_clip_and_others_are_refused() -> None:
    assert [clips_of(phrase) for phrase in PHRASES] == [(name,) for name, text in CLIPS.items() if text in PHRASES]
    with pytest.raises(KeyError):
        clips_of("uno")
    with pytest.raises(KeyError):
        clips_of("y")


def test_names_are_plain_and_no_two_words_share_one() -> None:
    assert len(CLIPS) == len(set(CLIPS.values())) == 71
    assert all(name.isascii() and name.replace("-", "").isalpha() for name in CLIPS)
    assert PAUSE not in CLIPS
