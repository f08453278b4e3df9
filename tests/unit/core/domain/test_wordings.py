from itertools import permutations

import pytest

from core.domain.bodies import Day, body_of, fact_from
from core.domain.ledger import ACCOUNTS
from core.domain.wordings import ACCOUNT_CODE, WORDING_DEFAULTS, Wording, wording_in_force

HEADING = "sheet_heading"


def wording(text: str, starts_on: str, name: str = HEADING) -> Wording:
    return Wording(name, text, Day(starts_on))


WORDINGS = (
    wording("Lista de pagos", "2026-02-01"), wording("Planilla de campo", "2026-03-01"),
    wording("999 111 222", "2026-02-15", "office_phone"),
)  # fmt: skip


@pytest.mark.parametrize(
    ("day", "text"),
    [
        ("2026-01-31", "Planilla de incentivos por plantones"),
        ("2026-02-01", "Lista de pagos"),
        ("2026-02-28", "Lista de pagos"),
        ("2026-03-01", "Planilla de campo"),
        ("2051-01-01", "Planilla de campo"),
    ],
)
def test_the_latest_start_counts_whatever_the_order(day: str, text: str) -> None:
    assert {wording_in_force(order, HEADING, day) for order in permutations(WORDINGS)} == {text}


def test_of_two_that_start_together_the_one_said_last_counts() -> None:
    both = [wording("A", "2026-02-01"), wording("B", "2026-02-01")]
    assert wording_in_force(both, HEADING, "2026-02-01") == "B"


@pytest.mark.parametrize("name", sorted(WORDING_DEFAULTS))
def test_every_wording_has_a_default(name: str) -> None:
    assert wording_in_force((), name, "2026-03-06") == WORDING_DEFAULTS[name]


@pytest.mark.parametrize("name", sorted(ACCOUNTS))
def test_every_account_has_a_code_that_can_be_changed(name: str) -> None:
    key = f"{ACCOUNT_CODE}{name}"
    assert wording_in_force((), key, "2026-03-06") == ACCOUNTS[name].code
    assert wording_in_force([wording("10411", "2026-03-06", key)], key, "2026-03-06") == "10411"


def test_a_wording_comes_back_from_its_body() -> None:
    assert fact_from(Wording, body_of(WORDINGS[2])) == WORDINGS[2]


def test_an_unknown_name_is_a_programming_mistake() -> None:
    with pytest.raises(KeyError):
        wording_in_force(WORDINGS, "no_such_wording", "2026-03-06")
