import pytest

from core.domain.problems import LANGUAGES, Problem, sentence, sentence_or_code


def test_a_problem_is_told_in_both_languages() -> None:
    details = {"total": 1200, "accepted": 1240}
    assert sentence("total_below_accepted", "es", details).startswith(
        "El total de listos (1,200) es menor que el ya aceptado (1,240)."
    )
    assert sentence("total_below_accepted", "en", details).startswith("The total of ready saplings (1,200) is below")
    assert LANGUAGES == ("es", "en")


def test_a_problem_prints_its_code_and_sentence() -> None:
    problem = Problem("amount_unreadable", text="12,5")
    assert (problem.code, problem.details) == ("amount_unreadable", {"text": "12,5"})
    assert str(problem) == "amount_unreadable: “12,5” is not an amount in soles. Write it like this: 1,234.50."


def test_what_was_typed_is_shown_as_it_is() -> None:
    assert "{text}{0}%s" in sentence("dni_unreadable", "es", {"text": "{text}{0}%s"})


def test_an_unknown_code_is_a_programming_mistake() -> None:
    with pytest.raises(KeyError):
        Problem("no_such_code")


def test_a_missing_detail_is_a_programming_mistake() -> None:
    with pytest.raises(KeyError):
        sentence("amount_unreadable", "es", {})


def test_a_code_stands_for_itself_where_its_sentence_needs_more() -> None:
    assert sentence_or_code("day_missing", "en") == sentence("day_missing", "en", {})
    assert sentence_or_code("amount_unreadable", "en") == "amount_unreadable"
