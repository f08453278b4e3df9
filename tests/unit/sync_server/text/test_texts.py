"""The words of the pages: complete in both languages, and findings told in sentences."""

from string import Formatter

import pytest

from core.domain.attendance import ACTIVITIES
from sync_server.text.texts import PARTS, TEXTS, day_text, finding_sentence, name_of, short_day_text, spoken


def gaps(text: str) -> set[str]:
    return {part for _, part, _, _ in Formatter().parse(text) if part}


def test_both_languages_have_the_same_gaps() -> None:
    assert [key for key, (spanish, english) in TEXTS.items() if gaps(spanish) != gaps(english)] == []
    assert [key for key, texts in TEXTS.items() if not all(texts)] == []


def test_every_activity_has_a_word() -> None:
    assert [code for code in ACTIVITIES if f"activity.{code}" not in TEXTS] == []


def test_days_are_written_as_people_write_them() -> None:
    assert day_text("2014-09-03", "es") == "3 set 2014"
    assert day_text("2014-01-31", "en") == "31 Jan 2014"
    assert short_day_text("2014-12-03", "2014", "es") == "3 dic"
    assert short_day_text("2013-12-03", "2014", "es") == "3 dic 2013"


def test_findings_are_sentences_with_figures() -> None:
    numbers = {"unit": "01-3", "planted": 4100, "target": 3555, "limit": 3910}
    assert "4,100" in finding_sentence("density_above_target", numbers, "es")
    assert "3 Dec 2014" in finding_sentence("rate_missing", {"day": "2014-12-03"}, "en")


def test_what_this_version_does_not_know_is_shown_by_its_code() -> None:
    assert finding_sentence("rule_of_tomorrow", {}, "es") == "rule_of_tomorrow"
    assert finding_sentence("rate_missing", {}, "es") == "rate_missing"
    assert name_of("kind", "kind_of_tomorrow", "es") == "kind_of_tomorrow"


def test_no_key_is_in_two_tables() -> None:
    assert len(TEXTS) == sum(map(len, PARTS))


@pytest.mark.parametrize("field", ["grown_from", "source"])
def test_the_programmes_word_stands_first_and_others_are_understood(field: str) -> None:
    words = spoken("es")
    assert (words(field, "cutting")[0], words(field, "wildling")[0]) == ("esqueje", "plantón silvestre")
    assert "estaca" in words(field, "cutting")
    assert {"plantín silvestre", "regeneración natural"} <= set(words(field, "wildling"))
