"""The words of papers and workbooks: complete in both languages, and one for everything that can be paid."""

from string import Formatter
from typing import get_args

import pytest

from core.domain.attendance import ACTIVITIES
from core.domain.cash import EXPENSE_CATEGORIES
from core.domain.payouts import WAYS
from core.domain.rates import PaidActivity
from sync_server.text.papers import PAPER_TEXTS, long_day_text, month_text, on_paper, paper_name


def gaps(text: str) -> set[str]:
    return {part for _, part, _, _ in Formatter().parse(text) if part}


def test_both_languages_have_the_same_gaps() -> None:
    assert [key for key, (spanish, english) in PAPER_TEXTS.items() if gaps(spanish) != gaps(english)] == []
    assert [key for key, texts in PAPER_TEXTS.items() if not all(texts)] == []


@pytest.mark.parametrize("code", [*get_args(PaidActivity), *ACTIVITIES, *EXPENSE_CATEGORIES])
def test_what_is_paid_for_has_a_word(code: str) -> None:
    assert f"pay.{code}" in PAPER_TEXTS


@pytest.mark.parametrize("way", [*WAYS, "transfer"])
def test_every_way_of_paying_has_a_word(way: str) -> None:
    assert f"way.{way}" in PAPER_TEXTS


def test_what_this_version_does_not_know_is_shown_by_its_code() -> None:
    assert paper_name("pay", "carbon_of_tomorrow", "es") == "carbon_of_tomorrow"
    assert paper_name("pay", "tree_planted", "en") == "Planted"
    with pytest.raises(KeyError):
        on_paper("word_of_tomorrow", "es")


def test_days_and_months_are_written_out() -> None:
    assert long_day_text("2026-02-28", "es") == "28 de febrero de 2026"
    assert long_day_text("2026-09-01", "es") == "1 de setiembre de 2026"
    assert long_day_text("2026-12-09", "en") == "9 December 2026"
    assert month_text("2026-01", "es") == "enero de 2026"
